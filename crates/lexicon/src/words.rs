//! Words as small numbers, so that names and rules compare quickly.

use rapporteur_text::{Span, TokenKind, fold, tokenize};
use rustc_hash::{FxBuildHasher, FxHashMap};

/// A word of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word no list or rule knows.
    pub const UNKNOWN: WordId = WordId(0);
    /// A hyphen, dash or slash that clings to the words at its sides.
    pub const JOINER: WordId = WordId(1);
}

/// Room for the words of the built-in data, so that the table need not grow.
const WORDS: usize = 100_000;

/// All words that lists and rules know, folded, each with a number.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// By the bytes of the folded word.
    ids: FxHashMap<Box<[u8]>, WordId>,
    names: Vec<String>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary {
            ids: FxHashMap::with_capacity_and_hasher(WORDS, FxBuildHasher),
            names: vec![String::new(), "-".to_owned()],
        }
    }
}

/// The form under which a word is looked up: folded, without the dots of an acronym.
pub fn word_key(word: &str) -> String {
    let folded = fold(word);
    if folded.contains('.') && folded.chars().any(|c| c.is_ascii_alphabetic()) {
        folded.replace('.', "")
    } else {
        folded
    }
}

/// Whether a mark joins two words.
pub fn is_joiner(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2010}" | "\u{2011}" | "–" | "—" | "/")
}

impl Vocabulary {
    /// The number of a word, adding it if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        let known = self.look_up(word);
        if known != WordId::UNKNOWN {
            return known;
        }
        let key = word_key(word);
        let id = WordId(u32::try_from(self.names.len()).unwrap_or(0));
        self.names.push(key.clone());
        self.ids.insert(key.into_bytes().into_boxed_slice(), id);
        id
    }

    /// The numbers of a name's words, hyphens left out.
    pub fn intern_name(&mut self, name: &str) -> Vec<WordId> {
        // Nearly every name is letters and blanks, which need no tokenizer.
        if name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
            return name.split(' ').filter(|w| !w.is_empty()).map(|w| self.intern(w)).collect();
        }
        tokenize(name, Span::new(0, name.len()))
            .into_iter()
            .filter(|t| t.kind != TokenKind::Mark || !is_joiner(t.span.of(name)))
            .map(|t| self.intern(t.span.of(name)))
            .collect()
    }

    /// The number of a folded word (see [`word_key`]).
    pub fn get(&self, key: &str) -> WordId {
        self.of_bytes(key.as_bytes())
    }

    #[inline]
    fn of_bytes(&self, key: &[u8]) -> WordId {
        self.ids.get(key).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The number of a word as written.
    pub fn look_up(&self, word: &str) -> WordId {
        // Nearly every word is short and plain: fold it without the heap.
        let mut short = [0_u8; 32];
        match short.get_mut(..word.len()) {
            Some(key) if word.bytes().all(|b| b.is_ascii() && b != b'.') => {
                key.copy_from_slice(word.as_bytes());
                key.make_ascii_lowercase();
                self.of_bytes(key)
            }
            _ => self.get(&word_key(word)),
        }
    }

    /// The folded word behind a number.
    pub fn name(&self, id: WordId) -> &str {
        self.names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it knows no word.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}
