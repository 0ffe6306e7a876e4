//! A small invented dataset with every awkward kind of cell.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rapporteur_export::Release;
use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{ActorRow, Dataset, DocumentRow, EventRow};

pub(crate) const RELEASE: Release<'static> = Release {
    title: "Invented",
    version: "9.9.9",
    lexicon_hash: "abc123",
    licence: "CC-BY-4.0",
    edition: None,
    extra_files: &[],
};

pub(crate) fn dataset() -> Dataset {
    let document = DocumentRow {
        document_id: "doc-1".into(),
        source_path: "doc/1.txt".into(),
        sha256: "00".into(),
        title: Some("Talks, \"frank\" ones".into()),
        published_date: Some(jiff::civil::date(2015, 3, 9)),
        characters: 120,
        sentences: 2,
        review_status: ReviewStatus::Auto,
        ..DocumentRow::default()
    };
    let event = EventRow {
        event_id: "ev-1".into(),
        document_id: "doc-1".into(),
        event_type: EventType::Meeting,
        status: Status::Held,
        salience: Salience::Primary,
        start_date: Some(jiff::civil::date(1969, 12, 31)),
        date_precision: DatePrecision::Day,
        latitude: Some(38.0),
        longitude: Some(-0.1),
        mode: Mode::InPerson,
        topics: vec!["trade".into(), "water".into()],
        evidence: "They met\r\nin “Elbonia”,\nand – as ever – agreed.".into(),
        evidence_start: 0,
        evidence_end: 47,
        trigger: "=met".into(),
        rule_id: "met".into(),
        review_status: ReviewStatus::Auto,
        ..EventRow::default()
    };
    let second = EventRow { event_id: "ev-2".into(), topics: vec![], latitude: None, longitude: None, ..event.clone() };
    let actor = ActorRow {
        actor_id: "state:ELB".into(),
        name: "Elbonia".into(),
        kind: ActorKind::State,
        aliases: vec!["Элбония".into()],
        review_status: ReviewStatus::Auto,
        ..ActorRow::default()
    };
    Dataset { documents: vec![document], events: vec![event, second], actors: vec![actor], ..Dataset::default() }
}

/// Every file of a folder with its content.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap())
        .map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap()))
        .collect()
}

/// The names in a folder, hidden ones too.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
