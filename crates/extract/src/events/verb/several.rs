//! Several papers signed or adopted at once: listed below a sentence, or named one after the other in it.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

use super::document::named_paper;
use crate::model::Event;

/// The items below a sentence that name an instrument and say nothing of their own about its signing, with their names.
pub(in crate::events) fn listed(doc: &Annotated<'_>, s: usize) -> Vec<(usize, Range<usize>)> {
    crate::syntax::items_below(doc, s)
        .into_iter()
        .filter_map(|k| {
            let range = doc.sentences[k].tokens.clone();
            let first = if doc.is(range.start, WordClass::Determiner) { range.start + 1 } else { range.start };
            let end = (first..range.end).find(|&i| matches!(doc.word(i), ";" | "." | "(")).unwrap_or(range.end);
            let end = if doc.is_text(end - 1, ",") { end - 1 } else { end };
            let named = (first..end)
                .take_while(|&i| !doc.is(i, WordClass::Preposition) && !crate::syntax::is_verb(doc, i))
                .any(|i| doc.is(i, WordClass::InstrumentNoun) && doc.tokens[i].capital);
            // "– the Joint Measures on X": a paper that no noun of papers heads.
            let named = named || named_paper(doc, range.start, end).is_some();
            // "– Agreement on X (signed by A and B)" is an item still.
            let own = range.clone().any(|i| {
                crate::syntax::is_verb(doc, i)
                    && (doc.is_text(i, "signed") || doc.is_text(i, "adopted"))
                    && !(i > 0 && doc.is_text(i - 1, "(") && doc.is_text(i + 1, "by"))
            });
            (named && !own).then_some((k, first..end.min(first + 24)))
        })
        .collect()
}

/// Several instruments signed at one ceremony: one event each.
pub(super) fn one_each(doc: &Annotated<'_>, event: Event, instruments: Vec<Range<usize>>) -> Vec<Event> {
    if instruments.len() < 2 {
        return vec![event];
    }
    instruments.into_iter().map(|item| Event { name: Some(doc.phrase(&item)), ..event.clone() }).collect()
}

/// Named instruments joined in a list, each with an article of its own: "the Agreement on X and the Programme of Y".
pub(super) fn items(doc: &Annotated<'_>, from: usize, to: usize) -> Vec<Range<usize>> {
    let opens = |i: usize| {
        doc.is(i, WordClass::Determiner)
            && (i == from
                || i > from && (doc.is(i - 1, WordClass::Coordinator) || matches!(doc.word(i - 1), "," | ":" | ";")))
    };
    // "an Agreement between the Government of A and the Government of B on trade": the other party, and no other paper.
    let party = |i: usize| {
        let between = (from..i).rev().take(PARTY).find(|&k| doc.is_text(k, "between"));
        between.is_some_and(|b| !(b..i).any(|k| doc.is(k, WordClass::InstrumentNoun) || doc.is_text(k, ",")))
            && !(i + 1..to.min(i + 4)).any(|k| doc.is(k, WordClass::InstrumentNoun))
    };
    let starts: Vec<usize> = (from..to).filter(|&i| opens(i) && !party(i)).collect();
    let mut found = Vec::new();
    for (k, &start) in starts.iter().enumerate() {
        let mut end = starts.get(k + 1).copied().unwrap_or(to);
        while end > start + 1
            && (doc.is(end - 1, WordClass::Coordinator) || matches!(doc.word(end - 1), "," | ";" | ":" | "."))
        {
            end -= 1;
        }
        // The noun that names it stands at its head, before any preposition.
        // "a memorandum of understanding on X and an agreement on Y": an article tells them apart as well.
        let article = doc.is_text(start, "a") || doc.is_text(start, "an");
        let head = (start + 1..end)
            .take_while(|&i| !doc.is(i, WordClass::Preposition) && !crate::syntax::is_verb(doc, i))
            .any(|i| {
                // "the model law “On Information Security”".
                let titled = matches!(doc.word(i + 1), "“" | "\"" | "«");
                doc.is(i, WordClass::InstrumentNoun)
                    && (doc.tokens[i].capital || article || titled || doc.tokens[start + 1].capital)
            });
        if !head {
            return Vec::new();
        }
        let place = |i: usize| {
            (doc.is_text(i, "in") || doc.is_text(i, "at")) && rapporteur_normalize::place_at(doc, i + 1).is_some()
                || doc.dates.iter().any(|d| d.tokens.start == i + 1) && doc.is_text(i, "on")
        };
        let end = (start + 2..end).find(|&i| place(i)).unwrap_or(end);
        found.push(start + 1..end.min(start + 24));
    }
    found
}

/// Tokens from "between" to the second of two parties, at most.
const PARTY: usize = 16;
