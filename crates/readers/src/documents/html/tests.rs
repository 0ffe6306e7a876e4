use super::*;

fn text(page: &str) -> String {
    HTML.read("page.html", page.as_bytes(), &Limits::default()).expect("text").text
}

fn draft(page: &str) -> Draft {
    HTML.read("page.html", page.as_bytes(), &Limits::default()).expect("text")
}

const PROSE: &str =
    "The ministers of foreign affairs met in Osh on 12 March, and they discussed water, energy, and trade.";

#[test]
fn inline_elements_are_glued_and_white_space_is_one_space() {
    let page = "<p>The&nbsp;<b>OSCE</b>\n  <i>Mission</i>’s  head,<span> Mr.\u{a0}<a href=x>Vuk</a></span>, met\tthe\u{ad}m in O<b>s</b>h\u{200b}.</p>";
    assert_eq!(text(page), "The OSCE Mission’s head, Mr. Vuk, met them in Osh.\n");
}

#[test]
fn lists_are_flat_lines() {
    let page = "<h1>Talks</h1><p>They agreed:</p><ul><li>One<ul><li>Two<ol start=3><li>Three</li></ol></li></ul> rest</li>\
                <li><p>Four</p><p>five</p></li><li> </li></ul><ol><li>A</li><li value=7>• B<li>C</ol><p>End.</p>";
    assert_eq!(
        text(page),
        "Talks\n\nThey agreed:\n\n- One\n  - Two\n    3. Three\n  rest\n- Four five\n\n1. A\n7. B\n8. C\n\nEnd.\n"
    );
}

#[test]
fn tables_of_data_are_rows_and_tables_of_layout_are_blocks() {
    let page = "<h1>Visits</h1><table><thead><tr><th>Day<th>Guest</thead><tr><td>12 March<td>Mr. <b>Vuk</b><br>Serbia\
                <tr><td>13 March<td><td></table>";
    assert_eq!(text(page), "Visits\n\nDay | Guest\n12 March | Mr. Vuk Serbia\n13 March\n");
    let page = format!("<h1>Talks</h1><table><tr><td><p>{PROSE}</p><p>{PROSE}</p><ul><li>One</ul></td></tr></table>");
    assert_eq!(text(&page), format!("Talks\n\n{PROSE}\n\n{PROSE}\n\n- One\n"));
}

#[test]
fn line_breaks_end_lines_and_two_of_them_paragraphs() {
    let page =
        "<h1>Talks<br>in Osh</h1><p>They met in<br>\nthe town.<br>They left.<br><br>They met<br/> <br/>again.</p>";
    assert_eq!(text(page), "Talks in Osh\n\nThey met in the town.\nThey left.\n\nThey met\n\nagain.\n");
}

#[test]
fn captions_scripts_and_what_is_hidden_are_dropped() {
    let page = format!(
        "<h1>Talks</h1><figure><img alt=x><figcaption>Photo: MFA</figcaption></figure><p>{PROSE}<sup><a href='#1'>1</a>\
         </sup></p><script>var a = '<p>no</p>'</script><style>p{{}}</style><noscript>no</noscript>\
         <template><p>no</p></template><p hidden>no</p><p style='display: none'>no</p><button>no</button>\
         <p>On the 5<sup>th</sup> day.</p>"
    );
    assert_eq!(text(&page), format!("Talks\n\n{PROSE}\n\nOn the 5th day.\n"));
}

#[test]
fn the_headline_comes_first_without_the_name_of_the_site() {
    let page = format!(
        "<html><head><title>Talks in Osh | OSCE</title><meta property='og:site_name' content='OSCE'></head>\
         <body><h1>OSCE</h1><article><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"
    );
    let draft = draft(&page);
    assert_eq!(draft.text, format!("Talks in Osh\n\n{PROSE}\n\n{PROSE}\n"));
    assert_eq!(draft.metadata.title.as_deref(), Some("Talks in Osh"));
    assert_eq!(draft.metadata.publisher.as_deref(), Some("OSCE"));
    let page = format!("<article><p>12 March 2024</p><h1>Talks</h1><p>{PROSE}</p></article>");
    assert_eq!(text(&page), format!("Talks\n\n12 March 2024\n\n{PROSE}\n"));
}

