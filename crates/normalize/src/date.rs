//! Date expressions, resolved to the calendar.

mod calendar;
mod relative;
mod season;

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_schema::{Date, DateSpan};
use rapporteur_text::{Diagnostic, Severity, TokenKind};

use crate::document::Annotated;

/// How a date was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateBasisKind {
    /// The text gives it.
    Explicit,
    /// Counted from another date.
    Relative,
    /// A bare weekday.
    Weekday,
}

/// A date expression.
#[derive(Clone, Debug)]
pub struct DateMention {
    /// Its tokens, without a preposition before it.
    pub tokens: Range<usize>,
    /// What it means; `None` when it cannot be resolved for want of a publication date.
    pub span: Option<DateSpan>,
    /// How it was reached.
    pub basis: DateBasisKind,
    /// "within", "over the next": a time that ends with the span.
    pub is_period: bool,
    /// "the same day", "the following day": counted from the event before, in days.
    pub from_event: Option<i64>,
}

/// What year-less expressions are resolved against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(crate) published: Option<Date>,
    /// Year of publication, else the latest year the text names.
    pub(crate) year: Option<i16>,
}

/// Finds all date expressions of the content blocks.
pub(crate) fn find(doc: &mut Annotated<'_>) {
    let mut anchor = Anchor {
        published: doc.facts.written(),
        year: doc.facts.published.map(|d| d.year()).or_else(|| latest_year(doc)),
    };
    let mut found: Vec<DateMention> = Vec::new();
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let mut i = range.start;
        while i < range.end {
            match parse(doc, i, range.end, &anchor) {
                Some(mention) => {
                    i = mention.tokens.end.max(i + 1);
                    // With no publication date the last whole date before lends its year, not a lone year far off.
                    let short = |x: &&DateSpan| {
                        let days =
                            x.start.zip(x.end).map(|(start, end)| rapporteur_schema::add_days(start, LONGEST) >= end);
                        days == Some(true) && mention.basis == DateBasisKind::Explicit
                    };
                    let day = mention.span.as_ref().filter(short);
                    if let (None, Some(day)) = (anchor.published, day.and_then(|x| x.start)) {
                        anchor.year = Some(day.year());
                    }
                    found.push(mention);
                }
                None => i += 1,
            }
        }
    }
    // One remark per document will do: the cause is the same for all.
    if let Some(date) = found.iter().find(|d| d.span.is_none() && d.from_event.is_none()) {
        let message = "a date counts from the day of publication, which is not known; give published_date in the front matter or manifest.csv";
        doc.diagnostics
            .push(Diagnostic::new(Severity::Warning, "date-without-anchor", message).at(doc.span(&date.tokens)));
    }
    doc.dates = found;
}

/// Days of a gathering, at most, whose date lends its year to those after it.
const LONGEST: i64 = 14;

/// Whether a date expression can begin at `i`; "in", "for" and articles leave it to the word behind them.
fn may_begin(doc: &Annotated<'_>, i: usize) -> bool {
    let lead = |k: &usize| ["the", "in", "for", "over", "during"].iter().any(|w| doc.is_text(*k, w));
    (i..doc.tokens.len())
        .find(|k| !lead(k))
        .is_some_and(|k| doc.tokens[k].kind == TokenKind::Number || doc.is(k, WordClass::DateOpener))
}

