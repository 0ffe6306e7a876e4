//! Office files of several writers give the very text that stands beside them: adding a case is adding files to
//! `tests/office`, named `case.writer.ending` and `case.txt`.

use std::fs;
use std::path::PathBuf;

use rapporteur_readers::{Limits, document};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/office")
}

#[test]
fn every_writer_gives_the_same_text() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("folder")
        .map(|entry| entry.expect("entry").file_name().into_string().expect("name"))
        .filter(|name| name.matches('.').count() == 2)
        .collect();
    names.sort();
    assert!(names.len() > 10, "{names:?}");
    let only = std::env::var("CASE").unwrap_or_default();
    let mut wrong = Vec::new();
    for name in names.iter().filter(|n| n.contains(&only)) {
        let case = name.split('.').next().expect("case");
        let expected = fs::read_to_string(folder().join(format!("{case}.txt"))).expect("expected text");
        let bytes = fs::read(folder().join(name)).expect("file");
        // The name is withheld: the content tells the format, but for Word files that keep their parts in another order.
        let path = if name.ends_with(".docx") { name.as_str() } else { "nameless" };
        match document(path, None, &bytes, &Limits::default()) {
            Ok(draft) if draft.text == expected => {}
            Ok(draft) => wrong.push(format!("{name}:\n{}", difference(&expected, &draft.text))),
            Err(failure) => wrong.push(failure.to_string()),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The lines that are missing and those that are too many.
fn difference(expected: &str, found: &str) -> String {
    let mut lines = Vec::new();
    for diff in [(expected, found, '-'), (found, expected, '+')] {
        let others: Vec<&str> = diff.1.lines().collect();
        lines.extend(diff.0.lines().filter(|l| !others.contains(l)).map(|l| format!("{} {l}", diff.2)));
    }
    if lines.is_empty() {
        lines.push(format!("other order or spacing:\n{found}"));
    }
    lines.join("\n")
}