#[test]
fn what_a_page_says_of_itself_is_read() {
    let page = format!(
        r#"<html lang="en-gb"><head><title>Talks</title><link rel="canonical" href="https://example.org/a">
        <link rel=license href="https://creativecommons.org/licenses/by/4.0/">
        <script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"X"}},
        {{"@type":["NewsArticle"],"headline":"Talks","datePublished":"2024-03-12T09:00:00+05:00",
        "publisher":{{"@type":"Organization","name":"Ministry"}}}}]}}</script></head><body><p>{PROSE}</p></body>"#
    );
    let metadata = draft(&page).metadata;
    assert_eq!(metadata.published_date, Some(jiff::civil::date(2024, 3, 12)));
    assert_eq!(metadata.publisher.as_deref(), Some("Ministry"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(metadata.licence.as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
    for (head, body) in [
        ("<meta property='article:published_time' content='2024-03-12T09:00'>", ""),
        ("<meta name='DC.date' content='2024-03-12'>", ""),
        ("<meta name='dcterms.issued' content='12 March 2024'>", ""),
        ("", "<span itemprop='datePublished' content='2024-03-12'>x</span>"),
        ("", "<time datetime='2024-03-12T00:00Z'>today</time>"),
    ] {
        let page = format!("<html><head>{head}</head><body><h1>Talks</h1>{body}<p>{PROSE}</p></body></html>");
        assert_eq!(draft(&page).metadata.published_date, Some(jiff::civil::date(2024, 3, 12)), "{head}{body}");
    }
}

#[test]
fn encodings_are_taken_from_the_page() {
    let page = b"<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1251'></head>\
                 <body><p>\xCC\xE8\xED\xE8\xF1\xF2\xF0</p></body></html>";
    let draft = HTML.read("page.html", page, &Limits::default()).expect("text");
    assert_eq!(draft.text, "Министр\n");
    assert!(draft.remarks.is_empty());
}

#[test]
fn pages_are_known_by_how_they_begin() {
    for head in [
        "<!DOCTYPE html>",
        "\u{feff}  <HTML lang=en>",
        "<?xml version='1.0'?>\n<!-- saved --><html>",
        "<body>",
        "<h1>T",
    ] {
        assert!(HTML.sniff(head.as_bytes()), "{head}");
    }
    for head in ["", "<", "<?xml version='1.0'?><rss>", "<headline>", "Text <html>", "<!-- <html>", "<html"] {
        assert!(!HTML.sniff(head.as_bytes()), "{head}");
    }
}

#[test]
fn a_page_that_looks_like_chrome_throughout_is_read() {
    let page = format!("<body>{}</body>", format!("<p class=nav>{PROSE}</p>").repeat(4));
    assert_eq!(text(&page), format!("{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n"));
}

#[test]
fn pages_without_text_fail_with_a_remedy() {
    for page in ["<html><body></body></html>", "<html><body><script>x</script>&nbsp;</body></html>", " "] {
        let failure = HTML.read("page.html", page.as_bytes(), &Limits::default()).expect_err("no text");
        assert_eq!(failure.code, "empty");
    }
}

#[test]
fn hostile_nesting_is_refused_on_a_small_stack() {
    let run = || {
        for (open, close) in [
            ("<div>", "</div>"),
            ("<b>", "</b>"),
            ("<table>", ""),
            ("<ul>", ""),
            ("<ul><li>", "</li></ul>"),
            ("<table><tr><td>", ""),
            ("<a><div>", ""),
            ("<svg><title>", ""),
            ("<p><b><div>", ""),
            ("<form><div>", ""),
        ] {
            let page = open.repeat(100_000) + PROSE + &close.repeat(100_000);
            let failure = HTML.read("page.html", page.as_bytes(), &Limits::default()).expect_err("too deep");
            assert_eq!(failure.code, "too-deep", "{open}");
            // As deep as is allowed, it is read; titles of drawings are not.
            if open.starts_with("<svg>") {
                continue;
            }
            let page = open.repeat(120) + PROSE + &close.repeat(120);
            assert!(HTML.read("page.html", page.as_bytes(), &Limits::default()).is_ok(), "{open}");
        }
        for part in ["<p>One", "<br>One", "<img src=a>One", "<p><font size=2>One</font>", "<p><b>One</b>"] {
            let page = format!("<html><body>{}", part.repeat(3_000));
            assert!(HTML.read("page.html", page.as_bytes(), &Limits::default()).is_ok(), "{part}");
        }
        let page = format!("<html><body><ul>{}</ul>", "<li>One".repeat(3_000));
        assert!(HTML.read("page.html", page.as_bytes(), &Limits::default()).is_ok());
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = HTML.read("page.html", &bytes, &Limits::default());
        HTML.sniff(&bytes);
    }

    #[test]
    fn no_tags_make_it_panic(parts in proptest::collection::vec(proptest::sample::select(vec![
        "<p>", "</p>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<ol start=9223372036854775807>",
        "<a href='#'>", "</a>", "<br>", "<h1>", "</h1>", "<div class='share nav'>", "</div>", "<article>", "<svg>", "<title>",
        "<meta charset=utf-16>", "<q>", "</q>", "<pre>", "</pre>", "<sup>1</sup>", "<template>", "<select>", "<time datetime=2>",
        "<script type=application/ld+json>[[", "</script>", "<!--", "-->", "word ", "The ministers, who met, agreed on it, and left. ", "é", "\u{a0}",
    ]), 0..60)) {
        if let Ok(draft) = HTML.read("page.html", parts.concat().as_bytes(), &Limits::default()) {
            assert!(draft.text.ends_with('\n') && !draft.text.contains("\n\n\n") && !draft.text.starts_with('\n'));
            assert!(draft.text.lines().all(|l| l.trim_end() == l && !l.trim_start().contains("  ")), "{:?}", draft.text);
        }
    }
}
