//! The review lists: what the engine saw and did not understand, over all documents, most frequent first.
//!
//! They are files of the release beside the tables, so that users see where the lexicon has to grow.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_extract::{ReviewItem, ReviewKind};
use rapporteur_schema::Dataset;

use crate::error::PipelineError;

/// Rows of one list at most; `summary.json` tells how many there are.
const ROWS: usize = 2_000;

/// What one document gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// Its id.
    pub(crate) document_id: String,
    /// Names, dates and cues.
    pub(crate) items: Vec<ReviewItem>,
}

/// One line of a list: the first place it stands at, and how often it does.
struct Line<'a> {
    count: usize,
    documents: usize,
    document_id: &'a str,
    item: &'a ReviewItem,
}

/// The files of the lists, by name.
pub(crate) fn files(notes: &[Notes], dataset: &Dataset) -> Result<Vec<(String, Vec<u8>)>, PipelineError> {
    let mut ordered: Vec<&Notes> = notes.iter().collect();
    ordered.sort_by(|a, b| a.document_id.cmp(&b.document_id));
    let mut files = Vec::new();
    let mut totals = BTreeMap::new();
    for (kind, name) in [(ReviewKind::Name, "names"), (ReviewKind::Date, "dates"), (ReviewKind::Cue, "cues")] {
        let lines = lines(&ordered, kind);
        totals.insert(name, lines.len());
        files.push((format!("review/{name}.csv"), list(kind, &lines)?));
    }
    let owners = owners(dataset);
    totals.insert("aliases", owners.len());
    files.push(("review/aliases.csv".to_owned(), aliases(&owners)?));
    let summary = serde_json::json!({ "rows_at_most": ROWS, "found": totals });
    let mut summary =
        serde_json::to_vec_pretty(&summary).map_err(|e| PipelineError::Review { cause: e.to_string() })?;
    summary.push(b'\n');
    files.push(("review/summary.json".to_owned(), summary));
    Ok(files)
}

/// Equal items of all documents as one line, most frequent first, then by words.
fn lines<'a>(notes: &[&'a Notes], kind: ReviewKind) -> Vec<Line<'a>> {
    let mut known: BTreeMap<(&str, &str), Line<'a>> = BTreeMap::new();
    for notes in notes {
        for item in notes.items.iter().filter(|i| i.kind == kind) {
            let line = known.entry((&item.rule_id, &item.text)).or_insert(Line {
                count: 0,
                documents: 0,
                document_id: &notes.document_id,
                item,
            });
            line.count += item.count;
            line.documents += 1;
        }
    }
    let mut lines: Vec<Line<'a>> = known.into_values().collect();
    lines.sort_by(|a, b| {
        (b.count, b.documents, &a.item.text, &a.item.rule_id).cmp(&(
            a.count,
            a.documents,
            &b.item.text,
            &b.item.rule_id,
        ))
    });
    lines
}

fn list(kind: ReviewKind, lines: &[Line<'_>]) -> Result<Vec<u8>, PipelineError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rule = (kind == ReviewKind::Cue).then_some("rule_id");
    let word = match kind {
        ReviewKind::Name => "name",
        ReviewKind::Date => "expression",
        _ => "cue",
    };
    let columns = ["count", "documents", "document_id", "offset", "context"];
    writer.write_record([word].into_iter().chain(rule).chain(columns)).map_err(broken)?;
    for line in lines.iter().take(ROWS) {
        let numbers = [line.count, line.documents, line.item.start].map(|n| n.to_string());
        let [count, documents, offset] = &numbers;
        let rule = (kind == ReviewKind::Cue).then_some(line.item.rule_id.as_str());
        let cells = [count.as_str(), documents, line.document_id, offset, &line.item.context];
        writer.write_record([line.item.text.as_str()].into_iter().chain(rule).chain(cells)).map_err(broken)?;
    }
    writer.into_inner().map_err(|e| PipelineError::Review { cause: e.to_string() })
}

/// Names that two actors or more go by, with the ids of these.
fn owners(dataset: &Dataset) -> Vec<(&str, BTreeSet<&str>)> {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for actor in &dataset.actors {
        for name in std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.acronym) {
            owners.entry(name).or_default().insert(&actor.actor_id);
        }
    }
    let mut shared: Vec<(&str, BTreeSet<&str>)> = owners.into_iter().filter(|(_, ids)| ids.len() > 1).collect();
    shared.sort_by(|a, b| (b.1.len(), a.0).cmp(&(a.1.len(), b.0)));
    shared
}

fn aliases(owners: &[(&str, BTreeSet<&str>)]) -> Result<Vec<u8>, PipelineError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["alias", "count", "actor_ids"]).map_err(broken)?;
    for (alias, ids) in owners.iter().take(ROWS) {
        let all = ids.iter().copied().collect::<Vec<_>>().join("|");
        writer.write_record([*alias, &ids.len().to_string(), &all]).map_err(broken)?;
    }
    writer.into_inner().map_err(|e| PipelineError::Review { cause: e.to_string() })
}

fn broken(error: csv::Error) -> PipelineError {
    PipelineError::Review { cause: error.to_string() }
}

#[cfg(test)]
mod tests {
    use rapporteur_schema::ActorRow;

    use super::*;

    fn item(text: &str, count: usize) -> ReviewItem {
        ReviewItem {
            kind: ReviewKind::Name,
            rule_id: String::new(),
            text: text.to_owned(),
            count,
            start: 3,
            context: format!("of {text}"),
        }
    }

    #[test]
    fn lists_begin_with_the_most_frequent_and_do_not_depend_on_order() {
        let a = Notes { document_id: "a".into(), items: vec![item("Zorblatia", 1), item("Avalon", 1)] };
        let b = Notes { document_id: "b".into(), items: vec![item("Zorblatia", 2)] };
        let one = files(&[a.clone(), b.clone()], &Dataset::default()).unwrap();
        let two = files(&[b, a], &Dataset::default()).unwrap();
        assert_eq!(one, two);
        let names = String::from_utf8(one[0].1.clone()).unwrap();
        let rows = [
            "name,count,documents,document_id,offset,context",
            "Zorblatia,3,2,a,3,of Zorblatia",
            "Avalon,1,1,a,3,of Avalon",
        ];
        assert!(names.lines().eq(rows), "{names}");
    }

    #[test]
    fn a_name_with_two_owners_is_listed() {
        let actor = |id: &str| ActorRow {
            actor_id: id.into(),
            name: id.into(),
            aliases: vec!["X".into()],
            ..ActorRow::default()
        };
        let dataset = Dataset { actors: vec![actor("org:a"), actor("org:b")], ..Dataset::default() };
        let aliases = &files(&[], &dataset).unwrap()[3].1;
        assert_eq!(String::from_utf8_lossy(aliases), "alias,count,actor_ids\nX,2,org:a|org:b\n");
    }
}
