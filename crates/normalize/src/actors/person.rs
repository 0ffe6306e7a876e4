//! Persons: titles and names in every order, with what follows the name.

mod after;
mod bare;
mod label;
mod lead;
mod registry;

use std::ops::Range;

use after::{After, after_name};
use bare::{bare, group_member};
use label::speak_for_label;
use lead::{Lead, lead, plural};
use rapporteur_lexicon::{NameRef, TitleKind, WordClass};
use rapporteur_text::TokenKind;
use registry::{make_office, push_person, singular};

use super::all_caps;
use crate::body::body_at;
use crate::document::Annotated;
use crate::entity::Office;
use crate::mention::{Mention, MentionKind};
use crate::name::{Context, name_at};
use crate::office::OfficeHit;

/// Adds the person (or office) that begins at `i`; returns where to go on.
pub(super) fn at(doc: &mut Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let lead = lead(doc, i, limit);
    if let Some(lead) = lead {
        let context = Context::Titled;
        // "the Staff Officers Course": people who name an event.
        let event = doc.tokens.get(lead.end).is_some_and(|t| doc.lexicon.event_nouns.contains_key(&t.word));
        if event && lead.end > i && doc.word(lead.end - 1).ends_with('s') && !doc.is_text(lead.end + 1, ",") {
            return None;
        }
        // The name of the next line is somebody else's, unless a form of address leads over to it: "H.E. Mdm." ends no sentence.
        let name =
            (lead.end < limit || lead.addressed).then(|| name_at(doc, lead.end, context)).flatten().filter(|&end| {
                // After a comma a name must be long or addressed, or it is the next item of a list.
                !lead.comma
                    || lead.addressed
                    || words_in(doc, lead.end..end) >= 2 && name_at(doc, lead.end, Context::Bare).is_some()
            });
        if let Some(name_end) = name {
            let peer = peerage(doc, lead.end, name_end, limit);
            let end = with_name(doc, i, lead, name_end, limit);
            // The mention covers the seat, so that the verb behind it finds its subject.
            if let Some(seat) = peer.filter(|&seat| seat > end)
                && let Some(mention) = doc.mentions.last_mut().filter(|m| m.tokens.end == end)
            {
                mention.tokens.end = seat;
                return Some(seat);
            }
            return Some(end);
        }
        if let Some(office) = lead.offices.first().cloned() {
            return without_name(doc, i, &office);
        }
        return None;
    }
    bare(doc, i, limit)
}

/// Past the seat of a peer: "Lord Hals of Lakeside", "Baroness Berg of Northwood".
fn peerage(doc: &Annotated<'_>, name: usize, end: usize, limit: usize) -> Option<usize> {
    let before = name.checked_sub(1)?;
    let peer = doc.is(before, WordClass::PeerWord);
    let seat = doc.is_text(end, "of")
        && end + 1 < limit
        && doc.tokens.get(end + 1).is_some_and(|t| t.capital && t.kind == TokenKind::Word)
        && !doc.hits.name(end + 1).is_some_and(|h| h.strong);
    (peer && seat).then_some(end + 2)
}

fn words_in(doc: &Annotated<'_>, range: Range<usize>) -> usize {
    range.filter(|&k| doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital).count()
}

/// Finishes a person with a lead and a name.
fn with_name(doc: &mut Annotated<'_>, start: usize, lead: Lead, name_end: usize, limit: usize) -> usize {
    let name = lead.end..name_end;
    let mut offices: Vec<OfficeHit> = lead.offices.clone();
    if !lead.joined {
        // In a chain "Chairman of A, President of B Name" the office next to the name comes first.
        offices.reverse();
    }
    let mut written: Vec<Office> = offices.iter().map(|o| make_office(doc, o)).collect();
    written.iter_mut().for_each(|office| singular(doc, office));
    let (end, after) = after_name(doc, name_end, limit, !offices.is_empty());
    let mut country = None;
    for piece in after {
        match piece {
            After::Of(owner) => country = country.or(Some(owner)),
            After::Office(hit, owner) => {
                let mut office = make_office(doc, &hit);
                if let Some(owner) = owner {
                    office.represents = Some(owner);
                }
                written.push(office);
            }
        }
    }
    if let Some(owner) = country {
        if written.is_empty() {
            written.push(Office { represents: Some(owner), ..Office::default() });
        } else if let Some(office) = written.iter_mut().find(|o| o.represents.is_none()) {
            office.represents = Some(owner);
        }
    }
    // "Foreign Minister of X, Sheikh Y", "Prince Y, Minister of Z": what he does before what he is called.
    if written.len() > 1 {
        let courtesy = |o: &Office| doc.lexicon.is(doc.lexicon.words.get(&o.head), WordClass::CourtesyTitle);
        written.sort_by_key(|o| courtesy(o));
    }
    speak_for_label(doc, start, &mut written);
    // "Defence ministers of A and B – Colonel General X and Y –": a rank alone says nothing of the state.
    let rank = doc.hits.title(start, doc.lexicon, &[TitleKind::Rank]).is_some();
    if written.is_empty()
        && rank
        && let Some(owner) = group_member(doc, start)
    {
        written.push(Office { represents: Some(owner), ..Office::default() });
    }
    let shared = plural(&lead).then(|| written.clone());
    // "the Presidents of A (X) and B (Y)".
    let end = end + usize::from(shared.is_some() && doc.is_text(name.start - 1, "(") && doc.is_text(end, ")"));
    push_person(doc, start..end, name, written, lead.gender);
    match shared {
        Some(offices) => sharers(doc, end, limit, &offices),
        None => end,
    }
}

