//! Expected rows against found ones.

use std::collections::BTreeMap;
use std::fmt::Write;

use rapporteur_schema::vocabulary::PartyRole;
use rapporteur_schema::{ActorRow, CommitmentRow, Dataset, DocumentRow, EventRow};
use rapporteur_text::fold;

use crate::case::{Case, ExpectedCommitment, ExpectedDocument, ExpectedEvent};

/// What is wrong with the rows of a case, readable; `None` when nothing is.
pub fn differences(case: &Case, found: &Dataset) -> Option<String> {
    let rows = Found::new(found);
    let mut report = String::new();
    let none = Vec::new();
    if let Some(expected) = case.events.as_ref().or(case.no_events.then_some(&none)) {
        let list: Vec<Line> = expected.iter().map(|e| Line::new(format!("{e:?}"), e.optional)).collect();
        rows.section(
            &mut report,
            "event",
            &list,
            &found.events,
            |e, f| rows.event(&expected[e], f),
            |f| rows.show_event(f),
        );
    }
    let none = Vec::new();
    if let Some(expected) = case.commitments.as_ref().or(case.no_commitments.then_some(&none)) {
        let list: Vec<Line> = expected.iter().map(|e| Line::new(format!("{e:?}"), e.optional)).collect();
        let wrong = |e: usize, f: &CommitmentRow| rows.commitment(&expected[e], f);
        rows.section(&mut report, "commitment", &list, &found.commitments, wrong, |f| rows.show_commitment(f));
    }
    if let Some(expected) = &case.document {
        match found.documents.first() {
            Some(document) => {
                for what in document_differences(expected, document) {
                    let _ = writeln!(report, "  document: {what}");
                }
            }
            None => report.push_str("  there is no document row\n"),
        }
    }
    (!report.is_empty()).then_some(report)
}

struct Line {
    text: String,
    optional: bool,
}

impl Line {
    fn new(debug: String, optional: bool) -> Self {
        // Only what the case asks for.
        let text = debug.replace("Some(\"", "(\"");
        let text = text.split_inclusive(", ").filter(|p| !p.contains(": None")).collect();
        Line { text, optional }
    }
}

struct Found<'a> {
    rows: &'a Dataset,
    actors: BTreeMap<&'a str, &'a ActorRow>,
}

impl<'a> Found<'a> {
    fn new(rows: &'a Dataset) -> Self {
        Found { rows, actors: rows.actors.iter().map(|a| (a.actor_id.as_str(), a)).collect() }
    }

    fn section<R>(
        &self,
        report: &mut String,
        what: &str,
        expected: &[Line],
        found: &[R],
        wrong: impl Fn(usize, &R) -> Vec<String>,
        show: impl Fn(&R) -> String,
    ) {
        let pairs = assign(expected.len(), found.len(), |e, f| wrong(e, &found[f]).is_empty());
        let taken: Vec<usize> = pairs.iter().flatten().copied().collect();
        for (e, line) in expected.iter().enumerate().filter(|(e, line)| pairs[*e].is_none() && !line.optional) {
            let _ = writeln!(report, "  missing {what}: {}", line.text);
            let free = (0..found.len()).filter(|f| !taken.contains(f));
            let closest = free.map(|f| (wrong(e, &found[f]), f)).min_by_key(|(wrong, _)| wrong.len());
            if let Some((wrong, f)) = closest {
                let _ = writeln!(report, "    closest: {}\n    differs: {}", show(&found[f]), wrong.join("; "));
            }
        }
        for (_, row) in found.iter().enumerate().filter(|(f, _)| !taken.contains(f)) {
            let _ = writeln!(report, "  unexpected {what}: {}", show(row));
        }
    }

