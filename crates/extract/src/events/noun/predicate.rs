//! Verbs around an event noun: the one that governs it and the one it is the subject of.

use std::ops::Range;

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{Role, Status};
use rapporteur_text::TokenKind;

use super::phrase::Phrase;
use crate::model::{Edge, Event};
use crate::syntax::is_verb;

/// A verb that governs the phrase from the left ("held", "attended", "takes part in"), with its token.
pub(super) fn governor(doc: &Annotated<'_>, range: &Range<usize>, start: usize) -> Option<usize> {
    let mut k = start;
    let mut steps = 0;
    while k > range.start && steps < 14 {
        k -= 1;
        steps += 1;
        // "held on 2–3 December in the city of Osh a round": a date is one step, however it is written.
        if let Some(date) = doc.date_at(k).filter(|d| d.tokens.start >= range.start) {
            k = date.tokens.start;
            continue;
        }
        // "held in Osh, at the invitation of the Kazakh side, a round": over the aside.
        if doc.is_text(k, ",")
            && let Some(open) = (range.start..k).rev().take(ASIDE).find(|&i| doc.is_text(i, ","))
            && doc.is(open + 1, WordClass::Preposition)
            && !(open + 1..k).any(|i| doc.is(i, WordClass::Light) && !doc.tokens[i].capital)
        {
            k = open;
            continue;
        }
        // "ended the third, final stage of the exercise".
        if doc.is_text(k, ",") && k > range.start && doc.is(k - 1, WordClass::OrdinalWord) {
            continue;
        }
        // "will speak at the conference", "delivered a keynote speech at the forum".
        let speaks = doc.is(k, WordClass::AddressVerb) || speech(doc, k);
        if speaks && !doc.tokens[k].capital && (k + 1..start).any(|i| doc.is_text(i, "at")) {
            return Some(k);
        }
        if doc.is(k, WordClass::Light) && !doc.tokens[k].capital || doc.is(k, WordClass::Light) && k == range.start {
            // "have in strengthening dialogue": only its own object belongs to a verb of having.
            let apart = doc.is(k, WordClass::Have) && (k + 1..start).any(|i| doc.is(i, WordClass::Preposition));
            return (!apart).then_some(k);
        }
        // "will lead a Norwegian delegation to the conference".
        let leads = doc.is_text(k, "to").then(|| {
            let people = (range.start..k).rev().take(4).find(|&i| doc.is(i, WordClass::DelegationNoun))?;
            (range.start..people)
                .rev()
                .take(5)
                .find(|&i| ["lead", "leads", "led", "head", "heads", "headed"].iter().any(|w| doc.is_text(i, w)))
        });
        if let Some(verb) = leads.flatten() {
            return Some(verb);
        }
        let passes = doc.is(k, WordClass::Preposition)
            && (doc.is_text(k, "in") || doc.is_text(k, "of") || doc.is_text(k, "at") || doc.is_text(k, "on"))
            || doc.is(k, WordClass::Adverb)
            || doc.is(k, WordClass::Determiner)
            || doc.is_text(k, "part")
            || doc.is_text(k, "up")
            || doc.is_text(k, "out")
            || doc.is_text(k, "over")
            || doc.mention_of[k].is_some_and(|m| matches!(doc.mentions[m].kind, MentionKind::State))
            || ["city", "town", "village"].iter().any(|w| doc.is_text(k, w)) && doc.is_text(k + 1, "of")
            || doc.tokens[k].capital && rapporteur_normalize::place_at(doc, k).is_some()
            // "began in Lomé, Togo a training".
            || doc.is_text(k, ",") && k > range.start && doc.tokens[k - 1].capital && doc.tokens[k + 1].capital && rapporteur_normalize::place_at(doc, k - 1).is_some()
            // "attended the closing of a course".
            || ["closing", "opening", "inauguration", "stage", "phase"].iter().any(|w| doc.is_text(k, w))
                && doc.is_text(k + 1, "of")
            || doc.is_text(k, "final") && (doc.is_text(k + 1, "stage") || doc.is_text(k + 1, "phase"))
            // "held today by videoconference a meeting".
            || doc.is(k, WordClass::VideoWord)
            || ["by", "via", "through"].iter().any(|w| doc.is_text(k, w)) && doc.is(k + 1, WordClass::VideoWord)
            || SPEECHES.iter().any(|w| doc.is_text(k, w)) && doc.is_text(k + 1, "at")
            || doc.is_text(k, "keynote")
            // "hosted the regular, 12th round of consultations".
            || doc.is_text(k, "regular")
            || doc.is_text(k, ",") && k > range.start && doc.is_text(k - 1, "regular")
            || doc.is_text(k, "round")
            || doc.is_text(k, "series")
            || doc.is_text(k, "results")
            || doc.is(k, WordClass::OrdinalWord)
            || doc.is(k, WordClass::NextWord)
            || doc.is(k, WordClass::PreviousWord)
            || doc.tokens[k].kind == TokenKind::Number;
        // "observed at the “Tapa” training ground a tactical exercise": over where they did.
        if !passes && let Some(at) = ground(doc, range, k) {
            k = at;
            continue;
        }
        if !passes {
            return None;
        }
    }
    None
}

