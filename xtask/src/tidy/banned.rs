//! The engine opens no connection: no HTTP client, no TLS library in what we ship.

use std::process::Stdio;

use anyhow::{Context, Result};

use super::Finding;
use crate::licences::BANNED;
use crate::workspace::{Workspace, shown};

/// Asks cargo who brings each banned crate, over all features.
pub(crate) fn check(workspace: &Workspace) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for name in BANNED {
        let mut command = workspace.cargo(["tree", "--workspace", "--all-features", "-e", "normal", "-i", name]);
        let output = command.stderr(Stdio::piped()).output();
        let output = output.with_context(|| format!("cannot start `{}`", shown(&command)))?;
        let messages = String::from_utf8_lossy(&output.stderr);
        // A crate that Cargo.lock does not name at all is an error to cargo, and what we hope for.
        if !output.status.success() && !messages.contains("did not match any packages") {
            anyhow::bail!("`{}` failed: {}", shown(&command), messages.trim());
        }
        found.extend(finding(name, &String::from_utf8_lossy(&output.stdout)));
    }
    Ok(found)
}

/// What an inverted tree says, if it says anything.
fn finding(name: &str, tree: &str) -> Option<Finding> {
    let user = tree.lines().nth(1)?.trim_start_matches(['├', '└', '─', '│', ' ']);
    Some(Finding::error(
        "banned",
        "Cargo.lock",
        1,
        format!("{name} is used by {user}; turn off the feature that brings it"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_names_the_user_and_silence_is_good() {
        let found =
            finding("reqwest", "reqwest v0.12.0\n└── object_store v0.12.0\n    └── polars-io v0.55.2\n").unwrap();
        assert!(found.message.contains("used by object_store v0.12.0"));
        assert_eq!(finding("reqwest", ""), None);
    }
}
