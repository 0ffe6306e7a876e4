//! Letters as they are drawn, gathered into pieces of lines.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// A gap of this many times the size of the letters is a space.
pub(super) const SPACE: f64 = 0.17;

/// A gap of this many times the size of the letters parts cells and columns.
pub(super) const CELL: f64 = 0.9;

/// Text on one base line without a wide gap. Places count in points from the lower left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
}

/// Gathers the letters of a page.
pub(super) struct Collector {
    pieces: Vec<Piece>,
    /// A space was drawn since the last letter.
    spaced: bool,
    left: usize,
    /// Letters whose font does not say what they are.
    nameless: usize,
}

impl Collector {
    /// Takes no more letters than `left`.
    pub(super) fn new(left: usize) -> Self {
        Collector { pieces: Vec::new(), spaced: false, left, nameless: 0 }
    }

    /// Letters that may still come.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Letters whose font does not say what they are.
    pub(super) fn nameless(&self) -> usize {
        self.nameless
    }

    pub(super) fn finish(self) -> Vec<Piece> {
        self.pieces
    }

    fn letter(&mut self, text: &str, left: f64, base: f64, size: f64, wide: f64) {
        let right = left + wide;
        if let Some(last) = self.pieces.last_mut() {
            let gap = left - last.right;
            let fits = (base - last.base).abs() < 0.05 * size && (size - last.size).abs() < 0.1 * size;
            if fits && gap < CELL * size && gap > -0.3 * size {
                if self.spaced || gap > SPACE * size {
                    last.text.push(' ');
                }
                last.text.push_str(text);
                last.right = right.max(last.right);
                self.spaced = false;
                return;
            }
            // Bold letters are drawn twice by some writers, a hair apart.
            if fits && last.text.ends_with(text) && gap < 0.0 && (right - last.right).abs() < 0.1 * size {
                return;
            }
        }
        self.spaced = false;
        self.pieces.push(Piece { text: text.to_owned(), left, right, base, size });
    }
}

impl OutputDev for Collector {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        self.left = self.left.checked_sub(1).ok_or(OutputError::FormatError(std::fmt::Error))?;
        self.nameless += usize::from(letter.is_empty() || letter == "\u{fffd}");
        let size = place.m21.hypot(place.m22) * font_size.abs();
        let wide = place.m11.hypot(place.m12) * font_size.abs() * width.max(0.0);
        let finite = [place.m31, place.m32, size, wide].iter().all(|n| n.is_finite() && n.abs() < 1e6);
        // Letters that do not stand upright are stamps along the margin.
        if !finite || size < 0.5 || place.m12.abs() > 0.3 * place.m11.abs() {
            return Ok(());
        }
        let text: String = letter.chars().filter(|c| !c.is_control()).flat_map(expand).collect();
        if text.trim().is_empty() {
            self.spaced |= !text.is_empty();
        } else {
            self.letter(text.trim(), place.m31, place.m32, size, wide);
            self.spaced |= text.ends_with(' ');
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Ligatures letter by letter, and the bullets of symbol fonts as bullets.
fn expand(c: char) -> impl Iterator<Item = char> {
    let one = match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' => "•",
        c if c.is_whitespace() => " ",
        _ => "",
    };
    one.chars().chain(one.is_empty().then_some(c))
}
