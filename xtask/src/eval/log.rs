//! The development log: figures of earlier days, and the day they belong to.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::report::Report;
use crate::workspace::{Workspace, output};

/// One figure of one day.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    pub(crate) date: String,
    pub(crate) note: String,
    pub(crate) set: String,
    pub(crate) metric: String,
    pub(crate) value: String,
}

/// Reads the log.
pub(crate) fn read(text: &str) -> Result<Vec<Entry>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize::<Entry>().map(|entry| entry.map_err(anyhow::Error::from)).collect()
}

/// The log as text.
pub(crate) fn write(log: &[Entry]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for entry in log {
        writer.serialize(entry)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// Adds today's figures.
pub(crate) fn append(log: &mut Vec<Entry>, date: &str, note: &str, measured: &[(String, Report)]) -> Result<()> {
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    if note.is_empty() {
        bail!("the note is empty; say what is new, as in --log \"rules for visits\"");
    }
    if log.iter().any(|entry| entry.date == date && entry.note == note) {
        bail!("{date} has an entry {note:?} already; choose another note, or take its lines out of the log");
    }
    for (set, report) in measured {
        log.extend(report.figures.values().into_iter().map(|(metric, value)| Entry {
            date: date.to_owned(),
            note: note.clone(),
            set: set.clone(),
            metric: metric.to_owned(),
            value: format!("{value:.3}"),
        }));
    }
    Ok(())
}

/// The day of an entry: the one given, else `SOURCE_DATE_EPOCH`, else that of the last commit. The clock is not asked.
pub(crate) fn date(workspace: &Workspace, given: Option<&str>) -> Result<String> {
    if let Some(date) = given {
        return Ok(date.to_owned());
    }
    if let Some(seconds) = env::var_os("SOURCE_DATE_EPOCH") {
        let seconds = seconds.to_string_lossy();
        let seconds: i64 =
            seconds.parse().with_context(|| format!("SOURCE_DATE_EPOCH is {seconds:?}, no number of seconds"))?;
        return Ok(day(seconds.div_euclid(86_400)));
    }
    let mut git = Command::new("git");
    git.current_dir(workspace.root()).args(["log", "-1", "--format=%cs"]);
    let date = output(&mut git).context("no date for the log; give it with --date YYYY-MM-DD")?;
    parse_date(date.trim()).map_err(anyhow::Error::msg).context("git tells no date; give it with --date YYYY-MM-DD")
}

/// Reads a date as the command line has it.
pub(crate) fn parse_date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err("write it as YYYY-MM-DD".to_owned()) };
    let number = |part: &str, digits: usize| -> Option<u32> {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(_), Some(1..=12), Some(1..=31)) => Ok(text.to_owned()),
        _ => Err("write it as YYYY-MM-DD".to_owned()),
    }
}

/// The calendar date of a day counted from 1970-01-01 (UTC).
fn day(days: i64) -> String {
    // Years are counted from March, so that the leap day is the last of its year; an era is 400 years.
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::super::report::sample;
    use super::*;

    #[test]
    fn days_are_dates() {
        let known =
            [(0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"), (18_321, "2020-02-29")];
        for (number, date) in known {
            assert_eq!(day(number), date);
        }
    }

    #[test]
    fn dates_have_one_shape() {
        assert_eq!(parse_date("2021-02-18").as_deref(), Ok("2021-02-18"));
        for wrong in ["", "2021", "2021-2-18", "2021-13-01", "2021-01-32", "18-02-2021", "2021-02-18-1", "2021-0a-01"] {
            assert!(parse_date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn entries_come_last_and_are_read_back() {
        let measured = [("gold".to_owned(), sample::report(&["a"]))];
        let mut log = Vec::new();
        append(&mut log, "2021-02-18", "first", &measured).unwrap();
        let one = log.len();
        append(&mut log, "2021-02-19", " second,\n with \"quotes\" ", &measured).unwrap();
        assert_eq!((one, log.len()), (12, 24));
        let text = write(&log).unwrap();
        assert!(text.starts_with("date,note,set,metric,value\n2021-02-18,first,gold,events_core,0.667\n"), "{text}");
        assert_eq!(log[one].note, "second, with \"quotes\"");
        assert_eq!(read(&text).unwrap(), log);
        assert!(append(&mut log, "2021-02-18", "first", &measured).is_err(), "the same day and note");
        assert!(append(&mut log, "2021-02-20", " ", &measured).is_err());
        assert!(read("date,note\n2021-02-18,x\n").is_err());
    }
}
