//! What stands between a subject and its verb: where and when, and parentheses.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};

use super::extent::determiner_start;
use super::{Subject, at_mention, is_verb};

/// The last token of the person who stands before "today in the Palace of Peace", where that phrase ends at token `p`.
pub(super) fn before_place(doc: &Annotated<'_>, lo: usize, p: usize) -> Option<usize> {
    let plain = |i: usize| !is_verb(doc, i) && !matches!(doc.word(i), "," | ";" | ":" | ")" | "”");
    let phrase = (lo + 1..=p).rev().take(8).take_while(|&i| plain(i));
    let preposition =
        phrase.clone().find(|&i| (doc.is_text(i, "in") || doc.is_text(i, "at")) && !doc.tokens[i].capital)?;
    let links = |i: usize| {
        [WordClass::Coordinator, WordClass::Relative, WordClass::Subordinator].iter().any(|&c| doc.is(i, c))
            || doc.is_text(i, "to")
    };
    if preposition == p || (preposition + 1..=p + 1).any(links) {
        return None;
    }
    let mut b = preposition;
    while b > lo {
        match doc.dates.iter().find(|d| d.tokens.end == b) {
            Some(date) => b = date.tokens.start.max(lo),
            None => break,
        }
    }
    let person = doc.mention_of[b.checked_sub(1).filter(|&k| k >= lo)?]?;
    // "X met Y today in Oslo": Y is the object of a verb before.
    let object = (lo..doc.mentions[person].tokens.start).any(|i| is_verb(doc, i));
    (doc.mentions[person].kind == MentionKind::Person && b < preposition && !object).then_some(b - 1)
}

/// The last token of whoever stands before "at its meeting in Oslo on 3 May", where that phrase ends at token `p`.
pub(super) fn before_sitting(doc: &Annotated<'_>, lo: usize, p: usize) -> Option<usize> {
    let at = (lo + 1..p)
        .rev()
        .take(9)
        .take_while(|&i| !is_verb(doc, i) && !matches!(doc.word(i), "," | ";" | ":"))
        .find(|&i| doc.is_text(i, "at") && (doc.is_text(i + 1, "its") || doc.is_text(i + 1, "their")))?;
    let sitting = (at + 2..p)
        .any(|i| doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "meeting" || k == "conference"));
    (sitting && doc.mention_of[at - 1].is_some()).then_some(at - 1)
}

