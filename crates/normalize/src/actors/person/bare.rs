//! Names without any title before them, and what shows that a person is meant.

use rapporteur_lexicon::{TitleKind, WordClass};
use rapporteur_text::TokenKind;

use super::after::{After, after_name};
use super::label::{in_list, speak_for_label};
use super::registry::{add_office, known_person, make_office, push_person};
use super::{all_caps, words_in};
use crate::document::Annotated;
use crate::entity::{EntityId, Office};
use crate::mention::{Mention, MentionKind};
use crate::name::{Context, name_at};

/// A name without any title before it: known from before, or shown by an apposition, a verb or its place in a list.
pub(super) fn bare(doc: &mut Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    if !doc.tokens[i].capital || all_caps(doc, i) {
        return None;
    }
    if doc.hits.name(i).is_some_and(|h| h.strong && h.end > i + 1) {
        return None;
    }
    // "the Lund family": not the one of them who was named before.
    if let Some((id, end)) = known_person(doc, i).filter(|&(_, end)| !doc.is_text(end, "family")) {
        let (after_end, after) =
            if words_in(doc, i..end) >= 2 { after_name(doc, end, limit, false) } else { (end, Vec::new()) };
        let mut mention = Mention::new(MentionKind::Person, i..after_end);
        mention.name = Some(i..end);
        mention.entities.push(id);
        mention.by_coreference = true;
        for piece in after {
            if let After::Office(hit, owner) = piece {
                let mut office = make_office(doc, &hit);
                office.represents = owner.or(office.represents);
                add_office(doc.entities.get_mut(id), office);
            }
        }
        doc.mentions.push(mention);
        return Some(after_end);
    }
    // "On 14 May in Nur-Sultan Vladimir Norov was received": the town, and then the name.
    let town = i > 0 && doc.is_text(i - 1, "in");
    if town
        && let Some(place) = crate::place::at(doc, i).filter(|p| p.strong && p.city.is_some())
        && name_at(doc, place.tokens.end, Context::Bare).is_some_and(|e| e > place.tokens.end + 1)
    {
        return None;
    }
    let opens_item = in_list(doc, i + 1) && doc.opens_block(i);
    let end =
        name_at(doc, i, if opens_item && !doc.is(i, WordClass::NotName) { Context::Titled } else { Context::Bare })?;
    if words_in(doc, i..end) < 2 {
        return None;
    }
    // "in Ha Noi, Deputy Prime Minister X": a town of two words, and no name before its office.
    if town && crate::place::at(doc, i).is_some_and(|p| p.city.is_some() && p.tokens.end == end) {
        return None;
    }
    let first_item = in_list(doc, end) && doc.opens_block(i);
    let (after_end, after) = after_name(doc, end, limit, office_first(doc, i));
    let shown = after.iter().any(|a| matches!(a, After::Office(..)));
    // "…, and X from the Delegation of the Union", "by X of the Razumkov Centre": whose he is, in a list or as an agent.
    let affiliated = after.iter().any(|a| matches!(a, After::Of(_)))
        && !common(doc, i)
        && i.checked_sub(1).is_some_and(|b| {
            doc.is_text(b, "by") || listed(doc, b) && doc.mentions.last().is_some_and(|m| m.kind == MentionKind::Person)
        });
    // "X was received", "X has been appointed": a verb of persons after auxiliaries.
    let passive = (doc.is(end, WordClass::Be) || doc.is(end, WordClass::Have))
        && (end + 1..limit.min(end + 4)).any(|k| doc.is(k, WordClass::PersonVerb) || doc.is(k, WordClass::AppointVerb));
    // "N. Z. Rahmonov" is a person by its form, "St. Petersburg" a town.
    let initial = doc.is_text(i + 1, ".")
        && doc.word(i).chars().count() <= 2
        && crate::place::at(doc, i).is_none_or(|p| !p.strong);
    // "X had a telephone conversation".
    let talks = doc.is(end, WordClass::Have)
        && (end + 1..limit.min(end + 6)).any(|k| doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word));
    let verb = (doc.is(end, WordClass::PersonVerb) || passive || initial || talks) && !common(doc, i);
    // "…, Chief Justice, Lakeland Supreme Court": a body.
    let body = doc.is(end, WordClass::BodyHead) && doc.tokens[end].capital;
    let coordinated =
        i.checked_sub(1).is_some_and(|b| doc.is_text(b, "and") || doc.is_text(b, ",") || doc.is_text(b, "with"))
            && doc.mentions.last().is_some_and(|m| m.kind == MentionKind::Person && m.tokens.end + 2 >= i)
            && !common(doc, i)
            && !body;
    // "journalist and activist X".
    let by_noun = i.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::PersonNoun)) && !common(doc, i);
    // "Andrejs Berg (S&D, LV)": the party and constituency of a member of a parliament.
    let member = party_behind(doc, end, limit) && !common(doc, i);
    // "his counterparts – A of X, B of Y": a dash opens the list, a country follows the name.
    let after_dash = i.checked_sub(1).is_some_and(|b| {
        doc.tokens[b].word == rapporteur_lexicon::WordId::JOINER && !doc.tokens[b].glued || doc.is_text(b, ":")
    }) && after.iter().any(|a| matches!(a, After::Of(_)));
    // "Pieter van Aalst, who heads the unit, stressed": only of people it is said who they are.
    // But "the parents of X, who is held" met somebody, not X.
    let who = doc.is_text(end, ",")
        && doc.is(end + 1, WordClass::ClauseOpener)
        && !common(doc, i)
        && !i.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::Preposition));
    let named_group = group_member(doc, i);
    // "In Islam Qala, the Special Representative said": a place nobody knows, and no apposition.
    let place = i.checked_sub(1).is_some_and(|b| {
        ["in", "at", "near"].iter().any(|w| doc.is_text(b, w)) && (doc.opens_sentence(b) || doc.tokens[b].capital)
    });
    if place {
        return None;
    }
    // "The top official in the country, X Y, travelled to": who he is stands before the comma.
    let held = i.checked_sub(1).is_some_and(|b| doc.is_text(b, ","))
        && doc.is_text(end, ",")
        && !doc.tokens.get(end + 1).is_some_and(|t| t.capital)
        && [WordClass::PersonVerb, WordClass::TravelVerb].iter().any(|&c| doc.is(end + 1, c))
        && !common(doc, i)
        && crate::place::at(doc, i).is_none_or(|p| !p.strong);
    // "…,” noted X of the customs administration".
    let quoted = i > 1
        && doc.is(i - 1, WordClass::Saying)
        && !doc.tokens[i - 1].capital
        && matches!(doc.word(i - 2), "”" | "\"" | "»" | ",")
        && !common(doc, i);
    // "The Council appointed X Deputy Director".
    let appointed = i.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::AppointVerb)) && !common(doc, i);
    let greeted = greeted(doc, i, end);
    // "; Dana Hirsch, Principal Consultant, …": an item of a list that stands in a line.
    let family = !doc.is(end - 1, WordClass::English)
        && crate::place::at(doc, i).is_none_or(|p| !p.strong)
        && crate::body::body_at(doc, i).is_none();
    let item = family && doc.is_text(end, ",") && after_semicolon(doc, i);
    // "Lina Berg, a leading researcher on rivers, presented": what he is stands behind the comma.
    let profession = family && !common(doc, i) && profession_behind(doc, end, limit);
    // An item that is nothing but a name.
    let whole = first_item
        && !(i..end).all(|k| doc.is(k, WordClass::English) || doc.tokens[k].kind == TokenKind::Mark)
        && (crate::name::sentence_end(doc, i) <= end
            || doc.is_text(end, "(") && (end + 1..end + 4).any(|k| doc.is(k, WordClass::ChairWord))
            // "Stuart Hals MP (National)".
            || doc.is_text(end, "(") && doc.is_text(end + 2, ")") && crate::name::sentence_end(doc, i) <= end + 3);
    if !(shown
        || verb
        || who
        || whole
        || quoted
        || (office_first(doc, i) && doc.is_text(end, ","))
        || after_dash
        || by_noun
        || appointed
        || greeted
        || item
        || profession
        || (first_item && (shown || doc.is_text(end, ",")))
        || coordinated
        || affiliated
        || held
        || member
        || named_behind(doc, i)
        || given_name(doc, i, end)
        || named_group.is_some())
    {
        return None;
    }
    let mut written = Vec::new();
    if let Some(owner) = named_group {
        written.push(Office { represents: Some(owner), ..Office::default() });
    }
    for piece in after {
        match piece {
            After::Of(owner) => written.push(Office { represents: Some(owner), ..Office::default() }),
            After::Office(hit, owner) => {
                let mut office = make_office(doc, &hit);
                office.represents = owner.or(office.represents);
                written.push(office);
            }
        }
    }
    speak_for_label(doc, i, &mut written);
    push_person(doc, i..after_end, i..end, written, None);
    Some(after_end)
}

