//! What an event noun needs besides itself: visits a visitor, signings an instrument.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, EventType, Mode, Role, Status};

use super::Site;
use super::phrase::Phrase;
use crate::events::seat;
use crate::model::{Event, Marker};
use crate::syntax::{Subject, subject};

/// A meeting of many is a conference: sessions of bodies, rounds of more than two sides.
pub(super) fn reclassify(doc: &Annotated<'_>, event: &mut Event, p: &Phrase) {
    if event.kind == EventType::Meeting {
        // Whose session it is stands in the phrase; who convened it stands before the verb.
        let whose = |m: usize| doc.mentions[m].tokens.start >= p.start || p.determiner == "its";
        let of_body = event.parts.iter().any(|x| {
            x.role == Role::Organizer && doc.mentions[x.mention].kind == MentionKind::Body && whose(x.mention)
        });
        let of_org = event.parts.iter().any(|x| x.role == Role::Organizer && whose(x.mention));
        // "roundtable discussion", "summit meeting"; a plenary meeting is a meeting still.
        let by_modifier =
            p.head > p.start && ["roundtable", "summit", "conference"].iter().any(|w| doc.is_text(p.head - 1, w));
        let inside_body =
            p.inside.iter().any(|&m| matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization));
        // "the APEC Economic Leaders' Meeting", "the South Pacific Defence Ministers Meeting".
        let leaders = doc.tokens[p.head].capital
            && (p.start..p.head)
                .any(|i| doc.tokens[i].capital && (doc.is_text(i, "leaders") || doc.is_text(i, "ministers")));
        let ministerial = leaders || (p.start..p.head).any(|i| doc.is_text(i, "ministerial"));
        // "an expert meeting on the prevention of terrorism"; of two sides it is talks.
        let expert = p.head > p.start && doc.is(p.head - 1, WordClass::ExpertWord) && !p.plural && p.inside.len() < 2;
        // "the meeting of the Heads of Customs Administrations": those of many states, by their office.
        let of_heads = event.parts.iter().any(|x| {
            let m = &doc.mentions[x.mention];
            let before = m.tokens.start.saturating_sub(1);
            let of = if doc.is(before, WordClass::Determiner) { before.saturating_sub(1) } else { before };
            m.kind == MentionKind::Group && doc.is_text(of, "of") && of > p.head && of <= p.head + 2
        }) && !p.plural;
        if (of_body
            || by_modifier
            || expert
            || of_org && event.name.is_some()
            || inside_body && !p.plural
            || ministerial
            || of_heads)
            && !doc.is_text(p.head, "talks")
            && event.mode != Mode::Phone
        {
            event.kind = EventType::Conference;
        }
    }
    // Commissions and committees of two states are meetings of two sides, whatever they call their sittings.
    let side = |kind: ActorKind| matches!(kind, ActorKind::State | ActorKind::Organization);
    let sides = event
        .parts
        .iter()
        .filter(|x| x.entity.is_some_and(|e| side(doc.entities.get(e).kind)) && x.role != Role::Supporter)
        .count();
    // "the EU-Mongolia Human Rights Dialogue", "Tajik-Qatari Joint Commission": two sides in its name, and no third.
    let compound = p.inside.windows(2).any(|w| {
        let (a, b) = (&doc.mentions[w[0]], &doc.mentions[w[1]]);
        a.tokens.end + 1 == b.tokens.start && doc.tokens[a.tokens.end].word == rapporteur_lexicon::WordId::JOINER
    }) && p.inside.len() == 2;
    let standing = (p.start..(p.end.max(p.head + 1) + 6).min(p.head + 12)).any(|i| {
        ["commission", "committee", "consultations", "consultation", "dialogue", "jcc", "group"]
            .iter()
            .any(|w| doc.is_text(i, w))
    });
    if event.kind == EventType::Conference && standing && (sides == 2 || compound && sides <= 2) {
        event.kind = EventType::Meeting;
    }
    // "the seventh meeting of the Kyrgyz-Kazakh Intergovernmental Council".
    let limit = (p.end.max(p.head + 1) + 6).min(p.head + 14);
    let country =
        |i: usize| doc.mention_at(i).is_some_and(|m| matches!(m.kind, MentionKind::Demonym | MentionKind::State));
    let joined = (p.start + 1..limit).any(|i| {
        doc.tokens.get(i).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && t.glued)
            && country(i - 1)
            && country(i + 1)
            && (i + 2..i + 5).any(|k| ["council", "commission", "committee", "group"].iter().any(|w| doc.is_text(k, w)))
    });
    if event.kind == EventType::Conference && joined && sides <= 2 {
        event.kind = EventType::Meeting;
    }
    // "a listening session with advocates": talks, no session of a body.
    if event.kind == EventType::Conference
        && doc.is_text(p.head, "session")
        && p.head > p.start
        && ["listening", "working", "strategy", "planning", "brainstorming"].iter().any(|w| doc.is_text(p.head - 1, w))
        && !event.parts.iter().any(|x| {
            x.role == Role::Organizer
                && doc.mentions[x.mention].kind == MentionKind::Body
                && doc.mentions[x.mention].tokens.start > p.head
        })
    {
        event.kind = EventType::Meeting;
    }
    if event.kind == EventType::Conference && (p.start..p.head).any(|i| doc.is_text(i, "training")) {
        event.kind = EventType::Training;
    }
    if event.kind == EventType::Conference && event.format.as_deref() == Some("briefing") && event.parts.is_empty() {
        event.definite = true;
    }
}

