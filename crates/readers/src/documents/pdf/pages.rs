//! A file's pages as pieces of text at places.

use std::thread;

use pdf_extract::{Dictionary, Document, Object, Stream, output_doc_page};

use super::content::Rewriter;
use super::glyphs::{Collector, Piece};
use super::metadata;
use crate::{Limits, Metadata};

/// Enough for the recursion of the parser, which nests to a depth of 100 by itself.
const STACK: usize = 64 << 20;

/// Letters of a whole document.
const MOST_GLYPHS: usize = 20_000_000;

/// What a file holds.
pub(super) struct File {
    pub(super) pages: Vec<Vec<Piece>>,
    /// Numbers of the pages that could not be read.
    pub(super) lost: Vec<u32>,
    /// Letters whose font does not say what they are.
    pub(super) nameless: usize,
    pub(super) metadata: Metadata,
}

/// Reads a file on a thread of its own, so that a panic of the library is an error.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<File, String> {
    thread::scope(|scope| {
        let reading = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read_here(bytes, limits));
        match reading.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(file)) => file,
            Ok(Err(_)) => {
                Err("is broken in a way that cannot be told; print the file to a new PDF and try again".into())
            }
            Err(error) => Err(format!("could not be read, as no thread could be started ({error}); try again")),
        }
    })
}

fn read_here(bytes: &[u8], limits: &Limits) -> Result<File, String> {
    let start = bytes.windows(5).take(1024).position(|w| w == b"%PDF-").unwrap_or(0);
    let mut document = Document::load_mem(&bytes[start..]).map_err(|error| match error {
        pdf_extract::Error::InvalidPassword | pdf_extract::Error::Decryption(_) => locked(),
        error => broken(error),
    })?;
    if document.is_encrypted() {
        return Err(locked());
    }
    let metadata = metadata::read(&document, limits);
    let ids = document.get_pages();
    if ids.is_empty() {
        return Err("has no pages; get the file once more, or print it to a new PDF".to_owned());
    }
    let mut rewriter = Rewriter::new(&document, limits);
    let rewritten: Vec<_> = ids.values().map(|id| (*id, rewriter.page(*id))).collect();
    let mut lost = Vec::new();
    for (id, page) in rewritten {
        let Some((mut dictionary, content)) = page else {
            // A page without content is blank.
            document.objects.insert(id, Object::Null);
            continue;
        };
        let content = document.add_object(Stream::new(Default::default(), content));
        dictionary.set("Contents", Object::Reference(content));
        document.objects.insert(id, Object::Dictionary(dictionary));
    }
    // The library counts all pages for each one it draws; so each is made the only one.
    let tree = document.add_object(Dictionary::new());
    document.catalog_mut().map_err(broken)?.set("Pages", Object::Reference(tree));
    let mut pages = Vec::new();
    let (mut left, mut nameless) = (MOST_GLYPHS, 0);
    for (number, id) in &ids {
        let mut collector = Collector::new(left);
        if let Ok(Object::Dictionary(_)) = document.get_object(*id) {
            let mut only = Dictionary::new();
            only.set("Type", Object::Name(b"Pages".to_vec()));
            only.set("Kids", Object::Array(vec![Object::Reference(*id)]));
            only.set("Count", Object::Integer(1));
            document.objects.insert(tree, Object::Dictionary(only));
            let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                output_doc_page(&document, &mut collector, 1).is_ok()
            }));
            if !matches!(drawn, Ok(true)) {
                lost.push(*number);
            }
        }
        left = collector.left();
        nameless += collector.nameless();
        pages.push(collector.finish());
    }
    Ok(File { pages, lost, nameless, metadata })
}

fn broken(error: pdf_extract::Error) -> String {
    format!("is broken ({error}); get the file once more, or print it to a new PDF")
}

fn locked() -> String {
    "is encrypted; save it without a password (for example with `qpdf --decrypt`)".to_owned()
}
