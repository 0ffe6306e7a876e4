//! Corrections of a small dataset put together by hand.

use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{
    ActorRow, CommitmentPartyRow, CommitmentRow, Dataset, DiagnosticRow, DocumentRow, EventRow, ParticipantRow,
};

use super::{Applied, Corrections, CorrectionsError};

const HEADER: &str = "table,row,column,expected,value,action,reason,author\n";

fn actor(id: &str, kind: ActorKind) -> ActorRow {
    ActorRow {
        actor_id: id.into(),
        name: id.to_uppercase(),
        kind,
        review_status: ReviewStatus::Auto,
        ..ActorRow::default()
    }
}

fn event(id: &str, parent: Option<&str>, start: i64) -> EventRow {
    EventRow {
        event_id: id.into(),
        document_id: "doc".into(),
        parent_event_id: parent.map(Into::into),
        event_type: EventType::Meeting,
        status: Status::Held,
        salience: Salience::Primary,
        date_precision: DatePrecision::None,
        mode: Mode::Unknown,
        plover: Some("CONSULT".into()),
        cameo: Some("cameo:040".into()),
        evidence: "They met\nin Oslo.".into(),
        evidence_start: start,
        evidence_end: start + 17,
        trigger: "met".into(),
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
        ..EventRow::default()
    }
}

fn participant(event: &str, actor: &str) -> ParticipantRow {
    ParticipantRow {
        event_id: event.into(),
        actor_id: actor.into(),
        role: Role::Participant,
        mention: "x".into(),
        evidence: "They met\nin Oslo.".into(),
        attendance: Attendance::Stated,
        resolution: Resolution::Exact,
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
        ..ParticipantRow::default()
    }
}

/// Two events of one document, a commitment made at the second, and who took part.
fn dataset() -> Dataset {
    let commitment = CommitmentRow {
        commitment_id: "co-1".into(),
        document_id: "doc".into(),
        event_id: Some("ev-2".into()),
        commitment_type: CommitmentType::Pledge,
        text: "help".into(),
        evidence: "They pledged help.".into(),
        evidence_start: 40,
        evidence_end: 58,
        cue: "pledged".into(),
        modality: Modality::Commitment,
        polarity: Polarity::Do,
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
        ..CommitmentRow::default()
    };
    let party = CommitmentPartyRow {
        commitment_id: "co-1".into(),
        actor_id: "org:a".into(),
        party_role: PartyRole::Committer,
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
    };
    let document = DocumentRow {
        document_id: "doc".into(),
        source_path: "doc.txt".into(),
        sha256: "0".into(),
        title: Some("Talks".into()),
        review_status: ReviewStatus::Auto,
        ..DocumentRow::default()
    };
    let remark = DiagnosticRow {
        diagnostic_id: "di-1".into(),
        document_id: Some("doc".into()),
        source_path: "doc.txt".into(),
        severity: SeverityWord::Info,
        code: "c".into(),
        message: "m".into(),
        ..DiagnosticRow::default()
    };
    let dataset = Dataset {
        documents: vec![document],
        events: vec![event("ev-1", None, 0), event("ev-2", Some("ev-1"), 20)],
        participants: vec![participant("ev-1", "org:a"), participant("ev-2", "org:a"), participant("ev-2", "org:b")],
        commitments: vec![commitment],
        commitment_parties: vec![party],
        actors: vec![actor("org:a", ActorKind::Organization), actor("org:b", ActorKind::Organization)],
        diagnostics: vec![remark],
    };
    assert!(dataset.problems().is_empty(), "{:?}", dataset.problems());
    dataset
}

/// Applies lines, which lack reason and author.
fn apply(lines: &[&str]) -> Result<(Dataset, Applied), CorrectionsError> {
    let lines: String = lines.iter().map(|line| format!("{line},why,who 2024\n")).collect();
    let mut dataset = dataset();
    let applied = Corrections::parse("c.csv", format!("{HEADER}{lines}").as_bytes())?.apply(&mut dataset)?;
    assert!(dataset.problems().is_empty(), "{:?}", dataset.problems());
    Ok((dataset, applied))
}

/// The message with which lines are refused.
fn refused(lines: &[&str]) -> String {
    apply(lines).unwrap_err().to_string()
}

#[test]
fn no_lines_change_nothing() {
    let mut after = dataset();
    let none = Corrections::parse("c.csv", HEADER.as_bytes()).unwrap();
    assert!(none.is_empty());
    assert_eq!(none.apply(&mut after).unwrap(), Applied::default());
    assert_eq!(after, dataset());
}

