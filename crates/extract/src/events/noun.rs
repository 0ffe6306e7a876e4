//! Candidates from nouns: "a meeting of the Permanent Council", "his two-day visit", "the next round of negotiations".

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode, Role, Status};
use rapporteur_text::TokenKind;

use super::verb::{blank, planned, video};
use super::{parts_of, same_part, when};
use crate::model::{Edge, Event, Marker};
use crate::syntax::{is_verb, negated, objects, subject};

/// A noun phrase around an event noun.
struct Phrase {
    /// First token, determiner included.
    start: usize,
    /// The head noun.
    head: usize,
    /// First token after the head and its named complement.
    end: usize,
    /// The determiner word, folded; empty when there is none.
    determiner: String,
    /// Mention that owns it: "Lapid's visit", "the OSCE's conference".
    owner: Option<usize>,
    /// Mentions before the head: "CSTO Permanent Council meeting", "U.S.-EU Summit".
    inside: Vec<usize>,
    /// Official name, if it has one.
    name: Option<String>,
    marker: Marker,
    days: Option<i64>,
    /// The name stands in quotation marks.
    quoted: bool,
    /// Words that say that it is no event: "press conference".
    none: bool,
    plural: bool,
}

fn phrase(doc: &Annotated<'_>, range: &Range<usize>, trigger: &Range<usize>) -> Phrase {
    let head = trigger.end - 1;
    let mut p = Phrase {
        start: trigger.start,
        head,
        end: trigger.end,
        determiner: String::new(),
        owner: None,
        inside: Vec::new(),
        name: None,
        marker: Marker::None,
        days: None,
        quoted: false,
        none: false,
        plural: doc.word(head).ends_with('s') && !doc.word(head).ends_with("ss") || doc.is_text(head, "talks"),
    };
    let mut k = trigger.start;
    let mut capital_from = if doc.tokens[head].capital { Some(trigger.start) } else { None };
    while k > range.start {
        let b = k - 1;
        if doc.is_possessive(b) {
            let owner = b.checked_sub(1).and_then(|o| doc.mention_of[o]);
            if let Some(m) = owner {
                p.owner = Some(m);
                p.start = doc.mentions[m].tokens.start;
            } else if doc.dates.iter().any(|d| d.tokens.contains(&(b.saturating_sub(1)))) {
                // "today's meeting": points back.
                p.determiner = "the".to_owned();
                p.start = b - 1;
            }
            break;
        }
        if let Some(m) = doc.mention_of[b] {
            let mention = &doc.mentions[m];
            if matches!(
                mention.kind,
                MentionKind::Person | MentionKind::Pronoun | MentionKind::Office | MentionKind::Group
            ) {
                break;
            }
            p.inside.push(m);
            k = mention.tokens.start;
            p.start = k;
            if doc.tokens[head].capital || mention.kind != MentionKind::Demonym {
                capital_from = capital_from.map(|_| k);
            }
            continue;
        }
        let token = &doc.tokens[b];
        if doc.is(b, WordClass::Determiner) {
            p.determiner = doc.word(b).to_ascii_lowercase();
            p.start = b;
            break;
        }
        if token.word == WordId::JOINER || token.kind == TokenKind::Number {
            if token.word == WordId::JOINER && !token.glued {
                break;
            }
            if let Ok(days) = doc.word(b).parse::<i64>()
                && doc.is_text(b + 2, "day")
            {
                p.days = Some(days);
            }
            k = b;
            p.start = b;
            if token.kind == TokenKind::Number {
                capital_from = capital_from.map(|_| b);
            }
            continue;
        }
        if matches!(doc.word(b), "“" | "”" | "\"") {
            k = b;
            p.start = b;
            continue;
        }
        let word_ok = token.kind == TokenKind::Word
            && !doc.is(b, WordClass::Preposition)
            && !doc.is(b, WordClass::Coordinator)
            && !doc.is(b, WordClass::Pronoun)
            && !doc.is(b, WordClass::Relative)
            && !(is_verb(doc, b) && !participle_adjective(doc, b))
            && !doc.is(b, WordClass::Modal);
        let linked = doc.is_text(b, "and")
            && b > range.start
            && doc.tokens[b - 1].capital
            && doc.tokens[k].capital
            && doc.tokens[head].capital;
        if !word_ok && !linked {
            break;
        }
        if doc.dates.iter().any(|d| d.tokens.contains(&b)) && !token.capital {
            break;
        }
        if doc.is(b, WordClass::NextWord) {
            p.marker = Marker::Next;
        } else if doc.is(b, WordClass::PreviousWord) {
            p.marker = Marker::Previous;
        }
        if doc.is(b, WordClass::NoEventWord) {
            p.none = true;
        }
        if doc.is_text(b, "day")
            && b >= 2
            && let Some(&days) = doc.lexicon.numbers.get(&doc.tokens[b - 2].word)
        {
            p.days = Some(days);
        }
        if (token.capital || doc.is(b, WordClass::OrdinalWord) && !doc.is(b, WordClass::NextWord))
            && (token.capital && b > range.start || doc.is(b, WordClass::OrdinalWord)) {
                capital_from = capital_from.map(|_| b);
            }
        k = b;
        p.start = b;
    }
    p.inside.reverse();
    name(doc, range, &mut p, capital_from);
    p
}

