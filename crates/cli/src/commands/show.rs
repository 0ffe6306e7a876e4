//! `rapporteur show`: some rows of one table, for people.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::query::View;
use crate::output::Output;

const AFTER: &str = "\
Compiled on demand, as `rapporteur query` is:
  cargo run -p rapporteur-cli --features frames -- show events

Examples:
  rapporteur show events
  rapporteur show events --where \"country = 'TJK' AND status = 'held'\" --sort start_date
  rapporteur show commitments --columns commitment_type,due_end,text --limit 50
  rapporteur show participants --where \"role = 'host'\" --format csv";

/// Options of `rapporteur show`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
#[cfg_attr(not(feature = "frames"), allow(dead_code, reason = "only the message that names the feature is needed"))]
pub(crate) struct Options {
    /// The table.
    #[arg(value_name = "TABLE", value_parser = table)]
    table: String,
    /// Only rows for which this SQL condition holds.
    #[arg(long = "where", value_name = "CONDITION")]
    condition: Option<String>,
    /// Columns, joined by commas, or * for all [default: those that tell most].
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// Sort by this column.
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
    /// The last first.
    #[arg(long, requires = "sort")]
    descending: bool,
    /// Rows shown at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    view: View,
}

fn table(name: &str) -> Result<String, String> {
    let names = rapporteur_schema::TABLES.map(|table| table.name);
    match names.contains(&name) {
        true => Ok(name.to_owned()),
        false => Err(format!("take one of {}", names.join(", "))),
    }
}

/// Runs the command.
#[cfg(feature = "frames")]
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    options.view.answer(&sql::select(options), out)
}

/// Says how to get the command.
#[cfg(not(feature = "frames"))]
pub(crate) fn run(options: &Options, _: &mut Output) -> Result<Outcome> {
    anyhow::bail!(
        "this program was built without the feature \"frames\"; use \
         `cargo run -p rapporteur-cli --features frames -- show {}`",
        options.table
    )
}

#[cfg(feature = "frames")]
mod sql {
    use super::Options;

    /// The columns that tell most about a row; a table that is not here is shown whole.
    const TELLING: [(&str, &[&str]); 5] = [
        ("documents", &["document_id", "published_date", "publisher", "title"]),
        ("events", &["event_id", "start_date", "event_type", "status", "salience", "place", "country", "evidence"]),
        ("participants", &["event_id", "actor_id", "role", "position", "represents", "mention"]),
        ("commitments", &["commitment_id", "commitment_type", "due_edtf", "text"]),
        ("actors", &["actor_id", "name", "kind", "country", "part_of"]),
    ];

    pub(super) fn select(options: &Options) -> String {
        let telling = TELLING.iter().find(|(name, _)| *name == options.table).map(|(_, columns)| *columns);
        let columns = match (&options.columns[..], telling) {
            ([], Some(columns)) => columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "),
            ([], None) => "*".to_owned(),
            ([star], _) if star == "*" => "*".to_owned(),
            (columns, _) => columns.iter().map(|name| quoted(name.trim())).collect::<Vec<_>>().join(", "),
        };
        let mut sql = format!("SELECT {columns} FROM {}", options.table);
        if let Some(condition) = &options.condition {
            // On lines of its own, so that a comment in it ends with it.
            sql += &format!(" WHERE (\n{condition}\n)");
        }
        if let Some(column) = &options.sort {
            let direction = if options.descending { " DESC" } else { "" };
            sql += &format!(" ORDER BY {}{direction}", quoted(column));
        }
        sql + &format!(" LIMIT {}", options.limit)
    }

    fn quoted(name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
