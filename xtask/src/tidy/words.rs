//! Words of the world and of the language stand in the lexicon, not in the code that uses them.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use super::source::Source;
use super::{Finding, crate_of};

const CRATES: [&str; 4] = ["normalize", "extract", "ingest", "link"];
/// Files and their columns of full names; shorter names than [`NAME`] letters would hit ordinary strings.
const NAMES: [(&str, &[&str]); 3] = [
    ("countries.csv", &["name", "formal_name", "names"]),
    ("organizations.csv", &["name"]),
    ("titles.csv", &["title"]),
];
const ACRONYMS: [(&str, &[&str]); 2] =
    [("countries.csv", &["acronym", "acronyms"]), ("organizations.csv", &["acronym", "acronyms"])];
const NAME: usize = 5;
const ACRONYM: usize = 3;

/// Whether a file must be free of such words.
pub(crate) fn applies_to(path: &str) -> bool {
    path.ends_with(".rs") && crate_of(path).is_some_and(|folder| CRATES.contains(&folder))
}

/// The words of the lexicon, in lower case.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: BTreeSet<String>,
}

impl Vocabulary {
    /// Reads names, acronyms and titles from the data folder of the lexicon.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut vocabulary = Self::default();
        for (shortest, files) in [(NAME, &NAMES[..]), (ACRONYM, &ACRONYMS[..])] {
            for (file, columns) in files {
                let path = folder.join(file);
                let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
                vocabulary.add(&text, columns, shortest).with_context(|| path.display().to_string())?;
            }
        }
        Ok(vocabulary)
    }

    fn add(&mut self, text: &str, columns: &[&str], shortest: usize) -> Result<()> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let wanted: Vec<usize> =
            reader.headers()?.iter().enumerate().filter(|(_, name)| columns.contains(name)).map(|(at, _)| at).collect();
        let kind = reader.headers()?.iter().position(|name| name == "kind");
        for record in reader.records() {
            let record = record?;
            // "first", "previous", "current" modify titles, and dates, and anything else.
            if kind.and_then(|at| record.get(at)) == Some("modifier") {
                continue;
            }
            let names = wanted.iter().filter_map(|&at| record.get(at)).flat_map(|cell| cell.split('|'));
            self.words.extend(names.filter(|name| letters(name) >= shortest).map(str::to_lowercase));
        }
        Ok(())
    }

    /// Reports string literals that are a word of the lexicon.
    pub(crate) fn check(&self, source: &Source) -> Vec<Finding> {
        let hits = source.literals.iter().filter(|(line, literal)| {
            self.words.contains(&literal.trim().to_lowercase()) && !source.excuses("words", *line)
        });
        hits.map(|(line, literal)| {
            let message = format!("{literal:?} is a word of the lexicon; let crates/lexicon/data say it");
            Finding::error("words", &source.path, *line, message)
        })
        .collect()
    }
}

fn letters(name: &str) -> usize {
    name.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> usize {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("id,name,acronym\na,Kazakhstan,KAZ\nb,Chad,\n", &["name"], NAME).unwrap();
        vocabulary.add("id,name,acronym\na,Kazakhstan,KAZ|UN\n", &["acronym"], ACRONYM).unwrap();
        vocabulary.check(&Source::parse("crates/extract/src/lib.rs", code)).len()
    }

    #[test]
    fn names_and_acronyms_are_found_as_whole_literals() {
        assert_eq!(found("let a = [\"kazakhstan\", \"KAZ\"];"), 2);
        assert_eq!(found("let a = [\"Kazakhstan and others\", \"chad\", \"un\"];"), 0);
    }

    #[test]
    fn words_that_only_modify_a_title_are_free() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("title,kind\nminister,office\nprevious,modifier\n", &["title"], NAME).unwrap();
        assert_eq!(vocabulary.words.into_iter().collect::<Vec<_>>(), ["minister"]);
    }

    #[test]
    fn comments_tests_and_excused_lines_pass() {
        assert_eq!(found("/// \"Kazakhstan\"\nfn a() {}"), 0);
        assert_eq!(found("#[cfg(test)]\nmod tests { const A: &str = \"KAZ\"; }"), 0);
        assert_eq!(found("// tidy-allow(words): a file name\nlet a = \"KAZ\";"), 0);
    }
}
