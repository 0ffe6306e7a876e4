//! Who stands before a hyphen in front of an occasion: "an INTERPOL-coordinated operation", "an EU-funded course".

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};

use crate::events::seat;
use crate::model::Event;

/// The organisation or state that a hyphen joins to a participle before the noun, and its role: "INTERPOL-coordinated", "EU-funded".
pub(super) fn joined_participle(
    doc: &Annotated<'_>,
    start: usize,
    head: usize,
    range: &Range<usize>,
) -> Option<(usize, Role)> {
    let from = start.saturating_sub(6).max(range.start);
    let participle = (from + 2..head).rev().find(|&i| {
        let hyphen = doc.tokens[i - 1].word == rapporteur_lexicon::WordId::JOINER && doc.tokens[i - 1].glued;
        hyphen && doc.tokens[i].glued && !doc.tokens[i].capital
    })?;
    // "an EU-funded training course", and not "the Iran-supported rebel group conference".
    let plain = participle + 2 >= head
        && (participle + 1..head)
            .all(|i| doc.tokens[i].kind == rapporteur_text::TokenKind::Word && !doc.is(i, WordClass::Preposition));
    let whose = doc.mention_of[participle - 2].filter(|&m| {
        let actor = [MentionKind::Organization, MentionKind::State, MentionKind::Body];
        doc.mentions[m].tokens.end == participle - 1 && actor.contains(&doc.mentions[m].kind)
    })?;
    let role = match &*rapporteur_text::fold(doc.word(participle)) {
        "coordinated" | "led" | "organised" | "organized" | "run" | "convened" => Role::Organizer,
        "hosted" => Role::Host,
        "funded" | "supported" | "sponsored" | "financed" | "backed" => Role::Supporter,
        _ => return None,
    };
    plain.then_some((whose, role))
}

/// So many sentences, headlines counted, are the lead.
const LEAD: usize = 4;

/// "52 people were arrested during an INTERPOL-coordinated operation. Operation X (3-9 May) saw …": what the lead says of the
/// operation holds for the one that the text tells of first, where nobody else is said to have run it.
pub(in crate::events) fn run_by(doc: &Annotated<'_>, events: &mut [Event]) {
    let led = |e: &&mut Event| matches!(e.kind, EventType::Operation) && !e.aside;
    let Some(event) = events.iter_mut().find(led) else { return };
    if event.parts.iter().any(|p| matches!(p.role, Role::Organizer | Role::Host)) {
        return;
    }
    for sentence in doc.sentences[..event.sentence].iter().take(LEAD) {
        let range = sentence.tokens.clone();
        let noun = |i: &usize| ["operation", "action"].iter().any(|w| doc.is_text(*i, w));
        // "an INTERPOL-coordinated operation" is not known yet; "the US-led operation" is another one.
        let new = |m: usize| {
            let before = doc.mentions[m].tokens.start.checked_sub(1);
            before.is_some_and(|b| doc.is_text(b, "a") || doc.is_text(b, "an"))
        };
        let named = range.clone().filter(noun).find_map(|head| joined_participle(doc, head, head, &range));
        if let Some((m, role)) = named.filter(|&(m, _)| new(m)) {
            let (rule, s) = (event.rule.clone(), event.sentence);
            seat(doc, event, s, m, role, &rule);
            return;
        }
    }
}
