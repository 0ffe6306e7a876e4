//! What a stage wants to tell about a document without stopping.

use crate::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A value may be wrong or missing.
    Warning,
    /// The document could not be used.
    Error,
}

impl Severity {
    /// The word used in the `diagnostics` table.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One remark about one document; becomes a row of `diagnostics`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Stable short code, lower-case with hyphens (`not-english`, `bad-sha256`).
    pub code: &'static str,
    /// What happened and what helps, in one sentence.
    pub message: String,
    /// Where in the text, if anywhere.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// A remark without a place.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity, code, message: message.into(), span: None }
    }

    /// The same remark, tied to a place in the text.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
