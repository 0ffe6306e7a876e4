//! Feeds: RSS, Atom and JSON Feed, one document for each entry.

use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model;

use super::Input;
use super::address::{hash, id_of_url};
use crate::documents::dates;
use crate::documents::language::{in_case, is_language};
use crate::{ContainerFormat, Entry, Failure, Format, Limits, Metadata, Reading, Sink, plain};

/// Feeds.
pub const FEED: Feed = Feed;

/// See [`FEED`].
#[derive(Clone, Copy, Debug)]
pub struct Feed;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        let head = String::from_utf8_lossy(head);
        let mut rest = head.trim_start_matches('\u{feff}').trim_start();
        if rest.starts_with('{') {
            return rest.contains("\"https://jsonfeed.org/version/")
                || rest.contains("\"https:\\/\\/jsonfeed.org\\/version\\/");
        }
        while let Some((open, close)) =
            [("<!--", "-->"), ("<?", "?>"), ("<!DOCTYPE", ">")].iter().find(|(open, _)| rest.starts_with(open))
        {
            let Some(end) = rest[open.len()..].find(close) else { return false };
            rest = rest[open.len() + end + close.len()..].trim_start();
        }
        // RDF is many a thing; RSS 1.0 names its namespace.
        let starts = |name: &str| {
            rest.strip_prefix(name).is_some_and(|r| r.starts_with(|c: char| c.is_whitespace() || c == '>'))
        };
        starts("<rss") || starts("<feed") || (starts("<rdf:RDF") && rest.contains("purl.org/rss/"))
    }
}

impl ContainerFormat for Feed {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        let bytes = whole(file, how)?;
        let feed = parse(&bytes, how)?;
        let publisher = feed.title.as_ref().and_then(|t| words(t, how.limits));
        let language = feed.language;
        for (nth, entry) in feed.entries.into_iter().enumerate() {
            if nth as u64 >= how.limits.entries {
                let what = format!("has more than {} entries; the rest is left out, split it", how.limits.entries);
                return Err(Failure::new(how.path, "too-large", what));
            }
            let entry = document(entry, nth + 1, publisher.as_deref(), language.as_deref(), how);
            if let ControlFlow::Break(()) = sink(entry) {
                break;
            }
        }
        Ok(())
    }
}

/// The feed in memory; whoever writes one keeps it to what a browser can load.
fn whole(file: Input<'_>, how: &Reading<'_>) -> Result<Vec<u8>, Failure> {
    let unreadable = |e: std::io::Error| Failure::new(how.path, "unreadable", format!("cannot be read: {e}"));
    let most = how.limits.container_bytes;
    let mut bytes = Vec::new();
    match file {
        Input::Bytes(held) => bytes = held,
        Input::File(path) => {
            let file = std::fs::File::open(path).map_err(unreadable)?;
            file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
        }
        Input::Stream(stream) => {
            stream.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
        }
    }
    if bytes.len() as u64 > most {
        let what = format!("is a feed larger than {most} bytes; split it, or save its pages as files");
        return Err(Failure::new(how.path, "too-large", what));
    }
    Ok(bytes)
}

fn parse(bytes: &[u8], how: &Reading<'_>) -> Result<model::Feed, Failure> {
    let bad = |what: &dyn std::fmt::Display| {
        let what = format!("is no feed that can be read ({what}); open it in a browser and save it again");
        Failure::new(how.path, "bad-feed", what)
    };
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        // The day on which something was published is the one of its place, not the one in Greenwich.
        .timestamp_parser(|text| dates::day(text).and_then(|day| format!("{day}T00:00:00Z").parse().ok()))
        // Made-up ids would differ from run to run.
        .id_generator(|_, _, _| String::new())
        .build();
    match catch_unwind(AssertUnwindSafe(|| parser.parse(bytes))) {
        Ok(Ok(feed)) => Ok(feed),
        Ok(Err(error)) => Err(bad(&error)),
        Err(_) => Err(bad(&"its structure is broken")),
    }
}

fn document(
    entry: model::Entry,
    number: usize,
    publisher: Option<&str>,
    language: Option<&str>,
    how: &Reading<'_>,
) -> Result<Entry, Failure> {
    let links = &entry.links;
    let link = links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(links.first());
    let url = link.map(|l| l.href.trim()).filter(|u| u.starts_with("http://") || u.starts_with("https://"));
    let path = format!("{}#{}", how.path, url.map_or_else(|| number.to_string(), str::to_owned));
    let title = entry.title.as_ref().and_then(|t| words(t, how.limits));
    // The whole text where there is one, else what is to whet the appetite.
    let content = entry.content.as_ref().and_then(|c| {
        let body = c.body.as_deref().filter(|b| !b.trim().is_empty())?;
        Some(as_html(body, c.content_type.essence().to_string() == "text/plain"))
    });
    let summary = entry.summary.as_ref().filter(|s| !s.content.trim().is_empty());
    let body =
        content.or_else(|| summary.map(|s| as_html(&s.content, s.content_type.essence().to_string() == "text/plain")));
    let Some(body) = body else {
        return Err(Failure::new(&path, "empty", "has no text in the feed; save the page that it links to"));
    };
    let html = match &title {
        Some(title) => {
            let title = escape(title);
            format!(
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title}</title>\
                 <meta property=\"og:title\" content=\"{title}\"></head><body><main>{body}</main></body></html>"
            )
        }
        None => {
            format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><main>{body}</main></body></html>")
        }
    };
    let language = entry.language.as_deref().or(language).map(str::trim).filter(|l| is_language(l));
    let guid = Some(entry.id.trim()).filter(|g| !g.is_empty());
    Ok(Entry {
        path,
        id: url.and_then(id_of_url).or_else(|| guid.map(|g| id_of_url(g).unwrap_or_else(|| hash(g)))),
        media_type: Some("text/html".to_owned()),
        bytes: html.into_bytes(),
        metadata: Metadata {
            title,
            publisher: publisher.map(str::to_owned),
            url: url.map(str::to_owned),
            language: language.map(in_case),
            licence: None,
            published_date: entry.published.or(entry.updated).and_then(|d| crate::parse_date(&d.to_rfc3339())),
        },
        remarks: Vec::new(),
    })
}

/// RSS calls everything text and means HTML.
fn as_html(body: &str, is_plain: bool) -> String {
    let marked = body.contains("</") || body.contains("/>") || body.contains("<p") || body.contains("<br");
    if is_plain && !marked {
        return format!("<pre>{}</pre>", escape(body));
    }
    body.to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The words of a title, which may be HTML.
fn words(text: &model::Text, limits: &Limits) -> Option<String> {
    let marked = text.content.contains('<') || text.content.contains('&');
    if !marked {
        return plain(&text.content);
    }
    let blocks = crate::documents::html_blocks("title", text.content.clone(), limits).ok()?;
    plain(&blocks.into_iter().map(|b| b.text).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
