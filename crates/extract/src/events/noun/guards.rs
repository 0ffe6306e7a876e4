//! Nouns that look like an occasion and are none.

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_text::TokenKind;

use super::phrase::Phrase;
use super::predicate::{governor, predicate};
use crate::syntax::is_verb;

/// Whether the noun at `head` hides in a name, is a modifier of another noun, or stands for something else: "meeting room",
/// "call centre", "in the course of", "by videoconference".
pub(super) fn no_occasion(doc: &Annotated<'_>, rule: &EventRule, head: usize, range: &Range<usize>) -> bool {
    // A person's or state's name hides the noun: "Forum" in an organisation's name.
    if !rule.id.ends_with(".body")
        && doc.mention_of[head].is_some_and(|m| {
            let mention = &doc.mentions[m];
            // "the Consultative Meeting of the Heads of State": a standing format by its name, here one of its meetings.
            let format = mention.kind == MentionKind::Programme && doc.tokens[head].capital;
            !format
                && (!matches!(mention.kind, MentionKind::Body | MentionKind::Organization)
                    || mention.tokens.end > head + 1)
        })
    {
        return true;
    }
    // "took place on 3 May, gathering over 80 participants": a participle.
    let brings = doc.is_text(head, "gathering")
        && (doc.tokens.get(head + 1).is_some_and(|t| t.kind == TokenKind::Number)
            || ["over", "some", "about", "around", "nearly", "more", "together", "representatives", "experts"]
                .iter()
                .any(|w| doc.is_text(head + 1, w)));
    if brings {
        return true;
    }
    // "the 13th Asia Security Summit (Shangri-La Dialogue)": its other name.
    let open = || {
        let before = (range.start + 1..head).rev().take(6).take_while(|&i| !doc.is_text(i, ")"));
        before.into_iter().find(|&i| doc.is_text(i, "(")).is_some_and(|open| {
            doc.tokens[open - 1].capital && doc.lexicon.event_nouns.contains_key(&doc.tokens[open - 1].word)
        })
    };
    if doc.is_text(head + 1, ")") && doc.tokens[head].capital && open() {
        return true;
    }
    // "on the 150th anniversary of the signing of the Law": long ago.
    if (range.start.max(head.saturating_sub(4))..head)
        .any(|i| doc.is_text(i, "anniversary") && doc.is_text(i + 1, "of"))
    {
        return true;
    }
    // "The visit coincided with the Committee, held today": when the other was.
    let coincides = ["coincided", "coincides"].iter().any(|w| doc.is_text(head + 1, w));
    if coincides && head > range.start && doc.is_text(head - 1, "the") {
        return true;
    }
    // "said at the meeting with journalists", "a call to action".
    let press = |i: usize| {
        ["journalists", "reporters", "correspondents"].iter().any(|w| doc.is_text(i, w))
            || ["media", "press"].iter().any(|w| doc.is_text(i, w))
                && !doc.tokens[i].capital
                && (doc.is_text(i + 1, "representatives")
                    || doc.tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Mark))
    };
    let told = ["meeting", "briefing", "conversation", "talks"].iter().any(|w| doc.is_text(head, w));
    if told && doc.is_text(head + 1, "with") && (head + 2..(head + 4).min(range.end)).any(press) {
        return true;
    }
    if doc.is_text(head, "call")
        && doc.is_text(head + 1, "to")
        && ["action", "arms"].iter().any(|w| doc.is_text(head + 2, w))
    {
        return true;
    }
    // "the Field Training Exercise": an exercise.
    if doc.is_text(head, "training") && ["exercise", "exercises"].iter().any(|w| doc.is_text(head + 1, w)) {
        return true;
    }
    // "extend the Bilateral Agreement": an adjective.
    if doc.word(head).to_ascii_lowercase().ends_with("lateral") && doc.is(head + 1, WordClass::InstrumentNoun) {
        return true;
    }
    // "the Agreement for the conduct of joint training": what it allows for.
    let allowed = head > range.start + 4
        && (head - 4..head).any(|i| doc.is_text(i, "conduct") && doc.is_text(i + 1, "of"))
        && (range.start.max(head.saturating_sub(8))..head)
            .any(|i| doc.is(i, WordClass::InstrumentNoun) && doc.is_text(i + 1, "for"));
    if allowed {
        return true;
    }
    // "the high level of the political dialogue": how things stand between two sides.
    let level = (range.start.max(head.saturating_sub(4))..head).any(|i| {
        let high = i > range.start && ["high", "higher", "current", "good"].iter().any(|w| doc.is_text(i - 1, w));
        high && doc.is_text(i, "level") && doc.is_text(i + 1, "of")
    });
    if level {
        return true;
    }
    // "the importance of an early start of talks between A and B": wished for.
    let wished = (range.start.max(head.saturating_sub(8))..head)
        .rev()
        .take_while(|&i| !is_verb(doc, i) && !doc.is_text(i, ","))
        .any(|i| doc.is(i, WordClass::NeedNoun));
    let begins = head > range.start + 2 && doc.is_text(head - 1, "of") && doc.is(head - 2, WordClass::BeginningNoun);
    if wished && begins {
        return true;
    }
    // "witnessed the signing of an agreement, which was signed by A and B": the verb tells it with its signers.
    let told = doc.is_text(head, "signing")
        && doc.is_text(head + 1, "of")
        && (head + 2..range.end.min(head + 40)).any(|i| {
            doc.is(i, WordClass::Relative)
                && doc.is(i + 1, WordClass::Be)
                && doc.is_text(i + 2, "signed")
                && doc.is_text(i + 3, "by")
        });
    if told {
        return true;
    }
    // "The Protocol provides for the holding of consultations once a year": what is to come, without a day.
    let provided = (range.start..head).rev().take(24).any(|i| {
        ["provides", "provided", "envisages", "stipulates"].iter().any(|w| doc.is_text(i, w)) && is_verb(doc, i)
    });
    if provided && doc.dates_in(range).next().is_none() {
        return true;
    }
    // "the importance of holding the third dialogue at an early date": wished for, without a day.
    let worth = |i: usize| {
        ["importance", "possibility", "need", "necessity", "idea", "usefulness", "feasibility", "expediency"]
            .iter()
            .any(|w| doc.is_text(i, w))
    };
    let wished = (range.start + 2..head).rev().take(10).any(|i| {
        let holds = ["holding", "convening", "organizing", "organising", "hosting", "resuming"];
        holds.iter().any(|w| doc.is_text(i, w)) && (i.saturating_sub(3).max(range.start)..i).any(worth)
    });
    if wished && doc.dates_in(range).next().is_none() {
        return true;
    }
    // "attended the opening of the Summit": of a gathering, and no institution opens.
    let gathering = rule.event_type == "establishment"
        && doc.is_text(head, "of")
        && (head + 1..range.end.min(head + 12))
            .take_while(|&i| doc.tokens[i].kind == TokenKind::Word)
            .take_while(|&i| !is_verb(doc, i) && !doc.is(i, WordClass::Preposition))
            .last()
            .is_some_and(|i| doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k != "establishment"));
    if gathering {
        return true;
    }
    // "approved the opening of an office": what is to come of it.
    let approved = head > range.start + 1
        && rule.event_type == "establishment"
        && doc.is(head - 1, WordClass::Determiner)
        && ["approved", "endorsed", "authorised", "authorized"].iter().any(|w| doc.is_text(head - 2, w));
    if approved {
        return true;
    }
    // "In the course of the talks": no course.
    if head > range.start + 1
        && doc.is_text(head, "course")
        && doc.is_text(head - 1, "the")
        && doc.is_text(head + 1, "of")
    {
        return true;
    }
    // "a study visit to Latvia": a training, which its own rule tells.
    if rule.event_type == "visit" && head > range.start && doc.is_text(head - 1, "study") {
        return true;
    }
    // "reiterated the call for a ceasefire", "its call on all parties", "a courtesy call": no telephone rang.
    if doc.is_text(head, "call") {
        let asks = (head + 1..range.end.min(head + 7))
            .take_while(|&i| !is_verb(doc, i) && !doc.is_text(i, "with") && !doc.is_text(i, "between"))
            .any(|i| {
                doc.is_text(i, "for") || doc.is_text(i, "on") && doc.dates.iter().all(|d| d.tokens.start != i + 1)
            });
        let paid = head > range.start && ["courtesy", "farewell", "protocol"].iter().any(|w| doc.is_text(head - 1, w));
        let repeated = (range.start.max(head.saturating_sub(4))..head).any(|i| {
            doc.lexicon.words.name(doc.tokens[i].word).starts_with("reiterat")
                || doc.lexicon.words.name(doc.tokens[i].word).starts_with("renew")
        });
        let owned = head > range.start && doc.is_possessive(head - 1);
        if paid || (repeated || owned) && asks {
            return true;
        }
    }
    // "Call to Action": a name of something else.
    if doc.tokens[head].capital && doc.is_text(head, "call") && doc.is_text(head + 1, "to") {
        return true;
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
        // "an exercise involving special units", "a conference promoting trade".
        && !doc.is(next, WordClass::InvolvingWord)
        && !with_object(doc, next, range.end)
    {
        return true;
    }
    // "the Training Area", "the Conference Hall": where it was.
    let site = doc.tokens.get(next).is_some_and(|t| next < range.end && t.capital && t.kind == TokenKind::Word)
        && ["area", "ground", "grounds", "range", "camp", "base", "hall", "room", "centre", "center", "facility"]
            .iter()
            .any(|w| doc.is_text(next, w));
    if site && doc.tokens[head].capital {
        return true;
    }
    if doc.quoted[head] && !doc.quoted[range.start] && inner_body.is_none() && is_speech(doc, range) {
        return true;
    }
    // "was held in the format of videoconference", "by videoconference": how they met.
    let first = if doc.is(head.saturating_sub(1), WordClass::Determiner) { head.saturating_sub(1) } else { head };
    if doc.is(head, WordClass::VideoWord)
        && first > range.start
        && ["via", "by", "through", "of", "over", "using", "in"].iter().any(|w| doc.is_text(first - 1, w))
    {
        return true;
    }
    // "in the course of the talks", "the course of preparation": how something went.
    if doc.is_text(head, "course")
        && doc.is_text(head + 1, "of")
        && (doc.is_text(head + 2, "preparation")
            || head >= 2
                && doc.is_text(head - 1, "the")
                && (doc.is_text(head - 2, "in") || doc.is_text(head - 2, "during")))
    {
        return true;
    }
    // "negotiations on the preparation of the training": of what was prepared the text has told.
    let preparation = head >= 3
        && doc.is_text(head - 1, "the")
        && ["of", "for"].iter().any(|w| doc.is_text(head - 2, w))
        && ["preparation", "preparations"].iter().any(|w| doc.is_text(head - 3, w));
    if preparation && !doc.tokens[head].capital && !doc.quoted.get(head + 1).copied().unwrap_or_default() {
        return true;
    }
    // "a conference call": the call.
    if ["call", "calls"].iter().any(|w| doc.is_text(head + 1, w)) && !doc.tokens[head + 1].capital {
        return true;
    }
    false
}

