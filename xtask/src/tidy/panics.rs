//! The stages answer with rows or errors, whatever the text; they do not panic.

use super::purity::contains_word;
use super::source::Source;
use super::{Finding, crate_of};

const CRATES: [&str; 8] = ["readers", "spill", "ingest", "normalize", "extract", "link", "export", "lexicon"];
const FORBIDDEN: [&str; 6] = [".unwrap()", ".expect(", "panic!", "todo!", "unreachable!", "unimplemented!"];

/// Reports what can panic on purpose. (Slicing and arithmetic can too; tests over hostile texts look for those.)
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !crate_of(&source.path).is_some_and(|folder| CRATES.contains(&folder)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, code) in source.lines() {
        let hits = FORBIDDEN.into_iter().filter(|word| match word.starts_with('.') {
            true => code.contains(word),
            false => contains_word(code, word),
        });
        for word in hits.filter(|_| !source.excuses("panics", line)) {
            let message = format!("`{word}` can panic; return a diagnostic or an error instead");
            found.push(Finding::error("panics", &source.path, line, message));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Source::parse(path, text)).len()
    }

    #[test]
    fn panics_outside_tests_are_found() {
        let text = "a.unwrap();\nb.expect(\"c\");\nunreachable!();\n#[cfg(test)]\nmod tests { fn t() { a.unwrap(); } }";
        assert_eq!(count("crates/extract/src/lib.rs", text), 3);
        assert_eq!(count("crates/cli/src/lib.rs", text), 0);
    }

    #[test]
    fn relatives_and_excused_lines_pass() {
        assert_eq!(count("crates/link/src/a.rs", "a.unwrap_or(0); b.expect_none();"), 0);
        assert_eq!(count("crates/link/src/a.rs", "// tidy-allow(panics): built-in data\na.unwrap();"), 0);
    }
}
