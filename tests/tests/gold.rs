//! Scores against hand-made gold, held above the floors of `gold/floors.toml`.
//!
//! `gold/raw` and `gold/gold` are in the repository. A larger evaluation folder (`dev/raw`, `dev/gold`, `gold-seeds`) is
//! used where the variable `RAPPORTEUR_EVAL` names one, or where `../shared/eval` exists beside the repository.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use rapporteur_cli::Pipeline;
use rapporteur_quality::eval::Figures;
use rapporteur_quality::{Report, evaluate};
use rapporteur_tests::repository;

type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn floors(set: &str) -> BTreeMap<String, f64> {
    let path = repository().join("tests/gold/floors.toml");
    let all: Floors = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    all.get(set).cloned().unwrap_or_else(|| panic!("{}: no floors for {set}", path.display()))
}

fn score(raw: &Path, gold: &Path) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let pipeline = Pipeline::new();
    let dataset = pipeline.build(&[raw.to_path_buf()]).unwrap();
    rapporteur_export::write(&dataset, &out, &pipeline.release()).unwrap();
    evaluate(&out, gold).unwrap()
}

/// Every figure that may have a floor, by name; F1 of nothing wanted and nothing found is 1.
fn figures(figures: &Figures) -> BTreeMap<&'static str, f64> {
    let mut all: BTreeMap<&'static str, f64> =
        figures.tallies().iter().map(|(name, tally)| (*name, tally.f1())).collect();
    all.extend(figures.named().into_iter().filter_map(|(name, value)| Some((name, value?))));
    all
}

fn hold(set: &str, raw: &Path, gold: &Path) {
    let report = score(raw, gold);
    eprintln!("{set}: {report}");
    let (floors, figures) = (floors(set), figures(&report.figures));
    let mut below = String::new();
    for (name, floor) in &floors {
        let figure = figures.get(name.as_str()).copied().unwrap_or_else(|| panic!("floors.toml: no figure {name:?}"));
        if figure < *floor {
            let _ = writeln!(below, "{set}: {name} is {figure:.3}, below its floor {floor:.3}");
        }
    }
    assert!(!floors.is_empty(), "no floor for {set}");
    assert!(below.is_empty(), "\n{below}{report}\n\n{}", report.details_by_kind());
}

/// The larger evaluation folder, if there is one.
fn evaluation() -> Option<PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_EVAL").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| repository().join("../shared/eval"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no evaluation folder {}; name one in RAPPORTEUR_EVAL", folder.display());
    None
}

#[test]
fn the_gold_texts_keep_their_floors() {
    let folder = repository().join("tests/gold");
    hold("gold", &folder.join("raw"), &folder.join("gold"));
}

#[test]
fn the_shipped_corpus_keeps_its_floors() {
    if let Some(eval) = evaluation() {
        hold("seeds", &repository().join("data/raw"), &eval.join("gold-seeds"));
    }
}

#[test]
fn the_whole_development_set_keeps_its_floors() {
    if let Some(eval) = evaluation() {
        hold("dev", &eval.join("dev/raw"), &eval.join("dev/gold"));
    }
}
