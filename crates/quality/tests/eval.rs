//! Scores worked out by hand on a small invented corpus.

use std::fs;
use std::path::Path;

use rapporteur_quality::eval::{ErrorKind, Half, RuleTally, Share, Tally, evaluate_half};
use rapporteur_quality::{QualityError, evaluate};

const GOLD: &str = r#"{
 "document": {"title": ["Lind in Arle", "Visit"], "published_date": "2020-05-02", "publisher": null},
 "events": [
  {"id": "e1", "type": "meeting", "salience": "primary", "start": "2020-05-01", "end": "2020-05-01", "place": "Arle",
   "country": "AAA", "name": null, "evidence": ["Anna Lind met the President of Borduria in Arle on Friday"],
   "participants": [
    {"name": "Anna Lind", "kind": "person", "role": "host"},
    {"name": "Bo Ek", "kind": "person", "role": "participant"},
    {"name": "Ministry of Rivers", "kind": "body", "role": "participant", "optional": true}]},
  {"id": "e2", "type": "conference", "salience": "secondary", "start": null, "end": null, "place": null,
   "country": null, "name": "Seventh River Forum", "evidence": ["on the margins of the Seventh River Forum"],
   "participants": [{"name": "River Union", "kind": "organization", "role": "organizer"}]},
  {"id": "e3", "type": "visit", "salience": "referenced", "start": "2019-01-01", "end": null,
   "evidence": ["Lind last came to Arle in January 2019"]},
  {"id": "e4", "type": "signing", "salience": "primary", "start": "2020-05-01", "end": "2020-05-01", "optional": true,
   "evidence": ["a memorandum was signed there as well"]}
 ],
 "commitments": [
  {"id": "c1", "type": "pledge", "evidence": ["Borduria will build two dams"], "committers": ["Borduria"]},
  {"id": "c2", "type": "appeal", "evidence": "Both called for calm", "committers": [{"name": "Borduria"}, {"name": "Arlia"}]}
 ]
}"#;

/// Writes a build and its gold; the tables can be changed by `edit`.
fn corpus(folder: &Path, edit: impl Fn(&str, &str) -> String) {
    let tables = [
        ("documents", "document_id,title,published_date,publisher\nd,THE VISIT!,2020-05-03,\nunscored,x,,\n"),
        (
            "events",
            "event_id,document_id,event_type,event_name,salience,start_date,end_date,place,country,evidence,\
             rule_id\n\
             ev-1,d,visit,,primary,2020-05-01,2020-05-01,\"Arle, Old Town\",AAA,Anna Lind met the President in Arle,\
             visit.verb\n\
             ev-2,d,statement,,primary,2020-05-02,2020-05-02,,,Nothing of the kind,statement.verb\n\
             ev-3,d,visit,,referenced,2019-01-01,,,,Another sentence,visit.verb\n\
             ev-9,unscored,visit,,primary,2020-05-01,2020-05-01,,,Not scored,visit.verb\n",
        ),
        (
            "participants",
            "event_id,actor_id,role,mention,rule_id\n\
             ev-1,person:lind,guest,,visit.verb\nev-1,org:rivers,participant,,role.attend\n\
             ev-1,group:press,participant,the press,role.attend\n",
        ),
        (
            "commitments",
            "commitment_id,document_id,commitment_type,text,evidence,rule_id\n\
             co-1,d,intent,build two dams,Borduria will build two big dams,intent.will\n\
             co-2,d,appeal,,Something else,\n",
        ),
        (
            "commitment_parties",
            "commitment_id,actor_id,party_role\n\
             co-1,state:BOR,committer\nco-1,person:lind,speaker\nco-1,org:rivers,committer\n",
        ),
        (
            "actors",
            "actor_id,name,kind,aliases\nperson:lind,A. LIND,person,\norg:rivers,Rivers Ministry,body,Ministry of Rivers\n\
             group:press,press,group,\nstate:BOR,Republic of Borduria,state,Syldavia|Borduria\n",
        ),
    ];
    fs::create_dir_all(folder.join("gold")).unwrap();
    fs::write(folder.join("gold/d.json"), edit("gold", GOLD)).unwrap();
    for (name, text) in tables {
        fs::write(folder.join(format!("{name}.csv")), edit(name, text)).unwrap();
    }
}

fn score(folder: &Path) -> Result<rapporteur_quality::Report, QualityError> {
    evaluate(folder, &folder.join("gold"))
}

