//! What control words of RTF stand for.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// The encoding of a Windows code page.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The encoding of a font's character set; nothing for that of the document.
pub(super) fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 866,
        _ => return None,
    })
}

/// The characters some words stand for.
pub(super) fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"emdash" => "\u{2014}",
        b"endash" => "\u{2013}",
        b"lquote" => "\u{2018}",
        b"rquote" => "\u{2019}",
        b"ldblquote" => "\u{201c}",
        b"rdblquote" => "\u{201d}",
        b"bullet" => "\u{2022}",
        b"tab" | b"line" | b"emspace" | b"enspace" | b"qmspace" | b"nestcell" | b"softline" | b"lbr" => " ",
        _ => return None,
    })
}

/// Groups that hold something else than the running text. Those behind `\*` are left out without being named here.
pub(super) fn is_left_out(word: &[u8]) -> bool {
    const WORDS: [&[u8]; 37] = [
        b"annotation",
        b"atnauthor",
        b"atnid",
        b"author",
        b"buptim",
        b"colortbl",
        b"comment",
        b"company",
        b"creatim",
        b"doccomm",
        b"filetbl",
        b"footer",
        b"footerf",
        b"footerl",
        b"footerr",
        b"footnote",
        b"header",
        b"headerf",
        b"headerl",
        b"headerr",
        b"keywords",
        b"manager",
        b"nonesttables",
        b"nonshppict",
        b"operator",
        b"pict",
        b"pntxta",
        b"pntxtb",
        b"printim",
        b"private",
        b"revtim",
        b"shprslt",
        b"sp",
        b"stylesheet",
        b"subject",
        b"tc",
        b"xe",
    ];
    WORDS.contains(&word)
}

/// The number in the label of an item: `3.`, `2.3)`, `c.`, `iv.`; nothing for a bullet.
pub(super) fn number(label: &str) -> Option<u64> {
    let label = label.trim().trim_end_matches(['.', ')', ':']).trim_start_matches('(');
    let last = label.rsplit('.').next()?;
    if let Ok(number) = last.parse() {
        return Some(number);
    }
    let lower = last.to_ascii_lowercase();
    roman(&lower).or_else(|| match lower.as_bytes() {
        [letter @ b'a'..=b'z'] if lower != "o" || last == "O" => Some(u64::from(letter - b'a') + 1),
        _ => None,
    })
}

/// Roman numbers up to 39 of `i`, `v` and `x`.
fn roman(text: &str) -> Option<u64> {
    let tens = text.bytes().take_while(|b| *b == b'x').count();
    let rest = text.get(tens..)?;
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"].iter().position(|r| *r == rest)?;
    let number = tens * 10 + ones;
    (tens < 4 && number > 0).then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_bear_numbers_or_bullets() {
        for (label, expected) in
            [("3.", Some(3)), ("2.3)", Some(3)), ("(c)", Some(3)), ("iv.", Some(4)), ("\u{b7}", None), ("o", None)]
        {
            assert_eq!(number(label), expected, "{label}");
        }
    }
}
