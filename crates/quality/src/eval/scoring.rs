//! One document: its predicted rows against its gold entries.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::figures::{Figures, Share};
use super::groups::{DocumentScore, RuleTally};
use super::norm::{norm, same_place};
use super::report::{Detail, ErrorKind};
use super::tables::Predicted;
use super::{Actor, load, matching, tables};

/// What one document yields, and every error in it.
pub(super) fn score(
    document_id: &str,
    gold: &load::Gold,
    predicted: Option<&Predicted>,
) -> (DocumentScore, Vec<Detail>) {
    let mut details = Vec::new();
    let nothing = Predicted::default();
    let predicted = predicted.unwrap_or_else(|| {
        let text = "the build has no such document".to_owned();
        details.push(Detail { document_id: document_id.to_owned(), kind: ErrorKind::MissingDocument, text });
        &nothing
    });
    let mut score = DocumentScore::new(document_id, &predicted.fields);
    let mut scorer =
        Scorer { document_id, figures: &mut score.figures, rules: &mut score.rules, details: &mut details };
    scorer.fields(gold, predicted);
    scorer.events(&gold.events, &predicted.events);
    scorer.commitments(&gold.commitments, &predicted.commitments);
    (score, details)
}

struct Scorer<'a> {
    document_id: &'a str,
    figures: &'a mut Figures,
    rules: &'a mut BTreeMap<String, RuleTally>,
    details: &'a mut Vec<Detail>,
}

