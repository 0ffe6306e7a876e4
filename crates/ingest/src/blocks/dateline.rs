//! Place and date: alone on a line, before a dash, or at the end of a line of page furniture.

use std::borrow::Cow;

use rapporteur_lexicon::Layout;
use rapporteur_text::{Span, Token, TokenKind, folded, tokenize};

/// Tokens with their folded forms.
struct Words<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    folded: Vec<Cow<'t, str>>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        let tokens = tokenize(text, span);
        let folded = tokens.iter().map(|t| folded(t.span.of(text))).collect();
        Words { text, tokens, folded }
    }

    fn of(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    fn is_number(&self, i: usize, low: u32, high: u32) -> bool {
        let digits = self.of(i).trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let kind = self.tokens.get(i).map(|t| t.kind);
        kind == Some(TokenKind::Number) && digits.parse().is_ok_and(|n: u32| (low..=high).contains(&n))
    }

    fn is_month(&self, i: usize, layout: &Layout) -> bool {
        self.tokens.get(i).is_some_and(|t| t.capital) && has(&layout.months, &self.folded[i])
    }

    fn is_year(&self, i: usize) -> bool {
        self.is_number(i, 1900, 2199)
    }

    /// Index after the date that begins at token `i`.
    fn date(&self, i: usize, layout: &Layout) -> Option<usize> {
        self.figures(i).or_else(|| self.day_first(i, layout)).or_else(|| self.month_first(i, layout))
    }

    /// 13.10.2017, 13/10/2017, 2017-10-13.
    fn figures(&self, i: usize) -> Option<usize> {
        let parts = |s: &str| -> Option<Vec<u32>> { s.split('.').map(|p| p.parse().ok()).collect() };
        let plausible = |p: &[u32]| match *p {
            [d, m, y] if d > 31 => (1900..=2199).contains(&d) && (1..=12).contains(&m) && (1..=31).contains(&y),
            [d, m, y] => (1..=31).contains(&d) && (1..=31).contains(&m) && ((1900..=2199).contains(&y) || y < 100),
            _ => false,
        };
        let one = self.of(i);
        if one.contains('.') && parts(one).is_some_and(|p| plausible(&p)) {
            return Some(i + 1);
        }
        let signs = (self.of(i + 1), self.of(i + 3));
        if matches!(signs, ("/", "/") | ("-", "-") | (".", ".")) {
            let p: Option<Vec<u32>> = [i, i + 2, i + 4].iter().map(|&k| self.of(k).parse().ok()).collect();
            return p.filter(|p| plausible(p)).map(|_| i + 5);
        }
        None
    }

    /// 12 March 2015, 12-13 May, 4th March, 12. March.
    fn day_first(&self, i: usize, layout: &Layout) -> Option<usize> {
        if !self.is_number(i, 1, 31) {
            return None;
        }
        let mut k = i + 1;
        if matches!(self.of(k), "-" | "–" | "—" | "/" | "&")
            || self.folded.get(k).is_some_and(|w| w == "and" || w == "to")
        {
            k = if self.is_number(k + 1, 1, 31) { k + 2 } else { k };
        }
        if self.folded.get(k).is_some_and(|w| w == "of") || self.of(k) == "." && self.tokens[k].glued {
            k += 1;
        }
        if !self.is_month(k, layout) {
            return None;
        }
        Some(self.year_after(k + 1))
    }

    /// March 12, 2015; Oct. 3; June 2015.
    fn month_first(&self, i: usize, layout: &Layout) -> Option<usize> {
        if !self.is_month(i, layout) {
            return None;
        }
        let mut k = i + 1;
        if self.of(k) == "." {
            k += 1;
        }
        if self.is_year(k) {
            return Some(k + 1);
        }
        if !self.is_number(k, 1, 31) {
            return None;
        }
        k += 1;
        if matches!(self.of(k), "-" | "–") && self.is_number(k + 1, 1, 31) {
            k += 2;
        }
        Some(self.year_after(k))
    }

    /// Takes a year, and the dot of a short month or the comma before it.
    fn year_after(&self, k: usize) -> usize {
        if self.is_year(k) {
            k + 1
        } else if matches!(self.of(k), "." | ",") && self.is_year(k + 1) {
            k + 2
        } else {
            k
        }
    }

    /// Index after a date of another calendar: "Jumada I 25, 1436", "Dhu al-Hijjah 3, 1436", "Asvina 29, 1930".
    fn other_calendar(&self, i: usize, layout: &Layout) -> Option<usize> {
        let month =
            |k: usize| self.tokens.get(k).is_some_and(|t| t.capital) && has(&layout.other_months, &self.folded[k]);
        if !month(i) {
            return None;
        }
        // Its second name or numeral stands before the day.
        let day = (i + 1..i + 5)
            .take_while(|&k| !self.is_month(k, layout))
            .find(|&k| self.is_number(k, 1, 31) && !self.is_month(k + 1, layout))?;
        let year = if self.of(day + 1) == "," { day + 2 } else { day + 1 };
        Some(if self.is_number(year, 1300, 2000) { year + 1 } else { day + 1 })
    }

    /// 14:30 or 14.30.
    fn time(&self, i: usize) -> Option<usize> {
        if self.is_number(i, 0, 24) && self.of(i + 1) == ":" && self.is_number(i + 2, 0, 59) {
            let seconds = self.of(i + 3) == ":" && self.is_number(i + 4, 0, 59);
            return Some(if seconds { i + 5 } else { i + 3 });
        }
        None
    }
}

