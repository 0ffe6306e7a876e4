//! `rapporteur build`: texts in, tables out.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use rapporteur_cli::{Built, Pipeline};
use rapporteur_export::{Release, check_out, compare, lock, write};
use rapporteur_ingest::{Inputs, discover};
use rapporteur_link::Corrections;
use rapporteur_schema::Dataset;
use rapporteur_schema::vocabulary::SeverityWord;

use super::{Outcome, counted};
use crate::output::{Output, note};

mod interrupt;
mod progress;
mod summary;

const AFTER: &str = "\
Documents are .txt, .md and .markdown files; a manifest.csv at the root of a folder may describe them. The output does not \
depend on the number of threads, the machine or the time.

Exit codes: 0 all written; 1 written, but a file could not be used (or --check found a difference, or --strict refused); \
2 wrong use, or nothing could be built.

Examples:
  rapporteur build data/raw --out data/out
  rapporteur build readout.txt letters/ --out tables --lexicon my-lexicon --corrections corrections.csv
  rapporteur build data/raw --out data/out --check";

/// Options of `rapporteur build`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Files and folders with texts.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder to write; what an earlier build wrote there is replaced as a whole.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Folder of lexicon files laid over the built-in ones; may be given several times, later ones win.
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,
    /// CSV file of corrections to apply after everything else; may be given several times. data/curation/README.md tells how
    /// to write one.
    #[arg(long, value_name = "FILE")]
    corrections: Vec<PathBuf>,
    /// Number of threads [default: one per core].
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
    /// Write nothing if any file cannot be used.
    #[arg(long, conflicts_with = "keep_going")]
    strict: bool,
    /// Write what could be read even if some files cannot be used; this is the default.
    #[arg(long)]
    keep_going: bool,
    /// Write nothing; fail if a build would give other bytes than the folder holds.
    #[arg(long)]
    check: bool,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    let began = Instant::now();
    refuse_nesting(options)?;
    let mut corrections = Corrections::default();
    for file in &options.corrections {
        corrections.append(Corrections::read(file)?);
    }
    let pipeline =
        Pipeline::with_layers(&options.lexicon)?.threads(options.threads.unwrap_or(0)).corrections(corrections);
    let inputs = discover(&options.inputs, &rapporteur_ingest::Walk::default())?;
    if options.check {
        let built = run_pipeline(options, &pipeline, &inputs)?;
        return report_differences(options, &pipeline, &built, out);
    }
    check_out(&options.out)?;
    let lock = lock(&options.out)?;
    interrupt::watch(&options.out, lock.path())?;
    let built = run_pipeline(options, &pipeline, &inputs)?;
    let dataset = &built.dataset;
    let errors = report_errors(dataset);
    if options.strict && errors > 0 {
        note(format_args!(
            "error: {} with problems and --strict, so nothing was written; mend the files or leave out --strict",
            counted(errors, "file", "files")
        ));
        return Ok(Outcome::Problems);
    }
    interrupt::or_wait(write(dataset, &options.out, &release(&pipeline, &built)))?;
    if !options.quiet {
        summary::print(dataset, options, out)?;
        if built.corrections > 0 {
            out.line(format_args!("{} applied", counted(built.corrections, "correction", "corrections")))?;
        }
        // The clock is for the reader at the terminal only; no file knows it.
        note(format_args!("done in {:.1} s", began.elapsed().as_secs_f64()));
    }
    // The program ends here, and the system takes back a hundred thousand rows faster than we free them one by one.
    std::mem::forget(built);
    Ok(Outcome::of(errors == 0))
}

fn run_pipeline(options: &Options, pipeline: &Pipeline, inputs: &Inputs) -> Result<Built> {
    let bar = progress::bar(inputs.items.len(), options.quiet);
    let built = pipeline.run(inputs, &|_| bar.inc(1));
    bar.finish_and_clear();
    Ok(built?)
}

/// The release with its review lists.
fn release<'a>(pipeline: &'a Pipeline, built: &'a Built) -> Release<'a> {
    Release { extra_files: &built.review, ..pipeline.release() }
}

/// Prints every error of the dataset; gives their number.
fn report_errors(dataset: &Dataset) -> usize {
    let errors = dataset.diagnostics.iter().filter(|d| d.severity == SeverityWord::Error);
    errors.inspect(|error| note(format_args!("error: {}", error.message))).count()
}

fn report_differences(options: &Options, pipeline: &Pipeline, built: &Built, out: &mut Output) -> Result<Outcome> {
    let errors = report_errors(&built.dataset);
    let differences = compare(&built.dataset, &options.out, &release(pipeline, built))?;
    let folder = options.out.display();
    for difference in &differences {
        out.line(format_args!("{folder}/{difference}"))?;
    }
    if !differences.is_empty() {
        note(format_args!(
            "error: {folder} is not what a build gives ({}); run `{}` to bring it up to date",
            counted(differences.len(), "file differs", "files differ"),
            remedy(options)
        ));
    } else if !options.quiet {
        out.line(format_args!("{folder} is up to date."))?;
    }
    Ok(Outcome::of(differences.is_empty() && errors == 0))
}

/// The command that writes what `--check` compared with.
fn remedy(options: &Options) -> String {
    if options.inputs == [Path::new("data/raw")] && options.out == Path::new("data/out") && options.lexicon.is_empty() {
        return "cargo xtask build-data".to_owned();
    }
    let inputs = options.inputs.iter().map(|i| format!(" {}", i.display()));
    let layers = options.lexicon.iter().map(|l| format!(" --lexicon {}", l.display()));
    let corrections = options.corrections.iter().map(|c| format!(" --corrections {}", c.display()));
    let words: String =
        inputs.chain([format!(" --out {}", options.out.display())]).chain(layers).chain(corrections).collect();
    format!("rapporteur build{words}")
}

/// The output holds Markdown of its own, which the next build would read as a document.
fn refuse_nesting(options: &Options) -> Result<()> {
    let Some(out) = resolved(&options.out) else { return Ok(()) };
    for input in &options.inputs {
        if input.is_dir() && input.canonicalize().is_ok_and(|input| out.starts_with(input)) {
            bail!(
                "{}: lies in the input folder {}, and its files would be read as documents; choose a folder outside of it",
                options.out.display(),
                input.display()
            );
        }
    }
    Ok(())
}

/// The absolute path of a folder that may not exist yet.
fn resolved(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    absolute.ancestors().find_map(|known| {
        let rest = absolute.strip_prefix(known).ok()?;
        Some(known.canonicalize().ok()?.join(rest))
    })
}
