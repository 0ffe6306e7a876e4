//! What the clause around an event noun says of it: the verb before it, the predicate behind it, whom it seats.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role, Status};

use super::arguments::{before_relative, companion, complements, relative_clause};
use super::hyphen::joined_participle;
use super::predicate::{governor_role, infinitive_plan, journey_planned, predicate_status, verb_group};
use super::{Site, company};
use crate::events::verb::planned;
use crate::events::{place, roles, seat, when};
use crate::model::{Event, Marker};
use crate::syntax::{is_verb, objects, subject};

/// When and where the phrase and its clause put it.
pub(super) fn attach(site: &Site<'_>, event: &mut Event) {
    let Site { doc, range, p, gov, definite, .. } = *site;
    when::attach_phrase(doc, event, range, p.start, p.end);
    place::locate_phrase(doc, event, range, p.start, p.end);
    // "the 2021 Security Dialogue": the year is its date, unless it is this year's.
    if let Some(year) = event.name.as_deref().and_then(|n| n.split(' ').next()).and_then(|w| w.parse::<i16>().ok())
        && event.date.is_none()
        && (1945..2100).contains(&year)
        && doc.facts.published.is_some_and(|p| p.year() != year)
    {
        event.date = rapporteur_schema::DateSpan::year(year);
        event.basis = event.date.as_ref().map(|_| rapporteur_schema::vocabulary::DateBasis::Explicit);
    }
    // "informed the Meeting on the works in X": what it heard about.
    if definite && gov.is_some_and(|g| doc.is(g, WordClass::Reporting)) {
        event.place = None;
        event.place_basis = None;
        event.date = None;
        event.date_text = None;
    }
}

/// So many words at most stand between a journey and what it is for.
const JOURNEY: usize = 14;

/// What the verb before the noun says: that it happened, its status, and who acted. Whether there is such a verb.
pub(super) fn governed(site: &Site<'_>, event: &mut Event) -> bool {
    let Site { doc, s, rule, range, p, gov, .. } = *site;
    let kind = event.kind;
    let Some(g) = gov else { return false };
    let role = governor_role(doc, g, event, p);
    let mut subj = subject(doc, range, verb_group(doc, range.start, g));
    // "will travel to Oslo (in order) to attend the conference": whoever travels.
    if subj.mentions().is_empty()
        && g > range.start
        && doc.is_text(g - 1, "to")
        && let Some(journey) = (range.start..g)
            .rev()
            .take(JOURNEY)
            .find(|&i| doc.is(i, WordClass::TravelVerb) || doc.is(i, WordClass::LeaveVerb))
    {
        subj = subject(doc, range, verb_group(doc, range.start, journey));
    }
    if let Some(status) = planned(doc, range, g) {
        event.status = status;
    }
    if infinitive_plan(doc, range, g) || journey_planned(doc, range, g) {
        event.status = Status::Scheduled;
    }
    let passive = g > range.start && doc.is(g - 1, WordClass::Be);
    if !passive {
        // "thanked President X for hosting the summit": whom they thanked hosts.
        let thanked = (doc.word(g).ends_with("ing") && g > range.start + 1 && doc.is_text(g - 1, "for"))
            .then(|| doc.mention_of[g - 2])
            .flatten();
        // "The Centre and the Office held a seminar": both of them.
        let bodies = subj
            .mentions()
            .iter()
            .all(|&m| matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body));
        for &m in thanked.as_ref().map_or(subj.mentions(), std::slice::from_ref) {
            // "It was agreed to hold the next meeting": nobody.
            let it = &doc.mentions[m];
            let nobody = it.kind == MentionKind::Pronoun
                && doc.is_text(it.tokens.start, "it")
                && doc.is(it.tokens.end, WordClass::Be)
                && (it.tokens.end..g).any(|i| doc.is_text(i, "to") || doc.is_text(i, "that"));
            if nobody {
                continue;
            }
            // "Dushanbe hosted the dialogue" says where, not who.
            if role == Role::Host && doc.mentions[m].kind == MentionKind::Government {
                if let Some(hit) = rapporteur_normalize::place_at(doc, doc.mentions[m].tokens.start) {
                    event.place = Some(hit);
                    event.place_basis = Some("stated");
                }
                continue;
            }
            // "The Norwegian side informed that it will convene a meeting": that side, and not all of them.
            let one = it.kind == MentionKind::Pronoun && it.entities.is_empty() && doc.is_text(it.tokens.start, "it");
            if one {
                if let Some(teller) = teller(doc, range, it.tokens.start) {
                    seat(doc, event, s, teller, role, &rule.id);
                }
                continue;
            }
            // "the two Heads of State witnessed": those who had talked.
            let heads = it.kind == MentionKind::Group
                && it.within.is_empty()
                && doc.is_text(it.tokens.start, "heads")
                && (it.count == Some(2) || doc.is_text(it.tokens.start.saturating_sub(1), "two"));
            if heads && s > 0 {
                event.parties = Some((m, role));
                continue;
            }
            if doc.mentions[m].kind == MentionKind::Parties
                || doc.mentions[m].kind == MentionKind::Pronoun && doc.mentions[m].entities.is_empty()
            {
                event.parties = Some((m, role));
            }
            // "The working group held its first meeting": the body whose session it is.
            let own = p.determiner == "its" && doc.mentions[m].kind == MentionKind::Body;
            // "The Centre, in collaboration with X, concluded a course": who holds it with somebody.
            let shared = range.clone().any(|i| {
                ["collaboration", "cooperation", "partnership", "together", "jointly"].iter().any(|w| doc.is_text(i, w))
            });
            // "The Office conducted a training": an organisation that holds a course or seminar runs it.
            let runs = matches!(
                kind,
                EventType::Training | EventType::Conference | EventType::Exercise | EventType::Operation
            ) && matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body)
                && (subj.mentions().len() == 1 || matches!(p.determiner.as_str(), "a" | "an") && bodies)
                // "The Office opened a course", "The Centre concluded a course": so does one that begins or ends it.
                && (doc.is(g, WordClass::RunVerb)
                    || role == Role::Speaker && rapporteur_text::fold(doc.word(g)).starts_with("open")
                    || kind == EventType::Training && doc.is(g, WordClass::EndVerb) && shared);
            let role = if own && role == Role::Participant || runs { Role::Organizer } else { role };
            // "A and B attended the meeting as observers".
            let guest = (role == Role::Participant).then(|| roles::as_guest(doc, &(g..g + 1), range)).flatten();
            seat(doc, event, s, m, guest.unwrap_or(role), &rule.id);
        }
    }
    true
}

