//! Containers give their entries, whatever they are packed in, and say what is wrong with what they cannot give.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int64Array, LargeStringArray};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use rapporteur_readers::containers::{Input, Walk, entries};
use rapporteur_readers::{Entry, Failure};

const TEXT: &str = "Talks in Osh\n\nThe ministers met in Osh.\n";

fn walked(path: &str, bytes: Vec<u8>, walk: &Walk) -> (Vec<Entry>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    entries(Input::Stream(Box::new(std::io::Cursor::new(bytes))), path, walk, &mut |entry| {
        match entry {
            Ok(entry) => found.push(entry),
            Err(failure) => failures.push(failure),
        }
        std::ops::ControlFlow::Continue(())
    });
    (found, failures)
}

fn read(path: &str, bytes: Vec<u8>) -> (Vec<Entry>, Vec<Failure>) {
    walked(path, bytes, &Walk::default())
}

fn codes(failures: &[Failure]) -> Vec<&str> {
    failures.iter().map(|f| f.code).collect()
}

fn paths(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|e| e.path.as_str()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        // As bytes: the library itself refuses to write a name that leads out.
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn warc(records: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut file = Vec::new();
    for (kind, url, body) in records {
        let media = if *kind == "response" { "application/http; msgtype=response" } else { "text/plain" };
        write!(file, "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\n").unwrap();
        write!(file, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
        file.extend_from_slice(body);
        file.extend_from_slice(b"\r\n\r\n");
    }
    file
}

#[test]
fn a_document_is_handed_over_as_it_is() {
    let (found, failures) = read("a.txt", TEXT.into());
    assert_eq!((found.len(), failures.len()), (1, 0));
    assert_eq!((found[0].path.as_str(), found[0].bytes.as_slice()), ("a.txt", TEXT.as_bytes()));
}

#[test]
fn archives_give_what_can_be_read_in_them() {
    let files: [(&str, &[u8]); 5] = [
        ("b/two.txt", TEXT.as_bytes()),
        ("one.txt", b"They met."),
        ("logo.png", b"\x89PNG"),
        (".hidden.txt", b"x"),
        ("README.txt", b"x"),
    ];
    let zst = zstd::encode_all(&tar(&files)[..], 1).unwrap();
    for (path, bytes) in [
        ("set.zip", zip(&files)),
        ("set.tar", tar(&files)),
        ("set.tar.gz", gzip(&tar(&files))),
        ("set.tgz", gzip(&tar(&files))),
        ("set.tar.zst", zst),
    ] {
        let (found, failures) = read(path, bytes);
        assert!(failures.is_empty(), "{path}: {failures:?}");
        let archive = path.trim_end_matches(".gz").trim_end_matches(".zst").replace(".tgz", ".tar");
        assert_eq!(paths(&found), [format!("{archive}/b/two.txt"), format!("{archive}/one.txt")], "{path}");
    }
}

#[test]
fn names_that_lead_out_are_left_out_and_the_rest_stays() {
    let files: [(&str, &[u8]); 2] = [("../../etc/cron.txt", b"x"), ("one.txt", b"They met.")];
    for (path, bytes) in [("set.zip", zip(&files)), ("set.tar", tar(&files))] {
        let (found, failures) = read(path, bytes);
        assert_eq!((paths(&found), codes(&failures)), (vec![&*format!("{path}/one.txt")], vec!["bad-entry"]));
        assert!(failures[0].message.contains("leads out"), "{}", failures[0].message);
    }
}

#[test]
fn bombs_and_nesting_end_at_the_limits() {
    let mut walk = Walk::default();
    walk.limits.ratio = 100;
    walk.limits.document_bytes = 64 << 20;
    let bomb = vec![b' '; 20 << 20];
    let (found, failures) = walked("a.txt.gz", gzip(&bomb), &walk);
    assert_eq!((found.len(), codes(&failures)), (0, vec!["bomb"]));
    let (_, failures) = walked("a.zip", zip(&[("a.txt", &bomb)]), &walk);
    assert_eq!(codes(&failures), ["bomb"]);
    let mut nested = zip(&[("a.txt", b"They met.")]);
    for _ in 0..20 {
        nested = zip(&[("a.zip", &nested)]);
    }
    let (found, failures) = read("a.zip", nested);
    assert_eq!((found.len(), codes(&failures)), (0, vec!["too-deep"]));
}

#[test]
fn json_lines_are_documents_and_bad_lines_are_told() {
    let lines = format!(
        "{{\"id\": 7, \"text\": \"They met.\", \"date\": \"2012-03-27\"}}\n\n{{\"id\": 8}}\nno json\n{{\"text\": \"  \"}}\n{}",
        serde_json::json!({"document_id": "a/b", "body": TEXT, "title": "Talks  in Osh", "date": "soon"})
    );
    let (found, failures) = read("news.jsonl", lines.into_bytes());
    assert_eq!(codes(&failures), ["no-text-column", "bad-json", "empty"]);
    assert_eq!(failures[0].source_path, "news.jsonl#3");
    assert!(failures[0].message.contains("it has \"id\""), "{}", failures[0].message);
    let ids: Vec<_> = found.iter().map(|e| e.id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["7", "a-b"]);
    assert_eq!(found[0].metadata.published_date.unwrap().to_string(), "2012-03-27");
    assert_eq!((found[1].metadata.title.as_deref(), found[1].remarks[0].code), (Some("Talks in Osh"), "bad-date"));
}

#[test]
fn a_line_that_is_too_long_is_left_out() {
    let mut walk = Walk::default();
    walk.limits.document_bytes = 100;
    let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"They met.\"}}\n", "x".repeat(500));
    let (found, failures) = walked("a.jsonl", long.into_bytes(), &walk);
    assert_eq!((found.len(), codes(&failures)), (1, vec!["too-large"]));
    let open = format!("id,text\n1,\"{}", "x\n".repeat(200_000));
    let (found, failures) = walked("a.csv", open.into_bytes(), &walk);
    assert_eq!((found.len(), codes(&failures)), (0, vec!["unreadable"]));
    assert!(failures[0].message.contains("quote that is not closed"), "{}", failures[0].message);
}

#[test]
fn tables_give_their_rows() {
    let csv = "\u{feff}Id,Text,Date\n1,\"They met,\nand left.\",2012-03-27\n2,too,many,cells\n3,They met.,\n";
    let (found, failures) = read("a.csv", csv.into());
    assert_eq!((found.len(), codes(&failures)), (2, vec!["bad-row"]));
    assert_eq!((found[0].bytes.as_slice(), found[1].path.as_str()), (&b"They met,\nand left."[..], "a.csv#5"));
    let (found, _) = read("a.tsv", "id\ttext\n1\tThey met.\n".into());
    assert_eq!(found[0].bytes, b"They met.");
    let (_, failures) = read("a.csv", "a,b\n1,2\n".into());
    assert!(failures[0].message.contains("--text-column"), "{}", failures[0].message);
}

#[test]
fn parquet_gives_its_rows() {
    let columns: [(&str, ArrayRef); 3] = [
        ("id", Arc::new(Int64Array::from(vec![7, 8]))),
        ("text", Arc::new(LargeStringArray::from(vec![Some(TEXT), None]))),
        ("published_date", Arc::new(Date32Array::from(vec![15_426, 15_427]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    let file = writer.into_inner().unwrap();
    let (found, failures) = read("a.parquet", file.clone());
    assert_eq!((found.len(), codes(&failures)), (1, vec!["empty"]));
    assert_eq!((found[0].id.as_deref(), found[0].bytes.as_slice()), (Some("7"), TEXT.as_bytes()));
    assert_eq!(found[0].metadata.published_date.unwrap().to_string(), "2012-03-27");
    let (found, failures) = read("a.parquet", file[..file.len() - 9].to_vec());
    assert_eq!((found.len(), codes(&failures)), (0, vec!["bad-parquet"]));
}

/// Found by changing bytes at random: the Parquet library panics on a column chunk of negative length.
#[test]
fn what_a_library_cannot_bear_is_a_failure() {
    let broken = include_bytes!("broken/negative-length.parquet").to_vec();
    let mut walk = Walk::default();
    walk.columns.text = vec!["evidence".into(), "text".into(), "name".into()];
    let (_, failures) = walked("a.parquet", broken, &walk);
    assert_eq!(codes(&failures), ["unreadable"]);
}

#[test]
fn crawls_give_pages_and_pass_over_the_rest() {
    let page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThey met.";
    let packed =
        [&b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n"[..], &gzip(b"They left.")];
    let picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG";
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\nNo.";
    let mut crawl = warc(&[
        ("warcinfo", "", b"software: x\r\n"),
        ("request", "https://www.example.org/a.html", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "https://www.example.org/news/a.html", page),
        ("response", "https://www.example.org/b", &packed.concat()),
        ("response", "https://www.example.org/c.png", picture),
        ("response", "https://www.example.org/d", missing),
    ]);
    crawl.extend_from_slice(b"WARC/1.0\r\nContent-Length: many\r\n\r\nlost text\r\nmore\r\n\r\n");
    crawl.extend(warc(&[("conversion", "file:///e/f.html", b"They met again.")]));
    for (path, bytes) in [("crawl.warc", crawl.clone()), ("crawl.warc.gz", gzip(&crawl))] {
        let (found, failures) = read(path, bytes);
        assert_eq!(codes(&failures), ["bad-warc"], "{failures:?}");
        let texts: Vec<_> = found.iter().map(|e| String::from_utf8_lossy(&e.bytes).into_owned()).collect();
        assert_eq!(texts, ["They met.", "They left.", "They met again."]);
        assert_eq!(found[0].path, "crawl.warc#https://www.example.org/news/a.html");
        assert_eq!(found[0].metadata.url.as_deref(), Some("https://www.example.org/news/a.html"));
    }
    let (found, failures) = read("crawl.warc", crawl[..crawl.len() - 9].to_vec());
    assert_eq!((found.len(), codes(&failures)), (2, vec!["bad-warc", "bad-warc"]));
}

#[test]
fn broken_streams_give_what_stands_before_the_break() {
    let lines: String = (0..10_000).map(|n| format!("{{\"id\": {n}, \"text\": \"They met {n}.\"}}\n")).collect();
    let packed = gzip(lines.as_bytes());
    let (found, failures) = read("a.jsonl.gz", packed[..packed.len() / 2].to_vec());
    assert!(found.len() > 100);
    assert_eq!(codes(&failures), ["unreadable"]);
}

proptest::proptest! {
    #[test]
    fn no_bytes_bring_a_reader_down(bytes: Vec<u8>, ending in 0usize..9, start in 0usize..7) {
        let starts: [&[u8]; 7] = [b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"PAR1", b"WARC/1.0\r\n", b"{\"text\":", b"\x28\xb5\x2f\xfd"];
        let endings = ["zip", "gz", "zst", "tar", "warc", "parquet", "jsonl", "csv", "txt"];
        let bytes = [starts[start], &bytes].concat();
        read(&format!("a.{}", endings[ending]), bytes);
    }
}