fn tally(tp: usize, fp: usize, fn_: usize) -> Tally {
    Tally { tp, fp, fn_ }
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |_, text| text.to_owned());
    let report = score(folder.path()).unwrap();
    let figures = report.figures;
    assert_eq!(figures.documents, Share { right: 2, of: 3 }, "title and the empty publisher; not the date");
    assert_eq!(figures.events_core, tally(1, 1, 1), "e1 by its words, ev-2 too many, e2 missed");
    assert_eq!(figures.events_all, tally(2, 1, 1), "e3 by type and date as well; the optional e4 counts for nothing");
    assert_eq!(figures.participants, tally(1, 1, 2), "Lind; the press; Ek and the organiser of e2");
    assert_eq!(figures.commitments, tally(1, 1, 1));
    assert_eq!(figures.committers, tally(1, 1, 0));
    let accuracy = figures.accuracy;
    let one = |right| Share { right, of: 1 };
    assert_eq!([accuracy.event_type, accuracy.start, accuracy.end], [one(0), one(1), one(1)]);
    assert_eq!([accuracy.country, accuracy.place, accuracy.salience], [one(1), one(1), one(1)]);
    assert_eq!([accuracy.role, accuracy.commitment_type], [one(0), one(0)]);
    assert_eq!(figures.joint, Share { right: 0, of: 2 });
    assert_eq!(
        report.to_string(),
        "documents scored 1; document fields right 0.667\n\
         events_core   P 0.500  R 0.500  F1 0.500   (tp 1 fp 1 fn 1)\n\
         events_all    P 0.667  R 0.667  F1 0.667   (tp 2 fp 1 fn 1)\n\
         participants  P 0.500  R 0.333  F1 0.400   (tp 1 fp 1 fn 2)\n\
         commitments   P 0.500  R 0.500  F1 0.500   (tp 1 fp 1 fn 1)\n\
         committers    P 0.500  R 1.000  F1 0.667   (tp 1 fp 1 fn 0)\n\
         accuracy     type 0.000  start 1.000  end 1.000  country 1.000  place 1.000  role 0.000  salience 1.000  \
         commitment_type 0.000\n\
         joint         0.000"
    );
}

#[test]
fn every_error_is_listed_under_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |_, text| text.to_owned());
    let report = score(folder.path()).unwrap();
    let texts = |kind| report.details.iter().filter(|d| d.kind == kind).map(|d| d.text.as_str()).collect::<Vec<_>>();
    assert_eq!(texts(ErrorKind::WrongType), ["e1: want meeting got visit"]);
    assert_eq!(texts(ErrorKind::MissedParticipant), ["e1: Bo Ek"]);
    assert_eq!(texts(ErrorKind::ExtraParticipant), ["e1: press (participant)"]);
    assert_eq!(texts(ErrorKind::WrongRole), ["e1: Anna Lind: want host got guest"]);
    assert_eq!(texts(ErrorKind::MissedCommitment), ["c2 appeal \"Both called for calm\""]);
    assert_eq!(texts(ErrorKind::Committers), ["c1: want [Borduria] got [Republic of Borduria, Rivers Ministry]"]);
    let table = report.details_by_kind();
    assert!(table.starts_with("    1  document field\n    1  missed event\n"), "{table}");
    assert!(table.contains("\nwrong type (1)\n  d: e1: want meeting got visit\n"), "{table}");
}

#[test]
fn rules_are_right_where_gold_answers_to_their_rows() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |_, text| text.to_owned());
    let rules = score(folder.path()).unwrap().rules;
    let share = |right, of| Share { right, of };
    let visit = RuleTally { events: share(1, 2), participants: share(1, 1), commitments: share(0, 0) };
    assert_eq!(rules["visit.verb"], visit, "ev-3 and Lind; ev-1 has another type; ev-9 is not scored");
    assert_eq!(rules["statement.verb"].events, share(0, 1));
    assert_eq!(rules["role.attend"].participants, share(1, 2), "the optional ministry; not the press");
    assert_eq!(rules["intent.will"].commitments, share(1, 1), "found, whatever its type");
    assert_eq!(rules.len(), 4, "a row without a rule counts for none");
    assert_eq!(rules["visit.verb"].all(), share(2, 3));
}

