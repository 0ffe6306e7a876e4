//! Office phrases: "First Deputy Minister of Foreign Affairs of Kazakhstan", "OSCE Secretary General".

mod complements;
mod field;

use std::ops::Range;

use rapporteur_lexicon::{NameRef, TitleKind, WordClass, WordId};
use rapporteur_text::TokenKind;

use crate::body::body_at;
use crate::document::Annotated;
use crate::name::sentence_end;
use complements::complements;
pub(crate) use field::region_field;

/// An office phrase as written.
#[derive(Clone, Debug)]
pub(crate) struct OfficeHit {
    /// All its tokens, prefix and complements included.
    pub(crate) tokens: Range<usize>,
    /// Tokens of modifiers, domain words, head and the fields behind it: "Deputy Foreign Minister", "Minister of Railways".
    pub(crate) core: Range<usize>,
    /// Tokens of the head title.
    pub(crate) head: Range<usize>,
    /// The head as in the lexicon.
    pub(crate) title: usize,
    /// States and organisations named in it, prefix first, with the tokens of bodies.
    pub(crate) owners: Vec<Owner>,
    /// former, ex-.
    pub(crate) former: bool,
    /// deputy, vice, acting …
    pub(crate) modified: bool,
    /// "Presidents".
    pub(crate) plural: bool,
}

/// Who an office belongs to, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A gazetteer name.
    Name(NameRef),
    /// A body recognised by its form.
    Body(Range<usize>),
}

/// The office phrase that begins at token `i`.
pub(crate) fn office_at(doc: &Annotated<'_>, i: usize) -> Option<OfficeHit> {
    let lexicon = doc.lexicon;
    let limit = sentence_end(doc, i).min(i + 40);
    if !doc.hits.title_in(i..limit) {
        return None;
    }
    let mut owners = Vec::new();
    let mut at = i;
    let mut former = false;
    let mut modified = false;
    let mut core = None;
    // Prefix and modifiers in any order: "former OSCE Deputy", "Slovak Deputy Foreign", "China's vice".
    loop {
        if at >= limit {
            return None;
        }
        if let Some(hit) = lookup_head(doc, at)
            && head_fits(doc, at, hit.end)
        {
            let title = &lexicon.facts.titles[hit.title];
            let head = at..field_goes_on(doc, at, hit.end, limit);
            // A longer modifier reading ("first deputy") loses against a head that takes in more.
            let modifier = doc.hits.title(at, lexicon, &[TitleKind::Modifier]).filter(|m| m.end > hit.end);
            // "Deputy Secretary General": deputy is a modifier here, "the deputy of X" an office.
            let leads_on = doc.hits.title(at, lexicon, &[TitleKind::Modifier]).is_some()
                && (lookup_head(doc, hit.end).is_some() || lookup_domain_head(doc, hit.end, limit).is_some());
            if modifier.is_none() && !leads_on {
                let start = core.unwrap_or(at);
                let (end, found) = complements(doc, &head, limit);
                owners.extend(found);
                return Some(OfficeHit {
                    tokens: i..end,
                    core: start..fields(doc, head.end, end),
                    plural: title.plural,
                    modified: modified || lowers(doc, &title.title),
                    head,
                    title: hit.title,
                    owners,
                    former,
                });
            }
        }
        // "New Zealand Minister": no new minister.
        let longer = |m: &crate::scan::TitleHit| doc.hits.name(at).is_none_or(|h| !h.strong || h.end <= m.end);
        if let Some(hit) = doc.hits.title(at, lexicon, &[TitleKind::Modifier]).filter(longer) {
            former |= (at..hit.end).any(|k| doc.is(k, WordClass::FormerWord));
            modified = true;
            core.get_or_insert(at);
            at = hit.end;
            while doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER && t.glued) {
                at += 1;
            }
            continue;
        }
        if let Some(hit) = doc.hits.name(at).filter(|h| h.strong || matches!(h.to, NameRef::Organization(_))) {
            let start = at;
            let owner = match hit.to {
                NameRef::Country(_) | NameRef::Demonym(_) | NameRef::Organization(_) => {
                    // The body inside "NATO Military Committee Chair" counts as a whole.
                    match body_before_head(doc, at, limit) {
                        Some(body) => {
                            at = body.end;
                            Owner::Body(body)
                        }
                        None => {
                            at = hit.end;
                            Owner::Name(hit.to)
                        }
                    }
                }
                _ => return None,
            };
            owners.push(owner);
            if let Some(head) = named_after_office(doc, start..at, &hit) {
                at = head;
                continue;
            }
            // "the Collective Security Treaty Organization (CSTO) Secretary General".
            if doc.is_text(at, "(") && doc.is_text(at + 2, ")") && doc.tokens[at + 1].capital {
                at += 3;
            }
            if doc.is_possessive(at) {
                at += 1;
            }
            if core.is_some() {
                core = None;
            }
            while doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER && t.glued) {
                at += 1;
            }
            continue;
        }
        // Domain words before the head: "Domestic Policy Advisor", "interior minister".
        if let Some(head) = lookup_domain_head(doc, at, limit) {
            core.get_or_insert(at);
            at = head;
            continue;
        }
        if let Some(body) = body_before_head(doc, at, limit) {
            at = acronym_end(doc, body.end);
            owners.push(Owner::Body(body));
            if doc.is_possessive(at) {
                at += 1;
            }
            continue;
        }
        return None;
    }
}

