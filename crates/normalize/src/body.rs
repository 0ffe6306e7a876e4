//! Bodies recognised by their form: "Ministry of X of Y", "State Committee for Z", "CSTO Military Committee".

use std::ops::Range;

use rapporteur_lexicon::{NameRef, WordClass, WordId};
use rapporteur_text::TokenKind;

use crate::document::Annotated;
use crate::name::sentence_end;
use crate::office::region_field;
use crate::place;

/// A body as written.
#[derive(Clone, Debug)]
pub(crate) struct BodyHit {
    /// Its tokens, without article.
    pub(crate) tokens: Range<usize>,
    /// What the name begins with, inside or before it: "OSCE", "Kyrgyz".
    pub(crate) owner: Option<NameRef>,
}

fn domain_word(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.capital
            && (doc.lexicon.is(t.word, WordClass::English)
                || doc.lexicon.is(t.word, WordClass::NotName)
                || rapporteur_text::is_acronym(doc.word(i)))
            && !doc.lexicon.classes.any(
                t.word,
                &[WordClass::Determiner, WordClass::Preposition, WordClass::Pronoun, WordClass::Subordinator],
            )
            && !doc.lexicon.months.contains_key(&t.word)
            && !doc.lexicon.weekdays.contains_key(&t.word)
    })
}

