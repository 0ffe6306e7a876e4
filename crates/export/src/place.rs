//! The output folder and what stands beside it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use crate::ExportError;

/// An output folder, named by its parent and its own name; a link to a folder counts as that folder.
#[derive(Debug)]
pub(crate) struct Place {
    /// The folder around it.
    pub(crate) parent: PathBuf,
    name: OsString,
}

impl Place {
    /// Takes `out` apart.
    ///
    /// # Errors
    /// [`ExportError::NotAFolder`] for a file, a broken link, or the root.
    pub(crate) fn of(out: &Path) -> Result<Self, ExportError> {
        let not_a_folder = || ExportError::NotAFolder { out: out.to_owned() };
        let linked = fs::symlink_metadata(out).is_ok_and(|m| m.is_symlink());
        let path = if linked || out.file_name().is_none() {
            fs::canonicalize(out).map_err(|_| not_a_folder())?
        } else {
            out.to_owned()
        };
        if path.exists() && !path.is_dir() {
            return Err(not_a_folder());
        }
        let name = path.file_name().ok_or_else(not_a_folder)?.to_owned();
        let parent = match path.parent() {
            Some(p) if p != Path::new("") => p.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Place { parent, name })
    }

    /// The output folder itself.
    pub(crate) fn out(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// Where the old folder waits between the two renames.
    pub(crate) fn previous(&self) -> PathBuf {
        self.beside("previous")
    }

    /// The folder for intermediate results.
    pub(crate) fn work(&self) -> PathBuf {
        self.beside("work")
    }

    /// The lock file.
    pub(crate) fn lock(&self) -> PathBuf {
        self.beside("lock")
    }

    /// The folder this process fills.
    pub(crate) fn partial(&self) -> PathBuf {
        self.beside(&format!("partial-{}", std::process::id()))
    }

    /// Whether `name`, found in the parent, is a partial folder of this place.
    pub(crate) fn is_partial(&self, name: &OsStr) -> bool {
        let stem = format!(".{}.partial-", self.name.to_string_lossy());
        name.to_string_lossy()
            .strip_prefix(&stem)
            .is_some_and(|pid| !pid.is_empty() && pid.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Creates the folder around it.
    pub(crate) fn create_parent(&self) -> Result<(), ExportError> {
        fs::create_dir_all(&self.parent).map_err(ExportError::io(&self.parent, "create this folder"))
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(suffix);
        self.parent.join(name)
    }
}
