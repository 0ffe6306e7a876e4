//! Folders replaced as a whole: filled aside, renamed into place, recovered after a crash.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::ExportError;
use crate::manifest::{MANIFEST, SUMS, listed};
use crate::place::Place;

/// Files that file managers drop into folders; nobody misses them.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Removes the partial folders that interrupted builds of `out` left beside it.
///
/// [`write`](crate::write()) does so by itself. Hold the [`lock`](crate::lock()) of `out`, or a running build loses its files.
///
/// # Errors
/// [`ExportError::Io`] when one cannot be removed.
pub fn cleanup_partial(out: &Path) -> Result<(), ExportError> {
    remove_partials(&Place::of(out)?)
}

pub(crate) fn remove_partials(place: &Place) -> Result<(), ExportError> {
    let cannot = || ExportError::io(&place.parent, "list this folder");
    let entries = match fs::read_dir(&place.parent) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(cannot())?,
    };
    for entry in entries {
        let entry = entry.map_err(cannot())?;
        if place.is_partial(&entry.file_name()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Puts the old folder back if a run died between the two renames.
pub(crate) fn recover(place: &Place) -> Result<(), ExportError> {
    let (out, previous) = (place.out(), place.previous());
    if !out.exists() && previous.exists() {
        fs::rename(&previous, &out).map_err(ExportError::io(&previous, "rename this folder back"))?;
    }
    Ok(())
}

/// Refuses a folder that holds anything we did not write.
pub(crate) fn check_owner(folder: &Path) -> Result<(), ExportError> {
    let foreign = |entry: &str| Err(ExportError::Foreign { out: folder.to_owned(), entry: entry.to_owned() });
    let Some(listed) = listed(folder) else {
        // Without a manifest, one entry is enough; the folder may be somebody's home.
        return match entries(folder)?.first() {
            Some((name, _)) => foreign(name),
            None => Ok(()),
        };
    };
    let ours: BTreeSet<String> = listed.into_iter().chain([MANIFEST.to_owned(), SUMS.to_owned()]).collect();
    match files(folder)?.difference(&ours).next() {
        Some(name) => foreign(name),
        None => Ok(()),
    }
}

/// Every file below `folder`, by relative name; none if the folder does not exist.
pub(crate) fn files(folder: &Path) -> Result<BTreeSet<String>, ExportError> {
    let mut found = BTreeSet::new();
    for (name, is_folder) in entries(folder)? {
        if is_folder {
            found.extend(files(&folder.join(&name))?.into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.insert(name);
        }
    }
    Ok(found)
}

/// Names directly in `folder`, in order, and whether each is a folder itself (a link is not).
fn entries(folder: &Path) -> Result<Vec<(String, bool)>, ExportError> {
    let cannot = || ExportError::io(folder, "list this folder");
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(found),
        entries => entries.map_err(cannot())?,
    };
    for entry in entries {
        let entry = entry.map_err(cannot())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !DROPPINGS.contains(&name.as_str()) {
            found.push((name, entry.file_type().map_err(cannot())?.is_dir()));
        }
    }
    found.sort();
    Ok(found)
}

/// A folder being filled; removed when dropped before it was swapped in.
pub(crate) struct Partial {
    path: PathBuf,
}

impl Partial {
    /// Creates it, empty.
    pub(crate) fn create(path: PathBuf) -> Result<Self, ExportError> {
        fs::create_dir(&path).map_err(ExportError::io(&path, "create this folder"))?;
        Ok(Partial { path })
    }

    /// Creates one file, and the folders above it.
    pub(crate) fn create_file(&self, name: &Path) -> Result<(PathBuf, File), ExportError> {
        let path = self.path.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(ExportError::io(folder, "create this folder"))?;
        }
        let file = File::create_new(&path).map_err(ExportError::io(&path, "create this file"))?;
        Ok((path, file))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one file and syncs it to disk.
    pub(crate) fn add(&self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let (path, mut file) = self.create_file(Path::new(name))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(ExportError::io(&path, "write this file"))
    }

    /// Makes it the folder of `place`; on failure the old folder is back where it was.
    pub(crate) fn swap_in(self, place: &Place) -> Result<(), ExportError> {
        sync_folder(&self.path)?;
        let (out, previous) = (place.out(), place.previous());
        if previous.exists() {
            check_owner(&previous)?;
            remove(&previous)?;
        }
        let had_old = out.exists();
        if had_old {
            fs::rename(&out, &previous).map_err(ExportError::io(&out, "rename this folder aside"))?;
        }
        if let Err(cause) = fs::rename(&self.path, &out) {
            if had_old {
                fs::rename(&previous, &out).map_err(ExportError::io(&previous, "rename this folder back"))?;
            }
            return Err(ExportError::io(&out, "rename the finished folder to this name")(cause));
        }
        // The release is in place, and no error may say otherwise; an old folder that will not go is removed next time.
        let _ = sync_folder(&place.parent);
        let _ = remove(&previous);
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = remove(&self.path);
    }
}

fn remove(folder: &Path) -> Result<(), ExportError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(ExportError::io(folder, "remove this folder")(e)),
        _ => Ok(()),
    }
}

/// Syncs the names in a folder to disk, where the system offers it.
fn sync_folder(folder: &Path) -> Result<(), ExportError> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|f| f.sync_all());
        match synced {
            // Some file systems cannot sync a folder; the files themselves are safe.
            Err(e) if !matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                return Err(ExportError::io(folder, "sync this folder")(e));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_folder_is_put_back_when_the_second_rename_fails() {
        let parent = tempfile::tempdir().unwrap();
        let place = Place::of(&parent.path().join("out")).unwrap();
        fs::create_dir(place.out()).unwrap();
        fs::write(place.out().join("old"), "old").unwrap();
        let partial = Partial::create(place.partial()).unwrap();
        // A folder inside the target cannot become the target.
        let inside = Partial { path: place.out().join("inside") };
        fs::create_dir(&inside.path).unwrap();
        drop(partial);
        inside.swap_in(&place).unwrap_err();
        assert_eq!(fs::read_to_string(place.out().join("old")).unwrap(), "old");
        assert!(!place.previous().exists());
    }

    #[test]
    fn only_own_partial_folders_are_removed() {
        let parent = tempfile::tempdir().unwrap();
        for name in [".out.partial-12", ".out.partial-x", ".other.partial-12", "out.partial-12"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        cleanup_partial(&parent.path().join("out")).unwrap();
        let left: Vec<_> = entries(parent.path()).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(left, [".other.partial-12", ".out.partial-x", "out.partial-12"]);
    }
}
