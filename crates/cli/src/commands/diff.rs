//! `rapporteur diff`: what changed between two datasets, row by row.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rapporteur_quality::Diff;
use rapporteur_quality::diff::ChangeKind;

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
OLD and NEW are folders that `rapporteur build` or `rapporteur release` wrote, or archives of such folders. Their checksums are \
verified first. Deleted and added rows that are the same row under another id count as re-keyed.

Exit codes: 0 compared; 1 compared, and something happened that --fail-on names; 2 cannot be compared.

Examples:
  rapporteur diff rapporteur-data-2026.10.0.zip data/out
  rapporteur diff old new --csv changes.csv --markdown CHANGES.md
  rapporteur diff old new --fail-on deleted --fail-on schema";

/// Options of `rapporteur diff`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// The older dataset.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer dataset.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Also write every change to this file, a line per row or changed cell.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write the summary to this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// End with exit code 1 if there is such a change; may be given several times.
    #[arg(long, value_enum, value_name = "CHANGE")]
    fail_on: Vec<Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Change {
    /// Rows only in NEW.
    Added,
    /// Rows with other values.
    Modified,
    /// Rows only in OLD.
    #[value(alias = "removed")]
    Deleted,
    /// Rows under another id.
    Rekeyed,
    /// Tables or columns that came, went or moved.
    Schema,
    /// Any change.
    Any,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    let diff = rapporteur_quality::diff(&options.old, &options.new)?;
    if let Some(file) = &options.csv {
        write(file, &diff.to_csv(), "--csv")?;
    }
    match &options.markdown {
        Some(file) => write(file, &diff.to_markdown(), "--markdown")?,
        None => out.line(diff.to_markdown().trim_end())?,
    }
    Ok(Outcome::of(!options.fail_on.iter().any(|change| happened(&diff, *change))))
}

fn happened(diff: &Diff, change: Change) -> bool {
    match change {
        Change::Added => diff.count(ChangeKind::Added) > 0,
        // A re-keyed row may have other values as well.
        Change::Modified => {
            let rows = diff.tables.iter().flat_map(|table| &table.changes);
            rows.into_iter().any(|row| row.kind != ChangeKind::Deleted && !row.cells.is_empty())
        }
        Change::Deleted => diff.count(ChangeKind::Deleted) > 0,
        Change::Rekeyed => diff.count(ChangeKind::Rekeyed) > 0,
        Change::Schema => !diff.schema.is_empty(),
        Change::Any => !diff.is_empty(),
    }
}

/// Writes aside and renames, so that an older file is whole until the new one is. A link leads to its file, and what is no
/// file, such as a terminal or a pipe, is written as it is.
fn write(file: &Path, text: &str, option: &str) -> Result<()> {
    let written = || -> io::Result<()> {
        let there = fs::metadata(file).ok();
        if there.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            return fs::OpenOptions::new().write(true).open(file)?.write_all(text.as_bytes());
        }
        let target = if there.is_some() { fs::canonicalize(file)? } else { file.to_owned() };
        let mut aside = target.clone().into_os_string();
        aside.push(".tmp");
        let aside = PathBuf::from(aside);
        fs::write(&aside, text)?;
        fs::rename(&aside, &target)
    };
    written().with_context(|| format!("{}: cannot be written; choose another file for {option}", file.display()))
}
