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

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let path = format!("file.{}", ENDINGS[usize::from(first) % ENDINGS.len()]);
    let mut walk = Walk::default();
    // Small limits, so that what runs into them is found too.
    walk.limits.document_bytes = 1 << 20;
    walk.limits.container_bytes = 4 << 20;
    entries(Input::Stream(Box::new(Cursor::new(bytes.to_vec()))), &path, &walk, &mut |entry| {
        if let Ok(entry) = entry
            && let Ok(draft) = document(&entry.path, entry.media_type.as_deref(), &entry.bytes, &walk.limits)
        {
            assert!(!draft.text.trim().is_empty() || draft.text.is_empty(), "a text of blanks");
        }
        ControlFlow::Continue(())
    });
});
