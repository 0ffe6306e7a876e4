//! Finding documents, and each fault an input may have.

use std::fs;
use std::path::Path;

use rapporteur_ingest::{IngestError, Inputs, Limits, Walk, discover, read};
use rapporteur_lexicon::Layout;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("folder");
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(path, content).expect("file");
    }
    dir
}

fn find(dir: &TempDir) -> Result<Inputs, IngestError> {
    discover(&[dir.path().to_owned()], &Walk::default())
}

fn ids(inputs: &Inputs) -> Vec<&str> {
    inputs.items.iter().map(|i| i.document_id.as_str()).collect()
}

#[test]
fn documents_are_found_and_named_by_their_path() {
    let dir = folder(&[
        ("b.txt", "b"),
        ("a/c/d.e.md", "d"),
        ("a/Readme.md", "-"),
        ("README", "-"),
        ("readmes.txt", "r"),
        (".hidden.txt", "-"),
        (".git/x.txt", "-"),
        ("notes.png", "-"),
        ("z.markdown", "z"),
    ]);
    let inputs = find(&dir).expect("inputs");
    assert_eq!(ids(&inputs), ["a-c-d.e", "b", "readmes", "z"]);
    assert_eq!(inputs.items[0].source_path, "a/c/d.e.md");
    assert!(inputs.failures.is_empty());
    let single = discover(&[dir.path().join("a/c/d.e.md")], &Walk::default()).expect("file");
    assert_eq!(ids(&single), ["d.e"]);
}

#[test]
fn the_manifest_is_joined() {
    let dir = folder(&[
        (
            "manifest.csv",
            "\u{feff}file,title,published_date,more,sha256\na/b.txt,\"Talks,  in\u{a0}Osh\",2015-03-11,x,\nc.txt,,soon,,\n",
        ),
        ("a/b.txt", "text"),
        ("c.txt", "text"),
    ]);
    let inputs = find(&dir).expect("inputs");
    assert_eq!(inputs.items[0].manifest.title.as_deref(), Some("Talks, in Osh"));
    assert_eq!(inputs.items[0].manifest.published_date, Some(jiff::civil::date(2015, 3, 11)));
    assert_eq!(inputs.items[1].manifest.title, None);
    let source = read(&inputs.items[1], &Layout::default(), &Limits::default()).expect("source");
    assert!(source.diagnostics[0].message.starts_with("manifest.csv:3: "), "{}", source.diagnostics[0].message);
}

#[test]
fn faults_of_one_document_leave_the_others() {
    let dir = folder(&[
        ("manifest.csv", "file,sha256\na.txt,0000\nmissing.txt,\nREADME.txt,\n"),
        ("a.txt", "text"),
        ("a.md", "text"),
        ("README.txt", "text"),
        ("b.txt", "text"),
    ]);
    let inputs = find(&dir).expect("inputs");
    assert_eq!(ids(&inputs), ["a", "b"]);
    assert_eq!(inputs.items[0].source_path, "a.md");
    let told: Vec<_> = inputs.failures.iter().map(|f| (f.code, f.message.as_str())).collect();
    assert!(told[0].1.starts_with("manifest.csv:4: README.txt is listed but is no document"), "{}", told[0].1);
    assert_eq!(told[1].0, "duplicate-id");
    assert!(told[1].1.starts_with("a.txt: ") && told[1].1.contains("a.md"), "{}", told[1].1);
    assert_eq!(told[2], ("missing-file", "manifest.csv:3: missing.txt does not exist; add the file or remove the row"));
}

#[test]
fn a_wrong_hash_is_a_failure() {
    let right = "982D9E3EB996F559E633F4D194DEF3761D909F5A3B647D1A851FEAD67C32C9D1";
    let dir = folder(&[
        ("manifest.csv", &format!("file,sha256\na.txt,0000\nb.txt,{right}\n")),
        ("a.txt", "text"),
        ("b.txt", "text"),
    ]);
    let inputs = find(&dir).expect("inputs");
    let failure = read(&inputs.items[0], &Layout::default(), &Limits::default()).expect_err("hash");
    assert_eq!(failure.code, "bad-sha256");
    assert!(failure.message.starts_with("a.txt: ") && failure.message.contains("correct the manifest"), "{failure}");
    assert!(read(&inputs.items[1], &Layout::default(), &Limits::default()).is_ok());
}

#[test]
fn the_same_file_twice_is_one_document() {
    let dir = folder(&[("a.txt", "text")]);
    let inputs = discover(&[dir.path().to_owned(), dir.path().join("a.txt")], &Walk::default()).expect("inputs");
    assert_eq!((inputs.items.len(), inputs.failures.len()), (1, 0));
}

#[test]
fn inputs_that_give_nothing_are_errors() {
    let error = discover(&[Path::new("/no/such/place").to_owned()], &Walk::default()).expect_err("missing");
    assert!(error.to_string().starts_with("/no/such/place: no such file"), "{error}");
    let error = find(&folder(&[("a.png", "-")])).expect_err("no documents");
    assert!(error.to_string().contains("give text, web pages"), "{error}");
}

#[test]
fn manifests_that_cannot_be_used_are_errors_with_their_line() {
    for (manifest, line, words) in [
        ("name;title\na.txt;b\n", 1, "no column \"file\""),
        ("file,title\na.txt,one, two\n", 2, "quote cells"),
        ("file,title\na.txt,b\na.txt,c\n", 3, "in line 2 already"),
        ("file,title\n,b\n", 2, "is empty"),
    ] {
        let error = find(&folder(&[("manifest.csv", manifest), ("a.txt", "text")])).expect_err(words).to_string();
        assert!(error.contains(&format!("manifest.csv:{line}: ")) && error.contains(words), "{error}");
    }
}

#[test]
fn files_that_are_gone_or_too_large_are_failures() {
    let dir = folder(&[("a.txt", "text"), ("big.txt", "")]);
    // A sparse file: its size is known before it is read.
    fs::File::options()
        .write(true)
        .open(dir.path().join("big.txt"))
        .expect("big")
        .set_len(65 * 1024 * 1024)
        .expect("size");
    let inputs = find(&dir).expect("inputs");
    fs::remove_file(dir.path().join("a.txt")).expect("remove");
    let codes: Vec<_> = inputs
        .items
        .iter()
        .map(|i| read(i, &Layout::default(), &Limits::default()).expect_err("failure").code)
        .collect();
    assert_eq!(codes, ["unreadable", "too-large"]);
}

#[cfg(unix)]
#[test]
fn closed_folders_are_failures() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.txt", "text"), ("closed/b.txt", "text")]);
    let closed = dir.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
    // The superuser reads everything.
    if fs::read_dir(&closed).is_err() {
        let inputs = find(&dir).expect("inputs");
        assert_eq!((inputs.items.len(), inputs.failures[0].code), (1, "unreadable"));
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("permissions");
}
