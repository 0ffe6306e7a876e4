//! Events: triggers become candidates, candidates of one occurrence become one event, and the rest of the text adds to it.

mod assemble;
mod candidates;
mod clean;
mod kinds;
mod named;
mod noun;
mod operations;
mod place;
mod roles;
mod salience;
mod sections;
mod stages;
mod verb;
mod when;

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, EntityId, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, Attendance, EventType, Role, Salience, Status};

use crate::model::{Event, Part};
use crate::review::Cue;
use named::names_all;

/// The rule of sides that only the name of a gathering tells.
const SIDES: &str = "role.sides";

/// Finds all events of a document; `idle` takes the triggers of sentences in which none came to anything.
pub(crate) fn find<'a>(doc: &Annotated<'a>, idle: &mut Vec<Cue<'a>>) -> Vec<Event> {
    let mut candidates: Vec<Event> = Vec::new();
    for s in 0..doc.sentences.len() {
        candidates.extend(in_sentence(doc, s, idle));
    }
    candidates::drop_teasers(doc, &mut candidates);
    sections::days(doc, &mut candidates);
    candidates::name_others(&mut candidates);
    let mut events = assemble::assemble(doc, candidates);
    sections::rounds(doc, &mut events);
    when::planned_in_background(doc, &mut events);
    noun::theirs(doc, &mut events);
    noun::run_by(doc, &mut events);
    roles::add(doc, &mut events);
    kinds::convene(doc, &mut events);
    kinds::face_to_face(doc, &mut events);
    stages::add(doc, &mut events);
    when::lasts(doc, &mut events);
    place::leg::ceremonies(doc, &mut events);
    assemble::drop_summaries(doc, &mut events);
    assemble::complete_parties(doc, &mut events);
    assemble::name_groups(doc, &mut events);
    assemble::seat_travellers(doc, &mut events);
    assemble::seat_guests(doc, &mut events);
    assemble::seat_delegation(doc, &mut events);
    assemble::seat_witnesses(doc, &mut events);
    assemble::seat_principal(doc, &mut events);
    operations::seat_states(doc, &mut events);
    assemble::seat_issuers(doc, &mut events);
    assemble::share_members(doc, &mut events);
    assemble::share_witnesses(doc, &mut events);
    assemble::name_gathering(doc, &mut events);
    assemble::drop_counted(doc, &mut events);
    assemble::drop_year_named(&mut events);
    // Where a gathering issued it, the gathering is what the text is about.
    let introduced = || {
        verb::introduced(doc)
            .filter(|statement| !events.iter().any(|e| e.sentence == statement.sentence && !e.aside && !e.enclosing))
    };
    if let Some(statement) = verb::told_in_lead(doc).or_else(introduced) {
        let at = events.iter().position(|e| e.sentence >= statement.sentence).unwrap_or(events.len());
        events.insert(at, statement);
    }
    salience::decide(doc, &mut events);
    sections::primaries(doc, &mut events);
    // Where nothing else took place, or only what others did, the statement itself is the occasion.
    let primary = events.iter().position(|e| e.salience == Salience::Primary);
    // What a joint statement looks forward to is not what it was issued for.
    // Nor is what only came about before: "In March we established the Task Force".
    let ahead = |p: usize| {
        let gathering = matches!(
            events[p].kind,
            EventType::Meeting | EventType::Call | EventType::Conference | EventType::Visit | EventType::Signing
        );
        let earlier = !gathering
            && events[p].date.as_ref().and_then(|d| d.end).zip(doc.facts.published).is_some_and(|(end, day)| end < day);
        (matches!(events[p].status, Status::Scheduled | Status::Proposed) || earlier)
            && !events[p].headline
            && verb::joint(doc).is_some()
    };
    let others = primary
        .is_some_and(|p| verb::is_headed_so(doc, &events[p]) || ahead(p) || verb::is_statement_first(doc, &events[p]));
    if (primary.is_none() || others)
        && let Some(statement) =
            verb::issued(doc, primary.is_some()).or_else(|| verb::joint(doc).filter(|_| primary.is_none_or(ahead)))
    {
        if let Some(p) = primary {
            events[p].salience = Salience::Referenced;
        }
        events.push(statement);
    }
    when::inherit(doc, &mut events);
    clean::clean(doc, &mut events);
    events
}

/// "chaired the Foreign Ministers' Meeting", attended by those of five states: a conference.
fn widen(doc: &Annotated<'_>, events: &mut [Event]) {
    for event in events.iter_mut() {
        if event.kind == EventType::Meeting && !event.by_verb && of_many_states(doc, event) {
            event.kind = EventType::Conference;
        }
    }
}

