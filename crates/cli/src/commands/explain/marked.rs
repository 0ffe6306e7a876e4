//! A piece of text with marked spans, for a terminal or a pipe.

use std::cmp::Reverse;

use rapporteur_schema::vocabulary::{PartyRole, Role};
use rapporteur_text::Span;

/// A marked span in bytes, with what it is.
pub(super) type Mark = (Span, String);

const RESET: &str = "\u{1b}[0m";
/// Bold yellow, green, magenta, cyan, blue, bold.
const COLOURS: [&str; 6] = ["\u{1b}[1;33m", "\u{1b}[32m", "\u{1b}[35m", "\u{1b}[36m", "\u{1b}[34m", "\u{1b}[1m"];

/// The colour of a label; the same label always has the same.
fn colour(label: &str) -> &'static str {
    match label {
        "trigger" | "cue" => COLOURS[0],
        "date" | "due" => COLOURS[1],
        "place" => COLOURS[2],
        "undertaking" => COLOURS[4],
        who if Role::parse(who).is_some() || PartyRole::parse(who).is_some() => COLOURS[3],
        _ => COLOURS[5],
    }
}

/// The text under `span` on one line with its marks: coloured, or as `[label: words]`.
pub(super) fn render(text: &str, span: Span, marks: &[Mark], colours: bool) -> String {
    let mut marks: Vec<(Span, &str)> =
        marks.iter().filter(|(m, _)| span.contains(*m) && !m.is_empty()).map(|(m, l)| (*m, l.as_str())).collect();
    marks.sort_by_key(|(m, label)| (m.start, Reverse(m.end), *label));
    marks.dedup();
    let mut out = String::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut at = span.start;
    for (mark, label) in marks {
        close(&mut out, &mut open, &mut at, mark.start, text, colours);
        copy(&mut out, &mut at, mark.start, text);
        // A span that crosses the end of the one around it is cut there.
        let end = open.last().map_or(mark.end, |(end, _)| mark.end.min(*end));
        match colours {
            true => out.push_str(colour(label)),
            false => out.push_str(&format!("[{label}: ")),
        }
        open.push((end, label));
    }
    close(&mut out, &mut open, &mut at, span.end, text, colours);
    copy(&mut out, &mut at, span.end, text);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Closes what ends at or before `until`.
fn close(out: &mut String, open: &mut Vec<(usize, &str)>, at: &mut usize, until: usize, text: &str, colours: bool) {
    while let Some((end, _)) = open.last().copied()
        && end <= until
    {
        copy(out, at, end, text);
        open.pop();
        match colours {
            true => {
                out.push_str(RESET);
                out.push_str(open.last().map_or("", |(_, around)| colour(around)));
            }
            false => out.push(']'),
        }
    }
}

fn copy(out: &mut String, at: &mut usize, until: usize, text: &str) {
    out.push_str(Span::new(*at, until).of(text));
    *at = until;
}

/// Which colour means what, for the labels met.
pub(super) fn legend(marks: &[Mark]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for (_, label) in marks {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let shown: Vec<String> = labels.iter().map(|label| format!("{}{label}{RESET}", colour(label))).collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str, words: &str, label: &str) -> Mark {
        let start = text.find(words).unwrap();
        (Span::new(start, start + words.len()), label.to_owned())
    }

    const TEXT: &str = "They met\n in Osh on Monday.";

    fn whole(marks: &[Mark], colours: bool) -> String {
        render(TEXT, Span::new(0, TEXT.len()), marks, colours)
    }

    #[test]
    fn marks_stand_in_brackets_and_may_nest() {
        let marks = [mark(TEXT, "Osh", "place"), mark(TEXT, "met", "trigger"), mark(TEXT, "in Osh", "phrase")];
        assert_eq!(whole(&marks, false), "They [trigger: met] [phrase: in [place: Osh]] on Monday.");
    }

    #[test]
    fn crossing_marks_are_cut_and_marks_elsewhere_left_out() {
        let marks = [mark(TEXT, "in Osh", "a"), mark(TEXT, "Osh on", "b")];
        assert_eq!(whole(&marks, false), "They met [a: in [b: Osh]] on Monday.");
        assert_eq!(render(TEXT, Span::new(0, 8), &[mark(TEXT, "Osh", "place")], false), "They met");
    }

    #[test]
    fn the_colour_around_comes_back() {
        let marks = [mark(TEXT, "in Osh on", "date"), mark(TEXT, "Osh", "place")];
        let expected = format!("They met {}in {}Osh{RESET}{} on{RESET} Monday.", COLOURS[1], COLOURS[2], COLOURS[1]);
        assert_eq!(whole(&marks, true), expected);
    }
}
