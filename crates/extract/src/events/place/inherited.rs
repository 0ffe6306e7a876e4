//! Where an event took place whose sentence does not say: where its text is from, where what it belongs to was.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, PlaceHit};
use rapporteur_schema::vocabulary::{EventType, Mode, Salience, Status};

use super::leg;
use crate::model::Event;

/// Where the text is written from: the town of its dateline, whether the gazetteer has it or not.
fn dateline(doc: &Annotated<'_>) -> Option<PlaceHit> {
    let (city, country) = (doc.facts.dateline_city, doc.facts.dateline_country.clone());
    let name = doc.facts.dateline_place.clone().filter(|_| city.is_none());
    (city.is_some() || name.is_some()).then_some(PlaceHit { tokens: 0..0, city, name, country, strong: true })
}

pub(in crate::events) fn places(doc: &Annotated<'_>, events: &mut [Event], i: usize, primary: Option<usize>) {
    // A site that no gazetteer has lies where the journey or gathering is, or the text is from.
    if events[i].place.as_ref().is_some_and(|p| p.name.is_some() && p.country.is_none()) {
        let of = |k: usize| events[k].place.as_ref().and_then(|p| p.country.clone());
        let around =
            events[i].parent.filter(|&p| p != i).and_then(of).or_else(|| primary.filter(|&p| p != i).and_then(of));
        let country = around.or_else(|| doc.facts.dateline_country.clone()).or_else(|| doc.facts.country.clone());
        if let Some(place) = events[i].place.as_mut() {
            place.country = country;
        }
    }
    let event = &events[i];
    if matches!(event.kind, EventType::Call) || matches!(event.mode, Mode::Phone | Mode::Video) {
        if event.mode != Mode::Phone || event.place_basis != Some("stated") || matches!(event.kind, EventType::Call) {
            events[i].place = None;
            events[i].place_basis = None;
        }
        return;
    }
    if event.place.is_none() && event.kind == EventType::Visit && event.salience != Salience::Referenced {
        // A visit without a destination is to the country the text is written from.
        let country = doc.facts.dateline_country.clone().or_else(|| doc.facts.country.clone());
        // But nobody visits his own country.
        let at_home = event.parts.iter().filter_map(|p| p.entity).any(|e| {
            doc.entities.get(e).is_human()
                && crate::sides::top(doc, e).is_some_and(|t| {
                    doc.entities.get(t).country == country
                        && doc.entities.get(t).kind == rapporteur_schema::vocabulary::ActorKind::State
                })
        });
        let country = country.filter(|_| !at_home);
        events[i].place =
            country.map(|c| PlaceHit { tokens: 0..0, city: None, name: None, country: Some(c), strong: true });
        events[i].place_basis = events[i].place.as_ref().map(|_| "dateline");
        return;
    }
    // "met today in our country", in a text written from its capital.
    let country_only = event.place.as_ref().is_some_and(|p| {
        p.city.is_none() && p.name.is_none() && p.country.is_some() && p.country == doc.facts.dateline_country
    });
    let refined = country_only && matches!(event.kind, EventType::Meeting | EventType::Conference);
    // Where an operation takes place is not where it is announced.
    let elsewhere = event.kind == EventType::Operation;
    if event.place.is_some() && !refined || event.salience == Salience::Referenced || elsewhere {
        return;
    }
    let on_the_day = doc
        .facts
        .published
        .is_some_and(|p| event.date.as_ref().is_some_and(|d| d.start == Some(p) && d.end == Some(p)));
    if on_the_day
        && !event.enclosing
        && let Some(hit) = dateline(doc)
        && event.parent.is_none_or(|p| events[p].place.as_ref().is_none_or(|x| x.country == doc.facts.dateline_country))
    {
        events[i].place = Some(hit);
        events[i].place_basis = Some("dateline");
        return;
    }
    if refined {
        return;
    }
    // "While in Panama City, the Secretary met A. She also …": where the paragraph says they are.
    if let Some(hit) = leg::place(doc, event.sentence).filter(|_| !event.enclosing) {
        events[i].place = Some(hit);
        events[i].place_basis = Some("stated");
        return;
    }
    if let Some(parent) = event.parent.filter(|&p| p != i && events[p].place.is_some()) {
        let mut place = events[parent].place.clone();
        // A meeting on a visit shares its country, and its town where the text names no other on the way; but "received X, who
        // arrived in the town" tells of both.
        let told_with_it = events[parent].sentence == event.sentence && events[parent].status == Status::Ongoing
            || leg::one_town(events, parent);
        if events[parent].kind == EventType::Visit
            && !told_with_it
            && let Some(p) = place.as_mut()
        {
            p.city = None;
            p.name = None;
        }
        events[i].place = place;
        events[i].place_basis = Some("inherited");
        return;
    }
    // What people of a conference did on one of its days was where it sat.
    let during = primary.is_some_and(|p| {
        p != i
            && events[p].kind == EventType::Conference
            && events[p].place.is_some()
            && match (&events[p].date, &events[i].date) {
                (Some(a), Some(b)) => a.start <= b.start && b.end <= a.end,
                _ => false,
            }
            && (events[i]
                .parts
                .iter()
                .any(|x| x.entity.is_some() && events[p].parts.iter().any(|y| y.entity == x.entity))
                || doc.sentences[event.sentence]
                    .tokens
                    .clone()
                    .any(|k| ["framework", "sidelines", "margins"].iter().any(|w| doc.is_text(k, w))))
    });
    // "On the sidelines of the Meeting, X held talks with Y on 21 May": where it sat, a day before or after.
    let beside = primary.is_some_and(|p| {
        let near = |a: &rapporteur_schema::DateSpan, b: &rapporteur_schema::DateSpan| {
            let (Some(a), Some(b)) = (a.start, b.start) else { return false };
            a >= rapporteur_schema::add_days(b, -2) && a <= rapporteur_schema::add_days(b, 2)
        };
        p != i
            && events[p].kind == EventType::Conference
            && events[p].place.is_some()
            && events[i].date.as_ref().zip(events[p].date.as_ref()).is_some_and(|(a, b)| near(a, b))
            && doc.sentences[event.sentence].tokens.clone().any(|k| doc.is(k, WordClass::MarginWord))
    });
    let during = during || beside;
    let same_day =
        during || primary.is_some_and(|p| p != i && events[p].date == events[i].date && events[p].place.is_some());
    if let Some(p) = primary.filter(|_| same_day)
        && !events[i].enclosing
    {
        events[i].place = events[p].place.clone();
        events[i].place_basis = Some("inherited");
        return;
    }
    // What is still to come may be anywhere.
    if event.status != Status::Scheduled
        && !events[i].enclosing
        && let Some(hit) = dateline(doc)
    {
        events[i].place = Some(hit);
        events[i].place_basis = Some("dateline");
    }
}
