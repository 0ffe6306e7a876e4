//! Candidates from verbs: "met with", "signed", "visited", "handed over".

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode, Role, Salience, Status};
use rapporteur_text::{BlockKind, TokenKind};

use super::{parts_of, same_part, when};
use crate::model::{Edge, Event, Marker};
use crate::syntax::{Subject, negated, objects, subject};

/// An empty candidate of a rule.
pub(super) fn blank(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Event {
    let block = doc.block_of(s).kind;
    Event {
        rule: rule.id.clone(),
        kind: EventType::parse(&rule.event_type).unwrap_or(EventType::Meeting),
        format: rule.format.clone(),
        name: None,
        status: rule.status.as_deref().and_then(Status::parse).unwrap_or(Status::Held),
        salience: Salience::Referenced,
        sentence: s,
        trigger,
        date: None,
        basis: None,
        date_text: None,
        place: None,
        place_basis: None,
        mode: rule.mode.as_deref().and_then(Mode::parse).unwrap_or(Mode::Unknown),
        parts: Vec::new(),
        parent: None,
        marker: Marker::None,
        definite: false,
        headline: block == BlockKind::Headline,
        aside: block == BlockKind::Background,
        enclosing: false,
        parties: None,
        days: None,
        edge: Edge::None,
        steps: Vec::new(),
    }
}

fn role(name: Option<&String>) -> Role {
    name.and_then(|n| Role::parse(n)).unwrap_or(Role::Participant)
}

/// Whether a mention can take part in talks.
fn human(doc: &Annotated<'_>, m: usize) -> bool {
    matches!(
        doc.mentions[m].kind,
        MentionKind::Person
            | MentionKind::Office
            | MentionKind::Group
            | MentionKind::Parties
            | MentionKind::Pronoun
            | MentionKind::Nominal
    )
}

fn actor(doc: &Annotated<'_>, m: usize) -> bool {
    human(doc, m)
        || matches!(
            doc.mentions[m].kind,
            MentionKind::State | MentionKind::Organization | MentionKind::Body | MentionKind::Government
        )
}

pub(super) fn candidates(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Vec<Event> {
    let range = doc.sentences[s].tokens.clone();
    // The verb itself, after auxiliaries the cue may begin with.
    let verb = (trigger.start..trigger.end)
        .find(|&i| !doc.is(i, WordClass::Be) && !doc.is(i, WordClass::Have) && !doc.is(i, WordClass::Modal))
        .unwrap_or(trigger.start);
    if negated(doc, range.start, verb) || doc.quoted[verb] && rule.event_type != "establishment" {
        return Vec::new();
    }
    let subj = subject(doc, &range, trigger.start);
    let passive =
        trigger.start > range.start && doc.is(trigger.start - 1, WordClass::Be) || doc.is(trigger.start, WordClass::Be);
    let mut event = blank(doc, s, rule, trigger.clone());
    if let Some(status) = planned(doc, &range, trigger.start) {
        event.status = status;
    }
    match event.kind {
        EventType::Meeting | EventType::Call => talks(doc, s, rule, event, &subj, passive, &range),
        EventType::Visit => visit(doc, s, event, &subj, &range),
        EventType::Signing | EventType::Adoption => document(doc, s, event, &subj, passive, &range),
        EventType::Establishment => opening(doc, s, event, &subj, passive, &range),
        EventType::Aid => aid(doc, s, event, &subj, &range),
        EventType::Appointment => appointment(doc, s, event, &subj, passive, &range),
        EventType::Operation => operation(doc, s, event, &subj, &range),
        EventType::Conference => address(doc, s, event, &subj, &range),
        EventType::Statement => statement(doc, s, event, &range),
        _ => Vec::new(),
    }
}

/// What auxiliaries before the verb say of the status.
pub(super) fn planned(doc: &Annotated<'_>, range: &Range<usize>, verb: usize) -> Option<Status> {
    for k in (range.start.max(verb.saturating_sub(4))..verb).rev() {
        if doc.is(k, WordClass::FutureModal) {
            return Some(Status::Scheduled);
        }
        if !doc.is(k, WordClass::Adverb) && !doc.is(k, WordClass::Be) && !doc.is(k, WordClass::Have) {
            break;
        }
    }
    None
}

fn add(doc: &Annotated<'_>, event: &mut Event, s: usize, mentions: &[usize], role: Role) {
    let rule = event.rule.clone();
    for &m in mentions {
        let they = doc.mentions[m].kind == MentionKind::Pronoun && doc.mentions[m].entities.is_empty();
        if doc.mentions[m].kind == MentionKind::Parties || they {
            event.parties = Some((m, role));
        }
        for part in parts_of(doc, s, m, role, &rule) {
            event.add(part, |a, b| same_part(doc, a, b));
        }
    }
}

fn talks(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let id = rule.id.as_str();
    let trigger = event.trigger.clone();
    let received_by = rule.object.as_deref() == Some("host");
    if passive && !received_by {
        return Vec::new();
    }
    let mut objs = objects(doc, trigger.end, range.end);
    objs.retain(|&m| actor(doc, m));
    let after = trigger.end;
    let with = (after..range.end.min(after + 14))
        .take_while(|&i| !crate::syntax::is_verb(doc, i))
        .any(|i| doc.is_text(i, "with"));
    let subject_mentions: Vec<usize> = subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect();
    match id {
        // "spoke today with X"; without "with" it is a speech.
        _ if id.ends_with("speak") => {
            let to = doc.is_text(after, "to")
                || doc.is_text(after + 1, "to") && doc.dates.iter().any(|d| d.tokens.start == after);
            let several = subject_mentions
                .iter()
                .filter(|&&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office))
                .count()
                > 1;
            let addressed = (with || to) && objs.iter().any(|&m| human(doc, m));
            // "A and B spoke today about …": a call between them; "spoke at the opening" is none.
            let between = several && !addressed && !["at", "in", "during"].iter().any(|w| doc.is_text(after, w));
            if between {
                objs.clear();
            } else if !addressed {
                return Vec::new();
            }
        }
        _ if id.ends_with("ring") => {
            let direct = doc
                .mention_of
                .get(after)
                .copied()
                .flatten()
                .filter(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office));
            let Some(first) = direct else { return Vec::new() };
            if !subject_mentions.iter().any(|&m| human(doc, m))
                || doc.is_text(doc.mentions[first].tokens.end, "to")
                    && crate::syntax::is_verb(doc, doc.mentions[first].tokens.end + 1)
            {
                // "called X to express": a call; "called on X to act" never comes here.
            }
        }
        _ if id.ends_with("receive") => {
            // Whoever is received is a person or delegation, named right after the verb.
            let direct = (after..range.end.min(after + 4)).find_map(|i| doc.mention_of[i]).filter(|&m| human(doc, m));
            let Some(first) = direct else { return Vec::new() };
            let welcomed = !matches!(doc.word(trigger.start).to_ascii_lowercase().as_str(), "received" | "receives");
            let end = doc.mentions[first].tokens.end;
            let place_follows = (end..range.end.min(end + 6))
                .any(|i| doc.is_text(i, "to") || doc.is_text(i, "at") || doc.is_text(i, "in"));
            let person_subject = subject_mentions.iter().any(|&m| human(doc, m));
            let place_follows = place_follows
                || (end..range.end.min(end + 8)).any(|i| {
                    doc.is_text(i, "for")
                        && (i..range.end.min(i + 6)).any(|k| doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word))
                });
            if !person_subject
                || doc.is_possessive(end)
                || welcomed
                    && !(place_follows && matches!(doc.mentions[first].kind, MentionKind::Person | MentionKind::Group))
            {
                return Vec::new();
            }
        }
        _ if id.ends_with("hold-with")
            && (!with || objs.is_empty()) => {
                // "A and B held talks": the noun rule takes it.
                return Vec::new();
            }
        _ => {}
    }
    if rule.event_type == "call" && video(doc, range) {
        event.mode = Mode::Video;
    }
    let host = role(rule.subject.as_ref());
    let other = role(rule.object.as_ref());
    let alone = objs.is_empty();
    let plural_subject = subject_mentions.len() > 1
        || subject_mentions.iter().any(|&m| {
            matches!(doc.mentions[m].kind, MentionKind::Group | MentionKind::Parties)
                || doc.mentions[m].entities.len() > 1
        })
        || subject_mentions.iter().any(|&m| matches!(doc.mentions[m].kind, MentionKind::Body))
        || matches!(subj, Subject::Noun(n) if doc.is(*n, WordClass::GroupHead) || doc.is(*n, WordClass::BodyHead))
        || subject_mentions.iter().any(|&m| {
            doc.mentions[m].kind == MentionKind::Pronoun && doc.is_text(doc.mentions[m].tokens.start, "they")
        });
    if alone && !plural_subject {
        return Vec::new();
    }
    if subject_mentions.is_empty() && !received_by && objs.iter().all(|&m| !human(doc, m)) {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    // A body that met is a session of it.
    if alone
        && subject_mentions.len() == 1
        && doc.mentions[subject_mentions[0]].kind == MentionKind::Body
        && event.kind == EventType::Meeting
    {
        event.kind = EventType::Conference;
    }
    add(doc, &mut event, s, &subject_mentions, host);
    if let Subject::Noun(_) = subj {
        event.definite = alone;
    }
    let split = separate(doc, &objs, s, &trigger);
    if split {
        return objs
            .iter()
            .map(|&m| {
                let mut one = event.clone();
                let at = doc.mentions[m].tokens.clone();
                one.trigger = trigger.start..trigger.end;
                one.steps.push((
                    "participants".into(),
                    doc.phrase(&at),
                    "one meeting for each named office-holder of one government".into(),
                ));
                add(doc, &mut one, s, &[m], other);
                one
            })
            .collect();
    }
    add(doc, &mut event, s, &objs, other);
    vec![event]
}

