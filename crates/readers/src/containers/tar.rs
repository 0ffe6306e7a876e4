//! tar, in all its dialects, read as a stream.

use std::io::Read;
use std::ops::ControlFlow;

use super::{Input, unreadable, walk};
use crate::{ContainerFormat, Entry, Failure, Format, Reading, Sink};

/// tar.
pub const TAR: Tar = Tar;

/// See [`TAR`].
#[derive(Clone, Copy, Debug)]
pub struct Tar;

impl Format for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/x-tar"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.get(257..262) == Some(b"ustar")
    }
}

impl ContainerFormat for Tar {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        let mut archive = tar::Archive::new(file.stream(how.path)?);
        let entries = archive.entries().map_err(|e| unreadable(how.path, &e))?;
        for entry in entries {
            let mut entry = entry.map_err(|e| unreadable(how.path, &e))?;
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = String::from_utf8_lossy(&entry.path_bytes()).replace('\\', "/");
            let Some(name) = inside(&name) else {
                if sink(Err(leads_out(how.path, &name))).is_break() {
                    return Ok(());
                }
                continue;
            };
            if !walk::is_ours(&name) {
                continue;
            }
            let path = format!("{}/{name}", how.path);
            let limit = how.limits.container_bytes;
            let flow = if entry.size() > limit {
                sink(Err(super::too_large(&path, limit)))
            } else {
                let mut bytes = Vec::new();
                entry.by_ref().take(limit).read_to_end(&mut bytes).map_err(|e| unreadable(how.path, &e))?;
                walk::entry(Entry { path, bytes, ..Entry::default() }, how, sink)
            };
            if flow == ControlFlow::Break(()) {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The name of an entry without `.` and doubled slashes; `None` when it leads out of the archive.
pub(super) fn inside(name: &str) -> Option<String> {
    let rooted = name.starts_with('/') || name.as_bytes().get(1) == Some(&b':');
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    (!rooted && !parts.is_empty() && !parts.contains(&"..") && !name.contains('\0')).then(|| parts.join("/"))
}

pub(super) fn leads_out(path: &str, name: &str) -> Failure {
    let what =
        format!("the entry {name:?} leads out of the archive and was left out; pack it anew with relative names");
    Failure::new(path, "bad-entry", what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside() {
        assert_eq!(inside("./a//b.txt").as_deref(), Some("a/b.txt"));
        for name in ["../a", "a/../../b", "/etc/passwd", "c:/a", "", "./"] {
            assert_eq!(inside(name), None, "{name}");
        }
    }
}
