//! Heads of state and government whose state the text leaves to the reader: whom one's own people met, and who came to visit.

use rapporteur_lexicon::WordClass;
use rapporteur_schema::vocabulary::ActorKind;

use super::met::{first_mention, is_met};
use super::top;
use crate::document::Annotated;
use crate::entity::EntityId;
use crate::mention::MentionKind;

/// Whether a person of the highest rank is named as somebody whom the publisher's own people met. Protocol names the own head
/// first: in "the call between President A and President B" it is B.
pub(super) fn foreign_head(doc: &Annotated<'_>, person: EntityId, own: EntityId) -> bool {
    if visitor(doc, person, own) {
        return true;
    }
    let Some((start, sentence)) = first_mention(doc, person) else { return false };
    // "The President of Norway will meet with Prime Minister X": whom a guest meets is at home.
    let guest = doc
        .mentions
        .iter()
        .filter(|m| m.tokens.start >= sentence.start && m.tokens.end <= start)
        .find(|m| matches!(m.kind, MentionKind::Person | MentionKind::Office))
        .and_then(|m| m.office.as_ref().and_then(|o| o.represents))
        .and_then(|owner| top(doc, Some(owner)));
    if guest.is_some_and(|state| state != own && doc.entities.get(state).kind == ActorKind::State) {
        return false;
    }
    let before = |w: &str| start > sentence.start && doc.is_text(start - 1, w);
    let between = (sentence.start..start).rev().take(10).find(|&i| doc.is_text(i, "between"));
    match between {
        Some(between) if between + 1 == start => false,
        Some(_) if before("and") => true,
        // "X's visit, with his talks with President Y": the visitor is the foreign one.
        _ if before("with") => {
            !doc.entities.iter().any(|(id, e)| id != person && e.kind == ActorKind::Person && visitor(doc, id, own))
        }
        // "met with X to reinforce President Y's commitment": Y is not the one who was met.
        _ => {
            let owner = doc
                .mentions
                .iter()
                .any(|m| m.tokens.start == start && m.entity() == Some(person) && doc.is_possessive(m.tokens.end));
            is_met(doc, person) && !owner
        }
    }
}

/// "Prime Minister X's visit to Washington", "the visit of President X to the United States": whether a person is first named as
/// a visitor of the publisher's own state.
fn visitor(doc: &Annotated<'_>, person: EntityId, own: EntityId) -> bool {
    let Some((start, sentence)) = first_mention(doc, person) else { return false };
    let near = sentence.start.max(start.saturating_sub(3))..sentence.end.min(start + 10);
    let visit = |i: usize| doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "visit");
    let Some(visit) = near.clone().find(|&i| visit(i)) else { return false };
    let to = (visit..near.end).filter(|&i| doc.is_text(i, "to"));
    to.map(|i| if doc.is_text(i + 1, "the") { i + 2 } else { i + 1 }).any(|at| {
        let country = crate::place::at(doc, at).and_then(|p| p.country);
        country.is_some() && country == doc.entities.get(own).country
    })
}

/// The state that everybody speaks for who does not speak for the publisher's, if it is one and nobody else holds the person's
/// office there.
pub(super) fn only_other_state(doc: &Annotated<'_>, person: EntityId, own: EntityId) -> Option<EntityId> {
    let mut states = doc
        .entities
        .iter()
        .filter(|(_, e)| e.kind == ActorKind::Person)
        .filter_map(|(_, e)| top(doc, e.represents()))
        .filter(|&s| s != own && doc.entities.get(s).kind == ActorKind::State);
    let first = states.next()?;
    (!held_by_other(doc, person, first) && states.all(|s| s == first)).then_some(first)
}

/// Whether somebody else of the state holds the very ministry of a person: both "Foreign Minister", neither a deputy.
pub(super) fn same_ministry(doc: &Annotated<'_>, person: EntityId, state: EntityId) -> bool {
    let Some(office) = doc.entities.get(person).offices.first() else { return false };
    let text = rapporteur_text::fold(&office.text);
    // Advisors and attorneys of one name there are many in one state, of a ministry one.
    text.contains(' ')
        && text.split(' ').any(|w| doc.lexicon.is(doc.lexicon.words.get(w), WordClass::MinisterWord))
        && !office.modified
        && !office.former
        && doc.entities.iter().any(|(id, e)| {
            let same = |o: &crate::entity::Office| !o.former && rapporteur_text::fold(&o.text) == text;
            id != person && e.kind == ActorKind::Person && e.represents() == Some(state) && e.offices.iter().any(same)
        })
}

/// The only state besides `own` that the text names.
pub(super) fn only_other_named(doc: &Annotated<'_>, own: EntityId) -> Option<EntityId> {
    let mut states = doc
        .mentions
        .iter()
        .filter(|m| matches!(m.kind, MentionKind::State | MentionKind::Demonym | MentionKind::Group))
        .flat_map(|m| m.entities.iter().chain(&m.within).copied())
        .filter(|&e| e != own && doc.entities.get(e).kind == ActorKind::State);
    let first = states.next()?;
    states.all(|s| s == first).then_some(first)
}

/// Whether somebody else holds the person's first office in a state or organisation.
pub(super) fn held_by_other(doc: &Annotated<'_>, person: EntityId, owner: EntityId) -> bool {
    let Some(office) = doc.entities.get(person).offices.first() else { return false };
    doc.entities.iter().any(|(id, e)| {
        id != person
            && e.kind == ActorKind::Person
            && e.represents() == Some(owner)
            && e.offices.iter().any(|o| o.head == office.head && !o.former)
    })
}

/// The organisation spoken of last before a person is first named, else the first one after.
pub(super) fn organization_before(doc: &Annotated<'_>, person: EntityId) -> Option<EntityId> {
    let (start, _) = first_mention(doc, person)?;
    let organizations = || doc.mentions.iter().filter(|m| m.kind == MentionKind::Organization);
    // "Forum Secretary General X": of the organisation that is called so, not of the one named last.
    let office = doc.entities.get(person).offices.first().map(|o| rapporteur_text::fold(&o.text));
    let short = office.as_deref().and_then(|o| o.split(' ').next()).map(str::to_owned);
    let named = |id: EntityId| {
        let name = rapporteur_text::fold(&doc.entities.get(id).name);
        short.as_deref().is_some_and(|short| name.split(' ').skip(1).any(|word| word == short))
    };
    if let Some(owner) = organizations().filter_map(|m| m.entity()).find(|&id| named(id)) {
        return Some(owner);
    }
    // "Neil Berg, Executive Director, Nordic Impact", one of a list: never of the item above.
    let s = doc.sentences.partition_point(|s| s.tokens.end <= start);
    let item = |s: &crate::document::Sent| doc.blocks[s.block].kind == rapporteur_text::BlockKind::ListItem;
    if doc.sentences.get(s).is_some_and(item) {
        return None;
    }
    let before = organizations().rfind(|m| m.tokens.start < start);
    before.or_else(|| organizations().next()).and_then(|m| m.entity())
}
