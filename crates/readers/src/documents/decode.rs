//! Bytes to text: a byte order mark, else what the file declares, else UTF-8, else a guess that is told.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Text, and the encoding where it had to be guessed.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) guessed: Option<&'static str>,
}

/// Why bytes hold no text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoText {
    Empty,
    Binary,
}

/// Decodes `bytes`; a byte order mark is dropped, line ends stay as they are.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
    decode_as(bytes, None)
}

/// The same, with the name of the encoding that the file gives itself. UTF-8 that is valid stays UTF-8 whatever is declared:
/// pages are converted more often than their `meta` elements, and nothing else looks like it by chance. A declaration of
/// UTF-8 that does not hold, and a name nobody knows, count for nothing.
pub(crate) fn decode_as(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, NoText> {
    let declared = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if broken && text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count() * 20 > text.chars().count()
            {
                return Err(NoText::Binary);
            }
            Decoded { text: text.into_owned(), guessed: None }
        }
        mark => decode_bytes(&bytes[mark.map_or(0, |(_, length)| length)..], declared)?,
    };
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).is_empty() {
        return Err(NoText::Empty);
    }
    if is_binary(&decoded.text) {
        return Err(NoText::Binary);
    }
    Ok(decoded)
}

fn decode_bytes(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, NoText> {
    // ISO-2022-JP is the one encoding here whose every byte is also ASCII.
    let shifts = declared.is_some_and(|e| e == ISO_2022_JP) && bytes.contains(&0x1b);
    if let (Ok(text), false) = (std::str::from_utf8(bytes), shifts) {
        return Ok(Decoded { text: text.to_owned(), guessed: None });
    }
    if bytes.contains(&0) {
        return Err(NoText::Binary);
    }
    if let Some(encoding) = declared.filter(|&e| e != UTF_8 && e != UTF_16LE && e != UTF_16BE) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Ok(Decoded { text: text.into_owned(), guessed: None });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(Decoded { text: text.into_owned(), guessed: Some(encoding.name()) })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}

/// A NUL character, or more than one control character in ten.
fn is_binary(text: &str) -> bool {
    let (mut controls, mut all) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\u{c}' | '\u{85}' => {}
            c if c.is_control() => controls += 1,
            _ => {}
        }
        all += 1;
    }
    controls * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes).expect("text");
        (decoded.text, decoded.guessed)
    }

    #[test]
    fn marks_are_dropped_and_line_ends_kept() {
        assert_eq!(text(b"\xEF\xBB\xBFa\r\nb").0, "a\r\nb");
        assert_eq!(text(b"\xFF\xFEa\0\x1f\x04").0, "aП");
        assert_eq!(text(b"\xFE\xFF\0a\x04\x1f").0, "aП");
    }

    #[test]
    fn single_byte_encodings_are_guessed_and_told() {
        let (western, name) = text(b"The caf\xE9 in S\xE3o Tom\xE9 \x96 \x93good\x94 \x96 was opened by Fran\xE7ois.");
        assert_eq!(
            (western.as_str(), name),
            ("The café in São Tomé – “good” – was opened by François.", Some("windows-1252"))
        );
        let (russian, name) = text(
            b"\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xF1\xFF \xF1 \xEF\xEE\xF1\xEB\xEE\xEC",
        );
        assert_eq!((russian.as_str(), name), ("Министр встретился с послом", Some("windows-1251")));
    }

    #[test]
    fn a_declared_encoding_counts_unless_the_bytes_are_utf8() {
        let latin = decode_as(b"Jos\xE9 \xA4", Some("ISO-8859-15")).expect("text");
        assert_eq!((latin.text.as_str(), latin.guessed), ("José €", None));
        assert_eq!(decode_as("José".as_bytes(), Some("windows-1251")).expect("text").text, "José");
        let wrong = decode_as(b"The caf\xE9 in S\xE3o Tom\xE9 was opened.", Some("utf-8")).expect("text");
        assert_eq!((wrong.text.as_str(), wrong.guessed), ("The café in São Tomé was opened.", Some("windows-1252")));
    }

    #[test]
    fn no_text_is_told_apart() {
        assert_eq!(decode(b"").err(), Some(NoText::Empty));
        assert_eq!(decode(b" \r\n\t\xC2\xA0").err(), Some(NoText::Empty));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\xff").err(), Some(NoText::Binary));
        assert_eq!(decode(b"a\0b").err(), Some(NoText::Binary));
        assert_eq!(decode(b"\x01\x02\x03\x04abc").err(), Some(NoText::Binary));
    }
}
