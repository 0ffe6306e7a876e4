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

/// Bytes of a word that fit into one number.
const SHORT: usize = size_of::<u128>();

/// All words that lists and rules know, folded, each with a number.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// By the folded word, where it has up to [`SHORT`] bytes: compared as one number, without a look at the heap.
    short: FxHashMap<u128, WordId>,
    /// By the folded word, where it is longer.
    long: FxHashMap<Box<[u8]>, WordId>,
    names: Vec<String>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary {
            short: FxHashMap::with_capacity_and_hasher(WORDS, FxBuildHasher),
            long: FxHashMap::default(),
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
        match packed(key.as_bytes()) {
            Some(short) => self.short.insert(short, id),
            None => self.long.insert(key.as_bytes().into(), id),
        };
        self.names.push(key);
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
        let known = match packed(key.as_bytes()) {
            Some(short) => self.short.get(&short),
            None => self.long.get(key.as_bytes()),
        };
        known.copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The number of a word as written.
    pub fn look_up(&self, word: &str) -> WordId {
        // Nearly every word is short and plain: fold it without the heap.
        let mut key = [0_u8; SHORT];
        if word.len() > SHORT || word.bytes().any(|b| !b.is_ascii() || matches!(b, b'.' | 0)) {
            return self.get(&word_key(word));
        }
        key.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        self.short.get(&u128::from_le_bytes(key)).copied().unwrap_or(WordId::UNKNOWN)
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
        self.short.is_empty() && self.long.is_empty()
    }
}

/// The bytes of a word as one number, zeros behind them; `None` where there are too many, or a zero of its own.
fn packed(word: &[u8]) -> Option<u128> {
    let mut bytes = [0_u8; SHORT];
    if word.contains(&0) {
        return None;
    }
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(u128::from_le_bytes(bytes))
}