/// Whether the objects were met one by one: named holders of different offices of one state or organisation, on a visit or
/// in "meetings".
fn separate(doc: &Annotated<'_>, objs: &[usize], s: usize, trigger: &Range<usize>) -> bool {
    if objs.len() < 2 {
        return false;
    }
    let plural = trigger.clone().any(|i| doc.is_text(i, "meetings") || doc.is_text(i, "talks"));
    let range = &doc.sentences[s].tokens;
    let on_visit = (range.start..trigger.start)
        .any(|i| doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "visit"));
    let also = (range.start..trigger.end).any(|i| doc.is_text(i, "also") || doc.is_text(i, "separately"));
    let sides: Vec<_> = objs
        .iter()
        .map(|&m| {
            let mention = &doc.mentions[m];
            let entity = mention.entity()?;
            mention
                .office
                .as_ref()
                .and_then(|o| o.represents)
                .or_else(|| doc.entities.get(entity).represents())
                .and_then(|r| crate::sides::top(doc, r))
        })
        .collect();
    let persons = objs.iter().filter(|&&m| doc.mentions[m].kind == MentionKind::Person).count();
    let known: Vec<_> = sides.iter().flatten().collect();
    let one_side = known.windows(2).all(|w| w[0] == w[1]);
    (plural || on_visit && also) && persons >= 1 && one_side
}

