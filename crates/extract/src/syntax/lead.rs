//! Sentences that lead in a list, and their items.

use rapporteur_normalize::Annotated;

use super::{Subject, is_verb};

/// The last actor of the sentence that leads in the list in which sentence `s` stands: "…, the Commission:".
pub(crate) fn lead_subject(doc: &Annotated<'_>, s: usize) -> Option<Subject> {
    let item = |k: usize| doc.block_of(k).kind == rapporteur_text::BlockKind::ListItem;
    // Headings may stand between the lead-in and its items.
    let heading = |k: usize| {
        let r = &doc.sentences[k].tokens;
        r.len() <= 12
            && !doc.is_text(r.end - 1, ":")
            && !doc.is_text(r.end - 1, ".")
            && !r.clone().any(|i| is_verb(doc, i))
    };
    let lead = (0..s).rev().find(|&k| !item(k) && !heading(k))?;
    let range = doc.sentences[lead].tokens.clone();
    if !doc.is_text(range.end.checked_sub(1)?, ":") {
        return None;
    }
    let last = doc.mentions_in(&range).last().map(|(m, _)| m)?;
    (doc.mentions[last].tokens.end + 3 >= range.end).then(|| Subject::Mentions(vec![last]))
}

/// The items of the list that sentence `s` leads in: "signed the following documents: – …". Empty where it leads in none.
pub(crate) fn items_below(doc: &Annotated<'_>, s: usize) -> Vec<usize> {
    let range = &doc.sentences[s].tokens;
    if range.end == 0 || !doc.is_text(range.end - 1, ":") {
        return Vec::new();
    }
    (s + 1..doc.sentences.len())
        .take_while(|&k| doc.block_of(k).kind == rapporteur_text::BlockKind::ListItem)
        .filter(|&k| doc.block_tokens[doc.sentences[k].block].start == doc.sentences[k].tokens.start)
        .collect()
}