/// "promoting regional trade": a participle with its object, and no part of a compound ("conference planning staff").
fn with_object(doc: &Annotated<'_>, i: usize, end: usize) -> bool {
    let word = doc.word(i);
    let object = i + 1 < end
        && doc.tokens[i + 1].kind == TokenKind::Word
        && !doc.is(i + 1, WordClass::Preposition)
        && !doc.is(i + 1, WordClass::Coordinator)
        && !is_verb(doc, i + 1);
    let compound = ["planning", "building", "funding", "steering", "working", "organizing", "organising", "drafting"];
    word.ends_with("ing")
        && word.len() > 6
        && object
        && !compound.contains(&word)
        && !doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
}

/// "on the first day of the course, 14 June": the date is that of the day.
pub(super) fn part_of_it(doc: &Annotated<'_>, start: usize, range: &Range<usize>) -> bool {
    start > range.start + 1
        && doc.is_text(start - 1, "of")
        && ["day", "days", "part"].iter().any(|w| doc.is_text(start - 2, w))
}

fn is_speech(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().filter(|&i| doc.quoted[i]).count() > 8
}

/// Whether the name of a body stands for its session: "X and Y held the Cooperation Committee", "the Cooperation Council was
/// held". A body itself is not held.
pub(super) fn session_held(doc: &Annotated<'_>, p: &Phrase, range: &Range<usize>) -> bool {
    if !doc.tokens[p.head].capital || p.determiner == "a" {
        return false;
    }
    let by_somebody = governor(doc, range, p.start).is_some_and(|g| {
        ["held", "hold", "holds"].iter().any(|w| doc.is_text(g, w))
            && !(g > range.start && doc.is(g - 1, WordClass::Be))
    });
    // "a ceremony for the Committee took place": the ceremony did.
    let governed =
        (range.start.max(p.start.saturating_sub(2))..p.start.min(p.head)).any(|i| doc.is(i, WordClass::Preposition));
    let took_place = predicate(doc, range, p.end.max(p.head + 1)).is_some_and(|v| {
        (v..range.end.min(v + 2)).any(|i| {
            doc.is_text(i, "held") && doc.is(i - 1, WordClass::Be)
                || doc.is_text(i, "took") && doc.is_text(i + 1, "place")
        })
    });
    by_somebody && p.end <= p.head + 2 || took_place && !governed
}

