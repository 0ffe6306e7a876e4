//! What a file says about its document beside the text.

/// What is known of a document beside its text. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title, in plain spaces.
    pub title: Option<String>,
    /// Who issued it, as given.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 code; detected when not given and the text is long enough.
    pub language: Option<String>,
    /// Licence, best as an SPDX id.
    pub licence: Option<String>,
    /// Day of publication.
    pub published_date: Option<jiff::civil::Date>,
}

impl Metadata {
    /// Fills what is missing here from `other`.
    #[must_use]
    pub fn or(self, other: Metadata) -> Metadata {
        Metadata {
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
            licence: self.licence.or(other.licence),
            published_date: self.published_date.or(other.published_date),
        }
    }
}

/// Trimmed, with every run of white space (also non-breaking) as one space; nothing when empty.
pub fn plain(value: &str) -> Option<String> {
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The date part of an ISO 8601 date or date and time.
pub fn parse_date(value: &str) -> Option<jiff::civil::Date> {
    let value = value.trim();
    let (date, rest) = value.split_at_checked(10)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    date.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_date_part() {
        for value in ["2021-04-05", "2021-04-05 11:29:23-04:00", "2021-04-05T23:59:59Z"] {
            assert_eq!(parse_date(value), Some(jiff::civil::date(2021, 4, 5)), "{value}");
        }
        for value in ["", "2021-02-30", "5 April 2021", "2021-04-051", "2021-04-0\u{661}"] {
            assert_eq!(parse_date(value), None, "{value}");
        }
    }
}
