//! One document's text and what can be said of it without knowing a language's words: spans, blocks, tokens,
//! sentences, folding for comparison, and the diagnostics every stage may leave.
//!
//! Offsets inside the engine are **bytes** into the decoded text ([`Span`], half-open). Tables give **code points**;
//! [`CodePoints`] converts. Text is masked by blocks, never edited, so an offset always points into the source.
//!
//! ```
//! use rapporteur_text::{CodePoints, Span};
//! let text = "Lajčák spoke.";
//! let span = Span::new(9, 14);
//! assert_eq!(span.of(text), "spoke");
//! assert_eq!(CodePoints::new(text).of(span), (7, 12));
//! ```

mod block;
mod diagnostic;
mod fold;
mod sentence;
mod span;
mod token;

pub use block::{Block, BlockKind};
pub use diagnostic::{Diagnostic, Severity};
pub use fold::{fold, folded, is_acronym, slug};
pub use sentence::{Abbreviations, Sentence, sentences};
pub use span::{CodePoints, LineIndex, Span};
pub use token::{Token, TokenKind, tokenize};
