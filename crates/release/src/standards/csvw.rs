//! `csv-metadata.json`: [CSV on the Web](https://www.w3.org/TR/tabular-metadata/).

use rapporteur_schema::{Column, Kind, Table};
use serde_json::{Value, json};

use crate::facts::{Facts, tables};

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    let about = facts.about;
    super::json(&json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": about.language }],
        "dc:title": about.title,
        "dc:description": about.description,
        "dc:license": { "@id": about.licence.url },
        "dc:creator": about.creators.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
        "dc:publisher": about.publisher.name,
        "dc:issued": facts.date,
        "dc:hasVersion": facts.version,
        "dc:subject": about.keywords,
        "dialect": {
            "encoding": "utf-8", "delimiter": ",", "header": true, "doubleQuote": true, "lineTerminators": ["\n"],
        },
        "tables": tables().map(table).collect::<Vec<_>>(),
    }))
}

fn table(table: &'static Table) -> Value {
    let keys = table.foreign_keys.iter().map(|key| {
        json!({
            "columnReference": [key.column],
            "reference": { "resource": format!("{}.csv", key.table), "columnReference": [key.target] },
        })
    });
    json!({
        "url": format!("{}.csv", table.name),
        "dc:title": table.name,
        "dc:description": table.description.trim(),
        "tableSchema": {
            "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
            "primaryKey": table.primary_key,
            "foreignKeys": keys.collect::<Vec<_>>(),
        },
    })
}

fn column(column: &Column) -> Value {
    let datatype = match (column.kind, column.vocabulary) {
        (Kind::Integer, _) => json!("integer"),
        (Kind::Float, _) => json!("double"),
        (Kind::Boolean, _) => json!({ "base": "boolean", "format": "true|false" }),
        (Kind::Date, _) => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        (_, Some(words)) => json!({ "base": "string", "format": words.join("|") }),
        _ => json!("string"),
    };
    let mut described = json!({
        "name": column.name,
        "titles": column.name,
        "datatype": datatype,
        "null": "",
        "dc:description": column.description.trim(),
    });
    if column.kind == Kind::List {
        described["separator"] = "|".into();
    } else if !column.nullable {
        described["required"] = true.into();
    }
    described
}