/// The body that begins at token `i`, if a capitalised head noun shows one.
pub(crate) fn body_at(doc: &Annotated<'_>, i: usize) -> Option<BodyHit> {
    // "The Council" at the start of a sentence: the article is no part of the name.
    if doc.is(i, WordClass::Determiner) || doc.is(i, WordClass::Preposition) {
        return None;
    }
    // "Today Security Councils Committee Session": the day is no part of the name.
    if doc.opens_sentence(i) && ["today", "yesterday", "earlier"].iter().any(|w| doc.is_text(i, w)) {
        return None;
    }
    // "the Heads of State and Government of the Union": whose heads they are, and no government of its own.
    if doc.is_text(i, "government") && i > 1 && (doc.is_text(i - 1, "and") || doc.is_text(i - 1, "or")) {
        let state = doc.is_text(i - 2, "state") || doc.is_text(i - 2, "states");
        if state {
            return None;
        }
    }
    // "the ASEAN-Norway Committee" is no body of Norway's.
    if i > 0 && doc.tokens[i - 1].word == WordId::JOINER && doc.tokens[i - 1].glued {
        return None;
    }
    let limit = sentence_end(doc, i).min(i + 30);
    if !doc.hits.body_head_in(i..limit) {
        return None;
    }
    let mut owner = None;
    let mut at = i;
    // A state, organisation or adjective before the rest of the name.
    if let Some(hit) = doc.hits.name(i).filter(|h| h.strong) {
        match hit.to {
            NameRef::Country(_) | NameRef::Demonym(_) | NameRef::Organization(_) => {
                owner = Some(hit.to);
                at = hit.end;
                if doc.is_possessive(at) {
                    at += 1;
                }
                // "CSTO" in "OSCE-CSTO Council" is more than one owner.
                if doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER) {
                    return None;
                }
            }
            _ => {}
        }
    }
    // "Today National Council …" is none either.
    if at == i && doc.is(i, WordClass::Adverb) && doc.is_text(i + 1, ",") {
        return None;
    }
    let first = at;
    let mut head = None;
    let mut strange = 0;
    while at < limit {
        let token = &doc.tokens[at];
        let joiner = token.word == WordId::JOINER
            && token.glued
            && at > first
            && doc.tokens.get(at + 1).is_some_and(|t| t.glued);
        if joiner {
            at += 1;
            continue;
        }
        // "National Women's Law Center", "Children's Rights Committee".
        let people = at > first
            && doc.is_possessive(at)
            && (doc.is(at - 1, WordClass::GroupHead) || ["children", "people"].iter().any(|w| doc.is_text(at - 1, w)))
            && doc.tokens.get(at + 1).is_some_and(|t| t.capital);
        if people && leads_to_head(doc, at + 1, limit) {
            at += 1;
            continue;
        }
        let glued_part = at > first && doc.tokens[at - 1].word == WordId::JOINER;
        if token.kind != TokenKind::Word || !(token.capital || glued_part) {
            // "Centre for X and Y": the conjunction belongs only between capitalised words before a head.
            // "Susan Rice and Gender Policy Council", "Today, National Council": a name or an adverb opens no list of fields.
            let comma = doc.is_text(at, ",");
            let links = (doc.is_text(at, "and") || doc.is_text(at, "&") || comma)
                && at > first
                && strange == 0
                && !(comma && !and_before_head(doc, at + 1, limit))
                && domain_word(doc, at + 1)
                && domain_word(doc, at - 1)
                && head.is_none()
                && leads_to_head(doc, at + 1, limit);
            if links {
                at += 1;
                continue;
            }
            break;
        }
        // "Minister of Gender and Community Development": a field, and no community.
        let attributive = doc.is_text(at, "community") && domain_word(doc, at + 1);
        if doc.is(at, WordClass::BodyHead) && !attributive {
            head = Some(at);
        } else if !domain_word(doc, at) {
            strange += 1;
            if head.is_some() {
                break;
            }
        } else if head.is_some() && !leads_to_head(doc, at, limit) {
            break;
        }
        at += 1;
    }
    let head = head?;
    // "Mr. Karzai Government": a personal name does not open a body's name; one strange word may ("Hedayah Centre").
    let committee = ["committee", "commission", "subcommittee"].iter().any(|w| doc.is_text(head, w));
    let field = doc.is_text(head + 1, "of")
        || doc.is_text(head + 1, "for")
        || committee && doc.is_text(head + 1, "on") && doc.tokens.get(head + 2).is_some_and(|t| t.capital);
    if strange > 2 || (head == i && !field && owner.is_none()) {
        return None;
    }
    let mut end = head + 1;
    // "Committee of Secretaries in Minsk": it met there; "Office in Minsk": it has its seat there.
    let seated = doc.is(head, WordClass::SeatedBody);
    while let Some((after, found)) =
        // "the Government of A on Transport": whose it is closes the name; the rest is what the agreement is about.
        complement(doc, end, limit)
            .filter(|_| seated || !doc.is_text(end, "in") && !doc.is_text(end, "at"))
            .filter(|_| !(doc.is_text(end, "on") && end > head + 1 && owner.is_some()))
            .filter(|(after, _)| !(doc.is_text(end, "of") && another_state(doc, *after)))
    {
        owner = owner.or(found);
        end = after;
    }
    // "the Academy of the General Prosecutor's Office".
    let office = ["office", "administration"].iter().any(|w| doc.is_text(end + 1, w));
    if end > head + 1 && doc.is_possessive(end) && office && doc.tokens.get(end + 1).is_some_and(|t| t.capital) {
        end += 2;
    }
    // "the Maritime Administration and Safety Agency (MASA)": the acronym takes in both.
    if doc.is_text(end, "and")
        && end == head + 1
        && let Some(last) = second_head(doc, end + 1, limit)
        && spells(doc, first, last)
    {
        end = last + 1;
    }
    // "the Organization for Cooperation between Railways (OSJD)": the acronym shows that all of it is the name.
    if doc.is_text(end, "between") {
        let last = (end + 1..limit).find(|&k| !domain_word(doc, k)).unwrap_or(end);
        if last > end + 1 && crate::office::acronym_end(doc, last) > last {
            end = last;
        }
    }
    // "the Council of Heads of Agencies (SORB) of the CIS": whose it is stands behind its acronym.
    let past = crate::office::acronym_end(doc, end);
    if owner.is_none() && past > end && end > head + 1 {
        owner = complement(doc, past, limit).and_then(|(_, found)| found);
    }
    // "the second Strategic Partnership Dialogue": the name of a gathering, not of a body.
    let names_event = doc.tokens.get(end).is_some_and(|t| t.capital)
        && ["dialogue", "summit", "forum", "talks", "consultations"].iter().any(|w| doc.is_text(end, w));
    if names_event && owner.is_none() && end == head + 1 {
        return None;
    }
    // A lone head with nothing else to it ("the Council") is a nominal mention, not a body's name.
    if end == head + 1 && first == head && owner.is_none() {
        return None;
    }
    Some(BodyHit { tokens: i..end, owner })
}

