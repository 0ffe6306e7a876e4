//! The figures as a part of docs/performance.md, between two marks.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use super::Options;
use super::measure::Run;
use crate::workspace::Workspace;

const PAGE: &str = "docs/performance.md";
const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of figures -->\n";

pub(super) fn write(workspace: &Workspace, runs: &[Run], ceiling: f64, options: &Options) -> Result<()> {
    let path = workspace.root().join(PAGE);
    let page = std::fs::read_to_string(&path).with_context(|| format!("cannot read {PAGE}"))?;
    let (before, rest) = page.split_once(BEGIN).with_context(|| format!("{PAGE} has no line {BEGIN:?}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("{PAGE} has no line {END:?}"))?;
    let page = format!("{before}{BEGIN}{}{END}{after}", figures(runs, ceiling, options));
    std::fs::write(&path, page).with_context(|| format!("cannot write {PAGE}"))?;
    println!("written to {PAGE}");
    Ok(())
}

fn figures(runs: &[Run], ceiling: f64, options: &Options) -> String {
    let sizes: Vec<String> = options.sizes.iter().map(u64::to_string).collect();
    let corpus = if options.corpus.is_some() { " --corpus CORPUS" } else { "" };
    let mut text = format!("Made by `cargo xtask bench{corpus} --sizes {} --write`", sizes.join(","));
    let _ = writeln!(text, ", the fastest of {} runs each.\n", options.runs);
    text.push_str(
        "| input | documents | threads | time | MB/s | documents/s | peak memory |\n|---|---|---|---|---|---|---|\n",
    );
    for run in runs {
        let peak = run.peak.map_or_else(|| "–".to_owned(), |p| format!("{} MB", p / 1_000_000));
        let _ = writeln!(
            text,
            "| {:.0} MB | {} | {} | {:.2} s | {:.1} | {:.0} | {peak} |",
            run.bytes as f64 / 1e6,
            run.documents,
            run.threads,
            run.seconds,
            run.rate(),
            run.documents as f64 / run.seconds
        );
    }
    text.push('\n');
    if let Some((first, last)) = ends(runs) {
        let growth = last.rate() / first.rate();
        let _ = writeln!(
            text,
            "From {:.0} to {:.0} MB the rate is {growth:.2} times the same.",
            first.bytes as f64 / 1e6,
            last.bytes as f64 / 1e6
        );
    }
    if let Some((one, two)) = pair(runs) {
        let _ = writeln!(text, "Two threads are {:.2} times as fast as one.", one.seconds / two.seconds);
    }
    if let Some(run) = runs.iter().filter(|r| r.threads == 1).max_by(|a, b| a.rate().total_cmp(&b.rate())) {
        let _ = writeln!(
            text,
            "The bare look-up of names in the same texts, on one thread, runs at {ceiling:.0} MB/s: the whole takes {:.1} times \
             as long.",
            ceiling / run.rate()
        );
    }
    text
}

/// The smallest and the largest run with most threads.
fn ends(runs: &[Run]) -> Option<(&Run, &Run)> {
    let most = runs.iter().map(|r| r.threads).max()?;
    let mut with_most = runs.iter().filter(|r| r.threads == most);
    let first = with_most.next()?;
    Some((first, with_most.next_back()?))
}

/// One and two threads on the same input, the largest there is.
fn pair(runs: &[Run]) -> Option<(&Run, &Run)> {
    let ones = runs.iter().rev().filter(|r| r.threads == 1);
    ones.filter_map(|one| Some((one, runs.iter().find(|two| two.threads == 2 && two.bytes == one.bytes)?))).next()
}
