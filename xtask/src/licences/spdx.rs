//! Licence expressions: `MIT OR (Apache-2.0 WITH LLVM-exception AND ISC)`.
//!
//! `WITH` binds tighter than `AND`, and `AND` tighter than `OR`; the old `MIT/Apache-2.0` means `OR`.

use anyhow::{Result, bail};

/// Whether an expression can be met with licences that `allowed` accepts.
///
/// A licence with an exception is asked for as one name, `Apache-2.0 WITH LLVM-exception`; where that is not
/// allowed, the licence alone is enough, for an exception only takes obligations away.
pub(crate) fn is_satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut parser = Parser { tokens: spaced.split_whitespace().collect(), at: 0, allowed };
    let value = parser.any()?;
    match parser.peek() {
        None => Ok(value),
        Some(token) => bail!("unexpected {token:?}"),
    }
}

struct Parser<'a> {
    tokens: Vec<&'a str>,
    at: usize,
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<&'a str> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    /// `all OR all …`
    fn any(&mut self) -> Result<bool> {
        let mut value = self.all()?;
        while self.accept("OR") {
            // The right side is read in any case.
            value |= self.all()?;
        }
        Ok(value)
    }

    /// `one AND one …`
    fn all(&mut self) -> Result<bool> {
        let mut value = self.one()?;
        while self.accept("AND") {
            value &= self.one()?;
        }
        Ok(value)
    }

    /// A licence, or an expression in brackets.
    fn one(&mut self) -> Result<bool> {
        match self.next() {
            Some("(") => {
                let value = self.any()?;
                match self.next() {
                    Some(")") => Ok(value),
                    _ => bail!("a bracket is not closed"),
                }
            }
            Some(id) if !matches!(id, ")" | "OR" | "AND" | "WITH") => {
                if !self.accept("WITH") {
                    return Ok((self.allowed)(id));
                }
                let Some(exception) = self.next() else { bail!("WITH needs an exception") };
                Ok((self.allowed)(&format!("{id} WITH {exception}")) || (self.allowed)(id))
            }
            _ => bail!("a licence is missing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(expression: &str) -> bool {
        is_satisfied(expression, &|id| matches!(id, "MIT" | "ISC" | "Apache-2.0 WITH LLVM-exception")).unwrap()
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert!(met("MIT OR GPL-3.0-only AND ISC"));
        assert!(!met("(MIT OR GPL-3.0-only) AND Zlib"));
        assert!(met("(MIT OR GPL-3.0-only) AND ISC"));
    }

    #[test]
    fn slashes_and_exceptions() {
        assert!(met("MIT/GPL-2.0"));
        assert!(met("Apache-2.0 WITH LLVM-exception OR GPL-2.0"));
        assert!(!met("Apache-2.0"));
    }

    #[test]
    fn broken_expressions_are_errors() {
        for broken in ["", "MIT OR", "(MIT", "MIT ISC", "AND MIT", "MIT WITH"] {
            assert!(is_satisfied(broken, &|_| true).is_err(), "{broken}");
        }
    }
}
