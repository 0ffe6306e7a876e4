//! `rapporteur check`: the integrity of a finished dataset, as its Parquet files tell it.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
Reading the files back needs a data frame library that the other commands do without, so it is compiled on demand:
  cargo run --release -p rapporteur-cli --features frames -- check DIR

Exit codes: 0 no errors; 1 errors were found; 2 the folder cannot be checked.

Examples:
  rapporteur check data/out
  rapporteur check data/out --sources data/raw";

/// Options of `rapporteur check`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Folder that `rapporteur build` wrote.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder of the texts it was built from; every quote is then held against its text.
    #[arg(long, value_name = "INPUT")]
    sources: Option<PathBuf>,
}

/// Runs the command.
#[cfg(feature = "frames")]
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    let findings = rapporteur_quality::check(&options.folder, options.sources.as_deref())?;
    out.line(&findings)?;
    Ok(Outcome::of(findings.is_clean()))
}

/// Says how to get the command.
#[cfg(not(feature = "frames"))]
pub(crate) fn run(options: &Options, _: &mut Output) -> Result<Outcome> {
    let sources = options.sources.as_ref().map(|s| format!(" --sources {}", s.display())).unwrap_or_default();
    anyhow::bail!(
        "this program was built without the feature \"frames\"; use \
         `cargo run --release -p rapporteur-cli --features frames -- check {}{sources}`",
        options.folder.display()
    )
}
