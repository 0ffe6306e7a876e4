//! One line of text as it grows: white space becomes single spaces, inline elements are glued as browsers glue them.

/// A line, with line breaks that may turn out to be white space or the end of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    space: bool,
    word_may_end: bool,
    breaks: usize,
    linked: usize,
    links: usize,
}

impl Line {
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else if !is_invisible(c) && !c.is_control() {
                let ends = |last: char| last.is_lowercase() || last.is_numeric();
                if std::mem::take(&mut self.word_may_end) && c.is_uppercase() && self.text.ends_with(ends) {
                    self.space = true;
                }
                self.settle(c);
                self.text.push(c);
                self.linked += usize::from(self.links > 0);
            }
        }
    }

    /// The same, without space before it.
    pub(super) fn push_glued(&mut self, text: &str) {
        let space = std::mem::take(&mut self.space);
        self.push(text);
        self.space = space;
    }

    /// White space at the next character.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// White space where a capital letter follows a small one or a digit.
    pub(super) fn space_between_words(&mut self) {
        self.word_may_end = true;
    }

    pub(super) fn line_break(&mut self) {
        self.breaks += 1;
    }

    pub(super) fn open_link(&mut self) {
        self.links += 1;
    }

    pub(super) fn close_link(&mut self) {
        self.links = self.links.saturating_sub(1);
    }

    pub(super) fn clear(&mut self) {
        let links = self.links;
        *self = Line { links, ..Line::default() };
    }

    /// Ends the line: its text, with `\n` for a break and `\n\n` between paragraphs, and how many characters are links.
    pub(super) fn take(&mut self) -> (String, usize) {
        let taken = (std::mem::take(&mut self.text), self.linked);
        self.clear();
        taken
    }

    /// White space and breaks before `next`.
    fn settle(&mut self, next: char) {
        let (space, breaks) = (std::mem::take(&mut self.space), std::mem::take(&mut self.breaks));
        if self.text.is_empty() {
            return;
        }
        match breaks {
            0 if space => self.text.push(' '),
            0 => {}
            // Editors break lines within sentences to fit a width that is long gone.
            1 if next.is_lowercase() && !self.text.ends_with(['.', ':', ';', '!', '?']) => self.text.push(' '),
            1 => self.text.push('\n'),
            _ => self.text.push_str("\n\n"),
        }
    }
}

/// Characters that split words for the eye only, or not at all.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
