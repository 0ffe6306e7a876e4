//! Reading bytes: encodings, metadata, languages, and whatever else bytes may hold.

use proptest::prelude::*;
use rapporteur_ingest::{Limits, Metadata, Source, blocks, read_bytes};
use rapporteur_lexicon::Layout;
use rapporteur_text::{BlockKind, Severity};

fn layout() -> Layout {
    Layout::parse("layout.toml", include_str!("../../lexicon/data/layout.toml")).expect("layout.toml")
}

fn read(bytes: &[u8]) -> Result<Source, rapporteur_ingest::Failure> {
    read_bytes("a", "in/a.txt", bytes, Metadata::default(), &layout())
}

const ENGLISH: &str = "The ministers of the two countries met in Osh on Monday to discuss the border and the use of water. \
    They agreed that their experts would meet again before the end of the year and that the commission would go on with its work. \
    The next round of talks will be held in Khujand.";

#[test]
fn faults_name_the_file_and_the_remedy() {
    for (bytes, code, words) in [
        (&b""[..], "empty", "add its text"),
        (b" \n\t\r\n", "empty", "add its text"),
        (b"\x89PNG\r\n\0\0\xff\xfe", "binary", "plain text"),
    ] {
        let failure = read(bytes).expect_err(code);
        assert_eq!(failure.code, code);
        assert!(failure.message.starts_with("in/a.txt: ") && failure.message.contains(words), "{failure}");
    }
}

#[test]
fn too_much_is_refused() {
    let failure = read(&vec![b'a'; Limits::default().document_bytes as usize + 1]).expect_err("too large");
    assert_eq!(failure.code, "too-large");
    assert!(failure.message.contains("split it"), "{failure}");
}

#[test]
fn the_hash_is_of_the_bytes() {
    let source = read(b"\xEF\xBB\xBFabc").expect("source");
    assert_eq!(source.text, "abc");
    assert_eq!(source.sha256, "1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c");
}

#[test]
fn front_matter_is_metadata_and_no_content() {
    let text =
        format!("---\ntitle: Talks in\u{a0}Osh\ndate: 2021-05-06 10:00:00+05:00\npublisher: A\n---\n\n{ENGLISH}\n");
    let manifest = Metadata { publisher: Some("B".into()), ..Metadata::default() };
    let source = read_bytes("a", "a.md", text.as_bytes(), manifest, &layout()).expect("source");
    assert_eq!(source.metadata.title.as_deref(), Some("Talks in Osh"));
    assert_eq!(source.metadata.publisher.as_deref(), Some("B"));
    assert_eq!(source.metadata.published_date, Some(jiff::civil::date(2021, 5, 6)));
    assert_eq!(source.metadata.language.as_deref(), Some("en"));
    let kinds: Vec<_> = source.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Boilerplate, BlockKind::Paragraph]);
    assert_eq!(source.text, text);
}

#[test]
fn broken_front_matter_is_a_warning() {
    let source = read(format!("---\ntitle: [a\n---\n{ENGLISH}").as_bytes()).expect("source");
    assert_eq!((source.diagnostics[0].code, source.diagnostics[0].severity), ("bad-front-matter", Severity::Warning));
    assert_eq!(source.blocks.len(), 2);
}

#[test]
fn other_languages_are_told() {
    let french = "Les ministres des deux pays se sont réunis lundi à Och pour parler de la frontière et de l'eau. Ils sont convenus \
        que leurs experts se rencontreraient avant la fin de l'année et que la commission poursuivrait ses travaux dans la capitale. La prochaine réunion se tiendra au printemps, sur l'invitation du gouvernement.";
    let source = read(french.as_bytes()).expect("source");
    assert!(!source.is_english());
    assert_eq!(source.diagnostics[0].code, "not-english");
    assert_eq!(source.metadata.language.as_deref(), Some("fr"));
    assert!(read(ENGLISH.as_bytes()).expect("source").is_english());
    assert!(read("Court.".as_bytes()).expect("source").is_english());
}

#[test]
fn guessed_encodings_are_told() {
    let source =
        read(b"The Caf\xE9 de Flore in S\xE3o Tom\xE9 was opened by Fran\xE7ois \x93on time\x94.").expect("source");
    assert_eq!(source.diagnostics[0].code, "decoded");
    assert!(source.diagnostics[0].message.contains("windows-1252"));
    assert!(source.text.contains("“on time”"));
}

/// What holds of the blocks of any text.
fn check(text: &str, from: usize) {
    let mut end = from;
    for block in blocks(text, from, &layout()) {
        let s = text.get(block.span.start..block.span.end).expect("character boundaries");
        assert!(block.span.start >= end && !s.is_empty() && s.trim() == s, "{block:?} in {text:?}");
        end = block.span.end;
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = read(&bytes) {
            check(&source.text, 0);
        }
    }

    #[test]
    fn any_text_has_orderly_blocks(text in "(\\PC{0,12}|[-–*•#>_\\\\(1a.) ]{0,6}|[A-Z]{2,6}, 3 May 2015 [–-]{1,2} |\n|\r\n|\n\n|  \n|For reference: |Endi|\\(TASS\\) |/|: |---\n|title: ){0,30}") {
        check(&text, 0);
        let _ = read(text.as_bytes());
    }
}
