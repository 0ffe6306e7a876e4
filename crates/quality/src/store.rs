//! A dataset as somebody received it: a folder or a ZIP archive, with its checksums held against it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use rapporteur_schema::{SCHEMA_VERSION, TABLES};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::QualityError;

/// The file that lists all others with size, hash and rows.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The checksums of a published release.
const SUMS: &str = "SHA256SUMS";
/// Largest file taken out of an archive, in bytes: an archive may claim any size, and a file is held in memory whole.
const LARGEST: u64 = 2 << 30;

/// Largest manifest or list of checksums, in bytes.
const LARGEST_LIST: u64 = 64 << 20;
/// What stands in the manifest's field `tool`.
const TOOL: &str = "rapporteur";

/// `manifest.json`, as far as readers need it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// The program that wrote it.
    pub tool: String,
    /// Title of the dataset.
    pub title: String,
    /// Version of the program that made the rows.
    pub tool_version: String,
    /// Version of the tables' shape.
    pub schema_version: String,
    /// Hash of the lexicon.
    pub lexicon_sha256: String,
    /// Licence of the tables.
    pub licence: String,
    /// The published edition, if it is one.
    pub edition: Option<Edition>,
    /// Every other file.
    pub files: Vec<Entry>,
}

impl Manifest {
    /// Refuses tables of another major schema version than this program knows: their columns are gone or mean something else.
    ///
    /// # Errors
    /// [`QualityError::OtherSchema`]; `path` is for its message.
    pub fn check_schema(&self, path: &Path) -> Result<(), QualityError> {
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        if major(&self.schema_version) == major(SCHEMA_VERSION) {
            return Ok(());
        }
        let found = Some(self.schema_version.clone()).filter(|v| !v.is_empty());
        Err(QualityError::OtherSchema { path: path.to_owned(), found: found.unwrap_or_else(|| "unknown".to_owned()) })
    }
}

/// Version and day of a published edition.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Edition {
    /// Calendar version.
    pub version: String,
    /// Day of publication.
    pub date: String,
}

/// One file of a manifest.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Entry {
    /// Name, `/` between folders.
    pub name: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Rows, where it is a table.
    pub rows: Option<u64>,
}

/// A folder or an archive that holds a dataset.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Folder,
    /// With the folder that all its files lie in, as `name/`; empty when they lie at the top.
    Zip(Box<ZipArchive<BufReader<File>>>, String),
}

