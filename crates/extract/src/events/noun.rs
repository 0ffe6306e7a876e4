//! Candidates from nouns: "a meeting of the Permanent Council", "his two-day visit", "the next round of negotiations".

mod arguments;
mod clause;
mod company;
mod day;
mod enclosing;
mod fits;
mod guards;
mod hyphen;
mod means;
mod phrase;
mod predicate;

use std::ops::Range;

use arguments::{opens_with, who_acts_there};
pub(super) use enclosing::theirs;
use fits::reclassify;
pub(super) use hyphen::run_by;
use phrase::{Phrase, phrase};
use predicate::{comes_of, governor, predicate};
use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Status};
use rapporteur_text::TokenKind;

use super::verb::blank;
use crate::model::{Event, Marker};

/// The noun phrase of an occasion and the clause it stands in.
#[derive(Clone, Copy)]
struct Site<'a> {
    doc: &'a Annotated<'a>,
    /// The sentence.
    s: usize,
    rule: &'a EventRule,
    /// Tokens of the sentence.
    range: &'a Range<usize>,
    p: &'a Phrase,
    /// The verb before it, whose object it is.
    gov: Option<usize>,
    /// The verb behind it, whose subject it is.
    pred: Option<usize>,
    /// The token before the phrase, in the sentence.
    before: Option<usize>,
    /// "the meeting", "these talks".
    definite: bool,
    /// It stands behind "at", "during", "on the margins of".
    margin: bool,
}

impl Site<'_> {
    /// "on the margins of the meeting": the clause tells of something else.
    fn aside_of(&self) -> bool {
        let Site { doc, range, p, before, .. } = *self;
        before.is_some_and(|b| doc.is_text(b, "of"))
            && (range.start.max(p.start.saturating_sub(4))..p.start).any(|i| doc.is(i, WordClass::MarginWord))
    }
}

/// "In Osh took place the consultations", "On Monday was held the exercise": the verb before its subject, as in Russian: news, and
/// nothing spoken of before.
fn inverted(doc: &Annotated<'_>, range: &Range<usize>, start: usize) -> bool {
    let Some(b) = start.checked_sub(1).filter(|&b| b > range.start + 1) else { return false };
    let took = doc.is_text(b, "place") && ["took", "takes"].iter().any(|w| doc.is_text(b - 1, w));
    let held = ["held", "conducted", "organized", "organised"].iter().any(|w| doc.is_text(b, w))
        && doc.is(b - 1, WordClass::Be);
    let opens = [WordClass::Preposition, WordClass::PlacePreposition].iter().any(|&c| doc.is(range.start, c));
    (took || held) && opens
}

