//! Events and commitments become rows with evidence and stable ids.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::memmem;
use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, EntityId, MentionKind, clean};
use rapporteur_schema::vocabulary::*;
use rapporteur_schema::{
    ActorRow, CommitmentPartyRow, CommitmentRow, DateSpan, DiagnosticRow, DocumentRow, EventRow, Extraction,
    ParticipantRow, actor_id, row_id,
};
use rapporteur_text::{CodePoints, Span};

use crate::commitments::Commitment;
use crate::model::{Event, Part};
use crate::{Meta, Trace};

/// Builds the rows of one document.
pub(crate) struct Rows<'d, 'a> {
    doc: &'d Annotated<'a>,
    points: CodePoints,
    out: Extraction,
    /// How each row was reached, where somebody asks.
    traces: Option<Vec<Trace>>,
    used: BTreeSet<EntityId>,
    groups: BTreeMap<String, ActorRow>,
    ids: BTreeMap<String, usize>,
    /// What was found out about a sentence already: how often it stood before, its topics.
    occurrences: BTreeMap<usize, usize>,
    topics: BTreeMap<usize, Vec<String>>,
}

impl<'d, 'a> Rows<'d, 'a> {
    /// No rows yet; `traced` to keep how each is reached.
    pub(crate) fn new(doc: &'d Annotated<'a>, traced: bool) -> Self {
        Rows {
            doc,
            points: CodePoints::new(doc.text),
            out: Extraction::default(),
            traces: traced.then(Vec::new),
            used: BTreeSet::new(),
            groups: BTreeMap::new(),
            ids: BTreeMap::new(),
            occurrences: BTreeMap::new(),
            topics: BTreeMap::new(),
        }
    }

    pub(crate) fn document(&mut self, meta: &Meta) {
        let facts = &self.doc.facts;
        let publisher = self.publisher_entity();
        self.used.extend(publisher);
        self.out.document = Some(DocumentRow {
            document_id: self.doc.document_id.to_owned(),
            source_path: meta.source_path.clone(),
            sha256: meta.sha256.clone(),
            title: facts.title.clone(),
            publisher: facts.publisher.clone(),
            publisher_id: publisher.map(|p| self.doc.entities.get(p).id.clone()),
            url: meta.url.clone(),
            language: meta.language.clone(),
            published_date: facts.published,
            published_basis: facts.published_basis,
            dateline_place: facts.dateline_place.clone(),
            dateline_country: facts.dateline_country.clone(),
            licence: meta.licence.clone(),
            characters: count(self.points.at(self.doc.text.len())),
            sentences: count(self.doc.sentences.len()),
            duplicate_of: None,
            text: None,
            review_status: ReviewStatus::Auto,
        });
    }

    fn publisher_entity(&self) -> Option<EntityId> {
        self.doc.facts.publisher_id.as_deref().and_then(|id| self.doc.entities.find(id))
    }