/// The date expression that begins at `i`.
fn parse(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<DateMention> {
    if !may_begin(doc, i) {
        return None;
    }
    let mut found = calendar::parse(doc, i, limit, anchor).or_else(|| relative::parse(doc, i, limit, anchor))?;
    // "On Wednesday and Thursday this week": the week says which.
    let week = found.tokens.end;
    if found.basis == DateBasisKind::Weekday
        && doc.is_text(week, "this")
        && doc.is_text(week + 1, "week")
        && week + 1 < limit
    {
        found.span = found.span.zip(anchor.published).map(|(span, today)| in_week_of(span, today));
        found.tokens.end = week + 2;
        return Some(found);
    }
    Some(in_brackets(doc, &found, limit, anchor).unwrap_or(found))
}

/// The same days of the week, in the week of `today`.
fn in_week_of(span: DateSpan, today: Date) -> DateSpan {
    let monday = |day: Date| rapporteur_schema::add_days(day, -i64::from(day.weekday().to_monday_one_offset() - 1));
    let (Some(start), Some(end)) = (span.start, span.end) else { return span };
    let shift = i64::from((monday(today) - monday(start)).get_days());
    DateSpan::range(rapporteur_schema::add_days(start, shift), rapporteur_schema::add_days(end, shift))
}

/// "on Wednesday (12 May 2010)", "today (Thursday 7 April)": the brackets tell which day it was.
fn in_brackets(doc: &Annotated<'_>, found: &DateMention, limit: usize, anchor: &Anchor) -> Option<DateMention> {
    let open = found.tokens.end;
    if found.basis == DateBasisKind::Explicit || open + 2 >= limit || !doc.is_text(open, "(") {
        return None;
    }
    let weekday = doc.lexicon.weekdays.contains_key(&doc.tokens[open + 1].word);
    let from = open + 1 + usize::from(weekday);
    let day = calendar::parse(doc, from, limit, anchor)?;
    let whole = day.span.as_ref().is_some_and(|span| span.start == span.end) && doc.is_text(day.tokens.end, ")");
    whole.then(|| DateMention { tokens: found.tokens.start..day.tokens.end + 1, ..day })
}

/// The latest plausible year named in the text outside of names.
pub(crate) fn latest_year(doc: &Annotated<'_>) -> Option<i16> {
    (0..doc.tokens.len()).filter(|&i| !doc.tokens[i].glued || i == 0).filter_map(|i| year_at(doc, i)).max()
}

/// A year in figures.
pub(crate) fn year_at(doc: &Annotated<'_>, i: usize) -> Option<i16> {
    let token = doc.tokens.get(i)?;
    let word = doc.word(i);
    (token.kind == TokenKind::Number && word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|y| (1900..=2100).contains(y))
}

/// Whether the clause around `i` speaks of the future: a modal or "is to be", "by", "until" before it.
pub(crate) fn future(doc: &Annotated<'_>, i: usize, start: usize) -> bool {
    let before = start.max(i.saturating_sub(CLAUSE))..i;
    let deadline = |k: usize| ["by", "until", "before", "till"].iter().any(|w| doc.is_text(k, w));
    if (start.max(i.saturating_sub(4))..i).any(deadline)
        && (i.saturating_sub(3)..i).any(|k| k >= start && doc.is_text(k, "end"))
    {
        return true;
    }
    if i > start
        && (doc.is_text(i - 1, "by")
            || doc.is_text(i - 1, "until")
            || doc.is_text(i - 1, "before")
            || doc.is_text(i - 1, "till"))
    {
        return true;
    }
    // "agreed to continue the talks held on 5 May": the participle right before the day tells of the past.
    let held = i > start + 2
        && doc.is(i - 1, WordClass::Preposition)
        && ["held", "signed", "adopted", "concluded"].iter().any(|w| doc.is_text(i - 2, w))
        && !doc.is(i - 3, WordClass::Be)
        && !doc.is(i - 3, WordClass::Have)
        && !doc.is(i - 3, WordClass::Adverb);
    if held {
        return false;
    }
    let mut k = before.end;
    let mut same_clause = true;
    while k > before.start {
        k -= 1;
        let near = k + NEAR >= i;
        same_clause &= !matches!(doc.word(k), "," | ";" | "–" | "—")
            && !(doc.word(k).ends_with("ing")
                && !doc.tokens[k].capital
                && !doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word));
        if doc.is(k, WordClass::FutureModal) && (near || same_clause) {
            return true;
        }
        // "took the decision to carry out the exercise “X” at the training ground on 7 September": its own infinitive.
        let bound = doc.is(k, WordClass::ProspectNoun) || doc.is_text(k, "decided") || doc.is_text(k, "agreed");
        let verb = doc.is(k + 2, WordClass::Verb) || doc.is(k + 2, WordClass::Light);
        if same_clause && bound && doc.is_text(k + 1, "to") && verb {
            return true;
        }
        if !near {
            continue;
        }
        if doc.is(k, WordClass::NextWord) && !doc.is_text(k, "coming") {
            return true;
        }
        // "looked forward to", "ahead of", "preparations for", "decision to host", "invitation to".
        let ahead = doc.is_text(k, "forward") && doc.is_text(k + 1, "to")
            || doc.is_text(k, "ahead") && doc.is_text(k + 1, "of")
            || doc.is(k, WordClass::ProspectNoun)
                // "held in preparation for the operation, the last of them on 3 September".
                && (same_clause || k == start || !doc.is_text(k - 1, "in"))
                && (doc.is_text(k + 1, "to") || doc.is_text(k + 1, "for") || doc.is_text(k + 1, "of"));
        if ahead {
            return true;
        }
        // "agreed to hold", "plans to visit", "is to speak"; but "is said to have held" is past.
        let infinitive = |k: usize| {
            let verb = doc.is(k, WordClass::Verb) || doc.is(k, WordClass::Light) && !doc.is(k, WordClass::Have);
            doc.is_text(k, "be") || verb && !doc.tokens[k].capital
        };
        if doc.is_text(k, "to") && infinitive(k + 1) {
            let been = k.checked_sub(1).is_some_and(|p| {
                [WordClass::Be, WordClass::Verb, WordClass::Reporting].iter().any(|&c| doc.is(p, c))
                    || doc.is_text(p, "due")
                    || doc.is_text(p, ",")
            });
            if been {
                return true;
            }
        }
        // "hosts the meeting in October": the present tense of a text, other than that of a headline.
        if ["hosts", "hold", "holds", "takes", "begins", "starts", "opens", "ends", "leaves", "departs"]
            .iter()
            .any(|w| doc.is_text(k, w))
            && !doc.tokens[k].capital
            && doc.is(k, WordClass::Light)
            && !in_headline(doc, k)
        {
            return true;
        }
        // "is planned to be carried out": no past.
        let past = (doc.is(k, WordClass::Verb) || doc.is(k, WordClass::Reporting))
            && !k.checked_sub(1).is_some_and(|b| doc.is_text(b, "be"));
        if past && doc.word(k).ends_with("ed")
            || doc.is_text(k, "was")
            || doc.is_text(k, "were")
            || doc.is_text(k, "had")
        {
            return false;
        }
    }
    // What follows in the same sentence: "On 20 May the leaders will meet".
    let end = crate::name::sentence_end(doc, i);
    // The first verb of the clause tells: "On Monday Minister X and officials of Y will be", "On Monday X said that Y will".
    let verb = |k: &usize| {
        doc.is(*k, WordClass::FutureModal)
            || doc.is(*k, WordClass::PersonVerb) && !doc.tokens[*k].capital && *k > i + 1 && !doc.is_text(*k - 1, "to")
    };
    // "On Friday X is set to hold talks", "is to speak".
    let set = |k: &usize| {
        let present = doc.is_text(*k, "is") || doc.is_text(*k, "are");
        present && (doc.is_text(*k + 1, "to") || doc.is(*k + 1, WordClass::DueWord) && doc.is_text(*k + 2, "to"))
    };
    // "held talks on Monday and is to travel on": another clause, where the day does not open the sentence.
    let opens = i <= start + 2;
    let own = (i..end.min(i + 30)).take_while(|&k| opens || !doc.is(k, WordClass::Coordinator));
    own.into_iter().find(|k| verb(k) || set(k)).is_some_and(|k| doc.is(k, WordClass::FutureModal) || set(&k))
}

/// So many words at most stand between the verb of a clause and its day.
const CLAUSE: usize = 24;

/// So far back every word may tell of the future, and further back the verb of the clause alone.
const NEAR: usize = 14;

fn in_headline(doc: &Annotated<'_>, i: usize) -> bool {
    let block = doc.block_tokens.partition_point(|tokens| tokens.end <= i);
    doc.blocks.get(block).is_some_and(|b| b.kind == rapporteur_text::BlockKind::Headline)
}

/// A calendar date inside a dateline, where no verb tells the tense.
pub(crate) fn in_dateline(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<DateMention> {
    calendar::parse(doc, i, limit, anchor)
}
