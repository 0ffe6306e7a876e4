//! The type of a commitment, once it is known who binds whom: pledge, agreement or decision.

use std::ops::Range;

use rapporteur_lexicon::{CommitmentRule, WordClass};
use rapporteur_normalize::{Annotated, EntityId, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, CommitmentType, EventType};

use crate::model::Event;
use crate::syntax::Subject;

/// One side's agreement is a pledge; what both sides of an accord will do is an agreement.
pub(super) fn adjust(
    doc: &Annotated<'_>,
    kind: CommitmentType,
    rule: &CommitmentRule,
    committers: &[EntityId],
    subj: &Subject,
    event: Option<&Event>,
    cue: &Range<usize>,
) -> CommitmentType {
    let plural = subj.mentions().len() > 1
        || subj.mentions().iter().any(|&m| {
            doc.mentions[m].entities.len() > 1
                || matches!(doc.mentions[m].kind, MentionKind::Parties | MentionKind::Group)
        });
    let they = subj.mentions().iter().any(|&m| doc.mentions[m].kind == MentionKind::Pronoun);
    // "The Summit agreed to": the many who sit in it agree.
    let in_session = event.is_some_and(|e| e.kind == EventType::Conference)
        && subj.mentions().iter().any(|&m| matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Nominal))
        && committers.iter().all(|&e| {
            use ActorKind::{Body, Organization};
            matches!(doc.entities.get(e).kind, Organization | Body)
        });
    if kind == CommitmentType::Agreement
        && committers.len() == 1
        && !plural
        && !they
        && !in_session
        && rule.committer == "subject"
    {
        return CommitmentType::Pledge;
    }
    if rule.id.starts_with("decision.plan-provides") {
        let accord = committers.len() > 1 && event.is_some_and(|e| !matches!(e.kind, EventType::Conference));
        if accord {
            return CommitmentType::Agreement;
        }
    }
    // "The Ministers decided to": states that decide together agree; an organisation or an authority decides.
    let states = committers.iter().all(|&e| doc.entities.get(e).kind == ActorKind::State);
    let decided = ["decided", "decides"].iter().any(|w| doc.is_text(cue.start, w));
    // "The Committee resolved to deploy": a body decides.
    let body = committers.len() == 1
        && subj.mentions().iter().any(|&m| {
            let mention = &doc.mentions[m];
            let of_body = mention.tokens.clone().any(|i| doc.is(i, WordClass::BodyHead));
            mention.kind == MentionKind::Body || of_body && doc.tokens[mention.tokens.start].capital
        });
    if doc.is_text(cue.start, "resolved") && body {
        return CommitmentType::Decision;
    }
    if rule.id == "decision.decide" && decided && committers.len() > 1 && states && plural {
        return CommitmentType::Agreement;
    }
    kind
}

/// "Under the memorandum, engineers of both will work together", "signed a Protocol, under which they will": both are bound.
pub(super) fn under_accord(doc: &Annotated<'_>, range: &Range<usize>, cue: &Range<usize>) -> bool {
    (range.start..cue.start).any(|i| {
        let paper = (i + 1..i + 4).any(|k| doc.is(k, WordClass::InstrumentNoun));
        doc.is_text(i, "under") && (doc.is_text(i + 1, "which") || paper)
    })
}
