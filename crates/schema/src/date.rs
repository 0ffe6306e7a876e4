//! Calendar dates with their precision, and EDTF (ISO 8601-2, level 1).

use jiff::ToSpan;
pub use jiff::civil::Date;

use crate::vocabulary::DatePrecision;

/// How wide a date is; see [`DatePrecision`].
pub type Precision = DatePrecision;

/// A season or a quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Season {
    /// March to May (EDTF 21).
    Spring,
    /// June to August (EDTF 22).
    Summer,
    /// September to November (EDTF 23).
    Autumn,
    /// December to February of the next year (EDTF 24).
    Winter,
    /// Three months, 1 to 4 (EDTF 33 to 36).
    Quarter(u8),
}

/// A time span in whole days, with the EDTF string it is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// First possible day; `None` when open.
    pub start: Option<Date>,
    /// Last possible day; `None` when open.
    pub end: Option<Date>,
    /// EDTF string.
    pub edtf: String,
    /// How precise it is.
    pub precision: DatePrecision,
}

/// The last day of a month; `None` outside of the calendar (years −9999 to 9999).
fn last_of_month(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(|d| d.last_of_month())
}

impl DateSpan {
    /// One day.
    pub fn day(date: Date) -> Self {
        DateSpan { start: Some(date), end: Some(date), edtf: date.to_string(), precision: DatePrecision::Day }
    }

    /// From the first to the last day; both the same is one day, an inverted pair is put right.
    pub fn range(start: Date, end: Date) -> Self {
        if start == end {
            return Self::day(start);
        }
        let (start, end) = (start.min(end), start.max(end));
        DateSpan { start: Some(start), end: Some(end), edtf: format!("{start}/{end}"), precision: DatePrecision::Range }
    }

    /// A month; `None` for a month or year that does not exist.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        Some(DateSpan {
            start: Some(start),
            end: last_of_month(year, month),
            edtf: format!("{year:04}-{month:02}"),
            precision: DatePrecision::Month,
        })
    }

    /// A season or quarter; winter runs into the next year.
    pub fn season(year: i16, season: Season) -> Option<Self> {
        let (code, first, last_year, last) = match season {
            Season::Spring => (21, 3, year, 5),
            Season::Summer => (22, 6, year, 8),
            Season::Autumn => (23, 9, year, 11),
            Season::Winter => (24, 12, year + 1, 2),
            Season::Quarter(q @ 1..=4) => (32 + i16::from(q), (q as i8 - 1) * 3 + 1, year, q as i8 * 3),
            Season::Quarter(_) => return None,
        };
        Some(DateSpan {
            start: Some(Date::new(year, first, 1).ok()?),
            end: last_of_month(last_year, last),
            edtf: format!("{year:04}-{code}"),
            precision: DatePrecision::Season,
        })
    }

    /// A year.
    pub fn year(year: i16) -> Option<Self> {
        Some(DateSpan {
            start: Some(Date::new(year, 1, 1).ok()?),
            end: Some(Date::new(year, 12, 31).ok()?),
            edtf: format!("{year:04}"),
            precision: DatePrecision::Year,
        })
    }

    /// Several whole years.
    pub fn years(first: i16, last: i16) -> Option<Self> {
        let (a, b) = (Self::year(first)?, Self::year(last)?);
        Some(a.through(&b))
    }

    /// From the beginning of this one to the end of the other.
    pub fn through(&self, other: &DateSpan) -> Self {
        let precision = match (self.precision, other.precision) {
            (DatePrecision::Day | DatePrecision::Range, _) | (_, DatePrecision::Day | DatePrecision::Range) => {
                DatePrecision::Range
            }
            (p, _) => p,
        };
        let first = self.edtf.split('/').next().unwrap_or("");
        let last = other.edtf.rsplit('/').next().unwrap_or("");
        DateSpan { start: self.start, end: other.end, edtf: format!("{first}/{last}"), precision }
    }

    /// From the first day on, with an open end.
    pub fn since(&self) -> Self {
        DateSpan { start: self.start, end: None, edtf: format!("{}/..", self.edtf), precision: self.precision }
    }

    /// Whether `date` may fall into it.
    pub fn contains(&self, date: Date) -> bool {
        self.start.is_none_or(|s| s <= date) && self.end.is_none_or(|e| date <= e)
    }
}

/// `date` moved by whole days; stays where it is at the end of the calendar.
pub fn add_days(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}

/// `date` moved by whole months, clamped to the length of the month.
pub fn add_months(date: Date, months: i64) -> Date {
    date.checked_add(months.months()).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_know_their_bounds() {
        let spring = DateSpan::season(2015, Season::Spring).unwrap();
        assert_eq!((spring.edtf.as_str(), spring.end.unwrap().to_string().as_str()), ("2015-21", "2015-05-31"));
        let winter = DateSpan::season(2019, Season::Winter).unwrap();
        assert_eq!(winter.end.unwrap().to_string(), "2020-02-29");
        assert_eq!(DateSpan::years(2011, 2012).unwrap().edtf, "2011/2012");
        assert!(DateSpan::month(2015, 13).is_none());
    }
}