/// So many tokens at most stand between the commas of an aside.
const ASIDE: usize = 14;

/// Whether the verb at `g` gives a speech: "delivered a keynote address at".
fn speech(doc: &Annotated<'_>, g: usize) -> bool {
    let gives =
        doc.is(g, WordClass::RunVerb) || ["give", "gave", "gives", "make", "made"].iter().any(|w| doc.is_text(g, w));
    gives && (g + 1..g + 5).any(|i| SPEECHES.iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "at"))
}

/// What is delivered at a gathering.
const SPEECHES: [&str; 8] =
    ["speech", "address", "lecture", "remarks", "presentation", "statement", "report", "keynote"];

/// The preposition before a place phrase whose noun is the token `noun`: "at the “Tapa” training ground".
fn ground(doc: &Annotated<'_>, range: &Range<usize>, noun: usize) -> Option<usize> {
    let named = doc.is(noun, WordClass::PlaceNoun) || doc.is(noun, WordClass::SiteNoun) || doc.is_text(noun, "ground");
    let site = named && !doc.tokens[noun].capital;
    (range.start..noun)
        .rev()
        .take(8)
        .take_while(|&i| {
            let verb = is_verb(doc, i) && i + 1 != noun;
            doc.mention_of[i].is_none() && !verb && !doc.is(i, WordClass::Coordinator)
        })
        .find(|&i| doc.is_text(i, "at") || doc.is_text(i, "in"))
        .filter(|_| site)
}

/// "The talks ended with the signing of a protocol", "culminated in the adoption of": it is told as done.
pub(super) fn comes_of(doc: &Annotated<'_>, before: Option<usize>) -> bool {
    let Some(b) = before.filter(|&b| b > 0) else { return false };
    let ended = doc.is_text(b, "with") && doc.is(b - 1, WordClass::EndVerb);
    ended || doc.is_text(b, "in") && ["culminated", "resulted"].iter().any(|w| doc.is_text(b - 1, w))
}