/// "expected", "planned" before a noun are adjectives.
fn participle_adjective(doc: &Annotated<'_>, i: usize) -> bool {
    doc.word(i).ends_with("ed") && doc.is(i - 1, WordClass::Determiner) || doc.is(i, WordClass::NextWord)
}

/// Finds the official name: a quoted title after the head, or the capitals around it.
fn name(doc: &Annotated<'_>, range: &Range<usize>, p: &mut Phrase, capital_from: Option<usize>) {
    // “…” soon after the head.
    let quote = (p.head + 1..range.end.min(p.head + 14))
        .take_while(|&i| !is_verb(doc, i) && !matches!(doc.word(i), ";" | ":" | "."))
        .find(|&i| matches!(doc.word(i), "“" | "\"" | "«"));
    if let Some(open) = quote
        && let Some(close) =
            (open + 1..range.end.max(open + 1)).find(|&i| i > open && matches!(doc.word(i), "”" | "\"" | "»"))
        && close > open + 1
    {
        p.name = Some(doc.phrase(&(open + 1..close)));
        p.quoted = true;
        p.end = close + 1;
        return;
    }
    if p.head > range.start && p.start < p.head && matches!(doc.word(p.head - 1), "”" | "\"") {
        let open = (p.start..p.head - 1).rev().find(|&i| matches!(doc.word(i), "“" | "\""));
        if let Some(open) = open {
            p.name = Some(doc.phrase(&(open + 1..p.head - 1)));
            return;
        }
    }
    let Some(from) = capital_from else { return };
    let mut end = p.head + 1;
    let mut k = end;
    while k < range.end {
        let token = &doc.tokens[k];
        let link = ["of", "on", "for", "and", "in", "the", "to", "against", "through", "with"]
            .iter()
            .any(|w| doc.is_text(k, w));
        if (token.capital || token.kind == TokenKind::Number && doc.tokens[k - 1].capital)
            && !doc.dates.iter().any(|d| d.tokens.contains(&k))
        {
            k += 1;
            end = k;
        } else if token.word == WordId::JOINER && token.glued {
            k += 1;
        } else if link && k < end + 3 {
            // "Summit in Los Angeles": the place is not part of the name.
            if doc.is_text(k, "in") && rapporteur_normalize::place_at(doc, k + 1).is_some() {
                break;
            }
            k += 1;
        } else {
            break;
        }
    }
    if end > p.head + 1 || from < p.head {
        p.name = Some(doc.phrase(&(from..end)));
        p.end = end;
    }
}

