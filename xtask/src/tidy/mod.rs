//! `cargo xtask tidy`: the invariants of the architecture, checked where they can be seen in the text.

mod banned;
mod committed;
mod layers;
mod panics;
mod purity;
mod size;
mod source;
mod whitespace;
mod words;

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use source::Source;

/// Shown under `cargo xtask tidy --help`.
pub(crate) const HELP: &str = "\
purity      normalize and extract do no IO and read no clock
panics      the stages, lexicon and export do not panic
layers      crates depend on one another in one direction
banned      no HTTP or TLS stack in what we ship
words       no country, organisation or title in a .rs file of the stages: they are lexicon data
size        .rs files stay under 500 lines (a note from 300 on)
whitespace  no tabs, no trailing white space, a newline at the end
committed   data/out is there and committed

A line may be excused by `// tidy-allow(words): reason` or `// tidy-allow(panics): reason` on it or above it.

Example:
  cargo xtask tidy";

/// Something a check saw.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Finding {
    path: String,
    line: usize,
    check: &'static str,
    message: String,
    /// A note does not fail the check.
    is_note: bool,
}

impl Finding {
    fn error(check: &'static str, path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, check, message: message.into(), is_note: false }
    }

    fn note(check: &'static str, path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { is_note: true, ..Self::error(check, path, line, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.is_note { "note: " } else { "" };
        write!(f, "{}:{}: {note}{} [{}]", self.path, self.line, self.message, self.check)
    }
}

/// Runs all checks and prints what they found.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let root = workspace.root();
    let files = tracked_files(root)?;
    let mut found = Vec::new();
    for path in files.iter().filter(|path| path.ends_with(".rs")) {
        let source = Source::parse(path, &read(root, path)?);
        found.extend(purity::check(&source));
        found.extend(panics::check(&source));
        found.extend(size::check(&source));
    }
    let vocabulary = words::Vocabulary::read(&root.join("crates/lexicon/data"))?;
    for path in files.iter().filter(|path| words::applies_to(path)) {
        found.extend(vocabulary.check(&Source::parse(path, &read(root, path)?)));
    }
    for path in files.iter().filter(|path| whitespace::applies_to(path)) {
        found.extend(whitespace::check(path, &fs::read(root.join(path))?));
    }
    found.extend(layers::check(&workspace.metadata(&["--no-deps"])?)?);
    found.extend(banned::check(workspace)?);
    found.extend(committed::check(root)?);
    report(found)
}

fn report(mut found: Vec<Finding>) -> Result<()> {
    found.sort();
    for finding in &found {
        println!("{finding}");
    }
    let errors = found.iter().filter(|finding| !finding.is_note).count();
    if errors > 0 {
        bail!("tidy: {errors} findings; `cargo xtask tidy --help` explains the checks");
    }
    println!("tidy: clean ({} notes)", found.len());
    Ok(())
}

/// Folders that hold no text of ours.
const SKIPPED: [&str; 6] = ["target", "data", ".git", ".venv", "__pycache__", "explorer/node_modules"];

/// All files of the workspace, as paths with `/` relative to the root, sorted.
fn tracked_files(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        for entry in fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let relative = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            match entry.file_type()? {
                kind if kind.is_dir() && !SKIPPED.contains(&relative.as_str()) => folders.push(relative),
                kind if kind.is_file() => files.push(relative),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read(root: &Path, path: &str) -> Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
}

/// The folder under `crates/` that a path lies in, when it is a source file there.
fn crate_of(path: &str) -> Option<&str> {
    let (folder, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    rest.starts_with("src/").then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_do_not_fail() {
        assert!(report(vec![Finding::note("size", "a.rs", 1, "long")]).is_ok());
        assert!(report(vec![Finding::error("size", "a.rs", 1, "too long")]).is_err());
    }

    #[test]
    fn a_finding_names_file_and_line() {
        let finding = Finding::error("panics", "crates/link/src/lib.rs", 3, "`.unwrap()` can panic");
        assert_eq!(finding.to_string(), "crates/link/src/lib.rs:3: `.unwrap()` can panic [panics]");
    }

    #[test]
    fn only_sources_belong_to_a_crate() {
        assert_eq!(crate_of("crates/link/src/merge/mod.rs"), Some("link"));
        assert_eq!(crate_of("crates/link/tests/a.rs"), None);
        assert_eq!(crate_of("xtask/src/main.rs"), None);
    }
}
