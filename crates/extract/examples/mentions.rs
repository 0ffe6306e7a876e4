//! Prints what the engine sees in a file: blocks, sentences, mentions, dates. For people who write rules.
//!
//! `cargo run -p rapporteur-extract --example mentions -- FILE...`
#![allow(clippy::print_stdout, reason = "an example prints")]

use rapporteur_lexicon::Lexicon;
use rapporteur_normalize::{Input, annotate};
use rapporteur_text::{Block, BlockKind, Span};

fn main() {
    let lexicon = Lexicon::built_in();
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("{path}: cannot be read as UTF-8");
            continue;
        };
        // Paragraphs only: the layout is the business of the ingest crate.
        let mut blocks = Vec::new();
        let mut start = 0;
        for part in text.split("\n\n") {
            let span = Span::new(start, start + part.len()).trim(&text);
            if !span.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, span, depth: 0 });
            }
            start += part.len() + 2;
        }
        let input = Input {
            document_id: &path,
            text: &text,
            blocks: &blocks,
            title: None,
            publisher: None,
            url: None,
            published: None,
        };
        let doc = annotate(&input, lexicon);
        for sentence in &doc.sentences {
            println!("\n{}", doc.phrase(&sentence.tokens));
            for (_, m) in doc.mentions_in(&sentence.tokens) {
                let who: Vec<&str> =
                    m.entities.iter().chain(&m.within).map(|&e| doc.entities.get(e).name.as_str()).collect();
                let office = m.office.as_ref().map_or(String::new(), |o| {
                    format!(" [{}; {:?}]", o.text, o.represents.map(|r| doc.entities.get(r).name.clone()))
                });
                println!("   {:?} «{}» = {who:?}{office}", m.kind, doc.phrase(&m.tokens));
            }
            for d in doc.dates_in(&sentence.tokens) {
                println!("   date «{}» = {}", doc.phrase(&d.tokens), d.span.as_ref().map_or("?", |s| s.edtf.as_str()));
            }
        }
    }
}
