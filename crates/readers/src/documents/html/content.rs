//! Where on a page the text is.
//!
//! Readability finds its heart: the element in which paragraphs gather. But it cleans as it goes, by the share of links and
//! by names, and loses lists, tables, first paragraphs that stand apart, and sections in wrappers of their own. So what it
//! kept only tells *where* the text is; the elements of the untouched page are taken from there, together with their
//! neighbours that read like text.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::blocks::{Block, measure};
use super::chrome::Chrome;
use super::{node, render};

/// Elements beyond which Readability, which copies the page up to four times, is not asked.
const MOST_ELEMENTS: usize = 100_000;

/// The elements that hold the text, in their order.
pub(super) fn roots(document: &Document) -> Vec<NodeRef<'_>> {
    let Some(body) = document.body() else { return vec![document.root()] };
    let page = Chrome::measure(&[body]);
    let main = main_element(&body, &page);
    let core = core(document, &body);
    let Some(core) = core else { return vec![main.unwrap_or(body)] };
    let found = widen(core, &body, &page);
    let frame = main.unwrap_or(body);
    let (prose, all, _) = measure_roots(&found, &page);
    let (frame_prose, frame_all, _) = measure_roots(&[frame], &page);
    // A short page: what was found is a menu, or a part only.
    let missed = prose == 0 && (frame_prose > 0 || all * 4 < frame_all);
    // The page says itself where its text is, and half of that was lost.
    let lost = main.is_some_and(|m| contains(&m, &core)) && prose * 10 < frame_prose * 6;
    if missed || lost { vec![frame] } else { found }
}

/// The one element that a page marks as its article.
fn main_element<'a>(body: &NodeRef<'a>, page: &Chrome) -> Option<NodeRef<'a>> {
    let (mut articles, mut mains) = (Vec::new(), Vec::new());
    for element in body.descendants_it().filter(|e| e.is_element()) {
        if element.has_name("article") && page.length(&element) > 0 {
            articles.push(element);
        } else if element.has_name("main") || element.attr("role").is_some_and(|r| r.as_ref() == "main") {
            mains.push(element);
        }
    }
    match (articles.as_slice(), mains.as_slice()) {
        ([article], [main, ..]) if page.length(article) * 2 >= page.length(main) => Some(*article),
        (_, [main, ..]) if page.length(main) > 0 => Some(*main),
        ([article], _) => Some(*article),
        _ => None,
    }
}

fn contains(outer: &NodeRef<'_>, inner: &NodeRef<'_>) -> bool {
    outer.id == inner.id || inner.ancestors_it(None).any(|a| a.id == outer.id)
}

/// The smallest element with nine tenths of what Readability keeps.
fn core<'a>(document: &'a Document, body: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let kept = kept(document)?;
    let mut weights: HashMap<NodeId, usize> = HashMap::new();
    let mut total = 0;
    for node in body.descendants_it().filter(NodeRef::is_text) {
        if !kept.contains_key(&node.id) {
            continue;
        }
        let length = node.text().chars().filter(|c| !c.is_whitespace()).count();
        total += length;
        for ancestor in node.ancestors_it(None) {
            *weights.entry(ancestor.id).or_default() += length;
        }
    }
    if total == 0 {
        return None;
    }
    let heavy = |n: &NodeRef<'_>| weights.get(&n.id).is_some_and(|w| w * 10 >= total * 9);
    let mut core = *body;
    while let Some(child) = core.children_it(false).find(heavy) {
        core = child;
    }
    // A paragraph of a page that has only one is inside of something.
    while core.parent().is_some() && !node::name(&core).is_some_and(|n| node::is_block(&n)) {
        core = core.parent()?;
    }
    Some(core)
}

/// The text nodes that Readability keeps. Its copy of the page has the same numbers for the same nodes.
fn kept(document: &Document) -> Option<HashMap<NodeId, ()>> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let copy = document.clone();
    // It is a fine library, but one page out of millions on which it gives up must not end the reading of the others.
    let read = catch_unwind(AssertUnwindSafe(move || {
        let mut reader = Readability::with_document(copy, None, Some(config)).ok()?;
        reader.parse().ok()?;
        let found = reader.doc.select_single("#readability-page-1");
        let page = found.nodes().first()?;
        Some(page.descendants_it().filter(NodeRef::is_text).map(|n| (n.id, ())).collect())
    }));
    read.ok().flatten()
}

fn measure_roots(roots: &[NodeRef<'_>], page: &Chrome) -> (usize, usize, usize) {
    measure(&render::blocks(roots, page))
}

/// Takes the neighbours of `core`, and of what holds it, that read like text.
fn widen<'a>(core: NodeRef<'a>, body: &NodeRef<'a>, page: &Chrome) -> Vec<NodeRef<'a>> {
    let (mut roots, mut at) = (vec![core], core);
    while at.id != body.id && !is_whole(&at) {
        let Some(parent) = at.parent() else { break };
        let siblings: Vec<NodeRef<'a>> = parent.children();
        let Some(here) = siblings.iter().position(|s| s.id == at.id) else { break };
        let kinds: Vec<Sibling> =
            siblings.iter().map(|s| if s.id == at.id { Sibling::Text } else { classify(s, page) }).collect();
        let first = kinds.iter().position(|k| *k == Sibling::Text).unwrap_or(here);
        let mut last = kinds.iter().rposition(|k| *k == Sibling::Text).unwrap_or(here);
        // A list right behind the words that lead it in.
        while kinds.get(last + 1) == Some(&Sibling::Space) || kinds.get(last + 1) == Some(&Sibling::List) {
            last += 1;
        }
        let takes = |n: usize| (first..=last).contains(&n) && kinds[n] != Sibling::Chrome;
        let before = (0..here).filter(|&n| takes(n)).map(|n| siblings[n]);
        let after = (here + 1..siblings.len()).filter(|&n| takes(n)).map(|n| siblings[n]);
        roots = before.chain(std::mem::take(&mut roots)).chain(after).collect();
        at = parent;
    }
    roots
}

/// Nothing outside of it belongs to it.
fn is_whole(element: &NodeRef<'_>) -> bool {
    element.has_name("article")
        || element.has_name("main")
        || element.attr("role").is_some_and(|r| r.as_ref() == "main")
}

/// What stands beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sibling {
    Text,
    List,
    /// A heading, a date, an empty element: belongs to the text when text follows.
    Short,
    Space,
    Chrome,
}

fn classify(node: &NodeRef<'_>, page: &Chrome) -> Sibling {
    if page.length(node) == 0 {
        return Sibling::Space;
    }
    if node.is_element() && page.leaves_out(node) {
        return Sibling::Chrome;
    }
    let blocks = render::blocks(&[*node], page);
    let (prose, all, linked) = measure(&blocks);
    if blocks.iter().any(Block::is_teaser) || linked * 20 > all * 3 {
        return Sibling::Chrome;
    }
    // What holds the headline holds the date and the place as well.
    if all < 600 && (node.has_name("h1") || node.descendants_it().any(|d| d.has_name("h1"))) {
        return Sibling::Text;
    }
    let list = node::name(node).is_some_and(|n| matches!(n.as_str(), "ul" | "ol" | "dl" | "table" | "blockquote"));
    match () {
        () if prose * 2 >= all => Sibling::Text,
        () if list => Sibling::List,
        () => Sibling::Short,
    }
}