fn has(list: &[String], word: &str) -> bool {
    list.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
}

/// What the tokens of a possible dateline hold.
#[derive(Default)]
struct Parts {
    dates: usize,
    times: usize,
    colons: usize,
    /// Capitalised words outside of brackets.
    places: usize,
    commas: usize,
    /// An agency in brackets or between slashes.
    agency: bool,
    all_capitals: bool,
}

/// Reads tokens `0..end` as place, date and agency; `None` when there is anything else.
fn parts(words: &Words<'_>, end: usize, layout: &Layout) -> Option<Parts> {
    let mut parts = Parts { all_capitals: true, ..Parts::default() };
    let mut i = 0;
    while i < end {
        if let Some(after) = words.date(i, layout).or_else(|| words.time(i)).filter(|&after| after <= end) {
            let time = words.time(i).is_some();
            parts.times += usize::from(time);
            parts.dates += usize::from(!time);
            i = after;
            continue;
        }
        if let Some(after) = words.other_calendar(i, layout).filter(|&after| after <= end) {
            parts.dates += 1;
            i = after;
            continue;
        }
        let token = &words.tokens[i];
        let word = words.folded[i].as_ref();
        match (token.kind, words.of(i)) {
            (TokenKind::Mark, open @ ("(" | "/")) => {
                let close = if open == "(" { ")" } else { "/" };
                let length = words.folded[i + 1..end].iter().position(|w| w == close)?;
                if length == 0 || length > 8 {
                    return None;
                }
                parts.agency = true;
                i += length + 1;
            }
            (
                TokenKind::Mark,
                "*" | "," | "." | ":" | "|" | "+" | "-" | "–" | "—" | "'" | "’" | "“" | "”" | "«" | "»" | "[" | "]",
            ) => {
                parts.commas += usize::from(word == ",");
                parts.colons += usize::from(word == ":");
            }
            // "22:31 17.02.2016 2874": how often it was read.
            (TokenKind::Number, s) if parts.dates > 0 && s.len() <= 6 && s.bytes().all(|b| b.is_ascii_digit()) => {}
            (TokenKind::Word, _) if has(&layout.dateline_words, word) || has(&layout.weekdays, word) => {}
            (TokenKind::Word, s)
                if token.capital && !has(&layout.headline_words, word) && !has(&layout.continuation_words, word) =>
            {
                parts.places += 1;
                parts.all_capitals &= s.chars().all(|c| !c.is_lowercase());
            }
            _ => return None,
        }
        i += 1;
    }
    (parts.places <= 7 && parts.dates <= 2).then_some(parts)
}

/// Whether `span` holds nothing but place and date. Without a date, "Town, Country" will do when `bare` is allowed.
pub(super) fn is_dateline(text: &str, span: Span, bare: bool, layout: &Layout) -> bool {
    if span.len() > 160 {
        return false;
    }
    // "(Osh, 8 November 2018)".
    let line = span.of(text);
    let inner = line.strip_prefix('(').and_then(|l| l.strip_suffix(')')).is_some();
    let span = if inner { Span::new(span.start + 1, span.end - 1) } else { span };
    let words = Words::new(text, span);
    let Some(parts) = parts(&words, words.tokens.len(), layout) else { return false };
    parts.dates > 0
        || (parts.times > 0 && parts.places == 0)
        || (bare && parts.colons == 0 && parts.commas == 1 && (2..=4).contains(&parts.places) && !parts.agency)
}

