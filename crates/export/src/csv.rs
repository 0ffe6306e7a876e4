//! CSV: UTF-8 without BOM, comma, LF, header, quotes only where RFC 4180 wants them.

use rapporteur_schema::Cell;

use crate::ExportError;
use crate::render::TableRows;

/// The whole file.
pub(crate) fn render(rows: &TableRows<'_>, file: &str) -> Result<Vec<u8>, ExportError> {
    let broken = |cause: String| ExportError::Encoding { file: file.to_owned(), cause };
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(rows.table.columns.iter().map(|c| c.name)).map_err(|e| broken(e.to_string()))?;
    let mut text = String::new();
    for row in rows.cells(0..rows.len) {
        for cell in row {
            text.clear();
            spell(cell, &mut text);
            writer.write_field(&text).map_err(|e| broken(e.to_string()))?;
        }
        writer.write_record(None::<&[u8]>).map_err(|e| broken(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| broken(e.to_string()))
}

/// A cell as text: null is empty, a list is joined by `|`.
fn spell(cell: Cell<'_>, text: &mut String) {
    match cell {
        Cell::Null => {}
        Cell::Text(s) => text.push_str(s),
        Cell::Integer(n) => text.push_str(&n.to_string()),
        // The shortest digits that give the same number back; `2.0` keeps its point, so that no reader takes a column
        // that starts with whole numbers for integers.
        Cell::Float(x) => text.push_str(&format!("{x:?}")),
        Cell::Boolean(b) => text.push_str(if b { "true" } else { "false" }),
        Cell::Date(d) => text.push_str(&d.to_string()),
        Cell::List(items) => text.push_str(&items.join("|")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_spelled_plainly() {
        let spelled = |cell| {
            let mut text = String::new();
            spell(cell, &mut text);
            text
        };
        assert_eq!(spelled(Cell::Float(0.1)), "0.1");
        assert_eq!(spelled(Cell::Float(2.0)), "2.0");
        assert_eq!(spelled(Cell::Float(1e21)), "1e21");
        assert_eq!(spelled(Cell::Boolean(false)), "false");
        assert_eq!(spelled(Cell::Date(jiff::civil::date(2015, 3, 9))), "2015-03-09");
        let items = ["a".to_owned(), "b c".to_owned()];
        assert_eq!(spelled(Cell::List(&items)), "a|b c");
        assert_eq!(spelled(Cell::List(&[])), "");
    }
}
