//! Chooses the other spellings of a place that an English text may use.
//!
//! GeoNames lists names in all languages without saying which is which. Three signs single out the useful ones:
//! they are written in Latin letters as a name is (capital first), they are not codes, and more than one language
//! writes them that way, which is counted over the transliterated list.

use std::collections::{BTreeMap, BTreeSet};

/// At most this many aliases per place.
const MOST: usize = 8;
/// Fewer letters than this are too likely to be a word or a code.
const FEWEST_LETTERS: usize = 4;

/// A form for comparison: transliterated, lower case, letters and digits only.
pub(crate) fn key(name: &str) -> String {
    any_ascii::any_ascii(name).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The name in ASCII, or nothing when it is ASCII already.
pub(crate) fn ascii_name(name: &str) -> Option<String> {
    // The table writes a turned comma as a grave accent.
    (!name.is_ascii()).then(|| any_ascii::any_ascii(name).replace('`', "'"))
}

/// The aliases of `name` out of `alternates`, best supported first.
///
/// `taken` holds the keys that name something else (another place, a country) and would mislead. With `thorough`
/// a spelling is kept although only one language uses it.
pub(crate) fn aliases(name: &str, alternates: &[String], taken: &BTreeSet<String>, thorough: bool) -> Vec<String> {
    let own = key(name);
    let keys: Vec<String> = alternates.iter().map(|alternate| key(alternate)).collect();
    let mut groups: BTreeMap<&str, &str> = BTreeMap::new();
    for (alternate, key) in alternates.iter().zip(&keys) {
        if !reads_as_a_name(alternate) || taken.contains(key) || is_inflected(key, &own) {
            continue;
        }
        let best = groups.entry(key).or_insert(alternate);
        // The plain spelling stands for its accented variants: the matcher folds accents anyway.
        if (!alternate.is_ascii(), alternate.as_str()) < (!best.is_ascii(), *best) {
            *best = alternate;
        }
    }
    let kept: BTreeSet<&str> = groups.keys().copied().collect();
    let mut ranked: Vec<(bool, usize, &str)> = groups
        .iter()
        .filter(|(key, _)| !kept.iter().any(|other| other != *key && is_inflected(key, other)))
        .map(|(key, alternate)| (keys.iter().filter(|other| other.starts_with(key)).count(), key, *alternate))
        .filter(|(support, key, _)| *support >= needed(key, thorough))
        .map(|(support, key, alternate)| (reads_as_foreign(key), support, alternate))
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
    ranked.into_iter().take(MOST).map(|(.., alternate)| alternate.to_owned()).collect()
}

/// Letter groups by which Dutch, German, French, Polish … write what English writes `sh`, `ch`, `j`, `u`.
const FOREIGN: [&str; 11] = ["dj", "sj", "tj", "zj", "sch", "tch", "cz", "sz", "oe", "ou", "ue"];

/// Whether a spelling is better left to the end of the list: an English text would write it another way.
fn reads_as_foreign(key: &str) -> bool {
    FOREIGN.iter().any(|group| key.contains(group))
}

/// How many entries of the list must begin like an alias before it counts.
fn needed(key: &str, thorough: bool) -> usize {
    match (thorough, key.len()) {
        (true, ..=4) => 3,
        (true, _) => 1,
        // "Lion" for Lyon, "Vena" for Vienna: short forms are words more often than names.
        (false, ..=4) => usize::MAX,
        (false, 5) => 3,
        (false, _) => 2,
    }
}

/// Whether a key is the name itself, or the name with an ending such as Latvian `-a`, Lithuanian `-as`.
fn is_inflected(key: &str, own: &str) -> bool {
    key.strip_prefix(own).is_some_and(|ending| ending.len() <= 2)
}

/// Words for "town" in other languages that GeoNames appends to a name.
const TOWN_WORDS: [&str; 8] = [" osh", " khot", " khoto", " shaary", " Shahri", " kenti", " Shi", " Stad"];

fn reads_as_a_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= FEWEST_LETTERS
        && text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().all(is_name_character)
        && !text.contains("  ")
        && !text.contains(" - ")
        && !text.ends_with('\'')
        && !TOWN_WORDS.iter().any(|word| text.ends_with(word))
        // "UEruemqi", "GIashkuabad", "DYU": automatic transliterations and codes.
        && !text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_uppercase() && b.is_uppercase())
}

fn is_name_character(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | ',' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '·')
        || c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &str) -> Vec<String> {
        names.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn what_several_languages_write_is_kept_once() {
        let alternates = list("BJS|Pekin|Peking|Pekíng|Pekino|Pekinas|Beijing Shi|bei jing|Pekin|Пекин|Lion");
        assert_eq!(aliases("Beijing", &alternates, &BTreeSet::new(), false), ["Pekin"]);
    }

    #[test]
    fn codes_transliterations_and_accent_variants_are_dropped() {
        let alternates = list("URC|UEruemqi|Urumqi|ÜRÜMQI|wu lu mu qi|Urumchi|Urumçhi|乌鲁木齐");
        assert_eq!(aliases("Ürümqi", &alternates, &BTreeSet::new(), false), ["Urumchi"]);
        assert_eq!(ascii_name("Ürümqi").as_deref(), Some("Urumqi"));
        assert_eq!(ascii_name("Osh"), None);
    }

    #[test]
    fn a_name_of_another_place_is_no_alias() {
        let taken = BTreeSet::from(["talas".to_owned()]);
        assert!(aliases("Taraz", &list("Talas|Talás|Tálas"), &taken, true).is_empty());
    }
}
