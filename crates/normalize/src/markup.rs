//! What is no word of a text: web addresses, signs of Markdown, tags left from HTML.

use rapporteur_text::{Span, Token};

/// The tokens of a block without those of its markup.
pub(crate) fn without(text: &str, block: Span, tokens: Vec<Token>) -> Vec<Token> {
    let mut markup = addresses(text, block);
    markup.extend(tags(text, block));
    markup.sort_unstable_by_key(|m| m.start);
    let mut ahead = markup.into_iter().peekable();
    let mut end = 0;
    let word = |t: &Token| {
        while let Some(m) = ahead.next_if(|m| m.start <= t.span.start) {
            end = end.max(m.end);
        }
        t.span.end > end && t.span.of(text) != "*"
    };
    tokens.into_iter().filter(word).collect()
}

/// Web addresses and the brackets of Markdown links around them: no words of the text.
fn addresses(text: &str, span: Span) -> Vec<Span> {
    let part = span.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = part[from..].find("://").map(|i| from + i) {
        let start = part[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |i| i + part[i..].chars().next().map_or(1, char::len_utf8));
        let end = part[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"'))
            .map_or(part.len(), |i| at + i);
        // "[words](address)": the brackets go with the address.
        let open = if part[..start].ends_with("](") { start - 2 } else { start };
        let close = if open < start && part[end..].starts_with(')') { end + 1 } else { end };
        if open < start
            && let Some(bracket) = part[..open].rfind(['[', ']']).filter(|&i| part[i..].starts_with('['))
        {
            found.push(Span::new(span.start + bracket, span.start + bracket + 1));
        }
        found.push(Span::new(span.start + open, span.start + close));
        from = close.max(at + 3);
    }
    found
}

/// HTML tags left in a text ("29<sup>th</sup>"): no words of it.
fn tags(text: &str, span: Span) -> Vec<Span> {
    let part = span.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = part[from..].find('<').map(|i| from + i) {
        let inside = &part[open + 1..];
        let named = inside.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        let close = inside.find(['<', '>']).filter(|&c| inside[c..].starts_with('>') && c <= 200);
        match close.filter(|_| named) {
            Some(close) => {
                let mut end = open + 1 + close + 1;
                // "30<sup>th</sup>": the letters of an ordinal go with their tag.
                if inside[..close].eq_ignore_ascii_case("sup")
                    && ["st", "nd", "rd", "th"].iter().any(|x| part[end..].starts_with(x))
                {
                    end += 2;
                }
                found.push(Span::new(span.start + open, span.start + end));
                from = end;
            }
            None => from = open + 1,
        }
    }
    found
}

/// White space collapsed to single spaces, signs of Markdown and tags left from HTML dropped.
pub fn clean(s: &str) -> String {
    // "1<sup>st</sup> Vice Minister".
    let tagged = s.contains('<').then(|| without_tags(s));
    let s = tagged.as_deref().unwrap_or(s);
    let linked = s.contains(['[', ']']).then(|| without_links(s));
    let s = linked.as_deref().unwrap_or(s);
    let plain = |b: &[u8]| !matches!(b, [b'*', b'*'] | [b' ', b' ']);
    let marked = |b: u8| !b.is_ascii() || b.is_ascii_whitespace() && b != b' ';
    if !s.bytes().any(marked) && s.as_bytes().windows(2).all(plain) && s.trim() == s {
        return s.to_owned();
    }
    s.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text between HTML tags.
fn without_tags(s: &str) -> String {
    let mut plain = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(open) = rest.find('<') {
        let named = rest[open + 1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        let close = rest[open..].find('>').filter(|_| named);
        let Some(close) = close else { break };
        plain.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    plain + rest
}

/// The text without the brackets and addresses of Markdown links, of which the first or last may be cut: "first [Summit](https://a.b",
/// "the [Institute of". Brackets of the text itself stay: "the [Afghan] parties".
fn without_links(s: &str) -> String {
    let mut plain = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find(['[', ']']) {
        let (open, after) = (rest[at..].starts_with('['), &rest[at + 1..]);
        // The bracket that closes this one, if no other opens before.
        let close = after.find(['[', ']']).filter(|&i| open && after[i..].starts_with(']')).map(|i| i + 1);
        plain.push_str(&rest[..at]);
        rest = if let Some(close) = close.filter(|&i| !after[i..].starts_with('(')) {
            plain.push('[');
            plain.push_str(&after[..close]);
            &after[close..]
        } else if let Some(address) = after.strip_prefix('(').filter(|_| !open) {
            address.find(')').map_or("", |close| &address[close + 1..])
        } else {
            after
        };
    }
    plain + rest
}