/// "the joint training “Shield-2019”": a training with a code name and its year is an exercise.
pub(super) fn code_named(doc: &Annotated<'_>, head: usize, event: &mut Event) {
    let year = event.name.as_deref().and_then(|n| n.rsplit_once(['-', '–'])).map(|(_, year)| year);
    let coded = year.is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
    if event.kind == EventType::Training && coded && doc.is_text(head, "training") {
        event.kind = EventType::Exercise;
    }
}

/// A visit needs a visitor or a date, and somewhere to go.
pub(super) fn visit_fits(
    doc: &Annotated<'_>,
    event: &mut Event,
    p: &Phrase,
    s: usize,
    range: &Range<usize>,
    acts: bool,
) -> bool {
    let possessive = matches!(p.determiner.as_str(), "his" | "her" | "their");
    if possessive && event.parts.is_empty() {
        // Whoever "he" would be here: the subject of the clause or the last person spoken of.
        // "During her visit, which started on Thursday, the Norwegian Foreign Minister met": an office whose holder is known.
        let human = |m: &rapporteur_normalize::Mention| m.entity().is_some_and(|e| doc.entities.get(e).is_human());
        let who = |m: &rapporteur_normalize::Mention| {
            m.kind == MentionKind::Person || m.kind == MentionKind::Office && human(m)
        };
        let subject_person = doc.mentions_in(range).find(|(_, m)| who(m)).map(|(i, _)| i);
        // Before this sentence: whoever the sentences before were about, the nearest first.
        let about = |k: usize| {
            doc.mentions_in(&doc.sentences[k].tokens)
                .find(|(_, m)| {
                    matches!(m.kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun)
                        && m.entity().is_some_and(|e| doc.entities.get(e).is_human())
                })
                .map(|(i, _)| i)
        };
        let earlier = (s.saturating_sub(3)..s).rev().find_map(about);
        let owner = if range.start + 3 >= p.start { subject_person.or(earlier) } else { earlier.or(subject_person) };
        // "Minister X met President Y before the end of his visit to Oslo": who comes from there visits nobody.
        let there = (p.head + 1..range.end.min(p.head + 4))
            .find_map(|i| rapporteur_normalize::place_at(doc, i))
            .and_then(|hit| hit.country.as_deref().and_then(|c| doc.entities.find_state(c)));
        let local = |m: usize| {
            let home = doc.mentions[m].entity().and_then(|e| crate::sides::top(doc, e));
            there.is_some() && home == there
        };
        let guest = || {
            doc.mentions_in(&(range.start..p.start))
                .filter(|&(i, m)| m.kind == MentionKind::Person && !local(i))
                .map(|(i, _)| i)
                .last()
        };
        let owner = if owner.is_some_and(local) { guest().or(owner) } else { owner };
        if let Some(m) = owner {
            seat(doc, event, s, m, Role::Participant, &event.rule.clone());
        }
        event.definite = event.place.is_none();
    }
    let to = (p.head + 1..range.end.min(p.head + 12)).find(|&i| doc.is_text(i, "to")).and_then(|t| {
        // "visits to detainees in X": who is visited is no place.
        (t + 1..range.end.min(t + 4))
            .take_while(|&i| !doc.is(i, WordClass::Preposition))
            .find_map(|i| rapporteur_normalize::place_at(doc, i))
    });
    if let Some(hit) = to {
        event.place = Some(hit);
        event.place_basis = Some("stated");
        event.definite = false;
    }
    // "Minister X will set off on Monday for a three-day visit to Y": whoever sets off.
    if event.parts.is_empty()
        && let Some(verb) = (range.start..p.start).rev().take(SAID_BEFORE).find(|&i| sets_off(doc, i))
        && (verb..p.start).any(|i| doc.is_text(i, "for") || doc.is_text(i, "on"))
        && let Subject::Mentions(people) = subject(doc, range, verb)
    {
        for m in people {
            seat(doc, event, s, m, Role::Participant, &event.rule.clone());
        }
        if (range.start..verb).rev().take(3).any(|i| doc.is(i, WordClass::FutureModal)) {
            event.status = Status::Scheduled;
        }
        event.definite = false;
    }
    // "A delegation of the Council, led by X, concluded yesterday a three-day field mission to Y".
    if event.parts.is_empty()
        && let Some(verb) = (range.start..p.start).rev().take(4).find(|&i| {
            doc.is(i, WordClass::EndVerb)
                || ["undertook", "conducted", "carried", "made"].iter().any(|w| doc.is_text(i, w))
        })
    {
        let mut people = subject(doc, range, verb).mentions().to_vec();
        let delegation = (range.start..verb).find(|&i| doc.is(i, WordClass::DelegationNoun));
        if let Some(led) = delegation.and_then(|d| {
            (d..verb).find(|&i| ["led", "headed"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "by"))
        }) {
            people.extend(crate::syntax::objects(doc, led + 2, verb));
        }
        for m in people {
            seat(doc, event, s, m, Role::Participant, &event.rule.clone());
        }
        event.edge = if doc.is(verb, WordClass::EndVerb) { crate::model::Edge::End } else { event.edge };
    }
    // "on the final day of a three-day visit".
    let last = (range.start.max(p.start.saturating_sub(4))..p.start)
        .any(|i| ["final", "last", "concluding"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "day"));
    if last {
        event.edge = crate::model::Edge::End;
    }
    // "…, Minister X announced at the end of a two-day visit to Norway": whoever said so travelled.
    if event.parts.is_empty() {
        let at = (range.start.max(p.start.saturating_sub(6))..p.start)
            .find(|&i| ["at", "during", "on"].iter().any(|w| doc.is_text(i, w)));
        let said = at.and_then(|at| {
            (range.start..at)
                .rev()
                .take(SAID_BEFORE)
                // "…, on the final day of a visit": the comma before the phrase parts nothing.
                .take_while(|&i| !doc.is_text(i, ",") || i + 1 == at)
                // "the Baltic states" say nothing.
                .find(|&i| doc.is(i, WordClass::Reporting) && doc.mention_of[i].is_none() && is_said(doc, i))
        });
        if let Some(said) = said
            && let Subject::Mentions(people) = subject(doc, range, said)
            && let [one] = people.as_slice()
            && matches!(doc.mentions[*one].kind, MentionKind::Person | MentionKind::Office)
        {
            seat(doc, event, s, *one, Role::Participant, &event.rule.clone());
        }
    }
    // "On a visit to Norway today, Foreign Minister X met with Y": whoever acts there travelled.
    let opens = doc.is_text(range.start, "on")
        && p.start == range.start + 1
        && event.place.is_some()
        && !doc.is_text(p.start, "the")
        && !(p.start..p.end)
            .any(|i| ["possible", "planned", "potential", "proposed"].iter().any(|w| doc.is_text(i, w)));
    // Nothing but where and when stands before the comma.
    let of_place = |i: usize| event.place.as_ref().is_some_and(|place| place.tokens.contains(&i));
    let there = |i: usize| {
        doc.is(i, WordClass::Preposition)
            || doc.is(i, WordClass::Determiner)
            || doc.is_text(i, ",")
            || of_place(i)
            || doc.date_at(i).is_some()
            || doc.mention_of[i].is_some_and(|m| doc.mentions[m].kind == MentionKind::State)
    };
    if event.parts.is_empty()
        && opens
        && let Some(comma) = (p.end..range.end).take_while(|&i| there(i)).filter(|&i| doc.is_text(i, ",")).last()
        && let Some(m) = (comma + 1..range.end.min(comma + 3)).find_map(|i| doc.mention_of[i])
        && matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office)
    {
        seat(doc, event, s, m, Role::Participant, &event.rule.clone());
        event.definite = false;
    }
    if received_for(doc, p, range) {
        event.definite = false;
        return true;
    }
    event.definite || event.place.is_some() && (!event.parts.is_empty() || acts)
}

