//! What the program prints: results to standard output, everything else to standard error.

use std::fmt;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};

use anyhow::{Context, Result};

/// Standard output. Once its reader has gone, as in `rapporteur schema | head`, the rest is dropped without a word.
pub(crate) struct Output {
    to: BufWriter<StdoutLock<'static>>,
    gone: bool,
    colours: bool,
}

impl Output {
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
        let colours = stdout.is_terminal() && !refused;
        Output { to: BufWriter::new(stdout.lock()), gone: false, colours }
    }

    /// Whether colours may be used: on a terminal, unless `NO_COLOR` is set.
    pub(crate) fn colours(&self) -> bool {
        self.colours
    }

    pub(crate) fn line(&mut self, line: impl fmt::Display) -> Result<()> {
        let written = writeln!(self.to, "{line}");
        self.heed(written)
    }

    pub(crate) fn finish(&mut self) -> Result<()> {
        let flushed = self.to.flush();
        self.heed(flushed)
    }

    fn heed(&mut self, written: io::Result<()>) -> Result<()> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.gone = true,
            _ if self.gone => {}
            written => written.context("standard output cannot be written; check where it is redirected to")?,
        }
        Ok(())
    }
}

/// Prints an error as one line.
pub(crate) fn error(error: &anyhow::Error) {
    let message = format!("{error:#}");
    note(format_args!("error: {}", message.split_whitespace().collect::<Vec<_>>().join(" ")));
}

/// Prints a line to standard error; nobody can be told if that fails.
pub(crate) fn note(line: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