/// Whether the phrase tells of no single occasion: what goes on, what nobody counts, what was denied.
pub(super) fn no_single_one(doc: &Annotated<'_>, p: &Phrase, range: &Range<usize>) -> bool {
    let head = p.head;
    // "The visit was originally planned to begin on 29 May": how it was not.
    if (head..range.end.min(head + 10)).any(|i| doc.is_text(i, "originally")) {
        return true;
    }
    // "Back to back with the workshop, a meeting was held": of what was told before.
    let back = p.start > range.start + 1
        && doc.is_text(p.start - 1, "with")
        && (range.start.max(p.start.saturating_sub(7))..p.start).any(|i| doc.is_text(i, "back"));
    if back && p.determiner == "the" {
        return true;
    }
    // "the first session of the Access Roundtable": one gathering, named after its series.
    if p.start > range.start + 2
        && doc.is_text(p.start - 1, "of")
        && ["session", "meeting"].iter().any(|w| doc.is_text(p.start - 2, w))
        && doc.tokens[head].capital
    {
        return true;
    }
    // "to continue our ongoing consultations", "as part of close consultations": no bounded occurrence.
    let goes_on = (range.start.max(p.start.saturating_sub(2))..head)
        .any(|i| ["continuing", "continue", "continued"].iter().any(|w| doc.is_text(i, w)))
        && p.plural
        && (p.start..head).any(|i| doc.is_text(i, "close") || doc.is_text(i, "regular"));
    // "in close consultation with", "part of regular and extensive consultations".
    let close = doc.is_text(head, "consultation")
        && p.determiner.is_empty()
        && p.start > range.start
        && doc.is_text(p.start - 1, "in");
    let part = p.plural
        && (range.start.max(p.start.saturating_sub(4))..p.start)
            .any(|i| doc.is_text(i, "part") && doc.is_text(i + 1, "of") && doc.is_text(i + 2, "regular"));
    let unbounded = goes_on
        || close
        || part
        || (p.start..head).any(|i| doc.is_text(i, "ongoing"))
        || p.start > range.start + 2 && doc.is_text(p.start - 1, "of") && doc.is_text(p.start - 2, "part") && p.plural;
    // "visited X for talks on Y": what the journey was for, where nobody is named as the other side.
    let purpose = doc.is_text(head, "talks")
        && p.start > range.start
        && doc.is_text(p.start - 1, "for")
        && (["on", "about"].iter().any(|w| doc.is_text(head + 1, w))
            // "for talks with the new government".
            || doc.is_text(head + 1, "with") && (head + 2..range.end.min(head + 7)).all(|i| doc.mention_of[i].is_none()))
        && (range.start..p.start).any(|i| ["visit", "visited", "visits"].iter().any(|w| doc.is_text(i, w)));
    // "built on multiple meetings between A and B": nobody says which.
    let many = ["multiple", "numerous", "various", "countless"];
    let uncounted = p.plural && (p.start..head).any(|i| many.iter().any(|w| doc.is_text(i, w)));
    p.none || purpose || uncounted || unbounded || crate::syntax::negated(doc, range.start, p.start)
}