/// Who tells the clause that "that" opens right before the token `i`: the one subject of the verb of saying.
fn teller(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> Option<usize> {
    let that = (range.start..i).rev().take(CLAUSE).find(|&k| doc.is_text(k, "that"))?;
    let verb = that.checked_sub(1).filter(|&v| v >= range.start && is_verb(doc, v))?;
    match subject(doc, range, verb).mentions() {
        &[m] => Some(m),
        _ => None,
    }
}

/// So many words at most stand between "that" and the subject of its clause: "that in November 2014 it".
const CLAUSE: usize = 6;

/// Whether a conversation is told of by what those who had it talked about; they are seated.
pub(super) fn conversed(site: &Site<'_>, event: &mut Event) -> bool {
    let Site { doc, s, rule, range, p, gov, before, .. } = *site;
    let kind = event.kind;
    let mut talked = false;
    // "A and his counterpart B discussed the summit in a telephone conversation".
    let talks = kind == EventType::Meeting
        && p.name.is_none()
        && p.inside.is_empty()
        && before.is_some_and(|b| doc.is_text(b, "during"));
    if (kind == EventType::Call || talks)
        && gov.is_none()
        && event.parts.is_empty()
        && before.is_some_and(|b| ["in", "during", "by"].iter().any(|w| doc.is_text(b, w)))
        && (matches!(p.determiner.as_str(), "a" | "an") || talks && p.determiner.is_empty())
        && let Some(verb) = (range.start..p.start).find(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be))
    {
        // "was discussed today by A and B in a telephone conversation".
        let by = (verb..p.start)
            .find(|&i| doc.is_text(i, "by"))
            .filter(|_| doc.word(verb).ends_with("ed") && verb > range.start && doc.is(verb - 1, WordClass::Be));
        let people = match by {
            Some(by) => objects(doc, by + 1, p.start),
            None => subject(doc, range, verb).mentions().to_vec(),
        };
        let people: Vec<usize> = people
            .into_iter()
            .filter(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office))
            .collect();
        if people.len() >= 2 {
            talked = true;
            for m in people {
                seat(doc, event, s, m, Role::Participant, &rule.id);
            }
        }
    }
    talked
}

