//! What an evaluation found, as tables for the terminal.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::figures::{Figures, Tally};
use super::groups::Halves;
use super::report::{Detail, ErrorKind, Report};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.figures, f)
    }
}

impl Report {
    /// The error table: how often each kind of error occurs, most frequent first, then every error under its kind.
    pub fn details_by_kind(&self) -> String {
        let mut by_kind: BTreeMap<ErrorKind, Vec<&Detail>> = BTreeMap::new();
        for detail in &self.details {
            by_kind.entry(detail.kind).or_default().push(detail);
        }
        let mut kinds: Vec<(ErrorKind, Vec<&Detail>)> = by_kind.into_iter().collect();
        kinds.sort_by_key(|(_, details)| std::cmp::Reverse(details.len()));
        let mut out = String::new();
        // Writing to a String cannot fail.
        for (kind, details) in &kinds {
            let _ = writeln!(out, "{:>5}  {kind}", details.len());
        }
        for (kind, details) in &kinds {
            let _ = writeln!(out, "\n{kind} ({})", details.len());
            for detail in details {
                let _ = writeln!(out, "  {}: {}", detail.document_id, detail.text);
            }
        }
        out
    }

    /// The rules with all rows they made in scored documents, those with most wrong rows first. Each cell but the share
    /// is right/all.
    pub fn rule_table(&self) -> String {
        let mut rules: Vec<_> = self.rules.iter().map(|(id, tally)| (id, tally, tally.all())).collect();
        rules.sort_by_key(|(_, _, all)| std::cmp::Reverse(all.of - all.right));
        let mut out =
            format!("{:>9}  share  {:>9} {:>12} {:>11}  rule\n", "rows", "events", "participants", "commitments");
        for (id, tally, all) in rules {
            let [events, participants, commitments] =
                [tally.events, tally.participants, tally.commitments].map(|share| match share.of {
                    0 => String::new(),
                    of => format!("{}/{of}", share.right),
                });
            let rows = format!("{}/{}", all.right, all.of);
            let _ = writeln!(out, "{rows:>9}  {all}  {events:>9} {participants:>12} {commitments:>11}  {id}");
        }
        out
    }
}

/// One line per group of documents: F1 with found/extra/missed of each tally, then the joint share with right/all. The
/// name stands at the end, since document ids can be long.
pub fn group_table(title: &str, groups: &BTreeMap<String, Figures>) -> String {
    let mut out = " docs".to_owned();
    for (name, _) in Figures::default().tallies() {
        let _ = write!(out, "  {name:18}");
    }
    let _ = writeln!(out, "  {:14}  {title}", "joint");
    for (name, figures) in groups {
        let _ = write!(out, "{:>5}", figures.documents_scored);
        for (_, tally) in figures.tallies() {
            let _ = write!(out, "  {:18}", cell(&tally));
        }
        let joint = match figures.joint.value() {
            Some(value) => format!("{value:.3} {}/{}", figures.joint.right, figures.joint.of),
            None => "-".to_owned(),
        };
        let _ = writeln!(out, "  {joint:14}  {name}");
    }
    out
}

fn cell(tally: &Tally) -> String {
    if tally.is_empty() {
        return "-".to_owned();
    }
    format!("{:.3} {}/{}/{}", tally.f1(), tally.tp, tally.fp, tally.fn_)
}

impl fmt::Display for Halves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: Option<f64>| value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"));
        write!(f, "{:16} {:>6} {:>6} {:>6}", "figure", "a", "b", "gap")?;
        write!(f, "\n{:16} {:>6} {:>6}", "(documents)", self.a.documents_scored, self.b.documents_scored)?;
        for gap in self.gaps() {
            write!(f, "\n{:16} {:>6} {:>6} {:>6}", gap.name, shown(gap.a), shown(gap.b), shown(gap.gap))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::Share;
    use super::super::groups::RuleTally;
    use super::*;

    #[test]
    fn groups_have_one_line_each_with_their_counts() {
        let one = Figures {
            documents_scored: 2,
            events_core: Tally { tp: 3, fp: 1, fn_: 1 },
            joint: Share { right: 1, of: 4 },
            ..Figures::default()
        };
        let table = group_table("kind", &BTreeMap::from([("readout".to_owned(), one)]));
        let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
        let [header, row] = lines.as_slice() else { panic!("{table}") };
        assert_eq!(header[..2], ["docs", "events_core"]);
        assert_eq!(header[6..], ["joint", "kind"]);
        assert_eq!(row[..], ["2", "0.750", "3/1/1", "-", "-", "-", "-", "0.250", "1/4", "readout"]);
    }

    #[test]
    fn rules_with_most_wrong_rows_come_first() {
        let rule = |right, of| RuleTally { events: Share { right, of }, ..RuleTally::default() };
        let rules = [("meeting.a", rule(2, 2)), ("meeting.b", rule(1, 3)), ("meeting.c", rule(0, 1))];
        let rules = rules.into_iter().map(|(id, tally)| (id.to_owned(), tally)).collect();
        let table = Report { rules, ..Report::default() }.rule_table();
        let lines: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[0], ["1/3", "0.333", "1/3", "meeting.b"]);
        assert_eq!(lines[1], ["0/1", "0.000", "0/1", "meeting.c"]);
        assert_eq!(lines[2], ["2/2", "1.000", "2/2", "meeting.a"]);
    }

    #[test]
    fn halves_are_shown_with_their_gap() {
        let figures = |right, of| Figures { joint: Share { right, of }, ..Figures::default() };
        let text = Halves { a: figures(3, 4), b: figures(1, 2) }.to_string();
        assert!(text.ends_with("\njoint             0.750  0.500  0.250"), "{text}");
        assert!(text.contains("\nevents_core         n/a    n/a    n/a\n"), "{text}");
    }
}
