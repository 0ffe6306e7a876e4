use super::*;
use crate::containers::Columns;
use crate::document as read_document;

fn entries(feed: &[u8]) -> Result<Vec<Result<Entry, Failure>>, Failure> {
    let (columns, limits) = (Columns::default(), Limits::default());
    let how = Reading { path: "news.xml", columns: &columns, limits: &limits, depth: 1 };
    let mut entries = Vec::new();
    FEED.read(Input::Bytes(feed.to_vec()), &how, &mut |entry| {
        entries.push(entry);
        ControlFlow::Continue(())
    })?;
    Ok(entries)
}

fn text(entry: &Entry) -> String {
    read_document(&entry.path, entry.media_type.as_deref(), &entry.bytes, &Limits::default()).expect("text").text
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ministry &amp; Embassy</title>
<link>https://example.org</link><language>en-us</language>
<item><title>Talks in Osh &amp;amp; Jalal-Abad</title><link>https://www.example.org/news/talks.html?id=3</link>
<guid isPermaLink="false">42</guid><pubDate>Tue, 12 Mar 2024 00:30:00 +0600</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ministers met in <b>Osh</b>.</p><ul><li>One</li><li>Two</li></ul>]]></content:encoded></item>
<item><title>Plain</title><guid isPermaLink="false">tag:example.org,2024:7</guid><description>The ministers met, and left.</description></item>
<item><title>Nothing</title><link>https://example.org/3</link></item>
</channel></rss>"#;

#[test]
fn items_of_rss_become_pages() {
    assert!(FEED.sniff(RSS.as_bytes()));
    let entries = entries(RSS.as_bytes()).expect("a feed");
    let first = entries[0].as_ref().expect("an entry");
    assert_eq!(first.path, "news.xml#https://www.example.org/news/talks.html?id=3");
    assert_eq!(first.id, Some(format!("example.org-news-talks-{}", hash("id=3"))));
    assert_eq!(first.metadata.published_date, Some(jiff::civil::date(2024, 3, 12)));
    assert_eq!(first.metadata.publisher.as_deref(), Some("Ministry & Embassy"));
    assert_eq!(first.metadata.language.as_deref(), Some("en-US"));
    assert_eq!(first.metadata.title.as_deref(), Some("Talks in Osh & Jalal-Abad"));
    assert_eq!(text(first), "Talks in Osh & Jalal-Abad\n\nThe ministers met in Osh.\n\n- One\n- Two\n");
    let second = entries[1].as_ref().expect("an entry");
    assert_eq!((second.path.as_str(), second.id.as_deref()), ("news.xml#2", Some("tag-example.org-2024-7")));
    assert_eq!(text(second), "Plain\n\nThe ministers met, and left.\n");
    assert_eq!(entries[2].as_ref().map_err(|f| f.code).err(), Some("empty"));
}

#[test]
fn atom_and_json_feeds_are_read() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>MAE</title><id>x</id>
        <entry><id>urn:1</id><title>Visite</title><link href="https://example.org/visite"/>
        <published>2024-03-12T23:30:00-05:00</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le ministre est parti.</p></div></content></entry></feed>"#;
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"MAE","items":[{"id":"1","title":"Visite",
        "url":"https://example.org/visite","content_text":"Le ministre est parti.","date_published":"2024-03-12T23:30:00-05:00"}]}"#;
    for feed in [atom, json] {
        assert!(FEED.sniff(feed.as_bytes()));
        let entries = entries(feed.as_bytes()).expect("a feed");
        let entry = entries[0].as_ref().expect("an entry");
        assert_eq!(entry.id.as_deref(), Some("example.org-visite"));
        assert_eq!(entry.metadata.published_date, Some(jiff::civil::date(2024, 3, 12)), "{feed}");
        assert_eq!(text(entry), "Visite\n\nLe ministre est parti.\n");
    }
}

#[test]
fn what_is_no_feed_is_told() {
    assert!(!FEED.sniff(b"<?xml version='1.0'?><html>") && !FEED.sniff(b"<rdf:RDF xmlns:x='y'>") && !FEED.sniff(b"{}"));
    assert_eq!(entries(b"<rss version='2.0'><channel>").map_err(|f| f.code).map(|e| e.len()).unwrap_or(0), 0);
    assert_eq!(entries(b"nothing").map_err(|f| f.code).err(), Some("bad-feed"));
    let (columns, limits) = (Columns::default(), Limits { container_bytes: 10, ..Limits::default() });
    let how = Reading { path: "news.xml", columns: &columns, limits: &limits, depth: 1 };
    let stream = Input::Stream(Box::new(std::io::repeat(b'<')));
    let failure = FEED.read(stream, &how, &mut |_| ControlFlow::Continue(())).expect_err("too large");
    assert_eq!(failure.code, "too-large");
}

#[test]
fn deep_feeds_do_not_overflow_the_stack() {
    let run = || {
        for (open, close) in [("<a>", "</a>"), ("<item>", ""), ("<media:group>", "")] {
            let feed = format!(
                "<rss version='2.0'><channel><title>t</title>{}{}",
                open.repeat(100_000),
                close.repeat(100_000)
            );
            let _ = entries(feed.as_bytes());
            let feed = format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{}{}",
                open.repeat(100_000),
                close.repeat(100_000)
            );
            let _ = entries(feed.as_bytes());
        }
        let _ = entries(
            format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"x\":{}", "[".repeat(100_000)).as_bytes(),
        );
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300), at in 0usize..900) {
        let _ = entries(&bytes);
        FEED.sniff(&bytes);
        let at = at.min(RSS.len());
        let _ = entries(&[&RSS.as_bytes()[..at], &bytes, &RSS.as_bytes()[at..]].concat());
    }
}
