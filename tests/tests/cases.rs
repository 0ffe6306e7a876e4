//! Every `tests/cases/*.toml`: short texts and the rows they must yield.
//!
//! `RAPPORTEUR_CASE=<part of a name>` runs only the cases whose file or name holds it, and shows known gaps in full.

use std::fmt::Write;

use rapporteur_cli::Pipeline;
use rapporteur_ingest::Metadata;
use rapporteur_tests::case::{Case, parse};
use rapporteur_tests::compare::differences;
use rapporteur_tests::{files, repository, rows};

#[test]
fn every_case_yields_its_rows() {
    let pipeline = Pipeline::new();
    let wanted = std::env::var("RAPPORTEUR_CASE").ok();
    let (mut failures, mut ran, mut gaps) = (String::new(), 0, 0);
    for path in files(&repository().join("tests/cases"), &["toml"]) {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&path).unwrap();
        let cases = parse(&content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut names: Vec<&str> = cases.iter().map(|c| c.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), cases.len(), "{file}: two cases have one name");
        for case in &cases {
            let name = format!("{file}: {}", case.name);
            if wanted.as_ref().is_some_and(|w| !name.contains(w)) {
                continue;
            }
            ran += 1;
            assert!(asks_for_something(case), "{name}: expects nothing");
            let found = rows(&pipeline, "case", &case.text, metadata(case));
            match (differences(case, &found), &case.known_gap) {
                (None, None) => {}
                (Some(report), None) => drop(write!(failures, "\n{name}\n{report}")),
                (Some(report), Some(gap)) => {
                    gaps += 1;
                    if wanted.is_some() {
                        eprintln!("{name}: known gap: {gap}\n{report}");
                    }
                }
                (None, Some(gap)) => drop(write!(failures, "\n{name}\n  passes now: remove its known_gap ({gap})\n")),
            }
        }
    }
    eprintln!("{ran} cases, {gaps} of them known gaps");
    assert!(ran > 0, "no case ran");
    assert!(failures.is_empty(), "{failures}");
}

fn asks_for_something(case: &Case) -> bool {
    case.events.is_some()
        || case.commitments.is_some()
        || case.document.is_some()
        || case.no_events
        || case.no_commitments
}

fn metadata(case: &Case) -> Metadata {
    let date = |text: &String| text.parse().unwrap_or_else(|_| panic!("{}: published_date {text:?}", case.name));
    Metadata {
        published_date: case.published_date.as_ref().map(date),
        publisher: case.publisher.clone(),
        url: case.url.clone(),
        ..Metadata::default()
    }
}
