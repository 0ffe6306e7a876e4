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
mod read;
mod report;
mod standards;
mod workbook;

use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_export::{Edition, MANIFEST, Release, SUMS, WrittenFile, codebook_markdown, manifest, parquet_files};
use rapporteur_quality::{Diff, Manifest, Store, diff};
use rapporteur_schema::{Dataset, Date, TABLES};

pub use about::{About, Creator, Licence, Publisher};
pub use error::ReleaseError;
pub use gate::Limits;

use facts::{DataFile, Facts, Format};

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

/// Where a release was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The folder.
    pub folder: PathBuf,
    /// The archive.
    pub archive: PathBuf,
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
    let dataset = read::dataset(&mut store)?;
    let (tables, data_files) = table_files(request, &mut store, &found, &dataset)?;
    let facts = Facts {
        about: &about,
        version: request.version,
        date: request.date,
        manifest: &found,
        dataset: &dataset,
        files: &data_files,
    };
    let review = review_lists(&mut store, &found)?;
    let gold = request.gold.iter().map(|(name, path)| report::gold(name, path)).collect::<Result<Vec<_>, _>>()?;
    let quality = report::quality(&facts, gold, &review);

    let mut files = tables;
    files.extend(standard_files(&facts)?);
    files.push(("LICENSE.md".to_owned(), licence));
    files.push(("codebook.md".to_owned(), codebook_markdown().into_bytes()));
    files.push(("quality.json".to_owned(), quality.json()?));
    let mut notes = Vec::new();
    if request.workbook {
        files.push((format!("{}.xlsx", about.name), workbook::file(&facts)?));
        let cut = workbook::cut_cells(&dataset);
        if cut > 0 {
            notes.push(format!("{cut} texts are longer than a cell of the workbook holds and were cut there"));
        }
    }
    files.push((format!("{}.sqlite", about.name), database::file(&facts)?));
    files.extend(review);
    let changes = compare(request, &mut files, &quality.gold)?;
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    files.extend(pages::all(&facts, &quality, &names)?);
    seal(&mut files, &facts, &found)?;
    Ok(Made { name: format!("{}-{}", about.name, request.version), files, diff: changes, notes })
}

impl Made {
    /// Writes the release as a folder of `out`, with its archive beside it. Both are written aside and renamed, so that what
    /// was there before stays until they are whole.
    ///
    /// # Errors
    /// A folder that cannot be written, or that holds what is no release.
    pub fn write(&self, out: &Path) -> Result<Placed, ReleaseError> {
        let placed = Placed { folder: out.join(&self.name), archive: out.join(format!("{}.zip", self.name)) };
        let archive = archive::zip(&self.name, &self.files)?;
        fs::create_dir_all(out).map_err(ReleaseError::io(out))?;
        let _lock = rapporteur_export::lock(&placed.folder)?;
        let aside = out.join(format!(".{}.zip.partial", self.name));
        fs::write(&aside, archive).map_err(ReleaseError::io(&aside))?;
        if let Err(error) = rapporteur_export::write_files(&placed.folder, &self.files) {
            let _ = fs::remove_file(&aside);
            return Err(error.into());
        }
        fs::rename(&aside, &placed.archive).map_err(ReleaseError::io(&placed.archive))?;
        Ok(placed)
    }
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
        // A workbook cannot be dated earlier.
        Ok(day) if day.to_string() == date && day.year() >= 1980 => Ok(()),
        _ => Err(ReleaseError::Day { date: date.to_owned() }),
    }
}

/// CSV as it was built; Parquet anew, with the version of the release in its metadata.
fn table_files(
    request: &Request<'_>,
    store: &mut Store,
    found: &Manifest,
    dataset: &Dataset,
) -> Result<(Vec<NamedFile>, Vec<DataFile>), ReleaseError> {
    let release = Release {
        title: &found.title,
        version: &found.tool_version,
        lexicon_hash: &found.lexicon_sha256,
        licence: &found.licence,
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
        if let Some(name) = entry.name.strip_prefix("review/").filter(|name| name.ends_with(".csv"))
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
    }
}
