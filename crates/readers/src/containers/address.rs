//! Ids of documents from where they were published.

use sha2::{Digest, Sha256};

/// Longest id, in bytes: file systems take 255 for a name, and endings are put behind.
const LONGEST: usize = 120;

/// An id that is the same for the same address, and can be read: `https://www.example.org/news/visit.html` gives
/// `example.org-news-visit`. A query is told by eight digits of its hash.
pub(crate) fn id_of_url(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = if scheme.eq_ignore_ascii_case("file") { path } else { without_www(path) };
    let decoded = percent_decoded(path);
    let mut id = String::new();
    for c in without_extension(&decoded).chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '_' => id.push(c),
            _ if id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let mut id = id.trim_matches(['-', '.']).to_owned();
    if id.is_empty() {
        return None;
    }
    if !query.is_empty() {
        id.push('-');
        id.push_str(&hash(query));
    }
    if id.len() > LONGEST {
        let whole = hash(&id);
        // All of it is ASCII.
        id.truncate(LONGEST - whole.len() - 1);
        id = format!("{}-{whole}", id.trim_end_matches('-'));
    }
    Some(id)
}

fn without_www(path: &str) -> &str {
    path.get(..4).filter(|www| www.eq_ignore_ascii_case("www.")).map_or(path, |_| &path[4..])
}

/// The path without the ending of its last part; the host is no file.
fn without_extension(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let Some(slash) = path.rfind('/') else { return path };
    match path[slash + 1..].rfind('.') {
        Some(dot) if dot > 0 => {
            let ending = &path[slash + 1 + dot + 1..];
            let is_ending = (1..=5).contains(&ending.len())
                && ending.bytes().all(|b| b.is_ascii_alphanumeric())
                && ending.bytes().any(|b| b.is_ascii_alphabetic());
            if is_ending { &path[..slash + 1 + dot] } else { path }
        }
        _ => path,
    }
}

fn percent_decoded(path: &str) -> String {
    let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let bytes = path.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let pair = (bytes.get(at + 1).and_then(digit), bytes.get(at + 2).and_then(digit));
        if let (b'%', (Some(high), Some(low))) = (byte, pair) {
            decoded.push(high << 4 | low);
            at += 3;
        } else {
            decoded.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// The first eight digits of the SHA-256, in hexadecimal.
pub(crate) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_ids() {
        for (url, id) in [
            ("https://www.example.org/news/visit.html", "example.org-news-visit"),
            ("https://example.org/", "example.org"),
            ("HTTP://WWW.Example.org", "Example.org"),
            ("file:///a/b.html", "a-b"),
            ("https://example.org/a%20b/c_d.e--f/#part", "example.org-a-b-c_d.e-f"),
            ("https://example.org/%D0%BE%D1%88/1", "example.org-1"),
            ("https://example.org/v1.2", "example.org-v1.2"),
            ("https://example.org/a?id=1", &format!("example.org-a-{}", hash("id=1"))),
            ("https://example.org/a?", "example.org-a"),
            ("https://example.org:8080/a%2", "example.org-8080-a-2"),
        ] {
            assert_eq!(id_of_url(url).as_deref(), Some(id), "{url}");
        }
        for url in ["", "https://", "///", "https://---"] {
            assert_eq!(id_of_url(url), None, "{url}");
        }
        assert_eq!(hash("abc"), "ba7816bf");
    }

    #[test]
    fn long_addresses_are_cut_and_stay_apart() {
        let one = id_of_url(&format!("https://example.org/{}/1", "long-part/".repeat(20))).expect("an id");
        let other = id_of_url(&format!("https://example.org/{}/2", "long-part/".repeat(20))).expect("an id");
        assert!(one.len() <= 120 && other.len() <= 120);
        assert_ne!(one, other);
    }
}