#[test]
fn set_changes_a_value_and_what_follows_from_it() {
    let (after, applied) = apply(&[
        "events,ev-1,event_type,meeting,call,set",
        "events,ev-1,start_date,,2015-03-09,set",
        "events,ev-1,topics,,trade|water,set",
        "events,ev-1,start_date,2015-03-09,2015-03-10,set",
        "participants,ev-2|org:b|participant,role,participant,chair,set",
    ])
    .unwrap();
    let event = &after.events[0];
    assert_eq!((event.event_type, event.cameo.as_deref()), (EventType::Call, Some("cameo:041")));
    assert_eq!(event.start_date.unwrap().to_string(), "2015-03-10");
    assert_eq!(event.topics, ["trade", "water"]);
    assert_eq!(event.review_status, ReviewStatus::Corrected);
    assert_eq!(after.events[1], dataset().events[1]);
    // The stronger role goes first.
    let roles: Vec<_> = after.participants.iter().map(|p| (p.actor_id.as_str(), p.role)).collect();
    assert_eq!(roles, [("org:a", Role::Participant), ("org:b", Role::Chair), ("org:a", Role::Participant)]);
    assert_eq!(applied.corrections, 5);
    let quotes: Vec<_> = applied.quotes.iter().map(|q| (q.document_id.as_str(), q.start, q.end)).collect();
    assert_eq!(quotes, [("doc", 0, 17), ("doc", 0, 0)]);
    assert_eq!(applied.quotes[1].refuse("x").to_string(), "c.csv:6: participants ev-2 org:b chair: x");
}

#[test]
fn set_can_empty_a_value() {
    let (after, _) = apply(&["commitments,co-1,event_id,ev-2,,set", "documents,doc,title,Talks,,set"]).unwrap();
    assert_eq!((after.commitments[0].event_id.as_deref(), after.documents[0].title.as_deref()), (None, None));
}

#[test]
fn drop_takes_along_what_hangs_on_the_row() {
    let (after, _) = apply(&["events,ev-2,,They met in,,drop"]).unwrap();
    assert_eq!(after.events.len(), 1);
    assert_eq!(after.participants.len(), 1);
    assert_eq!(after.commitments[0].event_id, None);
    assert_eq!(after.commitments[0].review_status, ReviewStatus::Corrected);
    assert!(after.actors.iter().map(|a| a.actor_id.as_str()).eq(["org:a"]), "nobody names org:b any more");

    let (after, _) = apply(&["events,ev-1,,,,drop"]).unwrap();
    assert_eq!((after.events.len(), after.events[0].parent_event_id.as_deref()), (1, None));
    assert_eq!(after.events[0].review_status, ReviewStatus::Corrected);

    let (after, _) = apply(&["actors,org:a,,ORG:A,,drop"]).unwrap();
    assert_eq!((after.participants.len(), after.commitment_parties.len(), after.commitments.len()), (1, 0, 1));

    let (after, _) = apply(&["documents,doc,,Talks,,drop"]).unwrap();
    assert_eq!((after.events.len(), after.commitments.len(), after.actors.len()), (0, 0, 0));
    assert_eq!(after.diagnostics[0].document_id, None);
}

#[test]
fn add_makes_a_row_in_its_place() {
    let value = r#""{""event_type"":""visit"",""status"":""held"",""salience"":""secondary"",""topics"":[""trade""],
        ""evidence"":""They came."",""evidence_start"":10,""evidence_end"":20,""trigger"":""came""}""#;
    let line = format!("events,doc,,,{value},add");
    let again = line.replace("visit", "meeting");
    let (after, applied) = apply(&[
        &line,
        &again,
        r#"actors,org:c,,,"{""name"":""C"",""kind"":""body""}",add"#,
        r#"participants,ev-1|org:c|host,,,"{""mention"":""C"",""evidence"":""They came."",""evidence_start"":10,""evidence_end"":20}",add"#,
        r#"commitment_parties,co-1|org:c|partner,,,{},add"#,
    ])
    .unwrap();
    let kinds: Vec<_> = after.events.iter().map(|e| (e.event_type, e.evidence_start)).collect();
    assert_eq!(
        kinds,
        [(EventType::Meeting, 0), (EventType::Visit, 10), (EventType::Meeting, 10), (EventType::Meeting, 20)]
    );
    let new = &after.events[1];
    assert!(new.event_id.starts_with("ev-") && new.event_id != after.events[2].event_id);
    assert_eq!(
        (new.document_id.as_str(), new.rule_id.as_str(), new.cameo.as_deref()),
        ("doc", "correction", Some("cameo:042"))
    );
    assert_eq!((new.date_precision, new.review_status), (DatePrecision::None, ReviewStatus::Corrected));
    assert_eq!((after.participants[0].role, after.participants[0].attendance), (Role::Host, Attendance::Stated));
    assert_eq!(after.commitment_parties[1].actor_id, "org:c");
    assert_eq!(after.actors[2].kind, ActorKind::Body);
    assert_eq!(applied.quotes.len(), 3);
}

#[test]
fn what_does_not_stand_is_told_with_what_does() {
    let message = refused(&["events,ev-1,status,scheduled,cancelled,set"]);
    assert!(
        message.starts_with("c.csv:2: events ev-1: status: \"held\" stands there now, not \"scheduled\"; "),
        "{message}"
    );
    assert!(refused(&["events,ev-1,place,Oslo,Rome,set"]).contains("nothing stands there now, not \"Oslo\""));
    assert!(refused(&["events,ev-1,status,scheduled,held,set"]).contains("the value wanted; remove this line"));
    assert!(refused(&["events,ev-1,,They parted,,drop"]).contains("\"They met in Oslo.\" stands there now"));
}

