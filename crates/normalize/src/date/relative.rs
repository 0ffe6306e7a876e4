//! Dates that count from publication or from another event: "today", "last week", "on Wednesday", "within 60 days".

use rapporteur_lexicon::WordClass;
use rapporteur_schema::{Date, DateSpan, add_days, add_months};
use rapporteur_text::TokenKind;

use super::calendar::{day_at, month_at, year_words};
use super::{Anchor, DateBasisKind, DateMention, future};
use crate::document::Annotated;

pub(super) fn parse(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<DateMention> {
    let mention = |end: usize, span: Option<DateSpan>, basis: DateBasisKind| DateMention {
        tokens: i..end.min(limit),
        span,
        basis,
        is_period: false,
        from_event: None,
    };
    let word = doc.word(i).to_ascii_lowercase();
    if let Some(days) = doc.lexicon.date_words.get(&word).and_then(|d| d.parse::<i64>().ok()) {
        let span = anchor.published.map(|p| DateSpan::day(add_days(p, days)));
        return Some(mention(i + 1, span, DateBasisKind::Relative));
    }
    if let Some(&weekday) = doc.lexicon.weekdays.get(&doc.tokens[i].word) {
        return weekday_at(doc, i, weekday, anchor).map(|(span, end)| mention(end, span, DateBasisKind::Weekday));
    }
    if let Some(day) = bare_day(doc, i, anchor) {
        return Some(mention(i + 1, Some(DateSpan::day(day)), DateBasisKind::Relative));
    }
    let next = doc.word(i + 1).to_ascii_lowercase();
    // "this morning", "the same day", "the following day", "the next day", "the previous day".
    if word == "this" && next == "occasion" {
        return Some(DateMention { from_event: Some(0), ..mention(i + 2, None, DateBasisKind::Relative) });
    }
    if word == "this" && matches!(next.as_str(), "morning" | "afternoon" | "evening" | "day") {
        return Some(mention(i + 2, anchor.published.map(DateSpan::day), DateBasisKind::Relative));
    }
    if (word == "same" || word == "following" || word == "next" || word == "previous") && next == "day" {
        let days = match word.as_str() {
            "same" => 0,
            "previous" => -1,
            _ => 1,
        };
        return Some(DateMention { from_event: Some(days), ..mention(i + 2, None, DateBasisKind::Relative) });
    }
    // "later in the day", "later that day", "earlier the same day": the day of what was told before.
    if (word == "later" || word == "earlier") && (next == "that" || next == "in" || next == "the" || next == "on") {
        let at = match next.as_str() {
            "in" if doc.is_text(i + 2, "the") => i + 3,
            "the" if doc.is_text(i + 2, "same") => i + 3,
            "on" if doc.is_text(i + 2, "the") && doc.is_text(i + 3, "same") => i + 4,
            _ => i + 2,
        };
        if ["day", "evening", "afternoon", "morning"].iter().any(|w| doc.is_text(at, w)) {
            return Some(DateMention { from_event: Some(0), ..mention(at + 1, None, DateBasisKind::Relative) });
        }
    }
    // "In the afternoon, …", "In the second half of the day …": the day the text tells of.
    let opens = i >= 2 && doc.is_text(i - 2, "in") && doc.is_text(i - 1, "the") && doc.tokens[i - 2].capital;
    let half = (word == "first" || word == "second")
        && ["half", "of", "the", "day"].iter().enumerate().all(|(k, w)| doc.is_text(i + 1 + k, w));
    if opens && (half || matches!(word.as_str(), "morning" | "afternoon" | "evening")) {
        let end = if half { i + 5 } else { i + 1 };
        return Some(DateMention { from_event: Some(0), ..mention(end, None, DateBasisKind::Relative) });
    }
    // "On the eve, X met Y": the day before; "on the eve, on Monday evening": the day that is named says it.
    let dated = |at: usize| doc.is_text(at, ",") && doc.is_text(at + 1, "on");
    if word == "eve" && i > 0 && doc.is_text(i - 1, "the") && !doc.is_text(i + 1, "of") && !dated(i + 1) {
        return Some(DateMention { from_event: Some(-1), ..mention(i + 1, None, DateBasisKind::Relative) });
    }
    if word == "day" && next == "before" && i > 0 && doc.is_text(i - 1, "the") && !dated(i + 2) {
        return Some(DateMention { from_event: Some(-1), ..mention(i + 2, None, DateBasisKind::Relative) });
    }
    if let Some((span, end)) = unit_with_word(doc, i, anchor) {
        return Some(mention(end, span, DateBasisKind::Relative));
    }
    if let Some((span, end)) = counted(doc, i, anchor) {
        return Some(DateMention { is_period: true, ..mention(end, span, DateBasisKind::Relative) });
    }
    None
}

/// "On the 13th", "the afternoon of the 13th": the last such day before the text was written, the next for a future verb.
fn bare_day(doc: &Annotated<'_>, i: usize, anchor: &Anchor) -> Option<Date> {
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|e| doc.word(i).to_ascii_lowercase().ends_with(e));
    let the = i >= 2 && doc.is_text(i - 1, "the");
    let on = the
        && (doc.is_text(i - 2, "on")
            || doc.is_text(i - 2, "of")
                && i >= 3
                && ["morning", "afternoon", "evening"].iter().any(|w| doc.is_text(i - 3, w)));
    let alone = matches!(doc.word(i + 1), "," | "." | ";");
    if !(ordinal && on && alone) {
        return None;
    }
    let (day, published) = (day_at(doc, i)?, anchor.published?);
    let ahead = future(doc, i, doc.sentence_start(i));
    let this = Date::new(published.year(), published.month(), day).ok();
    let other = add_months(published, if ahead { 1 } else { -1 });
    let fits = |d: &Date| if ahead { *d > published } else { *d <= published };
    this.filter(fits).or_else(|| Date::new(other.year(), other.month(), day).ok())
}

