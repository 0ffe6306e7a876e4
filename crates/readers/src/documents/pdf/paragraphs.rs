//! Lines to paragraphs and items of lists.

use super::hyphens::Words;
use super::lines::Line;
use super::markers::{Label, Marked, marked};
use crate::documents::flow::{Flow, Kind};

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Which of all columns of all pages.
    pub(super) number: usize,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// How a document is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The usual distance of lines within a paragraph, as a multiple of the size of the letters.
    pub(super) leading: f64,
    /// The first line of a paragraph stands farther in.
    pub(super) indents: bool,
}

/// Takes lines in reading order.
pub(super) struct Paragraphs<'a> {
    words: &'a Words,
    style: Style,
    open: Option<Open>,
    /// The labels of the items so far, with the distance of their margin; nothing once a paragraph came.
    list: Vec<(f64, Label)>,
}

/// A block that may go on.
struct Open {
    kind: Kind,
    text: String,
    last: Line,
    place: Place,
    /// Where its second line begins; for an item, where its text begins.
    left: Option<f64>,
    /// Where its first line begins.
    first_left: f64,
    /// The distance of its lines.
    gap: Option<f64>,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(words: &'a Words, style: Style) -> Self {
        Paragraphs { words, style, open: None, list: Vec::new() }
    }

    pub(super) fn line(&mut self, line: &Line, place: Place, flow: &mut Flow) {
        if let Some(item) = marked(line).filter(|m| self.begins_item(m, line, place)) {
            self.end(flow);
            self.item(item, line, place);
            return;
        }
        if let Some(open) = self.open.as_mut().filter(|o| o.goes_on(line, place, self.style)) {
            self.words.join(&mut open.text, &line.text());
            if open.place.number == place.number {
                open.gap = Some(open.last.base - line.base);
                open.left = open.left.or(Some(line.left()));
            } else {
                // In another column everything stands elsewhere.
                let moved = place.left - open.place.left;
                open.left = Some(open.left.map_or(line.left(), |left| left + moved));
                open.first_left += moved;
            }
            open.last = line.clone();
            open.place = place;
            return;
        }
        self.end(flow);
        self.list.clear();
        self.open = Some(Open::new(Kind::Paragraph, line.text(), line, place, None));
    }

    /// Ends the open block.
    pub(super) fn end(&mut self, flow: &mut Flow) {
        if let Some(open) = self.open.take() {
            flow.block(open.kind, &open.text);
        }
    }

    /// Whether a label at the start of a line is one, and no word of a sentence that happens to be there.
    fn begins_item(&self, item: &Marked, line: &Line, place: Place) -> bool {
        let Some(open) = &self.open else { return true };
        let known = |is: fn(&Label, &Label) -> bool| self.list.iter().any(|(_, label)| is(label, &item.label));
        let apart = !open.goes_on(line, place, self.style) || open.text.ends_with(['.', ':', ';', ',']);
        match item.label {
            Label::Bullet => true,
            Label::Sign(_) => apart || known(|a, b| a == b),
            Label::Number(1) => apart,
            Label::Number(_) => {
                known(|a, b| matches!((a, b), (Label::Number(a), Label::Number(b)) if a.checked_add(1) == Some(*b)))
                    || apart && self.list.is_empty()
            }
        }
    }

    fn item(&mut self, item: Marked, line: &Line, place: Place) {
        let margin = line.left() - place.left;
        while self.list.last().is_some_and(|(outer, _)| *outer > margin + 4.0) {
            self.list.pop();
        }
        match self.list.last_mut().filter(|(outer, _)| (*outer - margin).abs() <= 4.0) {
            Some(same) => same.1 = item.label,
            None => self.list.push((margin, item.label)),
        }
        let number = if let Label::Number(number) = item.label { Some(number) } else { None };
        let kind = Kind::Item { level: self.list.len() - 1, number };
        self.open = Some(Open::new(kind, item.text, line, place, Some(item.text_left)));
    }
}

impl Open {
    fn new(kind: Kind, text: String, line: &Line, place: Place, left: Option<f64>) -> Self {
        Open { kind, text, last: line.clone(), place, left, first_left: line.left(), gap: None }
    }

    fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item { .. })
    }

    /// Whether a line belongs to this block.
    fn goes_on(&self, line: &Line, place: Place, style: Style) -> bool {
        let size = line.size.max(self.last.size);
        if !line.is_like(&self.last) {
            return false;
        }
        let text = line.text();
        let first = text.chars().find(|c| c.is_alphanumeric());
        let lower = first.is_some_and(char::is_lowercase) && text.starts_with(char::is_alphanumeric);
        let hyphen = self.text.ends_with(['-', '\u{2010}', '\u{ad}']);
        if self.place.number == place.number {
            let gap = self.last.base - line.base;
            let most = self.gap.map_or_else(|| (style.leading * 1.2).max(1.3) * size, |gap| gap * 1.2 + 0.5);
            if gap > most || gap < 0.0 || self.is_indented(line, size) {
                return false;
            }
            return lower || hyphen || !self.ended_early(line);
        }
        if lower || hyphen {
            return true;
        }
        // In another column or on another page the distance tells nothing.
        if !self.ends_sentence() {
            return !self.ended_early(line);
        }
        if style.indents && !self.is_item() {
            return line.left() - place.left < 0.5 * size && !self.ended_early(line);
        }
        // A line that is full to the last point goes on: the last line of a paragraph rarely is.
        self.place.right - self.last.right() < 0.1 * size && !self.is_item()
    }

    /// Whether a line stands farther in or out than those before.
    fn is_indented(&self, line: &Line, size: f64) -> bool {
        let by = line.left() - self.left.unwrap_or(self.first_left);
        if self.is_item() {
            // Text below an item's text is the item's.
            return by.abs() > 1.2 * size;
        }
        let centre = |l: &Line| (l.left() + l.right()) / 2.0;
        let centred = (centre(line) - centre(&self.last)).abs() < 2.0 && by.abs() > 0.9 * size;
        // A first line may stand farther in than the second; no other may.
        let hangs = self.left.is_none() && by < 0.0;
        by.abs() > 0.9 * size && !hangs && !centred
    }

    /// Whether the first word of the next line would have fitted behind the last one: then the writer broke the line.
    fn ended_early(&self, line: &Line) -> bool {
        let slack = self.place.right - self.last.right();
        // A word is up to a fifth wider than the mean of its line; in the midst of a sentence more must be free.
        let free = slack - line.first_word() * 1.2;
        free > if self.ends_sentence() { 0.35 } else { 1.2 } * line.size
    }

    fn ends_sentence(&self) -> bool {
        self.text.trim_end_matches(['”', '"', '»', '’', ')']).ends_with(['.', '?', '!', ':', ';'])
    }
}
