//! Persons: titles and names in every order, with what follows the name.

mod after;
mod lead;
mod registry;

use std::ops::Range;

use after::{After, after_name};
use lead::{Lead, lead, plural};
use rapporteur_lexicon::{NameRef, TitleKind, WordClass};
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::{BlockKind, TokenKind};
use registry::{add_office, known_person, make_office, push_person, singular};

use super::all_caps;
use crate::body::body_at;
use crate::document::Annotated;
use crate::entity::{EntityId, Office};
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
        if next > end
            && next < limit
            && let Some((owner, name)) = state_and_name(doc, next)
        {
            let owner = doc.entities.of_name(owner, doc.lexicon);
            let mut own = offices.to_vec();
            for office in &mut own {
                office.represents = owner.or(office.represents);
            }
            push_person(doc, next..name.end, name.clone(), own, None);
            end = name.end;
            continue;
        }
        if next == end || next >= limit || !doc.tokens[next].capital || self::lead(doc, next, limit).is_some() {
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

/// "of Djibouti, Abdourahman Robleh": a state or organisation, and its own person behind a comma.
fn state_and_name(doc: &Annotated<'_>, at: usize) -> Option<(NameRef, std::ops::Range<usize>)> {
    // "of Poland, A, and Thailand, B": the preposition may stand once for all.
    let of = doc.is_text(at, "of");
    let at = at + usize::from(of);
    let at = at + usize::from(doc.is_text(at, "the"));
    let hit =
        doc.hits.name(at).filter(|h| h.strong && matches!(h.to, NameRef::Country(_) | NameRef::Organization(_)))?;
    // "of Djibouti, Mr Robleh": the form of address is no part of the name.
    let address = doc.hits.title(hit.end + 1, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]);
    let name = address.map_or(hit.end + 1, |h| {
        let dot = doc.is_text(h.end, ".") && doc.tokens[h.end].glued;
        h.end + usize::from(dot)
    });
    let end = doc.is_text(hit.end, ",").then(|| name_at(doc, name, Context::Titled)).flatten()?;
    let whole = matches!(hit.to, NameRef::Country(_))
        && (address.is_some() || words_in(doc, name..end) >= 2)
        && (lead::ends_apposition(doc, end) || doc.is_text(end, "and"));
    (of || whole).then_some((hit.to, name..end))
}

/// In an attendee list the label before the name tells for whom it speaks: "Kazakhstan: Mr. …".
fn list_label(doc: &mut Annotated<'_>, i: usize) -> Option<EntityId> {
    let block = doc.sentences[doc.sentence_of(i)?].block;
    let named = |first: usize| {
        // "from the Republic of Norway – Minister X".
        let first = first + usize::from(doc.is_text(first, "from"));
        let first = first + usize::from(doc.is_text(first, "the"));
        doc.hits.name(first).filter(|h| h.strong && is_label(doc, h.end) && h.end < i)
    };
    let own = named(doc.block_tokens[block].start);
    let hit = own.or_else(|| heading_above(doc, block).and_then(|b| named(doc.block_tokens[b].start)))?;
    doc.entities.of_name(hit.to, doc.lexicon)
}

/// Whoever stands under or behind the name of a state or organisation in a list speaks for it, and so do the bodies of his
/// offices that nobody else owns.
fn speak_for_label(doc: &mut Annotated<'_>, i: usize, written: &mut Vec<Office>) {
    // "Egypt: Minister X spoke to Y" over a page is what the page is about.
    let title = doc.blocks.len() == 1 && doc.block_tokens[0].start < i && doc.sentences.len() == 1;
    let Some(owner) = list_label(doc, i).filter(|_| !title) else { return };
    let state = doc.entities.get(owner).country.clone().filter(|_| doc.entities.get(owner).kind == ActorKind::State);
    for office in written.iter_mut() {
        let (Some(state), Some(body)) = (&state, office.represents) else { continue };
        let entity = doc.entities.get_mut(body);
        if entity.kind != ActorKind::Body {
            continue;
        }
        match &entity.country {
            None if entity.part_of.is_none() => entity.country = Some(state.clone()),
            // Another state's ministry of the same name was met before.
            Some(other) if other != state => office.represents = Some(owner),
            _ => {}
        }
    }
    if written.iter().all(|o| o.represents.is_none()) {
        match written.first_mut() {
            Some(office) => office.represents = Some(owner),
            None => written.push(Office { represents: Some(owner), ..Office::default() }),
        }
    }
}

