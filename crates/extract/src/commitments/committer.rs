//! Who is bound by a commitment, and who speaks.

use std::ops::Range;

use rapporteur_lexicon::{CommitmentRule, WordClass};
use rapporteur_normalize::{Annotated, EntityId, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, EventType};

use crate::model::{Event, Marker};
use crate::papers::{assembled, is_joint, joint_paper, joint_voice};
use crate::sides::{bound_by, called_together, home, members, parties, side_of, top};
use crate::syntax::Subject;

/// Committers with the way they were found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) committers: Vec<EntityId>,
    pub(super) speaker: Option<EntityId>,
    pub(super) steps: Vec<(String, String, String)>,
}

/// The event a sentence belongs to: talks triggered in it or shortly before, else the primary one.
pub(super) fn event_at(doc: &Annotated<'_>, events: &[Event], s: usize) -> Option<usize> {
    let talks = |e: &Event| {
        matches!(
            e.kind,
            EventType::Meeting
                | EventType::Call
                | EventType::Conference
                | EventType::Exercise
                | EventType::Training
                | EventType::Statement
                | EventType::Signing
        ) && e.marker == Marker::None
            && !e.enclosing
            && !e.aside
    };
    let block = doc.sentences[s].block;
    // "It follows a meeting of A, B and C, where the leaders resolved to": of that meeting.
    let range = doc.sentences[s].tokens.clone();
    let relative = |e: &Event| {
        (e.trigger.end.max(range.start + 1)..range.end).any(|i| {
            let which = doc.is_text(i, "which") && ["at", "during", "in"].iter().any(|w| doc.is_text(i - 1, w));
            doc.is_text(i, "where") || which
        })
    };
    let within = events.iter().rposition(|e| {
        matches!(e.kind, EventType::Meeting | EventType::Call | EventType::Conference)
            && e.sentence == s
            && !e.enclosing
            && relative(e)
            && parties(doc, e).len() > 1
    });
    if within.is_some() {
        return within;
    }
    let here = events.iter().rposition(|e| {
        talks(e) && e.sentence <= s && doc.sentences[e.sentence].block == block && parties(doc, e).len() > 1
    });
    let primary = events.iter().position(|e| e.salience == rapporteur_schema::vocabulary::Salience::Primary);
    let journey = primary.is_some_and(|p| events[p].kind == EventType::Visit && parties(doc, &events[p]).len() < 2);
    if here.is_some() || !journey {
        return here.or(primary);
    }
    // On a visit: the talks told of last.
    let told = events.iter().rposition(|e| {
        matches!(e.kind, EventType::Meeting | EventType::Call | EventType::Conference)
            && talks(e)
            && e.sentence <= s
            && e.salience != rapporteur_schema::vocabulary::Salience::Referenced
            && parties(doc, e).len() > 1
    });
    told.or(primary)
}

/// Whether a subject can bind itself: an actor, a party noun or a pronoun for one.
pub(super) fn acts(doc: &Annotated<'_>, subj: &Subject) -> bool {
    match subj {
        Subject::Mentions(all) => all.iter().any(|&m| {
            let mention = &doc.mentions[m];
            match mention.kind {
                MentionKind::Programme | MentionKind::Demonym | MentionKind::Region => false,
                MentionKind::Pronoun => {
                    let word = doc.word(mention.tokens.start).to_ascii_lowercase();
                    word != "it" || !mention.entities.is_empty()
                }
                _ => true,
            }
        }),
        Subject::Noun(n) => {
            // "my country", "our teams", "member states": nouns of people or states.
            doc.is(*n, WordClass::CountryNoun)
                || doc.is(*n, WordClass::GroupHead)
                || doc.is(*n, WordClass::OrganizationNoun)
                || doc.is(*n, WordClass::PartyNoun)
        }
        Subject::None => false,
    }
}

