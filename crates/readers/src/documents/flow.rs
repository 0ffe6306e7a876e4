//! Blocks of a document as they come, and the one way in which they are laid out.

use crate::plain;

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Paragraph,
    /// An item of a list: how deep it is nested, and its number where it has one.
    Item {
        level: usize,
        number: Option<u64>,
    },
    /// A row of the table with this number.
    Row(usize),
}

#[derive(Clone, Debug)]
struct Block {
    kind: Kind,
    text: String,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Vec<Block>>>,
}

/// Blocks in reading order. Blocks within a cell of a table become part of its row.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    blocks: Vec<Block>,
    open: Vec<Table>,
    tables: usize,
}

impl Flow {
    /// Adds a block; what holds no words is left out.
    pub(crate) fn block(&mut self, kind: Kind, text: &str) {
        if let Some(text) = visible(text) {
            self.add(Block { kind, text });
        }
    }

    fn add(&mut self, block: Block) {
        let cell = self.open.last_mut().and_then(|t| t.rows.last_mut()).and_then(|r| r.last_mut());
        cell.unwrap_or(&mut self.blocks).push(block);
    }

    pub(crate) fn open_table(&mut self) {
        self.open.push(Table::default());
    }

    pub(crate) fn open_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    pub(crate) fn open_cell(&mut self) {
        if let Some(row) = self.open.last_mut().and_then(|t| t.rows.last_mut()) {
            row.push(Vec::new());
        }
    }

    /// Ends a table. One that has a single cell in every row only places text on the page and is no table.
    pub(crate) fn close_table(&mut self) {
        let Some(table) = self.open.pop() else { return };
        if table.rows.iter().all(|row| row.len() < 2) {
            for block in table.rows.into_iter().flatten().flatten() {
                self.add(block);
            }
            return;
        }
        self.tables += 1;
        for row in table.rows {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join(" ")).collect();
            if cells.iter().any(|c| !c.is_empty()) {
                let text = cells.join(" | ");
                self.block(Kind::Row(self.tables), &text);
            }
        }
    }

    /// The text: an empty line between blocks, none between items of a list and rows of a table.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close_table();
        }
        let mut text = String::new();
        let mut before: Option<&Kind> = None;
        for block in &self.blocks {
            match (before, &block.kind) {
                (None, _) => {}
                (Some(Kind::Item { .. }), Kind::Item { .. }) => text.push('\n'),
                (Some(Kind::Row(a)), Kind::Row(b)) if a == b => text.push('\n'),
                _ => text.push_str("\n\n"),
            }
            if let Kind::Item { level, number } = &block.kind {
                text.extend(std::iter::repeat_n("  ", (*level).min(16)));
                match number {
                    Some(number) => text.push_str(&format!("{number}. ")),
                    None => text.push_str("- "),
                }
            }
            text.push_str(&block.text);
            before = Some(&block.kind);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// Without soft hyphens, which are an offer to the typesetter and no part of a word, and in plain spaces.
fn visible(text: &str) -> Option<String> {
    if text.contains('\u{ad}') { plain(&text.replace('\u{ad}', "")) } else { plain(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_rows_stand_together_and_blocks_apart() {
        let mut flow = Flow::default();
        flow.block(Kind::Paragraph, "A\u{a0} head\u{ad}line");
        flow.block(Kind::Item { level: 0, number: None }, "one");
        flow.block(Kind::Item { level: 1, number: Some(2) }, "two");
        for _ in 0..2 {
            flow.open_table();
            for _ in 0..2 {
                flow.open_row();
                for text in ["x", "", "y"] {
                    flow.open_cell();
                    flow.block(Kind::Paragraph, text);
                }
            }
            flow.close_table();
        }
        let rows = "x | | y\nx | | y";
        assert_eq!(flow.finish(), format!("A headline\n\n- one\n  2. two\n\n{rows}\n\n{rows}\n"));
    }

    #[test]
    fn a_table_of_one_column_is_none() {
        let mut flow = Flow::default();
        flow.open_table();
        flow.open_row();
        flow.open_cell();
        flow.block(Kind::Paragraph, "one");
        flow.block(Kind::Paragraph, "two");
        flow.close_table();
        assert_eq!(flow.finish(), "one\n\ntwo\n");
    }
}