/// The event that the noun of `trigger` tells of in sentence `s`, if its phrase and clause tell of a single one.
pub(super) fn candidate(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Option<Event> {
    let range = doc.sentences[s].tokens.clone();
    let head = trigger.end - 1;
    if rule.id.ends_with(".margins") {
        return enclosing::known_by_acronym(doc, s, rule, &trigger);
    }
    if guards::no_occasion(doc, rule, head, &range) {
        return None;
    }
    let p = phrase(doc, &range, &trigger);
    if guards::no_single_one(doc, &p, &range) {
        return None;
    }
    let mut event = blank(doc, s, rule, trigger.clone());
    event.name = p.name.clone();
    event.marker = p.marker;
    event.days = p.days.or_else(|| phrase::round_days(doc, &range, p.start.min(head)));
    // "the opening of a centre": the noun, not what ties it to the rest.
    let noun = (p.start.min(head)..=head).rev().find(|&i| !doc.is(i, WordClass::Preposition)).unwrap_or(head);
    // "the signing ceremony of the Memorandum" is the signing.
    let noun = if rule.id.starts_with("signing") { trigger.start } else { noun };
    event.format = Some(rapporteur_text::fold(doc.word(noun)));
    fits::code_named(doc, head, &mut event);
    let kind = event.kind;
    let definite = (matches!(p.determiner.as_str(), "the" | "this" | "these" | "that" | "those")
        // "At the end of their talks, they signed": those told of before.
        || p.determiner == "their" && p.start > range.start && doc.is_text(range.start + 1, "the")
            && doc.is_text(range.start + 2, "end") && p.start <= range.start + 4
        || (p.start.saturating_sub(1)..head).any(|i| doc.is_text(i, "both") && i >= range.start))
        && p.marker == Marker::None
        && !inverted(doc, &range, p.start);
    // "the sixteenth Joint Commission was held": only a count tells a sitting from the body itself.
    let counted = (p.start.min(head).saturating_sub(2)..head).any(|i| {
        doc.is(i, WordClass::OrdinalWord)
            || doc.tokens[i].kind == TokenKind::Number
                && ["st", "nd", "rd", "th"].iter().any(|x| doc.word(i).to_ascii_lowercase().ends_with(x))
    });
    if rule.id.ends_with(".body") && guards::body_itself(doc, &p, &range, counted) {
        return None;
    }
    let gov = governor(doc, &range, p.start).filter(|&g| {
        // "the commitments made at the summit": it was not the summit that was made.
        let beside = p.start > range.start && ["at", "in"].iter().any(|w| doc.is_text(p.start - 1, w));
        !doc.quoted[g] && !(beside && doc.is(g, WordClass::OutcomeWord))
    });
    let pred = predicate(doc, &range, p.end.max(head + 1));
    let before = p.start.checked_sub(1).filter(|&b| b >= range.start);
    let margin = before.is_some_and(|b| {
        ["during", "at", "before", "after", "following", "of", "within", "in"].iter().any(|w| doc.is_text(b, w))
    }) && (range.start.max(p.start.saturating_sub(5))..p.start).any(|i| {
        // "As part of his visit", "Within the visit".
        ["margins", "sidelines", "during", "at", "eve", "fringes", "in", "following", "after", "before", "part", "within"]
            .iter()
            .any(|w| doc.is_text(i, w))
            // "in-person" is no place.
            && doc.tokens.get(i + 1).is_none_or(|t| t.word != rapporteur_lexicon::WordId::JOINER || !t.glued)
    });
    let site = Site { doc, s, rule, range: &range, p: &p, gov, pred, before, definite, margin };
    clause::attach(&site, &mut event);
    let mut acts = clause::governed(&site, &mut event);
    acts |= clause::conversed(&site, &mut event);
    acts |= clause::predicated(&site, &mut event)?;
    let (tail, own_clause) = clause::seats(&site, &mut event, &mut acts);
    means::tell(&site, &mut event, acts);
    if event.marker == Marker::Next && !acts && event.status == Status::Held {
        event.status = Status::Scheduled;
    }
    let comes_of = kind == EventType::Signing && comes_of(doc, before);
    acts |= comes_of;
    event.asserted = acts;
    // "the 8th session" is a sitting of its own, "the session" the one spoken of.
    let numbered = counted
        && ((p.start..head).any(|i| doc.tokens[i].kind == TokenKind::Number)
            || !event.parts.is_empty() && event.parts.iter().all(|x| doc.mentions[x.mention].tokens.start > head));
    event.definite =
        definite && !numbered && (event.name.is_none() || p.quoted) || matches!(p.determiner.as_str(), "this");
    // "The two leaders had a detailed discussion": the talks told of before.
    let resumed = event.parties.is_some()
        && event.date.is_none()
        && event.place.is_none()
        && event.name.is_none()
        && gov.is_some_and(|g| doc.is(g, WordClass::Have) || doc.is_text(g, "held"))
        && (p.start..=head).any(|i| {
            ["discussion", "discussions", "exchange", "conversation", "conversations"].iter().any(|w| doc.is_text(i, w))
        });
    // "The operation, code-named Danube Shield, ran from 31 March": its name behind the noun.
    if event.name.is_none() && matches!(event.kind, EventType::Exercise | EventType::Operation) {
        event.name = phrase::called(doc, head, range.end);
        acts |= event.name.is_some() && event.date.is_some();
        event.asserted = acts;
    }
    // "at the Inaugural Session", "the closing session": of the gathering that was told of.
    let part = doc.is_text(head, "session")
        && definite
        && event.date.is_none()
        && (p.start..head).any(|i| ["opening", "closing", "inaugural", "concluding"].iter().any(|w| doc.is_text(i, w)));
    if part {
        event.name = None;
        event.definite = true;
    }
    event.definite |= resumed;
    event.definite &= !comes_of;
    // "after signing over 200 bills into law": no signing of that day.
    if kind == EventType::Signing
        && before.is_some_and(|b| ["after", "before", "since", "by"].iter().any(|w| doc.is_text(b, w)))
        && event.parts.is_empty()
        // "spoke today before signing the instrument" tells when, "today called for maps before the signing" does not.
        && event.date_text.as_ref().is_none_or(|t| t.end <= p.start && doc.is_text(p.start - 1, "before") && doc.is_text(p.start, "the"))
    {
        event.aside = true;
    }
    // "Building on President X signing the Act last month": what came before.
    if kind == EventType::Signing
        && doc.mention_at(head.saturating_sub(1)).is_some_and(|m| m.kind == MentionKind::Person)
    {
        event.aside = true;
    }
    day::own(&site, &mut event, tail, own_clause, acts);
    let met =
        event.parts.iter().any(|x| matches!(doc.mentions[x.mention].kind, MentionKind::Person | MentionKind::Group));
    // "In today's meeting": of that day, and so this one.
    let of_day = before.is_some_and(|b| {
        b <= range.start + 1 && doc.dates.iter().any(|d| d.tokens.start == b + 1 && d.tokens.end <= head)
    }) || p.start < head
        && before.is_some_and(|b| b <= range.start + 1)
        && doc.dates.iter().any(|d| d.tokens.start == p.start && doc.is_possessive(d.tokens.end));
    let prepared = enclosing::prepared(doc, &range, before);
    if prepared {
        // "Talks on the preparation of the exercise held": the headline is not about the exercise.
        if event.headline {
            return None;
        }
        enclosing::ahead(doc, &mut event, p.start);
    }
    event.enclosing = margin && !acts && !met && !prepared && (event.name.is_some() || definite || of_day);
    // "At the meeting in Oslo on 3 June X and Y agreed": nothing else tells of it, and whoever acts there was there.
    let told_here = event.enclosing
        && event.name.is_none()
        && event.date.is_some()
        && event.place.is_some()
        && before.is_some_and(|b| {
            b <= range.start + 1 && (doc.is_text(b, "at") || doc.is_text(b, "during") || of_day && doc.is_text(b, "in"))
        })
        && matches!(event.kind, EventType::Meeting | EventType::Conference);
    if !acts {
        opens_with(doc, s, rule, &mut event, &p, before, &range);
    }
    if told_here {
        who_acts_there(doc, s, rule, &mut event, &p, &range);
    }
    event.aside |= gov.is_none() && enclosing::came_before(doc, &event, &range, before);
    if event.enclosing {
        event.parts.clear();
        enclosing::outcome(doc, s, &mut event, before);
    }
    reclassify(doc, &mut event, &p);
    // "training" is mostly something people need; held or begun it is an event.
    if doc.is_text(head, "training") && !acts {
        return None;
    }
    let keep = fits::keeps(&site, &mut event, acts) && !fits::agreed_only(&site, &event);
    (keep && !(fits::general(&site, &event, acts) && event.kind != EventType::Visit)).then_some(event)
}
