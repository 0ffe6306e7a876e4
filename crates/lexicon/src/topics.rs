//! Terms that show a topic.

use rustc_hash::FxHashMap;

/// Topic terms by how they begin.
#[derive(Clone, Debug, Default)]
pub struct TopicTerms {
    /// By the first bytes of their first word, zeros behind a shorter one. A stem shorter than that stands in `short`.
    by_opening: FxHashMap<Opening, Vec<Term>>,
    short: Vec<Term>,
}

type Opening = [u8; 3];

/// Folded words, of which the last letters are open where a `*` ends one.
#[derive(Clone, Debug)]
struct Term {
    words: Vec<String>,
    topic: usize,
}

impl Term {
    /// Whether `words` begin with the term.
    fn opens<W: AsRef<str>>(&self, words: &[W]) -> bool {
        words.len() >= self.words.len() && self.words.iter().zip(words).all(|(own, word)| matches(own, word.as_ref()))
    }
}

fn matches(own: &str, word: &str) -> bool {
    own.strip_suffix('*').map_or(word == own, |stem| word.starts_with(stem))
}

/// The first bytes of a word.
fn opening(word: &str) -> Opening {
    let mut bytes = Opening::default();
    bytes.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
    bytes
}

impl TopicTerms {
    pub(crate) fn add(&mut self, term: &str, topic: usize) {
        let words: Vec<String> = term.split([' ', '-']).filter(|w| !w.is_empty()).map(rapporteur_text::fold).collect();
        let Some(first) = words.first() else { return };
        let (stem, open) = first.strip_suffix('*').map_or((first.as_str(), false), |stem| (stem, true));
        let terms = match open && stem.len() < Opening::default().len() {
            true => &mut self.short,
            false => self.by_opening.entry(opening(stem)).or_default(),
        };
        terms.push(Term { words, topic });
    }

    /// Topics of a sequence of folded words, in the order of the codebook.
    pub fn topics<W: AsRef<str>>(&self, words: &[W]) -> Vec<usize> {
        let mut found = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let terms = self.by_opening.get(&opening(word.as_ref())).into_iter().flatten().chain(&self.short);
            found.extend(terms.filter(|term| term.opens(&words[i..])).map(|term| term.topic));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_words_stems_and_phrases() {
        let mut terms = TopicTerms::default();
        for (topic, term) in ["border*", "rule of law", "ai*", "aid", "small arms"].into_iter().enumerate() {
            terms.add(term, topic);
        }
        let topics = |text: &str| terms.topics(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(topics("the small arms of borderless rule"), [0, 4]);
        assert_eq!(topics("the rule of law"), [1]);
        assert_eq!(topics("aid"), [2, 3]);
        assert!(topics("small armies bord a").is_empty());
    }
}
