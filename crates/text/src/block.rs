//! The parts a press text is laid out in.

use crate::Span;

/// What a stretch of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// Name of the issuing institution above the text.
    Masthead,
    /// The title (or one line of it).
    Headline,
    /// Place and date that stand alone.
    Dateline,
    /// Running text.
    Paragraph,
    /// One item of a list, without its bullet.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// What the release adds for reference at its end; its occurrences are referenced, not primary.
    Background,
    /// Whom to ask.
    Contact,
    /// Navigation, share lines, forms, notices: yields no rows.
    Boilerplate,
}

impl BlockKind {
    /// Whether sentences of this block may yield rows.
    pub fn is_content(self) -> bool {
        matches!(
            self,
            BlockKind::Headline | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote | BlockKind::Background
        )
    }

    /// Name as shown by `rapporteur explain`.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Masthead => "masthead",
            BlockKind::Headline => "headline",
            BlockKind::Dateline => "dateline",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list item",
            BlockKind::Quote => "quote",
            BlockKind::Background => "background",
            BlockKind::Contact => "contact",
            BlockKind::Boilerplate => "boilerplate",
        }
    }
}

/// A stretch of the document, with what it is for. Blocks are in text order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, without surrounding white space and without a list bullet.
    pub span: Span,
    /// Lists: 0 for a top-level item, 1 for an item inside an item. Otherwise 0.
    pub depth: u8,
}
