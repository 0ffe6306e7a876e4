//! What was seen and not understood: names without a type, dates without a day, cues that came to nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, clean, place_at};
use rapporteur_schema::Extraction;
use rapporteur_text::{BlockKind, CodePoints, Span, TokenKind, is_acronym};

/// Characters of context on either side of a name or date.
const AROUND: usize = 60;
/// What “next” and “last” make a date of.
const UNITS: [&str; 9] = ["day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"];

/// What kind of thing was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum ReviewKind {
    /// A name in capitals that is neither an actor nor a place nor an event.
    Name,
    /// A date expression without a date.
    Date,
    /// A cue of a rule in a sentence that gave no row.
    Cue,
}

/// Something that was not understood, with its number in one document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReviewItem {
    /// What it is.
    pub kind: ReviewKind,
    /// Cues: id of the rule. Empty otherwise.
    pub rule_id: String,
    /// The words, white space collapsed; cues in lower case.
    pub text: String,
    /// How often it stands in the document.
    pub count: usize,
    /// First code point of the first.
    pub start: usize,
    /// Text around the first, white space collapsed: 60 characters on either side, for a cue its sentence.
    pub context: String,
}

/// A cue in a sentence where none of its kind came to anything.
#[derive(Clone, Debug)]
pub(crate) struct Cue<'a> {
    /// Id of the rule.
    pub(crate) rule: &'a str,
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// The words.
    pub(crate) tokens: Range<usize>,
}

/// What a document holds beside its rows, in text order of each kind.
pub(crate) fn find(doc: &Annotated<'_>, rows: &Extraction, idle: &[Cue<'_>]) -> Vec<ReviewItem> {
    let mut notes = Notes { doc, points: CodePoints::new(doc.text), items: Vec::new(), known: BTreeMap::new() };
    for (s, sentence) in doc.sentences.iter().enumerate() {
        notes.dates(&sentence.tokens);
        // Where every word may have a capital, capitals tell nothing.
        if doc.block_of(s).kind != BlockKind::Headline {
            notes.names(&sentence.tokens, rows);
        }
    }
    notes.cues(rows, idle);
    notes.items
}

struct Notes<'d, 'a> {
    doc: &'d Annotated<'a>,
    points: CodePoints,
    items: Vec<ReviewItem>,
    /// Index of an item by kind, rule and text.
    known: BTreeMap<(ReviewKind, String, String), usize>,
}

impl Notes<'_, '_> {
    fn add(&mut self, kind: ReviewKind, rule: &str, tokens: &Range<usize>, context: Span) {
        let phrase = self.doc.phrase(tokens);
        let text = if kind == ReviewKind::Cue { phrase.to_lowercase() } else { phrase };
        let key = (kind, rule.to_owned(), text.clone());
        if let Some(&at) = self.known.get(&key)
            && let Some(item) = self.items.get_mut(at)
        {
            item.count += 1;
            return;
        }
        let (start, _) = self.points.of(self.doc.span(tokens));
        let context = clean(context.of(self.doc.text));
        self.known.insert(key, self.items.len());
        self.items.push(ReviewItem { kind, rule_id: rule.to_owned(), text, count: 1, start, context });
    }

    fn names(&mut self, range: &Range<usize>, rows: &Extraction) {
        let doc = self.doc;
        let mut i = range.start;
        while i < range.end {
            let opens = i == range.start || matches!(doc.word(i - 1), "“" | "”" | "\"" | "‘" | ":" | ";");
            // The first word has its capital from its place; another one after it tells more.
            let tells =
                free(doc, i) && (!opens || !doc.is(i, WordClass::English) && i + 1 < range.end && free(doc, i + 1));
            if !tells {
                i += 1;
                continue;
            }
            if let Some(place) = place_at(doc, i).filter(|p| p.strong) {
                i = place.tokens.end.max(i + 1);
                continue;
            }
            let name = i..name_end(doc, i, range.end);
            i = name.end;
            if is_name(doc, &name) {
                let text = doc.phrase(&name);
                let of_event = |name: &String| name.contains(&text);
                if !rows.events.iter().any(|e| e.event_name.as_ref().is_some_and(of_event)) {
                    self.add(ReviewKind::Name, "", &name, around(doc.text, doc.span(&name)));
                }
            }
        }
    }

