//! Training by verb: who trained whom.

use std::ops::Range;

use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::Role;

use super::{actors, add};
use crate::events::{place, when};
use crate::model::Event;
use crate::syntax::{Subject, objects};

/// "UNODC trained 35 customs officers in Mombasa from 11 to 15 November": a course with its organizer and those taught, where a
/// day or place is told.
pub(super) fn taught(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let side =
        |m: &usize| matches!(doc.mentions[*m].kind, MentionKind::Organization | MentionKind::Body | MentionKind::State);
    let teachers: Vec<usize> = actors(doc, subj).into_iter().filter(side).collect();
    if passive || teachers.is_empty() {
        return Vec::new();
    }
    let taught: Vec<usize> = objects(doc, event.trigger.start + 1, range.end)
        .into_iter()
        .filter(|&m| doc.mentions[m].kind == MentionKind::Group)
        .collect();
    add(doc, &mut event, s, &teachers, Role::Organizer);
    add(doc, &mut event, s, &taught, Role::Participant);
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    if event.date.is_none() && event.place.is_none() {
        return Vec::new();
    }
    vec![event]
}
