//! The HTTP response inside of a record.

use std::io::Read;

use crate::containers::guard::{Counted, Guarded};
use crate::containers::{too_large, unreadable};
use crate::{Failure, Limits};

/// Header lines of a response at most.
const HEADERS: usize = 128;

/// A response with its body as the server meant it.
pub(super) struct Response {
    pub(super) media_type: Option<String>,
    pub(super) body: Vec<u8>,
}

/// The media type of a `Content-Type`, without parameters.
pub(super) fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Takes a response apart; `None` when it is an error or a redirection.
pub(super) fn response(bytes: &[u8], path: &str, limits: &Limits) -> Result<Option<Response>, Failure> {
    let broken = |what: &str| {
        let what = format!("its HTTP response {what}; it was left out");
        Failure::new(path, "bad-http", what)
    };
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let at = match httparse::ParserConfig::default()
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .parse_response(&mut head, bytes)
    {
        Ok(httparse::Status::Complete(at)) => at,
        Ok(httparse::Status::Partial) => return Err(broken("has no end of headers")),
        Err(error) => return Err(broken(&format!("is malformed ({error})"))),
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let header = |name: &str| {
        let found = head.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let body = bytes.get(at..).unwrap_or_default();
    let chunked = header("transfer-encoding").is_some_and(|v| v.contains("chunked"));
    // Many crawlers store the body already joined and leave the header.
    let joined = if chunked { dechunked(body) } else { None };
    let body = joined.as_deref().unwrap_or(body);
    let body = match header("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(&[0x1F, 0x8B]) => {
            unpacked(&|r| Box::new(flate2::read::MultiGzDecoder::new(r)), body, path, limits)?
        }
        Some("deflate") if body.first() == Some(&0x78) => {
            unpacked(&|r| Box::new(flate2::read::ZlibDecoder::new(r)), body, path, limits)?
        }
        Some("br") => return Err(broken("is packed with Brotli, which is not read; fetch it without")),
        // Already unpacked by the crawler.
        _ => body.to_vec(),
    };
    Ok(Some(Response { media_type: header("content-type").map(|v| media_type(&v)).filter(|t| !t.is_empty()), body }))
}

type Unpack<'f> = &'f dyn for<'b> Fn(Counted<&'b [u8]>) -> Box<dyn Read + 'b>;

fn unpacked(unpack: Unpack<'_>, body: &[u8], path: &str, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let (counted, went_in) = Counted::new(body);
    let limit = limits.document_bytes;
    let mut bytes = Vec::new();
    Guarded::new(unpack(counted), went_in, limits.ratio)
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(path, &e))?;
    if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
}

/// The chunks of a body joined; `None` when it is not in chunks.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = body.windows(2).take(64).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = body.get(end + 2..)?;
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(body.get(..size)?);
        body = body.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bytes: &[u8]) -> Option<Vec<u8>> {
        response(bytes, "a", &Limits::default()).unwrap().map(|r| r.body)
    }

    #[test]
    fn chunks_are_joined_and_errors_passed_over() {
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThey\r\n5;x=y\r\n met.\r\n0\r\n\r\n";
        assert_eq!(body(chunked).unwrap(), b"They met.");
        let joined = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nThey met.";
        assert_eq!(body(joined).unwrap(), b"They met.");
        assert_eq!(body(b"HTTP/1.1 404 Not Found\r\n\r\nNo."), None);
        assert_eq!(response(b"HTTP/1.1", "a", &Limits::default()).err().unwrap().code, "bad-http");
    }
}
