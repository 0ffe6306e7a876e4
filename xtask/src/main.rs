//! Project tasks, started as `cargo xtask <command>`.
//!
//! The program stays light: the engine, the tests and the lints run as processes of their own.
#![allow(clippy::print_stdout, reason = "what a task prints is its result")]

mod bench;
mod build_data;
mod calibrate;
mod ci;
mod codegen;
mod engine;
mod eval;
mod licences;
mod release;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

const EXAMPLES: &str = "Examples:
  cargo xtask build-data            # data/raw → data/out
  cargo xtask build-data --check    # does a rebuild give the committed bytes?
  cargo xtask eval --check          # do the figures in docs/accuracy.md still hold?
  cargo xtask release --dry-run     # a release in target/release-data, validated
  cargo xtask tidy                  # the rules of the code base, in a second
  cargo xtask ci                    # every check that needs Rust alone";

#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", about = "Project tasks.", after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the engine and turn data/raw into data/out.
    BuildData(build_data::Options),
    /// Score the engine on gold texts and write docs/accuracy.md.
    Eval(eval::Options),
    /// Count right and all rows of every rule on gold texts: the source of `confidence`.
    Calibrate(calibrate::Options),
    /// Run every check, in the order that fails soonest.
    #[command(after_help = "Example:\n  cargo xtask ci")]
    Ci,
    /// Check the rules of the code base that no compiler knows.
    #[command(after_help = tidy::HELP)]
    Tidy,
    /// Check the licence of every package in Cargo.lock.
    #[command(visible_alias = "licenses", after_help = "Example:\n  cargo xtask licences")]
    Licences,
    /// Build, measure and release the shipped corpus: target/release-data.
    Release(release::Options),
    /// Measure the program on repeated texts: megabytes a second, memory, threads.
    Bench(bench::Options),
    /// Make the data files of the lexicon that come from published sources.
    Codegen(codegen::Options),
}

fn main() -> ExitCode {
    run(Cli::parse().task).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Task::BuildData(options) => return build_data::run(&workspace, &options),
        Task::Eval(options) => eval::run(&workspace, &options)?,
        Task::Calibrate(options) => calibrate::run(&workspace, &options)?,
        Task::Ci => ci::run(&workspace)?,
        Task::Tidy => tidy::run(&workspace)?,
        Task::Licences => licences::run(&workspace)?,
        Task::Release(options) => release::run(&workspace, &options)?,
        Task::Bench(options) => bench::run(&workspace, &options)?,
        Task::Codegen(options) => codegen::run(&workspace, &options)?,
    }
    Ok(ExitCode::SUCCESS)
}
