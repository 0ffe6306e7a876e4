//! The codebook: every table, column and vocabulary in words, generated from the schema.

use std::fmt::Write as _;

use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{Column, Kind, SCHEMA_VERSION, TABLES, Table};

/// The words of a vocabulary with their meanings.
pub type Meanings = &'static [(&'static str, &'static str)];

/// The vocabularies with the names they have in the codebook.
const VOCABULARIES: [(&str, Meanings); 16] = [
    ("event_type", EventType::MEANINGS),
    ("status", Status::MEANINGS),
    ("salience", Salience::MEANINGS),
    ("date_precision", DatePrecision::MEANINGS),
    ("date_basis", DateBasis::MEANINGS),
    ("published_basis", PublishedBasis::MEANINGS),
    ("mode", Mode::MEANINGS),
    ("role", Role::MEANINGS),
    ("attendance", Attendance::MEANINGS),
    ("resolution", Resolution::MEANINGS),
    ("actor_kind", ActorKind::MEANINGS),
    ("commitment_type", CommitmentType::MEANINGS),
    ("modality", Modality::MEANINGS),
    ("polarity", Polarity::MEANINGS),
    ("party_role", PartyRole::MEANINGS),
    ("severity", SeverityWord::MEANINGS),
];
/// Used by all tables, hence last.
const REVIEW: (&str, Meanings) = ("review_status", ReviewStatus::MEANINGS);

/// How the files are written, in a paragraph of Markdown.
pub const INTRODUCTION: &str = "\
Every table comes as CSV and as Parquet with the same rows in the same order. CSV is UTF-8 with commas, LF line ends and
a header; a missing value is an empty cell, a list is joined by `|`, a date is written `2015-03-09`, and a quoted cell may
hold line breaks. Offsets count Unicode code points of the document's text from 0; the end is one past the last.
";

/// The codebook as Markdown: each table with its columns, then each vocabulary with its meanings.
pub fn codebook_markdown() -> String {
    let mut page = format!("# Codebook\n\nSchema version {SCHEMA_VERSION}.\n\n{INTRODUCTION}\n## Tables\n\n");
    page.push_str("| table | one row is |\n|---|---|\n");
    for table in TABLES {
        line(&mut page, &[&link(table.name, table.name), table.description]);
    }
    for table in TABLES {
        section(&mut page, table);
    }
    page.push_str("\n## Vocabularies\n");
    for (name, meanings) in vocabularies() {
        let _ = write!(page, "\n### {name}\n\nUsed by {}.\n\n| value | meaning |\n|---|---|\n", users(meanings));
        for (word, meaning) in meanings {
            line(&mut page, &[&format!("`{word}`"), meaning]);
        }
    }
    page
}

fn section(page: &mut String, table: &Table) {
    let _ = write!(page, "\n### {}\n\n{}\n\n", table.name, table.description.trim());
    let key: Vec<String> = table.primary_key.iter().map(|k| format!("`{k}`")).collect();
    let _ = writeln!(page, "- Key: {}", key.join(", "));
    for key in table.foreign_keys {
        let _ = writeln!(page, "- `{}` refers to {} `{}`", key.column, link(key.table, key.table), key.target);
    }
    page.push_str("\n| column | type | may be missing | meaning | values |\n|---|---|---|---|---|\n");
    for column in table.columns {
        let nullable = if column.nullable { "yes" } else { "no" };
        let values = vocabulary_of(column).map(|name| link(name, name)).unwrap_or_default();
        line(page, &[&format!("`{}`", column.name), kind_name(column.kind), nullable, column.description, &values]);
    }
}

fn line(page: &mut String, cells: &[&str]) {
    for cell in cells {
        let _ = write!(page, "| {} ", cell.trim().replace('|', "\\|"));
    }
    page.push_str("|\n");
}

fn link(text: &str, anchor: &str) -> String {
    format!("[{text}](#{anchor})")
}

/// The word for a column's type.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Float => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::List => "list of text",
        _ => "other",
    }
}

/// Every vocabulary with the name it has in the codebook.
pub fn vocabularies() -> impl Iterator<Item = (&'static str, Meanings)> {
    VOCABULARIES.into_iter().chain([REVIEW])
}

/// The name of the vocabulary that a column's values come from.
pub fn vocabulary_of(column: &Column) -> Option<&'static str> {
    let words = column.vocabulary?;
    vocabularies().find(|(_, meanings)| is_of(words, meanings)).map(|(name, _)| name)
}

fn is_of(words: &[&str], meanings: Meanings) -> bool {
    words.iter().eq(meanings.iter().map(|(word, _)| word))
}

/// The columns whose values come from a vocabulary, as `table.column`.
pub fn vocabulary_users(meanings: Meanings) -> Vec<String> {
    let mut users = Vec::new();
    for table in TABLES {
        for column in table.columns.iter().filter(|c| c.vocabulary.is_some_and(|words| is_of(words, meanings))) {
            users.push(format!("{}.{}", table.name, column.name));
        }
    }
    users
}

fn users(meanings: Meanings) -> String {
    vocabulary_users(meanings).iter().map(|user| format!("`{user}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vocabulary_of_a_column_is_explained_and_every_explained_one_is_used() {
        for table in TABLES {
            for column in table.columns.iter().filter(|c| c.vocabulary.is_some()) {
                assert!(vocabulary_of(column).is_some(), "{}.{} has no entry in VOCABULARIES", table.name, column.name);
            }
        }
        for (name, meanings) in vocabularies() {
            assert!(!users(meanings).is_empty(), "no column uses {name}");
        }
    }

    #[test]
    fn headings_that_are_linked_stand_once() {
        let page = codebook_markdown();
        for name in TABLES.iter().map(|t| t.name).chain(vocabularies().map(|(name, _)| name)) {
            assert_eq!(page.matches(&format!("\n### {name}\n")).count(), 1, "{name}");
        }
        assert!(
            page.contains("| `event_type` | text | no | What kind of occurrence it is. | [event_type](#event_type) |")
        );
        assert!(page.ends_with("|\n"));
    }
}
