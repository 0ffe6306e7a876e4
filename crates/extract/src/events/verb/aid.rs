//! Aid by verb: who handed over what to whom.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{Attendance, Role};

use super::{actor, actors, add};
use crate::events::{place, when};
use crate::model::{Event, Part};
use crate::syntax::{Subject, objects};

pub(super) fn aid(doc: &Annotated<'_>, s: usize, mut event: Event, subj: &Subject, range: &Range<usize>) -> Vec<Event> {
    let trigger = event.trigger.clone();
    // "were officially handed over".
    let auxiliary =
        (range.start..trigger.start).rev().find(|&i| !doc.is(i, WordClass::Adverb) && !doc.word(i).ends_with("ly"));
    let passive = doc.is(trigger.start, WordClass::Be) || auxiliary.is_some_and(|i| doc.is(i, WordClass::Be));
    // "The consignment was presented by X".
    let passive = passive || trigger.len() > 2 && trigger.clone().any(|i| doc.is(i, WordClass::Be));
    // A chair handed over is an appointment, a person handed over neither.
    let chair = (trigger.end..range.end.min(trigger.end + 5)).any(|i| doc.is(i, WordClass::ChairWord));
    let certificates = (trigger.end..range.end.min(trigger.end + 8)).any(|i| {
        ["certificates", "archive", "letter", "message", "invitation", "copies", "credentials", "note"]
            .iter()
            .any(|w| doc.is_text(i, w))
    });
    // "The chairmanship was handed over".
    let chair =
        chair || passive && (range.start..trigger.start).rev().take(12).any(|i| doc.is(i, WordClass::ChairWord));
    // "announced that X will donate": so far it is a promise.
    let promised = event.status == rapporteur_schema::vocabulary::Status::Scheduled
        && (range.start..trigger.start).any(|i| doc.is(i, WordClass::Reporting) && doc.is_text(i + 1, "that"));
    // "The keys will be handed over by X to Y": of what is opened.
    let key = |i: usize| {
        let named = doc.is_text(i, "keys") || doc.is_text(i, "key");
        let head = doc.is(i + 1, WordClass::Be)
            || doc.is(i + 1, WordClass::FutureModal)
            || ["to", "of"].iter().any(|w| doc.is_text(i + 1, w));
        named && head && !(i..trigger.start).any(|k| doc.is(k, WordClass::GoodsNoun))
    };
    let opens = |i: usize| {
        ["open", "opens", "opened", "opening", "inaugurate", "inaugurates", "inaugurated", "inauguration"]
            .iter()
            .any(|w| doc.is_text(i, w))
    };
    let keys = passive && (range.start..trigger.start).rev().take(6).any(key) && (0..trigger.start).any(opens);
    if chair || certificates || promised || keys {
        return Vec::new();
    }
    // "a ceremony of handing over ten vehicles to the Committee", "the handover of ten vehicles": nobody before the verb.
    let ceremony = trigger.clone().any(|i| doc.is_text(i, "ceremony"));
    let noun = ceremony || doc.is_text(trigger.end - 1, "of");
    let passive = passive || noun;
    if noun {
        let rest = trigger.end..range.end.min(trigger.end + TOLD);
        let held = |i: usize| {
            i > 0 && doc.is_text(i, "held") && doc.is(i - 1, WordClass::Be)
                || ["take", "took", "takes"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "place")
        };
        // "The handover of suspects", "of command", "welcomed the handover of equipment": of goods, and told to take place.
        let counted =
            |i: usize| doc.tokens[i].kind == rapporteur_text::TokenKind::Number || doc.is(i, WordClass::NumberWord);
        let house = |i: usize| {
            doc.is(i, WordClass::SiteNoun)
                || ["school", "hospital", "clinic", "building", "centre", "center", "bridge", "library", "houses"]
                    .iter()
                    .any(|w| doc.is_text(i, w))
        };
        let goods = rest.clone().take(GOODS).take_while(|&i| !held(i)).any(|i| {
            doc.is(i, WordClass::GoodsNoun) || ceremony && (house(i) || counted(i) && doc.date_at(i).is_none())
        });
        // "In Osh was held a ceremony of".
        // "welcomed the handover of equipment, which took place in May": told of in passing.
        let relative = |i: usize| !ceremony && doc.is(i, WordClass::Relative);
        let told = rest.clone().take_while(|&i| !relative(i)).any(held)
            || (range.start..trigger.start).rev().take(6).any(held);
        if !told || !goods {
            return Vec::new();
        }
        if rest
            .clone()
            .any(|i| doc.is(i, WordClass::FutureModal) || doc.is_text(i, "scheduled") || doc.is_text(i, "planned"))
        {
            event.status = rapporteur_schema::vocabulary::Status::Scheduled;
        }
    }
    // "two kits and a vehicle were transferred to": goods that are counted.
    let transferred = trigger.clone().any(|i| doc.is_text(i, "transferred") || doc.is_text(i, "presented"));
    let counted = (range.start..trigger.end).any(|i| {
        doc.tokens[i].kind == rapporteur_text::TokenKind::Number
            || doc.is(i, WordClass::NumberWord)
            || doc.is(i, WordClass::GoodsNoun)
    });
    if transferred && !counted {
        return Vec::new();
    }
    if !passive {
        let givers: Vec<usize> = actors(doc, subj);
        let programmes: Vec<usize> =
            subj.mentions().iter().copied().filter(|&m| doc.mentions[m].kind == MentionKind::Programme).collect();
        if givers.is_empty() && programmes.is_empty() {
            return Vec::new();
        }
        // A programme is no actor of the lexicon; it is named as the text calls it, with whoever pays for it.
        for &m in &programmes {
            let rule = event.rule.clone();
            event.add(programme_part(m, s, rule, Role::Supporter), |a, b| crate::events::same_part(doc, a, b));
            let start = doc.mentions[m].tokens.start;
            let payers: Vec<usize> = doc
                .mentions_in(&(range.start..start))
                .filter(|(_, x)| (x.tokens.end..x.tokens.end + 2).any(|i| doc.is(i, WordClass::FundedWord)))
                .map(|(i, _)| i)
                .collect();
            add(doc, &mut event, s, &payers, Role::Supporter);
        }
        let person = !givers.is_empty()
            && matches!(doc.mentions[givers[0]].kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun)
            && doc.mentions[givers[0]].entity().is_none_or(|e| doc.entities.get(e).is_human());
        // "The Border Service received ten vehicles from X": who gives stands behind.
        let received = doc.word(trigger.start).to_ascii_lowercase().starts_with("receiv");
        add(doc, &mut event, s, &givers, if person || received { Role::Participant } else { Role::Supporter });
        let from = (trigger.end..range.end.min(trigger.end + 16)).find(|&i| received && doc.is_text(i, "from"));
        let donors = from.map(|i| objects(doc, i + 1, range.end)).unwrap_or_default();
        add(doc, &mut event, s, &donors, Role::Supporter);
    }
    // "presented the Border Troops with 30 sets of equipment": who received stands inside the cue.
    if trigger.clone().any(|i| doc.is_text(i, "with")) {
        let receivers: Vec<usize> =
            objects(doc, trigger.start + 1, trigger.end).into_iter().filter(|&m| actor(doc, m)).collect();
        add(doc, &mut event, s, &receivers, Role::Participant);
    }
    // "handed over equipment to the value of … to A and to B": every "to" that an actor follows.
    let mut from = trigger.start;
    while let Some(to) = (from..range.end).find(|&i| doc.is_text(i, "to") && i + 1 >= trigger.end) {
        let receivers: Vec<usize> = objects(doc, to + 1, range.end.min(to + 12))
            .into_iter()
            .filter(|&m| actor(doc, m) && doc.mentions[m].tokens.start <= to + 4)
            .collect();
        add(doc, &mut event, s, &receivers, Role::Participant);
        from = to + 1;
        if crate::syntax::is_verb(doc, to + 1) {
            break;
        }
    }
    // "were handed over by the Ambassador".
    if passive && let Some(by) = (trigger.end..range.end).find(|&i| doc.is_text(i, "by")) {
        let givers: Vec<usize> = objects(doc, by + 1, range.end).into_iter().filter(|&m| actor(doc, m)).collect();
        let person = givers.first().is_some_and(|&m| doc.mentions[m].kind == MentionKind::Person);
        add(doc, &mut event, s, &givers, if person { Role::Participant } else { Role::Supporter });
        // "by him": whoever was spoken of last.
        let gender = if doc.is_text(by + 1, "him") {
            Some('m')
        } else if doc.is_text(by + 1, "her") {
            Some('f')
        } else {
            None
        };
        if let Some(gender) = gender {
            let last = (0..doc.mentions.len()).rev().find(|&m| {
                let mention = &doc.mentions[m];
                mention.tokens.end <= by
                    && doc.sentences[s.saturating_sub(2)].tokens.start <= mention.tokens.start
                    && mention.entity().is_some_and(|e| {
                        let e = doc.entities.get(e);
                        e.is_human() && e.gender.is_none_or(|g| g == gender)
                    })
            });
            add(doc, &mut event, s, last.as_slice(), Role::Participant);
        }
    }
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    vec![event]
}

/// Words between a handover and the goods, and between it and its verb, at most.
const GOODS: usize = 8;
const TOLD: usize = 50;

/// A programme as the text calls it: no actor of the lexicon, but the one that acts.
pub(in crate::events) fn programme_part(mention: usize, sentence: usize, rule: String, role: Role) -> Part {
    Part { mention, entity: None, role, attendance: Attendance::Stated, sentence, rule }
}
