//! Broken and hostile office files give a failure or what text they hold, in little time, and never a panic.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use rapporteur_readers::documents::{DOCX, ODT, PDF, RTF};
use rapporteur_readers::{DocumentFormat, Draft, Failure, Format, Limits};
use zip::write::{SimpleFileOptions, ZipWriter};

const FORMATS: [&dyn DocumentFormat; 4] = [&PDF, &DOCX, &ODT, &RTF];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/office").join(name)).expect("fixture")
}

fn read(format: &dyn DocumentFormat, bytes: &[u8]) -> Result<Draft, Failure> {
    format.read("x", bytes, &Limits::default())
}

/// As `code`, with documents of a mebibyte at most.
fn small(format: &dyn DocumentFormat, bytes: &[u8]) -> &'static str {
    let mut limits = Limits::default();
    limits.document_bytes = 1 << 20;
    format.read("x", bytes, &limits).map_or_else(|failure| failure.code, |_| "ok")
}

fn code(format: &dyn DocumentFormat, bytes: &[u8]) -> &'static str {
    read(format, bytes).map_or_else(|failure| failure.code, |_| "ok")
}

/// A PDF of these objects; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).bytes());
    out
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dictionary}/Length {}>>\nstream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("deflate");
    encoder.finish().expect("deflate")
}

/// A page of Helvetica with this content and these forms, numbered 6 and up.
fn page(content: Vec<u8>, forms: &[Vec<u8>]) -> Vec<u8> {
    page_in("/Type1/BaseFont/Helvetica", content, forms)
}

/// As `page`, with a font of this subtype.
fn page_in(font: &str, content: Vec<u8>, forms: &[Vec<u8>]) -> Vec<u8> {
    let named: String = (0..forms.len()).map(|i| format!("/X{i} {} 0 R", i + 6)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R\
             /Resources<</Font<</F1 4 0 R>>/XObject<<{named}>>>>>>"
        )
        .into_bytes(),
        format!("<</Type/Font/Subtype{font}>>").into_bytes(),
        content,
    ];
    objects.extend(forms.iter().cloned());
    pdf(&objects)
}

const TEXT: &[u8] = b"BT /F1 12 Tf 50 700 Td (The ministers met.) Tj ET";

#[test]
fn a_page_of_plain_text_is_read() {
    assert_eq!(read(&PDF, &page(stream("", TEXT), &[])).expect("text").text, "The ministers met.\n");
    let form = stream("/Type/XObject/Subtype/Form/Matrix[1 0 0 1 0 -50]", TEXT);
    let both = [TEXT, b" /X0 Do"].concat();
    let text = read(&PDF, &page(stream("", &both), &[form])).expect("text").text;
    assert_eq!(text, "The ministers met.\n\nThe ministers met.\n");
}

#[test]
fn pictures_of_pages_ask_for_ocr() {
    let image = stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\0");
    let failure = read(&PDF, &page(stream("", b"q 600 0 0 800 0 0 cm /X0 Do Q"), &[image])).expect_err("no text");
    assert_eq!(failure.code, "no-text");
    assert!(failure.message.contains("ocrmypdf"), "{failure}");
}

#[test]
fn letters_without_names_are_told() {
    let font = "/Type0/Encoding/Identity-H/DescendantFonts[<<>>]";
    let bytes = page_in(font, stream("", TEXT), &[]);
    let failure = read(&PDF, &bytes).expect_err("no letters");
    assert_eq!(failure.code, "no-text");
    assert!(failure.message.contains("force-ocr"), "{failure}");
}

#[test]
fn many_pages_take_little_time() {
    let count = 500;
    let kids: String = (0..count).map(|i| format!("{} 0 R ", i + 4)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Resources<</Font<</F1 3 0 R>>>>/Count {count}>>").into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    let contents = 4 + count;
    objects.extend((0..count).map(|_| format!("<</Type/Page/Parent 2 0 R/Contents {contents} 0 R>>").into_bytes()));
    objects.push(stream(
        "",
        b"BT /F1 12 Tf 14 TL 50 700 Td (A) Tj T* (B) Tj T* (C) Tj T* (D) Tj T* (E) Tj T* (F) Tj T* (G) Tj ET",
    ));
    let start = std::time::Instant::now();
    assert_eq!(read(&PDF, &pdf(&objects)).expect("text").text.matches('D').count(), count);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn truncated_files_end_in_a_failure() {
    for name in ["delegations.weasyprint.pdf", "delegations.reportlab.pdf"] {
        let bytes = fixture(name);
        for end in (0..bytes.len()).step_by(100) {
            let _ = read(&PDF, &bytes[..end]);
        }
    }
    for (format, name) in [
        (FORMATS[1], "statement.python-docx.docx"),
        (FORMATS[2], "statement.odfpy.odt"),
        (FORMATS[3], "statement.libreoffice.rtf"),
    ] {
        let bytes = fixture(name);
        for end in (0..bytes.len()).step_by(100) {
            let _ = read(format, &bytes[..end]);
        }
    }
}

#[test]
fn circles_end() {
    let tree = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Parent 2 0 R/Count 9>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R]/Parent 3 0 R/Count 9>>".to_vec(),
    ]);
    assert_eq!(code(&PDF, &tree), "bad-pdf");
    let resources = "/Type/XObject/Subtype/Form/Resources<</Font<</F1 4 0 R>>/XObject<</X0 6 0 R/X1 7 0 R>>>>";
    let form = stream(resources, b"/X1 Do /X0 Do");
    assert_eq!(code(&PDF, &page(stream("", &[TEXT, b" /X0 Do"].concat()), &[form.clone(), form])), "ok");
    let references = pdf(&[b"<</Type/Catalog/Pages 2 0 R/Lang 3 0 R>>".to_vec(), b"3 0 R".to_vec(), b"2 0 R".to_vec()]);
    assert_eq!(code(&PDF, &references), "bad-pdf");
}

