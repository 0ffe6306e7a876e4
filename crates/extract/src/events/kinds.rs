//! Calls that are none: conversations with people in general, and talks on a visit.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode, Status};

use crate::model::Event;

/// "led a call with farmers and climate advocates": only talks between particular persons are calls, a convening of people in general
/// is a meeting by telephone.
pub(super) fn convene(doc: &Annotated<'_>, events: &mut [Event]) {
    for event in events.iter_mut().filter(|e| e.kind == EventType::Call && !e.by_verb) {
        let sides: Vec<_> =
            event.parts.iter().filter_map(|p| p.entity).filter_map(|e| crate::sides::top(doc, e)).collect();
        let one_side = sides.windows(2).all(|pair| pair[0] == pair[1]);
        let public = event.parts.iter().any(|p| {
            let m = &doc.mentions[p.mention];
            let particular = m.count.is_some()
                || m.tokens.clone().any(|i| doc.tokens[i].capital || doc.is(i, WordClass::OfficePlural))
                || m.tokens.start.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::Determiner));
            p.entity.is_none() && m.kind == MentionKind::Group && m.within.is_empty() && !particular
        });
        if one_side && public {
            event.kind = EventType::Meeting;
        }
    }
}

/// "During the visit the President had a conversation with X": whom somebody talks to on a visit he meets, where nothing says that
/// they talked by telephone.
pub(super) fn face_to_face(doc: &Annotated<'_>, events: &mut [Event]) {
    let visit = events.iter().position(|e| e.kind == EventType::Visit && !e.aside && e.status == Status::Held);
    let Some(visit) = visit else { return };
    let travellers: Vec<_> = events[visit].parts.iter().filter_map(|p| p.entity).collect();
    for event in events[visit..].iter_mut().filter(|e| e.kind == EventType::Call) {
        let range = doc.sentences[event.sentence].tokens.clone();
        let far = range.clone().any(|i| doc.is(i, WordClass::PhoneWord) || doc.is(i, WordClass::VideoWord));
        let there = ["during", "within"].iter().any(|w| doc.is_text(range.start, w))
            && (range.start..range.end.min(range.start + 6))
                .any(|i| ["visit", "trip"].iter().any(|w| doc.is_text(i, w)));
        let talk = event.trigger.clone().any(|i| doc.is_text(i, "conversation"));
        if talk && !far && there && event.parts.iter().any(|p| p.entity.is_some_and(|e| travellers.contains(&e))) {
            event.kind = EventType::Meeting;
            event.mode = Mode::InPerson;
        }
    }
}