    /// An id from the anchor: sentence and place of the trigger in it. Rows that share it are told apart by their number.
    fn id(&mut self, prefix: &str, sentence: usize, trigger: &Range<usize>, rank: &str) -> String {
        let span = self.doc.sentences[sentence].span;
        let text = span.of(self.doc.text);
        // The same sentence may stand in a text twice: its occurrence belongs to the anchor.
        let occurrence = *self
            .occurrences
            .entry(sentence)
            .or_insert_with(|| occurrences(&self.doc.text.as_bytes()[..span.start], text.as_bytes()));
        let offset = self.doc.tokens.get(trigger.start).map_or(0, |t| t.span.start.saturating_sub(span.start));
        let id = row_id(prefix, &[self.doc.document_id, text, &occurrence.to_string(), &offset.to_string(), rank]);
        let seen = self.ids.entry(id.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 { id } else { row_id(prefix, &[&id, &seen.to_string()]) }
    }

    /// The quote of a sentence, with its code point offsets.
    fn evidence(&self, sentence: usize) -> (String, i64, i64) {
        self.quote(self.doc.sentences[sentence].span)
    }

    fn quote(&self, span: Span) -> (String, i64, i64) {
        let (start, end) = self.points.of(span);
        (span.of(self.doc.text).to_owned(), count(start), count(end))
    }

    /// The city of a place as the text names it, there or in its dateline.
    fn city_name(&self, place: &rapporteur_normalize::PlaceHit) -> Option<String> {
        let dateline = (place.tokens.is_empty() && place.city.is_some() && place.city == self.doc.facts.dateline_city)
            .then(|| self.doc.facts.dateline_place.clone())
            .flatten();
        dateline.or_else(|| rapporteur_normalize::city_as_written(self.doc, place))
    }

    /// The topics of a sentence.
    fn topics(&mut self, sentence: usize) -> Vec<String> {
        let doc = self.doc;
        let found = self.topics.entry(sentence).or_insert_with(|| {
            let tokens = doc.sentences[sentence].tokens.clone();
            let words = tokens.filter(|&i| doc.tokens[i].word != rapporteur_lexicon::WordId::JOINER);
            let words: Vec<_> = words.map(|i| doc.word(i)).collect();
            let topics = doc.lexicon.topic_terms.topics(&words);
            topics.into_iter().map(|t| doc.lexicon.topics[t].id.clone()).collect()
        });
        found.clone()
    }

    pub(crate) fn events(&mut self, events: &[Event]) {
        let ids: Vec<String> = events
            .iter()
            .map(|e| {
                let rank = e.steps.iter().find(|s| s.0 == "participants").map_or(String::new(), |s| s.1.clone());
                self.id("ev", e.sentence, &e.trigger, &rank)
            })
            .collect();
        for (event, id) in events.iter().zip(&ids) {
            let parent = event.parent.and_then(|p| ids.get(p)).filter(|p| *p != id).cloned();
            self.event(event, id.clone(), parent);
        }
    }

    fn event(&mut self, e: &Event, id: String, parent: Option<String>) {
        let doc = self.doc;
        let (evidence, start, end) = self.evidence(e.sentence);
        let place = e.place.as_ref();
        let city = place.and_then(|p| p.city).map(|c| &doc.lexicon.facts.places[c]);
        let date = e.date.clone();
        let row = EventRow {
            event_id: id.clone(),
            document_id: doc.document_id.to_owned(),
            parent_event_id: parent,
            event_type: e.kind,
            format: e.format.clone(),
            event_name: e.name.as_deref().map(tidy_name).filter(|n| !n.is_empty()),
            status: e.status,
            salience: e.salience,
            start_date: date.as_ref().and_then(|d| d.start),
            end_date: if e.status == Status::Ongoing
                && e.days.is_none()
                && date.as_ref().is_some_and(|d| d.start == d.end)
                && e.kind == EventType::Visit
            {
                None
            } else {
                date.as_ref().and_then(|d| d.end)
            },
            date_edtf: date.as_ref().map(|d| d.edtf.clone()),
            date_precision: date.as_ref().map_or(DatePrecision::None, |d| d.precision),
            date_basis: e.basis.filter(|_| date.is_some()),
            place: place.and_then(|p| self.city_name(p)).or_else(|| place.and_then(|p| p.name.clone())),
            country: place.and_then(|p| p.country.clone()),
            latitude: city.map(|c| c.latitude),
            longitude: city.map(|c| c.longitude),
            mode: e.mode,
            topics: self.topics(e.sentence),
            plover: e.kind.plover(e.status).map(str::to_owned),
            cameo: e.kind.cameo(e.status).map(str::to_owned),
            confidence: doc.lexicon.confidence(&e.rule),
            evidence,
            evidence_start: start,
            evidence_end: end,
            trigger: doc.phrase(&e.trigger),
            date_text: e.date_text.as_ref().map(|t| doc.phrase(t)),
            geonames_id: city.and_then(|c| c.geonames_id.clone()),
            place_basis: e.place_basis.filter(|_| place.is_some()).map(str::to_owned),
            event_group_id: None,
            attributed_to: None,
            rule_id: e.rule.clone(),
            review_status: ReviewStatus::Auto,
        };
        self.out.events.push(row);
        let mut keys = BTreeSet::new();
        let first = self.out.participants.len();
        let parts: Vec<&Part> = e.parts.iter().filter(|part| self.participant(&id, part, &mut keys)).collect();
        if let Some(traces) = &mut self.traces {
            let seated = parts.into_iter().zip(&self.out.participants[first..]);
            traces.push(event_trace(doc, e, id, seated));
        }
    }

    /// Writes a participant unless its actor takes part already; whether it did.
    fn participant(&mut self, event_id: &str, part: &Part, keys: &mut BTreeSet<String>) -> bool {
        let doc = self.doc;
        let mention = &doc.mentions[part.mention];
        let text = doc.phrase(&mention.tokens);
        let actor = match part.entity {
            Some(e) => {
                self.used.insert(e);
                doc.entities.get(e).id.clone()
            }
            None => self.group(&text, mention.within.first().copied()),
        };
        if !keys.insert(actor.clone()) {
            return false;
        }
        let entity = part.entity.map(|e| doc.entities.get(e));
        let office = mention
            .office
            .as_ref()
            .filter(|o| !o.text.is_empty())
            .or_else(|| entity.and_then(|e| e.offices.iter().find(|o| !o.text.is_empty())));
        let represents = match entity {
            Some(e) if e.is_human() => mention.office.as_ref().and_then(|o| o.represents).or_else(|| e.represents()),
            _ => None,
        };
        if let Some(r) = represents {
            self.used.insert(r);
        }
        let (evidence, start, end) = self.evidence(part.sentence);
        self.out.participants.push(ParticipantRow {
            event_id: event_id.to_owned(),
            actor_id: actor,
            role: part.role,
            mention: text,
            position: entity.filter(|e| e.kind == ActorKind::Person).and(office).map(|o| o.text.clone()),
            represents: represents.map(|r| doc.entities.get(r).id.clone()),
            confidence: doc.lexicon.confidence(&part.rule),
            evidence,
            evidence_start: start,
            evidence_end: end,
            level: entity.filter(|e| e.kind == ActorKind::Person).and(office).and_then(|o| o.level),
            attendance: part.attendance,
            group_count: mention.count,
            resolution: match (mention.kind, mention.by_coreference) {
                (MentionKind::Office, _) if part.entity.is_some() => Resolution::Title,
                (_, true) => Resolution::Coreference,
                (_, false) if part.entity.is_some() => Resolution::Exact,
                _ => Resolution::Unresolved,
            },
            rule_id: part.rule.clone(),
            review_status: ReviewStatus::Auto,
        });
        true
    }

    /// The actor row of a group, under the words of the text.
    fn group(&mut self, text: &str, within: Option<EntityId>) -> String {
        let id = actor_id(ActorKind::Group, text);
        let country = within
            .map(|e| self.doc.entities.get(e))
            .filter(|e| e.kind == ActorKind::State)
            .and_then(|e| e.country.clone());
        self.groups.entry(id.clone()).or_insert_with(|| ActorRow {
            actor_id: id.clone(),
            name: text.to_owned(),
            kind: ActorKind::Group,
            country,
            review_status: ReviewStatus::Auto,
            ..ActorRow::default()
        });
        id
    }

    pub(crate) fn commitments(&mut self, commitments: &[Commitment]) {
        for c in commitments {
            self.commitment(c);
        }
    }

    fn commitment(&mut self, c: &Commitment) {
        let doc = self.doc;
        let in_sentence = doc.sentences[c.sentence].tokens.contains(&c.cue.start);
        let anchor = if in_sentence { c.cue.clone() } else { c.clause.clone() };
        let id = self.id("co", c.sentence, &anchor, "");
        let (evidence, start, end) = self.evidence(c.sentence);
        let text = doc.span(&c.clause).of(doc.text).trim().to_owned();
        let text = if clean(&text).len() < 3 { evidence.clone() } else { text };
        let instruments: Vec<String> = doc
            .mentions_in(&c.clause)
            .filter(|(_, m)| m.kind == MentionKind::Programme)
            .map(|(_, m)| doc.phrase(&m.tokens).replace('|', "/"))
            .collect();
        let (amount, currency) = crate::amount::find(doc, &doc.sentences[c.sentence].tokens);
        let figure = c
            .clause
            .clone()
            .any(|i| doc.tokens[i].kind == rapporteur_text::TokenKind::Number && doc.date_at(i).is_none());
        let review = c.clause.clone().any(|i| doc.is(i, WordClass::ReviewWord));
        let event = c.event.and_then(|e| self.out.events.get(e)).map(|e| e.event_id.clone());
        let row = CommitmentRow {
            commitment_id: id.clone(),
            document_id: doc.document_id.to_owned(),
            event_id: event,
            commitment_type: c.kind,
            action: crate::amount::action(doc, &c.clause),
            text: text.clone(),
            topics: self.topics(c.sentence),
            due_edtf: c.due.as_ref().map(|d: &DateSpan| d.edtf.clone()),
            due_start: c.due.as_ref().and_then(|d| d.start),
            due_end: c.due.as_ref().and_then(|d| d.end),
            conditional: c.conditional,
            confidence: doc.lexicon.confidence(&c.rule),
            evidence,
            evidence_start: start,
            evidence_end: end,
            cue: doc.phrase(&c.cue),
            modality: match c.kind {
                CommitmentType::Agreement | CommitmentType::Pledge => Modality::Commitment,
                CommitmentType::Decision => Modality::Obligation,
                CommitmentType::Offer => Modality::Readiness,
                CommitmentType::Intent => Modality::Intention,
                _ => Modality::Recommendation,
            },
            polarity: if c.refrain { Polarity::Refrain } else { Polarity::Do },
            condition: c.condition.as_ref().map(|r| doc.phrase(r)),
            amount,
            currency,
            has_timeline: c.due.is_some(),
            has_target: figure,
            has_instrument: !instruments.is_empty(),
            names_implementer: c.kind != CommitmentType::Appeal && !c.committers.is_empty(),
            has_review: review,
            restates_id: None,
            instruments,
            rule_id: c.rule.clone(),
            review_status: ReviewStatus::Auto,
        };
        if let Some(traces) = &mut self.traces {
            traces.push(commitment_trace(doc, c, id.clone()));
        }
        self.out.commitments.push(row);
        let mut seen = BTreeSet::new();
        let parties = c
            .committers
            .iter()
            .map(|&e| (e, PartyRole::Committer))
            .chain(c.speaker.map(|e| (e, PartyRole::Speaker)))
            .chain(c.addressees.iter().map(|&e| (e, PartyRole::Addressee)));
        for (entity, role) in parties {
            self.used.insert(entity);
            let actor = doc.entities.get(entity).id.clone();
            if seen.insert((actor.clone(), role)) {
                self.out.commitment_parties.push(CommitmentPartyRow {
                    commitment_id: id.clone(),
                    actor_id: actor,
                    party_role: role,
                    rule_id: c.rule.clone(),
                    review_status: ReviewStatus::Auto,
                });
            }
        }
    }

    /// Says that a document yields no rows: often right, sometimes a layout nobody has met yet.
    pub(crate) fn remark_nothing_found(&mut self, source_path: &str) {
        let code = "nothing-found";
        self.out.diagnostics.push(DiagnosticRow {
            diagnostic_id: row_id("di", &[source_path, code, ""]),
            document_id: Some(self.doc.document_id.to_owned()),
            source_path: source_path.to_owned(),
            severity: SeverityWord::Info,
            code: code.to_owned(),
            message: "no event and no commitment was found in this document".to_owned(),
            span_start: None,
            span_end: None,
        });
    }

    /// All rows, with every actor they name and its parents.
    pub(crate) fn finish(mut self) -> (Extraction, Vec<Trace>) {
        let mut all = BTreeSet::new();
        for &id in &self.used {
            let mut at = Some(id);
            while let Some(e) = at {
                if !all.insert(e) {
                    break;
                }
                at = self.doc.entities.get(e).part_of;
            }
        }
        let mut actors: BTreeMap<String, ActorRow> = std::mem::take(&mut self.groups);
        for id in all {
            let e = self.doc.entities.get(id);
            actors.insert(
                e.id.clone(),
                ActorRow {
                    actor_id: e.id.clone(),
                    name: e.name.clone(),
                    kind: e.kind,
                    country: e.country.clone().or_else(|| self.person_country(id)),
                    part_of: e.part_of.map(|p| self.doc.entities.get(p).id.clone()).filter(|p| *p != e.id),
                    wikidata: e.wikidata.clone(),
                    aliases: e.aliases.clone(),
                    acronym: e.acronym.clone(),
                    plover_code: (e.kind == ActorKind::State).then(|| e.country.clone()).flatten(),
                    cow_code: e.cow_code.clone(),
                    first_seen: self.doc.facts.published,
                    review_status: ReviewStatus::Auto,
                },
            );
        }
        self.out.actors = actors.into_values().collect();
        (self.out, self.traces.unwrap_or_default())
    }

    fn person_country(&self, id: EntityId) -> Option<String> {
        let e = self.doc.entities.get(id);
        if e.kind != ActorKind::Person {
            return None;
        }
        e.represents().map(|r| self.doc.entities.get(r)).and_then(|r| r.country.clone())
    }
}

fn tidy_name(name: &str) -> String {
    name.trim_matches(|c: char| matches!(c, '“' | '”' | '"' | ',' | ' ' | '*')).to_owned()
}

/// Counts fit into the tables' integers on every machine we build for.
fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// How an event and its participants were reached.
fn event_trace<'p>(
    doc: &Annotated<'_>,
    e: &Event,
    id: String,
    parts: impl Iterator<Item = (&'p Part, &'p ParticipantRow)>,
) -> Trace {
    let sentence = doc.sentences[e.sentence].span;
    let mut trace = Trace { row_id: id, rule_id: e.rule.clone(), sentence, steps: e.steps.clone(), ..Trace::default() };
    trace.marks.push((doc.span(&e.trigger), "trigger".to_owned()));
    trace.marks.extend(e.date_text.as_ref().map(|date| (doc.span(date), "date".to_owned())));
    let place = e.place.as_ref().filter(|p| !p.tokens.is_empty());
    trace.marks.extend(place.map(|p| (doc.span(&p.tokens), "place".to_owned())));
    for (part, row) in parts {
        let span = doc.span(&doc.mentions[part.mention].tokens);
        if doc.sentences[part.sentence].span.contains(span) {
            trace.marks.push((span, part.role.to_string()));
        }
        trace.steps.push(("participants".into(), format!("{} ({})", row.mention, part.role), part.rule.clone()));
    }
    trace
}

