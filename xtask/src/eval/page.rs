//! `docs/accuracy.md`: one section per set, and the development log.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::log::Entry;
use super::report::{Figures, Report};
use super::sets::BUILT_IN;

/// Both halves of a set should give the same figures, up to this.
const GAP: f64 = 0.05;
/// How many kinds of error, and how many rules, a section lists.
const MOST: usize = 12;

const HEAD: &str = "\
# Accuracy

This page is written by `cargo xtask eval`; do not edit it.

Tables built from each set of texts are held against annotations made by hand, as `tests/gold/README.md` describes. Core
events are those a release was issued for and those of the same occasion. The intervals are 95 % intervals after Wilson: how
far chance alone may have moved a share of that many rows. Rows of one document resemble each other, so the true uncertainty
is larger. The engine was developed with these texts at hand; expect less on others.
";

/// The page over the sets in `names`. Only those `measured` have a section: all of them when the page is written, and
/// perhaps fewer when it is checked.
pub(crate) fn render(names: &[&str], measured: &[(String, Report)], log: &[Entry]) -> String {
    let mut out = HEAD.to_owned();
    // Writing to a String cannot fail, here and below.
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let _ = writeln!(out, "\nSets: {}. `{BUILT_IN}` is `tests/gold`.", list.join(", "));
    if names == [BUILT_IN] {
        out.push_str(
            "No other set was at hand when the page was made; `cargo xtask eval --set NAME=RAW:GOLD` adds one.\n",
        );
    }
    for (name, report) in measured {
        let _ = write!(out, "\n## Set `{name}`\n");
        section(&mut out, report);
    }
    if !log.is_empty() {
        history(&mut out, log);
    }
    out
}

/// The sets that have a section in a page.
pub(crate) fn sets(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.strip_prefix("## Set `")?.strip_suffix('`')).collect()
}

/// Headings of the parts of `old` that `new` has otherwise. Sections of sets that `new` lacks are passed over.
pub(crate) fn differences(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (parts(old), parts(new));
    let changed = new.iter().filter(|(heading, text)| old.get(*heading) != Some(*text)).map(|(heading, _)| heading);
    let gone = old.keys().filter(|heading| !new.contains_key(*heading) && !heading.starts_with("Set `"));
    changed
        .chain(gone)
        .map(|heading| if heading.is_empty() { "its head".to_owned() } else { format!("{heading:?}") })
        .collect()
}

/// The head of a page under the empty string, then each section under its heading.
fn parts(page: &str) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut heading = String::new();
    for line in page.split_inclusive('\n') {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title.trim_end().to_owned();
        }
        parts.entry(heading.clone()).or_default().push_str(line);
    }
    // The blank line before a heading belongs to no part: which part comes next may differ.
    parts.into_iter().map(|(heading, text)| (heading, text.trim_end().to_owned())).collect()
}

fn section(out: &mut String, report: &Report) {
    let figures = &report.figures;
    let _ = writeln!(out, "\n{} documents.", figures.documents_scored);
    rows_found(out, figures);
    values(out, figures);
    kinds(out, report);
    halves(out, report);
    errors(out, report);
    rules(out, report);
}

fn rows_found(out: &mut String, figures: &Figures) {
    out.push_str("\n### Rows\n\n");
    out.push_str(
        "| | precision | 95 % | recall | 95 % | F1 | found | extra | missed |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for (_, words, tally) in figures.tallies() {
        let (found, extra, missed) = (tally.found, tally.extra, tally.missed);
        if tally.is_empty() {
            let _ = writeln!(out, "| {words} | | | | | | 0 | 0 | 0 |");
            continue;
        }
        let _ = writeln!(
            out,
            "| {words} | {:.3} | {} | {:.3} | {} | {:.3} | {found} | {extra} | {missed} |",
            tally.precision,
            interval(tally.precision_interval),
            tally.recall,
            interval(tally.recall_interval),
            tally.f1
        );
    }
}

fn values(out: &mut String, figures: &Figures) {
    out.push_str("\n### Values of the rows found\n\n");
    out.push_str(
        "Joint: core events, the missed ones too, with type, both dates, country and every participant right.\n\n",
    );
    out.push_str("| | share | 95 % | right | of |\n|---|---|---|---|---|\n");
    for (_, words, share) in figures.shares() {
        let (value, range) = (optional(share.value), interval(share.interval));
        let _ = writeln!(out, "| {words} | {value} | {range} | {} | {} |", share.right, share.of);
    }
}

