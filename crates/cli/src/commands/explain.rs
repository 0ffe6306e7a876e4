//! `rapporteur explain`: where a row comes from.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use rapporteur_cli::{Pipeline, Traced};
use rapporteur_extract::Trace;
use rapporteur_ingest::{Inputs, Walk, discover};

use super::Outcome;
use crate::output::{Output, note};

mod find;
mod marked;
mod show;
mod values;

const AFTER: &str = "\
ROW_ID is the id of an event (ev-…) or a commitment (co-…), or as much of its beginning as is enough to tell it from others. \
On a terminal, words are coloured by what they gave (NO_COLOR turns that off); elsewhere they stand in brackets: [date: 9 March 2015].

Exit codes: 0 explained; 2 no row, or more than one, has such an id.

Examples:
  rapporteur explain ev-0123456789abcdef
  rapporteur explain co-01234
  rapporteur explain ev-0123456789abcdef my-texts --out my-tables --lexicon my-lexicon";

/// Options of `rapporteur explain`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Id of an event or commitment, or its beginning.
    #[arg(value_name = "ROW_ID")]
    row_id: String,
    /// Files and folders that the dataset was built from [default: data/raw].
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder that `rapporteur build` wrote; tells which document to look into. Without it, all are looked into.
    #[arg(long, value_name = "DIR", default_value = "data/out")]
    out: PathBuf,
    /// Lexicon folder the dataset was built with; may be given several times.
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    let wanted = options.row_id.trim();
    if !["ev-", "co-"].iter().any(|prefix| wanted.starts_with(prefix)) {
        bail!("{wanted:?} is no id of a row; take an event_id (ev-…) or commitment_id (co-…) from the tables");
    }
    let inputs = match options.inputs.as_slice() {
        [] => discover(&[PathBuf::from("data/raw")], &Walk::default())
            .context("no INPUT given and data/raw cannot be used")?,
        inputs => discover(inputs, &Walk::default())?,
    };
    let pipeline = Pipeline::with_layers(&options.lexicon)?;
    let known = find::in_tables(&options.out, wanted)?;
    if known.len() > 1 {
        bail!("{wanted:?} begins {}; give more of the id", listed(known.iter().map(|k| k.row_id.as_str())));
    }
    // The tables tell which document to rebuild; if they are of another build, every document is tried.
    if let Some(row) = known.first() {
        let mut only = Inputs::default();
        only.items.extend(inputs.items.iter().filter(|i| i.document_id == row.document_id).cloned());
        let traced = pipeline.trace(&only)?;
        if let [(document, trace)] = matching(&traced, &row.row_id).as_slice() {
            show::print(document, trace, pipeline.lexicon(), out)?;
            return Ok(Outcome::Fine);
        }
        let why = "is in the tables, but this program with this lexicon and input does not make it";
        note(format_args!("note: {} {why}; all documents are searched", row.row_id));
    }
    let traced = pipeline.trace(&inputs)?;
    match matching(&traced, wanted).as_slice() {
        [(document, trace)] => show::print(document, trace, pipeline.lexicon(), out)?,
        [] => bail!(
            "no event or commitment has an id that begins {wanted:?} in {}; look the id up in events.csv or \
             commitments.csv, and give the INPUT and --lexicon of that build",
            super::counted(inputs.items.len(), "document", "documents")
        ),
        several => {
            bail!("{wanted:?} begins {}; give more of the id", listed(several.iter().map(|(_, t)| t.row_id.as_str())))
        }
    }
    Ok(Outcome::Fine)
}

/// Traces of rows whose id begins so; one whose id is exactly that is alone.
fn matching<'t>(traced: &'t [Traced], wanted: &str) -> Vec<(&'t Traced, &'t Trace)> {
    let all = || traced.iter().flat_map(|d| d.traces.iter().map(move |t| (d, t)));
    match all().find(|(_, t)| t.row_id == wanted) {
        Some(exact) => vec![exact],
        None => all().filter(|(_, t)| t.row_id.starts_with(wanted)).collect(),
    }
}

/// The first few of several ids.
fn listed<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 4;
    let number = ids.len();
    let shown: Vec<&str> = ids.take(SHOWN).collect();
    let more = if number > SHOWN { ", …" } else { "" };
    format!("{number} ids ({}{more})", shown.join(", "))
}
