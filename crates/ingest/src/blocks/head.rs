//! What stands above the running text: mastheads, the headline, the dateline.

use rapporteur_lexicon::Layout;
use rapporteur_text::{BlockKind, Span};

use super::cues;
use super::dateline;
use super::unit::{Unit, ends_sentence};

/// The head of a page has no more units than this.
const MAX_HEAD: usize = 14;
/// The first line of a title that goes on below is no longer: "JOINT STATEMENT".
const SHORT_TITLE: usize = 60;
/// A longer line is no title, unless the next paragraph repeats it.
const MAX_TITLE: usize = 220;

/// Number of units above the running text, and what each of them is.
pub(super) fn head(text: &str, units: &[Unit], layout: &Layout) -> Vec<BlockKind> {
    let body = (0..units.len()).find(|&i| is_prose(text, &units[i]) && !announces(text, units, i));
    let limit = body.unwrap_or(units.len()).min(MAX_HEAD);
    let mut kinds: Vec<Option<BlockKind>> = Vec::new();
    let mut seen_title = false;
    for (i, unit) in units.iter().enumerate().take(limit) {
        let s = unit.of(text);
        let kind = if dateline::barred(text, unit.span, layout) {
            Some(BlockKind::Dateline)
        } else if cues::is_boilerplate(s, layout) && !cues::is_release_line(s, layout) {
            Some(BlockKind::Boilerplate)
        } else if dateline::is_dateline(text, unit.span, seen_title, layout)
            || dateline::opens_with_time(text, unit.span, layout)
            || town_below(text, units, i, &kinds, layout)
            || seen_title && !ends_sentence(s) && dateline::opens_with_date(text, unit.span, layout)
        {
            Some(BlockKind::Dateline)
        } else if cues::is_release_line(s, layout) {
            Some(BlockKind::Masthead)
        } else if !s.contains(char::is_alphabetic) {
            // "881-01-05-2021": the number of the paper.
            Some(BlockKind::Boilerplate)
        } else if unit.marker.is_some()
            || unit.signs.quote
            || !may_be_title(text, units, i)
            || cues::is_background_heading(s, layout)
            || (seen_title && opens_list(text, unit))
        {
            break;
        } else {
            // Not decided yet: institution or title.
            seen_title = true;
            None
        };
        kinds.push(kind);
    }
    settle(text, units, kinds, body.is_some(), layout)
}

/// "17 March 2021, 16:40", and below it "Minsk", before the title.
fn town_below(text: &str, units: &[Unit], i: usize, kinds: &[Option<BlockKind>], layout: &Layout) -> bool {
    let dated = kinds.last().is_some_and(|k| *k == Some(BlockKind::Dateline));
    let title = units.get(i + 1).is_some_and(|next| !is_prose(text, next) && may_be_title(text, units, i + 1));
    let s = units[i].of(text);
    let name = cues::is_institution(s, layout) || is_acronym_line(s) || cues::is_release_line(s, layout);
    dated && title && !name && dateline::is_town(text, units[i].span, layout)
}

/// Decides the lines that may be an institution's name or a title.
fn settle(
    text: &str,
    units: &[Unit],
    kinds: Vec<Option<BlockKind>>,
    has_body: bool,
    layout: &Layout,
) -> Vec<BlockKind> {
    let open: Vec<usize> = (0..kinds.len()).filter(|&i| kinds[i].is_none()).collect();
    let institution = |i: usize| {
        let s = units[i].of(text);
        cues::is_institution(s, layout) || (is_acronym_line(s) && i < *open.last().unwrap_or(&0))
    };
    let mut titles: Vec<usize> = open.iter().copied().filter(|&i| !institution(i)).collect();
    // Without running text only the first line can be told to be a title.
    if !has_body {
        titles.truncate(1);
    }
    let furniture = if has_body { above_title(text, units, &titles, kinds.len()) } else { Vec::new() };
    titles.retain(|t| !furniture.contains(t));
    // "Aga Khan Development Network", "PRESS RELEASE", and then what the release says: who publishes stands above.
    let release = (0..kinds.len())
        .rev()
        .find(|&i| kinds[i] == Some(BlockKind::Masthead) && cues::opens_release(units[i].of(text), layout));
    if let Some(release) = release.filter(|r| titles.iter().any(|t| t > r)) {
        titles.retain(|&t| t > release || cues::says(units[t].of(text), layout));
    }
    // Two titles stand close together; what follows a gap after them is a sub-title or a byline all the same.
    let last_title = titles.last().copied();
    let end = if has_body { kinds.len() } else { last_title.map_or(0, |t| t + 1) };
    let mut decided: Vec<BlockKind> = (0..end)
        .map(|i| match kinds[i] {
            Some(kind) => kind,
            None if titles.contains(&i) => BlockKind::Headline,
            None if furniture.contains(&i) => BlockKind::Boilerplate,
            None => BlockKind::Masthead,
        })
        .collect();
    // "THE MINISTRY OF FOREIGN AFFAIRS", and below it "OF THE RUSSIAN FEDERATION".
    for i in 1..decided.len() {
        let goes_on = ["OF ", "of ", "FOR ", "for "].iter().any(|w| units[i].of(text).starts_with(w));
        let above = decided[i - 1] == BlockKind::Masthead && institution(i - 1) && units[i].above == 0;
        if goes_on && above {
            decided[i] = BlockKind::Masthead;
        }
    }
    // "PRESS RELEASE" and, after a gap, "on the outcome of …" are one title.
    for i in 1..decided.len() {
        let above = units[i - 1].of(text);
        let goes_on = units[i].of(text).starts_with(char::is_lowercase) && decided[i] == BlockKind::Headline;
        // "JOINT STATEMENT", and after a gap "of the Presidents of A and B".
        let words = above.contains(char::is_alphabetic) && !institution(i - 1);
        let broken = is_capitals(above) && words && above.len() < SHORT_TITLE && decided[i - 1] != BlockKind::Dateline;
        if goes_on && (broken || cues::is_release_line(above, layout)) {
            decided[i - 1] = BlockKind::Headline;
        }
    }
    decided
}

