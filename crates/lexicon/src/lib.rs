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

mod error;
mod facts;
mod files;
mod inflect;
mod layout;
mod pattern;
mod rules;
mod table;
mod trie;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use rapporteur_text::{Abbreviations, is_acronym};
use serde::Deserialize;

pub use error::LexiconError;
pub use facts::{Country, Facts, Organization, Place, Programme, Region, Title, TitleKind};
pub use files::{DataFile, DataFiles};
pub use layout::Layout;
pub use pattern::{Class, Pattern, Tokens};
pub use rules::{Classes, CommitmentRule, EventRule, Publisher, RuleIndex, Topic, WordClass};
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
    /// Topics.
    pub topics: Vec<Topic>,
    /// Terms of topics.
    pub topic_terms: TopicTerms,
    /// Months by word: 1 to 12.
    pub months: BTreeMap<WordId, i8>,
    /// Weekdays by word: 1 Monday to 7 Sunday.
    pub weekdays: BTreeMap<WordId, i8>,
    /// Number words: one, two, … and ordinals first, second, ….
    pub numbers: BTreeMap<WordId, i64>,
    /// Currency words and signs to ISO 4217.
    pub currencies: BTreeMap<String, String>,
    /// Date words: `today`, `yesterday`, `tomorrow` … each with what it means.
    pub date_words: BTreeMap<String, String>,
    /// Confidence per rule: right rows and all rows on gold texts.
    pub calibration: BTreeMap<String, (f64, f64)>,
    /// Words that tell an event's finer noun, folded, to event type.
    pub event_nouns: BTreeMap<WordId, String>,
    /// SHA-256 of all data.
    pub hash: String,
    /// Files read, with their layers.
    pub files: DataFiles,
}

/// Topic terms by their first word.
#[derive(Clone, Debug, Default)]
pub struct TopicTerms {
    by_first: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    prefixes: Vec<(String, usize)>,
}

impl TopicTerms {
    fn add(&mut self, term: &str, topic: usize) {
        let words: Vec<String> = term.split([' ', '-']).filter(|w| !w.is_empty()).map(rapporteur_text::fold).collect();
        match words.as_slice() {
            [] => {}
            [one] if one.ends_with('*') => self.prefixes.push((one.trim_end_matches('*').to_owned(), topic)),
            [first, ..] => {
                self.by_first.entry(first.trim_end_matches('*').to_owned()).or_default().push((words.clone(), topic))
            }
        }
    }

    /// Topics of a sequence of folded words, in the order of the codebook.
    pub fn topics(&self, words: &[&str]) -> Vec<usize> {
        let mut found = std::collections::BTreeSet::new();
        for (i, word) in words.iter().enumerate() {
            for (term, topic) in self.by_first.get(*word).into_iter().flatten() {
                let hit = term.iter().enumerate().all(|(k, t)| {
                    words.get(i + k).is_some_and(|w| t.strip_suffix('*').map_or(w == t, |stem| w.starts_with(stem)))
                });
                if hit {
                    found.insert(*topic);
                }
            }
            for (stem, topic) in &self.prefixes {
                if word.starts_with(stem.as_str()) {
                    found.insert(*topic);
                }
            }
        }
        found.into_iter().collect()
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarFile {
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    months: BTreeMap<String, i8>,
    #[serde(default)]
    weekdays: BTreeMap<String, i8>,
    #[serde(default)]
    numbers: BTreeMap<String, i64>,
    #[serde(default)]
    currencies: BTreeMap<String, String>,
    #[serde(default)]
    dates: BTreeMap<String, String>,
    #[serde(default)]
    event_nouns: BTreeMap<String, Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    #[serde(default)]
    particles: Vec<String>,
    #[serde(default)]
    suffixes: Vec<String>,
    #[serde(default)]
    not_names: Vec<String>,
    #[serde(default)]
    ambiguous: Vec<String>,
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

    /// Builds a lexicon from data files.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn read(files: DataFiles) -> Result<Lexicon, LexiconError> {
        let facts = Facts::read(&files)?;
        let mut words = Vocabulary::default();
        let verbs = read_verbs(&files)?;
        let mut lexicon = Lexicon {
            classes: Classes::default(),
            names: Trie::default(),
            places: Trie::default(),
            titles: Trie::default(),
            abbreviations: Abbreviations::default(),
            layout: read_layout(&files)?,
            events: Vec::new(),
            event_index: RuleIndex::default(),
            commitments: Vec::new(),
            commitment_index: RuleIndex::default(),
            publishers: Vec::new(),
            topics: Vec::new(),
            topic_terms: TopicTerms::default(),
            months: BTreeMap::new(),
            weekdays: BTreeMap::new(),
            numbers: BTreeMap::new(),
            currencies: BTreeMap::new(),
            date_words: BTreeMap::new(),
            calibration: BTreeMap::new(),
            event_nouns: BTreeMap::new(),
            hash: files.hash(),
            words: std::mem::take(&mut words),
            facts,
            files,
        };
        lexicon.read_grammar(&verbs)?;
        lexicon.index_names();
        lexicon.read_rules(&verbs)?;
        lexicon.read_rest()?;
        Ok(lexicon)
    }

    /// A country by its alpha-3 code.
    pub fn country(&self, alpha3: &str) -> Option<&Country> {
        self.facts.countries.binary_search_by(|c| c.alpha3.as_str().cmp(alpha3)).ok().map(|i| &self.facts.countries[i])
    }

    /// An organisation or body by its id.
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.facts.organizations.binary_search_by(|o| o.id.as_str().cmp(id)).ok().map(|i| &self.facts.organizations[i])
    }

