//! What follows a name: brackets, "of Sweden", appositions.

use rapporteur_lexicon::{NameRef, TitleKind, WordClass, WordId};
use rapporteur_text::TokenKind;

use super::label::in_list;
use super::lead::address_fits;
use crate::actors::body_entity;
use crate::body::body_at;
use crate::document::Annotated;
use crate::entity::EntityId;
use crate::name::{Context, name_at};
use crate::office::{OfficeHit, Owner, office_at};

pub(super) enum After {
    Of(EntityId),
    Office(OfficeHit, Option<EntityId>),
}

/// Reads what follows a name (`titled`: an office stood before it): "(Cyrillic)", "of Sweden", "(Kazakhstan)", ", the Croatian Prime Minister".
pub(super) fn after_name(doc: &mut Annotated<'_>, end: usize, limit: usize, titled: bool) -> (usize, Vec<After>) {
    let mut found = Vec::new();
    let mut at = end;
    // "Enzo Lores†, President": the mark of a footnote.
    while at < limit && matches!(doc.word(at), "\\" | "†") && doc.tokens[at].glued {
        at += 1;
    }
    // "X, CGH, President of": letters of an order after the name.
    if doc.is_text(at, ",")
        && doc.is_text(at + 2, ",")
        && at + 2 < limit
        && (2..=5).contains(&doc.word(at + 1).len())
        && doc.word(at + 1).chars().all(|c| c.is_ascii_uppercase())
        && doc.hits.name(at + 1).is_none()
    {
        at += 2;
    }
    if doc.is_text(at, "(") {
        let close = (at + 1..limit.min(at + 8)).find(|&k| doc.is_text(k, ")"));
        if let Some(close) = close {
            if let Some(hit) = doc.hits.name(at + 1).filter(|h| h.end == close && h.strong) {
                if let Some(id) = doc.entities.of_name(hit.to, doc.lexicon) {
                    found.push(After::Of(id));
                }
                at = close + 1;
            } else if (at + 1..close).all(|k| doc.tokens[k].capital || doc.tokens[k].kind == TokenKind::Mark) {
                at = close + 1;
            }
        }
    }
    // "Governors Dale Hill of Missouri, Ann Boone of Kentucky and …": a province after the name.
    if titled
        && doc.is_text(at, "of")
        && let Some(place) = crate::place::at(doc, at + 1)
            .filter(|p| p.strong && doc.hits.name(at + 1).is_none_or(|h| !matches!(h.to, NameRef::Country(_))))
        && place.tokens.start == at + 1
    {
        return (place.tokens.end, found);
    }
    if doc.is_text(at, "of") {
        let k = if doc.is_text(at + 1, "the") { at + 2 } else { at + 1 };
        if let Some(hit) =
            doc.hits.name(k).filter(|h| h.strong && matches!(h.to, NameRef::Country(_) | NameRef::Organization(_)))
        {
            // "of Tajikistan's State Border Service": the body speaks for the state all the same.
            if let Some(id) = doc.entities.of_name(hit.to, doc.lexicon) {
                found.push(After::Of(id));
            }
            at = hit.end;
            if doc.is_possessive(at)
                && let Some(body) = body_at(doc, at + 1)
            {
                at = body.tokens.end;
            }
        } else if let Some(body) = body_at(doc, k) {
            let id = body_entity(doc, &body);
            found.push(After::Of(id));
            at = body.tokens.end;
        }
        if doc.is_text(at, "(") && doc.is_text(at + 2, ")") && doc.tokens[at + 1].capital {
            at += 3;
        }
    }
    // "Deputy Minister X from Kazakhstan".
    if doc.is_text(at, "from") {
        let k = if doc.is_text(at + 1, "the") { at + 2 } else { at + 1 };
        let body = body_at(doc, k);
        let name = doc.hits.name(k).filter(|h| h.strong);
        if let Some(hit) = name.filter(|h| matches!(h.to, NameRef::Country(_)))
            && let Some(id) = doc.entities.of_name(hit.to, doc.lexicon)
        {
            found.push(After::Of(id));
            at = hit.end;
        } else if let Some(body) = body.filter(|b| name.is_none_or(|n| b.tokens.end >= n.end)) {
            // "X from the Delegation of the Union to Norway".
            let id = body_entity(doc, &body);
            found.push(After::Of(id));
            at = body.tokens.end;
        } else if let Some(hit) = name.filter(|h| matches!(h.to, NameRef::Organization(_)))
            && let Some(id) = doc.entities.of_name(hit.to, doc.lexicon)
        {
            found.push(After::Of(id));
            at = hit.end;
        }
    }
    // "X was appointed Chairman of the Committee".
    if (doc.is(at, WordClass::Be) || doc.is(at, WordClass::Have))
        && (at + 1..limit.min(at + 4)).any(|k| doc.is(k, WordClass::AppointVerb))
    {
        let verb = (at + 1..limit.min(at + 4)).find(|&k| doc.is(k, WordClass::AppointVerb)).unwrap_or(at);
        let k = (verb + 1..limit.min(verb + 4))
            .find(|&k| !doc.is(k, WordClass::Determiner) && !doc.is_text(k, "as") && !doc.is_text(k, "to"));
        if let Some(hit) = k.and_then(|k| office_at(doc, k)).filter(|o| !o.plural) {
            found.push(After::Office(hit, None));
        }
        return (at, found);
    }
    // Apposition: ", [the] Office …", ", China's vice minister", and in lists ", Secretary, Department of X".
    // A numbered paragraph is a sentence and no line of a list.
    let told = |k: usize| {
        !doc.tokens[k].capital
            && [WordClass::PersonVerb, WordClass::Be, WordClass::Have].iter().any(|&class| doc.is(k, class))
    };
    let listed = in_list(doc, end) && !(end..limit).any(told);
    // "X – President of Y": a dash in place of the comma.
    let dash = |at: usize| {
        doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER && !t.glued) && office_at(doc, at + 1).is_some()
    };
    let dashed = dash(at);
    while (doc.is_text(at, ",") || dashed && found.is_empty()) && at + 1 < limit {
        // "X, a judge of the Administrative Court".
        let article = ["the", "then", "a", "an"].iter().any(|w| doc.is_text(at + 1, w));
        let k = if article { at + 2 } else { at + 1 };
        let Some(hit) = office_at(doc, k) else {
            if listed
                && found.iter().any(|f| matches!(f, After::Office(..)))
                && let Some(body) = body_at(doc, k)
            {
                let id = body_entity(doc, &body);
                if let Some(After::Office(_, owner)) =
                    found.iter_mut().rev().find(|f| matches!(f, After::Office(_, None)))
                {
                    *owner = Some(id);
                }
                at = body.tokens.end;
            }
            break;
        };
        // "Mr A, Director (Central Europe), Mr B": the field of an office may stand in brackets.
        let bracket = doc.is_text(hit.tokens.end, "(");
        let behind = (hit.tokens.end + 1..limit.min(hit.tokens.end + 8))
            .find(|&k| bracket && doc.is_text(k, ")"))
            .map_or(hit.tokens.end, |close| close + 1);
        // An office that has a name of its own in this line is the next person of the list.
        let inside = hit.tokens.end < limit;
        let named = inside && name_at(doc, hit.tokens.end, Context::Titled).is_some()
            || doc.is_text(behind, ",")
                && doc
                    .hits
                    .title(behind + 1, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                    .is_some_and(|h| address_fits(doc, behind + 1, h.end) && !has_office_behind(doc, h.end, limit))
                // "Mr A, Minister of X, Mr B": A has no office yet, so it is his.
                && titled
                && !listed
            // "Major-General X, Assistant to the President – Secretary of the Council Y": two offices of the next one.
            || titled
                && !listed
                && doc.tokens.get(hit.tokens.end).is_some_and(|t| t.word == WordId::JOINER && !t.glued)
                && office_at(doc, hit.tokens.end + 1)
                    .is_some_and(|o| o.tokens.end < limit && name_at(doc, o.tokens.end, Context::Titled).is_some())
            // "the Ambassador of X, A B, the Director General of Y, C D": offices before their holders.
            || doc.is_text(hit.tokens.end, ",")
                && titled
                && !listed
                && doc.is_text(at + 1, "the")
                && name_at(doc, hit.tokens.end + 1, Context::Titled).is_some_and(|end| {
                    end > hit.tokens.end + 2
                        && matches!(doc.word(end), "," | "." | ";" | "and")
                        && crate::place::at(doc, hit.tokens.end + 1).is_none_or(|p| p.tokens.end < end)
                        && body_at(doc, hit.tokens.end + 1).is_none()
                });
        // "In a meeting with Chancellor X of Y, the Vice President urged": the subject of what follows.
        let next = hit.tokens.end;
        // "In a meeting with Ms X, the Deputy Secretary General announced": the phrase opens the sentence.
        let opening = || {
            let first = doc.sentence_of(end).map(|s| doc.sentences[s].tokens.start);
            first.is_some_and(|first| doc.is(first, WordClass::Preposition) && first + 12 > end)
        };
        let clause = (titled || opening())
            && !listed
            && doc.is_text(at + 1, "the")
            && hit.owners.is_empty()
            && [WordClass::Reporting, WordClass::PersonVerb, WordClass::Verb].iter().any(|&c| doc.is(next, c))
            && doc.tokens.get(next).is_some_and(|t| !t.capital);
        // "Deputy Secretary X, the Chairman of the Board and Poland's ambassador, Y, attended": three people, one without a name.
        let enumerated = titled && !listed && doc.is_text(at + 1, "the") && doc.is_text(next, "and") && {
            let own = office_at(doc, next + 1).filter(|o| doc.is_text(o.tokens.end, ",") && !o.plural);
            own.and_then(|o| name_at(doc, o.tokens.end + 1, Context::Titled)).is_some_and(|end| doc.is_text(end, ","))
        };
        // "the Governor X, the Mongolian ambassador in Geneva and members of parliament": another one of the list, without a name.
        let town = if doc.is_text(next, "in") || doc.is_text(next, "to") {
            crate::place::at(doc, next + 1).map_or(next, |p| p.tokens.end)
        } else {
            next
        };
        let unnamed = titled && !listed && doc.is_text(at + 1, "the") && doc.is_text(town, "and") && {
            let person = doc
                .hits
                .title(town + 1, doc.lexicon, &[TitleKind::Office, TitleKind::Honorific, TitleKind::Rank])
                .is_some_and(|_| {
                    office_at(doc, town + 1).is_none_or(|o| name_at(doc, o.tokens.end, Context::Titled).is_some())
                });
            person || doc.is(town + 1, WordClass::GroupHead)
        };
        if named || clause || enumerated || unnamed || hit.plural || !apposition_fits(doc, &hit, k) {
            break;
        }
        let mut stop = hit.tokens.end;
        let owners = hit.owners.clone();
        found.push(After::Office(hit, None));
        // "… and Head of the Regional Centre": a second office.
        if doc.is_text(stop, "and") {
            let k = if doc.is_text(stop + 1, "the") { stop + 2 } else { stop + 1 };
            if let Some(second) = office_at(doc, k)
                .filter(|o| !o.plural && doc.tokens[k].capital)
                .filter(|o| o.tokens.end >= limit || name_at(doc, o.tokens.end, Context::Titled).is_none())
                // "Secretary of the Cook Islands, and Deputy Minister of Korea, Ambassador Y": that of somebody else.
                .filter(|o| matches!((state_of(&o.owners), state_of(&owners)), (a, b) if a.is_none() || b.is_none() || a == b))
            {
                stop = second.tokens.end;
                found.push(After::Office(second, None));
            }
        }
        if doc.is_text(stop, "(") && doc.is_text(stop + 2, ")") && doc.tokens[stop + 1].capital {
            stop += 3;
        }
        at = stop;
        if !listed {
            break;
        }
    }
    (at, found)
}