/// Whether the people at a gathering speak for so many states that it is a conference.
fn of_many_states(doc: &Annotated<'_>, event: &Event) -> bool {
    // States and organisations count that a sentence of their own shows taking part.
    let people = event.parts.iter().filter_map(|p| p.entity.map(|e| (p, e))).filter(|(p, e)| {
        let kind = doc.entities.get(*e).kind;
        let shown = p.rule.starts_with("role.attend") && matches!(kind, ActorKind::State | ActorKind::Organization);
        kind == ActorKind::Person || shown
    });
    let people = people.map(|(_, e)| e);
    let mut states: Vec<EntityId> = people
        .filter_map(|e| crate::sides::top(doc, e))
        .filter(|&t| matches!(doc.entities.get(t).kind, ActorKind::State | ActorKind::Organization))
        .collect();
    states.sort();
    states.dedup();
    states.len() >= 4
}

/// All candidates of one sentence, in text order; a trigger inside a longer one is dropped.
fn in_sentence<'a>(doc: &Annotated<'a>, s: usize, idle: &mut Vec<Cue<'a>>) -> Vec<Event> {
    let range = doc.sentences[s].tokens.clone();
    let idle_before = idle.len();
    let mut found: Vec<Event> = Vec::new();
    let mut taken: Vec<(&EventRule, Range<usize>)> = Vec::new();
    for (rule, trigger) in triggers(doc, &range) {
        // A trigger inside one that came to something is part of it.
        let shadowed = taken.iter().any(|(by, o)| {
            o.start <= trigger.start
                && trigger.end <= o.end
                && (by.event_type == rule.event_type
                    || by.shape == "verb" && trigger.start > o.start
                    || o.start == trigger.start)
        });
        if shadowed {
            continue;
        }
        let events = match rule.shape.as_str() {
            "verb" => verb::candidates(doc, s, rule, trigger.clone()),
            "noun" => noun::candidate(doc, s, rule, trigger.clone()).into_iter().collect(),
            _ => Vec::new(),
        };
        if events.is_empty() {
            idle.push(Cue { rule: &rule.id, sentence: s, tokens: trigger });
        } else {
            taken.push((rule, trigger));
        }
        found.extend(events);
    }
    gathered_for(doc, &mut found);
    companions(doc, s, &range, &mut found);
    each_listed(doc, s, &mut found);
    if !found.is_empty() {
        idle.truncate(idle_before);
    }
    found.sort_by_key(|e| e.trigger.start);
    found
}

/// "The Ministers of A and B met in Osh for the 20th Ministerial Meeting": one gathering, told by a verb and by its name.
fn gathered_for(doc: &Annotated<'_>, found: &mut Vec<Event>) {
    let told = |v: &Event, n: &Event| {
        let between = v.trigger.end..n.trigger.start;
        let title = |i: usize| {
            let t = &doc.tokens[i];
            t.capital
                || t.kind != rapporteur_text::TokenKind::Word
                || doc.is(i, WordClass::Determiner)
                || doc.is(i, WordClass::OrdinalWord)
                || doc.is(i, WordClass::English) && !doc.is(i, WordClass::Preposition)
        };
        // "Senior officials gathered in Oslo on 8 June for the fourth meeting of the Committee".
        let gathered = doc.is_text(v.trigger.start, "gathered") && n.parts.iter().any(|p| p.role == Role::Organizer);
        v.by_verb
            && v.kind == EventType::Meeting
            && (v.parts.len() > 1 || gathered)
            && !n.by_verb
            && matches!(n.kind, EventType::Conference | EventType::Meeting)
            && (doc.tokens[n.trigger.start].capital || gathered)
            && n.status == v.status
            && (n.date.is_none() || n.date == v.date)
            && between.clone().rev().take_while(|&i| title(i) || doc.is_text(i, "for")).any(|i| {
                // "met with X in preparation for the Summit", "to prepare for the Summit": what comes later.
                doc.is_text(i, "for")
                    && !doc.is(i - 1, WordClass::ProspectNoun)
                    && !between.clone().any(|k| doc.is_text(k, "to") || crate::syntax::is_verb(doc, k))
            })
    };
    let pair = (0..found.len())
        .flat_map(|v| (0..found.len()).map(move |n| (v, n)))
        .find(|&(v, n)| v != n && told(&found[v], &found[n]));
    let Some((v, n)) = pair else { return };
    let name = found[n].name.clone();
    // Two persons or states who meet for a dialogue hold talks, whatever it is called.
    let one =
        |p: &Part| p.entity.map(|e| doc.entities.get(e)).is_some_and(|e| e.is_human() || e.kind == ActorKind::State);
    let two = found[v].parts.len() == 2 && found[v].parts.iter().all(one);
    let kind = if two { found[v].kind } else { found[n].kind };
    let format = found[n].format.clone();
    let gathered = doc.is_text(found[v].trigger.start, "gathered");
    let organizers: Vec<Part> =
        found[n].parts.iter().filter(|p| gathered && p.role == Role::Organizer).cloned().collect();
    let event = &mut found[v];
    if gathered {
        event.parts.iter_mut().for_each(|p| p.role = Role::Participant);
    }
    for part in organizers {
        event.add(part, |a, b| same_part(doc, a, b));
    }
    event.kind = kind;
    event.name = event.name.take().or(name);
    event.format = event.format.take().or(format);
    found.remove(n);
}

