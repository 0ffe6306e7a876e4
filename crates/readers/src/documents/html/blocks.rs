//! Lines of text, and how they are put together.

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading,
    Text,
    /// An item of the list with this number.
    Item(usize),
    /// A row of the table with this number.
    Row(usize),
}

/// A heading, a paragraph, an item of a list or a row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// How many of its characters are in links, white space not counted.
    pub(crate) linked: usize,
}

impl Block {
    /// Characters, white space not counted.
    pub(crate) fn length(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    /// At least `tenths` tenths of it are links.
    fn is_linked(&self, tenths: usize) -> bool {
        // The mark of an item is no part of its link.
        let mark = if matches!(self.kind, Kind::Item(_)) { 1 } else { 0 };
        self.linked > 0 && self.linked * 10 >= self.length().saturating_sub(mark) * tenths
    }

    /// The headline of another page.
    pub(super) fn is_teaser(&self) -> bool {
        self.kind == Kind::Heading && self.is_linked(8)
    }

    /// A sentence or more, not a link, a caption or a label.
    pub(crate) fn is_prose(&self) -> bool {
        let length = self.length();
        let ended = self.text.ends_with(['.', '!', '?', ':', ';', '"', '”', '»', '…', ')', '。', '’']);
        (length >= 65 && ended || length >= 120) && self.linked * 10 < length * 3
    }
}

/// Characters of prose, of all, and of links, in `blocks`.
pub(super) fn measure(blocks: &[Block]) -> (usize, usize, usize) {
    blocks.iter().fold((0, 0, 0), |(prose, all, linked), block| {
        let length = block.length();
        (prose + if block.is_prose() { length } else { 0 }, all + length, linked + block.linked)
    })
}

/// Blocks as text: an empty line between them, none between the items of one list and the rows of one table.
pub(crate) fn join(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<Kind> = None;
    for block in blocks.iter().filter(|b| !b.text.trim().is_empty()) {
        if let Some(before) = before {
            let together = before == block.kind && matches!(before, Kind::Item(_) | Kind::Row(_));
            text.push_str(if together { "\n" } else { "\n\n" });
        }
        text.push_str(&block.text);
        before = Some(block.kind);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Drops links around the text: the way to the page above it, further news below it, and words that are buttons. Pages
/// laid out by tables have no other sign of them.
pub(super) fn trim(blocks: &mut Vec<Block>) {
    blocks.retain(|b| !is_button(b));
    let Some(first) = blocks.iter().position(Block::is_prose) else { return };
    let mut at = 0;
    blocks.retain(|b| {
        at += 1;
        at > first || b.kind == Kind::Heading || !b.is_linked(5)
    });
    cut_teasers(blocks);
    while let Some(last) = blocks.last() {
        let led_in = last_but_list(blocks).is_some_and(|b| b.text.ends_with(':'));
        let heads = last.kind == Kind::Heading && blocks.len() > first + 1;
        if !heads && (!last.is_linked(9) || led_in) {
            break;
        }
        blocks.pop();
    }
    // What heads nothing, or headed those links.
    while blocks.len() > 1 && blocks.last().is_some_and(|b| b.kind == Kind::Heading) {
        blocks.pop();
    }
}

/// Drops the headlines of other pages below the text, with a line or two under each.
fn cut_teasers(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.iter().position(Block::is_prose) else { return };
    let Some(teaser) = blocks.iter().skip(first).position(Block::is_teaser).map(|at| first + at) else { return };
    let teasers = blocks[teaser..].iter().filter(|b| b.is_teaser()).count();
    let rest = blocks.len() - teaser;
    // Where more follows, the text goes on, and its headings are links to themselves.
    if rest <= teasers * 4 && blocks[teaser..].iter().filter(|b| b.is_prose()).count() <= teasers {
        blocks.truncate(teaser);
    }
}

/// The last block that is no item of a list.
fn last_but_list(blocks: &[Block]) -> Option<&Block> {
    blocks.iter().rev().find(|b| !matches!(b.kind, Kind::Item(_)))
}

fn is_button(block: &Block) -> bool {
    const BUTTONS: &[&str] = &[
        "back",
        "back to list",
        "back to top",
        "copy link",
        "download",
        "download pdf",
        "e-mail",
        "email",
        "facebook",
        "follow us",
        "go back",
        "home",
        "learn more",
        "linkedin",
        "next",
        "post",
        "previous",
        "previous next",
        "print",
        "print page",
        "print this page",
        "print version",
        "printable version",
        "printer-friendly version",
        "read more",
        "send",
        "send to a friend",
        "share",
        "share on facebook",
        "share on twitter",
        "share this",
        "share this page",
        "share:",
        "skip to content",
        "skip to main content",
        "telegram",
        "to top",
        "top",
        "top of page",
        "tweet",
        "twitter",
        "whatsapp",
        "x",
        "adjust font size:",
        "imprimer",
        "partager",
        "haut de page",
        "lire la suite",
        "версия для печати",
        "поделиться",
        "назад",
        "наверх",
        "распечатать",
        "drucken",
        "teilen",
        "nach oben",
        "compartir",
        "imprimir",
        "volver",
    ];
    let text = block.text.trim_start_matches("- ");
    // A heading of one such word may head a part of the text.
    block.kind != Kind::Heading && text.len() < 60 && BUTTONS.contains(&text.to_lowercase().as_str())
}
