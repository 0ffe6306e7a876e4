//! Meetings of several groups, told of together first and then one by one.

use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, EventType, Role, Status};

use crate::events::same_part;
use crate::model::{Event, Part};

/// How the trace of an event says that it was told of together with others like it.
pub(in crate::events) const TOGETHER: &str = "one of several meetings";

/// "A, B and C held the first meetings of the Steering Groups. The Group for X met on 9 May and the Group for Y on 14 May": the
/// states sat in each group, and the meetings told of together are no occasion besides.
pub(in crate::events) fn share_members(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    let state = |p: &Part| p.entity.is_some_and(|e| doc.entities.get(e).kind == ActorKind::State);
    let together = |e: &Event| {
        e.date.is_none()
            && !e.by_verb
            && e.kind == EventType::Meeting
            && e.format.as_deref().is_some_and(|noun| noun.ends_with('s'))
            && e.parts.iter().filter(|p| state(p)).count() > 1
    };
    let group = |e: &Event| {
        let body = |p: &Part| doc.mentions[p.mention].kind == MentionKind::Body || p.entity.is_none();
        e.by_verb
            && e.kind == EventType::Conference
            && e.date.is_some()
            && !e.parts.is_empty()
            && e.parts.iter().all(body)
    };
    let mut told = Vec::new();
    let several: Vec<usize> = (0..events.len()).filter(|&at| together(&events[at])).collect();
    for at in several {
        let near = |e: &Event| {
            let (from, to) = (events[at].sentence, e.sentence);
            from < to && to <= from + 2 && doc.sentences[from].block == doc.sentences[to].block
        };
        let single: Vec<usize> = (0..events.len()).filter(|&k| near(&events[k]) && group(&events[k])).collect();
        if single.len() < 2 {
            continue;
        }
        let members: Vec<Part> = events[at].parts.iter().filter(|p| state(p)).cloned().collect();
        for &k in &single {
            events[k].steps.push((
                "participants".into(),
                TOGETHER.into(),
                "the states told of before all of them".into(),
            ));
            for part in &members {
                events[k].add(Part { role: Role::Participant, ..part.clone() }, |a, b| same_part(doc, a, b));
            }
        }
        told.push(at);
    }
    for at in told.into_iter().rev() {
        events.remove(at);
    }
}

/// "We have convened to reaffirm our commitment to cooperation between A, B and C. On this occasion of the first Summit …": those
/// who issue the paper sat at the gathering it comes from, where nobody else did.
pub(in crate::events) fn seat_issuers(doc: &Annotated<'_>, events: &mut [Event]) {
    let gathering = |e: &&mut Event| {
        matches!(e.kind, EventType::Meeting | EventType::Conference)
            && !e.aside
            && !e.enclosing
            && matches!(e.status, Status::Held | Status::Ongoing)
            && e.sentence <= OPENING
    };
    let organ = |p: &Part| {
        let kind = p.entity.map(|e| doc.entities.get(e).kind);
        matches!(kind, Some(ActorKind::Organization | ActorKind::Body))
    };
    let Some(event) = events.iter_mut().find(gathering).filter(|e| e.parts.iter().all(organ)) else { return };
    for mention in crate::papers::among_us(doc) {
        crate::events::seat(doc, event, event.sentence, mention, Role::Participant, "role.sides");
    }
}

/// The last sentence that the opening of a paper reaches to.
const OPENING: usize = 8;

/// "The Presidents witnessed the signing of two agreements. The agreement on X was signed by A, and B signed the one on Y": one
/// signing each, at which those who witnessed them were.
pub(in crate::events) fn share_witnesses(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    let several = |e: &Event| {
        let range = doc.sentences[e.sentence].tokens.clone();
        let count = |i: usize| {
            doc.lexicon.numbers.get(&doc.tokens[i].word).is_some_and(|&n| n > 1) || doc.is_text(i, "several")
        };
        let behind = e.trigger.end..range.end.min(e.trigger.end + 4);
        e.kind == EventType::Signing && !e.by_verb && !e.aside && behind.into_iter().any(count)
    };
    let Some(at) = events.iter().position(several) else { return };
    let near = |e: &Event| {
        let (from, to) = (events[at].sentence, e.sentence);
        // One with a day of its own was signed on another occasion.
        let same_day = e.date.is_none() || e.date == events[at].date;
        e.kind == EventType::Signing && e.by_verb && from < to && to <= from + 3 && same_day && !e.aside
    };
    let each: Vec<usize> = (0..events.len()).filter(|&k| near(&events[k])).collect();
    if each.len() < 2 || events[at].parts.iter().any(|p| p.role == Role::Signatory) {
        return;
    }
    // Where they are known, "the two Heads of State" are nobody besides.
    let known = events[at].parts.iter().filter(|p| p.entity.is_some()).count() > 1;
    let there: Vec<Part> = events[at].parts.iter().filter(|p| p.entity.is_some() || !known).cloned().collect();
    for k in each {
        for part in &there {
            events[k].add(Part { role: Role::Participant, ..part.clone() }, |a, b| same_part(doc, a, b));
        }
    }
    events.remove(at);
}

