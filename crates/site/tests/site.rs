//! A dataset in, a site out: every file, every time the same, and nothing of ours replaced by mistake.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_export::{Release, lock, write};
use rapporteur_schema::{ActorRow, Dataset, DocumentRow, EventRow, ParticipantRow, Row};
use rapporteur_site::{Made, Request, SiteError, make};

const TEXT: &str = "Ä😀 Ana </script> met Bo.";

/// A dataset of one event, in a folder of its own.
fn data(folder: &Path) -> PathBuf {
    let quote = "Ana </script> met Bo.";
    let mut event = EventRow {
        event_id: "ev-1".into(),
        document_id: "a".into(),
        evidence: quote.into(),
        evidence_start: 3,
        evidence_end: 24,
        trigger: "met".into(),
        rule_id: "meeting.verb".into(),
        ..EventRow::default()
    };
    fill(
        &mut event,
        &[
            ("event_type", "meeting"),
            ("status", "held"),
            ("salience", "primary"),
            ("date_precision", "none"),
            ("mode", "unknown"),
            ("review_status", "auto"),
        ],
    );
    let mut part = ParticipantRow {
        event_id: "ev-1".into(),
        actor_id: "person:ana".into(),
        mention: "Ana".into(),
        evidence: quote.into(),
        evidence_start: 3,
        evidence_end: 24,
        rule_id: "meeting.verb".into(),
        ..ParticipantRow::default()
    };
    fill(
        &mut part,
        &[("role", "participant"), ("attendance", "stated"), ("resolution", "exact"), ("review_status", "auto")],
    );
    let mut actor = ActorRow { actor_id: "person:ana".into(), name: "Ana".into(), ..ActorRow::default() };
    fill(&mut actor, &[("kind", "person"), ("review_status", "auto")]);
    let mut documents = Vec::new();
    for id in ["a", "b"] {
        let mut document = DocumentRow {
            document_id: id.into(),
            source_path: format!("{id}.txt"),
            sha256: "0".into(),
            characters: 24,
            sentences: 1,
            ..DocumentRow::default()
        };
        fill(&mut document, &[("review_status", "auto")]);
        documents.push(document);
    }
    let dataset =
        Dataset { documents, events: vec![event], participants: vec![part], actors: vec![actor], ..Dataset::default() };
    let out = folder.join("data");
    let release = Release {
        title: "Meetings <b>",
        version: "0.1.0",
        lexicon_hash: "0",
        licence: "CC-BY-4.0",
        edition: None,
        extra_files: &[],
    };
    let _lock = lock(&out).unwrap();
    write(&dataset, &out, &release).unwrap();
    out
}

fn fill<R: Row>(row: &mut R, cells: &[(&str, &str)]) {
    for (column, text) in cells {
        row.set(column, text).unwrap();
    }
}

fn made(data: &Path, texts: &[(&str, &str)]) -> Result<Made, SiteError> {
    let texts: BTreeMap<String, String> = texts.iter().map(|(id, text)| ((*id).into(), (*text).into())).collect();
    make(&Request { data, texts: &texts, title: None, borders: true, downloads: true })
}

fn file<'a>(made: &'a Made, name: &str) -> &'a str {
    let (_, bytes) = made.files.iter().find(|(known, _)| known == name).unwrap();
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_site_has_the_page_the_rows_and_the_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let site = made(&data(folder.path()), &[("a", TEXT)]).unwrap();
    assert_eq!((site.documents, site.notes.len()), ((2, 1), 0));
    assert!(file(&site, "index.html").contains("<title>Meetings &lt;b&gt;</title>"));
    for name in ["assets/explorer.js", "assets/explorer.css", "assets/outlines.js", "assets/THIRD-PARTY.txt"] {
        assert!(!file(&site, name).is_empty(), "{name}");
    }
    let quotes = file(&site, "data/quotes-0.js");
    // One quote of two rows, and no way out of the script.
    assert_eq!(quotes.matches("met Bo.").count(), 1);
    let data = site.files.iter().filter(|(name, _)| name.starts_with("data/"));
    for (name, bytes) in data {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.starts_with("rapporteurData(\"") && text.ends_with("');\n"), "{name}");
        assert!(
            !text.contains(['<', '>', '&']) && text.matches('\'').count() == 2 && text.lines().count() == 1,
            "{name}"
        );
    }
    assert!(file(&site, "data/texts-0.js").contains("Ä😀 Ana"));
    assert_eq!(file(&site, "download/events.csv"), fs::read_to_string(folder.path().join("data/events.csv")).unwrap());
    assert!(file(&site, "manifest.json").contains("\"index.html\""));
}