/// A weekday: the latest on or before publication for a past verb, the next for a future one.
fn weekday_at(doc: &Annotated<'_>, i: usize, weekday: i8, anchor: &Anchor) -> Option<(Option<DateSpan>, usize)> {
    // "Wednesday, 27 March": the calendar date that follows says it.
    if doc.is_text(i + 1, ",")
        && (month_at(doc, i + 2).is_some()
            || doc.tokens.get(i + 2).is_some_and(|t| t.kind == TokenKind::Number) && month_at(doc, i + 3).is_some())
    {
        return None;
    }
    let Some(published) = anchor.published else { return Some((None, i + 1)) };
    let start = doc.sentence_start(i);
    let today = published.weekday().to_monday_one_offset();
    let back = i64::from((today - weekday).rem_euclid(7));
    let before = i.checked_sub(1).map_or(String::new(), |b| doc.word(b).to_ascii_lowercase());
    let date = match before.as_str() {
        "next" => {
            // "next Wednesday" is in the week after this one.
            let monday = add_days(published, -i64::from(today - 1) + 7);
            add_days(monday, i64::from(weekday - 1))
        }
        "last" => add_days(published, if back == 0 { -7 } else { -back }),
        _ if !looks_back(doc, i, start) && (future(doc, i, start) || present(doc, i, start) && back != 0) => {
            add_days(published, if back == 0 { 7 } else { 7 - back })
        }
        _ => add_days(published, -back),
    };
    // "on Tuesday and Wednesday": two days running.
    if doc.is_text(i + 1, "and")
        && let Some(&next) = doc.tokens.get(i + 2).and_then(|t| doc.lexicon.weekdays.get(&t.word))
        && (next - weekday).rem_euclid(7) == 1
    {
        return Some((Some(DateSpan::range(date, add_days(date, 1))), i + 3));
    }
    Some((Some(DateSpan::day(date)), i + 1))
}

/// "follows a meeting in Oslo on Monday", "building on the talks on Sunday": of what came before.
fn looks_back(doc: &Annotated<'_>, i: usize, start: usize) -> bool {
    (start..i).rev().take(LOOKED_BACK).take_while(|&k| !matches!(doc.word(k), "," | ";")).any(|k| {
        // "hold the following meetings on Monday", "are closely following the vote on Sunday": nothing that came before.
        let plain =
            k == start || ![WordClass::Determiner, WordClass::Be, WordClass::Adverb].iter().any(|&c| doc.is(k - 1, c));
        let follows = ["follows", "followed", "following"].iter().any(|w| doc.is_text(k, w));
        follows && plain && !doc.is_text(k + 1, "by") || doc.is_text(k, "building") && doc.is_text(k + 1, "on")
    })
}

/// So many words at most stand between "follows" and the day.
const LOOKED_BACK: usize = 9;

/// Whether the verb nearest before is in the present: "ends on Friday".
fn present(doc: &Annotated<'_>, i: usize, start: usize) -> bool {
    let verb = |k: usize| doc.is(k, WordClass::Verb) || doc.is(k, WordClass::Light);
    // "held talks on Monday", "for talks on Monday": a noun, for all that it could be a verb.
    let noun = |k: usize| {
        k > start
            && (verb(k - 1)
                || [WordClass::Determiner, WordClass::Preposition].iter().any(|&class| doc.is(k - 1, class)))
    };
    (start..i).rev().take(6).find(|&k| verb(k) && !noun(k) || doc.is(k, WordClass::Be)).is_some_and(|k| {
        let w = doc.word(k);
        w.ends_with('s') && !matches!(w, "was" | "has")
    })
}

fn week(of: Date, shift: i64) -> DateSpan {
    let monday = add_days(of, -i64::from(of.weekday().to_monday_one_offset() - 1) + 7 * shift);
    DateSpan::range(monday, add_days(monday, 6))
}