/// "witnessed the signing of the following instruments: – Agreement on …; – MoU on …": one event for each.
fn each_listed(doc: &Annotated<'_>, s: usize, found: &mut Vec<Event>) {
    let paper = |e: &Event| matches!(e.kind, EventType::Signing | EventType::Adoption);
    let Some(at) = found.iter().rposition(paper) else { return };
    let items = verb::listed(doc, s);
    if items.is_empty() {
        return;
    }
    let event = found.remove(at);
    found.extend(items.into_iter().map(|(sentence, tokens)| {
        let mut own =
            Event { name: Some(doc.phrase(&tokens)), sentence, trigger: tokens, definite: false, ..event.clone() };
        signers(doc, &mut own);
        own
    }));
}

/// "– Agreement on X (by A and B)", "– Memorandum on Y, signed by A and B": who put his name to the paper of an item.
fn signers(doc: &Annotated<'_>, event: &mut Event) {
    let (s, range) = (event.sentence, doc.sentences[event.sentence].tokens.clone());
    let signed = range.clone().find(|&i| doc.is_text(i, "signed") && doc.is_text(i + 1, "by")).map(|i| i + 1);
    // "– Programme of Cooperation for 2014–2020, by Minister A and Minister B".
    let behind = || (range.start + 2..range.end).rfind(|&i| doc.is_text(i, "by") && doc.is_text(i - 1, ","));
    let by = signed
        .or((event.trigger.end..range.end.min(event.trigger.end + 4)).find(|&i| doc.is_text(i, "by")))
        .or_else(behind);
    let by: Vec<usize> = by.map(|by| crate::syntax::objects(doc, by + 1, range.end)).unwrap_or_default();
    // "– Agreement between the Government of A and the Government of B on X": both, where nobody is said to have signed it.
    let between = event.trigger.clone().find(|&i| doc.is_text(i, "between")).filter(|_| by.is_empty());
    let sides = between.map(|at| crate::syntax::objects(doc, at + 1, event.trigger.end)).unwrap_or_default();
    let actor =
        |m: &usize| matches!(doc.mentions[*m].kind, MentionKind::State | MentionKind::Body | MentionKind::Organization);
    let sides: Vec<usize> = sides.into_iter().filter(actor).collect();
    let named = event.parts.iter().any(|p| p.role == Role::Signatory);
    for m in by.into_iter().chain(sides.into_iter().filter(|_| !named)) {
        if doc.mentions[m].kind == MentionKind::Parties && event.parties.is_none() {
            event.parties = Some((m, Role::Signatory));
        }
        seat(doc, event, s, m, Role::Signatory, "signing.list");
    }
}