/// Whether a colon, or a dash between spaces, makes a label of what stands before it: "Norway – Mr. Hals".
fn is_label(doc: &Annotated<'_>, i: usize) -> bool {
    let dash = doc.tokens.get(i).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && !t.glued);
    doc.is_text(i, ":") || dash && doc.tokens.get(i + 1).is_some_and(|t| !t.glued && t.capital)
}

/// The short heading with a colon over the lines of a list: "Kazakhstan:", "The delegation of Norway:".
fn heading_above(doc: &Annotated<'_>, block: usize) -> Option<usize> {
    let line = |b: &usize| {
        let tokens = &doc.block_tokens[*b];
        tokens.len() <= LINE && tokens.end.checked_sub(1).is_some_and(|last| !doc.is_text(last, "."))
    };
    let closes = |b: &usize| doc.block_tokens[*b].end.checked_sub(1).is_some_and(|last| doc.is_text(last, ":"));
    line(&block).then_some(())?;
    (0..block).rev().take(LIST).take_while(line).find(closes)
}

/// Tokens of a line of a list of those present, and how many such lines one heading has.
const LINE: usize = 32;
const LIST: usize = 15;

fn in_list(doc: &Annotated<'_>, i: usize) -> bool {
    let b = doc.block_tokens.partition_point(|r| r.end <= i.saturating_sub(1));
    doc.blocks.get(b).is_some_and(|block| block.kind == BlockKind::ListItem)
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

/// A name without any title before it: known from before, or shown by an apposition, a verb or its place in a list.
fn bare(doc: &mut Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    if !doc.tokens[i].capital || all_caps(doc, i) {
        return None;
    }
    if doc.hits.name(i).is_some_and(|h| h.strong && h.end > i + 1) {
        return None;
    }
    if let Some((id, end)) = known_person(doc, i) {
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
    let coordinated =
        i.checked_sub(1).is_some_and(|b| doc.is_text(b, "and") || doc.is_text(b, ",") || doc.is_text(b, "with"))
            && doc.mentions.last().is_some_and(|m| m.kind == MentionKind::Person && m.tokens.end + 2 >= i)
            && !common(doc, i);
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
    let appointed =
        i.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::AppointVerb)) && !common(doc, i);
    let greeted = greeted(doc, i, end);
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
        || (first_item && (shown || doc.is_text(end, ",")))
        || coordinated
        || affiliated
        || held
        || member
        || named_behind(doc, i)
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

/// Whether the word at `i` is an English one, and no given name before a foreign one: "Dirk Lohmann".
fn common(doc: &Annotated<'_>, i: usize) -> bool {
    let family = doc.tokens.get(i + 1).is_some_and(|t| {
        t.kind == TokenKind::Word && t.capital && !doc.lexicon.is(t.word, WordClass::English)
    });
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
            b > n && ["in", "at"].iter().any(|w| doc.is_text(b - n, w)) && (b - n + 1..b).all(|k| {
                doc.tokens[k].capital || doc.is_text(k, ",") || doc.is(k, WordClass::Determiner)
            })
        });
        if let Some(n) = town {
            b -= n;
        } else if b > 1 && (doc.is(b - 1, WordClass::Adverb) || doc.dates.iter().any(|d| d.tokens.contains(&(b - 1)))) {
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

/// "Foreign Ministers of A and B, X and Y, met", "ministers of A and B – X and Y – met": the state that the person named at `i`
/// stands for, by its place in the list.
fn group_member(doc: &Annotated<'_>, i: usize) -> Option<EntityId> {
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
