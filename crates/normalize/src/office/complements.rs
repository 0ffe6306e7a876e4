//! What follows an office: "of Foreign Affairs of Kazakhstan", "to the United Nations", "for Central Asia".

use std::ops::Range;

use rapporteur_lexicon::{NameRef, TitleKind, WordClass};
use rapporteur_text::TokenKind;

use super::field::{comma_list, field_end, numbered, region_field};
use super::{Owner, acronym_end, lookup_domain_head, lookup_head};
use crate::body::body_at;
use crate::document::Annotated;

/// Everything after the head that belongs to the office.
pub(super) fn complements(doc: &Annotated<'_>, head: &Range<usize>, limit: usize) -> (usize, Vec<Owner>) {
    let mut end = head.end;
    let mut owners = Vec::new();
    // "Ambassador Extraordinary and Plenipotentiary", "Secretary-designate".
    while let Some(hit) = doc.hits.title(end, doc.lexicon, &[TitleKind::Modifier]).filter(|_| doc.tokens[end].capital) {
        let next = hit.end;
        if doc.is_text(next, "and") && doc.hits.title(next + 1, doc.lexicon, &[TitleKind::Modifier]).is_some() {
            end = next + 1;
        } else {
            end = next;
        }
    }
    // "Minister of Foreign Affairs and Expatriates": a head that names a field may go on with another.
    if head.clone().any(|k| doc.is_text(k, "of") || doc.is_text(k, "for"))
        && (doc.is_text(end, "and") || doc.is_text(end, "&") || doc.is_text(end, ",") && comma_list(doc, end, limit))
        && doc.tokens.get(end + 1).is_some_and(|t| t.capital)
        && (doc.is(end + 1, WordClass::English)
            || region_field(doc, end + 1)
            // "Minister of Science and ICT".
            || rapporteur_text::is_acronym(doc.word(end + 1)) && doc.hits.name(end + 1).is_none())
        && lookup_head(doc, end + 1).is_none()
        && lookup_domain_head(doc, end + 1, limit).is_none()
        && body_at(doc, end + 1).is_none()
        && doc.hits.title(end + 1, doc.lexicon, &[TitleKind::Modifier]).is_none()
    {
        end = field_end(doc, end + 1, limit).max(end);
    }
    // "Minister of Defence and National Service of Tanzania Dr X": a field that reads like a body, before the name.
    if head.clone().any(|k| doc.is_text(k, "of") || doc.is_text(k, "for"))
        && doc.is_text(end, "and")
        && lookup_head(doc, end + 1).is_none()
        && let Some(body) = body_at(doc, end + 1)
        && let Some(state) = (end + 2..body.tokens.end)
            .filter(|&k| doc.is_text(k - 1, "of"))
            .find_map(|k| doc.hits.name(k).filter(|h| h.end == body.tokens.end && matches!(h.to, NameRef::Country(_))))
        && person_begins(doc, body.tokens.end)
    {
        owners.push(Owner::Name(state.to));
        return (body.tokens.end, owners);
    }
    // "Commander Turkish Land Forces, General X": no "of" before what he commands.
    if let Some((unit, state)) = commanded(doc, head, limit) {
        owners.extend(state.map(Owner::Name));
        return (unit, owners);
    }
    // "the European Union Special Representative (EUSR) for Central Asia".
    let past = acronym_end(doc, end);
    if past > end && ["of", "for", "to", "on"].iter().any(|w| doc.is_text(past, w)) {
        end = past;
    }
    while end < limit {
        let of = ["of", "for", "to", "on", "in", "at", "with", "under"]
            .iter()
            .find(|p| doc.is_text(end, p) && !doc.tokens[end].capital);
        let Some(of) = of else { break };
        let mut i = end + 1;
        // "informed the Secretary-General of her Government's intention": what follows is somebody else's.
        if ["his", "her", "their", "its", "our", "my"].iter().any(|w| doc.is_text(i, w)) {
            break;
        }
        while doc.is(i, WordClass::Determiner) && !doc.tokens[i].capital {
            i += 1;
        }
        // "Chairperson of the parliamentary Committee on Security": over one adjective.
        let adjective = doc.tokens.get(i).is_some_and(|t| !t.capital && t.kind == TokenKind::Word)
            && doc.is(i, WordClass::English)
            && !doc.is(i, WordClass::Preposition);
        if adjective && *of == "of" && body_at(doc, i + 1).is_some() {
            i += 1;
        }
        if i >= limit {
            break;
        }
        let named = doc
            .hits
            .name(i)
            .filter(|h| h.strong || matches!(h.to, NameRef::Organization(_)) && crate::actors::usable(doc, i));
        if let Some(body) = body_at(doc, i).filter(|b| named.is_none_or(|n| b.tokens.end > n.end))
            && (*of != "in" && *of != "at"
                || crate::name::name_at(doc, body.tokens.end, crate::name::Context::Bare).is_some())
        {
            end = body.tokens.end;
            // "(RATS)" after the body.
            if doc.is_text(end, "(") && doc.is_text(end + 2, ")") && doc.tokens[end + 1].capital {
                end += 3;
            }
            // "Head of the Office of President X": X is the one served.
            let last = body.tokens.end - 1;
            let served = last > i
                && doc.is_text(last - 1, "of")
                && lookup_head(doc, last)
                    .is_some_and(|h| h.end == last + 1 && doc.lexicon.facts.titles[h.title].level == Some(1));
            // "Ambassador to X" speaks to X, not for it.
            if *of != "to" {
                owners.push(Owner::Body(body.tokens));
            }
            if served && let Some(name) = crate::name::name_at(doc, end, crate::name::Context::Bare) {
                end = name;
            }
            continue;
        }
        // "Commander of the Sughd regional department of the Tajik border troops": units without a name of their own.
        if *of == "of"
            && let Some(unit) = unit_end(doc, i, limit)
        {
            owners.extend(named.map(|h| h.to).filter(|n| matches!(n, NameRef::Demonym(_))).map(Owner::Name));
            end = unit;
            continue;
        }
        if let Some(hit) = named {
            match hit.to {
                // "Head of Cabinet to European Commission President X": X is the one served.
                NameRef::Organization(_)
                    if ["to", "for", "of"].contains(of)
                        && !doc.is_text(i - 1, "the")
                        && doc.tokens[i].capital
                        && lookup_head(doc, hit.end).is_some_and(|h| {
                            crate::name::name_at(doc, h.end, crate::name::Context::Bare).is_some()
                        }) =>
                {
                    let head_end = lookup_head(doc, hit.end).map_or(hit.end, |h| h.end);
                    owners.push(Owner::Name(hit.to));
                    end = crate::name::name_at(doc, head_end, crate::name::Context::Bare).unwrap_or(head_end);
                    continue;
                }
                NameRef::Country(_) | NameRef::Organization(_) => {
                    // "thanked the minister for Poland's leadership": what he is thanked for.
                    if *of == "for" && doc.is_possessive(hit.end) && !doc.tokens[head.start].capital {
                        break;
                    }
                    // "Special Envoy for Yemen" speaks to it as well.
                    let about = *of == "to" || *of == "for" && matches!(hit.to, NameRef::Country(_));
                    let list = places_end(doc, hit.end);
                    // "Director of the Office of Ukraine, Moldova, and Belarus Affairs".
                    let affairs = list > hit.end && doc.is_text(list, "affairs");
                    if !about && !affairs {
                        owners.push(Owner::Name(hit.to));
                    }
                    end = if *of == "for" || affairs { list + usize::from(affairs) } else { hit.end };
                    // "State Secretary at the Ministry of Foreign Affairs and European Integration X".
                    if doc.is_text(end, "and")
                        && doc.tokens.get(end + 1).is_some_and(|t| t.capital)
                        && lookup_head(doc, end + 1).is_none()
                        && body_at(doc, end + 1).is_none()
                    {
                        let field = field_end(doc, end + 1, limit);
                        let name = field > end + 1 && field < limit;
                        if name && crate::name::name_at(doc, field, crate::name::Context::Bare).is_some() {
                            end = field;
                        }
                    }
                    // "president of the Red Cross (ICRC), X".
                    end = acronym_end(doc, end);
                    // "Head of the UNODC office X".
                    if ["office", "mission", "delegation", "secretariat"].iter().any(|w| doc.is_text(end, w))
                        && doc.tokens.get(end + 1).is_some_and(|t| t.capital)
                        && crate::name::name_at(doc, end + 1, crate::name::Context::Titled).is_some()
                    {
                        end += 1;
                    }
                    // Bodies and offices of a state in the possessive: "of Japan's National Security Secretariat".
                    if doc.is_possessive(end) {
                        if let Some(body) = body_at(doc, end + 1) {
                            end = body.tokens.end;
                        } else {
                            // "…of Kazakhstan's delegation": not part of the office.
                            break;
                        }
                    }
                    // "Presidents of A and B" is a plural and not handled as one person.
                    continue;
                }
                NameRef::Region(_) => {
                    // "for the Middle East and North Africa", "for West Africa and the Sahel", "for Russia, Ukraine, and Eurasia".
                    let list = places_end(doc, hit.end);
                    if list > hit.end {
                        end = list;
                        continue;
                    }
                    // "Governor of the Balkan region": a province that bears the name.
                    if doc.is(hit.end, WordClass::PlaceNoun) && *of == "of" {
                        end = hit.end + 1;
                        continue;
                    }
                    // "Assistant Secretary for Asian and Pacific Affairs": a field, whatever it is named after.
                    let field = if doc.tokens[i].capital { field_end(doc, i, limit) } else { i };
                    end = field.max(hit.end);
                    continue;
                }
                // "Chief of Staff to the Colombian President".
                NameRef::Demonym(_) if *of == "to" && lookup_head(doc, hit.end).is_some() => {
                    let head_end = lookup_head(doc, hit.end).map_or(hit.end, |h| h.end);
                    owners.push(Owner::Name(hit.to));
                    end = head_end;
                    continue;
                }
                // "head of the Uzbek delegation".
                NameRef::Demonym(_) if *of == "of" && doc.is(hit.end, WordClass::DelegationNoun) => {
                    owners.push(Owner::Name(hit.to));
                    end = hit.end + 1;
                    continue;
                }
                NameRef::Demonym(_) if *of == "of" => {
                    if let Some(body) = body_at(doc, i) {
                        end = body.tokens.end;
                        owners.push(Owner::Body(body.tokens));
                        continue;
                    }
                }
                _ => {}
            }
        }
        // Another office inside: "Special Representative of the Secretary-General", "Deputy Chairman of the Cabinet".
        if (*of == "of" || *of == "to")
            && let Some(inner) = lookup_head(doc, i).filter(|_| doc.tokens[i].capital)
        {
            let (inner_end, found) = complements(doc, &(i..inner.end), limit);
            // "of the President of the European Commission", where the whole is a title in the lexicon.
            let named = (i..inner.end).find_map(|k| {
                let hit = doc.hits.name(k).filter(|h| h.strong && h.end <= inner.end)?;
                matches!(hit.to, NameRef::Organization(_) | NameRef::Country(_)).then_some(Owner::Name(hit.to))
            });
            let named = named.filter(|_| found.is_empty());
            owners.extend(found.into_iter().chain(named));
            end = inner_end;
            // "State Secretary to Prime Minister X of Sweden": the name belongs to the one served; "Chief of Staff to the
            // Colombian President X": to the one who serves.
            // "Chief Economic Advisor of Chancellor X": the name is that of the one served, too.
            let served = *of == "of"
                && inner_end == inner.end
                && doc.lexicon.facts.titles[inner.title].level.is_some_and(|l| l == 1);
            if (*of == "to" || served)
                && !doc.is_text(i - 1, "the")
                && let Some(name_end) = crate::name::name_at(doc, end, crate::name::Context::Bare)
            {
                end = name_end;
            }
            continue;
        }
        // "Representative of the President in Osh region X": where the office is held, before a name.
        if (*of == "in" || *of == "of")
            && let Some(place) = crate::place::at(doc, i)
            && doc.is(place.tokens.end, WordClass::PlaceNoun)
            && (crate::name::name_at(doc, place.tokens.end + 1, crate::name::Context::Bare).is_some()
                || doc.is_text(place.tokens.end + 1, "of"))
        {
            end = place.tokens.end + 1;
            continue;
        }
        // "Ambassador of Norway to the Kingdom X": to the state that everybody knows.
        let realm = *of == "to" && doc.tokens[i].capital && doc.is(i, WordClass::RealmNoun);
        let named = person_begins(doc, i + 1) || doc.is_text(i + 1, ",") && person_begins(doc, i + 2);
        if realm && !doc.is_text(i + 1, "of") && named {
            end = i + 1;
            continue;
        }
        // Fields: "of Foreign Affairs", "for Security and Cooperation", "of public security".
        // "the Governor of Adjara Mr. X": a name that is not known, before a form of address.
        if let Some(address) = before_address(doc, i, limit).filter(|_| *of == "of") {
            end = address;
            break;
        }
        // "for cooperation in the sphere of security": the field of a field.
        let sphere =
            *of == "in" && ["sphere", "field", "area"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "of");
        if sphere && let Some(field) = Some(field_end(doc, i + 2, limit)).filter(|&field| field > i + 2) {
            end = field;
            continue;
        }
        // "of the 1st Infantry Brigade": the number belongs to the name.
        let from = if numbered(doc, i) { i + 1 } else { i };
        let field = field_end(doc, from, limit);
        if field == from || *of == "to" || (*of == "in" && !doc.tokens[i].capital) {
            break;
        }
        // "for the Caucasus, Moldova and Belarus": the first of the list is no name of the lexicon.
        end = if *of == "for" { places_end(doc, field) } else { field };
    }
    // "for Russia, Eastern Partnership, Central Asia and OSCE, Mr. X": behind the whole list.
    if (head.end..=end).any(|k| doc.is_text(k, "for")) {
        let listed = (end..limit.min(end + 16)).filter(|&k| doc.is_text(k, ",")).find(|&c| {
            (end + 1..c).all(|k| doc.tokens[k].capital || doc.is_text(k, ",") || doc.is_text(k, "and"))
                && c > end + 1
                && doc.hits.title(c + 1, doc.lexicon, &[TitleKind::Honorific]).is_some_and(|h| {
                    let dot = usize::from(doc.is_text(h.end, "."));
                    crate::name::name_at(doc, h.end + dot, crate::name::Context::Titled).is_some()
                })
        });
        if let Some(comma) = listed {
            return (comma, owners);
        }
    }
    // "Special Envoy of Canada for the Rohingya crisis, Mr X": what the office is for, before a form of address.
    if ["for", "on"].iter().any(|w| doc.is_text(end, w)) {
        let comma = (end + 2..limit.min(end + 8)).find(|&k| doc.is_text(k, ","));
        let plain = comma.is_some_and(|c| {
            (end + 1..c).all(|k| {
                doc.tokens[k].kind == TokenKind::Word && !doc.is(k, WordClass::Verb) && !doc.is(k, WordClass::Be)
            }) && (doc
                .hits
                .title(c + 1, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                .is_some_and(|h| doc.tokens.get(h.end).is_some_and(|t| t.capital || doc.is_text(h.end, ".")))
                // "Special Envoy for the Indian Ocean, Amadou Seck, and": a name in commas.
                || crate::name::name_at(doc, c + 1, crate::name::Context::Bare).is_some_and(|name| {
                    name >= c + 3 && matches!(doc.word(name), "," | "." | ";" | "and")
                }))
        });
        if let Some(comma) = comma.filter(|_| plain) {
            end = comma;
        }
    }
    // "Minister of Defence Kyrgyzstan X": a state without its preposition between a complete office and a name.
    if owners.is_empty()
        && (head.start..end).any(|k| doc.is_text(k, "of"))
        && let Some(hit) = doc.hits.name(end).filter(|h| h.strong && matches!(h.to, NameRef::Country(_)))
        && crate::name::name_at(doc, hit.end, crate::name::Context::Bare).is_some()
    {
        owners.push(Owner::Name(hit.to));
        end = hit.end;
    }
    (past_residence(doc, end), owners)
}

/// Past a bracket that tells where an envoy lives, before the name: "Ambassador of X to Y (with residence in Z) Name".
fn past_residence(doc: &Annotated<'_>, end: usize) -> usize {
    let close = (end + 2..end + 9).find(|&k| doc.is_text(k, ")")).filter(|_| doc.is_text(end, "("));
    let lives = |k: usize| ["residence", "resident", "residing", "seat", "based"].iter().any(|w| doc.is_text(k, w));
    match close.filter(|&close| (end + 1..close).any(lives)) {
        Some(close) if person_begins(doc, close + 1) => close + 1,
        Some(close) if doc.is_text(close + 1, ",") && person_begins(doc, close + 2) => close + 1,
        _ => end,
    }
}

/// Whether a form of address, a rank or a name begins at `i`.
fn person_begins(doc: &Annotated<'_>, i: usize) -> bool {
    doc.hits.title(i, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]).is_some_and(|h| {
        let dot = usize::from(doc.is_text(h.end, "."));
        crate::name::name_at(doc, h.end + dot, crate::name::Context::Titled).is_some()
    }) || crate::name::name_at(doc, i, crate::name::Context::Bare).is_some()
}

