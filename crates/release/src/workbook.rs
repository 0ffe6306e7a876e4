//! The workbook: a sheet per table, for those who open data in a spreadsheet.

use rapporteur_schema::{Cell, Column, Dataset, Date, Kind, Table};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

use crate::ReleaseError;
use crate::facts::{Facts, iri, is_web};

const FILE: &str = "the workbook";
/// Rows of a sheet below its header.
const MOST_ROWS: usize = 1_048_575;
/// UTF-16 units a cell can hold.
const MOST_UNITS: usize = 32_767;
/// End of a text that was cut to fit.
pub(crate) const CUT: &str = " […]";
/// Links a sheet can hold, with some to spare.
const MOST_LINKS: usize = 65_000;
/// Units of a link.
const MOST_LINK: usize = 2_000;

/// The whole file. Text is written as text, so nothing in it is taken for a formula.
pub(crate) fn file(facts: &Facts<'_>) -> Result<Vec<u8>, ReleaseError> {
    let tables = facts.dataset.tables();
    if let Some((table, rows)) = tables.iter().find(|(_, rows)| rows.len() > MOST_ROWS) {
        return Err(ReleaseError::Sheet { table: table.name, rows: rows.len() });
    }
    let encoding = ReleaseError::encoding(FILE);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(facts).map_err(&encoding)?);
    let styles = Styles::new();
    readme(workbook.add_worksheet(), facts, &styles).map_err(&encoding)?;
    dictionary(workbook.add_worksheet(), &styles).map_err(&encoding)?;
    for (table, rows) in &tables {
        sheet(workbook.add_worksheet(), table, rows, &styles).map_err(&encoding)?;
    }
    workbook.save_to_buffer().map_err(&encoding)
}

struct Styles {
    header: Format,
    date: Format,
    number: Format,
    title: Format,
    text: Format,
}

impl Styles {
    fn new() -> Self {
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        Styles {
            header: Format::new().set_bold().set_background_color(Color::RGB(0x00E8_ECEF)).set_align(FormatAlign::Top),
            date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top).set_align(FormatAlign::Left),
            number: Format::new().set_align(FormatAlign::Top),
            title: Format::new().set_bold().set_font_size(14.0),
            text,
        }
    }
}

/// Without a time of its own, the library would write the present one.
fn properties(facts: &Facts<'_>) -> Result<DocProperties, XlsxError> {
    let numbers: Vec<u16> = facts.date.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = numbers[..] else {
        return Err(XlsxError::ParameterError(format!("{:?} is no day", facts.date)));
    };
    let created = ExcelDateTime::from_ymd(year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))?;
    Ok(DocProperties::new()
        .set_title(format!("{} {}", facts.about.title, facts.version))
        .set_author(&facts.about.publisher.name)
        .set_comment(format!("Licence: {}", facts.about.licence.spdx))
        .set_creation_datetime(&created))
}

fn readme(sheet: &mut Worksheet, facts: &Facts<'_>, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("README")?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 100)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let about = facts.about;
    sheet.write_string_with_format(0, 0, &about.title, &styles.title)?;
    let mut row = 2;
    let lines = [
        ("Version", facts.version.to_owned()),
        ("Published", facts.date.to_owned()),
        ("What it is", about.description.clone()),
        ("How rows come about", about.method.clone()),
        ("Licence", format!("{} ({})", about.licence.title, about.licence.spdx)),
        ("Limits", about.limits.join("\n")),
        ("Lists", "Items of a list are joined by |.".to_owned()),
        ("Long texts", format!("A cell holds at most 32 767 characters; a longer text ends in {}.", CUT.trim())),
        (
            "Offsets",
            "evidence_start and evidence_end count Unicode code points of the document's text from 0.".to_owned(),
        ),
        ("For programs", "Take the Parquet or CSV files of the release; this workbook is for reading.".to_owned()),
    ];
    for (name, text) in lines {
        sheet.set_row_height(row, height(&text, 95))?;
        sheet.write_string_with_format(row, 0, name, &styles.header)?;
        sheet.write_string_with_format(row, 1, text, &wrapped)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, "Home page", &styles.header)?;
    sheet.write_url(row, 1, about.homepage.as_str())?;
    row += 2;
    sheet.write_string_with_format(row, 0, "Sheet", &styles.header)?;
    sheet.write_string_with_format(row, 1, "One row is", &styles.header)?;
    for table in crate::facts::tables() {
        row += 1;
        let link = format!("internal:'{}'!A1", table.name);
        sheet.write_url_with_text(row, 0, link.as_str(), table.name)?;
        sheet.write_string_with_format(row, 1, table.description.trim(), &wrapped)?;
    }
    Ok(())
}

