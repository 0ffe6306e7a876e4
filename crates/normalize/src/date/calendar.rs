//! Dates that name a day, month or year: "17–19 February 2020", "June 26", "23.05.2019", "in 2011-2012".

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_schema::{Date, DateSpan, add_days};
use rapporteur_text::TokenKind;

use super::season::season;
use super::{Anchor, DateBasisKind, DateMention, future, year_at};
use crate::document::Annotated;

/// Day and month, perhaps with a year.
#[derive(Clone, Copy, Debug)]
struct DayMonth {
    day: i8,
    month: i8,
    year: Option<i16>,
    end: usize,
}

pub(super) fn parse(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<DateMention> {
    let explicit = |end: usize, span: DateSpan| DateMention {
        tokens: i..end,
        span: Some(span),
        basis: DateBasisKind::Explicit,
        is_period: false,
        from_event: None,
    };
    if let Some((date, end)) = numeric(doc, i) {
        return Some(explicit(end, DateSpan::day(date)));
    }
    // "the week of March 14": from that day on.
    if doc.is_text(i, "week")
        && doc.is_text(i + 1, "of")
        && let Some(day) = day_month(doc, i + 2, anchor)
        && let Some(first) = resolve(doc, i + 2, &day, anchor)
    {
        return Some(explicit(day.end, DateSpan::range(first, add_days(first, 6))));
    }
    // "from 17 to 22 February", "between 5 and 7 May", "from May 2 through May 6".
    if (doc.is_text(i, "from") || doc.is_text(i, "between"))
        && let Some((span, end)) = from_to(doc, i + 1, limit, anchor)
    {
        return Some(explicit(end, span));
    }
    if let Some((span, end)) = part_of_year(doc, i, limit) {
        return Some(explicit(end, span));
    }
    if let Some((span, end)) = days(doc, i, limit, anchor) {
        return Some(explicit(end, span));
    }
    if let Some((span, end)) = season(doc, i, limit, anchor) {
        return Some(explicit(end, span));
    }
    if let Some((span, end)) = month(doc, i, limit, anchor) {
        return Some(explicit(end, span));
    }
    years(doc, i, limit).map(|(span, end)| explicit(end, span))
}

/// A day of the month in figures: "27", "27th", "1st".
pub(super) fn day_at(doc: &Annotated<'_>, i: usize) -> Option<i8> {
    let token = doc.tokens.get(i)?;
    if token.kind != TokenKind::Number {
        return None;
    }
    let word = doc.word(i);
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = &word[digits.len()..];
    if digits.len() > 2 || !matches!(rest.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}

pub(super) fn month_at(doc: &Annotated<'_>, i: usize) -> Option<(i8, usize)> {
    let token = doc.tokens.get(i)?;
    let month = *doc.lexicon.months.get(&token.word)?;
    // "may" and "march" in lower case are verbs, "Jan Novak" is a person.
    if !token.capital || crate::name::short_month_before_name(doc, i) {
        return None;
    }
    let dotted = doc.is_text(i + 1, ".") && doc.tokens[i + 1].glued && doc.word(i).len() <= 4;
    Some((month, if dotted { i + 2 } else { i + 1 }))
}

/// A year after a date: "2020", ", 2020", "of this year", "this year", "of the current year", "last year".
pub(super) fn year_after(doc: &Annotated<'_>, end: usize, anchor: &Anchor) -> Option<(i16, usize)> {
    let mut at = end;
    if doc.is_text(at, ",") && year_at(doc, at + 1).is_some() {
        at += 1;
    }
    if doc.is_text(at, "(") && year_at(doc, at + 1).is_some() && doc.is_text(at + 2, ")") {
        return year_at(doc, at + 1).map(|y| (y, at + 3));
    }
    if let Some(year) = year_at(doc, at) {
        return Some((year, at + 1));
    }
    if doc.is_text(at, "of") {
        at += 1;
        if let Some(year) = year_at(doc, at) {
            return Some((year, at + 1));
        }
    }
    // "in June, this year".
    if doc.is_text(at, ",") && year_words(doc, at + 1).is_some() {
        at += 1;
    }
    let shift = year_words(doc, at)?;
    let current = anchor.year?;
    Some((current.saturating_add(shift.0), shift.1))
}

/// "this year", "the current year", "last year", "next year": how many years from now, and where it ends.
pub(super) fn year_words(doc: &Annotated<'_>, at: usize) -> Option<(i16, usize)> {
    let at = if doc.is_text(at, "the") { at + 1 } else { at };
    if !doc.is_text(at + 1, "year") {
        return None;
    }
    let shift = match doc.word(at).to_ascii_lowercase().as_str() {
        "this" | "current" | "same" => 0,
        "last" | "previous" | "past" => -1,
        "next" | "coming" | "following" => 1,
        _ => return None,
    };
    Some((shift, at + 2))
}

fn day_month(doc: &Annotated<'_>, i: usize, anchor: &Anchor) -> Option<DayMonth> {
    if let Some(day) = day_at(doc, i) {
        // "12 March", "12th of March", "12th day of March".
        // "8. May 2019": figures with a dot are ordinals in Central and Northern Europe.
        let dot = doc.is_text(i + 1, ".") && doc.tokens[i + 1].glued && doc.word(i).bytes().all(|b| b.is_ascii_digit());
        let dot = dot && month_at(doc, i + 2).is_some_and(|(_, end)| year_at(doc, end).is_some());
        let at = if dot || doc.is_text(i + 1, "day") { i + 2 } else { i + 1 };
        let at = if doc.is_text(at, "of") { at + 1 } else { at };
        let (month, end) = month_at(doc, at)?;
        let (year, end) = year_after(doc, end, anchor).map_or((None, end), |(y, e)| (Some(y), e));
        return Some(DayMonth { day, month, year, end });
    }
    let (month, at) = month_at(doc, i)?;
    let day = day_at(doc, at)?;
    let (year, end) = year_after(doc, at + 1, anchor).map_or((None, at + 1), |(y, e)| (Some(y), e));
    Some(DayMonth { day, month, year, end })
}

fn is_dash(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| t.word == WordId::JOINER)
}

/// The year of a day without one: by publication and the tense of the clause.
fn year_for(doc: &Annotated<'_>, i: usize, month: i8, day: i8, anchor: &Anchor) -> Option<i16> {
    let start = doc.sentence_start(i);
    match anchor.published {
        Some(published) => {
            let this = Date::new(published.year(), month, day).ok()?;
            let ahead = future(doc, i, start);
            if ahead && this < published {
                // A passed day with a future verb is next year's, unless only just passed.
                return Some(if add_days(this, 14) >= published { published.year() } else { published.year() + 1 });
            }
            if !ahead && add_days(this, -45) > published {
                return Some(published.year() - 1);
            }
            Some(published.year())
        }
        None => anchor.year,
    }
}

fn resolve(doc: &Annotated<'_>, i: usize, d: &DayMonth, anchor: &Anchor) -> Option<Date> {
    let year = d.year.or_else(|| year_for(doc, i, d.month, d.day, anchor))?;
    Date::new(year, d.month, d.day).ok()
}

/// One day or several: "15 April 2020", "15–16 June", "20 and 21 May 2020", "June 15-16, 2017", "February 27 – March 1".
fn days(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<(DateSpan, usize)> {
    // Two days before one month.
    if let Some(first) = day_at(doc, i) {
        let joined = is_dash(doc, i + 1)
            || doc.is_text(i + 1, "and")
            || doc.is_text(i + 1, "to")
            || doc.is_text(i + 1, ",")
            || doc.is_text(i + 1, "through");
        if joined
            && let Some(mut last) = day_month(doc, i + 2, anchor)
            && doc.tokens[i + 2].kind == TokenKind::Number
        {
            // "14, 15 and 16 May" is caught by its last pair; a comma alone is no range of its own.
            if doc.is_text(i + 1, ",") && !doc.is_text(i + 3, "and") {
                return None;
            }
            let end_date = resolve(doc, i, &last, anchor)?;
            last.day = first;
            let start = Date::new(end_date.year(), last.month, first).ok()?;
            return Some((DateSpan::range(start, end_date), last.end));
        }
    }
    let one = day_month(doc, i, anchor)?;
    if one.end > limit {
        return None;
    }
    // A second day after it: "June 15-16", "June 15 and 16", "27 February – 1 March".
    let joiner = one.end;
    let joined = is_dash(doc, joiner)
        || doc.is_text(joiner, "and")
        || doc.is_text(joiner, "to")
        || doc.is_text(joiner, "through");
    if joined && one.year.is_none() {
        if let Some(second) = day_month(doc, joiner + 1, anchor) {
            let end_date = resolve(doc, i, &second, anchor)?;
            let first_year = if one.month > second.month { end_date.year() - 1 } else { end_date.year() };
            let start = Date::new(first_year, one.month, one.day).ok()?;
            if doc.is_text(joiner, "and") && one.month != second.month {
                return Some((DateSpan::day(start), one.end));
            }
            return Some((DateSpan::range(start, end_date), second.end));
        }
        if doc.tokens[i].kind == TokenKind::Word
            && let Some(day) = day_at(doc, joiner + 1)
        {
            let (year, end) = year_after(doc, joiner + 2, anchor).map_or((None, joiner + 2), |(y, e)| (Some(y), e));
            let second = DayMonth { day, month: one.month, year, end };
            let end_date = resolve(doc, i, &second, anchor)?;
            let start = Date::new(end_date.year(), one.month, one.day).ok()?;
            return Some((DateSpan::range(start, end_date), end));
        }
    }
    let date = resolve(doc, i, &one, anchor)?;
    Some((DateSpan::day(date), one.end))
}

/// "17 to 22 February 2020", "October 9 to 13 of the current year", "May 2014 to June 2015", "2011 to 2013".
fn from_to(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<(DateSpan, usize)> {
    if let Some((span, end)) = days(doc, i, limit, anchor).filter(|(s, _)| s.start != s.end) {
        return Some((span, end));
    }
    let (first, end) =
        days(doc, i, limit, anchor).or_else(|| month(doc, i, limit, anchor)).or_else(|| years(doc, i, limit))?;
    if !(doc.is_text(end, "to") || doc.is_text(end, "and") || doc.is_text(end, "through") || doc.is_text(end, "until"))
    {
        return None;
    }
    let (second, end) = days(doc, end + 1, limit, anchor)
        .or_else(|| month(doc, end + 1, limit, anchor))
        .or_else(|| years(doc, end + 1, limit))?;
    (first.start <= second.end).then(|| (first.through(&second), end))
}

/// "23.05.2019", "2019-05-23", "2019/05/23", "23/05/2019", "23. 5. 2019".
///
/// Where both figures could be the month, the day comes first, as nearly everywhere; an American publisher writes the
/// month first.
fn numeric(doc: &Annotated<'_>, i: usize) -> Option<(Date, usize)> {
    let token = doc.tokens.get(i)?;
    if token.kind != TokenKind::Number {
        return None;
    }
    let word = doc.word(i);
    let parts: Vec<&str> = word.split('.').collect();
    if let [one, m, two] = parts.as_slice()
        && let Some((d, y)) = [(one, two), (two, one)].into_iter().find(|(_, y)| y.len() == 4)
    {
        return Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok().map(|date| (date, i + 1));
    }
    let sign = doc.tokens.get(i + 1).filter(|t| t.glued).map(|_| doc.word(i + 1))?;
    // "11/07-2014 17:42", as some agencies write.
    if sign == "/" && i + 4 < doc.tokens.len() && doc.is_text(i + 3, "-") && doc.tokens[i + 4].glued {
        let (day, month): (i8, i8) = (word.parse().ok()?, doc.word(i + 2).parse().ok()?);
        let year = year_at(doc, i + 4)?;
        return Date::new(year, month, day).ok().map(|date| (date, i + 5));
    }
    if !matches!(sign, "/" | "." | "-" | "–" | "—" | "‐" | "‑") || i + 4 >= doc.tokens.len() || doc.word(i + 3) != sign
    {
        return None;
    }
    let close = sign == "." || doc.tokens[i + 2..=i + 4].iter().all(|t| t.glued);
    if let Some(year) = year_at(doc, i + 4).filter(|_| close && matches!(sign, "/" | "." | "-" | "‑")) {
        let (one, two): (i8, i8) = (word.parse().ok()?, doc.word(i + 2).parse().ok()?);
        let american = doc.facts.country.as_deref().is_some_and(|c| {
            doc.lexicon.layout.month_first_countries.iter().any(|known| known.eq_ignore_ascii_case(c))
        });
        let (day, month) = if two > 12 || american && one <= 12 { (two, one) } else { (one, two) };
        return Date::new(year, month, day).ok().map(|date| (date, i + 5));
    }
    // "14/03/17 10:42": a year of two figures, where a clock time tells that it is a day.
    let clock = doc.is_text(i + 6, ":") && doc.tokens.get(i + 7).is_some_and(|t| t.kind == TokenKind::Number);
    if sign == "/" && close && clock && doc.word(i + 4).len() == 2 {
        let (day, month): (i8, i8) = (word.parse().ok()?, doc.word(i + 2).parse().ok()?);
        let year: i16 = doc.word(i + 4).parse().ok()?;
        return Date::new(2000 + year, month, day).ok().map(|date| (date, i + 5));
    }
    let year = year_at(doc, i)?;
    if sign != "." {
        let month = doc.word(i + 2).parse().ok()?;
        let day = doc.word(i + 4).parse().ok()?;
        return Date::new(year, month, day).ok().map(|date| (date, i + 5));
    }
    None
}

/// "May 2002", "December (2020)", "in April": a month without a day.
pub(super) fn month(doc: &Annotated<'_>, i: usize, limit: usize, anchor: &Anchor) -> Option<(DateSpan, usize)> {
    let (month, end) = month_at(doc, i)?;
    if end > limit {
        return None;
    }
    if let Some((year, end)) = year_after(doc, end, anchor) {
        return DateSpan::month(year, month).map(|s| (s, end));
    }
    // A bare month needs a word that makes it one: "in March", "since May", "last April".
    let before = i.checked_sub(1)?;
    let introduced = doc.is(before, WordClass::Preposition)
        // "his July trip to Oslo".
        || ["his", "her", "its", "their"].iter().any(|w| doc.is_text(before, w))
        || ["last", "next", "this", "early", "late", "mid", "the"].iter().any(|w| doc.is_text(before, w))
        || doc.tokens[before].word == WordId::JOINER;
    if !introduced
        || doc.is_text(before, "with")
        || doc.is_text(before, "of")
            && !["end", "half", "beginning", "middle", "start", "period", "days", "decade"]
                .iter()
                .any(|w| doc.is_text(before.saturating_sub(1), w))
    {
        return None;
    }
    let start = doc.sentence_start(i);
    let year = match anchor.published {
        Some(p) => {
            let ahead = doc.is_text(before, "next") || (!doc.is_text(before, "last") && future(doc, i, start));
            if ahead && month < p.month() {
                p.year() + 1
            } else if !ahead && month > p.month() {
                p.year() - 1
            } else {
                p.year()
            }
        }
        None => anchor.year?,
    };
    DateSpan::month(year, month).map(|s| (s, end))
}

/// "mid-2023", "early 2024", "end-2022": the year, or its last day.
fn part_of_year(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<(DateSpan, usize)> {
    let end = doc.is_text(i, "end");
    if !end && !["early", "mid", "late"].iter().any(|w| doc.is_text(i, w)) {
        return None;
    }
    let joined = doc.tokens.get(i + 1).is_some_and(|t| t.word == WordId::JOINER);
    let at = i + 1 + usize::from(joined);
    let year = year_at(doc, at).filter(|_| at < limit)?;
    let span = if end { Date::new(year, 12, 31).ok().map(DateSpan::day) } else { DateSpan::year(year) };
    span.map(|span| (span, at + 1))
}

/// "in 2014", "2011-2012", "2016–2019", "since 2010".
fn years(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<(DateSpan, usize)> {
    let first = year_at(doc, i)?;
    if i > 0 && doc.tokens[i].glued && !matches!(doc.word(i - 1), "(" | "–" | "—") {
        return None;
    }
    if is_dash(doc, i + 1)
        && i + 2 < limit
        && let Some(last) = year_at(doc, i + 2).filter(|l| *l > first)
    {
        return DateSpan::years(first, last).map(|s| (s, i + 3));
    }
    let before = i.checked_sub(1)?;
    let fits = doc.is(before, WordClass::Preposition)
        || matches!(doc.word(before), "(" | "," | "and" | "years" | "year" | "early" | "late" | "mid" | "–")
        || doc.is(before, WordClass::InstrumentNoun);
    let unit = doc
        .tokens
        .get(i + 1)
        .is_some_and(|t| t.kind == TokenKind::Word && doc.is(i + 1, WordClass::GroupHead) && !t.capital);
    (fits && !unit).then(|| DateSpan::year(first).map(|s| (s, i + 1))).flatten()
}