/// How a commitment was reached.
fn commitment_trace(doc: &Annotated<'_>, c: &Commitment, id: String) -> Trace {
    let sentence = doc.sentences[c.sentence].span;
    let mut trace = Trace { row_id: id, rule_id: c.rule.clone(), sentence, steps: c.steps.clone(), ..Trace::default() };
    if doc.sentences[c.sentence].tokens.contains(&c.cue.start) {
        trace.marks.push((doc.span(&c.cue), "cue".to_owned()));
    }
    if !c.clause.is_empty() {
        trace.marks.push((doc.span(&c.clause), "undertaking".to_owned()));
    }
    trace
}

/// How often a sentence stands in a text.
fn occurrences(text: &[u8], sentence: &[u8]) -> usize {
    // A search for the whole would prepare more than it searches.
    let opening = memmem::Finder::new(&sentence[..sentence.len().min(OPENING)]);
    let (mut count, mut from) = (0, 0);
    while let Some(at) = opening.find(&text[from..]).filter(|_| !sentence.is_empty()) {
        let found = text[from + at..].starts_with(sentence);
        count += usize::from(found);
        from += at + if found { sentence.len() } else { 1 };
    }
    count
}

/// Bytes by which a sentence is looked for.
const OPENING: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn occurrences_are_those_of_the_whole_sentence(text in "[ab]{0,120}", sentence in "[ab]{1,30}") {
            proptest::prop_assert_eq!(occurrences(text.as_bytes(), sentence.as_bytes()), text.matches(&sentence).count());
        }
    }
}