/// Whether the words from `i` to `end` begin with a given name and are no part of a longer name: "Mariam Sow of UNDP", but not
/// "the Mariam Sow Prize" nor "Hotel Mariam Sow".
fn given_name(doc: &Annotated<'_>, i: usize, end: usize) -> bool {
    let inside =
        |k: usize| doc.tokens[k].capital && doc.tokens[k].kind == TokenKind::Word && doc.mention_at(k).is_none();
    let before = i.checked_sub(1).filter(|_| !doc.opens_sentence(i));
    let determined = before.is_some_and(|b| {
        // "met with the parents of X", "raised the case of X": whom something is about was not there.
        let about = doc.is(b, WordClass::Preposition)
            && !["with", "by", "to", "from", "including"].iter().any(|w| doc.is_text(b, w));
        about
            || doc.is(b, WordClass::Determiner)
            || inside(b)
            || matches!(doc.word(b), "“" | "\"" | "«" | "‘")
            || doc.tokens[b].word == rapporteur_lexicon::WordId::JOINER && doc.tokens[i].glued
    });
    let behind = doc.tokens.get(end).is_some_and(|t| {
        t.capital && t.kind == TokenKind::Word || t.word == rapporteur_lexicon::WordId::JOINER && t.glued
    }) && !doc.opens_sentence(end);
    // "Paris Lund", "met Paris Lund": a town's name that begins a longer one, unless a preposition says that it is the town.
    let at = before.is_some_and(|b| ["in", "at", "near", "to", "from"].iter().any(|w| doc.is_text(b, w)));
    let town = crate::place::at(doc, i).is_some_and(|p| {
        p.strong && (at || p.tokens.end >= end || doc.is(end - 1, WordClass::English) || doc.is_text(i + 1, ","))
    });
    // "REI, UFCW" are no names.
    let acronym = doc.word(i).chars().all(char::is_uppercase);
    doc.is(i, WordClass::GivenWord)
        && !doc.is(i, WordClass::English)
        && !acronym
        && !determined
        && !behind
        && !town
        && crate::body::body_at(doc, i).is_none()
        && !nameplate(doc, i, end)
        && !(i + 1..end).any(|k| {
            [WordClass::BodyHead, WordClass::InstitutionNoun, WordClass::SiteNoun, WordClass::GoodsNoun]
                .iter()
                .any(|&class| doc.is(k, class))
                || doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word)
        })
}

