//! A trie over words: finds the longest known names that begin at a token.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::words::{Vocabulary, WordId};

/// Maps sequences of words to payloads. Hyphens, dashes and slashes between words do not count.
#[derive(Clone, Debug)]
pub struct Trie<T> {
    edges: FxHashMap<(u32, WordId), u32>,
    payloads: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { edges: FxHashMap::default(), payloads: vec![Vec::new()] }
    }
}

impl<T> Trie<T> {
    /// An empty trie with room for so many names.
    pub fn with_capacity(names: usize) -> Self {
        let mut payloads = Vec::with_capacity(names + 1);
        payloads.push(Vec::new());
        Trie { edges: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher), payloads }
    }

    /// Adds a name. Names without any word are ignored.
    pub fn insert(&mut self, words: &mut Vocabulary, name: &str, payload: T) {
        let mut node = 0u32;
        for id in words.intern_name(name) {
            node = *self.edges.entry((node, id)).or_insert_with(|| {
                self.payloads.push(Vec::new());
                u32::try_from(self.payloads.len() - 1).unwrap_or(0)
            });
        }
        if node != 0 {
            self.payloads[node as usize].push(payload);
        }
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
            match self.edges.get(&(node, word)) {
                Some(&next) => node = next,
                None => break,
            }
            let payloads = &self.payloads[node as usize];
            if !payloads.is_empty() {
                found.push((used + 1, payloads.as_slice()));
            }
        }
        found
    }
}
