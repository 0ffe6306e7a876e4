//! Who a role rule speaks of, and the role of each.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};

use super::super::event_noun;
use super::belongs::{Told, at_work};
use crate::model::Event;
use crate::syntax::{is_verb, objects, subject};

/// The mentions with their roles, by the subject and the objects of the cue.
pub(super) fn who(doc: &Annotated<'_>, events: &[Event], told: &Told<'_>) -> Vec<(usize, Role)> {
    let &Told { rule, trigger, range, sentence: s, target, side, along, passive_by, .. } = told;
    let subject_role = rule.subject.as_deref().and_then(Role::parse);
    let object_role = rule.object.as_deref().and_then(Role::parse);
    let noun_object = (trigger.end..range.end.min(trigger.end + 10)).any(|i| event_noun(doc, i).is_some());
    let mut found: Vec<(usize, Role)> = Vec::new();
    if let Some(role) = object_role.filter(|_| {
        passive_by
            || subject_role.is_none()
            || rule.id.ends_with("guest") && !noun_object
            || rule.id.ends_with("chairs-with")
    }) {
        let mut at = trigger.end;
        // "brought together some 140 officials".
        if doc.is_text(at, ":") || doc.is_text(at, "some") {
            at += 1;
        }
        // "heard updates on A, B and C from X": the speakers stand behind the topics.
        let whose = ["of", "by"].iter().any(|w| doc.is_text(trigger.end - 1, w));
        if rule.id.ends_with("heard-from") && !whose {
            let from =
                (at..range.end).rfind(|&i| doc.is_text(i, "from") && doc.tokens.get(i + 1).is_some_and(|t| t.capital));
            let Some(from) = from else { return Vec::new() };
            at = from + 1;
        }
        // "Other speakers included A and B".
        let spoke = doc.is_text(trigger.start, "speakers") && role == Role::Participant;
        let role = if spoke { Role::Speaker } else { role };
        // "Special guests included A and B".
        let invited = doc.is_text(trigger.start, "guests")
            && trigger.start > range.start
            && ["special", "invited"].iter().any(|w| doc.is_text(trigger.start - 1, w));
        let role = if invited { Role::Guest } else { role };
        for m in objects(doc, at, range.end) {
            // "headed by A, the delegation of Y – by B": who is headed heads nobody.
            let end = doc.mentions[m].tokens.end;
            let headed = doc.tokens.get(end).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER)
                && doc.is_text(end + 1, "by")
                || side && doc.is_text(end, "by");
            if !headed {
                found.push((m, role));
            }
        }
        // "the Kyrgyz delegation was headed by A, the Tajik delegation – by B", "on the Tajik side the talks were attended by A,
        // and on the Turkmen side by B", "attended by A on the Tajik side, and by B on the Turkmen side".
        for k in trigger.end.max(1)..range.end {
            let dash = side && doc.tokens[k - 1].word == rapporteur_lexicon::WordId::JOINER;
            // "the Kyrgyz delegation was headed by A, the Kazakh one by B".
            let one = side
                && doc.is_text(k - 1, "one")
                && k >= 2
                && doc.mention_at(k - 2).is_some_and(|m| m.kind == MentionKind::Demonym);
            if doc.is_text(k, "by") && one {
                found.extend(objects(doc, k + 1, range.end).into_iter().map(|m| (m, role)));
                continue;
            }
            if doc.is_text(k, "by")
                && (dash
                    || doc.is_text(k - 1, "side")
                    || doc.is_text(k - 1, "part")
                    || doc.is_text(k - 1, "and")
                    || side && doc.is_text(k - 1, "delegation"))
                && (k.saturating_sub(8)..k).any(|i| doc.is(i, WordClass::SideNoun) || doc.is_text(i, "part"))
            {
                found.extend(objects(doc, k + 1, range.end).into_iter().map(|m| (m, role)));
            }
        }
    }
    // "X presented the vaccines to Minister Y": who received them.
    let to = (trigger.end..range.end.min(trigger.end + 7)).find(|&i| doc.is_text(i, "to"));
    // "The keys will be handed over by X to Y": so did Y.
    let keys = trigger.clone().any(|i| doc.is_text(i, "handed"));
    let to = if keys { (trigger.end..range.end.min(trigger.end + KEYS)).find(|&i| doc.is_text(i, "to")) } else { to };
    let given = rule.id.ends_with("presents") && events[target].kind == EventType::Aid;
    if let Some(to) = to.filter(|_| given || keys) {
        let people = objects(doc, to + 1, range.end);
        found.extend(
            people.into_iter().filter(|&m| doc.mentions[m].kind == MentionKind::Person).map(|m| (m, Role::Participant)),
        );
    }
    // "X joined A and B for the opening of the post": they were there as well.
    let joined = rule.id.ends_with("attend")
        && events[target].sentence == s
        && doc.is_text(trigger.start, "joined")
        && (trigger.end..range.end.min(trigger.end + 30)).any(|i| doc.is_text(i, "for") || doc.is_text(i, "at"));
    if joined {
        let people = objects(doc, trigger.end, range.end);
        if people.iter().all(|&m| doc.mentions[m].kind == MentionKind::Person) {
            found.extend(people.into_iter().map(|m| (m, Role::Participant)));
        }
    }
    // "Ships from A, B and C were joined by vessels from D": they were there as well.
    let forces = rule.object.is_some()
        && doc.is_text(trigger.start, "joined")
        && passive_by
        && matches!(events[target].kind, EventType::Exercise | EventType::Operation)
        && trigger.start > range.start
        && doc.is(trigger.start - 1, WordClass::Be);
    if forces {
        let subj = crate::syntax::subject(doc, range, trigger.start - 1);
        found.extend(subj.mentions().iter().map(|&m| (m, Role::Participant)));
    }
    // "Officers of X were trained by experts from Y": those as well.
    let taught = passive_by
        && events[target].kind == EventType::Training
        && doc.is(trigger.start, WordClass::Be)
        && trigger.clone().any(|i| ["trained", "taught"].iter().any(|w| doc.is_text(i, w)));
    if taught {
        let subj = crate::syntax::subject(doc, range, trigger.start);
        found.extend(subj.mentions().iter().map(|&m| (m, Role::Participant)));
    }
    // "From the Kyrgyz side A participated; from the Kazakh side – B and C".
    if rule.id.ends_with("attend") || rule.id.ends_with("attended-by") {
        for k in trigger.end + 1..range.end {
            let opens = (doc.is_text(k, "from") || doc.is_text(k, "on")) && matches!(doc.word(k - 1), ";" | ",");
            let Some(side) = (k + 1..range.end.min(k + 5)).find(|&i| opens && doc.is(i, WordClass::SideNoun)) else {
                continue;
            };
            let dash = doc.tokens.get(side + 1).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER)
                || matches!(doc.word(side + 1), "–" | "—" | ":" | ",");
            if dash {
                let people = objects(doc, side + 2, range.end);
                found.extend(people.into_iter().map(|m| (m, Role::Participant)));
            }
        }
    }
    // "At the invitation of X, the Presidents of A, Y, and of B, Z, gathered": a list behind the comma is who came.
    if rule.id.ends_with("invitation")
        && let Some(&(host, _)) = found.first()
        && let comma = doc.mentions[host].tokens.end
        && doc.is_text(comma, ",")
        && trigger.start <= range.start + 1
    {
        let verb = (comma..range.end).find(|&i| is_verb(doc, i) && doc.mention_of[i].is_none());
        let came = verb.map(|v| subject(doc, range, v));
        found.retain(|&(m, _)| m == host || !came.as_ref().is_some_and(|c| c.mentions().contains(&m)));
    }
    // "A was represented by X, and B by Y".
    if trigger.clone().any(|i| doc.is_text(i, "represented")) && passive_by {
        for k in (trigger.end + 1..range.end).filter(|&k| doc.is_text(k, "by")) {
            let whose = doc.mention_of[k - 1].filter(|&m| {
                matches!(doc.mentions[m].kind, MentionKind::State | MentionKind::Organization | MentionKind::Body)
            });
            if let Some(whose) = whose {
                found.push((whose, Role::Participant));
                found.extend(objects(doc, k + 1, range.end).into_iter().map(|m| (m, Role::Participant)));
            }
        }
    }
    // "decided to conduct a seminar jointly with X": of what is to come.
    let ahead = rule.id.ends_with("organize")
        && events[target].sentence != s
        && (range.start..trigger.start).any(|i| {
            doc.is(i, WordClass::FutureModal)
                || doc.is(i, WordClass::Be) && doc.is_text(i + 1, "to")
                || ["decided", "agreed", "plans", "plan", "intends", "intend"].iter().any(|w| doc.is_text(i, w))
        });
    if ahead {
        return Vec::new();
    }
    if along {
        found.iter_mut().for_each(|(_, role)| *role = Role::Participant);
    }
    // Whoever comes "together with" others to talks sits at the table.
    let beside = rule.id.ends_with("organize")
        && trigger.clone().any(|i| doc.is_text(i, "together") || doc.is_text(i, "jointly"));
    // "where she opened a room together with X": told of with what was opened there.
    let elsewhere =
        |e: &Event| e.sentence == s && matches!(e.kind, EventType::Establishment | EventType::Aid) && !e.aside;
    if beside && events[target].sentence != s && events.iter().any(elsewhere) {
        return Vec::new();
    }
    if beside {
        match events[target].kind {
            EventType::Meeting | EventType::Visit | EventType::Call if events[target].sentence != s => {
                return Vec::new();
            }
            EventType::Meeting | EventType::Visit | EventType::Call => {
                found.iter_mut().for_each(|(_, role)| *role = Role::Participant);
            }
            EventType::Signing => found.iter_mut().for_each(|(_, role)| *role = Role::Signatory),
            // "opened the conference together with X": who spoke there with another did not organise it.
            EventType::Conference | EventType::Training if events[target].sentence == s => {
                let spoke = |p: &crate::model::Part| {
                    p.role == Role::Speaker && doc.mentions[p.mention].tokens.end <= trigger.start
                };
                let organised = (range.start..trigger.start).any(|i| doc.is(i, WordClass::RunVerb));
                if events[target].parts.iter().any(spoke) && !organised {
                    found.iter_mut().for_each(|(_, role)| *role = Role::Speaker);
                }
            }
            _ => {}
        }
    }
    if let Some(role) = subject_role.filter(|_| !passive_by) {
        let verb = trigger.start;
        let inverted = (range.start..verb).all(|i| doc.mention_of[i].is_none() || doc.is_text(i, "also"));
        let subj = subject(doc, range, verb);
        let mut mentions = subj.mentions().to_vec();
        // "The contingents of A, the groups of B, as well as C, take part": all that stands before the verb.
        let before = range.start + usize::from(doc.is(range.start, WordClass::Determiner));
        let plain = !(range.start..verb).any(|i| crate::syntax::is_verb(doc, i) || doc.quoted[i]);
        if plain && mentions.len() == 1 && (range.start..verb).filter(|&i| doc.is_text(i, ",")).count() > 1 {
            let all = objects(doc, before, verb);
            if all.len() > 1 && all.contains(&mentions[0]) {
                mentions = all;
            }
        }
        // "Representatives of A, B and of the consortium led by C took part": the group that opens the sentence.
        let reduced = |i: usize| crate::syntax::is_verb(doc, i) && !doc.is_text(i + 1, "by");
        let opening = doc.mention_of.get(before).copied().flatten().filter(|&m| {
            let group = &doc.mentions[m];
            group.kind == MentionKind::Group
                && group.tokens.start == before
                && group.tokens.clone().any(|i| doc.is(i, WordClass::DelegateWord))
                && !(group.tokens.end..verb).any(reduced)
        });
        if rule.id.ends_with("attend") && mentions.len() < 2 && !mentions.iter().any(|m| Some(*m) == opening) {
            mentions = opening.map_or(mentions, |group| vec![group]);
        }
        // "In the negotiations, which passed under the leadership of X, took part the representatives of …".
        let aside = doc.is_text(range.start, "in")
            && doc.is_text(verb - 1, ",")
            && (range.start..range.start + 4).any(|i| event_noun(doc, i).is_some())
            && (range.start..verb).any(|i| doc.is_text(i, "which"));
        // "In the exercise took part the contingents of …": the subject follows.
        if mentions.is_empty() && inverted || aside || at_work(doc, range) && trigger.start < range.start + 9 {
            // "In the work of the session took part: A, B and C".
            let colon = usize::from(doc.is_text(trigger.end, ":"));
            mentions = objects(doc, trigger.end + colon, range.end);
            // "In the operation were involved the bodies of internal affairs, … and the units of A, B and C".
            let plain = !(trigger.end..range.end).any(|i| crate::syntax::is_verb(doc, i) || doc.quoted[i]);
            if mentions.is_empty() && plain {
                let actor = |kind| matches!(kind, MentionKind::State | MentionKind::Organization | MentionKind::Group);
                let all = doc.mentions_in(&(trigger.end..range.end));
                mentions =
                    all.filter(|(_, m)| actor(m.kind) && !doc.is_possessive(m.tokens.end)).map(|(m, _)| m).collect();
            }
        }
        // "The delegations of A and B participated in the meeting, as well as the Director X".
        let as_well = (trigger.end..range.end.min(trigger.end + 12)).find(|&i| {
            doc.is_text(i, ",") && doc.is_text(i + 1, "as") && doc.is_text(i + 2, "well") && doc.is_text(i + 3, "as")
        });
        if let Some(k) = as_well.filter(|_| rule.id.ends_with("attend") && !mentions.is_empty()) {
            let plain = !(trigger.end..k).any(|i| crate::syntax::is_verb(doc, i));
            mentions.extend(objects(doc, k + 4, range.end).into_iter().filter(|_| plain));
        }
        for m in mentions {
            found.push((m, role));
        }
    }
    found
}

/// Words between the handing over of keys and whom they were handed to, at most.
const KEYS: usize = 14;
