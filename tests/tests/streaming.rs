//! Builds that are broken off, go on, or find most of their work done.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

const RAW: [&str; 2] =
    [concat!(env!("CARGO_MANIFEST_DIR"), "/../data/raw"), concat!(env!("CARGO_MANIFEST_DIR"), "/gold/raw")];

/// The program as the sources have it.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "rapporteur-cli"]).stderr(Stdio::null());
        assert!(build.status().unwrap().success(), "rapporteur-cli does not build");
        let test = std::env::current_exe().unwrap();
        test.ancestors().nth(2).unwrap().join(format!("rapporteur{}", std::env::consts::EXE_SUFFIX))
    })
}

/// One test at a time: where a kill comes is told by how long a build takes.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes the texts of the repository several times over, each copy with a line of its own.
fn corpus(folder: &Path, copies: usize) {
    let texts: Vec<(String, String)> = RAW
        .iter()
        .flat_map(|raw| fs::read_dir(raw).unwrap().flatten())
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "txt" || e == "md"))
        .filter(|entry| entry.file_name() != "README.md")
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    for copy in 0..copies {
        let folder = folder.join(format!("{copy:03}"));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &texts {
            fs::write(folder.join(name), format!("{text}\nNumber {copy}.\n")).unwrap();
        }
    }
}

fn command(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).args(["build", "in", "--out", "out", "--threads", "2"]).args(more);
    command
}

