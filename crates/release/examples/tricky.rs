//! Writes a small dataset of everything that breaks readers: `cargo run -p rapporteur-release --example tricky -- DIR`.
//!
//! Formulas, quotes, line breaks, text that looks like numbers, dates or missing values, other scripts, a text longer than a
//! cell of a workbook, days that no workbook knows. The texts are invented.

use std::path::PathBuf;
use std::process::ExitCode;

use rapporteur_export::{Release, write};
use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{
    ActorRow, CommitmentPartyRow, CommitmentRow, Dataset, Date, DiagnosticRow, DocumentRow, EventRow, ParticipantRow,
};

/// What spreadsheets and data frame libraries make something else of.
const TRICKY: [&str; 22] = [
    "=1+1",
    "+7 (992) 37",
    "-2+3",
    "- implement the plan",
    "@SUM(A1)",
    "\tTAB first",
    "036",
    "1E5",
    "NA",
    "null",
    "true",
    "2012-03-27",
    "1/2",
    "a \"quoted\" word",
    "two\nlines",
    "two\r\nlines",
    "semicolon; comma, pipe",
    " spaces around ",
    "Эмомали Рахмон – Президент",
    "朝鮮半島 🕊️",
    "<script>alert('x')</script> & <b>bold</b>",
    "café, Lajčák, Peṧko",
];

