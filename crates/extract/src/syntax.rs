//! Shallow syntax: where the subject and objects of a verb stand.

mod aside;
mod extent;
mod items;
mod joined;
mod lead;
mod objects;

use std::ops::Range;

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_text::TokenKind;

pub(crate) use aside::another_subject;
use aside::{before_bracket, before_place, before_sitting, day_in_commas, floats, parenthesis, table_between};
use extent::{determiner_start, group_start};
use joined::verb_before;
pub(crate) use lead::{items_below, lead_subject};
pub(crate) use objects::objects;

/// What stands as subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// One or several mentions, by index.
    Mentions(Vec<usize>),
    /// A noun that is no mention, by token.
    Noun(usize),
    /// Nothing was found.
    None,
}

impl Subject {
    /// The mentions, if any.
    pub(crate) fn mentions(&self) -> &[usize] {
        match self {
            Subject::Mentions(m) => m,
            _ => &[],
        }
    }
}

/// Whether a token is a finite verb (or participle) by its word and not by its place a noun.
pub(crate) fn is_verb(doc: &Annotated<'_>, i: usize) -> bool {
    if doc.tokens.get(i).is_none_or(|t| t.capital) || doc.mention_of.get(i).copied().flatten().is_some() {
        return false;
    }
    let verb = [WordClass::Verb, WordClass::Reporting, WordClass::PersonVerb].iter().any(|&c| doc.is(i, c));
    if !verb {
        return [WordClass::Be, WordClass::Have, WordClass::Modal].iter().any(|&c| doc.is(i, c));
    }
    // "a face-to-face meeting", "follow-up talks": the first part of a compound.
    if doc.tokens.get(i + 1).is_some_and(|t| t.word == WordId::JOINER && t.glued) && doc.is_text(i + 1, "-") {
        return false;
    }
    // "the Tajik state", "Kazakh visit": a noun after an adjective of nationality.
    if i.checked_sub(1)
        .and_then(|b| doc.mention_of.get(b).copied().flatten())
        .is_some_and(|m| doc.mentions[m].kind == MentionKind::Demonym)
    {
        return false;
    }
    // "the Council of the Nordic states was", "the parties' visits will": a plural right before a finite verb.
    if doc.word(i).ends_with('s')
        && [WordClass::Be, WordClass::Have, WordClass::Modal].iter().any(|&c| doc.is(i + 1, c))
    {
        return false;
    }
    // "convened state legislative leaders", "hosted 40 elected officials": what kind of people, right before the noun.
    let people = (i + 1..i + 3).find(|&k| doc.is(k, WordClass::GroupHead));
    let kind =
        people.is_some_and(|k| (i + 1..k).all(|j| doc.tokens[j].kind == TokenKind::Word && !doc.tokens[j].capital));
    let counted = i.checked_sub(1).is_some_and(|b| doc.tokens[b].kind == TokenKind::Number);
    if kind && (doc.is_text(i, "state") || counted && doc.word(i).ends_with("ed")) {
        return false;
    }
    // "prevention of terrorism and support to victims", "with the financial support of X": a noun.
    let joined = i > 0 && doc.is(i - 1, WordClass::Coordinator) && doc.is_text(i + 1, "to");
    if doc.is_text(i, "support") && (joined || ["of", "from", "for"].iter().any(|w| doc.is_text(i + 1, w))) {
        return false;
    }
    // After a determiner, adjective marker, preposition or "to" it is a noun or infinitive.
    let before = i.checked_sub(1).filter(|&b| !floats(doc, b));
    !before
        .is_some_and(|b| doc.is(b, WordClass::Determiner) || doc.is_possessive(b) || doc.is(b, WordClass::Preposition))
}

/// Whether a token may stand between a subject and its verb.
fn filler(doc: &Annotated<'_>, i: usize) -> bool {
    [WordClass::Adverb, WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Modal, WordClass::Negation]
        .iter()
        .any(|&c| doc.is(i, c))
        || doc.tokens.get(i).is_some_and(|t| !t.capital && t.kind == TokenKind::Word && doc.word(i).ends_with("ly"))
        || floats(doc, i)
}

/// The subject of the verb at token `verb`, looked for inside `sentence`.
pub(crate) fn subject(doc: &Annotated<'_>, sentence: &Range<usize>, verb: usize) -> Subject {
    find(doc, sentence.start, verb, 0)
}

/// Tokens of a parenthesis at most.
const PARENTHESIS: usize = 40;

