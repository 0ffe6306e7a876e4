//! A finished dataset becomes a release that people can cite, check and open anywhere.
//!
//! [`make`] takes the folder that `rapporteur build` wrote and a `dataset.toml` that says what it is, and returns every file
//! of the release; [`Made::write`] puts them in place as a whole, with a ZIP archive beside them. Nothing here reads the
//! clock or the host name, so the same input gives the same bytes on any machine.
//!
//! | file | holds |
//! |---|---|
//! | `<table>.csv`, `<table>.parquet` | the tables |
//! | `<name>.xlsx`, `<name>.sqlite` | the same as a workbook and as a database |
//! | `datapackage.json`, `csv-metadata.json`, `croissant.json`, `dcat.jsonld` | what they are, in the terms of four standards |
//! | `codebook.md`, `codebook.html`, `codebook.ttl` | columns and codes, for people and as SKOS |
//! | `entities.ftm.jsonl` | actors, events and documents as FollowTheMoney entities |
//! | `CITATION.cff`, `.zenodo.json`, `LICENSE.md`, `README.md` | how to cite it, its licence, its data card |
//! | `quality.json`, `quality.html`, `review-*.csv` | how right it is, and what was not understood |
//! | `CHANGES.md`, `changes.csv` | what changed since the release before |
//! | `manifest.json`, `SHA256SUMS` | size, rows and hash of every file |

mod about;
mod archive;
mod database;
mod error;
mod facts;
mod gate;
mod pages;
mod place;
mod read;
mod report;
mod standards;
mod workbook;

use std::path::{Path, PathBuf};

use rapporteur_export::{Edition, MANIFEST, Release, SUMS, WrittenFile, codebook_markdown, manifest, parquet_files};
use rapporteur_quality::{Diff, Manifest, Store, diff};
use rapporteur_schema::{Dataset, Date, TABLES};

pub use about::{About, Creator, Licence, Publisher};
pub use error::ReleaseError;
pub use gate::Limits;
pub use place::Placed;

use facts::{DataFile, Facts, Format, WholeFile};

/// A file: name and content.
type NamedFile = (String, Vec<u8>);

/// What to release, and as what.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The folder, or archive, of the dataset.
    pub data: &'a Path,
    /// Its `dataset.toml`.
    pub about: &'a Path,
    /// Version: `2026.11.0`.
    pub version: &'a str,
    /// Day of publication: `2026-11-26`.
    pub date: &'a str,
    /// Gold sets by name, each with what `rapporteur eval --json` wrote of it.
    pub gold: &'a [(String, PathBuf)],
    /// The release before, folder or archive.
    pub previous: Option<&'a Path>,
    /// How far it may fall behind that.
    pub limits: Limits,
    /// Whether to make the workbook, which holds a million rows a sheet.
    pub workbook: bool,
}

/// A finished release, not written yet.
#[derive(Clone, Debug)]
pub struct Made {
    /// Name of the folder and the archive: name of the dataset and version.
    pub name: String,
    /// Every file: name and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// What changed since the release before.
    pub diff: Option<Diff>,
    /// Remarks for whoever makes it.
    pub notes: Vec<String>,
}

/// Makes every file of a release.
///
/// # Errors
/// See [`ReleaseError`]; among them that the release is refused because it falls behind the one before it.
pub fn make(request: &Request<'_>) -> Result<Made, ReleaseError> {
    check_version(request.version)?;
    check_date(request.date)?;
    let (about, licence) = About::read(request.about)?;
    let mut store = Store::open(request.data)?;
    let found = store.verified()?;
    let dataset = read::dataset(&mut store, &found)?;
    let (mut files, data_files) = table_files(request, &about, &mut store, &found, &dataset)?;
    let facts = Facts {
        about: &about,
        version: request.version,
        date: request.date,
        manifest: &found,
        dataset: &dataset,
        files: &data_files,
        whole: &[],
    };
    let review = review_lists(&mut store, &found)?;
    let gold = request.gold.iter().map(|(name, path)| report::gold(name, path)).collect::<Result<Vec<_>, _>>()?;
    let quality = report::quality(&facts, gold, &review);
    let mut notes = Vec::new();
    let whole = whole_files(request, &facts, &mut files, &mut notes)?;
    let facts = Facts { whole: &whole, ..facts };

    files.extend(standard_files(&facts)?);
    files.push(("LICENSE.md".to_owned(), licence));
    files.push(("codebook.md".to_owned(), codebook_markdown().into_bytes()));
    files.push(("quality.json".to_owned(), quality.json()?));
    files.extend(review);
    let changes = compare(request, &mut files, &quality.gold)?;
    files.extend(pages::all(&facts, &quality)?);
    seal(&mut files, &facts, &found)?;
    Ok(Made { name: format!("{}-{}", about.name, request.version), files, diff: changes, notes })
}

