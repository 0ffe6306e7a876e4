//! The running text of an RTF file.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use super::tokens::{Token, Tokens};
use super::words;
use crate::documents::flow::{Flow, Kind};
use crate::{Limits, Metadata};

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Body,
    Nowhere,
    Fonts,
    Title,
    /// The bullet or number of an item.
    Label,
}

/// What a group sets and its end takes back.
#[derive(Clone, Debug, Default)]
struct Group {
    target: Target,
    font: Option<i32>,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    heading: bool,
    level: usize,
    /// Characters that stand for a `\u` in old readers.
    stand_ins: Option<usize>,
}

#[derive(Default)]
struct Body {
    flow: Flow,
    group: Group,
    groups: Vec<Group>,
    fonts: BTreeMap<i32, &'static Encoding>,
    page: Option<&'static Encoding>,
    /// Bytes that wait for the rest of their character.
    bytes: Vec<u8>,
    surrogate: Option<u16>,
    skip: usize,
    /// `\*` stood before: a word that is not known takes its group out.
    optional: bool,
    /// The group has just begun.
    begun: bool,
    text: String,
    label: String,
    title: String,
    table: bool,
    row: bool,
    cell: bool,
}

/// Text and metadata.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Metadata), String> {
    let mut body = Body::default();
    for token in Tokens::new(bytes) {
        if body.groups.len() > limits.elements {
            return Err(format!("nests more than {} groups; it is broken or hostile", limits.elements));
        }
        body.token(&token);
    }
    body.end_paragraph();
    let metadata = Metadata { title: crate::plain(&body.title), ..Metadata::default() };
    Ok((body.flow.finish(), metadata))
}

impl Body {
    fn token(&mut self, token: &Token<'_>) {
        match token {
            Token::Open => {
                self.flush();
                self.skip = 0;
                self.groups.push(self.group.clone());
                self.begun = true;
                return;
            }
            Token::Close => {
                self.flush();
                self.skip = 0;
                // What follows the last group is no part of the document; a stray brace is passed over.
                self.group = self.groups.pop().unwrap_or_default();
            }
            Token::Symbol(b'*') if self.begun => {
                self.optional = true;
                return;
            }
            _ if self.skip > 0 => self.skip -= 1,
            Token::Byte(byte) => self.byte(*byte),
            Token::Symbol(symbol) => match symbol {
                b'~' => self.push(" "),
                b'_' => self.push("-"),
                b'{' | b'}' | b'\\' => self.byte(*symbol),
                _ => {}
            },
            Token::Word(word, number) => self.word(word, *number),
        }
        self.begun = false;
        self.optional = false;
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        self.flush();
        if std::mem::take(&mut self.optional) && !matches!(word, b"shpinst" | b"shptxt" | b"ud") {
            self.group.target = Target::Nowhere;
            return;
        }
        let on = number != Some(0);
        match word {
            b"fonttbl" => self.group.target = Target::Fonts,
            b"title" if self.begun => self.group.target = Target::Title,
            b"listtext" | b"pntext" => self.group.target = Target::Label,
            b"info" => self.group.target = Target::Nowhere,
            _ if self.begun && words::is_left_out(word) => self.group.target = Target::Nowhere,
            b"ansicpg" => self.page = number.and_then(words::code_page),
            b"mac" => self.page = words::code_page(10000),
            b"fcharset" if self.group.target == Target::Fonts => {
                if let (Some(font), Some(encoding)) = (self.group.font, number.and_then(words::charset)) {
                    self.fonts.insert(font, encoding);
                }
            }
            b"f" => self.group.font = number,
            b"uc" => self.group.stand_ins = number.and_then(|n| usize::try_from(n).ok()),
            b"u" => self.unicode(number.unwrap_or(0)),
            b"v" => self.group.hidden = on,
            b"deleted" => self.group.deleted = on,
            b"plain" => (self.group.hidden, self.group.deleted, self.group.font) = (false, false, None),
            b"pard" => (self.group.in_table, self.group.heading, self.group.level) = (false, false, 0),
            b"intbl" => self.group.in_table = on,
            b"outlinelevel" => self.group.heading = number.is_none_or(|n| n < 9),
            b"ilvl" => self.group.level = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0).min(8),
            b"par" | b"sect" | b"page" if self.group.target == Target::Body => self.end_paragraph(),
            b"cell" if self.group.target == Target::Body => self.end_cell(),
            b"row" if self.group.target == Target::Body => (self.row, self.cell) = (false, false),
            _ => {
                if let Some(text) = words::character(word) {
                    self.push(text);
                }
            }
        }
    }

    /// A UTF-16 unit, as a signed number; its stand-ins follow.
    fn unicode(&mut self, number: i32) {
        self.skip = self.group.stand_ins.unwrap_or(1);
        let unit = (number & 0xffff) as u16;
        let units = [self.surrogate.take(), Some(unit)];
        if (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
            return;
        }
        for c in char::decode_utf16(units.into_iter().flatten()).flatten() {
            // Symbol fonts live in the private area, and their signs mean nothing elsewhere but for the bullet.
            let c = if c == '\u{f0b7}' { '\u{2022}' } else { c };
            self.push(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Decodes the bytes collected in the encoding of their font.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let by_font = self.group.font.and_then(|f| self.fonts.get(&f).copied());
        let encoding = by_font.or(self.page).unwrap_or(encoding_rs::WINDOWS_1252);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        if !self.bytes.is_empty() {
            self.flush();
        }
        match self.group.target {
            Target::Body if !self.group.hidden && !self.group.deleted => self.text.push_str(text),
            Target::Title => self.title.push_str(text),
            Target::Label => self.label.push_str(text),
            Target::Body | Target::Nowhere | Target::Fonts => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let text = std::mem::take(&mut self.text);
        let label = crate::plain(&std::mem::take(&mut self.label));
        if crate::plain(&text).is_none() {
            return;
        }
        let kind = match label {
            Some(label) if !self.group.heading => Kind::Item { level: self.group.level, number: words::number(&label) },
            _ => Kind::Paragraph,
        };
        if self.group.in_table {
            self.enter_cell();
        } else if std::mem::take(&mut self.table) {
            self.flow.close_table();
            (self.row, self.cell) = (false, false);
        }
        self.flow.block(kind, &text);
    }

    fn end_cell(&mut self) {
        self.group.in_table = true;
        self.end_paragraph();
        self.enter_cell();
        self.cell = false;
    }

    fn enter_cell(&mut self) {
        if !std::mem::replace(&mut self.table, true) {
            self.flow.open_table();
        }
        if !std::mem::replace(&mut self.row, true) {
            self.flow.open_row();
        }
        if !std::mem::replace(&mut self.cell, true) {
            self.flow.open_cell();
        }
    }
}
