//! What a build gave, for people.

use anyhow::Result;
use rapporteur_schema::Dataset;
use rapporteur_schema::vocabulary::{Salience, SeverityWord};

use super::Options;
use crate::commands::counted;
use crate::output::Output;

/// Rows of each table.
#[derive(Debug, Default)]
pub(super) struct Counts {
    documents: usize,
    duplicates: usize,
    events: usize,
    primary: usize,
    secondary: usize,
    participants: usize,
    commitments: usize,
    actors: usize,
    diagnostics: usize,
    errors: usize,
    warnings: usize,
    first_event: Option<String>,
}

impl Counts {
    /// Adds further rows.
    pub(super) fn add(&mut self, rows: &Dataset) {
        let salience = |wanted| rows.events.iter().filter(|e| e.salience == wanted).count();
        let severity = |wanted| rows.diagnostics.iter().filter(|d| d.severity == wanted).count();
        self.documents += rows.documents.len();
        self.duplicates += rows.documents.iter().filter(|d| d.duplicate_of.is_some()).count();
        self.events += rows.events.len();
        self.primary += salience(Salience::Primary);
        self.secondary += salience(Salience::Secondary);
        self.participants += rows.participants.len();
        self.commitments += rows.commitments.len();
        self.actors += rows.actors.len();
        self.diagnostics += rows.diagnostics.len();
        self.errors += severity(SeverityWord::Error);
        self.warnings += severity(SeverityWord::Warning);
        if self.first_event.is_none() {
            self.first_event = rows.events.first().map(|e| e.event_id.clone());
        }
    }

    /// Number of errors among the diagnostics.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Prints them.
    pub(super) fn print(&self, options: &Options, out: &mut Output) -> Result<()> {
        let duplicates = match self.duplicates {
            0 => String::new(),
            n => format!("{} of another", counted(n, "near-duplicate", "near-duplicates")),
        };
        let referenced = self.events - self.primary - self.secondary;
        let rows = [
            ("documents", self.documents, duplicates),
            (
                "events",
                self.events,
                format!("{} primary, {} secondary, {referenced} referenced", self.primary, self.secondary),
            ),
            ("participants", self.participants, String::new()),
            ("commitments", self.commitments, String::new()),
            ("actors", self.actors, String::new()),
            (
                "diagnostics",
                self.diagnostics,
                format!(
                    "{}, {}",
                    counted(self.errors, "error", "errors"),
                    counted(self.warnings, "warning", "warnings")
                ),
            ),
        ];
        for (name, count, detail) in rows {
            let gap = if detail.is_empty() { "" } else { "  " };
            out.line(format_args!("{count:>8} {name}{gap}{detail}"))?;
        }
        let folder = options.out.display();
        out.line(format_args!("\nwritten to {folder} (CSV, Parquet, codebook.md)"))?;
        if let Some(event_id) = &self.first_event {
            let inputs: String = options.inputs.iter().map(|i| format!(" {}", i.display())).collect();
            let place = if inputs == " data/raw" && folder.to_string() == "data/out" {
                String::new()
            } else {
                format!("{inputs} --out {folder}")
            };
            out.line(format_args!("  rapporteur explain {event_id}{place}"))?;
        }
        out.line(format_args!("  python3 -c \"import pandas; print(pandas.read_csv('{folder}/events.csv'))\""))
    }
}