/// The head noun that the capitalised words from `i` on lead to.
fn second_head(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    (i..limit).take_while(|&k| domain_word(doc, k)).find(|&k| doc.is(k, WordClass::BodyHead))
}

/// Whether an acronym in brackets behind `last` begins with the first letter of the name that opens at `first` and ends with that
/// of its last word: "Nigerian Maritime Administration and Safety Agency (NIMASA)".
fn spells(doc: &Annotated<'_>, first: usize, last: usize) -> bool {
    let acronym = if doc.is_text(last + 1, "(") { doc.word(last + 2) } else { return false };
    let opens = |i: usize, letter: Option<char>| letter.is_some_and(|c| doc.word(i).starts_with(c));
    let mut names = (first.saturating_sub(2)..=first).filter(|&i| doc.tokens[i].capital);
    rapporteur_text::is_acronym(acronym)
        && acronym.len() > 2
        && opens(last, acronym.chars().last())
        && names.any(|i| opens(i, acronym.chars().next()))
}

/// "the Joint Commission of Norway and Ghana": a second state behind the first, joined to it: the body is nobody's alone.
fn another_state(doc: &Annotated<'_>, after: usize) -> bool {
    if !(doc.is_text(after, "and") || doc.is_text(after, ",")) {
        return false;
    }
    let next = if doc.is(after + 1, WordClass::Determiner) { after + 2 } else { after + 1 };
    let state = |k: usize| doc.hits.name(k).filter(|h| h.strong && matches!(h.to, NameRef::Country(_)));
    let first = (after.saturating_sub(6)..after).any(|k| state(k).is_some_and(|h| h.end == after));
    let comma = doc.is_text(after, ",");
    first && state(next).is_some_and(|h| !comma || doc.is_text(h.end, "and") && state(h.end + 1).is_some())
}

/// "Prosecutor General's Office", "Prime Minister's Office of Norway": the body named after the office of its head.
pub(crate) fn holders_office(doc: &Annotated<'_>, i: usize) -> Option<BodyHit> {
    let office = |k: usize| doc.hits.title(k, doc.lexicon, &[rapporteur_lexicon::TitleKind::Office]);
    // "Republic Public Prosecutor's Office".
    let kind = doc.tokens[i].capital && doc.is(i, WordClass::English) && !doc.is(i, WordClass::Determiner);
    let title = office(i).or_else(|| office(i + 1).filter(|_| kind && doc.tokens[i + 1].capital))?;
    let noun = title.end + 1;
    let office = ["office", "administration", "secretariat", "bureau"].iter().any(|w| doc.is_text(noun, w));
    if !doc.tokens[i].capital || !doc.is_possessive(title.end) || !office || !doc.tokens[noun].capital {
        return None;
    }
    let end = noun + 1;
    let limit = sentence_end(doc, i);
    let (end, owner) = complement(doc, end, limit).filter(|(_, owner)| owner.is_some()).unwrap_or((end, None));
    Some(BodyHit { tokens: i..end, owner })
}