#[test]
fn unknown_names_are_told_with_the_known_ones() {
    for (line, what) in [
        ("meetings,ev-1,status,held,cancelled,set", "no such table"),
        ("diagnostics,di-1,,,,drop", "no such table"),
        ("events,ev-9,status,held,cancelled,set", "no such row; look in events.csv"),
        ("participants,ev-1|org:a,role,participant,host,set", "write event_id|actor_id|role"),
        ("events,ev-1,state,held,cancelled,set", "the columns are event_id, document_id"),
        ("events,ev-1,status,held,cancelled,put", "\"put\" is no action; take set, drop or add"),
        ("events,ev-1,review_status,auto,corrected,set", "set by the program"),
        ("events,ev-1,event_id,ev-1,ev-7,set", "to which others refer"),
        ("events,ev-1,status,,,drop", "leave both cells empty"),
        ("commitment_parties,co-1|org:a|committer,,x,,drop", "no text to compare with"),
    ] {
        let message = refused(&[line]);
        assert!(message.starts_with("c.csv:2: ") && message.contains(what), "{line}: {message}");
    }
}

#[test]
fn values_of_another_type_or_outside_of_the_vocabulary_are_refused() {
    for (line, what) in [
        ("events,ev-1,status,held,over,set", "take one of held, ongoing"),
        ("events,ev-1,start_date,,yesterday,set", "\"yesterday\" is no date"),
        ("events,ev-1,latitude,,north,set", "is no number"),
        ("events,ev-1,evidence_start,0,first,set", "is no whole number"),
        ("events,ev-1,trigger,met,,set", "must not be"),
        ("commitments,co-1,conditional,false,perhaps,set", "write true or false"),
    ] {
        let message = refused(&[line]);
        assert!(message.starts_with("c.csv:2: ") && message.contains(what), "{line}: {message}");
    }
}

#[test]
fn rows_that_cannot_be_added_are_refused() {
    for (line, what) in [
        ("events,doc,,,meeting,add", "no JSON object"),
        (r#"events,doc,,,"{""event_type"":""visit""}",add"#, "lacks status, salience, evidence"),
        (r#"actors,org:c,,,"{""name"":""C"",""kind"":""club""}",add"#, "not in the vocabulary"),
        (r#"actors,org:c,,,"{""name"":{},""kind"":""body""}",add"#, "name: write a text"),
        (r#"actors,org:c,,,"{""called"":""C""}",add"#, "\"called\" is no column"),
        (r#"actors,org:c,,,"{""actor_id"":""org:d"",""name"":""C"",""kind"":""body""}",add"#, "leave it out"),
        (r#"actors,org:a,,,"{""name"":""C"",""kind"":""body""}",add"#, "such a row already"),
        (r#"actors,org:c,name,,"{""name"":""C""}",add"#, "takes no column"),
        ("commitment_parties,co-1|org:c|partner,,,{},add", "actor_id: \"org:c\" is no actor_id of actors"),
        ("commitment_parties,co-1|org:a|friend,,,{},add", "take one of committer"),
    ] {
        let message = refused(&[line]);
        assert!(message.starts_with("c.csv:2: ") && message.contains(what), "{line}: {message}");
    }
}

#[test]
fn keys_and_references_still_hold() {
    let message = refused(&["participants,ev-2|org:b|participant,actor_id,org:b,org:a,set"]);
    assert!(message.contains("there is a row ev-2|org:a|participant already"), "{message}");
    let message = refused(&["events,ev-1,status,held,cancelled,set", "events,ev-2,parent_event_id,ev-1,ev-9,set"]);
    assert!(
        message.starts_with("c.csv:3: events ev-2: parent_event_id: \"ev-9\" is no event_id of events"),
        "{message}"
    );
}

#[test]
fn all_lines_that_do_not_fit_are_told_at_once() {
    let lines = ["events,ev-1,status,ongoing,cancelled,set"; 25];
    let message = refused(&lines);
    assert_eq!(message.lines().count(), 21);
    assert!(message.contains("c.csv:21: ") && message.ends_with("and 5 more"), "{message}");
}

#[test]
fn broken_files_are_refused() {
    let parse = |text: &str| Corrections::parse("c.csv", text.as_bytes()).unwrap_err().to_string();
    assert!(
        parse("table,row\n").contains("c.csv:1: the columns are \"table,row\"; the first line has to be table,row,")
    );
    assert!(parse(&format!("{HEADER}events,ev-1\n")).starts_with("c.csv:2: has 2 cells where the header has 8"));
    assert!(parse(&format!("{HEADER}events,ev-1,,,,drop,,me\n")).contains("the cell \"reason\" is empty"));
    assert!(parse(&format!("{HEADER}events,ev-1,,,,drop,wrong,\n")).contains("the cell \"author\" is empty"));
    let missing = Corrections::read(std::path::Path::new("no/such.csv")).unwrap_err().to_string();
    assert!(missing.contains("no/such.csv") && missing.contains("--corrections"), "{missing}");
}