/// "set off", "departed", "left" as the verb of a journey.
fn sets_off(doc: &Annotated<'_>, i: usize) -> bool {
    let particle = doc.is_text(i, "set") || doc.is_text(i, "sets");
    particle && ["off", "out"].iter().any(|w| doc.is_text(i + 1, w))
        || ["depart", "departs", "departed", "leave", "leaves", "left", "embark", "embarks", "embarked"]
            .iter()
            .any(|w| doc.is_text(i, w))
}

/// "received X for an official working visit": the visit of a guest, who stands before it.
fn received_for(doc: &Annotated<'_>, p: &Phrase, range: &Range<usize>) -> bool {
    // tidy-allow(words): the adjective of a visit, not the noun of people
    let official = (p.start..p.head).any(|i| ["official", "working", "state"].iter().any(|w| doc.is_text(i, w)));
    let first = p.start.saturating_sub(2).max(range.start);
    official
        && (first..p.head).any(|i| doc.is_text(i, "for"))
        && (range.start..p.start).any(|i| ["received", "welcomed"].iter().any(|w| doc.is_text(i, w)))
}

/// Whether a word that may be a verb of saying is one here: not "states" behind an article or a name.
fn is_said(doc: &Annotated<'_>, i: usize) -> bool {
    !doc.is_text(i, "states") || !(i > 0 && (doc.tokens[i - 1].capital || doc.is(i - 1, WordClass::Determiner)))
}

