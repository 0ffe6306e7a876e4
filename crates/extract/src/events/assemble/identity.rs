//! Whether two candidates tell of one occurrence.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::{EventType, Role, Status};

use super::again::{signed_again, told_goods};
use super::apart::{
    arrived_before, long_past, named_apart, named_gathering, other_owner, other_pair, others_gathering,
    own_counterpart, still_ahead, talks_told_last, then_at, whose_errand,
};
use crate::events::{compatible, same_part};
use crate::model::{Edge, Event, Marker};

/// Whether somebody received the second whom the first does not name.
fn other_receiver(e: &Event, c: &Event) -> bool {
    c.parts.iter().any(|p| p.entity.is_some() && e.parts.iter().all(|q| q.entity != p.entity))
}

/// Whether an aid event says who gave.
fn given(e: &Event) -> bool {
    e.parts.iter().any(|p| p.role == Role::Supporter)
}

/// Of so many who met, two who meet are another meeting.
const APART: usize = 4;

/// The event a candidate tells of again, if any.
pub(super) fn target(doc: &Annotated<'_>, events: &[Event], c: &Event) -> Option<usize> {
    if c.marker != Marker::None {
        return events
            .iter()
            .position(|e| e.marker == c.marker && e.kind == c.kind && e.sentence == c.sentence && near(e, c));
    }
    let by_name = c.name.as_ref().and_then(|name| {
        events.iter().rposition(|e| {
            e.name.as_ref().is_some_and(|n| same_name(n, name)) && compatible(e.kind, c.kind) && !conflict(e, c)
        })
    });
    if by_name.is_some() {
        return by_name;
    }
    // "A and B also discussed trade", after their call or meeting was told of: what they spoke about there.
    if c.rule.ends_with("discuss-between")
        && let Some(told) = events.iter().rposition(|e| {
            matches!(e.kind, EventType::Meeting | EventType::Call | EventType::Visit | EventType::Conference)
                && c.parts.iter().all(|p| e.parts.iter().any(|q| same_part(doc, p, q)))
        })
    {
        return Some(told);
    }
    // "The seminar ended today. … Experts from A and B gathered in the hall": those who came to it.
    let came =
        c.rule.ends_with("convene") && c.name.is_none() && c.date.is_none() && doc.is_text(c.trigger.start, "gathered");
    let hall = events.iter().rposition(|e| {
        came && matches!(e.kind, EventType::Conference | EventType::Training)
            && e.status == Status::Held
            && !e.aside
            && e.sentence < c.sentence
            && c.sentence <= e.sentence + 3
            && !other_town(e, c)
    });
    if hall.is_some() {
        return hall;
    }
    // "As part of his visit X will call on Y. … X is in Oslo from 24 to 25 November": the journey spoken of before.
    let known = events.iter().rposition(|e| {
        let shared = e.parts.is_empty() || c.parts.iter().any(|p| e.parts.iter().any(|q| same_part(doc, p, q)));
        e.kind == EventType::Visit
            && c.kind == EventType::Visit
            && c.by_verb
            && !e.by_verb
            && e.name.is_none()
            && e.date.is_none()
            && e.place.is_none()
            && shared
    });
    if known.is_some() {
        return known;
    }
    // "received X, who is on a visit. … The Norwegian delegation arrived yesterday": his.
    let delegation = events.iter().rposition(|e| {
        let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
        let his = |p: &crate::model::Part| {
            let side = p.entity.filter(|&x| doc.entities.get(x).is_human()).and_then(|x| crate::sides::top(doc, x));
            side.is_some() && c.parts.iter().all(|q| q.entity == side)
        };
        e.kind == EventType::Visit
            && c.kind == EventType::Visit
            && (e.by_verb && c.by_verb)
            && e.date.is_none()
            && c.date.is_some()
            && !c.parts.is_empty()
            && country(e).is_some()
            && country(e) == country(c)
            && e.parts.iter().any(his)
    });
    if delegation.is_some() {
        return delegation;
    }
    let journey = events.iter().rposition(|e| e.sentence == c.sentence && own_journey(doc, e, c));
    if journey.is_some() {
        return journey;
    }
    // The same sentence, the same thing: "held a meeting with", "talks were held".
    let same_sentence = events.iter().rposition(|e| {
        e.sentence == c.sentence
            && compatible(e.kind, c.kind)
            && (near(e, c) || received_for(doc, e, c) || met_at(doc, e, c))
            && !(e.rule == c.rule && e.steps.iter().any(|s| s.0 == "participants"))
            && !another_paper(doc, e, c)
            && (e.enclosing == c.enclosing)
            && !named_apart(e, c)
            && !conflict_date(e, c)
            && !other_goal(e, c)
            && !other_pair(doc, e, c)
            && !then_at(doc, e, c)
            && !addressed_then_met(doc, e, c)
            && !whose_errand(doc, e, c)
    });
    if same_sentence.is_some() {
        return same_sentence;
    }
    // "X arrived on Monday … The visit ends on 18 November": its last day.
    let ends = events.iter().rposition(|e| {
        let start = |e: &Event| e.date.as_ref().and_then(|d| d.start);
        e.kind == EventType::Visit
            && c.kind == EventType::Visit
            && !c.by_verb
            && c.edge == crate::model::Edge::End
            && e.by_verb
            && e.status != Status::Scheduled
            && start(e).is_some()
            && start(c) > start(e)
    });
    // "X concluded her visit today. … She arrived on 2 May": its first day.
    let began = || events.iter().rposition(|e| arrived_before(doc, e, c));
    let ends = ends.or_else(began);
    if ends.is_some() {
        return ends;
    }
    // "He will travel to Almaty", on the visit to Kazakhstan told of before: a leg of it.
    let leg = events.iter().rposition(|e| {
        let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
        let whole = e.place.as_ref().is_some_and(|p| p.city.is_none() && p.name.is_none());
        let foreign = c
            .parts
            .iter()
            .filter_map(|p| p.entity)
            .any(|x| crate::sides::top(doc, x).is_some_and(|t| doc.entities.get(t).country != country(e)));
        let within = match (&e.date, &c.date) {
            (Some(a), Some(b)) => a.start <= b.start && (a.end.is_none() || b.start <= a.end || a.start == a.end),
            _ => true,
        };
        e.kind == EventType::Visit
            && c.kind == EventType::Visit
            && c.by_verb
            && e.sentence < c.sentence
            && whole
            && country(e).is_some()
            && country(e) == country(c)
            && within
            && foreign
            && e.status != Status::Cancelled
            && c.parts.iter().any(|p| p.entity.is_some() && e.parts.iter().any(|q| same_part(doc, p, q)))
    });
    if leg.is_some() {
        return leg;
    }
    if c.definite {
        // The latest event the noun can mean: by its noun first, then by its type.
        let usable = |e: &Event| {
            !e.aside
                && !e.enclosing
                && e.marker == Marker::None
                && !conflict_date(e, c)
                && !(c.asserted && other_town(e, c))
                && !elsewhere(e, c)
                && !other_owner(doc, e, c)
                && !other_pair(doc, e, c)
                && !still_ahead(doc, e, c)
                && !long_past(doc, e, c)
                && !own_counterpart(doc, e, c)
                && !named_gathering(doc, e, c)
                && !others_gathering(doc, e, c)
                && !then_at(doc, e, c)
        };
        // "the joint training “Shield-2019”" is an exercise, "the training" the same one.
        let coded = |e: &Event| e.kind == EventType::Exercise && c.kind == EventType::Training;
        let same_noun = events
            .iter()
            .rposition(|e| usable(e) && e.format.is_some() && e.format == c.format && (e.kind == c.kind || coded(e)));
        // "The course began. … The Steering Group meeting will take place": no course is called so.
        let sitting = c.kind == EventType::Conference
            && c.format.as_deref().is_some_and(|f| ["meeting", "session", "summit"].contains(&f));
        // "Minister X was received. The same day the town hosted the third round of consultations": counted, and no other thing.
        let first = doc.sentences[c.sentence].tokens.start.max(c.trigger.start.saturating_sub(9));
        let counted = c.kind != EventType::Visit
            && (first..c.trigger.start)
                .rev()
                .take_while(|&i| !crate::syntax::is_verb(doc, i))
                .any(|i| doc.is(i, WordClass::OrdinalWord));
        let first_fit = events.iter().position(|e| {
            usable(e)
                && compatible(e.kind, c.kind)
                && !(sitting && e.kind == EventType::Training)
                && !(counted && e.by_verb && e.format.is_none())
        });
        return same_noun.or_else(|| talks_told_last(events, c, &usable)).or(first_fit);
    }
    // "A batch of aid was handed over at X. The aid was handed over by Y": told again with who gave it.
    let again = events.iter().rposition(|e| {
        let subject = doc.sentences[c.sentence].tokens.start;
        e.kind == EventType::Aid
            && c.kind == EventType::Aid
            && c.sentence > e.sentence
            && c.sentence <= e.sentence + 3
            && (doc.is_text(subject, "the")
                && told_goods(doc, subject + 1)
                // "A handed over vehicles to B. Ten cars and a bus were transferred to the guards": what they were.
                || given(e) && !given(c) && c.date.is_none() && !other_receiver(e, c))
            && !conflict_date(e, c)
    });
    if again.is_some() {
        return again;
    }
    // "A and B signed an agreement. The Ministers X and Y signed the document": told again with who held the pen.
    let signed = events.iter().rposition(|e| signed_again(doc, e, c) && !conflict_date(e, c));
    if signed.is_some() {
        return signed;
    }
    // "the upcoming visit to X … the visit to X": one journey, however often it is spoken of.
    let journey = events.iter().position(|e| {
        let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
        e.kind == EventType::Visit
            && c.kind == EventType::Visit
            && !c.by_verb
            && c.date.is_none()
            && country(c).is_some()
            && country(e) == country(c)
            && c.parts.iter().any(|p| p.entity.is_some() && e.parts.iter().any(|q| same_part(doc, p, q)))
    });
    if journey.is_some() {
        return journey;
    }
    // Who met whom tells a meeting apart: the same people on the same day are one meeting.
    events.iter().rposition(|e| {
        e.kind == c.kind
            && e.status == c.status
            && e.marker == Marker::None
            && !c.parts.is_empty()
            && !named_apart(e, c)
            && !named_gathering(doc, e, c)
            && !conflict(e, c)
            && !matches!(
                e.kind,
                EventType::Signing
                    | EventType::Adoption
                    | EventType::Establishment
                    | EventType::Aid
                    | EventType::Appointment
            )
            && c.parts.iter().all(|p| e.parts.iter().any(|q| same_part(doc, p, q)))
            // Two of five who met before met again, by themselves.
            && !(c.by_verb && c.parts.len() == 2 && e.parts.len() > APART)
            // "On the sidelines X held talks with Y": two of those who gathered.
            && !(c.by_verb && c.parts.len() < e.parts.len() && beside(doc, c))
            && c.parts.iter().any(|p| p.entity.is_some())
            && (c.parts.len() > 1 || e.kind == EventType::Visit)
            && (c.date.is_none() || e.date == c.date || e.date.is_none())
    })
}

