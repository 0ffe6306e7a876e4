//! `cargo xtask calibrate`: right and all rows of each rule on gold texts, as `confidence` is computed from.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use clap::Args;

use crate::engine::Engine;
use crate::eval::report::Report;
use crate::eval::sets::{self, Set};
use crate::workspace::{Workspace, write_aside};

const FILE: &str = "crates/lexicon/data/calibration.csv";

const AFTER: &str = "\
The set `gold` (tests/gold) always counts. A document that is in several sets counts once, in the first.

Examples:
  cargo xtask calibrate
  cargo xtask calibrate --set new=/texts/raw:/texts/gold";

/// Options of `cargo xtask calibrate`.
#[derive(Args, Debug, Default)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// A further set of texts with gold; may be given several times.
    #[arg(long = "set", value_name = "NAME=RAW_DIR:GOLD_DIR", value_parser = sets::parse)]
    sets: Vec<Set>,
}

/// Runs `cargo xtask calibrate`. One pass is enough: no row depends on its confidence.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let sets = sets::all(workspace, &options.sets)?;
    let measured = sets::measure(&Engine::build(workspace)?, &sets)?;
    let counts = Counts::of(measured.iter().map(|(_, report)| report));
    if counts.rules.is_empty() {
        bail!("no row of a document with gold names its rule; {FILE} stays as it is");
    }
    write_aside(&workspace.root().join(FILE), &counts.to_csv()?)?;
    let (right, total) = counts.rules.values().fold((0, 0), |sum, rule| (sum.0 + rule.0, sum.1 + rule.1));
    let rules = counts.rules.len();
    println!("{FILE}: {rules} rules on {} documents, {right} of {total} rows right", counts.documents.len());
    if counts.repeated > 0 {
        println!("{} documents are in more than one set and counted once", counts.repeated);
    }
    println!("now run `cargo xtask build-data`: confidence and the hash of the lexicon have changed");
    Ok(())
}

/// What is counted over all sets.
#[derive(Debug, Default)]
struct Counts<'a> {
    documents: BTreeSet<&'a str>,
    /// Documents met again in a later set.
    repeated: usize,
    /// Right and all rows.
    rules: BTreeMap<&'a str, (usize, usize)>,
}

impl<'a> Counts<'a> {
    fn of(reports: impl IntoIterator<Item = &'a Report>) -> Self {
        let mut counts = Counts::default();
        for document in reports.into_iter().flat_map(|report| &report.by_document) {
            if !counts.documents.insert(&document.document_id) {
                counts.repeated += 1;
                continue;
            }
            for (rule, tally) in &document.rules {
                let (right, of) = tally.all();
                let sum = counts.rules.entry(rule).or_default();
                *sum = (sum.0 + right, sum.1 + of);
            }
        }
        counts
    }

    /// The file, sorted by rule.
    fn to_csv(&self) -> Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["rule_id", "right", "total"])?;
        for (rule, (right, total)) in &self.rules {
            writer.write_record([(*rule).to_owned(), right.to_string(), total.to_string()])?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::report::sample;

    #[test]
    fn a_document_counts_once_over_all_sets() {
        let reports = [sample::report(&["a", "b"]), sample::report(&["b", "c"])];
        let counts = Counts::of(&reports);
        assert_eq!((counts.documents.len(), counts.repeated), (3, 1));
        assert_eq!(counts.to_csv().unwrap(), "rule_id,right,total\nmeeting.meet,3,6\nvisit.noun,3,3\n");
    }
}
