//! People of several kinds under one number.

use rapporteur_lexicon::WordClass;

use super::modifier;
use crate::document::Annotated;

/// The last head of people who are told of together: "some 120 judges, prosecutors and civil society representatives". Only
/// `numbered` ones may be of a kind that no list knows.
pub(super) fn listed_heads(doc: &Annotated<'_>, head: usize, limit: usize, numbered: bool) -> Option<usize> {
    let mut last = head;
    loop {
        let mut at = last + 1;
        let comma = doc.is_text(at, ",");
        at += usize::from(comma);
        let and = doc.is_text(at, "and");
        at += usize::from(and);
        if !comma && !and {
            return None;
        }
        let plain = |k: usize| modifier(doc, k) && !doc.tokens[k].capital;
        let noun = |k: usize| doc.is(k, WordClass::GroupHead) || numbered && plain(k) && doc.word(k).ends_with('s');
        let found = (at..limit.min(at + 4)).take_while(|&k| noun(k) || plain(k)).find(|&k| noun(k) && !noun(k + 1))?;
        if and {
            return doc.is(found, WordClass::GroupHead).then_some(found);
        }
        last = found;
    }
}