    /// Whether a word belongs to a class.
    pub fn is(&self, word: WordId, class: WordClass) -> bool {
        self.classes.has(word, class)
    }

    /// Share of right rows a rule made on gold texts, smoothed by its count; `None` where never measured.
    pub fn confidence(&self, rule: &str) -> Option<f64> {
        let (right, total) = self.calibration.get(rule).copied()?;
        (total > 0.0).then(|| ((right + 1.0) / (total + 2.0) * 1000.0).round() / 1000.0)
    }

    fn read_grammar(&mut self, verbs: &rules::VerbFile) -> Result<(), LexiconError> {
        let files = self.files.clone();
        for file in files.of("grammar.toml") {
            let grammar: GrammarFile = table::read_toml(file)?;
            for (class, list) in &grammar.words {
                let Some((_, class)) = WordClass::ALL.iter().find(|(name, _)| name == class) else {
                    let known: Vec<&str> = WordClass::ALL.iter().map(|(n, _)| *n).collect();
                    let line = table::line_of(file, class);
                    let hint = format!("use one of {}", known.join(", "));
                    return Err(LexiconError::new(&file.label, line, 1, format!("unknown word class {class:?}"), hint));
                };
                for word in list {
                    for form in expand(word, verbs).map_err(|e| mistake(file, word, &e))? {
                        let id = self.words.intern(&form);
                        self.classes.add(id, *class);
                    }
                }
            }
            for (word, month) in grammar.months {
                let id = self.words.intern(&word);
                self.classes.add(id, WordClass::Month);
                self.months.insert(id, month);
            }
            for (word, day) in grammar.weekdays {
                let id = self.words.intern(&word);
                self.classes.add(id, WordClass::Weekday);
                self.weekdays.insert(id, day);
            }
            for (word, number) in grammar.numbers {
                let id = self.words.intern(&word);
                self.numbers.insert(id, number);
            }
            for (kind, nouns) in grammar.event_nouns {
                for noun in nouns {
                    let id = self.words.intern(&noun);
                    self.classes.add(id, WordClass::EventNoun);
                    self.event_nouns.insert(id, kind.clone());
                }
            }
            self.currencies.extend(grammar.currencies);
            self.date_words.extend(grammar.dates);
        }
        for file in files.of("names.toml") {
            let names: NamesFile = table::read_toml(file)?;
            for (list, class) in [
                (&names.particles, WordClass::Particle),
                (&names.suffixes, WordClass::NameSuffix),
                (&names.not_names, WordClass::NotName),
                (&names.ambiguous, WordClass::AmbiguousName),
            ] {
                for word in list {
                    let id = self.words.intern(word.trim_end_matches(['-', '\'']).trim_end_matches('.'));
                    self.classes.add(id, class);
                }
            }
        }
        for file in files.of("words.txt") {
            for word in file.content.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
                let id = self.words.intern(word);
                self.classes.add(id, WordClass::English);
            }
        }
        Ok(())
    }

    fn index_names(&mut self) {
        let facts = std::mem::take(&mut self.facts);
        let mut add = |names: &mut Trie<NameEntry>, name: &str, to: NameRef, strong: bool| {
            let exact = is_acronym(name).then(|| name.replace('.', ""));
            names.insert(&mut self.words, name, NameEntry { to, strong, exact });
        };
        let names = &mut self.names;
        for (i, c) in facts.countries.iter().enumerate() {
            add(names, &c.name, NameRef::Country(i), true);
            if c.formal_name != c.name && !c.formal_name.is_empty() {
                add(names, &c.formal_name, NameRef::Country(i), true);
            }
            for name in c.names.iter().chain(&c.acronyms) {
                add(names, name, NameRef::Country(i), true);
            }
            for name in &c.weak_names {
                add(names, name, NameRef::Country(i), false);
            }
            for name in c.demonyms.iter().chain(&c.prefixes) {
                add(names, name, NameRef::Demonym(i), true);
            }
            for name in &c.government_names {
                add(names, name, NameRef::Government(i), false);
            }
        }
        for (i, o) in facts.organizations.iter().enumerate() {
            add(names, &o.name, NameRef::Organization(i), true);
            for name in o.acronym.iter().chain(&o.aliases).chain(&o.adjectives) {
                add(names, name, NameRef::Organization(i), true);
            }
            for name in &o.weak_aliases {
                add(names, name, NameRef::Organization(i), false);
            }
        }
        for (i, r) in facts.regions.iter().enumerate() {
            add(names, &r.name, NameRef::Region(i), true);
            for name in &r.aliases {
                add(names, name, NameRef::Region(i), true);
            }
        }
        for (i, p) in facts.programmes.iter().enumerate() {
            add(names, &p.name, NameRef::Programme(i), true);
            for name in &p.aliases {
                add(names, name, NameRef::Programme(i), true);
            }
        }
        for (i, p) in facts.places.iter().enumerate() {
            self.places.insert(&mut self.words, &p.name, i);
            for name in &p.aliases {
                self.places.insert(&mut self.words, name, i);
            }
        }
        for (i, t) in facts.titles.iter().enumerate() {
            self.titles.insert(&mut self.words, &t.title, i);
        }
        self.facts = facts;
    }

    fn read_rules(&mut self, verbs: &rules::VerbFile) -> Result<(), LexiconError> {
        let files = self.files.clone();
        let mut events: Vec<EventRule> = Vec::new();
        for file in files.of("events.toml") {
            let texts: rules::RuleFile<rules::EventRuleText> = table::read_toml(file)?;
            for text in texts.rule {
                let cues =
                    rules::compile_all(&text.cues, &mut self.words, verbs).map_err(|(c, e)| mistake(file, &c, &e))?;
                let rule = EventRule {
                    id: text.id,
                    event_type: text.event_type,
                    shape: text.shape,
                    cues,
                    format: text.format,
                    status: text.status,
                    mode: text.mode,
                    subject: text.subject,
                    object: text.object,
                    examples: text.examples,
                    counter_examples: text.counter_examples,
                };
                replace_or_push(&mut events, rule, |a, b| a.id == b.id);
            }
        }
        for (r, rule) in events.iter().enumerate() {
            rule.cues.iter().enumerate().for_each(|(c, cue)| self.event_index.add(r, c, cue));
        }
        self.events = events;
        let mut commitments: Vec<CommitmentRule> = Vec::new();
        for file in files.of("commitments.toml") {
            let texts: rules::RuleFile<rules::CommitmentRuleText> = table::read_toml(file)?;
            for text in texts.rule {
                let mut compile = |cues: &[String]| {
                    rules::compile_all(cues, &mut self.words, verbs).map_err(|(c, e)| mistake(file, &c, &e))
                };
                let rule = CommitmentRule {
                    cues: compile(&text.cues)?,
                    unless_before: compile(&text.unless_before)?,
                    unless_after: compile(&text.unless_after)?,
                    id: text.id,
                    commitment_type: text.commitment_type,
                    committer: text.committer,
                    quote_only: text.quote_only,
                    examples: text.examples,
                    counter_examples: text.counter_examples,
                };
                replace_or_push(&mut commitments, rule, |a, b| a.id == b.id);
            }
        }
        for (r, rule) in commitments.iter().enumerate() {
            rule.cues.iter().enumerate().for_each(|(c, cue)| self.commitment_index.add(r, c, cue));
        }
        self.commitments = commitments;
        Ok(())
    }

    fn read_rest(&mut self) -> Result<(), LexiconError> {
        let files = self.files.clone();
        for file in files.of("publishers.toml") {
            let read: rules::PublisherFile = table::read_toml(file)?;
            for publisher in read.publisher {
                replace_or_push(&mut self.publishers, publisher, |a, b| a.id == b.id);
            }
        }
        for file in files.of("topics.toml") {
            let read: rules::TopicFile = table::read_toml(file)?;
            for topic in read.topic {
                replace_or_push(&mut self.topics, topic, |a, b| a.id == b.id);
            }
        }
        for (i, topic) in self.topics.iter().enumerate() {
            topic.terms.iter().for_each(|term| self.topic_terms.add(term, i));
        }
        let (mut always, mut sometimes) = (Vec::new(), Vec::new());
        for file in files.of("abbreviations.txt") {
            for line in file.content.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
                match line.strip_suffix('?') {
                    Some(word) => sometimes.push(word.to_owned()),
                    None => always.push(line.to_owned()),
                }
            }
        }
        let opens = [WordClass::Determiner, WordClass::Preposition, WordClass::Pronoun, WordClass::Subordinator];
        let starters: Vec<String> = (0..self.words.len())
            .filter_map(|i| u32::try_from(i).ok().map(WordId))
            .filter(|&id| self.classes.any(id, &opens))
            .map(|id| self.words.name(id).to_owned())
            .collect();
        self.abbreviations = Abbreviations::new(always, sometimes, starters);
        for file in files.of("calibration.csv") {
            table::read_csv(file, &["rule_id", "right", "total"], &[], |r| {
                self.calibration.insert(r.get("rule_id").to_owned(), (r.number("right")?, r.number("total")?));
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn replace_or_push<T>(all: &mut Vec<T>, new: T, same: impl Fn(&T, &T) -> bool) {
    match all.iter_mut().find(|old| same(old, &new)) {
        Some(old) => *old = new,
        None => all.push(new),
    }
}

fn mistake(file: &DataFile, needle: &str, what: &str) -> LexiconError {
    LexiconError::new(
        &file.label,
        table::line_of(file, needle),
        1,
        format!("{needle:?}: {what}"),
        "see the pattern language in CONTRIBUTING.md",
    )
}

fn expand(word: &str, verbs: &rules::VerbFile) -> Result<Vec<String>, String> {
    match word.split_once('~') {
        Some((lemma, form)) => pattern::Inflector::forms(verbs, lemma, form),
        None => Ok(vec![word.to_owned()]),
    }
}

fn read_verbs(files: &DataFiles) -> Result<rules::VerbFile, LexiconError> {
    let mut all = rules::VerbFile::default();
    for file in files.of("verbs.toml") {
        let read: rules::VerbFile = table::read_toml(file)?;
        all.irregular.extend(read.irregular);
        all.doubling.extend(read.doubling);
    }
    Ok(all)
}

fn read_layout(files: &DataFiles) -> Result<Layout, LexiconError> {
    // A layer replaces the layout vocabulary as a whole: its lists belong together.
    let Some(file) = files.of("layout.toml").last() else {
        return Err(LexiconError::new("layout.toml", 1, 1, "is missing", "reinstall the program"));
    };
    Layout::parse(&file.label, &file.content)
        .map_err(|what| LexiconError::new(&file.label, 1, 1, what, "compare with the built-in file"))
}
