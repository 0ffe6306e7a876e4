//! `cargo xtask ci`: every check in one go, each with its time and, if it fails, its remedy.
//!
//! `.ci/run` does the same and then makes a release, which other programs check.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::workspace::{Workspace, shown};
use crate::{build_data, eval, licences, tidy};

/// One check.
struct Step {
    name: &'static str,
    /// What to do when it fails.
    remedy: &'static str,
    action: Action,
}

enum Action {
    /// A cargo command with environment variables.
    Cargo(&'static [&'static str], &'static [(&'static str, &'static str)]),
    /// A check of this program.
    Here(fn(&Workspace) -> Result<()>),
}

/// Dev profile throughout, so that the heavy dependencies compile once; the last two steps alone build for release.
const STEPS: [Step; 8] = [
    Step { name: "format", remedy: "cargo fmt --all", action: Action::Cargo(&["fmt", "--all", "--check"], &[]) },
    Step { name: "tidy", remedy: "mend the lines named above; cargo xtask tidy", action: Action::Here(tidy::run) },
    Step {
        name: "licences",
        remedy: "replace the package, or discuss the licence and extend xtask/src/licences/mod.rs and deny.toml",
        action: Action::Here(licences::run),
    },
    Step {
        name: "clippy",
        remedy: "cargo clippy --workspace --all-targets --fix --allow-dirty",
        action: Action::Cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[]),
    },
    Step {
        name: "docs",
        remedy: "RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps",
        action: Action::Cargo(&["doc", "--workspace", "--no-deps"], &[("RUSTDOCFLAGS", "-Dwarnings")]),
    },
    Step { name: "tests", remedy: "cargo test --workspace", action: Action::Cargo(&["test", "--workspace"], &[]) },
    Step { name: "data", remedy: "cargo xtask build-data, and commit data/out", action: Action::Here(data_is_current) },
    Step {
        name: "accuracy",
        remedy: "cargo xtask eval with the sets that docs/accuracy.md shows, and commit docs",
        action: Action::Here(accuracy_is_current),
    },
];

/// Runs all steps; stops at the first that fails.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut done: Vec<(&str, Duration)> = Vec::new();
    for step in &STEPS {
        println!("── {} ──", step.name);
        let start = Instant::now();
        let result = step.action.run(workspace);
        println!(
            "── {}: {}, {} ──\n",
            step.name,
            if result.is_ok() { "ok" } else { "FAILED" },
            seconds(start.elapsed())
        );
        if let Err(error) = result {
            print!("{}", summary(&done));
            bail!("{} failed: {error:#}\nto mend it: {}", step.name, step.remedy);
        }
        done.push((step.name, start.elapsed()));
    }
    print!("{}", summary(&done));
    println!("all {} checks passed", done.len());
    Ok(())
}

impl Action {
    fn run(&self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::Here(check) => check(workspace),
            Self::Cargo(arguments, environment) => {
                let mut command = workspace.cargo(arguments.iter().copied());
                command.envs(environment.iter().copied());
                let status = command.status().with_context(|| format!("cannot start `{}`", shown(&command)))?;
                if !status.success() {
                    bail!("`{}` ended with {status}", shown(&command));
                }
                Ok(())
            }
        }
    }
}

fn data_is_current(workspace: &Workspace) -> Result<()> {
    let code = build_data::run(workspace, &build_data::Options { check: true, threads: None })?;
    if code != ExitCode::SUCCESS {
        bail!("a rebuild of data/raw gives other files than data/out holds");
    }
    Ok(())
}

fn accuracy_is_current(workspace: &Workspace) -> Result<()> {
    eval::run(workspace, &eval::Options::checking())
}

fn summary(done: &[(&str, Duration)]) -> String {
    done.iter().map(|(name, time)| format!("{name:<10}{:>9}  ok\n", seconds(*time))).collect()
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_one_line_per_step() {
        let text = summary(&[("format", Duration::from_millis(1_230)), ("tests", Duration::from_secs(61))]);
        assert_eq!(text, "format        1.2 s  ok\ntests        61.0 s  ok\n");
    }

    #[test]
    fn every_step_has_a_remedy() {
        assert!(STEPS.iter().all(|step| !step.remedy.is_empty()));
    }
}
