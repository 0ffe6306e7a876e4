//! A bar for people who watch; nothing in a pipe.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rapporteur_cli::Progress;
use walkdir::WalkDir;

/// Time between two drawings.
const PAUSE: Duration = Duration::from_millis(200);

/// A bar over the bytes of the inputs, on standard error.
pub(super) struct Bar<'a> {
    inputs: &'a [PathBuf],
    progress: &'a Progress,
    shown: bool,
    ended: AtomicBool,
}

impl<'a> Bar<'a> {
    pub(super) fn new(inputs: &'a [PathBuf], progress: &'a Progress, quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        Bar { inputs, progress, shown, ended: AtomicBool::new(false) }
    }

    /// Draws until the end.
    pub(super) fn draw(&self) {
        if !self.shown {
            return;
        }
        // What is packed grows when it is unpacked, so the end may come later than the bar thinks.
        let bar = ProgressBar::with_draw_target(Some(self.size()), ProgressDrawTarget::stderr());
        let style = "{bar:30} {msg} documents, {bytes} at {bytes_per_sec}, {eta} left";
        let bar = match ProgressStyle::with_template(style) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        while !self.ended.load(Ordering::Relaxed) {
            let bytes = self.progress.bytes();
            if bar.length().is_some_and(|length| length < bytes) {
                bar.set_length(bytes);
            }
            bar.set_position(bytes);
            bar.set_message(self.progress.documents().to_string());
            std::thread::sleep(PAUSE);
        }
        bar.finish_and_clear();
    }

    /// Ends the drawing.
    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    fn size(&self) -> u64 {
        let files = self.inputs.iter().flat_map(|input| WalkDir::new(input).follow_links(true)).flatten();
        files.filter_map(|entry| entry.metadata().ok()).filter(|m| m.is_file()).map(|m| m.len()).sum()
    }
}
