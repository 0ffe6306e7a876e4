//! Which units are items of a list, and how deep.

use super::marker::Style;
use super::unit::{Unit, ends_sentence};

/// For each unit: the depth of a list item, or `None`.
pub(super) fn items(text: &str, units: &[Unit], from: usize) -> Vec<Option<u8>> {
    let numbered_paragraphs = numbered_paragraphs(text, units);
    let mut found: Vec<Option<u8>> = vec![None; units.len()];
    // Open lists, outermost first: indentation and style.
    let mut open: Vec<(usize, Style)> = Vec::new();
    for (i, unit) in units.iter().enumerate().skip(from) {
        let Some(marker) = unit.marker.filter(|_| !numbered_paragraphs[i]) else {
            // A page mark between two items does not end the list, running text does.
            if unit.of(text).len() > 20 {
                open.clear();
            }
            continue;
        };
        while open.last().is_some_and(|&(indent, style)| {
            indent > unit.indent + 1
                || (indent + 1 >= unit.indent && style != marker.style && open.iter().any(|o| o.1 == marker.style))
        }) {
            open.pop();
        }
        let inside = open.last().is_none_or(|&(indent, style)| unit.indent > indent + 1 || style != marker.style);
        if inside {
            open.push((unit.indent, marker.style));
        }
        found[i] = Some(u8::try_from(open.len() - 1).unwrap_or(u8::MAX));
    }
    closed_lists(text, units, from, &mut found);
    plain_lists(text, units, from, &mut found);
    found
}

/// Lines below a colon, each closed by a semicolon, or each by a comma, up to the last: "from Norway – Minister P. Hals;".
fn closed_lists(text: &str, units: &[Unit], from: usize, found: &mut [Option<u8>]) {
    for lead in from.saturating_sub(1)..units.len() {
        if !units[lead].of(text).ends_with(':') {
            continue;
        }
        let first = lead + 1;
        // A blank line between them does no harm to lines that go on in lower case: "…:", "approved the Plan;", "decided to …".
        let joined = |k: usize| units[k].above == 0 || units[k].of(text).starts_with(char::is_lowercase);
        let inside = |k: usize| found[k].is_none() && (k == first || joined(k)) && units[k].span.len() <= 300;
        let closed =
            |sign: char| (first..units.len()).take_while(|&k| inside(k) && units[k].of(text).ends_with(sign)).count();
        let (semicolons, commas) = (closed(';'), closed(','));
        let lines = if semicolons >= 2 || semicolons == 1 && commas == 0 { semicolons } else { commas };
        let last = first + lines;
        let ends = units.get(last).is_some_and(|_| inside(last));
        let enough = if lines == semicolons { lines >= 2 || lines == 1 && ends } else { lines >= 2 && ends };
        if enough {
            found[first..last + usize::from(ends)].iter_mut().for_each(|f| *f = Some(0));
        }
    }
}

/// Numbers of a communiqué's paragraphs: in a run of one style, a third or more have several sentences.
fn numbered_paragraphs(text: &str, units: &[Unit]) -> Vec<bool> {
    let mut paragraphs = vec![false; units.len()];
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let Some(marker) = unit.marker.filter(|m| matches!(m.style, Style::Number(_))) else { continue };
        let fits = |run: &&mut Vec<usize>| {
            let last = run.last().and_then(|&k| units[k].marker);
            last.is_some_and(|l| l.style == marker.style && l.ordinal + 1 == marker.ordinal)
        };
        match runs.iter_mut().rev().take(8).find(fits) {
            Some(run) if marker.ordinal > 1 => run.push(i),
            _ => runs.push(vec![i]),
        }
    }
    for run in runs {
        let long = run.iter().filter(|&&i| is_several_sentences(units[i].of(text))).count();
        if long * 3 >= run.len() {
            run.into_iter().for_each(|i| paragraphs[i] = true);
        }
    }
    paragraphs
}

/// A full stop after a word of four letters or more in lower case, and a capital after it.
fn is_several_sentences(s: &str) -> bool {
    if s.len() < 120 || !ends_sentence(s) && !s.ends_with(':') {
        return false;
    }
    s.match_indices(['.', '?', '!']).any(|(at, _)| {
        let word = s[..at].chars().rev().take_while(|c| c.is_lowercase() || c.is_ascii_digit()).count();
        let rest = &s[at + 1..];
        word >= 4 && rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(|c: char| !c.is_lowercase())
    })
}

/// Three or more lines that each say one thing ("Country: Mr X, …") make a list without markers.
fn plain_lists(text: &str, units: &[Unit], from: usize, found: &mut [Option<u8>]) {
    let mut i = from;
    while i < units.len() {
        let end = (i..units.len())
            .take_while(|&k| found[k].is_none() && is_list_line(text, &units[k], k > i && units[k].above > 0))
            .last()
            .map_or(i, |k| k + 1);
        // "A – X, Director;", "B – Y, Chairman.": the full stop only closes the list.
        let closed = end > i + 1
            && units[end - 1].of(text).ends_with(';')
            && units.get(end).is_some_and(|last| last.above == 0 && closes_list(text, last));
        let end = end + usize::from(closed);
        if end >= i + 3 {
            found[i..end].iter_mut().for_each(|f| *f = Some(0));
        }
        i = end.max(i + 1);
    }
}

/// Whether the last line of a list, with its full stop, is no sentence of its own: short, with a label before it.
fn closes_list(text: &str, unit: &Unit) -> bool {
    let s = unit.of(text);
    unit.marker.is_none() && s.len() <= 240 && s.starts_with(|c: char| c.is_uppercase()) && labelled(s)
}

/// Whether a few words and a colon or dash open a line: "Norway – Per Hals, Director".
fn labelled(s: &str) -> bool {
    [": ", " – ", " — ", " - "].iter().any(|sign| {
        s.split_once(sign).is_some_and(|(label, rest)| {
            label.len() < 60
                && label.split_whitespace().count() <= 7
                && (*sign == ": " || rest.starts_with(|c: char| c.is_uppercase()))
        })
    })
}

fn is_list_line(text: &str, unit: &Unit, gap: bool) -> bool {
    let s = unit.of(text);
    if unit.marker.is_some() || unit.signs.heading || unit.signs.quote || s.len() > 240 || s.ends_with(':') {
        return false;
    }
    let label = s.find(": ").is_some_and(|at| at < 60 && s[..at].split_whitespace().count() <= 7);
    let capital = s.starts_with(|c: char| c.is_uppercase());
    if gap {
        return capital && (label && !ends_sentence(s) || !ends_sentence(s) && s.contains(',') && s.len() < 160);
    }
    capital && (label || !ends_sentence(s)) && s.chars().any(char::is_lowercase)
}
