//! Pages as institutions publish them, and the text that is read from them. A case is a page and a `.txt` of the same name
//! in `tests/web`.

use std::fs;
use std::path::Path;

use rapporteur_readers::{Limits, document};

#[test]
fn pages_give_their_text_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web");
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    cases.retain(|p| p.extension().is_some_and(|e| e != "txt"));
    cases.sort();
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for case in cases {
        let name = case.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
        let expected = fs::read_to_string(case.with_extension("txt")).expect("the text beside the page");
        let read = document(&name, None, &fs::read(&case).expect("a page"), &Limits::default());
        let text = read.map_or_else(|failure| failure.to_string(), |draft| draft.text);
        if text != expected {
            wrong.push(format!("== {name}: read\n{text}== expected\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
