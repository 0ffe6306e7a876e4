//! The review lists: what the engine saw and did not understand, over all documents, most frequent first.
//!
//! They are files of the release beside the tables, so that users see where the lexicon has to grow.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use rapporteur_extract::{ReviewItem, ReviewKind};
use rapporteur_schema::ActorRow;
use rapporteur_spill::{Sorted, Sorter};
use serde::{Deserialize, Serialize};

use crate::error::PipelineError;

/// Rows of one list at most; `summary.json` tells how many there are.
const ROWS: usize = 2_000;
/// Memory for each of the two collections before they go to disk.
const MEMORY: usize = 32 << 20;
/// The lists of items, and their files.
const LISTS: [(ReviewKind, &str); 3] =
    [(ReviewKind::Name, "names"), (ReviewKind::Date, "dates"), (ReviewKind::Cue, "cues")];

/// One line of a list: how often it stands, and the first place it stands at.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    count: usize,
    documents: usize,
    document_id: String,
    start: usize,
    context: String,
}

/// Kind, rule and words.
type Words = (ReviewKind, String, String);

/// Collects the lists.
pub(super) struct Review {
    items: Sorter<Words, Line>,
    /// Ids by each name that an actor goes by.
    owners: Sorter<String, Vec<String>>,
}

impl Review {
    pub(super) fn new(work: &Path) -> Self {
        let add = |line: &mut Line, more: Line| {
            line.count += more.count;
            line.documents += more.documents;
        };
        let owners = Sorter::new(work, "owners", MEMORY, |ids: &mut Vec<String>, more: Vec<String>| {
            // One actor after the other comes, so only the last can be the same.
            ids.extend(more.into_iter().filter(|id| ids.last() != Some(id)).collect::<Vec<_>>());
        });
        Review { items: Sorter::new(work, "review", MEMORY, add), owners }
    }

    /// Adds what one document gave; documents come in the order of their ids.
    pub(super) fn add(&mut self, document_id: &str, items: Vec<ReviewItem>) -> Result<(), PipelineError> {
        for item in items {
            let bytes = 400 + item.text.len() + item.context.len() + item.rule_id.len();
            let line = Line {
                count: item.count,
                documents: 1,
                document_id: document_id.to_owned(),
                start: item.start,
                context: item.context,
            };
            self.items.add((item.kind, item.rule_id, item.text), line, bytes)?;
        }
        Ok(())
    }

    /// Adds the names of an actor; actors come in the order of their ids.
    pub(super) fn owner(&mut self, actor: &ActorRow) -> Result<(), PipelineError> {
        for name in std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.acronym) {
            self.owners.add(name.clone(), vec![actor.actor_id.clone()], 200 + name.len() + actor.actor_id.len())?;
        }
        Ok(())
    }

    /// The files of the lists, by name.
    pub(super) fn finish(self) -> Result<Vec<(String, Vec<u8>)>, PipelineError> {
        let mut files = Vec::new();
        let mut totals = BTreeMap::new();
        let items = self.items.finish()?;
        for (kind, name) in LISTS {
            let (total, lines) = lines(&items, kind)?;
            totals.insert(name, total);
            files.push((format!("review/{name}.csv"), list(kind, &lines)?));
        }
        let (total, owners) = shared(&self.owners.finish()?)?;
        totals.insert("aliases", total);
        files.push(("review/aliases.csv".to_owned(), aliases(&owners)?));
        let summary = serde_json::json!({ "rows_at_most": ROWS, "found": totals });
        let mut summary =
            serde_json::to_vec_pretty(&summary).map_err(|e| PipelineError::Review { cause: e.to_string() })?;
        summary.push(b'\n');
        files.push(("review/summary.json".to_owned(), summary));
        Ok(files)
    }
}

/// The first so many of what comes, by an order.
struct Most<K: Ord, V> {
    kept: BTreeMap<K, V>,
    total: usize,
}

impl<K: Ord, V> Most<K, V> {
    fn new() -> Self {
        Most { kept: BTreeMap::new(), total: 0 }
    }

    fn add(&mut self, key: K, value: V) {
        self.total += 1;
        self.kept.insert(key, value);
        if self.kept.len() > ROWS {
            self.kept.pop_last();
        }
    }
}

