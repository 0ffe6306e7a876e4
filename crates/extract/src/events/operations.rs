//! Whose forces took part in a joint operation.

use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, EventType, Role};

use super::{same_part, seat};
use crate::model::{Event, Part};

/// "The operation involved 280 officers from A, B and C": forces are of states, however many men they send.
/// "Operation X saw police and customs officers in A, B and C carry out checks": those states.
pub(super) fn seat_states(doc: &Annotated<'_>, events: &mut [Event]) {
    let joint = |e: &&mut Event| matches!(e.kind, EventType::Operation | EventType::Exercise) && !e.aside;
    for event in events.iter_mut().filter(joint) {
        let many = |p: &&Part| {
            let m = &doc.mentions[p.mention];
            let states = m.within.iter().filter(|&&e| doc.entities.get(e).kind == ActorKind::State).count();
            p.entity.is_none() && m.kind == MentionKind::Group && states > 2 && states == m.within.len()
        };
        if let Some(group) = event.parts.iter().find(many).cloned() {
            event.parts.retain(|p| p.mention != group.mention);
            for &state in &doc.mentions[group.mention].within {
                event.add(Part { entity: Some(state), ..group.clone() }, |a, b| same_part(doc, a, b));
            }
        }
        let range = doc.sentences[event.sentence].tokens.clone();
        let verb = (event.trigger.end..range.end)
            .find(|&i| ["saw", "involved", "mobilised", "mobilized"].iter().any(|w| doc.is_text(i, w)));
        let Some(verb) = verb else { continue };
        let near = verb + 1..range.end.min(verb + FORCES);
        // "officers in A, B and C" is a group with its states, or words before a list of them.
        let group = doc.mentions_in(&near).find(|(_, m)| m.kind == MentionKind::Group && m.within.len() > 2);
        if let Some((m, group)) = group {
            for &state in group.within.iter().filter(|&&e| doc.entities.get(e).kind == ActorKind::State) {
                let attendance = rapporteur_schema::vocabulary::Attendance::Stated;
                let (sentence, rule) = (event.sentence, event.rule.clone());
                let part =
                    Part { mention: m, entity: Some(state), role: Role::Participant, attendance, sentence, rule };
                event.add(part, |a, b| same_part(doc, a, b));
            }
            continue;
        }
        let Some(place) = near.clone().find(|&i| doc.is_text(i, "in")) else { continue };
        let forces = |i: usize| {
            ["police", "officers", "forces", "authorities", "customs", "troops", "guards", "agencies"]
                .iter()
                .any(|w| doc.is_text(i, w))
        };
        if !(verb + 1..place).any(forces) {
            continue;
        }
        let states = crate::papers::states_from(doc, place..range.end);
        let (sentence, rule) = (event.sentence, event.rule.clone());
        for m in states.iter().copied().filter(|_| states.len() > 2) {
            seat(doc, event, sentence, m, Role::Participant, &rule);
        }
    }
}

/// So many words at most stand between "saw" and "in": "saw some 700 police, customs and border officers in".
const FORCES: usize = 16;
