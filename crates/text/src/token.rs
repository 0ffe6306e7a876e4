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

/// One token. A possessive ending ("'s", "’s", or the bare apostrophe after s) is a token of its own, of kind `Mark`. A verb drawn
/// together with its subject ("'ll", "’ve", "'re", "'m") is a token of its own, of kind `Word`.
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

/// Characters of a text by the byte they begin at.
#[derive(Clone, Copy)]
struct Chars<'t>(&'t str);

impl Chars<'_> {
    /// The character that begins at byte `i`.
    #[inline]
    fn at(self, i: usize) -> Option<char> {
        match self.0.as_bytes().get(i) {
            Some(&b) if b.is_ascii() => Some(char::from(b)),
            Some(_) => self.0.get(i..)?.chars().next(),
            None => None,
        }
    }

    /// Where the next character begins.
    #[inline]
    fn after(self, i: usize) -> usize {
        i + self.at(i).map_or(1, char::len_utf8)
    }

    #[inline]
    fn letter(self, i: usize) -> bool {
        self.at(i).is_some_and(|c| c.is_alphabetic() || is_combining(c))
    }

    #[inline]
    fn digit(self, i: usize) -> bool {
        self.0.as_bytes().get(i).is_some_and(u8::is_ascii_digit)
    }
}

/// Splits `span` of `text` into tokens, left to right. White space and zero-width characters separate and are dropped.
///
/// Hyphens, dashes and slashes stand alone, so that "Kyrgyz-Tajik", also when broken at a line end, and "EU–Central Asia"
/// can be looked up by their parts; [`Token::glued`] tells that nothing stands between. Never fails; every token lies inside `span` on character boundaries.
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let part = Chars(span.of(text));
    let mut tokens: Vec<Token> = Vec::with_capacity(part.0.len() / 5 + 1);
    // What stands right before a mark tells whether an apostrophe is a possessive.
    let mut before = '\0';
    let mut i = 0;
    while let Some(c) = part.at(i) {
        let first = i;
        i += c.len_utf8();
        let kind = if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') {
            before = c;
            continue;
        } else if c.is_alphabetic() {
            i = word_end(part, first);
            TokenKind::Word
        } else if c.is_ascii_digit() {
            while part.digit(i) || (matches!(part.at(i), Some('.' | ',')) && part.digit(i + 1)) {
                i += 1;
            }
            // Ordinals and units that cling to the figure: 12th, 21st, 5G.
            while part.letter(i) {
                i = part.after(i);
            }
            TokenKind::Number
        } else if is_apostrophe(c)
            && before.is_alphabetic()
            && let Some(end) = contracted(part, i)
        {
            // A verb drawn together with its subject: "we'll", "they've".
            i = end;
            TokenKind::Word
        } else {
            // A possessive: 's, or the bare apostrophe of a plural.
            if is_apostrophe(c)
                && before.is_alphanumeric()
                && matches!(part.at(i), Some('s' | 'S'))
                && !part.letter(i + 1)
            {
                i += 1;
            }
            TokenKind::Mark
        };
        before = part.0[first..i].chars().next_back().unwrap_or(c);
        let span = Span::new(span.start + first, span.start + i);
        let glued = tokens.last().is_some_and(|t| t.span.end == span.start);
        tokens.push(Token { span, kind, capital: c.is_uppercase(), glued });
    }
    tokens
}

/// Where "ll", "ve", "re" or "m" ends that begins at byte `i`, behind an apostrophe, and is all of the rest of the word.
fn contracted(part: Chars<'_>, i: usize) -> Option<usize> {
    let rest = part.0.get(i..)?;
    let ending = ["ll", "ve", "re", "m"].iter().find(|e| rest.starts_with(**e))?;
    let end = i + ending.len();
    (!part.letter(end) && !part.digit(end) && !part.at(end).is_some_and(is_apostrophe)).then_some(end)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{2bb}' | '\u{2bc}' | '\u{2bf}')
}

/// Where the word that begins at byte `first` ends.
fn word_end(part: Chars<'_>, first: usize) -> usize {
    let mut i = first;
    loop {
        while part.letter(i) || part.digit(i) {
            i = part.after(i);
        }
        let Some(c) = part.at(i) else { return i };
        let next = i + c.len_utf8();
        if is_apostrophe(c)
            && part.letter(next)
            && !(matches!(part.at(next), Some('s' | 'S')) && !part.letter(next + 1))
            && contracted(part, next).is_none()
        {
            // d'affaires, O'Brien, Eisenhower's excluded above.
            i = next;
        } else if c == '.'
            && part.letter(next)
            && !part.at(part.after(next)).is_some_and(char::is_alphabetic)
            && single_letters(&part.0[first..i])
        {
            // U.S, U.N, H.E, a.m: dots between single letters.
            i = next;
        } else if c == '.' && single_letters(&part.0[first..i]) && part.after(first) < i {
            return next;
        } else if c == '&' && part.letter(next) && part.after(first) == i {
            i = next;
        } else {
            return i;
        }
    }
}

/// Whether a word is single letters with dots between them.
fn single_letters(word: &str) -> bool {
    let mut last = false;
    word.chars().enumerate().all(|(k, c)| {
        last = k.is_multiple_of(2);
        if last { c.is_alphabetic() } else { c == '.' }
    }) && last
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
    fn contracted_verbs_are_tokens() {
        assert_eq!(words("We’ll see, I'm sure they've"), ["We", "’ll", "see", ",", "I", "'m", "sure", "they", "'ve"]);
        assert_eq!(words("O'Reilly d’mello"), ["O'Reilly", "d’mello"]);
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(words("1,700 men, 12th; 3.5%"), ["1,700", "men", ",", "12th", ";", "3.5", "%"]);
    }
}
