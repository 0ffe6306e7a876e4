//! `cargo xtask eval`: the engine on gold texts, and the page of figures made from it.

mod log;
mod page;
pub(crate) mod report;
pub(crate) mod sets;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use self::sets::Set;
use crate::engine::Engine;
use crate::workspace::{Workspace, write_aside};

const PAGE: &str = "docs/accuracy.md";
const LOG: &str = "docs/accuracy-log.csv";

const AFTER: &str = "\
The set `gold` (tests/gold) is always measured. A page that shows more sets is not overwritten by one with fewer, unless
--partial is given; --check compares the sections of the sets that were measured.

Examples:
  cargo xtask eval
  cargo xtask eval --set new=/texts/raw:/texts/gold
  cargo xtask eval --log \"rules for visits\" --date 2021-02-18
  cargo xtask eval --check";

/// Options of `cargo xtask eval`.
#[derive(Args, Debug, Default)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// A further set of texts with gold; may be given several times.
    #[arg(long = "set", value_name = "NAME=RAW_DIR:GOLD_DIR", value_parser = sets::parse)]
    sets: Vec<Set>,
    /// Write nothing; fail if docs/accuracy.md is not what would be written.
    #[arg(long)]
    check: bool,
    /// Write the page even if it loses sets.
    #[arg(long, conflicts_with = "check")]
    partial: bool,
    /// Append the figures to docs/accuracy-log.csv, under this note.
    #[arg(long, value_name = "NOTE", conflicts_with = "check")]
    log: Option<String>,
    /// Day of the log entry [default: SOURCE_DATE_EPOCH, else that of the last commit].
    #[arg(long, value_name = "YYYY-MM-DD", requires = "log", value_parser = log::parse_date)]
    date: Option<String>,
}

impl Options {
    /// Those of `--check`.
    pub(crate) fn checking() -> Self {
        Options { check: true, ..Options::default() }
    }
}

/// Runs `cargo xtask eval`.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let (page_path, log_path) = (workspace.root().join(PAGE), workspace.root().join(LOG));
    let old = read(&page_path)?;
    let mut log = log::read(&read(&log_path)?).with_context(|| LOG.to_owned())?;
    let sets = sets::all(workspace, &options.sets)?;
    if !options.check && !options.partial {
        refuse_loss(&old, &sets)?;
    }
    let date = options.log.as_ref().map(|_| log::date(workspace, options.date.as_deref())).transpose()?;
    let measured = sets::measure(&Engine::build(workspace)?, &sets)?;
    if options.check {
        let fresh = page::render(&page::sets(&old), &measured, &log);
        let differences = page::differences(&old, &fresh);
        if !differences.is_empty() {
            bail!(
                "{PAGE} is out of date: {}; run `cargo xtask eval` with the sets that the page shows",
                differences.join(", ")
            );
        }
        println!("{PAGE}: up to date ({} measured)", names(&sets).join(", "));
        return Ok(());
    }
    if let (Some(note), Some(date)) = (&options.log, &date) {
        log::append(&mut log, date, note, &measured)?;
    }
    let fresh = page::render(&names(&sets), &measured, &log);
    fs::create_dir_all(workspace.root().join("docs")).context("cannot make docs")?;
    if options.log.is_some() {
        write_aside(&log_path, &log::write(&log)?)?;
    }
    write_aside(&page_path, &fresh)?;
    for (name, report) in &measured {
        let values = report.figures.values();
        let shown: Vec<String> = values.iter().map(|(key, value)| format!("{key} {value:.3}")).collect();
        println!("{name}: {}", shown.join("  "));
    }
    println!("{PAGE}: written");
    Ok(())
}

fn names(sets: &[Set]) -> Vec<&str> {
    sets.iter().map(|set| set.name.as_str()).collect()
}

/// Stops before a page with more sets is overwritten.
fn refuse_loss(old: &str, sets: &[Set]) -> Result<()> {
    let lost: Vec<&str> = page::sets(old).into_iter().filter(|name| sets.iter().all(|set| set.name != *name)).collect();
    if !lost.is_empty() {
        bail!("{PAGE} also shows {}; give each with --set NAME=RAW_DIR:GOLD_DIR, or add --partial", lost.join(", "));
    }
    Ok(())
}

/// The text of a file; nothing where there is none.
fn read(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read.with_context(|| format!("cannot read {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_does_not_lose_sets_unasked() {
        let page = "# Accuracy\n\n## Set `gold`\n\n## Set `new`\n\n## Development log\n";
        let folder = std::env::temp_dir();
        let set = |name: &str| sets::parse(&format!("{name}={0}:{0}", folder.display())).unwrap();
        assert!(refuse_loss(page, &[set("gold"), set("new")]).is_ok());
        assert!(refuse_loss("", &[set("gold")]).is_ok());
        let message = refuse_loss(page, &[set("gold")]).unwrap_err().to_string();
        assert!(message.contains("also shows new; "), "{message}");
    }

    #[test]
    fn what_is_not_there_is_empty() {
        assert_eq!(read(Path::new("/no/such/file")).unwrap(), "");
        assert!(log::read("").unwrap().is_empty());
    }
}
