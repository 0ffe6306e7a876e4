//! What holds for every text: quotes, ids, keys, determinism, and no panic on anything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use rapporteur_cli::Pipeline;
use rapporteur_extract::{Meta, extract};
use rapporteur_ingest::{Metadata, read_bytes};
use rapporteur_lexicon::Lexicon;
use rapporteur_normalize::{Input, annotate};
use rapporteur_schema::{Dataset, Extraction};
use rapporteur_tests::{corpus, files, repository, rows};

/// The text of one document with its rows.
fn built() -> Vec<(String, Dataset)> {
    let pipeline = Pipeline::new();
    let texts = corpus();
    assert!(texts.len() >= 19, "only {} texts", texts.len());
    texts
        .into_iter()
        .map(|(_, text)| {
            let dataset = rows(&pipeline, "doc", &text, Metadata::default());
            (text, dataset)
        })
        .collect()
}

fn raw_folders() -> [std::path::PathBuf; 2] {
    [repository().join("tests/gold/raw"), repository().join("data/raw")]
}

#[test]
fn quotes_stand_where_their_rows_say() {
    for (text, dataset) in built() {
        let text: Vec<char> = text.chars().collect();
        let quotes = (dataset.events.iter().map(|e| (&e.event_id, &e.evidence, e.evidence_start, e.evidence_end)))
            .chain(dataset.participants.iter().map(|p| (&p.event_id, &p.evidence, p.evidence_start, p.evidence_end)))
            .chain(
                dataset.commitments.iter().map(|c| (&c.commitment_id, &c.evidence, c.evidence_start, c.evidence_end)),
            );
        for (id, evidence, start, end) in quotes {
            let range = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
            assert_eq!(text[range].iter().collect::<String>(), *evidence, "{id}");
            assert!(!evidence.trim().is_empty(), "{id} has no evidence");
        }
    }
}

