//! Noun phrases behind the head of a group: whose, from where, of which bodies.

use rapporteur_lexicon::{NameRef, TitleKind, WordClass, WordId};
use rapporteur_text::TokenKind;

use super::words::{self, finite, group_head_soon, modifier, verb_soon};
use crate::document::Annotated;

/// Past two names joined by a hyphen, where capitalised words go on: "Japan-Norway" of "Japan-Norway Friendship League".
fn joined_name(doc: &Annotated<'_>, at: usize, limit: usize) -> Option<usize> {
    let first = doc.hits.name(at)?.end;
    let joined = doc.tokens.get(first).is_some_and(|t| t.word == WordId::JOINER && t.glued);
    let past = joined.then(|| doc.hits.name(first + 1)).flatten()?.end;
    let word = |i: usize| i < limit && doc.tokens[i].capital && doc.tokens[i].kind == TokenKind::Word;
    let body = (past..limit.min(past + 5)).take_while(|&i| word(i)).any(|i| doc.is(i, WordClass::BodyHead));
    (body && word(past) && word(past + 1)).then_some(past)
}

/// Noun phrases joined by commas and "and", up to the next verb, relative or new group; with the names in them.
pub(super) fn noun_phrases(doc: &Annotated<'_>, from: usize, limit: usize) -> (usize, Vec<NameRef>) {
    let mut named = Vec::new();
    let mut end = from;
    let mut at = from;
    let mut plain_list = false;
    let mut listing = false;
    while at < limit {
        let known = |h: &crate::scan::NameHit| {
            h.strong || matches!(h.to, NameRef::Organization(_)) && crate::actors::usable(doc, at)
        };
        if let Some(hit) = doc.hits.name(at).filter(known) {
            // "members of the Japan-Norway Friendship League": a name of its own, and no state sends anybody.
            if let Some(past) = joined_name(doc, at, limit) {
                at = past;
                end = at;
                continue;
            }
            named.push(hit.to);
            // "officials of the CARICOM Agency for Crime and Security": the whole of the body behind its owner's name.
            let whole = crate::body::body_at(doc, at)
                .filter(|b| b.owner == Some(hit.to) && (hit.end..b.tokens.end).any(|k| doc.is_text(k, "for")));
            at = whole.map_or(hit.end, |b| b.tokens.end.min(limit));
            end = at;
            continue;
        }
        let token = &doc.tokens[at];
        // "the family of Mr. George Floyd": whose.
        if at == from
            && let Some(hit) = doc.hits.title(at, doc.lexicon, &[TitleKind::Honorific])
        {
            let name = hit.end + usize::from(doc.is_text(hit.end, "."));
            if let Some(stop) = crate::name::name_at(doc, name, crate::name::Context::Titled) {
                return (stop.min(limit), named);
            }
        }
        // "the State Committee for National Security": the whole of a body.
        let opens = at == from || at > from && (doc.is_text(at - 1, "the") || doc.is_text(at - 1, ","));
        if token.capital
            && opens
            && let Some(body) = crate::body::body_at(doc, at).filter(|b| b.owner.is_none() && b.tokens.end > at + 1)
        {
            at = body.tokens.end.min(limit);
            end = at;
            continue;
        }
        // "25 officers of the Border Police learned how to": a past tense no list knows.
        // "heads of national centres scheduled for 5 July": what becomes of their meeting.
        let told = !token.capital
            && doc.word(at).ends_with("ed")
            && ["how", "about", "that", "to", "for"].iter().any(|w| doc.is_text(at + 1, w));
        let word_ok = token.kind == TokenKind::Word
            && !(finite(doc, at) && !token.capital)
            && !told
            && !doc.is(at, WordClass::Coordinator);
        if token.kind == TokenKind::Number
            || doc.is(at, WordClass::Determiner)
            || doc.is_possessive(at)
            || (token.word == WordId::JOINER && token.glued)
        {
            at += 1;
            continue;
        }
        if doc.is_text(at, "(") && doc.is_text(at + 2, ")") {
            at += 3;
            end = at;
            continue;
        }
        if word_ok && !doc.is(at, WordClass::Preposition) && !doc.is(at, WordClass::Pronoun) {
            at += 1;
            end = at;
            continue;
        }
        // "officials from the Ministries of Commerce, Defence, Research and Aviation": fields of several bodies.
        let fields = (from..at)
            .find(|&k| ["ministries", "departments", "agencies"].iter().any(|w| doc.is_text(k, w)))
            .filter(|_| doc.is_text(at, ",") || doc.is_text(at, "&") || doc.is_text(at, "and"));
        let field = |t: &crate::document::Tok, capital: bool| t.kind == TokenKind::Word && t.capital == capital;
        if let Some(head) = fields
            && doc.tokens.get(at + 1).is_some_and(|t| field(t, doc.tokens[head].capital))
            && doc.is(at + 1, WordClass::English)
            && !doc.is(at + 1, WordClass::Preposition)
            && !doc.is(at + 1, WordClass::Determiner)
            && !doc.is(at + 1, WordClass::GroupHead)
            && doc
                .hits
                .title(at + 1, doc.lexicon, &[TitleKind::Office, TitleKind::Honorific, TitleKind::Rank])
                .is_none()
        {
            at += 1;
            continue;
        }
        let joins = doc.is_text(at, "and") || doc.is_text(at, ",") || doc.is_text(at, "of");
        if !joins || at + 1 >= limit {
            break;
        }
        let mut next = at + 1;
        while doc.is_text(next, "and") || doc.is(next, WordClass::Determiner) {
            next += 1;
        }
        let name_next = doc.hits.name(next).is_some_and(|h| h.strong);
        let person_next = doc
            .hits
            .title(next, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank, TitleKind::Office])
            .is_some_and(|h| !doc.lexicon.facts.titles[h.title].plural);
        let group_next = group_head_soon(doc, next, limit);
        // "officials of the immigration, customs and police services of A".
        let services = doc.is_text(at, ",")
            && named.is_empty()
            && doc.tokens.get(next).is_some_and(|t| !t.capital)
            && (next..limit.min(next + 7))
                .take_while(|&k| doc.is_text(k, ",") || doc.is_text(k, "and") || modifier(doc, k))
                .any(|k| {
                    ["services", "agencies", "authorities", "departments", "forces", "bodies", "units"]
                        .iter()
                        .any(|w| doc.is_text(k, w))
                        && (doc.is_text(k + 1, "of") || doc.is_text(k + 1, "from"))
                });
        // "officers of the Customs Service, the Border Service and the Ministry of X", "officials from the Treasury, Ohio and
        // Utah": bodies and places in a list that ends with "and".
        let capital = at > from && doc.tokens[at - 1].capital;
        let last = listing && next > at + 1 && doc.is_text(next - 1, "and") && words::named(doc, next).is_some();
        let bodies = doc.is_text(at, ",") && capital && (last || words::named_list(doc, at + 1));
        listing |= bodies;
        // "representatives of government, civil society and the media".
        let sectors = doc.is_text(at, ",") && at > from && !capital && words::sectors(doc, next, limit);
        // "foreign policy, defence, and intelligence agencies": the last of them, even where it could be people.
        let closes = plain_list && (doc.is_text(at, "and") || doc.is_text(at, ",") && doc.is_text(at + 1, "and"));
        plain_list = sectors;
        if doc.is_text(at, ",")
            && !services
            && !bodies
            && !sectors
            && !closes
            // "of A, B, C, and D met": the last of a list, whatever follows it.
            && !(name_next && named.len() > 2 && doc.is_text(at + 1, "and"))
            && !(name_next && !named.is_empty() && !verb_soon(doc, next, limit))
        {
            break;
        }
        // After a name a new group begins: "of the Red Cross and the military attachés".
        let after_name = doc.is_text(at, "and")
            && at > from
            && doc.tokens[at - 1].capital
            && !name_next
            && (next..limit.min(next + 4)).take_while(|&k| modifier(doc, k)).any(|k| doc.is(k, WordClass::GroupHead));
        // "officials of X, the heads of the missions", "instructors from the Finnish Guard and Tajik graduates": other people.
        let others = doc.is_text(at, ",")
            && (doc.is(next, WordClass::GroupHead)
                || doc.is(next, WordClass::OfficePlural)
                || doc.is_text(next, "heads"))
            && doc.is_text(next + 1, "of")
            && doc.tokens[at - 1].capital;
        let foreign = doc.is_text(at, "and")
            && at > from
            && doc.tokens[at - 1].capital
            && doc.hits.name(next).is_some_and(|h| {
                let people = doc.is(h.end, WordClass::GroupHead)
                    || doc.word(h.end).ends_with('s') && doc.tokens[h.end].kind == TokenKind::Word;
                matches!(h.to, NameRef::Demonym(_)) && h.end < limit && people && !doc.tokens[h.end].capital
            })
            && !(from..at)
                .any(|k| doc.hits.name(k).is_some_and(|h| matches!(h.to, NameRef::Demonym(_)) && h.end == at));
        // "soldiers of the Brigade and a company of the Regiment": one more of another kind.
        let another = doc.is_text(at, "and") && (doc.is_text(at + 1, "a") || doc.is_text(at + 1, "an"));
        if others
            || another
            || foreign
            || after_name
            || (doc.is_text(at, "and") && (person_next || group_next && !closes))
            || finite(doc, next) && !doc.tokens[next].capital
        {
            break;
        }
        at += 1;
    }
    (end, named)
}
