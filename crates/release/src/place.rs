//! A finished release is put in place: folder and archive, each whole or not at all.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rapporteur_export::SUMS;
use rapporteur_quality::Store;

use crate::{Made, ReleaseError, archive};

/// Where a release was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The folder.
    pub folder: PathBuf,
    /// The archive.
    pub archive: PathBuf,
}

impl Made {
    /// Writes the release as a folder of `out`, with its archive beside it. Both are written aside and renamed, so that what
    /// was there before stays until they are whole. Unless `replace` is set, a release of this version that is there already
    /// must be the same, byte for byte: what was published does not change.
    ///
    /// # Errors
    /// A folder that cannot be written, that holds what is no release, or another release of this version.
    pub fn write(&self, out: &Path, replace: bool) -> Result<Placed, ReleaseError> {
        let placed = Placed { folder: out.join(&self.name), archive: out.join(format!("{}.zip", self.name)) };
        fs::create_dir_all(out).map_err(ReleaseError::io(out))?;
        let _lock = rapporteur_export::lock(&placed.folder)?;
        refuse_foreign(&placed.archive)?;
        if !replace {
            self.refuse_other(&placed.folder)?;
        }
        let aside = Aside(out.join(format!(".{}.zip.partial", self.name)));
        aside.write(&archive::zip(&self.name, &self.files)?)?;
        rapporteur_export::write_files(&placed.folder, &self.files)?;
        fs::rename(&aside.0, &placed.archive).map_err(ReleaseError::io(&placed.archive))?;
        Ok(placed)
    }

    fn refuse_other(&self, folder: &Path) -> Result<(), ReleaseError> {
        let there = fs::read(folder.join(SUMS)).ok();
        let sums = self.files.iter().find(|(name, _)| name == SUMS).map(|(_, bytes)| bytes);
        match there {
            Some(there) if Some(&there) != sums => Err(ReleaseError::Published { folder: folder.to_owned() }),
            _ => Ok(()),
        }
    }
}

/// The archive may replace an archive of ours and nothing else.
fn refuse_foreign(path: &Path) -> Result<(), ReleaseError> {
    let ours = || path.is_file() && Store::open(path).and_then(|mut store| store.manifest()).is_ok();
    if fs::symlink_metadata(path).is_ok() && !ours() {
        return Err(ReleaseError::Foreign { path: path.to_owned() });
    }
    Ok(())
}

/// A file being written; removed when dropped before it was renamed.
struct Aside(PathBuf);

impl Aside {
    fn write(&self, bytes: &[u8]) -> Result<(), ReleaseError> {
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&self.0)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(ReleaseError::io(&self.0))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