#[test]
fn ids_are_unique_and_begin_with_a_letter() {
    for folder in raw_folders() {
        let dataset = Pipeline::new().build(&[folder]).unwrap();
        let ids: Vec<&str> = (dataset.events.iter().map(|e| e.event_id.as_str()))
            .chain(dataset.commitments.iter().map(|c| c.commitment_id.as_str()))
            .chain(dataset.actors.iter().map(|a| a.actor_id.as_str()))
            .chain(dataset.diagnostics.iter().map(|d| d.diagnostic_id.as_str()))
            .collect();
        assert!(!dataset.events.is_empty() && !dataset.commitments.is_empty());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        let bad: Vec<_> = ids.iter().filter(|id| !id.starts_with(|c: char| c.is_ascii_lowercase())).collect();
        assert!(bad.is_empty(), "{bad:?}");
        let problems: Vec<String> = dataset.problems().iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{problems:#?}");
        let failed: Vec<_> =
            dataset.diagnostics.iter().filter(|d| d.code == "internal-error").map(|d| &d.message).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, threads| {
        let pipeline = Pipeline::new().threads(threads);
        let dataset = pipeline.build(&raw_folders()).unwrap();
        let out = folder.path().join(name);
        rapporteur_export::write(&dataset, &out, &pipeline.release()).unwrap();
        contents(&out)
    };
    let (one, eight, again) = (write("one", 1), write("eight", 8), write("again", 8));
    assert!(one.len() > 14, "{:?}", one.keys());
    for (name, bytes) in &one {
        assert!(eight.get(name) == Some(bytes), "{name} differs between 1 and 8 threads");
        assert!(again.get(name) == Some(bytes), "{name} differs between two runs");
    }
    assert_eq!(one.len(), eight.len());
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = files(folder, &["csv", "parquet", "md", "json"]);
    let name = |p: &Path| p.strip_prefix(folder).unwrap().display().to_string();
    paths.iter().map(|p| (name(p), std::fs::read(p).unwrap())).collect()
}

/// Ids of the rows of each (sentence, trigger). A sentence is told by its words: line breaks may differ.
fn ids(dataset: &Dataset) -> BTreeMap<(String, String), Vec<String>> {
    let mut ids: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let events = dataset.events.iter().map(|e| (&e.evidence, &e.trigger, &e.event_id));
    let commitments = dataset.commitments.iter().map(|c| (&c.evidence, &c.cue, &c.commitment_id));
    for (evidence, trigger, id) in events.chain(commitments) {
        ids.entry((evidence.clone(), trigger.clone())).or_default().push(id.clone());
    }
    ids.values_mut().for_each(|v| v.sort_unstable());
    ids
}

#[test]
fn a_sentence_elsewhere_moves_no_id() {
    let pipeline = Pipeline::new();
    let (mut compared, mut lost, mut moved) = (0, Vec::new(), Vec::new());
    for (path, text) in corpus() {
        let before = ids(&rows(&pipeline, "doc", &text, Metadata::default()));
        let breaks: Vec<usize> = text.match_indices(".\n\n").map(|(at, _)| at + 3).collect();
        let places = [breaks.first(), breaks.get(breaks.len() / 2), breaks.last()];
        for at in places.into_iter().flatten() {
            let new = "The Lake Council met in Riga on 3 May 2011 and agreed to plant 400 trees.";
            let after = format!("{}{new}\n\n{}", &text[..*at], &text[*at..]);
            let after = ids(&rows(&pipeline, "doc", &after, Metadata::default()));
            for (key, ids) in &before {
                compared += 1;
                match after.get(key) {
                    // Another number of rows is another reading of the sentence.
                    Some(others) if others.len() == ids.len() => {
                        if others != ids {
                            moved.push(format!("{}: {key:?}: {ids:?} became {others:?}", path.display()));
                        }
                    }
                    _ => lost.push(format!("{}: {key:?}", path.display())),
                }
            }
        }
    }
    assert!(compared > 500, "only {compared} rows");
    assert!(moved.is_empty(), "\n{}\n", moved.join("\n"));
    // A new sentence may change what a neighbour's "they" or "the meeting" means, but little else.
    assert!(lost.len() * 50 < compared, "{} of {compared} rows went away:\n{}\n", lost.len(), lost.join("\n"));
}

/// The stages without the fence that the program puts around them.
fn run(text: &str) -> Option<Extraction> {
    let lexicon = Lexicon::built_in();
    let source = read_bytes("doc", "doc.txt", text.as_bytes(), Metadata::default(), &lexicon.layout).ok()?;
    let input = Input {
        document_id: "doc",
        text: &source.text,
        blocks: &source.blocks,
        title: None,
        publisher: None,
        url: None,
        published: Some(jiff::civil::date(2020, 5, 6)),
    };
    let meta = Meta { source_path: "doc.txt".into(), sha256: "0".repeat(64), english: true, ..Meta::default() };
    let rows = extract(&annotate(&input, lexicon), &meta);
    let points: Vec<char> = source.text.chars().collect();
    for e in &rows.events {
        let range = usize::try_from(e.evidence_start).unwrap()..usize::try_from(e.evidence_end).unwrap();
        assert_eq!(points[range].iter().collect::<String>(), e.evidence);
    }
    Some(rows)
}

/// What a word stands after is looked up only where there is something before it.
#[test]
fn no_first_word_panics() {
    for word in ["Planned", "expected", "next", "visit", "met", "in", "by", "their", "1", "the", "said", "Minister"] {
        for rest in
            ["", " meeting with Kazakhstan in Oslo on 5 May 2020.", " to sign, and by 2021 they agreed to visit it."]
        {
            run(&format!("{word}{rest}"));
        }
    }
}

fn pieces(separator: fn(char) -> bool) -> Vec<String> {
    let texts = corpus();
    let pieces = texts.iter().flat_map(|(_, text)| text.split(separator));
    pieces.map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

fn shuffled(of: &[String], picks: &[(Index, u8)]) -> String {
    let separators = [" ", ". ", ".\n\n", "\n", ";\n- ", "\n1) ", " “", ".” ", ", ", " and "];
    picks
        .iter()
        .map(|(pick, s)| format!("{}{}", pick.get(of), separators[usize::from(*s) % separators.len()]))
        .collect()
}

/// A list, a clause or a name that breaks off leaves every look-ahead without its next word.
/// Texts that broke the engine once, most of them found by `cargo fuzz run engine`.
#[test]
fn no_text_that_broke_it_once_panics() {
    let texts = files(&repository().join("tests/broken"), &["txt"]);
    assert!(!texts.is_empty());
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        run(&text);
    }
}

#[test]
fn no_text_that_breaks_off_panics() {
    let mut tried = 0;
    for (_, text) in corpus() {
        let words: Vec<&str> = text.split_whitespace().collect();
        for from in (0..words.len()).step_by(7) {
            let cut = words[from..words.len().min(from + 9)].join(" ");
            for end in ["", ",", ", the", " and the"] {
                run(&format!("{cut}{end}"));
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "only {tried} cuts");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_string_panics(text in any::<String>(), printable in "\\PC{0,400}") {
        run(&text);
        run(&printable);
        run(&format!("President {printable} met on {text} in Oslo, and they agreed to {printable}."));
    }

    #[test]
    fn no_shuffled_sentences_panic(picks in prop::collection::vec((any::<Index>(), any::<u8>()), 1..30)) {
        run(&shuffled(&pieces(|c| matches!(c, '.' | ';')), &picks));
    }

    #[test]
    fn no_shuffled_words_panic(picks in prop::collection::vec((any::<Index>(), any::<u8>()), 1..120)) {
        run(&shuffled(&pieces(char::is_whitespace), &picks));
    }
}
