//! How deep the elements of a page nest, told before a tree is built.
//!
//! Building a tree of a hundred thousand elements within elements takes minutes, and whoever walks such a tree by recursion
//! ends the process: an overflown stack cannot be caught. So the tags are counted in one pass, by a small part of the rules
//! by which browsers close what authors leave open. Old pages that never close `<p>`, `<li>`, `<td>` or `<br>` are not deep.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::tags::{self, Tags};

/// What a page is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooMuch {
    /// Elements within elements.
    Depth,
    /// Elements at all.
    Elements,
}

/// Most elements of one page. The longest reports have some ten thousand; each takes some hundred bytes of memory.
const MOST_ELEMENTS: usize = 1 << 20;

/// Refuses pages whose elements nest deeper than `limit`, or which have more of them than any page has.
pub(super) fn check(html: &str, limit: usize) -> Result<(), TooMuch> {
    let mut open = Open { names: Vec::new(), waiting: Vec::new(), paragraphs: 0 };
    let mut elements = 0usize;
    let mut foreign = 0usize;
    let mut tags = Tags::new(html);
    while let Some(tag) = tags.next() {
        let name = tag.name;
        if tag.closes {
            if name == b"svg" || name == b"math" {
                foreign = foreign.saturating_sub(1);
            }
            open.close(name);
            continue;
        }
        if foreign == 0 {
            tags.pass_over_text_of(name);
        }
        // Formatting that was never closed is opened again in every paragraph.
        elements += 1 + open.waiting.len();
        if elements > MOST_ELEMENTS {
            return Err(TooMuch::Elements);
        }
        if tags::is_void(name) || (foreign > 0 && tag.closes_itself) {
            continue;
        }
        if name == b"svg" || name == b"math" {
            if tag.closes_itself {
                continue;
            }
            foreign += 1;
        }
        open.open(name, tag.source);
        if open.names.len() + open.waiting.len() > limit {
            return Err(TooMuch::Depth);
        }
    }
    Ok(())
}

/// Elements that are open now.
struct Open<'a> {
    names: Vec<Element<'a>>,
    /// Formatting that was closed from outside and comes back with the next text.
    waiting: Vec<Element<'a>>,
    /// How many of `names` are `p`.
    paragraphs: usize,
}

#[derive(Clone, Copy)]
struct Element<'a> {
    name: &'a [u8],
    /// Of the whole tag: browsers bring back three of a kind at most.
    hash: u64,
}

impl Element<'_> {
    fn is(&self, name: &[u8]) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

impl<'a> Open<'a> {
    fn open(&mut self, name: &'a [u8], source: &'a [u8]) {
        if self.paragraphs > 0 && tags::ends_paragraph(name) {
            self.close_within(&[b"p"], &[b"button", b"td", b"th", b"caption", b"table"]);
        }
        match name.to_ascii_lowercase().as_slice() {
            b"li" => self.close_within(&[b"li"], &[b"ul", b"ol", b"menu", b"table", b"td"]),
            b"dt" | b"dd" => self.close_within(&[b"dt", b"dd"], &[b"dl", b"table", b"td"]),
            b"option" | b"optgroup" => self.close_within(&[b"option"], &[b"select"]),
            b"td" | b"th" => self.close_within(&[b"td", b"th"], &[b"table"]),
            b"tr" => self.close_within(&[b"tr"], &[b"table"]),
            b"thead" | b"tbody" | b"tfoot" | b"colgroup" | b"caption" => {
                for part in [&b"thead"[..], b"tbody", b"tfoot", b"colgroup", b"caption"] {
                    self.close_within(&[part], &[b"table"]);
                }
            }
            b"rt" | b"rp" | b"rb" | b"rtc" => self.close_within(&[b"rt", b"rp", b"rb", b"rtc"], &[b"ruby"]),
            b"a" | b"nobr" | b"button" => self.close_within(&[name], &[b"table", b"td", b"th"]),
            b"body" | b"html" | b"head" if self.names.iter().any(|e| e.is(name)) => return,
            _ => {}
        }
        let mut hasher = DefaultHasher::new();
        source.hash(&mut hasher);
        self.paragraphs += usize::from(name.eq_ignore_ascii_case(b"p"));
        self.names.push(Element { name, hash: hasher.finish() });
    }

