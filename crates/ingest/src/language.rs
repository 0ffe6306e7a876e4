//! Tells when a text is not English: the rules know English only.

use std::borrow::Cow;

use rapporteur_text::{Diagnostic, Severity};
use whichlang::{Lang, detect_language};

use crate::Metadata;

/// Code of the diagnostic.
pub(crate) const NOT_ENGLISH: &str = "not-english";

/// Below this many letters a guess is worth nothing.
const ENOUGH_LETTERS: usize = 200;

pub(crate) fn guard(content: &str, source_path: &str, metadata: &mut Metadata) -> Option<Diagnostic> {
    if content.chars().filter(|c| c.is_alphabetic()).take(ENOUGH_LETTERS + 1).count() <= ENOUGH_LETTERS {
        return None;
    }
    let sample = sample(content);
    let code = if is_plainly_english(&sample) { "en" } else { code(detect_language(&sample)) };
    let given = metadata.language.get_or_insert_with(|| code.to_owned());
    if code == "en" {
        return None;
    }
    let said = if is_english_code(given) { " although its metadata says English" } else { "" };
    let what = format!(
        "{source_path}: the text looks like \"{code}\", not English{said}; rules are for English, so give a translation"
    );
    Some(Diagnostic::new(Severity::Warning, NOT_ENGLISH, what))
}

/// As much of a text as tells its language: its beginning and its middle.
fn sample(content: &str) -> Cow<'_, str> {
    const PART: usize = 512;
    if content.len() <= 2 * PART {
        return Cow::Borrowed(content);
    }
    let boundary = |at: usize| (at..content.len()).find(|&i| content.is_char_boundary(i)).unwrap_or(content.len());
    let piece = |from: usize| &content[boundary(from)..boundary(from + PART)];
    Cow::Owned(format!("{} {}", piece(0), piece(content.len() / 2)))
}

/// Whether words that make up a fifth of any English text, and far less of any other, make up an eighth of this. Most texts
/// are English, and this is a tenth of the work of telling languages apart.
fn is_plainly_english(sample: &str) -> bool {
    const SHARE: usize = 8;
    let (mut all, mut common) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        all += 1;
        // tidy-allow(words): what tells the language of a text is no cue of a rule
        common += usize::from(matches!(word, "the" | "of" | "and" | "to"));
    }
    all > 0 && common * SHARE >= all
}

pub(crate) fn is_english_code(code: &str) -> bool {
    let primary = code.split(['-', '_']).next().unwrap_or("");
    ["en", "eng", "english"].iter().any(|e| primary.eq_ignore_ascii_case(e))
}

/// BCP 47 code.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}