/// Text and rule of a line.
type Named = (String, String);

/// Most frequent first, then by words.
fn lines(items: &Sorted<Words, Line>, kind: ReviewKind) -> Result<(usize, Vec<(Named, Line)>), PipelineError> {
    let mut most = Most::new();
    for entry in items.iter()? {
        let ((found, rule, text), line) = entry?;
        if found == kind {
            most.add((Reverse(line.count), Reverse(line.documents), text, rule), line);
        }
    }
    let lines = most.kept.into_iter().map(|((_, _, text, rule), line)| ((text, rule), line));
    Ok((most.total, lines.collect()))
}

fn list(kind: ReviewKind, lines: &[(Named, Line)]) -> Result<Vec<u8>, PipelineError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let with_rule = kind == ReviewKind::Cue;
    let word = match kind {
        ReviewKind::Name => "name",
        ReviewKind::Date => "expression",
        _ => "cue",
    };
    let columns = ["count", "documents", "document_id", "offset", "context"];
    let rule = with_rule.then_some("rule_id");
    writer.write_record([word].into_iter().chain(rule).chain(columns)).map_err(broken)?;
    for ((text, rule), line) in lines {
        let numbers = [line.count, line.documents, line.start].map(|n| n.to_string());
        let [count, documents, offset] = &numbers;
        let rule = with_rule.then_some(rule.as_str());
        let cells = [count.as_str(), documents, &line.document_id, offset, &line.context];
        writer.write_record([text.as_str()].into_iter().chain(rule).chain(cells)).map_err(broken)?;
    }
    writer.into_inner().map_err(|e| PipelineError::Review { cause: e.to_string() })
}

/// Names that two actors or more go by, with the ids of these: how many, and the most shared.
#[allow(clippy::type_complexity, reason = "a name and its ids")]
fn shared(owners: &Sorted<String, Vec<String>>) -> Result<(usize, Vec<(String, Vec<String>)>), PipelineError> {
    let mut most = Most::new();
    for entry in owners.iter()? {
        let (name, ids) = entry?;
        if ids.len() > 1 {
            most.add((Reverse(ids.len()), name), ids);
        }
    }
    Ok((most.total, most.kept.into_iter().map(|((_, name), ids)| (name, ids)).collect()))
}

fn aliases(owners: &[(String, Vec<String>)]) -> Result<Vec<u8>, PipelineError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["alias", "count", "actor_ids"]).map_err(broken)?;
    for (alias, ids) in owners {
        writer.write_record([alias, &ids.len().to_string(), &ids.join("|")]).map_err(broken)?;
    }
    writer.into_inner().map_err(|e| PipelineError::Review { cause: e.to_string() })
}

fn broken(error: csv::Error) -> PipelineError {
    PipelineError::Review { cause: error.to_string() }
}

#[cfg(test)]
mod tests {
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
    fn lists_begin_with_the_most_frequent() {
        let folder = tempfile::tempdir().unwrap();
        let mut review = Review::new(folder.path());
        review.add("a", vec![item("Zorblatia", 1), item("Avalon", 1)]).unwrap();
        review.add("b", vec![item("Zorblatia", 2)]).unwrap();
        let files = review.finish().unwrap();
        let names = String::from_utf8(files[0].1.clone()).unwrap();
        let rows = [
            "name,count,documents,document_id,offset,context",
            "Zorblatia,3,2,a,3,of Zorblatia",
            "Avalon,1,1,a,3,of Avalon",
        ];
        assert!(names.lines().eq(rows), "{names}");
    }

    #[test]
    fn a_name_with_two_owners_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let mut review = Review::new(folder.path());
        for id in ["org:a", "org:b"] {
            let aliases = vec!["X".into()];
            review.owner(&ActorRow { actor_id: id.into(), name: id.into(), aliases, ..ActorRow::default() }).unwrap();
        }
        let aliases = &review.finish().unwrap()[3].1;
        assert_eq!(String::from_utf8_lossy(aliases), "alias,count,actor_ids\nX,2,org:a|org:b\n");
    }
}