/// Past what somebody commands or chairs where no "of" says so, up to the comma before rank and name: "Commander Turkish Land
/// Forces, General X". With the state or its adjective in it.
fn commanded(doc: &Annotated<'_>, head: &Range<usize>, limit: usize) -> Option<(usize, Option<NameRef>)> {
    let capital = |k: usize| doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital;
    let comma = (head.end..limit.min(head.end + 8)).find(|&k| !capital(k) && !doc.is_text(k, "of"))?;
    let several = comma >= head.end + 2 && doc.is_text(comma, ",") && capital(head.end) && capital(head.start);
    let ranked = doc.hits.title(comma + 1, doc.lexicon, &[TitleKind::Rank]).is_some() && person_begins(doc, comma + 1);
    // "Commander Alisher Karimov, Colonel X": a rank and a name.
    let named = crate::name::name_at(doc, head.end, crate::name::Context::Bare).is_some();
    if !several || !ranked || named {
        return None;
    }
    let state = (head.end..comma)
        .filter_map(|k| doc.hits.name(k))
        .map(|h| h.to)
        .find(|to| matches!(to, NameRef::Country(_) | NameRef::Demonym(_)));
    Some((comma, state))
}

/// Where a form of address with a name stands behind one to three words with capitals.
fn before_address(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let capital = |k: usize| doc.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    (i + 1..limit.min(i + 4)).take_while(|&k| (i..k).all(capital)).find(|&k| {
        doc.hits.title(k, doc.lexicon, &[TitleKind::Honorific]).is_some_and(|h| {
            let dot = usize::from(doc.is_text(h.end, "."));
            crate::name::name_at(doc, h.end + dot, crate::name::Context::Titled).is_some()
        })
    })
}

