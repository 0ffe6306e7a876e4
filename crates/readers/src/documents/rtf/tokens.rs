//! RTF as tokens.

/// One token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'a [u8], Option<i32>),
    /// A control symbol: `\~`, `\*`.
    Symbol(u8),
    /// A byte of text, as such or as `\'hh`.
    Byte(u8),
}

/// Reads tokens; never fails, for RTF has no wrong bytes.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Tokens { bytes }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(count.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    fn take_while(&mut self, is: impl Fn(u8) -> bool) -> &'a [u8] {
        self.take(self.bytes.iter().take_while(|b| is(**b)).count())
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.first()?;
        if first == b'\'' {
            self.take(1);
            let hex = self.bytes.get(..2).and_then(|h| std::str::from_utf8(h).ok());
            let byte = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
            if byte.is_some() {
                self.take(2);
            }
            return Some(Token::Byte(byte.unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.take(1);
            // A line end behind a backslash is a paragraph's.
            return Some(if matches!(first, b'\n' | b'\r') { Token::Word(b"par", None) } else { Token::Symbol(first) });
        }
        let word = self.take_while(|b| b.is_ascii_alphabetic());
        let minus = self.bytes.first() == Some(&b'-') && self.bytes.get(1).is_some_and(u8::is_ascii_digit);
        if minus {
            self.take(1);
        }
        let digits = self.take_while(|b| b.is_ascii_digit());
        let number = std::str::from_utf8(digits).ok().and_then(|d| d.parse::<i32>().ok());
        let number = number.map(|n| if minus { -n } else { n });
        if self.bytes.first() == Some(&b' ') {
            self.take(1);
        }
        if word == b"bin" {
            // Raw bytes, which may hold braces.
            self.take(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match *self.take(1).first()? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends and NUL only lay out the source.
                b'\n' | b'\r' | 0 => {}
                b'\t' => return Some(Token::Word(b"tab", None)),
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_bytes_and_binary() {
        let tokens: Vec<_> = Tokens::new(b"{\\u-3913 \\'e9a\\bin3 }}}\\~\\par\n").collect();
        let expected = [
            Token::Open,
            Token::Word(b"u", Some(-3913)),
            Token::Byte(0xe9),
            Token::Byte(b'a'),
            Token::Word(b"bin", Some(3)),
            Token::Symbol(b'~'),
            Token::Word(b"par", None),
        ];
        assert_eq!(tokens, expected);
    }
}
