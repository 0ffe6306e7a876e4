//! What a file must not do to the parser, found before it runs.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::Limits;

/// Streams below this size may be as compressed as they like.
const RATIO_FROM: u64 = 16 << 20;

/// Refuses tables of objects that would not fit into memory: the parser decompresses them without a limit.
pub(super) fn look_over(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"stream") {
        let (dictionary, content) = (&bytes[from..from + at], &bytes[from + at + 6..]);
        from += at + 6;
        let dictionary = dictionary.windows(3).rposition(|w| w == b"obj").map_or(dictionary, |i| &dictionary[i..]);
        let is = |what: &[u8]| find(dictionary, what).is_some();
        // Names may be written with codes (`Obj#53tm`); whoever does so has something to hide.
        if !is(b"ObjStm") && !is(b"XRef") && !is(b"#") {
            continue;
        }
        if is(b"LZW") || is(b"ASCII85") || is(b"/A85") {
            return Err("packs its objects in an outdated way; print the file to a new PDF and try again".to_owned());
        }
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        let content = content.strip_prefix(b"\n").unwrap_or(content);
        if inflate(content, limits).is_none() {
            return Err(format!(
                "holds a stream of more than {} bytes; it is hostile, or has to be split into smaller files",
                most(content.len() as u64, limits)
            ));
        }
    }
    Ok(())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|b| *b == first)?;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn most(compressed: u64, limits: &Limits) -> u64 {
    limits.document_bytes.min(compressed.saturating_mul(limits.ratio).max(RATIO_FROM))
}

/// The decompressed bytes, as far as they are whole; nothing when they exceed the limits. Bytes that are decompressed and
/// compressed once more exceed them too: nobody does that in good faith.
pub(super) fn inflate(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let most = most(bytes.len() as u64, limits);
    let mut content = Vec::new();
    // A stream that breaks off gives what it holds up to there.
    let _ = ZlibDecoder::new(bytes).take(most + 1).read_to_end(&mut content);
    if content.len() as u64 > most {
        return None;
    }
    let twice = content.len() > 64 << 10 && matches!(content.get(..2), Some([0x78, 0x01 | 0x5e | 0x9c | 0xda]));
    (!twice).then_some(content)
}

/// How deep brackets nest.
pub(super) fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for byte in bytes {
        match byte {
            b'[' | b'(' | b'{' | b'<' => depth += 1,
            b']' | b')' | b'}' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