/// The subject before a parenthesis that ends at the comma, bracket or dash `p`: "X, for its part, …".
pub(super) fn parenthesis(doc: &Annotated<'_>, lo: usize, p: usize) -> Option<Subject> {
    let open = match doc.word(p) {
        ")" => "(",
        w => w,
    };
    let mut k = p;
    let mut steps = 0;
    // Between dashes a list of many states may stand.
    let longest = if matches!(open, "–" | "—") { 160 } else { 45 };
    while k > lo && steps < longest {
        k -= 1;
        steps += 1;
        // "accompanied by the Minister of Defence, Colonel-General X,": a comma within his name and office is none of the two.
        let within = open == ","
            && doc.mention_of[k].is_some_and(|m| {
                let start = determiner_start(doc, lo, doc.mentions[m].tokens.start);
                start > lo + 1 && doc.is_text(start - 1, "by") && doc.is_text(start - 2, "accompanied")
            });
        // "who is on a visit from September 5-7, 2022, held": nor is one within a date.
        let within = within || open == "," && doc.date_at(k).is_some();
        if doc.word(k) == open && !within {
            // "the Regional Office (ROCA), together with X, opened": over the acronym.
            let bracket = k > lo + 3 && doc.is_text(k - 1, ")") && doc.is_text(k - 3, "(");
            let k = if bracket { k - 3 } else { k };
            let before = k.checked_sub(1).filter(|&b| b >= lo)?;
            // "The Quad Leaders – President X, Prime Minister Y and Chancellor Z – convened": those who are listed.
            let people: Vec<usize> = doc
                .mentions_in(&(k + 1..p))
                .filter(|(_, m)| matches!(m.kind, MentionKind::Person | MentionKind::Office))
                .map(|(i, _)| i)
                .collect();
            if matches!(open, "–" | "—") && doc.is(before, WordClass::GroupHead) && people.len() > 1 {
                return Some(Subject::Mentions(people));
            }
            let m = doc.mention_of[before]?;
            let start = determiner_start(doc, lo, doc.mentions[m].tokens.start);
            let beside =
                start > lo + 1 && doc.is_text(start - 1, "with") && doc.is(start - 2, WordClass::CompanionWord);
            // "The Council (PSC) of the Union, at its meeting, adopted": whose it is belongs to the subject.
            let bracket = start > lo + 1 && doc.is_text(start - 1, "of") && doc.is_text(start - 2, ")");
            if start > lo && doc.is(start - 1, WordClass::Preposition) && !beside && !bracket {
                return None;
            }
            let found = at_mention(doc, lo, k - 1, 3);
            // "the countries of Central Asia (A, B and C) held": the members named stand for the group.
            let group = matches!(doc.mentions[m].kind, MentionKind::Group | MentionKind::Region);
            let inside: Vec<usize> = doc
                .mentions_in(&(k + 1..p))
                .filter(|(_, m)| matches!(m.kind, MentionKind::State | MentionKind::Body | MentionKind::Organization))
                .map(|(i, _)| i)
                .collect();
            return Some(match found {
                Subject::Mentions(mut all) if group && open == "(" && inside.len() > 1 => {
                    all.retain(|&other| other != m);
                    all.extend(inside);
                    Subject::Mentions(all)
                }
                found => found,
            });
        }
        // "X, joined by Y, spoke": a participle right after the comma opens a parenthesis.
        // "X, co-chaired by Y, adopted".
        let prefix =
            k > lo + 2 && doc.tokens[k - 1].word == rapporteur_lexicon::WordId::JOINER && doc.tokens[k - 1].glued;
        let from = if prefix { k - 2 } else { k };
        let participle = from > lo
            && doc.is_text(from - 1, ",")
            && (doc.word(k).ends_with("ing")
                || ["by", "with", "as", "in"].iter().any(|w| doc.is_text(k + 1, w))
                // "chaired this quarter by Ambassador X".
                || doc.is(k + 1, WordClass::Determiner) && doc.is_text(k + 3, "by"));
        if open == ","
            && is_verb(doc, k)
            && !doc.is(k, WordClass::Be)
            && steps > 1
            && !participle
            && !reduced(doc, k)
            && !relative_inside(doc, lo, k)
        {
            return None;
        }
    }
    None
}

/// Whether the verb at `k` only describes the gathering before it: "at its 12th meeting held on 3 May".
fn reduced(doc: &Annotated<'_>, k: usize) -> bool {
    let noun = k.checked_sub(1).is_some_and(|b| doc.lexicon.event_nouns.contains_key(&doc.tokens[b].word));
    let participle = doc.word(k).ends_with("ed") || doc.is_text(k, "held");
    noun && participle && ["on", "in", "at", "from", "by"].iter().any(|w| doc.is_text(k + 1, w))
}

/// Whether the verb at `k` belongs to a relative clause: "the OSCE, which has …, is".
fn relative_inside(doc: &Annotated<'_>, lo: usize, k: usize) -> bool {
    (lo.max(k.saturating_sub(12))..k).any(|i| doc.is(i, WordClass::Relative))
}

/// Whether a clause with a subject of its own begins in `between`: "met X, and on 7 November she addressed Y".
pub(crate) fn another_subject(doc: &Annotated<'_>, between: Range<usize>) -> bool {
    between.clone().any(|k| {
        doc.is(k, WordClass::Coordinator)
            && doc.is_text(k.wrapping_sub(1), ",")
            && (k + 1..between.end.min(k + SUBJECT_WITHIN))
                .any(|i| ["he", "she", "they"].iter().any(|w| doc.is_text(i, w)) && is_verb(doc, i + 1))
    })
}

/// So many words at most stand between "and" and the subject of its clause.
const SUBJECT_WITHIN: usize = 6;

