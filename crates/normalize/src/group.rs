//! Unnamed people as the text calls them: "Heads of five OSCE field operations in Central Asia".

mod counted;
mod words;

use std::ops::Range;

use rapporteur_lexicon::{NameRef, TitleKind, WordClass, WordId};
use rapporteur_text::TokenKind;

use crate::document::Annotated;
use crate::name::sentence_end;
use counted::listed_heads;
use words::{base_noun, finite, group_head_soon, modifier, verb_soon};

/// A group as written.
#[derive(Clone, Debug)]
pub(crate) struct GroupHit {
    /// Its tokens, without article.
    pub(crate) tokens: Range<usize>,
    /// How many, where said.
    pub(crate) count: Option<i64>,
    /// States and organisations named in it.
    pub(crate) named: Vec<NameRef>,
}

/// The group that begins at token `i`.
pub(crate) fn group_at(doc: &Annotated<'_>, i: usize) -> Option<GroupHit> {
    let limit = sentence_end(doc, i).min(i + 40);
    if !doc.hits.group_head_in(i..limit) {
        return None;
    }
    // "the Council of Heads of Services of the CIS Member States": a body by its name, whose members the last words are.
    if doc.tokens[i].capital && doc.is(i, WordClass::BodyHead) && doc.hits.name(i).is_some_and(|h| h.end > i + 4) {
        return None;
    }
    // "the seminar Youth Against Extremism": its name.
    if !doc.tokens[i].capital
        && doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
        && doc.tokens.get(i + 1).is_some_and(|t| t.capital)
    {
        return None;
    }
    // "the importance of ensuring workers' safety": a verb, not who they are.
    if doc.word(i).ends_with("ing")
        && !doc.tokens[i].capital
        && i > 0
        && doc.is_text(i - 1, "of")
        && !doc.is(i, WordClass::GroupHead)
    {
        return None;
    }
    // "on 16 March and held delegation-level talks": a month.
    if doc.lexicon.months.contains_key(&doc.tokens[i].word) && doc.tokens[i].capital {
        return None;
    }
    // "to greet participants": an infinitive.
    if i > 0
        && doc.is_text(i - 1, "to")
        && !doc.tokens[i].capital
        && doc.is(i + 1, WordClass::GroupHead)
        && base_noun(doc, i)
    {
        return None;
    }
    // "will meet the President and address cadets": a second verb.
    if i > 0 && doc.is(i - 1, WordClass::Coordinator) && doc.is(i, WordClass::AddressVerb) && !doc.tokens[i].capital {
        return None;
    }
    // "For the first time representatives of A came".
    if i > 0 && doc.is_text(i, "time") && doc.is(i - 1, WordClass::OrdinalWord) {
        return None;
    }
    // "and met representatives of": the verb before them.
    let verb = doc.is(i, WordClass::MeetVerb) || doc.is(i, WordClass::Light) && doc.word(i).ends_with('d');
    if verb && !doc.tokens[i].capital && !doc.is(i, WordClass::GroupHead) {
        return None;
    }
    // "brought together delegations": the adverb belongs to the verb.
    if doc.is(i, WordClass::Adverb) && !doc.tokens[i].capital && !doc.is(i, WordClass::NumberWord) {
        return None;
    }
    // "the Councils of Foreign Ministers": members of a body are no group beside it.
    let before = i.checked_sub(1).map(|b| if doc.is(b, WordClass::Determiner) { b.saturating_sub(1) } else { b });
    if let Some(of) = before.filter(|&b| doc.is_text(b, "of") && b > 0 && doc.tokens[i].capital) {
        let noun = doc.word(of - 1).to_ascii_lowercase();
        let stem = doc.lexicon.words.get(noun.trim_end_matches('s'));
        if doc.lexicon.is(stem, WordClass::BodyHead) && noun.ends_with('s') {
            return None;
        }
    }
    let mut at = i;
    let mut count = None;
    let mut named = Vec::new();
    if doc.tokens[at].kind == TokenKind::Number {
        // "June 22-23 Leaders Summit": part of a date.
        if i.checked_sub(1).is_some_and(|b| doc.tokens[b].word == WordId::JOINER && doc.tokens[b].glued) {
            return None;
        }
        // "On June 9 border guards of X met": so is the day.
        let month = i.checked_sub(1).filter(|&b| doc.tokens[b].capital);
        if month.is_some_and(|b| doc.lexicon.months.contains_key(&doc.tokens[b].word)) {
            return None;
        }
        count = doc.word(at).replace(',', "").parse().ok();
        at += 1;
    } else if doc.is(at, WordClass::NumberWord) && !doc.is_text(at, "both") && !doc.is_text(at, "half") {
        count = doc.lexicon.numbers.get(&doc.tokens[at].word).copied();
        at += 1;
        if doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER && t.glued) {
            at += 2;
            count = None;
        }
    }
    let mut steps = 0;
    while at < limit && steps < 14 {
        let head = doc.is(at, WordClass::GroupHead);
        // "officials" is a head; "heads" in "heads home" is no noun, but "heads of" is. A head before another noun
        // that is a head too is a modifier: "observer states".
        if head && !(modifier(doc, at + 1) && doc.is(at + 1, WordClass::GroupHead)) {
            break;
        }
        if let Some(hit) = doc.hits.name(at).filter(|h| h.strong) {
            named.push(hit.to);
            at = hit.end;
            if doc.is_possessive(at) {
                at += 1;
            }
        } else if at > i
            && doc.tokens[at].capital
            && let Some(place) = crate::place::at(doc, at).filter(|p| p.strong)
        {
            // "20 North Carolina legislators".
            at = place.tokens.end.max(at + 1);
        } else if let Some(hit) =
            doc.hits.title(at, doc.lexicon, &[TitleKind::Office]).filter(|h| doc.lexicon.facts.titles[h.title].plural)
        {
            // "deputy foreign ministers of …": the plural title is the head.
            at = hit.end - 1;
            if !doc.is(at, WordClass::GroupHead) {
                return finish(doc, i, hit.end, limit, count, named);
            }
            break;
        } else if doc.tokens[at].word == WordId::JOINER && doc.tokens[at].glued || modifier(doc, at) {
            at += 1;
        } else if doc.is_text(at, "and") && at > i && sides_joined(doc, at) {
            // "senior U.S. and Israeli officials".
            at += 1;
        } else if doc.is_text(at, ",") && at > i && words::listed_modifiers(doc, at, limit) {
            // "defense, military and diplomatic officials".
            at += 1;
        } else if doc.is_text(at, "and") && at > i && doc.is_text(at - 1, ",") && modifier(doc, at + 1) {
            at += 1;
        } else if (doc.is_text(at, "and") || doc.is_text(at, ",") && count.is_some())
            // "340 military, police and civilian personnel": what they are, in a list.
            && at > i
            && modifier(doc, at - 1)
            && modifier(doc, at + 1)
            // "the Pacific Command and senior officials": a name, and then the group.
            && !(doc.tokens[at - 1].capital && at > i + 1)
            && !doc.tokens[at + 1].capital
        {
            at += 1;
        } else {
            return None;
        }
        steps += 1;
    }
    if at >= limit || !doc.is(at, WordClass::GroupHead) {
        return None;
    }
    // "Leaders Summit", "Ministers' Meeting": people who name an event.
    let next = if doc.is_possessive(at + 1) { at + 2 } else { at + 1 };
    if next < limit && doc.tokens[next].capital && doc.lexicon.event_nouns.contains_key(&doc.tokens[next].word) {
        return None;
    }
    // "Thirty-four prosecutors, investigators and magistrates"; without a number where nothing else can stand before them.
    let numbered = count.is_some() || at > i && doc.lexicon.numbers.contains_key(&doc.tokens[i].word);
    let opens = doc.opens_sentence(i) || i > 0 && doc.is_text(i - 1, "by");
    let last = (numbered || opens).then(|| listed_heads(doc, at, limit, numbered)).flatten().unwrap_or(at);
    finish(doc, i, last + 1, limit, count, named)
}

