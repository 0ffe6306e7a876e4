//! Releases with planted changes: exactly those are found.

use std::fs;
use std::path::Path;

use rapporteur_export::{Release, write};
use rapporteur_quality::diff;
use rapporteur_quality::diff::{ChangeKind, Diff, SchemaChange};
use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{ActorRow, Dataset, DocumentRow, EventRow, ParticipantRow};
use tempfile::TempDir;

const RELEASE: Release<'static> = Release {
    title: "Invented",
    version: "9.9.9",
    lexicon_hash: "abc",
    licence: "CC-BY-4.0",
    edition: None,
    extra_files: &[],
};

fn document(id: &str) -> DocumentRow {
    DocumentRow {
        document_id: id.into(),
        source_path: format!("{id}.txt"),
        sha256: format!("hash of {}", id.trim_start_matches("new-")),
        published_basis: Some(PublishedBasis::Metadata),
        review_status: ReviewStatus::Auto,
        ..DocumentRow::default()
    }
}

fn event(id: &str, document: &str, evidence: &str) -> EventRow {
    EventRow {
        event_id: id.into(),
        document_id: document.into(),
        event_type: EventType::Meeting,
        status: Status::Held,
        salience: Salience::Primary,
        date_precision: DatePrecision::None,
        mode: Mode::Unknown,
        evidence: evidence.into(),
        trigger: "met".into(),
        rule_id: "meeting.met".into(),
        review_status: ReviewStatus::Auto,
        ..EventRow::default()
    }
}

fn participant(event: &str, actor: &str) -> ParticipantRow {
    ParticipantRow {
        event_id: event.into(),
        actor_id: actor.into(),
        role: Role::Participant,
        mention: format!("mention of {actor}"),
        evidence: "They met.".into(),
        attendance: Attendance::Stated,
        resolution: Resolution::Exact,
        rule_id: "who.subject".into(),
        review_status: ReviewStatus::Auto,
        ..ParticipantRow::default()
    }
}

fn actor(id: &str) -> ActorRow {
    ActorRow {
        actor_id: id.into(),
        name: id.into(),
        kind: ActorKind::State,
        review_status: ReviewStatus::Auto,
        ..ActorRow::default()
    }
}

/// Three documents, an event in each, two states at each event.
fn dataset() -> Dataset {
    let ids = ["a", "b", "c"];
    let states = ["state:AAA", "state:BBB"];
    Dataset {
        documents: ids.map(document).into(),
        events: ids.map(|d| event(&format!("ev-{d}"), d, &format!("They met, {d}."))).into(),
        participants: ids.iter().flat_map(|d| states.map(|s| participant(&format!("ev-{d}"), s))).collect(),
        actors: states.map(actor).into(),
        ..Dataset::default()
    }
}

fn written(folder: &TempDir, name: &str, dataset: &Dataset) -> std::path::PathBuf {
    let out = folder.path().join(name);
    write(dataset, &out, &RELEASE).unwrap();
    out
}

fn between(new: &Dataset) -> Diff {
    let folder = tempfile::tempdir().unwrap();
    diff(&written(&folder, "old", &dataset()), &written(&folder, "new", new)).unwrap()
}

/// `table kind key [→ key] column: old → new, …`, one line per changed row.
fn lines(diff: &Diff) -> Vec<String> {
    let mut lines = Vec::new();
    for table in &diff.tables {
        for change in &table.changes {
            let mut line = format!("{} {} {}", table.table, change.kind.as_str(), change.key);
            if let Some(key) = &change.new_key {
                line += &format!(" → {key}");
            }
            for cell in &change.cells {
                line += &format!(", {}: {:?} → {:?}", cell.column, cell.old, cell.new);
            }
            lines.push(line);
        }
    }
    lines
}

#[test]
fn nothing_changed_is_nothing() {
    let diff = between(&dataset());
    assert!(diff.is_empty() && lines(&diff).is_empty());
    assert!(diff.to_markdown().contains("Nothing changed"));
}

#[test]
fn planted_changes_are_found_and_no_others() {
    let mut new = dataset();
    new.events[0].country = Some("TJK".into());
    new.events[0].topics = vec!["water".into()];
    new.participants.retain(|p| (p.event_id.as_str(), p.actor_id.as_str()) != ("ev-b", "state:BBB"));
    new.participants.push(participant("ev-c", "state:CCC"));
    new.actors.push(actor("state:CCC"));
    let diff = between(&new);
    assert_eq!(
        lines(&diff),
        [
            "events modified ev-a, country: \"\" → \"TJK\", topics: \"\" → \"water\"",
            "participants deleted ev-b state:BBB participant",
            "participants added ev-c state:CCC participant",
            "actors added state:CCC",
        ]
    );
    let participants = diff.tables.iter().find(|t| t.table == "participants").unwrap();
    assert_eq!(participants.loss(), 1.0 / 6.0);
    assert_eq!(diff.count(ChangeKind::Added), 2);
    let csv = diff.to_csv();
    assert!(csv.contains("events,modified,ev-a,,country,,TJK\n"), "{csv}");
    assert!(diff.to_markdown().contains("| participants | 6 | 6 | 1 | 0 | 1 | 0 |"), "{}", diff.to_markdown());
}

