//! Gold files: one JSON per document, written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::Actor;
use super::norm::{Words, fingerprint, words};
use crate::QualityError;

/// What a gold file says about one document. A value given as null counts as not given.
#[derive(Default, Deserialize)]
pub(super) struct Gold {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) document: Map<String, Value>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) events: Vec<Event>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) commitments: Vec<Commitment>,
}

#[derive(Deserialize)]
pub(super) struct Event {
    #[serde(default = "unnamed")]
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) event_type: String,
    pub(super) salience: String,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) place: Option<String>,
    pub(super) country: Option<String>,
    pub(super) name: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) evidence: Evidence,
    #[serde(default, deserialize_with = "actors")]
    pub(super) participants: Vec<Actor>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) optional: bool,
}

#[derive(Deserialize)]
pub(super) struct Commitment {
    #[serde(default = "unnamed")]
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) commitment_type: String,
    pub(super) evidence: Evidence,
    #[serde(default, deserialize_with = "actors")]
    pub(super) committers: Vec<Actor>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) optional: bool,
}

/// The quotes that prove an entry.
#[derive(Deserialize)]
#[serde(untagged, expecting = "evidence is a quote, or a list of quotes or of lists of word hashes")]
pub(super) enum Evidence {
    One(String),
    Many(Vec<Quote>),
}

/// A quote, or the bag of its hashed words where the text itself may not be passed on.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Quote {
    Text(String),
    Hashed(Vec<Value>),
}

impl Default for Evidence {
    fn default() -> Self {
        Evidence::Many(Vec::new())
    }
}

impl Evidence {
    /// Each quote as a set of word hashes.
    pub(super) fn fingerprints(&self) -> Vec<Words> {
        match self {
            Evidence::One(quote) => vec![fingerprint(quote)],
            Evidence::Many(quotes) => quotes.iter().map(Quote::fingerprint).collect(),
        }
    }

    /// The quotes an event can be matched by: a list only, and only those of three words or more.
    pub(super) fn event_fingerprints(&self) -> Vec<Words> {
        match self {
            Evidence::One(_) => Vec::new(),
            Evidence::Many(_) => self.fingerprints().into_iter().filter(|f| f.len() >= 3).collect(),
        }
    }

    /// The first quote, to show.
    pub(super) fn first(&self) -> &str {
        match self {
            Evidence::One(quote) => quote,
            Evidence::Many(quotes) => match quotes.first() {
                Some(Quote::Text(quote)) => quote,
                _ => "",
            },
        }
    }
}

impl Quote {
    fn fingerprint(&self) -> Words {
        match self {
            Quote::Text(quote) => fingerprint(quote),
            Quote::Hashed(bag) => bag
                .iter()
                .map(|item| match item {
                    Value::String(hash) => hash.clone(),
                    // A pair of offsets, say: counts as words that stand in no prediction.
                    other => format!("\0{other}"),
                })
                .collect(),
        }
    }
}

/// An actor as written in a gold file: a name alone, or a name with more.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an actor is a name or an object with a name")]
enum Written {
    Name(String),
    Full {
        name: Option<String>,
        #[serde(default, deserialize_with = "or_default")]
        aliases: Vec<String>,
        kind: Option<String>,
        role: Option<String>,
        #[serde(default, deserialize_with = "truth")]
        optional: bool,
    },
}

impl From<Written> for Actor {
    fn from(written: Written) -> Self {
        let (name, aliases, kind, role, optional) = match written {
            Written::Name(name) => (name, Vec::new(), None, None, false),
            Written::Full { name, aliases, kind, role, optional } => {
                (name.unwrap_or_default(), aliases, kind, role, optional)
            }
        };
        let names = std::iter::once(&name).chain(&aliases).map(|n| words(n)).collect();
        Actor { label: name, names, kind, role, optional, rule: String::new() }
    }
}

fn unnamed() -> String {
    "?".to_owned()
}

fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(d: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(d).map(Option::unwrap_or_default)
}

fn actors<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Actor>, D::Error> {
    let written = Option::<Vec<Written>>::deserialize(d)?.unwrap_or_default();
    Ok(written.into_iter().map(Actor::from).collect())
}

/// Whether a value that should be true or false is anything but nothing.
fn truth<'de, D: Deserializer<'de>>(d: D) -> Result<bool, D::Error> {
    Ok(match Value::deserialize(d)? {
        Value::Null => false,
        Value::Bool(b) => b,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
    })
}

/// The gold files of a folder by document, in order of their names.
pub(super) fn load(folder: &Path) -> Result<Vec<(String, Gold)>, QualityError> {
    let entries = fs::read_dir(folder).map_err(|e| QualityError::unreadable(folder, e))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| QualityError::unreadable(folder, e))?.path();
        if path.file_name().is_some_and(|n| n.to_string_lossy().ends_with(".json")) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(QualityError::NoGold { folder: folder.to_owned() });
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).map_err(|e| QualityError::unreadable(&path, e))?;
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            let gold = serde_json::from_slice(bytes).map_err(|e| QualityError::json(&path, &e))?;
            Ok((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), gold))
        })
        .collect()
}
