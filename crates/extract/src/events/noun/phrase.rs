//! The phrase around an event noun: determiner, owner, bodies inside, official name.

use std::ops::Range;

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_text::TokenKind;

use crate::model::Marker;
use crate::syntax::is_verb;

/// A noun phrase around an event noun.
pub(super) struct Phrase {
    /// First token, determiner included.
    pub(super) start: usize,
    /// The head noun.
    pub(super) head: usize,
    /// First token after the head and its named complement.
    pub(super) end: usize,
    /// The determiner word, folded; empty when there is none.
    pub(super) determiner: String,
    /// Mention that owns it: "Lapid's visit", "the OSCE's conference".
    pub(super) owner: Option<usize>,
    /// Mentions before the head: "CSTO Permanent Council meeting", "U.S.-EU Summit".
    pub(super) inside: Vec<usize>,
    /// Official name, if it has one.
    pub(super) name: Option<String>,
    pub(super) marker: Marker,
    pub(super) days: Option<i64>,
    /// The name stands in quotation marks.
    pub(super) quoted: bool,
    /// Words that say that it is no event: "press conference".
    pub(super) none: bool,
    pub(super) plural: bool,
}

pub(super) fn phrase(doc: &Annotated<'_>, range: &Range<usize>, trigger: &Range<usize>) -> Phrase {
    let head = trigger.end - 1;
    let mut p = Phrase {
        start: trigger.start,
        head,
        end: trigger.end,
        determiner: String::new(),
        owner: None,
        inside: Vec::new(),
        name: None,
        marker: Marker::None,
        days: None,
        quoted: false,
        none: false,
        plural: doc.word(head).ends_with('s') && !doc.word(head).ends_with("ss") || doc.is_text(head, "talks"),
    };
    let mut k = trigger.start;
    let mut capital_from = if doc.tokens[head].capital { Some(trigger.start) } else { None };
    while k > range.start {
        let b = k - 1;
        if doc.is_possessive(b) {
            let owner = b.checked_sub(1).and_then(|o| doc.mention_of[o]);
            // "a Senior Officials' Meeting": a kind of meeting, and nobody's own.
            let kind = b > range.start
                && doc.tokens[b - 1].capital
                && doc.tokens[head].capital
                && doc.word(b - 1).ends_with('s')
                && owner.is_none_or(|m| doc.mentions[m].kind == MentionKind::Group);
            if kind {
                k = owner.map_or(b - 1, |m| doc.mentions[m].tokens.start);
                p.start = k;
                capital_from = capital_from.map(|_| k);
                continue;
            }
            if let Some(m) = owner {
                p.owner = Some(m);
                p.start = doc.mentions[m].tokens.start;
            } else if let Some(date) = doc.date_at(b.saturating_sub(1)) {
                // "today's meeting": points back; "last year's drill" was another one.
                p.determiner = "the".to_owned();
                p.start = b - 1;
                let year = doc.is_text(b - 1, "year");
                p.marker = match () {
                    () if year && doc.is_text(date.tokens.start, "last") => Marker::Previous,
                    () if year && doc.is_text(date.tokens.start, "next") => Marker::Next,
                    () => p.marker,
                };
            }
            break;
        }
        if let Some(m) = doc.mention_of[b] {
            let mention = &doc.mentions[m];
            // "the Staff Officers Course": for whom it is is part of its name.
            let course = mention.kind == MentionKind::Group
                && doc.tokens[head].capital
                && doc.tokens[b].capital
                && doc.lexicon.event_nouns.get(&doc.tokens[head].word).is_some_and(|k| k == "training");
            // "the command-staff exercise": part of a compound.
            let hyphens = mention.tokens.clone().any(|i| doc.tokens[i].word == WordId::JOINER && doc.tokens[i].glued);
            let compound = mention.kind == MentionKind::Group && (hyphens || doc.tokens[b].glued) && b + 1 == head;
            if course || compound {
                k = mention.tokens.start;
                p.start = k;
                capital_from = capital_from.map(|_| k);
                continue;
            }
            if matches!(
                mention.kind,
                MentionKind::Person | MentionKind::Pronoun | MentionKind::Office | MentionKind::Group
            ) {
                break;
            }
            p.inside.push(m);
            k = mention.tokens.start;
            p.start = k;
            if doc.tokens[head].capital || mention.kind != MentionKind::Demonym {
                capital_from = capital_from.map(|_| k);
            }
            continue;
        }
        let token = &doc.tokens[b];
        // "Today Security Councils Committee Session": the day opens the sentence and is no part of the name.
        if b == range.start && doc.date_at(b).is_some_and(|d| d.tokens.end == b + 1) {
            break;
        }
        if doc.is(b, WordClass::Determiner) {
            p.determiner = doc.word(b).to_ascii_lowercase();
            p.start = b;
            break;
        }
        // "the C5+1 Ministerial".
        let plus = doc.is_text(b, "+") && token.glued;
        if token.word == WordId::JOINER || token.kind == TokenKind::Number || plus {
            // "the South Africa – Tanzania Commission": a dash between the two sides.
            let sides = |i: Option<usize>| {
                i.and_then(|i| doc.mention_of.get(i).copied().flatten()).is_some_and(|m| {
                    matches!(
                        doc.mentions[m].kind,
                        MentionKind::State | MentionKind::Demonym | MentionKind::Organization
                    )
                })
            };
            if token.word == WordId::JOINER && !token.glued && !(sides(b.checked_sub(1)) && sides(Some(b + 1))) {
                break;
            }
            if let Ok(days) = doc.word(b).parse::<i64>()
                && doc.is_text(b + 2, "day")
            {
                p.days = Some(days);
            }
            k = b;
            p.start = b;
            if token.kind == TokenKind::Number || plus {
                capital_from = capital_from.map(|_| b);
            }
            continue;
        }
        if matches!(doc.word(b), "“" | "”" | "\"") {
            k = b;
            p.start = b;
            continue;
        }
        let word_ok = token.kind == TokenKind::Word
            && !doc.is(b, WordClass::Preposition)
            && !doc.is(b, WordClass::Coordinator)
            && !doc.is(b, WordClass::Pronoun)
            && !doc.is(b, WordClass::Relative)
            && !(is_verb(doc, b) && !participle_adjective(doc, b))
            && !doc.is(b, WordClass::Modal);
        let linked = doc.is_text(b, "and")
            && b > range.start
            && doc.tokens[b - 1].capital
            && doc.tokens[k].capital
            && doc.tokens[head].capital;
        // "three productive and candid meetings": two adjectives behind a number or article.
        let linked = linked
            || doc.is_text(b, "and")
                && b > range.start + 1
                && k < head.max(trigger.start + 1)
                && [b - 1, b + 1].iter().all(|&i| {
                    doc.tokens[i].kind == TokenKind::Word
                        && !doc.tokens[i].capital
                        && doc.mention_of[i].is_none()
                        && !is_verb(doc, i)
                        && !doc.word(i).ends_with('s')
                        // "a regular and direct dialogue": what goes on, and no occasion.
                        && !["regular", "open", "continued", "constant", "ongoing", "frequent", "sustained", "direct"]
                            .contains(&doc.word(i))
                        && !doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
                })
                && (doc.is(b - 2, WordClass::Determiner)
                    || doc.tokens[b - 2].kind == TokenKind::Number
                    || doc.lexicon.numbers.contains_key(&doc.tokens[b - 2].word));
        // "a five-day mine countermeasures and maritime security exercise": two kinds of it.
        let linked = linked || doc.is_text(b, "and") && b > range.start + 2 && k <= head && of_two_kinds(doc, range, b);
        // "a one-on-one meeting", "face-to-face talks".
        let joiner = doc.tokens.get(b + 1).is_some_and(|t| t.word == WordId::JOINER && t.glued);
        let inner = token.kind == TokenKind::Word && joiner && b + 1 < head && !token.capital;
        if !word_ok && !linked && !inner {
            break;
        }
        if doc.date_at(b).is_some() && !token.capital {
            break;
        }
        if doc.is(b, WordClass::NextWord) {
            p.marker = Marker::Next;
        } else if doc.is(b, WordClass::PreviousWord) {
            p.marker = Marker::Previous;
        }
        if doc.is(b, WordClass::NoEventWord) {
            p.none = true;
        }
        if doc.is_text(b, "week") && doc.is_text(b + 2, "long") {
            p.days = Some(7);
        }
        if doc.is_text(b, "week")
            && b >= 2
            && doc.tokens[b - 1].word == WordId::JOINER
            && let Some(weeks) =
                doc.lexicon.numbers.get(&doc.tokens[b - 2].word).copied().or_else(|| doc.word(b - 2).parse().ok())
        {
            p.days = Some(weeks * 7);
        }
        if doc.is_text(b, "day")
            && b >= 2
            && let Some(&days) = doc.lexicon.numbers.get(&doc.tokens[b - 2].word)
        {
            p.days = Some(days);
        }
        // "a two day visit", without its hyphen.
        if doc.is_text(b, "day")
            && b >= 1
            && let Some(&days) = doc.lexicon.numbers.get(&doc.tokens[b - 1].word)
            && days > 1
        {
            p.days = Some(days);
        }
        if (token.capital || doc.is(b, WordClass::OrdinalWord) && !doc.is(b, WordClass::NextWord))
            && (token.capital && b > range.start || doc.is(b, WordClass::OrdinalWord))
        {
            capital_from = capital_from.map(|_| b);
        }
        k = b;
        p.start = b;
    }
    // "the previous round of the consultations": of which of them it tells stands before the round.
    let round = p.start >= range.start + 3
        && doc.is_text(p.start - 1, "of")
        && ["round", "stage"].iter().any(|w| doc.is_text(p.start - 2, w));
    if round && p.marker == Marker::None {
        if doc.is(p.start - 3, WordClass::NextWord) {
            p.marker = Marker::Next;
        } else if doc.is(p.start - 3, WordClass::PreviousWord) {
            p.marker = Marker::Previous;
        }
    }
    p.inside.reverse();
    name(doc, range, &mut p, capital_from);
    p
}

