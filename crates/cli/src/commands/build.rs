//! `rapporteur build`: texts in, tables out.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use rapporteur_cli::{Built, Job, Pipeline, PipelineError, Progress};
use rapporteur_export::{Chunks, Difference, ExtraFiles, check_out, compare_chunks, lock, work_folder, write_chunks};
use rapporteur_ingest::STDIN;
use rapporteur_link::Corrections;
use rapporteur_schema::DiagnosticRow;

use super::{Outcome, counted};
use crate::output::{Output, note};
use reading::Reading;
use summary::Counts;

mod interrupt;
mod progress;
mod reading;
mod summary;

const AFTER: &str = "\
Inputs are files, folders, archives and tables of texts: plain text and Markdown, HTML, PDF, Word (.docx), OpenDocument (.odt), \
RTF, mail (.eml), feeds, JSON Lines, CSV, Parquet, WARC and WET, alone or in ZIP, tar, gzip and Zstandard. A manifest.csv at \
the root of a folder may describe its files. Memory does not grow with the input. The output does not depend on the number of \
threads, the machine or the time.

Exit codes: 0 all written; 1 written, but a file could not be used (or --check found a difference, or --strict refused); \
2 wrong use, or nothing could be built.

Examples:
  rapporteur build data/raw --out data/out
  rapporteur build readout.txt letters/ --out tables --lexicon my-lexicon --corrections corrections.csv
  rapporteur build crawl.warc.gz news.jsonl --out tables --text-column body --cache cache
  zcat news.csv.gz | rapporteur build - --out tables
  rapporteur build data/raw --out data/out --check";

/// Options of `rapporteur build`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Files, folders and patterns such as 'news/*.html'; - is standard input.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder to write; what an earlier build wrote there is replaced as a whole.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Folder of lexicon files laid over the built-in ones; may be given several times, later ones win.
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,
    /// CSV file of corrections to apply after everything else; may be given several times. data/curation/README.md tells how
    /// to write one. The dataset has to fit into memory then.
    #[arg(long, value_name = "FILE")]
    corrections: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Go on where an interrupted build of the same folder stopped. What has changed since is read anew.
    #[arg(long)]
    resume: bool,
    /// Folder that keeps the rows of every document for the next build, which codes only those that have changed.
    #[arg(long, value_name = "DIR", conflicts_with = "resume")]
    cache: Option<PathBuf>,
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
    let mut build = Build {
        options,
        pipeline: &pipeline,
        inputs: reading::expanded(&options.inputs)?,
        progress: Progress::default(),
        counts: Counts::default(),
        corrections: 0,
    };
    if options.check {
        let work = tempfile::tempdir().context("no folder for temporary files can be made")?;
        let differences = build.compare(work.path())?;
        return report_differences(options, &build, &differences, out);
    }
    check_out(&options.out)?;
    let lock = lock(&options.out)?;
    let work = work(options)?;
    interrupt::watch(&options.out, lock.path(), options.cache.is_none())?;
    match interrupt::or_wait(build.write(&work)) {
        Ok(()) => {}
        Err(PipelineError::Strict { files }) => {
            note(format_args!(
                "error: {} with problems and --strict, so nothing was written; mend the files or leave out --strict",
                counted(files, "file", "files")
            ));
            return Ok(Outcome::Problems);
        }
        Err(error) => return Err(error.into()),
    }
    if options.cache.is_none() {
        // The tables are in place, and no error may say otherwise; what cannot be removed is removed next time.
        let _ = std::fs::remove_dir_all(&work);
    }
    if !options.quiet {
        build.counts.print(options, out)?;
        if build.corrections > 0 {
            out.line(format_args!("{} applied", counted(build.corrections, "correction", "corrections")))?;
        }
        build.report_reuse();
        // The clock is for the reader at the terminal only; no file knows it.
        note(format_args!("done in {:.1} s", began.elapsed().as_secs_f64()));
    }
    Ok(Outcome::of(build.counts.errors() == 0))
}

/// The folder for intermediate results, emptied unless they are to be used.
fn work(options: &Options) -> Result<PathBuf> {
    let work = match &options.cache {
        Some(cache) => cache.clone(),
        None => work_folder(&options.out)?,
    };
    if options.cache.is_none() && !options.resume && work.exists() {
        std::fs::remove_dir_all(&work)
            .with_context(|| format!("{}: cannot be removed; remove this folder by hand", work.display()))?;
    }
    std::fs::create_dir_all(&work)
        .with_context(|| format!("{}: cannot be made; check the permissions", work.display()))?;
    Ok(work)
}

/// One run of the command.
struct Build<'a> {
    options: &'a Options,
    pipeline: &'a Pipeline,
    inputs: Vec<PathBuf>,
    progress: Progress,
    counts: Counts,
    corrections: usize,
}

impl Build<'_> {
    fn write(&mut self, work: &Path) -> Result<(), PipelineError> {
        let release = self.pipeline.release();
        write_chunks(&self.options.out, &release, |chunk| self.fill(work, chunk))?;
        Ok(())
    }

    fn compare(&mut self, work: &Path) -> Result<Vec<Difference>, PipelineError> {
        let release = self.pipeline.release();
        compare_chunks(&self.options.out, &release, |chunk| self.fill(work, chunk))
    }

    /// Hands all rows over; gives the review lists.
    fn fill(&mut self, work: &Path, chunk: Chunks<'_>) -> Result<ExtraFiles, PipelineError> {
        let reading = self.options.reading.options();
        let mut error = |row: &DiagnosticRow| note(format_args!("error: {}", row.message));
        let bar = progress::Bar::new(&self.inputs, &self.progress, self.options.quiet);
        let counts = &mut self.counts;
        let built = std::thread::scope(|scope| {
            scope.spawn(|| bar.draw());
            let mut job = Job { work, options: &reading, progress: &self.progress, error: &mut error };
            let built = self.pipeline.run(&self.inputs, &mut job, &mut |rows| {
                counts.add(&rows);
                Ok(chunk(rows)?)
            });
            bar.end();
            built
        });
        let Built { review, corrections } = built?;
        self.corrections = corrections;
        match self.counts.errors() {
            files @ 1.. if self.options.strict => Err(PipelineError::Strict { files }),
            _ => Ok(review),
        }
    }

    /// Says how many documents did not have to be coded.
    fn report_reuse(&self) {
        let (reused, all) = (self.progress.reused(), self.progress.documents());
        if reused > 0 || self.options.resume || self.options.cache.is_some() {
            note(format_args!("{} of {all} documents coded, {reused} taken over from an earlier build", all - reused));
        }
    }
}

fn report_differences(
    options: &Options,
    build: &Build<'_>,
    differences: &[Difference],
    out: &mut Output,
) -> Result<Outcome> {
    let folder = options.out.display();
    for difference in differences {
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
    Ok(Outcome::of(differences.is_empty() && build.counts.errors() == 0))
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
    for input in options.inputs.iter().filter(|input| input.as_os_str() != STDIN) {
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
