//! Lines joined to units: a paragraph, a list item, a line that stands alone.

use rapporteur_lexicon::Layout;
use rapporteur_text::{Span, folded};

use super::cues;
use super::line::{Line, lines, wrap_width};
use super::marker::{Marker, Signs, Style, marker, opens_with_date, signs};

/// Lines that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// From the first to the last character, without marker and Markdown signs.
    pub(super) span: Span,
    pub(super) marker: Option<Marker>,
    pub(super) signs: Signs,
    pub(super) indent: usize,
    /// Blank lines above and below.
    pub(super) above: usize,
    pub(super) below: usize,
    /// Physical lines.
    pub(super) lines: usize,
}

impl Unit {
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// Marks that end a sentence, maybe before closing quotes and brackets.
pub(super) fn ends_sentence(s: &str) -> bool {
    let s = s.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '_', ' ', '\u{a0}']);
    s.ends_with(['.', '!', '?', '…'])
}

/// The units of `text` from `from`.
pub(super) fn units(text: &str, from: usize, layout: &Layout) -> Vec<Unit> {
    let lines = lines(text, from);
    let width = wrap_width(text, &lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut chunk_start = 0;
    for i in 0..=lines.len() {
        let ends = i == lines.len() || (i > chunk_start && lines[i].blank_above > 0);
        if ends {
            let first = units.len();
            chunk(text, &lines[chunk_start..i], width, layout, &mut units);
            resume(text, first, &mut units);
            chunk_start = i;
        }
    }
    for i in 0..units.len() {
        units[i].span = plain(text, &units[i]);
        units[i].below = units.get(i + 1).map_or(usize::from(u8::MAX), |next| next.above);
    }
    units
}

/// Joins unit `i` to the one above it when a sentence runs over the blank line between them, as preambles do:
/// "The Ministers,\n\nguided by the Treaty,\n\nhave agreed as follows:".
fn resume(text: &str, i: usize, units: &mut Vec<Unit>) {
    let Some([above, here]) = i.checked_sub(1).and_then(|p| units.get(p..=i)) else { return };
    let plain = |u: &Unit| u.marker.is_none() && !u.signs.heading && !u.signs.quote && !u.signs.emphasis;
    let first = |u: &Unit| u.of(text).split_whitespace().next().unwrap_or("").trim_end_matches(',').to_lowercase();
    let participle = |w: &str| w.ends_with("ing") || w.ends_with("ed");
    let word = first(here);
    // "…, guided by", "…, having held", "have stated"; behind participles also "the Heads of State declare".
    let preamble = participle(&word) || matches!(&*word, "have" | "has" | "hereby") || participle(&first(above));
    let listed = i > 1 && units[i - 2].of(text).ends_with(':');
    let joins = plain(above) && plain(here) && above.of(text).ends_with(',') && begins_lower(here.of(text));
    if joins && preamble && !listed {
        let below = units.remove(i);
        units[i - 1].span.end = below.span.end;
        units[i - 1].lines += below.lines;
    }
}

/// A unit's span without closing Markdown signs.
fn plain(text: &str, unit: &Unit) -> Span {
    let s = unit.of(text).trim_end_matches(['\\', ' ']);
    let opened = unit.signs.emphasis || unit.signs.heading;
    let inner = s.trim_end_matches(['*', '_', '#', ' ']);
    let closed = opened && inner.len() < s.len() && !inner.contains(['*', '_']) && !inner.is_empty();
    Span::new(unit.span.start, unit.span.start + if closed { inner.len() } else { s.len() })
}

/// Joins the lines of one chunk (no blank line inside).
fn chunk(text: &str, lines: &[Line], width: Option<usize>, layout: &Layout, units: &mut Vec<Unit>) {
    let width = width.or_else(|| local_width(text, lines));
    let alone = width.is_some_and(|w| is_line_list(text, lines, w, layout));
    let first = units.len();
    let mut alone_above = false;
    for (i, line) in lines.iter().enumerate() {
        let s = line.span.of(text);
        let previous = i.checked_sub(1).map(|p| &lines[p]);
        let before = previous.map(|p| p.span.of(text));
        let furniture = cues::is_furniture(s, layout) && !(width.is_some() && breaks_off(before) && cues::is_link(s));
        let mark =
            marker(s).filter(|m| !furniture && !opens_with_date(s, layout) && accept(m, before, line, units.last()));
        let goes_on = match (previous, units[first..].last()) {
            (Some(previous), Some(unit)) if mark.is_none() => {
                !alone_above
                    && !furniture
                    && (cues::is_link(s) || continues(text, previous, line, unit, width, alone, layout))
            }
            _ => false,
        };
        match units.last_mut() {
            Some(unit) if goes_on => {
                unit.span.end = line.span.end;
                unit.lines += 1;
            }
            _ => units.push(start(text, line, mark)),
        }
        alone_above = furniture;
    }
}

/// Whether the sentence goes on after `before`: a link alone on the next line is part of it.
fn breaks_off(before: Option<&str>) -> bool {
    before.is_some_and(|b| !b.ends_with([':', '.', '!', '?', ';']))
}

fn start(text: &str, line: &Line, mark: Option<Marker>) -> Unit {
    let skip = mark.map_or(0, |m| m.length);
    let from = line.span.start + skip;
    let signs = signs(Span::new(from, line.span.end).of(text));
    Unit {
        span: Span::new(from + signs.length, line.span.end),
        marker: mark,
        signs,
        indent: line.indent,
        above: line.blank_above,
        below: 0,
        lines: 1,
    }
}

/// Whether a marker that is not at the beginning of a chunk is one: "resolution No.\n12. The" is not.
fn accept(mark: &Marker, before: Option<&str>, line: &Line, unit: Option<&Unit>) -> bool {
    let Some(before) = before else { return true };
    let last = unit.and_then(|u| u.marker);
    match mark.style {
        Style::Bullet(sign) => {
            !matches!(sign, '-' | '–' | '—' | '*' | '−' | '+')
                || last.is_some_and(|l| l.style == mark.style)
                || line.indent >= 2
                || before.ends_with([':', ';', ',', '.'])
                || line_is_short(before)
        }
        Style::Number(_) | Style::Letter(_) => {
            // "(i) …; and", "(ii) …": the first small Roman figure is a letter too.
            let roman = |l: Marker| l.ordinal == 9 && mark.ordinal == 2 && matches!(l.style, Style::Letter(_));
            last.is_some_and(|l| l.style == mark.style && (l.ordinal + 1 == mark.ordinal || roman(l)))
                || (mark.ordinal == 1
                    && (before.ends_with([':', ';', '.', ',']) || line.indent >= 2 || line_is_short(before)))
                || (line.indent >= 2 && unit.is_some_and(|u| u.indent < line.indent))
                || before.ends_with([':', ';'])
        }
    }
}

fn line_is_short(s: &str) -> bool {
    s.chars().count() < 40
}

/// In a text with one line per paragraph, a chunk may be wrapped all the same: some of its lines begin in lower case.
fn local_width(text: &str, lines: &[Line]) -> Option<usize> {
    let wrapped = lines.iter().skip(1).filter(|l| begins_lower(l.span.of(text))).count();
    let rights: Vec<usize> = lines.iter().take(lines.len().saturating_sub(1)).map(|l| l.right(text)).collect();
    let widest = rights.iter().copied().max()?;
    (wrapped > 0 && lines.len() > 2 && widest <= 130 && rights.iter().all(|&r| r * 3 > widest * 2)).then_some(widest)
}

/// Lines that each say one thing: each begins with a capital and most end well before the margin.
fn is_line_list(text: &str, lines: &[Line], width: usize, layout: &Layout) -> bool {
    // "Norway – Per Hals, Director;", line by line: the semicolons tell, however long the lines are.
    let (closed, last) = lines.split_at(lines.len().saturating_sub(1));
    let capital = |line: &Line| line.span.of(text).starts_with(char::is_uppercase);
    let semicolon = |line: &Line| line.span.of(text).ends_with(';');
    if closed.len() >= 2 && closed.iter().all(semicolon) && (last.iter().all(capital) || closed.len() >= 3) {
        return true;
    }
    let mut short = 0;
    for (i, line) in lines.iter().enumerate() {
        let s = line.span.of(text);
        if i > 0 && (begins_lower(s) || hangs(lines[i - 1].span.of(text), layout)) {
            return false;
        }
        if ends_sentence(s) && s.split_whitespace().count() > 12 {
            return false;
        }
        let next = lines.get(i + 1).map_or("", |l| l.span.of(text));
        short += usize::from(fits(line, next, width, text));
    }
    lines.len() >= 3 && short * 2 >= lines.len()
}

fn begins_lower(s: &str) -> bool {
    s.trim_start_matches(['"', '“', '(', '‘', '«', '*', '[']).starts_with(char::is_lowercase)
}

/// Whether a line breaks off inside a phrase.
fn hangs(s: &str, layout: &Layout) -> bool {
    let last = s.rsplit([' ', '\u{a0}']).next().unwrap_or("");
    s.ends_with([',', '-', '–', '(', '/', '&']) || cues::has(&layout.continuation_words, &folded(last))
}

/// Whether the first word of the next line would have fitted on this one, with room to spare.
fn fits(line: &Line, next: &str, width: usize, text: &str) -> bool {
    let word = next.split(' ').next().map_or(0, |w| w.chars().count());
    line.right(text) + 1 + word + width / 12 <= width
}

fn is_capitals(s: &str) -> bool {
    s.chars().any(char::is_uppercase) && !s.chars().any(char::is_lowercase)
}

fn continues(
    text: &str,
    previous: &Line,
    line: &Line,
    unit: &Unit,
    width: Option<usize>,
    alone: bool,
    layout: &Layout,
) -> bool {
    let (before, s) = (previous.span.of(text), line.span.of(text));
    let here = signs(s);
    if here.heading || unit.signs.heading {
        return false;
    }
    if here.quote {
        return unit.signs.quote;
    }
    // A bold line of its own is a heading.
    if unit.signs.emphasis && unit.lines == 1 && before.ends_with("**") && previous.hard_break {
        return false;
    }
    let stops = before.ends_with(['.', '!', '?', ':', ';']) || ends_sentence(before);
    if hangs(before, layout) && !(alone || width.is_none() && before.ends_with([',', '-', '–'])) {
        return true;
    }
    if begins_lower(s) {
        return !(stops && (width.is_none() || alone && before.ends_with(';')));
    }
    // Centred lines in capitals are one title.
    if is_capitals(before) && is_capitals(s) && previous.indent >= 4 && line.indent >= 4 && width.is_some() {
        return true;
    }
    if is_capitals(before) != is_capitals(s)
        && before.chars().count() > 3
        && fits(previous, s, width.unwrap_or(0), text)
    {
        return false;
    }
    let Some(width) = width else { return false };
    let hanging = unit.marker.is_some() && line.indent > unit.indent;
    if alone {
        // An item's second line is set under its text, not under its marker.
        return hanging && !stops;
    }
    if unit.marker.is_none() && stops && line.indent >= previous.indent + 2 {
        return false;
    }
    if hanging {
        return true;
    }
    let broken =
        fits(previous, s, width, text) && (stops || previous.hard_break || previous.right(text) * 4 < width * 3);
    !broken
}