/// "together with X", "along with X", "accompanied by X", "in the presence of X": whoever was there besides, in the sentence
/// that tells of the event.
fn companions(doc: &Annotated<'_>, s: usize, range: &Range<usize>, events: &mut [Event]) {
    for i in range.clone() {
        if !doc.is(i, WordClass::CompanionWord) || doc.quoted[i] {
            continue;
        }
        let Some(link) = (i + 1..range.end.min(i + 4))
            .find(|&k| ["with", "by", "of"].iter().any(|w| doc.is_text(k, w)))
            .or((doc.is_text(i, "alongside")).then_some(i))
        else {
            continue;
        };
        // "in the presence of the two Presidents": those spoken of before.
        let both = (link + 1..range.end.min(link + 4))
            .find_map(|k| doc.mention_of[k])
            .filter(|&m| doc.mentions[m].kind == MentionKind::Parties && doc.is_text(i, "presence"));
        if let Some(m) = both {
            for event in events.iter_mut().filter(|e| e.kind == EventType::Signing && e.parties.is_none()) {
                event.parties = Some((m, Role::Participant));
            }
            continue;
        }
        // "together with the Fund" under an organiser's verb is the organiser rule's.
        // But "UNODC, together with the Customs Service, opened a centre": both of them.
        let opened = doc.is_text(link, "with")
            && events
                .iter()
                .any(|e| e.kind == EventType::Establishment && e.by_verb && !e.parts.is_empty() && !e.aside);
        let people: Vec<usize> = crate::syntax::objects(doc, link + 1, range.end)
            .into_iter()
            .filter(|&m| {
                matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office)
                    || opened && matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization)
            })
            .collect();
        if people.is_empty() || doc.mentions[people[0]].tokens.start > link + 4 {
            continue;
        }
        // "travelled to X, where, together with Y, she opened": what the clause tells of, not the journey.
        let clause = (range.start..i).rev().find(|&k| doc.is_text(k, "where"));
        let inside = |e: &Event| clause.is_some_and(|at| e.trigger.start > at);
        let fits = |e: &Event| !e.enclosing && !e.aside && !e.parts.is_empty();
        let own = events.iter().any(|e| fits(e) && inside(e));
        let nearest =
            events.iter_mut().filter(|e| fits(e) && (!own || inside(e))).min_by_key(|e| e.trigger.start.abs_diff(i));
        let Some(event) = nearest else { continue };
        // "will co-chair the meeting together with X".
        let chairs = (range.start..i).any(|k| {
            let co = doc.word(k).starts_with("co-") && doc.is(k, WordClass::Light);
            co || doc.is_text(k, "co") && doc.is(k + 2, WordClass::ChairVerb)
        });
        let role = match event.kind {
            EventType::Meeting | EventType::Conference if chairs => Role::Chair,
            EventType::Establishment
                if matches!(doc.mentions[people[0]].kind, MentionKind::Body | MentionKind::Organization) =>
            {
                Role::Organizer
            }
            EventType::Signing if !doc.is_text(i, "presence") && !doc.is_text(i, "accompanied") => Role::Signatory,
            _ => Role::Participant,
        };
        for m in people {
            seat(doc, event, s, m, role, "role.companion");
        }
    }
}

/// Rule matches in a range of tokens, longest first at each start.
fn triggers<'a>(doc: &Annotated<'a>, range: &Range<usize>) -> Vec<(&'a EventRule, Range<usize>)> {
    let lexicon = doc.lexicon;
    let view = doc.view(range.clone());
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for i in range.clone() {
        for (r, c) in lexicon.event_index.candidates(doc.tokens[i].word) {
            let rule = &lexicon.events[r];
            if rule.shape == "role" || rule.shape == "stance" {
                continue;
            }
            if let Some(end) = rule.cues[c].match_at(&view, i - range.start) {
                found.push((r, i..range.start + end));
            }
        }
    }
    found.sort_by_key(|(r, t)| (t.start, std::cmp::Reverse(t.end), *r));
    found.dedup();
    found.into_iter().map(|(r, t)| (&lexicon.events[r], t)).collect()
}

