//! Words, numbers and punctuation.

use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenKind {
    /// Letters, with inner apostrophes and the dots of single letters ("U.S.", "d'affaires").
    Word,
    /// Begins with a digit: "27", "2011", "1,700", "12th", "19.5".
    Number,
    /// One punctuation mark or symbol.
    Mark,
}

/// One token. A possessive ending ("'s", "’s", or the bare apostrophe after s) is a token of its own, of kind `Mark`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether its first letter is upper case.
    pub capital: bool,
    /// Whether it follows the token before it without a space.
    pub glued: bool,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '`')
}

/// Splits `span` of `text` into tokens, left to right. White space and zero-width characters separate and are dropped.
///
/// Hyphens, dashes and slashes stand alone, so that "Kyrgyz-Tajik", also when broken at a line end, and "EU–Central Asia"
/// can be looked up by their parts; [`Token::glued`] tells that nothing stands between. Never fails; every token lies inside `span` on character boundaries.
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let part = span.of(text);
    let mut tokens = Vec::with_capacity(part.len() / 5 + 1);
    let chars: Vec<(usize, char)> = part.char_indices().collect();
    let offset = |i: usize| span.start + chars.get(i).map_or(part.len(), |&(b, _)| b);
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let letter = |i: usize| at(i).is_some_and(|c| c.is_alphabetic() || is_combining(c));
    let digit = |i: usize| at(i).is_some_and(|c| c.is_ascii_digit());
    let mut i = 0;
    while let Some(c) = at(i) {
        let first = i;
        let kind = if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') {
            i += 1;
            continue;
        } else if c.is_alphabetic() {
            i = word_end(&chars, i);
            TokenKind::Word
        } else if c.is_ascii_digit() {
            while digit(i) || (at(i).is_some_and(|c| matches!(c, '.' | ',')) && digit(i + 1)) {
                i += 1;
            }
            // Ordinals and units that cling to the figure: 12th, 21st, 5G.
            while letter(i) {
                i += 1;
            }
            TokenKind::Number
        } else if is_apostrophe(c) && i > 0 && chars[i - 1].1.is_alphanumeric() {
            // A possessive: 's, or the bare apostrophe of a plural.
            i += 1;
            if at(i).is_some_and(|c| matches!(c, 's' | 'S')) && !letter(i + 1) {
                i += 1;
            }
            TokenKind::Mark
        } else {
            i += 1;
            TokenKind::Mark
        };
        let span = Span::new(offset(first), offset(i));
        let glued = tokens.last().is_some_and(|t: &Token| t.span.end == span.start);
        tokens.push(Token { span, kind, capital: c.is_uppercase(), glued });
    }
    tokens
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{2bb}' | '\u{2bc}' | '\u{2bf}')
}

/// Index after the word that begins at `i`.
fn word_end(chars: &[(usize, char)], mut i: usize) -> usize {
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let letter = |i: usize| at(i).is_some_and(|c| c.is_alphabetic() || is_combining(c));
    let first = i;
    loop {
        while letter(i) || at(i).is_some_and(|c| c.is_ascii_digit()) {
            i += 1;
        }
        let Some(c) = at(i) else { return i };
        if is_apostrophe(c) && letter(i + 1) && !(matches!(at(i + 1), Some('s' | 'S')) && !letter(i + 2)) {
            // d'affaires, O'Brien, Eisenhower's excluded above.
            i += 1;
        } else if c == '.'
            && letter(i + 1)
            && !at(i + 2).is_some_and(char::is_alphabetic)
            && single_letters(chars, first, i)
        {
            // U.S, U.N, H.E, a.m: dots between single letters.
            i += 1;
        } else if c == '.' && single_letters(chars, first, i) && i > first + 1 {
            return i + 1;
        } else if c == '&' && letter(i + 1) && i == first + 1 {
            i += 1;
        } else {
            return i;
        }
    }
}

/// Whether `first..i` is single letters with dots between them.
fn single_letters(chars: &[(usize, char)], first: usize, i: usize) -> bool {
    (first..i).all(|k| {
        let c = chars[k].1;
        if (k - first).is_multiple_of(2) { c.is_alphabetic() } else { c == '.' }
    }) && (i - first) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, Span::new(0, text.len())).into_iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_keep_dots_and_inner_apostrophes() {
        assert_eq!(words("U.S.-Croatia chargé d’affaires"), ["U.S.", "-", "Croatia", "chargé", "d’affaires"]);
        assert_eq!(words("Co-operation in 2011-2012."), ["Co", "-", "operation", "in", "2011", "-", "2012", "."]);
        assert_eq!(words("Kyrgyz-\n  Tajik border"), ["Kyrgyz", "-", "Tajik", "border"]);
    }

    #[test]
    fn possessives_are_tokens() {
        assert_eq!(words("Biden’s States' it's O'Brien"), ["Biden", "’s", "States", "'", "it", "'s", "O'Brien"]);
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(words("1,700 men, 12th; 3.5%"), ["1,700", "men", ",", "12th", ";", "3.5", "%"]);
    }
}
