//! Tables of data, and tables that old pages are laid out by.

use dom_query::NodeRef;

use super::chrome::Chrome;
use super::node;

/// Whether a table is read row by row. One that holds tables, paragraphs or long texts in its cells is a page's layout, and
/// its cells are read like any other element.
pub(super) fn is_data(table: &NodeRef<'_>, chrome: &Chrome) -> bool {
    if node::attribute(table, "role").is_some_and(|r| r == "presentation" || r == "none") {
        return false;
    }
    let (mut rows, mut cells, mut long, mut widest) = (0usize, 0usize, 0usize, 0usize);
    let mut width = 0;
    for element in table.descendants_it() {
        let Some(name) = node::name(&element) else { continue };
        match name.as_str() {
            "table" | "h1" | "h2" | "form" => return false,
            "tr" => {
                rows += 1;
                width = 0;
            }
            "td" | "th" => {
                cells += 1;
                width += 1;
                widest = widest.max(width);
                long += usize::from(chrome.length(&element) > 500 || paragraphs(&element) > 3);
            }
            _ => {}
        }
    }
    rows > 0 && widest > 1 && long * 4 <= cells.min(4) && !(rows == 1 && long > 0) && long * 10 <= cells
}

/// Elements of a cell that are paragraphs of some length.
fn paragraphs(cell: &NodeRef<'_>) -> usize {
    cell.descendants_it().filter(|d| d.has_name("p") && d.text().trim().len() > 80).count()
}

/// Cells as one line.
pub(super) fn row(cells: &[String]) -> String {
    let line = cells.join(" | ");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
