//! YAML front matter: the lines between two `---` at the start of a file.

use rapporteur_readers::{Metadata, parse_date, plain};
use rapporteur_text::{Diagnostic, Severity, Span};
use serde_yaml_ng::{Mapping, Value};

pub(crate) struct FrontMatter {
    pub(crate) metadata: Metadata,
    /// Where the text proper begins; 0 without front matter.
    pub(crate) end: usize,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Front matter longer than this is taken for text that begins with a rule.
const MAX_LENGTH: usize = 64 * 1024;

pub(crate) fn read(text: &str, source_path: &str) -> FrontMatter {
    let mut front = FrontMatter { metadata: Metadata::default(), end: 0, diagnostics: Vec::new() };
    let Some((yaml, end)) = split(text) else { return front };
    match parse(yaml.of(text)) {
        Ok(mapping) => {
            front.end = end;
            front.metadata = metadata(&mapping);
            if let Some(date) = given_date(&mapping).filter(|_| front.metadata.published_date.is_none()) {
                let what = format!("{source_path}: front matter: {date:?} is no date; write it as YYYY-MM-DD");
                front.diagnostics.push(warning(what, yaml));
            }
        }
        Err(Broken::NotYaml { line, what }) => {
            front.end = end;
            let what =
                format!("{source_path}:{line}: the front matter is no YAML ({what}); quote values that hold a colon");
            front.diagnostics.push(warning(what, yaml));
        }
        // Two rules around ordinary text.
        Err(Broken::NoMapping) => {}
    }
    front
}

fn warning(what: String, span: Span) -> Diagnostic {
    Diagnostic::new(Severity::Warning, "bad-front-matter", what).at(span)
}

/// Span of the YAML, and the offset after the closing line.
fn split(text: &str) -> Option<(Span, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|l| l.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(first.len(), at), at + line.len()));
        }
        at += line.len();
        if at > MAX_LENGTH {
            return None;
        }
    }
    None
}

enum Broken {
    NotYaml { line: usize, what: String },
    NoMapping,
}

fn parse(yaml: &str) -> Result<Mapping, Broken> {
    match serde_yaml_ng::from_str::<Value>(yaml) {
        Ok(Value::Mapping(mapping)) => Ok(mapping),
        Ok(Value::Null) => Ok(Mapping::new()),
        Ok(_) => Err(Broken::NoMapping),
        Err(error) => {
            // The opening line counts.
            let line = error.location().map_or(1, |l| l.line() + 1);
            Err(Broken::NotYaml { line, what: error.to_string().replace('\n', " ") })
        }
    }
}

fn metadata(mapping: &Mapping) -> Metadata {
    Metadata {
        title: get(mapping, &["title"]),
        publisher: get(mapping, &["publisher"]),
        url: get(mapping, &["url", "source_url"]),
        language: get(mapping, &["language"]),
        licence: get(mapping, &["licence", "license"]),
        published_date: given_date(mapping).and_then(|d| parse_date(&d)),
    }
}

fn given_date(mapping: &Mapping) -> Option<String> {
    get(mapping, &["published_date", "date"])
}

fn get(mapping: &Mapping, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match mapping.get(*key)? {
        Value::String(s) => plain(s),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_text_begins_after_them() {
        let text = "---\r\ntitle: \"Talks in\\_Osh \"\r\ndate: '2021-04-05'\r\nsource_url: https://example.org/a\r\nlicense: CC0-1.0\r\ntags: [a]\r\n---\r\n\r\nText";
        let front = read(text, "a.md");
        assert!(front.diagnostics.is_empty());
        assert_eq!(&text[front.end..], "\r\nText");
        let m = front.metadata;
        assert_eq!(m.title.as_deref(), Some("Talks in Osh"));
        assert_eq!(m.published_date, Some(jiff::civil::date(2021, 4, 5)));
        assert_eq!(m.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(m.licence.as_deref(), Some("CC0-1.0"));
    }

    #[test]
    fn broken_yaml_is_a_warning_with_its_line() {
        let front = read("---\ntitle: a: b\n---\nText", "x/a.md");
        assert_eq!(front.diagnostics[0].code, "bad-front-matter");
        assert!(front.diagnostics[0].message.starts_with("x/a.md:2: "), "{}", front.diagnostics[0].message);
        assert_eq!(front.end, 20);
    }

    #[test]
    fn rules_around_text_are_no_front_matter() {
        assert_eq!(read("---\nMinisters met.\n---\nMore", "a.md").end, 0);
        assert_eq!(read("---\ntitle: never closed\n", "a.md").end, 0);
    }
}
