//! Text with hard line ends back to paragraphs of one line each.

/// Paragraphs of plain text. Lines that were cut at a width are joined; lines that end earlier than they had to are kept
/// apart, as those of addresses, lists and signatures are.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let width = lines.iter().map(|l| l.chars().count()).filter(|&n| n <= 78).max().unwrap_or(0);
    let mut paragraphs = Vec::new();
    let mut current = String::new();
    let mut before: Option<&str> = None;
    let mut in_list = false;
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            paragraphs.push(std::mem::take(&mut current));
            before = None;
            continue;
        }
        let item = is_item(line);
        match before {
            Some(last) if is_cut(last, line, width) => current.push(' '),
            Some(_) if item == in_list => current.push('\n'),
            // A list is a block of its own, as it is in other formats.
            Some(_) => paragraphs.push(std::mem::take(&mut current)),
            None => {}
        }
        if current.is_empty() || item {
            in_list = item;
        }
        match words.split_first() {
            Some((&("*" | "•" | "·" | "–" | "—" | "o"), rest)) if item => {
                current.push_str("- ");
                current.push_str(&rest.join(" "));
            }
            _ => current.push_str(&words.join(" ")),
        }
        before = Some(line);
    }
    paragraphs.push(current);
    paragraphs.retain(|p| !p.is_empty());
    paragraphs
}

/// Whether `line` was cut off `last` because it did not fit into `width`.
fn is_cut(last: &str, line: &str, width: usize) -> bool {
    let length = last.chars().count();
    if length > 78 || is_item(line) {
        return false;
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    let fits = length + 1 + first.chars().count() <= width;
    let goes_on = line.trim_start().starts_with(char::is_lowercase);
    // Mailers cut at 65 to 78; shorter texts have no width to be cut at.
    (width >= 50 && !fits) || (goes_on && !last.ends_with(['.', ':', ';', '!', '?']) && length >= 40)
}

/// `- item`, `* item`, `1. item`, `a) item`.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let mark = line.split_whitespace().next().unwrap_or_default();
    let number = mark.trim_end_matches(['.', ')']);
    mark.len() < line.len()
        && (matches!(mark, "-" | "*" | "•" | "·" | "–" | "—" | "o")
            || (number.len() < mark.len()
                && number.len() <= 2
                && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().all(|c| c.is_ascii_lowercase()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_lines_are_joined_and_short_ones_kept() {
        let text = "The ministers of foreign affairs of the two countries met in Osh\n\
                    on 12 March and discussed the delimitation of the state border,\n\
                    water and energy. They agreed to meet again.\n\
                    \n\
                    They agreed to:\n\
                    - open the crossing point\n\
                    * resume flights\n\
                    \n\
                    Press Service\n\
                    Ministry of Foreign Affairs\n";
        assert_eq!(
            paragraphs(text),
            [
                "The ministers of foreign affairs of the two countries met in Osh on 12 March and discussed the \
                 delimitation of the state border, water and energy. They agreed to meet again.",
                "They agreed to:",
                "- open the crossing point\n- resume flights",
                "Press Service\nMinistry of Foreign Affairs",
            ]
        );
    }
}
