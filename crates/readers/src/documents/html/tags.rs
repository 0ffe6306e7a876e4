//! The tags of a page, one after the other, without a tree.

/// One tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a [u8],
    /// From `<` to `>`.
    pub(super) source: &'a [u8],
    pub(super) closes: bool,
    /// Whether it ends in `/>`.
    pub(super) closes_itself: bool,
}

/// Goes over the tags; those in comments are none.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    html: &'a [u8],
    at: usize,
    /// Element whose content is text up to its end tag.
    raw: Option<&'a [u8]>,
}

impl<'a> Tags<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Tags { html: html.as_bytes(), at: 0, raw: None }
    }

    /// Takes what follows as text up to the end tag of `name`, where that element holds text only.
    pub(super) fn pass_over_text_of(&mut self, name: &'a [u8]) {
        if is_raw(name) {
            self.raw = Some(name);
        }
    }

    fn find_text(&self, what: &[u8], from: usize) -> Option<usize> {
        let rest = self.html.get(from..)?;
        rest.windows(what.len()).position(|w| w == what).map(|at| from + at)
    }

    /// Behind the `>` that ends the tag whose attributes begin at `from`.
    fn end_of_tag(&self, from: usize) -> usize {
        let mut quote = None;
        let mut before = b' ';
        for (at, &byte) in self.html.iter().enumerate().skip(from) {
            match (quote, byte) {
                (Some(q), b) if b == q => quote = None,
                (Some(_), _) => {}
                (None, b'>') => return at + 1,
                // A quote opens a value only behind `=`; elsewhere it is a slip of the author's.
                (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
        }
        self.html.len()
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html.get(self.at..)?.iter().position(|&b| b == b'<')?;
            let rest = &self.html[start..];
            if self.raw.is_none() && rest.starts_with(b"<!--") {
                self.at = self.find_text(b"-->", start + 2).map_or(self.html.len(), |end| end + 3);
                continue;
            }
            let closes = rest.get(1) == Some(&b'/');
            let name_at = start + 1 + usize::from(closes);
            let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
            let length = self.html[name_at..].iter().position(ends).unwrap_or(self.html.len() - name_at);
            let name = &self.html[name_at..name_at + length];
            self.at = start + 1;
            if !name.first().is_some_and(u8::is_ascii_alphabetic) {
                continue;
            }
            if let Some(raw) = self.raw {
                if !(closes && name.eq_ignore_ascii_case(raw)) {
                    continue;
                }
                self.raw = None;
            }
            self.at = self.end_of_tag(name_at + length);
            let source = &self.html[start..self.at];
            let closes_itself = source.ends_with(b"/>");
            return Some(Tag { name, source, closes, closes_itself });
        }
    }
}

fn among(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes()))
}

/// Elements that hold text and no elements.
fn is_raw(name: &[u8]) -> bool {
    among(name, &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
}

/// Elements without content.
pub(super) fn is_void(name: &[u8]) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ];
    among(name, VOID)
}

/// Elements that browsers open again when something else closed them.
pub(super) fn is_formatting(name: &[u8]) -> bool {
    const FORMATTING: &[&str] =
        &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    among(name, FORMATTING)
}

/// Elements out of which nothing closes what is around them.
pub(super) fn is_scope(name: &[u8]) -> bool {
    among(name, &["applet", "caption", "marquee", "object", "svg", "math", "table", "td", "template", "th"])
}

/// Blocks that an item of a list may be closed through.
pub(super) fn is_loose(name: &[u8]) -> bool {
    among(name, &["address", "div", "p"])
}

/// Elements before which an open paragraph ends.
pub(super) fn ends_paragraph(name: &[u8]) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "xmp",
    ];
    among(name, BLOCKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text_that_looks_like_them() {
        let page = "<!-- <a> --><p class='a>b'>1 < 2</P><script>'<b>'</script><br/>";
        let (mut tags, mut found) = (Tags::new(page), Vec::new());
        while let Some(tag) = tags.next() {
            if !tag.closes {
                tags.pass_over_text_of(tag.name);
            }
            found.push(format!("{}{}", if tag.closes { "/" } else { "" }, String::from_utf8_lossy(tag.name)));
        }
        assert_eq!(found, ["p", "/P", "script", "/script", "br"]);
    }
}