/// What the predicate behind the noun says: whether it tells of the event; nothing where the event recurs.
pub(super) fn predicated(site: &Site<'_>, event: &mut Event) -> Option<bool> {
    let Site { doc, range, p, gov, pred, .. } = *site;
    let aside_of = site.aside_of();
    let mut acts = false;
    // "On the sidelines of the exercise X held talks": the verb tells of the talks.
    // But "on the margins of the meeting, held on 3 May in Oslo" tells of the meeting itself.
    let reduced = |v: usize| {
        doc.is_text(v - 1, ",")
            && doc.is_text(v, "held")
            && ["on", "in", "at", "from"].iter().any(|w| doc.is_text(v + 1, w))
    };
    if let Some(v) = pred.filter(|&v| !aside_of || reduced(v)) {
        // What opens the sentence has its verb behind all that describes it.
        // "the meeting of the group on finalising the draft Programme of … for 2009–2011 was held.": so has a verb that closes it.
        let last = v + 4 >= range.end && doc.is(v, WordClass::Be);
        let close = v < p.end + if p.start <= range.start + 1 || last { 34 } else { 22 };
        // "is held regularly": no single occurrence.
        if (v..range.end.min(v + 6)).any(|i| doc.is(i, WordClass::RecurrentWord)) && event.date.is_none() {
            return None;
        }
        if close
            && (doc.is(v, WordClass::OccurVerb)
                || doc.is(v, WordClass::Be)
                || doc.is(v, WordClass::Modal)
                || doc.is(v, WordClass::Have)
                || doc.is(v, WordClass::Do)
                || doc.is(v, WordClass::Light))
        {
            acts = predicate_status(doc, range, v, event);
        }
    }
    // What was held already is not the next one any more: "held the next round of negotiations".
    // "On 14 May the next round took place".
    let over = pred.is_some_and(|v| {
        doc.is(v, WordClass::OccurVerb) && doc.word(v).ends_with("took") || {
            ["was", "were"].iter().any(|w| doc.is_text(v, w)) && doc.is_text(v + 1, "held")
        }
    });
    let past =
        event.date.as_ref().and_then(|d| d.end).zip(doc.facts.published).is_some_and(|(end, today)| end <= today);
    if event.marker == Marker::Next && (gov.is_some() || over && past) && event.status == Status::Held {
        event.marker = Marker::None;
    }
    Some(acts)
}

