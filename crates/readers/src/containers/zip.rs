//! ZIP archives.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::rc::Rc;

use super::guard::Guarded;
use super::tar::{inside, leads_out};
use super::{Input, unreadable, walk};
use crate::{ContainerFormat, Entry, Failure, Format, Reading, Sink};

/// ZIP.
pub const ZIP: Zip = Zip;

/// See [`ZIP`].
#[derive(Clone, Copy, Debug)]
pub struct Zip;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "ZIP"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/zip", "application/x-zip-compressed"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
    }
}

impl ContainerFormat for Zip {
    /// Entries come in the order of their names, so that packing the same files again gives the same order.
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        match file {
            Input::File(name) => {
                let file = File::open(name).map_err(|e| unreadable(how.path, &e))?;
                archive(BufReader::new(file), how, sink)
            }
            other => archive(Cursor::new(other.bytes(how.path, how.limits.container_bytes)?), how, sink),
        }
    }
}

fn archive<R: Read + Seek>(file: R, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
    let mut archive = ::zip::ZipArchive::new(file).map_err(|error| {
        let what = format!("is no ZIP archive that can be read ({error}); pack it anew");
        Failure::new(how.path, "bad-zip", what)
    })?;
    let mut names: Vec<(String, usize)> =
        (0..archive.len()).filter_map(|at| Some((archive.name_for_index(at)?.ok()?.replace('\\', "/"), at))).collect();
    names.sort();
    for (name, at) in names.into_iter().filter(|(name, _)| !name.ends_with('/')) {
        let flow = match inside(&name) {
            None => sink(Err(leads_out(how.path, &name))),
            Some(name) if walk::is_ours(&name) => {
                let path = format!("{}/{name}", how.path);
                match unpack(&mut archive, at, &path, how) {
                    Ok(bytes) => walk::entry(Entry { path, bytes, ..Entry::default() }, how, sink),
                    Err(failure) => sink(Err(failure)),
                }
            }
            Some(_) => continue,
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

fn unpack<R: Read + Seek>(
    archive: &mut ::zip::ZipArchive<R>,
    at: usize,
    path: &str,
    how: &Reading<'_>,
) -> Result<Vec<u8>, Failure> {
    let entry = archive.by_index(at).map_err(|error| {
        let what = format!("cannot be unpacked ({error}); unpack it by hand and pack it anew without a password");
        Failure::new(path, "bad-entry", what)
    })?;
    let limit = how.limits.container_bytes;
    if entry.size() > limit {
        return Err(super::too_large(path, limit));
    }
    // The size that the archive states is not believed, and the ratio is held against the packed size it occupies.
    let went_in = Rc::new(Cell::new(entry.compressed_size()));
    let mut bytes = Vec::new();
    let mut guarded = Guarded::new(entry, went_in, how.limits.ratio).take(limit + 1);
    guarded.read_to_end(&mut bytes).map_err(|e| unreadable(path, &e))?;
    if bytes.len() as u64 > limit { Err(super::too_large(path, limit)) } else { Ok(bytes) }
}
