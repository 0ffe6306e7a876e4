//! The same text gives the same rows, whatever it came in.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};
use arrow::record_batch::RecordBatch;
use rapporteur_cli::Pipeline;
use rapporteur_schema::Dataset;
use rapporteur_schema::vocabulary::SeverityWord;

/// Files that other programs wrote from one text.
const WRITTEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/readers/tests/office");
const PUBLISHER: &str = "Ministry of Foreign Affairs of Norway";

/// A text with what tells formats apart: a list, a quote, letters beyond ASCII.
const TEXT: &str = "\
Foreign Minister Särg visits Dushanbe

Foreign Minister Ilmar Särg of Estonia met with President Emomali Rahmon of Tajikistan in Dushanbe on 4 May 2021. “We have five \
projects, and none of them can wait,” said Minister Särg.

The sides agreed to:

- open the bridge at Khorog for goods & travellers by 1 November 2021;
- hold a conference of donors in Tallinn in June 2022.

Estonia will provide 2 million euros for the training of border guards.
";

fn build(folder: &Path, file: &str, bytes: &[u8]) -> Dataset {
    let input = folder.join(file.replace(['/', '.'], "-"));
    let path = input.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    Pipeline::new().threads(2).build(&[input]).unwrap()
}

/// A dataset without what the file itself leaves in it: its path and hash.
fn told(mut dataset: Dataset, format: &str) -> Dataset {
    for document in &mut dataset.documents {
        document.source_path.clear();
        document.sha256.clear();
    }
    let errors = dataset.diagnostics.iter().filter(|d| d.severity == SeverityWord::Error);
    let errors: Vec<_> = errors.map(|d| &d.message).collect();
    assert!(errors.is_empty(), "{format}: {errors:?}");
    dataset
}

fn assert_same(expected: &Dataset, found: Dataset, format: &str) {
    let found = told(found, format);
    assert_eq!(found.documents, expected.documents, "{format}");
    assert_eq!(found.events, expected.events, "{format}");
    assert_eq!(found.participants, expected.participants, "{format}");
    assert_eq!(found.commitments, expected.commitments, "{format}");
    assert_eq!(found.commitment_parties, expected.commitment_parties, "{format}");
    assert_eq!(found.actors, expected.actors, "{format}");
}

fn html(text: &str) -> String {
    let mut page = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta property=\"og:site_name\" content=\"{PUBLISHER}\"></head>\
         <body><nav><a href=\"/\">Home</a> <a href=\"/news\">News</a></nav><main><article>"
    );
    for (at, block) in text.trim_end().split("\n\n").enumerate() {
        let block = block.replace('&', "&amp;");
        if block.starts_with("- ") {
            let items: String = block.lines().map(|item| format!("<li>{}</li>", &item[2..])).collect();
            let _ = write!(page, "<ul>{items}</ul>");
        } else {
            let tag = if at == 0 { "h1" } else { "p" };
            let _ = write!(page, "<{tag}>{block}</{tag}>");
        }
    }
    page + "</article></main><footer>© The Ministry. All rights reserved.</footer></body></html>"
}

fn warc(address: &str, page: &str) -> Vec<u8> {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let mut file = Vec::new();
    write!(
        file,
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{response}\r\n\r\n",
        response.len()
    )
    .unwrap();
    file
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_same_words_give_the_same_rows_from_every_format() {
    let folder = tempfile::tempdir().unwrap();
    // Front matter would belong to the text and move its offsets, so the plain file gets its publisher by manifest.
    let plain = folder.path().join("plain");
    fs::create_dir_all(&plain).unwrap();
    fs::write(plain.join("visit.txt"), TEXT).unwrap();
    fs::write(plain.join("manifest.csv"), format!("file,publisher\nvisit.txt,{PUBLISHER}\n")).unwrap();
    let expected = told(Pipeline::new().build(&[plain]).unwrap(), "txt");
    assert_eq!(expected.documents[0].text.as_deref(), Some(TEXT));
    assert!(expected.events.len() >= 2 && expected.commitments.len() >= 3, "{expected:?}");

    let page = html(TEXT);
    let json = serde_json::json!({ "id": "visit", "text": TEXT, "publisher": PUBLISHER }).to_string();
    let csv = format!("id,publisher,text\nvisit,{PUBLISHER},\"{TEXT}\"\n");
    let (head, body) = TEXT.split_once("\n\n").unwrap();
    let mail = format!(
        "From: {PUBLISHER} <press@example.org>\r\nSubject: =?utf-8?Q?{}?=\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}",
        head.replace(' ', "_").replace('ä', "=C3=A4")
    );
    let columns: [(&str, ArrayRef); 3] =
        [("id", "visit"), ("text", TEXT), ("publisher", PUBLISHER)].map(|(name, value)| {
            let column: ArrayRef = Arc::new(StringArray::from(vec![value]));
            (name, column)
        });
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    let parquet = writer.into_inner().unwrap();
    let crawl = warc("file:///visit.html", &page);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("visit.html", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(page.as_bytes()).unwrap();
    let archive = archive.finish().unwrap().into_inner();

    for (file, bytes) in [
        ("visit.html", page.as_bytes()),
        ("visit.html.gz", &gzip(page.as_bytes())),
        ("news.jsonl", json.as_bytes()),
        ("news.jsonl.zst", &zstd::encode_all(json.as_bytes(), 1).unwrap()),
        ("news.csv", csv.as_bytes()),
        ("news.parquet", &parquet),
        ("visit.eml", mail.as_bytes()),
        ("crawl.warc", &crawl),
        ("crawl.warc.gz", &gzip(&crawl)),
    ] {
        assert_same(&expected, build(folder.path(), file, bytes), file);
    }
    // An archive is a folder: its name belongs to the id of what is in it, so it is asked for its text.
    let zipped = build(folder.path(), "set.zip", &archive);
    assert_eq!(zipped.documents[0].document_id, "set-visit");
    assert_eq!(zipped.documents[0].text, expected.documents[0].text);
    assert_eq!(zipped.events.len(), expected.events.len());
}

#[test]
fn what_other_programs_write_gives_the_rows_of_the_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["statement", "readout", "delegations"] {
        let plain = fs::read(Path::new(WRITTEN).join(format!("{text}.txt"))).unwrap();
        let expected = told(build(folder.path(), &format!("{text}.txt"), &plain), text);
        let written = fs::read_dir(WRITTEN).unwrap().flatten().map(|entry| entry.path());
        let mut written: Vec<PathBuf> = written
            .filter(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name.starts_with(text) && !name.ends_with(".txt") && !name.contains("narrow")
            })
            .collect();
        written.sort();
        assert!(written.len() >= 8, "{written:?}");
        for path in written {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let (_, writer) = name.split_once('.').unwrap();
            let (writer, ending) = writer.rsplit_once('.').unwrap();
            let mut found = build(&folder.path().join(writer), &format!("{text}.{ending}"), &fs::read(&path).unwrap());
            // These formats carry a title and a language of their own, plain text does not.
            for (document, plain) in found.documents.iter_mut().zip(&expected.documents) {
                document.title.clone_from(&plain.title);
                document.language.clone_from(&plain.language);
            }
            assert_same(&expected, found, &name);
        }
    }
}
