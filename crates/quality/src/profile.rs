//! What a dataset holds, in counts: missing values, confidence, months, actors, types.

use std::collections::{BTreeMap, HashMap, HashSet};

use rapporteur_schema::{Cell, CommitmentRow, Dataset, EventRow, ParticipantRow, Row};
use serde::Serialize;

/// Bins of the confidence histogram.
const BINS: usize = 10;
/// Actors listed.
const ACTORS: usize = 20;

/// Counts over a whole dataset.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Profile {
    /// Missing values of every column.
    pub missing: Vec<Missing>,
    /// How confidence is spread, for tables that have it.
    pub confidence: Vec<Confidence>,
    /// Events by the month of their first possible day, from the first month to the last without a gap.
    pub events_by_month: Vec<Month>,
    /// Events without a date.
    pub events_undated: usize,
    /// Events by type, the most frequent first.
    pub event_types: Vec<WordCount>,
    /// Commitments by type, the most frequent first.
    pub commitment_types: Vec<WordCount>,
    /// The actors with most events and commitments.
    pub top_actors: Vec<ActorCount>,
}

/// Missing values of one column.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// Its table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// Rows of the table.
    pub rows: usize,
    /// Rows without a value; an empty list counts as none.
    pub missing: usize,
    /// `missing` of `rows`; `None` for an empty table.
    pub share: Option<f64>,
    /// Whether a value may be missing.
    pub nullable: bool,
}

/// The confidence of one table's rows.
#[derive(Clone, Debug, Serialize)]
pub struct Confidence {
    /// The table.
    pub table: &'static str,
    /// Rows whose rule was never measured.
    pub unmeasured: usize,
    /// Ten bins of equal width from 0 to 1; the upper bound belongs to the last bin alone.
    pub bins: Vec<Bin>,
}

/// One bin of a histogram.
#[derive(Clone, Debug, Serialize)]
pub struct Bin {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Rows in it.
    pub rows: usize,
}

/// The events of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2012-03`.
    pub month: String,
    /// Events whose first possible day lies in it.
    pub events: usize,
}

/// Rows with one word of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordCount {
    /// The word.
    #[serde(rename = "type")]
    pub word: String,
    /// Rows.
    pub rows: usize,
}

/// One actor's share in the dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorCount {
    /// Its id.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: &'static str,
    /// Events it takes part in.
    pub events: usize,
    /// Commitments it is a party to.
    pub commitments: usize,
}

/// Counts what a dataset holds.
pub fn profile(dataset: &Dataset) -> Profile {
    let (events_by_month, events_undated) = months(&dataset.events);
    Profile {
        missing: missing(dataset),
        confidence: vec![
            confidence(EventRow::TABLE.name, dataset.events.iter().map(|r| r.confidence)),
            confidence(ParticipantRow::TABLE.name, dataset.participants.iter().map(|r| r.confidence)),
            confidence(CommitmentRow::TABLE.name, dataset.commitments.iter().map(|r| r.confidence)),
        ],
        events_by_month,
        events_undated,
        event_types: words(dataset.events.iter().map(|r| r.event_type.as_str())),
        commitment_types: words(dataset.commitments.iter().map(|r| r.commitment_type.as_str())),
        top_actors: actors(dataset),
    }
}

fn missing(dataset: &Dataset) -> Vec<Missing> {
    let mut found = Vec::new();
    for (table, rows) in dataset.tables() {
        for (i, column) in table.columns.iter().enumerate() {
            let missing = rows.iter().filter(|row| matches!(row[i], Cell::Null | Cell::List([]))).count();
            let share = (!rows.is_empty()).then(|| missing as f64 / rows.len() as f64);
            let nullable = column.nullable || column.kind == rapporteur_schema::Kind::List;
            found.push(Missing { table: table.name, column: column.name, rows: rows.len(), missing, share, nullable });
        }
    }
    found
}

fn confidence(table: &'static str, values: impl Iterator<Item = Option<f64>>) -> Confidence {
    let (mut unmeasured, mut counts) = (0, [0; BINS]);
    for value in values {
        match value {
            None => unmeasured += 1,
            Some(value) => counts[((value * BINS as f64) as usize).min(BINS - 1)] += 1,
        }
    }
    let bound = |i: usize| i as f64 / BINS as f64;
    let bins = counts.iter().enumerate().map(|(i, &rows)| Bin { low: bound(i), high: bound(i + 1), rows }).collect();
    Confidence { table, unmeasured, bins }
}