/// "approved the Action Plan and adopted a declaration": a second paper under a verb of its own.
fn another_paper(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let paper = |e: &Event| e.by_verb && matches!(e.kind, EventType::Signing | EventType::Adoption);
    paper(e)
        && paper(c)
        && c.trigger.start > e.trigger.end
        && doc.is(c.trigger.start - 1, WordClass::Coordinator)
        && doc.is(c.trigger.end, WordClass::Determiner)
}

/// Whether a sentence opens with several papers that were told of before and says who signed them: "The documents were signed by".
pub(super) fn papers_told(doc: &Annotated<'_>, c: &Event) -> bool {
    let start = doc.sentences[c.sentence].tokens.start;
    let papers = ["documents", "agreements", "memoranda", "memorandums", "protocols"];
    c.kind == EventType::Signing
        && c.name.is_none()
        && !c.parts.is_empty()
        && doc.is_text(start, "the")
        && papers.iter().any(|w| doc.is_text(start + 1, w))
        && c.trigger.start <= start + 4
}

/// "addressed the Council and met its Chairman": two things, one after the other.
fn addressed_then_met(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    e.rule.ends_with("conference.address")
        && c.by_verb
        && c.kind == EventType::Meeting
        && c.trigger.start > 0
        && doc.is(c.trigger.start - 1, WordClass::Coordinator)
}

