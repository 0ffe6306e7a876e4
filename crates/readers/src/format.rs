//! What a reader of a format has to offer.

use std::ops::ControlFlow;

use rapporteur_text::Diagnostic;

use crate::containers::{Columns, Input};
use crate::{Failure, Limits, Metadata};

/// A format, and how to know it. Content counts before the name.
pub trait Format: Sync {
    /// Its name in messages: "HTML".
    fn name(&self) -> &'static str;
    /// Endings of file names, in lower case and without a dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Media types without parameters, in lower case.
    fn media_types(&self) -> &'static [&'static str];
    /// Whether the first bytes of a file (4 KiB at most) can be nothing else.
    fn sniff(&self, head: &[u8]) -> bool;
}

/// A format whose files are one document each.
pub trait DocumentFormat: Format {
    /// The text of a file and what it says about itself. `path` is for messages only.
    ///
    /// # Errors
    /// When no text can be had: the file is broken, holds pictures only, or exceeds a limit.
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure>;
}

/// A document as a format gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its text, laid out as the documentation of the crate says.
    pub text: String,
    /// What the file says of it.
    pub metadata: Metadata,
    /// Remarks made on the way, without the name of the file.
    pub remarks: Vec<Diagnostic>,
}

/// A format whose files hold other files.
pub trait ContainerFormat: Format {
    /// Hands every entry to `sink`, in the order of the file, few of them in memory at a time. An entry that cannot be used
    /// is handed over as a [`Failure`], and the next one follows where that is possible.
    ///
    /// # Errors
    /// When nothing more can be read from the container; entries handed over before stay.
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure>;
}

/// Takes entries as they come; [`ControlFlow::Break`] ends the reading.
pub type Sink<'a> = &'a mut dyn FnMut(Result<Entry, Failure>) -> ControlFlow<()>;

/// What a container is read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Path of the container, for entries and messages.
    pub path: &'a str,
    /// Columns of tables.
    pub columns: &'a Columns,
    /// Bounds.
    pub limits: &'a Limits,
    /// Containers around and including this one.
    pub depth: usize,
}

/// One file out of a container.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Path of the container, `/` and the path inside of it; `#` and a number or address where entries have no path.
    pub path: String,
    /// The id it has inside of the container, where it has one that does not depend on its place.
    pub id: Option<String>,
    /// Media type, where the container tells one.
    pub media_type: Option<String>,
    /// Content.
    pub bytes: Vec<u8>,
    /// What the container says of it.
    pub metadata: Metadata,
    /// Remarks made on the way, without the name of the file.
    pub remarks: Vec<Diagnostic>,
}
