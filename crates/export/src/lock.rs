//! Two builds of one folder at once: the second says so and leaves.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::ExportError;
use crate::place::Place;

/// The right to write one output folder, until dropped.
#[derive(Debug)]
#[must_use = "the lock is released as soon as it is dropped"]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// Takes the lock of `out`: the file `.<name>.lock` beside it.
///
/// The operating system releases the lock when the process ends, however it ends, so a lock file left behind by a killed
/// build blocks nobody.
///
/// # Errors
/// [`ExportError::Locked`] when another build holds it; [`ExportError::Io`] when the file cannot be made.
pub fn lock(out: &Path) -> Result<Lock, ExportError> {
    let place = Place::of(out)?;
    place.create_parent()?;
    let path = place.lock();
    loop {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(ExportError::io(&path, "create the lock file"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(ExportError::Locked { path }),
            Err(TryLockError::Error(e)) => return Err(ExportError::io(&path, "lock this file")(e)),
        }
        let lock = Lock { file, path: path.clone() };
        if lock.is_current() {
            return Ok(lock);
        }
        // Its owner deleted the file between our open and our lock: forget the orphan, without deleting its successor.
        lock.abandon();
    }
}

impl Lock {
    /// Where the lock file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the locked file is still the one that its name leads to.
    #[cfg(unix)]
    fn is_current(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        match (self.file.metadata(), std::fs::metadata(&self.path)) {
            (Ok(ours), Ok(named)) => (ours.dev(), ours.ino()) == (named.dev(), named.ino()),
            _ => false,
        }
    }

    /// Elsewhere the file is never deleted, so it is always the same one.
    #[cfg(not(unix))]
    fn is_current(&self) -> bool {
        true
    }

    /// Lets go without deleting anything.
    fn abandon(mut self) {
        self.path = PathBuf::new();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Deleted while still locked; `is_current` lets a build that opened it meanwhile notice.
        if cfg!(unix) && !self.path.as_os_str().is_empty() {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}
