//! How fast the bare look-up of names is: an automaton of all names of the lexicon over the texts of a folder, on one thread.
//! Prints megabytes (10^6 bytes) a second, the best of five: `cargo run --release -p rapporteur-lexicon --example scan -- DIR`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use daachorse::DoubleArrayAhoCorasickBuilder;
use rapporteur_lexicon::Lexicon;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).ok_or("name a folder of texts")?;
    let mut texts = Vec::new();
    gather(&folder, &mut texts)?;
    let lexicon = Lexicon::built_in();
    let facts = &lexicon.facts;
    let mut names: Vec<&str> = facts.countries.iter().map(|c| c.name.as_str()).collect();
    names.extend(facts.places.iter().map(|p| p.name.as_str()));
    names.extend(facts.organizations.iter().map(|o| o.name.as_str()));
    names.extend(facts.titles.iter().map(|t| t.title.as_str()));
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    let automaton = DoubleArrayAhoCorasickBuilder::new().build::<_, _, u32>(&names).map_err(|e| e.to_string())?;
    let mut best = f64::INFINITY;
    let mut found = 0usize;
    for _ in 0..5 {
        let began = Instant::now();
        for text in &texts {
            found +=
                automaton.find_overlapping_iter(text).filter(|m| is_word(text.as_bytes(), m.start(), m.end())).count();
        }
        best = best.min(began.elapsed().as_secs_f64());
    }
    assert!(found > 0, "no name was found, so this measures nothing");
    let bytes: usize = texts.iter().map(String::len).sum();
    #[allow(clippy::print_stdout, reason = "the figure is the result")]
    {
        println!("{:.1}", bytes as f64 / 1e6 / best);
    }
    Ok(())
}

fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let letter = |at: Option<&u8>| at.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    !letter(start.checked_sub(1).and_then(|at| text.get(at))) && !letter(text.get(end))
}

fn gather(folder: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, texts)?;
        } else {
            texts.push(String::from_utf8_lossy(&std::fs::read(&path)?).into_owned());
        }
    }
    Ok(())
}
