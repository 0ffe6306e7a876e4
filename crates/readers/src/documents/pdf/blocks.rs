//! Pages to blocks.

use std::collections::BTreeMap;

use super::columns::regions;
use super::furniture;
use super::glyphs::Piece;
use super::hyphens::Words;
use super::lines::{Line, lines};
use super::paragraphs::{Paragraphs, Place, Style};
use super::tables;
use crate::documents::flow::Flow;

/// Lines that are read from top to bottom.
struct Column {
    lines: Vec<Line>,
    column: bool,
    left: f64,
}

/// The text of a file, laid out as that of every format.
pub(super) fn text(pages: Vec<Vec<Piece>>) -> String {
    let mut columns: Vec<Column> = Vec::new();
    for page in furniture::clear(pages) {
        for region in regions(page) {
            let lines = lines(region.pieces);
            let left = lines.iter().map(Line::left).fold(f64::INFINITY, f64::min);
            if !lines.is_empty() {
                columns.push(Column { lines, column: region.column, left });
            }
        }
    }
    let words = Words::of(columns.iter().flat_map(|c| &c.lines));
    let mut paragraphs = Paragraphs::new(&words, Style { leading: leading(&columns), indents: indents(&columns) });
    let edges = right_edges(&columns);
    let mut flow = Flow::default();
    for (number, column) in columns.iter().enumerate() {
        let place = Place { number, left: column.left, right: edges.get(&key(column)).copied().unwrap_or_default() };
        let mut at = 0;
        for table in
            tables::tables(&column.lines).into_iter().chain(std::iter::once(column.lines.len()..column.lines.len()))
        {
            for line in column.lines.get(at..table.start).into_iter().flatten() {
                paragraphs.line(line, place, &mut flow);
            }
            if !table.is_empty() {
                paragraphs.end(&mut flow);
                tables::add(column.lines.get(table.clone()).unwrap_or_default(), &words, &mut flow);
            }
            at = table.end;
        }
    }
    paragraphs.end(&mut flow);
    flow.finish()
}

/// Columns of one kind at one place are alike.
fn key(column: &Column) -> (bool, i64) {
    (column.column, (column.left / 8.0).round() as i64)
}

/// Where the lines of a column end at most. A column of few lines is as wide as its like on other pages; of many lines some
/// may run beyond the margin.
fn right_edges(columns: &[Column]) -> BTreeMap<(bool, i64), f64> {
    let mut ends: BTreeMap<(bool, i64), Vec<f64>> = BTreeMap::new();
    for column in columns {
        ends.entry(key(column)).or_default().extend(column.lines.iter().map(Line::right));
    }
    let edge = |mut ends: Vec<f64>| {
        ends.sort_by(f64::total_cmp);
        let beyond = ends.len() / 20;
        ends.into_iter().rev().nth(beyond).unwrap_or_default()
    };
    ends.into_iter().map(|(key, ends)| (key, edge(ends))).collect()
}

/// The usual distance of base lines within a paragraph, as a multiple of the size of the letters.
fn leading(columns: &[Column]) -> f64 {
    let mut counts = [0usize; 41];
    for pair in columns.iter().flat_map(|c| c.lines.windows(2)) {
        let [above, below] = pair else { continue };
        let ratio = (above.base - below.base) / below.size;
        if (above.size - below.size).abs() < 0.5 && (0.8..2.0).contains(&ratio) {
            counts[((ratio * 20.0).round() as usize).min(40)] += 1;
        }
    }
    // Of equal counts the smaller distance is taken.
    let most = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count);
    most.filter(|(_, count)| **count > 0).map_or(1.2, |(ratio, _)| ratio as f64 / 20.0)
}

/// Whether paragraphs are told by a first line that stands farther in.
fn indents(columns: &[Column]) -> bool {
    let is_first = |column: &Column, triple: &[Line]| {
        let [above, line, below] = triple else { return false };
        let inset = |l: &Line| (l.left() - column.left) / l.size;
        inset(above).abs() < 0.5 && (0.6..4.0).contains(&inset(line)) && inset(below).abs() < 0.5
    };
    columns.iter().map(|c| c.lines.windows(3).filter(|w| is_first(c, w)).count()).sum::<usize>() > 2
}
