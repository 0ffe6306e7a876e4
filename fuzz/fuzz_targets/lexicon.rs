//! Any bytes as a file of a lexicon layer. The first byte chooses which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_lexicon::Lexicon;

const FILES: [&str; 20] = [
    "abbreviations.txt",
    "bodies.csv",
    "calibration.csv",
    "commitments.toml",
    "countries.csv",
    "events.toml",
    "grammar.toml",
    "layout.toml",
    "memberships.csv",
    "names.toml",
    "organizations.csv",
    "places_extra.csv",
    "programmes.csv",
    "publishers.toml",
    "regions.csv",
    "titles.csv",
    "topics.toml",
    "verbs.toml",
    "words.txt",
    "given_names.txt",
];

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join(FILES[usize::from(first) % FILES.len()]);
    let Some(parent) = path.parent() else { return };
    if std::fs::create_dir_all(parent).is_ok() && std::fs::write(&path, bytes).is_ok() {
        // An error is as good an answer as a lexicon.
        let _ = Lexicon::load(&[folder.path().to_path_buf()]);
    }
});