/// "Presidents A of X and B of Y", "Senators A, B, and C": the others who share a plural title. Returns where the list ends.
fn sharers(doc: &mut Annotated<'_>, from: usize, limit: usize, offices: &[Office]) -> usize {
    let mut end = from;
    loop {
        let mut next = end;
        while next < limit && (doc.is_text(next, ",") || doc.is_text(next, "and") || doc.is_text(next, "&")) {
            next += 1;
        }
        // "…, of Djibouti, B, and of Somalia, C".
        let other = past_links(doc, end);
        if other > end
            && other < limit
            && let Some((owner, name)) = state_and_name(doc, other)
        {
            let owner = doc.entities.of_name(owner, doc.lexicon);
            let mut own = offices.to_vec();
            for office in &mut own {
                office.represents = owner.or(office.represents);
            }
            let bracket = doc.is_text(name.start - 1, "(") && doc.is_text(name.end, ")");
            end = name.end + usize::from(bracket);
            push_person(doc, other..end, name, own, None);
            continue;
        }
        if next == end || next >= limit || !doc.tokens[next].capital || self::lead(doc, next, limit).is_some() {
            return end;
        }
        // "Senators A and B, Mississippi Congressman C": whose the next one is.
        let owner_of_next = crate::place::at(doc, next)
            .filter(|p| p.strong && p.tokens.end < limit)
            .is_some_and(|p| self::lead(doc, p.tokens.end, limit).is_some());
        if owner_of_next {
            return end;
        }
        // "defence ministers of Armenia X, Belarus Y and Chad Z": the state before the name is whose minister he is.
        let state = doc
            .hits
            .name(next)
            .filter(|h| h.strong && matches!(h.to, NameRef::Country(_) | NameRef::Organization(_)))
            .filter(|h| name_at(doc, h.end, Context::Titled).is_some());
        let start = state.map_or(next, |h| h.end);
        let Some(name_end) = name_at(doc, start, Context::Titled) else { return end };
        if body_at(doc, next).is_some_and(|b| b.tokens.end > name_end) {
            return end;
        }
        let (after_end, after) = after_name(doc, name_end, limit, true);
        let owner = after.iter().find_map(|a| match a {
            After::Of(owner) => Some(*owner),
            After::Office(..) => None,
        });
        let owner = owner.or(state.and_then(|h| doc.entities.of_name(h.to, doc.lexicon)));
        let mut own = offices.to_vec();
        for office in &mut own {
            office.represents = owner.or(office.represents);
        }
        push_person(doc, next..after_end, start..name_end, own, None);
        end = after_end;
    }
}

/// Past what stands between two of a list: "; and", "),".
fn past_links(doc: &Annotated<'_>, at: usize) -> usize {
    let link = |&k: &usize| [",", ";", ")", "and", "&"].iter().any(|w| doc.is_text(k, w));
    at + (at..at + 3).take_while(link).count()
}

/// Past a form of address: "Mr.", "H.E. Dr", "General".
fn past_address(doc: &Annotated<'_>, at: usize) -> usize {
    let address = doc.hits.title(at, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]);
    address.map_or(at, |h| h.end + usize::from(doc.is_text(h.end, ".") && doc.tokens[h.end].glued))
}

/// "of Djibouti, Abdourahman Robleh", "Somalia (Ali Nur)": a state or organisation, and its own person behind a comma or in brackets.
fn state_and_name(doc: &Annotated<'_>, at: usize) -> Option<(NameRef, std::ops::Range<usize>)> {
    // "of Poland, A, and Thailand, B": the preposition may stand once for all.
    let of = doc.is_text(at, "of");
    let at = at + usize::from(of);
    let at = at + usize::from(doc.is_text(at, "the"));
    let hit =
        doc.hits.name(at).filter(|h| h.strong && matches!(h.to, NameRef::Country(_) | NameRef::Organization(_)))?;
    // "of Djibouti, Mr Robleh": the form of address is no part of the name.
    let name = past_address(doc, hit.end + 1);
    let opens = doc.is_text(hit.end, ",") || doc.is_text(hit.end, "(");
    let end = opens.then(|| name_at(doc, name, Context::Titled)).flatten()?;
    let whole = matches!(hit.to, NameRef::Country(_))
        && (name > hit.end + 1 || words_in(doc, name..end) >= 2)
        && (lead::ends_apposition(doc, end) || doc.is_text(end, "and"));
    (of || whole).then_some((hit.to, name..end))
}

/// An office without a name: kept when it is written with a capital or determined, to be resolved later.
fn without_name(doc: &mut Annotated<'_>, start: usize, hit: &OfficeHit) -> Option<usize> {
    if hit.plural || all_caps(doc, start) {
        return None;
    }
    let capital = doc.tokens[hit.head.start].capital;
    let before = start.checked_sub(1);
    let determined =
        before.is_some_and(|b| doc.is(b, WordClass::Determiner) || doc.is_possessive(b)) || !hit.owners.is_empty();
    if !capital && !determined {
        return None;
    }
    let indefinite = before.is_some_and(|b| {
        doc.is_text(b, "a")
            || doc.is_text(b, "an")
            || doc.is_text(b, "any")
            || doc.is_text(b, "no")
            || doc.is_text(b, "each")
    });
    if indefinite {
        return Some(hit.tokens.end);
    }
    let office = make_office(doc, hit);
    let mut mention = Mention::new(MentionKind::Office, hit.tokens.clone());
    mention.office = Some(office);
    doc.mentions.push(mention);
    Some(hit.tokens.end)
}
