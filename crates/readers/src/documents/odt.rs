//! OpenDocument text (ODT).

use std::collections::BTreeMap;

use super::draft;
use super::flow::{Flow, Kind};
use super::xml::{Element, Xml, metadata, walk};
use super::zipped::{Zipped, first_entry};
use crate::{DocumentFormat, Draft, Failure, Format, Limits};

/// OpenDocument text.
pub const ODT: Odt = Odt;

/// See [`ODT`].
#[derive(Clone, Copy, Debug)]
pub struct Odt;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

impl Format for Odt {
    fn name(&self) -> &'static str {
        "ODT"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &[MEDIA_TYPE]
    }

    /// The first entry of an OpenDocument file is its media type, uncompressed, made for this very purpose.
    fn sniff(&self, head: &[u8]) -> bool {
        first_entry(head)
            .is_some_and(|(name, content)| name == b"mimetype" && content.starts_with(MEDIA_TYPE.as_bytes()))
    }
}

impl DocumentFormat for Odt {
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
        draft(path, "bad-odt", read(bytes, limits))
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<(String, crate::Metadata), String> {
    let mut parts = Zipped::open(bytes, limits)?;
    if let Some(manifest) = parts.part("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err("is encrypted; save it without a password".to_owned());
    }
    let Some(content) = parts.part("content.xml")? else {
        return Err("is no OpenDocument text: it lacks the part content.xml".to_owned());
    };
    let mut body = Body::default();
    if let Some(styles) = parts.part("styles.xml")? {
        walk(&styles, limits, &mut |event| {
            if let Xml::Open(element) = event {
                body.style(&element);
            }
        })?;
    }
    walk(&content, limits, &mut |event| body.event(event))?;
    let metadata = parts.part("meta.xml")?.map(|xml| metadata(&xml, limits)).unwrap_or_default();
    Ok((body.finish(), metadata))
}

/// What is left out with all it holds: remarks, notes, what was struck out, forms, phonetic guides, names of pictures.
const LEFT_OUT: [&str; 9] = [
    "office:annotation",
    "text:note",
    "text:tracked-changes",
    "text:sequence-decls",
    "office:forms",
    "text:ruby-text",
    "svg:title",
    "svg:desc",
    "text:hidden-paragraph",
];

/// Repeated cells beyond this are a spreadsheet's way to fill a row.
const MOST_REPEATED: usize = 64;

#[derive(Default)]
struct Body {
    flow: Flow,
    /// Starts of numbers by style and level; nothing for bullets.
    styles: BTreeMap<(String, usize), Option<u64>>,
    style: String,
    lists: Vec<List>,
    /// Paragraphs that are open: more than one where one holds a text box.
    open: Vec<String>,
    boxed: Vec<(Kind, String)>,
    left_out: usize,
    /// The last number of each style, for lists that go on.
    reached: BTreeMap<(String, usize), u64>,
}

struct List {
    style: String,
    last: Option<u64>,
    /// The next paragraph is the first of an item and bears its label.
    fresh: bool,
    /// The number that item asks for.
    own: Option<u64>,
}

impl Body {
    fn event(&mut self, event: Xml<'_>) {
        match event {
            Xml::Open(_) if self.left_out > 0 => self.left_out += 1,
            Xml::Close(_) if self.left_out > 0 => self.left_out -= 1,
            Xml::Open(element) if LEFT_OUT.contains(&element.name) => self.left_out = 1,
            Xml::Open(element) => self.open(&element),
            Xml::Close(name) => self.close(name),
            Xml::Text(text) if self.left_out == 0 => self.text(text),
            Xml::Text(_) => {}
        }
    }

    /// Notes how a level of a style of lists is labelled.
    fn style(&mut self, element: &Element<'_>) {
        let level = || element.attribute("text:level").and_then(|l| l.parse::<usize>().ok()).unwrap_or(1);
        match element.name {
            "text:list-style" => self.style = element.attribute("style:name").unwrap_or_default(),
            "text:list-level-style-number" => {
                let start = element.attribute("text:start-value").and_then(|v| v.parse().ok()).unwrap_or(1);
                self.styles.insert((self.style.clone(), level()), Some(start));
            }
            "text:list-level-style-bullet" | "text:list-level-style-image" => {
                self.styles.insert((self.style.clone(), level()), None);
            }
            _ => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "text:p" | "text:h" => self.open.push(String::new()),
            "text:s" | "text:tab" | "text:line-break" => self.text(" "),
            "text:list" => self.open_list(element),
            "text:list-item" => self.open_item(element),
            "table:table" => self.flow.open_table(),
            "table:table-row" => self.flow.open_row(),
            "table:table-cell" | "table:covered-table-cell" => {
                let repeated = element.attribute("table:number-columns-repeated").and_then(|n| n.parse().ok());
                for _ in 0..repeated.unwrap_or(1).clamp(1, MOST_REPEATED) {
                    self.flow.open_cell();
                }
            }
            _ => self.style(element),
        }
    }

    fn open_list(&mut self, element: &Element<'_>) {
        let inherited = self.lists.last().map(|l| l.style.clone()).unwrap_or_default();
        let style = element.attribute("text:style-name").unwrap_or(inherited);
        let goes_on = element.attribute("text:continue-numbering").as_deref() == Some("true")
            || element.attribute("text:continue-list").is_some();
        let level = self.lists.len() + 1;
        let last = self.reached.get(&(style.clone(), level)).copied().filter(|_| goes_on);
        self.lists.push(List { style, last, fresh: false, own: None });
    }

    fn open_item(&mut self, element: &Element<'_>) {
        if let Some(list) = self.lists.last_mut() {
            list.fresh = true;
            list.own = element.attribute("text:start-value").and_then(|v| v.parse().ok());
        }
    }

    /// Level and number of the item a paragraph opens. An item that holds but a deeper list counts nothing.
    fn label(&mut self) -> Option<Kind> {
        let level = self.lists.len();
        let list = self.lists.last_mut().filter(|l| l.fresh)?;
        list.fresh = false;
        let start = self.styles.get(&(list.style.clone(), level)).copied().flatten();
        let number = start.map(|start| list.own.unwrap_or_else(|| list.last.map_or(start, |n| n.saturating_add(1))));
        list.last = number;
        Some(Kind::Item { level: level - 1, number })
    }

    fn close(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => self.end_paragraph(name == "text:h"),
            "text:list" => {
                let level = self.lists.len();
                if let Some(List { style, last: Some(last), .. }) = self.lists.pop() {
                    self.reached.insert((style, level), last);
                }
            }
            "table:table" => self.flow.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(text);
        }
    }

    fn end_paragraph(&mut self, heading: bool) {
        let Some(text) = self.open.pop() else { return };
        // A numbered heading is a heading.
        let label = if crate::plain(&text).is_some() && !heading { self.label() } else { None };
        let kind = label.unwrap_or(Kind::Paragraph);
        if self.open.is_empty() {
            self.flow.block(kind, &text);
            for (kind, text) in self.boxed.drain(..) {
                self.flow.block(kind, &text);
            }
        } else {
            self.boxed.push((kind, text));
        }
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end_paragraph(false);
        }
        self.flow.finish()
    }
}
