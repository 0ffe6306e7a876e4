//! The dataset of the shipped corpus is part of the repository.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Finding;

const FOLDER: &str = "data/out";
const TABLES: [&str; 7] =
    ["documents", "events", "participants", "commitments", "commitment_parties", "actors", "diagnostics"];
const FORMATS: [&str; 2] = ["csv", "parquet"];

/// Reports tables that are not in data/out, and files there that differ from the last commit.
pub(crate) fn check(root: &Path) -> Result<Vec<Finding>> {
    let mut found = missing(root);
    if !root.join(".git").exists() {
        found.push(Finding::note("committed", FOLDER, 1, "not a git checkout: cannot tell what is committed"));
        return Ok(found);
    }
    let output = Command::new("git")
        .current_dir(root)
        .args(["status", "--porcelain", "--ignored", "--untracked-files=all", "--", FOLDER])
        .output()
        .context("cannot start `git status`")?;
    if !output.status.success() {
        anyhow::bail!("`git status` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    found.extend(uncommitted(&String::from_utf8_lossy(&output.stdout)));
    Ok(found)
}

fn missing(root: &Path) -> Vec<Finding> {
    let names = TABLES.iter().flat_map(|table| FORMATS.iter().map(move |format| format!("{FOLDER}/{table}.{format}")));
    names
        .filter(|name| !root.join(name).exists())
        .map(|name| Finding::error("committed", &name, 1, "is missing; run `cargo xtask build-data`"))
        .collect()
}

/// Reads `git status --porcelain`: two marks, a space, the path.
fn uncommitted(status: &str) -> Vec<Finding> {
    let paths = status.lines().filter_map(|line| line.get(3..));
    paths.map(|path| Finding::error("committed", path, 1, "differs from the last commit; commit data/out")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_table_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join(FOLDER);
        std::fs::create_dir_all(&out).unwrap();
        for table in TABLES {
            for format in FORMATS {
                std::fs::write(out.join(format!("{table}.{format}")), "").unwrap();
            }
        }
        assert!(missing(dir.path()).is_empty());
        std::fs::remove_file(out.join("events.csv")).unwrap();
        assert_eq!(missing(dir.path())[0].path, "data/out/events.csv");
    }

    #[test]
    fn changed_and_new_files_are_uncommitted() {
        let found = uncommitted(" M data/out/events.csv\n?? data/out/new.csv\n");
        assert_eq!(
            found.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(),
            ["data/out/events.csv", "data/out/new.csv"]
        );
    }
}