#[test]
fn a_renamed_document_rekeys_what_hangs_on_it_and_loses_nothing() {
    let mut new = dataset();
    new.documents[1] = document("new-b");
    new.events[1] = event("ev-new", "new-b", "They met, b.");
    for part in new.participants.iter_mut().filter(|p| p.event_id == "ev-b") {
        part.event_id = "ev-new".into();
    }
    assert_eq!(
        lines(&between(&new)),
        [
            "documents rekeyed b → new-b, source_path: \"b.txt\" → \"new-b.txt\"",
            "events rekeyed ev-b → ev-new",
            "participants rekeyed ev-b state:AAA participant → ev-new state:AAA participant",
            "participants rekeyed ev-b state:BBB participant → ev-new state:BBB participant",
        ]
    );
}

#[test]
fn what_follows_from_a_new_id_is_no_change_of_its_own() {
    let mut new = dataset();
    new.events[2].event_id = "ev-x".into();
    for part in new.participants.iter_mut().filter(|p| p.event_id == "ev-c") {
        part.event_id = "ev-x".into();
    }
    let mut old = dataset();
    old.events[0].parent_event_id = Some("ev-c".into());
    new.events[0].parent_event_id = Some("ev-x".into());
    let folder = tempfile::tempdir().unwrap();
    let diff = diff(&written(&folder, "old", &old), &written(&folder, "new", &new)).unwrap();
    assert!(diff.tables.iter().flat_map(|t| &t.changes).all(|c| c.kind == ChangeKind::Rekeyed), "{:?}", lines(&diff));
    assert_eq!(lines(&diff).len(), 3);
}

#[test]
fn another_role_is_the_same_participant() {
    let mut new = dataset();
    new.participants[0].role = Role::Host;
    let expected = "participants rekeyed ev-a state:AAA participant → ev-a state:AAA host, \
                    role: \"participant\" → \"host\"";
    assert_eq!(lines(&between(&new)), [expected]);
}

#[test]
fn an_event_under_another_id_is_found_by_its_quote_even_if_recoded() {
    let mut new = dataset();
    new.events[2].event_id = "ev-x".into();
    new.events[2].parent_event_id = Some("ev-a".into());
    new.participants.retain(|p| p.event_id != "ev-c");
    assert_eq!(
        lines(&between(&new)),
        [
            "events rekeyed ev-c → ev-x, parent_event_id: \"\" → \"ev-a\"",
            "participants deleted ev-c state:AAA participant",
            "participants deleted ev-c state:BBB participant",
        ]
    );
}

/// Writes a changed table back with the manifest that fits it.
fn rewrite(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} has no {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn changes_of_the_shape_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (written(&folder, "old", &dataset()), written(&folder, "new", &dataset()));
    rewrite(&old, "actors.csv", "wikidata", "wikidata_item");
    refresh(&old, "actors.csv");
    let diff = diff(&old, &new).unwrap();
    let removed = SchemaChange::ColumnRemoved("actors".into(), "wikidata_item".into());
    assert_eq!(diff.schema, [removed, SchemaChange::ColumnAdded("actors".into(), "wikidata".into())]);
    assert!(lines(&diff).is_empty());
    assert!(diff.to_csv().contains("actors,column_removed,,,wikidata_item,,\n"));
}

/// Puts size and hash of a changed file into the manifest.
fn refresh(folder: &Path, name: &str) {
    let path = folder.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let bytes = fs::read(folder.join(name)).unwrap();
    let entry = rapporteur_export::WrittenFile::of(name, &bytes, None);
    for listed in manifest["files"].as_array_mut().unwrap().iter_mut().filter(|e| e["name"] == name) {
        listed["bytes"] = entry.bytes.into();
        listed["sha256"] = entry.sha256.clone().into();
    }
    fs::write(&path, manifest.to_string()).unwrap();
}

#[test]
fn what_cannot_be_compared_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let good = written(&folder, "good", &dataset());
    let error = |old: &Path| diff(old, &good).unwrap_err().to_string();
    assert!(error(&folder.path().join("none.zip")).contains("no such folder or archive"));

    let cut = folder.path().join("cut.zip");
    fs::write(&cut, b"PK\x03\x04 the beginning of an archive").unwrap();
    assert!(error(&cut).contains("no whole ZIP archive"));

    let tampered = written(&folder, "tampered", &dataset());
    rewrite(&tampered, "events.csv", "held", "gone");
    assert!(error(&tampered).contains("events.csv: does not have the SHA-256"));

    let missing = written(&folder, "missing", &dataset());
    fs::remove_file(missing.join("actors.csv")).unwrap();
    assert!(error(&missing).contains("actors.csv: is listed in manifest.json, but is missing"));

    let other = written(&folder, "other", &dataset());
    rewrite(&other, "manifest.json", "\"schema_version\": \"1", "\"schema_version\": \"77");
    let message = error(&other);
    assert!(message.contains("schema version 77") && message.contains("rebuild"), "{message}");

    let twice = written(&folder, "twice", &dataset());
    let rows = fs::read_to_string(twice.join("actors.csv")).unwrap();
    let last = rows.lines().last().unwrap();
    fs::write(twice.join("actors.csv"), format!("{rows}{last}\n")).unwrap();
    refresh(&twice, "actors.csv");
    assert!(error(&twice).contains("stands twice"));

    let keyless = written(&folder, "keyless", &dataset());
    rewrite(&keyless, "actors.csv", "actor_id", "actor_key");
    refresh(&keyless, "actors.csv");
    assert!(error(&keyless).contains("the column \"actor_id\" is missing"));
}