fn kinds(out: &mut String, report: &Report) {
    out.push_str("\n### By kind of document\n\n");
    out.push_str("Readouts are files named by their date; the others go by publisher. F1 with found/extra/missed, ");
    out.push_str("joint with right/all.\n\n| kind | documents |");
    for (_, words, _) in report.figures.tallies() {
        let _ = write!(out, " {words} |");
    }
    let _ = writeln!(out, " joint |\n|{}", "---|".repeat(report.figures.tallies().len() + 3));
    for (kind, figures) in &report.kinds {
        let _ = write!(out, "| {} | {} |", cell(kind), figures.documents_scored);
        for (_, _, tally) in figures.tallies() {
            let _ = match tally.is_empty() {
                true => write!(out, " |"),
                false => write!(out, " {:.3} ({}/{}/{}) |", tally.f1, tally.found, tally.extra, tally.missed),
            };
        }
        let _ = match figures.joint.value {
            None => writeln!(out, " |"),
            Some(value) => writeln!(out, " {value:.3} ({}/{}) |", figures.joint.right, figures.joint.of),
        };
    }
}

fn halves(out: &mut String, report: &Report) {
    let halves = &report.halves;
    let (a, b) = (halves.a.documents_scored, halves.b.documents_scored);
    out.push_str("\n### By half\n\n");
    out.push_str("Documents belong to a half by the SHA-256 of their id (first byte even: a; odd: b). ");
    let _ = writeln!(out, "The gap should stay under {GAP}; where it does not, it is bold.\n");
    let _ = writeln!(out, "| | a ({a} documents) | b ({b} documents) | gap |\n|---|---|---|---|");
    for gap in &halves.gaps {
        let distance = match gap.gap {
            Some(distance) if distance >= GAP => format!("**{distance:.3}**"),
            distance => optional(distance),
        };
        let name = words(&report.figures, &gap.name);
        let _ = writeln!(out, "| {name} | {} | {} | {distance} |", optional(gap.a), optional(gap.b));
    }
}

fn errors(out: &mut String, report: &Report) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for detail in &report.details {
        *count.entry(&detail.kind).or_default() += 1;
    }
    let mut count: Vec<(&str, usize)> = count.into_iter().collect();
    count.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
    let _ = writeln!(out, "\n### Most frequent errors\n\n{} in all.", report.details.len());
    if count.is_empty() {
        return;
    }
    out.push_str("\n| error | number |\n|---|---|\n");
    for (kind, number) in count.iter().take(MOST) {
        let _ = writeln!(out, "| {} | {number} |", kind.replace('_', " "));
    }
}

fn rules(out: &mut String, report: &Report) {
    let all = report.rules.iter().map(|(id, tally)| (id, tally.all()));
    let mut wrong: Vec<(&String, (usize, usize))> = all.filter(|(_, (right, of))| right < of).collect();
    wrong.sort_by_key(|(_, (right, of))| std::cmp::Reverse(of - right));
    let (rules, flawless) = (report.rules.len(), report.rules.len() - wrong.len());
    let _ =
        writeln!(out, "\n### Rules with most wrong rows\n\n{rules} rules made rows, {flawless} of them no wrong one.");
    if wrong.is_empty() {
        return;
    }
    out.push_str("\n| rule | right | of |\n|---|---|---|\n");
    for (id, (right, of)) in wrong.iter().take(MOST) {
        let _ = writeln!(out, "| `{id}` | {right} | {of} |");
    }
}

/// The figures of the log that the page shows, by key.
const SHOWN: [(&str, &str); 6] = [
    ("events_core", "core events"),
    ("events_all", "all events"),
    ("participants", "participants"),
    ("commitments", "commitments"),
    ("committers", "who is bound"),
    ("joint", "joint"),
];

fn history(out: &mut String, log: &[Entry]) {
    out.push_str("\n## Development log\n\nF1, and the joint share; `docs/accuracy-log.csv` has all figures.\n\n");
    let heads: Vec<&str> = SHOWN.iter().map(|(_, words)| *words).collect();
    let _ = writeln!(out, "| date | what was new | set | {} |\n|{}", heads.join(" | "), "---|".repeat(SHOWN.len() + 3));
    let mut lines: Vec<(&Entry, BTreeMap<&str, &str>)> = Vec::new();
    for entry in log {
        let same = |first: &Entry| first.date == entry.date && first.note == entry.note && first.set == entry.set;
        let at = lines.iter().position(|(first, _)| same(first)).unwrap_or_else(|| {
            lines.push((entry, BTreeMap::new()));
            lines.len() - 1
        });
        if let Some((_, values)) = lines.get_mut(at) {
            values.insert(&entry.metric, &entry.value);
        }
    }
    for (first, values) in lines {
        let _ = write!(out, "| {} | {} | {} |", cell(&first.date), cell(&first.note), cell(&first.set));
        for (key, _) in SHOWN {
            match values.get(key) {
                Some(value) => {
                    let _ = write!(out, " {} |", cell(value));
                }
                None => out.push_str(" |"),
            }
        }
        out.push('\n');
    }
}

