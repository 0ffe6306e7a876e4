//! Pieces on one base line as a line.

use super::glyphs::{CELL, Piece, SPACE};

/// A line of one column of one page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Parts with wide gaps between them, from left to right.
    pub(super) cells: Vec<Piece>,
    pub(super) base: f64,
    /// Size of most of its letters.
    pub(super) size: f64,
    /// Sizes of its smallest and its largest words.
    pub(super) sizes: (f64, f64),
}

impl Line {
    pub(super) fn left(&self) -> f64 {
        self.cells.first().map_or(0.0, |c| c.left)
    }

    pub(super) fn right(&self) -> f64 {
        self.cells.last().map_or(0.0, |c| c.right)
    }

    /// The text of all cells, with single spaces between them.
    pub(super) fn text(&self) -> String {
        self.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether words of both lines are of one size: a name in another font may be larger or smaller than the text around.
    pub(super) fn is_like(&self, other: &Line) -> bool {
        self.sizes.0 < other.sizes.1 * 1.08 && other.sizes.0 < self.sizes.1 * 1.08
    }

    /// How wide its first word is, about.
    pub(super) fn first_word(&self) -> f64 {
        let Some(cell) = self.cells.first() else { return 0.0 };
        let word = cell.text.split(' ').next().unwrap_or_default().chars().count();
        (cell.right - cell.left) * word as f64 / cell.text.chars().count().max(1) as f64
    }
}

/// Lines from the top to the bottom.
pub(super) fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<(f64, f64, Vec<Piece>)> = Vec::new();
    // A raised figure comes before the line it stands in; so the largest letters say where the line is.
    for piece in pieces {
        match rows.last_mut() {
            Some((base, size, row)) if (*base - piece.base).abs() < 0.45 * size.max(piece.size) => {
                if piece.size > *size {
                    (*base, *size) = (piece.base, piece.size);
                }
                row.push(piece);
            }
            _ => rows.push((piece.base, piece.size, vec![piece])),
        }
    }
    rows.into_iter().map(|(_, _, row)| line(row)).collect()
}

fn line(mut row: Vec<Piece>) -> Line {
    // A bullet may be larger than the letters behind it, a raised figure smaller.
    let most = row.iter().max_by_key(|p| p.text.len()).map(|p| (p.base, p.size));
    let (base, size) = most.unwrap_or_default();
    let words = row.iter().filter(|p| p.text.chars().count() > 2).map(|p| p.size);
    let sizes = words.fold((size, size), |(low, high), size| (low.min(size), high.max(size)));
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut cells: Vec<Piece> = Vec::new();
    for piece in row {
        match cells.last_mut() {
            Some(last) if piece.left - last.right < CELL * size => {
                if piece.left - last.right > SPACE * size * 0.8 {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                last.right = last.right.max(piece.right);
                last.size = last.size.max(piece.size);
            }
            _ => cells.push(piece),
        }
    }
    Line { cells, base, size, sizes }
}
