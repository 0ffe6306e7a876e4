//! Lines that are rows of a table: cells below cells.

use std::ops::Range;

use super::hyphens::Words;
use super::lines::Line;
use super::markers::marked;
use crate::documents::flow::{Flow, Kind};

/// Lines nearer to each other than this many times their size are of one cell.
const TIGHT: f64 = 1.4;

/// Rows farther from each other than this many times their size are not of one table.
const LOOSE: f64 = 5.0;

/// The runs of lines that are tables.
pub(super) fn tables(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match table(lines, at) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the table that begins with line `start`.
fn table(lines: &[Line], start: usize) -> Option<usize> {
    let is_row = |line: &Line| line.cells.len() > 1 && marked(line).is_none();
    let first = lines.get(start).filter(|l| is_row(l))?;
    let mut columns: Vec<(f64, f64)> = first.cells.iter().map(|c| (c.left, c.right)).collect();
    let (mut end, mut rows) = (start + 1, 1);
    for pair in lines.get(start..)?.windows(2) {
        let [above, line] = pair else { break };
        let gap = above.base - line.base;
        if gap > LOOSE * line.size || !(is_row(line) || gap < TIGHT * line.size) {
            break;
        }
        let crosses = |cell: &&super::glyphs::Piece| {
            columns.iter().filter(|(left, right)| cell.left < *right && cell.right > *left).count() > 1
        };
        if line.cells.iter().any(|c| crosses(&c)) || marked(line).is_some() {
            break;
        }
        // Cells of running text would stand anywhere; those of a table stand below one another.
        let below = line.cells.iter().filter(|c| column(&columns, c.left, c.right).is_some()).count();
        if below < line.cells.len().min(2) {
            break;
        }
        for cell in &line.cells {
            match column(&columns, cell.left, cell.right).and_then(|i| columns.get_mut(i)) {
                Some(column) => *column = (column.0.min(cell.left), column.1.max(cell.right)),
                None => columns.push((cell.left, cell.right)),
            }
        }
        end += 1;
        rows += usize::from(is_row(line));
    }
    (rows > 1).then_some(end)
}

fn column(columns: &[(f64, f64)], left: f64, right: f64) -> Option<usize> {
    columns.iter().position(|(l, r)| left < *r && right > *l)
}

/// Adds a table.
pub(super) fn add(lines: &[Line], words: &Words, flow: &mut Flow) {
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for cell in lines.iter().flat_map(|l| &l.cells) {
        let (mut left, mut right) = (cell.left, cell.right);
        columns.retain(|(l, r)| {
            let apart = *l >= right || *r <= left;
            if !apart {
                (left, right) = (left.min(*l), right.max(*r));
            }
            apart
        });
        columns.push((left, right));
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in lines {
        let tight = above.is_some_and(|a| a.base - line.base < TIGHT * line.size);
        // A row has something in every column; the second line of a cell stands alone.
        if !(tight && line.cells.len() < columns.len()) {
            rows.push(vec![String::new(); columns.len()]);
        }
        for cell in &line.cells {
            let row = rows.last_mut();
            if let Some(text) = column(&columns, cell.left, cell.right).and_then(|i| row?.get_mut(i)) {
                words.join(text, &cell.text);
            }
        }
        above = Some(line);
    }
    flow.open_table();
    for row in rows {
        flow.open_row();
        for cell in row {
            flow.open_cell();
            flow.block(Kind::Paragraph, &cell);
        }
    }
    flow.close_table();
}
