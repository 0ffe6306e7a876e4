//! Unnamed people as the text calls them: "Heads of five OSCE field operations in Central Asia".

mod counted;
mod phrases;
mod words;

use std::ops::Range;

use rapporteur_lexicon::{NameRef, TitleKind, WordClass, WordId};
use rapporteur_text::TokenKind;

use crate::document::Annotated;
use crate::name::sentence_end;
use counted::listed_heads;
use phrases::noun_phrases;
use words::{base_noun, modifier};

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
    let last = sentence_end(doc, i);
    let limit = last.min(i + 40);
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
    // "was hosted by X and featured senior officials": the verb before them.
    if ["featured", "included", "involved", "attracted"].iter().any(|w| doc.is_text(i, w)) && !doc.tokens[i].capital {
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
        } else if at + 3 < limit
            && doc.tokens[at].capital
            && doc.tokens[at + 1].word == WordId::JOINER
            && doc.tokens[at + 1].glued
            && doc.tokens[at + 2].capital
            && doc.is(at + 3, WordClass::CountryNoun)
        {
            // "the Lund-Berg Administration officials": a government after those who lead it.
            at += 3;
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
                return finish(doc, i, hit.end, last.min(i + LONGEST), count, named);
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
    let end = (numbered || opens).then(|| listed_heads(doc, at, limit, numbered)).flatten().unwrap_or(at);
    finish(doc, i, end + 1, last.min(i + LONGEST), count, named)
}

/// Tokens of a group with all the states it names, at most.
const LONGEST: usize = 150;

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