/// The verb after the phrase, when the phrase is its subject: the index of the first verb token.
pub(super) fn predicate(doc: &Annotated<'_>, range: &Range<usize>, end: usize) -> Option<usize> {
    let mut k = end;
    let mut steps = 0;
    let mut relative = None;
    while k < range.end && steps < 34 {
        if let Some(m) = doc.mention_of[k] {
            k = doc.mentions[m].tokens.end.max(k + 1);
            steps += 1;
            continue;
        }
        // ", which was to open on 19 March, has been postponed": over the relative clause.
        if doc.is(k, WordClass::Relative) && k > range.start && doc.is_text(k - 1, ",") && relative.is_none() {
            relative = (k + 1..range.end.min(k + 26)).find(|&i| doc.is_text(i, ","));
            if let Some(close) = relative {
                k = close + 1;
                steps += 1;
                continue;
            }
        }
        let verb = is_verb(doc, k) || doc.is(k, WordClass::Light) && !doc.tokens[k].capital;
        if verb && !doc.word(k).ends_with("ing") {
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

/// First token of the verb group that ends with the verb at `g`.
pub(super) fn verb_group(doc: &Annotated<'_>, lo: usize, g: usize) -> usize {
    let mut k = g;
    while k > lo
        && (doc.is(k - 1, WordClass::Be)
            || doc.is(k - 1, WordClass::Have)
            || doc.is(k - 1, WordClass::Modal)
            || doc.is(k - 1, WordClass::Adverb)
            || doc.is_text(k - 1, "to")
            // "is set to hold", "is expected to attend".
            || doc.is_text(k, "to")
                && k > lo + 1
                && doc.is(k - 2, WordClass::Be)
                && ["set", "due", "expected", "scheduled", "planned", "slated"].iter().any(|w| doc.is_text(k - 1, w))
            || doc.is_text(k - 1, "co")
            || doc.tokens[k - 1].word == WordId::JOINER)
    {
        k -= 1;
    }
    k
}

/// "is to hold", "plans to host", "offered to host", "proposed that … be held".
pub(super) fn infinitive_plan(doc: &Annotated<'_>, range: &Range<usize>, g: usize) -> bool {
    g > range.start + 1
        && doc.is_text(g - 1, "to")
        && (is_verb(doc, g - 2)
            || doc.word(g - 2).ends_with("ing") && g > range.start + 2 && doc.is(g - 3, WordClass::Be)
            || doc.is_text(g - 2, "ready")
            || doc.is_text(g - 2, "forward")
            || doc.is_text(g - 2, "planned")
            || doc.is_text(g - 2, "due")
            || doc.is_text(g - 2, "invited")
            || prospect(doc, range, g - 1)
            // "invited the Minister of X to pay a visit".
            || (range.start.max(g.saturating_sub(16))..g - 1)
                .rev()
                .take_while(|&i| !matches!(doc.word(i), "," | ";"))
                .any(|i| ["invited", "invite", "inviting", "invites"].iter().any(|w| doc.is_text(i, w))))
}

/// "readiness to host", "the readiness of the Ministry to host", "the intention of both sides to hold": whether the infinitive whose
/// "to" stands at `to` says what a noun of what is to come is for.
fn prospect(doc: &Annotated<'_>, range: &Range<usize>, to: usize) -> bool {
    const OWNER: usize = 8;
    let noun = |i: usize| doc.is(i, WordClass::ProspectNoun) || doc.is_text(i, "willingness");
    let of = (range.start.max(to.saturating_sub(OWNER))..to).rev().find(|&i| doc.is_text(i, "of"));
    let owned = of.filter(|&of| {
        of > range.start
            && noun(of - 1)
            && (of + 1..to).any(|i| doc.mention_of[i].is_some() || doc.is(i, WordClass::Determiner))
            && !(of + 1..to).any(|i| is_verb(doc, i) || doc.is(i, WordClass::Preposition))
    });
    to > range.start && noun(to - 1) || owned.is_some()
}

/// "will travel to Oslo to take part in the meeting": whether the infinitive at `g` is what a planned journey is for.
pub(super) fn journey_planned(doc: &Annotated<'_>, range: &Range<usize>, g: usize) -> bool {
    let planned =
        |i: usize| doc.is(i, WordClass::FutureModal) && (i + 1..i + 3).any(|k| doc.is(k, WordClass::TravelVerb));
    g > range.start + 1
        && doc.is_text(g - 1, "to")
        && (range.start..g - 1).rev().take(12).take_while(|&i| !matches!(doc.word(i), "," | ";")).any(planned)
}

pub(super) fn governor_role(doc: &Annotated<'_>, g: usize, event: &mut Event, p: &Phrase) -> Role {
    if doc.is(g, WordClass::HostVerb) {
        // A place that hosts gives the place; a state or office is host.
        return Role::Host;
    }
    // "will lead a delegation to the conference": a delegation has a leader, and the gathering its own chair.
    let leads = (g + 1..p.start.min(g + 6)).any(|i| doc.is(i, WordClass::DelegationNoun));
    if doc.is(g, WordClass::ChairVerb) && !leads {
        return Role::Chair;
    }
    if doc.is(g, WordClass::ConveneVerb) {
        return Role::Organizer;
    }
    if doc.is(g, WordClass::AddressVerb) || speech(doc, g) {
        return Role::Speaker;
    }
    if doc.is(g, WordClass::EndVerb) {
        event.edge = Edge::End;
    }
    if doc.is(g, WordClass::BeginVerb) {
        event.edge = Edge::Start;
    }
    if doc.is(g, WordClass::JoinVerb) && p.determiner != "a" {
        event.enclosing = false;
    }
    Role::Participant
}

/// Reads the predicate of an event noun; whether it says that the event is, was or will be.
pub(super) fn predicate_status(doc: &Annotated<'_>, range: &Range<usize>, v: usize, event: &mut Event) -> bool {
    let group: Vec<String> = (v..range.end.min(v + 7)).map(|i| rapporteur_text::fold(doc.word(i))).collect();
    let has = |w: &str| group.iter().any(|g| g == w);
    let says = |class: WordClass| (v..range.end.min(v + 7)).any(|i| doc.is(i, class));
    // "did not take place", "could not be held".
    let fell_through = (v.saturating_sub(1)..v + 4).any(|i| doc.is_text(i, "not"))
        && (says(WordClass::OccurWord) || has("take") && has("place") || has("held"))
        && !doc.is(v, WordClass::FutureModal);
    if says(WordClass::CancelWord) || fell_through || has("called") && has("off") {
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
    // "came to an end", "drew to a close".
    let closes = (has("came") || has("drew") || has("comes")) && has("to") && (has("end") || has("close"));
    if says(WordClass::EndedWord) || closes {
        event.edge = Edge::End;
    }
    if says(WordClass::BegunWord) {
        event.edge = Edge::Start;
    }
    let done = doc.is(v, WordClass::Be) && (has("conducted") || has("carried") && has("out"));
    says(WordClass::OccurWord) || closes || done
}

/// Whether the sentence's main verb says that the event began or ended: "a course, organised by X, concluded today".
pub(super) fn edge(doc: &Annotated<'_>, event: &mut Event, p: &Phrase, range: &Range<usize>) {
    // "Wound up today in Lyaur two parallel courses": the verb opens the sentence.
    let opens =
        |class| doc.is(range.start, class) || doc.is(range.start + 1, class) && doc.is(range.start, WordClass::Adverb);
    if p.start > range.start && opens(WordClass::EndingWord) {
        event.edge = Edge::End;
        return;
    }
    // "The closing ceremony of the exercise was held today".
    let ceremony = (range.start.max(p.start.saturating_sub(4))..p.start).rev().find(|&i| doc.is_text(i, "ceremony"));
    if let Some(of) = ceremony.filter(|&i| i > range.start && doc.is_text(i + 1, "of")) {
        if doc.is_text(of - 1, "closing") {
            event.edge = Edge::End;
            return;
        }
        if doc.is_text(of - 1, "opening") {
            event.edge = Edge::Start;
            return;
        }
    }
    for i in p.end..range.end {
        // "came to a close", "draws to an end".
        let closes = ["came", "comes", "drew", "draws", "coming", "drawing"].iter().any(|w| doc.is_text(i, w))
            && doc.is_text(i + 1, "to")
            && ["close", "end", "conclusion"].iter().any(|w| doc.is_text(i + 3, w));
        if closes && !doc.quoted[i] {
            event.edge = Edge::End;
            return;
        }
        if doc.quoted[i] || !doc.is(i, WordClass::Light) {
            continue;
        }
        // "will end on Friday", but not "in order to end".
        let will = doc.is_text(i, "end") && i > p.end && doc.is(i - 1, WordClass::FutureModal);
        if doc.is(i, WordClass::EndingWord) || will {
            event.edge = Edge::End;
            return;
        }
        if doc.is(i, WordClass::BeginningWord) {
            event.edge = Edge::Start;
            return;
        }
    }
}
