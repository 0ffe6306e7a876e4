//! A small dataset, written with polars, sound and then broken in many ways.

use std::fs::{self, File};
use std::path::Path;

use polars::prelude::*;
use polars_io::parquet::write::ParquetWriter;
use rapporteur_schema::vocabulary::*;
use rapporteur_schema::*;
use sha2::{Digest, Sha256};

use super::files::hex;
use super::{Findings, check, frames};

const TEXT: &str = "Zoë Lind met Bo Ek.\nThey will meet again.";

fn dataset() -> Dataset {
    let day = Date::new(2020, 5, 1).ok();
    Dataset {
        documents: vec![DocumentRow {
            document_id: "d".into(),
            source_path: "d.txt".into(),
            sha256: hex(&Sha256::digest(TEXT.as_bytes())),
            characters: 41,
            sentences: 2,
            review_status: ReviewStatus::Auto,
            ..DocumentRow::default()
        }],
        events: vec![EventRow {
            event_id: "ev-1".into(),
            document_id: "d".into(),
            event_type: EventType::Meeting,
            status: Status::Held,
            salience: Salience::Primary,
            start_date: day,
            end_date: day,
            date_precision: DatePrecision::Day,
            mode: Mode::InPerson,
            topics: vec!["migration".into(), "energy".into()],
            confidence: Some(0.5),
            evidence: "Zoë Lind met Bo Ek.".into(),
            evidence_start: 0,
            evidence_end: 19,
            trigger: "met".into(),
            rule_id: "r".into(),
            review_status: ReviewStatus::Auto,
            ..EventRow::default()
        }],
        participants: vec![ParticipantRow {
            event_id: "ev-1".into(),
            actor_id: "person:lind".into(),
            role: Role::Participant,
            mention: "Zoë Lind".into(),
            evidence: "Lind".into(),
            evidence_start: 4,
            evidence_end: 8,
            attendance: Attendance::Stated,
            resolution: Resolution::Exact,
            rule_id: "r".into(),
            review_status: ReviewStatus::Auto,
            ..ParticipantRow::default()
        }],
        actors: ["person:lind", "person:unused"]
            .map(|id| ActorRow {
                actor_id: id.into(),
                name: "Zoë Lind".into(),
                kind: ActorKind::Person,
                review_status: ReviewStatus::Auto,
                ..ActorRow::default()
            })
            .to_vec(),
        ..Dataset::default()
    }
}

/// The cells of one column, as polars holds them.
fn column(described: &rapporteur_schema::Column, cells: &[Cell<'_>]) -> polars::prelude::Column {
    macro_rules! values {
        ($variant:ident($value:ident) => $converted:expr) => {
            cells
                .iter()
                .map(|c| if let Cell::$variant($value) = c { Some($converted) } else { None })
                .collect::<Vec<_>>()
        };
    }
    let name = PlSmallStr::from_static(described.name);
    let series = match described.kind {
        Kind::Text => Series::new(name, values!(Text(s) => *s)),
        Kind::Integer => Series::new(name, values!(Integer(n) => *n)),
        Kind::Float => Series::new(name, values!(Float(x) => *x)),
        Kind::Boolean => Series::new(name, values!(Boolean(b) => *b)),
        Kind::Date => {
            let first = Date::new(1970, 1, 1).unwrap();
            let days = values!(Date(d) => d.duration_since(first).as_hours() as i32 / 24);
            Series::new(name, days).cast(&DataType::Date).unwrap()
        }
        _ => {
            let mut lists = ListStringChunkedBuilder::new(name, cells.len(), 0);
            for cell in cells {
                let Cell::List(items) = cell else { panic!("{cell:?} is no list") };
                lists.append_values_iter(items.iter().map(String::as_str));
            }
            lists.finish().into_series()
        }
    };
    assert_eq!(*series.dtype(), frames::dtype(described.kind));
    series.into()
}

fn write(folder: &Path, dataset: &Dataset, edit: impl Fn(&str, DataFrame) -> DataFrame) {
    let mut entries = Vec::new();
    for (table, rows) in dataset.tables() {
        let columns = table.columns.iter().enumerate().map(|(i, described)| {
            let cells: Vec<Cell<'_>> = rows.iter().map(|row| row[i]).collect();
            column(described, &cells)
        });
        let mut data = edit(table.name, DataFrame::new_infer_height(columns.collect()).unwrap());
        let parquet = format!("{}.parquet", table.name);
        ParquetWriter::new(File::create(folder.join(&parquet)).unwrap()).finish(&mut data).unwrap();
        let csv = format!("{}.csv", table.name);
        let mut text: Vec<String> = vec![table.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(",")];
        text.extend(rows.iter().map(|row| ",".repeat(row.len() - 1)));
        fs::write(folder.join(&csv), text.join("\n") + "\n").unwrap();
        for name in [parquet, csv] {
            let bytes = fs::read(folder.join(&name)).unwrap();
            let sha256 = hex(&Sha256::digest(&bytes));
            entries.push(serde_json::json!({"name": name, "sha256": sha256, "bytes": bytes.len(), "rows": rows.len()}));
        }
    }
    fs::write(folder.join("manifest.json"), serde_json::json!({ "files": entries }).to_string()).unwrap();
    fs::create_dir_all(folder.join("raw")).unwrap();
    fs::write(folder.join("raw/d.txt"), format!("\u{feff}{TEXT}")).unwrap();
}

/// Findings on the dataset after `change`.
fn after(change: impl Fn(&mut Dataset)) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    let mut dataset = dataset();
    change(&mut dataset);
    write(folder.path(), &dataset, |_, data| data);
    check(folder.path(), None).unwrap()
}

