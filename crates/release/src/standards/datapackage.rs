//! `datapackage.json`: [Data Package](https://datapackage.org) version 2.
//!
//! Lists are declared as text with a pattern, because the official profile has no list type and validators refuse it; each
//! such field says so in its description.

use rapporteur_export::codebook::vocabularies;
use rapporteur_schema::{Column, Kind, Table};
use serde_json::{Value, json};

use crate::facts::{Facts, tables};

const PROFILE: &str = "https://datapackage.org/profiles/2.0/";

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    let about = facts.about;
    let resources: Vec<Value> = tables().filter_map(|table| resource(facts, table)).collect();
    let contributors = about.creators.iter().map(|c| json!({ "title": c.name, "roles": ["creator"] }));
    let publisher = json!({ "title": about.publisher.name, "path": about.publisher.url, "roles": ["publisher"] });
    let sources: Vec<Value> = facts
        .sources()
        .into_iter()
        .map(|source| match source.url {
            Some(url) => json!({ "title": source.title, "path": url }),
            None => json!({ "title": source.title }),
        })
        .collect();
    let mut package = json!({
        "$schema": format!("{PROFILE}datapackage.json"),
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "homepage": about.homepage,
        "version": facts.version,
        "created": format!("{}T00:00:00Z", facts.date),
        "keywords": about.keywords,
        "licenses": [{ "name": about.licence.spdx, "title": about.licence.title, "path": about.licence.url }],
        "contributors": contributors.chain([publisher]).collect::<Vec<_>>(),
        "resources": resources,
    });
    // The profile wants at least one source where the property is there at all.
    if !sources.is_empty() {
        package["sources"] = sources.into();
    }
    super::json(&package)
}

fn resource(facts: &Facts<'_>, table: &'static Table) -> Option<Value> {
    let file = facts.csv(table)?;
    Some(json!({
        "name": table.name,
        "type": "table",
        "title": table.name,
        "description": table.description.trim(),
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "dialect": {
            "$schema": format!("{PROFILE}tabledialect.json"),
            "header": true, "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true,
        },
        "schema": schema(table),
    }))
}

fn schema(table: &Table) -> Value {
    let keys: Vec<Value> = table
        .foreign_keys
        .iter()
        .map(|key| {
            // A reference inside the same table leaves the resource out.
            let reference = match key.table == table.name {
                true => json!({ "fields": [key.target] }),
                false => json!({ "resource": key.table, "fields": [key.target] }),
            };
            json!({ "fields": [key.column], "reference": reference })
        })
        .collect();
    let mut schema = json!({
        "$schema": format!("{PROFILE}tableschema.json"),
        "fields": table.columns.iter().map(|column| field(table, column)).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.primary_key,
    });
    if !keys.is_empty() {
        schema["foreignKeys"] = keys.into();
    }
    schema
}

fn field(table: &Table, column: &Column) -> Value {
    let mut description = column.description.trim().to_owned();
    let mut constraints = json!({});
    if !column.nullable && column.kind != Kind::List {
        constraints["required"] = true.into();
    }
    if table.primary_key == [column.name] {
        constraints["unique"] = true.into();
    }
    let (kind, format) = match column.kind {
        Kind::Integer => ("integer", "default"),
        Kind::Float => ("number", "default"),
        Kind::Boolean => ("boolean", "default"),
        Kind::Date => ("date", "default"),
        _ => ("string", "default"),
    };
    if column.kind == Kind::List {
        description.push_str(" A list, its items joined by `|`.");
        constraints["pattern"] = "[^|]+(\\|[^|]+)*".into();
    }
    if column.name.ends_with("country") {
        constraints["pattern"] = "[A-Z]{3}".into();
    }
    let mut field = json!({ "name": column.name, "type": kind, "format": format, "description": description });
    if column.kind == Kind::Boolean {
        field["trueValues"] = json!(["true"]);
        field["falseValues"] = json!(["false"]);
    }
    if let Some(words) = column.vocabulary {
        constraints["enum"] = words.into();
        let meanings = vocabularies().find(|(_, meanings)| words.iter().eq(meanings.iter().map(|(word, _)| word)));
        let categories =
            meanings.map(|(_, m)| m.iter().map(|(word, label)| json!({ "value": word, "label": label.trim() })));
        field["categories"] = categories.into_iter().flatten().collect::<Vec<Value>>().into();
        field["categoriesOrdered"] = false.into();
    }
    if constraints.as_object().is_some_and(|c| !c.is_empty()) {
        field["constraints"] = constraints;
    }
    field
}
