//! Half-open byte spans, and their conversion to what people and other tools count in.

use std::fmt;

/// A half-open range of bytes `[start, end)` in a document's decoded text, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to but without `end`; an inverted pair becomes the empty span at `start`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The text under the span, or nothing when it lies outside of `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[inline]
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without white space at either end.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Converts byte offsets to code points, the unit of the published tables.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// Code points before every 64th byte; between two marks the text itself is counted.
    marks: Vec<u32>,
    /// Bit set where a byte starts a character.
    starts: Vec<u64>,
    /// Code points and bytes of the text.
    total: usize,
    bytes: usize,
}

impl CodePoints {
    /// Indexes `text` once, in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let words = bytes.len() / 64 + 1;
        let mut starts = Vec::with_capacity(words);
        starts.extend(bytes.chunks(64).map(|chunk| {
            // Most of any text is ASCII, where every byte is a character.
            if chunk.is_ascii() {
                return u64::MAX >> (64 - chunk.len());
            }
            chunk.iter().enumerate().fold(0, |bits, (i, &b)| bits | u64::from((b & 0xC0) != 0x80) << i)
        }));
        starts.resize(words, 0);
        let mut marks = Vec::with_capacity(words);
        let mut total = 0u32;
        for word in &starts {
            marks.push(total);
            total += word.count_ones();
        }
        CodePoints { marks, starts, total: total as usize, bytes: bytes.len() }
    }

    /// Number of code points before byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        let word = (offset / 64).min(self.starts.len() - 1);
        let bits = (offset - word * 64).min(64);
        let mask = if bits == 64 { u64::MAX } else { (1u64 << bits) - 1 };
        self.marks[word] as usize + (self.starts[word] & mask).count_ones() as usize
    }

    /// The byte that code point `at` begins at, or that of the end; `None` beyond it.
    ///
    /// ```
    /// let points = rapporteur_text::CodePoints::new("für");
    /// assert_eq!([2, 3, 4].map(|at| points.byte(at)), [Some(3), Some(4), None]);
    /// ```
    pub fn byte(&self, at: usize) -> Option<usize> {
        if at == self.total {
            return Some(self.bytes);
        }
        let word = self.marks.partition_point(|&mark| mark as usize <= at).checked_sub(1)?;
        let mut bits = *self.starts.get(word)?;
        for _ in self.marks[word] as usize..at {
            // Takes the lowest start away.
            bits &= bits.wrapping_sub(1);
        }
        (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize)
    }

    /// A span in code points.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// Finds line and column of an offset, for messages.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        LineIndex { starts }
    }

    /// One-based line and byte column of `offset`.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&s| s <= offset).max(1);
        (line, offset - self.starts[line - 1] + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting_characters() {
        let text = "Peṧko – “Дустӣ” 👍 said. ".repeat(9);
        let index = CodePoints::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(byte), chars);
        }
        assert_eq!(index.at(text.len()), text.chars().count());
    }

    #[test]
    fn trimming_keeps_character_boundaries() {
        let text = "\u{a0} Тоҷ \n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "Тоҷ");
    }

    #[test]
    fn lines_count_from_one() {
        let index = LineIndex::new("a\nbc\n");
        assert_eq!(index.line_column(0), (1, 1));
        assert_eq!(index.line_column(3), (2, 2));
        assert_eq!(index.line_column(5), (3, 1));
    }
}