impl Scorer<'_> {
    fn say(&mut self, kind: ErrorKind, text: String) {
        self.details.push(Detail { document_id: self.document_id.to_owned(), kind, text });
    }

    /// Counts a row of a rule, where the row names one.
    fn row(&mut self, rule: &str, table: fn(&mut RuleTally) -> &mut Share, right: bool) {
        if !rule.is_empty() {
            table(self.rules.entry(rule.to_owned()).or_default()).add(right);
        }
    }

    fn fields(&mut self, gold: &load::Gold, predicted: &Predicted) {
        for (key, want) in &gold.document {
            let got = predicted.fields.get(key).map_or("", String::as_str);
            let ok = match want {
                Value::Null => got.is_empty(),
                Value::Array(any) => any.iter().any(|w| same_value(w, got)),
                one => same_value(one, got),
            };
            self.figures.documents.add(ok);
            if !ok {
                self.say(ErrorKind::DocumentField, format!("{key}: want {want} got {got:?}"));
            }
        }
    }

    fn events(&mut self, gold: &[load::Event], predicted: &[tables::Event]) {
        let pairs = matching::events(gold, predicted);
        self.event_rows(gold, predicted, &pairs);
        for (i, g) in gold.iter().enumerate().filter(|(_, g)| !g.optional) {
            let is_core = g.salience != "referenced";
            let Some(p) = pairs.iter().find(|(a, _)| *a == i).and_then(|&(_, j)| predicted.get(j)) else {
                self.missed_event(g, is_core);
                continue;
            };
            self.figures.events_all.tp += 1;
            if is_core {
                self.core_event(g, p);
            }
        }
        for (j, p) in predicted.iter().enumerate() {
            if pairs.iter().any(|&(_, b)| b == j) {
                continue;
            }
            self.figures.events_all.fp += 1;
            if p.salience.as_deref() != Some("referenced") {
                self.figures.events_core.fp += 1;
            }
            let (salience, kind, start) = (shown(&p.salience), shown(&p.event_type), shown(&p.start));
            self.say(ErrorKind::ExtraEvent, format!("{salience} {kind} {start} {}", clipped(&p.quote)));
        }
    }

    /// Counts each event and each of its participants for their rules.
    fn event_rows(&mut self, gold: &[load::Event], predicted: &[tables::Event], pairs: &matching::Pairs) {
        for (j, p) in predicted.iter().enumerate() {
            let g = pairs.iter().find(|&&(_, b)| b == j).and_then(|&(a, _)| gold.get(a));
            let right = g.is_some_and(|g| Some(&g.event_type) == p.event_type.as_ref());
            self.row(&p.rule, |tally| &mut tally.events, right);
            let pairs = g.map(|g| matching::actors(&g.participants, &p.participants)).unwrap_or_default();
            for (k, actor) in p.participants.iter().enumerate() {
                let right = pairs.iter().any(|&(_, b)| b == k);
                self.row(&actor.rule, |tally| &mut tally.participants, right);
            }
        }
    }

    fn missed_event(&mut self, g: &load::Event, is_core: bool) {
        self.figures.events_all.fn_ += 1;
        let what = match g.name.as_deref() {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => clipped(g.evidence.first()),
        };
        self.say(
            ErrorKind::MissedEvent,
            format!("{} {} {} {} {what}", g.id, g.salience, g.event_type, shown(&g.start)),
        );
        if is_core {
            self.figures.events_core.fn_ += 1;
            self.figures.joint.add(false);
            self.figures.participants.fn_ += g.participants.iter().filter(|a| !a.optional).count();
        }
    }

    fn core_event(&mut self, g: &load::Event, p: &tables::Event) {
        self.figures.events_core.tp += 1;
        let given = |v: &Option<String>| Some(v.clone().unwrap_or_default());
        let place = |v: &Option<String>| v.clone().unwrap_or_default();
        let wants = [Some(g.event_type.clone()), given(&g.start), given(&g.end), given(&g.country)];
        let gots = [&p.event_type, &p.start, &p.end, &p.country];
        let [type_ok, start_ok, end_ok, country_ok] = [0, 1, 2, 3].map(|k| &wants[k] == gots[k]);
        let place_ok = same_place(&place(&g.place), &place(&p.place));
        let salience_ok = Some(&g.salience) == p.salience.as_ref();
        let accuracy = &mut self.figures.accuracy;
        accuracy.event_type.add(type_ok);
        accuracy.start.add(start_ok);
        accuracy.end.add(end_ok);
        accuracy.country.add(country_ok);
        accuracy.place.add(place_ok);
        accuracy.salience.add(salience_ok);
        for (ok, kind, want, got) in [
            (type_ok, ErrorKind::WrongType, &wants[0], &p.event_type),
            (start_ok, ErrorKind::WrongStart, &g.start, &p.start),
            (end_ok, ErrorKind::WrongEnd, &g.end, &p.end),
            (country_ok, ErrorKind::WrongCountry, &g.country, &p.country),
            (place_ok, ErrorKind::WrongPlace, &g.place, &p.place),
            (salience_ok, ErrorKind::WrongSalience, &Some(g.salience.clone()), &p.salience),
        ] {
            if !ok {
                self.say(kind, format!("{}: want {} got {}", g.id, shown(want), shown(got)));
            }
        }
        let all_there = self.participants(g, &p.participants);
        self.figures.joint.add(type_ok && start_ok && end_ok && country_ok && all_there);
    }

    /// Counts participants; true when nobody is missed and nobody too many.
    fn participants(&mut self, g: &load::Event, predicted: &[Actor]) -> bool {
        let gold = &g.participants;
        let pairs = matching::actors(gold, predicted);
        let found = Found::of(gold, &pairs);
        let tally = &mut self.figures.participants;
        tally.tp += found.hits;
        tally.fn_ += found.missed.len();
        tally.fp += predicted.len() - pairs.len();
        for actor in &found.missed {
            self.say(ErrorKind::MissedParticipant, format!("{}: {}", g.id, actor.label));
        }
        for (j, p) in predicted.iter().enumerate() {
            if !pairs.iter().any(|&(_, b)| b == j) {
                self.say(ErrorKind::ExtraParticipant, format!("{}: {} ({})", g.id, p.label, shown(&p.role)));
            }
        }
        for &(a, b) in &pairs {
            let (Some(want), Some(got)) = (gold.get(a), predicted.get(b)) else { continue };
            if want.optional || want.role.as_deref().is_none_or(str::is_empty) {
                continue;
            }
            let ok = want.role == got.role;
            self.figures.accuracy.role.add(ok);
            if !ok {
                let (label, want, got) = (&want.label, shown(&want.role), shown(&got.role));
                self.say(ErrorKind::WrongRole, format!("{}: {label}: want {want} got {got}", g.id));
            }
        }
        found.missed.is_empty() && predicted.len() == pairs.len()
    }

    fn commitments(&mut self, gold: &[load::Commitment], predicted: &[tables::Commitment]) {
        let pairs = matching::commitments(gold, predicted);
        for (i, g) in gold.iter().enumerate() {
            if !g.optional && !pairs.iter().any(|&(a, _)| a == i) {
                self.figures.commitments.fn_ += 1;
                let quote = clipped(g.evidence.first());
                self.say(ErrorKind::MissedCommitment, format!("{} {} {quote}", g.id, g.commitment_type));
            }
        }
        for (j, p) in predicted.iter().enumerate() {
            let right = pairs.iter().any(|&(_, b)| b == j);
            self.row(&p.rule, |tally| &mut tally.commitments, right);
            if !right {
                self.figures.commitments.fp += 1;
                let quote = clipped(&p.quote);
                self.say(ErrorKind::ExtraCommitment, format!("{} {quote}", shown(&p.commitment_type)));
            }
        }
        for &(i, j) in &pairs {
            let (Some(g), Some(p)) = (gold.get(i), predicted.get(j)) else { continue };
            if !g.optional {
                self.commitment(g, p);
            }
        }
    }

    fn commitment(&mut self, g: &load::Commitment, p: &tables::Commitment) {
        self.figures.commitments.tp += 1;
        let ok = Some(&g.commitment_type) == p.commitment_type.as_ref();
        self.figures.accuracy.commitment_type.add(ok);
        if !ok {
            let text = format!("{}: want {} got {}", g.id, g.commitment_type, shown(&p.commitment_type));
            self.say(ErrorKind::WrongCommitmentType, text);
        }
        let pairs = matching::actors(&g.committers, &p.committers);
        let found = Found::of(&g.committers, &pairs);
        let tally = &mut self.figures.committers;
        tally.tp += found.hits;
        tally.fn_ += found.missed.len();
        tally.fp += p.committers.len() - pairs.len();
        if !found.missed.is_empty() || p.committers.len() != pairs.len() {
            let labels = |actors: &[Actor]| actors.iter().map(|a| a.label.as_str()).collect::<Vec<_>>().join(", ");
            let text = format!("{}: want [{}] got [{}]", g.id, labels(&g.committers), labels(&p.committers));
            self.say(ErrorKind::Committers, text);
        }
    }
}