/// Finds who is bound by the cue of a rule in sentence `s`, whose subject is `subj`.
pub(super) fn find(
    doc: &Annotated<'_>,
    events: &[Event],
    event: Option<usize>,
    s: usize,
    rule: &CommitmentRule,
    cue: &Range<usize>,
    subj: &Subject,
) -> Found {
    let range = &doc.sentences[s].tokens;
    let mut found = Found::default();
    let quoted = doc.quoted[cue.start];
    let speaker = if quoted { doc.speakers[s] } else { None };
    let all = |events: &[Event]| {
        let ids = event.map(|e| parties(doc, &events[e])).unwrap_or_default();
        if ids.is_empty() { assembled(doc) } else { ids }
    };
    let add = |found: &mut Found, ids: Vec<EntityId>, how: &str| {
        for id in ids {
            if !found.committers.contains(&id) {
                found.steps.push(("committer".into(), doc.entities.get(id).name.clone(), how.to_owned()));
                found.committers.push(id);
            }
        }
    };
    let appeal = rule.commitment_type == "appeal";
    // An appeal is made by whoever speaks, not by the one who must act.
    if appeal && (rule.id.ends_with("must") || matches!(subj, Subject::None | Subject::Noun(_)))
        // tidy-allow(words): a value of the rule files, not a word of the text
        || rule.committer == "speaker"
    {
        let voice = speaker.map(|p| {
            doc.entities
                .get(p)
                .represents()
                .and_then(|r| top(doc, r))
                .or_else(|| top(doc, p))
                .into_iter()
                .collect::<Vec<_>>()
        });
        let voice = voice.or_else(|| reporting_side(doc, events, event, s, cue.start, range));
        if let Some(ids) = voice {
            found.speaker = speaker;
            add(&mut found, ids, "who says so");
            return found;
        }
        // "It was emphasized that X must": not X says so, but those who talk.
        if rule.id.ends_with("must") && subj.mentions().iter().all(|&m| doc.mentions[m].kind != MentionKind::Pronoun) {
            let ids = all(events);
            if !ids.is_empty() {
                add(&mut found, ids, "all sides of the event");
                return found;
            }
        }
    }
    match rule.committer.as_str() {
        "parties" => {
            add(&mut found, all(events), "all sides of the event");
            return found;
        }
        "instrument" => {
            // "The Council adopted a resolution which urges": who adopts it in this very sentence.
            let here = events
                .iter()
                .find(|e| e.sentence == s && matches!(e.kind, EventType::Adoption) && e.trigger.end <= cue.start);
            if let Some(adopted) = here {
                add(&mut found, parties(doc, adopted), "who adopted it");
                if !found.committers.is_empty() {
                    return found;
                }
            }
            // What a plan provides for binds those who adopted it: the organisation of the event, else its sides.
            let ids = instrument_side(doc, events, event);
            add(&mut found, ids, "whose instrument it is");
            found.speaker = subject_person(doc, subj);
            return found;
        }
        "owner" => {
            if let Some(ids) = owner_side(doc, events, event, s, cue, subj) {
                add(&mut found, ids, "whose commitment it is");
                found.speaker = subject_person(doc, subj);
                return found;
            }
        }
        _ => {}
    }
    let ids = subject_sides(doc, events, event, s, subj, speaker);
    found.speaker = speaker.or_else(|| subject_person(doc, subj));
    add(&mut found, ids, "subject of the cue");
    if found.committers.is_empty() {
        if let Some(ids) = reporting_side(doc, events, event, s, cue.start, range) {
            add(&mut found, ids, "who says so");
        } else {
            add(&mut found, all(events), "all sides of the event");
        }
    }
    found
}

fn subject_person(doc: &Annotated<'_>, subj: &Subject) -> Option<EntityId> {
    subj.mentions().iter().find_map(|&m| doc.mentions[m].entity()).filter(|&e| doc.entities.get(e).is_human())
}

