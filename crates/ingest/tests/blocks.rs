//! Layouts of press texts, each with the blocks expected of it. A case is a text, a line `====`, and one line per block.

use rapporteur_ingest::blocks;
use rapporteur_lexicon::Layout;

fn layout() -> Layout {
    Layout::parse("layout.toml", include_str!("../../lexicon/data/layout.toml")).expect("layout.toml")
}

#[test]
fn cases_give_the_blocks_expected_of_them() {
    let layout = layout();
    let mut folder: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/layouts"))
        .expect("tests/layouts")
        .map(|entry| entry.expect("entry").path())
        .collect();
    folder.sort();
    assert!(!folder.is_empty());
    let mut wrong = String::new();
    for path in folder {
        let case = std::fs::read_to_string(&path).expect("case");
        let (text, expected) = case.split_once("====\n").expect("a line ====");
        let found: String = blocks(text, 0, &layout)
            .iter()
            .map(|b| {
                let words: Vec<&str> = b.span.of(text).split_whitespace().collect();
                let depth = "> ".repeat(b.depth.into());
                // Long blocks are known by both ends.
                let shown = match words.len() {
                    0..=14 => words.join(" "),
                    n => format!("{} … {}", words[..6].join(" "), words[n - 4..].join(" ")),
                };
                format!("{depth}{}: {shown}\n", b.kind.name())
            })
            .collect();
        if found != expected {
            wrong.push_str(&format!("--- {}\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "these cases have other blocks:\n{wrong}");
}

#[test]
fn nothing_gives_nothing() {
    assert!(blocks("", 0, &layout()).is_empty());
    assert!(blocks(" \n\r\n", 0, &layout()).is_empty());
    assert!(blocks("abc", 3, &layout()).is_empty());
}
