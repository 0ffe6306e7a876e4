//! Builds a lexicon: reads the grammar, indexes names, compiles rules.

use std::collections::BTreeMap;

use rapporteur_text::{Abbreviations, is_acronym};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::pattern::Inflector;
use crate::{
    Classes, CommitmentRule, DataFile, DataFiles, EventRule, Facts, Layout, Lexicon, LexiconError, NameEntry, NameRef,
    RuleIndex, TopicTerms, Trie, Vocabulary, WordClass, WordId, rules, table,
};

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
    /// Builds a lexicon from data files.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn read(files: DataFiles) -> Result<Lexicon, LexiconError> {
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
            hosts: FxHashMap::default(),
            topics: Vec::new(),
            topic_terms: TopicTerms::default(),
            months: FxHashMap::default(),
            weekdays: FxHashMap::default(),
            numbers: FxHashMap::default(),
            currencies: BTreeMap::new(),
            date_words: BTreeMap::new(),
            calibration: BTreeMap::new(),
            event_nouns: FxHashMap::default(),
            subdivisions: FxHashMap::default(),
            hash: String::new(),
            words: Vocabulary::default(),
            facts: Facts::default(),
            files: DataFiles::default(),
        };
        // Reading the facts, the words and the hash takes about the same time each, and none needs another.
        let (facts, hash, publishers, grammar) = std::thread::scope(|scope| {
            let facts = scope.spawn(|| Facts::read(&files));
            let hash = scope.spawn(|| files.hash());
            let publishers = scope.spawn(|| read_publishers(&files));
            let grammar = lexicon.read_grammar(&files, &verbs);
            (joined(facts), joined(hash), joined(publishers), grammar)
        });
        lexicon.publishers = publishers?;
        lexicon.facts = facts?;
        lexicon.hash = hash;
        grammar?;
        let divisions = lexicon.facts.countries.iter();
        lexicon.subdivisions =
            divisions.flat_map(|c| c.subdivisions.iter().map(|s| (s.clone(), c.alpha3.clone()))).collect();
        lexicon.index_names();
        lexicon.read_rules(&files, &verbs)?;
        lexicon.read_rest(&files)?;
        lexicon.files = files;
        Ok(lexicon)
    }

    fn read_grammar(&mut self, files: &DataFiles, verbs: &rules::VerbFile) -> Result<(), LexiconError> {
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
                        if *class == WordClass::Season {
                            self.classes.add(id, WordClass::DateOpener);
                        }
                    }
                }
            }
            for (word, month) in grammar.months {
                let id = self.words.intern(&word);
                self.classes.add(id, WordClass::Month);
                self.classes.add(id, WordClass::DateOpener);
                self.months.insert(id, month);
            }
            for (word, day) in grammar.weekdays {
                let id = self.words.intern(&word);
                self.classes.add(id, WordClass::Weekday);
                self.classes.add(id, WordClass::DateOpener);
                self.weekdays.insert(id, day);
            }
            for (word, number) in grammar.numbers {
                let id = self.words.intern(&word);
                self.classes.add(id, WordClass::DateOpener);
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
            for (word, days) in grammar.dates {
                let id = self.words.intern(&word);
                self.classes.add(id, WordClass::DateOpener);
                self.date_words.insert(word, days);
            }
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
        for (list, class) in [("words.txt", WordClass::English), ("given_names.txt", WordClass::GivenWord)] {
            for file in files.of(list) {
                for word in file.content.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
                    let id = self.words.intern(word);
                    self.classes.add(id, class);
                }
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
                // "NSC" is a council in one country and a committee in another.
                let national = o.is_body && o.country.is_some() && is_acronym(name) && name.len() <= 4;
                add(names, name, NameRef::Organization(i), !national);
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
        for (i, t) in facts.titles.iter().enumerate() {
            self.titles.insert(&mut self.words, &t.title, i);
        }
        self.places = self.index_places(&facts);
        self.facts = facts;
    }

    /// Towns are by far the most names: while one thread gives their words numbers, another builds the trie.
    fn index_places(&mut self, facts: &Facts) -> Trie<usize> {
        /// Towns handed over at a time.
        const TOWNS: usize = 512;
        // "the Kazakh capital": an adjective of a country that some town was once called by is none of its names.
        let demonyms: std::collections::HashSet<&str> =
            facts.countries.iter().flat_map(|c| &c.demonyms).map(String::as_str).collect();
        let (numbered, received) = std::sync::mpsc::channel::<Vec<(Vec<WordId>, usize)>>();
        std::thread::scope(|scope| {
            let places = scope.spawn(move || {
                let mut places = Trie::with_capacity(facts.places.len() * 3);
                received.into_iter().flatten().for_each(|(name, i)| places.insert_words(&name, i));
                places
            });
            for (chunk, towns) in facts.places.chunks(TOWNS).enumerate() {
                let mut names = Vec::with_capacity(TOWNS * 2);
                for (i, town) in (chunk * TOWNS..).zip(towns) {
                    let aliases = town.aliases.iter().filter(|a| !demonyms.contains(a.as_str()));
                    names.extend(std::iter::once(&town.name).chain(aliases).map(|n| (self.words.intern_name(n), i)));
                }
                // The other thread takes all there is.
                let _ = numbered.send(names);
            }
            drop(numbered);
            joined(places)
        })
    }

    fn read_rules(&mut self, files: &DataFiles, verbs: &rules::VerbFile) -> Result<(), LexiconError> {
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
                    under: compile(&text.under)?,
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

    fn read_rest(&mut self, files: &DataFiles) -> Result<(), LexiconError> {
        let hosts = self.publishers.iter().enumerate().flat_map(|(i, p)| p.hosts.iter().map(move |h| (h.clone(), i)));
        self.hosts = hosts.collect();
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

fn read_publishers(files: &DataFiles) -> Result<Vec<rules::Publisher>, LexiconError> {
    let mut publishers: Vec<rules::Publisher> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for file in files.of("publishers.toml") {
        let read: rules::PublisherFile = table::read_toml(file)?;
        for publisher in read.publisher {
            let place = *known.entry(publisher.id.clone()).or_insert(publishers.len());
            match publishers.get_mut(place) {
                Some(old) => *old = publisher,
                None => publishers.push(publisher),
            }
        }
    }
    Ok(publishers)
}

/// What a thread found; its panic, should there be one, goes on here.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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
        Some((lemma, form)) => Inflector::forms(verbs, lemma, form),
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
