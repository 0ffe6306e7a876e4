//! What can go wrong before anything can be said about a dataset.

use std::path::{Path, PathBuf};

/// Why a folder could not be judged; every message names the file and what helps.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QualityError {
    /// Occurs when the folder of a build lacks one of its tables.
    #[error("{}: the table is missing; give the folder that `rapporteur build --out` wrote, with its CSV files", .path.display())]
    MissingTable {
        /// Where the table should be.
        path: PathBuf,
    },
    /// Occurs when a folder or file cannot be read at all.
    #[error("{}: cannot be read ({source}); check the path and its permissions", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Occurs when a table is no CSV in UTF-8.
    #[error("{}:{line}: no CSV in UTF-8 ({what}); rebuild the dataset or mend the line", .path.display())]
    BadCsv {
        /// The table.
        path: PathBuf,
        /// Line, from 1; 0 where it is not known.
        line: u64,
        /// What the reader said.
        what: String,
    },
    /// Occurs when a table lacks a column that is needed.
    #[error("{}:1: the column {column:?} is missing; rebuild the dataset with this version", .path.display())]
    MissingColumn {
        /// The table.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// Occurs when a JSON file is broken or shaped differently from what it should be.
    #[error("{}:{line}:{column}: {what}; mend the file at this place", .path.display())]
    BadJson {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// Occurs when the gold folder holds no JSON file.
    #[error("{}: no gold in this folder; it should hold one <document_id>.json per document", .folder.display())]
    NoGold {
        /// The folder.
        folder: PathBuf,
    },
    /// Occurs when what should be a folder is none.
    #[error("{}: no such folder; give the folder that `rapporteur build` wrote or read", .folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// Occurs when the data frame library cannot carry out a check.
    #[error("{table}.parquet: could not be checked ({what}); rebuild the dataset, or report this")]
    NotChecked {
        /// The table.
        table: &'static str,
        /// What the library said.
        what: String,
    },
    /// Occurs when a table cannot be read for a query.
    #[error("{}: {what}", .path.display())]
    BadTable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what helps.
        what: String,
    },
    /// Occurs when a query is no SQL, or asks for what is not there.
    #[error(
        "the query cannot be answered ({what}); the tables are {}, and `rapporteur schema` lists their columns",
        tables()
    )]
    Query {
        /// What the data frame library says.
        what: String,
    },
    /// Occurs when there is no release where one was looked for.
    #[error("{}: no such folder or archive; give the folder or the .zip of a release", .path.display())]
    NoStore {
        /// Where it should be.
        path: PathBuf,
    },
    /// Occurs when a file is no ZIP archive, or only the beginning of one.
    #[error("{}: no whole ZIP archive ({what}); fetch the file again", .path.display())]
    BadArchive {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        what: String,
    },
    /// Occurs when a folder or archive has no manifest, so that nobody knows what belongs to it.
    #[error("{}: holds no manifest.json; give what `rapporteur build` or `rapporteur release` wrote, whole", .path.display())]
    NoManifest {
        /// The folder or archive.
        path: PathBuf,
    },
    /// Occurs when a file of a release is not what its checksums say.
    #[error("{}: {file}: {what}; fetch the release again, or rebuild it", .path.display())]
    Broken {
        /// The folder or archive.
        path: PathBuf,
        /// The file in it.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// Occurs when the tables of a release have another major schema version.
    #[error(
        "{}: its tables have schema version {found}, this program knows {}; rebuild that release from its texts with this \
         program, or use the program of its time", .path.display(), rapporteur_schema::SCHEMA_VERSION
    )]
    OtherSchema {
        /// The folder or archive.
        path: PathBuf,
        /// Its schema version.
        found: String,
    },
    /// Occurs when a primary key stands twice in a table.
    #[error("{}: the key {key:?} stands twice; rebuild the dataset", .path.display())]
    TwiceInTable {
        /// The table.
        path: PathBuf,
        /// The key.
        key: String,
    },
}

impl QualityError {
    pub(crate) fn archive(path: &Path, error: &zip::result::ZipError) -> Self {
        QualityError::BadArchive { path: path.to_owned(), what: error.to_string() }
    }

    pub(crate) fn unreadable(path: &Path, source: std::io::Error) -> Self {
        QualityError::Unreadable { path: path.to_owned(), source }
    }

    pub(crate) fn json(path: &Path, error: &serde_json::Error) -> Self {
        // serde_json ends its messages with the place, which stands before the message here.
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default().to_owned();
        QualityError::BadJson { path: path.to_owned(), line: error.line(), column: error.column(), what }
    }
}

fn tables() -> String {
    rapporteur_schema::TABLES.map(|table| table.name).join(", ")
}