/// Whether the sentence speaks of video.
pub(super) fn video(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| {
        doc.is(i, WordClass::VideoWord)
            && (doc.is_text(i, "virtual") || doc.is_text(i, "virtually") || !doc.is_text(i + 1, "statement"))
    })
}

fn visit(doc: &Annotated<'_>, s: usize, mut event: Event, subj: &Subject, range: &Range<usize>) -> Vec<Event> {
    let mentions: Vec<usize> = subj.mentions().iter().copied().filter(|&m| human(doc, m)).collect();
    if mentions.is_empty() {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    // Where to: the first place after the verb.
    let to = (event.trigger.end..range.end.min(event.trigger.end + 8)).find_map(|i| {
        let hit = rapporteur_normalize::place_at(doc, i)?;
        (hit.strong || doc.is(i - 1, WordClass::PlacePreposition)).then_some(hit)
    });
    let seat = (event.trigger.end..range.end.min(event.trigger.end + 4))
        .find_map(|i| doc.mention_of[i])
        .is_some_and(|m| matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body));
    let Some(place) = to else {
        if !seat {
            return Vec::new();
        }
        add(doc, &mut event, s, &mentions, Role::Participant);
        return vec![event];
    };
    event.place = Some(place);
    event.place_basis = Some("stated");
    let leaves = matches!(
        doc.word(event.trigger.start).to_ascii_lowercase().as_str(),
        "left" | "leaves" | "departed" | "departs"
    );
    if leaves || matches!(doc.word(event.trigger.start).to_ascii_lowercase().as_str(), "arrived" | "arrives") {
        event.edge = Edge::Start;
        event.status = Status::Ongoing;
    }
    add(doc, &mut event, s, &mentions, Role::Participant);
    vec![event]
}

