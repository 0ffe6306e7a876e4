//! A traced row on paper.

use anyhow::Result;
use rapporteur_cli::Traced;
use rapporteur_extract::Trace;
use rapporteur_lexicon::Lexicon;
use rapporteur_text::LineIndex;

use super::{marked, values};
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
        let words = one_line(span.of(&source.text));
        out.line(format_args!("  [{label}: {words}] at {}", place(span.start)))?;
    }
    rule(trace, lexicon, out)?;
    values::print(document, trace, out)?;
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
            line.split_once('=')
                .is_some_and(|(key, value)| key.trim() == "id" && value.trim().trim_matches('"') == rule)
        })?;
        Some(format!("{}:{}", file.label, line + 1))
    });
    places.last()
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
        let words = mention.map(|m| format!(", named as {:?}", one_line(m))).unwrap_or_default();
        out.line(format_args!("  {role}: {name} ({actor}){words}  ← {rule}"))?;
    }
    Ok(())
}

/// The text with white space collapsed.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