fn find(doc: &Annotated<'_>, lo: usize, verb: usize, depth: usize) -> Subject {
    if depth > 4 {
        return Subject::None;
    }
    let mut k = verb;
    let mut dated = false;
    // Back over adverbs, auxiliaries and dates ("today", "on Wednesday").
    loop {
        if k <= lo {
            return Subject::None;
        }
        if filler(doc, k - 1) && doc.mention_of[k - 1].is_none() {
            k -= 1;
            continue;
        }
        // "IOM yesterday (14/7) handed over": the day once more.
        if doc.is_text(k - 1, ")")
            && let Some(open) = (lo..k - 1).rev().take(6).find(|&i| doc.is_text(i, "("))
            && (open + 1..k - 1).all(|i| doc.tokens[i].kind != TokenKind::Word || doc.date_at(i).is_some())
        {
            k = open.max(lo);
            continue;
        }
        if let Some(day) = day_in_commas(doc, lo, k) {
            k = day;
            continue;
        }
        if let Some(date) = doc.date_at(k - 1) {
            dated = true;
            k = date.tokens.start.max(lo);
            if k > lo && (doc.is(k - 1, WordClass::Preposition)) {
                k -= 1;
            }
            continue;
        }
        break;
    }
    let p = k - 1;
    // "who is visiting X from 1 to 3 May to attend", "who arrived to take part": whoever visits or arrived.
    let country = doc.mention_of[p].is_some_and(|m| doc.mentions[m].kind == MentionKind::State);
    if dated && country && doc.is_text(verb, "to") || doc.is_text(p, "to") || doc.is_text(verb, "to") && !country {
        let who = (lo + 1..p)
            .rev()
            .take(10)
            .take_while(|&i| !doc.is_text(i, ","))
            .find(|&i| doc.is(i, WordClass::ClauseOpener));
        let visitor = who.and_then(|who| {
            let last = if doc.is_text(who - 1, ",") { who.checked_sub(2)? } else { who - 1 };
            doc.mention_of[last].filter(|&m| last >= lo && doc.mentions[m].kind == MentionKind::Person)
        });
        if let Some(visitor) = visitor {
            return Subject::Mentions(vec![visitor]);
        }
    }
    if let Some(holder) = before_sitting(doc, lo, p) {
        return at_mention(doc, lo, holder, depth);
    }
    if let Some(person) = before_place(doc, lo, p) {
        return at_mention(doc, lo, person, depth);
    }
    if doc.mention_of[p].is_some() {
        return at_mention(doc, lo, p, depth);
    }
    let word = doc.word(p).to_ascii_lowercase();
    // "X, on the sidelines of the conference on “…” received": over the phrase in commas that ends with a quotation.
    if matches!(word.as_str(), "”" | "\"" | "»")
        && let Some(comma) =
            (lo..p).rev().take(50).find(|&i| doc.is_text(i, ",") && doc.is(i + 1, WordClass::Preposition))
        && comma > lo
        && doc.mention_of[comma - 1].is_some()
    {
        return at_mention(doc, lo, comma - 1, depth);
    }
    if word == "," || word == ")" || word == "–" || word == "—" {
        // "The Office, together with the State Service and the Customs of X, opened": all of them.
        if word == ","
            && let Some(open) = (lo + 1..p)
                .rev()
                .take(40)
                .find(|&i| doc.is_text(i - 1, ",") && doc.is(i, WordClass::CompanionWord) && doc.is_text(i + 1, "with"))
            && !(open..p).any(|i| is_verb(doc, i))
            && open >= lo + 2
            && doc.mention_of[open - 2].is_some()
        {
            let mut all = match at_mention(doc, lo, open - 2, depth + 1) {
                Subject::Mentions(all) => all,
                other => return other,
            };
            for m in objects(doc, open + 2, p) {
                if !all.contains(&m) {
                    all.push(m);
                }
            }
            return Subject::Mentions(all);
        }
        // "Contingents of A and B, in total about 1,300 persons and 250 units of equipment, took part".
        let total = (lo + 1..p).rev().take(16).find(|&i| {
            doc.is_text(i - 1, ",")
                && (doc.is_text(i, "in") && doc.is_text(i + 1, "total") || doc.is_text(i, "totalling"))
        });
        if let Some(open) = total.filter(|&open| open > lo + 1 && doc.mention_of[open - 2].is_some()) {
            return at_mention(doc, lo, open - 2, depth + 1);
        }
        // "X, joined by A, B and C, met": the comma closes a parenthesis.
        let joined = (lo + 2..p).rev().take(PARENTHESIS).find(|&i| {
            doc.is_text(i + 1, "by")
                && ["joined", "accompanied", "flanked", "supported", "assisted"].iter().any(|w| doc.is_text(i, w))
        });
        if word == ","
            && let Some(open) = joined
            && !(open + 2..p).any(|i| is_verb(doc, i) && doc.mention_of[i].is_none())
            // "President X, Jr. joined by Y".
            && let holder = if doc.is_text(open - 1, ",") { open - 2 } else { open - 1 }
            && doc.mention_of[holder].is_some()
        {
            return at_mention(doc, lo, holder, depth + 1);
        }
        // "A, as well as B, and C, participated": the comma only closes a list.
        if word == ","
            && p > lo
            && let Some(m) = doc.mention_of[p - 1]
        {
            let start = determiner_start(doc, lo, doc.mentions[m].tokens.start);
            let start = before_repeated(doc, lo, start);
            let list = start > lo && doc.is(start - 1, WordClass::Coordinator)
                || start > lo + 1 && doc.is_text(start - 1, "as");
            if list && !in_aside(doc, lo, start) {
                return at_mention(doc, lo, p - 1, depth + 1);
            }
        }
        // "while the Under Secretary, Mr. X, headed": the comma closes his name, and a clause begins before his title.
        if word == ","
            && p > lo
            && let Some(m) = doc.mention_of[p - 1].filter(|&m| doc.mentions[m].kind == MentionKind::Person)
        {
            let tokens = doc.mentions[m].tokens.clone();
            let start = determiner_start(doc, lo, tokens.start);
            let clause = start > lo && (doc.is_text(start - 1, "while") || doc.is_text(start - 1, "whereas"));
            if clause && tokens.clone().any(|i| doc.is_text(i, ",")) {
                return Subject::Mentions(vec![m]);
            }
        }
        if let Some(found) = parenthesis(doc, lo, p) {
            return found;
        }
        // "Additional Secretary (Africa), Ambassador X, led": a title in front whose holder is named in commas; "Deputy Secretary
        // X, Poland's ambassador, Y, also attended": people between commas.
        if word == ","
            && p > lo
            && let Some(m) = doc.mention_of[p - 1].filter(|&m| doc.mentions[m].kind == MentionKind::Person)
        {
            let start = determiner_start(doc, lo, doc.mentions[m].tokens.start);
            if start > lo + 1 && doc.is_text(start - 1, ",") && !(lo..start).any(|i| is_verb(doc, i)) {
                let before = doc.mention_of[start - 2].filter(|&b| doc.mentions[b].kind == MentionKind::Person);
                return Subject::Mentions(before.into_iter().chain([m]).collect());
            }
        }
        // ", reaffirming …": the subject of the verb before.
        return verb_before(doc, lo, p, depth, doc.word(verb).ends_with("ing"));
    }
    if doc.is(p, WordClass::Coordinator) {
        let comma = p > lo && doc.is_text(p - 1, ",");
        return verb_before(doc, lo, p, depth, comma && doc.is(verb, WordClass::Reporting));
    }
    if doc.is(p, WordClass::Relative) || doc.is(p, WordClass::Subordinator) {
        let before = if p > lo && doc.is_text(p - 1, ",") { p - 1 } else { p };
        if before > lo
            && let Some(m) = doc.mention_of[before - 1]
        {
            return Subject::Mentions(vec![m]);
        }
        if before > lo && doc.is(p, WordClass::Relative) && doc.tokens[before - 1].kind == TokenKind::Word {
            return Subject::Noun(before - 1);
        }
        return Subject::None;
    }
    if matches!(word.as_str(), "while" | "by" | "and" | "to") || doc.word(verb).ends_with("ing") {
        return verb_before(doc, lo, p, depth, true);
    }
    if doc.tokens[p].kind == TokenKind::Word && !is_verb(doc, p) && !doc.is(p, WordClass::Preposition) {
        return noun_phrase(doc, lo, p, depth);
    }
    verb_before(doc, lo, k, depth, false)
}