/// The words for a figure.
fn words<'a>(figures: &Figures, key: &'a str) -> &'a str {
    let tallies = figures.tallies().into_iter().map(|(known, words, _)| (known, words));
    let mut all = tallies.chain(figures.shares().into_iter().map(|(known, words, _)| (known, words)));
    all.find(|(known, _)| *known == key).map_or(key, |(_, words)| words)
}

fn interval(bounds: Option<(f64, f64)>) -> String {
    bounds.map(|(low, high)| format!("{low:.3}–{high:.3}")).unwrap_or_default()
}

fn optional(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.3}")).unwrap_or_default()
}

/// Text that may stand in a cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::super::log::append;
    use super::super::report::sample;
    use super::*;

    fn measured(names: &[&str]) -> Vec<(String, Report)> {
        names.iter().map(|name| ((*name).to_owned(), sample::report(&["a", "b"]))).collect()
    }

    #[test]
    fn every_figure_has_its_line() {
        let page = render(&["gold"], &measured(&["gold"]), &[]);
        for line in [
            "Sets: `gold`. `gold` is `tests/gold`.",
            "2 documents.",
            "| core events | 0.750 | 0.500–0.900 | 0.600 | 0.400–0.800 | 0.667 | 3 | 1 | 2 |",
            "| commitments | | | | | | 0 | 0 | 0 |",
            "| type | 0.667 | 0.250–0.750 | 2 | 3 |",
            "| type of commitment |  |  | 0 | 0 |",
            "| joint | 0.200 | 0.250–0.750 | 1 | 5 |",
            "| readout | 2 | 0.667 (3/1/2) | 0.667 (3/1/2) | 0.667 (3/1/2) | | | 0.200 (1/5) |",
            "| | a (2 documents) | b (0 documents) | gap |",
            "| core events | 0.900 | 0.860 | 0.040 |",
            "| joint | 0.800 | 0.700 | **0.100** |",
            "| who is bound |  | 0.500 |  |",
            "3 in all.",
            "2 rules made rows, 1 of them no wrong one.",
            "| `meeting.meet` | 1 | 2 |",
        ] {
            assert!(page.lines().any(|l| l == line), "{line:?} is not in\n{page}");
        }
        assert!(page.contains("| missed event | 2 |\n| wrong type | 1 |\n"), "{page}");
        assert!(page.contains("No other set was at hand"));
        assert!(!page.contains("Development log"));
        assert!(page.lines().all(|line| line.trim_end() == line) && page.ends_with("|\n"), "{page}");
    }

    #[test]
    fn the_log_has_one_line_per_day_note_and_set() {
        let measured = measured(&["gold", "new"]);
        let mut log = Vec::new();
        append(&mut log, "2021-02-18", "visits | calls", &measured).unwrap();
        append(&mut log, "2021-02-19", "more", &measured).unwrap();
        let page = render(&["gold", "new"], &measured, &log);
        assert!(!page.contains("No other set"));
        let lines: Vec<&str> = page.lines().filter(|line| line.starts_with("| 2021-")).collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0], "| 2021-02-18 | visits \\| calls | gold | 0.667 | 0.667 | 0.667 | | | 0.200 |");
    }

    #[test]
    fn a_check_looks_at_the_sets_that_were_measured() {
        let both = render(&["gold", "new"], &measured(&["gold", "new"]), &[]);
        assert_eq!(sets(&both), ["gold", "new"]);
        let one = render(&["gold", "new"], &measured(&["gold"]), &[]);
        assert!(differences(&both, &one).is_empty());
        assert_eq!(differences(&one, &both), ["\"Set `new`\""]);
        let changed = both.replacen("0.667", "0.668", 1);
        assert_eq!(differences(&changed, &one), ["\"Set `gold`\""]);
        assert_eq!(differences(&both.replace("do not edit", "edit"), &one), ["its head"]);
        let stray = format!("{both}\n## Thoughts\n\nNone.\n");
        assert_eq!(differences(&stray, &one), ["\"Thoughts\""]);
        assert_eq!(differences("", &one).len(), 2);
    }
}
