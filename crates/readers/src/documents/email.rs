//! E-mails: the subject as headline, the text as paragraphs.

use mail_parser::{MessageParser, MimeHeaders, PartType};
use rapporteur_text::{Diagnostic, Severity};

use super::html::blocks::{Block, Kind, join};
use super::html::{body_blocks, headline};
use super::reflow;
use crate::{DocumentFormat, Draft, Failure, Format, Limits, Metadata, plain};

/// E-mails.
pub const EMAIL: Email = Email;

/// See [`EMAIL`].
#[derive(Clone, Copy, Debug)]
pub struct Email;

/// Headers that letters begin with.
const KNOWN: &[&str] = &[
    "authentication-results",
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "message-id",
    "mime-version",
    "received",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
];

impl Format for Email {
    fn name(&self) -> &'static str {
        "e-mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["message/rfc822"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        let mut known: Vec<String> = Vec::new();
        let mut lines = head.split(|&b| b == b'\n').map(|l| l.strip_suffix(b"\r").unwrap_or(l)).peekable();
        let mut any = false;
        while let Some(line) = lines.next() {
            if line.is_empty() {
                break;
            }
            // The last line of the head may be cut off.
            if lines.peek().is_none() && any {
                break;
            }
            if any && line.starts_with(b" ") || line.starts_with(b"\t") {
                continue;
            }
            let Some(colon) = line.iter().position(|&b| b == b':') else { return false };
            let name = &line[..colon];
            if name.is_empty() || !name.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
                return false;
            }
            any = true;
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            if KNOWN.contains(&name.as_str()) && !known.contains(&name) {
                known.push(name);
            }
        }
        // `Date:` and `Subject:` alone head many a plain text.
        known.len() >= 2 && known.iter().any(|n| !matches!(n.as_str(), "date" | "subject" | "to"))
    }
}

impl DocumentFormat for Email {
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
        let broken = || Failure::new(path, "bad-email", "is no e-mail that can be read; save its text as plain text");
        let parser = MessageParser::default();
        let parse = std::panic::AssertUnwindSafe(|| parser.parse(bytes));
        let message = std::panic::catch_unwind(parse).ok().flatten().ok_or_else(broken)?;

        // Parts of a list of text parts may be HTML, where a letter has no plain text.
        let mut blocks = Vec::new();
        let mut problem = false;
        for &part in &message.text_body {
            let Some(part) = message.part(part) else { continue };
            problem |= part.is_encoding_problem;
            match &part.body {
                PartType::Text(text) => {
                    let flowed = part
                        .content_type()
                        .is_some_and(|t| t.attribute("format").is_some_and(|f| f.eq_ignore_ascii_case("flowed")));
                    let text = if flowed { unflow(text) } else { text.replace("\r\n", "\n") };
                    blocks.extend(paragraphs(&text));
                }
                PartType::Html(html) => blocks.extend(body_blocks(path, html.to_string(), limits)?),
                _ => {}
            }
        }
        if blocks.iter().all(|b| b.text.trim().is_empty()) {
            let what = "is an e-mail without text; save what is attached to it as files of their own";
            return Err(Failure::new(path, "empty", what));
        }
        let subject = message.subject().and_then(plain).map(|s| without_prefixes(&s).to_owned());
        let subject = subject.filter(|s| !s.is_empty());
        headline::put_first(&mut blocks, subject.as_deref());
        let sender = message.from().and_then(|from| from.first());
        let publisher = sender.and_then(|s| s.name()).and_then(plain);
        let date = message.date().and_then(|d| {
            let year = i16::try_from(d.year).ok()?;
            jiff::civil::Date::new(year, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?).ok()
        });
        let remarks = problem.then(|| {
            let what = "parts of it are not encoded as they say; check the letters";
            Diagnostic::new(Severity::Info, "decoded", what.to_owned())
        });
        Ok(Draft {
            text: join(&blocks),
            metadata: Metadata { title: subject, publisher, published_date: date, ..Metadata::default() },
            remarks: remarks.into_iter().collect(),
        })
    }
}