/// What a matching says about the gold actors that are not optional.
struct Found<'a> {
    hits: usize,
    missed: Vec<&'a Actor>,
}

impl<'a> Found<'a> {
    fn of(gold: &'a [Actor], pairs: &matching::Pairs) -> Self {
        let matched: BTreeSet<usize> = pairs.iter().map(|&(a, _)| a).collect();
        let sure = gold.iter().enumerate().filter(|(_, a)| !a.optional);
        let (hit, missed): (Vec<_>, Vec<_>) = sure.partition(|(i, _)| matched.contains(i));
        Found { hits: hit.len(), missed: missed.into_iter().map(|(_, a)| a).collect() }
    }
}

/// Whether a gold value, of whatever JSON type, says the same as the table.
fn same_value(want: &Value, got: &str) -> bool {
    match want {
        Value::Null => false,
        Value::String(text) => norm(text) == norm(got),
        other => norm(&other.to_string()) == norm(got),
    }
}

fn shown(value: &Option<String>) -> &str {
    match value.as_deref() {
        None | Some("") => "none",
        Some(text) => text,
    }
}

/// A quote, cut to a length that fits a line.
fn clipped(quote: &str) -> String {
    let mut chars = quote.chars();
    let head: String = chars.by_ref().take(90).collect();
    if chars.next().is_some() { format!("{head:?}…") } else { format!("{head:?}") }
}