/// The parts a mention brings into an event in a role: persons and actors as such, groups under their own words, and the
/// parties it points to.
pub(crate) fn parts_of(doc: &Annotated<'_>, s: usize, mention: usize, role: Role, rule: &str) -> Vec<Part> {
    let m = &doc.mentions[mention];
    let part = |entity: Option<EntityId>| Part {
        mention,
        entity,
        role,
        attendance: Attendance::Stated,
        sentence: s,
        rule: rule.to_owned(),
    };
    // "at the Security Council under the President of X": whose council it is.
    let start = m.tokens.start;
    let owner = start > 2
        && (doc.is_text(start - 1, "under") && doc.is(start - 2, WordClass::BodyHead)
            || doc.is_text(start - 2, "under")
                && doc.is(start - 1, WordClass::Determiner)
                && doc.is(start - 3, WordClass::BodyHead));
    if owner {
        return Vec::new();
    }
    match m.kind {
        MentionKind::Person
        | MentionKind::State
        | MentionKind::Organization
        | MentionKind::Body
        | MentionKind::Government => m.entities.iter().map(|&e| part(Some(e))).collect(),
        MentionKind::Office => match m.entity() {
            Some(e) => vec![part(Some(e))],
            None => vec![part(None)],
        },
        MentionKind::Pronoun | MentionKind::Nominal | MentionKind::Parties => {
            m.entities.iter().map(|&e| part(Some(e))).collect()
        }
        // "consultations at the level of deputy ministers": a rank, not people.
        MentionKind::Group
            if m.tokens.start > 3
                && m.within.is_empty()
                && (m.tokens.start - 3..m.tokens.start).any(|i| doc.is_text(i, "level")) =>
        {
            Vec::new()
        }
        MentionKind::Group => {
            let mut parts = vec![part(None)];
            // "instructors of the Border School": people by their profession, whose school is not there itself.
            let own = |&e: &EntityId| doc.entities.get(e).kind != ActorKind::State;
            // "the members of the Security Council": all of it.
            let all = m.count.is_none() && doc.is_text(start, "members") && start > 0 && doc.is_text(start - 1, "the");
            // "experts from UNODC, the OSCE and the CIS": whom several organisations sent speak for them.
            let lent = m.count.is_none()
                && m.within.len() >= 2
                && m.within
                    .iter()
                    .all(|&e| doc.entities.get(e).kind == ActorKind::Organization || of_organization(doc, e))
                && m.tokens.clone().nth(1).is_some_and(|i| doc.is_text(i, "from"));
            let sent = all || lent || m.tokens.clone().any(|i| doc.is(i, WordClass::DelegateWord));
            // "trainers from Poland", "experts from Italy spoke": who teaches or speaks does so by profession.
            let teaches = role == Role::Speaker
                || m.tokens.clone().any(|i| ["trainers", "instructors"].iter().any(|w| doc.is_text(i, w)));
            if names_all(doc, mention) && (sent || !teaches && !m.within.iter().all(own)) {
                parts.extend(m.within.iter().map(|&e| part(Some(e))));
                // "representatives of the Red Cross": the organisation itself, not a group beside it.
                // "contingents of A, B and C": with three and more it is the states that are named.
                let organizations = m.within.len() == 2
                    && m.count.is_none()
                    && m.within.iter().all(|&e| doc.entities.get(e).kind != ActorKind::State);
                if m.within.len() >= 3 || organizations {
                    parts.remove(0);
                } else if m.within.len() == 1
                    && m.count.is_none()
                    && doc.entities.get(m.within[0]).kind != ActorKind::State
                {
                    parts.remove(0);
                }
            }
            parts
        }
        _ => Vec::new(),
    }
}

/// Whether an actor is a body that belongs to an organisation: the Anti-Terrorism Centre of the CIS.
fn of_organization(doc: &Annotated<'_>, entity: EntityId) -> bool {
    doc.entities.get(entity).kind == ActorKind::Body
        && crate::sides::top(doc, entity).is_some_and(|top| doc.entities.get(top).kind == ActorKind::Organization)
}

/// Seats whoever a mention brings at an event; one who sits there already keeps the weightier role.
pub(crate) fn seat(doc: &Annotated<'_>, event: &mut Event, s: usize, mention: usize, role: Role, rule: &str) {
    for part in parts_of(doc, s, mention, role, rule) {
        event.add(part, |a, b| same_part(doc, a, b));
    }
}

/// The type of event that the noun at token `i` names: "seminar", the "table" of "round table".
pub(crate) fn event_noun<'a>(doc: &Annotated<'a>, i: usize) -> Option<&'a str> {
    let round = doc.is_text(i, "table") && i > 0 && doc.is_text(i - 1, "round");
    let word = doc.tokens.get(i)?.word;
    doc.lexicon.event_nouns.get(&word).map(String::as_str).or(round.then_some("conference"))
}

/// What a ceremony is held for: things handed over, signed, opened, offices taken up.
fn ceremonial(kind: EventType) -> bool {
    matches!(kind, EventType::Aid | EventType::Signing | EventType::Appointment | EventType::Establishment)
}

/// Whether two parts mean the same actor.
pub(crate) fn same_part(doc: &Annotated<'_>, a: &Part, b: &Part) -> bool {
    match (a.entity, b.entity) {
        (Some(x), Some(y)) => x == y,
        (None, None) => {
            let text = |p: &Part| rapporteur_text::fold(&doc.phrase(&doc.mentions[p.mention].tokens));
            a.mention == b.mention || text(a) == text(b)
        }
        _ => false,
    }
}

/// Types that one occurrence may be called by in turn.
pub(crate) fn compatible(a: EventType, b: EventType) -> bool {
    use EventType::*;
    a == b
        || matches!(
            (a, b),
            (Meeting, Conference)
                | (Conference, Meeting)
                | (Meeting, Call)
                | (Call, Meeting)
                | (Training, Conference)
                | (Conference, Training)
        )
}