    fn event(&self, e: &ExpectedEvent, f: &EventRow) -> Vec<String> {
        let mut wrong = Vec::new();
        field(&mut wrong, "type", Some(&e.event_type), Some(f.event_type.as_str()));
        field(&mut wrong, "status", e.status.as_ref(), Some(f.status.as_str()));
        field(&mut wrong, "salience", e.salience.as_ref(), Some(f.salience.as_str()));
        field(&mut wrong, "start", e.start.as_ref(), f.start_date.map(|d| d.to_string()).as_deref());
        field(&mut wrong, "end", e.end.as_ref(), f.end_date.map(|d| d.to_string()).as_deref());
        field(&mut wrong, "edtf", e.edtf.as_ref(), f.date_edtf.as_deref());
        field(&mut wrong, "place", e.place.as_ref(), f.place.as_deref());
        field(&mut wrong, "country", e.country.as_ref(), f.country.as_deref());
        field(&mut wrong, "mode", e.mode.as_ref(), Some(f.mode.as_str()));
        part(&mut wrong, "name", e.name.as_ref(), f.event_name.as_deref().unwrap_or_default());
        part(&mut wrong, "quote", e.quote.as_ref(), &f.evidence);
        let Some(participants) = &e.participants else { return wrong };
        let found: Vec<_> = self.rows.participants.iter().filter(|p| p.event_id == f.event_id).collect();
        let expected: Vec<_> = participants.iter().map(crate::case::Participant::expected).collect();
        let fits = |e: usize, p: usize| {
            let (e, p) = (&expected[e], found[p]);
            let mut wrong = Vec::new();
            field(&mut wrong, "role", e.role.as_ref(), Some(p.role.as_str()));
            field(&mut wrong, "position", e.position.as_ref(), p.position.as_deref());
            field(&mut wrong, "represents", e.represents.as_ref(), p.represents.as_deref());
            wrong.is_empty() && (self.is(&e.name, &p.actor_id) || same(&e.name, &p.mention))
        };
        let pairs = assign(expected.len(), found.len(), fits);
        for (e, pair) in expected.iter().zip(&pairs) {
            if pair.is_none() && !e.optional {
                wrong.push(format!("no participant {} ({})", e.name, e.role.as_deref().unwrap_or("any role")));
            }
        }
        for (p, row) in found.iter().enumerate() {
            if !pairs.contains(&Some(p)) {
                wrong.push(format!(
                    "participant {} ({}) is none or coded otherwise",
                    self.name(&row.actor_id),
                    row.role.as_str()
                ));
            }
        }
        wrong
    }

    fn commitment(&self, e: &ExpectedCommitment, f: &CommitmentRow) -> Vec<String> {
        let mut wrong = Vec::new();
        field(&mut wrong, "type", Some(&e.commitment_type), Some(f.commitment_type.as_str()));
        field(&mut wrong, "due", e.due.as_ref(), f.due_end.map(|d| d.to_string()).as_deref());
        field(&mut wrong, "action", e.action.as_ref(), f.action.as_deref());
        field(&mut wrong, "polarity", e.polarity.as_ref(), Some(f.polarity.as_str()));
        if e.conditional.is_some_and(|c| c != f.conditional) {
            wrong.push(format!("conditional is {}", f.conditional));
        }
        part(&mut wrong, "quote", e.quote.as_ref(), &f.evidence);
        let lists = [
            (PartyRole::Committer, &e.committers),
            (PartyRole::Speaker, &e.speakers),
            (PartyRole::Addressee, &e.addressees),
        ];
        for (role, expected) in lists {
            let Some(expected) = expected else { continue };
            let found = self.parties(&f.commitment_id, role);
            let pairs = assign(expected.len(), found.len(), |e, p| self.is(&expected[e], found[p]));
            if expected.len() != found.len() || pairs.contains(&None) {
                let found: Vec<String> = found.iter().map(|id| self.name(id)).collect();
                wrong.push(format!("{} are {found:?} instead of {expected:?}", role.as_str()));
            }
        }
        wrong
    }

