//! Prints the blocks of files: `cargo run -p rapporteur-ingest --example blocks -- FILE...`.

use std::io::Write;
use std::path::PathBuf;

use rapporteur_ingest::{Walk, discover, read};
use rapporteur_lexicon::Layout;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let layout = Layout::parse("layout.toml", include_str!("../../lexicon/data/layout.toml"))?;
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let inputs = discover(&paths, &Walk::default())?;
    let mut out = std::io::stdout().lock();
    for item in &inputs.items {
        writeln!(out, "== {} {:?}", item.source_path, item.manifest)?;
        match read(item, &layout, &Walk::default().limits) {
            Ok(source) => {
                writeln!(out, "{:?}", source.metadata)?;
                for diagnostic in &source.diagnostics {
                    writeln!(out, "! {}", diagnostic.message)?;
                }
                for block in &source.blocks {
                    writeln!(
                        out,
                        "{}{}: {:?}",
                        "  ".repeat(block.depth.into()),
                        block.kind.name(),
                        block.span.of(&source.text)
                    )?;
                }
            }
            Err(failure) => writeln!(out, "! {failure}")?,
        }
    }
    for failure in &inputs.failures {
        writeln!(out, "! {failure}")?;
    }
    Ok(())
}
