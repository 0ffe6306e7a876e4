//! Small rooms: a file that needs a table of contents wants to be a folder.

use super::Finding;
use super::source::Source;

const TOO_LONG: usize = 500;
const LONG: usize = 300;

/// Measures a file without its tests.
pub(crate) fn check(source: &Source) -> Option<Finding> {
    let lines = source.code.len();
    match lines {
        _ if lines > TOO_LONG => Some(Finding::error(
            "size",
            &source.path,
            lines,
            format!("{lines} lines outside tests, more than {TOO_LONG}; split the file"),
        )),
        _ if lines > LONG => {
            Some(Finding::note("size", &source.path, lines, format!("{lines} lines outside tests, more than {LONG}")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(lines: usize) -> Option<bool> {
        check(&Source::parse("a.rs", &"x;\n".repeat(lines))).map(|finding| finding.is_note)
    }

    #[test]
    fn three_hundred_is_noted_and_five_hundred_refused() {
        assert_eq!([300, 301, 500, 501].map(verdict), [None, Some(true), Some(true), Some(false)]);
    }
}
