//! Crates depend on one another in the direction of the pipeline, and on nothing sideways.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Finding;

const PREFIX: &str = "rapporteur-";

/// What each crate may use of ours. The program itself (`cli`), its Python package and the test crate may use everything.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("text", &[]),
    ("schema", &["text"]),
    ("lexicon", &["text", "schema"]),
    ("readers", &["text"]),
    ("ingest", &["text", "schema", "lexicon", "readers"]),
    ("normalize", &["text", "schema", "lexicon"]),
    ("extract", &["text", "schema", "lexicon", "normalize"]),
    ("link", &["schema"]),
    ("spill", &[]),
    ("export", &["schema"]),
    ("quality", &["schema"]),
    ("release", &["schema", "export", "quality"]),
    ("site", &["text", "schema", "export", "quality"]),
];
const FREE: [&str; 3] = ["cli", "python", "tests"];

/// Reads `cargo metadata --no-deps` and reports dependencies against the direction. Dev-dependencies are free.
pub(crate) fn check(metadata: &Value) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().context("cargo metadata lists no packages")? {
        let Some(name) = package["name"].as_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        if FREE.contains(&name) {
            continue;
        }
        let path = format!("crates/{name}/Cargo.toml");
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            let message = "unknown crate; give it a place in ARCHITECTURE.md and xtask/src/tidy/layers.rs";
            found.push(Finding::error("layers", &path, 1, message));
            continue;
        };
        for dependency in package["dependencies"].as_array().context("a package lists no dependencies")? {
            let Some(other) = dependency["name"].as_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
            if dependency["kind"] != "dev" && !allowed.contains(&other) {
                let line = line_of(package, other);
                let message = format!("{name} must not depend on {other} (may use: {})", list(allowed));
                found.push(Finding::error("layers", &path, line, message));
            }
        }
    }
    Ok(found)
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "nothing of ours".to_owned() } else { names.join(", ") }
}

/// Where the manifest names the dependency; 1 when it cannot be read.
fn line_of(package: &Value, other: &str) -> usize {
    let manifest = package["manifest_path"].as_str().and_then(|path| std::fs::read_to_string(path).ok());
    let wanted = format!("{PREFIX}{other}");
    let at = manifest.and_then(|text| text.lines().position(|line| line.starts_with(&wanted)));
    at.map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let list: Vec<Value> =
            dependencies.iter().map(|(name, kind)| json!({"name": format!("{PREFIX}{name}"), "kind": kind})).collect();
        json!({"packages": [{"name": format!("{PREFIX}{name}"), "dependencies": list}]})
    }

    #[test]
    fn against_the_direction_is_an_error() {
        let found = check(&package("text", &[("schema", None)])).unwrap();
        assert_eq!(
            found[0].to_string(),
            "crates/text/Cargo.toml:1: text must not depend on schema (may use: nothing of ours) [layers]"
        );
        assert_eq!(check(&package("link", &[("extract", None)])).unwrap().len(), 1);
    }

    #[test]
    fn the_direction_dev_dependencies_and_the_program_pass() {
        assert!(check(&package("extract", &[("normalize", None), ("ingest", Some("dev"))])).unwrap().is_empty());
        assert!(check(&package("cli", &[("quality", None), ("link", None)])).unwrap().is_empty());
        assert_eq!(check(&package("gossip", &[])).unwrap().len(), 1);
    }
}