/// Whether the list that goes on at `start` stands in a phrase between commas: "X, with the support of A and B, held".
fn in_aside(doc: &Annotated<'_>, lo: usize, start: usize) -> bool {
    let Some(first) = start.checked_sub(2).and_then(|i| doc.mention_of[i]) else { return false };
    let head = determiner_start(doc, lo, doc.mentions[first].tokens.start);
    let governed = head > lo && doc.is_text(head - 1, "of");
    let opens = (lo..head).rev().take(30).find(|&i| doc.is_text(i, ","));
    governed && opens.is_some_and(|i| ["with", "in", "within", "under"].iter().any(|w| doc.is_text(i + 1, w)))
}

/// The preposition before `start` where it is repeated, "Representatives of A, as well as of B": the list goes on. Else `start`.
fn before_repeated(doc: &Annotated<'_>, lo: usize, start: usize) -> usize {
    let again = start > lo + 3 && ["of", "as", "well"].iter().enumerate().all(|(k, w)| doc.is_text(start - 1 - k, w));
    if again { start - 1 } else { start }
}

/// The subject phrase that ends with the mention at token `p`.
fn at_mention(doc: &Annotated<'_>, lo: usize, p: usize, depth: usize) -> Subject {
    let Some(m) = doc.mention_of[p] else { return Subject::None };
    let start = doc.mentions[m].tokens.start;
    // "the United Nations Development Programme (UNDP) Pacific Office": the organisation, before its acronym.
    let bracket = start > lo + 3 && doc.is_text(start - 1, ")") && doc.is_text(start - 3, "(");
    let office = doc.mentions[m].kind == MentionKind::Body;
    if bracket && office && doc.mention_of[start - 4].is_some_and(|o| doc.mentions[o].kind == MentionKind::Organization)
    {
        return at_mention(doc, lo, start - 4, depth + 1);
    }
    let head = before_repeated(doc, lo, determiner_start(doc, lo, start));
    if head > lo
        && doc.is(head - 1, WordClass::Preposition)
        && !doc.is_text(head - 1, "including")
        && !doc.is_text(head - 1, "as")
    {
        // "the delegation of X", "in talks with X": the head noun stands further left.
        let mut k = head - 1;
        if k <= lo {
            return Subject::Mentions(vec![m]);
        }
        k -= 1;
        // "the Council (PSC) of the Union".
        if doc.is_text(k, ")") && doc.is_text(head - 1, "of") && k > lo + 3 && doc.is_text(k - 2, "(") {
            k -= 3;
        }
        if doc.mention_of[k].is_some() {
            return at_mention(doc, lo, k, depth + 1);
        }
        // "The Centre (CISATC) jointly with the Committee carried out": both of them.
        if doc.is_text(head - 1, "with") && doc.is(k, WordClass::CompanionWord) && k > lo {
            let holder = before_bracket(doc, lo, k - 1);
            if doc.mention_of[holder].is_some()
                && let Subject::Mentions(mut all) = at_mention(doc, lo, holder, depth + 1)
            {
                if !all.contains(&m) {
                    all.push(m);
                }
                return Subject::Mentions(all);
            }
        }
        if doc.is_text(k, ",") || doc.is(k, WordClass::Coordinator) || is_verb(doc, k) {
            // A prepositional phrase that opens the clause: "Under the agreement, UNODC …" was passed; nothing better here.
            return Subject::Mentions(vec![m]);
        }
        return noun_phrase(doc, lo, k, depth);
    }
    let mut all = vec![m];
    // "… of talks between A and B, and he pledged": a pronoun behind "and" opens a clause of its own.
    if ["he", "she", "they", "we"].iter().any(|w| doc.is_text(start, w)) {
        return Subject::Mentions(all);
    }
    let mut at = group_start(doc, lo, m, head);
    // "A, B and C agreed", "President A; President B; and President C met": coordination to the left.
    let person = |i: usize| doc.mention_at(i).is_some_and(|m| m.kind == MentionKind::Person);
    // A semicolon ends a clause, but where the list has one before its "and".
    let semicolons = doc.is(at.saturating_sub(1), WordClass::Coordinator) && doc.is_text(at.saturating_sub(2), ";");
    let parts = |i: usize| {
        doc.is_text(i, ",")
            || semicolons && aside::bare_item(doc, lo, i) && doc.is_text(i, ";") && i > lo && person(i - 1)
    };
    while at > lo + 1 {
        let mut sep = at - 1;
        let and = doc.is(sep, WordClass::Coordinator) || doc.is_text(sep, "as") || doc.is_text(sep, "including");
        if !and && !parts(sep) {
            break;
        }
        while sep > lo
            && (doc.is_text(sep, "including")
                || parts(sep)
                || doc.is(sep, WordClass::Coordinator)
                || (doc.is_text(sep, "well") || doc.is_text(sep, "as")))
        {
            sep -= 1;
        }
        // Over a bracket: "the Centre (UNRCCA) and the Bank attended".
        if doc.mention_of[sep].is_none() {
            sep = before_bracket(doc, lo, sep);
        }
        let Some(next) = doc.mention_of[sep] else { break };
        if doc.mentions[next].tokens.end != sep + 1 || all.contains(&next) {
            break;
        }
        // "Ministers of A and B, X and Y, met": the persons stand for the group they are named after.
        if !and
            && doc.mentions[next].kind == MentionKind::Group
            && all.iter().all(|&m| doc.mentions[m].kind == MentionKind::Person)
        {
            break;
        }
        // A list needs its "and": "On Monday, in Oslo, X said" is none.
        if !and && all.len() == 1 {
            break;
        }
        let mut start = determiner_start(doc, lo, doc.mentions[next].tokens.start);
        // "representatives of A, as well as of B": the preposition is repeated, the list goes on.
        if start > lo + 1
            && doc.is_text(start - 1, "of")
            && (doc.is_text(start - 2, "as") || doc.is(start - 2, WordClass::Coordinator))
        {
            start -= 1;
        }
        // "the governments of A and B", "heads of delegations of A, B and C": all of them.
        let state = |m: usize| doc.mentions[m].kind == MentionKind::State;
        let governments = start > lo + 1
            && (doc.is_text(start - 1, "of") || doc.is_text(start - 1, "from"))
            && (doc.is_text(start - 2, "governments")
                // "The competent authorities of A, B and C took part".
                || (doc.is_text(start - 2, "delegations") || doc.is(start - 2, WordClass::ForceNoun))
                    && state(next)
                    && all.iter().all(|&m| state(m)));
        if start > lo
            && doc.is(start - 1, WordClass::Preposition)
            && !doc.is_text(start - 1, "including")
            && !doc.is_text(start - 1, "as")
            && !governments
        {
            // "The meeting between A, B and C will deal with": the meeting does.
            if start > lo + 1 && table_between(doc, start - 1) {
                // "Consultations between A, B and C decided to": they did.
                let verb = doc.mentions[m].tokens.end;
                if ["agreed", "decided", "pledged", "resolved"].iter().any(|w| doc.is_text(verb, w)) {
                    all.push(next);
                    break;
                }
                return noun_phrase(doc, lo, start - 2, depth);
            }
            break;
        }
        all.push(next);
        at = start;
    }
    all.reverse();
    Subject::Mentions(all)
}

