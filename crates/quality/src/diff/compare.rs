//! Two tables held against each other.

use std::collections::{HashMap, HashSet};

use rapporteur_schema::ForeignKey;

use super::raw::{RawTable, Spec};
use super::{CellChange, ChangeKind, RowChange, TableDiff};
use crate::QualityError;

/// Old keys with the new ones they became, for each table.
type Rekeyed = HashMap<String, HashMap<String, String>>;

/// The changes between two tables, and the keys that changed.
pub(super) fn tables(
    spec: &Spec,
    old: &RawTable,
    new: &RawTable,
    rekeyed: &Rekeyed,
) -> Result<(TableDiff, HashMap<String, String>), QualityError> {
    let (old_side, new_side) = (Side::of(spec, old)?, Side::of(spec, new)?);
    // Row of the new table that each row of the old one became.
    let mut partner: Vec<Option<usize>> = old_side.keys.iter().map(|key| new_side.by_key.get(key).copied()).collect();
    let mut taken: HashSet<usize> = partner.iter().flatten().copied().collect();
    let matcher = Matcher { spec, old, new, old_keys: &old_side.keys, rekeyed };
    matcher.by_translated_key(&new_side, &mut partner, &mut taken);
    matcher.by_columns(&matcher.all_but_key(), true, &mut partner, &mut taken);
    for columns in spec.identity {
        matcher.by_columns(columns, false, &mut partner, &mut taken);
    }
    let keys: HashMap<String, String> = partner
        .iter()
        .enumerate()
        .filter_map(|(i, p)| Some((old_side.keys[i].clone(), new_side.keys[(*p)?].clone())))
        .filter(|(old, new)| old != new)
        .collect();
    let mut changes = Vec::new();
    for (i, to) in partner.iter().enumerate() {
        let key = old_side.keys[i].clone();
        let Some(to) = *to else {
            changes.push(RowChange { kind: ChangeKind::Deleted, key, new_key: None, cells: Vec::new() });
            continue;
        };
        let new_key = keys.get(&key).cloned();
        let cells = matcher.cells(i, to, new_key.is_some(), &keys);
        if new_key.is_some() || !cells.is_empty() {
            let kind = if new_key.is_some() { ChangeKind::Rekeyed } else { ChangeKind::Modified };
            changes.push(RowChange { kind, key, new_key, cells });
        }
    }
    let added = (0..new.rows.len()).filter(|i| !taken.contains(i)).map(|i| new_side.keys[i].clone());
    changes.extend(added.map(|key| RowChange { kind: ChangeKind::Added, key, new_key: None, cells: Vec::new() }));
    let diff =
        TableDiff { table: spec.table.name.to_owned(), old_rows: old.rows.len(), new_rows: new.rows.len(), changes };
    Ok((diff, keys))
}

/// The keys of one table.
struct Side {
    keys: Vec<String>,
    by_key: HashMap<String, usize>,
}

impl Side {
    fn of(spec: &Spec, table: &RawTable) -> Result<Self, QualityError> {
        let columns = spec.table.primary_key.iter().map(|&k| table.needed(k)).collect::<Result<Vec<usize>, _>>()?;
        let mut side = Side { keys: Vec::with_capacity(table.rows.len()), by_key: HashMap::new() };
        for (i, row) in table.rows.iter().enumerate() {
            let key = join(columns.iter().map(|&c| row[c].as_str()));
            if side.by_key.insert(key.clone(), i).is_some() {
                return Err(QualityError::TwiceInTable { path: table.path.clone(), key });
            }
            side.keys.push(key);
        }
        Ok(side)
    }
}

struct Matcher<'a> {
    spec: &'a Spec,
    old: &'a RawTable,
    new: &'a RawTable,
    old_keys: &'a [String],
    rekeyed: &'a Rekeyed,
}