/// Seats whoever the clause puts at the occasion. Where the complements of the noun end, and whether a relative clause tells of it.
pub(super) fn seats(site: &Site<'_>, event: &mut Event, acts: &mut bool) -> (usize, bool) {
    let Site { doc, s, rule, range, p, gov, pred, before, definite, .. } = *site;
    let head = p.head;
    // "a gathering which X convened", "the conversation which X had with Y".
    let mut own_clause = relative_clause(doc, s, rule, event, p, p.end, range);
    // "the session of the Council of Commanders of the member states, which was held in X on 3 May".
    if !own_clause
        && !site.aside_of()
        && let Some(comma) = before_relative(doc, p.end.max(head + 1), range)
    {
        own_clause = relative_clause(doc, s, rule, event, p, comma, range);
        if own_clause && event.date_text.is_none() {
            when::attach_phrase(doc, event, range, comma, comma + 1);
        }
        if own_clause && event.place.is_none() {
            place::locate_phrase(doc, event, range, comma, comma + 1);
        }
    }
    *acts |= own_clause;
    // Whose session it is stands before the noun: "CSTO Permanent Council meeting".
    // "the India-Norway Joint Commission Meeting" is of the two, whom the name gives.
    if matches!(event.kind, EventType::Meeting | EventType::Conference) && !company::two_sided(doc, p) {
        for &m in &p.inside {
            if doc.mentions[m].kind == MentionKind::Body && Some(m) != doc.mention_of[head] {
                seat(doc, event, s, m, Role::Organizer, &rule.id);
            }
        }
    }
    // "took part in an IAEA training course": whose course it is.
    let hyphen = joined_participle(doc, p.start.min(head), head, range);
    if event.kind == EventType::Training {
        let whose =
            |m: &usize| doc.mentions[*m].kind == MentionKind::Organization && hyphen.is_none_or(|(h, _)| h != *m);
        for &m in p.inside.iter().filter(|m| whose(m)) {
            seat(doc, event, s, m, Role::Organizer, &rule.id);
        }
    }
    // "an INTERPOL-coordinated operation", "an EU-funded course": what whoever stands before the hyphen did for it.
    if let Some((m, role)) = hyphen {
        seat(doc, event, s, m, role, &rule.id);
    }
    company::sides(doc, s, event, p);
    // Whom it brings together: "between A and B", "of the Council", "with X".
    let mut limit = pred.unwrap_or(range.end).min(range.end);
    if limit <= head {
        limit = range.end;
    }
    // "held meetings on the sidelines of the Session in Dhaka with A and B": whom the meetings were with.
    // "in today's meeting, on the margins of the Assembly, the Ministers discussed": the Assembly is another event.
    if let Some(other) = (p.end.max(head + 1)..limit).find(|&i| doc.is(i, WordClass::MarginWord)) {
        limit = other.saturating_sub(2).max(head + 1);
    }
    if site.aside_of()
        && let Some(with) = (p.end.max(head + 1)..limit).find(|&i| doc.is_text(i, "with"))
    {
        limit = with;
    }
    let tail = complements(doc, s, rule, event, p, limit);
    // "the call between A and B" in a sentence about something else.
    event.aside |= tail.between && definite && !*acts;
    // "a meeting which follows the visits of X to Y": what went before.
    if let Some(b) = before.filter(|&b| doc.is_text(b, "follows") || doc.is_text(b, "followed")) {
        // "This followed X's meeting with Y" goes on with what was told.
        let goes_on = b == range.start + 1 && doc.is_text(range.start, "this") && p.owner.is_some();
        event.aside = !goes_on;
        *acts |= goes_on;
        event.status = Status::Held;
    }
    // "the talks to be held between the two Ministers".
    if doc.is_text(p.end, "to") && doc.is_text(p.end + 1, "be") && doc.is_text(p.end + 2, "held") {
        *acts = true;
        event.status = Status::Scheduled;
    }
    company::after_predicate(doc, s, rule, event, p, pred, range);
    company::own_session(doc, s, rule, event, p, range);
    if gov.is_none() && p.owner.is_none() && matches!(event.kind, EventType::Meeting | EventType::Call) {
        companion(doc, s, rule, event, p, range);
    }
    *acts |= company::brought(doc, s, rule, event, before, range);
    *acts |= company::drilled(doc, s, rule, event, before, range);
    *acts |= company::trained(doc, s, rule, event, before, range);
    // "The Session was preceded by a meeting of senior officials": it took place.
    let preceded = p.start > range.start + 2
        && doc.is_text(p.start - 1, "by")
        && ["preceded", "followed"].iter().any(|w| doc.is_text(p.start - 2, w))
        && doc.is(p.start - 3, WordClass::Be)
        && matches!(event.kind, EventType::Meeting | EventType::Conference);
    *acts |= preceded;
    // "visited X, followed by a visit to Y": the same people went on.
    let followed = p.start > range.start + 1 && doc.is_text(p.start - 1, "by") && doc.is_text(p.start - 2, "followed");
    if followed && event.kind == EventType::Visit {
        *acts = true;
        let verb = (range.start..p.start).find(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be));
        for &m in
            verb.map(|v| subject(doc, range, v)).iter().flat_map(|x| x.mentions().to_vec()).collect::<Vec<_>>().iter()
        {
            seat(doc, event, s, m, Role::Participant, &rule.id);
        }
    }
    if let Some(owner) = p.owner
        && matches!(event.kind, EventType::Visit | EventType::Meeting | EventType::Call | EventType::Signing)
        && !doc.mentions[owner].entities.is_empty()
    {
        seat(doc, event, s, owner, Role::Participant, &rule.id);
    }
    (tail.end, own_clause)
}
