//! Title and language of a file. The day it was made is no day of publication, and its author is a person.

use pdf_extract::{Document, Object};

use super::content;
use crate::documents::xml::{Xml, walk};
use crate::{Limits, Metadata, plain};

pub(super) fn read(document: &Document, limits: &Limits) -> Metadata {
    let resolve = |object: &Object| document.dereference(object).ok().map(|(_, o)| o.clone());
    let info = document.trailer.get(b"Info").ok().and_then(resolve);
    let title = info.and_then(|info| info.as_dict().ok()?.get(b"Title").ok().and_then(resolve));
    let title = title.and_then(|t| text(&t)).filter(|t| is_title(t));
    let catalog = document.catalog().ok();
    let language = catalog.and_then(|c| c.get(b"Lang").ok()).and_then(resolve).and_then(|l| text(&l));
    let described = || {
        let stream = resolve(catalog?.get(b"Metadata").ok()?)?;
        let xml = content::plain(stream.as_stream().ok()?, limits)?;
        described_title(&String::from_utf8_lossy(&xml), limits).filter(|t| is_title(t))
    };
    Metadata { title: title.or_else(described), language, ..Metadata::default() }
}

/// Text in UTF-16 or UTF-8 behind a mark, else in the encoding of PDF, which is near to Windows-1252.
fn text(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::WINDOWS_1252, |(encoding, _)| encoding);
    plain(encoding.decode(bytes).0.trim_matches('\0'))
}

/// The title in the XMP packet.
fn described_title(xml: &str, limits: &Limits) -> Option<String> {
    let (mut inside, mut title) = (false, String::new());
    walk(xml, limits, &mut |event| match event {
        Xml::Open(element) if element.name == "dc:title" => inside = true,
        Xml::Close("dc:title") => inside = false,
        Xml::Text(text) if inside => title.push_str(text),
        _ => {}
    })
    .ok()?;
    plain(&title)
}

/// Not the name of the file a program printed from, nor what it calls a file without a name.
fn is_title(title: &str) -> bool {
    const ENDINGS: [&str; 13] =
        [".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".txt", ".html", ".pages"];
    let lower = title.to_lowercase();
    let printed = ["microsoft word", "microsoft powerpoint", "powerpoint presentation", "untitled", "(anonymous)"];
    !printed.iter().any(|p| lower.starts_with(p))
        && !ENDINGS.iter().any(|e| lower.ends_with(e))
        && !["unspecified", "document", "title", "slide 1"].contains(&lower.as_str())
        && title.chars().filter(|c| c.is_alphabetic()).count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles() {
        for title in ["Microsoft Word - final2.doc", "speech_en.docx", "untitled", "(anonymous)", "2021"] {
            assert!(!is_title(title), "{title}");
        }
        assert!(is_title("Joint statement on water"));
    }
}
