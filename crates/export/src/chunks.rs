//! Tables written as their rows come, so that no more than a few of them are in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rapporteur_schema::{Dataset, TABLES};
use sha2::{Digest, Sha256};

use crate::csv::CsvTable;
use crate::manifest::MANIFEST;
use crate::parquet::ParquetTable;
use crate::render::{CODEBOOK, check_names, hex_of, tables};
use crate::swap::Partial;
use crate::{ExportError, Release, Written, WrittenFile, codebook, csv, manifest, parquet};

/// Chunks waiting for each of the two writers.
const WAITING: usize = 2;

/// Further files of a release: relative name, `/` between folders, and content.
pub type ExtraFiles = Vec<(String, Vec<u8>)>;

/// Takes the next rows of all tables.
pub type Chunks<'a> = &'a mut dyn FnMut(Dataset) -> Result<(), ExportError>;

/// Lets `fill` hand over all rows and the files that go with them, and writes everything into a folder; the manifest comes
/// last.
pub(crate) fn fill<E: From<ExportError>>(
    partial: &Partial,
    release: &Release<'_>,
    fill: impl FnOnce(Chunks<'_>) -> Result<ExtraFiles, E>,
) -> Result<Written, E> {
    let (filled, written) = std::thread::scope(|scope| {
        let (to_csv, csv_chunks) = sync_channel::<Arc<Dataset>>(WAITING);
        let (to_parquet, parquet_chunks) = sync_channel::<Arc<Dataset>>(WAITING);
        let csv = scope.spawn(move || write_csv(partial, csv_chunks));
        let parquet = scope.spawn(move || write_parquet(partial, release, parquet_chunks));
        let filled = fill(&mut |chunk| {
            let chunk = Arc::new(chunk);
            send(&to_csv, &chunk);
            send(&to_parquet, &chunk);
            Ok(())
        });
        drop((to_csv, to_parquet));
        (filled, [csv.join(), parquet.join()])
    });
    let extra = filled?;
    let mut files = Vec::new();
    for written in written {
        match written {
            Ok(written) => files.extend(written?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
    check_names(&extra)?;
    check_names(release.extra_files)?;
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), ExportError> {
        partial.add(name, bytes)?;
        files.push(WrittenFile::of(name, bytes, None));
        Ok(())
    };
    add(CODEBOOK, codebook::codebook_markdown().as_bytes())?;
    for (name, bytes) in release.extra_files.iter().chain(&extra) {
        add(name, bytes)?;
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = manifest::manifest(&files, release)?;
    partial.add(MANIFEST, &manifest)?;
    files.push(WrittenFile::of(MANIFEST, &manifest, None));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Written { files })
}

/// A writer that has ended early tells its error when it is joined; until then chunks go nowhere.
fn send(to: &SyncSender<Arc<Dataset>>, chunk: &Arc<Dataset>) {
    let _ = to.send(Arc::clone(chunk));
}

fn write_csv(partial: &Partial, chunks: Receiver<Arc<Dataset>>) -> Result<Vec<WrittenFile>, ExportError> {
    let open = TABLES.iter().map(|table| {
        let name = csv::file_name(table);
        Ok((table.name, (CsvTable::new(table, Hashed::create(partial, &name)?)?, 0u64)))
    });
    let mut open: BTreeMap<&str, (CsvTable<Hashed>, u64)> = open.collect::<Result<_, ExportError>>()?;
    for chunk in chunks {
        for rows in tables(&chunk) {
            if let Some((file, count)) = open.get_mut(rows.table.name) {
                *count += rows.len as u64;
                rows.cells(0..rows.len).try_for_each(|row| file.push(&row))?;
            }
        }
    }
    open.into_values().map(|(file, count)| file.finish()?.finish(count)).collect()
}

fn write_parquet(
    partial: &Partial,
    release: &Release<'_>,
    chunks: Receiver<Arc<Dataset>>,
) -> Result<Vec<WrittenFile>, ExportError> {
    let open = TABLES.iter().map(|table| {
        let name = parquet::file_name(table);
        Ok((table.name, (ParquetTable::new(table, Hashed::create(partial, &name)?, release)?, 0u64)))
    });
    let mut open: BTreeMap<&str, (ParquetTable<Hashed>, u64)> = open.collect::<Result<_, ExportError>>()?;
    for chunk in chunks {
        for rows in tables(&chunk) {
            if let Some((file, count)) = open.get_mut(rows.table.name) {
                *count += rows.len as u64;
                rows.cells(0..rows.len).try_for_each(|row| file.push(&row))?;
            }
        }
    }
    open.into_values().map(|(file, count)| file.finish()?.finish(count)).collect()
}

/// A file that knows its length and hash.
struct Hashed {
    name: String,
    path: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Hashed {
    fn create(partial: &Partial, name: &str) -> Result<Self, ExportError> {
        let (path, file) = partial.create_file(Path::new(name))?;
        let file = BufWriter::with_capacity(1 << 16, file);
        Ok(Hashed { name: name.to_owned(), path, file, hash: Sha256::new(), bytes: 0 })
    }

    fn finish(mut self, rows: u64) -> Result<WrittenFile, ExportError> {
        let synced = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        synced.map_err(ExportError::io(&self.path, "write this file"))?;
        let sha256 = hex_of(&self.hash.finalize());
        Ok(WrittenFile { name: self.name, bytes: self.bytes, rows: Some(rows), sha256 })
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
