//! What was written is what is read back.

use std::fs::{self, File};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rapporteur_export::arrow::{arrow_schema, record_batch};
use rapporteur_export::write;
use rapporteur_schema::{Cell, Dataset, EventRow, Row, TABLES};

use crate::small::{RELEASE, contents, dataset};

#[test]
fn csv_gives_every_cell_back() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    for (table, rows) in dataset().tables() {
        let mut reader = csv::Reader::from_path(out.join(format!("{}.csv", table.name))).unwrap();
        assert!(reader.headers().unwrap().iter().eq(table.columns.iter().map(|c| c.name)));
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows.len());
        for (record, row) in records.iter().zip(rows) {
            for (found, cell) in record.iter().zip(row) {
                match cell {
                    Cell::Null => assert_eq!(found, ""),
                    Cell::Text(s) => assert_eq!(found, s),
                    Cell::Integer(n) => assert_eq!(found.parse(), Ok(n)),
                    Cell::Float(x) => assert_eq!(found.parse(), Ok(x)),
                    Cell::Boolean(b) => assert_eq!(found.parse(), Ok(b)),
                    Cell::Date(d) => assert_eq!(found, d.to_string()),
                    Cell::List(items) => assert_eq!(found, items.join("|")),
                }
            }
        }
    }
}

#[test]
fn csv_quotes_only_what_it_must() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    let text = fs::read_to_string(out.join("documents.csv")).unwrap();
    let row = text.strip_suffix('\n').unwrap().split_once('\n').unwrap().1;
    assert_eq!(row, "doc-1,doc/1.txt,00,\"Talks, \"\"frank\"\" ones\",,,,,2015-03-09,,,,,120,2,,,auto");
    let events = fs::read_to_string(out.join("events.csv")).unwrap();
    assert!(events.contains(",38.0,-0.1,in_person,trade|water,"));
    assert!(events.contains(",\"They met\r\nin “Elbonia”,\nand – as ever – agreed.\","));
}

fn read_parquet(bytes_of: &std::path::Path) -> (RecordBatch, Vec<(String, String)>, String) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(bytes_of).unwrap()).unwrap();
    let meta = builder.metadata().file_metadata();
    let entries = meta.key_value_metadata().unwrap().iter();
    let entries = entries.map(|e| (e.key.clone(), e.value.clone().unwrap_or_default())).collect();
    let tool = meta.created_by().unwrap().to_owned();
    let schema = builder.schema().clone();
    let batches: Vec<_> = builder.build().unwrap().map(Result::unwrap).collect();
    let batch = batches.into_iter().next().unwrap_or_else(|| RecordBatch::new_empty(schema));
    (batch, entries, tool)
}

#[test]
fn parquet_gives_every_batch_back() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    for table in TABLES {
        let (batch, _, _) = read_parquet(&out.join(format!("{}.parquet", table.name)));
        assert_eq!(batch.columns(), record_batch(&dataset(), table).columns(), "{}", table.name);
        assert_eq!(batch.schema().fields, arrow_schema(table).fields, "{}", table.name);
    }
}

#[test]
fn parquet_has_types_descriptions_and_release_metadata() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    let (batch, entries, tool) = read_parquet(&out.join("events.parquet"));
    let column = |name: &str| batch.column_by_name(name).unwrap();
    assert_eq!(column("start_date").as_primitive::<Date32Type>().value(0), -1);
    assert_eq!(column("longitude").as_primitive::<Float64Type>().value(0), -0.1);
    assert!(column("longitude").is_null(1));
    assert_eq!(column("evidence_end").as_primitive::<Int64Type>().value(1), 47);
    assert_eq!(column("topics").as_list::<i32>().value(0).as_string::<i32>().value(1), "water");
    assert!(column("topics").is_valid(1) && column("topics").as_list::<i32>().value(1).is_empty());
    let schema = batch.schema();
    assert!(schema.fields().iter().all(|f| !matches!(f.data_type(), DataType::Dictionary(..))));
    assert_eq!(schema.field_with_name("evidence").unwrap().metadata()["description"], "The quote that proves the row.");
    let ours: Vec<_> = entries.iter().map(|(k, v)| (k.as_str(), v.as_str())).take(7).collect();
    assert_eq!(
        ours,
        [
            ("title", "Invented"),
            ("version", "9.9.9"),
            ("schema_version", rapporteur_schema::SCHEMA_VERSION),
            ("licence", "CC-BY-4.0"),
            ("lexicon_hash", "abc123"),
            ("table", "events"),
            ("description", EventRow::TABLE.description.trim()),
        ]
    );
    assert_eq!(tool, "rapporteur version 9.9.9");
}

#[test]
fn more_rows_than_one_batch_keep_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let event = &dataset().events[0];
    let events = (0..70_000).map(|i| EventRow { evidence_start: i, ..event.clone() }).collect();
    write(&Dataset { events, ..Dataset::default() }, &out, &RELEASE).unwrap();
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(out.join("events.parquet")).unwrap()).unwrap();
    let mut next = 0;
    for batch in builder.build().unwrap() {
        let batch = batch.unwrap();
        for value in batch.column_by_name("evidence_start").unwrap().as_primitive::<Int64Type>().values() {
            assert_eq!(*value, next);
            next += 1;
        }
    }
    assert_eq!(next, 70_000);
}

#[test]
fn two_writes_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let first = write(&dataset(), &one, &RELEASE).unwrap();
    let second = write(&dataset(), &two, &RELEASE).unwrap();
    assert_eq!(first, second);
    assert_eq!(contents(&one), contents(&two));
}

#[test]
fn the_manifest_lists_every_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let extra = [("about.txt".to_owned(), b"x".to_vec())];
    let written = write(&dataset(), &out, &rapporteur_export::Release { extra_files: &extra, ..RELEASE }).unwrap();
    let text = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(text.starts_with("{\n  \"title\": \"Invented\",\n  \"tool\": \"rapporteur\",\n") && text.ends_with("}\n"));
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let files = manifest["files"].as_array().unwrap();
    let names: Vec<_> = files.iter().map(|f| f["name"].as_str().unwrap()).collect();
    assert!(names.is_sorted() && !names.contains(&"manifest.json"));
    assert_eq!(names.len() + 1, contents(&out).len());
    assert!(written.files.iter().filter(|f| f.name != "manifest.json").map(|f| f.name.as_str()).eq(names));
    let about = &files[0];
    // echo -n x | sha256sum
    assert_eq!(about["sha256"], "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    assert!(about["rows"].is_null());
    assert_eq!(files.iter().find(|f| f["name"] == "events.parquet").unwrap()["rows"], 2);
}
