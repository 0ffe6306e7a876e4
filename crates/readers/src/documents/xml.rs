//! XML as a stream of events, within the limits.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Limits;

/// One event. Names are as written, with their prefix: writers of office files keep to the customary ones.
pub(crate) enum Xml<'a> {
    Open(Element<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// An element that opens.
pub(crate) struct Element<'a> {
    pub(crate) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, by its whole name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.start.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
        Some(match quick_xml::escape::unescape(&found.value) {
            Ok(value) => value.into_owned(),
            Err(_) => found.value.to_string(),
        })
    }
}

/// Hands every event to `sink`; an element without content opens and closes.
///
/// Entities of a document type are not expanded, so that none can grow.
pub(crate) fn walk(xml: &str, limits: &Limits, sink: &mut dyn FnMut(Xml<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| {
            format!("holds broken XML at byte {} ({error}); open and save it once more", reader.error_position())
        })?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.elements {
                    return Err(format!("nests more than {} elements; it is broken or hostile", limits.elements));
                }
                open(&start, sink);
            }
            Event::Empty(start) => {
                open(&start, sink);
                sink(Xml::Close(start.name().as_ref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                sink(Xml::Close(end.name().as_ref()));
            }
            Event::Text(text) => sink(Xml::Text(&text)),
            Event::CData(text) => sink(Xml::Text(&text)),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", &*reference);
                if let Ok(text) = quick_xml::escape::unescape(&entity) {
                    sink(Xml::Text(&text));
                }
            }
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

fn open(start: &BytesStart<'_>, sink: &mut dyn FnMut(Xml<'_>)) {
    sink(Xml::Open(Element { name: start.name().as_ref(), start }));
}

/// Title and language out of the part that holds an office file's metadata. Its dates say when the file was made and its
/// creator is a person; neither is about the publication.
pub(crate) fn metadata(xml: &str, limits: &Limits) -> crate::Metadata {
    let mut inside = String::new();
    let (mut title, mut language) = (String::new(), String::new());
    // Metadata that cannot be read are metadata that are missing.
    let _ = walk(xml, limits, &mut |event| match event {
        Xml::Open(element) => element.name.clone_into(&mut inside),
        Xml::Close(_) => inside.clear(),
        Xml::Text(text) if inside == "dc:title" => title.push_str(text),
        Xml::Text(text) if inside == "dc:language" => language.push_str(text),
        Xml::Text(_) => {}
    });
    crate::Metadata { title: crate::plain(&title), language: crate::plain(&language), ..Default::default() }
}