    fn dates(&mut self, range: &Range<usize>) {
        let doc = self.doc;
        for date in doc.dates_in(range).filter(|d| d.span.is_none() && d.from_event.is_none()) {
            self.add(ReviewKind::Date, "", &date.tokens, around(doc.text, doc.span(&date.tokens)));
        }
        let mut i = range.start;
        while i < range.end {
            let Some(mut end) = date_word(doc, i, range.end) else {
                i += 1;
                continue;
            };
            // "the 3rd of March", "May 2019", "2011-2012": what belongs together is one expression.
            loop {
                let joined = doc.is_text(end, ",") || doc.tokens.get(end).is_some_and(|t| t.word == WordId::JOINER);
                let next = if joined { end + 1 } else { end };
                if next >= range.end {
                    break;
                }
                match date_word(doc, next, range.end).or_else(|| figure(doc, next)) {
                    Some(further) => end = further,
                    None => break,
                }
            }
            let start = if i > range.start && figure(doc, i - 1).is_some() { i - 1 } else { i };
            let date = start..end.min(range.end);
            self.add(ReviewKind::Date, "", &date, around(doc.text, doc.span(&date)));
            i = end.max(i + 1);
        }
    }

    fn cues(&mut self, rows: &Extraction, idle: &[Cue<'_>]) {
        let doc = self.doc;
        let told: BTreeSet<i64> = (rows.events.iter().map(|e| e.evidence_start))
            .chain(rows.participants.iter().map(|p| p.evidence_start))
            .chain(rows.commitments.iter().map(|c| c.evidence_start))
            .collect();
        // Sentence and end of the cue before: one that begins inside of it is part of it.
        let mut before = (usize::MAX, 0);
        for cue in idle {
            let Some(sentence) = doc.sentences.get(cue.sentence) else { continue };
            let start = i64::try_from(self.points.at(sentence.span.start)).unwrap_or(i64::MAX);
            let part = before.0 == cue.sentence && cue.tokens.start < before.1;
            // "Forum" in the name of an organisation is no cue.
            let named = cue.tokens.clone().all(|i| doc.mention_at(i).is_some());
            if told.contains(&start) || part || named {
                continue;
            }
            before = (cue.sentence, cue.tokens.end);
            self.add(ReviewKind::Cue, cue.rule, &cue.tokens, sentence.span);
        }
    }
}

/// The text around a span.
fn around(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or("");
    let after = text.get(span.end..).unwrap_or("");
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    Span::new(start, end)
}

/// Whether a token has a capital that nothing explains yet.
fn free(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.capital
            && !doc.lexicon.months.contains_key(&t.word)
            && !doc.lexicon.weekdays.contains_key(&t.word)
    }) && doc.mention_at(i).is_none()
        && !doc.is(i, WordClass::Pronoun)
        && !in_date(doc, i)
}

/// End of the name that begins at `i`: capitals, joined by hyphens, particles, or "of", "for" and "on".
fn name_end(doc: &Annotated<'_>, i: usize, limit: usize) -> usize {
    let mut end = i + 1;
    loop {
        let glued = |k: usize| doc.tokens.get(k).is_some_and(|t| t.glued);
        let joined = doc.tokens.get(end).is_some_and(|t| t.word == WordId::JOINER) && glued(end) && glued(end + 1);
        let bound = doc.is(end, WordClass::Particle) || ["of", "for", "on"].iter().any(|w| doc.is_text(end, w));
        let next = match (joined, bound) {
            (true, _) => end + 1,
            (_, true) if doc.is_text(end + 1, "the") => end + 2,
            (_, true) => end + 1,
            _ => end,
        };
        if next >= limit || !free(doc, next) {
            return end.min(limit);
        }
        end = next + 1;
    }
}

/// Whether capitalised words look like a name: several, or one that is no English word.
fn is_name(doc: &Annotated<'_>, name: &Range<usize>) -> bool {
    let words: Vec<usize> = name.clone().filter(|&i| free(doc, i)).collect();
    match words.as_slice() {
        [] => false,
        [only] => {
            let strange = !doc.is(*only, WordClass::English) || is_acronym(doc.word(*only));
            strange && !doc.is(*only, WordClass::NotName) && doc.word(*only).chars().count() > 1
        }
        _ => true,
    }
}