/// `Fwd: Re: Talks` without its prefixes.
fn without_prefixes(subject: &str) -> &str {
    let mut subject = subject.trim();
    loop {
        let cut = ["fwd:", "fw:", "re:", "aw:", "wg:", "tr:"].iter().find_map(|p| {
            subject.get(..p.len()).filter(|s| s.eq_ignore_ascii_case(p)).and_then(|_| subject.get(p.len()..))
        });
        match cut {
            Some(rest) => subject = rest.trim_start(),
            None => return subject,
        }
    }
}

/// Plain text as blocks, without the signature.
fn paragraphs(text: &str) -> Vec<Block> {
    // Quoted-printable and many a mailer take the space away.
    let end = ["\n-- \n", "\n--\n"].iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    let text: String = text[..end].chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).collect();
    let blocks = reflow::paragraphs(&text).into_iter();
    blocks.map(|text| Block { kind: Kind::Text, text, linked: 0 }).collect()
}

/// RFC 3676: a line that ends in a space goes on in the next one; the line before a signature does not count.
fn unflow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        out.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mail: &str) -> Draft {
        EMAIL.read("a.eml", mail.as_bytes(), &Limits::default()).expect("text")
    }

    #[test]
    fn letters_give_headline_text_and_sender() {
        let draft = read(
            "From: =?utf-8?Q?Minist=C3=A8re?= <press@example.org>\r\nDate: Tue, 12 Mar 2024 23:30:00 -0500\r\n\
             Subject: Fwd: RE: Talks in Osh\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n\
             The ministers of foreign affairs of the two countries met in Osh, and=\r\n discussed caf=E9s.\r\n\r\n\
             They met again.\r\n-- \r\nPress Service\r\n",
        );
        assert_eq!(
            draft.text,
            "Talks in Osh\n\nThe ministers of foreign affairs of the two countries met in Osh, and discussed cafés.\n\n\
             They met again.\n"
        );
        assert_eq!(draft.metadata.publisher.as_deref(), Some("Ministère"));
        assert_eq!(draft.metadata.published_date, Some(jiff::civil::date(2024, 3, 12)));
    }

    #[test]
    fn html_is_rendered_where_there_is_no_plain_text() {
        let draft = read(
            "From: a@example.org\nSubject: Talks\nContent-Type: text/html; charset=utf-8\n\
             Content-Transfer-Encoding: base64\n\nPGgxPlRhbGtzPC9oMT48dWw+PGxpPk9uZTxsaT5Ud288L3VsPg==\n",
        );
        assert_eq!(draft.text, "Talks\n\n- One\n- Two\n");
    }

    #[test]
    fn flowed_lines_are_joined() {
        let draft = read(
            "From: a@example.org\nSubject: Talks\nContent-Type: text/plain; format=flowed\n\nThe ministers \nmet.\n\n-- \nMe\n",
        );
        assert_eq!(draft.text, "Talks\n\nThe ministers met.\n");
    }

    #[test]
    fn letters_are_known_by_their_headers() {
        assert!(EMAIL.sniff(b"Return-Path: <a@b>\r\nReceived: from x\r\n\tby y; z\r\nFrom: a\r\n\r\nText"));
        assert!(EMAIL.sniff(b"From: a@b\nTo: c\nSubject: x\n"));
        for head in [
            &b"Date: 12 March 2024\nSubject: Talks\n\nText"[..],
            b"From: the ministry\n\nText",
            b"Text\nFrom: a\nTo: b",
            b"",
        ] {
            assert!(!EMAIL.sniff(head), "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn letters_without_text_fail_with_a_remedy() {
        let failure = EMAIL.read("a.eml", b"From: a@b\nSubject: x\n\n", &Limits::default()).expect_err("no text");
        assert!(matches!(failure.code, "empty" | "bad-email"), "{failure}");
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300), html: bool) {
            let _ = EMAIL.read("a.eml", &bytes, &Limits::default());
            EMAIL.sniff(&bytes);
            let kind = if html { "text/html" } else { "multipart/mixed; boundary=a" };
            let head = format!("From: a\nSubject: b\nContent-Type: {kind}\n\n--a\n\n");
            let _ = EMAIL.read("a.eml", &[head.as_bytes(), &bytes].concat(), &Limits::default());
        }
    }
}
