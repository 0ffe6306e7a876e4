//! What stands before the items of a list.

use super::lines::Line;

/// The label of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A sign that is nothing but a bullet.
    Bullet,
    /// A dash, a star or an `o`, which may also be a word of the text.
    Sign(char),
    Number(u64),
}

/// A line that may begin an item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marked {
    pub(super) label: Label,
    /// Where the text behind the label begins.
    pub(super) text_left: f64,
    pub(super) text: String,
}

/// The label at the start of a line, if there is one.
pub(super) fn marked(line: &Line) -> Option<Marked> {
    let first = line.cells.first()?;
    let (head, rest) = first.text.split_once(' ').unwrap_or((&first.text, ""));
    let label = label(head)?;
    let (text, text_left) = if rest.is_empty() {
        let others = line.cells.get(1..)?;
        let text = others.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
        (text, others.first()?.left)
    } else {
        let letter = (first.right - first.left) / first.text.chars().count().max(1) as f64;
        let others = line.cells.iter().skip(1).map(|c| c.text.as_str());
        let text = [rest].into_iter().chain(others).collect::<Vec<_>>().join(" ");
        (text, first.left + letter * (head.chars().count() + 1) as f64)
    };
    // An `o` within a line is a word; as a bullet it stands apart.
    if label == Label::Sign('o') && !rest.is_empty() {
        return None;
    }
    Some(Marked { label, text_left, text })
}

fn label(word: &str) -> Option<Label> {
    let mut chars = word.chars();
    let (first, second) = (chars.next()?, chars.next());
    match first {
        '•' | '▪' | '◦' | '‣' | '●' | '○' | '■' | '□' | '➢' | '·' | '\u{2043}' if second.is_none() => {
            Some(Label::Bullet)
        }
        '-' | '–' | '—' | '*' | 'o' if second.is_none() => Some(Label::Sign(first)),
        '0'..='9' => {
            let digits = word.strip_suffix(['.', ')'])?;
            let short = (1..=3).contains(&digits.len());
            short.then(|| digits.parse().ok().map(Label::Number)).flatten()
        }
        _ => None,
    }
}