/// "expected", "planned" before a noun are adjectives.
fn participle_adjective(doc: &Annotated<'_>, i: usize) -> bool {
    doc.word(i).ends_with("ed") && i > 0 && doc.is(i - 1, WordClass::Determiner) || doc.is(i, WordClass::NextWord)
}

/// Nouns of occasions that go by a code name.
const DRILLS: [&str; 6] = ["exercise", "exercises", "drill", "drills", "operation", "manoeuvres"];

/// Whether a token is the noun of an exercise or operation.
pub(super) fn is_drill(doc: &Annotated<'_>, i: usize) -> bool {
    DRILLS.iter().any(|w| doc.is_text(i, w))
}

/// Finds the official name: a quoted title after the head, or the capitals around it.
fn name(doc: &Annotated<'_>, range: &Range<usize>, p: &mut Phrase, capital_from: Option<usize>) {
    // "negotiations on the preparation of the exercise “X”": the name is that of the exercise.
    let other = |i: usize| is_drill(doc, i) && !is_drill(doc, p.head);
    // “…” soon after the head.
    let quote = (p.head + 1..range.end.min(p.head + 14))
        .take_while(|&i| !is_verb(doc, i) && !matches!(doc.word(i), ";" | ":" | ".") && !other(i))
        .find(|&i| matches!(doc.word(i), "“" | "\"" | "«"));
    if let Some(open) = quote
        && let Some(close) =
            (open + 1..range.end.max(open + 1)).find(|&i| i > open && matches!(doc.word(i), "”" | "\"" | "»"))
        && close > open + 1
        && (doc.tokens[open + 1].capital || doc.tokens[open + 1].kind == TokenKind::Number)
        && !doc.is_text(open - 1, "to")
    {
        p.name = Some(doc.phrase(&(open + 1..close)));
        p.quoted = true;
        p.end = close + 1;
        return;
    }
    if p.head > range.start && p.start < p.head && matches!(doc.word(p.head - 1), "”" | "\"") {
        let open = (p.start..p.head - 1).rev().find(|&i| matches!(doc.word(i), "“" | "\""));
        if let Some(open) = open {
            p.name = Some(doc.phrase(&(open + 1..p.head - 1)));
            return;
        }
    }
    if is_drill(doc, p.head)
        && !doc.tokens[p.head].capital
        && let Some(code) = code_name(doc, range, p)
    {
        p.name = Some(doc.phrase(&code));
        p.end = p.end.max(code.end);
        return;
    }
    let Some(from) = capital_from else { return };
    let mut end = p.head + 1;
    let mut k = end;
    while k < range.end {
        let token = &doc.tokens[k];
        let link = ["of", "on", "for", "and", "in", "the", "to", "against", "through", "with"]
            .iter()
            .any(|w| doc.is_text(k, w));
        if (token.capital || token.kind == TokenKind::Number && doc.tokens[k - 1].capital) && doc.date_at(k).is_none() {
            k += 1;
            end = k;
        } else if token.word == WordId::JOINER && token.glued {
            k += 1;
        } else if link && k < end + 3 {
            // "the Summit with President X": with whom is not part of the name either.
            let person = |i: usize| {
                doc.mention_at(i).is_some_and(|m| matches!(m.kind, MentionKind::Person | MentionKind::Office))
            };
            if doc.is_text(k, "with") && (person(k + 1) || person(k + 2)) {
                break;
            }
            // "Summit in Los Angeles": the place is not part of the name.
            if doc.is_text(k, "in") && rapporteur_normalize::place_at(doc, k + 1).is_some() {
                break;
            }
            k += 1;
        } else {
            break;
        }
    }
    if end > p.head + 1 || from < p.head {
        p.name = Some(doc.phrase(&(from..end)));
        p.end = end;
    }
}

