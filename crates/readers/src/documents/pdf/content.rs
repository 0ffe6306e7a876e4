//! Pages rewritten to their text alone: the forms they draw put in, everything else left out.

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::{fonts, guard};
use crate::Limits;

/// Forms within forms.
const MOST_NESTED: usize = 16;

/// Forms drawn on one page, forms within forms counted each time, and in a whole document.
const MOST_FORMS: (usize, usize) = (2_000, 50_000);

/// Operations of a whole document. A page of dense text has some ten thousand.
const MOST_OPERATIONS: usize = 20_000_000;

/// Steps from a page to the root of the tree of pages.
const MOST_PARENTS: usize = 64;

/// Rewrites pages one after the other.
pub(super) struct Rewriter<'a> {
    pub(super) document: &'a Document,
    pub(super) limits: &'a Limits,
    /// Operations that may still come.
    left: usize,
    /// Forms drawn so far, on this page and before.
    forms: (usize, usize),
}

/// A page that is being written.
struct Page {
    operations: Vec<Operation>,
    /// Fonts under new names, and what they were before.
    fonts: Vec<(Object, Dictionary)>,
}

/// State that holds while a stream is read.
#[derive(Clone, Copy, Default)]
struct State {
    font: bool,
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(document: &'a Document, limits: &'a Limits) -> Self {
        Rewriter { document, limits, left: MOST_OPERATIONS, forms: (0, 0) }
    }

    /// The dictionary and the content of a page, with nothing but its text.
    pub(super) fn page(&mut self, id: ObjectId) -> Option<(Dictionary, Vec<u8>)> {
        let dictionary = self.document.get_dictionary(id).ok()?;
        let mut page = Page { operations: Vec::new(), fonts: Vec::new() };
        self.forms.0 = 0;
        let rotation = self.inherited(dictionary, b"Rotate").and_then(|r| r.as_i64().ok()).unwrap_or(0);
        let turned: Option<[i64; 4]> = match rotation.rem_euclid(360) {
            90 => Some([0, -1, 1, 0]),
            180 => Some([-1, 0, 0, -1]),
            270 => Some([0, 1, -1, 0]),
            _ => None,
        };
        if let Some(turned) = turned {
            page.push("cm", turned.into_iter().chain([0, 0]).map(Object::Integer).collect());
        }
        let content = self.contents(dictionary.get(b"Contents").ok()?);
        let resources = self.inherited(dictionary, b"Resources").and_then(|r| r.as_dict().ok()).cloned();
        self.stream(&content, &resources.unwrap_or_default(), 0, State::default(), &mut page);
        let content = Content { operations: page.operations }.encode().ok()?;
        let mut named = Dictionary::new();
        for (number, (_, font)) in page.fonts.into_iter().enumerate() {
            named.set(format!("F{number}"), Object::Dictionary(font));
        }
        let mut resources = Dictionary::new();
        resources.set("Font", Object::Dictionary(named));
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", Object::Name(b"Page".to_vec()));
        dictionary.set("MediaBox", Object::Array([0, 0, 612, 792].map(Object::Integer).to_vec()));
        dictionary.set("Resources", Object::Dictionary(resources));
        Some((dictionary, content))
    }