fn months(events: &[EventRow]) -> (Vec<Month>, usize) {
    let dates: Vec<(i16, i8)> = events.iter().filter_map(|e| e.start_date).map(|d| (d.year(), d.month())).collect();
    let mut counts: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for &month in &dates {
        *counts.entry(month).or_default() += 1;
    }
    let mut months = Vec::new();
    if let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value()) {
        let mut month = first;
        while month <= last {
            let (year, number) = month;
            let events = counts.get(&month).copied().unwrap_or(0);
            months.push(Month { month: format!("{year:04}-{number:02}"), events });
            month = if number == 12 { (year + 1, 1) } else { (year, number + 1) };
        }
    }
    (months, events.len() - dates.len())
}

fn words<'a>(values: impl Iterator<Item = &'a str>) -> Vec<WordCount> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<WordCount> =
        counts.into_iter().map(|(word, rows)| WordCount { word: word.to_owned(), rows }).collect();
    counts.sort_by(|a, b| (b.rows, &a.word).cmp(&(a.rows, &b.word)));
    counts
}

fn actors(dataset: &Dataset) -> Vec<ActorCount> {
    let mut events: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in &dataset.participants {
        events.entry(&row.actor_id).or_default().insert(&row.event_id);
    }
    let mut commitments: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in &dataset.commitment_parties {
        commitments.entry(&row.actor_id).or_default().insert(&row.commitment_id);
    }
    let number = |sets: &HashMap<&str, HashSet<&str>>, id: &str| sets.get(id).map_or(0, HashSet::len);
    let mut counts: Vec<ActorCount> = dataset
        .actors
        .iter()
        .map(|actor| ActorCount {
            actor_id: actor.actor_id.clone(),
            name: actor.name.clone(),
            kind: actor.kind.as_str(),
            events: number(&events, &actor.actor_id),
            commitments: number(&commitments, &actor.actor_id),
        })
        .filter(|count| count.events + count.commitments > 0)
        .collect();
    counts.sort_by(|a, b| (b.events + b.commitments, &a.actor_id).cmp(&(a.events + a.commitments, &b.actor_id)));
    counts.truncate(ACTORS);
    counts
}

#[cfg(test)]
mod tests {
    use rapporteur_schema::{ActorRow, Date, vocabulary::ActorKind};

    use super::*;

    #[test]
    fn months_have_no_gap() {
        let event = |year, month| EventRow { start_date: Some(Date::constant(year, month, 5)), ..EventRow::default() };
        let (months, undated) = months(&[event(2012, 11), event(2013, 2), event(2013, 2), EventRow::default()]);
        let shown: Vec<String> = months.iter().map(|m| format!("{} {}", m.month, m.events)).collect();
        assert_eq!(shown, ["2012-11 1", "2012-12 0", "2013-01 0", "2013-02 2"]);
        assert_eq!(undated, 1);
        assert_eq!(super::months(&[]), (vec![], 0));
    }

    #[test]
    fn the_bins_hold_every_row_once() {
        let spread = confidence("events", [Some(0.0), Some(0.95), Some(1.0), Some(0.1), None].into_iter());
        let rows: Vec<usize> = spread.bins.iter().map(|b| b.rows).collect();
        assert_eq!(rows, [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(spread.unmeasured, 1);
    }

    #[test]
    fn an_actor_counts_once_per_event() {
        let actor = |id: &str| ActorRow { actor_id: id.into(), kind: ActorKind::State, ..ActorRow::default() };
        let part = |event: &str, id: &str| ParticipantRow {
            event_id: event.into(),
            actor_id: id.into(),
            ..ParticipantRow::default()
        };
        let dataset = Dataset {
            actors: vec![actor("state:A"), actor("state:B"), actor("state:C")],
            participants: vec![part("1", "state:B"), part("1", "state:B"), part("2", "state:B"), part("2", "state:A")],
            ..Dataset::default()
        };
        let counts: Vec<(String, usize)> = actors(&dataset).into_iter().map(|a| (a.actor_id, a.events)).collect();
        assert_eq!(counts, [("state:B".to_owned(), 2), ("state:A".to_owned(), 1)]);
        let missing = missing(&dataset);
        let name = missing.iter().find(|m| m.table == "actors" && m.column == "country").unwrap();
        assert_eq!((name.rows, name.missing, name.share), (3, 3, Some(1.0)));
    }
}
