//! Releases: what stands in them, what does not change their bytes, and when they are refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_cli::Pipeline;
use rapporteur_quality::Store;
use rapporteur_release::{Limits, Made, ReleaseError, Request, make};
use tempfile::TempDir;

const ABOUT: &str = r#"
name = "lake-data"
title = "The lake <meetings>"
description = "Meetings about a lake, \"frank\" ones."
homepage = "https://example.org/lake"
repository = "https://example.org/lake.git"
codebook_url = "https://example.org/lake/codebook.html"
language = "en"
keywords = ["lake"]
selection = "Chosen by hand."
method = "Rules."
limits = ["Small."]
uses = ["Tests."]
contact = "https://example.org/lake/issues"
[licence]
spdx = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0 International"
url = "https://creativecommons.org/licenses/by/4.0/"
file = "LICENCE.md"
[[creators]]
name = "Ana Lind"
family_names = "Lind"
given_names = "Ana"
orcid = "https://orcid.org/0000-0002-1825-0097"
[publisher]
name = "The Lake Institute"
url = "https://example.org"
"#;

const TEXT: &str = "\
President Duval meets Prime Minister Lund

OSLO, 9 March 2015. President Ana Duval of France met with Prime Minister Erik Lund of Norway in Oslo on 9 March 2015. \
They agreed to hold a summit in May 2016.
";

/// A dataset of three texts with its description.
struct Shop {
    folder: TempDir,
    data: PathBuf,
    about: PathBuf,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (data, about) = (folder.path().join("out"), folder.path().join("dataset.toml"));
        let shop = Shop { folder, data, about };
        shop.add("dataset.toml", ABOUT);
        shop.add("LICENCE.md", "Take it.\n");
        for year in [2015, 2016, 2017] {
            shop.add(&format!("in/{year}.txt"), &TEXT.replace("9 March 2015", &format!("9 March {year}")));
        }
        shop.build();
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Builds the texts of `in` into `out`.
    fn build(&self) {
        let pipeline = Pipeline::new();
        let dataset = pipeline.build(&[self.path("in")]).unwrap();
        rapporteur_export::write(&dataset, &self.path("out"), &pipeline.release()).unwrap();
    }

    fn make<'a>(&'a self, version: &'a str, change: impl FnOnce(&mut Request<'a>)) -> Result<Made, ReleaseError> {
        let mut request = Request {
            data: &self.data,
            about: &self.about,
            version,
            date: "2026-11-26",
            gold: &[],
            previous: None,
            limits: Limits::default(),
            workbook: true,
        };
        change(&mut request);
        make(&request)
    }

    /// Makes and writes a release; gives its folder.
    fn released(&self, version: &str) -> PathBuf {
        self.make(version, |_| {}).unwrap().write(&self.path("releases"), false).unwrap().folder
    }
}

