//! The columns of a page, in the order in which they are read.

use super::glyphs::Piece;

/// Columns within columns.
const MOST_NESTED: usize = 2;

/// Pieces that are read from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Region {
    pub(super) pieces: Vec<Piece>,
    /// One of several columns.
    pub(super) column: bool,
}

/// Parts a page into regions.
pub(super) fn regions(pieces: Vec<Piece>) -> Vec<Region> {
    let mut regions = Vec::new();
    part(pieces, 0, &mut regions);
    regions
}

fn part(mut pieces: Vec<Piece>, nested: usize, regions: &mut Vec<Region>) {
    let Some(gutter) = (nested < MOST_NESTED).then(|| gutter(&pieces)).flatten() else {
        regions.push(Region { pieces, column: nested > 0 });
        return;
    };
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base));
    let left_edge = pieces.iter().map(|p| p.left).fold(f64::INFINITY, f64::min);
    let right_edge = pieces.iter().map(|p| p.right).fold(f64::NEG_INFINITY, f64::max);
    // What crosses the gutter reads before what stands below it.
    let mut whole: Vec<Piece> = Vec::new();
    let mut band: (Vec<Piece>, Vec<Piece>) = Default::default();
    for piece in pieces.into_iter().map(Some).chain([None]) {
        match piece {
            Some(piece) if piece.right <= gutter => band.0.push(piece),
            Some(piece) if piece.left >= gutter => band.1.push(piece),
            crossing => {
                let (left, right) = std::mem::take(&mut band);
                if fills(&left, gutter - left_edge) && fills(&right, right_edge - gutter) {
                    if !whole.is_empty() {
                        regions.push(Region { pieces: std::mem::take(&mut whole), column: nested > 0 });
                    }
                    part(left, nested + 1, regions);
                    part(right, nested + 1, regions);
                } else {
                    whole.extend(left);
                    whole.extend(right);
                }
                whole.extend(crossing);
            }
        }
    }
    if !whole.is_empty() {
        regions.push(Region { pieces: whole, column: nested > 0 });
    }
}

/// Whether the pieces are lines of running text, which fill their column, and no cells of a table.
fn fills(pieces: &[Piece], width: f64) -> bool {
    let mut widths: Vec<f64> = pieces.iter().map(|p| (p.right - p.left) / width).collect();
    widths.sort_by(f64::total_cmp);
    widths.len() > 1 && widths.get(widths.len() / 2).is_some_and(|median| *median > 0.55)
}

/// Where a page parts into columns: the place with most lines on both sides and hardly one across.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let left_edge = pieces.iter().map(|p| p.left).fold(f64::INFINITY, f64::min);
    let right_edge = pieces.iter().map(|p| p.right).fold(f64::NEG_INFINITY, f64::max);
    let width = right_edge - left_edge;
    if !width.is_finite() || width < 72.0 {
        return None;
    }
    let score = |x: f64| {
        let left = pieces.iter().filter(|p| p.right <= x).count() as i64;
        let right = pieces.iter().filter(|p| p.left >= x).count() as i64;
        let crossing = pieces.len() as i64 - left - right;
        (left.min(right) >= 3).then(|| left.min(right) - 3 * crossing)
    };
    // Steps of a hundredth of the page, the middle ones first: of equal places that in the middle is taken.
    let best = (0..=70)
        .map(|step| if step % 2 == 0 { 50 - step / 2 } else { 50 + (step + 1) / 2 })
        .map(|percent| left_edge + width * f64::from(percent) / 100.0)
        .filter_map(|x| score(x).map(|score| (score, x)))
        .rev()
        .max_by_key(|(score, _)| *score)?;
    (best.0 > 0).then_some(best.1)
}
