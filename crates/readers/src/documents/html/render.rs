//! Elements to blocks of text.

use dom_query::NodeRef;

use super::blocks::{Block, Kind};
use super::chrome::Chrome;
use super::line::Line;
use super::{node, table};
use crate::documents::reflow;

/// The text of `roots`, one after the other, without what `chrome` leaves out.
pub(super) fn blocks(roots: &[NodeRef<'_>], chrome: &Chrome) -> Vec<Block> {
    let mut page = Page { chrome, blocks: Vec::new(), line: Line::default(), frames: Vec::new(), lists: 0, tables: 0 };
    // Not by recursion: the tree is as deep as whoever wrote the page liked.
    let mut steps: Vec<Step<'_>> = Vec::new();
    for root in roots {
        page.flush();
        steps.push(Step::Enter(*root));
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) => page.enter(node, &mut steps),
                Step::Leave(end) => page.leave(end),
            }
        }
    }
    page.flush();
    page.blocks
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(End),
}

#[derive(Clone, Copy)]
enum End {
    Inline,
    Link,
    Quote,
    Block,
    Frame,
}

/// Where blocks within do not end the line, or end it differently.
enum Frame {
    Heading,
    /// Number and marks of the list, and the number of its next item when it is ordered.
    List {
        number: usize,
        next: Option<i64>,
    },
    /// What stands before the text of an item: once its mark, then as much space.
    Item {
        number: usize,
        mark: String,
    },
    Table {
        number: usize,
    },
    Row(Vec<String>),
    Cell,
}

struct Page<'c> {
    chrome: &'c Chrome,
    blocks: Vec<Block>,
    line: Line,
    frames: Vec<Frame>,
    lists: usize,
    tables: usize,
}