/// A verb that governs the phrase from the left ("held", "attended", "takes part in"), with its token.
fn governor(doc: &Annotated<'_>, range: &Range<usize>, start: usize) -> Option<usize> {
    let mut k = start;
    let mut steps = 0;
    while k > range.start && steps < 9 {
        k -= 1;
        steps += 1;
        if doc.is(k, WordClass::Light) && !doc.tokens[k].capital || doc.is(k, WordClass::Light) && k == range.start {
            return Some(k);
        }
        let passes = doc.is(k, WordClass::Preposition)
            && (doc.is_text(k, "in") || doc.is_text(k, "of") || doc.is_text(k, "at") || doc.is_text(k, "on"))
            || doc.is(k, WordClass::Adverb)
            || doc.is(k, WordClass::Determiner)
            || doc.is_text(k, "part")
            || doc.is_text(k, "up")
            || doc.is_text(k, "over")
            || doc.dates.iter().any(|d| d.tokens.contains(&k))
            || doc.mention_of[k].is_some_and(|m| matches!(doc.mentions[m].kind, MentionKind::State))
            || doc.tokens[k].capital && rapporteur_normalize::place_at(doc, k).is_some()
            || doc.is_text(k, "round")
            || doc.is_text(k, "series")
            || doc.is_text(k, "results")
            || doc.is(k, WordClass::OrdinalWord)
            || doc.is(k, WordClass::NextWord)
            || doc.is(k, WordClass::PreviousWord)
            || doc.tokens[k].kind == TokenKind::Number;
        if !passes {
            return None;
        }
    }
    None
}

/// The verb after the phrase, when the phrase is its subject: the index of the first verb token.
fn predicate(doc: &Annotated<'_>, range: &Range<usize>, end: usize) -> Option<usize> {
    let mut k = end;
    let mut steps = 0;
    let mut relative = false;
    while k < range.end && steps < 34 {
        if let Some(m) = doc.mention_of[k] {
            k = doc.mentions[m].tokens.end.max(k + 1);
            steps += 1;
            continue;
        }
        if doc.is(k, WordClass::Relative) {
            relative = true;
        }
        let verb = is_verb(doc, k) || doc.is(k, WordClass::Light) && !doc.tokens[k].capital;
        if verb && !doc.word(k).ends_with("ing") {
            let _ = relative;
            return Some(k);
        }
        if matches!(doc.word(k), ";" | ":" | "“") {
            return None;
        }
        k += 1;
        steps += 1;
    }
    None
}

const HELD: &[&str] = &[
    "held",
    "took",
    "takes",
    "concluded",
    "ended",
    "began",
    "opened",
    "started",
    "was",
    "were",
    "brought",
    "focused",
    "gathered",
    "completed",
    "convened",
    "closed",
    "finished",
    "moved",
];