/// The instrument after the verb or, in the passive, before it: `(tokens, name)`.
fn instrument(doc: &Annotated<'_>, from: usize, limit: usize) -> Option<(Range<usize>, Option<String>)> {
    let mut i = from;
    let mut steps = 0;
    while i < limit && steps < 12 {
        if doc.is(i, WordClass::InstrumentNoun)
            || doc.mention_of[i].is_some_and(|m| doc.mentions[m].kind == MentionKind::Programme)
        {
            let capital = doc.tokens[i].capital;
            let mut first = i;
            while first > from
                && (doc.tokens[first - 1].capital || doc.tokens[first - 1].kind == TokenKind::Number && capital)
            {
                first -= 1;
            }
            let mut end = doc.mention_of[i].map_or(i + 1, |m| doc.mentions[m].tokens.end);
            // "Memorandum of Understanding on …", "Protocol No. 47".
            let mut k = end;
            while k < limit {
                let token = &doc.tokens[k];
                let link = ["of", "on", "for", "and", "in", "the", "to", "between", "No", "."]
                    .iter()
                    .any(|w| doc.is_text(k, w));
                if token.capital || token.kind == TokenKind::Number {
                    k += 1;
                    end = k;
                } else if link && k < end + 3 {
                    k += 1;
                } else {
                    break;
                }
            }
            let name = (capital || end > i + 1 && doc.tokens[end - 1].capital).then(|| doc.phrase(&(first..end)));
            return Some((first..end, name));
        }
        if crate::syntax::is_verb(doc, i) && !doc.is(i, WordClass::Be) || matches!(doc.word(i), ";" | ":" | ".") {
            return None;
        }
        i += 1;
        steps += 1;
    }
    None
}

fn document(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let trigger = event.trigger.clone();
    let by = doc.is_text(trigger.end, "by")
        || (trigger.end..range.end.min(trigger.end + 12))
            .any(|i| doc.is_text(i, "by") && !doc.tokens[i].capital && i <= trigger.end + 10);
    let reduced = !passive && !subj_acts(doc, subj) && by;
    let concluded = trigger.len() > 2;
    if concluded {
        // What a gathering ended with was adopted on its last day.
        event.kind = EventType::Adoption;
        event.edge = Edge::End;
    }
    if !concluded && (passive || reduced || matches!(subj, Subject::Noun(_)) && !subj_acts(doc, subj)) {
        // "Three documents were signed by …", "an agreement signed by …", "which had been initialled in …".
        let before = (range.start..trigger.start).rev().take(30).find(|&i| doc.is(i, WordClass::InstrumentNoun));
        let Some(noun) = before else { return Vec::new() };
        let first = (range.start..=noun)
            .rev()
            .take_while(|&i| {
                doc.tokens[i].capital
                    || i == noun
                    || doc.is(i, WordClass::Preposition)
                    || doc.tokens[i].kind == TokenKind::Number
            })
            .last()
            .unwrap_or(noun);
        event.name = (doc.tokens[noun].capital || doc.tokens[first].capital)
            .then(|| doc.phrase(&(first..trigger.start.min(noun + 12))))
            .filter(|n| n.len() < 160);
        if by {
            let at = (trigger.end..range.end).find(|&i| doc.is_text(i, "by")).map_or(trigger.end, |i| i + 1);
            let signers = objects(doc, at, range.end);
            add(doc, &mut event, s, &signers, Role::Signatory);
        }
        when::attach(doc, &mut event, range);
        when::locate(doc, &mut event, range);
        event.aside |= relative_before(doc, range, trigger.start);
        return vec![event];
    }
    let found = if concluded { Some((trigger.clone(), None)) } else { instrument(doc, trigger.end, range.end) };
    let Some((tokens, name)) = found else { return Vec::new() };
    // "adopted a common approach to", "approved of": no instrument.
    event.name = name;
    let signers: Vec<usize> = subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect();
    if signers.is_empty() && !concluded {
        return Vec::new();
    }
    event.steps.push((
        "event_type".into(),
        event.kind.to_string(),
        format!("verb and instrument {:?}", doc.phrase(&tokens)),
    ));
    add(doc, &mut event, s, &signers, Role::Signatory);
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    event.aside |= relative_before(doc, range, trigger.start);
    // A second instrument under its own verb is found by that verb; "adopted A and approved B" are two.
    vec![event]
}