impl Matcher<'_> {
    /// The value of an old cell, under the new key of what it refers to.
    fn translated<'b>(&'b self, column: &str, value: &'b str) -> &'b str {
        let table = self.reference(column).and_then(|key| self.rekeyed.get(key.table));
        table.and_then(|keys| keys.get(value)).map_or(value, String::as_str)
    }

    fn reference(&self, column: &str) -> Option<&ForeignKey> {
        self.spec.table.foreign_keys.iter().find(|key| key.column == column)
    }

    fn refers_to_itself(&self, column: &str) -> bool {
        self.reference(column).is_some_and(|key| key.table == self.spec.table.name)
    }

    /// Rows whose key is the same once the keys inside it are translated: the participant of a re-keyed event.
    fn by_translated_key(&self, new: &Side, partner: &mut [Option<usize>], taken: &mut HashSet<usize>) {
        let columns: Vec<(&str, usize)> =
            self.spec.table.primary_key.iter().filter_map(|&k| Some((k, self.old.position(k)?))).collect();
        for (i, partner) in partner.iter_mut().enumerate().filter(|(_, p)| p.is_none()) {
            let row = &self.old.rows[i];
            let key = join(columns.iter().map(|&(name, c)| self.translated(name, &row[c])));
            if let Some(&to) = new.by_key.get(&key)
                && key != self.old_keys[i]
                && taken.insert(to)
            {
                *partner = Some(to);
            }
        }
    }

    /// Columns that both tables have and that are neither a key of this table's own nor point into it.
    fn all_but_key(&self) -> Vec<&'static str> {
        let own = |name: &str| self.spec.table.primary_key.contains(&name) && self.reference(name).is_none();
        let names = self.spec.table.columns.iter().map(|c| c.name);
        names.filter(|name| !own(name) && !self.refers_to_itself(name)).collect()
    }

    /// Rows left over that are equal in `columns`. Rows that nothing tells apart pair up in order where `alike` allows it,
    /// and are left alone elsewhere.
    fn by_columns(&self, columns: &[&str], alike: bool, partner: &mut [Option<usize>], taken: &mut HashSet<usize>) {
        let positions: Vec<(&str, usize, usize)> =
            columns.iter().filter_map(|&c| Some((c, self.old.position(c)?, self.new.position(c)?))).collect();
        if positions.is_empty() {
            return;
        }
        let mut old: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        for i in (0..partner.len()).filter(|&i| partner[i].is_none()) {
            let values = positions.iter().map(|&(name, c, _)| self.translated(name, &self.old.rows[i][c]));
            old.entry(values.collect()).or_default().push(i);
        }
        let mut new: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        for i in (0..self.new.rows.len()).filter(|i| !taken.contains(i)) {
            let values = positions.iter().map(|&(_, _, c)| self.new.rows[i][c].as_str());
            new.entry(values.collect()).or_default().push(i);
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        // The order of the map does not matter: each group of rows is paired by itself.
        #[allow(clippy::iter_over_hash_type, reason = "the pairs are put in order below")]
        for (values, from) in old {
            let Some(to) = new.get(&values) else { continue };
            if alike || (from.len() == 1 && to.len() == 1) {
                pairs.extend(from.into_iter().zip(to.iter().copied()));
            }
        }
        pairs.sort_unstable();
        for (from, to) in pairs {
            partner[from] = Some(to);
            taken.insert(to);
        }
    }

    /// Cells of one row that changed. What follows from the re-keying of other rows is no change, and the key of a re-keyed row
    /// is not listed, unless a part of it that refers to nothing changed.
    fn cells(&self, from: usize, to: usize, rekeyed: bool, own: &HashMap<String, String>) -> Vec<CellChange> {
        let mut cells = Vec::new();
        for (c, name) in self.old.columns.iter().enumerate() {
            let Some(d) = self.new.position(name) else { continue };
            let (old, new) = (self.old.rows[from][c].as_str(), self.new.rows[to][d].as_str());
            if old == new {
                continue;
            }
            let follows = || match self.refers_to_itself(name) {
                true => own.get(old).map(String::as_str) == Some(new),
                false => self.translated(name, old) == new,
            };
            let is_id = self.spec.table.primary_key == [name.as_str()];
            if rekeyed && is_id || follows() {
                continue;
            }
            cells.push(CellChange { column: name.clone(), old: old.to_owned(), new: new.to_owned() });
        }
        cells
    }
}

fn join<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(" ")
}