/// Of several lines that may be titles, those above the one that says what the text says: "News and events", a slogan, an
/// address, rates of exchange.
fn above_title(text: &str, units: &[Unit], titles: &[usize], head: usize) -> Vec<usize> {
    if titles.len() < 2 {
        return Vec::new();
    }
    let body: String =
        units.iter().skip(head).take(BODY).map(|u| rapporteur_text::fold(u.of(text))).collect::<Vec<_>>().join(" ");
    let words: std::collections::HashSet<&str> = body.split(|c: char| !c.is_alphanumeric()).collect();
    let shared = |i: usize| {
        // "News feed / Cooperation": the way to the page.
        if units[i].of(text).contains(" / ") {
            return 0;
        }
        let line = rapporteur_text::fold(units[i].of(text));
        line.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3 && words.contains(w)).count()
    };
    let counts: Vec<usize> = titles.iter().map(|&t| shared(t)).collect();
    let Some(best) = (0..titles.len()).find(|&k| counts[k] >= TITLE_WORDS) else { return Vec::new() };
    titles[..best]
        .iter()
        .zip(&counts)
        .filter(|&(&t, &n)| n * 2 <= counts[best] && !units[t].signs.heading)
        .map(|(&t, _)| t)
        .collect()
}

/// So many units of the text are compared with its title,
const BODY: usize = 3;
/// and a title shares at least so many words with them.
const TITLE_WORDS: usize = 3;

/// Running text, which a title is not.
pub(super) fn is_prose(text: &str, unit: &Unit) -> bool {
    let s = unit.of(text);
    !unit.signs.heading
        && s.len() >= 60
        && (ends_sentence(s) || s.ends_with([':', ';']) || tells(s))
        && s.contains(char::is_lowercase)
}

/// A long line of words in lower case with a finite verb is running text, though its last full stop is lost or stuck to a
/// caption: "The sixth round was held in Osh on 29 November.PHOTO".
fn tells(s: &str) -> bool {
    let words: Vec<&str> = s.split_whitespace().collect();
    let small = words.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
    words.len() >= 18
        && small * 2 > words.len()
        && words.iter().any(|w| matches!(*w, "was" | "were" | "has" | "have" | "will"))
}

/// "A regular meeting of the Committee was held in Osh", alone on its line above a paragraph that says the same: a title that is
/// a sentence, without its full stop.
fn announces(text: &str, units: &[Unit], i: usize) -> bool {
    let unit = &units[i];
    let s = unit.of(text);
    !ends_sentence(s)
        && !s.ends_with([':', ';'])
        && s.len() <= MAX_TITLE
        && unit.below >= 1
        && units.get(i + 1).is_some_and(|next| {
            // A title of two occasions: the second is told further down.
            let end = units.get(i + 3).or(units.get(i + 2)).unwrap_or(next).span.end;
            is_prose(text, next) && repeats(s, Span::new(next.span.start, end).of(text))
        })
}

fn may_be_title(text: &str, units: &[Unit], i: usize) -> bool {
    let unit = &units[i];
    let s = unit.of(text);
    if unit.signs.heading {
        return true;
    }
    if s.ends_with([';', ',']) || (s.ends_with('.') && !cues::ends_in_acronym(s) && !is_capitals(s)) || s.len() > 600 {
        return false;
    }
    s.len() <= MAX_TITLE
        || is_title_case(s) && s.len() <= 2 * MAX_TITLE
        || (unit.lines == 1 && unit.below >= 2)
        // A long title that tells nothing and ends without a full stop.
        || (unit.lines == 1 && unit.below >= 1 && s.len() <= 2 * MAX_TITLE && !ends_sentence(s) && !tells(s) && i + 1 < units.len())
        || units.get(i + 1).is_some_and(|next| repeats(s, next.of(text)))
}

/// "Norway Convenes Ministers from Nine Countries to Discuss the Reform of Harbour Law": hardly a long word in small letters.
fn is_title_case(s: &str) -> bool {
    let long = s.split_whitespace().filter(|w| w.chars().count() > 3 && w.chars().all(char::is_alphabetic));
    let (small, all) =
        long.fold((0, 0), |(small, all), w| (small + usize::from(w.starts_with(char::is_lowercase)), all + 1));
    all >= 8 && small * 10 <= all
}

fn opens_list(text: &str, unit: &Unit) -> bool {
    unit.of(text).trim_end_matches(['*', '_']).ends_with(':')
}

fn is_capitals(s: &str) -> bool {
    !s.contains(char::is_lowercase)
}

/// One word in capitals, as organisations head their papers.
fn is_acronym_line(s: &str) -> bool {
    (2..=14).contains(&s.len()) && s.chars().all(|c| c.is_uppercase() || c == '-' || c == '.')
}

/// Whether most words of a teaser come back in the next paragraph.
fn repeats(teaser: &str, next: &str) -> bool {
    let words: Vec<&str> = teaser.split_whitespace().filter(|w| w.chars().count() > 3).collect();
    let again = words.iter().filter(|w| next.contains(**w)).count();
    words.len() >= 5 && again * 5 >= words.len() * 3
}
