//! Pages for people, made from templates: data card, codebook, quality report.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment};
use rapporteur_export::codebook::{INTRODUCTION, kind_name, vocabularies, vocabulary_of, vocabulary_users};
use rapporteur_schema::SCHEMA_VERSION;
use serde_json::json;

use crate::ReleaseError;
use crate::facts::{Facts, tables};
use crate::report::Quality;

/// Name of the file, and its template.
const TEMPLATES: [(&str, &str); 3] = [
    ("README.md", include_str!("../templates/card.md")),
    ("codebook.html", include_str!("../templates/codebook.html")),
    ("quality.html", include_str!("../templates/quality.html")),
];

/// All pages: name and content.
pub(crate) fn all(facts: &Facts<'_>, quality: &Quality) -> Result<Vec<(String, Vec<u8>)>, ReleaseError> {
    let environment = environment().map_err(ReleaseError::encoding("the pages"))?;
    let card = json!({
        "about": facts.about,
        "version": facts.version,
        "date": facts.date,
        "rows": facts.rows(),
        "size": size_category(facts.rows()),
        "tables": tables().map(|t| json!({ "name": t.name, "description": t.description.trim(),
            "rows": facts.csv(t).map(|f| f.rows) })).collect::<Vec<_>>(),
        "period": facts.period(),
        "countries": facts.countries().len(),
        "publishers": publishers(facts),
        "tool_version": facts.manifest.tool_version,
        "schema_version": facts.manifest.schema_version,
    });
    let context = Value::from(Serde(json!({ "quality": quality, "codebook": codebook(facts), "card": card })));
    TEMPLATES
        .iter()
        .map(|(name, _)| {
            let page = environment.get_template(name).and_then(|template| template.render(&context));
            let mut page = page.map_err(|e| ReleaseError::Encoding { file: name, cause: format!("{e:#}") })?;
            if !page.ends_with('\n') {
                page.push('\n');
            }
            Ok(((*name).to_owned(), page.into_bytes()))
        })
        .collect()
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment
        .set_auto_escape_callback(|name| if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None });
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_filter("percent", |value: Value, digits: Option<usize>| {
        number(&value).map_or("–".to_owned(), |n| format!("{:.*} %", digits.unwrap_or(1), n * 100.0))
    });
    environment.add_filter("fixed", |value: Value, digits: Option<usize>| {
        number(&value).map_or("–".to_owned(), |n| format!("{:.*}", digits.unwrap_or(3), n))
    });
    environment.add_template("base.css", include_str!("../templates/base.css"))?;
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    Ok(environment)
}

fn number(value: &Value) -> Option<f64> {
    (value.kind() == ValueKind::Number).then(|| f64::try_from(value.clone()).ok()).flatten()
}

/// Every table, column and vocabulary.
fn codebook(facts: &Facts<'_>) -> serde_json::Value {
    let columns = |table: &rapporteur_schema::Table| {
        let column = |c: &rapporteur_schema::Column| {
            json!({ "name": c.name, "type": kind_name(c.kind), "nullable": c.nullable,
                "description": c.description.trim(), "vocabulary": vocabulary_of(c) })
        };
        table.columns.iter().map(column).collect::<Vec<_>>()
    };
    let table = |table: &'static rapporteur_schema::Table| {
        let keys = table.foreign_keys.iter();
        json!({
            "name": table.name,
            "description": table.description.trim(),
            "primary_key": table.primary_key,
            "foreign_keys": keys.map(|k| json!({ "column": k.column, "table": k.table, "target": k.target })).collect::<Vec<_>>(),
            "columns": columns(table),
        })
    };
    let words = |meanings: rapporteur_export::codebook::Meanings| {
        meanings.iter().map(|(word, meaning)| json!({ "word": word, "meaning": meaning.trim() })).collect::<Vec<_>>()
    };
    let vocabularies: Vec<serde_json::Value> = vocabularies()
        .map(
            |(name, meanings)| json!({ "name": name, "used_by": vocabulary_users(meanings), "words": words(meanings) }),
        )
        .collect();
    json!({
        "title": facts.about.title,
        "version": facts.version,
        "schema_version": SCHEMA_VERSION,
        "introduction": INTRODUCTION.trim(),
        "tables": tables().map(table).collect::<Vec<_>>(),
        "vocabularies": vocabularies,
    })
}

/// Publishers with their numbers of texts, the most frequent first; a card has room for so many.
fn publishers(facts: &Facts<'_>) -> Vec<serde_json::Value> {
    const MOST: usize = 50;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for publisher in facts.dataset.documents.iter().filter_map(|d| d.publisher.as_deref()) {
        *counts.entry(publisher).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(name, texts)| (std::cmp::Reverse(*texts), *name));
    counts.into_iter().take(MOST).map(|(name, texts)| json!({ "name": name, "texts": texts })).collect()
}

/// The size classes of dataset cards.
fn size_category(rows: u64) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        _ => "1M<n<10M",
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn numbers_that_are_not_there_are_a_dash() {
        let environment = environment().unwrap();
        let shown =
            |text: &str| environment.render_str(text, context! { n => 0.5, none => Option::<f64>::None }).unwrap();
        assert_eq!(shown("{{ n|percent }} {{ n|fixed(2) }} {{ none|percent }} {{ 1|fixed }}"), "50.0 % 0.50 – 1.000");
    }
}