fn files(made: &Made) -> BTreeMap<&str, &[u8]> {
    made.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

#[test]
fn a_release_is_the_same_bytes_twice_and_its_checksums_hold() {
    let shop = Shop::new();
    let (first, second) = (shop.make("2026.11.0", |_| {}).unwrap(), shop.make("2026.11.0", |_| {}).unwrap());
    assert!(first.files == second.files, "two releases of the same dataset differ");
    let placed = first.write(&shop.path("releases"), false).unwrap();
    for path in [&placed.folder, &placed.archive] {
        let mut store = Store::open(path).unwrap();
        let manifest = store.verified().unwrap();
        assert_eq!(manifest.edition.unwrap().version, "2026.11.0");
        assert_eq!(manifest.files.len() + 2, first.files.len(), "all but the manifest and the checksums are listed");
    }
    let beside: Vec<_> = fs::read_dir(shop.path("releases")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "something else is left beside folder and archive: {beside:?}");
    let again = second.write(&shop.path("releases"), false).unwrap();
    assert_eq!(again, placed);
}

#[test]
fn tables_are_those_of_the_build_and_descriptions_are_escaped() {
    let shop = Shop::new();
    let made = shop.make("2026.11.0", |_| {}).unwrap();
    let files = files(&made);
    assert_eq!(files["events.csv"], fs::read(shop.path("out/events.csv")).unwrap());
    assert_ne!(files["events.parquet"], fs::read(shop.path("out/events.parquet")).unwrap(), "the version is added");
    assert_eq!(files["LICENSE.md"], b"Take it.\n");
    let text = |name: &str| String::from_utf8(files[name].to_vec()).unwrap();
    assert!(text("quality.html").contains("The lake &lt;meetings&gt;"));
    assert!(text("codebook.html").contains("The lake &lt;meetings&gt;"));
    assert!(text("CITATION.cff").contains("family-names: Lind"));
    let zenodo: serde_json::Value = serde_json::from_str(&text(".zenodo.json")).unwrap();
    assert_eq!(zenodo["creators"][0]["orcid"], "0000-0002-1825-0097");
    let package: serde_json::Value = serde_json::from_str(&text("datapackage.json")).unwrap();
    assert_eq!(package["resources"].as_array().unwrap().len(), 7);
    assert!(text("README.md").starts_with("---\nlicense: cc-by-4.0\n"));
    assert!(text("CHANGES.md").contains("compared with no other"));
    let entities = text("entities.ftm.jsonl");
    let first: serde_json::Value = serde_json::from_str(entities.lines().next().unwrap()).unwrap();
    assert!(first["id"].as_str().unwrap().starts_with("rapporteur-"));
    assert!(!files.contains_key("changes.csv"));
}

#[test]
fn what_changed_since_the_release_before_is_told() {
    let shop = Shop::new();
    let before = shop.released("2026.10.0");
    shop.add("in/2018.txt", &TEXT.replace("9 March 2015", "9 March 2018"));
    shop.build();
    let made = shop.make("2026.11.0", |request| request.previous = Some(before.as_path())).unwrap();
    let files = files(&made);
    let changes = String::from_utf8(files["CHANGES.md"].to_vec()).unwrap();
    assert!(changes.starts_with("# Changes from 2026.10.0 to 2026.11.0\n"), "{changes}");
    assert!(changes.contains("| documents | 3 | 4 | 1 | 0 | 0 | 0 |"), "{changes}");
    assert!(String::from_utf8_lossy(files["changes.csv"]).contains("\ndocuments,added,2018,"));
}

#[test]
fn a_release_that_loses_rows_is_refused_unless_it_is_meant_to() {
    let shop = Shop::new();
    let before = shop.released("2026.10.0");
    fs::remove_file(shop.path("in/2017.txt")).unwrap();
    shop.build();
    let error = shop.make("2026.11.0", |request| request.previous = Some(before.as_path())).unwrap_err().to_string();
    assert!(error.starts_with("refused: 1 of 3 rows of documents are gone (33.3 %"), "{error}");
    assert!(error.contains("--max-loss"), "{error}");
    let lenient = Limits { loss: 0.5, ..Limits::default() };
    shop.make("2026.11.0", |request| (request.previous, request.limits) = (Some(before.as_path()), lenient)).unwrap();
}

/// Figures as `rapporteur eval --json` writes them, with `right` core events of ten.
fn figures(right: usize) -> String {
    let tally = |tp: usize| format!(r#"{{"tp":{tp},"fp":{0},"fn":{0}}}"#, 10 - tp);
    let share = r#"{"right":9,"of":10}"#;
    let accuracy = ["type", "start", "end", "country", "place", "role", "salience", "commitment_type"]
        .map(|name| format!("\"{name}\":{share}"))
        .join(",");
    format!(
        r#"{{"documents_scored":4,"documents":{share},"joint":{share},"accuracy":{{{accuracy}}},"events_core":{},
        "events_all":{1},"participants":{1},"commitments":{1},"committers":{1}}}"#,
        tally(right),
        tally(8)
    )
}

#[test]
fn a_release_whose_figures_fall_is_refused() {
    let shop = Shop::new();
    let gold = |right: usize| {
        shop.add("gold.json", &figures(right));
        vec![("gold".to_owned(), shop.path("gold.json"))]
    };
    let measured = gold(8);
    let before =
        shop.make("2026.10.0", |r| r.gold = &measured).unwrap().write(&shop.path("releases"), false).unwrap().archive;
    shop.make("2026.11.0", |r| (r.gold, r.previous) = (measured.as_slice(), Some(before.as_path()))).unwrap();
    let better = gold(9);
    shop.make("2026.11.0", |r| (r.gold, r.previous) = (better.as_slice(), Some(before.as_path()))).unwrap();
    let worse = gold(7);
    let error = shop
        .make("2026.11.0", |r| (r.gold, r.previous) = (worse.as_slice(), Some(before.as_path())))
        .unwrap_err()
        .to_string();
    assert!(error.contains("F1 of events_core on the gold set \"gold\" fell from 0.8000 to 0.7000"), "{error}");
    assert!(error.contains("--max-fall"), "{error}");
    let lenient = Limits { fall: 0.11, ..Limits::default() };
    shop.make("2026.11.0", |r| (r.gold, r.previous, r.limits) = (worse.as_slice(), Some(before.as_path()), lenient))
        .unwrap();
    let error = shop.make("2026.11.0", |r| r.previous = Some(before.as_path())).unwrap_err().to_string();
    assert!(error.contains("was measured before and is not now"), "{error}");
}

