//! `rapporteur eval`: scores against gold.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use rapporteur_quality::eval::{Half, Report, evaluate, evaluate_half, group_table};

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
Gold is one <document_id>.json per document; documents without one are left out. The halves are told apart by the SHA-256 of \
the document id: tune rules on one, judge them by the other.

Examples:
  rapporteur eval --gold data/gold
  rapporteur eval --gold data/gold --pred tables --details
  rapporteur eval --gold data/gold --half a --rules
  rapporteur eval --gold data/gold --by kind --json scores.json";

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
    /// Score one half of the gold documents only.
    #[arg(long, value_enum)]
    half: Option<OneHalf>,
    /// Also print the figures of groups of documents: F1 and found/extra/missed; joint is right/all.
    #[arg(long, value_enum)]
    by: Option<Group>,
    /// Also list the rules with their right and all rows, those with most wrong rows first.
    #[arg(long)]
    rules: bool,
    /// Also list every single error, by kind.
    #[arg(long)]
    details: bool,
    /// Also write the scores, by halves, kinds, rules and documents, and all errors to this file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OneHalf {
    /// Hashes that begin with an even byte.
    A,
    /// Hashes that begin with an odd byte.
    B,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Group {
    /// Readouts (files named by their date), and the others by publisher.
    Kind,
    /// Who issued the text.
    Publisher,
    /// Every document by itself.
    Document,
    /// Both halves, with the gap between them.
    Half,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    let report = report(options)?;
    out.line(report.to_string().trim_end())?;
    if let Some(group) = options.by {
        out.line(format_args!("\n{}", table(&report, group).trim_end()))?;
    }
    if options.rules {
        out.line(format_args!("\n{}", report.rule_table().trim_end()))?;
    }
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

fn report(options: &Options) -> Result<Report> {
    let half = match options.half {
        None => return Ok(evaluate(&options.pred, &options.gold)?),
        Some(OneHalf::A) => Half::A,
        Some(OneHalf::B) => Half::B,
    };
    let report = evaluate_half(&options.pred, &options.gold, half)?;
    if report.by_document.is_empty() {
        bail!("{}: no document falls into half {half}; leave out --half", options.gold.display());
    }
    Ok(report)
}

fn table(report: &Report, group: Group) -> String {
    match group {
        Group::Kind => group_table("kind", &report.by(|score| score.kind.clone())),
        Group::Publisher => group_table("publisher", &report.by(|score| score.publisher.clone())),
        Group::Document => group_table("document", &report.by(|score| score.document_id.clone())),
        Group::Half => report.halves().to_string(),
    }
}