/// Workbook and database.
fn whole_files(
    request: &Request<'_>,
    facts: &Facts<'_>,
    files: &mut Vec<NamedFile>,
    notes: &mut Vec<String>,
) -> Result<Vec<WholeFile>, ReleaseError> {
    let name = &facts.about.name;
    let mut whole = Vec::new();
    let mut add = |name: String, description, media, bytes: Vec<u8>| {
        let WrittenFile { sha256, bytes: size, .. } = WrittenFile::of(&name, &bytes, None);
        whole.push(WholeFile { name: name.clone(), description, media, bytes: size, sha256 });
        files.push((name, bytes));
    };
    if request.workbook {
        let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        add(format!("{name}.xlsx"), "All tables as a workbook, a sheet each.", media, workbook::file(facts)?);
        let cut = workbook::cut_cells(facts.dataset);
        if cut > 0 {
            notes.push(format!("{cut} texts are longer than a cell of the workbook holds and were cut there"));
        }
    }
    let description = "All tables as an SQLite database with keys, indexes and full-text search.";
    add(format!("{name}.sqlite"), description, "application/vnd.sqlite3", database::file(facts)?);
    Ok(whole)
}

/// `2026.11.0`: year, month and number without leading zeros, which makes it a semantic version as well.
fn check_version(version: &str) -> Result<(), ReleaseError> {
    let parts: Vec<&str> = version.split('.').collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|n| n.to_string() == text);
    match parts.iter().map(|part| number(part)).collect::<Option<Vec<u32>>>().as_deref() {
        Some([1000..=9999, 1..=12, _]) => Ok(()),
        _ => Err(ReleaseError::Version { version: version.to_owned() }),
    }
}

fn check_date(date: &str) -> Result<(), ReleaseError> {
    match date.parse::<Date>() {
        Ok(day) if day.to_string() == date && day.year() < 1980 => {
            Err(ReleaseError::TooEarly { date: date.to_owned() })
        }
        Ok(day) if day.to_string() == date => Ok(()),
        _ => Err(ReleaseError::Day { date: date.to_owned() }),
    }
}

/// CSV as it was built; Parquet anew, with the version of the release in its metadata.
fn table_files(
    request: &Request<'_>,
    about: &About,
    store: &mut Store,
    found: &Manifest,
    dataset: &Dataset,
) -> Result<(Vec<NamedFile>, Vec<DataFile>), ReleaseError> {
    let release = Release {
        title: &about.title,
        version: &found.tool_version,
        lexicon_hash: &found.lexicon_sha256,
        licence: &about.licence.spdx,
        edition: Some(Edition { version: request.version, date: request.date }),
        extra_files: &[],
    };
    let mut files = Vec::new();
    let mut described = Vec::new();
    let parquet = parquet_files(dataset, &release)?;
    for (table, (parquet_name, parquet, rows)) in TABLES.into_iter().zip(parquet) {
        let csv_name = format!("{}.csv", table.name);
        // It was read as a dataset already.
        let csv = store.read(&csv_name)?.unwrap_or_default();
        for (name, bytes, format) in [(csv_name, csv, Format::Csv), (parquet_name, parquet, Format::Parquet)] {
            let WrittenFile { sha256, bytes: size, .. } = WrittenFile::of(&name, &bytes, None);
            described.push(DataFile { name: name.clone(), table, format, bytes: size, sha256, rows });
            files.push((name, bytes));
        }
    }
    Ok((files, described))
}

