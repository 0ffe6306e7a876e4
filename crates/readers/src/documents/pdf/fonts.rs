//! Fonts as the library can take them: it panics at what it does not expect and knows ranges of widths only half.

use pdf_extract::{Dictionary, Document, Object};

use super::{content, guard};
use crate::Limits;

/// Encodings the library knows by name.
const KNOWN: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];

/// Where the standard encoding differs from the one the library takes for it.
const STANDARD: [(i64, &str); 22] = [
    (39, "quoteright"),
    (96, "quoteleft"),
    (161, "exclamdown"),
    (169, "quotesingle"),
    (170, "quotedblleft"),
    (171, "guillemotleft"),
    (172, "guilsinglleft"),
    (173, "guilsinglright"),
    (174, "fi"),
    (175, "fl"),
    (177, "endash"),
    (178, "dagger"),
    (183, "bullet"),
    (184, "quotesinglbase"),
    (185, "quotedblbase"),
    (186, "quotedblright"),
    (187, "guillemotright"),
    (188, "ellipsis"),
    (208, "emdash"),
    (225, "AE"),
    (241, "ae"),
    (251, "germandbls"),
];

/// Brackets within brackets of a table of characters.
const DEEPEST: usize = 64;

/// A font with every value in place and of the kind it should be.
pub(super) fn mend(document: &Document, font: &Dictionary, limits: &Limits) -> Option<Dictionary> {
    let get = |key: &[u8]| value(document, font, key);
    let subtype = get(b"Subtype").and_then(|s| s.as_name().ok()).unwrap_or(b"Type1");
    let mut mended = Dictionary::new();
    mended.set("Type", Object::Name(b"Font".to_vec()));
    mended.set("Subtype", Object::Name(subtype.to_vec()));
    let name = get(b"BaseFont").and_then(|n| n.as_name().ok()).unwrap_or(b"Helvetica");
    mended.set("BaseFont", Object::Name(name.to_vec()));
    let unicode = get(b"ToUnicode").filter(|u| u.as_stream().is_ok()).and_then(|_| font.get(b"ToUnicode").ok());
    let unicode = unicode.filter(|_| {
        let stream = get(b"ToUnicode").and_then(|u| u.as_stream().ok());
        stream.and_then(|s| content::plain(s, limits)).is_some_and(|map| guard::depth(&map) <= DEEPEST)
    });
    if let Some(unicode) = unicode {
        mended.set("ToUnicode", unicode.clone());
    }
    if subtype == b"Type0" {
        return composite(document, font, mended, limits);
    }
    match encoding(document, get(b"Encoding")) {
        Some(encoding) => mended.set("Encoding", encoding),
        // Without one the library has nothing to fall back upon when its table of characters has a gap.
        None if unicode.is_some() || subtype == b"Type3" => {
            mended.set("Encoding", Object::Name(b"WinAnsiEncoding".to_vec()));
        }
        None => {}
    }
    let descriptor = get(b"FontDescriptor").and_then(|d| d.as_dict().ok());
    if let Some(descriptor) = descriptor.filter(|_| unicode.is_none()) {
        mended.set("FontDescriptor", Object::Dictionary(with_files(document, descriptor, limits)));
    }
    widths(document, font, name, &mut mended);
    Some(mended)
}

fn value<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document.dereference(dictionary.get(key).ok()?).ok().map(|(_, object)| object)
}

/// The files of a font, whose own encoding is needed where no table of characters is given.
fn with_files(document: &Document, descriptor: &Dictionary, limits: &Limits) -> Dictionary {
    let mut files = Dictionary::new();
    for key in [&b"FontFile"[..], b"FontFile3"] {
        if let Some(Object::Stream(file)) = value(document, descriptor, key)
            && content::plain(file, limits).is_some()
            && let Ok(file) = descriptor.get(key)
        {
            files.set(key, file.clone());
        }
    }
    files
}