pub(super) fn candidate(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Option<Event> {
    let range = doc.sentences[s].tokens.clone();
    let head = trigger.end - 1;
    // A person's or state's name hides the noun: "Forum" in an organisation's name.
    if doc.mention_of[head].is_some_and(|m| {
        !matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization)
            || doc.mentions[m].tokens.end > head + 1
    }) {
        return None;
    }
    let inner_body = doc.mention_of[head];
    // Followed by another noun it is a modifier: "meeting room", "conference participants", "call centre".
    let next = head + 1;
    if doc.tokens.get(next).is_some_and(|t| {
        next < range.end && t.kind == TokenKind::Word && !t.capital && doc.is(next, WordClass::English)
    }) && !doc.is(next, WordClass::Preposition)
        && !is_verb(doc, next)
        && !doc.is(next, WordClass::Adverb)
        && !doc.is(next, WordClass::Coordinator)
        && !doc.is(next, WordClass::Relative)
        && !doc.is(next, WordClass::Subordinator)
        && !doc.is(next, WordClass::Light)
        && !doc.is(next, WordClass::Pronoun)
        && !doc.dates.iter().any(|d| d.tokens.start == next)
        && !doc.is(next, WordClass::Negation)
        && !doc.word(next).ends_with("ed")
        && !doc.is(next, WordClass::Determiner)
        && doc.word(next) != "here"
    {
        return None;
    }
    if doc.quoted[head] && !doc.quoted[range.start] && inner_body.is_none() && is_speech(doc, &range) {
        return None;
    }
    let p = phrase(doc, &range, &trigger);
    if p.none || negated(doc, range.start, p.start) {
        return None;
    }
    let mut event = blank(doc, s, rule, trigger.clone());
    event.name = p.name.clone();
    event.marker = p.marker;
    event.days = p.days;
    event.format = Some(rapporteur_text::fold(doc.word(head)));
    let kind = event.kind;
    let definite =
        matches!(p.determiner.as_str(), "the" | "this" | "these" | "that" | "those") && p.marker == Marker::None;
    let gov = governor(doc, &range, p.start).filter(|&g| !doc.quoted[g]);
    let pred = predicate(doc, &range, p.end.max(head + 1));
    let before = p.start.checked_sub(1).filter(|&b| b >= range.start);
    let margin = before.is_some_and(|b| {
        ["during", "at", "before", "after", "following", "of", "within", "in"].iter().any(|w| doc.is_text(b, w))
    }) && (range.start.max(p.start.saturating_sub(5))..p.start).any(|i| {
        ["margins", "sidelines", "during", "at", "eve", "fringes", "in", "following", "after", "before"]
            .iter()
            .any(|w| doc.is_text(i, w))
    });
    when::attach_phrase(doc, &mut event, &range, p.start, p.end);
    when::locate_phrase(doc, &mut event, &range, p.start, p.end);
    let mut acts = false;
    // What the verb before it says.
    if let Some(g) = gov {
        acts = true;
        let verb = rapporteur_text::fold(doc.word(g));
        let role = governor_role(doc, g, &verb, &mut event, &p);
        let subj = subject(doc, &range, verb_group(doc, range.start, g));
        if let Some(status) = planned(doc, &range, g) {
            event.status = status;
        }
        if infinitive_plan(doc, &range, g) {
            event.status = Status::Scheduled;
        }
        let passive = g > range.start && doc.is(g - 1, WordClass::Be);
        if !passive {
            for &m in subj.mentions() {
                // "Dushanbe hosted the dialogue" says where, not who.
                if role == Role::Host && doc.mentions[m].kind == MentionKind::Government {
                    if let Some(hit) = rapporteur_normalize::place_at(doc, doc.mentions[m].tokens.start) {
                        event.place = Some(hit);
                        event.place_basis = Some("stated");
                    }
                    continue;
                }
                if doc.mentions[m].kind == MentionKind::Parties
                    || doc.mentions[m].kind == MentionKind::Pronoun && doc.mentions[m].entities.is_empty()
                {
                    event.parties = Some((m, role));
                }
                for part in parts_of(doc, s, m, role, &rule.id) {
                    event.add(part, |a, b| same_part(doc, a, b));
                }
            }
        }
    }
    if let Some(v) = pred {
        let verb = rapporteur_text::fold(doc.word(v));
        let close = v < p.end + 22;
        // "is held regularly": no single occurrence.
        if (v..range.end.min(v + 6))
            .any(|i| doc.is_text(i, "regularly") || doc.is_text(i, "annually") || doc.is_text(i, "traditionally"))
            && event.date.is_none()
        {
            return None;
        }
        if close
            && (HELD.contains(&verb.as_str())
                || doc.is(v, WordClass::Be)
                || doc.is(v, WordClass::Modal)
                || doc.is(v, WordClass::Have)
                || doc.is(v, WordClass::Light))
        {
            acts |= predicate_status(doc, &range, v, &mut event);
        }
    }
    // What was held already is not the next one any more: "held the next round of negotiations".
    if event.marker == Marker::Next && gov.is_some() && event.status == Status::Held {
        event.marker = Marker::None;
    }
    // "a gathering which X convened", "the conversation which X had with Y".
    acts |= relative_clause(doc, s, rule, &mut event, &p, &range);
    // Whose session it is stands before the noun: "CSTO Permanent Council meeting".
    if matches!(kind, EventType::Meeting | EventType::Conference) {
        for &m in &p.inside {
            if doc.mentions[m].kind == MentionKind::Body && Some(m) != inner_body {
                for part in parts_of(doc, s, m, Role::Organizer, &rule.id) {
                    event.add(part, |a, b| same_part(doc, a, b));
                }
            }
        }
    }
    // Whom it brings together: "between A and B", "of the Council", "with X".
    let mut limit = pred.unwrap_or(range.end).min(range.end);
    if limit <= head {
        limit = range.end;
    }
    complements(doc, s, rule, &mut event, &p, limit);
    if gov.is_none() && p.owner.is_none() && matches!(kind, EventType::Meeting | EventType::Call) {
        companion(doc, s, rule, &mut event, &p, &range);
    }
    if let Some(owner) = p.owner
        && matches!(kind, EventType::Visit | EventType::Meeting | EventType::Call | EventType::Signing)
        && !doc.mentions[owner].entities.is_empty()
    {
        for part in parts_of(doc, s, owner, Role::Participant, &rule.id) {
            event.add(part, |a, b| same_part(doc, a, b));
        }
    }
    if video(doc, &(p.start..p.end)) || kind == EventType::Call && video(doc, &range) {
        event.mode = Mode::Video;
    } else if (p.start..p.end).any(|i| doc.is(i, WordClass::PhoneWord)) {
        event.mode = Mode::Phone;
        if kind == EventType::Meeting {
            event.kind = EventType::Call;
        }
    }
    event.definite = definite && (event.name.is_none() || p.quoted) || matches!(p.determiner.as_str(), "this");
    // Only spoken of ("opening the talks", "after the meeting"): dates of the sentence belong to something else.
    let told = pred.is_some_and(|v| v < p.end + 22) && acts && gov.is_none()
        || gov.is_some_and(|g| !doc.word(g).ends_with("ing"));
    let gathering = matches!(
        event.kind,
        EventType::Meeting | EventType::Conference | EventType::Call | EventType::Exercise | EventType::Training
    );
    if gathering
        && event.definite
        && !told
        && event.date_text.as_ref().is_some_and(|t| t.start > p.end + 2 || t.end + 3 < p.start)
    {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    if event.days.is_some() && event.edge == Edge::None {
        edge(doc, &mut event, &p, &range);
    }
    let met =
        event.parts.iter().any(|x| matches!(doc.mentions[x.mention].kind, MentionKind::Person | MentionKind::Group));
    event.enclosing = margin && !acts && !met && (event.name.is_some() || definite);
    if event.enclosing {
        event.parts.clear();
    }
    reclassify(doc, &mut event, &p);
    let dated = event.date.is_some() || event.place.is_some();
    let keep = match event.kind {
        EventType::Visit => visit_fits(doc, &mut event, &p, s, &range, acts),
        EventType::Signing | EventType::Adoption => {
            document_fits(doc, &mut event, &p, &range) && (dated || acts || margin)
        }
        EventType::Establishment => {
            dated && (p.end..range.end.min(p.end + 9)).any(|i| doc.is(i, WordClass::InstitutionNoun))
        }
        EventType::Exercise => event.name.is_some() && (acts || dated) || acts && dated || event.definite,
        EventType::Training => acts || dated && event.date.is_some() || event.definite,
        EventType::Call => acts || !event.parts.is_empty() || event.definite,
        _ => {
            acts || event.definite
                || margin && event.name.is_some()
                || event.date.is_some()
                || event.name.is_some() && dated
                || margin && !event.parts.is_empty() && !p.plural
                || event.marker != Marker::None && acts
        }
    };
    // "agreed to hold consultations": an undertaking; without a date it is no event yet.
    if gov.is_some_and(|g| g > range.start && doc.is_text(g - 1, "to"))
        && event.status == Status::Scheduled
        && event.date.is_none()
        || doc.block_of(s).kind == rapporteur_text::BlockKind::ListItem && event.date.is_none()
    {
        return None;
    }
    // Things that recur or are only spoken of in general.
    let general = p.determiner.is_empty() && event.name.is_none() && !acts && event.date.is_none()
        || (p.start..p.head).any(|i| doc.is_text(i, "annual") || doc.is_text(i, "regular")) && p.plural;
    (keep && !(general && event.kind != EventType::Visit)).then_some(event)
}

fn is_speech(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().filter(|&i| doc.quoted[i]).count() > 8
}

/// First token of the verb group that ends with the verb at `g`.
fn verb_group(doc: &Annotated<'_>, lo: usize, g: usize) -> usize {
    let mut k = g;
    while k > lo
        && (doc.is(k - 1, WordClass::Be)
            || doc.is(k - 1, WordClass::Have)
            || doc.is(k - 1, WordClass::Modal)
            || doc.is(k - 1, WordClass::Adverb)
            || doc.is_text(k - 1, "to")
            || doc.is_text(k - 1, "co")
            || doc.tokens[k - 1].word == WordId::JOINER)
    {
        k -= 1;
    }
    k
}

/// "is to hold", "plans to host", "offered to host", "proposed that … be held".
fn infinitive_plan(doc: &Annotated<'_>, range: &Range<usize>, g: usize) -> bool {
    g > range.start + 1
        && doc.is_text(g - 1, "to")
        && (is_verb(doc, g - 2)
            || doc.is_text(g - 2, "ready")
            || doc.is_text(g - 2, "forward")
            || doc.is_text(g - 2, "planned")
            || doc.is_text(g - 2, "due")
            || doc.is_text(g - 2, "invited"))
}

fn governor_role(doc: &Annotated<'_>, g: usize, verb: &str, event: &mut Event, p: &Phrase) -> Role {
    let stem = |w: &str| verb.starts_with(w);
    if stem("host") {
        // A place that hosts gives the place; a state or office is host.
        return Role::Host;
    }
    if stem("chair") || stem("lead") || stem("led") {
        return Role::Chair;
    }
    if stem("conven") || stem("organi") {
        return Role::Organizer;
    }
    if stem("address") {
        return Role::Speaker;
    }
    if stem("open") {
        return Role::Speaker;
    }
    if stem("complet") || stem("conclud") || stem("end") || stem("finish") || stem("wrap") {
        event.edge = Edge::End;
    }
    if stem("begin") || stem("began") || stem("start") {
        event.edge = Edge::Start;
    }
    if (stem("visit") || stem("attend") || stem("join") || stem("participat") || stem("tak") || stem("took"))
        && p.determiner != "a"
    {
        event.enclosing = false;
    }
    let _ = (doc, g);
    Role::Participant
}

/// Reads the predicate of an event noun; whether it says that the event is, was or will be.
fn predicate_status(doc: &Annotated<'_>, range: &Range<usize>, v: usize, event: &mut Event) -> bool {
    let group: Vec<String> = (v..range.end.min(v + 7)).map(|i| rapporteur_text::fold(doc.word(i))).collect();
    let has = |w: &str| group.iter().any(|g| g == w);
    if has("cancelled") || has("canceled") || has("postponed") || has("called") && has("off") {
        event.status = Status::Cancelled;
        return true;
    }
    let modal = doc.is(v, WordClass::FutureModal);
    let to_be = (has("to") && (has("be") || has("take") || has("open") || has("convene") || has("start")))
        && (doc.is(v, WordClass::Be) || has("expected") || has("scheduled") || has("due") || has("planned"));
    if modal || to_be || has("scheduled") || has("due") {
        event.status = Status::Scheduled;
    }
    if has("proposed") {
        event.status = Status::Proposed;
    }
    if has("concluded") || has("ended") || has("completed") || has("closed") || has("finished") {
        event.edge = Edge::End;
    }
    if has("began") || has("started") || has("opened") || has("begins") || has("begin") {
        event.edge = Edge::Start;
    }
    let happens = [
        "held",
        "place",
        "concluded",
        "ended",
        "completed",
        "began",
        "started",
        "opened",
        "convened",
        "chaired",
        "attended",
        "hosted",
        "organized",
        "organised",
        "convene",
        "open",
        "brought",
        "closed",
        "begins",
        "finished",
        "scheduled",
        "moved",
        "begin",
        "continue",
        "resume",
        "gathered",
        "start",
    ];
    group.iter().any(|g| happens.contains(&g.as_str()))
}

/// Actors in the complements: "between A and B", "of A and B", "with X", "of the Permanent Council".
fn complements(doc: &Annotated<'_>, s: usize, rule: &EventRule, event: &mut Event, p: &Phrase, limit: usize) {
    let mut k = p.head + 1;
    let mut steps = 0;
    while k < limit && steps < 24 {
        steps += 1;
        if let Some(m) = doc.mention_of[k] {
            k = doc.mentions[m].tokens.end.max(k + 1);
            continue;
        }
        let between = doc.is_text(k, "between") || doc.is_text(k, "among");
        let with = doc.is_text(k, "with");
        let of = doc.is_text(k, "of");
        if between || with || of {
            let found = objects(doc, k + 1, limit.min(k + 40));
            let near = found.first().is_some_and(|&m| doc.mentions[m].tokens.start <= k + 5);
            if near {
                for &m in &found {
                    let kind = doc.mentions[m].kind;
                    let body = matches!(kind, MentionKind::Body | MentionKind::Organization);
                    if of && !body && !matches!(kind, MentionKind::Group | MentionKind::Person | MentionKind::State)
                        || doc.is_possessive(doc.mentions[m].tokens.end)
                    {
                        continue;
                    }
                    if of && kind == MentionKind::State && !matches!(event.kind, EventType::Visit) {
                        continue;
                    }
                    // The body whose session it is.
                    let role = if of && body { Role::Organizer } else { Role::Participant };
                    for part in parts_of(doc, s, m, role, &rule.id) {
                        event.add(part, |a, b| same_part(doc, a, b));
                    }
                }
                k = found.last().map_or(k + 1, |&m| doc.mentions[m].tokens.end);
                continue;
            }
        }
        if is_verb(doc, k) || matches!(doc.word(k), ";" | ":" | ".") {
            break;
        }
        k += 1;
    }
}

/// Whether the sentence's main verb says that the event began or ended: "a course, organised by X, concluded today".
fn edge(doc: &Annotated<'_>, event: &mut Event, p: &Phrase, range: &Range<usize>) {
    for i in p.end..range.end {
        if doc.quoted[i] || !doc.is(i, WordClass::Light) {
            continue;
        }
        let word = rapporteur_text::fold(doc.word(i));
        if ["conclud", "ended", "complet", "finish", "wrapped"].iter().any(|s| word.starts_with(s)) {
            event.edge = Edge::End;
            return;
        }
        if ["began", "start", "opened", "begin"].iter().any(|s| word.starts_with(s)) {
            event.edge = Edge::Start;
            return;
        }
    }
}

/// Actors of a relative clause on the noun: its subject, and whom the subject met "with".
fn relative_clause(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    range: &Range<usize>,
) -> bool {
    let at = if doc.is_text(p.end, ",") { p.end + 1 } else { p.end };
    if !doc.is(at, WordClass::Relative) || doc.quoted[at.min(doc.quoted.len() - 1)] {
        return false;
    }
    let Some(v) = (at + 1..range.end.min(at + 12)).find(|&i| doc.is(i, WordClass::Light) && !doc.tokens[i].capital)
    else {
        return false;
    };
    let verb = rapporteur_text::fold(doc.word(v));
    let passive = doc.is(v - 1, WordClass::Be);
    if !passive {
        let role = governor_role(doc, v, &verb, event, p);
        let subj = subject(doc, range, verb_group(doc, at + 1, v));
        for &m in subj.mentions().iter().filter(|&&m| doc.mentions[m].tokens.start > at) {
            for part in parts_of(doc, s, m, role, &rule.id) {
                event.add(part, |a, b| same_part(doc, a, b));
            }
        }
        if let Some(with) = (v + 1..range.end.min(v + 8)).find(|&i| doc.is_text(i, "with")) {
            for m in objects(doc, with + 1, range.end) {
                for part in parts_of(doc, s, m, Role::Participant, &rule.id) {
                    event.add(part, |a, b| same_part(doc, a, b));
                }
            }
        }
    }
    true
}

/// "X in a meeting with Y said", "he will travel to Z for talks with Y": who met those named after "with".
fn companion(doc: &Annotated<'_>, s: usize, rule: &EventRule, event: &mut Event, p: &Phrase, range: &Range<usize>) {
    let met = event.parts.iter().any(|x| {
        matches!(doc.mentions[x.mention].kind, MentionKind::Person | MentionKind::Group | MentionKind::Office)
    });
    let before = p.start.checked_sub(1).filter(|&b| b >= range.start && doc.is(b, WordClass::Preposition));
    let Some(preposition) = before.filter(|_| met) else { return };
    let left = preposition
        .checked_sub(1)
        .filter(|&l| l >= range.start)
        .and_then(|l| doc.mention_of[l])
        .filter(|&m| doc.mentions[m].kind == MentionKind::Person);
    let mentions = match left {
        Some(m) => vec![m],
        None => {
            let verb = (range.start..preposition)
                .rev()
                .find(|&i| is_verb(doc, i))
                .or_else(|| (p.end..range.end).find(|&i| is_verb(doc, i)));
            verb.map(|v| subject(doc, range, v).mentions().to_vec()).unwrap_or_default()
        }
    };
    for m in mentions {
        if matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun) {
            for part in parts_of(doc, s, m, Role::Participant, &rule.id) {
                event.add(part, |a, b| same_part(doc, a, b));
            }
        }
    }
}

