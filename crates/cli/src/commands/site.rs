//! `rapporteur site`: a finished dataset becomes a static site.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use rapporteur_ingest::{Walk, discover, read};
use rapporteur_lexicon::Layout;
use rapporteur_site::{Request, make};
use rayon::prelude::*;

use super::{Outcome, counted};
use crate::output::Output;

const AFTER: &str = "\
The site opens from a disk as well as from any web server, and loads nothing from elsewhere: open index.html. With --sources a \
document is shown with its whole text and every row in its place, else by its quotes alone.

Exit codes: 0 written; 1 written, but a text is missing or is not the one its rows were made from; 2 it cannot be made. What was \
there before then stays.

Examples:
  rapporteur site data/out --sources data/raw --out site
  rapporteur site rapporteur-data-2026.11.0.zip --out site --title \"Meetings in Central Asia\" --no-borders";

/// Options of `rapporteur site`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Options {
    /// Folder that `rapporteur build` or `rapporteur release` wrote, or the archive of a release.
    #[arg(value_name = "DIR")]
    data: PathBuf,
    /// Folder of the site; what an earlier run wrote there is replaced as a whole.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// File or folder of the texts it was built from; may be given several times.
    #[arg(long, value_name = "INPUT")]
    sources: Vec<PathBuf>,
    /// Name of the site [default: the title of the dataset].
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Draw land without borders on the map.
    #[arg(long)]
    no_borders: bool,
    /// Leave out the files of the dataset, which make most of a large site.
    #[arg(long)]
    no_downloads: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    rapporteur_site::check_out(&options.out)?;
    let texts = texts(&options.sources)?;
    let made = make(&Request {
        data: &options.data,
        texts: &texts,
        title: options.title.as_deref(),
        borders: !options.no_borders,
        downloads: !options.no_downloads,
    })?;
    made.write(&options.out)?;
    for note in &made.notes {
        crate::output::note(format_args!("note: {note}"));
    }
    let (documents, with_text) = made.documents;
    out.line(format_args!(
        "{}, {with_text} with their text, in {} of {}",
        counted(documents, "document", "documents"),
        counted(made.files.len(), "file", "files"),
        size(made.bytes())
    ))?;
    out.line(format_args!("open {}", options.out.join("index.html").display()))?;
    let missing = !options.sources.is_empty() && with_text < documents;
    if missing {
        crate::output::note(format_args!(
            "note: {} without text",
            counted(documents - with_text, "document", "documents")
        ));
    }
    Ok(Outcome::of(made.notes.is_empty() && !missing))
}

/// The texts of all documents that can be read, as decoded, by document id.
fn texts(sources: &[PathBuf]) -> Result<BTreeMap<String, String>> {
    if sources.is_empty() {
        return Ok(BTreeMap::new());
    }
    let layout = Layout::default();
    let walk = Walk::default();
    let inputs = discover(sources, &walk)?;
    // What cannot be read has no rows, and if it has, the site says that the text is missing.
    let read = inputs.items.par_iter().filter_map(|item| read(item, &layout, &walk.limits).ok());
    Ok(read.map(|source| (source.document_id, source.text)).collect())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded() {
        assert_eq!((size(1), size(999_999), size(12_340_000)), ("1 kB".into(), "1000 kB".into(), "12.3 MB".into()));
    }

    #[test]
    fn no_sources_are_no_texts() {
        assert!(texts(&[]).unwrap().is_empty());
        assert!(texts(&[PathBuf::from("/nowhere/at/all")]).is_err());
    }
}
