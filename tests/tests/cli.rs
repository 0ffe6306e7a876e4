//! The program from outside: exit codes, messages, files left behind.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;

use assert_cmd::Command;
use tempfile::TempDir;

const MEETING: &str = "\
President Duval meets Prime Minister Lund

OSLO, 9 March 2015. President Ana Duval of France met with Prime Minister Erik Lund of Norway in Oslo on 9 March 2015. \
They agreed to hold a summit in May 2016.
";

/// The program as the sources have it; cargo does not build the binaries of other packages for a test by itself.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut build = std::process::Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "rapporteur-cli"]).stderr(Stdio::null());
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "rapporteur-cli does not build");
        // Tests are in <target>/<profile>/deps.
        let test = std::env::current_exe().unwrap();
        let folder = test.ancestors().nth(2).unwrap();
        folder.join(format!("rapporteur{}", std::env::consts::EXE_SUFFIX))
    })
}

/// What a run printed, and how it ended.
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ended {
    /// Asserts exit code and words in standard error.
    #[track_caller]
    fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {:?}", self.err);
        }
        let errors = self.err.lines().filter(|l| l.starts_with("error: ")).count();
        assert!(errors >= 1, "{:?}", self.err);
    }

    /// Asserts success; gives standard output.
    #[track_caller]
    fn works(&self) -> &str {
        assert_eq!(self.code, Some(0), "{}\n{}", self.out, self.err);
        &self.out
    }
}

/// A folder with `in/meeting.txt`; commands run in it.
struct Corpus {
    folder: TempDir,
}

