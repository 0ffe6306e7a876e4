//! What the engine knows about the world and the language: data files, strict readers, layers and fast look-up.
//!
//! Facts are CSV, rules are TOML; all of it is built into the program and can be layered over by folders with the same
//! file names ([`Lexicon::load`]), later ones winning.
//!
//! ```
//! let lexicon = rapporteur_lexicon::Lexicon::built_in();
//! let tajikistan = lexicon.country("TJK").unwrap();
//! assert_eq!(tajikistan.formal_name, "Republic of Tajikistan");
//! ```

mod build;
mod classes;
mod error;
mod facts;
mod files;
mod inflect;
mod layout;
mod pattern;
mod rules;
mod table;
mod topics;
mod trie;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use rapporteur_text::Abbreviations;
use rustc_hash::FxHashMap;

pub use classes::{ClassSet, Classes, WordClass};
pub use error::LexiconError;
pub use facts::{Country, Facts, Organization, Place, Programme, Region, Title, TitleKind};
pub use files::{DataFile, DataFiles};
pub use layout::Layout;
pub use pattern::{Class, Pattern, Tokens};
pub use rules::{CommitmentRule, EventRule, Publisher, RuleIndex, Topic};
pub use topics::TopicTerms;
pub use trie::Trie;
pub use words::{Vocabulary, WordId, is_joiner, word_key};

/// What a name in the gazetteer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameRef {
    /// Index into [`Facts::countries`].
    Country(usize),
    /// The adjective or people of a country.
    Demonym(usize),
    /// A capital or building that stands for a country's government.
    Government(usize),
    /// Index into [`Facts::organizations`].
    Organization(usize),
    /// Index into [`Facts::regions`].
    Region(usize),
    /// Index into [`Facts::programmes`].
    Programme(usize),
}

/// A name in the gazetteer.
#[derive(Clone, Debug)]
pub struct NameEntry {
    /// What it means.
    pub to: NameRef,
    /// Whether it means that without any context.
    pub strong: bool,
    /// For acronyms: the exact letters, without dots.
    pub exact: Option<String>,
}

/// Everything the engine knows.
#[derive(Debug)]
pub struct Lexicon {
    /// Words with numbers.
    pub words: Vocabulary,
    /// Word classes.
    pub classes: Classes,
    /// Facts of the world.
    pub facts: Facts,
    /// Gazetteer of countries, organisations, regions and programmes.
    pub names: Trie<NameEntry>,
    /// Gazetteer of places, most populous first.
    pub places: Trie<usize>,
    /// Gazetteer of titles.
    pub titles: Trie<usize>,
    /// Abbreviations, for sentences.
    pub abbreviations: Abbreviations,
    /// Layout vocabulary, for blocks.
    pub layout: Layout,
    /// Event rules.
    pub events: Vec<EventRule>,
    /// Their cues by first word.
    pub event_index: RuleIndex,
    /// Commitment rules.
    pub commitments: Vec<CommitmentRule>,
    /// Their cues by first word.
    pub commitment_index: RuleIndex,
    /// Publishers.
    pub publishers: Vec<Publisher>,
    /// Their host names: indexes into [`publishers`](Self::publishers).
    hosts: FxHashMap<String, usize>,
    /// Topics.
    pub topics: Vec<Topic>,
    /// Terms of topics.
    pub topic_terms: TopicTerms,
    /// Months by word: 1 to 12.
    pub months: FxHashMap<WordId, i8>,
    /// Weekdays by word: 1 Monday to 7 Sunday.
    pub weekdays: FxHashMap<WordId, i8>,
    /// Number words: one, two, … and ordinals first, second, ….
    pub numbers: FxHashMap<WordId, i64>,
    /// Currency words and signs to ISO 4217.
    pub currencies: BTreeMap<String, String>,
    /// Date words: `today`, `yesterday`, `tomorrow` … each with what it means.
    pub date_words: BTreeMap<String, String>,
    /// Confidence per rule: right rows and all rows on gold texts.
    pub calibration: BTreeMap<String, (f64, f64)>,
    /// Words that tell an event's finer noun, folded, to event type.
    pub event_nouns: FxHashMap<WordId, String>,
    /// First-level divisions of countries by name: alpha-3 of the country.
    pub subdivisions: FxHashMap<String, String>,
    /// SHA-256 of all data.
    pub hash: String,
    /// Files read, with their layers.
    pub files: DataFiles,
}

impl Lexicon {
    /// The lexicon built into the program, read once.
    ///
    /// The data is checked by the project's tests, so reading it cannot fail in a released program.
    pub fn built_in() -> &'static Lexicon {
        static BUILT_IN: OnceLock<Lexicon> = OnceLock::new();
        BUILT_IN.get_or_init(|| match Lexicon::read(DataFiles::built_in()) {
            Ok(lexicon) => lexicon,
            Err(error) => {
                // Only a broken build can come here; there is nothing to fall back on.
                eprintln!("the built-in lexicon is broken: {error}");
                std::process::exit(2)
            }
        })
    }

    /// The built-in lexicon with folders layered over it, later ones winning.
    ///
    /// # Errors
    /// The first mistake in the folders, as `file:line:column: what; hint`.
    pub fn load(layers: &[PathBuf]) -> Result<Lexicon, LexiconError> {
        let mut files = DataFiles::built_in();
        for layer in layers {
            files.layer(layer)?;
        }
        Lexicon::read(files)
    }

    /// A country by its alpha-3 code.
    pub fn country(&self, alpha3: &str) -> Option<&Country> {
        self.facts.countries.binary_search_by(|c| c.alpha3.as_str().cmp(alpha3)).ok().map(|i| &self.facts.countries[i])
    }

    /// The publisher whose pages this host serves.
    pub fn publisher_of_host(&self, host: &str) -> Option<&Publisher> {
        self.publishers.get(*self.hosts.get(host)?)
    }

    /// An organisation or body by its id.
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.facts.organizations.binary_search_by(|o| o.id.as_str().cmp(id)).ok().map(|i| &self.facts.organizations[i])
    }

    /// Whether a word belongs to a class.
    #[inline]
    pub fn is(&self, word: WordId, class: WordClass) -> bool {
        self.classes.has(word, class)
    }

    /// Share of right rows a rule made on gold texts, smoothed by its count; `None` where never measured.
    pub fn confidence(&self, rule: &str) -> Option<f64> {
        let (right, total) = self.calibration.get(rule).copied()?;
        (total > 0.0).then(|| ((right + 1.0) / (total + 2.0) * 1000.0).round() / 1000.0)
    }
}
