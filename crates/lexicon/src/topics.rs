//! Terms that show a topic.

use rustc_hash::FxHashMap;

/// Topic terms by their first word.
#[derive(Clone, Debug, Default)]
pub struct TopicTerms {
    by_first: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    /// Stems and their topics, by their first bytes; shorter stems have zeros behind them.
    prefixes: FxHashMap<[u8; 3], Vec<(String, usize)>>,
}

impl TopicTerms {
    pub(crate) fn add(&mut self, term: &str, topic: usize) {
        let words: Vec<String> = term.split([' ', '-']).filter(|w| !w.is_empty()).map(rapporteur_text::fold).collect();
        match words.as_slice() {
            [] => {}
            [one] if one.ends_with('*') => {
                let stem = one.trim_end_matches('*').to_owned();
                if !stem.is_empty() {
                    self.prefixes.entry(opening(&stem, 3)).or_default().push((stem, topic));
                }
            }
            [first, ..] => {
                self.by_first.entry(first.trim_end_matches('*').to_owned()).or_default().push((words.clone(), topic))
            }
        }
    }

    /// Topics of a sequence of folded words, in the order of the codebook.
    pub fn topics<W: AsRef<str>>(&self, words: &[W]) -> Vec<usize> {
        let mut found = std::collections::BTreeSet::new();
        for (i, word) in words.iter().enumerate() {
            let word = word.as_ref();
            for (term, topic) in self.by_first.get(word).into_iter().flatten() {
                let hit = term.iter().enumerate().all(|(k, t)| {
                    let w = words.get(i + k).map(AsRef::as_ref);
                    w.is_some_and(|w| t.strip_suffix('*').map_or(w == t, |stem| w.starts_with(stem)))
                });
                if hit {
                    found.insert(*topic);
                }
            }
            let stems = (1..=word.len().min(3)).filter_map(|length| self.prefixes.get(&opening(word, length)));
            for (stem, topic) in stems.flatten() {
                if word.starts_with(stem.as_str()) {
                    found.insert(*topic);
                }
            }
        }
        found.into_iter().collect()
    }
}

/// The first bytes of a word, at most three.
fn opening(word: &str, length: usize) -> [u8; 3] {
    let mut bytes = [0; 3];
    bytes.iter_mut().zip(word.bytes().take(length)).for_each(|(to, from)| *to = from);
    bytes
}
