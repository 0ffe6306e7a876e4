//! What a line is by its words: furniture, contact, background heading, masthead.

use rapporteur_lexicon::Layout;
use rapporteur_text::{fold, folded, is_acronym};

use super::unit::ends_sentence;

/// A line of this many bytes or more is running text unless its beginning says otherwise.
const SHORT: usize = 200;
/// Marks of languages, ends and pages have no more words.
const MARK_WORDS: usize = 8;
/// No cue is looked for behind this many bytes.
const KEY: usize = 420;

/// Folded, with single spaces and no Markdown signs around it.
pub(super) fn key(s: &str) -> String {
    let mut end = s.len().min(KEY);
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    let folded = fold(&s[..end]);
    let mut words = String::with_capacity(folded.len());
    for word in
        folded.trim_matches(|c: char| matches!(c, '*' | '_' | '#' | '\\') || c.is_whitespace()).split_whitespace()
    {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

pub(super) fn has(list: &[String], word: &str) -> bool {
    list.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
}

/// Whether `key` begins with an entry, at a word boundary.
fn starts(list: &[String], key: &str) -> bool {
    start_of(list, key).is_some()
}

fn start_of(list: &[String], key: &str) -> Option<usize> {
    let bounded = |entry: &str, rest: &str| {
        !entry.ends_with(|c: char| c.is_alphanumeric()) || !rest.starts_with(|c: char| c.is_alphanumeric())
    };
    // The lists are sorted, and every entry begins with something.
    let first = key.as_bytes().first();
    let from = list.partition_point(|entry| entry.as_bytes().first() < first);
    list[from..]
        .iter()
        .take_while(|entry| entry.as_bytes().first() == first)
        .filter_map(|entry| key.strip_prefix(entry.as_str()).filter(|rest| bounded(entry, rest)).map(|_| entry.len()))
        .max()
}

/// Whether `word` (one or more words) occurs in `key` at word boundaries.
fn holds(key: &str, word: &str) -> bool {
    key.match_indices(word).any(|(at, _)| {
        let before = key[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let after = key[at + word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        !before && !after
    })
}

fn without_colon(key: &str) -> &str {
    key.trim_end_matches([':', ' ', '*', '.', '-'])
}

/// Rules, page numbers, language marks, end marks, bare links: never part of a paragraph, wherever they stand.
pub(super) fn is_furniture(s: &str, layout: &Layout) -> bool {
    let s = s.trim();
    if !s.chars().any(char::is_alphabetic) {
        // "– 1 –", "###", "* * *", "[2]", "3/4" — but a date in figures is text.
        let digits = s.chars().filter(char::is_ascii_digit).count();
        return digits <= 3 || (digits <= 4 && s.len() > 30);
    }
    is_mark(s, layout)
        || is_link(s)
        || (s.starts_with('<') && s.ends_with('>') && !s[1..].trim_end_matches('>').contains('>') && s.len() < SHORT)
        || s.starts_with("<!--")
}

/// Marks of languages, ends and pages, which are short.
fn is_mark(s: &str, layout: &Layout) -> bool {
    if s.len() >= SHORT || s.split_ascii_whitespace().nth(MARK_WORDS).is_some() {
        return false;
    }
    let key = key(s);
    has(&layout.language_marks, &key) && !s.chars().any(char::is_lowercase)
        || has(&layout.end_marks, &key)
        || is_page_number(&key, layout)
}

/// "Page 2", "p. 2 of 3", "2 / 3".
fn is_page_number(key: &str, layout: &Layout) -> bool {
    let figures = |s: &str| !s.is_empty() && s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
    let word = |s: &str| has(&layout.page_words, s);
    let words: Vec<&str> = key.split(' ').take(6).collect();
    match words[..] {
        [page, n] => word(page) && figures(n),
        [n, of, m] => word(of) && figures(n) && figures(m),
        [page, n, of, m] => word(page) && word(of) && figures(n) && figures(m),
        _ => false,
    }
}

/// Nothing but one link, bare, in angle brackets or as Markdown.
pub(super) fn is_link(s: &str) -> bool {
    let s = s.trim_matches(['<', '>', '*', '(', ')', ' ']);
    let bare =
        |s: &str| !s.contains(char::is_whitespace) && (s.contains("://") || s.to_ascii_lowercase().starts_with("www."));
    if bare(s) && !s.contains("](") {
        return true;
    }
    let Some((label, target)) = s.strip_prefix('[').and_then(|r| r.split_once("](")) else { return false };
    bare(target) && (bare(label) || label.is_empty() || (label.contains('.') && !label.contains(' ')))
}

/// Navigation, share bars, notices, forms.
pub(super) fn is_boilerplate(s: &str, layout: &Layout) -> bool {
    if is_furniture(s, layout) {
        return true;
    }
    // Furniture may be a sentence of its own, but it is a short one.
    if s.len() >= SHORT && ends_sentence(s) {
        return false;
    }
    let key = key(s);
    if has(&layout.furniture_lines, without_colon(&key)) || has(&layout.furniture_lines, &key) {
        return true;
    }
    if !s.starts_with(char::is_lowercase) && starts(&layout.boilerplate_starts, &key) {
        return !(ends_sentence(s) && is_long_sentence(&key));
    }
    if s.len() < SHORT && layout.boilerplate_contains.iter().any(|part| key.contains(part.as_str())) {
        return true;
    }
    is_navigation(s, &key) || is_share_bar(&key, layout)
}

/// An opening such as "download" may open a sentence of the text as well.
fn is_long_sentence(key: &str) -> bool {
    key.split(' ').count() > 14
}

fn is_navigation(s: &str, key: &str) -> bool {
    let bars = s.matches(['|', '»', '›', '·', '•']).count();
    let words = key.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    let arrows = s.matches(">>").count() + s.matches(" > ").count();
    // "Home / News", "Home>The Ministry>Activities", "Home   News events   The title once more".
    let home = key.strip_prefix("home").is_some_and(|rest| {
        let sign = rest.trim_start().starts_with(['/', '>', '|', '»', '›']);
        sign || s.trim().matches("  ").count() >= 2
    });
    if home && !ends_sentence(s) {
        return true;
    }
    // "Home / News / Events".
    let steps = s.matches(" / ").count();
    if steps >= 2 && words <= 4 * (steps + 1) && !ends_sentence(s) {
        return true;
    }
    !ends_sentence(s) && words < 60 && ((bars >= 2 && bars * 5 >= words) || (arrows >= 1 && words < 20))
}

fn is_share_bar(key: &str, layout: &Layout) -> bool {
    let words: Vec<&str> =
        key.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
    let shares = words.iter().filter(|w| has(&layout.share_words, w)).count();
    shares >= 3 && shares * 3 >= words.len() && words.len() < 25
}

/// Beginning of a list of links.
pub(super) fn is_related(s: &str, layout: &Layout) -> bool {
    s.len() < 80 && !ends_sentence(s) && starts(&layout.related_starts, &key(s))
}

/// Beginning of what closes a page.
pub(super) fn is_tail(s: &str, layout: &Layout) -> bool {
    if s.len() >= 120 {
        return false;
    }
    let key = key(s);
    starts(&layout.tail_starts, &key) || has(&layout.tail_starts, without_colon(&key))
}

/// Whom to ask, how to reach them.
pub(super) fn is_contact(s: &str, layout: &Layout) -> bool {
    if s.len() >= 400 {
        return false;
    }
    let key = key(s);
    if has(&layout.contact_headings, without_colon(&key)) || starts(&layout.contact_starts, &key) {
        return true;
    }
    if s.len() >= SHORT {
        return false;
    }
    let labels = layout.contact_labels.iter().filter(|label| key.contains(label.as_str())).count();
    let address = key.split_whitespace().any(|w| w.contains('@') && w.contains('.') && w.len() > 5);
    (labels >= 1 && key.bytes().any(|b| b.is_ascii_digit()) || labels >= 2 || (address && !ends_sentence(s)))
        || (address && s.len() < 60)
}

/// A last line that says who signs.
pub(super) fn is_signoff(s: &str, layout: &Layout) -> bool {
    if s.len() >= 160 {
        return false;
    }
    let key = key(s);
    !key.ends_with(['.', '!', '?', ':', ';', '"', ','])
        && key.split(' ').count() <= 18
        && layout.contact_signoffs.iter().any(|word| holds(&key, word))
}

/// A heading such as "Background" or "About the Fund".
pub(super) fn is_background_heading(s: &str, layout: &Layout) -> bool {
    if s.len() >= SHORT {
        return false;
    }
    let key = key(s);
    let name = without_colon(&key);
    has(&layout.background_headings, name)
        || (starts(&layout.background_heading_starts, name)
            && name.split(' ').count() <= 9
            && !key.ends_with(['.', '?', '!', '"'])
            && s.split_whitespace().nth(1).is_some())
}

/// Length in bytes of a label such as "For reference: " before a paragraph.
pub(super) fn background_label(s: &str, layout: &Layout) -> Option<usize> {
    let bare = s.trim_start_matches(['*', '_', '(', '[']);
    let colon = bare.find(':').filter(|&at| at < 40)?;
    if !has(&layout.background_headings, &key(&bare[..colon])) {
        return None;
    }
    let rest = bare[colon + 1..].trim_start_matches(['*', '_', ' ', '\u{a0}', '\t', '\n', '\r']);
    (!rest.is_empty()).then(|| s.len() - rest.len())
}

/// "PRESS RELEASE", "Readout", "For information – not an official document".
pub(super) fn is_release_line(s: &str, layout: &Layout) -> bool {
    let key = key(s);
    let bare =
        without_colon(&key).trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | '.' | '-' | '('));
    has(&layout.release_words, bare)
        || has(&layout.release_words, without_colon(&key))
        || (s.len() < 100 && starts(&layout.release_starts, &key))
}

/// "PRESS RELEASE", "PRESS RELEASE No. 12": below it stands the title.
pub(super) fn opens_release(s: &str, layout: &Layout) -> bool {
    let key = key(s);
    s.len() < 100 && starts(&layout.release_openers, &key)
}

/// Whether a line has a word that says what somebody did, as titles do.
pub(super) fn says(s: &str, layout: &Layout) -> bool {
    s.split(|c: char| !c.is_alphanumeric()).any(|w| has(&layout.headline_words, &folded(w)))
}

/// Whether the full stop at the end belongs to an acronym such as "U.S.".
pub(super) fn ends_in_acronym(s: &str) -> bool {
    s.rsplit(char::is_whitespace).next().is_some_and(|word| word.ends_with('.') && is_acronym(word))
}

/// Name of an institution, and nothing that says what it did.
pub(super) fn is_institution(s: &str, layout: &Layout) -> bool {
    let key = key(s);
    if has(&layout.masthead_names, &key) {
        return true;
    }
    if key.ends_with(['.', '!', '?', ';']) && !ends_in_acronym(s) {
        return false;
    }
    let named = layout.masthead_names.iter().any(|name| {
        name.contains(' ')
            && key.strip_prefix(name.as_str()).is_some_and(|rest| rest.trim_start().starts_with(['(', '-', ',', '/']))
    });
    if named {
        return true;
    }
    let words: Vec<&str> = s
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'' | '.' | '-'))
        .filter(|w| !w.is_empty())
        .collect();
    if words.is_empty() || words.len() > 24 {
        return false;
    }
    let folded: Vec<_> = words.iter().map(|w| folded(w)).collect();
    let says = folded.iter().any(|w| has(&layout.headline_words, w));
    let name = words.iter().zip(&folded).all(|(w, f)| {
        !w.starts_with(char::is_lowercase)
            || has(&layout.continuation_words, f)
            || w.starts_with("d’")
            || w.starts_with("d'")
    });
    name && !says && layout.masthead_words.iter().any(|word| holds(&key, word))
}

/// Where the text of a paragraph ends before an agency's end mark ("… said. Endi").
pub(super) fn before_end_mark(s: &str, layout: &Layout) -> Option<usize> {
    let body = s.trim_end_matches(['*', '\\', ' ']);
    let at = body.rfind(char::is_whitespace)?;
    let last = body[at..].trim_start();
    if !has(&layout.end_marks, &fold(last).trim_end_matches('.').replace('\\', "")) {
        return None;
    }
    let rest = body[..at].trim_end();
    ends_sentence(rest).then_some(rest.len())
}
