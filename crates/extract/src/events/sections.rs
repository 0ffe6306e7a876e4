//! Chronicles and digests: texts of several sections, each with news of its own.

use rapporteur_normalize::{Annotated, DateMention};
use rapporteur_schema::add_days;
use rapporteur_schema::vocabulary::{Salience, Status};
use rapporteur_text::{BlockKind, TokenKind};

use super::{compatible, when};
use crate::model::{Event, Marker};

/// A sentence that is nothing but a day, and the sentences it stands over.
struct Section<'d> {
    sentences: std::ops::Range<usize>,
    day: &'d DateMention,
}

/// "November 7. At the checkpoint … November 8-9. In Osh …": the sections of a chronicle, where there are two and more.
fn chronicle<'d>(doc: &'d Annotated<'_>) -> Vec<Section<'d>> {
    let alone = |s: usize| {
        let range = &doc.sentences[s].tokens;
        let content = doc.block_of(s).kind != BlockKind::Headline && range.len() <= DAY;
        let date = doc.dates_in(range).next().filter(|_| content)?;
        let rest = |i: usize| doc.tokens[i].kind == TokenKind::Mark || date.tokens.contains(&i);
        (date.span.is_some() && range.clone().all(rest)).then_some(date)
    };
    let heads: Vec<(usize, &DateMention)> =
        (0..doc.sentences.len()).filter_map(|s| alone(s).map(|day| (s, day))).collect();
    // It opens with its first day, and its days are those before it was published.
    let recent = |day: &DateMention| {
        let end = day.span.as_ref().and_then(|d| d.end.or(d.start)).zip(doc.facts.published);
        end.is_some_and(|(end, published)| end <= add_days(published, 1) && add_days(end, PERIOD) >= published)
    };
    let content = (0..doc.sentences.len()).filter(|&s| doc.block_of(s).kind != BlockKind::Headline);
    let opens = heads.first().is_some_and(|&(first, _)| content.take(OPENING).any(|s| s == first));
    if heads.len() < 2 || !opens || !heads.iter().all(|(_, day)| recent(day)) {
        return Vec::new();
    }
    let end = |k: usize| heads.get(k + 1).map_or(doc.sentences.len(), |next| next.0);
    let section = |(k, &(s, day)): (usize, &(usize, &'d DateMention))| {
        // A day at the head of a paragraph is that of this paragraph only.
        let block = doc.sentences[s].block;
        let shared = (s + 1..end(k)).take_while(|&n| doc.sentences[n].block == block).count();
        let last = if shared > 0 { s + 1 + shared } else { end(k) };
        Section { sentences: s + 1..last, day }
    };
    heads.iter().enumerate().map(section).collect()
}

/// The first day of a chronicle stands among so many sentences.
const OPENING: usize = 4;

/// Tokens of a sentence that is nothing but a day, at most: "From 8 to 9 November 2023.".
const DAY: usize = 8;

/// The sentences of each section of a chronicle.
pub(super) fn ranges(doc: &Annotated<'_>) -> Vec<std::ops::Range<usize>> {
    chronicle(doc).into_iter().map(|x| x.sentences).collect()
}

/// Gives what a section tells of the day it stands under.
pub(super) fn days(doc: &Annotated<'_>, candidates: &mut [Event]) {
    let sections = chronicle(doc);
    let undated = |e: &&mut Event| e.date.is_none() && e.date_text.is_none() && e.status == Status::Held;
    for event in candidates.iter_mut().filter(undated) {
        if let Some(section) = sections.iter().find(|x| x.sentences.contains(&event.sentence)) {
            when::set(event, section.day);
        }
    }
}

/// The news of each section is what the text was issued for.
pub(super) fn primaries(doc: &Annotated<'_>, events: &mut [Event]) {
    let mut sections = ranges(doc);
    let period = if sections.is_empty() { WEEK } else { PERIOD };
    if sections.is_empty() && is_digest(doc) {
        let paragraphs = (0..doc.blocks.len()).filter(|&b| doc.blocks[b].kind == BlockKind::Paragraph);
        sections.extend(paragraphs.map(|b| {
            let of = |at: usize| doc.sentences.partition_point(|s| s.block < at);
            of(b)..of(b + 1)
        }));
    }
    let recent = |e: &Event| {
        let day = e.date.as_ref().and_then(|d| d.end).zip(doc.facts.published);
        day.is_some_and(|(end, published)| end <= published && add_days(end, period) >= published)
    };
    let news =
        |e: &&mut Event| !e.aside && !e.enclosing && e.marker == Marker::None && e.status == Status::Held && recent(e);
    for section in sections {
        if let Some(first) = events.iter_mut().filter(|e| section.contains(&e.sentence)).find(news) {
            first.salience = Salience::Primary;
        }
    }
}

/// Days that a digest covers, at most, and a chronicle.
const WEEK: i64 = 9;
const PERIOD: i64 = 40;

/// Whether the title says that the text tells of one thing after the other.
fn is_digest(doc: &Annotated<'_>) -> bool {
    let Some(title) = doc.facts.title.as_deref() else { return false };
    let title = rapporteur_text::fold(title);
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    words.any(|w| ["digest", "chronicle", "roundup"].contains(&w)) || title.contains("week in brief")
}

/// "The programme has started the third round of its meetings in A. On 14 February a meeting was held in Osh": the news is the
/// meeting; the round around it is only where it belongs.
pub(super) fn rounds(doc: &Annotated<'_>, events: &mut [Event]) {
    let dated = |e: &Event| e.date.as_ref().is_some_and(|d| d.start.is_some() && d.start == d.end);
    let plural = |e: &Event| {
        let head = e.trigger.end - 1;
        let start = doc.sentences[e.sentence].tokens.start.max(head.saturating_sub(ROUND));
        doc.is_text(head, "meetings")
            && (start..head).any(|i| ["round", "series", "cycle"].iter().any(|w| doc.is_text(i, w)))
    };
    let Some(round) = events.iter().position(|e| !e.aside && !e.headline && plural(e) && !dated(e)) else { return };
    let single = |e: &Event| {
        e.sentence > events[round].sentence
            && e.sentence <= events[round].sentence + 2
            && dated(e)
            && e.place.is_some()
            && e.asserted
            && e.status == Status::Held
            && (e.kind == events[round].kind || e.format.as_deref() == Some("meeting"))
            && compatible(e.kind, events[round].kind)
    };
    if let Some(meeting) = events.iter().position(single) {
        // Whose meetings they are.
        let parts = std::mem::take(&mut events[round].parts);
        for part in parts {
            events[meeting].add(part, |a, b| super::same_part(doc, a, b));
        }
        events[round].aside = true;
        events[meeting].definite = false;
    }
}

/// Words between "round" and "meetings", at most.
const ROUND: usize = 8;