#[test]
fn a_release_follows_the_one_before_it_and_a_published_one_does_not_change() {
    let shop = Shop::new();
    let before = shop.released("2026.11.0");
    for version in ["2026.11.0", "2026.9.5", "2025.12.9"] {
        let error = shop.make(version, |r| r.previous = Some(before.as_path())).unwrap_err().to_string();
        assert!(error.contains(&format!("version 2026.11.0, which {version} does not follow")), "{error}");
    }
    shop.make("2026.11.1", |r| r.previous = Some(before.as_path())).unwrap();
    shop.add("in/2018.txt", &TEXT.replace("9 March 2015", "9 March 2018"));
    shop.build();
    let other = shop.make("2026.11.0", |_| {}).unwrap();
    let error = other.write(&shop.path("releases"), false).unwrap_err().to_string();
    assert!(error.contains("is there already and differs") && error.contains("--replace"), "{error}");
    other.write(&shop.path("releases"), true).unwrap();
}

#[test]
fn fewer_remarks_are_no_loss() {
    let shop = Shop::new();
    shop.add("in/empty.txt", "");
    shop.build();
    let before = shop.released("2026.10.0");
    fs::remove_file(shop.path("in/empty.txt")).unwrap();
    shop.build();
    let made = shop.make("2026.11.0", |r| r.previous = Some(before.as_path())).unwrap();
    let lost = made.diff.unwrap().tables.iter().find(|t| t.table == "diagnostics").unwrap().loss();
    assert_eq!(lost, 1.0);
}

#[test]
fn what_the_manifest_does_not_vouch_for_is_not_released() {
    let shop = Shop::new();
    let before = shop.released("2026.10.0");
    let manifest = fs::read_to_string(shop.path("out/manifest.json")).unwrap();
    let with = |from: &str, to: &str| {
        assert!(manifest.contains(from), "{manifest}");
        fs::write(shop.path("out/manifest.json"), manifest.replacen(from, to, 1)).unwrap();
    };
    with("\"name\": \"events.csv\"", "\"name\": \"events.tsv\"");
    refused(shop.make("2026.11.0", |_| {}), &["events.tsv: is listed in manifest.json, but is missing"]);
    let stated = format!("\"schema_version\": \"{}\"", rapporteur_schema::SCHEMA_VERSION);
    with(&stated, "\"schema_version\": \"7.3\"");
    refused(shop.make("2026.11.0", |_| {}), &["schema version 7.3", "rebuild"]);
    with("\"tool\": \"rapporteur\"", "\"tool\": \"pen\"");
    refused(shop.make("2026.11.0", |_| {}), &["manifest.json: does not say that rapporteur wrote it"]);
    fs::write(shop.path("out/manifest.json"), &manifest).unwrap();

    // A release before that lists nothing could not have lost anything.
    let path = before.join("manifest.json");
    let mut listed: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    listed["files"] = serde_json::json!([]);
    fs::write(&path, listed.to_string()).unwrap();
    let result = shop.make("2026.11.0", |r| r.previous = Some(before.as_path()));
    let message = result.map(|made| made.name).unwrap_err().to_string();
    assert!(message.contains(".csv: is there, but manifest.json does not list it"), "{message}");
}

#[test]
fn every_file_says_what_the_description_says() {
    let shop = Shop::new();
    tamper(&shop.path("dataset.toml"), "CC-BY-4.0", "ODbL-1.0");
    let made = shop.make("2026.11.0", |_| {}).unwrap();
    let files = files(&made);
    for name in ["events.parquet", "datapackage.json", "CITATION.cff", "manifest.json"] {
        let text = String::from_utf8_lossy(files[name]);
        assert!(text.contains("ODbL-1.0") && !text.contains("CC-BY-4.0"), "{name}");
    }
    tamper(&shop.path("dataset.toml"), "https://example.org/lake\"", "the lake\"");
    refused(shop.make("2026.11.0", |_| {}), &["dataset.toml: homepage = \"the lake\"", "https://"]);
}

#[test]
fn a_folder_in_the_place_of_the_archive_is_left_alone() {
    let shop = Shop::new();
    let made = shop.make("2026.11.0", |_| {}).unwrap();
    shop.add("releases/lake-data-2026.11.0.zip/precious.txt", "mine");
    let error = made.write(&shop.path("releases"), true).unwrap_err().to_string();
    assert!(error.contains("lake-data-2026.11.0.zip: is no archive of a release"), "{error}");
    let left: Vec<_> = fs::read_dir(shop.path("releases")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["lake-data-2026.11.0.zip"], "nothing was written");
}

