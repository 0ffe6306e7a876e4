//! `rapporteur schema`: what the tables hold.

use anyhow::Result;
use clap::{Args, ValueEnum};
use rapporteur_schema::{Column, Kind, SCHEMA_VERSION, TABLES, Table};
use serde_json::{Value, json};

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
Examples:
  rapporteur schema
  rapporteur schema --format json
  rapporteur schema --format sql | sqlite3 my-tables.sqlite";

/// Options of `rapporteur schema`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Shape of the output.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The codebook page.
    Markdown,
    /// Tables, keys and columns for programs.
    Json,
    /// CREATE TABLE statements, in the dialect of SQLite.
    Sql,
    /// Arrow schemas, in the JSON of Arrow's integration tests, one per table.
    Arrow,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    match options.format {
        Format::Markdown => out.line(rapporteur_export::codebook_markdown().trim_end())?,
        Format::Json => {
            let tables: Vec<Value> = TABLES.iter().map(|t| table(t)).collect();
            let schema = json!({ "schema_version": SCHEMA_VERSION, "tables": tables });
            out.line(serde_json::to_string_pretty(&schema)?)?;
        }
        Format::Sql => out.line(rapporteur_export::sql::sql_schema().trim_end())?,
        Format::Arrow => {
            let schemas: serde_json::Map<String, Value> =
                TABLES.iter().map(|t| (t.name.to_owned(), json!({ "fields": arrow_fields(t) }))).collect();
            out.line(serde_json::to_string_pretty(&schemas)?)?;
        }
    }
    Ok(Outcome::Fine)
}

fn arrow_fields(table: &Table) -> Vec<Value> {
    let field = |name: &str, kind: Value, nullable: bool, children: Vec<Value>| json!({ "name": name, "type": kind, "nullable": nullable, "children": children });
    let column = |column: &Column| {
        let (kind, children) = match column.kind {
            Kind::Integer => (json!({ "name": "int", "bitWidth": 64, "isSigned": true }), vec![]),
            Kind::Float => (json!({ "name": "floatingpoint", "precision": "DOUBLE" }), vec![]),
            Kind::Boolean => (json!({ "name": "bool" }), vec![]),
            Kind::Date => (json!({ "name": "date", "unit": "DAY" }), vec![]),
            Kind::List => (json!({ "name": "list" }), vec![field("item", json!({ "name": "utf8" }), true, vec![])]),
            _ => (json!({ "name": "utf8" }), vec![]),
        };
        let mut field = field(column.name, kind, column.nullable, children);
        field["metadata"] = json!([{ "key": "description", "value": column.description.trim() }]);
        field
    };
    table.columns.iter().map(column).collect()
}

fn table(table: &Table) -> Value {
    let references = table.foreign_keys.iter();
    let references: Vec<Value> =
        references.map(|k| json!({ "column": k.column, "table": k.table, "target": k.target })).collect();
    json!({
        "name": table.name,
        "description": table.description.trim(),
        "primary_key": table.primary_key,
        "foreign_keys": references,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

fn column(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Float => "float",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::List => "list",
        _ => "other",
    };
    json!({
        "name": column.name,
        "type": kind,
        "nullable": column.nullable,
        "vocabulary": column.vocabulary,
        "description": column.description.trim(),
    })
}
