//! A traced row on paper.

use anyhow::Result;
use rapporteur_cli::Traced;
use rapporteur_extract::Trace;
use rapporteur_lexicon::Lexicon;
use rapporteur_schema::{Cell, CommitmentRow, EventRow, Row};
use rapporteur_text::LineIndex;

use super::marked;
use crate::output::Output;

pub(super) fn print(document: &Traced, trace: &Trace, lexicon: &Lexicon, out: &mut Output) -> Result<()> {
    let source = &document.source;
    let lines = LineIndex::new(&source.text);
    let place = |at: usize| {
        let (line, column) = lines.line_column(at);
        format!("{}:{line}:{column}", source.source_path)
    };
    out.line(format_args!("{}  {}", trace.row_id, place(trace.sentence.start)))?;
    let colours = out.colours();
    out.line(format_args!("\n  {}", marked::render(&source.text, trace.sentence, &trace.marks, colours)))?;
    if colours && !trace.marks.is_empty() {
        out.line(format_args!("  ({})", marked::legend(&trace.marks)))?;
    }
    for (span, label) in trace.marks.iter().filter(|(span, _)| !trace.sentence.contains(*span)) {
        let words: Vec<&str> = span.of(&source.text).split_whitespace().collect();
        out.line(format_args!("  [{label}: {}] at {}", words.join(" "), place(span.start)))?;
    }
    rule(trace, lexicon, out)?;
    values(document, trace, out)?;
    participants(document, trace, out)
}

/// The rule as the lexicon has it, with the sentences it was made for.
fn rule(trace: &Trace, lexicon: &Lexicon, out: &mut Output) -> Result<()> {
    let id = trace.rule_id.as_str();
    let event = lexicon.events.iter().find(|r| r.id == id).map(|r| (&r.examples, &r.counter_examples));
    let commitment = lexicon.commitments.iter().find(|r| r.id == id).map(|r| (&r.examples, &r.counter_examples));
    let place = place_of(id, lexicon).map_or_else(String::new, |place| format!("  ({place})"));
    out.line(format_args!("\nrule {id}{place}"))?;
    let Some((examples, counter_examples)) = event.or(commitment) else { return Ok(()) };
    for example in examples {
        out.line(format_args!("  finds:  {example}"))?;
    }
    for example in counter_examples {
        out.line(format_args!("  leaves: {example}"))?;
    }
    Ok(())
}

/// File and line of a rule; the last layer that has it counts.
fn place_of(rule: &str, lexicon: &Lexicon) -> Option<String> {
    let files = ["events.toml", "commitments.toml"].into_iter().flat_map(|name| lexicon.files.of(name));
    let places = files.filter_map(|file| {
        let line = file.content.lines().position(|line| {
            line.split_once('=').is_some_and(|(key, value)| key.trim() == "id" && value.trim().trim_matches('"') == rule)
        })?;
        Some(format!("{}:{}", file.label, line + 1))
    });
    places.last()
}

/// Every value of the row and how it was reached.
fn values(document: &Traced, trace: &Trace, out: &mut Output) -> Result<()> {
    let rows = &document.extraction;
    let event = rows.events.iter().find(|e| e.event_id == trace.row_id).map(cells);
    let commitment = rows.commitments.iter().find(|c| c.commitment_id == trace.row_id).map(cells);
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for (column, value) in event.or(commitment).unwrap_or_default() {
        let how: Vec<&str> =
            trace.steps.iter().filter(|(c, ..)| c == column).map(|(_, _, how)| how.as_str()).filter(|h| !h.is_empty()).collect();
        if !value.is_empty() || !how.is_empty() {
            lines.push((column.to_owned(), value, how.join("; ")));
        }
    }
    // What was traced beyond the columns of the row itself.
    let further = trace.steps.iter().filter(|(column, ..)| !is_column(column));
    lines.extend(further.cloned());
    let width = |of: fn(&(String, String, String)) -> &str| lines.iter().map(|l| of(l).chars().count()).max().unwrap_or(0);
    let (name, value) = (width(|l| &l.0), width(|l| &l.1).min(40));
    out.line("\nvalues")?;
    for (column, text, how) in &lines {
        let how = if how.is_empty() { String::new() } else { format!("  ← {how}") };
        let line = if how.is_empty() { format!("  {column:name$}  {text}") } else { format!("  {column:name$}  {text:value$}{how}") };
        out.line(line)?;
    }
    Ok(())
}

fn is_column(name: &str) -> bool {
    [EventRow::TABLE, CommitmentRow::TABLE].iter().any(|table| table.position(name).is_some())
}

fn cells<R: Row>(row: &R) -> Vec<(&'static str, String)> {
    R::TABLE.columns.iter().map(|c| c.name).zip(row.cells().iter().map(shown)).collect()
}

fn shown(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Cell::Integer(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Boolean(truth) => truth.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::List(items) => items.join(" | "),
    }
}

/// Who took part in the event, or stands behind the commitment.
fn participants(document: &Traced, trace: &Trace, out: &mut Output) -> Result<()> {
    let rows = &document.extraction;
    let parts = rows.participants.iter().filter(|p| p.event_id == trace.row_id);
    let parts = parts.map(|p| (p.role.as_str(), &p.actor_id, Some(p.mention.as_str()), &p.rule_id));
    let parties = rows.commitment_parties.iter().filter(|p| p.commitment_id == trace.row_id);
    let parties = parties.map(|p| (p.party_role.as_str(), &p.actor_id, None, &p.rule_id));
    for (at, (role, actor, mention, rule)) in parts.chain(parties).enumerate() {
        if at == 0 {
            out.line("\nactors")?;
        }
        let name = rows.actors.iter().find(|a| a.actor_id == *actor).map_or(actor.as_str(), |a| a.name.as_str());
        let words = mention.map(|m| format!(", named as {:?}", shown(&Cell::Text(m)))).unwrap_or_default();
        out.line(format_args!("  {role}: {name} ({actor}){words}  ← {rule}"))?;
    }
    Ok(())
}
