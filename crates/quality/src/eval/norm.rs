//! How names and quotes are made comparable: without case, accents, punctuation and a leading article.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::sha1::short_hash;

/// Words that say nothing about which event or group a name means.
const STOP: [&str; 21] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "that", "the", "their", "its",
    "to", "was", "were", "with",
];

/// A set of words or of their hashes.
pub(super) type Words = BTreeSet<String>;

/// `text` in compatibility decomposition, without combining characters, case-folded, without possessive endings, with
/// one space for every run of other characters than word characters, and without a leading "the".
pub(super) fn norm(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| canonical_combining_class(c) == 0) {
        casefold(c, &mut folded);
    }
    let folded = folded.replace('’', "'").replace("'s ", " ");
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c| !is_word(c)).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    match out.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => out,
    }
}

/// The words of `text`, in order.
pub(super) fn words(text: &str) -> Vec<String> {
    norm(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The words of a name that tell it from others.
pub(super) fn telling_words(text: &str) -> Words {
    words(text).into_iter().filter(|w| !is_stop(w)).collect()
}

/// Whether a word is too common to tell names apart.
pub(super) fn is_stop(word: &str) -> bool {
    STOP.contains(&word)
}

/// A quote as a set of word hashes.
pub(super) fn fingerprint(quote: &str) -> Words {
    words(quote).iter().map(|w| short_hash(w)).collect()
}

/// Share of the smaller set that stands in the other; 0 where one is empty.
pub(super) fn containment(a: &Words, b: &Words) -> f64 {
    match a.len().min(b.len()) {
        0 => 0.0,
        least => a.intersection(b).count() as f64 / least as f64,
    }
}

/// Share of all words that stand in both sets; 0 where both are empty.
pub(super) fn jaccard(a: &Words, b: &Words) -> f64 {
    match a.union(b).count() {
        0 => 0.0,
        all => a.intersection(b).count() as f64 / all as f64,
    }
}

/// Whether two places are the same: equal names, or one continues the other ("Washington", "Washington, D.C.").
pub(super) fn same_place(a: &str, b: &str) -> bool {
    let (a, b) = (norm(a), norm(b));
    let continues =
        |long: &str, short: &str| long.strip_prefix(short).is_some_and(|r| r.starts_with(' ')) && !short.is_empty();
    a == b || continues(&a, &b) || continues(&b, &a)
}

/// Full case folding of what is left after decomposition: lower case, but for the few characters that fold elsewhere.
fn casefold(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ς' => out.push('σ'),
        // Cherokee folds to its capitals, which are the older letters.
        '\u{13a0}'..='\u{13f5}' => out.push(c),
        '\u{13f8}'..='\u{13fd}' => out.extend(char::from_u32(c as u32 - 8)),
        '\u{ab70}'..='\u{abbf}' => out.extend(char::from_u32(c as u32 - 0xab70 + 0x13a0)),
        // Letter shapes of old Cyrillic prints.
        '\u{1c80}' => out.push('в'),
        '\u{1c81}' => out.push('д'),
        '\u{1c82}' => out.push('о'),
        '\u{1c83}' => out.push('с'),
        '\u{1c84}' | '\u{1c85}' => out.push('т'),
        '\u{1c86}' => out.push('ъ'),
        '\u{1c87}' => out.push('ѣ'),
        '\u{1c88}' => out.push('ꙋ'),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Letters of all scripts, numbers and the underscore, as regular expressions understand `\w` in Python; vowel signs and
/// enclosed letters are alphabetic in Unicode, but no letters.
fn is_word(c: char) -> bool {
    let enclosed = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    c == '_' || (c.is_alphanumeric() && !is_combining_mark(c) && !enclosed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_articles_and_possessives_do_not_count() {
        for (text, expected) in [
            ("The Peoples’ House", "peoples house"),
            ("Russia's  President", "russia president"),
            ("Miroslav LAJČÁK, M.P.", "miroslav lajcak m p"),
            ("Straße der ΌΔΟΣ", "strasse der οδοσ"),
            ("ﬁve½ m²", "five1 2 m2"),
            ("snake_case—dash", "snake_case dash"),
            ("the", "the"),
            ("", ""),
        ] {
            assert_eq!(norm(text), expected);
        }
    }

    #[test]
    fn a_place_may_be_continued_but_not_cut_in_a_word() {
        assert!(same_place("Washington", "Washington, D.C."));
        assert!(!same_place("Rome", "Romeo"));
        assert!(!same_place("", "Rome"));
        assert!(same_place("", ""));
    }

    #[test]
    fn shares_of_empty_sets_are_nothing() {
        let (some, none) = (fingerprint("talks in Rome"), Words::new());
        assert_eq!((containment(&some, &none), jaccard(&none, &none)), (0.0, 0.0));
        assert_eq!((containment(&some, &some), jaccard(&some, &some)), (1.0, 1.0));
    }
}
