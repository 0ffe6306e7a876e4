//! Small datasets put together by hand.

use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{
    ActorRow, CommitmentPartyRow, CommitmentRow, Date, DiagnosticRow, DocumentRow, EventRow, Extraction,
    ParticipantRow, actor_id,
};

use crate::{Families, Known, Merged, link};

fn actor(id: &str, kind: ActorKind, name: &str) -> ActorRow {
    ActorRow { actor_id: id.into(), name: name.into(), kind, review_status: ReviewStatus::Auto, ..ActorRow::default() }
}

fn person(name: &str) -> ActorRow {
    actor(&actor_id(ActorKind::Person, name), ActorKind::Person, name)
}

fn participant(event: &str, actor: &str, role: Role, represents: Option<&str>) -> ParticipantRow {
    ParticipantRow {
        event_id: event.into(),
        actor_id: actor.into(),
        role,
        mention: "x".into(),
        represents: represents.map(Into::into),
        evidence: "x".into(),
        attendance: Attendance::Stated,
        resolution: Resolution::Exact,
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
        ..ParticipantRow::default()
    }
}

/// A document with one event, `ev-<id>`.
fn document(id: &str, published: Option<Date>, participants: Vec<ParticipantRow>, actors: Vec<ActorRow>) -> Extraction {
    let event = EventRow {
        event_id: format!("ev-{id}"),
        document_id: id.into(),
        event_type: EventType::Meeting,
        status: Status::Held,
        salience: Salience::Primary,
        date_precision: DatePrecision::None,
        mode: Mode::Unknown,
        evidence: "x".into(),
        trigger: "x".into(),
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
        ..EventRow::default()
    };
    let document = DocumentRow {
        document_id: id.into(),
        source_path: format!("{id}.txt"),
        sha256: "0".into(),
        published_date: published,
        review_status: ReviewStatus::Auto,
        ..DocumentRow::default()
    };
    Extraction { document: Some(document), events: vec![event], participants, actors, ..Extraction::default() }
}

/// `a` names somebody in full, `b` by the family name; both speak for the given states.
fn two_names(full: &[(&str, &str)], short: (&str, &str)) -> Vec<Extraction> {
    let states = ["state:AAA", "state:BBB"].map(|id| actor(id, ActorKind::State, id));
    let rows = |event: &str, named: &[(&str, &str)]| -> (Vec<ParticipantRow>, Vec<ActorRow>) {
        let rows = named
            .iter()
            .map(|(name, of)| participant(event, &actor_id(ActorKind::Person, name), Role::Host, Some(of)))
            .collect();
        (rows, named.iter().map(|(name, _)| person(name)).chain(states.clone()).collect())
    };
    let (a, a_actors) = rows("ev-a", full);
    let (b, b_actors) = rows("ev-b", &[short]);
    vec![document("a", None, a, a_actors), document("b", None, b, b_actors)]
}

#[test]
fn documents_are_sorted_and_rows_follow_them() {
    let rows = vec![
        participant("ev-b", "state:BBB", Role::Participant, None),
        participant("ev-b", "state:AAA", Role::Participant, None),
        participant("ev-b", "state:CCC", Role::Host, None),
    ];
    let states = ["AAA", "BBB", "CCC"].map(|c| actor(&format!("state:{c}"), ActorKind::State, c));
    let b = document("b", None, rows, states.to_vec());
    let a = document("a", None, Vec::new(), Vec::new());
    let dataset = link(vec![b.clone(), a.clone()]).unwrap();
    assert!(dataset.documents.iter().map(|d| d.document_id.as_str()).eq(["a", "b"]));
    assert!(dataset.events.iter().map(|e| e.event_id.as_str()).eq(["ev-a", "ev-b"]));
    assert!(dataset.participants.iter().map(|p| p.actor_id.as_str()).eq(["state:CCC", "state:AAA", "state:BBB"]));
    assert_eq!(dataset, link(vec![a, b]).unwrap());
}

#[test]
fn actors_of_one_id_become_one() {
    let first =
        ActorRow { aliases: vec!["Aland".into(), "AAA".into()], ..actor("state:AAA", ActorKind::State, "Aland") };
    let second = ActorRow {
        aliases: vec!["AAA".into(), "Alland".into()],
        country: Some("AAA".into()),
        ..actor("state:AAA", ActorKind::State, "The Aland")
    };
    let row = |event| vec![participant(event, "state:AAA", Role::Host, None)];
    let dataset = link(vec![
        document("b", Some(Date::constant(2015, 3, 9)), row("ev-b"), vec![second]),
        document("a", Some(Date::constant(2016, 1, 1)), row("ev-a"), vec![first]),
    ])
    .unwrap();
    let [actor] = dataset.actors.as_slice() else { panic!("{:?}", dataset.actors) };
    assert_eq!(actor.name, "Aland");
    assert_eq!(actor.aliases, ["AAA", "The Aland", "Alland"]);
    assert_eq!(actor.country.as_deref(), Some("AAA"));
    assert_eq!(actor.first_seen, Some(Date::constant(2015, 3, 9)));
}

#[test]
fn parents_stay_and_unused_actors_go() {
    let child = ActorRow { part_of: Some("body:m".into()), ..actor("body:d", ActorKind::Body, "Department") };
    let parent = ActorRow { part_of: Some("state:AAA".into()), ..actor("body:m", ActorKind::Body, "Ministry") };
    let actors = vec![
        child,
        parent,
        actor("state:AAA", ActorKind::State, "Aland"),
        actor("state:BBB", ActorKind::State, "Bland"),
    ];
    let dataset =
        link(vec![document("a", None, vec![participant("ev-a", "body:d", Role::Host, None)], actors)]).unwrap();
    assert!(dataset.actors.iter().map(|a| a.actor_id.as_str()).eq(["body:d", "body:m", "state:AAA"]));
}