/// "The Minister will host the Summit on 30 November. … This year's Summit will be an opportunity": the one told of before.
pub(in crate::events) fn drop_year_named(events: &mut Vec<Event>) {
    let days = |e: &Event| e.date.as_ref().and_then(|d| d.start.zip(d.end));
    let year = |e: &Event| {
        let long = days(e).is_some_and(|(start, end)| rapporteur_schema::add_days(start, 360) <= end);
        // The year stands right before the noun.
        let named = e.date_text.as_ref().is_some_and(|t| t.end <= e.trigger.start && e.trigger.start <= t.end + 1);
        named && long && !e.by_verb && e.format.is_some() && e.place.is_none() && e.parts.is_empty()
    };
    let told = |e: &Event, year: &Event| {
        let within = days(e).zip(days(year)).is_some_and(|((a, b), (from, to))| from <= a && a <= to && b < to);
        e.format == year.format && e.kind == year.kind && e.sentence < year.sentence && within
    };
    let again = |at: &usize| year(&events[*at]) && events.iter().any(|e| told(e, &events[*at]));
    let dropped: Vec<usize> = (0..events.len()).filter(again).collect();
    for at in dropped.into_iter().rev() {
        events.remove(at);
    }
}

/// "The members of the Initiative (ABC) met in Oslo. … At the Second ABC Summit, members reaffirmed": the name that a gathering told
/// of before goes by.
pub(in crate::events) fn name_gathering(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    let state = |p: &&Part| p.entity.is_some_and(|e| doc.entities.get(e).kind == ActorKind::State);
    let acronyms = |name: &str| -> Vec<String> {
        name.split_whitespace().filter(|w| rapporteur_text::is_acronym(w)).map(str::to_owned).collect()
    };
    let mut named = Vec::new();
    for at in 0..events.len() {
        let Some(name) = events[at].name.clone().filter(|_| events[at].enclosing && events[at].date.is_none()) else {
            continue;
        };
        let known = acronyms(&name);
        let told = |e: &Event| {
            let mut words = doc.sentences[e.sentence].tokens.clone();
            e.kind == EventType::Conference
                && e.by_verb
                && e.name.is_none()
                && e.sentence < events[at].sentence
                && e.parts.iter().filter(state).count() > 2
                && words.any(|i| known.iter().any(|acronym| doc.word(i) == acronym))
        };
        if let Some(k) = events.iter().position(told) {
            named.push((at, k, name));
        }
    }
    for (_, k, name) in &named {
        events[*k].name = Some(name.clone());
    }
    for (at, ..) in named.into_iter().rev() {
        events.remove(at);
    }
}

/// "had five separate calls with European leaders. She spoke individually with: A; B; …": the calls one by one are told instead.
pub(in crate::events) fn drop_counted(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    let split = |e: &Event| e.steps.iter().any(|x| x.0 == "participants");
    let counted = |e: &Event| {
        let words = e.trigger.start..(e.trigger.end + 3).min(doc.sentences[e.sentence].tokens.end);
        let plural = words.clone().any(|i| ["calls", "meetings", "conversations"].iter().any(|w| doc.is_text(i, w)));
        let several = words.clone().any(|i| {
            doc.is_text(i, "separate") || doc.lexicon.numbers.get(&doc.tokens[i].word).is_some_and(|&n| n > 1)
        });
        plural && several
    };
    let summed: Vec<usize> = (0..events.len())
        .filter(|&at| {
            let e = &events[at];
            let near = |o: &Event| {
                let (from, to) = (doc.sentences[e.sentence].block, doc.sentences[o.sentence].block);
                o.sentence > e.sentence && to <= from + 1
            };
            let one_by_one = events.iter().filter(|o| o.kind == e.kind && split(o) && near(o)).count();
            e.by_verb && !split(e) && counted(e) && one_by_one > 1
        })
        .collect();
    for at in summed.into_iter().rev() {
        events.remove(at);
    }
}
