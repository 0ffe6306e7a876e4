//! The headline of a page, and its place before the text.

use dom_query::{Document, NodeRef};

use super::blocks::{Block, Kind};
use super::metadata::Described;
use super::node;
use crate::plain;

/// Separators between the title of a page and the name of its site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " « ", " // ", " • "];

/// The headline: that of the text itself, of the page, or of its description.
pub(super) fn find(
    document: &Document,
    roots: &[NodeRef<'_>],
    blocks: &[Block],
    described: &Described,
) -> Option<String> {
    let site = described.site.as_deref();
    let title = described.title.as_deref().map(|t| without_site(t, site));
    let shared = described.shared_title.as_deref().map(|t| without_site(t, site));
    let is_named = |h: &str| [&title, &shared].iter().any(|t| t.as_deref().is_some_and(|t| alike(t, h)));
    let usable = |h: &String| site.is_none_or(|s| !alike(s, h));
    let within: Vec<String> = roots.iter().flat_map(|r| headings(r, "h1")).filter(usable).collect();
    let anywhere: Vec<String> = headings(&document.root(), "h1").into_iter().filter(usable).collect();
    let second: Vec<String> = roots.iter().flat_map(|r| headings(r, "h2")).filter(usable).collect();
    // The one that the title repeats is right wherever it stands; so `<h1>` around a logo does no harm.
    let named = [&within, &anywhere, &second].into_iter().flatten().find(|h| is_named(h)).cloned();
    // Old pages set it in bold, and put the name of the institution before it in the title.
    let bold = described.title.as_deref().and_then(|title| {
        let is_part = |b: &&Block| parts(title).iter().any(|p| alike(p, &b.text)) && usable(&b.text);
        blocks.iter().take(8).filter(|b| b.text.split_whitespace().count() > 2).find(is_part).map(|b| b.text.clone())
    });
    named
        .or(bold)
        .or_else(|| within.first().cloned())
        .or(shared)
        .or_else(|| described.headline.clone())
        .or_else(|| (anywhere.len() == 1).then(|| anywhere.first().cloned()).flatten())
        .or(title)
}

/// A title and what its separators part it into.
fn parts(title: &str) -> Vec<&str> {
    let split =
        SEPARATORS.iter().filter_map(|s| title.split_once(s).into_iter().chain(title.rsplit_once(s)).next_back());
    let first = SEPARATORS.iter().filter_map(|s| title.split_once(s));
    std::iter::once(title).chain(split.chain(first).flat_map(|(a, b)| [a, b])).collect()
}

fn headings(root: &NodeRef<'_>, name: &str) -> Vec<String> {
    let own = root.has_name(name).then_some(*root);
    own.into_iter()
        .chain(root.descendants_it().filter(|d| d.has_name(name)))
        .filter_map(|h| plain(&inline_text(&h)))
        .collect()
}

/// The text of a heading, with a space where a line ends.
fn inline_text(heading: &NodeRef<'_>) -> String {
    let mut text = String::new();
    for node in heading.descendants_it() {
        if node.is_text() {
            text.push_str(&node.text());
        } else if node::name(&node).is_some_and(|n| n == "br" || node::is_block(&n)) {
            text.push(' ');
        }
    }
    text.replace(['\u{ad}', '\u{200b}', '\u{feff}', '\u{2060}'], "")
}

/// A title without the name of the site before or behind it.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let mut title = title.to_owned();
    if let Some(site) = site.filter(|s| !alike(s, &title)) {
        for separator in SEPARATORS {
            match (title.rsplit_once(separator), title.split_once(separator)) {
                (Some((rest, last)), _) if alike(last, site) || is_short_for(last, site) => {
                    return rest.trim().to_owned();
                }
                (_, Some((first, rest))) if alike(first, site) => return rest.trim().to_owned(),
                _ => {}
            }
        }
    }
    // Nobody writes a bar into a headline.
    for separator in [" | ", " :: ", " » "] {
        while let Some((rest, last)) = title.rsplit_once(separator) {
            if last.chars().count() > rest.chars().count() {
                return last.trim().to_owned();
            }
            title = rest.trim().to_owned();
        }
    }
    title
}

/// `MFA` for `Ministry of Foreign Affairs`.
fn is_short_for(short: &str, long: &str) -> bool {
    let initials: String =
        long.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    short.chars().count() > 1 && initials == short
}

/// The same words, whatever their case and the marks between them.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let letters =
        |s: &str| -> String { s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let (one, other) = (letters(one), letters(other));
    !one.is_empty() && one == other
}

/// Puts the headline first, and takes it out where it stands among the first blocks otherwise.
pub(crate) fn put_first(blocks: &mut Vec<Block>, headline: Option<&str>) {
    let Some(headline) = headline.and_then(plain) else { return };
    if let Some(at) = blocks.iter().take(12).position(|b| alike(&b.text, &headline)) {
        let mut block = blocks.remove(at);
        // What stands above the headline and is a link led here.
        block.kind = Kind::Heading;
        blocks.insert(0, block);
    } else {
        blocks.insert(0, Block { kind: Kind::Heading, text: headline, linked: 0 });
    }
    let text = blocks[0].text.clone();
    let mut at = 0;
    // Printed versions and breadcrumbs repeat it.
    blocks.retain(|b| {
        at += 1;
        at == 1 || at > 6 || !alike(&b.text, &text)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_taken_off() {
        for (title, site, expected) in [
            ("Talks in Osh | OSCE", None, "Talks in Osh"),
            ("Talks in Osh - OSCE", Some("OSCE"), "Talks in Osh"),
            ("OSCE: Talks - day two", Some("UN"), "OSCE: Talks - day two"),
            (
                "Ministry of Foreign Affairs | Talks in Osh between the ministers",
                None,
                "Talks in Osh between the ministers",
            ),
            ("Talks in Osh – MFA", Some("Ministry of Foreign Affairs"), "Talks in Osh"),
            ("Press releases :: Talks held in Osh", None, "Talks held in Osh"),
            ("OSCE", Some("OSCE"), "OSCE"),
        ] {
            assert_eq!(without_site(title, site), expected, "{title}");
        }
    }
}