/// Past a unit that one or two names and a noun in lower case make: "Sughd regional department", "Tajik border troops".
fn unit_end(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let word = |k: usize| k < limit && doc.tokens[k].kind == TokenKind::Word;
    let names = (i..i + 2).take_while(|&k| word(k) && doc.tokens[k].capital).count();
    let lower = i + names;
    (lower..lower + 4)
        .take_while(|&k| word(k) && !doc.tokens[k].capital && !doc.is(k, WordClass::Preposition))
        .find(|&k| names > 0 && k > lower && UNITS.iter().any(|w| doc.is_text(k, w)))
        .map(|k| k + 1)
}

/// Nouns of units, which an adjective or field stands before: "regional department", "border troops".
const UNITS: [&str; 10] = [
    "department",
    "directorate",
    "detachment",
    "command",
    "troops",
    "guards",
    "forces",
    "service",
    "inspectorate",
    "branch",
];

/// "for Russia, Ukraine, and Eurasia": the end of a list of countries and regions that one name of them begins.
fn places_end(doc: &Annotated<'_>, end: usize) -> usize {
    let mut k = end;
    let mut last = end;
    loop {
        let comma = doc.is_text(k, ",");
        let at = k + usize::from(comma);
        let and = doc.is_text(at, "and") || doc.is_text(at, "&");
        let at = at + usize::from(and);
        let at = at + usize::from(and && doc.is_text(at, "the"));
        if at == k {
            return last;
        }
        let place = doc.hits.name(at).filter(|h| matches!(h.to, NameRef::Region(_) | NameRef::Country(_)));
        // "and Eurasia": the last one of several may be unknown.
        let unknown = and
            && k > end
            && doc.tokens.get(at).is_some_and(|t| t.capital)
            && matches!(doc.word(at + 1), "," | ";" | ".");
        let Some(next) = place.map(|h| h.end).or(unknown.then_some(at + 1)) else { return last };
        k = next;
        // Only the "and" shows that it was one list.
        if and {
            last = k;
            return last;
        }
    }
}
