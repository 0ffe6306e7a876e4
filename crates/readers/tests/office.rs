//! Office files of several writers give the very text that stands beside them: adding a case is adding files to
//! `tests/office`, named `case.writer.ending` and `case.txt`.

use std::fs;
use std::path::PathBuf;

use rapporteur_readers::{Limits, document};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/office")
}

#[test]
fn every_writer_gives_the_same_text() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("folder")
        .map(|entry| entry.expect("entry").file_name().into_string().expect("name"))
        .filter(|name| name.matches('.').count() == 2)
        .collect();
    names.sort();
    assert!(names.len() > 10, "{names:?}");
    let only = std::env::var("CASE").unwrap_or_default();
    let mut wrong = Vec::new();
    for name in names.iter().filter(|n| n.contains(&only)) {
        let case = name.split('.').next().expect("case");
        let expected = fs::read_to_string(folder().join(format!("{case}.txt"))).expect("expected text");
        let bytes = fs::read(folder().join(name)).expect("file");
        // The name is withheld: the content tells the format, but for Word files that keep their parts in another order.
        let path = if name.ends_with(".docx") { name.as_str() } else { "nameless" };
        match document(path, None, &bytes, &Limits::default()) {
            Ok(draft) if draft.text == expected && draft.remarks.is_empty() => {}
            Ok(draft) if draft.text == expected => wrong.push(format!("{name}: {:?}", draft.remarks)),
            Ok(draft) => wrong.push(format!("{name}:\n{}", difference(&expected, &draft.text))),
            Err(failure) => wrong.push(failure.to_string()),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The lines that are missing and those that are too many.
fn difference(expected: &str, found: &str) -> String {
    let mut lines = Vec::new();
    for diff in [(expected, found, '-'), (found, expected, '+')] {
        let others: Vec<&str> = diff.1.lines().collect();
        lines.extend(diff.0.lines().filter(|l| !others.contains(l)).map(|l| format!("{} {l}", diff.2)));
    }
    if lines.is_empty() {
        lines.push(format!("other order or spacing:\n{found}"));
    }
    lines.join("\n")
}

/// Files of a few lines, written by hand.
mod by_hand {
    use std::io::{Cursor, Write};

    use rapporteur_readers::documents::{DOCX, ODT, RTF};
    use rapporteur_readers::{DocumentFormat, Draft, Limits};
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn rtf(source: &[u8]) -> Draft {
        RTF.read("x.rtf", source, &Limits::default()).expect("text")
    }

    fn zipped(format: &dyn DocumentFormat, part: &str, xml: &str) -> String {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(part, SimpleFileOptions::default()).expect("part");
        writer.write_all(xml.as_bytes()).expect("part");
        let bytes = writer.finish().expect("archive").into_inner();
        format.read("x", &bytes, &Limits::default()).expect("text").text
    }

    #[test]
    fn rtf_in_cyrillic_by_font_code_page_and_unicode() {
        let by_font = rtf(b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}}\\f1 \\'cc\\'e8\\'f0 \\f0 caf\\'e9\\par}");
        assert_eq!(by_font.text, "Мир café\n");
        assert_eq!(rtf(b"{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'e8\\'f0}").text, "Мир\n");
        let unicode = rtf(b"{\\rtf1\\uc1\\u1052?\\u1080\\'3f{\\uc2\\u1088??}{\\uc0\\u33 }\\u-10179?\\u-8704?}");
        assert_eq!(unicode.text, "Мир!\u{1f600}\n");
    }

    #[test]
    fn rtf_without_what_is_not_running_text() {
        let draft = rtf(
            b"{\\rtf1{\\info{\\title A title}{\\author A. Clerk}}{\\header Head}{\\*\\unknown x}{\\pict\\bin4 }}}}}\
              {\\stylesheet{\\s0 Normal;}}One{\\v hidden}{\\deleted gone}{\\footnote note} word\\~two\\emdash\\par\
              \\trowd\\pard\\intbl a\\cell b\\par c\\cell\\row\\trowd\\intbl\\cell d\\cell\\row\\pard\
              {\\listtext 1.\\tab}first\\par{\\listtext\\'b7\\tab}\\ilvl1 second\\par}",
        );
        assert_eq!(draft.text, "One word two\u{2014}\n\na | b c\n| d\n\n1. first\n  - second\n");
        assert_eq!(draft.metadata.title.as_deref(), Some("A title"));
    }

    #[test]
    fn word_files_keep_insertions_and_text_boxes_once() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs></w:pPr>\
            <w:r><w:t>One</w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:t>y</w:t></w:r></w:del>\
            <w:ins><w:r><w:t xml:space=\"preserve\"> two</w:t><w:br/><w:t>three</w:t></w:r></w:ins>\
            <w:hyperlink><w:r><w:t>&#8211;four</w:t></w:r></w:hyperlink>\
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:footnoteReference/></w:r>\
            <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
            <mc:Fallback><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>\
            <w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>";
        assert_eq!(zipped(&DOCX, "word/document.xml", xml), "One two three–four\n\nBox\n");
    }

    #[test]
    fn opendocument_leaves_out_notes_and_deletions() {
        let xml = "<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
            <text:h>A<text:s text:c=\"3\"/>b<text:line-break/>c<text:tab/>d</text:h>\
            <text:p>e<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>\
            <office:annotation><text:p>remark</text:p></office:annotation>f</text:p></office:text>";
        assert_eq!(zipped(&ODT, "content.xml", xml), "A b c d\n\nef\n");
    }
}
