//! The vocabulary of page layout: by which words a masthead, a dateline, a contact line or page furniture is known.

use rapporteur_text::{LineIndex, fold};
use serde::Deserialize;

/// Word lists the block segmentation works with; every entry is folded ([`rapporteur_text::fold`]).
///
/// The entries are described in `data/layout.toml`. A field that a file leaves out is an empty list.
///
/// ```
/// let layout = rapporteur_lexicon::Layout::parse("layout.toml", "months = [\"März\"]").unwrap();
/// assert_eq!(layout.months, ["marz"]);
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Layout {
    /// Nouns that make a line of capitalised words the name of an institution.
    pub masthead_words: Vec<String>,
    /// Names that are a masthead when they fill a line.
    pub masthead_names: Vec<String>,
    /// Whole lines that say what kind of paper this is.
    pub release_words: Vec<String>,
    /// Beginnings of such lines.
    pub release_starts: Vec<String>,
    /// Those of them below which the title stands, and above which whoever publishes.
    pub release_openers: Vec<String>,
    /// Words that an institution's name does not have, but titles do.
    pub headline_words: Vec<String>,
    /// Small words inside names; a line that ends in one goes on.
    pub continuation_words: Vec<String>,
    /// Names of months, long and short.
    pub months: Vec<String>,
    /// Names of months of other calendars, whose dates stand beside the common one: "Jumada I 25, 1436".
    pub other_months: Vec<String>,
    /// Words beside place and date in a dateline.
    pub dateline_words: Vec<String>,
    /// Countries, by folded alpha-3 code, whose publishers write the month before the day: "05/23/2019".
    pub month_first_countries: Vec<String>,
    /// First words of the line that tells where and when a paper was made: "Done in Osh, …".
    pub closing_words: Vec<String>,
    /// Days of the week.
    pub weekdays: Vec<String>,
    /// Headings (and labels) of background sections.
    pub background_headings: Vec<String>,
    /// Beginnings of such headings.
    pub background_heading_starts: Vec<String>,
    /// Beginnings of contact lines.
    pub contact_starts: Vec<String>,
    /// Whole lines that head a contact section.
    pub contact_headings: Vec<String>,
    /// Words in a signing line at the end.
    pub contact_signoffs: Vec<String>,
    /// Labels such as "Tel:" inside a line.
    pub contact_labels: Vec<String>,
    /// Beginnings of page furniture.
    pub boilerplate_starts: Vec<String>,
    /// Parts of short lines that are page furniture.
    pub boilerplate_contains: Vec<String>,
    /// Words of share bars.
    pub share_words: Vec<String>,
    /// Beginnings of link lists below the text.
    pub related_starts: Vec<String>,
    /// Beginnings of what ends a page: comments, way back.
    pub tail_starts: Vec<String>,
    /// Whole lines that are page furniture.
    pub furniture_lines: Vec<String>,
    /// Language marks at the edge of a page.
    pub language_marks: Vec<String>,
    /// Words of page numbers: "Page 2 of 3".
    pub page_words: Vec<String>,
    /// Marks after the last sentence.
    pub end_marks: Vec<String>,
}

impl Layout {
    /// Reads a layout file. The error names `file:line:column`, what is wrong, and is one line long.
    ///
    /// # Errors
    /// When the text is no TOML, has an unknown key, or a key that is not a list of strings.
    pub fn parse(file_name: &str, toml_text: &str) -> Result<Layout, String> {
        let mut layout: Layout = toml::from_str(toml_text).map_err(|error| {
            let (line, column) = LineIndex::new(toml_text).line_column(error.span().map_or(0, |span| span.start));
            let what = error.message().replace('\n', " ");
            format!("{file_name}:{line}:{column}: {what}; every key of this file is a list of strings")
        })?;
        for list in layout.lists() {
            for entry in list.iter_mut() {
                *entry = fold(entry);
            }
            list.sort();
            list.dedup();
        }
        Ok(layout)
    }

    fn lists(&mut self) -> [&mut Vec<String>; 28] {
        [
            &mut self.masthead_words,
            &mut self.masthead_names,
            &mut self.release_words,
            &mut self.release_starts,
            &mut self.release_openers,
            &mut self.headline_words,
            &mut self.continuation_words,
            &mut self.months,
            &mut self.other_months,
            &mut self.dateline_words,
            &mut self.month_first_countries,
            &mut self.closing_words,
            &mut self.weekdays,
            &mut self.background_headings,
            &mut self.background_heading_starts,
            &mut self.contact_starts,
            &mut self.contact_headings,
            &mut self.contact_signoffs,
            &mut self.contact_labels,
            &mut self.boilerplate_starts,
            &mut self.boilerplate_contains,
            &mut self.share_words,
            &mut self.related_starts,
            &mut self.tail_starts,
            &mut self.furniture_lines,
            &mut self.language_marks,
            &mut self.page_words,
            &mut self.end_marks,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_read() {
        let layout = Layout::parse("layout.toml", include_str!("../data/layout.toml")).expect("layout.toml");
        assert!(layout.months.iter().any(|m| m == "may"));
        assert!(!layout.tail_starts.is_empty());
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let error = Layout::parse("mine.toml", "months = []\nmonhts = []\n").expect_err("unknown key");
        assert!(error.starts_with("mine.toml:2:1: "), "{error}");
    }
}
