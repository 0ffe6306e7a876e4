//! A Rust file with comments, literals and tests told apart, line by line.

/// One `.rs` file, ready for the checks.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path relative to the root.
    pub(crate) path: String,
    /// The lines outside tests, with comments and the inside of literals blanked.
    pub(crate) code: Vec<String>,
    /// String literals outside tests: line (from 1) and content as written.
    pub(crate) literals: Vec<(usize, String)>,
    /// The same lines as they stand in the file.
    raw: Vec<String>,
}

impl Source {
    /// Reads a file. A file of tests has no lines left.
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let (masked, mut literals) = mask(text);
        let mut code: Vec<String> = masked.lines().map(str::to_owned).collect();
        let mut raw: Vec<String> = text.lines().map(str::to_owned).collect();
        let end = if is_test_file(path) { 0 } else { test_start(&code) };
        code.truncate(end);
        raw.truncate(end);
        literals.retain(|(line, _)| *line <= end);
        Self { path: path.to_owned(), code, literals, raw }
    }

    /// Lines of code with their numbers.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.iter().enumerate().map(|(index, line)| (index + 1, line.as_str()))
    }

    /// Whether `// tidy-allow(check): reason` stands on a line or on the one above it.
    pub(crate) fn excuses(&self, check: &str, line: usize) -> bool {
        let mark = format!("tidy-allow({check}):");
        let has_reason = |line: &String| line.split_once(&mark).is_some_and(|(_, reason)| !reason.trim().is_empty());
        let from = line.saturating_sub(2);
        self.raw.get(from..line).is_some_and(|lines| lines.iter().any(has_reason))
    }
}

fn is_test_file(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "tests" | "benches" | "examples" | "tests.rs"))
        || path.ends_with("_tests.rs")
}

/// The number of lines before the tests. `#[cfg(test)] mod tests;` at the top of a file does not count.
fn test_start(code: &[String]) -> usize {
    let is_start = |at: usize| {
        code[at].trim_start().strip_prefix("#[cfg(test)]").is_some_and(|rest| {
            let following = code[at + 1..].iter().map(|line| line.trim());
            let item = std::iter::once(rest.trim()).chain(following).find(|part| !part.is_empty());
            !item.is_some_and(|item| item.ends_with(';'))
        })
    };
    (0..code.len()).find(|&at| is_start(at)).unwrap_or(code.len())
}

/// Blanks comments and the inside of literals, and collects the string literals. Lines stay where they are.
fn mask(text: &str) -> (String, Vec<(usize, String)>) {
    let mut scanner =
        Scanner { chars: text.chars().collect(), at: 0, line: 1, out: String::new(), literals: Vec::new() };
    scanner.run();
    (scanner.out, scanner.literals)
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    out: String,
    literals: Vec<(usize, String)>,
}

impl Scanner {
    fn run(&mut self) {
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.blank_while(|c, _| c != '\n'),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(0, true),
                ('r', Some('"' | '#')) if self.starts_raw_string() => self.raw_string(),
                ('\'', _) if self.is_character() => self.character(),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn keep(&mut self) {
        self.push(|c| c);
    }

    fn blank(&mut self) {
        self.push(|c| if c == '\n' { c } else { ' ' });
    }

    fn push(&mut self, shown: impl Fn(char) -> char) {
        if let Some(c) = self.peek(0) {
            self.line += usize::from(c == '\n');
            self.out.push(shown(c));
            self.at += 1;
        }
    }

    fn blank_while(&mut self, inside: impl Fn(char, Option<char>) -> bool) {
        while self.peek(0).is_some_and(|c| inside(c, self.peek(1))) {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                (None, _) => return,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    /// `r"`, `r#"`, also behind `b` or `c`, but not the end of an identifier and not `r#type`.
    fn starts_raw_string(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).map(|at| self.chars[at]);
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let own_word = !is_word(before(1)) || matches!(before(1), Some('b' | 'c')) && !is_word(before(2));
        let hashes = self.chars[self.at + 1..].iter().take_while(|&&c| c == '#').count();
        own_word && self.peek(1 + hashes) == Some('"')
    }

    fn raw_string(&mut self) {
        self.keep();
        let mut hashes = 0;
        while self.peek(0) == Some('#') {
            self.keep();
            hashes += 1;
        }
        self.string(hashes, false);
    }

    /// From the opening quote to the closing one, which `hashes` number signs follow.
    fn string(&mut self, hashes: usize, escapes: bool) {
        let start = self.line;
        let mut content = String::new();
        self.keep();
        while let Some(c) = self.peek(0) {
            if c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.keep();
                break;
            }
            let width = if escapes && c == '\\' { 2 } else { 1 };
            for _ in 0..width {
                content.extend(self.peek(0));
                self.blank();
            }
        }
        self.literals.push((start, content));
    }

    /// A character literal and not a lifetime.
    fn is_character(&self) -> bool {
        self.peek(1) == Some('\\') || self.peek(2) == Some('\'')
    }

    fn character(&mut self) {
        self.keep();
        let escaped = self.peek(0) == Some('\\');
        self.blank();
        if escaped {
            self.blank();
        }
        self.blank_while(|c, _| c != '\'' && c != '\n');
        self.keep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        Source::parse("crates/link/src/a.rs", text).code.join("\n")
    }

    #[test]
    fn comments_and_literals_are_blanked() {
        assert_eq!(code("a(); // panic!\nb(\"panic!\\\"\");"), "a();          \nb(\"        \");");
        assert_eq!(code("/* x /* y */ z */ c"), format!("{}c", " ".repeat(18)));
        assert_eq!(code("m('\"', '\\'', r#\"a\"b\"#)"), "m(' ', '  ', r#\"   \"#)");
        assert_eq!(code("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
    }

    #[test]
    fn literals_come_with_their_line() {
        let source = Source::parse("src/a.rs", "/// \"doc\"\nlet a = \"Kazakhstan\";\nlet b = br\"x\\\";");
        assert_eq!(source.literals, [(2, "Kazakhstan".to_owned()), (3, "x\\".to_owned())]);
    }

    #[test]
    fn tests_are_left_out() {
        assert_eq!(code("a();\n#[cfg(test)]\nmod tests {\n b();\n}"), "a();");
        assert_eq!(code("#[cfg(test)]\nmod tests;\na();").lines().count(), 3);
        assert!(Source::parse("crates/link/tests/a.rs", "a();").code.is_empty());
    }

    #[test]
    fn an_excuse_needs_a_reason() {
        let source =
            Source::parse("src/a.rs", "// tidy-allow(panics): checked above\na();\n// tidy-allow(panics):\nb();");
        assert!(source.excuses("panics", 2));
        assert!(!source.excuses("panics", 4));
        assert!(!source.excuses("words", 2));
    }
}