/// Whether a person's name is that of something else: "Marie Sow fellows", "Sow Helicopters", "the frigates Anna Lund and Jan Berg".
fn nameplate(doc: &Annotated<'_>, i: usize, end: usize) -> bool {
    let fellows = doc.is(end, WordClass::GroupHead) && !doc.tokens[end].capital;
    let company = doc.is(end - 1, WordClass::English) && doc.word(end - 1).ends_with('s') && end > i + 1;
    let vessel = |k: usize| VESSELS.iter().any(|w| doc.is_text(k, w) || doc.word(k).strip_suffix('s') == Some(w));
    let named = |k: usize| doc.tokens[k].capital || matches!(doc.word(k), "," | "and");
    let ship = (i.saturating_sub(12)..i).rev().find(|&k| !named(k)).is_some_and(vessel);
    fellows || company || ship
}

/// What bears a name of its own.
const VESSELS: [&str; 8] = ["ship", "vessel", "frigate", "destroyer", "corvette", "cruiser", "ferry", "submarine"];

/// Whether a semicolon stands before `i`, perhaps with "and" behind it.
fn after_semicolon(doc: &Annotated<'_>, i: usize) -> bool {
    let and = usize::from(i > 0 && doc.is_text(i - 1, "and"));
    i.checked_sub(and + 1).is_some_and(|b| doc.is_text(b, ";"))
}