/// Whether a line of a page's head parts a whole date from place, author or label by bars: "20.06.2023 | Osh | Press Team",
/// "SECRETARY GENERAL | OSH | 23 FEBRUARY 2021", "Posted in: News | Release date: Saturday, May 20, 2023".
pub(super) fn barred(text: &str, span: Span, layout: &Layout) -> bool {
    let line = span.of(text);
    if span.len() > 140 || !line.contains('|') || line.contains('\n') {
        return false;
    }
    let mut at = span.start;
    line.split('|').any(|part| {
        let own = Span::new(at, at + part.len());
        at += part.len() + 1;
        let words = Words::new(text, own);
        // Behind a label and a day of the week.
        let day = (0..words.tokens.len().min(8)).find(|&i| {
            words.date(i, layout).is_some_and(|after| {
                (i..after).any(|k| words.is_year(k) || words.of(k).contains('.') && words.of(k).len() > 5)
            })
        });
        day.is_some_and(|day| day == 0 || words.tokens.len() <= 14)
    })
}

/// Whether a line begins with the time of day and a whole date, apart from what follows: "19:41, 26 March 2021, Bishkek - 24.kg news agency".
pub(super) fn opens_with_time(text: &str, span: Span, layout: &Layout) -> bool {
    if !span.of(text).starts_with(|c: char| c.is_ascii_digit()) || !opens_with_date(text, span, layout) {
        return false;
    }
    let words = Words::new(text, span);
    let Some(time) = words.time(0) else { return false };
    let date = words.date(time + usize::from(words.of(time) == ","), layout);
    // A title on the same line has no mark before it.
    date.is_some_and(|k| matches!(words.of(k), "" | "," | "|" | "-" | "–" | "—"))
}

/// The date in brackets before a title, and where the title begins: "[26.03.2021]  Visit of the Minister".
pub(super) fn before_title(text: &str, span: Span, layout: &Layout) -> Option<(Span, usize)> {
    if !span.of(text).starts_with(['[', '(']) {
        return None;
    }
    let words = Words::new(text, span);
    let close = words.date(1, layout).filter(|&k| matches!(words.of(k), "]" | ")"))?;
    let title = words.tokens.get(close + 1)?.span.start;
    Some((Span::new(words.tokens[1].span.start, words.tokens[close - 1].span.end), title))
}

/// Whether a line above the text opens with a whole date: "26 March 2021, 19:41, Bishkek - 24.kg news agency, A. Author".
pub(super) fn opens_with_date(text: &str, span: Span, layout: &Layout) -> bool {
    if span.len() > 120 {
        return false;
    }
    let words = Words::new(text, span);
    // "19:41, 26 March 2021, Bishkek".
    let time = words.time(0).map_or(0, |k| k + usize::from(words.of(k) == ","));
    // "Oslo, 26/11/2021 - 18:20, UNIQUE ID: 211126_21": behind the town.
    let town = (1..=3)
        .find(|&k| {
            words.of(k) == "," && (0..k).all(|i| words.tokens[i].kind == TokenKind::Word && words.tokens[i].capital)
        })
        .map(|k| k + 1);
    let Some(after) = words.date(time, layout).or_else(|| town.and_then(|k| words.date(k, layout))) else {
        return false;
    };
    let year = (0..after).any(|k| words.is_year(k) || words.of(k).contains('.'));
    // A sentence goes on in lower case, a byline in names.
    let small = (after..words.tokens.len())
        .filter(|&k| words.tokens[k].kind == TokenKind::Word && !words.tokens[k].capital)
        .count();
    // "…, by A. Author" behind the time of day.
    year && small <= 3 + time.min(1) && after < words.tokens.len()
}

/// Whether `span` holds a place and a date and nothing else, as they stand under a text: "Osh, 3 May 2019".
pub(super) fn is_signature(text: &str, span: Span, layout: &Layout) -> bool {
    if span.len() > 80 {
        return false;
    }
    let words = Words::new(text, span);
    parts(&words, words.tokens.len(), layout).is_some_and(|p| {
        let apart = p.commas > 0 || span.of(text).trim().contains('\n');
        p.dates == 1
            && p.times == 0
            && (1..=4).contains(&p.places)
            && !p.agency
            && apart
            && words.tokens.iter().enumerate().any(|(i, _)| words.is_year(i))
    })
}

