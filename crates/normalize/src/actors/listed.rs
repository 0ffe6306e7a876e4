//! Organisations that only their place in a list shows.

use rapporteur_lexicon::WordClass;
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::{BlockKind, TokenKind};

use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office};
use crate::mention::{Mention, MentionKind};

/// The longest name in such a list, in tokens.
const LONGEST: usize = 12;

/// "Participants included representatives from:" over "– Lakeside Legal", "– Freedom for All": each item names one.
pub(super) fn listed_bodies(doc: &mut Annotated<'_>) {
    let mut under = false;
    for block in 0..doc.blocks.len() {
        let range = doc.block_tokens[block].clone();
        if doc.blocks[block].kind != BlockKind::ListItem {
            under = leads(doc, &range) || attendance(doc, &range) && !people(doc, block + 1);
            continue;
        }
        let mut end = range.end;
        while end > range.start && matches!(doc.word(end - 1), "." | ";" | "," | "\\" | "*") {
            end -= 1;
        }
        if under && sent(doc, range.start..end) {
            continue;
        }
        // "Lakeside Legal (LL)": the acronym is not in the name.
        if end > range.start + 3 && doc.is_text(end - 1, ")") && doc.is_text(end - 3, "(") {
            end -= 3;
        }
        let article = usize::from(end > range.start + 2 && doc.is_text(range.start, "the"));
        let item = range.start + article..end;
        let inside = |m: &Mention| item.contains(&m.tokens.start);
        let whole = |m: &Mention| {
            matches!(m.kind, MentionKind::Body | MentionKind::Organization | MentionKind::State) && m.tokens == item
        };
        // "Lakeside Legal" may have been read as a person's name, which has no office then.
        let somebody =
            |m: &Mention| m.kind == MentionKind::Office || m.kind == MentionKind::Person && m.office.is_some();
        let known = doc.mentions.iter().any(|m| whole(m) || inside(m) && somebody(m));
        if !under || item.is_empty() || item.len() > LONGEST || known || !named(doc, &item) {
            continue;
        }
        doc.mentions.retain(|m| !item.contains(&m.tokens.start));
        let id = body(doc, &item);
        let mut mention = Mention::new(MentionKind::Body, item);
        mention.entities.push(id);
        doc.mentions.push(mention);
    }
}

/// The body whose name `tokens` are.
fn body(doc: &mut Annotated<'_>, tokens: &std::ops::Range<usize>) -> EntityId {
    let name = doc.phrase(tokens);
    let id = actor_id(ActorKind::Body, &name);
    doc.entities.add(Entity { id, name, kind: ActorKind::Body, ..Entity::default() })
}

/// "Lakeside Legal: Ann Lund": an organisation, and whom it sent.
fn sent(doc: &mut Annotated<'_>, item: std::ops::Range<usize>) -> bool {
    let Some(colon) = item.clone().find(|&i| doc.is_text(i, ":")) else { return false };
    let (house, name) = (item.start..colon, colon + 1..item.end);
    let personal = (2..=5).contains(&name.len())
        && name.clone().all(|i| {
            let word = doc.tokens[i].kind == TokenKind::Word;
            let common = doc.is(i, WordClass::OrganizationNoun) || doc.is(i, WordClass::BodyHead);
            !word && matches!(doc.word(i), "-" | "." | "’") || word && doc.tokens[i].capital && !common
        });
    if !personal || house.len() < 2 || house.len() > LONGEST || !named(doc, &house) {
        return false;
    }
    // "Norway: Foreign Minister Anna Lund": who is known already stays as he is.
    let known = doc.mentions.iter().any(|m| {
        let titled = m.kind == MentionKind::Person && m.office.as_ref().is_some_and(|o| !o.text.is_empty());
        titled && name.contains(&m.tokens.start)
            || matches!(m.kind, MentionKind::Office | MentionKind::State) && m.tokens == house
    });
    if known {
        return false;
    }
    doc.mentions.retain(|m| !item.contains(&m.tokens.start));
    let body = body(doc, &house);
    super::attending::untitled(doc, name, Office { represents: Some(body), ..Office::default() });
    true
}

/// Whether a line above a list says that organisations follow.
fn leads(doc: &Annotated<'_>, range: &std::ops::Range<usize>) -> bool {
    let colon = range.clone().rev().take(2).any(|i| doc.is_text(i, ":"));
    let attended = range.clone().any(|i| doc.is(i, WordClass::AttendanceWord));
    let kinds = ["organizations", "organisations", "companies", "institutions"];
    let organizations = range.clone().any(|i| {
        let from = doc.is_text(i, "representatives") && ["from", "of"].iter().any(|w| doc.is_text(i + 1, w));
        from || kinds.iter().any(|w| doc.is_text(i, w))
    });
    colon && attended && organizations
}

/// "Participants:", "Attendees included:": a heading that leaves open who follows.
fn attendance(doc: &Annotated<'_>, range: &std::ops::Range<usize>) -> bool {
    let colon = range.clone().rev().take(4).any(|i| doc.is_text(i, ":"));
    let attended = range.clone().any(|i| doc.is(i, WordClass::AttendanceWord));
    let heading = range.clone().filter(|&i| doc.tokens[i].kind == TokenKind::Word).count() <= HEADING;
    colon && attended && heading
}

