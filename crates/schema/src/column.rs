//! Columns, tables and cells: the generic view of a row that writers, checkers and corrections use.

use std::fmt;

use crate::Date;

/// The type of a column's values, in terms every output format knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// UTF-8 text (Arrow `Utf8`).
    Text,
    /// Whole number (Arrow `Int64`).
    Integer,
    /// Double-precision number (Arrow `Float64`).
    Float,
    /// True or false (Arrow `Boolean`; `true`/`false` in CSV).
    Boolean,
    /// Calendar day without a time zone (Arrow `Date32`; ISO 8601 in CSV).
    Date,
    /// List of text (Arrow `List<Utf8>`; joined by `|` in CSV).
    List,
}

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// Text.
    Text(&'a str),
    /// Whole number.
    Integer(i64),
    /// Number.
    Float(f64),
    /// Truth value.
    Boolean(bool),
    /// Day.
    Date(Date),
    /// List of text; an empty list is null in CSV.
    List(&'a [String]),
}

/// As in CSV: null is empty, a list is joined by `|`.
impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Integer(number) => write!(f, "{number}"),
            // The shortest digits that give the same number back; `2.0` keeps its point, so that no reader takes a column
            // that starts with whole numbers for integers.
            Cell::Float(number) => match format!("{number:?}").split_once('e') {
                Some((digits, power)) if !digits.contains('.') => write!(f, "{digits}.0e{power}"),
                Some((digits, power)) => write!(f, "{digits}e{power}"),
                None => write!(f, "{number:?}"),
            },
            Cell::Boolean(truth) => write!(f, "{truth}"),
            Cell::Date(date) => write!(f, "{date}"),
            Cell::List(items) => f.write_str(&items.join("|")),
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name, as in the CSV header.
    pub name: &'static str,
    /// Type of its values.
    pub kind: Kind,
    /// Whether a value may be missing.
    pub nullable: bool,
    /// The only values allowed, where there is a controlled vocabulary.
    pub vocabulary: Option<&'static [&'static str]>,
    /// What a value means: shape, unit and source, in one or two sentences.
    pub description: &'static str,
}

/// A column whose values must be keys of another table (null is allowed where the column is nullable).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column here.
    pub column: &'static str,
    /// The table it points to.
    pub table: &'static str,
    /// The column there.
    pub target: &'static str,
}

/// What a table holds.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name, as in the file name.
    pub name: &'static str,
    /// What one row is.
    pub description: &'static str,
    /// Columns that identify a row together.
    pub primary_key: &'static [&'static str],
    /// References to other tables.
    pub foreign_keys: &'static [ForeignKey],
    /// All columns, in file order.
    pub columns: &'static [Column],
}

impl Table {
    /// Index of the column called `name`.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }
}

/// A row of one of the tables.
pub trait Row {
    /// The table it belongs to.
    const TABLE: &'static Table;
    /// Its values, in the order of [`Table::columns`].
    fn cells(&self) -> Vec<Cell<'_>>;
    /// The value of one column; `None` when the table has no such column.
    fn cell(&self, column: &str) -> Option<Cell<'_>>;
    /// Puts a value, spelled as in CSV, into a column.
    ///
    /// # Errors
    /// What is wrong with the text, to be read after it: "is no whole number; …". The row is then as it was.
    fn set(&mut self, column: &str, text: &str) -> Result<(), String>;
}

/// A Rust type that can stand in a column.
pub trait ColumnType {
    /// Its column type.
    const KIND: Kind;
    /// Whether it can be missing.
    const NULLABLE: bool = false;
    /// Its allowed values, if closed.
    const VOCABULARY: Option<&'static [&'static str]> = None;
    /// Its value.
    fn cell(&self) -> Cell<'_>;
    /// The value that CSV spells so: what [`Cell`] displays, read back.
    ///
    /// # Errors
    /// What is wrong with the text, and what helps.
    fn read(text: &str) -> Result<Self, String>
    where
        Self: Sized;
}

impl ColumnType for String {
    const KIND: Kind = Kind::Text;
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            Err("is empty, and the column must not be; give a value".to_owned())
        } else {
            Ok(text.to_owned())
        }
    }
}

impl ColumnType for i64 {
    const KIND: Kind = Kind::Integer;
    fn cell(&self) -> Cell<'_> {
        Cell::Integer(*self)
    }
    fn read(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "is no whole number; write digits only".to_owned())
    }
}

impl ColumnType for f64 {
    const KIND: Kind = Kind::Float;
    fn cell(&self) -> Cell<'_> {
        Cell::Float(*self)
    }
    fn read(text: &str) -> Result<Self, String> {
        let number: Option<f64> = text.parse().ok().filter(|n: &f64| n.is_finite());
        number.ok_or_else(|| "is no number; write digits with a point".to_owned())
    }
}

impl ColumnType for bool {
    const KIND: Kind = Kind::Boolean;
    fn cell(&self) -> Cell<'_> {
        Cell::Boolean(*self)
    }
    fn read(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "is no truth value; write true or false".to_owned())
    }
}

impl ColumnType for Date {
    const KIND: Kind = Kind::Date;
    fn cell(&self) -> Cell<'_> {
        Cell::Date(*self)
    }
    fn read(text: &str) -> Result<Self, String> {
        // A time of day behind it, which the parser would take, is no part of a date.
        let date: Option<Date> = text.parse().ok().filter(|d: &Date| d.to_string() == text);
        date.ok_or_else(|| "is no date; write it as 2015-03-09".to_owned())
    }
}