fn says(findings: &Findings, expected: &str) {
    let shown: Vec<String> = findings.errors.iter().map(ToString::to_string).collect();
    assert!(shown.iter().any(|s| s == expected), "{expected:?} is not in {shown:#?}");
}

#[test]
fn a_sound_dataset_passes_with_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("raw");
    write(folder.path(), &dataset(), |_, data| data);
    fs::write(raw.join("d.txt"), TEXT).unwrap();
    let findings = check(folder.path(), Some(&raw)).unwrap();
    assert!(findings.is_clean(), "{findings}");
    let shown = findings.to_string();
    assert!(shown.starts_with("note: actors.actor_id: row person:unused: no row refers to this actor\n"), "{shown}");
    assert!(shown.ends_with("checks, 5 rows, no problems"), "{shown}");

    // A byte order mark is no part of the text, but changes the file.
    fs::write(raw.join("d.txt"), format!("\u{feff}{TEXT}")).unwrap();
    let findings = check(folder.path(), Some(&raw)).unwrap();
    assert_eq!(findings.error_count(), 1, "{findings}");
    assert!(findings.errors[0].what.contains("another SHA-256"), "{findings}");

    fs::write(raw.join("d.txt"), TEXT.replace("met Bo", "saw Bo")).unwrap();
    let expected = "events.evidence: row ev-1: d.txt reads \"Zoë Lind saw Bo Ek.\" there; rebuild the dataset";
    says(&check(folder.path(), Some(&raw)).unwrap(), expected);
    fs::write(raw.join("d.txt"), [0xff, 0xfe]).unwrap();
    assert!(check(folder.path(), Some(&raw)).unwrap().notes.iter().any(|n| n.what.contains("is no plain text")));
    fs::remove_file(raw.join("d.txt")).unwrap();
    assert!(check(folder.path(), Some(&raw)).unwrap().errors[0].what.contains("d.txt: cannot be read"));
}

#[test]
fn broken_keys_references_and_words_are_found() {
    let findings = after(|d| {
        d.events.push(EventRow { document_id: "x".into(), topics: Vec::new(), ..d.events[0].clone() });
        d.events[0].mode = Mode::Unset;
        d.participants[0].represents = Some("state:XXX".into());
        d.participants[0].event_id = "ev-7".into();
        d.actors[1].part_of = Some("person:unused".into());
    });
    says(&findings, "events.event_id: row ev-1: the key stands more than once");
    says(&findings, "events.document_id: row ev-1: \"x\" is no document_id of documents");
    says(&findings, "events.mode: row ev-1: is empty text; should be null or filled");
    says(&findings, "events.mode: row ev-1: \"\" is not in the vocabulary");
    let row = "row ev-7 person:lind participant";
    says(&findings, &format!("participants.represents: {row}: \"state:XXX\" is no actor_id of actors"));
    says(&findings, &format!("participants.event_id: {row}: \"ev-7\" is no event_id of events"));
    assert_eq!((findings.error_count(), findings.notes.len()), (6, 0), "{findings}");
}

#[test]
fn values_that_contradict_one_another_are_found() {
    let findings = after(|d| {
        d.events[0].end_date = Date::new(2020, 4, 30).ok();
        d.events[0].confidence = Some(f64::NAN);
        d.events[0].latitude = Some(-91.0);
        d.participants[0].evidence = "Zoë".into();
        d.participants[0].level = Some(6);
    });
    says(&findings, "events.start_date,end_date: row ev-1: start_date is after end_date");
    says(&findings, "events.confidence: row ev-1: is not within 0 and 1");
    says(&findings, "events.latitude: row ev-1: is not within -90 and 90");
    let row = "row ev-1 person:lind participant";
    says(&findings, &format!("participants.evidence: {row}: is 3 code points long, but the offsets are 4 and 8"));
    says(&findings, &format!("participants.level: {row}: is not within 1 and 5"));
    assert_eq!(findings.error_count(), 5, "{findings}");
}

#[test]
fn files_that_are_missing_broken_or_changed_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    write(path, &dataset(), |name, mut data| {
        if name == "events" {
            data = data.drop("mode").unwrap();
            let dates = data.column("start_date").unwrap().cast(&DataType::String).unwrap();
            data.with_column(dates).unwrap();
        }
        data
    });
    fs::write(path.join("documents.parquet"), "PAR1 no parquet PAR1").unwrap();
    fs::remove_file(path.join("actors.parquet")).unwrap();
    fs::remove_file(path.join("actors.csv")).unwrap();
    let events = fs::read_to_string(path.join("events.csv")).unwrap();
    fs::write(path.join("events.csv"), events.lines().next().unwrap()).unwrap();
    let findings = check(path, None).unwrap();
    says(&findings, "events.mode: the column is missing");
    says(&findings, "events.start_date: has type str, should have date");
    says(&findings, "actors.parquet: the table is missing; rebuild the dataset with Parquet output");
    says(&findings, "events.csv: has 0 rows, but the Parquet file has 1; rebuild the dataset");
    says(&findings, "events.csv: has 0 rows, the manifest says 1");
    let shown = findings.to_string();
    assert!(shown.contains("documents.parquet: no readable Parquet file"), "{shown}");
    assert!(shown.contains("documents.parquet: has 20 bytes, the manifest says"), "{shown}");
    assert!(shown.contains("actors.csv: is listed in the manifest, but cannot be read"), "{shown}");
    assert!(shown.contains("note: actors.csv: there is no such file"), "{shown}");

    fs::write(path.join("manifest.json"), "{\n \"files\": 3}").unwrap();
    let message = check(path, None).unwrap_err().to_string();
    assert!(message.contains("manifest.json:2:11: invalid type: integer `3`, expected a sequence"), "{message}");
    assert!(check(&path.join("nowhere"), None).unwrap_err().to_string().contains("no such folder"));
}
