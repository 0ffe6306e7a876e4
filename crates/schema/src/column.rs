//! Columns, tables and cells: the generic view of a row that writers and checkers use.

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
}

impl ColumnType for String {
    const KIND: Kind = Kind::Text;
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl ColumnType for i64 {
    const KIND: Kind = Kind::Integer;
    fn cell(&self) -> Cell<'_> {
        Cell::Integer(*self)
    }
}

impl ColumnType for f64 {
    const KIND: Kind = Kind::Float;
    fn cell(&self) -> Cell<'_> {
        Cell::Float(*self)
    }
}

impl ColumnType for bool {
    const KIND: Kind = Kind::Boolean;
    fn cell(&self) -> Cell<'_> {
        Cell::Boolean(*self)
    }
}

impl ColumnType for Date {
    const KIND: Kind = Kind::Date;
    fn cell(&self) -> Cell<'_> {
        Cell::Date(*self)
    }
}

impl ColumnType for Vec<String> {
    const KIND: Kind = Kind::List;
    fn cell(&self) -> Cell<'_> {
        Cell::List(self)
    }
}

impl<T: ColumnType> ColumnType for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    const VOCABULARY: Option<&'static [&'static str]> = T::VOCABULARY;
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, ColumnType::cell)
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
        #[derive(Clone, Debug, Default, PartialEq)]
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
        }
    };
}
pub(crate) use table;
