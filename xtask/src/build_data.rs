//! `cargo xtask build-data`: the shipped corpus through the released engine, and a site of it to look at.

use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context, Result};
use clap::Args;

use crate::engine::Engine;
use crate::workspace::{Workspace, shown};

const EXAMPLES: &str = "Examples:
  cargo xtask build-data
  cargo xtask build-data --threads 2
  cargo xtask build-data --check";

/// Options of `cargo xtask build-data`.
#[derive(Args, Debug, Default)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// Write nothing; fail if a rebuild gives other bytes than data/out holds.
    #[arg(long)]
    pub(crate) check: bool,
    /// Number of threads [default: one per core]. The output does not depend on it.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<u32>,
}

/// Builds the engine, runs it from the workspace root, makes a site of the data in the target folder, and passes the exit code on.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let arguments = arguments(options, corrections(workspace));
    let engine = Engine::build(workspace)?;
    let built = status(&mut engine.command(arguments.iter().map(String::as_str)))?;
    if !built.success() || options.check {
        return Ok(code(built));
    }
    let site = engine.target().join("site").display().to_string();
    let made = ["site", "data/out", "--sources", "data/raw", "--out", &site];
    Ok(code(status(&mut engine.command(made))?))
}

fn status(command: &mut Command) -> Result<ExitStatus> {
    command.status().with_context(|| format!("cannot start `{}`", shown(command)))
}

fn code(status: ExitStatus) -> ExitCode {
    match status.code() {
        Some(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        // Ended by a signal.
        None => ExitCode::FAILURE,
    }
}

/// What people have put right.
const CORRECTIONS: &str = "data/curation/corrections.csv";

/// The file of corrections, if there is one.
pub(crate) fn corrections(workspace: &Workspace) -> Option<&'static str> {
    Some(CORRECTIONS).filter(|file| workspace.root().join(file).exists())
}

fn arguments(options: &Options, corrections: Option<&str>) -> Vec<String> {
    let mut arguments: Vec<String> = ["build", "data/raw", "--out", "data/out"].map(str::to_owned).into();
    if let Some(file) = corrections {
        arguments.extend(["--corrections".to_owned(), file.to_owned()]);
    }
    if options.check {
        arguments.push("--check".to_owned());
    }
    if let Some(threads) = options.threads {
        arguments.extend(["--threads".to_owned(), threads.to_string()]);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_passed_on() {
        let plain = arguments(&Options::default(), None);
        assert_eq!(plain, ["build", "data/raw", "--out", "data/out"]);
        let all = arguments(&Options { check: true, threads: Some(4) }, Some(CORRECTIONS));
        assert_eq!(all[4..], ["--corrections", CORRECTIONS, "--check", "--threads", "4"]);
    }
}
