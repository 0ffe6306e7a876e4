//! Ctrl-C: clean up and leave.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use rapporteur_export::cleanup_partial;

use crate::output::note;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
const EXIT_CODE: i32 = 130;
/// A file written at this very moment can keep a folder from going; the next try finds it.
const TRIES: usize = 20;

/// From now on, Ctrl-C removes partial files and the lock, and ends the program with 130. The working folder stays for
/// `--resume`.
pub(super) fn watch(out: &Path, lock: &Path, resumable: bool) -> Result<()> {
    let (out, lock) = (out.to_owned(), lock.to_owned());
    let leave = move || {
        INTERRUPTED.store(true, Ordering::SeqCst);
        for _ in 0..TRIES {
            if cleanup_partial(&out).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = std::fs::remove_file(&lock);
        let remedy = if resumable { "; the same command with --resume goes on from here" } else { "" };
        note(format_args!(
            "\ninterrupted; partial files are removed, and {} holds no half-written build{remedy}",
            out.display()
        ));
        std::process::exit(EXIT_CODE);
    };
    ctrlc::set_handler(leave).context("Ctrl-C cannot be watched; start the program in an ordinary terminal")
}

/// Passes an outcome on; a failure that Ctrl-C brought about is left to the handler, which is about to end the program.
pub(super) fn or_wait<T, E>(outcome: Result<T, E>) -> Result<T, E> {
    while outcome.is_err() && INTERRUPTED.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_secs(1));
    }
    outcome
}
