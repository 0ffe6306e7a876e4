//! What stands before a name: offices, ranks, forms of address.

use rapporteur_lexicon::{NameRef, TitleKind, WordClass};

use crate::document::Annotated;
use crate::name::{Context, name_at};
use crate::office::{OfficeHit, acronym_end, office_at};

/// What stands before a name.
#[derive(Default)]
pub(super) struct Lead {
    pub(super) end: usize,
    pub(super) offices: Vec<OfficeHit>,
    pub(super) gender: Option<char>,
    /// An honorific or rank was seen.
    pub(super) addressed: bool,
    /// The last part was followed by a comma.
    pub(super) comma: bool,
    /// Parts are joined by "and": the first one counts.
    pub(super) joined: bool,
}

/// Reads offices, ranks and forms of address up to where a name can begin.
pub(super) fn lead(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<Lead> {
    if !doc.hits.title_in(i..limit) {
        return None;
    }
    let mut lead = Lead { end: i, ..Lead::default() };
    let mut at = i;
    loop {
        if at >= limit {
            break;
        }
        let honorific = doc
            .hits
            .title(at, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
            // "H. E. Mr. X": two letters that are no initials.
            .filter(|h| address_fits(doc, at, h.end) && !(initials(doc, at) && h.end <= at + 2))
            // "Sri Lanka": a country, though "Sri" is a form of address.
            .filter(|h| {
                doc.hits.name(at).is_none_or(|n| !(n.strong && n.end > h.end && matches!(n.to, NameRef::Country(_))))
            });
        let office = office_at(doc, at);
        match (honorific, office) {
            (Some(h), office) if office.as_ref().is_none_or(|o| o.tokens.end <= h.end) => {
                let title = &doc.lexicon.facts.titles[h.title];
                lead.gender = lead.gender.or(title.gender);
                lead.addressed = true;
                at = h.end;
                // The dot of "Gen." and a bracket "(ret.)" belong to it.
                if doc.is_text(at, ".") && doc.tokens[at].glued {
                    at += 1;
                }
                // "Major-General (MG) X".
                at = acronym_end(doc, at);
                if doc.is_text(at, "(")
                    && doc
                        .tokens
                        .get(at + 1)
                        .is_some_and(|t| !t.capital || ["Ret", "Rtd"].iter().any(|w| doc.word(at + 1).starts_with(w)))
                {
                    let close = (at + 1..limit.min(at + 5)).find(|&k| doc.is_text(k, ")"));
                    at = close.map_or(at, |c| c + 1);
                }
                while doc.tokens.get(at).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && t.glued) {
                    at += 1;
                }
                // "Dr. the Right Honourable X".
                let more = doc.is_text(at, "the")
                    && doc
                        .hits
                        .title(at + 1, doc.lexicon, &[TitleKind::Honorific])
                        .is_some_and(|h| doc.tokens[at + 1].capital && address_fits(doc, at + 1, h.end));
                at += usize::from(more);
                lead.end = at;
                lead.comma = false;
            }
            (_, Some(office)) => {
                at = office.tokens.end;
                lead.offices.push(office);
                lead.end = at;
                lead.comma = false;
                // "Additional Secretary (Bilateral Affairs) of the Ministry, Ms X": the field in brackets.
                if doc.is_text(at, "(")
                    && !(plural(&lead) && distributed(doc, at + 1))
                    && let Some(close) = (at + 1..limit.min(at + 8)).find(|&k| doc.is_text(k, ")"))
                    && (at + 1..close).all(|k| {
                        doc.tokens[k].capital
                            || doc.is_text(k, "and")
                            || doc.is_text(k, "&")
                            || doc.tokens[k].kind == rapporteur_text::TokenKind::Mark
                    })
                    && (doc.is_text(close + 1, "of")
                        || doc.is_text(close + 1, ",")
                        || name_at(doc, close + 1, Context::Titled).is_some())
                {
                    at = close + 1;
                    lead.end = at;
                    // "Secretary (West) of the Ministry of External Affairs of X Mrs. Y": over the body, to his name.
                    let body = doc.is_text(at, "of").then(|| {
                        let k = at + 1 + usize::from(doc.is_text(at + 1, "the"));
                        let listed =
                            doc.hits.name(k).filter(|h| matches!(h.to, NameRef::Organization(_))).map(|h| h.end);
                        crate::body::body_at(doc, k).map(|b| b.tokens.end).max(listed)
                    });
                    let named = |k: &usize| {
                        *k < limit
                            && doc
                                .hits
                                .title(*k, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                                .is_some_and(|h| address_fits(doc, *k, h.end))
                    };
                    // "… of the Ministry of External Affairs of the Republic of India".
                    let owned = |end: usize| {
                        let k = end + 1 + usize::from(doc.is_text(end + 1, "the"));
                        let state = doc.hits.name(k).filter(|h| h.strong && matches!(h.to, NameRef::Country(_)));
                        state.filter(|_| doc.is_text(end, "of")).map_or(end, |h| h.end)
                    };
                    if let Some(end) = body.flatten().map(owned).filter(named) {
                        at = end;
                        lead.end = at;
                        continue;
                    }
                }
                // "the Governor (Bashkan) of Gagauzia, X": what he is called there.
                if doc.is_text(at, "(")
                    && doc.is_text(at + 2, ")")
                    && doc.tokens[at + 1].capital
                    && doc.is_text(at + 3, "of")
                    && let Some(comma) = (at + 4..limit.min(at + 8)).find(|&k| doc.is_text(k, ","))
                    && (at + 4..comma).all(|k| doc.tokens[k].capital || doc.is(k, WordClass::Determiner))
                    && name_at(doc, comma + 1, Context::Bare).is_some_and(|e| e > comma + 2)
                {
                    at = comma + 1;
                    lead.end = at;
                    lead.comma = true;
                    continue;
                }
                // "Resident Coordinator a.i. X".
                if ["a.i", "a.i.", "ai"].iter().any(|w| doc.word(at).eq_ignore_ascii_case(w)) && !doc.tokens[at].capital
                {
                    at += 1;
                    if doc.is_text(at, ".") && doc.tokens[at].glued {
                        at += 1;
                    }
                    lead.end = at;
                }
                // "Senator the Honourable X".
                let address = doc.is_text(at, "the")
                    && doc
                        .hits
                        .title(at + 1, doc.lexicon, &[TitleKind::Honorific])
                        .is_some_and(|h| doc.tokens[at + 1].capital && address_fits(doc, at + 1, h.end));
                if address {
                    at += 1;
                    continue;
                }
                // "External Affairs Minister (EAM) X".
                let past = acronym_end(doc, at);
                if past > at && name_at(doc, past, Context::Titled).is_some() {
                    at = past;
                    lead.end = at;
                    continue;
                }
                // "Chairman of the Council, President of X Name", "Chairperson-in-Office and Slovak Minister".
                // "Assistant to the President – Secretary of the Security Council X": two offices of one person.
                // But "the Leaders – Prime Minister X, President Y –": each of those who are listed.
                let dash = doc.tokens.get(at).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && !t.glued);
                if dash && plural(&lead) {
                    return None;
                }
                if dash && office_at(doc, at + 1).is_some_and(|o| chain_reaches_name(doc, &o, limit)) {
                    at += 1;
                    continue;
                }
                // "the Ambassador of Hungary in Tashkent Péter Sántha": where he is.
                let town = (doc.is_text(at, "in") && lead.offices.last().is_some_and(|o| !o.owners.is_empty()))
                    .then(|| crate::place::at(doc, at + 1).filter(|p| p.strong && p.city.is_some()))
                    .flatten()
                    .map(|p| p.tokens.end)
                    .filter(|&end| name_at(doc, end, Context::Bare).is_some_and(|n| n > end + 1));
                if let Some(end) = town {
                    at = end;
                    lead.end = at;
                    continue;
                }
                // "Chairperson of the Commission on Nationals Overseas, Secretary X": over a body nobody knows.
                if (doc.is_text(at, "of") || doc.is_text(at, "in")) && lead.offices.len() == 1 {
                    let comma = (at + 1..limit.min(at + 10))
                        .take_while(|&k| {
                            doc.is_text(k, ",")
                                || doc.tokens[k].capital
                                || doc.is(k, WordClass::Preposition)
                                || doc.is(k, WordClass::Determiner)
                                || doc.is(k, WordClass::PlaceNoun)
                                || doc.is_text(k, "and")
                        })
                        .find(|&k| doc.is_text(k, ","));
                    let titled = comma.is_some_and(|c| {
                        let addressed = doc
                            .hits
                            .title(c + 1, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                            .filter(|h| address_fits(doc, c + 1, h.end))
                            .is_some_and(|h| {
                                let dot = usize::from(doc.is_text(h.end, "."));
                                name_at(doc, h.end + dot, Context::Titled).is_some()
                            });
                        let office = office_at(doc, c + 1).is_some_and(|o| {
                            o.tokens.end == c + 2 && name_at(doc, o.tokens.end, Context::Titled).is_some()
                        });
                        // "the Khyakim of Lebap velayat, Kakajan Redjepov, the Ambassador": a name of two words and more.
                        let name = name_at(doc, c + 1, Context::Bare).is_some_and(|e| {
                            e > c + 2 && matches!(doc.word(e), "," | ".") && doc.hits.name(c + 1).is_none()
                        });
                        addressed || office || name && crate::place::at(doc, c + 1).is_none()
                    });
                    if let Some(c) = comma.filter(|_| titled) {
                        at = c + 1;
                        lead.end = at;
                        lead.comma = true;
                        continue;
                    }
                }
                // "the Presidents of A (X) and B (Y)": the name stands in brackets, with its own state before it.
                let comma = doc.is_text(at, ",") || doc.is_text(at, "(") && plural(&lead) && distributed(doc, at + 1);
                let and = doc.is_text(at, "and") || doc.is_text(at, "&");
                // "X, a prosecutor with the Directorate, Judge Y": what X is, and then the next of the list.
                let indefinite = i.checked_sub(1).is_some_and(|b| doc.is_text(b, "a") || doc.is_text(b, "an"));
                if comma && indefinite {
                    break;
                }
                if comma || and {
                    let mut next = at + 1;
                    if comma && doc.is_text(next, "the") {
                        next += 1;
                    }
                    let more = office_at(doc, next)
                        .filter(|o| chain_reaches_name(doc, o, limit) && doc.tokens[next].capital)
                        // "relayed to Israeli leaders, President X": he is none of them.
                        .filter(|_| !(comma && plural(&lead)))
                        // "Representatives of X and Secretary of Y Name": a group, and one who is none of it.
                        .filter(|o| !(and && plural(&lead) && !o.plural))
                        .filter(|o| !(and && two_heads(doc, lead.offices.last(), o)))
                        .filter(|o| !(and && other_holder(doc, lead.offices.last(), o)));
                    if more.is_some() {
                        lead.joined |= and;
                        at = next;
                        continue;
                    }
                    let addressed = doc
                        .hits
                        .title(next, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                        .is_some_and(|h| address_fits(doc, next, h.end));
                    if comma
                        && (!plural(&lead) || distributed(doc, next))
                        && (addressed || name_at(doc, next, Context::Bare).is_some_and(|e| ends_apposition(doc, e)))
                    {
                        at = next;
                        lead.end = at;
                        lead.comma = true;
                        if addressed {
                            continue;
                        }
                    }
                    break;
                }
                // An opening bracket with a rank's retirement, or nothing: a name may follow now.
            }
            _ => break,
        }
    }
    (lead.addressed || !lead.offices.is_empty()).then_some(lead)
}

/// "the President and Prime Minister X": nobody is head of state and of government at once; these are two people.
fn two_heads(doc: &Annotated<'_>, first: Option<&OfficeHit>, second: &OfficeHit) -> bool {
    let highest = |o: &OfficeHit| !o.modified && doc.lexicon.facts.titles[o.title].level == Some(1);
    first.is_some_and(|first| {
        let heads = highest(first) && highest(second) && first.title != second.title;
        // "the President and Vice President X".
        let title = |o: &OfficeHit| rapporteur_text::fold(&doc.lexicon.facts.titles[o.title].title);
        let vice = |a: &OfficeHit, b: &OfficeHit| title(a) == format!("vice {}", title(b));
        let deputy = first.title == second.title && first.modified != second.modified
            || vice(first, second)
            || vice(second, first);
        // "the President and Speaker X", each by one word.
        let bare = |o: &OfficeHit| o.tokens.len() == 1;
        let determined = first.tokens.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "the"));
        // "the Secretary-General and President X", "the Secretary and Foreign Minister X": nothing said of the first, and the name
        // right behind the second. "the Prime Minister and Minister of Defence X" is one.
        let leading = doc.lexicon.facts.titles[first.title].level.is_some_and(|l| l <= 2) && !first.modified;
        let plain = |o: &OfficeHit| o.owners.is_empty() && o.tokens.start == o.core.start && o.tokens.end == o.head.end;
        let apart = determined && leading && plain(first) && plain(second) && first.title != second.title;
        heads
            || deputy
            || apart
            || determined && highest(first) && bare(first) && bare(second) && first.title != second.title
    })
}

/// "The Secretary and Minister X": X is known from before, and it is somebody else who is Secretary.
fn other_holder(doc: &Annotated<'_>, first: Option<&OfficeHit>, second: &OfficeHit) -> bool {
    let Some(first) = first else { return false };
    let Some((known, _)) = super::registry::known_person(doc, second.tokens.end) else { return false };
    // "the U.S. Secretary of State and Minister X": one of each side.
    if let Some(crate::office::Owner::Name(owner)) = first.owners.first() {
        let side = match owner {
            NameRef::Country(c) | NameRef::Demonym(c) | NameRef::Government(c) => {
                doc.entities.find_state(&doc.lexicon.facts.countries[*c].alpha3)
            }
            _ => None,
        };
        let own = crate::coreference::top(doc, doc.entities.get(known).represents());
        return side.is_some() && own.is_some() && side != own;
    }
    if !first.owners.is_empty() {
        return false;
    }
    let head = rapporteur_text::fold(&doc.lexicon.facts.titles[first.title].full);
    let holds = |e: &crate::entity::Entity| {
        e.offices
            .iter()
            .any(|o| o.head == head || o.head.starts_with(&format!("{head} ")) || o.head.ends_with(&format!(" {head}")))
    };
    !holds(doc.entities.get(known)) && doc.entities.iter().any(|(id, e)| id != known && holds(e))
}

/// "M. P. Surname": two initials, not "Monsieur".
fn initials(doc: &Annotated<'_>, i: usize) -> bool {
    let initial = |k: usize| {
        doc.word(k).chars().count() == 1 && doc.tokens.get(k).is_some_and(|t| t.capital) && doc.is_text(k + 1, ".")
    };
    initial(i) && initial(i + 2)
}

pub(super) fn plural(lead: &Lead) -> bool {
    lead.offices.iter().any(|o| o.plural)
}

/// "the Foreign Ministers of Ethiopia, A, of Djibouti, B, and of Somalia, C": each state with its own.
/// "the Presidents of A, Mr. X; B, Mr. Y; and C, Ms. Z", "the Presidents of A (X) and B (Y)": so do these.
fn distributed(doc: &Annotated<'_>, name: usize) -> bool {
    let Some(at) = name_at(doc, super::past_address(doc, name), Context::Titled) else { return false };
    super::state_and_name(doc, super::past_links(doc, at)).is_some()
}

/// Whether an office of a chain is followed by a name of its own, so that the chain belongs to one person.
fn chain_reaches_name(doc: &Annotated<'_>, office: &OfficeHit, limit: usize) -> bool {
    let mut at = office.tokens.end;
    if doc.is_text(at, ",") {
        at += 1;
        if at < limit && doc.hits.title(at, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]).is_some() {
            return true;
        }
        // "Leader of the Nation, President of X, H.E. Y": one more before the name.
        let k = at + usize::from(doc.is_text(at, "the"));
        if let Some(next) = office_at(doc, k).filter(|o| k < limit && doc.tokens[k].capital && o.tokens.end < limit) {
            return chain_reaches_name(doc, &next, limit);
        }
        return name_at(doc, at, Context::Bare).is_some_and(|e| ends_apposition(doc, e));
    }
    // "First Deputy Director of the Service Colonel General X".
    let ranked = doc
        .hits
        .title(at, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
        .is_some_and(|h| name_at(doc, h.end, Context::Titled).is_some());
    ranked || name_at(doc, at, Context::Titled).is_some()
}

/// After a name in apposition a comma, verb or the end follows.
pub(super) fn ends_apposition(doc: &Annotated<'_>, end: usize) -> bool {
    matches!(doc.word(end), "," | "." | ";" | ")" | "(" | "")
        || [
            WordClass::Verb,
            WordClass::Reporting,
            WordClass::PersonVerb,
            WordClass::Modal,
            WordClass::Be,
            WordClass::Have,
        ]
        .iter()
        .any(|&c| doc.is(end, c))
}

/// A form of address or rank counts when written with a capital and followed by a capital.
pub(super) fn address_fits(doc: &Annotated<'_>, i: usize, end: usize) -> bool {
    let next = if doc.is_text(end, ".") || doc.is_text(end, "(") { end + 1 } else { end };
    doc.tokens[i].capital && doc.tokens.get(next).is_some_and(|t| t.capital || doc.is_text(end, "("))
        || doc.tokens[i].capital && doc.hits.title(end, doc.lexicon, &[TitleKind::Honorific]).is_some()
        // "Mr. van der Meer".
        || doc.tokens[i].capital
            && doc.is(next, WordClass::Particle)
            && !doc.is(next, WordClass::Preposition)
            && (next + 1..next + 4)
                .find(|&k| !doc.is(k, WordClass::Particle))
                .is_some_and(|k| doc.tokens.get(k).is_some_and(|t| t.capital))
}