impl ColumnType for Vec<String> {
    const KIND: Kind = Kind::List;
    fn cell(&self) -> Cell<'_> {
        Cell::List(self)
    }
    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let items: Vec<String> = text.split('|').map(str::to_owned).collect();
        if items.iter().any(|item| item.trim().is_empty()) {
            return Err("has an empty item; join the items by single |".to_owned());
        }
        Ok(items)
    }
}

impl<T: ColumnType> ColumnType for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    const VOCABULARY: Option<&'static [&'static str]> = T::VOCABULARY;
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, ColumnType::cell)
    }
    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }
}

/// Declares a row struct together with its table: each column is described here and nowhere else.
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $table:literal {
            key: [$($key:literal),*],
            references: [$($column:literal => $other:literal . $target:literal),* $(,)?],
            $( $(#[doc = $fdoc:literal])+ $field:ident : $type:ty, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $( $(#[doc = $fdoc])+ pub $field: $type, )+
        }

        impl $crate::Row for $name {
            const TABLE: &'static $crate::Table = &$crate::Table {
                name: $table,
                description: concat!($($doc),+),
                primary_key: &[$($key),*],
                foreign_keys: &[$($crate::ForeignKey { column: $column, table: $other, target: $target }),*],
                columns: &[$($crate::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::ColumnType>::KIND,
                    nullable: <$type as $crate::ColumnType>::NULLABLE,
                    vocabulary: <$type as $crate::ColumnType>::VOCABULARY,
                    description: concat!($($fdoc),+),
                }),+],
            };

            fn cells(&self) -> Vec<$crate::Cell<'_>> {
                vec![$($crate::ColumnType::cell(&self.$field)),+]
            }

            fn cell(&self, column: &str) -> Option<$crate::Cell<'_>> {
                match column {
                    $( stringify!($field) => Some($crate::ColumnType::cell(&self.$field)), )+
                    _ => None,
                }
            }

            fn set(&mut self, column: &str, text: &str) -> Result<(), String> {
                match column {
                    $( stringify!($field) => self.$field = <$type as $crate::ColumnType>::read(text)?, )+
                    _ => return Err(format!("has no column to go to: {} has no {column:?}", $table)),
                }
                Ok(())
            }
        }
    };
}
pub(crate) use table;

#[cfg(test)]
mod tests {
    use crate::vocabulary::{Role, Status};
    use crate::{Cell, CommitmentRow, Date, EventRow, ParticipantRow, Row};

    #[test]
    fn cells_are_spelled_plainly() {
        assert_eq!(Cell::Float(0.1).to_string(), "0.1");
        assert_eq!(Cell::Float(2.0).to_string(), "2.0");
        assert_eq!(Cell::Float(1e21).to_string(), "1.0e21");
        assert_eq!(Cell::Float(1.25e-7).to_string(), "1.25e-7");
        assert_eq!(Cell::Boolean(false).to_string(), "false");
        assert_eq!(Cell::Date(Date::constant(2015, 3, 9)).to_string(), "2015-03-09");
        let items = ["a".to_owned(), "b c".to_owned()];
        assert_eq!(Cell::List(&items).to_string(), "a|b c");
        assert_eq!(Cell::List(&[]).to_string(), "");
    }

    #[test]
    fn what_is_spelled_is_read_back() {
        let mut row = EventRow {
            event_id: "ev-1".into(),
            status: Status::Held,
            start_date: Some(Date::constant(2015, 3, 9)),
            latitude: Some(38.0),
            topics: vec!["trade".into(), "water".into()],
            evidence_end: 7,
            ..EventRow::default()
        };
        let before = row.clone();
        for column in ["event_id", "status", "start_date", "end_date", "latitude", "topics", "evidence_end"] {
            let text = row.cell(column).unwrap().to_string();
            row.set(column, &text).unwrap();
        }
        assert_eq!(row, before);
        row.set("start_date", "").unwrap();
        row.set("topics", "").unwrap();
        assert!(row.start_date.is_none() && row.topics.is_empty());
        assert_eq!(row.cell("weather"), None);
    }

    #[test]
    fn what_does_not_fit_a_column_is_refused() {
        let mut event = EventRow::default();
        for (column, text, what) in [
            ("status", "over", "held, ongoing"),
            ("status", "", "vocabulary"),
            ("start_date", "9 March 2015", "is no date"),
            ("start_date", "2015-03-09T10:00", "is no date"),
            ("latitude", "north", "is no number"),
            ("latitude", "NaN", "is no number"),
            ("evidence_start", "2.5", "is no whole number"),
            ("evidence", "", "must not be"),
            ("topics", "a||b", "empty item"),
            ("weather", "fine", "no \"weather\""),
        ] {
            let error = event.set(column, text).unwrap_err();
            assert!(error.contains(what), "{column} {text:?}: {error}");
        }
        assert_eq!(event, EventRow::default());
        assert!(CommitmentRow::default().set("conditional", "yes").unwrap_err().contains("true or false"));
        let mut participant = ParticipantRow::default();
        participant.set("role", "chair").unwrap();
        assert_eq!(participant.role, Role::Chair);
    }
}
