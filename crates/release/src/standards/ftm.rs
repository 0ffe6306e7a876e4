//! `entities.ftm.jsonl`: [FollowTheMoney](https://followthemoney.tech) entities, one JSON object per line.
//!
//! Persons, states, organisations and bodies become entities of their own, membership in an organisation and offices held
//! for it become relations, events and documents link to all of them. Groups without a name are left out: an entity is
//! somebody. The library drops a value without a word if it is not as it wants it, so countries become the alpha-2 codes it
//! takes, white space in names is folded, and names that are too long for it are cut.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_schema::vocabulary::{ActorKind, Attendance, Role, Status};
use rapporteur_schema::{ActorRow, DocumentRow, EventRow, ParticipantRow};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

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

/// An id that the library accepts everywhere: letters, digits, full stops and hyphens, the last one no mark. A key that
/// cannot be written so ends in a hash of itself, so that two keys never share an id.
fn id(prefix: &str, key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    // The colon after the kind of an actor is the one mark that always stands at the same place.
    let key_as_is = key.replacen(':', "-", 1);
    if key_as_is.chars().all(plain) && key_as_is.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return format!("rapporteur-{prefix}{key_as_is}");
    }
    let shown: String = key_as_is.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    let hash: String = Sha256::digest(key).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("rapporteur-{prefix}{shown}-{hash}")
}

fn entity(id: String, schema: &str, properties: Vec<(&str, Vec<String>)>) -> Value {
    let properties: BTreeMap<&str, Vec<String>> =
        properties.into_iter().filter(|(_, values)| !values.is_empty()).collect();
    json!({ "id": id, "schema": schema, "properties": properties })
}

fn one(value: &Option<String>) -> Vec<String> {
    value.iter().cloned().collect()
}

/// Characters that the library lets a name have.
const NAME: usize = 384;
/// A place.
const PLACE: usize = 250;
/// A text of any kind.
const TEXT: usize = 65_000;

/// A name as the library keeps it: white space folded, and no longer than it takes.
fn name(text: &str) -> Vec<String> {
    fitting(&text.split_whitespace().collect::<Vec<_>>().join(" "), NAME)
}

/// A text without white space around it, cut after so many characters.
fn fitting(text: &str, most: usize) -> Vec<String> {
    let cut: String = text.trim().chars().take(most).collect();
    let cut = cut.trim_end().to_owned();
    (!cut.is_empty()).then_some(cut).into_iter().collect()
}

/// A place as the library keeps it, which takes semicolons for the ends of lines.
fn location(place: &Option<String>) -> Vec<String> {
    let folded = |place: &String| place.replace(';', ",").split_whitespace().collect::<Vec<_>>().join(" ");
    place.iter().flat_map(|place| fitting(&folded(place), PLACE)).collect()
}

/// ISO 3166-1 alpha-2 in small letters; none for a code that ISO does not have.
fn country(alpha3: &Option<String>) -> Vec<String> {
    let code = alpha3.as_deref().and_then(|code| celes::Country::from_alpha3(code).ok());
    code.map(|country| country.alpha2.to_lowercase()).into_iter().collect()
}

fn actor(row: &ActorRow, named: &BTreeMap<&str, &ActorRow>) -> Value {
    let schema = match row.kind {
        ActorKind::Person => "Person",
        ActorKind::State | ActorKind::Body => "PublicBody",
        _ => "Organization",
    };
    let mut properties = vec![
        ("name", name(&row.name)),
        ("alias", row.aliases.iter().filter(|a| **a != row.name).flat_map(|a| name(a)).collect()),
        ("weakAlias", row.acronym.iter().flat_map(|a| name(a)).collect()),
        ("country", country(&row.country)),
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
            ("title", name(row.title.as_deref().unwrap_or(&row.document_id))),
            ("fileName", vec![row.source_path.rsplit('/').next().unwrap_or_default().to_owned()]),
            ("sourceUrl", row.url.iter().filter(|url| is_web(url)).cloned().collect()),
            ("date", row.published_date.iter().map(ToString::to_string).collect()),
            ("publisher", row.publisher.iter().flat_map(|publisher| name(publisher)).collect()),
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
    let called = row.event_name.clone().unwrap_or_else(|| match &row.place {
        Some(place) => format!("{} in {place}", row.event_type),
        None => row.event_type.to_string(),
    });
    entity(
        id("", &row.event_id),
        "Event",
        vec![
            ("name", name(&called)),
            ("summary", fitting(&row.evidence, TEXT)),
            ("startDate", day(&row.start_date)),
            ("endDate", day(&row.end_date)),
            ("location", location(&row.place)),
            ("country", country(&row.country)),
            ("organizer", with(true)),
            ("involved", with(false)),
            ("keywords", row.topics.clone()),
            ("proof", vec![id("doc-", &row.document_id)]),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_letters_of_the_library_and_are_told_apart() {
        assert_eq!(id("", "person:emomali-rahmon"), "rapporteur-person-emomali-rahmon");
        let odd = ["a_b", "a b", "a%b", "встреча", "a.", "a:b:c", "a:b-c"].map(|key| id("doc-", key));
        for id in &odd {
            assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')), "{id}");
            assert!(id.ends_with(|c: char| c.is_ascii_alphanumeric()), "{id}");
        }
        let distinct: BTreeSet<&String> = odd.iter().collect();
        assert_eq!(distinct.len(), odd.len());
    }

    #[test]
    fn countries_and_names_are_those_the_library_takes() {
        assert_eq!(country(&Some("TJK".into())), ["tj"]);
        assert!(country(&Some("ZZZ".into())).is_empty() && country(&None).is_empty());
        assert_eq!(name(" two\n lines "), ["two lines"]);
        assert_eq!(name(&"x".repeat(385)), ["x".repeat(384)]);
        assert!(name(" ").is_empty());
    }
}