/// The sides a subject stands for.
fn subject_sides(
    doc: &Annotated<'_>,
    events: &[Event],
    event: Option<usize>,
    s: usize,
    subj: &Subject,
    speaker: Option<EntityId>,
) -> Vec<EntityId> {
    let mut ids = Vec::new();
    let parties = || all_parties(doc, events, event);
    let own = speaker.and_then(|p| doc.entities.get(p).represents()).and_then(|r| top(doc, r));
    match subj {
        Subject::Mentions(all) => {
            for &m in all {
                let mention = &doc.mentions[m];
                let word = rapporteur_text::fold(doc.word(mention.tokens.start));
                match mention.kind {
                    MentionKind::Pronoun if word == "we" || word == "i" => {
                        let voice = speaker.or_else(|| said_by(doc, s, mention.tokens.start));
                        match voice.and_then(|p| {
                            doc.entities.get(p).represents().and_then(|r| top(doc, r)).or_else(|| top(doc, p))
                        }) {
                            Some(id) => ids.push(id),
                            None => match joint_voice(doc) {
                                Some(voice) => ids.extend(voice),
                                None => ids.extend(home(doc)),
                            },
                        }
                    }
                    // "My Government will recruit", "our country": the speaker's.
                    MentionKind::Nominal | MentionKind::Parties
                        if mention.tokens.start > 0
                            && doc.is(mention.tokens.start - 1, WordClass::FirstPerson)
                            && doc.is(mention.tokens.end - 1, WordClass::CountryNoun)
                            && own.is_some() =>
                    {
                        ids.extend(own);
                    }
                    MentionKind::Pronoun if word == "they" => {
                        ids.extend(plural_before(doc, events, event, s, mention.tokens.start))
                    }
                    // "The Russian delegation announced that it intends": its own, not that of whoever was named last.
                    MentionKind::Pronoun
                        if word == "it"
                            && mention.tokens.start > 0
                            && doc.is_text(mention.tokens.start - 1, "that") =>
                    {
                        let own = delegation_says(doc, s, mention.tokens.start);
                        ids.extend(own.map_or_else(|| side_of(doc, mention), |side| vec![side]));
                    }
                    MentionKind::Parties if sides_noun(doc, mention.tokens.end - 1) => {
                        let all = event.map(|e| members(doc, &events[e])).unwrap_or_default();
                        // One side alone are no parties: those the paper opens with are meant.
                        let opened = if all.len() < 2 { assembled(doc) } else { joint_paper(doc) };
                        ids.extend(if opened.len() > all.len() { opened } else { all });
                    }
                    MentionKind::Parties => {
                        let attended = doc.is(mention.tokens.end - 1, WordClass::Attendee);
                        let called = event.filter(|_| attended).and_then(|e| called_together(doc, &events[e]));
                        ids.extend(called.unwrap_or_else(parties));
                    }
                    MentionKind::Group if mention.within.is_empty() => {
                        // "the members of the Council" has its owner in it; others are known only as a group.
                        ids.extend(group_owner(doc, m).or_else(|| Some(parties())).unwrap_or_default());
                    }
                    _ => ids.extend(bound_by(doc, mention)),
                }
            }
        }
        Subject::Noun(n) => {
            if (n.saturating_sub(3)..*n).any(|i| doc.is(i, WordClass::FirstPerson)) {
                ids.extend(own.or_else(|| home(doc)));
            } else if doc.is(*n, WordClass::PartyNoun) || doc.is(*n, WordClass::Attendee) {
                ids.extend(parties());
            }
        }
        Subject::None => {}
    }
    ids.dedup();
    ids
}

/// "sides", "parties": nouns of those who deal with each other, not of those who sit in a session.
fn sides_noun(doc: &Annotated<'_>, i: usize) -> bool {
    ["sides", "parties", "countries", "states", "governments", "delegations"].iter().any(|w| doc.is_text(i, w))
}

/// The state whose delegation or side says the clause at `i`.
fn delegation_says(doc: &Annotated<'_>, s: usize, i: usize) -> Option<EntityId> {
    let range = doc.sentences[s].tokens.clone();
    let verb = i.checked_sub(2).filter(|&k| k > range.start && doc.is(k, WordClass::Reporting))?;
    let subj = crate::syntax::subject(doc, &range, verb);
    let &[m] = subj.mentions() else { return None };
    let mention = &doc.mentions[m];
    let side = mention.tokens.clone().any(|k| doc.is(k, WordClass::SideNoun) || doc.is(k, WordClass::DelegationNoun));
    side_of(doc, mention).into_iter().next().filter(|_| side)
}