/// The name that an exercise goes by, without quotation marks: "exercise Northern Anchor 2019", "the Panj Barrier-2021 exercise".
fn code_name(doc: &Annotated<'_>, range: &Range<usize>, p: &Phrase) -> Option<Range<usize>> {
    let word = |i: usize| {
        let token = &doc.tokens[i];
        let name = token.kind == TokenKind::Word && token.capital && doc.date_at(i).is_none();
        name && doc.mention_at(i).is_none_or(|m| m.kind == MentionKind::Programme) && !doc.is(i, WordClass::Determiner)
    };
    let part = |i: usize| doc.tokens[i].kind == TokenKind::Number || doc.tokens[i].word == WordId::JOINER;
    let mut end = p.head + 1;
    while end < range.end && (word(end) || end > p.head + 1 && part(end)) {
        end += 1;
    }
    if end > p.head + 1 {
        return Some(p.head + 1..end);
    }
    let mut start = p.head;
    while start > range.start && (word(start - 1) || part(start - 1)) {
        start -= 1;
    }
    let named = (start..p.head).filter(|&i| word(i)).count() > 0 && word(start);
    // One word alone may be any adjective: "the Nordic exercise".
    (named && p.head - start > 1).then_some(start..p.head)
}

/// Whether lower-case words lead back from the "and" at `and` to the days of an indefinite phrase: "a five-day A and B exercise".
fn of_two_kinds(doc: &Annotated<'_>, range: &Range<usize>, and: usize) -> bool {
    let day = (range.start + 1..and).rev().take(KINDS).find(|&i| doc.is_text(i, "day") || doc.is_text(i, "week"));
    let plain = |i: usize| {
        doc.tokens[i].kind == TokenKind::Word
            && !doc.tokens[i].capital
            && !doc.is(i, WordClass::Preposition)
            && !is_verb(doc, i)
            && !doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
    };
    day.is_some_and(|day| {
        (day + 1..and).all(plain)
            && doc.tokens[day - 1].word == WordId::JOINER
            && (day.saturating_sub(3)..day).any(|i| doc.is_text(i, "a") || doc.is_text(i, "an"))
    })
}

