//! Divides a text into blocks: what is headline, running text, list, quotation, and what is page furniture.
//!
//! Lines are joined to units ([`unit`]); the units above the running text are told apart by their order ([`head`]), the
//! others by their words ([`cues`]) and by what came before them.

mod cues;
mod dateline;
mod head;
mod line;
mod lists;
mod marker;
mod unit;

use rapporteur_lexicon::Layout;
use rapporteur_text::{Block, BlockKind, Span};

use unit::{Unit, units};

/// Blocks of `text` from byte `from`, in order and not overlapping; every span is trimmed and not empty.
///
/// ```
/// use rapporteur_text::BlockKind;
/// let layout = rapporteur_lexicon::Layout::default();
/// let text = "The two sides agreed on three steps, which their experts will prepare:\n- to meet;\n- to write;\n- to rest.";
/// let kinds: Vec<_> = rapporteur_ingest::blocks(text, 0, &layout).iter().map(|b| b.kind).collect();
/// assert_eq!(kinds[0], BlockKind::Paragraph);
/// assert_eq!(kinds[1..], [BlockKind::ListItem; 3]);
/// ```
pub fn blocks(text: &str, from: usize, layout: &Layout) -> Vec<Block> {
    let units = units(text, from, layout);
    let head = head::head(text, &units, layout);
    let depths = lists::items(text, &units, head.len());
    let mut out = Writer { text, layout, blocks: Vec::new() };
    for (i, unit) in units.iter().enumerate().take(head.len()) {
        out.head(unit, head[i], i > 0 && head[i - 1] == head[i]);
    }
    let last_prose = units.iter().rposition(|u| head::is_prose(text, u));
    let mut section = Section::Body;
    let mut datelines_left = 3;
    for (i, unit) in units.iter().enumerate().skip(head.len()) {
        let s = unit.of(text);
        let late = last_prose.is_none_or(|last| i > last);
        section = section.next(text, unit, s, late && i > 0, layout);
        // "Bishkek, January 27, 2023", "Done in Osh, …": place and date under the text, wherever they stand there.
        let under = i + 8 >= units.len() && i > 0;
        if under && (is_signed(text, &units, i, layout) || is_stacked(text, &units, i, head.len(), late, layout)) {
            out.push(BlockKind::Dateline, unit.span, 0);
            continue;
        }
        let kind = match section {
            Section::Tail | Section::Related => BlockKind::Boilerplate,
            _ if cues::is_boilerplate(s, layout) => BlockKind::Boilerplate,
            Section::Contact | Section::Signed => BlockKind::Contact,
            Section::BackgroundHeading => BlockKind::Boilerplate,
            Section::Background => BlockKind::Background,
            Section::Body if cues::background_label(s, layout).is_some() => BlockKind::Background,
            Section::Body if unit.signs.quote => BlockKind::Quote,
            Section::Body if depths[i].is_some() => BlockKind::ListItem,
            Section::Body => BlockKind::Paragraph,
        };
        // "Bishkek, January 27, 2023": place and date under the text.
        let signed =
            late && i > 0 && kind == BlockKind::Paragraph && dateline::is_dateline(text, unit.span, false, layout);
        let takes_dateline = (datelines_left > 0 || signed) && kind == BlockKind::Paragraph;
        // "From:", "Published": lines that say nothing do not end the head of a page.
        datelines_left -= i32::from(takes_dateline && head::is_prose(text, unit));
        if out.body(unit, kind, depths[i].unwrap_or(0), takes_dateline) {
            datelines_left = 0;
        }
    }
    out.blocks
}

/// Whether a unit under the text is nothing but place and date.
fn is_signed(text: &str, units: &[Unit], i: usize, layout: &Layout) -> bool {
    let span = units[i].span;
    dateline::is_signature(text, span, layout) || dateline::is_closing(text, span, layout)
}

/// "New Delhi", and below it "October 09, 2018": place and date of a text on two lines under it.
fn is_stacked(text: &str, units: &[Unit], i: usize, head: usize, late: bool, layout: &Layout) -> bool {
    let town = |k: usize| units[k].marker.is_none() && dateline::is_town(text, units[k].span, layout);
    let day = |k: usize| units.get(k).is_some_and(|u| dateline::is_day(text, u.span, layout));
    (units.len() - i <= 2 || late) && (town(i) && day(i + 1) || day(i) && i > head && town(i - 1))
}

/// Where in the page we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Body,
    BackgroundHeading,
    Background,
    Contact,
    /// One signing line; text may follow it.
    Signed,
    Related,
    Tail,
}