impl Page<'_> {
    fn enter<'a>(&mut self, node: NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        if node.is_text() {
            self.line.push(&node.text());
            return;
        }
        let Some(name) = node::name(&node) else { return };
        if self.chrome.leaves_out(&node) {
            // Words on both sides of a button are not one word.
            self.line.space();
            return;
        }
        if is_apart(&node, &name) {
            self.line.space_between_words();
        }
        let end = match name.as_str() {
            "br" if self.is_one_line() => return self.line.space(),
            "br" => return self.line.line_break(),
            "hr" => return self.end_block(),
            "wbr" | "img" => return,
            "sup" if is_note(&node) => return,
            "pre" if !self.is_one_line() => return self.preformatted(&node),
            "a" => {
                self.line.open_link();
                End::Link
            }
            "q" => {
                self.line.push("“");
                End::Quote
            }
            name if node::is_heading(name) => {
                self.end_block();
                self.open(Frame::Heading)
            }
            "ul" | "ol" | "menu" | "dir" if !self.is_in_cell() => self.list(&node, name == "ol"),
            "li" => self.item(&node),
            "table" if !self.is_one_line() && table::is_data(&node, self.chrome) => {
                self.end_block();
                self.tables += 1;
                self.open(Frame::Table { number: self.tables })
            }
            "tr" if matches!(self.frames.last(), Some(Frame::Table { .. })) => self.open(Frame::Row(Vec::new())),
            "td" | "th" if matches!(self.frames.last(), Some(Frame::Row(_))) => {
                self.line.clear();
                self.open(Frame::Cell)
            }
            name if node::is_block(name) => {
                self.end_block();
                End::Block
            }
            _ => End::Inline,
        };
        steps.push(Step::Leave(end));
        steps.extend(node.children().into_iter().rev().map(Step::Enter));
    }

    fn leave(&mut self, end: End) {
        match end {
            End::Inline => {}
            End::Link => self.line.close_link(),
            End::Quote => self.line.push_glued("”"),
            End::Block => self.end_block(),
            End::Frame => self.close(),
        }
    }

    fn open(&mut self, frame: Frame) -> End {
        self.frames.push(frame);
        End::Frame
    }

    fn close(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::Cell) => {
                let cell = self.line.take().0;
                self.frames.pop();
                if let Some(Frame::Row(cells)) = self.frames.last_mut() {
                    cells.push(cell);
                }
            }
            Some(Frame::Row(cells)) => {
                let mut cells = std::mem::take(cells);
                self.frames.pop();
                while cells.last().is_some_and(String::is_empty) {
                    cells.pop();
                }
                if let (false, Some(&Frame::Table { number })) = (cells.is_empty(), self.frames.last()) {
                    let text = table::row(&cells);
                    self.blocks.push(Block { kind: Kind::Row(number), text, linked: 0 });
                }
            }
            _ => {
                self.flush();
                self.frames.pop();
            }
        }
    }

    fn list(&mut self, node: &NodeRef<'_>, ordered: bool) -> End {
        self.flush();
        // A list within a list goes on the same way, without an empty line.
        let outer = self.frames.iter().rev().find_map(|f| match f {
            Frame::Item { number, .. } => Some(*number),
            _ => None,
        });
        let number = outer.unwrap_or_else(|| {
            self.lists += 1;
            self.lists
        });
        let start = node::attribute(node, "start").and_then(|s| s.parse().ok()).unwrap_or(1);
        self.open(Frame::List { number, next: ordered.then_some(start) })
    }

    fn item(&mut self, node: &NodeRef<'_>) -> End {
        if self.is_in_cell() {
            self.line.space();
            return End::Block;
        }
        self.flush();
        let depth = self.frames.iter().filter(|f| matches!(f, Frame::List { .. })).count();
        let value = node::attribute(node, "value").and_then(|s| s.parse::<i64>().ok());
        let (number, mark) = match self.frames.last_mut() {
            Some(Frame::List { number, next: Some(next) }) => {
                let this = value.unwrap_or(*next);
                *next = this.saturating_add(1);
                (*number, format!("{this}. "))
            }
            Some(Frame::List { number, next: None }) => (*number, "- ".to_owned()),
            // An item without a list.
            _ => {
                let before = self.blocks.last().map(|b| b.kind);
                self.lists += usize::from(!matches!(before, Some(Kind::Item(_))));
                (self.lists, "- ".to_owned())
            }
        };
        self.open(Frame::Item { number, mark: "  ".repeat(depth.saturating_sub(1)) + &mark })
    }

    /// Lines of `pre` are lines, cut at a width or not.
    fn preformatted(&mut self, node: &NodeRef<'_>) {
        self.flush();
        for text in reflow::paragraphs(&node.text()) {
            self.blocks.push(Block { kind: Kind::Text, text, linked: 0 });
        }
    }

    fn is_in_cell(&self) -> bool {
        self.frames.iter().any(|f| matches!(f, Frame::Cell))
    }

    /// Whether all that comes stands on one line.
    fn is_one_line(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Heading | Frame::Item { .. } | Frame::Cell)) || self.is_in_cell()
    }

    fn end_block(&mut self) {
        if self.is_one_line() {
            self.line.space();
        } else {
            self.flush();
        }
    }

    /// Ends the line and makes it a block.
    fn flush(&mut self) {
        if self.is_in_cell() {
            return self.line.space();
        }
        let (text, linked) = self.line.take();
        for (nth, part) in text.split("\n\n").enumerate() {
            if part.is_empty() {
                continue;
            }
            // Links are counted for the whole; what is cut in two by `<br><br>` is prose.
            let linked = if nth == 0 { linked.min(part.chars().filter(|c| !c.is_whitespace()).count()) } else { 0 };
            let (kind, text) = self.block(part);
            self.blocks.push(Block { kind, text, linked });
        }
    }

    fn block(&mut self, text: &str) -> (Kind, String) {
        if self.frames.iter().any(|f| matches!(f, Frame::Heading))
            && !matches!(self.frames.last(), Some(Frame::Item { .. }))
        {
            return (Kind::Heading, text.to_owned());
        }
        match self.frames.last_mut() {
            Some(Frame::Item { number, mark }) => {
                // Word processors leave a bullet of their own in front.
                let text = text.trim_start_matches(['•', '·', '●', '▪', '◦', '■', '–']).trim_start();
                let line = format!("{mark}{text}");
                *mark = " ".repeat(mark.chars().count());
                (Kind::Item(*number), line)
            }
            _ => (Kind::Text, text.to_owned()),
        }
    }
}

/// The number of a footnote, which is no part of the word before it.
fn is_note(sup: &NodeRef<'_>) -> bool {
    let text = sup.text();
    let text = text.trim().trim_matches(['[', ']', '(', ')']);
    let short = text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit() || c == '*');
    short
        && sup
            .descendants_it()
            .chain(sup.parent())
            .any(|d| d.has_name("a") && node::attribute(&d, "href").is_some_and(|h| h.contains('#')))
}

/// Whether an element stands right behind another of its kind. Pages set a date, a place and a counter so, and leave the
/// space between them to the style sheet.
fn is_apart(element: &NodeRef<'_>, name: &str) -> bool {
    let alike = |n: &str| matches!(n, "a" | "span" | "time" | "label");
    alike(name) && element.prev_sibling().and_then(|s| node::name(&s)).is_some_and(|n| alike(&n))
}