#[test]
fn forms_that_multiply_end() {
    let level = |next: usize| {
        let resources = format!("/Type/XObject/Subtype/Form/Resources<</XObject<</X0 {next} 0 R>>>>");
        stream(&resources, &b"/X0 Do ".repeat(100))
    };
    let forms: Vec<Vec<u8>> = (0..14).map(|i| level(i + 7)).collect();
    let _ = code(&PDF, &page(stream("", b"/X0 Do"), &forms));
}

#[test]
fn deep_nesting_ends() {
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    let open = b"[".repeat(100_000);
    let dictionaries = b"<</A".repeat(100_000);
    let strings = b"(".repeat(100_000);
    for nested in [deep, open, dictionaries, strings] {
        let _ = code(&PDF, &page(stream("", &[&nested[..], TEXT].concat()), &[]));
        let _ = code(&PDF, &page(nested.clone(), &[]));
        let _ = code(&PDF, &pdf(&[[b"<</Type/Catalog/Pages ".to_vec(), nested.clone()].concat()]));
        let map = stream("", &[b"/CMapName /x def ".to_vec(), nested].concat());
        let bytes = page_in("/Type1/BaseFont/A/ToUnicode 6 0 R", stream("", TEXT), &[map]);
        assert_eq!(code(&PDF, &bytes), "ok");
    }
    let xml = "<w:p>".repeat(100_000);
    assert_eq!(code(&DOCX, &zipped(&[("word/document.xml", xml.as_bytes())])), "bad-docx");
    assert_eq!(code(&ODT, &zipped(&[("content.xml", "<text:p>".repeat(100_000).as_bytes())])), "bad-odt");
    assert_eq!(code(&RTF, &[b"{\\rtf1".to_vec(), b"{".repeat(100_000)].concat()), "bad-rtf");
}

#[test]
fn bombs_do_not_go_off() {
    let blanks = deflated(&vec![b' '; 2 << 20]);
    let _ = small(&PDF, &page(stream("/Filter/FlateDecode", &blanks), &[]));
    let _ = small(&PDF, &page(stream("/Filter[/FlateDecode/FlateDecode]", &deflated(&blanks)), &[]));
    for kind in ["ObjStm", "XRef", "Obj#53tm"] {
        let objects = stream(&format!("/Type/{kind}/N 1/First 10/Filter/FlateDecode"), &blanks);
        assert_eq!(small(&PDF, &page(stream("", TEXT), &[objects])), "bad-pdf", "{kind}");
    }
    assert_eq!(small(&DOCX, &zipped(&[("word/document.xml", &vec![b' '; 2 << 20])])), "bad-docx");
    assert_eq!(small(&ODT, &zipped(&[("content.xml", &vec![b' '; 2 << 20])])), "bad-odt");
}

#[test]
fn locked_files_say_so() {
    let failure = read(&PDF, &fixture("locked/locked.pdf")).expect_err("locked");
    assert_eq!(failure.code, "bad-pdf");
    assert!(failure.message.contains("encrypted"), "{failure}");
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("part");
        writer.write_all(content).expect("part");
    }
    writer.finish().expect("archive").into_inner()
}

#[test]
fn an_archive_is_no_office_file() {
    let plain = zipped(&[("notes/word/a.txt", b"a"), ("[Content_Types].xml", b"")]);
    assert!(FORMATS.iter().all(|f| !f.sniff(&plain)));
    assert!(DOCX.sniff(&zipped(&[("[Content_Types].xml", b""), ("word/document.xml", b"")])));
    assert_eq!(code(&DOCX, &plain), "bad-docx");
    assert_eq!(code(&ODT, &plain), "bad-odt");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for (format, head) in FORMATS.iter().zip([&b"%PDF-1.4\n"[..], b"PK\x03\x04", b"PK\x03\x04", b"{\\rtf1 "]) {
            format.sniff(&bytes);
            let _ = read(*format, &bytes);
            let _ = read(*format, &[head, &bytes].concat());
        }
    }

    #[test]
    fn no_changed_bytes_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24)) {
        let names = ["delegations.reportlab.pdf", "delegations.odfpy.odt", "delegations.libreoffice.rtf"];
        for (format, name) in [FORMATS[0], FORMATS[2], FORMATS[3]].into_iter().zip(names) {
            let mut bytes = fixture(name);
            for (place, byte) in &changes {
                let place = place.index(bytes.len());
                bytes[place] = *byte;
            }
            let _ = read(format, &bytes);
        }
    }

    #[test]
    fn no_changed_xml_panics(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..9)) {
        let xml = "<w:document><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
                   <w:r><w:t>a&amp;b</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>";
        let mut chars: Vec<char> = xml.chars().collect();
        for (place, c) in &changes {
            let place = place.index(chars.len());
            chars[place] = *c;
        }
        let xml: String = chars.into_iter().collect();
        let _ = read(&DOCX, &zipped(&[("word/document.xml", xml.as_bytes())]));
        let _ = read(&ODT, &zipped(&[("content.xml", xml.replace("w:", "text:").as_bytes())]));
    }
}
