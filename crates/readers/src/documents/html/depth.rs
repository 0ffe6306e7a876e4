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
            self.close_within(&[b"p"], |n| tags::is_scope(n) || n.eq_ignore_ascii_case(b"button"));
        }
        // What holds an item apart from the one around it; `div` and `p` do not.
        let holds = |n: &[u8]| tags::is_scope(n) || (tags::ends_paragraph(n) && !tags::is_loose(n));
        let table = |n: &[u8]| n.eq_ignore_ascii_case(b"table");
        match name.to_ascii_lowercase().as_slice() {
            // There is one of each, and it stays open to the end.
            b"html" | b"head" | b"body" => return,
            b"li" => self.close_within(&[b"li"], |n| holds(n) && !n.eq_ignore_ascii_case(b"li")),
            b"dt" | b"dd" => self.close_within(&[b"dt", b"dd"], |n| holds(n) && !is_one_of(n, &[b"dt", b"dd"])),
            b"option" | b"optgroup" => self.close_within(&[b"option"], |n| !n.eq_ignore_ascii_case(b"option")),
            b"rt" | b"rp" | b"rb" | b"rtc" => {
                let parts: &[&[u8]] = &[b"rt", b"rp", b"rb", b"rtc"];
                self.close_within(parts, |n| !is_one_of(n, parts));
            }
            // Outside of a table its parts are nothing.
            _ if is_one_of(name, TABLE_PARTS) && !self.names.iter().any(|e| e.is(b"table")) => return,
            b"td" | b"th" => self.close_within(&[b"td", b"th"], table),
            b"tr" => self.close_within(&[b"tr"], table),
            b"thead" | b"tbody" | b"tfoot" | b"colgroup" | b"caption" => {
                for part in [&b"thead"[..], b"tbody", b"tfoot", b"colgroup", b"caption"] {
                    self.close_within(&[part], table);
                }
            }
            b"button" => self.close_within(&[b"button"], tags::is_scope),
            b"a" | b"nobr" => self.close(name),
            _ => {}
        }
        let mut hasher = DefaultHasher::new();
        source.hash(&mut hasher);
        self.paragraphs += usize::from(name.eq_ignore_ascii_case(b"p"));
        self.names.push(Element { name, hash: hasher.finish() });
    }

    /// Closes the innermost of `names`, unless something that `holds` it lies between.
    fn close_within(&mut self, names: &[&[u8]], holds: impl Fn(&[u8]) -> bool) {
        for at in (0..self.names.len()).rev() {
            let name = self.names[at].name;
            if is_one_of(name, names) {
                return self.cut(at);
            }
            if holds(name) {
                return;
            }
        }
    }

    fn close(&mut self, name: &[u8]) {
        if is_one_of(name, &[b"html", b"head", b"body"]) {
            return;
        }
        if tags::is_formatting(name) || name.eq_ignore_ascii_case(b"form") {
            // What stands within stays open: `<b><p></b>` is a paragraph still.
            if let Some(at) = self.names.iter().rposition(|e| e.is(name)) {
                self.names.remove(at);
            } else if let Some(at) = self.waiting.iter().rposition(|e| e.is(name)) {
                self.waiting.remove(at);
            }
        } else if name.eq_ignore_ascii_case(b"table") {
            self.close_within(&[name], |_| false);
        } else if is_one_of(name, TABLE_PARTS) {
            self.close_within(&[name], |n| n.eq_ignore_ascii_case(b"table"));
        } else if tags::is_scope(name) || tags::ends_paragraph(name) || name.eq_ignore_ascii_case(b"button") {
            self.close_within(&[name], tags::is_scope);
        } else {
            // `</span>` does not end the block that was opened in a `span`.
            self.close_within(&[name], |n| tags::is_scope(n) || tags::ends_paragraph(n));
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

const TABLE_PARTS: &[&[u8]] = &[b"caption", b"colgroup", b"tbody", b"td", b"tfoot", b"th", b"thead", b"tr"];

fn is_one_of(name: &[u8], names: &[&[u8]]) -> bool {
    names.iter().any(|n| name.eq_ignore_ascii_case(n))
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
            ("<a><div>", ""),
            ("<li><section>", ""),
            ("<div><table><tr><td></div>", ""),
            ("<span><div></span>", ""),
            ("<form><div></form>", ""),
            ("<td><div></td>", ""),
            ("<body><div></body>", ""),
            ("<rt><div>", ""),
            ("<option><div>", ""),
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