#[track_caller]
fn works(folder: &Path, more: &[&str]) -> Output {
    let output = command(folder, more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Every file of the output folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// Where a kill comes: a different place each time, the same in every run of the test.
fn pause(kill: u32, whole: Duration) -> Duration {
    let part = (u64::from(kill) * 2_654_435_761) % 1000;
    // Most of them while documents are coded, which is the longest part by far; before it the lexicon is read.
    whole.mul_f64(0.3 + 0.7 * part as f64 / 1000.0)
}

fn kill(mut child: Child, after: Duration) {
    std::thread::sleep(after);
    // Killed by signal 9 on Unix: no handler runs.
    let _ = child.kill();
    child.wait().unwrap();
}

/// `RAPPORTEUR_KILLS` asks for more than the few that fit into every test run.
#[test]
fn a_killed_build_goes_on_and_gives_the_same_bytes() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    corpus(&folder.path().join("in"), 32);
    let began = std::time::Instant::now();
    works(folder.path(), &["--quiet"]);
    let whole = began.elapsed();
    let expected = files(&folder.path().join("out"));
    let kills = std::env::var("RAPPORTEUR_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let mut taken_over = 0;
    for number in 1..=kills {
        fs::remove_dir_all(folder.path().join("out")).unwrap();
        let child = command(folder.path(), &["--quiet"]).stderr(Stdio::null()).spawn().unwrap();
        kill(child, pause(number, whole));
        let output = works(folder.path(), &["--resume"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        taken_over += u32::from(!said.contains(" 0 taken over"));
        assert_eq!(files(&folder.path().join("out")), expected, "kill {number}: {said}");
        assert!(!folder.path().join(".out.work").exists());
    }
    assert!(kills < 6 || taken_over > 0, "no kill left anything to go on from");
}

#[test]
fn a_kept_folder_saves_the_coding_of_what_is_unchanged() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    corpus(&input, 3);
    let documents = files(&input).len();
    let said = |more: &[&str]| String::from_utf8_lossy(&works(folder.path(), more).stderr).into_owned();
    let coded = |coded: usize, all: usize| {
        format!("{coded} of {all} documents coded, {} taken over from an earlier build", all - coded)
    };
    let cache = ["--cache", "cache"];
    let first = said(&cache);
    assert!(first.contains(&coded(documents, documents)), "{first}");
    let second = said(&cache);
    assert!(second.contains(&coded(0, documents)), "{second}");

    let changed = input.join("001").join(files(&input.join("001")).keys().next().unwrap());
    let text = fs::read_to_string(&changed).unwrap();
    fs::write(&changed, format!("{text}\nThey met in Oslo on 3 May 2016.\n")).unwrap();
    fs::write(input.join("002/new.txt"), "Talks in Osh\n\nThe ministers met in Osh on 3 May 2016.\n").unwrap();
    fs::remove_file(input.join("000").join(files(&input.join("000")).keys().next().unwrap())).unwrap();
    let after = said(&cache);
    assert!(after.contains(&coded(2, documents)), "{after}");
    let with_cache = files(&folder.path().join("out"));
    works(folder.path(), &["--quiet"]);
    assert_eq!(files(&folder.path().join("out")), with_cache);

    // Another lexicon codes everything anew.
    fs::create_dir(folder.path().join("lexicon")).unwrap();
    let own = "id,name,acronym\norg:lake-forum,Lake Issyk-Kul Forum,LIKF\n";
    fs::write(folder.path().join("lexicon/organizations.csv"), own).unwrap();
    let other = said(&["--cache", "cache", "--lexicon", "lexicon"]);
    assert!(other.contains(&coded(documents, documents)), "{other}");
}

#[test]
fn a_broken_file_of_intermediate_results_is_made_anew() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    corpus(&folder.path().join("in"), 1);
    works(folder.path(), &["--quiet", "--cache", "cache"]);
    let expected = files(&folder.path().join("out"));
    for (name, bytes) in files(&folder.path().join("cache")).iter().filter(|(name, _)| name.ends_with(".run")) {
        let mut bytes = bytes.clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(folder.path().join("cache").join(name), bytes).unwrap();
    }
    let output = works(folder.path(), &["--cache", "cache"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains(" 0 taken over"));
    assert_eq!(files(&folder.path().join("out")), expected);
}

#[test]
fn of_two_documents_with_one_id_the_first_input_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("one/x.txt", "Talks in Osh\n\nFirst."), ("two/x.md", "Talks in Osh\n\nSecond.")] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    // By path, x.md would come before x.txt.
    let inputs = ["one", "two"].map(|name| folder.path().join(name));
    let dataset = rapporteur_cli::Pipeline::new().build(&inputs).unwrap();
    assert_eq!(dataset.documents.len(), 1);
    assert!(dataset.documents[0].text.as_deref().unwrap().ends_with("First."));
    let told = dataset.diagnostics.iter().filter(|d| d.code == "duplicate-id");
    assert_eq!(told.map(|d| d.source_path.as_str()).collect::<Vec<_>>(), ["x.md"]);
}

#[test]
fn one_text_in_two_files_is_told_and_its_events_counted_once() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    corpus(&input, 1);
    let twins: Vec<String> = files(&input).keys().cloned().collect();
    fs::create_dir_all(input.join("mirror")).unwrap();
    for name in &twins {
        let text = fs::read_to_string(input.join(name)).unwrap();
        let twin = format!("{text}\nCopyright of the agency.\n");
        fs::write(input.join("mirror").join(Path::new(name).file_name().unwrap()), twin).unwrap();
    }
    let dataset = rapporteur_cli::Pipeline::new().build(&[input]).unwrap();
    let long = |d: &&rapporteur_schema::DocumentRow| d.characters > 900;
    let told = dataset.documents.iter().filter(long).filter(|d| d.duplicate_of.is_some()).count();
    let all = dataset.documents.iter().filter(long).count();
    assert_eq!(told * 2, all);
    for document in dataset.documents.iter().filter(|d| d.duplicate_of.is_some()) {
        let groups = |id: &str| -> Vec<_> {
            let events = dataset.events.iter().filter(|e| e.document_id == id);
            let mut groups: Vec<_> = events.filter_map(|e| e.event_group_id.clone()).collect();
            groups.sort();
            groups
        };
        let original = document.duplicate_of.as_deref().unwrap();
        assert_eq!(groups(&document.document_id), groups(original), "{}", document.document_id);
    }
    assert!(dataset.problems().is_empty(), "{:?}", dataset.problems());
}

#[test]
fn corrections_look_quotes_up_in_texts_that_are_left_out() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    corpus(&folder.path().join("in"), 1);
    works(folder.path(), &["--quiet"]);
    let events = fs::read_to_string(folder.path().join("out/events.csv")).unwrap();
    let id = events.lines().nth(1).unwrap().split(',').next().unwrap();
    let line = format!("events,{id},event_name,,A name,set,it has one,A. Reader 2024\n");
    let file = format!("table,row,column,expected,value,action,reason,author\n{line}");
    fs::write(folder.path().join("corrections.csv"), file).unwrap();
    let built = command(folder.path(), &["--quiet", "--no-text", "--corrections", "corrections.csv"]).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let documents = fs::read_to_string(folder.path().join("out/documents.csv")).unwrap();
    // Without texts, a row is a line.
    assert_eq!(documents.lines().count(), 1 + files(&folder.path().join("in")).len());
}