/// Where a day that a comma closes before token `k` begins: "X today, 8 October 2013, received", "X on Thursday, 2 December 2021,
/// received". Not behind another verb, whose object stands before the day.
pub(super) fn day_in_commas(doc: &Annotated<'_>, lo: usize, k: usize) -> Option<usize> {
    if !doc.is_text(k - 1, ",") {
        return None;
    }
    let day = &doc.dates.iter().find(|d| d.tokens.end + 1 == k && d.tokens.start > lo + 1)?.tokens;
    if (lo..day.start).any(|i| is_verb(doc, i)) {
        return None;
    }
    let once_more = doc.is_text(day.start - 1, ",") && doc.dates.iter().any(|other| other.tokens.end + 1 == day.start);
    if once_more {
        return Some(day.start - 1);
    }
    let weekday = day.start - 2;
    let named = weekday > lo && doc.is_text(day.start - 1, ",") && doc.is(weekday, WordClass::Weekday);
    named.then(|| if doc.is(weekday - 1, WordClass::Preposition) { weekday - 1 } else { weekday })
}

/// The token before the bracket that closes at `i`: of "the Centre (CIC)" the "Centre". Else `i`.
pub(super) fn before_bracket(doc: &Annotated<'_>, lo: usize, i: usize) -> usize {
    let open = doc.is_text(i, ")").then(|| (lo + 1..i).rev().take(BRACKET).find(|&k| doc.is_text(k, "("))).flatten();
    open.map_or(i, |open| open - 1)
}

/// Tokens of a bracket at most.
const BRACKET: usize = 6;

/// "The Delegation of A, B, other international organizations, embassies and state bodies attended": the last of the list that is a
/// mention, where nothing but plain nouns follow it up to the noun phrase that begins at `start`.
pub(super) fn before_nouns(doc: &Annotated<'_>, lo: usize, start: usize) -> Option<usize> {
    let parts = |i: usize| doc.is_text(i, ",") || doc.is(i, WordClass::Coordinator);
    let plain = |i: usize| {
        doc.tokens[i].kind == rapporteur_text::TokenKind::Word
            && !doc.tokens[i].capital
            && !is_verb(doc, i)
            && ![
                WordClass::Preposition,
                WordClass::Relative,
                WordClass::Subordinator,
                WordClass::Pronoun,
                WordClass::Adverb,
                WordClass::Negation,
            ]
            .iter()
            .any(|&c| doc.is(i, c))
    };
    let last = (lo..start).rev().take(NOUNS).find(|&i| doc.mention_of[i].is_some())?;
    let rest = last + 1..start;
    let actor = doc
        .mention_at(last)
        .is_some_and(|m| matches!(m.kind, MentionKind::Organization | MentionKind::Body | MentionKind::State));
    // "collaboration between A, states, tribes and everyone": what the list is about.
    let head = determiner_start(doc, lo, doc.mention_at(last)?.tokens.start);
    let governed = head > lo
        && !doc.is_text(head - 1, "of")
        && (doc.is(head - 1, WordClass::Preposition) || ["between", "among"].iter().any(|w| doc.is_text(head - 1, w)));
    let list =
        actor && !governed && rest.clone().filter(|&i| parts(i)).count() > 1 && parts(last + 1) && parts(start - 1);
    (list && rest.clone().all(|i| parts(i) || plain(i))).then_some(last)
}

/// Tokens of plain nouns at the end of a list, at most.
const NOUNS: usize = 14;

/// Whether "between" at `i` names who sits at a table: of "the meeting between A and B", and no "Joint Statement between the Presidents".
pub(super) fn table_between(doc: &Annotated<'_>, i: usize) -> bool {
    let table = i > 0 && crate::events::event_noun(doc, i - 1).is_some() && !doc.is(i - 1, WordClass::StatementNoun);
    doc.is_text(i, "between") && table
}

/// Whether what ends with the semicolon at `i` is an item of a list, and no clause of its own.
pub(super) fn bare_item(doc: &Annotated<'_>, lo: usize, i: usize) -> bool {
    let from = (lo..i).rev().find(|&k| doc.is_text(k, ";")).map_or(lo, |k| k + 1);
    !(from..i).any(|k| doc.mention_of[k].is_none() && is_verb(doc, k))
}

/// Whether a quantifier belongs to the pronoun before it and not to what follows: "They both condemned".
pub(super) fn floats(doc: &Annotated<'_>, i: usize) -> bool {
    doc.is_text(i, "both")
        && i > 0
        && doc.mention_of[i - 1].is_some_and(|m| doc.mentions[m].kind == MentionKind::Pronoun)
}