/// A heading has no more words.
const HEADING: usize = 5;

/// Whether people open most items of the list that begins with a block.
fn people(doc: &Annotated<'_>, block: usize) -> bool {
    let items: Vec<_> = (block..doc.blocks.len())
        .take_while(|&b| doc.blocks[b].kind == BlockKind::ListItem)
        .map(|b| doc.block_tokens[b].clone())
        .collect();
    let opens = |item: &&std::ops::Range<usize>| {
        doc.mentions.iter().any(|m| {
            matches!(m.kind, MentionKind::Person | MentionKind::Office | MentionKind::Group)
                && (item.start..=item.start + 1).contains(&m.tokens.start)
        })
    };
    items.iter().filter(opens).count() * 3 > items.len()
}

/// Whether an item is a name and nothing else: capitalised words, and what joins them.
fn named(doc: &Annotated<'_>, item: &std::ops::Range<usize>) -> bool {
    let joins = |i: usize| {
        [WordClass::Preposition, WordClass::Determiner, WordClass::Coordinator].iter().any(|&c| doc.is(i, c))
    };
    let fits = |i: usize| doc.tokens[i].kind != TokenKind::Word || doc.tokens[i].capital || joins(i);
    item.clone().all(fits) && doc.tokens[item.start].capital && !item.clone().any(|i| doc.is_text(i, ":"))
}

/// "a meeting with the Circle of Light", "met with the Lakeside Nine": a name behind "with the" that nobody knows is whom they met.
pub(super) fn met(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let with = i.checked_sub(2).filter(|&w| doc.is_text(w, "with") && doc.is_text(w + 1, "the"))?;
    let talks = |k: usize| {
        let noun =
            doc.lexicon.event_nouns.get(&doc.tokens[k].word).is_some_and(|kind| kind == "meeting" || kind == "call");
        noun || doc.is(k, WordClass::MeetVerb)
    };
    let joins = |k: usize| ["of", "for"].iter().any(|w| doc.is_text(k, w));
    let name = |k: usize| {
        doc.tokens[k].kind == TokenKind::Word
            && doc.tokens[k].capital
            && doc.hits.name(k).is_none_or(|h| !h.strong)
            && doc.hits.title(k, doc.lexicon, &[rapporteur_lexicon::TitleKind::Office]).is_none()
    };
    let mut end = i;
    while end < limit && (name(end) || joins(end) && end > i && end + 1 < limit && name(end + 1)) {
        end += 1;
    }
    let words = (i..end).filter(|&k| name(k)).count();
    let met = (with.saturating_sub(MET)..with).any(talks) && words > 1 && !doc.is_possessive(end);
    let event = end > i && doc.lexicon.event_nouns.contains_key(&doc.tokens[end - 1].word);
    (met && !event && (i..end).all(|k| joins(k) || doc.is(k, WordClass::English))).then_some(i..end)
}

/// So many words at most stand between a verb of meeting and its "with".
const MET: usize = 5;

/// "the Alpine Watch Service System (AWSS) organised": a name that its acronym spells, and that acts. Nobody knows it, and no noun in it
/// says that it is a body.
pub(super) fn defined(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let name = |k: usize| doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital;
    let joins =
        |k: usize| ["of", "for", "and", "on", "the"].iter().any(|w| doc.is_text(k, w)) && !doc.tokens[k].capital;
    if !name(i) || !i.checked_sub(1).is_some_and(|b| doc.is_text(b, "the")) {
        return None;
    }
    let open = (i + 1..limit.min(i + LONGEST)).find(|&k| !name(k) && !joins(k)).filter(|&k| doc.is_text(k, "("))?;
    let acronym = doc.tokens.get(open + 1).filter(|_| doc.is_text(open + 2, ")")).map(|_| doc.word(open + 1))?;
    let initials: String = (i..open).filter(|&k| name(k)).filter_map(|k| doc.word(k).chars().next()).collect();
    let last = open - 1;
    let thing = doc.lexicon.event_nouns.contains_key(&doc.tokens[last].word)
        || doc.is(last, WordClass::InstrumentNoun)
        || doc.word(last).ends_with('s');
    let acts = |k: usize| {
        let verb = [WordClass::Reporting, WordClass::Light, WordClass::RunVerb, WordClass::HostVerb];
        // "have agreed", "in collaboration with", "together with".
        let have = doc.is(k, WordClass::Have) && doc.is(k + 1, WordClass::Reporting);
        let shared = ["collaboration", "cooperation", "partnership"].iter().any(|w| doc.is_text(k + 1, w));
        let with = doc.is_text(k, "in") && shared
            || ["jointly", "together"].iter().any(|w| doc.is_text(k, w)) && doc.is_text(k + 1, "with");
        !doc.tokens[k].capital && (verb.iter().any(|&c| doc.is(k, c)) || have || with)
    };
    let named = initials.len() > 2 && initials == acronym && !thing;
    let agent = |k: usize| doc.tokens.get(k).is_some_and(|_| acts(k));
    let later = || (open + 3..doc.tokens.len()).any(|k| doc.word(k) == acronym && agent(k + 1));
    (named && (agent(open + 3) || later())).then_some(i..open)
}
