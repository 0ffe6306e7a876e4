//! What a page says of itself: `meta`, `link`, `time` and JSON-LD.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::node;
use crate::documents::dates;
use crate::documents::language::{in_case, is_language};
use crate::{Metadata, plain};

/// A page's description of itself.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// `<title>`.
    pub(super) title: Option<String>,
    /// The title under which it is shared: `og:title` and the like.
    pub(super) shared_title: Option<String>,
    /// JSON-LD `headline`.
    pub(super) headline: Option<String>,
    /// Name of the site or of who publishes it.
    pub(super) site: Option<String>,
    date: Option<jiff::civil::Date>,
    url: Option<String>,
    language: Option<String>,
    licence: Option<String>,
}

impl Described {
    /// Reads it; dates of the text are looked for in `roots`.
    pub(super) fn read(document: &Document, roots: &[NodeRef<'_>]) -> Self {
        let (mut metas, mut links, mut articles, mut described) =
            (Vec::new(), Vec::new(), Vec::new(), Described::default());
        let mut properties = Vec::new();
        for element in document.root().descendants_it().filter(|e| e.is_element()) {
            let Some(name) = node::name(&element) else { continue };
            let key = |a: &str| node::attribute(&element, a).map(|v| v.to_ascii_lowercase());
            match name.as_str() {
                "meta" => {
                    let keys = ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(key);
                    if let Some(content) = element.attr("content").and_then(|c| plain(&c)) {
                        metas.extend(keys.map(|k| (k.replace(':', "."), content.clone())));
                    }
                }
                "link" => {
                    if let (Some(rel), Some(href)) = (key("rel"), node::attribute(&element, "href")) {
                        links.extend(rel.split_whitespace().map(|r| (r.to_owned(), href.clone())));
                    }
                }
                "a" if key("rel").is_some_and(|r| r.split_whitespace().any(|r| r == "license")) => {
                    links.extend(node::attribute(&element, "href").map(|href| ("license".to_owned(), href)));
                }
                "title" if described.title.is_none() && !element.ancestors_it(None).any(|a| a.has_name("svg")) => {
                    described.title = plain(&element.text());
                }
                "html" => described.language = key("lang").or_else(|| key("xml:lang")),
                "script" if key("type").is_some_and(|t| t.starts_with("application/ld+json")) => {
                    articles.extend(serde_json::from_str::<Value>(element.text().trim()).ok());
                }
                _ => {}
            }
            if key("itemprop").is_some_and(|p| p == "datepublished") {
                let value = ["datetime", "content"].into_iter().find_map(|a| node::attribute(&element, a));
                properties.extend(value.or_else(|| plain(&element.text())));
            }
        }
        let meta =
            |names: &[&str]| names.iter().find_map(|n| metas.iter().find(|(k, _)| k == n).map(|(_, v)| v.clone()));
        let link = |rel: &str| links.iter().find(|(r, _)| r == rel).map(|(_, href)| href.clone());
        let linked = articles.iter().find_map(|a| article_of(a, 0));
        let of = |key: &str| linked.and_then(|a| a.get(key));

        described.shared_title = meta(&["og.title", "dc.title", "dcterms.title", "twitter.title", "citation_title"]);
        described.headline = of("headline").and_then(Value::as_str).and_then(plain);
        described.site = meta(&["og.site_name"])
            .or_else(|| of("publisher").and_then(name_of))
            .or_else(|| meta(&["dc.publisher", "dcterms.publisher", "publisher", "application-name"]));
        let times = roots.iter().flat_map(|r| r.descendants_it()).filter(|d| d.has_name("time"));
        described.date = of("datePublished")
            .and_then(Value::as_str)
            .and_then(dates::day)
            .or_else(|| {
                const DATES: &[&str] = &[
                    "article.published_time",
                    "og.article.published_time",
                    "datepublished",
                    "date",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.issued",
                    "dcterms.date",
                    "dc.date.created",
                    "dcterms.created",
                    "pubdate",
                    "publishdate",
                    "publish-date",
                    "publication_date",
                    "citation_publication_date",
                    "sailthru.date",
                ];
                DATES.iter().find_map(|n| meta(&[n]).and_then(|v| dates::day(&v)))
            })
            .or_else(|| properties.iter().find_map(|v| dates::day(v)))
            .or_else(|| times.filter_map(|t| node::attribute(&t, "datetime")).find_map(|v| dates::day(&v)));
        let urls = [link("canonical"), meta(&["og.url"]), of("url").and_then(Value::as_str).map(str::to_owned)];
        described.url = urls.into_iter().flatten().find(|u| is_address(u));
        described.licence =
            link("license").or_else(|| meta(&["dc.rights.licence", "dcterms.license", "dc.rights.license"]));
        described.language = described.language.filter(|l| is_language(l)).or_else(|| {
            meta(&["content-language", "dc.language", "dcterms.language", "og.locale"])
                .map(|l| l.replace('_', "-").to_ascii_lowercase())
                .filter(|l| is_language(l))
        });
        described
    }

    /// As the other formats give it.
    pub(super) fn metadata(self, headline: Option<String>) -> Metadata {
        Metadata {
            title: headline,
            publisher: self.site,
            url: self.url,
            language: self.language.map(|l| in_case(&l)),
            licence: self.licence,
            published_date: self.date,
        }
    }
}

/// The article among what a page describes in JSON-LD.
fn article_of(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 4 {
        return None;
    }
    if let Value::Array(values) = value {
        return values.iter().find_map(|v| article_of(v, depth + 1));
    }
    let is_article = |t: &str| {
        ["Article", "Posting", "Report", "WebPage", "GovernmentService", "PressRelease", "Statement"]
            .iter()
            .any(|w| t.contains(w))
    };
    let typed = match value.get("@type") {
        Some(Value::String(t)) => is_article(t),
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(is_article),
        _ => false,
    };
    let graph = value.get("@graph").and_then(|g| article_of(g, depth + 1));
    graph.or((typed && value.get("datePublished").or(value.get("headline")).is_some()).then_some(value))
}

/// The name of an organisation of JSON-LD.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => plain(name),
        Value::Array(values) => values.first().and_then(|v| v.get("name")).and_then(Value::as_str).and_then(plain),
        value => value.get("name").and_then(Value::as_str).and_then(plain),
    }
}

fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()) && !r.contains(char::is_whitespace))
}
