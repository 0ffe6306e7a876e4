//! Which gold entry a predicted row answers to: one-to-one matchings of greatest total weight.

use std::collections::{BTreeMap, BTreeSet};

use super::norm::{containment, is_stop, jaccard};
use super::{Actor, load, tables};

/// Weights of the pairs that may match; all above 0.
type Scores = BTreeMap<(usize, usize), f64>;
/// Matched pairs of a gold index and a predicted index.
pub(super) type Pairs = Vec<(usize, usize)>;

/// Matching of greatest total weight (Hungarian method on the square matrix).
///
/// Among matchings of equal weight the one is taken that this order of rows and columns leads to: figures must not
/// depend on which implementation of the scoring was run.
fn best_matching(scores: &Scores) -> Pairs {
    let rows: Vec<usize> = scores.keys().map(|k| k.0).collect::<BTreeSet<_>>().into_iter().collect();
    let columns: Vec<usize> = scores.keys().map(|k| k.1).collect::<BTreeSet<_>>().into_iter().collect();
    let n = rows.len().max(columns.len());
    let big = scores.values().copied().fold(0.0, f64::max) + 1.0;
    let mut cost = vec![vec![big; n]; n];
    for (&(i, j), weight) in scores {
        if let (Ok(row), Ok(column)) = (rows.binary_search(&i), columns.binary_search(&j)) {
            cost[row][column] = big - weight;
        }
    }
    // Potentials of rows and columns; `p[j]` is the row of column j; index 0 stands for "none".
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let (mut p, mut way) = (vec![0; n + 1], vec![0; n + 1]);
    for i in 1..=n {
        p[0] = i;
        let mut j0 = 0;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut used = vec![false; n + 1];
        loop {
            used[j0] = true;
            let (i0, mut delta, mut j1) = (p[j0], f64::INFINITY, 0);
            for j in 1..=n {
                if used[j] {
                    continue;
                }
                let current = cost[i0 - 1][j - 1] - u[i0] - v[j];
                if current < least[j] {
                    (least[j], way[j]) = (current, j0);
                }
                if least[j] < delta {
                    (delta, j1) = (least[j], j);
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[p[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            j0 = j1;
            if p[j0] == 0 {
                break;
            }
        }
        while j0 != 0 {
            let j1 = way[j0];
            p[j0] = p[j1];
            j0 = j1;
        }
    }
    p.iter()
        .skip(1)
        .zip(&columns)
        .filter_map(|(&row, &column)| Some((*rows.get(row.checked_sub(1)?)?, column)))
        .filter(|pair| scores.contains_key(pair))
        .collect()
}

/// Whether two actors are the same: one name in common; persons by family name and first initial; groups by half of
/// their words.
fn same_actor(gold: &Actor, predicted: &Actor) -> bool {
    gold.names.iter().any(|g| predicted.names.iter().any(|p| same_name(gold, g, predicted, p)))
}

fn same_name(gold: &Actor, g: &[String], predicted: &Actor, p: &[String]) -> bool {
    let (Some(first), Some(last)) = (g.first(), g.last()) else { return false };
    let (Some(other_first), Some(other_last)) = (p.first(), p.last()) else { return false };
    if g == p {
        return true;
    }
    match gold.kind.as_deref() {
        Some("person") => {
            matches!(predicted.kind.as_deref(), Some("person" | ""))
                && last == other_last
                && (g.len() == 1 || p.len() == 1 || first.chars().next() == other_first.chars().next())
        }
        Some("group") => {
            let telling = |words: &[String]| words.iter().filter(|w| !is_stop(w)).cloned().collect::<BTreeSet<_>>();
            let (a, b) = (telling(g), telling(p));
            !a.is_empty() && !b.is_empty() && jaccard(&a, &b) >= 0.5
        }
        _ => false,
    }
}

/// Matches actors; an equal role is worth as much as the actor itself.
pub(super) fn actors<'a>(gold: impl IntoIterator<Item = &'a Actor>, predicted: &[Actor]) -> Pairs {
    let mut scores = Scores::new();
    for (i, g) in gold.into_iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            if same_actor(g, p) {
                scores.insert((i, j), 1.0 + weight(g.role == p.role));
            }
        }
    }
    best_matching(&scores)
}

/// Matches events that share evidence or a name, or type and start date.
pub(super) fn events(gold: &[load::Event], predicted: &[tables::Event]) -> Pairs {
    let mut scores = Scores::new();
    for (i, g) in gold.iter().enumerate() {
        let quotes = g.evidence.event_fingerprints();
        let name = super::norm::telling_words(g.name.as_deref().unwrap_or_default());
        let sure: Vec<&Actor> = g.participants.iter().filter(|a| !a.optional).collect();
        for (j, p) in predicted.iter().enumerate() {
            let shown = quotes.iter().any(|q| containment(q, &p.evidence) >= 0.6);
            let named = containment(&name, &p.name) >= 0.7;
            let same_type = Some(&g.event_type) == p.event_type.as_ref();
            let same_start = g.start.as_deref().is_some_and(|s| !s.is_empty()) && g.start == p.start;
            if !(shown || named || (same_type && same_start)) {
                continue;
            }
            let share = match sure.len() {
                0 => 0.0,
                all => actors(sure.iter().copied(), &p.participants).len() as f64 / all as f64,
            };
            let same_end = g.end.as_deref() == p.end.as_deref().filter(|e| !e.is_empty());
            let same_country = Some(g.country.as_deref().unwrap_or_default()) == p.country.as_deref();
            // Summed in this order: rounding decides ties.
            let score = 1.0
                + 3.0 * weight(same_type)
                + 2.0 * weight(same_start)
                + weight(same_end)
                + weight(same_country)
                + 2.0 * weight(shown)
                + 2.0 * weight(named)
                + 3.0 * share
                + weight(Some(&g.salience) == p.salience.as_ref())
                + 0.5 * weight(!g.optional);
            scores.insert((i, j), score);
        }
    }
    best_matching(&scores)
}

/// Matches commitments whose evidence or clause shares half of the words.
pub(super) fn commitments(gold: &[load::Commitment], predicted: &[tables::Commitment]) -> Pairs {
    let mut scores = Scores::new();
    for (i, g) in gold.iter().enumerate() {
        let quotes = g.evidence.fingerprints();
        for (j, p) in predicted.iter().enumerate() {
            let shared = quotes.iter().flat_map(|q| [jaccard(q, &p.evidence), jaccard(q, &p.text)]).fold(0.0, f64::max);
            if shared >= 0.5 {
                let same_type = Some(&g.commitment_type) == p.commitment_type.as_ref();
                scores.insert((i, j), 1.0 + shared + weight(same_type) + 0.5 * weight(!g.optional));
            }
        }
    }
    best_matching(&scores)
}

fn weight(yes: bool) -> f64 {
    if yes { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_counts_not_the_single_pair() {
        let scores = Scores::from([((0, 5), 3.0), ((0, 7), 2.5), ((4, 5), 2.9)]);
        assert_eq!(best_matching(&scores), [(4, 5), (0, 7)]);
        assert!(best_matching(&Scores::new()).is_empty());
    }

    fn actor(name: &str, kind: &str) -> Actor {
        Actor {
            label: name.into(),
            names: vec![super::super::norm::words(name)],
            kind: Some(kind.into()),
            ..Actor::default()
        }
    }

    #[test]
    fn persons_match_by_family_name_and_initial_groups_by_words() {
        let same = |a: &str, b: &str, kind: &str| same_actor(&actor(a, kind), &actor(b, kind));
        assert!(same("Anna Lind", "A. Lind", "person"));
        assert!(same("Anna Lind", "Lind", "person"));
        assert!(!same("Anna Lind", "Erik Lind", "person"));
        assert!(!same("Lind", "Lind Foundation", "organization"));
        assert!(same("heads of the field offices", "heads of field offices in the region", "group"));
        assert!(!same_actor(&actor("Anna Lind", "person"), &actor("A. Lind", "body")));
    }
}