/// Past further words of the field that a title names itself: "Minister of Environment" before "Protection X Y".
fn field_goes_on(doc: &Annotated<'_>, start: usize, end: usize, limit: usize) -> usize {
    if !(start..end).any(|k| doc.is_text(k, "of")) {
        return end;
    }
    let foreign = |k: usize| {
        k < limit && doc.tokens[k].capital && doc.tokens[k].kind == TokenKind::Word && !doc.is(k, WordClass::English)
    };
    let field = |k: usize| {
        doc.tokens.get(k).is_some_and(|t| t.capital && t.kind == TokenKind::Word)
            && doc.is(k, WordClass::English)
            && !doc.is(k, WordClass::GivenWord)
            && doc.hits.title(k, doc.lexicon, &[TitleKind::Office, TitleKind::Rank, TitleKind::Honorific]).is_none()
            && doc.hits.name(k).is_none()
    };
    // Only where the name follows, of two strange words: one English word alone may be a family name.
    if end + 2 < limit && field(end) && foreign(end + 1) && foreign(end + 2) { end + 1 } else { end }
}

/// Past the fields that a head names behind "of" or "for": "Minister of Railways and Ports". Bodies, states and other offices are
/// whom the office belongs to, and no fields.
fn fields(doc: &Annotated<'_>, head_end: usize, end: usize) -> usize {
    let mut k = head_end;
    if ["of", "for"].iter().any(|w| doc.is_text(k, w)) {
        k += 1;
        if doc.is(k, WordClass::Determiner) {
            k += 1;
        }
    }
    let plain = |k: usize| {
        let word = doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital;
        // "Secretary for Strategic Affairs Admiral X", "Deputy Secretary of Commerce Don X": the person begins.
        let person = doc.hits.title(k, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]).is_some()
            || doc.is(k, WordClass::GivenWord);
        let owner = doc.hits.name(k).is_some()
            || body_at(doc, k).is_some()
            || crate::place::at(doc, k).is_some_and(|p| p.strong && p.tokens.len() > 1);
        word && !person && !owner
    };
    let mut last = head_end;
    // "of the Secretary-General": whose office it is; "Racial Justice": a field, though a justice is a judge.
    if lookup_head(doc, k).is_some() {
        return head_end;
    }
    while k < end {
        if plain(k) {
            last = k + 1;
        } else if last == head_end && !doc.is_text(k, "and")
            || !matches!(doc.word(k), "," | "&" | "and") && doc.tokens[k].word != WordId::JOINER
        {
            break;
        }
        k += 1;
    }
    last
}

/// "the UN High Commissioner for Refugees, X": an organisation that is called after the office of its head, right before the name
/// of who holds it. Returns where the office begins.
fn named_after_office(doc: &Annotated<'_>, name: Range<usize>, hit: &crate::scan::NameHit) -> Option<usize> {
    if !matches!(hit.to, NameRef::Organization(_)) || hit.end != name.end {
        return None;
    }
    let head = name.clone().find(|&k| lookup_head(doc, k).is_some_and(|h| h.end <= name.end))?;
    let next = name.end + usize::from(doc.is_text(name.end, ","));
    let address = doc.hits.title(next, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]).map_or(next, |h| h.end);
    let address = address + usize::from(address > next && doc.is_text(address, "."));
    let person = crate::name::name_at(doc, address, crate::name::Context::Bare)?;
    (next == name.end || matches!(doc.word(person), "," | "." | ";")).then_some(head)
}

/// Whether a title is itself a lowered one: "deputy foreign minister", "vice-president".
fn lowers(doc: &Annotated<'_>, title: &str) -> bool {
    title.split([' ', '-']).any(|word| doc.lexicon.is(doc.lexicon.words.get(word), WordClass::DeputyWord))
}

fn lookup_head(doc: &Annotated<'_>, i: usize) -> Option<crate::scan::TitleHit> {
    // "A.G. Lund": initials, though an office is written so too.
    let strange = |t: &crate::document::Tok| t.capital && !doc.lexicon.is(t.word, WordClass::English);
    if doc.word(i).contains('.') && doc.tokens.get(i + 1).is_some_and(strange) {
        return None;
    }
    doc.hits.title(i, doc.lexicon, &[TitleKind::Office, TitleKind::Royal])
}