/// Whether a token lies in a date expression that was read.
fn in_date(doc: &Annotated<'_>, i: usize) -> bool {
    let after = doc.dates.partition_point(|d| d.tokens.start <= i);
    after.checked_sub(1).and_then(|at| doc.dates.get(at)).is_some_and(|d| d.tokens.contains(&i))
}

/// End of the date word at `i`: a month, a weekday, a year in figures, "next month".
fn date_word(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let token = doc.tokens.get(i)?;
    if in_date(doc, i) || doc.mention_at(i).is_some() {
        return None;
    }
    let lexicon = doc.lexicon;
    // "may" and "march" in lower case are verbs.
    let named =
        token.capital && (lexicon.months.contains_key(&token.word) || lexicon.weekdays.contains_key(&token.word));
    if named || is_year(doc, i) && (!token.glued || i > 0 && doc.is_text(i - 1, "(")) {
        return Some(i + 1);
    }
    let turned = doc.is(i, WordClass::NextWord) || doc.is(i, WordClass::PreviousWord);
    let unit = i + 1;
    (turned && unit < limit && !in_date(doc, unit) && is_unit(doc, unit)).then_some(unit + 1)
}

fn is_unit(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i).to_ascii_lowercase();
    doc.is(i, WordClass::Season) || UNITS.contains(&word.trim_end_matches('s'))
}

fn is_year(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..=2099).contains(&year))
}

/// End of the figure at `i` that may be a day or a year: "3", "3rd", "2019".
fn figure(doc: &Annotated<'_>, i: usize) -> Option<usize> {
    let token = doc.tokens.get(i)?;
    let digits = doc.word(i).chars().take_while(char::is_ascii_digit).count();
    let fits = token.kind == TokenKind::Number && (digits <= 2 || is_year(doc, i));
    (fits && !in_date(doc, i) && doc.mention_at(i).is_none()).then_some(i + 1)
}

#[cfg(test)]
mod tests {
    use rapporteur_lexicon::Lexicon;
    use rapporteur_normalize::{Input, annotate};
    use rapporteur_text::Block;

    use super::*;
    use crate::{Meta, extract_reviewed};

    fn items(text: &str, kind: ReviewKind) -> Vec<ReviewItem> {
        let blocks = [Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), depth: 0 }];
        let input = Input {
            document_id: "doc",
            text,
            blocks: &blocks,
            title: None,
            publisher: None,
            url: None,
            published: None,
        };
        let doc = annotate(&input, Lexicon::built_in());
        let (_, items) = extract_reviewed(&doc, &Meta { english: true, ..Meta::default() });
        items.into_iter().filter(|item| item.kind == kind).collect()
    }

    #[test]
    fn names_without_a_type_are_listed_once_with_their_number() {
        let text = "Nobody – it is said – had ever been to Zorblatia. Many have read about Zorblatia since.";
        let names = items(text, ReviewKind::Name);
        let [name] = names.as_slice() else { panic!("{names:?}") };
        assert_eq!((name.text.as_str(), name.count, name.start), ("Zorblatia", 2, 39));
        assert!(name.context.starts_with("Nobody") && name.context.contains("Many have"), "{}", name.context);
    }

    #[test]
    fn dates_without_a_day_are_listed() {
        let dates = items("Everybody slept yesterday. The harvest 1998 was good.", ReviewKind::Date);
        assert!(dates.iter().map(|d| d.text.as_str()).eq(["yesterday", "1998"]), "{dates:?}");
    }

    #[test]
    fn cues_that_came_to_nothing_are_listed_with_their_sentence() {
        let cues = items("The walls were bare. The meeting room was white.", ReviewKind::Cue);
        let meeting = cues.iter().find(|c| c.text == "meeting").unwrap();
        assert_eq!(
            (meeting.rule_id.as_str(), meeting.context.as_str()),
            ("meeting.noun", "The meeting room was white.")
        );
        assert_eq!(meeting.start, 25);
    }

    #[test]
    fn sentences_with_rows_have_no_idle_cues() {
        let cues = items("France and Norway signed an agreement on trade in Oslo on 3 May 2019.", ReviewKind::Cue);
        assert!(cues.is_empty(), "{cues:?}");
    }
}
