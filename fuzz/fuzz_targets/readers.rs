//! Any bytes under any name: every reader, and containers within containers. The first byte chooses the ending.
#![no_main]

use std::io::Cursor;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use rapporteur_readers::containers::{Input, Walk, entries};
use rapporteur_readers::document;

const ENDINGS: [&str; 20] = [
    "txt", "md", "html", "pdf", "docx", "odt", "rtf", "eml", "xml", "jsonl", "csv", "tsv", "parquet", "warc", "wet",
    "zip", "tar", "gz", "zst", "",
];

fuzz_target!(init: hook(), |data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let path = format!("file.{}", ENDINGS[usize::from(first) % ENDINGS.len()]);
    let mut walk = Walk::default();
    // Small limits, so that what runs into them is found too.
    walk.limits.document_bytes = 1 << 20;
    walk.limits.container_bytes = 4 << 20;
    let mut blank = false;
    entries(Input::Stream(Box::new(Cursor::new(bytes.to_vec()))), &path, &walk, &mut |entry| {
        if let Ok(entry) = entry
            && let Ok(draft) = document(&entry.path, entry.media_type.as_deref(), &entry.bytes, &walk.limits)
        {
            blank |= draft.text.trim().is_empty() && !draft.text.is_empty();
        }
        ControlFlow::Continue(())
    });
    assert!(!blank, "a text of blanks");
});

/// The readers catch panics of the libraries they call, which makes them failures of one file; panics of their own are
/// mistakes.
fn hook() {
    std::panic::set_hook(Box::new(|panic| {
        if panic
            .location()
            .is_some_and(|place| ["crates/", "fuzz_targets/"].iter().any(|own| place.file().contains(own)))
        {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}
