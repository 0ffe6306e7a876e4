//! Parts of a year or month: seasons, quarters, halves, thirds of a month, and its end.

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_schema::{Date, DateSpan, Season, add_days};

use super::calendar::{month, year_after, year_words};
use super::{Anchor, future, year_at};
use crate::document::Annotated;

/// "spring 2015", "the autumn of 2016", "third quarter of the year", "first half of 2017", "the end of the year".
pub(super) fn season(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<(DateSpan, usize)> {
    let at = if doc.is_text(i, "the") { i + 1 } else { i };
    let year_of =
        |end: usize| -> Option<(i16, usize)> { year_after(doc, end, anchor).or_else(|| the_year(doc, end, anchor)) };
    if doc.is(at, WordClass::Season) && (!doc.tokens[at].capital || year_at(doc, at + 1).is_some()) {
        let season = match doc.word(at).to_ascii_lowercase().as_str() {
            "spring" => Season::Spring,
            "summer" => Season::Summer,
            "winter" => Season::Winter,
            _ => Season::Autumn,
        };
        let before = at.checked_sub(1);
        if let Some((year, end)) = year_of(at + 1) {
            return DateSpan::season(year, season).map(|s| (s, end));
        }
        let current = anchor.year?;
        let last = before.is_some_and(|b| doc.is_text(b, "last"));
        let next = before.is_some_and(|b| doc.is_text(b, "next"));
        if !last
            && !next
            && !before.is_some_and(|b| doc.is_text(b, "this") || doc.is_text(b, "in") || doc.is_text(b, "the"))
        {
            return None;
        }
        // "patrolling in winter conditions": how, not when.
        let quality = doc.is(at + 1, WordClass::ClimateNoun);
        if quality {
            return None;
        }
        let mut year = current;
        if last && let Some(published) = anchor.published {
            let this = DateSpan::season(current, season)?;
            if this.end.is_none_or(|e| e >= published) {
                year -= 1;
            }
        } else if next && let Some(published) = anchor.published {
            let this = DateSpan::season(current, season)?;
            if this.start.is_none_or(|s| s <= published) {
                year += 1;
            }
        } else if let Some(published) = anchor.published
            // "will open in spring", said in November.
            && !before.is_some_and(|b| doc.is_text(b, "this"))
            && DateSpan::season(current, season)?.end.is_some_and(|end| end < published)
            && future(doc, i, doc.sentence_start(i))
        {
            year += 1;
        }
        return DateSpan::season(year, season).map(|s| (s, at + 1));
    }
    let ordinal = |k: usize| match doc.word(k).to_ascii_lowercase().as_str() {
        "first" => Some(1u8),
        "second" => Some(2),
        "third" => Some(3),
        "fourth" | "last" | "final" => Some(4),
        _ => None,
    };
    if let Some(n) = ordinal(at) {
        if doc.is_text(at + 1, "quarter") {
            let (year, end) = year_of(at + 2)?;
            return DateSpan::season(year, Season::Quarter(n)).map(|s| (s, end));
        }
        if !doc.is_text(at, "fourth")
            && let Some(found) = ten_days(doc, at + 1, n, limit, anchor)
        {
            return Some(found);
        }
        if doc.is_text(at + 1, "half")
            && doc.is_text(at + 2, "of")
            && let Some((whole, end)) = month(doc, at + 3, limit, anchor)
            && let (Some(first), Some(last)) = (whole.start, whole.end)
        {
            let middle = Date::new(first.year(), first.month(), 15).ok()?;
            let span = if n == 1 { DateSpan::range(first, middle) } else { DateSpan::range(add_days(middle, 1), last) };
            return Some((span, end));
        }
        if doc.is_text(at + 1, "half") && doc.is_text(at + 2, "of") {
            let (year, end) = year_of(at + 2)?;
            let n = if n == 1 { 1 } else { 2 };
            let (a, b) = if n == 1 { ((1, 1), (6, 30)) } else { ((7, 1), (12, 31)) };
            let start = Date::new(year, a.0, a.1).ok()?;
            let last = Date::new(year, b.0, b.1).ok()?;
            return Some((DateSpan::range(start, last), end));
        }
    }
    // "the end of 2019", "the end of the year": a deadline on its last day; "by" before it is the consumer's business.
    if doc.is_text(at, "end") && doc.is_text(at + 1, "of") && at + 2 < limit {
        if let Some((year, end)) = year_at(doc, at + 2).map(|y| (y, at + 3)).or_else(|| the_year(doc, at + 1, anchor)) {
            let last = Date::new(year, 12, 31).ok()?;
            return Some((DateSpan::day(last), end));
        }
        if let Some((span, end)) = month(doc, at + 2, limit, anchor) {
            return span.end.map(|e| (DateSpan::day(e), end));
        }
        let k = if doc.is_text(at + 2, "the") { at + 3 } else { at + 2 };
        let k = if doc.is_text(k, "this") || doc.is_text(k, "current") { k + 1 } else { k };
        if doc.is_text(k, "month") {
            return anchor.published.map(|p| (DateSpan::day(p.last_of_month()), k + 1));
        }
    }
    None
}

/// "(the second) ten-day period of August", "(the first) ten days of May", "(the third) decade of June": a third of a month.
fn ten_days(doc: &Annotated<'_>, i: usize, n: u8, limit: usize, anchor: &Anchor) -> Option<(DateSpan, usize)> {
    let of = (i..limit.min(i + 5)).find(|&k| doc.is_text(k, "of"))?;
    let words: Vec<&str> = (i..of).filter(|&k| doc.tokens[k].word != WordId::JOINER).map(|k| doc.word(k)).collect();
    if !matches!(words[..], ["decade"] | ["ten", "days"] | ["ten", "day", "period"] | ["ten-day", "period"]) {
        return None;
    }
    let (whole, end) = month(doc, of + 1, limit, anchor)?;
    let first = add_days(whole.start?, 10 * (i64::from(n.min(3)) - 1));
    let last = if n < 3 { add_days(first, 9) } else { whole.end? };
    Some((DateSpan::range(first, last), end))
}

/// "of the year", "of this year".
pub(super) fn the_year(doc: &Annotated<'_>, at: usize, anchor: &Anchor) -> Option<(i16, usize)> {
    let mut k = at;
    if doc.is_text(k, "of") {
        k += 1;
    }
    if let Some((shift, end)) = year_words(doc, k) {
        return anchor.year.map(|y| (y.saturating_add(shift), end));
    }
    (doc.is_text(k, "the") && doc.is_text(k + 1, "year")).then(|| anchor.year.map(|y| (y, k + 2))).flatten()
}
