//! Sets of texts with gold, and how they are measured.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::report::Report;
use crate::engine::Engine;
use crate::workspace::{Workspace, output, shown};

/// The set that is part of the repository.
pub(crate) const BUILT_IN: &str = "gold";

/// Texts and their gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set {
    /// Short name, as headings and folders have it.
    pub(crate) name: String,
    raw: PathBuf,
    gold: PathBuf,
}

/// Reads `NAME=RAW_DIR:GOLD_DIR`.
pub(crate) fn parse(text: &str) -> Result<Set, String> {
    const SHAPE: &str = "give NAME=RAW_DIR:GOLD_DIR";
    let (name, folders) = text.split_once('=').ok_or(SHAPE)?;
    let (raw, gold) = folders.rsplit_once(':').ok_or(SHAPE)?;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Err(format!("{name:?} is no name of a set; use a-z, 0-9 and -"));
    }
    let folder = |path: &str| match path.is_empty() {
        true => Err(SHAPE.to_owned()),
        false => std::path::absolute(path).map_err(|e| format!("{path}: {e}")),
    };
    Ok(Set { name: name.to_owned(), raw: folder(raw)?, gold: folder(gold)? })
}

/// The built-in set, then those given.
pub(crate) fn all(workspace: &Workspace, given: &[Set]) -> Result<Vec<Set>> {
    let folder = workspace.root().join("tests/gold");
    let mut sets = vec![Set { name: BUILT_IN.to_owned(), raw: folder.join("raw"), gold: folder.join("gold") }];
    for set in given {
        if sets.iter().any(|other| other.name == set.name) {
            bail!("the set {:?} is there twice; give it another name", set.name);
        }
        sets.push(set.clone());
    }
    for folder in sets.iter().flat_map(|set| [&set.raw, &set.gold]) {
        if !folder.is_dir() {
            bail!("{}: no such folder; --set takes NAME=RAW_DIR:GOLD_DIR", folder.display());
        }
    }
    Ok(sets)
}

/// Builds each set into `target/eval/<name>` and scores it; the whole outcome stays beside it as `<name>.json`.
pub(crate) fn measure(engine: &Engine, sets: &[Set]) -> Result<Vec<(String, Report)>> {
    let folder = engine.target().join("eval");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    sets.iter().map(|set| Ok((set.name.clone(), measure_one(engine, set, &folder)?))).collect()
}

fn measure_one(engine: &Engine, set: &Set, folder: &Path) -> Result<Report> {
    eprintln!("measuring {} …", set.name);
    let out = folder.join(&set.name);
    let mut build = engine.command(["build"]);
    build.arg(&set.raw).arg("--out").arg(&out).arg("--quiet");
    let status = build.status().with_context(|| format!("cannot start `{}`", shown(&build)))?;
    match status.code() {
        Some(0) => {}
        // The tables are there without the file, and the figures show what that costs.
        Some(1) => eprintln!("note: {}: a file could not be used, see above", set.name),
        _ => bail!("`{}` failed ({status})", shown(&build)),
    }
    let json = folder.join(format!("{}.json", set.name));
    let mut eval = engine.command(["eval"]);
    eval.arg("--gold").arg(&set.gold).arg("--pred").arg(&out).arg("--json").arg(&json);
    output(&mut eval)?;
    let text = fs::read_to_string(&json).with_context(|| format!("cannot read {}", json.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{}: not what this task expects", json.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_a_name_and_two_folders() {
        let set = parse("new-1=/texts/raw:/texts/gold").unwrap();
        assert_eq!((set.name.as_str(), set.raw, set.gold), ("new-1", "/texts/raw".into(), "/texts/gold".into()));
        assert!(parse("new=raw:gold").unwrap().raw.is_absolute());
        for wrong in ["", "raw:gold", "new=raw", "new=:gold", "New Set=raw:gold", "=raw:gold"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_built_in_set_comes_first_and_names_are_unique() {
        let workspace = Workspace::find().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
        let set = |name: &str| parse(&format!("{name}={path}:{path}")).unwrap();
        let names: Vec<String> = all(&workspace, &[set("b"), set("a")]).unwrap().into_iter().map(|s| s.name).collect();
        assert_eq!(names, [BUILT_IN, "b", "a"]);
        assert!(all(&workspace, &[set(BUILT_IN)]).is_err());
        assert!(all(&workspace, &[parse("x=/no/such/raw:/no/such/gold").unwrap()]).is_err());
    }
}