fn subj_acts(doc: &Annotated<'_>, subj: &Subject) -> bool {
    subj.mentions().iter().any(|&m| actor(doc, m))
}

/// Whether the verb stands in a relative clause, so that it tells of something else than the sentence does.
fn relative_before(doc: &Annotated<'_>, range: &Range<usize>, verb: usize) -> bool {
    (range.start.max(verb.saturating_sub(8))..verb)
        .rev()
        .take_while(|&i| !doc.is_text(i, ",") || i + 2 >= verb)
        .any(|i| doc.is(i, WordClass::Relative) && !doc.is_text(i, "that"))
}

fn opening(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let trigger = event.trigger.clone();
    let institution = (trigger.end..range.end.min(trigger.end + 9))
        .take_while(|&i| {
            !matches!(doc.word(i), "," | ";" | ":")
                && !crate::syntax::is_verb(doc, i)
                && !doc.is_text(i, "to")
                && !doc.is_text(i, "its")
        })
        .find(|&i| doc.is(i, WordClass::InstitutionNoun));
    let mentions: Vec<usize> = subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect();
    if passive || institution.is_none() {
        return Vec::new();
    }
    // "opened the meeting" and "opened its railways" are none: the object must be an institution.
    if doc.lexicon.event_nouns.contains_key(&doc.tokens[institution.unwrap_or(0)].word)
        && !doc.is_text(institution.unwrap_or(0), "mission")
    {
        return Vec::new();
    }
    if mentions.is_empty() {
        return Vec::new();
    }
    if trigger.clone().any(|i| doc.is(i, WordClass::FutureModal)) {
        event.status = Status::Scheduled;
    }
    let role = if event.status == Status::Held && doc.mentions[mentions[0]].kind == MentionKind::Parties {
        Role::Participant
    } else {
        Role::Organizer
    };
    add(doc, &mut event, s, &mentions, role);
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    event.aside |= relative_before(doc, range, trigger.start);
    vec![event]
}

fn aid(doc: &Annotated<'_>, s: usize, mut event: Event, subj: &Subject, range: &Range<usize>) -> Vec<Event> {
    let trigger = event.trigger.clone();
    let passive =
        doc.is(trigger.start, WordClass::Be) || trigger.start > range.start && doc.is(trigger.start - 1, WordClass::Be);
    // A chair handed over is an appointment, a person handed over neither.
    let chair = (trigger.end..range.end.min(trigger.end + 5))
        .any(|i| doc.lexicon.words.name(doc.tokens[i].word).starts_with("chair") || doc.is_text(i, "presidency"));
    let certificates = (trigger.end..range.end.min(trigger.end + 4))
        .any(|i| doc.is_text(i, "certificates") || doc.is_text(i, "archive") || doc.is_text(i, "letter"));
    if chair || certificates {
        return Vec::new();
    }
    if !passive {
        let givers: Vec<usize> = subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect();
        if givers.is_empty() {
            return Vec::new();
        }
        let person = doc.mentions[givers[0]].kind == MentionKind::Person;
        add(doc, &mut event, s, &givers, if person { Role::Participant } else { Role::Supporter });
    }
    if let Some(to) = (trigger.start..range.end).find(|&i| doc.is_text(i, "to") && i + 1 >= trigger.end) {
        let receivers: Vec<usize> =
            objects(doc, to + 1, range.end.min(to + 12)).into_iter().filter(|&m| actor(doc, m)).collect();
        add(doc, &mut event, s, &receivers, Role::Participant);
    }
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    vec![event]
}