#[test]
fn rows_of_a_table_without_rules_count_for_none() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |_, text| text.replace("rule_id", "rule"));
    let report = score(folder.path()).unwrap();
    assert!(report.rules.is_empty());
    assert_eq!(report.figures.events_core, tally(1, 1, 1));
}

#[test]
fn each_document_is_in_one_half() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |_, text| text.to_owned());
    for n in 0..8 {
        fs::write(folder.path().join(format!("gold/d{n}.json")), GOLD).unwrap();
    }
    let gold = folder.path().join("gold");
    let all = score(folder.path()).unwrap();
    let [a, b] = [Half::A, Half::B].map(|half| evaluate_half(folder.path(), &gold, half).unwrap());
    assert!(a.figures.documents_scored > 0 && b.figures.documents_scored > 0);
    let ids = |report: &rapporteur_quality::Report| -> Vec<String> {
        report.by_document.iter().map(|d| d.document_id.clone()).collect()
    };
    let mut both = [ids(&a), ids(&b)].concat();
    both.sort_unstable();
    assert_eq!(both, ids(&all));
    let mut sum = a.figures;
    sum += b.figures;
    assert_eq!(sum, all.figures);
    assert_eq!((all.halves().a, all.halves().b), (a.figures, b.figures));
    assert_eq!(all.by(|d| d.half.to_string()).len(), 2);
}

#[test]
fn the_json_has_figures_halves_kinds_rules_documents_and_errors() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |_, text| text.to_owned());
    let json = serde_json::to_value(score(folder.path()).unwrap()).unwrap();
    assert_eq!(json["events_core"]["fn"], 1);
    assert_eq!(json["joint"]["of"], 2);
    assert_eq!(json["halves"]["a"]["documents_scored"], 1);
    assert_eq!(json["halves"]["gaps"][0]["name"], "events_core");
    assert_eq!(json["kinds"]["no publisher"]["events_all"]["tp"], 2);
    assert_eq!(json["rules"]["role.attend"]["participants"]["of"], 2);
    assert_eq!(json["by_document"][0]["document_id"], "d");
    assert_eq!(json["by_document"][0]["half"], "a");
    assert_eq!(json["by_document"][0]["committers"]["tp"], 1);
    assert_eq!(json["by_document"][0]["rules"]["visit.verb"]["events"]["right"], 1);
    assert_eq!(json["details"].as_array().unwrap().len(), score(folder.path()).unwrap().details.len());
}

#[test]
fn nothing_predicted_and_nothing_wanted_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path(), |name, text| match name {
        "gold" => "{}".to_owned(),
        "documents" => "document_id\nd\n".to_owned(),
        _ => text.lines().next().unwrap_or_default().to_owned(),
    });
    let report = score(folder.path()).unwrap();
    assert_eq!((report.figures.events_core.f1(), report.figures.joint.value()), (1.0, None));
    assert!(report.to_string().starts_with("documents scored 1; document fields right   n/a\n"));
    assert!(report.details.is_empty());
}

#[test]
fn hashed_gold_scores_like_the_quote() {
    let folder = tempfile::tempdir().unwrap();
    // The first six digits of the SHA-1 of "borduria", "will", "build", "two", "dams".
    let hashed = r#""evidence": [["c18112", "37d416", "80754a", "ad782e", "06f47b"]]"#;
    corpus(folder.path(), |_, text| text.replace(r#""evidence": ["Borduria will build two dams"]"#, hashed));
    assert_eq!(score(folder.path()).unwrap().figures.commitments, tally(1, 1, 1));
}

#[test]
fn errors_name_place_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let says = |expected: &str| {
        let message = score(path).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    };
    corpus(path, |name, text| if name == "gold" { text.replace("\"type\": \"visit\", ", "") } else { text.to_owned() });
    says("d.json:14:58: ");
    says("missing field `type`; mend the file");
    corpus(path, |name, text| if name == "events" { text.replace("country", "land") } else { text.to_owned() });
    says("events.csv:1: the column \"country\" is missing");
    fs::remove_file(path.join("actors.csv")).unwrap();
    says("actors.csv: the table is missing; give the folder");
    corpus(path, |_, text| text.to_owned());
    fs::remove_file(path.join("gold/d.json")).unwrap();
    says("no gold in this folder");
    fs::write(path.join("gold/d.json"), "{\"events\": [}").unwrap();
    says("d.json:1:13:");
}