#[test]
fn the_same_dataset_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let data = data(folder.path());
    assert_eq!(made(&data, &[("a", TEXT)]).unwrap().files, made(&data, &[("a", TEXT)]).unwrap().files);
}

#[test]
fn another_text_than_the_rows_were_made_from_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let site = made(&data(folder.path()), &[("a", "Something else."), ("z", "Not asked for.")]).unwrap();
    assert_eq!(site.documents, (2, 0));
    assert!(site.notes[0].starts_with("a: its text is not the one"), "{:?}", site.notes);
    assert!(!site.files.iter().any(|(name, _)| name.starts_with("data/texts")));
}

#[test]
fn a_column_of_texts_goes_before_the_sources() {
    let folder = tempfile::tempdir().unwrap();
    let data = data(folder.path());
    let path = data.join("documents.csv");
    let mut table = csv::Reader::from_path(&path).unwrap();
    let column = table.headers().unwrap().iter().position(|name| name == "text").unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.headers().unwrap()).unwrap();
    for (row, text) in table.records().zip([TEXT, ""]) {
        let row = row.unwrap();
        let cells = row.iter().enumerate().map(|(at, cell)| if at == column { text } else { cell });
        writer.write_record(cells).unwrap();
    }
    relist(&data, "documents.csv", &writer.into_inner().unwrap());
    let site = made(&data, &[("a", "Something else.")]).unwrap();
    assert_eq!((site.documents, site.notes.len()), ((2, 1), 0));
    assert!(!file(&site, "data/documents-0.js").contains("met Bo."));
}

/// Changes a file and what the manifest says of it.
fn relist(data: &Path, name: &str, bytes: &[u8]) {
    fs::write(data.join(name), bytes).unwrap();
    let path = data.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let written = rapporteur_export::WrittenFile::of(name, bytes, None);
    for entry in manifest["files"].as_array_mut().unwrap() {
        if entry["name"] == name {
            entry["sha256"] = written.sha256.clone().into();
            entry["bytes"] = written.bytes.into();
        }
    }
    fs::write(path, manifest.to_string()).unwrap();
}

#[test]
fn rows_that_contradict_each_other_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = data(folder.path());
    let table = fs::read_to_string(data.join("participants.csv")).unwrap();
    relist(&data, "participants.csv", table.replace("person:ana", "person:zoe").as_bytes());
    let error = made(&data, &[]).unwrap_err().to_string();
    assert!(
        error.contains("participants.csv:2") && error.contains("\"person:zoe\" is no actor_id of actors"),
        "{error}"
    );
    relist(&data, "participants.csv", table.replace("ev-1", "ev-9").as_bytes());
    assert!(made(&data, &[]).unwrap_err().to_string().contains("belongs to no document"));
}

#[test]
fn a_changed_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = data(folder.path());
    fs::write(data.join("actors.csv"), "actor_id\n").unwrap();
    assert!(made(&data, &[]).unwrap_err().to_string().contains("actors.csv"));
}

#[test]
fn a_site_replaces_a_site_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let data = data(folder.path());
    let site = made(&data, &[]).unwrap();
    let out = folder.path().join("site");
    site.write(&out).unwrap();
    site.write(&out).unwrap();
    assert!(out.join("index.html").is_file());
    let before = fs::read(data.join("events.csv")).unwrap();
    assert!(site.write(&data).unwrap_err().to_string().contains("holds a dataset and no site"));
    assert_eq!(fs::read(data.join("events.csv")).unwrap(), before);
    fs::write(out.join("mine.txt"), "x").unwrap();
    assert!(site.write(&out).unwrap_err().to_string().contains("mine.txt"));
}