    fn parties(&self, id: &str, role: PartyRole) -> Vec<&'a str> {
        let of = self.rows.commitment_parties.iter().filter(|p| p.commitment_id == id && p.party_role == role);
        of.map(|p| p.actor_id.as_str()).collect()
    }

    /// Whether a name of a case means this actor.
    fn is(&self, name: &str, actor_id: &str) -> bool {
        let names = self.actors.get(actor_id).map(|a| a.aliases.iter().chain([&a.name]).chain(&a.acronym));
        name == actor_id || names.into_iter().flatten().any(|n| same(n, name))
    }

    fn name(&self, actor_id: &str) -> String {
        match self.actors.get(actor_id) {
            Some(actor) if actor_id.starts_with("person:") || actor_id.starts_with("group:") => actor.name.clone(),
            _ => actor_id.to_owned(),
        }
    }

    fn show_event(&self, f: &EventRow) -> String {
        let participants = self.rows.participants.iter().filter(|p| p.event_id == f.event_id).map(|p| {
            let position = p.position.as_deref().unwrap_or("-");
            format!(
                "{} ({}) [{position}] for {}",
                self.name(&p.actor_id),
                p.role.as_str(),
                p.represents.as_deref().unwrap_or("-")
            )
        });
        let [start, end] = [f.start_date, f.end_date].map(|d| d.map_or("-".to_owned(), |d| d.to_string()));
        format!(
            "{} {} {} {start}..{end} {} {} {} by {} <{}> {:?}\n      {}",
            f.event_type.as_str(),
            f.status.as_str(),
            f.salience.as_str(),
            f.place.as_deref().unwrap_or("-"),
            f.country.as_deref().unwrap_or("-"),
            f.mode.as_str(),
            f.rule_id,
            f.trigger,
            f.evidence,
            participants.collect::<Vec<_>>().join(", "),
        )
    }

    fn show_commitment(&self, f: &CommitmentRow) -> String {
        let parties = [PartyRole::Committer, PartyRole::Speaker, PartyRole::Addressee].map(|role| {
            let names: Vec<String> = self.parties(&f.commitment_id, role).into_iter().map(|id| self.name(id)).collect();
            format!("{} {names:?}", role.as_str())
        });
        let due = f.due_end.map_or("-".to_owned(), |d| d.to_string());
        let (kind, polarity) = (f.commitment_type.as_str(), f.polarity.as_str());
        let action = f.action.as_deref().unwrap_or("-");
        let conditional = if f.conditional { " conditional" } else { "" };
        format!(
            "{kind} {action} {polarity}{conditional} due {due} by {} <{}> {:?}\n      {}",
            f.rule_id,
            f.cue,
            f.evidence,
            parties.join(", ")
        )
    }
}

fn document_differences(e: &ExpectedDocument, f: &DocumentRow) -> Vec<String> {
    let mut wrong = Vec::new();
    field(&mut wrong, "title", e.title.as_ref(), f.title.as_deref());
    field(&mut wrong, "publisher", e.publisher.as_ref(), f.publisher.as_deref());
    field(&mut wrong, "published_date", e.published_date.as_ref(), f.published_date.map(|d| d.to_string()).as_deref());
    field(&mut wrong, "dateline_place", e.dateline_place.as_ref(), f.dateline_place.as_deref());
    field(&mut wrong, "dateline_country", e.dateline_country.as_ref(), f.dateline_country.as_deref());
    wrong
}

fn field(wrong: &mut Vec<String>, name: &str, expected: Option<&String>, found: Option<&str>) {
    if let Some(expected) = expected {
        let found = found.unwrap_or("none");
        if found != expected {
            wrong.push(format!("{name} is {found:?} instead of {expected:?}"));
        }
    }
}

fn part(wrong: &mut Vec<String>, name: &str, expected: Option<&String>, found: &str) {
    if let Some(expected) = expected.filter(|e| !found.contains(e.as_str())) {
        wrong.push(format!("{name} {found:?} does not hold {expected:?}"));
    }
}

/// Names without case, accents and article.
fn same(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        let name = fold(name);
        name.strip_prefix("the ").unwrap_or(&name).to_owned()
    };
    plain(a) == plain(b)
}

/// For every expected row the found row it is paired with; as many pairs as possible.
fn assign(expected: usize, found: usize, fits: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    fn pair(e: usize, fits: &[Vec<bool>], owner: &mut [Option<usize>], seen: &mut [bool]) -> bool {
        for f in 0..owner.len() {
            if fits[e][f] && !std::mem::replace(&mut seen[f], true) {
                let free = match owner[f] {
                    None => true,
                    Some(other) => pair(other, fits, owner, seen),
                };
                if free {
                    owner[f] = Some(e);
                    return true;
                }
            }
        }
        false
    }
    let fits: Vec<Vec<bool>> = (0..expected).map(|e| (0..found).map(|f| fits(e, f)).collect()).collect();
    let mut owner = vec![None; found];
    for e in 0..expected {
        pair(e, &fits, &mut owner, &mut vec![false; found]);
    }
    (0..expected).map(|e| owner.iter().position(|o| *o == Some(e))).collect()
}
