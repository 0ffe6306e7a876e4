//! `dataset.toml`: what people say about a dataset, once, for every standard that wants to know it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::ReleaseError;
use crate::facts::{iri, is_web};

/// A dataset as its makers describe it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Short name for files and identifiers: small letters, digits and hyphens.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it is, in a few sentences of plain text.
    pub description: String,
    /// Its home page.
    pub homepage: String,
    /// Where its code and texts are kept.
    pub repository: String,
    /// Address of the published codebook page; `#vocabulary-…` behind it names a code.
    pub codebook_url: String,
    /// Address of the published explorer page, if there is one.
    pub explorer_url: Option<String>,
    /// Language of the texts, as BCP 47 tag.
    pub language: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Its licence.
    pub licence: Licence,
    /// Who made it.
    pub creators: Vec<Creator>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// How its texts were chosen.
    pub selection: String,
    /// How rows come about.
    pub method: String,
    /// What it must not be relied on for, each in a sentence.
    pub limits: Vec<String>,
    /// What it was made for, each in a few words.
    pub uses: Vec<String>,
    /// Whom to tell about mistakes, as an address.
    pub contact: String,
}

/// The licence of the tables.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// SPDX identifier.
    pub spdx: String,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The file that tells what it covers, relative to `dataset.toml`; it becomes `LICENSE.md`.
    pub file: PathBuf,
}

/// One of the makers: a person with family and given names, or an entity with a name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Creator {
    /// Name as it is to be shown.
    pub name: String,
    /// Family name, of a person.
    pub family_names: Option<String>,
    /// Given names, of a person.
    pub given_names: Option<String>,
    /// ORCID iD of a person, as an address.
    pub orcid: Option<String>,
    /// Institution.
    pub affiliation: Option<String>,
}

/// The publisher.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Its home page.
    pub url: String,
}

impl About {
    /// Reads `dataset.toml`; the licence text comes with it.
    ///
    /// # Errors
    /// A file that cannot be read or is no such TOML; a name that cannot stand in file names.
    pub fn read(path: &Path) -> Result<(Self, Vec<u8>), ReleaseError> {
        let text = fs::read_to_string(path).map_err(ReleaseError::io(path))?;
        let about: About = toml::from_str(&text).map_err(|e| ReleaseError::About {
            path: path.to_owned(),
            what: e.to_string().split_whitespace().collect::<Vec<_>>().join(" "),
        })?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if about.name.is_empty() || !about.name.chars().all(plain) {
            let what = format!("name = {:?}: use small letters, digits and hyphens", about.name);
            return Err(ReleaseError::About { path: path.to_owned(), what });
        }
        for (field, url) in [
            ("homepage", &about.homepage),
            ("repository", &about.repository),
            ("codebook_url", &about.codebook_url),
            ("contact", &about.contact),
            ("licence.url", &about.licence.url),
            ("publisher.url", &about.publisher.url),
        ] {
            if !is_web(url) || iri(url) != *url {
                let what = format!("{field} = {url:?}: give an address that begins with https:// or http://");
                return Err(ReleaseError::About { path: path.to_owned(), what });
            }
        }
        let licence = path.parent().unwrap_or(Path::new(".")).join(&about.licence.file);
        let licence = fs::read(&licence).map_err(ReleaseError::io(&licence))?;
        Ok((about, licence))
    }
}