fn encoding(document: &Document, encoding: Option<&Object>) -> Option<Object> {
    match encoding? {
        Object::Name(name) if KNOWN.contains(&name.as_slice()) => Some(Object::Name(name.clone())),
        Object::Name(name) if name == b"StandardEncoding" => {
            let mut standard = Dictionary::new();
            standard.set("Differences", Object::Array(standard_differences()));
            Some(Object::Dictionary(standard))
        }
        Object::Dictionary(given) => {
            let mut mended = Dictionary::new();
            let mut differences = Vec::new();
            match value(document, given, b"BaseEncoding").and_then(|b| b.as_name().ok()) {
                Some(base) if KNOWN.contains(&base) => mended.set("BaseEncoding", Object::Name(base.to_vec())),
                Some(b"StandardEncoding") => differences = standard_differences(),
                _ => {}
            }
            let mut code = 0;
            for object in value(document, given, b"Differences").and_then(|d| d.as_array().ok()).into_iter().flatten() {
                match document.dereference(object).map(|(_, o)| o) {
                    Ok(Object::Integer(number)) => code = *number,
                    Ok(Object::Name(name)) => {
                        if (0..256).contains(&code) {
                            differences.extend([Object::Integer(code), Object::Name(name.clone())]);
                        }
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
            mended.set("Differences", Object::Array(differences));
            Some(Object::Dictionary(mended))
        }
        _ => None,
    }
}

fn standard_differences() -> Vec<Object> {
    STANDARD.iter().flat_map(|(code, name)| [Object::Integer(*code), Object::Name(name.as_bytes().to_vec())]).collect()
}

/// Widths of a simple font, or the name of a standard one whose widths are known.
fn widths(document: &Document, font: &Dictionary, name: &[u8], mended: &mut Dictionary) {
    let first = value(document, font, b"FirstChar").and_then(|f| f.as_i64().ok()).filter(|f| (0..256).contains(f));
    let given = value(document, font, b"Widths").and_then(|w| w.as_array().ok());
    if let (Some(first), Some(given)) = (first, given.filter(|g| !g.is_empty())) {
        let given: Vec<Object> = given.iter().take(256).map(|w| number(document, w)).collect();
        mended.set("FirstChar", Object::Integer(first));
        mended.set("LastChar", Object::Integer(first + given.len() as i64 - 1));
        mended.set("Widths", Object::Array(given));
        return;
    }
    if matches!(mended.get(b"Subtype").and_then(Object::as_name), Ok(b"Type3")) {
        mended.set("FirstChar", Object::Integer(0));
        mended.set("LastChar", Object::Integer(255));
        mended.set("Widths", Object::Array(vec![Object::Integer(500); 256]));
        return;
    }
    let name = String::from_utf8_lossy(name);
    if !["Helvetica", "Times-", "Courier", "Symbol", "ZapfDingbats"].iter().any(|core| name.starts_with(core)) {
        let stand_in = match () {
            () if name.contains("Times") => "Times-Roman",
            () if name.contains("Courier") => "Courier",
            () => "Helvetica",
        };
        mended.set("BaseFont", Object::Name(stand_in.as_bytes().to_vec()));
    }
}

fn number(document: &Document, object: &Object) -> Object {
    match document.dereference(object).map(|(_, o)| o) {
        Ok(Object::Integer(number)) => Object::Integer(*number),
        Ok(Object::Real(number)) if number.is_finite() => Object::Real(*number),
        _ => Object::Integer(0),
    }
}

/// A font of many thousand glyphs, with its widths one by one.
fn composite(document: &Document, font: &Dictionary, mut mended: Dictionary, limits: &Limits) -> Option<Dictionary> {
    let below = value(document, font, b"DescendantFonts")?.as_array().ok()?.first()?;
    let below = document.dereference(below).ok()?.1.as_dict().ok()?;
    let mut mended_below = Dictionary::new();
    mended_below.set("FontDescriptor", Object::Dictionary(Dictionary::new()));
    let default = value(document, below, b"DW").and_then(|w| w.as_float().ok()).unwrap_or(1000.0);
    mended_below.set("DW", Object::Integer(default as i64));
    let mut widths = Vec::new();
    let given = value(document, below, b"W").and_then(|w| w.as_array().ok());
    let given: Vec<&Object> =
        given.into_iter().flatten().filter_map(|o| Some(document.dereference(o).ok()?.1)).collect();
    let (mut at, mut count) = (0, 0usize);
    while let Some(Object::Integer(first)) = given.get(at)
        && (0..65_536).contains(first)
        && count < 65_536
    {
        let row = match (given.get(at + 1), given.get(at + 2)) {
            (Some(Object::Array(row)), _) => {
                at += 2;
                row.iter().take(65_536).map(|w| number(document, w)).collect()
            }
            (Some(Object::Integer(last)), Some(width)) => {
                at += 3;
                let many = usize::try_from(last - first + 1).unwrap_or(0).min(65_536);
                vec![number(document, width); many]
            }
            _ => break,
        };
        count += row.len();
        widths.extend([Object::Integer(*first), Object::Array(row)]);
    }
    mended_below.set("W", Object::Array(widths));
    mended.set("DescendantFonts", Object::Array(vec![Object::Dictionary(mended_below)]));
    let own = value(document, font, b"Encoding").and_then(|e| e.as_stream().ok());
    let own = own.and_then(|s| content::plain(s, limits)).filter(|map| guard::depth(map) <= DEEPEST);
    mended.set(
        "Encoding",
        match (own, font.get(b"Encoding")) {
            (Some(_), Ok(encoding)) => encoding.clone(),
            _ => Object::Name(b"Identity-H".to_vec()),
        },
    );
    Some(mended)
}
