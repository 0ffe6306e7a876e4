//! Candidates before they are told apart: points that sum up a page, and one more of what was told of.

use rapporteur_normalize::Annotated;
use rapporteur_text::BlockKind;

use crate::model::Event;

/// "The previous one took place in Oslo": one of what was told of last before.
pub(super) fn name_others(candidates: &mut Vec<Event>) {
    let other = |e: &Event| e.rule == OTHER;
    let mut kept: Vec<Event> = Vec::with_capacity(candidates.len());
    for mut event in std::mem::take(candidates) {
        if other(&event) {
            let told = kept.iter().rev().find(|t| t.format.is_some() && !other(t) && !t.by_verb);
            // Nobody knows one of what; and "as the previous ones were outdated" tells of no occasion.
            let Some(told) = told.filter(|_| event.asserted) else { continue };
            event.kind = told.kind;
            event.format = told.format.clone();
        }
        kept.push(event);
    }
    *candidates = kept;
}

/// The rule for one more of what was told of.
const OTHER: &str = "again.one";

/// Bullets that sum up a page stand among its first blocks.
const TEASERS: usize = 14;

/// The points of a list between headline and text tell in short what the text tells in full.
pub(super) fn drop_teasers(doc: &Annotated<'_>, candidates: &mut Vec<Event>) {
    let kind = |s: usize| doc.block_of(s).kind;
    // Bullets right below "Published 6 October" sum up the page, whatever summary stands above the day.
    let below_day = |s: usize| {
        let own = doc.sentences[s].block;
        let top = (0..=own).rev().take_while(|&b| doc.blocks[b].kind == BlockKind::ListItem).last();
        let day = top.and_then(|b| b.checked_sub(1)).is_some_and(|b| doc.blocks[b].kind == BlockKind::Dateline);
        day && own < TEASERS
    };
    if candidates.iter().any(|e| kind(e.sentence) == BlockKind::Paragraph) {
        candidates.retain(|e| !(kind(e.sentence) == BlockKind::ListItem && below_day(e.sentence)));
    }
    let Some(first) = (0..doc.sentences.len()).find(|&s| kind(s) == BlockKind::Paragraph) else { return };
    let above = |e: &Event| e.sentence < first && kind(e.sentence) == BlockKind::ListItem && !numbered(doc, e.sentence);
    let lead = (0..first).rev().find(|&s| kind(s) != BlockKind::ListItem);
    let colon = lead.is_some_and(|s| doc.is_text(doc.sentences[s].tokens.end - 1, ":"));
    if !colon && candidates.iter().any(|e| e.sentence >= first) {
        candidates.retain(|e| !above(e));
    }
}

/// Whether a sentence stands in a numbered paragraph of a communiqué, which is text: "1. The Summit met in Oslo."
pub(super) fn numbered(doc: &Annotated<'_>, s: usize) -> bool {
    let before = doc.text[..doc.block_of(s).span.start].trim_end();
    before.strip_suffix(['.', ')']).is_some_and(|marker| marker.ends_with(|c: char| c.is_ascii_digit()))
        && doc.is_text(doc.sentences[s].tokens.end - 1, ".")
}
