//! The `rapporteur` program: reads its arguments, runs one command, turns its outcome into an exit code.

mod commands;
mod output;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

use commands::{Outcome, build, check, diff, eval, explain, lexicon, query, release, schema, show, site};
use output::Output;

/// Rows are many short strings made on many threads; the system allocator takes a tenth of a build's time for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const AFTER: &str = "Exit codes:
  0  all is well
  1  finished, with problems in the data: a file could not be read, --check found a difference, check found an error,
     a lexicon folder holds a mistake, diff found what --fail-on names
  2  wrong use, or the command could not run
  130  interrupted

Examples:
  rapporteur build data/raw --out data/out
  rapporteur explain ev-0123456789abcdef
  rapporteur schema > CODEBOOK.md";

/// Diplomatic press releases in, tidy tables of events, participants and commitments out.
///
/// No network is used, and the same input gives the same bytes on any machine.
#[derive(Parser, Debug)]
#[command(name = "rapporteur", version, after_help = AFTER, arg_required_else_help = true, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Read texts and write tables.
    Build(Box<build::Options>),
    /// Show where a row comes from: its sentence, its rule, and how each value was reached.
    Explain(explain::Options),
    /// Check the integrity of a finished dataset.
    Check(check::Options),
    /// Score a dataset against gold annotations.
    Eval(eval::Options),
    /// Show some rows of a table.
    Show(show::Options),
    /// Ask the tables in SQL.
    Query(query::Options),
    /// Tell what changed between two datasets, row by row.
    Diff(diff::Options),
    /// Make a dataset into a release: workbook, database, metadata standards, quality report, checksums.
    Release(release::Options),
    /// Make a dataset into a static site that shows it: reader, tables, timeline, map and network.
    Site(site::Options),
    /// Look at the lexicon, check one's own, or write out the built-in one.
    #[command(subcommand)]
    Lexicon(lexicon::Command),
    /// Print the codebook: every table, column and vocabulary.
    Schema(schema::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = Output::stdout();
    let outcome = match &arguments.command {
        Command::Build(options) => build::run(options, &mut out),
        Command::Explain(options) => explain::run(options, &mut out),
        Command::Check(options) => check::run(options, &mut out),
        Command::Eval(options) => eval::run(options, &mut out),
        Command::Show(options) => show::run(options, &mut out),
        Command::Query(options) => query::run(options, &mut out),
        Command::Diff(options) => diff::run(options, &mut out),
        Command::Release(options) => release::run(options, &mut out),
        Command::Site(options) => site::run(options, &mut out),
        Command::Lexicon(command) => lexicon::run(command, &mut out),
        Command::Schema(options) => schema::run(options, &mut out),
    };
    match outcome.and_then(|outcome| out.finish().map(|()| outcome)) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) => {
            output::error(&error);
            ExitCode::from(2)
        }
    }
}
