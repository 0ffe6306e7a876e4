//! Prints the scores of a build against gold: `eval PRED GOLD [--details | --json]`.
#![allow(clippy::print_stdout, reason = "an example's output is what it prints")]

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [pred, gold, rest @ ..] = args.as_slice() else {
        return Err("usage: eval PRED GOLD [--details | --json]".into());
    };
    let report = rapporteur_quality::evaluate(Path::new(pred), Path::new(gold))?;
    match rest.first().map(String::as_str) {
        Some("--json") => println!("{}", serde_json::to_string_pretty(&report)?),
        Some("--details") => println!("{report}\n\n{}", report.details_by_kind()),
        _ => println!("{report}"),
    }
    Ok(())
}