/// Whether the name of a body stands for the body itself and not for a sitting of it.
pub(super) fn body_itself(doc: &Annotated<'_>, p: &Phrase, range: &Range<usize>, counted: bool) -> bool {
    let head = p.head;
    let sits = predicate(doc, range, p.end.max(head + 1)).is_some_and(|v| {
        (v..range.end.min(v + 3)).any(|i| ["held", "took", "convened", "met"].iter().any(|w| doc.is_text(i, w)))
    });
    // "will co-chair the Second Joint Commission", "the Second Commission, to be held in Oslo".
    let attended = governor(doc, range, p.start).is_some_and(|g| {
        doc.is(g, WordClass::ChairVerb) || doc.is(g, WordClass::JoinVerb) || doc.is(g, WordClass::HostVerb)
    }) || (p.end..range.end.min(p.end + 12)).any(|i| {
        doc.is_text(i, "to")
            && (doc.is_text(i + 1, "be") && doc.is_text(i + 2, "held")
                || doc.is_text(i + 1, "take") && doc.is_text(i + 2, "place"))
    });
    // "the session of the Committee was held": the session tells of it; "Secretary of the Council X" is a person.
    let named = doc.mention_of[p.head]
        .is_some_and(|m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office));
    let session = named
        || p.start > range.start + 1
            && doc.is_text(p.start - 1, "of")
            && doc.lexicon.event_nouns.contains_key(&doc.tokens[p.start - 2].word);
    session || !(counted && (sits || attended) || session_held(doc, p, range))
}
