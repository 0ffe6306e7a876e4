//! normalize and extract are functions of their arguments: no files, no network, no clock, no output.

use super::source::Source;
use super::{Finding, crate_of};

const PURE: [&str; 2] = ["normalize", "extract"];
const FORBIDDEN: [&str; 13] = [
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
];
const MODULES: [&str; 5] = ["fs", "io", "env", "net", "process"];

/// Reports what reaches outside.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !crate_of(&source.path).is_some_and(|folder| PURE.contains(&folder)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, code) in source.lines() {
        for name in FORBIDDEN.into_iter().filter(|name| contains_word(code, name)) {
            found.push(report(source, line, name));
        }
        // `use std::{collections::BTreeMap, fs};`
        if let Some((_, group)) = code.split_once("std::{") {
            for name in MODULES.into_iter().filter(|name| contains_word(group, name)) {
                found.push(report(source, line, &format!("std::{name}")));
            }
        }
    }
    found
}

fn report(source: &Source, line: usize, name: &str) -> Finding {
    let message = format!("`{name}` here: this stage does no IO and reads no clock; let the caller hand it in");
    Finding::error("purity", &source.path, line, message)
}

/// Whether `text` holds `word` and not as a part of a longer name.
pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(is_name);
        let after = text[at + word.len()..].chars().next().is_some_and(is_name);
        !(before || after && word.ends_with(is_name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&Source::parse(path, text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn outside_access_is_found_in_pure_crates_only() {
        let text = "use std::fs::File;\nuse std::{fmt, io};\nlet t = Instant::now();\nprintln!();\nuse std::fmt;\n";
        assert_eq!(lines("crates/normalize/src/lib.rs", text), [1, 2, 3, 4]);
        assert!(lines("crates/ingest/src/lib.rs", text).is_empty());
    }

    #[test]
    fn longer_names_and_comments_are_not_meant() {
        let text = "struct Instantly; // std::fs\nlet a = \"println!\";";
        assert!(lines("crates/extract/src/lib.rs", text).is_empty());
    }
}
