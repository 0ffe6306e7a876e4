//! How fast each stage is, on one thread, over the texts of the repository: `cargo bench -p rapporteur-cli --bench stages`.
//!
//! Every benchmark does what its stage does for all texts at once and tells megabytes of text a second; what the stages
//! before it give is made beforehand. `cargo xtask bench` measures whole builds.

use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use rapporteur_export::{Release, parquet_files};
use rapporteur_extract::{Meta, extract_reviewed};
use rapporteur_ingest::{Metadata, Source, blocks, read_bytes};
use rapporteur_lexicon::Lexicon;
use rapporteur_link::{Sketch, link};
use rapporteur_normalize::{Annotated, Input, annotate};
use rapporteur_schema::Extraction;
use rapporteur_text::{Span, sentences, tokenize};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The texts, by the path of their file.
static TEXTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = Vec::new();
    for folder in ["data/raw", "tests/gold/raw"] {
        let files = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten();
        let texts_of =
            files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|e| e == "txt"));
        texts.extend(texts_of.filter_map(|path| Some((path.display().to_string(), std::fs::read(&path).ok()?))));
    }
    assert!(!texts.is_empty(), "the texts of the repository are missing");
    texts
});

static SOURCES: LazyLock<Vec<Source>> =
    LazyLock::new(|| TEXTS.iter().map(|(path, bytes)| source(path, bytes)).collect());

static EXTRACTIONS: LazyLock<Vec<Extraction>> =
    LazyLock::new(|| SOURCES.iter().map(|source| extract_reviewed(&annotated(source), &meta(source)).0).collect());

fn source(path: &str, bytes: &[u8]) -> Source {
    match read_bytes(path, path, bytes, Metadata::default(), &Lexicon::built_in().layout) {
        Ok(source) => source,
        Err(failure) => panic!("{}", failure.message),
    }
}

fn annotated(source: &Source) -> Annotated<'_> {
    let input = Input {
        document_id: &source.document_id,
        text: &source.text,
        blocks: &source.blocks,
        title: source.metadata.title.as_deref(),
        publisher: source.metadata.publisher.as_deref(),
        url: source.metadata.url.as_deref(),
        published: source.metadata.published_date,
    };
    annotate(&input, Lexicon::built_in())
}

fn meta(source: &Source) -> Meta {
    Meta { source_path: source.source_path.clone(), sha256: source.sha256.clone(), english: true, ..Meta::default() }
}

fn bytes() -> BytesCount {
    BytesCount::new(SOURCES.iter().map(|source| source.text.len()).sum::<usize>())
}

/// Reading the built-in lexicon, which every program does once.
#[divan::bench]
fn lexicon() -> Lexicon {
    match Lexicon::load(&[]) {
        Ok(lexicon) => lexicon,
        Err(error) => panic!("{error}"),
    }
}

/// Bytes to text, front matter, language, blocks.
#[divan::bench]
fn ingest(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| {
        for (path, bytes) in TEXTS.iter() {
            black_box(source(path, bytes));
        }
    });
}

/// Of that, the blocks.
#[divan::bench]
fn ingest_blocks(bencher: Bencher<'_, '_>) {
    let layout = &Lexicon::built_in().layout;
    bencher.counter(bytes()).bench(|| {
        for source in SOURCES.iter() {
            black_box(blocks(&source.text, 0, layout));
        }
    });
}

/// Text to words and sentences.
#[divan::bench]
fn text(bencher: Bencher<'_, '_>) {
    let abbreviations = &Lexicon::built_in().abbreviations;
    bencher.counter(bytes()).bench(|| {
        for source in SOURCES.iter() {
            let tokens = tokenize(&source.text, Span::new(0, source.text.len()));
            black_box(sentences(&source.text, &tokens, abbreviations));
        }
    });
}

/// Look-up, dates, actors, coreference, quotations.
#[divan::bench]
fn normalize(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| {
        for source in SOURCES.iter() {
            black_box(annotated(source));
        }
    });
}

/// Events, participants, commitments, and what was not understood.
#[divan::bench]
fn extract(bencher: Bencher<'_, '_>) {
    let documents: Vec<(Annotated<'_>, Meta)> = SOURCES.iter().map(|s| (annotated(s), meta(s))).collect();
    bencher.counter(bytes()).bench(|| {
        for (document, meta) in &documents {
            black_box(extract_reviewed(document, meta));
        }
    });
}

/// Sketches by which near-duplicates are found.
#[divan::bench]
fn sketch(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| {
        for source in SOURCES.iter() {
            black_box(Sketch::of([source.text.as_str()]));
        }
    });
}

/// The rows of all documents to one dataset.
#[divan::bench]
fn linking(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).with_inputs(|| EXTRACTIONS.clone()).bench_values(|all| match link(all) {
        Ok(dataset) => dataset,
        Err(error) => panic!("{error}"),
    });
}

/// The dataset to Parquet in memory.
#[divan::bench]
fn parquet(bencher: Bencher<'_, '_>) {
    let Ok(dataset) = link(EXTRACTIONS.clone()) else { panic!("the texts of the repository do not link") };
    let release = Release {
        title: "Benchmark",
        version: "0.0.0",
        lexicon_hash: "0",
        licence: "CC-BY-4.0",
        edition: None,
        extra_files: &[],
    };
    bencher.counter(bytes()).bench(|| black_box(parquet_files(&dataset, &release)).is_ok());
}