/// Words of the first of two kinds, at most.
const KINDS: usize = 6;

/// "A two-day round of the talks", "the seminar wound up its two-day work": the days that a round, session or series of it lasted.
pub(super) fn round_days(doc: &Annotated<'_>, range: &Range<usize>, start: usize) -> Option<i64> {
    let count = |day: usize| {
        let at = day.checked_sub(2).filter(|&c| c >= range.start)?;
        // "two-day", and no "No. 12: Day".
        if doc.tokens[day - 1].word != rapporteur_lexicon::WordId::JOINER {
            return None;
        }
        doc.lexicon.numbers.get(&doc.tokens[at].word).copied().or_else(|| doc.word(at).parse().ok())
    };
    let work = |i: &usize| {
        doc.is_text(*i, "day") && ["work", "programme", "proceedings"].iter().any(|w| doc.is_text(*i + 1, w))
    };
    if let Some(days) = (start..range.end).find(work).and_then(count) {
        return Some(days);
    }
    let of = (range.start.max(start.saturating_sub(3))..start).rev().find(|&i| doc.is_text(i, "of"))?;
    let noun = of.checked_sub(1).filter(|&n| ["round", "session", "series"].iter().any(|w| doc.is_text(n, w)))?;
    let day = (range.start..noun).rev().take(3).find(|&i| doc.is_text(i, "day"))?;
    count(day)
}

/// The name that a participle gives to the noun at `head`: "the operation, code-named Danube Shield,", "an exercise dubbed “Cordon”".
pub(super) fn called(doc: &Annotated<'_>, head: usize, limit: usize) -> Option<String> {
    let at = head + 1 + usize::from(doc.is_text(head + 1, ","));
    let glued = doc.is_text(at, "code") && doc.is_text(at + 2, "named");
    let plain = ["codenamed", "dubbed", "named", "called"].iter().any(|w| doc.is_text(at, w));
    let first = if glued { at + 3 } else { at + 1 };
    let first = first + usize::from(matches!(doc.word(first), "“" | "\"" | "«"));
    let word = |i: usize| {
        i < limit && doc.tokens[i].capital && matches!(doc.tokens[i].kind, TokenKind::Word | TokenKind::Number)
    };
    let end = (first..limit).find(|&i| !word(i))?;
    ((glued || plain) && end > first).then(|| doc.phrase(&(first..end)))
}
