//! Terms that show a topic.

use rapporteur_text::folded;
use rustc_hash::FxHashMap;

/// Topic terms by how they begin.
#[derive(Clone, Debug, Default)]
pub struct TopicTerms {
    /// Whether any term begins with these letters (see [`letters`]); most words of a text begin none.
    begun: Vec<bool>,
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
    fn opens(&self, words: &[&str]) -> bool {
        words.len() >= self.words.len() && self.words.iter().zip(words).all(|(own, word)| matches(own, &folded(word)))
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

/// The number of an opening of plain letters, whatever their case; `None` where it holds anything else.
fn letters(opening: Opening) -> Option<usize> {
    opening.iter().try_fold(0, |number, byte| match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => Some(number * LETTERS + usize::from(letter - b'a')),
        _ => None,
    })
}

const LETTERS: usize = 26;

impl TopicTerms {
    pub(crate) fn add(&mut self, term: &str, topic: usize) {
        let words: Vec<String> = term.split([' ', '-']).filter(|w| !w.is_empty()).map(rapporteur_text::fold).collect();
        let Some(first) = words.first() else { return };
        let (stem, open) = first.strip_suffix('*').map_or((first.as_str(), false), |stem| (stem, true));
        let terms = match open && stem.len() < Opening::default().len() {
            true => &mut self.short,
            false => {
                self.begun.resize(LETTERS.pow(3), false);
                if let Some(begun) = letters(opening(stem)).and_then(|at| self.begun.get_mut(at)) {
                    *begun = true;
                }
                self.by_opening.entry(opening(stem)).or_default()
            }
        };
        terms.push(Term { words, topic });
    }

    /// Topics of a sequence of words as written, in the order of the codebook.
    pub fn topics(&self, words: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let begun = letters(opening(word)).is_none_or(|at| self.begun.get(at) == Some(&true));
            if !begun && self.short.is_empty() {
                continue;
            }
            let terms = self.by_opening.get(&opening(&folded(word))).into_iter().flatten().chain(&self.short);
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
