//! A trie over words: finds the longest known names that begin at a token.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::words::{Vocabulary, WordId};

/// Maps sequences of words to payloads. Hyphens, dashes and slashes between words do not count.
#[derive(Clone, Debug)]
pub struct Trie<T> {
    /// Where the names that begin with a word go on, by the number of the word; 0 where none does.
    first: Vec<u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    payloads: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { first: Vec::new(), edges: FxHashMap::default(), payloads: vec![Vec::new()] }
    }
}

impl<T> Trie<T> {
    /// An empty trie with room for so many names.
    pub fn with_capacity(names: usize) -> Self {
        let mut payloads = Vec::with_capacity(names + 1);
        payloads.push(Vec::new());
        Trie { first: Vec::new(), edges: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher), payloads }
    }

    /// Adds a name. Names without any word are ignored.
    pub fn insert(&mut self, words: &mut Vocabulary, name: &str, payload: T) {
        self.insert_words(&words.intern_name(name), payload);
    }

    /// [`Trie::insert`] of a name whose words have their numbers (see [`Vocabulary::intern_name`]).
    pub fn insert_words(&mut self, name: &[WordId], payload: T) {
        let mut node = 0u32;
        for &id in name {
            let index = id.0 as usize;
            if node == 0 && self.first.len() <= index {
                self.first.resize(index + 1, 0);
            }
            let edge = if node == 0 { &mut self.first[index] } else { self.edges.entry((node, id)).or_default() };
            if *edge == 0 {
                self.payloads.push(Vec::new());
                *edge = u32::try_from(self.payloads.len() - 1).unwrap_or(0);
            }
            node = *edge;
        }
        if node != 0 {
            self.payloads[node as usize].push(payload);
        }
    }

    /// Whether a name begins with `word`.
    #[inline]
    pub fn begins(&self, word: WordId) -> bool {
        self.first.get(word.0 as usize).is_some_and(|&node| node != 0)
    }

    /// All matches that begin with the first word of `words`, shortest first: `(tokens used, payloads)`.
    ///
    /// `words` yields the ids of the tokens from the start on; [`WordId::JOINER`] (a hyphen or dash that clings to its
    /// neighbours) is skipped inside a match.
    pub fn matches(&self, words: impl Iterator<Item = WordId>) -> Vec<(usize, &[T])> {
        let mut node = 0u32;
        let mut found = Vec::new();
        for (used, word) in words.enumerate() {
            if word == WordId::JOINER && used > 0 {
                continue;
            }
            node = match node {
                0 => self.first.get(word.0 as usize).copied().unwrap_or(0),
                node => self.edges.get(&(node, word)).copied().unwrap_or(0),
            };
            if node == 0 {
                break;
            }
            let payloads = &self.payloads[node as usize];
            if !payloads.is_empty() {
                found.push((used + 1, payloads.as_slice()));
            }
        }
        found
    }
}
