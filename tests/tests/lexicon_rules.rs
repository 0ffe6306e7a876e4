//! Every rule's examples and counter-examples, as they stand in `events.toml` and `commitments.toml`.

use rapporteur_cli::Pipeline;
use rapporteur_ingest::{Metadata, read_bytes};
use rapporteur_lexicon::Lexicon;
use rapporteur_schema::Extraction;

/// Rules whose examples do not all hold yet, with the reason.
const KNOWN: &[(&str, &str)] = &[
    ("operation.verb", "\"the two organizations\" are no sides when no text before the example names them"),
    ("intent.plan", "an example of one short line is taken for a headline"),
];

/// Comes before the examples the second time, so that no offset stays the same.
const SHIFT: &str = "Żółw — the weather in the valley was mild.\n\n";

struct Rule<'a> {
    id: &'a str,
    examples: &'a [String],
    counter_examples: &'a [String],
    found: fn(&Extraction, &str) -> bool,
}

fn rules(lexicon: &Lexicon) -> Vec<Rule<'_>> {
    // Roles need an event, a stance needs a publisher: the cases show those.
    let events = lexicon.events.iter().filter(|r| r.shape != "role" && r.shape != "stance").map(|r| Rule {
        id: &r.id,
        examples: &r.examples,
        counter_examples: &r.counter_examples,
        found: |rows, id| rows.events.iter().any(|e| e.rule_id == id),
    });
    let commitments = lexicon.commitments.iter().map(|r| Rule {
        id: &r.id,
        examples: &r.examples,
        counter_examples: &r.counter_examples,
        found: |rows, id| rows.commitments.iter().any(|c| c.rule_id == id),
    });
    events.chain(commitments).collect()
}

fn extract(pipeline: &Pipeline, text: &str) -> Extraction {
    let metadata = Metadata {
        published_date: Some(jiff::civil::date(2020, 5, 6)),
        language: Some("en".into()),
        ..Metadata::default()
    };
    let source = read_bytes("rule", "rule.txt", text.as_bytes(), metadata, &pipeline.lexicon().layout);
    pipeline.source(&source.unwrap_or_else(|failure| panic!("{text:?}: {}", failure.message)))
}

fn show(rows: &Extraction) -> String {
    let events = rows.events.iter().map(|e| format!("{} <{}>", e.rule_id, e.trigger));
    let commitments = rows.commitments.iter().map(|c| format!("{} <{}>", c.rule_id, c.cue));
    let found: Vec<String> = events.chain(commitments).collect();
    if found.is_empty() { "nothing".to_owned() } else { found.join(", ") }
}

#[test]
fn examples_hold_and_counter_examples_do_not() {
    let pipeline = Pipeline::new();
    let (mut failures, mut failed, mut checked) = (Vec::new(), Vec::new(), 0);
    for rule in rules(pipeline.lexicon()) {
        let wanted = rule.examples.iter().map(|e| (e, true)).chain(rule.counter_examples.iter().map(|e| (e, false)));
        for ((text, wanted), lead) in wanted.flat_map(|w| [(w, ""), (w, SHIFT)]) {
            let rows = extract(&pipeline, &format!("{lead}{text}\n"));
            checked += 1;
            if (rule.found)(&rows, rule.id) != wanted {
                let (what, shifted) =
                    (if wanted { "misses" } else { "takes" }, if lead.is_empty() { "" } else { " (shifted)" });
                failures
                    .push((rule.id.to_owned(), format!("{} {what}{shifted} {text:?}: found {}", rule.id, show(&rows))));
                failed.push(rule.id.to_owned());
            }
        }
    }
    let known = |id: &str| KNOWN.iter().any(|(k, _)| *k == id);
    let mut report: Vec<String> = failures.into_iter().filter(|(id, _)| !known(id)).map(|(_, text)| text).collect();
    for (id, reason) in KNOWN.iter().filter(|(id, _)| !failed.iter().any(|f| f == id)) {
        report.push(format!("{id} holds now: remove it from KNOWN ({reason})"));
    }
    assert!(checked > 100, "only {checked} examples");
    assert!(report.is_empty(), "\n{}\n", report.join("\n"));
}

#[test]
fn every_rule_but_roles_has_an_example() {
    let without: Vec<&str> =
        rules(Lexicon::built_in()).iter().filter(|r| r.examples.is_empty()).map(|r| r.id).collect();
    assert!(without.is_empty(), "rules without an example: {without:?}");
}