/// A head in lower case must look like an office in use: not "head" in "head home" or "chair" as a verb.
fn head_fits(doc: &Annotated<'_>, start: usize, end: usize) -> bool {
    let capital = doc.tokens[start].capital;
    if capital {
        return true;
    }
    let one_word = end == start + 1;
    if !one_word {
        return true;
    }
    // "his official visit", "the official delegations": an adjective.
    let noun = |t: &crate::document::Tok| {
        doc.lexicon.event_nouns.contains_key(&t.word) || doc.lexicon.is(t.word, WordClass::GroupHead)
    };
    if doc.tokens.get(end).is_some_and(|t| !t.capital && noun(t)) {
        return false;
    }
    let next_is_of = doc.is_text(end, "of") || doc.is_text(end, "for") || doc.is_text(end, "to");
    let named = doc.tokens.get(end).is_some_and(|t| t.capital) && !doc.is(end, WordClass::NotName);
    let before = start.checked_sub(1);
    let determined = before.is_some_and(|b| {
        doc.is(b, WordClass::Determiner)
            || doc.is_possessive(b)
            || doc.hits.name(b).is_some()
            || doc.is_text(b, ",")
            || doc.is_text(b, "and")
    });
    (next_is_of || named || determined) && !doc.is_text(start.saturating_sub(1), "to")
}

/// Where a head begins after capitalised (or adjectival) domain words from `i` on.
fn lookup_domain_head(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let mut at = i;
    let capital = doc.tokens.get(i)?.capital;
    // "On the margins of the Ministerial Secretary X met": the gathering, not what he is secretary of.
    let gathering =
        i > 2 && doc.is_text(i - 1, "the") && doc.is_text(i - 2, "of") && doc.is(i - 3, WordClass::MarginWord);
    if gathering && doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word) {
        return None;
    }
    // "On 20 August First Deputy Minister X": the month belongs to the day.
    if doc.lexicon.months.contains_key(&doc.tokens[i].word) && capital {
        return None;
    }
    // Seven words, three in lower case, and an acronym in brackets behind one of them.
    if !doc.hits.title_in(i + 1..i + if capital { 11 } else { 7 }) {
        return None;
    }
    while at < limit && at < i + 7 {
        // "National Economic Council (NEC) Director".
        if at > i && acronym_end(doc, at) > at && lookup_head(doc, at + 3).is_some() {
            at += 3;
        }
        let token = &doc.tokens[at];
        if at > i && lookup_head(doc, at).is_some() && doc.tokens[at].capital == capital {
            return Some(at);
        }
        let glue = token.word == WordId::JOINER && token.glued;
        // "Trade and Industry Minister", but not "Minister Smith and Minister Jones".
        let link =
            at > i && (doc.is_text(at, "and") || doc.is_text(at, "&")) && capital && lookup_head(doc, at + 1).is_none();
        let domain = token.kind == TokenKind::Word
            && token.capital == capital
            && doc.lexicon.is(token.word, WordClass::English)
            && !doc.lexicon.is(token.word, WordClass::Preposition)
            && !doc.lexicon.is(token.word, WordClass::Determiner)
            && !doc.lexicon.is(token.word, WordClass::Adverb)
            && !doc.lexicon.is(token.word, WordClass::Pronoun)
            && !doc.lexicon.is(token.word, WordClass::Coordinator)
            && !doc.lexicon.is(token.word, WordClass::Modal)
            && (capital
                || !doc.lexicon.is(token.word, WordClass::Verb) && !doc.lexicon.is(token.word, WordClass::Reporting));
        if !(glue || link || domain) || (!capital && at >= i + 3) {
            return None;
        }
        at += 1;
    }
    None
}

/// Past the acronym in brackets at `i`, if there is one: "National Economic Council (NEC) Director".
pub(crate) fn acronym_end(doc: &Annotated<'_>, i: usize) -> usize {
    let bracket = doc.is_text(i, "(") && doc.is_text(i + 2, ")") && rapporteur_text::is_acronym(doc.word(i + 1));
    if bracket { i + 3 } else { i }
}

/// A body right before an office head: "White House Press Secretary", "State Border Service Chairman".
fn body_before_head(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<Range<usize>> {
    let body = body_at(doc, i)?;
    let mut after = acronym_end(doc, body.tokens.end);
    if doc.is_possessive(after) {
        after += 1;
    }
    (lookup_head(doc, after).is_some()
        || doc
            .hits
            .title(after, doc.lexicon, &[TitleKind::Modifier])
            .is_some_and(|m| lookup_head(doc, m.end).is_some()))
    .then_some(body.tokens)
    .filter(|b| b.end < limit)
}
