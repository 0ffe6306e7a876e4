//! What a build gave, for people.

use anyhow::Result;
use rapporteur_schema::Dataset;
use rapporteur_schema::vocabulary::{Salience, SeverityWord};

use super::Options;
use crate::commands::counted;
use crate::output::Output;

pub(super) fn print(dataset: &Dataset, options: &Options, out: &mut Output) -> Result<()> {
    let salience = |wanted| dataset.events.iter().filter(|e| e.salience == wanted).count();
    let severity = |wanted| dataset.diagnostics.iter().filter(|d| d.severity == wanted).count();
    let rows = [
        ("documents", dataset.documents.len(), String::new()),
        (
            "events",
            dataset.events.len(),
            format!(
                "{} primary, {} secondary, {} referenced",
                salience(Salience::Primary),
                salience(Salience::Secondary),
                salience(Salience::Referenced)
            ),
        ),
        ("participants", dataset.participants.len(), String::new()),
        ("commitments", dataset.commitments.len(), String::new()),
        ("actors", dataset.actors.len(), String::new()),
        (
            "diagnostics",
            dataset.diagnostics.len(),
            format!(
                "{}, {}",
                counted(severity(SeverityWord::Error), "error", "errors"),
                counted(severity(SeverityWord::Warning), "warning", "warnings")
            ),
        ),
    ];
    for (name, count, detail) in rows {
        let gap = if detail.is_empty() { "" } else { "  " };
        out.line(format_args!("{count:>8} {name}{gap}{detail}"))?;
    }
    let folder = options.out.display();
    out.line(format_args!("\nwritten to {folder} (CSV, Parquet, codebook.md)"))?;
    if let Some(row) = dataset.events.first() {
        let inputs: String = options.inputs.iter().map(|i| format!(" {}", i.display())).collect();
        let place = if inputs == " data/raw" && folder.to_string() == "data/out" {
            String::new()
        } else {
            format!("{inputs} --out {folder}")
        };
        out.line(format_args!("  rapporteur explain {}{place}", row.event_id))?;
    }
    out.line(format_args!("  python3 -c \"import pandas; print(pandas.read_csv('{folder}/events.csv'))\""))
}