impl Section {
    /// The section that `unit` stands in, after `self`. `late`: no running text comes any more.
    fn next(self, text: &str, unit: &Unit, s: &str, late: bool, layout: &Layout) -> Section {
        let prose = head::is_prose(text, unit) && unit.span.len() >= 160;
        match self {
            Section::Tail => return Section::Tail,
            Section::Related if !prose => {
                return if cues::is_tail(s, layout) { Section::Tail } else { Section::Related };
            }
            _ => {}
        }
        if cues::is_tail(s, layout) && (late || !unit.of(text).ends_with('.')) {
            return Section::Tail;
        }
        if cues::is_related(s, layout) {
            return Section::Related;
        }
        if cues::is_contact(s, layout) {
            return Section::Contact;
        }
        if late && unit.marker.is_none() && cues::is_signoff(s, layout) {
            return Section::Signed;
        }
        if cues::is_background_heading(s, layout) {
            return Section::BackgroundHeading;
        }
        match self {
            Section::BackgroundHeading => Section::Background,
            // Another heading ends the background.
            Section::Background if is_heading(unit, s) => Section::Body,
            Section::Background => Section::Background,
            Section::Contact if !prose => Section::Contact,
            _ => Section::Body,
        }
    }
}

/// A heading inside of a text: by its sign, or in capitals.
fn is_heading(unit: &Unit, s: &str) -> bool {
    unit.signs.heading
        || (unit.marker.is_none()
            && s.len() < 120
            && s.len() > 3
            && !s.contains(char::is_lowercase)
            && s.contains(char::is_alphabetic))
}

/// Collects blocks, trimming what is no text of theirs.
struct Writer<'t> {
    text: &'t str,
    layout: &'t Layout,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn push(&mut self, kind: BlockKind, span: Span, depth: u8) {
        let span = span.trim(self.text);
        if !span.is_empty() {
            self.blocks.push(Block { kind, span, depth });
        }
    }

    fn head(&mut self, unit: &Unit, kind: BlockKind, same_as_above: bool) {
        let span = unit.span;
        match kind {
            // The lines of one title.
            BlockKind::Headline if same_as_above && self.goes_on(unit) => {
                if let Some(last) = self.blocks.last_mut() {
                    last.span.end = span.end;
                }
            }
            BlockKind::Boilerplate => self.furniture(span),
            BlockKind::Headline => match dateline::before_title(self.text, span, self.layout) {
                Some((day, title)) => {
                    self.push(BlockKind::Dateline, day, 0);
                    self.push(BlockKind::Headline, Span::new(title, span.end), 0);
                }
                None => self.push(kind, span, 0),
            },
            _ => self.push(kind, span, 0),
        }
    }

    fn goes_on(&self, unit: &Unit) -> bool {
        !unit.signs.heading && (unit.above == 0 || unit.of(self.text).starts_with(char::is_lowercase))
    }

    /// Page furniture; a byline with a date at its end is a dateline of its own.
    fn furniture(&mut self, span: Span) {
        match dateline::byline(self.text, span, self.layout) {
            Some(byline) => {
                self.push(BlockKind::Boilerplate, Span::new(span.start, byline.start), 0);
                self.push(BlockKind::Dateline, Span::new(byline.start, span.end), 0);
            }
            None => self.push(BlockKind::Boilerplate, span, 0),
        }
    }

    /// Returns whether a dateline was split off.
    fn body(&mut self, unit: &Unit, kind: BlockKind, depth: u8, takes_dateline: bool) -> bool {
        let mut span = unit.span;
        if !kind.is_content() {
            self.push(kind, span, 0);
            return false;
        }
        if kind == BlockKind::Background {
            span.start += cues::background_label(span.of(self.text), self.layout).unwrap_or(0);
        }
        let end = cues::before_end_mark(span.of(self.text), self.layout).map(|length| span.start + length);
        let rest = Span::new(end.unwrap_or(span.end), span.end);
        span.end = rest.start;
        let mut split = false;
        if takes_dateline {
            if dateline::is_dateline(self.text, span, false, self.layout) {
                self.push(BlockKind::Dateline, span, 0);
                return true;
            }
            if let Some((dateline, start)) = dateline::inline(self.text, span, self.layout) {
                self.push(BlockKind::Dateline, dateline, 0);
                span.start = start;
                split = true;
            }
        }
        self.push(kind, span, depth);
        self.push(BlockKind::Boilerplate, rest, 0);
        split
    }
}
