//! `cargo xtask bench`: how fast the program is, from texts on disk to tables on disk, and docs/performance.md.

mod corpus;
mod measure;
mod page;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::engine::Engine;
use crate::workspace::{Workspace, shown};
use corpus::Corpus;
use measure::{Run, measured};

const EXAMPLES: &str = "Examples:
  cargo xtask bench                                   # texts of the repository, repeated to 20 and 50 MB
  cargo xtask bench --corpus DIR --sizes 50,500 --write   # and write the figures to docs/performance.md";

/// Options of `cargo xtask bench`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// Folder of .txt and .md files that are repeated; each copy gets a line of its own, so that no two are the same
    /// [default: the texts of the repository].
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Sizes in megabytes (10^6 bytes).
    #[arg(long, value_delimiter = ',', default_values_t = [20, 50])]
    sizes: Vec<u64>,
    /// Numbers of threads.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 2])]
    threads: Vec<usize>,
    /// Runs of each, of which the fastest counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Write the figures into docs/performance.md.
    #[arg(long)]
    write: bool,
}

/// Runs the task.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let engine = Engine::build(workspace)?;
    let folder = engine.target().join("bench");
    let mut sizes = options.sizes.clone();
    sizes.sort_unstable();
    let sources = match &options.corpus {
        Some(corpus) => vec![corpus.clone()],
        None => ["data/raw", "tests/gold/raw"].map(|path| workspace.root().join(path)).into(),
    };
    let mut runs = Vec::new();
    for &size in &sizes {
        let corpus = Corpus::make(&sources, &folder.join(format!("corpus-{size}")), size * 1_000_000)?;
        println!("{size} MB: {} documents, {} bytes", corpus.documents, corpus.bytes);
        for &threads in &options.threads {
            // The largest corpus is measured with all threads only: on one it takes as long again and tells nothing new.
            if sizes.len() > 1 && Some(&size) == sizes.last() && Some(&threads) != options.threads.iter().max() {
                continue;
            }
            let run = best(&engine, &corpus, &folder, threads, options.runs)?;
            println!("  {}", run.line());
            runs.push(run);
        }
    }
    let smallest = Corpus::make(&sources, &folder.join(format!("corpus-{}", sizes[0])), sizes[0] * 1_000_000)?;
    let ceiling = ceiling(workspace, &smallest)?;
    println!("bare look-up of names on one thread: {ceiling:.0} MB/s");
    if options.write {
        page::write(workspace, &runs, ceiling, options)?;
    }
    Ok(())
}

fn best(engine: &Engine, corpus: &Corpus, folder: &std::path::Path, threads: usize, runs: usize) -> Result<Run> {
    let out = folder.join("out");
    let mut best: Option<Run> = None;
    for _ in 0..runs.max(1) {
        let arguments =
            [corpus.folder.as_os_str(), "--out".as_ref(), out.as_os_str(), "--quiet".as_ref(), "--threads".as_ref()];
        let mut command = engine.command(["build"]);
        command.args(arguments).arg(threads.to_string());
        let run = measured(command, corpus, threads)?;
        if best.as_ref().is_none_or(|best| run.seconds < best.seconds) {
            best = Some(run);
        }
    }
    best.context("no run")
}

/// What the look-up of names alone gives, in MB/s: nothing that reads names can be faster.
fn ceiling(workspace: &Workspace, corpus: &Corpus) -> Result<f64> {
    let mut scan =
        workspace.cargo(["run", "--release", "--quiet", "-p", "rapporteur-lexicon", "--example", "scan", "--"]);
    scan.arg(&corpus.folder);
    let output = scan.output().with_context(|| format!("cannot start `{}`", shown(&scan)))?;
    if !output.status.success() {
        bail!("`{}` failed: {}", shown(&scan), String::from_utf8_lossy(&output.stderr));
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.trim().parse().with_context(|| format!("`{}` gave {said:?} and no number", shown(&scan)))
}