/// Who says the clause at `i`, outside of quotations: the subject of the verb of saying before it.
fn said_by(doc: &Annotated<'_>, s: usize, i: usize) -> Option<EntityId> {
    let range = doc.sentences[s].tokens.clone();
    let verb = (range.start..i)
        .rev()
        .find(|&k| doc.is(k, WordClass::Reporting) && crate::syntax::is_verb(doc, k) && !doc.quoted[k])?;
    let subj = crate::syntax::subject(doc, &range, verb);
    subj.mentions().iter().find_map(|&m| doc.mentions[m].entity())
}

/// The sides of the subject of the verb of saying that governs the cue.
fn reporting_side(
    doc: &Annotated<'_>,
    events: &[Event],
    event: Option<usize>,
    s: usize,
    cue: usize,
    range: &Range<usize>,
) -> Option<Vec<EntityId>> {
    let verbs: Vec<usize> = (range.start..cue)
        .filter(|&k| doc.is(k, WordClass::Reporting) && crate::syntax::is_verb(doc, k) && !doc.quoted[k])
        .collect();
    for verb in verbs.into_iter().rev() {
        let subj = crate::syntax::subject(doc, range, verb);
        let ids = subject_sides(doc, events, event, s, &subj, None);
        if !ids.is_empty() {
            return Some(ids);
        }
    }
    // After the quotation or at its end: "…,” Zannier said."
    let after = (cue..range.end)
        .find(|&k| doc.is(k, WordClass::Reporting) && crate::syntax::is_verb(doc, k) && !doc.quoted[k])?;
    let subj = crate::syntax::subject(doc, range, after);
    let ids = subject_sides(doc, events, event, s, &subj, None);
    (!ids.is_empty()).then_some(ids)
}

/// Whose commitment a noun is: the possessive or adjective before it ("the United States' commitment", "U.S. commitment").
fn owner_side(
    doc: &Annotated<'_>,
    events: &[Event],
    event: Option<usize>,
    s: usize,
    cue: &Range<usize>,
    subj: &Subject,
) -> Option<Vec<EntityId>> {
    // "X's support for Y's right to peace and commitment to strengthening ties": what stands behind the "and" is X's as well.
    let noun = cue.clone().rev().find(|&i| is_commitment(doc, i));
    let joined = noun.is_some_and(|n| {
        let and = (cue.start..n).rev().take(3).find(|&i| doc.is(i, WordClass::Coordinator));
        and.is_some_and(|and| {
            !(and..n).any(|i| doc.is_possessive(i) || doc.is(i, WordClass::FirstPerson) || doc.mention_of[i].is_some())
        })
    });
    for k in 0..cue.len() {
        let i = if joined { cue.start + k } else { cue.end - 1 - k };
        if let Some(m) = doc.mention_of[i] {
            let mention = &doc.mentions[m];
            let owns = doc.is_possessive(mention.tokens.end)
                || (mention.tokens.end..cue.end).take_while(|&k| !is_commitment(doc, k)).take(3).all(|k| {
                    !doc.is(k, WordClass::Coordinator)
                        && !doc.is(k, WordClass::Preposition)
                        && doc.tokens[k].word != rapporteur_lexicon::WordId::JOINER
                }) && (mention.tokens.end..cue.end.min(mention.tokens.end + 4)).any(|k| is_commitment(doc, k));
            if mention.tokens.start <= cue.start
                || !owns
                || matches!(mention.kind, MentionKind::Region | MentionKind::Programme | MentionKind::Person)
                    && !doc.is_possessive(mention.tokens.end)
            {
                continue;
            }
            let ids = side_of(doc, mention);
            if !ids.is_empty() {
                return Some(ids);
            }
        }
        if doc.is(i, WordClass::FirstPerson) {
            let side = subject_sides(doc, events, event, s, subj, None);
            // In a joint paper "our" is of those who issue it: "A and B reaffirm our commitment".
            let shared = side.len() == 1 || side.len() > 1 && is_joint(doc);
            return if shared { Some(side) } else { home(doc).map(|h| vec![h]).or(Some(side)) };
        }
        // "their commitment": of the subject, or of those the subject speaks of.
        if doc.is_text(i, "their") || doc.is_text(i, "its") || doc.is_text(i, "his") || doc.is_text(i, "her") {
            return None;
        }
        // "the Biden-Harris Administration's commitment".
        if doc.is(i, WordClass::CountryNoun) && doc.tokens[i].capital {
            return home(doc).map(|h| vec![h]);
        }
    }
    None
}

