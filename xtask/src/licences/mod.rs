//! `cargo xtask licences`: what we ship may be passed on under MIT or Apache-2.0.
//!
//! `deny.toml` says the same to cargo-deny; this check needs no other program.

mod spdx;

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::workspace::{Workspace, output};

/// Licences that ask for no more than a notice, or (MPL-2.0) for the source of changed files alone.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that must not be there: the engine opens no connection.
pub(crate) const BANNED: [&str; 3] = ["reqwest", "openssl", "openssl-sys"];

/// Checks every package of the dependency graph, with all features and for all platforms.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let metadata = workspace.metadata(&["--all-features"])?;
    let used = used(workspace)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    // `cargo metadata` also lists what only features that nobody turns on would bring.
    let packages: Vec<&Value> =
        packages.iter().filter(|p| p["name"].as_str().is_some_and(|name| used.contains(name))).collect();
    let found: Vec<String> = packages.iter().copied().filter_map(problem).collect();
    for line in &found {
        println!("{line}");
    }
    if !found.is_empty() {
        bail!("{} of {} packages are not allowed", found.len(), packages.len());
    }
    println!("licences: {} packages, all allowed", packages.len());
    Ok(())
}

/// The names of all packages that are compiled for some platform with some feature.
fn used(workspace: &Workspace) -> Result<BTreeSet<String>> {
    let mut tree = workspace.cargo(["tree", "--workspace", "--all-features", "--target", "all"]);
    tree.args(["--prefix", "none", "--format", "{p}", "--quiet"]);
    let names: BTreeSet<String> =
        output(&mut tree)?.lines().filter_map(|line| Some(line.split(' ').next()?.to_owned())).collect();
    if names.len() < 2 {
        bail!("`cargo tree` lists no packages");
    }
    Ok(names)
}

/// What is wrong with one package of `cargo metadata`.
fn problem(package: &Value) -> Option<String> {
    let name = package["name"].as_str().unwrap_or("?");
    let shown = format!("{name} {}", package["version"].as_str().unwrap_or("?"));
    if BANNED.contains(&name) {
        return Some(format!("{shown}: banned; see what brings it with `cargo tree -i {name}`"));
    }
    let Some(licence) = package["license"].as_str() else {
        return Some(format!("{shown}: names no licence"));
    };
    match spdx::is_satisfied(licence, &|id| ALLOWED.contains(&id)) {
        Ok(true) => None,
        Ok(false) => Some(format!("{shown}: {licence}: not on the list of xtask/src/licences/mod.rs")),
        Err(error) => Some(format!("{shown}: {licence:?}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_allowed_alternative_is_enough() {
        let package = json!({"name": "r-efi", "version": "6.0.0", "license": "MIT OR Apache-2.0 OR LGPL-2.1-or-later"});
        assert_eq!(problem(&package), None);
    }

    #[test]
    fn banned_unknown_and_missing_are_reported() {
        let banned = json!({"name": "openssl-sys", "version": "1.0.0", "license": "MIT"});
        assert!(problem(&banned).unwrap().contains("banned"));
        let copyleft = json!({"name": "a", "version": "1.0.0", "license": "MIT AND GPL-3.0-only"});
        assert!(problem(&copyleft).unwrap().contains("GPL-3.0-only"));
        assert!(problem(&json!({"name": "b", "version": "1.0.0", "license": null})).is_some());
    }
}
