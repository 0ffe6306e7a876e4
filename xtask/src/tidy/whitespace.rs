//! Plain text files look the same in every editor.

use super::Finding;

const ENDINGS: [&str; 4] = [".rs", ".toml", ".md", ".csv"];
/// Folders of test input, where odd white space may be the point.
const INPUT: [&str; 6] = ["cases", "fixtures", "gold", "input", "snapshots", "test_data"];

/// Whether a file is ours to format.
pub(crate) fn applies_to(path: &str) -> bool {
    ENDINGS.iter().any(|ending| path.ends_with(ending)) && !path.split('/').any(|part| INPUT.contains(&part))
}

/// Reports tabs, trailing white space, carriage returns and a missing newline at the end.
pub(crate) fn check(path: &str, bytes: &[u8]) -> Vec<Finding> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return vec![Finding::error("whitespace", path, 1, "is not UTF-8")];
    };
    let mut found = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let mut report = |what: &str| found.push(Finding::error("whitespace", path, index + 1, what));
        if line.contains('\t') {
            report("tab; use spaces");
        }
        if line.ends_with('\r') {
            report("carriage return; lines end with LF");
        } else if line.trim_end() != line {
            report("white space at the end of the line");
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        found.push(Finding::error("whitespace", path, text.lines().count(), "no newline at the end of the file"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_has_its_line() {
        let lines: Vec<usize> = check("a.md", b"a\n\tb\nc \nd\r\ne").into_iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
        assert!(check("a.md", "fine\n\nå\n".as_bytes()).is_empty());
    }

    #[test]
    fn test_input_is_left_alone() {
        assert!(applies_to("docs/CODEBOOK.md"));
        assert!(!applies_to("tests/cases/odd.md"));
        assert!(!applies_to("docs/picture.png"));
    }
}
