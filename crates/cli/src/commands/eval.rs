//! `rapporteur eval`: scores against gold.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
Gold is one <document_id>.json per document; documents without one are left out.

Examples:
  rapporteur eval --gold data/gold
  rapporteur eval --gold data/gold --pred tables --details
  rapporteur eval --gold data/gold --json scores.json";

/// Options of `rapporteur eval`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Folder of gold annotations.
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,
    /// Folder that `rapporteur build` wrote.
    #[arg(long, value_name = "DIR", default_value = "data/out")]
    pred: PathBuf,
    /// Also list every single error, by kind.
    #[arg(long)]
    details: bool,
    /// Also write the scores and all errors to this file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    let report = rapporteur_quality::evaluate(&options.pred, &options.gold)?;
    out.line(report.to_string().trim_end())?;
    if options.details {
        out.line(format_args!("\n{}", report.details_by_kind()))?;
    }
    if let Some(file) = &options.json {
        let mut json = serde_json::to_string_pretty(&report)?;
        json.push('\n');
        std::fs::write(file, json)
            .with_context(|| format!("{}: cannot be written; choose another file for --json", file.display()))?;
    }
    Ok(Outcome::Fine)
}
