//! Which columns of a table hold what.

/// Which columns of a table, or keys of a JSON line, hold what. The first one that is there counts; letter case does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The text; required.
    pub text: Vec<String>,
    /// Id of the document.
    pub id: Vec<String>,
    /// Day of publication.
    pub date: Vec<String>,
    /// Title.
    pub title: Vec<String>,
    /// Publisher.
    pub publisher: Vec<String>,
    /// Address.
    pub url: Vec<String>,
    /// Language.
    pub language: Vec<String>,
    /// Licence.
    pub licence: Vec<String>,
}

impl Default for Columns {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        Columns {
            text: names(&["text", "body", "content"]),
            id: names(&["document_id", "id"]),
            date: names(&["published_date", "date", "published"]),
            title: names(&["title", "headline"]),
            publisher: names(&["publisher", "source"]),
            url: names(&["url", "source_url", "link"]),
            language: names(&["language", "lang"]),
            licence: names(&["licence", "license"]),
        }
    }
}

/// Places of the columns in a header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) text: usize,
    pub(crate) id: Option<usize>,
    pub(crate) date: Option<usize>,
    pub(crate) title: Option<usize>,
    pub(crate) publisher: Option<usize>,
    pub(crate) url: Option<usize>,
    pub(crate) language: Option<usize>,
    pub(crate) licence: Option<usize>,
}

impl Columns {
    /// Where the columns stand among `names`; what is wrong and what helps when there is no text.
    pub(crate) fn places(&self, names: &[&str]) -> Result<Places, String> {
        let find =
            |wanted: &[String]| wanted.iter().find_map(|w| names.iter().position(|n| n.trim().eq_ignore_ascii_case(w)));
        let Some(text) = find(&self.text) else {
            return Err(format!(
                "has no column {}; it has {}; name the one with the text with --text-column",
                self.text.iter().map(|n| format!("{n:?}")).collect::<Vec<_>>().join(" or "),
                listed(names)
            ));
        };
        Ok(Places {
            text,
            id: find(&self.id),
            date: find(&self.date),
            title: find(&self.title),
            publisher: find(&self.publisher),
            url: find(&self.url),
            language: find(&self.language),
            licence: find(&self.licence),
        })
    }
}

/// The first names, quoted; there may be thousands.
pub(crate) fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|n| format!("{n:?}")).collect();
    if names.len() > SHOWN {
        shown.push(format!("{} more", names.len() - SHOWN));
    }
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_is_there_counts() {
        let places = Columns::default().places(&["ID", "Body", "content", "document_id"]).unwrap();
        assert_eq!((places.text, places.id, places.date), (1, Some(3), None));
        let error = Columns::default().places(&["a", "b"]).unwrap_err();
        assert!(error.contains("\"text\" or \"body\"") && error.contains("it has \"a\", \"b\""), "{error}");
    }
}