/// Whether an "and" stands between `i` and the next head noun: "Defence, Security and Intelligence Committee".
fn and_before_head(doc: &Annotated<'_>, i: usize, limit: usize) -> bool {
    let head = (i..limit).find(|&k| doc.is(k, WordClass::BodyHead) && doc.tokens[k].capital);
    head.is_some_and(|head| (i..head).any(|k| doc.is_text(k, "and") || doc.is_text(k, "&")))
}

/// Whether capitalised words from `i` on lead to a head noun.
fn leads_to_head(doc: &Annotated<'_>, i: usize, limit: usize) -> bool {
    let mut at = i;
    while at < limit {
        if doc.is(at, WordClass::BodyHead) && doc.tokens[at].capital {
            return true;
        }
        let joins = doc.tokens[at].word == WordId::JOINER || (doc.is_text(at, "and") && at > i) || doc.is_text(at, "&");
        if !joins && !domain_word(doc, at) {
            return false;
        }
        at += 1;
    }
    false
}

/// A complement after the head: "of Foreign Affairs", "for National Security", "in Tajikistan", "to the Republic of X".
/// Returns where it ends, and the state or organisation named in it.
fn complement(doc: &Annotated<'_>, at: usize, limit: usize) -> Option<(usize, Option<NameRef>)> {
    let preposition = ["of", "for", "on", "in", "to", "against", "under", "at"]
        .iter()
        .find(|p| doc.is_text(at, p) && !doc.tokens[at].capital)?;
    let mut i = at + 1;
    while doc.is_text(i, "the") {
        i += 1;
    }
    if i >= limit {
        return None;
    }
    // "the Security Council under the President of the Republic of X".
    if *preposition == "under"
        && let Some(office) = crate::office::office_at(doc, i).filter(|o| !o.plural && o.tokens.end <= limit)
    {
        let owner = office.owners.iter().find_map(|o| match o {
            crate::office::Owner::Name(name) => Some(*name),
            _ => None,
        });
        return Some((office.tokens.end, owner));
    }
    if let Some(hit) = doc.hits.name(i) {
        match hit.to {
            NameRef::Country(_) => {
                return matches!(*preposition, "of" | "in" | "to" | "for").then_some((hit.end, Some(hit.to)));
            }
            NameRef::Organization(_) => {
                let longer = (*preposition == "of" || *preposition == "to")
                    .then(|| body_at(doc, i))
                    .flatten()
                    .filter(|b| b.tokens.end > hit.end);
                return match longer {
                    Some(b) => Some((b.tokens.end, b.owner)),
                    None => matches!(*preposition, "of" | "to" | "at" | "under").then_some((hit.end, Some(hit.to))),
                };
            }
            // "Federation of Indian Chambers of Commerce".
            NameRef::Demonym(_) if *preposition == "of" && domain_word(doc, hit.end) && body_at(doc, i).is_none() => {
                let end = (hit.end..limit).find(|&k| !domain_word(doc, k)).unwrap_or(limit);
                return Some((end, Some(hit.to)));
            }
            // "Programme for Central Asia", "Contact Group of Ministers of the Central Asian states".
            NameRef::Region(_) if hit.strong && doc.tokens[i].capital && !domain_word(doc, hit.end) => {
                let states = ["states", "countries", "republics"].iter().any(|w| doc.is_text(hit.end, w));
                // "Department of Asia, Africa and Pacific".
                let mut end = hit.end;
                while doc.is_text(end, ",") || doc.is_text(end, "and") {
                    let next = end + 1 + usize::from(doc.is_text(end + 1, "and") || doc.is_text(end + 1, "the"));
                    match doc.hits.name(next).filter(|h| matches!(h.to, NameRef::Region(_)) && h.end <= limit) {
                        Some(more) => end = more.end,
                        None => break,
                    }
                }
                return Some((end + usize::from(states && end == hit.end), None));
            }
            _ => {}
        }
    }
    if matches!(*preposition, "in" | "to" | "at") {
        return place::at(doc, i).filter(|p| p.strong || *preposition == "in").map(|p| (p.tokens.end, None));
    }
    if *preposition == "of"
        && let Some(b) = body_at(doc, i)
    {
        return Some((b.tokens.end, b.owner));
    }
    // "the University of Sarajevo": the town it is in, which is no English word.
    let school = at > 0 && ["university", "municipality"].iter().any(|w| doc.is_text(at - 1, w));
    if *preposition == "of" && school && !domain_word(doc, i) {
        return place::at(doc, i).filter(|p| p.city.is_some()).map(|p| (p.tokens.end, None));
    }
    // Fields of competence: "Foreign Affairs", "Transport, Communications and High Technologies".
    let mut end = i;
    let mut k = i;
    while k < limit {
        let token = &doc.tokens[k];
        if token.word == WordId::JOINER && token.glued && doc.tokens.get(k + 1).is_some_and(|t| t.glued) {
            k += 1;
            continue;
        }
        let glued_part = k > i && doc.tokens[k - 1].word == WordId::JOINER;
        // "Department of Housing and Urban Development Secretary X": the title belongs to the name.
        let titled = k > i
            && doc
                .hits
                // "the Committee for National Security Major-General X": so does a rank.
                .title(k, doc.lexicon, &[rapporteur_lexicon::TitleKind::Office, rapporteur_lexicon::TitleKind::Rank])
                .is_some_and(|h| crate::name::name_at(doc, h.end, crate::name::Context::Titled).is_some());
        if titled {
            break;
        }
        if domain_word(doc, k)
            || k > i && (science(doc, k) || region_field(doc, k))
            || (glued_part && token.kind == TokenKind::Word)
        {
            // A title opens the next phrase: "Minister of Energy President X" does not occur, "… Affairs Minister" does not either.
            k += 1;
            end = k;
        } else if k > i
            && (doc.is_text(k, ",") || doc.is_text(k, "and") || doc.is_text(k, "&"))
            && (domain_word(doc, k + 1) || science(doc, k + 1) || region_field(doc, k + 1))
            && !named_owner(doc, k + 1)
            // "the Department of Justice and USAID": another organisation.
            && !doc.hits.name(k + 1).is_some_and(|h| h.strong && matches!(h.to, NameRef::Organization(_)))
            && list_goes_on(doc, k, limit)
        {
            k += 1;
        } else {
            break;
        }
    }
    (end > i).then_some((end, None))
}

