//! Records of a WARC stream; after a broken one, the next that can be found.

use std::io::{BufRead, Read};

use crate::containers::unreadable;
use crate::{Failure, Reading};

/// Longest header of a record.
const HEADER: usize = 64 << 10;

/// One record.
pub(super) struct Record {
    /// Its number in the file, from 1.
    pub(super) number: u64,
    headers: Vec<(String, String)>,
    /// Its block.
    pub(super) body: Vec<u8>,
}

impl Record {
    /// The first header of this name, letter case aside.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// What comes next in a stream.
pub(super) enum Next {
    Record(Record),
    Broken(Failure),
    End,
}

/// Reads records.
pub(super) struct Records<'a, R> {
    stream: R,
    how: &'a Reading<'a>,
    number: u64,
    /// The last record was broken: look for the next beginning.
    lost: bool,
}

impl<'a, R: BufRead> Records<'a, R> {
    pub(super) fn new(stream: R, how: &'a Reading<'a>) -> Self {
        Records { stream, how, number: 0, lost: false }
    }

    /// The next record.
    ///
    /// # Errors
    /// When the stream itself ends in an error.
    pub(super) fn next(&mut self) -> Result<Next, Failure> {
        let mut line = Vec::new();
        loop {
            if self.line(&mut line)? == 0 {
                return Ok(Next::End);
            }
            if line.starts_with(b"WARC/") {
                break;
            }
            // Empty lines part records; anything else is what a broken one left.
            if !line.trim_ascii().is_empty() && !self.lost {
                self.lost = true;
                self.number += 1;
                return Ok(self.broken("does not begin with WARC/ as a record must"));
            }
        }
        self.lost = false;
        self.number += 1;
        self.rest()
    }

    fn rest(&mut self) -> Result<Next, Failure> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut line = Vec::new();
        let mut size = 0;
        loop {
            if self.line(&mut line)? == 0 {
                return Ok(self.broken("ends within its header; the file was cut off"));
            }
            size += line.len();
            if size > HEADER {
                return Ok(self.broken("has a header of more than 64 KiB"));
            }
            let text = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
            if text.is_empty() {
                break;
            }
            match text.split_once(':') {
                // A line that begins with a blank goes on with the value before it.
                _ if text.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = headers.last_mut() {
                        value.push(' ');
                        value.push_str(text.trim());
                    }
                }
                Some((name, value)) => headers.push((name.trim().to_owned(), value.trim().to_owned())),
                None => return Ok(self.broken("has a header line without a colon")),
            }
        }
        let length = header(&headers, "Content-Length").and_then(|l| l.parse::<u64>().ok());
        let Some(length) = length else {
            return Ok(self.broken("has no Content-Length that is a number"));
        };
        let limit = self.how.limits.document_bytes;
        let wanted = length.min(limit);
        let mut body = Vec::new();
        let read = self.stream.by_ref().take(wanted).read_to_end(&mut body).map_err(|e| self.unreadable(&e))?;
        if (read as u64) < wanted {
            return Ok(self.broken("is shorter than its Content-Length; the file was cut off"));
        }
        if length > limit {
            let over = length - limit;
            std::io::copy(&mut self.stream.by_ref().take(over), &mut std::io::sink())
                .map_err(|e| self.unreadable(&e))?;
            return Ok(Next::Broken(crate::containers::too_large(&self.here(), limit)));
        }
        Ok(Next::Record(Record { number: self.number, headers, body }))
    }

    /// Reads a line of at most [`HEADER`] bytes; a longer one comes in pieces.
    fn line(&mut self, line: &mut Vec<u8>) -> Result<usize, Failure> {
        line.clear();
        self.stream.by_ref().take(HEADER as u64).read_until(b'\n', line).map_err(|e| self.unreadable(&e))
    }

    fn unreadable(&self, error: &std::io::Error) -> Failure {
        unreadable(self.how.path, error)
    }

    fn here(&self) -> String {
        format!("{}#{}", self.how.path, self.number)
    }

    fn broken(&mut self, what: &str) -> Next {
        self.lost = true;
        let what = format!("record {} {what}; it was left out, and the next ones are read", self.number);
        Next::Broken(Failure::new(&self.here(), "bad-warc", what))
    }
}
