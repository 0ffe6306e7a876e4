//! Labels and headings of lists of those present, which tell whom each line speaks for.

use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::BlockKind;

use crate::document::Annotated;
use crate::entity::{EntityId, Office};

/// In an attendee list the label before the name tells for whom it speaks: "Kazakhstan: Mr. …".
fn list_label(doc: &mut Annotated<'_>, i: usize) -> Option<EntityId> {
    let block = doc.sentences[doc.sentence_of(i)?].block;
    let named = |first: usize| {
        // "from the Republic of Norway – Minister X".
        let first = first + usize::from(doc.is_text(first, "from"));
        let first = first + usize::from(doc.is_text(first, "the"));
        doc.hits.name(first).filter(|h| h.strong && is_label(doc, h.end) && h.end <= i)
    };
    let own = named(doc.block_tokens[block].start);
    let hit = own.or_else(|| heading_above(doc, block).and_then(|b| named(doc.block_tokens[b].start)))?;
    doc.entities.of_name(hit.to, doc.lexicon)
}

/// Whoever stands under or behind the name of a state or organisation in a list speaks for it, and so do the bodies of his
/// offices that nobody else owns.
pub(super) fn speak_for_label(doc: &mut Annotated<'_>, i: usize, written: &mut Vec<Office>) {
    // "Egypt: Minister X spoke to Y" over a page is what the page is about.
    let title = doc.blocks.len() == 1 && doc.block_tokens[0].start < i && doc.sentences.len() == 1;
    let Some(owner) = list_label(doc, i).filter(|_| !title) else { return };
    let state = doc.entities.get(owner).country.clone().filter(|_| doc.entities.get(owner).kind == ActorKind::State);
    for office in written.iter_mut() {
        let (Some(state), Some(body)) = (&state, office.represents) else { continue };
        let entity = doc.entities.get_mut(body);
        if entity.kind != ActorKind::Body {
            continue;
        }
        match &entity.country {
            None if entity.part_of.is_none() => entity.country = Some(state.clone()),
            // Another state's ministry of the same name was met before.
            Some(other) if other != state => office.represents = Some(owner),
            _ => {}
        }
    }
    if written.iter().all(|o| o.represents.is_none()) {
        match written.first_mut() {
            Some(office) => office.represents = Some(owner),
            None => written.push(Office { represents: Some(owner), ..Office::default() }),
        }
    }
}

/// Whether a colon, or a dash between spaces, makes a label of what stands before it: "Norway – Mr. Hals".
fn is_label(doc: &Annotated<'_>, i: usize) -> bool {
    let dash = doc.tokens.get(i).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && !t.glued);
    doc.is_text(i, ":") || doc.in_columns(i) || dash && doc.tokens.get(i + 1).is_some_and(|t| !t.glued && t.capital)
}

/// The short heading with a colon over the lines of a list: "Kazakhstan:", "The delegation of Norway:".
fn heading_above(doc: &Annotated<'_>, block: usize) -> Option<usize> {
    let line = |b: &usize| {
        let tokens = &doc.block_tokens[*b];
        tokens.len() <= LINE && tokens.end.checked_sub(1).is_some_and(|last| !doc.is_text(last, "."))
    };
    let closes = |b: &usize| doc.block_tokens[*b].end.checked_sub(1).is_some_and(|last| doc.is_text(last, ":"));
    line(&block).then_some(())?;
    (0..block).rev().take(LIST).take_while(line).find(closes)
}

/// Tokens of a line of a list of those present, and how many such lines one heading has.
const LINE: usize = 32;

const LIST: usize = 15;

pub(super) fn in_list(doc: &Annotated<'_>, i: usize) -> bool {
    let b = doc.block_tokens.partition_point(|r| r.end <= i.saturating_sub(1));
    doc.blocks.get(b).is_some_and(|block| block.kind == BlockKind::ListItem)
}