fn standard_files(facts: &Facts<'_>) -> Result<Vec<NamedFile>, ReleaseError> {
    let files = [
        ("datapackage.json", standards::datapackage::file(facts)),
        ("csv-metadata.json", standards::csvw::file(facts)),
        ("croissant.json", standards::croissant::file(facts)),
        ("dcat.jsonld", standards::dcat::file(facts)),
        ("codebook.ttl", standards::skos::file(facts)),
        ("entities.ftm.jsonl", standards::ftm::file(facts)),
        ("CITATION.cff", standards::citation::cff(facts)?),
        (".zenodo.json", standards::citation::zenodo(facts)),
    ];
    Ok(files.map(|(name, bytes)| (name.to_owned(), bytes)).into())
}

/// The lists of what was not understood, under names without a folder.
fn review_lists(store: &mut Store, found: &Manifest) -> Result<Vec<NamedFile>, ReleaseError> {
    let mut lists = Vec::new();
    for entry in &found.files {
        // In a build they lie in a folder, in a release beside the tables.
        let name = entry.name.strip_prefix("review/").or_else(|| entry.name.strip_prefix("review-"));
        if let Some(name) = name.filter(|name| name.ends_with(".csv"))
            && let Some(bytes) = store.read(&entry.name)?
        {
            lists.push((format!("review-{name}"), bytes));
        }
    }
    Ok(lists)
}

/// Holds the release against the one before it, and adds what changed.
fn compare(
    request: &Request<'_>,
    files: &mut Vec<NamedFile>,
    gold: &[report::Gold],
) -> Result<Option<Diff>, ReleaseError> {
    let Some(previous) = request.previous else {
        let first = "# Changes\n\nThis release was compared with no other.\n";
        files.push(("CHANGES.md".to_owned(), first.into()));
        return Ok(None);
    };
    let mut changes = diff(previous, request.data)?;
    changes.new.version = request.version.to_owned();
    changes.new.date = request.date.to_owned();
    let before = report::earlier(&mut Store::open(previous)?)?;
    gate::check(request.limits, &changes, &before, gold)?;
    files.push(("CHANGES.md".to_owned(), changes.to_markdown().into_bytes()));
    files.push(("changes.csv".to_owned(), changes.to_csv().into_bytes()));
    Ok(Some(changes))
}

/// Manifest and checksums, which cover everything else.
fn seal(files: &mut Vec<NamedFile>, facts: &Facts<'_>, found: &Manifest) -> Result<(), ReleaseError> {
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let rows = |name: &str| facts.files.iter().find(|f| f.name == name).map(|f| f.rows);
    let listed: Vec<WrittenFile> = files.iter().map(|(name, bytes)| WrittenFile::of(name, bytes, rows(name))).collect();
    let release = Release {
        title: &facts.about.title,
        version: &found.tool_version,
        lexicon_hash: &found.lexicon_sha256,
        licence: &facts.about.licence.spdx,
        edition: Some(Edition { version: facts.version, date: facts.date }),
        extra_files: &[],
    };
    files.push((MANIFEST.to_owned(), manifest(&listed, &release)?));
    files.push((SUMS.to_owned(), archive::sums(files)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_calendar_and_semantic() {
        assert!(check_version("2026.11.0").is_ok() && check_version("2026.1.12").is_ok());
        for wrong in ["", "2026", "2026.11", "2026.01.0", "2026.13.0", "26.11.0", "2026.11.0-rc", "2026.11.+1"] {
            assert!(check_version(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_days() {
        assert!(check_date("2026-11-26").is_ok());
        for wrong in ["", "26 November", "2026-11-31", "2026-11-26T10:00", "1000-01-01"] {
            assert!(check_date(wrong).is_err(), "{wrong}");
        }
        assert!(check_date("1970-01-01").unwrap_err().to_string().contains("1980"));
    }
}