    /// Closes the innermost of `names`, unless one of `borders` lies between.
    fn close_within(&mut self, names: &[&[u8]], borders: &[&[u8]]) {
        for at in (0..self.names.len()).rev() {
            let element = self.names[at];
            if names.iter().any(|n| element.is(n)) {
                return self.cut(at);
            }
            if borders.iter().any(|n| element.is(n)) {
                return;
            }
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some(at) = self.names.iter().rposition(|e| e.is(name)) {
            if tags::is_formatting(name) {
                // What stands within stays open: `<b><p></b>` is a paragraph still.
                self.names.remove(at);
            } else {
                self.cut(at);
            }
        } else if let Some(at) = self.waiting.iter().rposition(|e| e.is(name)) {
            self.waiting.remove(at);
        }
    }

    /// Closes everything from `at` on; formatting in it waits to be opened again, but not out of a table's cell.
    fn cut(&mut self, at: usize) {
        let cell = [&b"td"[..], b"th", b"caption"].iter().any(|n| self.names[at].is(n));
        for element in self.names.drain(at..) {
            self.paragraphs -= usize::from(element.is(b"p"));
            if !cell && tags::is_formatting(element.name) {
                let alike = self.waiting.iter().filter(|w| w.hash == element.hash).count();
                if alike < 3 {
                    self.waiting.push(element);
                }
            }
        }
        if cell {
            self.waiting.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_pages_are_refused_closed_or_not() {
        for (open, close) in [
            ("<div>", "</div>"),
            ("<b>", "</b>"),
            ("<table>", "</table>"),
            ("<table><tr><td>", "</td></tr></table>"),
            ("<ul><li>", ""),
            ("<ul>", ""),
            ("<span>", ""),
            ("<x-y>", ""),
            ("<div/>", ""),
            ("<svg>", ""),
            ("<button><table>", ""),
        ] {
            let page = open.repeat(100_000) + "text" + &close.repeat(100_000);
            assert_eq!(check(&page, 512), Err(TooMuch::Depth), "{open}");
        }
        let fonts: String = (0..1000).map(|n| format!("<p><font size={n}>")).collect();
        assert_eq!(check(&fonts, 512), Err(TooMuch::Depth));
        assert_eq!(check(&"<br>".repeat(MOST_ELEMENTS + 1), 512), Err(TooMuch::Elements));
    }

    #[test]
    fn old_pages_that_close_nothing_are_not_deep() {
        for part in [
            "<p>One paragraph",
            "<p><b>One paragraph",
            "<p><font size=2>One</font>",
            "<br>",
            "<img src=a.gif>",
            "<hr><input>",
            "<p><ul><li>One<li>Two</ul>",
            "<table><tr><td>One<td>Two<tr><td>Three</table>",
            "<dl><dt>One<dd>Two</dl>",
            "<div><p>One</div>",
            "<a name=x>One",
            "</div></p></b>",
            "<script>if (a<b) document.write('<div>')</script>",
            "<!-- <div> -->",
            "<svg><path/><g><path/></g></svg>",
            "<input value='<div>'>",
            "1 < 2 <div",
        ] {
            assert_eq!(check(&part.repeat(5_000), 512), Ok(()), "{part}");
        }
        assert_eq!(check(&format!("<ul>{}</ul>", "<li><p>One".repeat(5_000)), 512), Ok(()));
        assert_eq!(check(&format!("<table>{}</table>", "<tr><td><p>One".repeat(5_000)), 512), Ok(()));
    }
}
