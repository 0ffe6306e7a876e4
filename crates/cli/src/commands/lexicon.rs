//! `rapporteur lexicon`: the data files the engine knows the world and the language by.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use rapporteur_lexicon::{DataFiles, Lexicon};

use super::Outcome;
use crate::output::{Output, error};

/// Commands on the lexicon.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Read lexicon folders over the built-in files, and count what they hold or name the first mistake.
    #[command(after_help = "\
Exit codes: 0 no mistake; 1 a mistake, named as file:line:column.

Examples:
  rapporteur lexicon check
  rapporteur lexicon check my-lexicon")]
    Check {
        /// Folders of lexicon files; later ones win.
        #[arg(value_name = "DIR")]
        folders: Vec<PathBuf>,
    },
    /// Write the built-in files to a new or empty folder, to start one's own from.
    #[command(after_help = "\
Keep only the files that you change: a folder is laid over the built-in lexicon, and an entry replaces the one with its id.

Examples:
  rapporteur lexicon export my-lexicon")]
    Export {
        /// The folder.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// List the files in use with their origin and size, and the hash that a build names.
    #[command(after_help = "\
Examples:
  rapporteur lexicon where
  rapporteur lexicon where --lexicon my-lexicon")]
    Where {
        /// Folder of lexicon files; may be given several times, later ones win.
        #[arg(long, value_name = "DIR")]
        lexicon: Vec<PathBuf>,
    },
}

/// Runs the command.
pub(crate) fn run(command: &Command, out: &mut Output) -> Result<Outcome> {
    match command {
        Command::Check { folders } => check(folders, out),
        Command::Export { folder } => export(folder, out),
        Command::Where { lexicon } => list(lexicon, out),
    }
}

fn check(folders: &[PathBuf], out: &mut Output) -> Result<Outcome> {
    let lexicon = match Lexicon::load(folders) {
        Ok(lexicon) => lexicon,
        Err(mistake) => {
            error(&mistake.into());
            return Ok(Outcome::Problems);
        }
    };
    let facts = &lexicon.facts;
    let counts = [
        ("countries", facts.countries.len()),
        ("places", facts.places.len()),
        ("organisations and bodies", facts.organizations.len()),
        ("regions", facts.regions.len()),
        ("programmes", facts.programmes.len()),
        ("titles", facts.titles.len()),
        ("publishers", lexicon.publishers.len()),
        ("topics", lexicon.topics.len()),
        ("event rules", lexicon.events.len()),
        ("commitment rules", lexicon.commitments.len()),
        ("calibrated rules", lexicon.calibration.len()),
    ];
    for (name, count) in counts {
        out.line(format_args!("{count:>8} {name}"))?;
    }
    out.line("no mistakes")?;
    Ok(Outcome::Fine)
}

fn export(folder: &Path, out: &mut Output) -> Result<Outcome> {
    let cannot =
        |path: &Path, doing: &str| format!("{}: cannot {doing}; choose a folder that you may write to", path.display());
    fs::create_dir_all(folder).with_context(|| cannot(folder, "create this folder"))?;
    if fs::read_dir(folder).with_context(|| cannot(folder, "list this folder"))?.next().is_some() {
        bail!(
            "{}: the folder is not empty, and nothing in it is to be overwritten; choose a new or empty folder",
            folder.display()
        );
    }
    let files = DataFiles::built_in();
    for file in files.all() {
        let path = folder.join(&file.name);
        fs::write(&path, file.content.as_bytes()).with_context(|| cannot(&path, "write this file"))?;
    }
    out.line(format_args!(
        "{} files written to {}; keep those you change, and build with --lexicon {}",
        files.all().len(),
        folder.display(),
        folder.display()
    ))?;
    Ok(Outcome::Fine)
}

fn list(layers: &[PathBuf], out: &mut Output) -> Result<Outcome> {
    let mut files = DataFiles::built_in();
    for layer in layers {
        files.layer(layer)?;
    }
    for file in files.all() {
        out.line(format_args!("{:>9} bytes  {}", file.content.len(), file.label))?;
    }
    out.line(format_args!("sha256 {}", files.hash()))?;
    Ok(Outcome::Fine)
}