#[test]
fn nothing_is_half_written_and_nothing_foreign_is_replaced() {
    let shop = Shop::new();
    let made = shop.make("2026.11.0", |_| {}).unwrap();
    shop.add("releases/lake-data-2026.11.0/precious.txt", "mine");
    let error = made.write(&shop.path("releases"), false).unwrap_err().to_string();
    assert!(error.contains("precious.txt") && error.contains("move"), "{error}");
    let left: Vec<_> = fs::read_dir(shop.path("releases")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["lake-data-2026.11.0"], "the archive was taken back");
    assert_eq!(fs::read_to_string(shop.path("releases/lake-data-2026.11.0/precious.txt")).unwrap(), "mine");
}

/// The message of a release that cannot be made.
#[track_caller]
fn refused(result: Result<Made, ReleaseError>, words: &[&str]) {
    let message = result.map(|made| made.name).unwrap_err().to_string();
    for word in words {
        assert!(message.contains(word), "{word:?} is not in {message:?}");
    }
}

#[test]
fn bad_input_is_named_with_its_remedy() {
    let shop = Shop::new();
    refused(shop.make("2026.11", |_| {}), &["\"2026.11\" is no version", "2026.11.0"]);
    refused(shop.make("2026.11.0", |r| r.date = "yesterday"), &["\"yesterday\" is no day"]);
    refused(shop.make("2026.11.0", |r| r.date = "1970-01-01"), &["1970-01-01 is before 1980", "--date"]);
    let nowhere = shop.path("nowhere");
    refused(shop.make("2026.11.0", |r| r.data = &nowhere), &["nowhere: no such folder or archive"]);
    refused(shop.make("2026.11.0", |r| r.previous = Some(&nowhere)), &["nowhere: no such folder or archive"]);

    let before = shop.released("2026.10.0");
    tamper(&before.join("actors.csv"), "France", "Franca");
    refused(
        shop.make("2026.11.0", |r| r.previous = Some(before.as_path())),
        &["actors.csv: does not have the SHA-256", "fetch"],
    );

    let cut = shop.path("cut.zip");
    let whole = fs::read(shop.path("releases/lake-data-2026.10.0.zip")).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    refused(shop.make("2026.11.0", |r| r.previous = Some(&cut)), &["cut.zip: no whole ZIP archive", "fetch"]);

    tamper(&shop.path("out/events.csv"), "held", "hold");
    refused(shop.make("2026.11.0", |_| {}), &["events.csv: does not have the SHA-256"]);
    shop.build();
    tamper(&shop.path("dataset.toml"), "lake-data", "Lake Data");
    refused(shop.make("2026.11.0", |_| {}), &["dataset.toml: name = \"Lake Data\"", "hyphens"]);
    tamper(&shop.path("dataset.toml"), "keywords", "keyword");
    refused(shop.make("2026.11.0", |_| {}), &["dataset.toml", "keyword"]);
}

fn tamper(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} has no {from:?}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_dataset_without_rows_is_a_release_too() {
    let shop = Shop::new();
    for year in [2015, 2016, 2017] {
        fs::remove_file(shop.path(&format!("in/{year}.txt"))).unwrap();
    }
    shop.add("in/note.txt", "Nothing happened here.\n");
    shop.build();
    let made = shop.make("2026.11.0", |_| {}).unwrap();
    assert_eq!(String::from_utf8_lossy(files(&made)["events.csv"]).lines().count(), 1);
}

#[test]
fn queries_are_answered_and_mistakes_in_them_explained() {
    let shop = Shop::new();
    let query = |sql: &str| rapporteur_quality::query(&shop.path("out"), sql);
    let answer = query("SELECT country, count(*) AS n FROM events WHERE country IS NOT NULL GROUP BY country").unwrap();
    assert_eq!(answer.columns, ["country", "n"]);
    assert_eq!(answer.rows[0][0], "NOR");
    let dates = query("SELECT start_date, topics FROM events ORDER BY start_date LIMIT 1").unwrap();
    assert_eq!(dates.rows[0][0], "2015-03-09");
    assert!(dates.rows[0][1].is_array());
    for (sql, word) in [
        ("SELEC 1", "SELECT"),
        ("DROP TABLE events", "SELECT"),
        ("SELECT nothing FROM events", "nothing"),
        ("SELECT 1 FROM stars", "stars"),
    ] {
        let error = query(sql).unwrap_err().to_string();
        assert!(error.contains(word) && error.contains("rapporteur schema"), "{error}");
    }
    fs::write(shop.path("out/events.parquet"), "PAR1").unwrap();
    let error = query("SELECT 1 FROM events").unwrap_err().to_string();
    assert!(error.contains("events.parquet: no readable Parquet file"), "{error}");
}
