//! `rapporteur query`: SQL over the tables.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
The tables are documents, events, participants, commitments, commitment_parties, actors and diagnostics; `rapporteur schema` \
lists their columns. The dialect is that of polars: SELECT with joins, groups, common table expressions and windows such as row_number and lag.

Reading them back needs a data frame library that the other commands do without, so it is compiled on demand:
  cargo run -p rapporteur-cli --features frames -- query \"SELECT …\"

Examples:
  rapporteur query \"SELECT event_type, count(*) AS n FROM events GROUP BY event_type ORDER BY n DESC\"
  rapporteur query \"SELECT e.start_date, p.actor_id, p.role FROM events e JOIN participants p USING (event_id)\" --format csv
  rapporteur query \"SELECT * FROM commitments WHERE due_end < '2025-01-01'\" --data releases/rapporteur-data-2026.11.0";

/// Options of `rapporteur query`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
#[cfg_attr(not(feature = "frames"), allow(dead_code, reason = "only the message that names the feature is needed"))]
pub(crate) struct Options {
    /// The query.
    #[arg(value_name = "SQL")]
    sql: String,
    #[command(flatten)]
    view: View,
}

/// Which dataset is asked, and how the answer is shown.
#[derive(Args, Debug)]
#[cfg_attr(not(feature = "frames"), allow(dead_code, reason = "only the message that names the feature is needed"))]
pub(crate) struct View {
    /// Folder that `rapporteur build` or `rapporteur release` wrote.
    #[arg(long, value_name = "DIR", default_value = "data/out")]
    data: PathBuf,
    /// Shape of the output.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Show long cells whole; otherwise a table cuts them.
    #[arg(long)]
    full: bool,
}

impl View {
    /// Answers a query and prints the rows.
    #[cfg(feature = "frames")]
    pub(crate) fn answer(&self, sql: &str, out: &mut Output) -> Result<Outcome> {
        let answer = rapporteur_quality::query(&self.data, sql)?;
        print::answer(&answer, self.format, self.full, out)?;
        Ok(Outcome::Fine)
    }
}

/// How rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for the terminal.
    Table,
    /// CSV as in the dataset: empty is null, lists are joined by `|`.
    Csv,
    /// An array of objects.
    Json,
    /// A table for a Markdown page.
    Markdown,
}

/// Runs the command.
#[cfg(feature = "frames")]
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    options.view.answer(&options.sql, out)
}

/// Says how to get the command.
#[cfg(not(feature = "frames"))]
pub(crate) fn run(_: &Options, _: &mut Output) -> Result<Outcome> {
    anyhow::bail!(
        "this program was built without the feature \"frames\"; use \
         `cargo run -p rapporteur-cli --features frames -- query \"SELECT …\"`"
    )
}

/// Answers on the terminal and in files.
#[cfg(feature = "frames")]
mod print {
    use anyhow::{Context, Result};
    use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
    use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, TableComponent};
    use rapporteur_quality::Answer;
    use serde_json::Value;

    use super::Format;
    use crate::commands::counted;
    use crate::output::{Output, note};

    /// Characters of values that are shown whole on any terminal.
    const SHORT: usize = 16;
    /// Characters of a cell shown in a table.
    const WIDTH: usize = 100;

    pub(super) fn answer(answer: &Answer, format: Format, full: bool, out: &mut Output) -> Result<()> {
        match format {
            Format::Table => {
                out.line(table(answer, if full { usize::MAX } else { WIDTH }))?;
                note(counted(answer.rows.len(), "row", "rows"));
            }
            Format::Csv => {
                let mut writer =
                    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
                writer.write_record(&answer.columns)?;
                for row in &answer.rows {
                    writer.write_record(row.iter().map(spelled))?;
                }
                let bytes = writer.into_inner().context("the rows cannot be put into CSV")?;
                out.line(String::from_utf8_lossy(&bytes).trim_end_matches('\n'))?;
            }
            Format::Json => {
                // Written by hand, since a map would sort the columns.
                let object = |row: &Vec<Value>| -> Result<String> {
                    let cells = answer.columns.iter().zip(row);
                    let cells = cells.map(|(name, value)| Ok(format!("{}: {value}", serde_json::to_string(name)?)));
                    Ok(format!("  {{{}}}", cells.collect::<Result<Vec<_>>>()?.join(", ")))
                };
                let rows = answer.rows.iter().map(object).collect::<Result<Vec<_>>>()?;
                out.line(if rows.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", rows.join(",\n")) })?;
            }
            Format::Markdown => {
                let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
                out.line(line(answer.columns.clone()))?;
                out.line(format_args!("|{}", "---|".repeat(answer.columns.len())))?;
                for row in &answer.rows {
                    out.line(line(
                        row.iter().map(|value| one_line(&spelled(value), usize::MAX).replace('|', "\\|")).collect(),
                    ))?;
                }
            }
        }
        Ok(())
    }

    fn table(answer: &Answer, width: usize) -> Table {
        let mut table = Table::new();
        table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.remove_style(TableComponent::HorizontalLines).remove_style(TableComponent::MiddleIntersections);
        table
            .remove_style(TableComponent::LeftBorderIntersections)
            .remove_style(TableComponent::RightBorderIntersections);
        table.set_header(&answer.columns);
        for row in &answer.rows {
            let mut row = Row::from(row.iter().map(|value| one_line(&spelled(value), width)).collect::<Vec<_>>());
            // A row is a line, cut where the terminal ends.
            if width < usize::MAX {
                row.max_height(1);
            }
            table.add_row(row);
        }
        for (i, column) in table.column_iter_mut().enumerate() {
            // Ids are there to be copied, and short values have room; what is long makes way.
            let longest = answer.rows.iter().map(|row| spelled(&row[i]).chars().count()).max().unwrap_or(0);
            if answer.columns[i].ends_with("_id") || longest <= SHORT {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
            if answer.rows.iter().any(|row| row[i].is_number()) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    /// A value as the CSV tables spell it.
    fn spelled(value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().map(spelled).collect::<Vec<_>>().join("|"),
            other => other.to_string(),
        }
    }

    fn one_line(text: &str, width: usize) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= width {
            return line;
        }
        line.chars().take(width - 1).chain(['…']).collect()
    }
}
