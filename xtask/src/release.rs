//! `cargo xtask release`: the shipped corpus as a release, with its quality measured.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::build_data;
use crate::engine::Engine;
use crate::eval::sets;
use crate::workspace::{Workspace, output, shown};

const EXAMPLES: &str = "\
The day of publication is that of SOURCE_DATE_EPOCH, or else that of the last commit, so that the same sources give the same
bytes.

Examples:
  cargo xtask release
  cargo xtask release --version 2026.11.0
  cargo xtask release --version 2026.12.0 --previous rapporteur-data-2026.11.0.zip
  cargo xtask release --dry-run          # and everything that comes before an upload";

/// Options of `cargo xtask release`.
#[derive(Args, Debug, Default)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// Version [default: year and month of the day of publication, number 0].
    #[arg(long, value_name = "YYYY.MM.N")]
    version: Option<String>,
    /// The release before, folder or archive: what changed is told, and falling behind is refused.
    #[arg(long, value_name = "DIR|ZIP")]
    previous: Option<PathBuf>,
    /// Share of a table's rows that may be gone since the release before.
    #[arg(long, value_name = "SHARE")]
    max_loss: Option<String>,
    /// How far a gold figure may fall.
    #[arg(long, value_name = "SHARE")]
    max_fall: Option<String>,
    /// Number of threads [default: one per core]. The output does not depend on it.
    #[arg(long, value_name = "N")]
    threads: Option<u32>,
    /// Also run the validators and show what an upload would send.
    #[arg(long)]
    dry_run: bool,
}

/// Builds, measures and releases.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let date = date(workspace)?;
    let version = options.version.clone().unwrap_or_else(|| version_of(&date));
    let engine = Engine::build_with(workspace, &["--features", "rapporteur-cli/release"])?;
    let data = engine.target().join("release-data-build");
    build(workspace, &engine, &data, options.threads)?;
    let gold = sets::all(workspace, &[])?;
    sets::measure(&engine, &gold)?;

    let out = engine.target().join("release-data");
    let mut release = engine.command(["release", "--replace", "--version", &version, "--date", &date]);
    release.arg(&data).arg("--out").arg(&out);
    for set in &gold {
        let json = engine.target().join("eval").join(format!("{}.json", set.name));
        release.arg("--gold").arg(format!("tests/{}={}", set.name, json.display()));
    }
    if let Some(previous) = &options.previous {
        release.arg("--previous").arg(std::path::absolute(previous)?);
    }
    for (name, value) in [("--max-loss", &options.max_loss), ("--max-fall", &options.max_fall)] {
        if let Some(value) = value {
            release.args([name, value]);
        }
    }
    finished(&mut release)?;
    if options.dry_run {
        let folder = newest(&out, &version)?;
        validate(workspace, &folder)?;
        plan(&folder, &version)?;
    }
    Ok(())
}

/// The tables of data/raw, beside the committed ones.
fn build(workspace: &Workspace, engine: &Engine, data: &Path, threads: Option<u32>) -> Result<()> {
    let mut build = engine.command(["build", "data/raw", "--quiet", "--strict", "--out"]);
    build.arg(data);
    if let Some(corrections) = build_data::corrections(workspace) {
        build.args(["--corrections", corrections]);
    }
    if let Some(threads) = threads {
        build.args(["--threads", &threads.to_string()]);
    }
    finished(&mut build)
}

fn finished(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Day of publication in UTC, `2026-11-26`.
fn date(workspace: &Workspace) -> Result<String> {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(workspace.root()).args(arguments).env("TZ", "UTC");
        output(&mut git)
    };
    let text = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds,
        Err(_) => git(&["log", "-1", "--format=%ct"]).context(
            "no day of publication; set SOURCE_DATE_EPOCH to seconds since 1970, or release from a git checkout",
        )?,
    };
    let seconds: i64 =
        text.trim().parse().with_context(|| format!("{:?} is no number of seconds since 1970", text.trim()))?;
    let time =
        jiff::Timestamp::from_second(seconds).with_context(|| format!("{seconds} seconds since 1970 is no time"))?;
    Ok(time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// `2026-11-26` is in `2026.11.0`.
fn version_of(date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().unwrap_or_default().trim_start_matches('0');
    format!("{year}.{month}.0")
}

fn newest(out: &Path, version: &str) -> Result<PathBuf> {
    let suffix = format!("-{version}");
    let entries = fs::read_dir(out).with_context(|| format!("cannot list {}", out.display()))?;
    let folders = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir());
    let mut found =
        folders.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(&suffix)));
    found.next().with_context(|| format!("no release {version} in {}", out.display()))
}

/// The validators of the standards, in environments of their own.
fn validate(workspace: &Workspace, folder: &Path) -> Result<()> {
    let mut check = Command::new("bash");
    check.current_dir(workspace.root()).arg(".ci/release").arg(folder);
    finished(&mut check)
}

/// What the workflow sends, and how.
fn plan(folder: &Path, version: &str) -> Result<()> {
    println!("\nan upload would make the release data-v{version} with these assets:");
    let mut assets: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let mut archive = folder.as_os_str().to_owned();
    archive.push(".zip");
    assets.push(PathBuf::from(archive));
    assets.sort();
    for asset in &assets {
        let name = asset.file_name().unwrap_or_default().to_string_lossy();
        println!("  {:>10}  {name}", fs::metadata(asset)?.len());
    }
    println!("nothing was uploaded; .github/workflows/release-data.yml does that for a tag data-v{version}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_month() {
        assert_eq!(version_of("2026-01-05"), "2026.1.0");
        assert_eq!(version_of("2026-11-26"), "2026.11.0");
    }
}
