//! One run of the program, timed and weighed.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::corpus::Corpus;
use crate::workspace::shown;

/// How a run went.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) documents: u64,
    pub(super) bytes: u64,
    pub(super) threads: usize,
    pub(super) seconds: f64,
    /// Largest resident set, in bytes; `None` where the system does not tell.
    pub(super) peak: Option<u64>,
}

impl Run {
    /// Megabytes (10^6) a second.
    pub(super) fn rate(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.seconds
    }

    /// For people who watch.
    pub(super) fn line(&self) -> String {
        let peak =
            self.peak.map_or_else(|| "memory not told".to_owned(), |p| format!("{} MB of memory", p / 1_000_000));
        format!(
            "{} thread(s): {:.2} s, {:.1} MB/s, {:.0} documents/s, {peak}",
            self.threads,
            self.seconds,
            self.rate(),
            self.documents as f64 / self.seconds
        )
    }
}

/// Time between two looks at the memory; the highest mark is kept by the system itself, so none is missed but at the end.
const LOOK: Duration = Duration::from_millis(10);

/// Runs a command to its end.
pub(super) fn measured(mut command: Command, corpus: &Corpus, threads: usize) -> Result<Run> {
    let began = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start `{}`", shown(&command)))?;
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(high_water(child.id()));
        std::thread::sleep(LOOK);
    };
    let seconds = began.elapsed().as_secs_f64();
    if !status.success() {
        bail!("`{}` ended with {status}", shown(&command));
    }
    Ok(Run { documents: corpus.documents, bytes: corpus.bytes, threads, seconds, peak })
}

/// `VmHWM` of Linux, in bytes.
fn high_water(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