/// "last week", "next month", "this year", "earlier this week", "later this month", "the past year", "last autumn".
fn unit_with_word(doc: &Annotated<'_>, i: usize, anchor: &Anchor) -> Option<(Option<DateSpan>, usize)> {
    let mut at = i;
    let earlier = doc.is_text(at, "earlier");
    let later = doc.is_text(at, "later");
    if earlier || later {
        at += 1;
        if doc.is_text(at, "in") && doc.is_text(at + 1, "the") {
            let unit = doc.word(at + 2).to_ascii_lowercase();
            let span = |p: Date| unit_span(&unit, 0, p, earlier, later);
            return matches!(unit.as_str(), "day" | "week" | "month" | "year")
                .then(|| (anchor.published.and_then(span), at + 3));
        }
    }
    let word = doc.word(at).to_ascii_lowercase();
    let shift = match word.as_str() {
        "last" | "past" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let unit = doc.word(at + 1).to_ascii_lowercase();
    if unit == "year" {
        let (shift, end) = year_words(doc, at)?;
        let year = anchor.year?.saturating_add(shift);
        let span = match anchor.published {
            Some(p) if shift == 0 && earlier => Date::new(year, 1, 1).ok().map(|s| DateSpan::range(s, p)),
            Some(p) if shift == 0 && later => Date::new(year, 12, 31).ok().map(|e| DateSpan::range(p, e)),
            _ => DateSpan::year(year),
        };
        return Some((span, end));
    }
    if !matches!(unit.as_str(), "week" | "month" | "weekend") {
        return None;
    }
    let start = doc.sentence_start(i);
    let past = shift == 0 && unit == "week" && !later && !future(doc, i, start);
    Some((anchor.published.and_then(|p| unit_span(&unit, shift, p, earlier || past, later)), at + 2))
}

fn unit_span(unit: &str, shift: i64, published: Date, earlier: bool, later: bool) -> Option<DateSpan> {
    let whole = match unit {
        "day" => DateSpan::day(published),
        "week" => week(published, shift),
        "weekend" => {
            let w = week(published, if shift > 0 { 0 } else { shift });
            DateSpan::range(add_days(w.start?, 5), w.end?)
        }
        "month" => {
            let m = add_months(published, shift);
            DateSpan::month(m.year(), m.month())?
        }
        _ => DateSpan::year(published.year())?,
    };
    if earlier && shift == 0 {
        return Some(DateSpan::range(whole.start?.min(published), published));
    }
    if later && shift == 0 {
        return Some(DateSpan::range(published, whole.end?.max(published)));
    }
    Some(whole)
}

/// "within 60 days", "in the next two years", "over the coming three months", "two weeks ago", "over three years".
fn counted(doc: &Annotated<'_>, i: usize, anchor: &Anchor) -> Option<(Option<DateSpan>, usize)> {
    let mut at = i;
    let within = doc.is_text(at, "within");
    let over = doc.is_text(at, "over") || doc.is_text(at, "in") || doc.is_text(at, "for") || doc.is_text(at, "during");
    if within || over {
        at += 1;
    }
    while doc.is_text(at, "the") {
        at += 1;
    }
    let next = doc.is_text(at, "next") || doc.is_text(at, "coming");
    if next {
        at += 1;
    }
    let number: i64 = match doc.tokens.get(at) {
        Some(t) if t.kind == TokenKind::Number => doc.word(at).parse().ok()?,
        Some(t) => match doc.lexicon.numbers.get(&t.word) {
            Some(&n) => n,
            // "a year ago".
            None if doc.is_text(at, "a") && doc.is_text(at + 2, "ago") => 1,
            None => return None,
        },
        None => return None,
    };
    let unit = doc.word(at + 1).to_ascii_lowercase();
    let unit = unit.trim_end_matches('s');
    if !matches!(unit, "day" | "week" | "month" | "year") || !(0..=1000).contains(&number) {
        return None;
    }
    let shift = |from: Date, sign: i64| match unit {
        "day" => add_days(from, sign * number),
        "week" => add_days(from, sign * 7 * number),
        "month" => add_months(from, sign * number),
        _ => add_months(from, sign * 12 * number),
    };
    if doc.is_text(at + 2, "ago") {
        let span = anchor.published.and_then(|p| match unit {
            "year" => DateSpan::year(p.year().saturating_sub(i16::try_from(number).ok()?)),
            "month" => {
                let d = shift(p, -1);
                DateSpan::month(d.year(), d.month())
            }
            _ => Some(DateSpan::day(shift(p, -1))),
        });
        return Some((span, at + 3));
    }
    if within {
        return Some((anchor.published.map(|p| DateSpan::day(shift(p, 1))), at + 2));
    }
    (next && over).then(|| (anchor.published.map(|p| DateSpan::range(p, shift(p, 1))), at + 2))
}