fn appointment(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let trigger = event.trigger.clone();
    let mentions: Vec<usize> = subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect();
    if trigger.len() > 1 {
        // Hand-over of a chair: from the subject to the one after "to".
        add(doc, &mut event, s, &mentions, Role::Participant);
        let to = (trigger.end..range.end).rfind(|&i| doc.is_text(i, "to"));
        if let Some(to) = to {
            let receivers = objects(doc, to + 1, range.end.min(to + 6));
            add(doc, &mut event, s, &receivers, Role::Participant);
        }
    } else if passive {
        let named = mentions.iter().any(|&m| doc.mentions[m].kind == MentionKind::Person);
        if !named {
            return Vec::new();
        }
        add(doc, &mut event, s, &mentions, Role::Participant);
        if let Some(by) = (trigger.end..range.end).find(|&i| doc.is_text(i, "by")) {
            let organizers: Vec<usize> = objects(doc, by + 1, range.end.min(by + 14))
                .into_iter()
                .filter(|&m| {
                    doc.mentions[m].kind == MentionKind::Body || doc.mentions[m].kind == MentionKind::Organization
                })
                .collect();
            add(doc, &mut event, s, &organizers, Role::Organizer);
        }
    } else {
        let objs: Vec<usize> = objects(doc, trigger.end, range.end.min(trigger.end + 14))
            .into_iter()
            .filter(|&m| doc.mentions[m].kind == MentionKind::Person)
            .collect();
        if objs.is_empty() || mentions.is_empty() {
            return Vec::new();
        }
        add(doc, &mut event, s, &mentions, Role::Organizer);
        add(doc, &mut event, s, &objs[..1], Role::Participant);
    }
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    vec![event]
}

fn operation(doc: &Annotated<'_>, s: usize, mut event: Event, subj: &Subject, range: &Range<usize>) -> Vec<Event> {
    let mentions: Vec<usize> = subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect();
    if mentions.is_empty() {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    if event.date.is_none() {
        return Vec::new();
    }
    let words = doc.phrase(&event.trigger);
    if words.starts_with("plan") || words.starts_with("will") {
        event.status = Status::Scheduled;
    }
    if words.ends_with("since") {
        event.status = Status::Ongoing;
    }
    when::locate(doc, &mut event, range);
    event.aside = true;
    add(doc, &mut event, s, &mentions, Role::Participant);
    vec![event]
}

/// "will address the Council": a session of the body, with its speaker.
fn address(doc: &Annotated<'_>, s: usize, mut event: Event, subj: &Subject, range: &Range<usize>) -> Vec<Event> {
    let speakers: Vec<usize> = subj.mentions().iter().copied().filter(|&m| human(doc, m)).collect();
    let body = (event.trigger.end..range.end.min(event.trigger.end + 3))
        .find_map(|i| doc.mention_of[i])
        .filter(|&m| doc.mentions[m].kind == MentionKind::Body);
    let Some(body) = body.filter(|&m| !speakers.is_empty() && !doc.is_possessive(doc.mentions[m].tokens.end)) else {
        return Vec::new();
    };
    if event.trigger.clone().any(|i| doc.is(i, WordClass::FutureModal)) {
        event.status = Status::Scheduled;
    }
    add(doc, &mut event, s, &speakers, Role::Speaker);
    add(doc, &mut event, s, &[body], Role::Participant);
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    vec![event]
}

fn statement(doc: &Annotated<'_>, s: usize, mut event: Event, range: &Range<usize>) -> Vec<Event> {
    let issuers: Vec<usize> =
        objects(doc, event.trigger.end, range.end).into_iter().filter(|&m| actor(doc, m)).collect();
    if issuers.is_empty() {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    when::locate(doc, &mut event, range);
    add(doc, &mut event, s, &issuers, Role::Speaker);
    // The organisation whose statement it is: named before the noun.
    let owners: Vec<usize> = doc
        .mentions_in(&(range.start..event.trigger.start))
        .filter(|(_, m)| matches!(m.kind, MentionKind::Body | MentionKind::Organization))
        .map(|(i, _)| i)
        .collect();
    add(doc, &mut event, s, &owners, Role::Speaker);
    vec![event]
}