/// Whether an "and" joins two states or their adjectives.
fn sides_joined(doc: &Annotated<'_>, at: usize) -> bool {
    let side = |i: usize| {
        doc.hits.name(i).is_some_and(|h| matches!(h.to, NameRef::Demonym(_) | NameRef::Country(_)) && h.strong)
    };
    let before = (at.saturating_sub(4)..at).any(|i| side(i) && doc.hits.name(i).is_some_and(|h| h.end == at));
    before && side(at + 1)
}

/// Whom somebody met, where no head noun of people shows it: "with six recipients", "with the leadership of the Caucus".
///
/// Asks for a verb of meeting shortly before `i`, and takes the noun phrase after "with" (or right after the verb).
pub(crate) fn counterpart_at(doc: &Annotated<'_>, i: usize) -> Option<GroupHit> {
    let mut before = i.checked_sub(1)?;
    let mut determined = false;
    if doc.is_text(before, "every") || doc.is_text(before, "each") {
        return None;
    }
    while doc.is(before, WordClass::Determiner) || doc.is(before, WordClass::Adverb) && !doc.is_text(before, "today") {
        determined = true;
        before = before.checked_sub(1)?;
    }
    let with = doc.is_text(before, "with");
    let direct = doc.is(before, WordClass::MeetVerb);
    if !with && !direct {
        return None;
    }
    let start = sentence_start(doc, i);
    let verb =
        direct || (start..before).rev().take(9).any(|k| doc.is(k, WordClass::MeetVerb) || doc.is(k, WordClass::Light));
    if !verb {
        return None;
    }
    let limit = sentence_end(doc, i).min(i + 12);
    let mut at = i;
    let mut count = None;
    let mut named = Vec::new();
    if doc.tokens[at].kind == TokenKind::Number {
        count = doc.word(at).replace(',', "").parse().ok();
        at += 1;
    } else if let Some(n) = doc.lexicon.numbers.get(&doc.tokens[at].word) {
        count = Some(*n);
        at += 1;
    }
    let first = at;
    while at < limit {
        if let Some(hit) = doc.hits.name(at).filter(|h| h.strong) {
            named.push(hit.to);
            at = hit.end;
        } else if modifier(doc, at)
            || doc.tokens[at].capital && doc.tokens[at].kind == TokenKind::Word
            || doc.tokens[at].word == WordId::JOINER && doc.tokens[at].glued
            || doc.is_possessive(at)
        {
            at += 1;
        } else {
            break;
        }
    }
    if at == first {
        return None;
    }
    let head = doc.word(at - 1);
    let collective = doc.is(at - 1, WordClass::Collective);
    let written = !doc.tokens[at - 1].capital || rapporteur_text::is_acronym(head);
    let plural = head.ends_with('s') && !head.ends_with("ss") && written;
    // "a series of meetings": events, too.
    let event = |i: usize| doc.tokens.get(i).is_some_and(|t| doc.lexicon.event_nouns.contains_key(&t.word));
    let known_event = event(at - 1) || collective && doc.is_text(at, "of") && (event(at + 1) || event(at + 2));
    if known_event || !(collective || plural && (count.is_some() || with || determined)) {
        return None;
    }
    finish(doc, i, at, sentence_end(doc, i), count, named).or(Some(GroupHit {
        tokens: i..at,
        count,
        named: Vec::new(),
    }))
}