/// A noun that is no mention: its phrase may still be owned by one ("the members of the Council").
fn noun_phrase(doc: &Annotated<'_>, lo: usize, p: usize, depth: usize) -> Subject {
    let mut k = p;
    while k > lo {
        let b = k - 1;
        if doc.is(b, WordClass::Preposition) && doc.is_text(b, "of") && b > lo {
            // "Professor X of the University of Y moderated": over the name nobody knows to its person.
            let named = (lo..b).rev().take(6).find(|&i| !doc.tokens[i].capital && !doc.is(i, WordClass::Determiner));
            if let Some(link) =
                named.filter(|&i| i + 1 < b && i > lo && (doc.is_text(i, "of") || doc.is_text(i, "from")))
                && doc.mention_of[link - 1].is_some_and(|m| doc.mentions[m].kind == MentionKind::Person)
            {
                return at_mention(doc, lo, link - 1, depth + 1);
            }
            // "heads of the working groups said": go to the noun before "of".
            if doc.mention_of[b - 1].is_some() {
                return at_mention(doc, lo, b - 1, depth + 1);
            }
            return Subject::Noun(b - 1);
        }
        // "X in a meeting with Y said", "the Centre (CIC) in collaboration with Y held": over the phrase to what it belongs to.
        if doc.is(b, WordClass::Preposition)
            && b > lo
            && let holder = before_bracket(doc, lo, b - 1)
            && doc.mention_of[holder].is_some()
        {
            return at_mention(doc, lo, holder, depth + 1);
        }
        if doc.is(b, WordClass::Preposition)
            || is_verb(doc, b)
            || doc.tokens[b].kind == TokenKind::Mark && doc.tokens[b].word != WordId::JOINER && !doc.is_possessive(b)
            || doc.is(b, WordClass::Subordinator)
            || doc.is(b, WordClass::Coordinator)
        {
            break;
        }
        k -= 1;
    }
    // "Minister X and her team met": she did.
    let own = ["his", "her"].iter().any(|w| doc.is_text(k, w)) && k > lo + 1 && doc.is(k - 1, WordClass::Coordinator);
    if own && doc.mention_of[k - 2].is_some_and(|m| doc.mentions[m].kind == MentionKind::Person) {
        return at_mention(doc, lo, k - 2, depth + 1);
    }
    match aside::before_nouns(doc, lo, k) {
        Some(last) => at_mention(doc, lo, last, depth + 1),
        None => Subject::Noun(p),
    }
}

/// Whether the verb at `i` is negated ("did not meet").
pub(crate) fn negated(doc: &Annotated<'_>, lo: usize, i: usize) -> bool {
    (lo.max(i.saturating_sub(4))..i).rev().take_while(|&k| filler(doc, k)).any(|k| doc.is(k, WordClass::Negation))
}
