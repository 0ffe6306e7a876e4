//! The engine as the sources have it: built for release, started as a process from the workspace root.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::{Workspace, shown};

/// A program that is up to date with the sources.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    root: PathBuf,
    target: PathBuf,
    program: PathBuf,
}

impl Engine {
    /// Builds the engine.
    pub(crate) fn build(workspace: &Workspace) -> Result<Self> {
        Self::build_with(workspace, &[])
    }

    /// Builds the engine with further arguments of cargo, such as features.
    pub(crate) fn build_with(workspace: &Workspace, arguments: &[&str]) -> Result<Self> {
        let target = workspace.target_dir()?;
        let program = target.join("release").join(format!("rapporteur{}", std::env::consts::EXE_SUFFIX));
        match program.exists() {
            true => eprintln!("building the engine …"),
            false => eprintln!("building the engine (first time takes some minutes) …"),
        }
        let mut build = workspace.cargo(["build", "--release", "--quiet", "--package", "rapporteur-cli"]);
        build.args(arguments);
        let status = build.status().with_context(|| format!("cannot start `{}`", shown(&build)))?;
        if !status.success() {
            bail!("the engine does not build: `{}` failed", shown(&build));
        }
        Ok(Self { root: workspace.root().to_owned(), target, program })
    }

    /// A command of the engine that starts in the root folder.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.root).args(arguments);
        command
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }
}
