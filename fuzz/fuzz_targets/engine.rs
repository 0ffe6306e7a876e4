//! Any text through sentences, names, dates, events and commitments to checked rows.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use rapporteur_cli::Pipeline;

static PIPELINE: OnceLock<Pipeline> = OnceLock::new();

fuzz_target!(|text: &str| {
    let pipeline = PIPELINE.get_or_init(Pipeline::new);
    let dataset = pipeline.text("fuzz", text).expect("the tables contradict one another");
    for row in &dataset.diagnostics {
        assert_ne!(row.code, "internal-error", "{}", row.message);
    }
});
