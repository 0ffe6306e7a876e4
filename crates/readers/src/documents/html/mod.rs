//! Web pages: where the text is, and the text without all that stands around it.

pub(crate) mod blocks;
mod charset;
mod chrome;
mod content;
mod depth;
pub(crate) mod headline;
mod line;
pub(crate) mod metadata;
mod node;
mod render;
mod table;
mod tags;
#[cfg(test)]
mod tests;

use dom_query::Document;
use rapporteur_text::{Diagnostic, Severity};

use self::blocks::Block;
use self::chrome::Chrome;
use self::metadata::Described;
use super::decode::{self, NoText};
use crate::{DocumentFormat, Draft, Failure, Format, Limits};

/// Web pages.
pub const HTML: Html = Html;

/// See [`HTML`].
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/html", "application/xhtml+xml"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        const STARTS: &[&str] = &[
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<title",
            "<meta",
            "<script",
            "<article",
            "<h1",
            "<div",
            "<table",
        ];
        let head = String::from_utf8_lossy(head);
        let mut rest = head.trim_start_matches('\u{feff}').trim_start();
        // Saved pages begin with a comment, XHTML with a declaration.
        while let Some((open, close)) = [("<!--", "-->"), ("<?", "?>")].iter().find(|(open, _)| rest.starts_with(open))
        {
            let Some(end) = rest[open.len()..].find(close) else { return false };
            rest = rest[open.len() + end + close.len()..].trim_start();
        }
        STARTS.iter().any(|start| {
            let (word, next) = (rest.get(..start.len()), rest.get(start.len()..));
            word.is_some_and(|w| w.eq_ignore_ascii_case(start))
                && next.is_some_and(|n| n.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
        })
    }
}

impl DocumentFormat for Html {
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
        let declared = charset::declared(bytes);
        let decoded = decode::decode_as(bytes, declared.as_deref()).map_err(|code| match code {
            NoText::Empty => empty(path),
            NoText::Binary => {
                Failure::new(path, "binary", "is not a web page (binary content); save it as HTML in UTF-8")
            }
        })?;
        let document = parse(path, decoded.text, limits)?;
        let roots = content::roots(&document);
        let mut blocks = render::blocks(&roots, &Chrome::measure(&roots));
        blocks::trim(&mut blocks);
        if let (true, Some(body)) = (blocks.is_empty(), document.body()) {
            // All of it bears names of chrome; a page of menus only is still better told than lost.
            blocks = render::blocks(&[body], &Chrome::measure(&[body]).without_guesses());
        }
        if blocks.is_empty() {
            return Err(empty(path));
        }
        let described = Described::read(&document, &roots);
        let headline = headline::find(&document, &roots, &blocks, &described);
        headline::put_first(&mut blocks, headline.as_deref());
        let remarks = decoded.guessed.map(|name| {
            let what = format!("names no encoding and is not UTF-8; read as {name}. Convert it if letters look wrong");
            Diagnostic::new(Severity::Info, "decoded", what)
        });
        Ok(Draft {
            text: blocks::join(&blocks),
            metadata: described.metadata(headline),
            remarks: remarks.into_iter().collect(),
        })
    }
}

fn empty(path: &str) -> Failure {
    let what = "is a web page without text; if the text comes by script, open it in a browser and save it from there";
    Failure::new(path, "empty", what)
}

/// The blocks of a whole page that has nothing around its text: a letter, an entry of a feed.
pub(crate) fn body_blocks(path: &str, html: String, limits: &Limits) -> Result<Vec<Block>, Failure> {
    let document = parse(path, html, limits)?;
    let root = document.body().unwrap_or_else(|| document.root());
    Ok(render::blocks(&[root], &Chrome::measure(&[root]).without_guesses()))
}

fn parse(path: &str, html: String, limits: &Limits) -> Result<Document, Failure> {
    let too_deep = || {
        let what =
            format!("nests elements deeper than {}; open it in a browser and save it as plain text", limits.elements);
        Failure::new(path, "too-deep", what)
    };
    depth::check(&html, limits.elements).map_err(|much| match much {
        depth::TooMuch::Depth => too_deep(),
        depth::TooMuch::Elements => {
            Failure::new(path, "too-large", "has more than a million elements; save each of its documents as a file")
        }
    })?;
    let document = Document::from(html);
    // The count above is of tags; this one is of the tree.
    if node::depth(&document.root()) > limits.elements.saturating_add(8) {
        return Err(too_deep());
    }
    Ok(document)
}
