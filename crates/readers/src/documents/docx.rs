//! Word documents (DOCX).

mod numbering;

use super::draft;
use super::flow::{Flow, Kind};
use super::xml::{Element, Xml, metadata, walk};
use super::zipped::{Zipped, first_entry};
use crate::{DocumentFormat, Draft, Failure, Format, Limits};
use numbering::{Label, Numbering};

/// Word documents.
pub const DOCX: Docx = Docx;

/// See [`DOCX`].
#[derive(Clone, Copy, Debug)]
pub struct Docx;

impl Format for Docx {
    fn name(&self) -> &'static str {
        "DOCX"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]
    }

    /// A part below `word/` in the first 4 KiB of an archive whose first entry every office file has: an archive that merely
    /// holds such a folder starts with something else.
    fn sniff(&self, head: &[u8]) -> bool {
        let Some((name, _)) = first_entry(head) else { return false };
        let office = [&b"[Content_Types].xml"[..], b"_rels/", b"docProps/"].iter().any(|n| name.starts_with(n));
        name == b"word/document.xml" || office && head.windows(5).any(|w| w == b"word/")
    }
}

impl DocumentFormat for Docx {
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
        draft(path, "bad-docx", read(bytes, limits))
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<(String, crate::Metadata), String> {
    let mut parts = Zipped::open(bytes, limits)?;
    let Some(document) = parts.part("word/document.xml")? else {
        return Err("is no Word document: it lacks the part word/document.xml".to_owned());
    };
    let numbering = parts.part("word/numbering.xml")?.unwrap_or_default();
    let styles = parts.part("word/styles.xml")?.unwrap_or_default();
    let mut body = Body { numbering: Numbering::read(&numbering, &styles, limits)?, ..Default::default() };
    walk(&document, limits, &mut |event| body.event(event))?;
    let metadata = parts.part("docProps/core.xml")?.map(|xml| metadata(&xml, limits)).unwrap_or_default();
    Ok((body.finish(), metadata))
}

/// What is left out with all it holds: what was struck out or moved away, what stands in for a drawing in old readers, the
/// markup of a change of format, phonetic guides.
const LEFT_OUT: [&str; 7] = ["w:del", "w:moveFrom", "mc:Fallback", "w:rPrChange", "w:pPrChange", "w:rt", "w:sectPr"];

/// Reads the main part.
#[derive(Default)]
struct Body {
    flow: Flow,
    numbering: Numbering,
    /// Paragraphs that are open: more than one where one holds a text box.
    open: Vec<Paragraph>,
    /// Blocks of text boxes, which follow the paragraph they are anchored in.
    boxed: Vec<(Kind, String)>,
    /// Elements within one that is left out.
    left_out: usize,
    in_text: bool,
    hidden: bool,
    in_run_properties: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    list: Option<String>,
    level: Option<usize>,
}

impl Body {
    fn event(&mut self, event: Xml<'_>) {
        match event {
            Xml::Open(_) if self.left_out > 0 => self.left_out += 1,
            Xml::Close(_) if self.left_out > 0 => self.left_out -= 1,
            Xml::Open(element) if LEFT_OUT.contains(&element.name) => self.left_out = 1,
            Xml::Open(element) => self.open(&element),
            Xml::Close(name) => self.close(name),
            Xml::Text(text) if self.in_text && self.left_out == 0 => self.text(text),
            Xml::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "w:p" => self.open.push(Paragraph::default()),
            "w:tbl" => self.flow.open_table(),
            "w:tr" => self.flow.open_row(),
            "w:tc" => self.flow.open_cell(),
            "w:r" => self.hidden = false,
            "w:t" | "m:t" => self.in_text = true,
            "w:rPr" => self.in_run_properties = true,
            "w:vanish" if self.in_run_properties => self.hidden = !is_off(element),
            "w:br" | "w:cr" | "w:tab" | "w:ptab" if !self.in_properties(element) => self.text(" "),
            "w:noBreakHyphen" => self.text("-"),
            "w:sym" => self.symbol(element),
            "w:pStyle" => self.set(|p| p.style = element.attribute("w:val").unwrap_or_default()),
            "w:numId" => self.set(|p| p.list = element.attribute("w:val")),
            "w:ilvl" => self.set(|p| p.level = element.attribute("w:val").and_then(|v| v.parse().ok())),
            _ => {}
        }
    }

    /// A tab stop of the paragraph's format is no tab in its text.
    fn in_properties(&self, element: &Element<'_>) -> bool {
        element.name == "w:tab" && element.attribute("w:pos").is_some()
    }

    fn close(&mut self, name: &str) {
        match name {
            "w:t" | "m:t" => self.in_text = false,
            "w:rPr" => self.in_run_properties = false,
            "w:r" => self.hidden = false,
            "w:p" => self.end_paragraph(),
            "w:tbl" => self.flow.close_table(),
            _ => {}
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.open.last_mut() {
            change(paragraph);
        }
    }

    fn text(&mut self, text: &str) {
        if !self.hidden {
            self.set(|p| p.text.push_str(text));
        }
    }

    /// A symbol by its code; those of symbol fonts lie in the private area and mean nothing elsewhere.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(c) = code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)) {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let kind = if crate::plain(&paragraph.text).is_none() {
            Kind::Paragraph
        } else {
            match self.numbering.label(&paragraph.style, paragraph.list.as_deref(), paragraph.level) {
                Some((level, Label::Bullet)) => Kind::Item { level, number: None },
                Some((level, Label::Number(number))) => Kind::Item { level, number: Some(number) },
                None => Kind::Paragraph,
            }
        };
        if self.open.is_empty() {
            self.flow.block(kind, &paragraph.text);
            for (kind, text) in self.boxed.drain(..) {
                self.flow.block(kind, &text);
            }
        } else {
            self.boxed.push((kind, paragraph.text));
        }
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.flow.finish()
    }
}

/// Whether a switch such as `w:vanish` is set to off.
fn is_off(element: &Element<'_>) -> bool {
    matches!(element.attribute("w:val").as_deref(), Some("0" | "false" | "off"))
}