impl Corpus {
    fn new() -> Self {
        let corpus = Corpus { folder: tempfile::tempdir().unwrap() };
        corpus.add("in/meeting.txt", MEETING);
        corpus
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn table(&self, name: &str) -> String {
        fs::read_to_string(self.path("out").join(name)).unwrap()
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        let mut command = Command::new(program());
        let output = command.current_dir(self.folder.path()).args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn build(&self, more: &[&str]) -> Ended {
        self.run(["build", "in", "--out", "out"].iter().chain(more))
    }

    /// The first id of a table that a build wrote.
    fn first_id(&self, table: &str) -> String {
        self.table(table).lines().nth(1).and_then(|row| row.split(',').next()).unwrap().to_owned()
    }
}

#[test]
fn a_build_writes_tables_and_says_so() {
    let corpus = Corpus::new();
    let ended = corpus.build(&[]);
    let out = ended.works();
    assert!(out.contains("1 documents") && out.contains("written to out"), "{out}");
    assert!(corpus.table("documents.csv").contains("\nmeeting,meeting.txt,"));
    assert!(corpus.table("events.csv").contains(",meeting,"), "{}", corpus.table("events.csv"));
    assert!(corpus.path("out/events.parquet").is_file());
    let beside: Vec<_> = fs::read_dir(corpus.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "something is left beside in and out: {beside:?}");
    assert_eq!(corpus.build(&["--quiet"]).works(), "");
}

#[test]
fn bytes_do_not_depend_on_threads() {
    let corpus = Corpus::new();
    for n in 0..9 {
        corpus.add(&format!("in/{n}.txt"), MEETING.replace("2015", &format!("200{n}")));
    }
    corpus.build(&["--threads", "1"]).works();
    corpus.build(&["--threads", "4", "--check"]).works();
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let corpus = Corpus::new();
    corpus.add("in/empty.txt", "");
    corpus.add("in/picture.txt", [0_u8, 1, 2, 0, 0, 255, 0]);
    corpus.build(&["--keep-going"]).fails(1, &["empty.txt: is empty; add its text", "picture.txt"]);
    // A text of several lines stands in one cell.
    assert_eq!(corpus.table("documents.csv").lines().filter(|line| line.contains(",meeting.txt,")).count(), 1);
    let diagnostics = corpus.table("diagnostics.csv");
    assert!(diagnostics.contains(",,empty.txt,error,empty,"), "{diagnostics}");
}

#[test]
fn strict_writes_nothing_when_a_file_fails() {
    let corpus = Corpus::new();
    corpus.build(&["--strict"]).works();
    let before = corpus.table("manifest.json");
    corpus.add("in/empty.txt", "");
    corpus.add("in/new.txt", MEETING);
    corpus.build(&["--strict"]).fails(1, &["empty.txt", "nothing was written"]);
    assert_eq!(corpus.table("manifest.json"), before);
}

#[test]
fn check_names_what_differs_and_the_remedy() {
    let corpus = Corpus::new();
    corpus.build(&["--check"]).fails(1, &["run `rapporteur build in --out out`"]);
    assert!(!corpus.path("out").exists());
    corpus.build(&[]).works();
    assert!(corpus.build(&["--check"]).works().contains("up to date"));
    corpus.add("out/events.csv", "event_id\n");
    let ended = corpus.build(&["--check"]);
    ended.fails(1, &["1 file differs"]);
    assert!(ended.out.contains("out/events.csv: differs from line 1 on"), "{}", ended.out);
    assert_eq!(corpus.table("events.csv"), "event_id\n");
}

#[test]
fn a_running_build_keeps_others_out() {
    let corpus = Corpus::new();
    let lock = rapporteur_export::lock(&corpus.path("out")).unwrap();
    corpus.build(&[]).fails(2, &["another build holds this lock"]);
    drop(lock);
    corpus.build(&[]).works();
}

#[test]
fn folders_of_other_people_are_left_alone() {
    let corpus = Corpus::new();
    corpus.add("out/thesis.txt", "years of work");
    corpus.build(&[]).fails(2, &["thesis.txt", "did not write"]);
    corpus.run(["build", "in", "--out", "in/out"]).fails(2, &["lies in the input folder"]);
    assert_eq!(fs::read_to_string(corpus.path("out/thesis.txt")).unwrap(), "years of work");
}

#[test]
fn wrong_use_is_told_with_a_remedy() {
    let corpus = Corpus::new();
    corpus.run(["build", "nowhere", "--out", "out"]).fails(2, &["nowhere: no such file or folder"]);
    corpus.build(&["--threads", "0"]).fails(2, &["from 1 to"]);
    corpus.build(&["--strict", "--keep-going"]).fails(2, &["cannot be used with"]);
    corpus.build(&["--lexicon", "nowhere"]).fails(2, &["nowhere:1:1: the lexicon folder cannot be read"]);
    corpus.run(["biuld", "in"]).fails(2, &["unrecognized subcommand 'biuld'", "'build'"]);
    let bare = corpus.run([] as [&str; 0]);
    assert!(bare.code == Some(2) && bare.err.contains("Usage: rapporteur"), "{}", bare.err);
}

#[test]
fn every_command_has_help_with_examples() {
    let corpus = Corpus::new();
    for command in [
        "",
        "build",
        "explain",
        "check",
        "eval",
        "show",
        "query",
        "diff",
        "release",
        "site",
        "lexicon check",
        "lexicon export",
        "lexicon where",
        "schema",
    ] {
        let ended = corpus.run(command.split(' ').filter(|w| !w.is_empty()).chain(["--help"]));
        let help = ended.works();
        assert!(help.contains(&format!("Examples:\n  rapporteur {command}")), "{command}: {help}");
    }
    assert!(corpus.run(["--help"]).works().contains("Exit codes:"));
}

#[test]
fn text_in_another_encoding_is_read_with_a_remark() {
    let corpus = Corpus::new();
    let text = MEETING.replace("Ana Duval", "René Duval");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    corpus.add("in/latin.txt", bytes);
    corpus.build(&[]).works();
    let diagnostics = corpus.table("diagnostics.csv");
    assert!(diagnostics.contains(",latin,latin.txt,info,decoded,"), "{diagnostics}");
    assert!(corpus.table("events.csv").contains("President René Duval of France met"));
}

#[test]
fn texts_in_another_language_yield_a_document_only() {
    let corpus = Corpus::new();
    let text = "Le président a rencontré le premier ministre à Oslo. Ils se sont entretenus de la coopération entre les deux pays \
                et ont décidé de tenir une réunion au mois de mai de l'année prochaine. Le premier ministre a remercié \
                le président de son accueil et de l'amitié qui unit les deux peuples depuis longtemps.";
    corpus.add("in/french.txt", text);
    corpus.build(&[]).works();
    assert!(corpus.table("documents.csv").contains("french,french.txt,"));
    assert!(!corpus.table("events.csv").contains(",french,"));
    assert!(corpus.table("diagnostics.csv").contains(",french,french.txt,warning,not-english,"));
}

#[test]
fn explain_shows_sentence_rule_and_values() {
    let corpus = Corpus::new();
    corpus.build(&[]).works();
    let id = corpus.first_id("events.csv");
    let ended = corpus.run(["explain", &id, "in", "--out", "out"]);
    let shown = ended.works();
    for words in [
        id.as_str(),
        "meeting.txt:3:",
        "[trigger: met]",
        "[date: 9 March 2015]",
        "\nrule meeting.",
        "start_date",
        "2015-03-09",
    ] {
        assert!(shown.contains(words), "{words:?} is not in {shown}");
    }
    assert!(!shown.contains('\u{1b}'), "colours in a pipe: {shown:?}");
    // Without tables, and with the beginning of the id only.
    assert_eq!(corpus.run(["explain", &id[..12], "in"]).works(), shown);
    let commitment = corpus.first_id("commitments.csv");
    assert!(corpus.run(["explain", &commitment, "in"]).works().contains("[cue: agreed to]"));
}

#[test]
fn explain_of_an_unknown_or_ambiguous_id_gives_a_hint() {
    let corpus = Corpus::new();
    corpus.build(&[]).works();
    corpus.run(["explain", "ev-zz", "in", "--out", "out"]).fails(2, &["no event or commitment", "events.csv"]);
    corpus.run(["explain", "person:x", "in"]).fails(2, &["no id of a row"]);
    corpus.run(["explain", "ev-"]).fails(2, &["data/raw"]);
    corpus.add("in/other.txt", MEETING);
    corpus.build(&[]).works();
    corpus.run(["explain", "ev-", "in", "--out", "out"]).fails(2, &["give more of the id"]);
}

#[test]
fn a_lexicon_can_be_written_out_checked_and_laid_over() {
    let corpus = Corpus::new();
    corpus.run(["lexicon", "export", "mine"]).works();
    corpus.run(["lexicon", "export", "mine"]).fails(2, &["not empty"]);
    assert!(corpus.run(["lexicon", "check"]).works().contains("countries"));
    corpus.add("bad/events.toml", "[[rule]]\nid = 3\n");
    corpus.run(["lexicon", "check", "bad"]).fails(1, &["events.toml:2:"]);
    corpus.add("typo/event.toml", "");
    corpus.run(["lexicon", "check", "typo"]).fails(1, &["no lexicon file has this name"]);
    let plain = corpus.run(["lexicon", "where"]);
    let layered = corpus.run(["lexicon", "where", "--lexicon", "mine"]);
    assert!(plain.works().contains("built-in/countries.csv"));
    assert!(layered.works().contains("countries.csv") && layered.out.lines().last() != plain.out.lines().last());
}

#[test]
fn the_schema_comes_as_page_and_as_json() {
    let corpus = Corpus::new();
    assert!(corpus.run(["schema"]).works().starts_with("# Codebook"));
    let json = corpus.run(["schema", "--format", "json"]);
    assert!(json.works().contains("\"primary_key\""));
    corpus.build(&[]).works();
    assert_eq!(corpus.table("codebook.md"), corpus.run(["schema"]).works());
    assert!(corpus.run(["schema", "--format", "sql"]).works().contains("CREATE TABLE events ("));
    let arrow = corpus.run(["schema", "--format", "arrow"]);
    assert!(arrow.works().contains("\"unit\": \"DAY\""));
}

#[test]
fn a_difference_is_told_and_fails_where_it_is_asked_to() {
    let corpus = Corpus::new();
    corpus.build(&[]).works();
    corpus.run(["build", "in", "--out", "old"]).works();
    assert!(corpus.run(["diff", "old", "out", "--fail-on", "any"]).works().contains("Nothing changed"));
    corpus.add("in/other.txt", MEETING.replace("2015", "2017"));
    corpus.build(&[]).works();
    let ended = corpus.run(["diff", "old", "out", "--fail-on", "removed"]);
    assert!(ended.works().contains("| documents | 1 | 2 | 1 | 0 | 0 | 0 |"), "{}", ended.out);
    let ended = corpus.run(["diff", "old", "out", "--csv", "c.csv", "--markdown", "c.md", "--fail-on", "added"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(fs::read_to_string(corpus.path("c.csv")).unwrap().contains("\ndocuments,added,other,"));
    assert!(fs::read_to_string(corpus.path("c.md")).unwrap().starts_with("# Changes"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(corpus.path("c.md"), corpus.path("link.md")).unwrap();
        corpus.run(["diff", "old", "out", "--markdown", "link.md"]).works();
        assert!(corpus.path("link.md").is_symlink() && corpus.path("c.md").is_file());
        corpus.run(["diff", "old", "out", "--markdown", "/dev/null"]).works();
        assert!(!Path::new("/dev/null").is_file(), "a device was replaced");
    }
    corpus.run(["diff", "old", "nowhere"]).fails(2, &["nowhere: no such folder or archive"]);
    corpus.run(["diff", "old", "out", "--csv", "no/such/c.csv"]).fails(2, &["choose another file for --csv"]);
}

#[test]
fn commands_without_their_feature_say_how_to_get_it() {
    let corpus = Corpus::new();
    corpus.run(["check", "out"]).fails(2, &["--features frames -- check out"]);
    corpus.run(["show", "events"]).fails(2, &["--features frames -- show events"]);
    corpus.run(["query", "SELECT 1"]).fails(2, &["--features frames -- query"]);
    corpus.run(["release", "out", "--version", "2026.11.0"]).fails(2, &["--features release -- release out"]);
    corpus.run(["show", "stars"]).fails(2, &["documents, events, participants"]);
}

#[test]
fn eval_scores_a_build_against_gold() {
    let corpus = Corpus::new();
    corpus.build(&[]).works();
    let gold = r#"{"document": {}, "commitments": [], "events": [{"id": "e1", "type": "meeting", "salience": "primary",
        "start": "2015-03-09", "end": "2015-03-09", "evidence": ["met with Prime Minister Erik Lund of Norway in Oslo"]}]}"#;
    corpus.run(["eval", "--gold", "gold", "--pred", "out"]).fails(2, &["gold"]);
    corpus.add("gold/meeting.json", gold);
    let ended = corpus.run(["eval", "--gold", "gold", "--pred", "out", "--details", "--json", "scores.json"]);
    assert!(!ended.works().is_empty());
    assert!(fs::read_to_string(corpus.path("scores.json")).unwrap().starts_with('{'));
    for (more, words) in [
        (["--by", "kind"], "  kind\n"),
        (["--by", "half"], "events_core"),
        (["--by", "document"], "  meeting"),
        (["--half", "b"], "documents scored 1;"),
    ] {
        let ended = corpus.run(["eval", "--gold", "gold", "--pred", "out", "--rules"].iter().chain(&more));
        let out = ended.works();
        assert!(out.contains(words) && out.contains("meeting."), "{out}");
    }
    // The SHA-256 of "meeting" begins with an odd byte.
    corpus.run(["eval", "--gold", "gold", "--pred", "out", "--half", "a"]).fails(2, &["half a; leave out --half"]);
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut child = std::process::Command::new(program())
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn what_was_not_understood_is_listed() {
    let corpus = Corpus::new();
    corpus.add("in/other.txt", "A fair in spring\n\nPeople from Zorblatia came. The meeting room was white. Nobody has seen Zorblatia since.\n");
    corpus.build(&[]).works();
    assert!(
        corpus.table("review/names.csv").contains("\nZorblatia,2,1,other,"),
        "{}",
        corpus.table("review/names.csv")
    );
    assert!(corpus.table("review/cues.csv").contains("\nmeeting,meeting.noun,1,1,other,"));
    for list in ["dates.csv", "aliases.csv", "summary.json"] {
        assert!(!corpus.table(&format!("review/{list}")).is_empty());
    }
    // They are files of the release: a build that differs in them differs.
    corpus.add("out/review/names.csv", "name\n");
    corpus.build(&["--check"]).fails(1, &["1 file differs"]);
}

#[test]
fn corrections_come_last_and_must_fit() {
    let corpus = Corpus::new();
    corpus.build(&[]).works();
    let event = corpus.first_id("events.csv");
    let header = "table,row,column,expected,value,action,reason,author\n";
    let line =
        |expected: &str| format!("{header}events,{event},place,{expected},Bergen,set,seen there,A. Reader 2024\n");
    corpus.add("c.csv", line("Oslo"));
    let ended = corpus.build(&["--corrections", "c.csv"]);
    assert!(ended.works().contains("1 correction applied"), "{}", ended.out);
    let row = corpus.table("events.csv").lines().find(|l| l.starts_with(&event)).unwrap().to_owned();
    assert!(row.contains(",Bergen,") && row.contains("corrected"), "{row}");
    let before = corpus.table("manifest.json");
    corpus.add("c.csv", line("Trondheim"));
    corpus.build(&["--corrections", "c.csv"]).fails(2, &["c.csv:2", &event, "Trondheim", "Oslo"]);
    corpus.add("c.csv", header.replace("author", "writer"));
    corpus.build(&["--corrections", "c.csv"]).fails(2, &["c.csv:1", "columns"]);
    assert_eq!(corpus.table("manifest.json"), before);
}

#[test]
fn a_site_shows_texts_and_takes_no_place_of_a_dataset() {
    let corpus = Corpus::new();
    corpus.build(&["--no-text"]).works();
    let ended = corpus.run(["site", "out", "--sources", "in", "--out", "site", "--title", "A <b>"]);
    assert!(ended.works().contains("open site/index.html"), "{}", ended.out);
    assert!(fs::read_to_string(corpus.path("site/index.html")).unwrap().contains("<title>A &lt;b&gt;</title>"));
    assert!(fs::read_to_string(corpus.path("site/data/texts-0.js")).unwrap().contains("Ana Duval"));
    corpus.run(["site", "out", "--out", "out"]).fails(2, &["holds a dataset and no site"]);
    corpus.run(["site", "nowhere", "--out", "site"]).fails(2, &["nowhere"]);
    // A text that changed is told, and not shown.
    corpus.add("in/meeting.txt", "Something else.");
    let ended = corpus.run(["site", "out", "--sources", "in", "--out", "site"]);
    assert!(ended.code == Some(1) && ended.err.contains("its text is not the one"), "{}", ended.err);
    assert!(!corpus.path("site/data/texts-0.js").exists());
}
