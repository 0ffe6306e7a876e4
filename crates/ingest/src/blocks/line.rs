//! Physical lines, and how wide they were wrapped.

use rapporteur_text::Span;

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The line without surrounding white space.
    pub(super) span: Span,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// Blank lines above it; the first line of a text has many.
    pub(super) blank_above: usize,
    /// Whether two or more spaces end it, as Markdown breaks a line.
    pub(super) hard_break: bool,
}

impl Line {
    /// Column after its last character.
    pub(super) fn right(&self, text: &str) -> usize {
        self.indent + self.span.of(text).chars().count()
    }
}

/// Whether the character only takes up space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The lines of `text` from `from` that are not blank.
pub(super) fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = from;
    let mut blank_above = usize::from(u8::MAX);
    for raw in text.get(from..).unwrap_or("").split_inclusive(['\n', '\u{c}', '\u{2028}', '\u{2029}', '\u{85}']) {
        // A lone carriage return ends a line too (classic Mac).
        for part in pieces(raw) {
            let body = part.trim_matches(is_space);
            if body.is_empty() {
                blank_above += 1;
            } else {
                let lead = part.len() - part.trim_start_matches(is_space).len();
                let start = at + lead;
                let indent = part[..lead].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
                let tail = &part[lead + body.len()..];
                let hard_break = tail.trim_end_matches(['\r', '\n']).chars().filter(|c| is_space(*c)).count() >= 2;
                found.push(Line { span: Span::new(start, start + body.len()), indent, blank_above, hard_break });
                blank_above = 0;
            }
            at += part.len();
        }
    }
    found
}

fn pieces(raw: &str) -> Vec<&str> {
    let body = raw.trim_end_matches(['\r', '\n']);
    if !body.contains('\r') {
        return vec![raw];
    }
    raw.split_inclusive('\r').filter(|p| !p.is_empty()).collect()
}

/// Words of a line, by plain spaces: a non-breaking space holds two words together at a line end.
fn word_count(s: &str) -> usize {
    s.split_ascii_whitespace().count()
}

/// Nobody wraps at a narrower column: such lines are short because they say little.
const NARROWEST: usize = 45;

/// The column at which the lines of a text were wrapped; `None` for a text with one line per paragraph.
pub(super) fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut long, mut all) = (0, 0);
    let mut widths = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let s = line.span.of(text);
        let words = word_count(s);
        all += words;
        if words >= 15 && s.chars().count() > 130 {
            long += words;
        }
        let goes_on = lines.get(i + 1).is_some_and(|next| next.blank_above == 0);
        if goes_on && !s.contains("://") {
            widths.push(line.right(text));
        }
    }
    if long * 5 > all * 2 || widths.len() < 2 {
        return None;
    }
    widths.sort_unstable();
    // A few lines may stick out: links, tables.
    let index = ((widths.len() - 1) * 95).div_ceil(100);
    Some(widths[index].min(130)).filter(|&width| width >= NARROWEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_surroundings() {
        let text = "  A b\r\n \u{a0}\r\n\tC  \nD\r\rE";
        let found: Vec<_> = lines(text, 0).iter().map(|l| (l.span.of(text), l.indent, l.hard_break)).collect();
        assert_eq!(found, [("A b", 2, false), ("C", 4, true), ("D", 0, false), ("E", 0, false)]);
        assert_eq!(lines(text, 0)[1].blank_above, 1);
    }
}
