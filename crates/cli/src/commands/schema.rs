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
  rapporteur schema --format json";

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
    }
    Ok(Outcome::Fine)
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