fn main() -> ExitCode {
    let Some(out) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("error: name the folder to write");
        return ExitCode::from(2);
    };
    let release = Release {
        title: "Tricky cells",
        version: "0.0.0",
        lexicon_hash: "none",
        licence: "CC-BY-4.0",
        edition: None,
        extra_files: &[("review/names.csv".to_owned(), b"name,count\n=1+1,1\n".to_vec())],
    };
    match write(&dataset(), &out, &release) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dataset() -> Dataset {
    let mut long = "лонг ".repeat(8_000);
    long.push_str("end");
    let texts: Vec<String> = TRICKY.iter().map(|t| (*t).to_owned()).chain([long]).collect();
    let number = |i: usize| i64::try_from(i).unwrap_or(0);
    let auto = ReviewStatus::Auto;
    let length = |text: &str| number(text.chars().count());
    let mut dataset = Dataset::default();
    for (i, text) in texts.iter().enumerate() {
        let day = [
            None,
            Some(Date::constant(1899, 12, 31)),
            Some(Date::constant(1969, 12, 31)),
            Some(Date::constant(2024, 2, 29)),
        ][i % 4];
        let due = (i % 2 == 0).then_some(Date::constant(9999, 12, 31));
        // Ids are made of file names, and those may hold anything.
        let odd = ["doc", "дело", "50%_doc", "doc_.", "b"][i % 5];
        let (document, event, commitment) = (format!("{odd}-{i:02}"), format!("ev-{i:016x}"), format!("co-{i:016x}"));
        dataset.documents.push(DocumentRow {
            document_id: document.clone(),
            source_path: format!("doc/{i:02}.txt"),
            sha256: format!("{i:064x}"),
            title: Some(text.clone()).filter(|t| !t.trim().is_empty()),
            publisher: (i % 2 == 0).then(|| text.clone()),
            url: (i % 3 == 0).then(|| format!("https://example.org/{i}?a=1&b=\"2\"")),
            published_date: Some(Date::constant(2015, 1, 1 + i8::try_from(i % 28).unwrap_or(0))),
            published_basis: Some(PublishedBasis::Metadata),
            characters: length(text),
            sentences: 1,
            review_status: auto,
            ..DocumentRow::default()
        });
        dataset.events.push(EventRow {
            event_id: event.clone(),
            document_id: document.clone(),
            event_type: EventType::ALL[i % EventType::ALL.len()],
            status: Status::ALL[i % Status::ALL.len()],
            salience: Salience::Primary,
            event_name: Some(text.clone()),
            start_date: day,
            end_date: day,
            date_edtf: day.map(|d| d.to_string()),
            date_basis: day.map(|_| DateBasis::Explicit),
            date_precision: if i % 4 == 0 { DatePrecision::None } else { DatePrecision::Day },
            place: Some(text.clone()),
            country: (i % 2 == 1).then(|| "NAM".to_owned()),
            latitude: (i % 2 == 0).then_some([0.1, -90.0, 38.0, 1e-7][i / 2 % 4]),
            longitude: (i % 2 == 0).then_some([-0.1, 180.0, 69.0, 123.456_789_012_345][i / 2 % 4]),
            mode: Mode::Unknown,
            topics: match i % 3 {
                0 => vec![],
                1 => vec!["=1+1".to_owned()],
                _ => vec!["036".to_owned(), "NA".to_owned(), "вода".to_owned()],
            },
            confidence: (i % 2 == 0).then_some([1.0, 0.0, 0.333_333_333_333_333_3][i % 3]),
            evidence: text.clone(),
            evidence_start: 0,
            evidence_end: length(text),
            trigger: text.chars().take(12).collect(),
            rule_id: "tricky".to_owned(),
            review_status: auto,
            ..EventRow::default()
        });
        let actor = format!("person:tricky-{i:02}");
        dataset.actors.push(ActorRow {
            actor_id: actor.clone(),
            name: text.clone(),
            kind: ActorKind::ALL[i % ActorKind::ALL.len()],
            aliases: vec![text.replace('|', "/").trim().to_owned(), "- alias".to_owned()],
            review_status: auto,
            ..ActorRow::default()
        });
        dataset.participants.push(ParticipantRow {
            event_id: event.clone(),
            actor_id: actor.clone(),
            role: Role::Participant,
            mention: text.clone(),
            position: Some(text.clone()),
            evidence: text.clone(),
            evidence_start: 0,
            evidence_end: length(text),
            level: (i % 2 == 0).then_some(3),
            attendance: Attendance::Stated,
            group_count: (i % 5 == 0).then_some(i64::from(u32::MAX)),
            resolution: Resolution::Exact,
            rule_id: "tricky".to_owned(),
            review_status: auto,
            ..ParticipantRow::default()
        });
        dataset.commitments.push(CommitmentRow {
            commitment_id: commitment.clone(),
            document_id: document.clone(),
            event_id: Some(event),
            commitment_type: CommitmentType::ALL[i % CommitmentType::ALL.len()],
            text: text.clone(),
            instruments: if i % 2 == 0 { vec![] } else { vec!["+1".to_owned(), "1/2".to_owned()] },
            due_edtf: due.map(|d| d.to_string()),
            due_start: due,
            due_end: due,
            has_timeline: due.is_some(),
            conditional: i % 2 == 0,
            evidence: text.clone(),
            evidence_start: 0,
            evidence_end: length(text),
            cue: "will".to_owned(),
            modality: Modality::Commitment,
            polarity: Polarity::Do,
            amount: (i % 3 == 0).then_some([1e15, 0.1, 2.5e6][i / 3 % 3]),
            rule_id: "tricky".to_owned(),
            review_status: auto,
            ..CommitmentRow::default()
        });
        dataset.commitment_parties.push(CommitmentPartyRow {
            commitment_id: commitment,
            actor_id: actor,
            party_role: PartyRole::Committer,
            rule_id: "tricky".to_owned(),
            review_status: auto,
        });
        dataset.diagnostics.push(DiagnosticRow {
            diagnostic_id: format!("di-{i:016x}"),
            document_id: (i % 2 == 0).then(|| document.clone()),
            source_path: format!("doc/{i:02}.txt"),
            severity: SeverityWord::Info,
            code: "tricky".to_owned(),
            message: text.clone(),
            span_start: (i % 2 == 0).then_some(0),
            span_end: (i % 2 == 0).then(|| length(text)),
        });
    }
    dataset
}
