//! Codes of languages.

/// BCP 47 in its outline: a language of two or three letters, and parts of up to eight letters and digits.
pub(crate) fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// `en-gb` as `en-GB`, `sr-latn` as `sr-Latn`.
pub(crate) fn in_case(code: &str) -> String {
    let parts = code.split('-').enumerate().map(|(nth, part)| match (nth, part.len()) {
        (1.., 2) => part.to_ascii_uppercase(),
        (1.., 4) => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    });
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked_and_written_as_they_should_be() {
        for (code, written) in [("EN", "en"), ("en-gb", "en-GB"), ("sr-latn-rs", "sr-Latn-RS"), ("tgk", "tgk")] {
            assert!(is_language(code));
            assert_eq!(in_case(code), written);
        }
        for code in ["", "english", "e", "en_US", "en-", "ru, en"] {
            assert!(!is_language(code), "{code}");
        }
    }
}