/// Whether a sentence opens beside a gathering: "On the sidelines", "On the margins of the session".
fn beside(doc: &Annotated<'_>, c: &Event) -> bool {
    let start = doc.sentences[c.sentence].tokens.start;
    (start..c.trigger.start.min(start + 4)).any(|i| doc.is(i, WordClass::MarginWord))
}

/// "The Minister held talks on security in Oslo", above a text that tells with whom: no talks of their own.
pub(in crate::events) fn drop_summaries(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    let first = events.iter().map(|e| e.sentence).min().unwrap_or_default();
    let alone = |e: &Event| match e.parts.as_slice() {
        [one] => one.entity.filter(|&x| doc.entities.get(x).is_human() && !e.by_verb && e.name.is_none()),
        _ => None,
    };
    let told = |person, e: &Event| {
        matches!(e.kind, EventType::Meeting)
            && e.sentence > first
            && e.parts.len() > 1
            && e.parts.iter().any(|p| p.entity == Some(person))
    };
    let summary = events.iter().position(|e| {
        e.kind == EventType::Meeting
            && e.sentence == first
            && e.parties.is_none()
            && e.status == Status::Held
            && alone(e).is_some_and(|x| events.iter().filter(|other| told(x, other)).count() > 1)
    });
    if let Some(at) = summary.filter(|_| events.len() > 1) {
        events.remove(at);
    }
}

/// "will host A and B for the first Summit": whom the verb names sat at what the noun names.
fn received_for(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let last = e.parts.iter().map(|p| doc.mentions[p.mention].tokens.end).max().unwrap_or(e.trigger.end);
    e.rule.ends_with("receive")
        && c.trigger.start > last
        && c.trigger.start < last + 16
        && (last..c.trigger.start).any(|i| doc.is_text(i, "for"))
        && !(last..c.trigger.start).any(|i| crate::syntax::is_verb(doc, i))
}