/// Whether an apposition behind a name says what kind of person it is: ", a leading researcher on", ", Visiting Professor of Law".
fn profession_behind(doc: &Annotated<'_>, end: usize, limit: usize) -> bool {
    let stop = |k: usize| {
        matches!(doc.word(k), "," | ";" | "." | ":" | "(")
            || doc.is(k, WordClass::Preposition) && !doc.is_text(k, "of")
            || doc.is(k, WordClass::PersonVerb) && !doc.tokens[k].capital
    };
    let one = doc.is_text(end + 1, "one") && doc.is_text(end + 2, "of");
    doc.is_text(end, ",")
        && (end + 1..limit.min(end + APPOSITION))
            .take_while(|&k| !stop(k))
            .any(|k| doc.is(k, WordClass::PersonNoun) || one && doc.is(k, WordClass::GroupHead))
}

/// Tokens of an apposition up to its noun, at most.
const APPOSITION: usize = 9;

/// Whether the word at `i` is an English one, and no given name before a foreign one: "Dirk Lohmann".
fn common(doc: &Annotated<'_>, i: usize) -> bool {
    let family = doc
        .tokens
        .get(i + 1)
        .is_some_and(|t| t.kind == TokenKind::Word && t.capital && !doc.lexicon.is(t.word, WordClass::English));
    doc.is(i, WordClass::English) && !(doc.is(i, WordClass::GivenWord) && family)
}

/// Whether the token at `b` joins the items of a list.
fn listed(doc: &Annotated<'_>, b: usize) -> bool {
    doc.is_text(b, "and") || doc.is_text(b, ",") || doc.is_text(b, ";")
}

/// "met with X Y", "called and congratulated X Y", "spoke today with X Y": words that are no English ones where a person stands.
fn greeted(doc: &Annotated<'_>, i: usize, end: usize) -> bool {
    let foreign = (i..end).all(|k| doc.tokens[k].kind == TokenKind::Mark || !doc.is(k, WordClass::English))
        && !doc.is(end - 1, WordClass::BodyHead)
        && !doc.is(end - 1, WordClass::InstitutionNoun)
        && crate::place::at(doc, i).is_none_or(|p| !p.strong);
    if !foreign || i < 2 {
        return false;
    }
    let direct = |b: usize| {
        doc.is(b, WordClass::MeetVerb)
            || ["congratulated", "called", "thanked", "received", "welcomed"].iter().any(|w| doc.is_text(b, w))
    };
    // "met with Joey and Paula Reed": a given name before hers.
    let given =
        |b: usize| doc.tokens[b].capital && doc.tokens[b].kind == TokenKind::Word && !doc.is(b, WordClass::English);
    let before = if doc.is_text(i - 1, "and") && i > 3 && given(i - 2) { i - 3 } else { i - 1 };
    if !doc.is_text(before, "with") {
        return direct(before);
    }
    let mut b = before;
    loop {
        // "met in Washington with X", "met in Oslo, Norway, today with X": over the place and the day.
        let town = (2..=4).find(|&n| {
            b > n
                && ["in", "at"].iter().any(|w| doc.is_text(b - n, w))
                && (b - n + 1..b)
                    .all(|k| doc.tokens[k].capital || doc.is_text(k, ",") || doc.is(k, WordClass::Determiner))
        });
        if let Some(n) = town {
            b -= n;
        } else if b > 1 && (doc.is(b - 1, WordClass::Adverb) || doc.date_at(b - 1).is_some()) {
            b -= 1;
        } else {
            break;
        }
    }
    b > 0 && (doc.is(b - 1, WordClass::MeetVerb) || doc.is_text(b - 1, "spoke"))
}

/// "…, the Khyakim of the Region, X, the Ambassador of Y, Z": an office nobody knows stands before X, so the next one is Z's.
fn office_first(doc: &Annotated<'_>, i: usize) -> bool {
    let Some(comma) = i.checked_sub(1).filter(|&c| doc.is_text(c, ",")) else { return false };
    let opened = (comma.saturating_sub(OFFICE)..comma).rev().find(|&k| doc.is_text(k, ",") || doc.is(k, WordClass::Be));
    opened.is_some_and(|k| doc.is_text(k + 1, "the") && doc.tokens.get(k + 2).is_some_and(|t| t.capital))
}

