//! Checks the integrity of a build: `check FOLDER [SOURCES]`.
#![allow(clippy::print_stdout, reason = "an example's output is what it prints")]

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = args.next().ok_or("usage: check FOLDER [SOURCES]")?;
    println!("{}", rapporteur_quality::check(&folder, args.next().as_deref())?);
    Ok(())
}