/// A meeting of many is a conference: sessions of bodies, rounds of more than two sides.
fn reclassify(doc: &Annotated<'_>, event: &mut Event, p: &Phrase) {
    if event.kind == EventType::Meeting {
        let of_body =
            event.parts.iter().any(|x| x.role == Role::Organizer && doc.mentions[x.mention].kind == MentionKind::Body);
        let of_org = event.parts.iter().any(|x| x.role == Role::Organizer);
        let inside_body =
            p.inside.iter().any(|&m| matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization));
        let ministerial = (p.start..p.head).any(|i| doc.is_text(i, "ministerial"));
        if (of_body || of_org && event.name.is_some() || inside_body && !p.plural || ministerial)
            && !doc.is_text(p.head, "talks")
            && event.mode != Mode::Phone
        {
            event.kind = EventType::Conference;
        }
    }
    if event.kind == EventType::Conference && event.format.as_deref() == Some("briefing") && event.parts.is_empty() {
        event.definite = true;
    }
}

/// A visit needs a visitor or a date, and somewhere to go.
fn visit_fits(doc: &Annotated<'_>, event: &mut Event, p: &Phrase, s: usize, range: &Range<usize>, acts: bool) -> bool {
    // "visit of X to Y", "X's visit to Y", "his visit".
    if let Some(b) = p.start.checked_sub(1).filter(|_| p.owner.is_none() && event.parts.is_empty())
        && let Some(m) = doc.mention_of.get(b).copied().flatten()
        && doc.mentions[m].kind == MentionKind::Pronoun
    {
        let _ = m;
    }
    let possessive = matches!(p.determiner.as_str(), "his" | "her" | "their");
    if possessive && event.parts.is_empty() {
        // Whoever "he" would be here: the subject of the clause or the last person spoken of.
        let subject_person = doc.mentions_in(range).find(|(_, m)| m.kind == MentionKind::Person).map(|(i, _)| i);
        // Before this sentence: whoever the sentences before were about, the nearest first.
        let about = |k: usize| {
            doc.mentions_in(&doc.sentences[k].tokens)
                .find(|(_, m)| {
                    matches!(m.kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun)
                        && m.entity().is_some_and(|e| {
                            doc.entities.get(e).kind == rapporteur_schema::vocabulary::ActorKind::Person
                        })
                })
                .map(|(i, _)| i)
        };
        let earlier = (s.saturating_sub(3)..s).rev().find_map(about);
        let owner = if range.start + 3 >= p.start { subject_person.or(earlier) } else { earlier.or(subject_person) };
        if let Some(m) = owner {
            for part in parts_of(doc, s, m, Role::Participant, &event.rule.clone()) {
                event.add(part, |a, b| same_part(doc, a, b));
            }
        }
        event.definite = event.place.is_none();
    }
    let to = (p.head + 1..range.end.min(p.head + 12))
        .find(|&i| doc.is_text(i, "to"))
        .and_then(|t| (t + 1..range.end.min(t + 4)).find_map(|i| rapporteur_normalize::place_at(doc, i)));
    if let Some(hit) = to {
        event.place = Some(hit);
        event.place_basis = Some("stated");
        event.definite = false;
    }
    if event.definite {
        return true;
    }
    event.place.is_some() && (!event.parts.is_empty() || acts)
}

/// A signing or adoption by noun needs its instrument.
fn document_fits(doc: &Annotated<'_>, event: &mut Event, p: &Phrase, range: &Range<usize>) -> bool {
    let noun = (p.head + 1..range.end.min(p.head + 16)).find(|&i| doc.is(i, WordClass::InstrumentNoun));
    let Some(noun) = noun else { return false };
    let of = (p.head + 1..noun).rev().find(|&i| doc.is_text(i, "of"));
    let first = of.map_or(noun, |o| if doc.is(o + 1, WordClass::Determiner) { o + 2 } else { o + 1 });
    event.name = Some(doc.phrase(&(first..noun + 1)));
    event.definite = false;
    true
}