    fn resolve(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, o)| o)
    }

    fn get<'b>(&'b self, dictionary: &'b Dictionary, key: &[u8]) -> Option<&'b Object> {
        dictionary.get(key).ok().and_then(|o| self.document.dereference(o).ok()).map(|(_, o)| o)
    }

    /// A value of the page or of the nearest node above it.
    fn inherited(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = dictionary;
        for _ in 0..MOST_PARENTS {
            if let Ok(value) = node.get(key) {
                return Some(self.resolve(value));
            }
            node = self.resolve(node.get(b"Parent").ok()?).as_dict().ok()?;
        }
        None
    }

    /// The bytes of one stream or of several.
    fn contents(&self, object: &'a Object) -> Vec<u8> {
        let mut content = Vec::new();
        let parts = match self.resolve(object) {
            Object::Array(parts) => parts.iter().map(|p| self.resolve(p)).collect(),
            one => vec![one],
        };
        for part in parts {
            if let Object::Stream(stream) = part
                && (content.len() as u64) < self.limits.document_bytes
            {
                content.extend(plain(stream, self.limits).unwrap_or_default());
                content.push(b'\n');
            }
        }
        content
    }

    fn stream(&mut self, content: &[u8], resources: &Dictionary, nested: usize, state: State, page: &mut Page) {
        let Ok(content) = Content::decode(content) else { return };
        let (mut state, mut saved) = (state, Vec::new());
        // Marked content, and whether it is a running head or the like.
        let mut marks: Vec<bool> = Vec::new();
        for Operation { operator, operands } in content.operations {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let shown = state.font && !marks.contains(&true);
            match (operator.as_str(), operands.as_slice()) {
                ("q", _) => {
                    saved.push(state);
                    page.push("q", Vec::new());
                }
                ("Q", _) => {
                    if let Some(before) = saved.pop() {
                        state = before;
                        page.push("Q", Vec::new());
                    }
                }
                ("BT" | "ET" | "T*", _) => page.push(&operator, Vec::new()),
                ("cm" | "Tm", [_, _, _, _, _, _]) | ("Td" | "TD", [_, _]) | ("Tc" | "Tw" | "Tz" | "TL" | "Ts", [_])
                    if operands.iter().all(is_number) =>
                {
                    page.push(&operator, operands);
                }
                ("Tf", [Object::Name(name), size]) if is_number(size) => {
                    state.font = self.font(resources, name, size, page).is_some();
                }
                ("Tj", [Object::String(..)]) if shown => page.push("Tj", operands),
                ("TJ", [Object::Array(parts)]) if shown => {
                    let parts = parts.iter().filter(|p| is_number(p) || p.as_str().is_ok()).cloned().collect();
                    page.push("TJ", vec![Object::Array(parts)]);
                }
                ("'", [Object::String(..)]) if state.font => {
                    page.push("T*", Vec::new());
                    if shown {
                        page.push("Tj", operands);
                    }
                }
                ("\"", [word, letter, text @ Object::String(..)])
                    if state.font && is_number(word) && is_number(letter) =>
                {
                    page.push("Tw", vec![word.clone()]);
                    page.push("Tc", vec![letter.clone()]);
                    page.push("T*", Vec::new());
                    if shown {
                        page.push("Tj", vec![text.clone()]);
                    }
                }
                ("BMC", _) => marks.push(false),
                ("BDC", [tag, properties, ..]) => marks.push(self.is_furniture(tag, properties, resources)),
                ("BDC", _) => marks.push(false),
                ("EMC", _) => {
                    marks.pop();
                }
                ("Do", [Object::Name(name)]) if nested < MOST_NESTED && !marks.contains(&true) => {
                    self.form(resources, name, nested, state, page);
                }
                _ => {}
            }
        }
        for _ in saved {
            page.push("Q", Vec::new());
        }
    }

    /// Puts in what a form draws.
    fn form(&mut self, resources: &Dictionary, name: &[u8], nested: usize, state: State, page: &mut Page) {
        self.forms = (self.forms.0 + 1, self.forms.1 + 1);
        if self.forms.0 > MOST_FORMS.0 || self.forms.1 > MOST_FORMS.1 {
            return;
        }
        let document = self.document;
        let found = self.get(resources, b"XObject").and_then(|x| x.as_dict().ok()).and_then(|x| x.get(name).ok());
        let Some(Object::Stream(form)) = found.and_then(|o| document.dereference(o).ok()).map(|(_, o)| o) else {
            return;
        };
        if self.get(&form.dict, b"Subtype").and_then(|s| s.as_name().ok()) != Some(b"Form") {
            return;
        }
        let Some(content) = plain(form, self.limits) else { return };
        let own = self.get(&form.dict, b"Resources").and_then(|r| r.as_dict().ok()).unwrap_or(resources).clone();
        page.push("q", Vec::new());
        if let Some(Object::Array(matrix)) = self.get(&form.dict, b"Matrix")
            && matrix.len() == 6
            && matrix.iter().all(is_number)
        {
            page.push("cm", matrix.clone());
        }
        self.stream(&content, &own, nested + 1, state, page);
        page.push("Q", Vec::new());
    }

    /// Selects a font under its new name.
    fn font(&self, resources: &Dictionary, name: &[u8], size: &Object, page: &mut Page) -> Option<()> {
        let font = self.get(resources, b"Font")?.as_dict().ok()?.get(name).ok()?;
        let number = match page.fonts.iter().position(|(known, _)| known == font) {
            Some(number) => number,
            None => {
                let dictionary = self.document.dereference(font).ok()?.1.as_dict().ok()?;
                let mended = fonts::mend(self.document, dictionary, self.limits)?;
                page.fonts.push((font.clone(), mended));
                page.fonts.len() - 1
            }
        };
        page.push("Tf", vec![Object::Name(format!("F{number}").into_bytes()), size.clone()]);
        Some(())
    }

    /// Whether marked content calls itself a running head, a page number and the like.
    fn is_furniture(&self, tag: &Object, properties: &Object, resources: &Dictionary) -> bool {
        if tag.as_name().ok() != Some(b"Artifact") {
            return false;
        }
        let named = properties
            .as_name()
            .ok()
            .and_then(|name| self.get(self.get(resources, b"Properties")?.as_dict().ok()?, name)?.as_dict().ok());
        let Some(properties) = properties.as_dict().ok().or(named) else { return false };
        self.get(properties, b"Type").and_then(|t| t.as_name().ok()) == Some(b"Pagination")
    }
}

impl Page {
    fn push(&mut self, operator: &str, operands: Vec<Object>) {
        self.operations.push(Operation::new(operator, operands));
    }
}

fn is_number(object: &Object) -> bool {
    match object {
        Object::Integer(_) => true,
        Object::Real(number) => number.is_finite(),
        _ => false,
    }
}

/// The bytes of a stream; nothing when they exceed the limits.
pub(super) fn plain(stream: &Stream, limits: &Limits) -> Option<Vec<u8>> {
    match stream.filters() {
        Ok(filters) if filters == [b"FlateDecode"] && stream.dict.get(b"DecodeParms").is_err() => {
            guard::inflate(&stream.content, limits)
        }
        // Other ways to pack are the library's, which knows no limits: what they can blow up is kept small.
        Ok(filters) if !filters.is_empty() => {
            let expands = filters.iter().filter(|f| matches!(**f, b"FlateDecode" | b"LZWDecode")).count();
            let most = if expands > 1 { 16 << 10 } else { 1 << 20 };
            (stream.content.len() <= most).then(|| stream.decompressed_content().ok()).flatten()
        }
        _ => Some(stream.content.clone()),
    }
}