/// So many words at most stand between what a traveller said and "during a visit".
const SAID_BEFORE: usize = 36;

/// A signing or adoption by noun needs its instrument.
pub(super) fn document_fits(doc: &Annotated<'_>, event: &mut Event, p: &Phrase, range: &Range<usize>) -> bool {
    let noun = (p.head + 1..range.end.min(p.head + 16)).find(|&i| doc.is(i, WordClass::InstrumentNoun));
    let Some(noun) = noun else { return false };
    let of = (p.head + 1..noun).rev().find(|&i| doc.is_text(i, "of"));
    let first = of.map_or(noun, |o| if doc.is(o + 1, WordClass::Determiner) { o + 2 } else { o + 1 });
    event.name = Some(doc.phrase(&(first..noun + 1)));
    event.definite = false;
    true
}

/// Whether enough is told of it for an event of its type.
pub(super) fn keeps(site: &Site<'_>, event: &mut Event, acts: bool) -> bool {
    let Site { doc, s, range, p, gov, definite, margin, .. } = *site;
    let dated = event.date.is_some() || event.place.is_some();
    match event.kind {
        EventType::Visit => visit_fits(doc, event, p, s, range, acts),
        EventType::Signing | EventType::Adoption => document_fits(doc, event, p, range) && (dated || acts || margin),
        EventType::Establishment => {
            dated && (p.end..range.end.min(p.end + 9)).any(|i| doc.is(i, WordClass::InstitutionNoun))
        }
        // "the delegations conducted a tabletop exercise": held, though no day is told.
        EventType::Exercise => {
            event.name.is_some() && (acts || dated) || acts && (dated || gov.is_some() && !p.plural) || event.definite
        }
        // "the operation of the road", "co-operation", "the operation": only one with a name, or told of with its days.
        EventType::Operation => {
            let head = p.head;
            let part = doc.is_text(head + 1, "of")
                || head > range.start && doc.tokens[head - 1].word == rapporteur_lexicon::WordId::JOINER;
            // "Operation Northern Lights": by its name.
            let coded = doc.tokens[head].capital
                && doc.tokens.get(head + 1).is_some_and(|t| t.capital)
                && p.end > head + 1
                && (acts || event.date.is_some());
            let called = event.name.is_some() && event.date.is_some() && acts && !part;
            p.quoted && event.name.is_some() || called || coded || !part && acts && event.date.is_some() && !definite
        }
        EventType::Training => acts || dated && event.date.is_some() || event.definite,
        EventType::Call => acts || !event.parts.is_empty() || event.definite,
        _ => {
            acts || event.definite
                || margin && event.name.is_some()
                || event.date.is_some()
                || event.name.is_some() && dated
                // "After talks with Minister X": of talks there is no singular.
                || margin
                    && !event.parts.is_empty()
                    && (!p.plural || ["talks", "consultations", "negotiations"].iter().any(|w| doc.is_text(p.head, w)))
                || event.marker != Marker::None && acts
        }
    }
}