impl Store {
    /// Opens a folder that `rapporteur build` or `rapporteur release` wrote, or the archive of such a folder.
    ///
    /// # Errors
    /// [`QualityError::NoStore`] when there is nothing at `path`, [`QualityError::BadArchive`] when a file is no archive or
    /// is cut off.
    pub fn open(path: &Path) -> Result<Self, QualityError> {
        if path.is_dir() {
            return Ok(Store { path: path.to_owned(), source: Source::Folder });
        }
        let file = File::open(path).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => QualityError::NoStore { path: path.to_owned() },
            _ => QualityError::unreadable(path, e),
        })?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|e| QualityError::archive(path, &e))?;
        let names = archive.file_names().collect::<Result<Vec<_>, _>>().map_err(|e| QualityError::archive(path, &e))?;
        let top = top_folder(names.iter().map(AsRef::as_ref));
        Ok(Store { path: path.to_owned(), source: Source::Zip(Box::new(archive), top) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The content of one file, given by its name in the manifest; `None` when there is no such file.
    ///
    /// # Errors
    /// A file that cannot be read or unpacked, or lies outside of the dataset.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, QualityError> {
        self.read_up_to(name, LARGEST)
    }

    /// The same for a file that should have no more than `most` bytes: a small archive may unpack to anything.
    fn read_up_to(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, QualityError> {
        if !Path::new(name).components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(self.broken(name, "is named as if it lay outside of the dataset"));
        }
        match &mut self.source {
            Source::Folder => {
                let path = self.path.join(name);
                match fs::read(&path) {
                    Ok(bytes) => Ok(Some(bytes)),
                    Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
                    Err(e) => Err(QualityError::unreadable(&path, e)),
                }
            }
            Source::Zip(archive, top) => {
                let entry = match archive.by_name(&format!("{top}{name}")) {
                    Err(zip::result::ZipError::FileNotFound) => return Ok(None),
                    Err(e) => return Err(QualityError::archive(&self.path, &e)),
                    Ok(entry) => entry,
                };
                let mut bytes = Vec::new();
                let read = entry.take(most.saturating_add(1)).read_to_end(&mut bytes);
                if let Err(e) = read {
                    return Err(self.broken(name, &format!("cannot be unpacked ({e})")));
                }
                if bytes.len() as u64 > most {
                    return Err(self.broken(name, &format!("has more than the {most} bytes it may have")));
                }
                Ok(Some(bytes))
            }
        }
    }

    /// The manifest, after every file it lists and every line of `SHA256SUMS`, if there is one, was found to be as they say.
    ///
    /// # Errors
    /// No manifest, or one that is no JSON; a file that is missing, or differs from what is said of it.
    pub fn verified(&mut self) -> Result<Manifest, QualityError> {
        let manifest = self.manifest()?;
        for entry in &manifest.files {
            let Some(bytes) = self.read_up_to(&entry.name, entry.bytes.min(LARGEST))? else {
                return Err(self.broken(&entry.name, "is listed in manifest.json, but is missing"));
            };
            if bytes.len() as u64 != entry.bytes {
                let what = format!("has {} bytes, manifest.json says {}", bytes.len(), entry.bytes);
                return Err(self.broken(&entry.name, &what));
            }
            if !hash(&bytes).eq_ignore_ascii_case(&entry.sha256) {
                return Err(self.broken(&entry.name, "does not have the SHA-256 that manifest.json says"));
            }
        }
        for table in TABLES {
            let name = format!("{}.csv", table.name);
            if !manifest.files.iter().any(|entry| entry.name == name) && self.read(&name)?.is_some() {
                return Err(self.broken(&name, "is there, but manifest.json does not list it"));
            }
        }
        self.verify_sums()?;
        Ok(manifest)
    }

    /// The manifest as it stands.
    ///
    /// # Errors
    /// No manifest, or one that is no JSON.
    pub fn manifest(&mut self) -> Result<Manifest, QualityError> {
        let Some(bytes) = self.read_up_to(MANIFEST, LARGEST_LIST)? else {
            return Err(QualityError::NoManifest { path: self.path.clone() });
        };
        let manifest: Manifest =
            serde_json::from_slice(&bytes).map_err(|e| QualityError::json(&self.path.join(MANIFEST), &e))?;
        match manifest.tool == TOOL {
            true => Ok(manifest),
            false => Err(self.broken(MANIFEST, "does not say that rapporteur wrote it")),
        }
    }

    fn verify_sums(&mut self) -> Result<(), QualityError> {
        let Some(sums) = self.read_up_to(SUMS, LARGEST_LIST)? else { return Ok(()) };
        for line in String::from_utf8_lossy(&sums).lines() {
            let Some((sum, name)) = line.split_once("  ") else {
                return Err(self.broken(SUMS, &format!("holds the line {line:?}, which is no checksum")));
            };
            match self.read(name)? {
                None => return Err(self.broken(name, "is listed in SHA256SUMS, but is missing")),
                Some(bytes) if hash(&bytes) != sum => {
                    return Err(self.broken(name, "does not have the SHA-256 that SHA256SUMS says"));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// An error about one of its files.
    pub(crate) fn broken(&self, name: &str, what: &str) -> QualityError {
        QualityError::Broken { path: self.path.clone(), file: name.to_owned(), what: what.to_owned() }
    }
}

/// The one folder that all names lie in, as `name/`, or nothing.
fn top_folder<'a>(names: impl Iterator<Item = &'a str>) -> String {
    // Archives packed on a Mac have a second folder that nobody asked for.
    let names = names.filter(|name| !name.starts_with("__MACOSX/"));
    let tops: BTreeSet<&str> = names.map(|name| name.split_once('/').map_or("", |(top, _)| top)).collect();
    match tops.first() {
        Some(top) if tops.len() == 1 && !top.is_empty() => format!("{top}/"),
        _ => String::new(),
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_inside_an_archive_is_found() {
        assert_eq!(top_folder(["a/x", "a/y", "__MACOSX/a/._x"].into_iter()), "a/");
        assert_eq!(top_folder(["a/x", "b/y"].into_iter()), "");
        assert_eq!(top_folder(["x", "y"].into_iter()), "");
        assert_eq!(top_folder(std::iter::empty()), "");
    }

    #[test]
    fn an_archive_unpacks_to_no_more_than_it_says() {
        use std::io::Write as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.zip");
        let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file("manifest.json", options).unwrap();
        let listed = r#"{"tool":"rapporteur","files":[{"name":"events.csv","bytes":1,"sha256":"00"}]}"#;
        archive.write_all(listed.as_bytes()).unwrap();
        archive.start_file("events.csv", options).unwrap();
        archive.write_all(&vec![b'x'; 1 << 20]).unwrap();
        archive.finish().unwrap();
        let error = Store::open(&path).unwrap().verified().unwrap_err().to_string();
        assert!(error.contains("events.csv: has more than the 1 bytes"), "{error}");
    }

    #[test]
    fn no_name_leads_outside() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path()).unwrap();
        assert!(store.read("../x").unwrap_err().to_string().contains("outside"));
        assert!(store.read("x").unwrap().is_none());
    }

    #[test]
    fn a_file_that_differs_from_its_checksum_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let open = || Store::open(folder.path()).unwrap().verified();
        assert!(open().unwrap_err().to_string().contains("manifest.json"));
        write("events.csv", "event_id\n");
        write("manifest.json", r#"{"files":[]}"#);
        assert!(open().unwrap_err().to_string().contains("does not say that rapporteur wrote it"));
        write("manifest.json", r#"{"tool":"rapporteur","files":[]}"#);
        assert!(open().unwrap_err().to_string().contains("events.csv: is there, but manifest.json does not list it"));
        let listed = |sum: &str| {
            let file = format!(r#"{{"name":"events.csv","bytes":9,"sha256":"{sum}","rows":0}}"#);
            format!(r#"{{"tool":"rapporteur","files":[{file}]}}"#)
        };
        write("manifest.json", &listed(&hash(b"event_id\n")));
        assert_eq!(open().unwrap().files.len(), 1);
        write("SHA256SUMS", &format!("{}  manifest.json\n", hash(b"other")));
        assert!(open().unwrap_err().to_string().contains("SHA256SUMS"));
        fs::remove_file(folder.path().join("SHA256SUMS")).unwrap();
        write("manifest.json", &listed("00"));
        assert!(open().unwrap_err().to_string().contains("events.csv: does not have the SHA-256"));
    }
}