/// Tokens from a group to the last of those who are named after it, at most.
const GROUP: usize = 60;

/// Tokens of an office that no list knows, at most.
const OFFICE: usize = 14;

/// Whether brackets hold a party in short and a comma: "(S&D, LV)", "(R-Ohio)".
fn party_behind(doc: &Annotated<'_>, end: usize, limit: usize) -> bool {
    let close = (end + 1..limit.min(end + 7)).find(|&k| doc.is_text(k, ")"));
    doc.is_text(end, "(")
        && close.is_some_and(|close| {
            let link = |k: usize| doc.is_text(k, ",") || doc.is_text(k, "/") || doc.is_text(k, "-");
            let short = |k: usize| doc.tokens[k].kind != TokenKind::Word || doc.tokens[k].capital;
            (end + 2..close).any(link) && (end + 1..close).all(short) && rapporteur_text::is_acronym(doc.word(end + 1))
        })
}

/// "her colleagues X and Y", "the mayors of the two towns, X and Y": the names right behind a group say who they are.
fn named_behind(doc: &Annotated<'_>, i: usize) -> bool {
    let foreign = !doc.is(i, WordClass::English) && crate::place::at(doc, i).is_none_or(|p| !p.strong);
    let Some(group) = doc.mentions.last().filter(|m| m.kind == MentionKind::Group && m.count.is_none()) else {
        return false;
    };
    let (start, end) = (group.tokens.start, group.tokens.end);
    // Behind a comma only holders of an office, and two of them.
    let title = || doc.hits.title(start, doc.lexicon, &[TitleKind::Office]);
    let several = || {
        name_at(doc, i, Context::Bare)
            .is_some_and(|e| doc.is_text(e, "and") && name_at(doc, e + 1, Context::Bare).is_some())
    };
    let holders = || {
        end + 1 == i
            && doc.is_text(end, ",")
            && title().is_some_and(|h| doc.lexicon.facts.titles[h.title].plural)
            && several()
    };
    foreign && (end == i || holders())
}

/// "the Ministers of Defence: of Armenia – Colonel X, of Belarus – Y": the state before the dash, where a group opens the list.
fn labelled(doc: &Annotated<'_>, i: usize) -> Option<EntityId> {
    let state = doc.mentions.last().filter(|m| m.kind == MentionKind::State && m.tokens.end + 1 == i)?;
    let start = state.tokens.start;
    let article = usize::from(start > 0 && doc.is_text(start - 1, "the"));
    let of = start.checked_sub(article + 1).filter(|&b| doc.is_text(b, "of") || doc.is_text(b, "from"))?;
    let joins = |b: usize| doc.is_text(b, ":") || listed(doc, b);
    let dash = doc.tokens[i - 1].word == rapporteur_lexicon::WordId::JOINER && !doc.tokens[i - 1].glued;
    let first = doc.sentence_start(i);
    let opened = (first..of).rev().find(|&k| doc.is_text(k, ":"))?;
    let group = doc.mentions.iter().rev().any(|m| m.kind == MentionKind::Group && m.tokens.end == opened);
    (dash && group && of.checked_sub(1).is_some_and(joins)).then(|| state.entity()).flatten()
}

/// "Foreign Ministers of A and B, X and Y, met", "ministers of A and B – X and Y – met": the state that the person named at `i`
/// stands for, by its place in the list.
pub(super) fn group_member(doc: &Annotated<'_>, i: usize) -> Option<EntityId> {
    if let Some(state) = labelled(doc, i) {
        return Some(state);
    }
    let before = doc.mentions.iter().rev().take_while(|m| m.kind == MentionKind::Person).count();
    let group = doc.mentions.len().checked_sub(before + 1).map(|g| &doc.mentions[g])?;
    let follows = if before == 0 {
        let dash = doc.tokens.get(group.tokens.end).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER);
        group.tokens.end == i || group.tokens.end + 1 == i && (dash || doc.is_text(group.tokens.end, ","))
    } else {
        doc.mentions.last().is_some_and(|m| m.tokens.end + 2 >= i) && group.tokens.end + GROUP > i
    };
    (group.kind == MentionKind::Group && follows).then(|| group.within.get(before).copied()).flatten()
}