/// After a comma in a list of competences another "and" must follow before anything else: ", X and Y".
fn list_goes_on(doc: &Annotated<'_>, at: usize, limit: usize) -> bool {
    if !doc.is_text(at, ",") {
        // "Ministers of Defence and President X": what follows "and" must not be a title or another body.
        // But "Foreign and Community Relations" is one.
        return (!doc.is(at + 1, WordClass::BodyHead) || domain_word(doc, at + 2))
            && doc.hits.title(at + 1, doc.lexicon, &[rapporteur_lexicon::TitleKind::Office]).is_none();
    }
    let mut k = at + 1;
    while k < limit && (domain_word(doc, k) || science(doc, k) || doc.tokens[k].word == WordId::JOINER) {
        k += 1;
    }
    doc.is_text(k, "and") && (domain_word(doc, k + 1) || science(doc, k + 1))
}

/// "Geodesy", "Cartography", "Hydrometeorology": a field that no list of words has, by its ending.
fn science(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    let capital = doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    capital
        && !doc.is(i, WordClass::GivenWord)
        && ["graphy", "logy", "desy", "metry", "nomy", "culture", "istics"].iter().any(|end| word.ends_with(end))
}

/// "the Institute of Diplomacy and NATO's Division": whose the next one is.
fn named_owner(doc: &Annotated<'_>, i: usize) -> bool {
    doc.hits.name(i).is_some_and(|h| {
        h.strong && matches!(h.to, NameRef::Organization(_) | NameRef::Country(_)) && doc.is_possessive(h.end)
    })
}
