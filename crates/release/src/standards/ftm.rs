//! `entities.ftm.jsonl`: [FollowTheMoney](https://followthemoney.tech) entities, one JSON object per line.
//!
//! Persons, states, organisations and bodies become entities of their own, membership in an organisation and offices held
//! for it become relations, events and documents link to all of them. Groups without a name are left out: an entity is
//! somebody. Countries keep their alpha-3 codes, which the library reads and turns into its own.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_schema::vocabulary::{ActorKind, Attendance, Role, Status};
use rapporteur_schema::{ActorRow, DocumentRow, EventRow, ParticipantRow};
use serde_json::{Value, json};

use crate::facts::{Facts, is_web};

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    let data = facts.dataset;
    let named: BTreeMap<&str, &ActorRow> =
        data.actors.iter().filter(|a| a.kind != ActorKind::Group).map(|a| (a.actor_id.as_str(), a)).collect();
    let mut lines: Vec<Value> = named.values().map(|a| actor(a, &named)).collect();
    lines.extend(data.documents.iter().map(document));
    lines.extend(memberships(&data.participants, &named));
    let mut at_event: BTreeMap<&str, Vec<&ParticipantRow>> = BTreeMap::new();
    for row in data.participants.iter().filter(|p| named.contains_key(p.actor_id.as_str())) {
        at_event.entry(&row.event_id).or_default().push(row);
    }
    // What was only proposed or was called off did not happen, and an entity of this kind says that it did.
    let held = data.events.iter().filter(|e| !matches!(e.status, Status::Proposed | Status::Cancelled));
    lines.extend(held.map(|e| event(e, at_event.get(e.event_id.as_str()).map_or(&[][..], Vec::as_slice))));
    let mut file = String::new();
    for line in lines {
        file.push_str(&line.to_string());
        file.push('\n');
    }
    file.into_bytes()
}

/// An id that the library accepts everywhere.
fn id(prefix: &str, key: &str) -> String {
    format!("rapporteur-{prefix}{}", key.replace([':', ' ', '/'], "-"))
}

fn entity(id: String, schema: &str, properties: Vec<(&str, Vec<String>)>) -> Value {
    let properties: BTreeMap<&str, Vec<String>> =
        properties.into_iter().filter(|(_, values)| !values.is_empty()).collect();
    json!({ "id": id, "schema": schema, "properties": properties })
}

fn one(value: &Option<String>) -> Vec<String> {
    value.iter().cloned().collect()
}

fn actor(row: &ActorRow, named: &BTreeMap<&str, &ActorRow>) -> Value {
    let schema = match row.kind {
        ActorKind::Person => "Person",
        ActorKind::State | ActorKind::Body => "PublicBody",
        _ => "Organization",
    };
    let mut properties = vec![
        ("name", vec![row.name.clone()]),
        ("alias", row.aliases.iter().filter(|a| **a != row.name).cloned().collect()),
        ("weakAlias", one(&row.acronym)),
        ("country", one(&row.country)),
        ("wikidataId", one(&row.wikidata)),
    ];
    if schema != "Person" {
        let parent = row.part_of.as_deref().filter(|id| named.contains_key(id));
        properties.push(("parent", parent.map(|key| id("", key)).into_iter().collect()));
    }
    entity(id("", &row.actor_id), schema, properties)
}

fn document(row: &DocumentRow) -> Value {
    entity(
        id("doc-", &row.document_id),
        "Document",
        vec![
            ("title", vec![row.title.clone().unwrap_or_else(|| row.document_id.clone())]),
            ("fileName", vec![row.source_path.rsplit('/').next().unwrap_or_default().to_owned()]),
            ("contentHash", vec![row.sha256.clone()]),
            ("sourceUrl", row.url.iter().filter(|url| is_web(url)).cloned().collect()),
            ("date", row.published_date.iter().map(ToString::to_string).collect()),
            ("publisher", one(&row.publisher)),
        ],
    )
}

/// Persons with whom they speak for, each pair once, with the offices named.
fn memberships(rows: &[ParticipantRow], named: &BTreeMap<&str, &ActorRow>) -> Vec<Value> {
    let mut pairs: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        let Some(represents) = row.represents.as_deref().filter(|id| named.contains_key(id)) else { continue };
        if named.get(row.actor_id.as_str()).is_some_and(|a| a.kind == ActorKind::Person) {
            pairs.entry((&row.actor_id, represents)).or_default().extend(row.position.as_deref());
        }
    }
    pairs
        .into_iter()
        .map(|((person, represents), offices)| {
            let offices = offices.into_iter().map(str::to_owned).collect();
            let properties =
                vec![("member", vec![id("", person)]), ("organization", vec![id("", represents)]), ("role", offices)];
            entity(format!("{}-in-{}", id("", person), id("", represents)), "Membership", properties)
        })
        .collect()
}

fn event(row: &EventRow, participants: &[&ParticipantRow]) -> Value {
    let there = |p: &&&ParticipantRow| !matches!(p.attendance, Attendance::Invited | Attendance::Absent);
    let with = |organizes: bool| -> Vec<String> {
        let rows = participants.iter().filter(there);
        let rows = rows.filter(|p| matches!(p.role, Role::Host | Role::Organizer) == organizes);
        let ids: BTreeSet<String> = rows.map(|p| id("", &p.actor_id)).collect();
        ids.into_iter().collect()
    };
    let day = |date: &Option<rapporteur_schema::Date>| date.iter().map(ToString::to_string).collect::<Vec<_>>();
    let name = row.event_name.clone().unwrap_or_else(|| match &row.place {
        Some(place) => format!("{} in {place}", row.event_type),
        None => row.event_type.to_string(),
    });
    entity(
        id("", &row.event_id),
        "Event",
        vec![
            ("name", vec![name]),
            ("summary", vec![row.evidence.clone()]),
            ("startDate", day(&row.start_date)),
            ("endDate", day(&row.end_date)),
            ("location", one(&row.place)),
            ("country", one(&row.country)),
            ("organizer", with(true)),
            ("involved", with(false)),
            ("keywords", row.topics.clone()),
            ("proof", vec![id("doc-", &row.document_id)]),
        ],
    )
}
