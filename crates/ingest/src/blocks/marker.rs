//! What stands before the text of a line: bullets, numbers, Markdown signs.

use rapporteur_lexicon::Layout;

/// Kind of a list marker; items of one list have one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Bullet(char),
    /// "1." or "1)" or "(1)": the figure, and how it is closed.
    Number(char),
    Letter(char),
}

/// A list marker at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    /// Figure or place in the alphabet; 0 for bullets.
    pub(super) ordinal: u32,
    /// Bytes up to the item's own text.
    pub(super) length: usize,
}

/// The list marker `line` begins with.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    if matches!(
        first,
        '•' | '·'
            | '‣'
            | '▪'
            | '◦'
            | '●'
            | '■'
            | '□'
            | '➢'
            | '►'
            | '–'
            | '—'
            | '-'
            | '*'
            | '−'
            | '+'
            | 'o'
    ) {
        let rest = &line[first.len_utf8()..];
        let spaced = rest.starts_with(char::is_whitespace);
        let round = !matches!(first, '–' | '—' | '-' | '*' | '−' | '+' | 'o');
        // A lone "o" is how office programs export a second-level bullet.
        let lower = rest.strip_prefix(' ').is_some_and(|r| r.starts_with(|c: char| c.is_lowercase()));
        let enough =
            if first == 'o' { rest.starts_with("  ") || rest.starts_with('\t') || lower } else { spaced || round };
        let body = rest.trim_start();
        if !enough || body.is_empty() {
            return None;
        }
        return Some(Marker { style: Style::Bullet(first), ordinal: 0, length: line.len() - body.len() });
    }
    let (open, rest) = match line.strip_prefix('(') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (word, after) = rest.split_at(end);
    let mut closing = after.chars();
    let mut close = closing.next()?;
    if close == '\\' {
        close = closing.next()?;
    }
    if !(close == ')' || (close == '.' && !open)) {
        return None;
    }
    let after = closing.as_str();
    let body = after.trim_start();
    if body.is_empty() || body.len() == after.len() {
        return None;
    }
    let shape = if open { '(' } else { close };
    let (style, ordinal) = enumerator(word, shape)?;
    Some(Marker { style, ordinal, length: line.len() - body.len() })
}

/// Whether a line opens with a day that has the dot of an ordinal: "8. May 2019" is a date, not the eighth item.
pub(super) fn opens_with_date(line: &str, layout: &Layout) -> bool {
    let mut words = line.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let within = |word: &str, low: u32, high: u32| word.parse().is_ok_and(|n: u32| (low..=high).contains(&n));
    let day = next().strip_suffix('.').is_some_and(|d| within(d, 1, 31));
    let month = next();
    let key = rapporteur_text::fold(month.trim_end_matches('.'));
    let month = layout.months.binary_search(&key).is_ok() || month.ends_with('.') && within(&key, 1, 12);
    day && month && within(next().trim_end_matches([',', ':', '.']), 1900, 2199)
}

fn enumerator(word: &str, shape: char) -> Option<(Style, u32)> {
    if !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) {
        return Some((Style::Number(shape), word.parse().ok()?));
    }
    let letter = word.bytes().next()?;
    if word.len() > 1 {
        return roman(word).map(|n| (Style::Letter(shape), n));
    }
    // "A. Smith" is a name, "a. the budget" is an item.
    let usable = letter.is_ascii_lowercase() || (letter.is_ascii_uppercase() && shape != '.');
    usable.then(|| (Style::Letter(shape), u32::from(letter.to_ascii_lowercase() - b'a') + 1))
}

/// A small Roman number in lower case.
fn roman(word: &str) -> Option<u32> {
    ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv"]
        .iter()
        .zip([2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15])
        .find_map(|(r, n)| (*r == word).then_some(n))
}

/// Bytes of Markdown signs (`#`, `>`, `**`, `*`, `_`) before the text of a line, with what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) heading: bool,
    pub(super) quote: bool,
    pub(super) emphasis: bool,
    pub(super) length: usize,
}

/// The Markdown signs `line` begins with.
pub(super) fn signs(line: &str) -> Signs {
    let mut found = Signs::default();
    let mut rest = line;
    if rest.starts_with('>') && !rest.starts_with(">>") {
        found.quote = true;
        rest = rest[1..].trim_start();
    }
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && rest[hashes..].starts_with([' ', '\t', '*']) {
        found.heading = true;
        rest = rest[hashes..].trim_start();
    }
    let stars = rest.len() - rest.trim_start_matches(['*', '_']).len();
    if (1..=3).contains(&stars) && rest[stars..].starts_with(|c: char| !c.is_whitespace()) {
        found.emphasis = true;
        rest = &rest[stars..];
    }
    found.length = line.len() - rest.len();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(line: &str) -> Option<&str> {
        marker(line).map(|m| &line[m.length..])
    }

    #[test]
    fn markers_are_cut() {
        for line in [
            "- to meet",
            "–  to meet",
            "• to meet",
            "•to meet",
            "1. to meet",
            "12) to meet",
            "(3) to meet",
            "a) to meet",
        ] {
            assert_eq!(body(line), Some("to meet"), "{line}");
        }
        for line in ["(b) to meet", "a. to meet", "ii. to meet", "(iv) to meet", "* to meet", "1\\. to meet"] {
            assert_eq!(body(line), Some("to meet"), "{line}");
        }
    }

    #[test]
    fn words_and_figures_are_no_markers() {
        for line in [
            "A. Smith met",
            "2014. The",
            "1.5 million",
            "-5 degrees",
            "**bold**",
            "15 June",
            "(Osh) met",
            "",
            "-",
            "1.",
        ] {
            assert_eq!(body(line), None, "{line}");
        }
    }

    #[test]
    fn signs_are_measured() {
        assert_eq!(signs("#### **Title**").length, 7);
        assert_eq!(signs("> Words").length, 2);
        assert_eq!(signs("* item").length, 0);
        assert_eq!(signs("#1 of the list").length, 0);
    }
}
