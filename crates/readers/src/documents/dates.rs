//! Days as headers and descriptions give them.

use jiff::civil::Date;

use crate::parse_date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day in `2024-03-12T10:00:00+05:00`, `20240312`, `Tue, 12 Mar 2024 10:00:00 +0500`, `12 March 2024` or
/// `March 12, 2024`. It is the day where it was written, whatever day that was in Greenwich. Days such as 03/12/2024 are
/// not guessed.
pub(crate) fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    parse_date(value).or_else(|| compact(value)).or_else(|| in_words(value))
}

fn compact(value: &str) -> Option<Date> {
    let digits = value.get(..8)?;
    let ends = value.len() == 8 || value[8..].starts_with('T');
    let whole = digits.bytes().all(|b| b.is_ascii_digit());
    (ends && whole).then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))?.parse().ok()
}

fn in_words(value: &str) -> Option<Date> {
    let words: Vec<&str> = value.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(6).collect();
    words.windows(3).find_map(|w| {
        let (day, month) = match (number(w[0]), month(w[1]), month(w[0]), number(w[1])) {
            (Some(day), Some(month), ..) | (_, _, Some(month), Some(day)) => (day, month),
            _ => return None,
        };
        let year: i16 = w[2].parse().ok().filter(|_| w[2].len() == 4)?;
        Date::new(year, month, day).ok()
    })
}

fn number(word: &str) -> Option<i8> {
    word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|m| *m == word || m[..3] == word || (word == "sept" && *m == "september"))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_their_usual_forms() {
        for value in [
            "2024-03-12",
            "2024-03-12T23:30:00-05:00",
            "20240312",
            "20240312T101500Z",
            "Tue, 12 Mar 2024 10:00:00 +0500",
            "12 March 2024",
            "March 12th, 2024",
            "12 Mar. 2024",
            "Tuesday, March 12, 2024 - 10:00",
        ] {
            assert_eq!(day(value), Some(jiff::civil::date(2024, 3, 12)), "{value}");
        }
        for value in ["", "03/12/2024", "2024", "12 2024 March", "32 March 2024", "202403123", "é2024031"] {
            assert_eq!(day(value), None, "{value}");
        }
    }
}