/// "travelled to Norway in her first official visit as Minister": no other visit.
fn own_journey(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let head = c.trigger.end - 1;
    let whose = || {
        (head.saturating_sub(5)..head)
            .find(|&i| ["his", "her", "their"].iter().any(|w| doc.is_text(i, w)))
            .is_some_and(|i| i > 0 && ["in", "on"].iter().any(|w| doc.is_text(i - 1, w)))
    };
    e.kind == EventType::Visit
        && c.kind == EventType::Visit
        && e.by_verb
        && !c.by_verb
        && (c.date.is_none() || c.date == e.date)
        && c.trigger.start > e.trigger.end
        && whose()
        && !doc.is_text(head + 1, "to")
}

/// "Senior officials met in Oslo on 8 June at a special session of the Council": the session is their meeting.
fn met_at(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let between = e.trigger.end..c.trigger.start;
    let at = between.clone().rev().take(6).find(|&i| doc.is_text(i, "at") || doc.is_text(i, "for"));
    e.by_verb
        && e.kind == EventType::Meeting
        && doc.is_text(e.trigger.start, "met")
        && at.is_some_and(|i| doc.is_text(i + 1, "a") || doc.is_text(i + 1, "an"))
        && between.clone().all(|i| {
            let who = doc.mention_at(i).is_some_and(|m| {
                matches!(
                    m.kind,
                    rapporteur_normalize::MentionKind::Person
                        | rapporteur_normalize::MentionKind::Office
                        | rapporteur_normalize::MentionKind::Group
                        | rapporteur_normalize::MentionKind::Pronoun
                )
            });
            !who && !crate::syntax::is_verb(doc, i) && !doc.is(i, WordClass::Coordinator)
        })
}

/// Whether two triggers stand so near that they are one expression.
pub(super) fn near(e: &Event, c: &Event) -> bool {
    let gap = c.trigger.start.abs_diff(e.trigger.end).min(e.trigger.start.abs_diff(c.trigger.end));
    c.definite || gap <= 8 || c.date == e.date && e.kind == c.kind && gap <= 20 && c.parts.is_empty()
}

pub(super) fn same_name(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        rapporteur_text::fold(s)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w)) && (short.len() > 1 || long.len() == 1)
}

pub(super) fn conflict_date(e: &Event, c: &Event) -> bool {
    // "a two-day conference that ended on Friday": it was on Thursday too.
    if from_to(e, c).is_some() {
        return false;
    }
    match (&super::lasting(e), &c.date) {
        // "the Summit to be held this year" is not the meeting of 18 March, though that day is in the year.
        (Some(a), Some(b)) => a.end < b.start || b.end < a.start || e.format != c.format && (coarse(a) != coarse(b)),
        _ => false,
    }
}

/// Whether a date is no closer than a year.
fn coarse(date: &rapporteur_schema::DateSpan) -> bool {
    date.start.zip(date.end).is_some_and(|(a, b)| rapporteur_schema::add_days(a, 300) < b)
}

/// "The exercise ended on Friday. The exercise, which began on 1 June": from the day one told of began to the one it ended.
pub(super) fn from_to(e: &Event, c: &Event) -> Option<rapporteur_schema::DateSpan> {
    let ends = e.edge == Edge::End && c.edge == Edge::Start && c.definite && e.days.is_none();
    let (a, b) = (c.date.as_ref()?.start?, e.date.as_ref()?.end?);
    (ends && a < b && b <= rapporteur_schema::add_days(a, 60)).then(|| rapporteur_schema::DateSpan::range(a, b))
}

pub(super) fn conflict(e: &Event, c: &Event) -> bool {
    conflict_date(e, c) || other_town(e, c) || other_goal(e, c)
}

/// Whether the two were in two towns.
fn other_town(e: &Event, c: &Event) -> bool {
    match (&e.place, &c.place) {
        (Some(a), Some(b)) => a.city.is_some() && b.city.is_some() && a.city != b.city,
        _ => false,
    }
}

/// "the Oslo session", after talks that a verb told of without a place or in another town: not those.
fn elsewhere(e: &Event, c: &Event) -> bool {
    let inside = c.place.as_ref().is_some_and(|p| {
        p.city.is_some() && p.tokens.end == c.trigger.start && e.place.as_ref().is_none_or(|q| q.city != p.city)
    });
    inside && e.by_verb && e.sentence != c.sentence
}

/// Journeys to two countries are two.
pub(super) fn other_goal(e: &Event, c: &Event) -> bool {
    let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
    let journeys = e.kind == EventType::Visit && c.kind == EventType::Visit;
    journeys && country(e).is_some() && country(c).is_some() && country(e) != country(c)
}
