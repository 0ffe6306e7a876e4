//! `rapporteur release`: a finished dataset becomes a release.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use crate::output::Output;

const AFTER: &str = "\
The workbook and the database need libraries that the other commands do without, so this command is compiled on demand:
  cargo run --release -p rapporteur-cli --features release -- release data/out --version 2026.11.0

A release is refused if it loses rows or falls behind in its gold figures, compared with --previous.

Exit codes: 0 written; 2 refused, or it cannot be made. What was there before then stays.

Examples:
  rapporteur release data/out --version 2026.11.0 --date 2026-11-26 --out releases
  rapporteur release data/out --version 2026.11.0 --gold gold=gold.json --out releases
  rapporteur release data/out --version 2026.12.0 --previous releases/rapporteur-data-2026.11.0.zip --out releases";

/// Options of `rapporteur release`.
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
#[cfg_attr(not(feature = "release"), allow(dead_code, reason = "only the message that names the feature is needed"))]
pub(crate) struct Options {
    /// Folder that `rapporteur build` wrote.
    #[arg(value_name = "DIR")]
    data: PathBuf,
    /// What the dataset is: title, licence, makers and so on.
    #[arg(long, value_name = "FILE", default_value = "data/dataset.toml")]
    about: PathBuf,
    /// Version: year.month.number.
    #[arg(long, value_name = "YYYY.MM.N")]
    version: String,
    /// Day of publication [default: that of SOURCE_DATE_EPOCH].
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Figures of a gold set, as `rapporteur eval --json` wrote them; may be given several times.
    #[arg(long, value_name = "NAME=FILE", value_parser = gold)]
    gold: Vec<(String, PathBuf)>,
    /// The release before, folder or archive.
    #[arg(long, value_name = "DIR|ZIP")]
    previous: Option<PathBuf>,
    /// Share of a table's rows that may be gone since the release before.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    max_loss: f64,
    /// How far a gold figure may fall.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    max_fall: f64,
    /// Replace another release of this version that is there already.
    #[arg(long)]
    replace: bool,
    /// Make no workbook; a sheet holds a million rows at most.
    #[arg(long)]
    without_workbook: bool,
    /// Folder for the release's folder and archive.
    #[arg(long, value_name = "DIR", default_value = "releases")]
    out: PathBuf,
}

fn gold(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => Ok((name.to_owned(), PathBuf::from(file))),
        _ => Err("give NAME=FILE".to_owned()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "give a number from 0 to 1".to_owned())
}

/// Runs the command.
#[cfg(feature = "release")]
pub(crate) fn run(options: &Options, out: &mut Output) -> Result<Outcome> {
    use rapporteur_release::{Limits, Request, make};

    let date = match &options.date {
        Some(date) => date.clone(),
        None => date_of_source()?,
    };
    let made = make(&Request {
        data: &options.data,
        about: &options.about,
        version: &options.version,
        date: &date,
        gold: &options.gold,
        previous: options.previous.as_deref(),
        limits: Limits { loss: options.max_loss, fall: options.max_fall },
        workbook: !options.without_workbook,
    })?;
    let placed = made.write(&options.out, options.replace)?;
    for note in &made.notes {
        crate::output::note(format_args!("note: {note}"));
    }
    out.line(format_args!("{} files in {}", made.files.len(), placed.folder.display()))?;
    out.line(format_args!("the same as {}", placed.archive.display()))?;
    Ok(Outcome::Fine)
}

/// The day of `SOURCE_DATE_EPOCH`, in UTC: seconds since 1970 that a reproducible build takes for the present.
#[cfg(feature = "release")]
fn date_of_source() -> Result<String> {
    use anyhow::Context as _;

    const NAME: &str = "SOURCE_DATE_EPOCH";
    let text = std::env::var(NAME)
        .with_context(|| format!("no day of publication; give --date, or set {NAME} to seconds since 1970"))?;
    let seconds: Option<i64> = text.trim().parse().ok();
    let time = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let time =
        time.with_context(|| format!("{NAME}={text:?} is no number of seconds since 1970; mend it or give --date"))?;
    Ok(time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// Says how to get the command.
#[cfg(not(feature = "release"))]
pub(crate) fn run(options: &Options, _: &mut Output) -> Result<Outcome> {
    anyhow::bail!(
        "this program was built without the feature \"release\"; use \
         `cargo run --release -p rapporteur-cli --features release -- release {} --version {}`",
        options.data.display(),
        options.version
    )
}