/// Whether it is only agreed on, without a day: an undertaking and no event yet.
pub(super) fn agreed_only(site: &Site<'_>, event: &Event) -> bool {
    let Site { doc, s, p, gov, range, .. } = *site;
    // "agreed to hold consultations": an undertaking; without a date it is no event yet.
    gov.is_some_and(|g| g > range.start && doc.is_text(g - 1, "to"))
        && event.status == Status::Scheduled
        && event.date.as_ref().is_none_or(|d| {
            // "agreed to begin negotiations this year".
            let coarse = d.start.zip(d.end).is_none_or(|(start, end)| rapporteur_schema::add_days(start, 300) < end);
            coarse && p.determiner.is_empty() && p.name.is_none() && event.place.is_none()
        })
        || doc.block_of(s).kind == rapporteur_text::BlockKind::ListItem && event.date.is_none()
}

/// Whether it recurs or is only spoken of in general.
pub(super) fn general(site: &Site<'_>, event: &Event, acts: bool) -> bool {
    let Site { doc, p, before, .. } = *site;
    // "After talks in Oslo with Minister X, Minister Y announced": talks with somebody by name.
    let after = before.is_some_and(|b| ["after", "following"].iter().any(|w| doc.is_text(b, w)))
        && event.parts.iter().any(|x| doc.mentions[x.mention].kind == MentionKind::Person);
    // Things that recur or are only spoken of in general.
    p.determiner.is_empty() && event.name.is_none() && !acts && !after && event.date.is_none()
        || (p.start..p.head).any(|i| doc.is_text(i, "annual") || doc.is_text(i, "regular"))
            && p.plural
            && !(acts && event.date.is_some())
}