#[test]
fn a_family_name_joins_the_only_full_name_of_the_same_state() {
    let full = [("Ana Duval", "state:AAA"), ("Bo Duval", "state:BBB")];
    let dataset = link(two_names(&full, ("Duvál", "state:AAA"))).unwrap();
    assert!(dataset.actors.iter().all(|a| a.actor_id != "person:duval"));
    let ana = dataset.actors.iter().find(|a| a.actor_id == "person:ana-duval").unwrap();
    assert_eq!(ana.aliases, ["Duvál"]);
    assert_eq!(dataset.participants.last().unwrap().actor_id, "person:ana-duval");
}

#[test]
fn an_ambiguous_family_name_stays_alone() {
    for full in [
        [("Ana Duval", "state:AAA"), ("Bo Duval", "state:AAA")],
        [("Ana Duval", "state:BBB"), ("Bo Lind", "state:AAA")],
    ] {
        let dataset = link(two_names(&full, ("Duval", "state:AAA"))).unwrap();
        assert!(dataset.actors.iter().any(|a| a.actor_id == "person:duval"), "{full:?}");
    }
}

#[test]
fn a_family_name_with_another_office_stays_alone() {
    for (position, joins) in [("Foreign Minister", true), ("Minister", true), ("Leader of the House", false)] {
        let mut documents = two_names(&[("Ana Duval", "state:AAA")], ("Duval", "state:AAA"));
        documents[0].participants[0].position = Some("Minister of Foreign Affairs".into());
        documents[1].participants[0].position = Some(position.into());
        let dataset = link(documents).unwrap();
        assert_eq!(dataset.actors.iter().all(|a| a.actor_id != "person:duval"), joins, "{position}");
    }
}

#[test]
fn both_names_in_one_event_become_one_row_with_the_stronger_role() {
    let rows = vec![
        participant("ev-a", "person:duval", Role::Chair, Some("state:AAA")),
        participant("ev-a", "person:ana-duval", Role::Participant, Some("state:AAA")),
    ];
    let actors = vec![person("Duval"), person("Ana Duval"), actor("state:AAA", ActorKind::State, "Aland")];
    let mut extraction = document("a", None, rows, actors);
    extraction.commitments.push(CommitmentRow {
        commitment_id: "co-a".into(),
        document_id: "a".into(),
        commitment_type: CommitmentType::Pledge,
        text: "x".into(),
        evidence: "x".into(),
        cue: "x".into(),
        modality: Modality::Commitment,
        polarity: Polarity::Do,
        rule_id: "r".into(),
        review_status: ReviewStatus::Auto,
        ..CommitmentRow::default()
    });
    extraction.commitment_parties = ["person:duval", "person:ana-duval"]
        .map(|id| CommitmentPartyRow {
            commitment_id: "co-a".into(),
            actor_id: id.into(),
            party_role: PartyRole::Committer,
            rule_id: "r".into(),
            review_status: ReviewStatus::Auto,
        })
        .to_vec();
    let dataset = link(vec![extraction]).unwrap();
    assert_eq!(dataset.participants.len(), 1);
    assert_eq!(dataset.participants[0].role, Role::Chair);
    assert_eq!(dataset.commitment_parties.len(), 1);
}

#[test]
fn diagnostics_of_unreadable_files_are_kept_in_order() {
    let row = |path: &str, start: Option<i64>| DiagnosticRow {
        diagnostic_id: format!("di-{path}-{start:?}"),
        source_path: path.into(),
        severity: SeverityWord::Error,
        code: "empty".into(),
        message: "x".into(),
        span_start: start,
        ..DiagnosticRow::default()
    };
    let rows = [row("b", None), row("a", Some(7)), row("a", None)];
    let extractions = rows.map(|r| Extraction { diagnostics: vec![r], ..Extraction::default() });
    let dataset = link(extractions.to_vec()).unwrap();
    let places: Vec<_> = dataset.diagnostics.iter().map(|d| (d.source_path.as_str(), d.span_start)).collect();
    assert_eq!(places, [("a", None), ("a", Some(7)), ("b", None)]);
}

#[test]
fn a_contradiction_is_named_and_called_a_mistake_of_ours() {
    let rows = vec![participant("ev-x", "state:AAA", Role::Host, None)];
    let error = link(vec![document("a", None, rows, Vec::new())]).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("participants.event_id: row ev-x state:AAA host"), "{message}");
    assert!(message.contains("mistake in rapporteur"), "{message}");
}

#[test]
fn moves_are_enough_to_let_rows_follow() {
    let (short, full) = (person("Rahmon"), person("Emomali Rahmon"));
    let rows = || {
        let speaks = |actor: &ActorRow, role| participant("ev-a", &actor.actor_id, role, Some("state:TJK"));
        let participants = vec![speaks(&short, Role::Speaker), speaks(&full, Role::Host)];
        let state = actor("state:TJK", ActorKind::State, "Tajikistan");
        document("a", None, participants, vec![short.clone(), full.clone(), state])
    };
    let known = Known::of(&rows());
    let mut families = Families::default();
    known.iter().for_each(|actor| families.first(actor));
    families.between();
    known.iter().for_each(|actor| families.second(actor));
    let merged = families.merged();
    let (mut expected, mut found) = (rows(), rows());
    merged.document(&mut expected);
    Merged::of_moves(merged.moves().clone()).document(&mut found);
    assert_eq!(found, expected);
    assert_eq!(found.participants.len(), 1);
}