/// "Ambassador A, Head of the Delegation, Lieutenant-General B, Commander of the Troops": B's own office stands behind his name, so
/// the one before his rank is A's.
fn has_office_behind(doc: &Annotated<'_>, address: usize, limit: usize) -> bool {
    let Some(end) = name_at(doc, address, Context::Titled).filter(|&end| end + 1 < limit) else { return false };
    let k = if doc.is_text(end + 1, "the") { end + 2 } else { end + 1 };
    doc.is_text(end, ",")
        && office_at(doc, k).is_some_and(|o| {
            let behind = o.tokens.end;
            // "General B, Secretary of X, Colonel C, and": the office is C's, who has none behind his name.
            let next = || {
                let rank = doc.hits.title(behind + 1, doc.lexicon, &[TitleKind::Rank])?;
                (doc.is_text(behind, ",") && name_at(doc, rank.end, Context::Titled).is_some()).then_some(rank.end)
            };
            // The office of whoever follows has his name right behind it.
            behind >= limit
                || !o.plural
                    && name_at(doc, behind, Context::Titled).is_none()
                    && !next().is_some_and(|address| !has_office_behind(doc, address, limit))
        })
}

/// The first state among the owners of an office.
fn state_of(owners: &[Owner]) -> Option<NameRef> {
    owners.iter().find_map(|owner| match owner {
        Owner::Name(name @ NameRef::Country(_)) => Some(*name),
        _ => None,
    })
}

/// An apposition ends at a comma, a bracket, a verb or the end; otherwise the office begins a new clause.
fn apposition_fits(doc: &Annotated<'_>, hit: &OfficeHit, _start: usize) -> bool {
    let end = hit.tokens.end;
    matches!(
        doc.word(end),
        "," | "."
            | ";"
            | ")"
            | "("
            | ""
            | ":"
            | "”"
            | "–"
            | "—"
            | "and"
            | "&"
            | "at"
            | "in"
            | "on"
            | "to"
            | "said"
            | "with"
    ) || [WordClass::Reporting, WordClass::PersonVerb, WordClass::Verb, WordClass::Preposition, WordClass::ClauseOpener]
        .iter()
        .any(|&c| doc.is(end, c))
        || doc.tokens.get(end).is_none()
        || crate::name::sentence_end(doc, hit.tokens.start) <= end
}