fn sentence_start(doc: &Annotated<'_>, i: usize) -> usize {
    let s = doc.sentences.partition_point(|s| s.tokens.end <= i);
    doc.sentences.get(s).map_or(0, |s| s.tokens.start.min(i))
}

/// Takes in what follows the head: "of …", "from …", "accredited in …", "including …" is left out.
fn finish(
    doc: &Annotated<'_>,
    start: usize,
    head_end: usize,
    limit: usize,
    count: Option<i64>,
    mut named: Vec<NameRef>,
) -> Option<GroupHit> {
    let mut end = head_end;
    let mut at = head_end;
    loop {
        // "from the ministries of A and B and from the Border Service": the preposition is repeated.
        let again = doc.is_text(at, "and") && ["of", "from"].iter().any(|p| doc.is_text(at + 1, p)) && end > head_end;
        if again && doc.tokens.get(at + 3).is_some_and(|t| t.capital) {
            at += 1;
        }
        // "Ministers in charge of Security of the member states".
        if doc.is_text(at, "in") && doc.is_text(at + 1, "charge") && doc.is_text(at + 2, "of") {
            at += 2;
        }
        let links = ["of", "from", "in", "representing"].iter().any(|p| doc.is_text(at, p))
                || doc.is_text(at, "accredited")
                // "delegations of 12 Parties to the Agreement".
                || doc.is_text(at, "to") && ["parties", "signatories"].iter().any(|w| doc.is_text(at - 1, w));
        // "the Ambassadors of A and B to Serbia, X and Y": where they are accredited, before their names.
        let host = doc.hits.name(at + 1).filter(|h| {
            let names = doc.is_text(h.end, ",") && doc.tokens.get(h.end + 1).is_some_and(|t| t.capital);
            doc.is_text(at, "to") && !named.is_empty() && h.strong && matches!(h.to, NameRef::Country(_)) && names
        });
        if let Some(host) = host {
            end = host.end;
            break;
        }
        // "member states in countering terrorism": what they do.
        let doing = doc.is_text(at, "in")
            && (doc.word(at + 1).ends_with("ing") && doc.tokens.get(at + 1).is_some_and(|t| !t.capital)
                // "officials in a discussion".
                || doc.is_text(at + 1, "a")
                || doc.is_text(at + 1, "an"));
        if !links || at >= limit || doing {
            break;
        }
        if doc.is_text(at, "accredited") {
            at += 1;
        }
        let (stop, found) = noun_phrases(doc, at + 1, limit);
        if stop == at + 1 {
            break;
        }
        // "leaders of the Caucus in the Oval Office": nor is the house.
        if doc.is_text(at, "in")
            && (at + 1..stop.min(at + 4))
                .any(|k| doc.is(k, WordClass::ResidenceWord) && (doc.tokens[k].capital || doc.tokens[k - 1].capital))
        {
            break;
        }
        // "experts in Ashgabat": where they met is not who they are.
        if doc.is_text(at, "in")
            && !doc.is_text(at.saturating_sub(1), "accredited")
            && !doc.hits.name(at + 1).is_some_and(|h| matches!(h.to, NameRef::Region(_)))
            && crate::place::at(doc, at + 1).is_some_and(|p| p.city.is_some())
        {
            break;
        }
        // "officials in Brussels" is a place, and stays outside unless the group has nothing else to it.
        if doc.is_text(at, "in")
            && found.is_empty()
            && end > head_end
            && !doc.hits.name(at + 1).is_some_and(|h| matches!(h.to, NameRef::Region(_)))
        {
            break;
        }
        named.extend(found);
        end = stop;
        at = stop;
    }
    if end == head_end && start + 1 == head_end && count.is_none() {
        return None;
    }
    Some(GroupHit { tokens: start..end, count, named })
}

/// Noun phrases joined by commas and "and", up to the next verb, relative or new group; with the names in them.
fn noun_phrases(doc: &Annotated<'_>, from: usize, limit: usize) -> (usize, Vec<NameRef>) {
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
            named.push(hit.to);
            at = hit.end;
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
