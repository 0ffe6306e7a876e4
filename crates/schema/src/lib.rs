//! What a row is: the seven tables with every column described once, controlled vocabularies, ids, EDTF dates, and the
//! [`Dataset`] that holds finished rows.
//!
//! The structs of [`rows`] are the single source: Arrow schema, CSV header, codebook page and checks are generated from
//! [`Table`] and [`Row::cells`].
//!
//! ```
//! use rapporteur_schema::{Row, TABLES, EventRow};
//! assert_eq!(EventRow::TABLE.name, "events");
//! assert_eq!(TABLES.len(), 7);
//! assert_eq!(EventRow::default().cells().len(), EventRow::TABLE.columns.len());
//! ```

mod column;
mod dataset;
mod date;
mod id;
pub mod rows;
pub mod vocabulary;

pub use column::{Cell, Column, ColumnType, ForeignKey, Kind, Row, Table};
pub use dataset::{Dataset, Extraction, Problem, TABLES};
pub use date::{Date, DateSpan, Precision, Season, add_days, add_months};
pub use id::{RowId, actor_id, row_id};
pub use rows::{ActorRow, CommitmentPartyRow, CommitmentRow, DiagnosticRow, DocumentRow, EventRow, ParticipantRow};

/// Version of the tables' shape: major when a column goes or changes meaning, minor when one is added.
pub const SCHEMA_VERSION: &str = "1.1";
