//! The files beside the Parquet tables: CSV with the same rows, and the manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path};

use rapporteur_schema::{TABLES, Table};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::frames::Frame;
use super::{Finding, Findings};
use crate::QualityError;

const MANIFEST: &str = "manifest.json";

#[derive(Deserialize)]
struct Manifest {
    files: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    sha256: String,
    bytes: u64,
    rows: Option<u64>,
}

/// Runs all checks of this module.
pub(super) fn check(folder: &Path, frames: &[Frame], findings: &mut Findings) -> Result<(), QualityError> {
    // Rows per file, as counted here.
    let mut rows: BTreeMap<String, u64> = BTreeMap::new();
    for frame in frames {
        rows.insert(format!("{}.parquet", frame.table.name), frame.data.height() as u64);
    }
    for table in TABLES {
        let file = format!("{}.csv", table.name);
        let path = folder.join(&file);
        if !path.exists() {
            findings.notes(format!("{}: CSV", table.name), 1, [Finding::whole(file, "there is no such file")]);
            continue;
        }
        let problem = match count(&path, table) {
            Err(what) => Some(what),
            Ok(number) => {
                let in_parquet = rows.get(&format!("{}.parquet", table.name)).copied();
                rows.insert(file.clone(), number);
                in_parquet
                    .filter(|&n| n != number)
                    .map(|n| format!("has {number} rows, but the Parquet file has {n}; rebuild the dataset"))
            }
        };
        findings.errors(format!("{}: CSV", table.name), 1, problem.map(|what| Finding::whole(file, what)));
    }
    manifest(folder, &rows, findings)
}

/// Number of rows of a CSV file, whose header must be that of the table.
fn count(path: &Path, table: &Table) -> Result<u64, String> {
    let mut reader = csv::Reader::from_path(path).map_err(|e| e.to_string())?;
    let header = reader.headers().map_err(|e| e.to_string())?;
    if !header.iter().eq(table.columns.iter().map(|c| c.name)) {
        return Err("the header differs from the schema; rebuild the dataset".to_owned());
    }
    let mut number = 0;
    for record in reader.into_records() {
        record.map_err(|e| format!("{e}; rebuild the dataset"))?;
        number += 1;
    }
    Ok(number)
}

fn manifest(folder: &Path, rows: &BTreeMap<String, u64>, findings: &mut Findings) -> Result<(), QualityError> {
    let path = folder.join(MANIFEST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let what = "is missing, so that nobody can tell whether the files are complete; rebuild the dataset";
            findings.errors("manifest", 1, [Finding::whole(MANIFEST, what)]);
            return Ok(());
        }
        Err(e) => return Err(QualityError::unreadable(&path, e)),
    };
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|e| QualityError::json(&path, &e))?;
    let mut found: Vec<Finding> = manifest.files.iter().flat_map(|entry| against(folder, entry, rows)).collect();
    let listed: BTreeSet<&str> = manifest.files.iter().map(|e| e.name.as_str()).collect();
    let unlisted: Vec<&String> = rows.keys().filter(|name| !listed.contains(name.as_str())).collect();
    found.extend(unlisted.into_iter().map(|name| Finding::whole(name, "is not listed in the manifest")));
    findings.errors("manifest", manifest.files.len(), found);
    Ok(())
}

/// What an entry of the manifest says that is not so.
fn against(folder: &Path, entry: &Entry, rows: &BTreeMap<String, u64>) -> Vec<Finding> {
    let relative = Path::new(&entry.name);
    let mut problems = Vec::new();
    if !relative.components().all(|c| matches!(c, Component::Normal(_))) {
        problems.push("the manifest lists a file outside of the folder".to_owned());
    } else {
        match digest(&folder.join(relative)) {
            Err(e) => problems.push(format!("is listed in the manifest, but cannot be read ({e})")),
            Ok((bytes, _)) if bytes != entry.bytes => {
                problems.push(format!("has {bytes} bytes, the manifest says {}", entry.bytes));
            }
            Ok((_, sha256)) if !sha256.eq_ignore_ascii_case(&entry.sha256) => {
                problems.push(format!("has SHA-256 {sha256}, the manifest says {}", entry.sha256));
            }
            Ok(_) => {}
        }
        if let (Some(said), Some(counted)) = (entry.rows, rows.get(&entry.name))
            && said != *counted
        {
            problems.push(format!("has {counted} rows, the manifest says {said}"));
        }
    }
    problems.into_iter().map(|what| Finding::whole(&entry.name, what)).collect()
}

/// Size and SHA-256 of a file.
fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((size, hex(&hasher.finalize())));
        }
        hasher.update(&buffer[..read]);
        size += read as u64;
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