/// Every column with its meaning.
fn dictionary(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("dictionary")?;
    let header = ["table", "column", "type", "may be missing", "values", "meaning"];
    for (c, (name, width)) in header.iter().zip([22.0, 20.0, 14.0, 18.0, 60.0, 100.0]).enumerate() {
        let c = column_number(c);
        sheet.write_string_with_format(0, c, *name, &styles.header)?;
        sheet.set_column_width(c, width)?;
    }
    let wrapped = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let mut row = 0;
    for table in crate::facts::tables() {
        for column in table.columns {
            row += 1;
            let words = column.vocabulary.map(|words| words.join(", ")).unwrap_or_default();
            let nullable = if column.nullable || column.kind == Kind::List { "yes" } else { "no" };
            let kind = rapporteur_export::codebook::kind_name(column.kind);
            let meaning = plain_words(column);
            sheet.set_row_height(row, height(&words, 56).max(height(&meaning, 95)))?;
            let cells = [table.name, column.name, kind, nullable, words.as_str(), meaning.as_str()];
            for (c, text) in cells.into_iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.write_string_with_format(row, column_number(c), text, &wrapped)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row, column_number(header.len() - 1))?;
    Ok(())
}

fn sheet(sheet: &mut Worksheet, table: &Table, rows: &[Vec<Cell<'_>>], styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    for (c, column) in table.columns.iter().enumerate() {
        let c = column_number(c);
        sheet.write_string_with_format(0, c, column.name, &styles.header)?;
        sheet.insert_note(0, c, &note(column))?;
        sheet.set_column_width(c, width(column))?;
    }
    let mut links = 0;
    for (r, row) in rows.iter().enumerate() {
        let r = u32::try_from(r + 1).unwrap_or(u32::MAX);
        for (c, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let c = column_number(c);
            match cell {
                Cell::Integer(number) => sheet.write_number_with_format(r, c, *number as f64, &styles.number)?,
                Cell::Float(number) => sheet.write_number_with_format(r, c, *number, &styles.number)?,
                Cell::Boolean(truth) => sheet.write_boolean_with_format(r, c, *truth, &styles.number)?,
                Cell::Date(date) => match excel_date(*date) {
                    Some(day) => sheet.write_datetime_with_format(r, c, &day, &styles.date)?,
                    None => sheet.write_string_with_format(r, c, date.to_string(), &styles.text)?,
                },
                Cell::Text(text) if links < MOST_LINKS && is_link(column, text) => {
                    links += 1;
                    sheet.write_url_with_text(r, c, *text, *text)?
                }
                Cell::Null | Cell::List([]) => sheet,
                other => sheet.write_string_with_format(r, c, fitting(&other.to_string()), &styles.text)?,
            };
        }
    }
    // The first column of the key stays in sight.
    sheet.set_freeze_panes(1, 1)?;
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, column_number(table.columns.len() - 1))?;
    Ok(())
}

/// Where a text points to a page of its own.
fn is_link(column: &Column, text: &str) -> bool {
    // An address that would have to be escaped stays text: programs do not agree on how.
    column.name == "url" && is_web(text) && iri(text) == text && text.encode_utf16().count() <= MOST_LINK
}

/// Days before 1 March 1900 have no number in a workbook that all programs agree on.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    if date < Date::constant(1900, 3, 1) {
        return None;
    }
    let number = |n: i8| u8::try_from(n).ok();
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, number(date.month())?, number(date.day())?).ok()
}

/// What a column means, without the marks of Markdown.
fn plain_words(column: &Column) -> String {
    column.description.trim().replace('`', "")
}

/// Height in points of a text that is wrapped after so many characters.
fn height(text: &str, wrap: usize) -> f64 {
    15.0 * lines(text, wrap) as f64
}

fn lines(text: &str, wrap: usize) -> usize {
    text.split('\n').map(|line| line.chars().count().div_ceil(wrap).max(1)).sum()
}

fn note(column: &Column) -> Note {
    let mut text = plain_words(column);
    if let Some(words) = column.vocabulary {
        text += &format!("\nOne of: {}.", words.join(", "));
    }
    let lines = u32::try_from(lines(&text, 46)).unwrap_or(1);
    Note::new(text).add_author_prefix(false).set_width(300).set_height(14 * lines + 14)
}

/// A width, in characters, that shows most values of a column, and its name beside the arrow of the filter.
fn width(column: &Column) -> f64 {
    let values: f64 = match (column.kind, column.name) {
        (_, "evidence" | "text" | "message") => 80.0,
        (_, "title" | "event_name") => 50.0,
        (Kind::List, _) | (_, "actor_id") => 40.0,
        (_, "document_id" | "source_path" | "url") => 36.0,
        (_, "mention" | "name" | "position" | "represents" | "trigger" | "cue" | "publisher") => 28.0,
        (_, name) if name.ends_with("_id") => 22.0,
        (Kind::Text, "sha256") => 12.0,
        (Kind::Text, _) => 16.0,
        _ => 12.0,
    };
    values.max(column.name.len() as f64 + 4.0)
}

/// The text, cut where a cell cannot hold it.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_UNITS {
        return text.to_owned();
    }
    let room = MOST_UNITS - CUT.encode_utf16().count();
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    kept + CUT
}

fn column_number(c: usize) -> u16 {
    u16::try_from(c).unwrap_or(u16::MAX)
}

/// Texts of a dataset that the workbook holds only in part.
pub(crate) fn cut_cells(dataset: &Dataset) -> usize {
    // Only what is longer in bytes can be longer in units.
    let long = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => text.len() > MOST_UNITS && text.encode_utf16().count() > MOST_UNITS,
        Cell::List(_) => cell.to_string().encode_utf16().count() > MOST_UNITS,
        _ => false,
    };
    dataset.tables().iter().flat_map(|(_, rows)| rows).flatten().filter(|cell| long(cell)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_a_character_and_marked() {
        assert_eq!(fitting("short"), "short");
        for text in ["a😀".repeat(20_000), "😀".repeat(20_000)] {
            let cut = fitting(&text);
            let units = cut.encode_utf16().count();
            assert!((MOST_UNITS - 1..=MOST_UNITS).contains(&units), "{units}");
            assert!(text.starts_with(cut.strip_suffix(CUT).unwrap()));
        }
    }

    #[test]
    fn days_before_march_1900_stay_text() {
        assert!(excel_date(Date::constant(1900, 2, 28)).is_none());
        assert!(excel_date(Date::constant(1900, 3, 1)).is_some());
    }
}
