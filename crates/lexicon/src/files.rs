//! The data files: built into the program, and layered over by folders of the user.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::LexiconError;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        /// Names of all data files a lexicon can have, with the built-in content.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../data/", $name)))),+];
    };
}

built_in![
    "abbreviations.txt",
    "bodies.csv",
    "calibration.csv",
    "commitments.toml",
    "countries.csv",
    "events.toml",
    "given_names.txt",
    "grammar.toml",
    "layout.toml",
    "names.toml",
    "organizations.csv",
    "memberships.csv",
    "places.csv",
    "places_extra.csv",
    "programmes.csv",
    "publishers.toml",
    "regions.csv",
    "titles.csv",
    "topics.toml",
    "verbs.toml",
    "words.txt",
];

/// One data file of one layer.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// File name: `countries.csv`.
    pub name: String,
    /// What to call it in messages.
    pub label: String,
    /// Its content.
    pub content: Cow<'static, str>,
}

/// All data files, the built-in layer first.
#[derive(Clone, Debug, Default)]
pub struct DataFiles {
    files: Vec<DataFile>,
    /// Folders layered over the built-in data, in order.
    pub layers: Vec<PathBuf>,
}

impl DataFiles {
    /// The built-in data alone.
    pub fn built_in() -> Self {
        let files = BUILT_IN
            .iter()
            .map(|(name, content)| DataFile {
                name: (*name).to_owned(),
                label: format!("built-in/{name}"),
                content: Cow::Borrowed(*content),
            })
            .collect();
        DataFiles { files, layers: Vec::new() }
    }

    /// Adds the files of `folder`; a file whose name no lexicon file has is a mistake, so that a typing error shows.
    pub fn layer(&mut self, folder: &Path) -> Result<(), LexiconError> {
        let label = folder.display().to_string();
        let fail = |what: String, hint: &str| LexiconError::new(&label, 1, 1, what, hint);
        let entries = fs::read_dir(folder)
            .map_err(|e| fail(format!("the lexicon folder cannot be read: {e}"), "give a folder that exists"))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
            if name.starts_with('.') || !(name.ends_with(".csv") || name.ends_with(".toml") || name.ends_with(".txt")) {
                continue;
            }
            if name.ends_with("LICENSE.txt") {
                continue;
            }
            let file_label = path.display().to_string();
            if !BUILT_IN.iter().any(|(known, _)| *known == name) {
                let known: Vec<&str> = BUILT_IN.iter().map(|(n, _)| *n).collect();
                return Err(LexiconError::new(
                    &file_label,
                    1,
                    1,
                    "no lexicon file has this name",
                    format!("use one of {}", known.join(", ")),
                ));
            }
            let content = fs::read_to_string(&path).map_err(|e| {
                LexiconError::new(&file_label, 1, 1, format!("cannot be read: {e}"), "save it as UTF-8 text")
            })?;
            self.files.push(DataFile { name, label: file_label, content: Cow::Owned(content) });
        }
        self.layers.push(folder.to_path_buf());
        Ok(())
    }

    /// All layers of one file, the built-in one first.
    pub fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a DataFile> {
        self.files.iter().filter(move |f| f.name == name)
    }

    /// Every file of every layer.
    pub fn all(&self) -> &[DataFile] {
        &self.files
    }

    /// SHA-256 over names and contents, in order: names the lexicon a dataset was built with.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for file in &self.files {
            hasher.update(file.name.as_bytes());
            hasher.update([0]);
            hasher.update((file.content.len() as u64).to_le_bytes());
            hasher.update(file.content.as_bytes());
        }
        hasher.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}
