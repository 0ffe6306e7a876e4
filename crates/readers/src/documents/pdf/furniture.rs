//! Running heads, running feet and page numbers, which are no part of the text.

use std::collections::BTreeMap;

use super::glyphs::Piece;
use super::lines::{Line, lines};

/// Lines at the top and at the bottom of a page that may be furniture.
const EDGE: usize = 3;

/// Takes the furniture off every page.
pub(super) fn clear(pages: Vec<Vec<Piece>>) -> Vec<Vec<Piece>> {
    let count = pages.len();
    let edges: Vec<Vec<(String, f64)>> = pages.iter().map(|page| edge(&lines(page.clone()))).collect();
    let mut places: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (page, (text, base)) in edges.iter().enumerate().flat_map(|(page, edge)| edge.iter().map(move |e| (page, e))) {
        places.entry(text).or_default().push((page, *base));
    }
    let repeats = |page: usize, text: &str, base: f64| {
        let known = places.get(text).into_iter().flatten();
        known.filter(|(other, _)| *other != page).any(|(_, b)| (b - base).abs() < 3.0)
    };
    pages
        .into_iter()
        .enumerate()
        .map(|(number, pieces)| {
            let rows = lines(pieces.clone());
            let outer = [rows.first(), rows.last()].into_iter().flatten();
            let mut gone: Vec<f64> =
                outer.filter(|row| is_page_number(&row.text(), count)).map(|row| row.base).collect();
            gone.extend(
                edges[number].iter().filter(|(text, base)| repeats(number, text, *base)).map(|(_, base)| *base),
            );
            let near = |p: &Piece| gone.iter().any(|base| (base - p.base).abs() < 0.45 * p.size);
            pieces.into_iter().filter(|p| !near(p)).collect()
        })
        .collect()
}

/// The outer lines of a page, without their numbers.
fn edge(rows: &[Line]) -> Vec<(String, f64)> {
    let outer = |i: usize| i < EDGE || i + EDGE >= rows.len();
    rows.iter()
        .enumerate()
        .filter(|(i, _)| outer(*i))
        .map(|(_, row)| (without_numbers(&row.text()), row.base))
        .collect()
}

/// Digits are one `#`, however many.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if c.is_numeric() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// `3`, `- 3 -`, `Page 3 of 7`, `3/7`; its numbers are not beyond the count of pages.
fn is_page_number(text: &str, count: usize) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut numbers = 0;
    for word in words {
        if let Ok(number) = word.parse::<usize>() {
            numbers += 1;
            if number == 0 || number > count {
                return false;
            }
        } else if !["page", "of", "p", "seite", "von", "стр", "из", "sur"].contains(&word.to_lowercase().as_str())
        {
            return false;
        }
    }
    (1..=2).contains(&numbers) && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_years_and_items() {
        for text in ["3", "– 3 –", "Page 3 of 7", "3/7"] {
            assert!(is_page_number(text, 7), "{text}");
        }
        for text in ["2021", "3 May", "3.", "Page", ""] {
            assert!(!is_page_number(text, 7), "{text}");
        }
    }
}
