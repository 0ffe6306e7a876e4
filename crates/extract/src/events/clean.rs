//! The last look at events: roles, modes and dates that only the whole tells.

use rapporteur_normalize::Annotated;
use rapporteur_schema::add_days;
use rapporteur_schema::vocabulary::{ActorKind, DateBasis, EventType, Mode, Role, Salience, Status};

use crate::model::Event;

/// Status, roles and mode once dates, places and who was there are settled.
pub(super) fn clean(doc: &Annotated<'_>, events: &mut [Event]) {
    let today = doc.facts.published.or_else(|| {
        events.iter().find(|e| e.salience == Salience::Primary).and_then(|e| e.date.as_ref()).and_then(|d| d.end)
    });
    for e in events.iter_mut() {
        // What is only named ("the opening of a centre in spring") and may still lie ahead is planned; so is all that does.
        if let (Some(today), Some(date)) = (today, &e.date)
            && e.status == Status::Held
        {
            let ahead = date.start.is_some_and(|s| s > today);
            let perhaps = !e.asserted && e.salience == Salience::Referenced && date.end.is_some_and(|end| end > today);
            // Under way when the text was written: a visit that began yesterday and ends tomorrow, a summit others met at.
            let running = e.salience != Salience::Referenced
                && date.start.is_some_and(|s| s <= today)
                && (e.basis != Some(DateBasis::Inherited) && date.end.is_some_and(|end| end > today) || e.enclosing);
            if ahead || perhaps {
                e.status = Status::Scheduled;
            } else if running {
                e.status = Status::Ongoing;
            }
        }
        // "the first Summit in 1994, with which": nothing so long ago is still to come.
        let over =
            today.zip(e.date.as_ref().and_then(|d| d.end)).is_some_and(|(today, end)| end < add_days(today, -90));
        if over && e.status == Status::Scheduled {
            e.status = Status::Held;
        }
        // Sides known by the gathering's name alone are represented by the people named, where there are any.
        let spoken: Vec<_> = e
            .parts
            .iter()
            .filter_map(|p| p.entity)
            .filter(|&x| doc.entities.get(x).is_human())
            .filter_map(|x| crate::sides::top(doc, x))
            .collect();
        let others = e.parts.iter().any(|p| p.rule != super::SIDES);
        e.parts.retain(|p| {
            p.rule != super::SIDES
                || !p.entity.and_then(|x| crate::sides::top(doc, x)).is_some_and(|x| spoken.contains(&x))
        });
        // With nobody else told, a name in a side clause makes nobody a participant.
        if !others && (e.salience == Salience::Referenced || e.headline) {
            e.parts.retain(|p| p.rule != super::SIDES);
        }
        let talks = matches!(e.kind, EventType::Meeting | EventType::Call);
        let named = e.parts.iter().filter(|p| p.entity.is_some_and(|x| doc.entities.get(x).is_human())).count();
        let particular = (2..=4).contains(&named)
            && e.parts.iter().all(|p| p.entity.is_some_and(|x| doc.entities.get(x).is_human()));
        if talks && named >= 2 {
            // Behind named persons, states and organisations are represented, not participants of their own. But where several
            // have nobody to speak for them ("the EU and the countries of Central Asia held …"), they sat there themselves.
            let alone = |x: rapporteur_normalize::EntityId| {
                !doc.entities.get(x).is_human() && crate::sides::top(doc, x).is_some_and(|side| !spoken.contains(&side))
            };
            // A list of those present names bodies beside the persons; so does "Representatives of X also attended the meeting".
            let represented: Vec<_> = e
                .parts
                .iter()
                .filter_map(|p| p.entity)
                .filter(|&x| doc.entities.get(x).is_human())
                .filter_map(|x| doc.entities.get(x).represents())
                .collect();
            let listed = |p: &crate::model::Part, x: rapporteur_normalize::EntityId| {
                let kind = doc.entities.get(x).kind;
                (matches!(p.rule.as_str(), "role.list" | "role.attended-by")
                    || p.sentence != e.sentence && (p.rule == "role.attend" || attended_too(doc, p)))
                    && matches!(kind, ActorKind::Body | ActorKind::Organization)
                    && !represented.contains(&x)
            };
            let told = e.sentence;
            // "A and B held consultations. The delegation of A was led by X": the text says that both states took part.
            let sides = |p: &crate::model::Part| {
                p.sentence == told
                    && p.role == Role::Participant
                    && matches!(
                        doc.mentions[p.mention].kind,
                        rapporteur_normalize::MentionKind::State | rapporteur_normalize::MentionKind::Organization
                    )
                    && p.rule != super::SIDES
            };
            let both = e.parts.iter().filter(|p| sides(p)).count() == 2;
            let unspoken = e.parts.iter().filter(|p| p.entity.is_some_and(alone)).count();
            e.parts.retain(|p| {
                p.entity.is_none_or(|x| {
                    doc.entities.get(x).is_human()
                        || matches!(p.role, Role::Host | Role::Organizer | Role::Supporter)
                        || unspoken >= 3 && alone(x) && p.sentence == told
                        || both && sides(p)
                        || listed(p, x)
                })
            });
        }
        // Two or three who talk by video are on a call; a video session of many stays what it is called.
        let convened = e.parts.iter().any(|p| matches!(p.role, Role::Organizer | Role::Chair));
        if e.kind == EventType::Meeting && e.mode == Mode::Video && particular && e.by_verb && !convened {
            e.kind = EventType::Call;
            e.place = None;
            e.place_basis = None;
        }
        // Unresolved offices are groups only where nobody else stands for them.
        // At a gathering of many an unnamed minister stands for his state, if nobody named does.
        let many = !talks;
        e.parts.retain(|p| {
            let mention = &doc.mentions[p.mention];
            let alone = || {
                let side = mention.office.as_ref().and_then(|o| o.represents).and_then(|r| crate::sides::top(doc, r));
                many && side.is_some_and(|x| !spoken.contains(&x))
            };
            // "the heads of delegations" stay the group they are called where nobody says who they were.
            let group = matches!(
                mention.kind,
                rapporteur_normalize::MentionKind::Group | rapporteur_normalize::MentionKind::Parties
            );
            p.entity.is_some() || group || named == 0 || alone()
        });
        if e.mode == Mode::Unknown
            && e.place.is_some()
            && e.status == Status::Held
            && !matches!(e.kind, EventType::Statement | EventType::Adoption | EventType::Appointment)
        {
            e.mode = Mode::InPerson;
        }
        if e.date.is_none() {
            e.basis = None;
        }
    }
}

/// "Representatives of the Ministry also attended the meeting": told of as there beside those who met.
fn attended_too(doc: &Annotated<'_>, part: &crate::model::Part) -> bool {
    let end = doc.mentions[part.mention].tokens.end;
    doc.is_text(end, "also")
        && (["attended", "participated", "joined"].iter().any(|w| doc.is_text(end + 1, w))
            || doc.is_text(end + 1, "took") && doc.is_text(end + 2, "part"))
}