/// Whether a token is the noun of commitment itself.
fn is_commitment(doc: &Annotated<'_>, i: usize) -> bool {
    doc.is(i, WordClass::CommitmentNoun)
}

/// Whom "they" means: the sides of the last plural subject, else the sides of the event.
fn plural_before(doc: &Annotated<'_>, events: &[Event], event: Option<usize>, s: usize, i: usize) -> Vec<EntityId> {
    let block = doc.sentences[s].block;
    let first = (0..=s).rev().take_while(|&x| doc.sentences[x].block + 1 >= block).last().unwrap_or(s);
    let from = doc.sentences[first].tokens.start;
    // "South Africa and Botswana announced that they would": the subjects of the sentence itself.
    let range = doc.sentences[s].tokens.clone();
    let said = (range.start..i).rfind(|&v| doc.is(v, WordClass::Reporting) && crate::syntax::is_verb(doc, v));
    let own: Vec<EntityId> = said
        .map(|verb| crate::syntax::subject(doc, &range, verb))
        .map(|subj| subj.mentions().iter().flat_map(|&m| side_of(doc, &doc.mentions[m])).collect())
        .unwrap_or_default();
    if own.len() > 1 {
        return own;
    }
    // Groups and bodies in the plural as subject: "The members of the Council …. They …".
    for (m, mention) in doc.mentions.iter().enumerate().rev() {
        if mention.tokens.end > i || mention.tokens.start < from {
            continue;
        }
        if mention.kind == MentionKind::Group {
            let s2 = doc.sentences.partition_point(|x| x.tokens.end <= mention.tokens.start);
            let opens = doc.sentences.get(s2).is_some_and(|x| mention.tokens.start <= x.tokens.start + 1);
            if opens && let Some(ids) = group_owner(doc, m) {
                return ids;
            }
        }
        if mention.kind == MentionKind::Parties {
            break;
        }
    }
    all_parties(doc, events, event)
}

/// Those who deal with each other at the event, or the more that a joint paper opens with.
fn all_parties(doc: &Annotated<'_>, events: &[Event], event: Option<usize>) -> Vec<EntityId> {
    let ids = event.map(|e| parties(doc, &events[e])).unwrap_or_default();
    let opened = joint_paper(doc);
    if opened.len() > ids.len() {
        opened
    } else if ids.is_empty() {
        assembled(doc)
    } else {
        ids
    }
}

/// "members of the Security Council": the council.
fn group_owner(doc: &Annotated<'_>, m: usize) -> Option<Vec<EntityId>> {
    let within: Vec<EntityId> = doc.mentions[m].within.iter().filter_map(|&e| top(doc, e)).collect();
    (!within.is_empty()).then_some(within)
}

/// Whom an adopted or signed instrument binds.
fn instrument_side(doc: &Annotated<'_>, events: &[Event], event: Option<usize>) -> Vec<EntityId> {
    let signed = events.iter().rev().find(|e| {
        matches!(e.kind, EventType::Signing) && e.salience != rapporteur_schema::vocabulary::Salience::Referenced
    });
    if let Some(signed) = signed {
        let ids = parties(doc, signed);
        if ids.len() > 1 {
            return ids;
        }
    }
    let ids = event.map(|e| parties(doc, &events[e])).unwrap_or_default();
    // An organisation at the table is bound before the state that only holds its chair.
    let organizations: Vec<EntityId> =
        ids.iter().copied().filter(|&i| doc.entities.get(i).kind != ActorKind::State).collect();
    if organizations.is_empty() { ids } else { organizations }
}
