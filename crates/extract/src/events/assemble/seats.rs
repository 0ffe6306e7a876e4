//! Who sat at the table, where a sentence leaves it to those before: "the leaders", the traveller, the one a release is about.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::{ActorKind, EventType, Role, Status};

use super::holders::{
    counted_holders, delegation_heads, denotes, heads_delegations, holders, holders_of_states, of_many, office_of_many,
    plural_office, the_two,
};
use crate::events::{same_part, seat};
use crate::model::{Event, Marker, Part};

/// "X concluded a visit to Y with a meeting with Z", "travelled to Y for talks with Z": the traveller was at the table.
pub(in crate::events) fn seat_travellers(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let e = &events[i];
        let talks = e.kind == EventType::Meeting && !e.by_verb && !e.enclosing && !e.aside && !e.parts.is_empty();
        let people = e.parts.iter().filter_map(|p| p.entity).filter(|&x| doc.entities.get(x).is_human()).count();
        if !talks || people == 0 {
            continue;
        }
        let visit = events.iter().find(|v| {
            v.kind == EventType::Visit
                // "X's visit to Y will end with a meeting with Z".
                && (v.by_verb || doc.is_possessive(v.trigger.start.saturating_sub(1)) || !v.parts.is_empty())
                && v.sentence == e.sentence
                && v.trigger.end <= e.trigger.start
                && e.trigger.start - v.trigger.end <= 14
        });
        let Some(visit) = visit else { continue };
        // Its own subject, or people of the traveller's side, say already who was there.
        let linked = (visit.trigger.end..e.trigger.start)
            .any(|k| ["with", "for", "including", "during"].iter().any(|w| doc.is_text(k, w)))
            && !(visit.trigger.end..e.trigger.start).any(|k| {
                crate::syntax::is_verb(doc, k) && !doc.is(k, WordClass::EndVerb) && !doc.is(k, WordClass::Modal)
            });
        let sides: Vec<_> =
            visit.parts.iter().filter_map(|p| p.entity).filter_map(|x| crate::sides::top(doc, x)).collect();
        let own = e
            .parts
            .iter()
            .filter_map(|p| p.entity)
            .any(|x| crate::sides::top(doc, x).is_some_and(|t| sides.contains(&t)));
        if !linked || own {
            continue;
        }
        let travellers: Vec<_> = visit.parts.iter().filter(|p| p.entity.is_some()).cloned().collect();
        for part in travellers {
            events[i].add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// "received X for an annual working visit": whose visit it was, where nobody is told to have travelled.
pub(in crate::events) fn seat_guests(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let v = &events[i];
        if v.kind != EventType::Visit || v.by_verb || !v.parts.is_empty() {
            continue;
        }
        let (sentence, start) = (v.sentence, v.trigger.start);
        let received = events.iter().find(|e| {
            e.kind == EventType::Meeting
                && e.sentence == sentence
                && e.trigger.end <= start
                && e.parts.iter().any(|p| p.role == Role::Host)
                && (e.trigger.end..start).any(|k| doc.is_text(k, "for") || doc.is_text(k, "during"))
        });
        let guests: Vec<_> = received
            .iter()
            .flat_map(|e| e.parts.iter().filter(|p| p.role == Role::Participant && p.entity.is_some()).cloned())
            .collect();
        for part in guests {
            events[i].add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// "After the talks … In their presence, A and B signed an agreement": those who had met were there.
pub(in crate::events) fn seat_witnesses(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let e = &events[i];
        let start = doc.sentences[e.sentence].tokens.start;
        let present = doc.is_text(start, "in") && doc.is_text(start + 1, "their") && doc.is_text(start + 2, "presence");
        if !present || e.kind != EventType::Signing {
            continue;
        }
        let person = |p: &&Part| p.entity.is_some_and(|x| doc.entities.get(x).is_human());
        let talks = events[..i].iter().rev().find(|t| {
            matches!(t.kind, EventType::Meeting | EventType::Conference)
                && !t.aside
                && t.parts.iter().filter(person).count() == 2
        });
        let (sentence, rule) = (e.sentence, e.rule.clone());
        let there: Vec<_> = talks.iter().flat_map(|t| t.parts.iter().filter(person).cloned()).collect();
        for part in there {
            let part = Part { role: Role::Participant, sentence, rule: rule.clone(), ..part };
            events[i].add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// "X travelled to Y, accompanied by Z. The delegation met with W": the travellers told of before.
pub(in crate::events) fn seat_delegation(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let e = &events[i];
        let start = doc.sentences[e.sentence].tokens.start;
        let noun = (start..e.trigger.start).rev().find(|&k| !doc.is(k, WordClass::Adverb));
        // "led a delegation to X. They met with Z": the pronoun alone, with nobody told whom it means.
        let they = |n: usize| {
            doc.is_text(n, "they") && doc.mention_at(n).is_some_and(|m| m.entities.is_empty()) && {
                let side = |p: &Part| p.entity.is_some_and(|x| doc.entities.get(x).is_human());
                let before = events[..i].last().filter(|v| v.kind == EventType::Visit && v.sentence + 1 == e.sentence);
                before.is_some_and(|v| v.parts.iter().any(side))
            }
        };
        let theirs =
            noun.is_some_and(|n| n > start && doc.is_text(n, "delegation") && doc.is_text(n - 1, "the") || they(n));
        // "received the delegation", "the high guest was received by": the same.
        let guests = e.rule.contains("receive")
            && (start..e.trigger.end + 1).any(|k| crate::events::verb::guests_at(doc, k).is_some());
        let theirs = theirs || guests;
        if !theirs || !e.by_verb || e.kind != EventType::Meeting {
            continue;
        }
        let visit = events.iter().find(|v| v.kind == EventType::Visit && v.sentence < e.sentence && !v.aside);
        let travellers: Vec<_> =
            visit.iter().flat_map(|v| v.parts.iter().filter(|p| p.entity.is_some()).cloned()).collect();
        for part in travellers {
            events[i].add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// "On 5 May a meeting with Minister X took place" in a release about the publisher's own people: the one the release is about
/// was the other side.
pub(in crate::events) fn seat_principal(doc: &Annotated<'_>, events: &mut [Event]) {
    let home = doc
        .facts
        .country
        .as_deref()
        .and_then(|c| doc.entities.find_state(c))
        .or_else(|| doc.facts.publisher_id.as_deref().and_then(|p| doc.entities.find(p)));
    let Some(home) = home.and_then(|h| crate::sides::top(doc, h)) else { return };
    let own = |x: rapporteur_normalize::EntityId| {
        doc.entities.get(x).kind == ActorKind::Person && crate::sides::top(doc, x) == Some(home)
    };
    let principal = events
        .iter()
        .filter(|e| !e.aside && !e.headline && e.marker == Marker::None)
        .min_by_key(|e| (e.sentence, e.trigger.start))
        .and_then(|e| {
            let people: Vec<_> = e.parts.iter().filter(|p| p.entity.is_some_and(own)).collect();
            match people.as_slice() {
                [one] => Some((*one).clone()),
                _ => None,
            }
        });
    let Some(principal) = principal else { return };
    let journeys: Vec<usize> = events.iter().filter(|v| v.kind == EventType::Visit).map(|v| v.sentence).collect();
    for e in events.iter_mut() {
        let with = |p: &Part| {
            let from = doc.mentions[p.mention].tokens.start;
            from > e.trigger.end && from <= e.trigger.end + 3 && (e.trigger.end..from).any(|i| doc.is_text(i, "with"))
        };
        let people: Vec<_> =
            e.parts.iter().filter(|p| p.entity.is_some_and(|x| doc.entities.get(x).is_human())).collect();
        let talks = e.kind == EventType::Meeting && !e.by_verb && !e.enclosing && !e.aside && e.marker == Marker::None;
        if talks
            && e.status == Status::Held
            && (1..=2).contains(&people.len())
            && people.iter().all(|p| p.entity.is_some_and(|x| !own(x)))
            && people.iter().any(|p| with(p))
            && e.sentence > principal.sentence
            && !journeys.contains(&e.sentence)
        {
            let part = Part { role: Role::Participant, ..principal.clone() };
            e.add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// Fills in whom "the leaders" or "they" means: the persons of the talks before, as many as the number says.
pub(super) fn fill_parties(doc: &Annotated<'_>, events: &[Event], candidate: &mut Event) {
    let Some((mention, role)) = candidate.parties else { return };
    // Who heads the delegations to a gathering of many is none of the two who met beside it.
    if heads_delegations(doc, mention) && of_many(events) {
        return;
    }
    // "ministers from 11 countries … The ministers endorsed": the group named before by the same noun.
    let noun = doc.mentions[mention].tokens.end - 1;
    let group = (0..mention).rev().find(|&g| {
        let m = &doc.mentions[g];
        m.kind == rapporteur_normalize::MentionKind::Group
            && doc.mentions[mention].kind == rapporteur_normalize::MentionKind::Parties
            && doc.mentions[mention].tokens.len() == 1
            && m.tokens.clone().any(|i| doc.tokens[i].word == doc.tokens[noun].word)
            // "the Foreign Ministers" are no more known than "the Ministers".
            && (m.count.is_some() || !m.within.is_empty() || m.tokens.clone().any(|i| doc.is(i, WordClass::Preposition)))
    });
    let persons_since = |g: usize| {
        events.iter().any(|e| {
            doc.sentences[e.sentence].tokens.end > doc.mentions[g].tokens.end
                && e.parts.iter().filter(|p| p.entity.is_some()).count() >= 2
        })
    };
    if let Some(group) = group.filter(|&g| !persons_since(g)) {
        seat(doc, candidate, candidate.sentence, group, role, &candidate.rule.clone());
        candidate.parties = None;
        return;
    }
    let person = |p: &Part| p.entity.is_some_and(|e| doc.entities.get(e).is_human());
    // "The ministers signed", "the Heads of State adopted": those who hold such an office, where the text tells offices.
    // "her counterpart X" holds what she holds.
    let counterpart = |o: &rapporteur_normalize::Office| {
        doc.lexicon.is(doc.lexicon.words.get(&o.head), rapporteur_lexicon::WordClass::CounterpartWord)
    };
    let holds = |p: &Part| {
        p.entity.is_some_and(|e| {
            let offices = &doc.entities.get(e).offices;
            offices.iter().any(|o| denotes(doc, mention, o)) || !offices.is_empty() && offices.iter().all(counterpart)
        })
    };
    // "They met A, B and C": whom they met first is not among them at the next meeting of the same verb.
    let twin = |e: &Event| e.sentence == candidate.sentence && e.trigger == candidate.trigger;
    let told = || events.iter().rev().filter(|e| !e.aside && e.marker == Marker::None && !e.enclosing && !twin(e));
    let two = |e: &&Event, fits: &dyn Fn(&Part) -> bool| e.parts.iter().filter(|p| person(p) && fits(p)).count() >= 2;
    // "the two foreign ministers" are those of their own talks, though the Presidents' were told of since.
    let one = |e: &&Event| two(e, &|_| true) && e.parts.iter().any(|p| person(p) && holds(p));
    // "the three Ministers": of all who were told of together, as many.
    let first = doc.mentions[mention].tokens.start;
    let count = (first.saturating_sub(1)..=first)
        .find_map(|i| doc.lexicon.numbers.get(&doc.tokens[i].word).copied())
        .and_then(|n| usize::try_from(n).ok())
        .filter(|&n| n > 2);
    let as_many = |e: &&Event| count.is_some_and(|n| e.parts.iter().filter(|p| person(p) && holds(p)).count() == n);
    let before = told()
        .find(as_many)
        .or_else(|| told().find(|e| two(e, &holds)))
        .or_else(|| told().find(one))
        .or_else(|| told().find(|e| two(e, &|_| true)));
    let Some(before) = before else { return };
    // "the group met, and the partners endorsed the plan": those of the gathering in the same sentence, whom nobody names.
    let elsewhere = events.iter().any(|e| {
        e.sentence == candidate.sentence
            && e.trigger.end <= candidate.trigger.start
            && matches!(e.kind, EventType::Meeting | EventType::Conference)
            && !e.parts.iter().any(&person)
            && !std::ptr::eq(e, before)
    });
    if elsewhere {
        return;
    }
    // Whom the text has named by then; who joins later is not among "the leaders" yet.
    let known = |p: &Part| p.sentence <= candidate.sentence;
    let mut sides = before
        .parts
        .iter()
        .filter(|p| person(p) && known(p) && !matches!(p.role, Role::Guest))
        .cloned()
        .collect::<Vec<_>>();
    // "The two Ministers will be received by X. On 2 May they will go to Y": those two.
    let pronoun = doc.mentions[mention].kind == rapporteur_normalize::MentionKind::Pronoun;
    let counted = || {
        let group = before
            .parts
            .iter()
            .filter(|p| p.entity.is_none() && doc.mentions[p.mention].tokens.start < before.trigger.start);
        group.into_iter().find_map(|p| counted_holders(doc, p.mention, before).map(|people| (p.clone(), people)))
    };
    if pronoun && let Some((group, people)) = counted() {
        sides = people.into_iter().map(|(mention, who)| Part { mention, entity: Some(who), ..group.clone() }).collect();
    }
    // "They met with X. They also met with Y": X is not among those who went on.
    let they = doc.is_text(doc.mentions[mention].tokens.start, "they") && before.by_verb && candidate.by_verb;
    let subject = |p: &Part| doc.mentions[p.mention].tokens.start < before.trigger.start;
    if they && sides.iter().filter(|p| subject(p)).count() > 1 {
        sides.retain(subject);
    }
    // "The participants endorsed", of a gathering of states: nobody of the few who are named.
    let states = before.parts.iter().filter(|p| p.entity.is_some_and(|e| doc.entities.get(e).kind == ActorKind::State));
    if before.kind == EventType::Conference && states.count() > sides.len() && !sides.iter().any(&holds) {
        return;
    }
    // "in the presence of the two Ministers", of whom one has a title that does not say so.
    let first = doc.mentions[mention].tokens.start;
    let pair = (first.saturating_sub(1)..=first).any(|i| doc.is_text(i, "two") || doc.is_text(i, "both"));
    let ministers = doc.is(noun, WordClass::OfficePlural) && !sides.iter().any(&holds);
    if ministers && holders(doc, mention, candidate).len() == 2 {
        // "the two Ministers", where officials met in between.
        sides = holders(doc, mention, candidate);
    } else if pronoun || pair && sides.len() == 2 {
        // All of them, both of them.
    } else if sides.iter().any(&holds) {
        sides.retain(holds);
    } else if doc.mentions[mention].tokens.clone().any(|i| doc.is_text(i, "heads")) && !heads_delegations(doc, mention)
    {
        // "the Heads of State", of whom the talks before name only the ministers.
        sides = holders(doc, mention, candidate);
        if sides.is_empty() {
            return;
        }
    }
    let number = doc.mentions[mention]
        .tokens
        .start
        .checked_sub(1)
        .and_then(|b| doc.lexicon.numbers.get(&doc.tokens[b].word))
        .copied();
    if number.is_some_and(|n| usize::try_from(n).is_ok_and(|n| n != sides.len())) && sides.len() > 3 {
        return;
    }
    // Of a gathering of many more may be named further on.
    let more = before.kind == EventType::Conference && !before.by_verb;
    candidate.parties = candidate.parties.filter(|_| more);
    for mut part in sides {
        part.role = role;
        part.sentence = candidate.sentence;
        part.rule = candidate.rule.clone();
        part.mention = if doc.mentions[part.mention].tokens.start < doc.mentions[mention].tokens.start {
            part.mention
        } else {
            mention
        };
        candidate.add(part, |a, b| same_part(doc, a, b));
    }
}

/// "the secretaries of the security councils signed", after a list of them: those who hold such an office at the gathering.
pub(in crate::events) fn name_groups(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let (before, rest) = events.split_at_mut(i);
        let Some(event) = rest.first_mut() else { continue };
        if let Some((at, people)) = event
            .parts
            .iter()
            .enumerate()
            .filter(|(_, p)| p.entity.is_none())
            .find_map(|(at, p)| counted_holders(doc, p.mention, event).map(|people| (at, people)))
        {
            let group = event.parts.remove(at);
            for (mention, person) in people {
                let part = Part { mention, entity: Some(person), ..group.clone() };
                event.add(part, |a, b| same_part(doc, a, b));
            }
            continue;
        }
        // "The Foreign Ministers of A and B met", both named in the headline.
        if let Some((group, people)) = event
            .parts
            .iter()
            .filter(|p| p.entity.is_none())
            .find_map(|p| holders_of_states(doc, p.mention).map(|people| (p.clone(), people)))
        {
            event.parts.retain(|p| p.mention != group.mention);
            for (mention, person) in people {
                let part = Part { mention, entity: Some(person), ..group.clone() };
                event.add(part, |a, b| same_part(doc, a, b));
            }
            continue;
        }
        // "the heads of the two delegations paid a call on", after who led each of them.
        let led = event.parts.iter().position(|p| p.entity.is_none() && heads_delegations(doc, p.mention));
        if let Some(at) = led {
            let group = event.parts[at].clone();
            let heads = delegation_heads(doc, before, event, group.mention, group.role);
            if heads.len() == 2 && heads.iter().all(|p| p.entity.is_some()) {
                event.parts.remove(at);
                heads.into_iter().for_each(|part| event.add(part, |a, b| same_part(doc, a, b)));
            }
            continue;
        }
        // "The meeting of the secretaries of the councils was held. Secretary X and Secretary Y took part": those they are.
        let own = |e: &Event| {
            e.parts.iter().position(|p| {
                let group = office_of_many(doc, p.mention).filter(|_| p.entity.is_none());
                group.is_some_and(|one| e.parts.iter().filter(|q| holds_office(doc, q, &one)).count() > 1)
            })
        };
        if let Some(at) = own(event) {
            event.parts.remove(at);
            continue;
        }
        let Some(at) = event.parts.iter().position(|p| p.entity.is_none() && plural_office(doc, p.mention).is_some())
        else {
            continue;
        };
        let Some(one) = plural_office(doc, event.parts[at].mention) else { continue };
        // "the co-chairmen signed": whoever chaired what was told of.
        if doc.lexicon.is(doc.lexicon.words.get(&one), WordClass::ChairWord) {
            let chairs: Vec<Part> = before
                .iter()
                .rev()
                .map(|e| {
                    e.parts.iter().filter(|p| p.role == Role::Chair && p.entity.is_some()).cloned().collect::<Vec<_>>()
                })
                .find(|chairs| chairs.len() == 2)
                .unwrap_or_default();
            if !chairs.is_empty() {
                let group = event.parts.remove(at);
                for part in chairs {
                    let part = Part { role: group.role, sentence: group.sentence, rule: group.rule.clone(), ..part };
                    event.add(part, |a, b| same_part(doc, a, b));
                }
            }
            continue;
        }
        let highest = one == "head";
        let holds = |p: &&Part| {
            p.entity.is_some_and(|e| {
                let e = doc.entities.get(e);
                let held = |o: &rapporteur_normalize::Office| {
                    if highest { o.level == Some(1) && !o.modified } else { o.head.split(' ').any(|w| w == one) }
                };
                e.kind == ActorKind::Person && e.offices.iter().any(|o| !o.former && held(o))
            })
        };
        let named = before
            .iter()
            .filter(|e| !e.aside && e.marker == Marker::None)
            .map(|e| e.parts.iter().filter(holds).filter(|p| p.role != Role::Guest).cloned().collect::<Vec<_>>());
        // Whose organisation has a secretary general too is not meant by "the secretaries of the councils".
        let general =
            |p: &Part| p.entity.is_some_and(|e| doc.entities.get(e).offices.iter().any(|o| o.of_organization));
        let Some(mut people) = named.into_iter().find(|people| people.len() > 1) else { continue };
        people.retain(|p| !general(p));
        if people.len() < 2 {
            continue;
        }
        let group = event.parts.remove(at);
        for part in people {
            let part = Part { role: group.role, sentence: group.sentence, rule: group.rule.clone(), ..part };
            event.add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// Whether a named person holds an office that goes by the word: "secretary".
fn holds_office(doc: &Annotated<'_>, part: &Part, word: &str) -> bool {
    part.entity.map(|x| doc.entities.get(x)).is_some_and(|e| {
        let held = |o: &rapporteur_normalize::Office| !o.former && o.head.split(' ').any(|w| w == word);
        e.kind == ActorKind::Person && e.offices.iter().any(held)
    })
}

/// The same once all roles are known: "The ministers were received by": those who attended the session told of before.
pub(in crate::events) fn complete_parties(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        if events[i].parties.is_some() {
            let (before, rest) = events.split_at_mut(i);
            let Some(event) = rest.first_mut() else { continue };
            let heads = event.parties.filter(|(mention, _)| heads_delegations(doc, *mention));
            match heads.map(|(mention, role)| delegation_heads(doc, before, event, mention, role)) {
                Some(parts) if !parts.is_empty() => {
                    event.parties = None;
                    parts.into_iter().for_each(|part| event.add(part, |a, b| same_part(doc, a, b)));
                }
                _ => {
                    fill_parties(doc, before, event);
                    the_two(doc, event);
                }
            }
        }
    }
}
