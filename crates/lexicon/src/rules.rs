//! Rules as data: events, commitments, word classes, publishers, topics.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::inflect::{Forms, inflect};
use crate::pattern::{Inflector, Pattern};
use crate::words::{Vocabulary, WordId};

/// `verbs.toml`: irregular verbs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbFile {
    /// Infinitive to past and participle; variants joined by `/`.
    pub(crate) irregular: BTreeMap<String, Vec<String>>,
    /// Verbs of two syllables that double their last consonant.
    pub(crate) doubling: Vec<String>,
}

impl VerbFile {
    pub(crate) fn forms_of(&self, base: &str) -> Forms {
        inflect(base, &self.irregular, &self.doubling)
    }
}

impl Inflector for VerbFile {
    fn forms(&self, lemma: &str, form: &str) -> Result<Vec<String>, String> {
        let forms = self.forms_of(lemma);
        match form {
            "" => Ok(forms.all()),
            "d" => Ok([forms.past, forms.participle].concat()),
            "g" => Ok(vec![forms.gerund]),
            "p" => Ok(forms.all().into_iter().filter(|f| *f != forms.gerund).collect()),
            other => Err(format!("unknown verb form ~{other}; use ~, ~d, ~g or ~p")),
        }
    }
}

/// One rule for event triggers, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventRuleText {
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) event_type: String,
    pub(crate) shape: String,
    pub(crate) cues: Vec<String>,
    #[serde(default)]
    pub(crate) format: Option<String>,
    #[serde(default)]
    pub(crate) status: Option<String>,
    #[serde(default)]
    pub(crate) mode: Option<String>,
    #[serde(default)]
    pub(crate) subject: Option<String>,
    #[serde(default)]
    pub(crate) object: Option<String>,
    #[serde(default)]
    pub(crate) examples: Vec<String>,
    #[serde(default)]
    pub(crate) counter_examples: Vec<String>,
}

/// One rule for commitment cues, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommitmentRuleText {
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) commitment_type: String,
    pub(crate) cues: Vec<String>,
    pub(crate) committer: String,
    #[serde(default)]
    pub(crate) quote_only: bool,
    #[serde(default)]
    pub(crate) under: Vec<String>,
    #[serde(default)]
    pub(crate) unless_before: Vec<String>,
    #[serde(default)]
    pub(crate) unless_after: Vec<String>,
    #[serde(default)]
    pub(crate) examples: Vec<String>,
    #[serde(default)]
    pub(crate) counter_examples: Vec<String>,
}

/// `events.toml` and `commitments.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile<T> {
    #[serde(default = "Vec::new")]
    pub(crate) rule: Vec<T>,
}

/// A rule that finds event triggers.
#[derive(Clone, Debug)]
pub struct EventRule {
    /// Stands in the rows it made.
    pub id: String,
    /// `meeting`, `call` … (a word of the vocabulary).
    pub event_type: String,
    /// How the trigger is tied to its participants: verb, noun, object.
    pub shape: String,
    /// Trigger patterns.
    pub cues: Vec<Pattern>,
    /// Finer noun.
    pub format: Option<String>,
    /// Status it implies.
    pub status: Option<String>,
    /// Mode it implies.
    pub mode: Option<String>,
    /// Role of the subject.
    pub subject: Option<String>,
    /// Role of the object.
    pub object: Option<String>,
    /// Sentences in which it must find an event.
    pub examples: Vec<String>,
    /// Sentences in which it must not.
    pub counter_examples: Vec<String>,
}

/// A rule that finds commitments.
#[derive(Clone, Debug)]
pub struct CommitmentRule {
    /// Stands in the rows it made.
    pub id: String,
    /// `agreement`, `pledge` …
    pub commitment_type: String,
    /// Cue patterns.
    pub cues: Vec<Pattern>,
    /// Where the committer is found: subject, owner, parties.
    pub committer: String,
    /// Whether it holds only in quoted speech.
    pub quote_only: bool,
    /// Verbs that must govern the cue, which is a noun coordinated with their object; empty: the cue stands by itself.
    pub under: Vec<Pattern>,
    /// Patterns that, right before the cue, forbid it.
    pub unless_before: Vec<Pattern>,
    /// Patterns that, right after the cue, forbid it.
    pub unless_after: Vec<Pattern>,
    /// Sentences in which it must find a commitment.
    pub examples: Vec<String>,
    /// Sentences in which it must not.
    pub counter_examples: Vec<String>,
}

/// `publishers.toml`: who issues texts, and how to tell.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Id of the actor.
    pub id: String,
    /// Name as given in the documents table.
    pub name: String,
    /// Host names (suffixes) of its web pages.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Words in a masthead, byline or dateline that show it.
    #[serde(default)]
    pub marks: Vec<String>,
    /// The state it speaks for, alpha-3.
    #[serde(default)]
    pub country: Option<String>,
}

/// `publishers.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublisherFile {
    #[serde(default)]
    pub(crate) publisher: Vec<Publisher>,
}

/// One topic of `topics.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Code.
    pub id: String,
    /// Name.
    pub label: String,
    /// One line.
    pub description: String,
    /// Lower-case terms; a trailing `*` matches any ending.
    pub terms: Vec<String>,
}

/// `topics.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicFile {
    #[serde(default)]
    pub(crate) topic: Vec<Topic>,
}

/// Rules by the words their cues can begin with.
#[derive(Clone, Debug, Default)]
pub struct RuleIndex {
    /// Index into `cues` by the number of the word; 0 where no cue begins.
    by_word: Vec<u32>,
    cues: Vec<Vec<(usize, usize)>>,
}

impl RuleIndex {
    pub(crate) fn add(&mut self, rule: usize, cue: usize, pattern: &Pattern) {
        for word in pattern.first_words() {
            let index = word.0 as usize;
            if self.by_word.len() <= index {
                self.by_word.resize(index + 1, 0);
            }
            let slot = &mut self.by_word[index];
            if *slot == 0 {
                self.cues.resize(self.cues.len().max(1) + 1, Vec::new());
                *slot = u32::try_from(self.cues.len() - 1).unwrap_or(0);
            }
            let cues = &mut self.cues[*slot as usize];
            if let Err(place) = cues.binary_search(&(rule, cue)) {
                cues.insert(place, (rule, cue));
            }
        }
    }

    /// `(rule, cue)` pairs whose cue can begin with `word`.
    #[inline]
    pub fn candidates(&self, word: WordId) -> impl Iterator<Item = (usize, usize)> + '_ {
        let slot = self.by_word.get(word.0 as usize).copied().filter(|&slot| slot != 0);
        slot.and_then(|slot| self.cues.get(slot as usize)).into_iter().flatten().copied()
    }
}

pub(crate) fn compile_all(
    cues: &[String],
    words: &mut Vocabulary,
    verbs: &VerbFile,
) -> Result<Vec<Pattern>, (String, String)> {
    cues.iter().map(|cue| Pattern::compile(cue, words, verbs).map_err(|e| (cue.clone(), e))).collect()
}