/// Whether a line is nothing but one to three words with capitals: "New Delhi".
pub(super) fn is_town(text: &str, span: Span, layout: &Layout) -> bool {
    let words = Words::new(text, span);
    span.len() <= 40
        && (1..=3).contains(&words.tokens.len())
        && parts(&words, words.tokens.len(), layout)
            .is_some_and(|p| p.dates + p.times == 0 && p.places == words.tokens.len())
}

/// Whether a line is nothing but a day with its year: "October 09, 2018".
pub(super) fn is_day(text: &str, span: Span, layout: &Layout) -> bool {
    let words = Words::new(text, span);
    words.date(0, layout) == Some(words.tokens.len()) && (0..words.tokens.len()).any(|i| words.is_year(i))
}

/// Whether a line tells where and when a paper was made: "Done in Osh, this 3rd day of May, 2019.".
pub(super) fn is_closing(text: &str, span: Span, layout: &Layout) -> bool {
    if span.len() > 120 {
        return false;
    }
    let words = Words::new(text, span);
    let opens = words.folded.first().is_some_and(|w| has(&layout.closing_words, w));
    opens
        && (0..words.tokens.len()).any(|i| words.is_month(i, layout))
        && (0..words.tokens.len()).any(|i| words.is_year(i))
}

/// A dateline at the beginning of a paragraph: its span, and where the paragraph's own text begins.
pub(super) fn inline(text: &str, span: Span, layout: &Layout) -> Option<(Span, usize)> {
    let mut end = (span.start + 160).min(span.end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words = Words::new(text, Span::new(span.start, end));
    // "17 October 2023, Osh, Kyrgyzstan. Today the …": a whole date and a comma open the line.
    let date_first = words.date(0, layout).is_some_and(|k| words.of(k) == "," && (0..k).any(|i| words.is_year(i)));
    for i in 1..words.tokens.len() {
        let Some((after, strong)) = separator(&words, i, date_first) else { continue };
        let Some(next) = words.tokens.get(after) else { break };
        let Some(parts) = parts(&words, i, layout) else { continue };
        if parts.places == 0 && parts.dates == 0 && !parts.agency {
            continue;
        }
        let opens =
            next.capital || next.kind == TokenKind::Number || matches!(next.span.of(text), "“" | "\"" | "«" | "‘");
        if parts.colons > 0 && parts.dates == 0 {
            continue;
        }
        let told = parts.agency || (parts.dates > 0 && parts.places > 0);
        let fine = if strong {
            (told || parts.dates > 0 && i <= 8) && (opens || parts.agency)
                || opens
                    && (1..=4).contains(&parts.places)
                    && (parts.all_capitals
                        || (parts.places <= 2 && next.capital)
                        // "PANAMA CITY, Panama—The …": the town in capitals.
                        || parts.commas == 1 && next.capital && words.of(0).len() > 2
                            && words.of(0).chars().all(char::is_uppercase))
        } else {
            // "Ankara, 2 December 2013. The minister …"
            opens
                // "Ulaanbaatar /MONTSAME/. The exercise".
                && (parts.agency && (parts.dates > 0 || parts.all_capitals || slashes(&words, i) && (1..=3).contains(&parts.places))
                    || parts.dates == 1 && parts.commas > 0 && (1..=3).contains(&parts.places))
        };
        if fine {
            // "Osh - September 27, 2003: The course": the date stands behind the dash.
            let date = words.date(after, layout).filter(|&k| {
                let closes = matches!(words.of(k), ":" | "–" | "—") || words.of(k) == "-" && !words.tokens[k].glued;
                strong && closes && parts.dates == 0 && words.tokens.len() > k + 1
            });
            if let Some(k) = date {
                return Some((Span::new(span.start, words.tokens[k - 1].span.end), words.tokens[k + 1].span.start));
            }
            // Bold type closes after the date.
            let last = (0..i).rev().find(|&k| words.of(k) != "*").unwrap_or(0);
            return Some((Span::new(span.start, words.tokens[last].span.end), next.span.start));
        }
    }
    None
}

/// Whether an agency in capitals between slashes ends at the full stop or word at token `i`.
fn slashes(words: &Words<'_>, i: usize) -> bool {
    let close = (i.saturating_sub(2)..=i).rev().find(|&k| words.of(k) == "/");
    let Some(close) = close.filter(|&k| k >= 2) else { return false };
    let name = words.of(close - 1);
    words.of(close - 2) == "/" && name.len() > 2 && name.chars().all(char::is_uppercase)
}

/// A dash between spaces (strong) at token `i`, or the end of an agency's name; with the index after it.
fn separator(words: &Words<'_>, i: usize, date_first: bool) -> Option<(usize, bool)> {
    let token = &words.tokens[i];
    let next = words.tokens.get(i + 1)?;
    match words.of(i) {
        "–" | "—" | "―" | "−" if !token.glued || !next.glued => Some((i + 1, true)),
        // "PANAMA CITY, Panama—The Secretary …": glued on both sides, but behind a town in capitals.
        "—" if words.of(0).len() > 2 && words.of(0).chars().all(char::is_uppercase) => Some((i + 1, true)),
        "-" if words.of(i + 1) == "-" => Some((i + 2, true)),
        "-" if !token.glued && !next.glued => Some((i + 1, true)),
        // "Town, 4 April 2018. The …", "Town, 4 April 2018: The …".
        "." | ":" if token.glued && !next.glued && words.is_year(i - 1) => Some((i + 1, false)),
        // "17 October 2023, Osh, Kyrgyzstan. Today the …": the date first.
        "." if token.glued && !next.glued && words.of(i - 1).chars().count() > 3 && date_first => Some((i + 1, false)),
        // "OSH, Kyrgyzstan, March 27. The …": no year, but the town in capitals.
        "." if token.glued
            && !next.glued
            && words.is_number(i - 1, 1, 31)
            && words.of(0).chars().all(char::is_uppercase) =>
        {
            Some((i + 1, false))
        }
        // "RIGA, 18 October. A meeting …": the day before its month.
        "." if token.glued
            && !next.glued
            && i >= 4
            && words.is_number(i - 2, 1, 31)
            && words.of(0).chars().count() > 2
            && words.of(0).chars().all(char::is_uppercase) =>
        {
            Some((i + 1, false))
        }
        // "YEREVAN, OCTOBER 3, ARMENPRESS. On …".
        "." if token.glued
            && !next.glued
            && i >= 4
            && [words.of(0), words.of(i - 1)]
                .iter()
                .all(|w| w.chars().count() >= 4 && w.chars().all(char::is_uppercase)) =>
        {
            Some((i + 1, false))
        }
        // "/TASS/. The" and "(Khovar). The": the text begins after the mark.
        _ => match (words.of(i - 1), words.of(i.checked_sub(2)?)) {
            (")" | "/", _) if !token.glued => Some((i, false)),
            ("." | ":", ")" | "/") => Some((i, false)),
            _ => None,
        },
    }
}

/// A byline with a date at the end of a line of page furniture: "… Print E-mail Xinhua, October 25, 2012".
pub(super) fn byline(text: &str, span: Span, layout: &Layout) -> Option<Span> {
    let words = Words::new(text, span);
    let end = words.tokens.len();
    let Some(mut start) = (0..end).find(|&i| words.date(i, layout) == Some(end)) else {
        // "February 20, 2025 | News", "Source: X 2021-08-19 21:42": a whole date anywhere in a line of furniture.
        let whole = |i: usize| {
            let after = words.date(i, layout)?;
            let year = (i..after).any(|k| words.is_year(k)) || words.of(i).contains('.');
            (year && after > i + 1).then_some(after)
        };
        let (at, after) = (0..end).find_map(|i| whole(i).map(|after| (i, after)))?;
        return (span.len() <= 160).then(|| Span::new(words.tokens[at].span.start, words.tokens[after - 1].span.end));
    };
    let mut names = 0;
    while let Some(before) = start.checked_sub(1) {
        let token = &words.tokens[before];
        let name = token.kind == TokenKind::Word
            && token.capital
            && !has(&layout.share_words, &words.folded[before])
            && names < 4;
        let comma = words.of(before) == "," && before > 0 && words.tokens[before - 1].capital;
        if !(name || comma) {
            break;
        }
        names += usize::from(name);
        start = before;
    }
    // "For Immediate Release   October 5, 2009": no name before it, only the date.
    if start == 0 {
        start = (0..end).find(|&i| words.date(i, layout) == Some(end)).filter(|&i| i > 0)?;
    }
    Some(Span::new(words.tokens[start].span.start, words.tokens[end - 1].span.end))
}
