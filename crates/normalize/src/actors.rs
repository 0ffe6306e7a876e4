//! Finds every mention of an actor, left to right, longest reading first.

mod attending;
mod listed;
mod nominal;
mod person;

use rapporteur_lexicon::{NameRef, WordClass};
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::{BlockKind, fold, is_acronym};

use crate::body::{BodyHit, body_at};
use crate::document::Annotated;
use crate::entity::{Entity, EntityId};
use crate::group::{counterpart_at, group_at};
use crate::mention::{Mention, MentionKind};

/// The ministries of several states that one plural names.
fn ministries_of(doc: &mut Annotated<'_>, found: crate::ministries::Ministries) -> Vec<EntityId> {
    let named = found.names.into_iter().zip(found.owners);
    named
        .map(|(name, owner)| {
            let owner = doc.entities.of_name(owner, doc.lexicon);
            named_body(doc, name, owner)
        })
        .collect()
}

/// Finds the mentions of all sentences and fills `mentions`, `mention_of` and `entities`.
pub(crate) fn find(doc: &mut Annotated<'_>) {
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let mut i = range.start;
        while i < range.end {
            let next = at(doc, i, range.end);
            i = next.max(i + 1);
        }
    }
    attending::people(doc);
    listed::listed_bodies(doc);
    attending::firms(doc);
    doc.mentions.sort_by_key(|m| m.tokens.start);
    for (index, mention) in doc.mentions.iter().enumerate() {
        for token in mention.tokens.clone() {
            if let Some(slot) = doc.mention_of.get_mut(token) {
                *slot = Some(index);
            }
        }
    }
}

/// Adds the mention that begins at `i`, if any; returns where to go on.
fn at(doc: &mut Annotated<'_>, i: usize, limit: usize) -> usize {
    if doc.tokens[i].kind == rapporteur_text::TokenKind::Mark {
        return i + 1;
    }
    if let Some(body) = crate::body::holders_office(doc, i) {
        let id = body_entity(doc, &body);
        let mut mention = Mention::new(MentionKind::Body, body.tokens.clone());
        mention.entities.push(id);
        doc.mentions.push(mention);
        return body.tokens.end;
    }
    if let Some(end) = person::at(doc, i, limit) {
        return end;
    }
    if let Some(end) = nominal::at(doc, i, limit) {
        return end;
    }
    if let Some(found) = crate::ministries::at(doc, i) {
        let end = found.tokens.end;
        let mut mention = Mention::new(MentionKind::Body, found.tokens.clone());
        mention.entities.extend(ministries_of(doc, found));
        doc.mentions.push(mention);
        return end;
    }
    let group = group_at(doc, i).or_else(|| counterpart_at(doc, i));
    // "A AND B HOLD SECOND PARTNERSHIP DIALOGUE": where every word has capitals they show no body.
    let body = body_at(doc, i).filter(|b| b.owner.is_some() || !all_caps(doc, i));
    let name = doc.hits.name(i);
    // The longest reading wins; a group that only begins with a state's name is a group.
    if let Some(group) = group
        && body.as_ref().is_none_or(|b| group.tokens.end > b.tokens.end)
        && name.is_none_or(|n| group.tokens.end > n.end)
    {
        let mut within: Vec<EntityId> =
            group.named.iter().filter_map(|&n| doc.entities.of_name(n, doc.lexicon)).collect();
        if within.is_empty() {
            within.extend(group.named.iter().filter_map(|&n| doc.entities.of_name(members_of(doc, n), doc.lexicon)));
        }
        within.extend(all_of_region(doc, &group).into_iter().filter_map(|m| doc.entities.state(&m, doc.lexicon)));
        let senders = senders(doc, &group.tokens);
        // "of the Central Bank of X and the Supreme Court of Y": the states are the owners of the bodies.
        let bodies = senders.len() > 1 && senders.len() == within.len() && senders.iter().any(Sender::is_body);
        if within.is_empty() && senders.len() == 1 || senders.len() > within.len().max(1) || bodies {
            within = senders.iter().filter_map(|sender| sender.entity(doc)).collect();
        }
        let mut mention = Mention::new(MentionKind::Group, group.tokens.clone());
        mention.count = group.count;
        mention.within = within;
        doc.mentions.push(mention);
        define_within(doc, &group.tokens);
        return group.tokens.end;
    }
    let known = body.is_some();
    if let Some(body) = body
        .filter(|b| name.is_none_or(|n| b.tokens.end > n.end || !n.strong && b.tokens.end == n.end && !usable(doc, i)))
    {
        return body_mention(doc, &body);
    }
    if !known
        && name.is_none_or(|n| !n.strong)
        && let Some(tokens) = listed::defined(doc, i, limit)
    {
        let end = tokens.end;
        let id = attending::organization(doc, tokens);
        return definition(doc, end, id);
    }
    if let Some(hit) = name {
        return gazetteer(doc, i, hit, limit);
    }
    if let Some(tokens) = listed::met(doc, i, limit) {
        return body_mention(doc, &BodyHit { tokens, owner: None });
    }
    if let Some(id) = defined_acronym(doc, i) {
        let mut mention = Mention::new(MentionKind::Organization, i..i + 1);
        mention.entities.push(id);
        doc.mentions.push(mention);
    }
    i + 1
}

/// "officers of the Norwegian Border Police (NBP)": the acronym is that body's from here on.
fn define_within(doc: &mut Annotated<'_>, group: &std::ops::Range<usize>) {
    for open in (group.start + 2..group.end).filter(|&i| doc.is_text(i, "(")).collect::<Vec<_>>() {
        if !doc.is_text(open + 2, ")") || !is_acronym(doc.word(open + 1)) {
            continue;
        }
        let from = (group.start + 1).max(open.saturating_sub(NAME));
        let body = (from..open).find_map(|i| body_at(doc, i).filter(|b| b.tokens.end == open));
        if let Some(body) = body {
            let id = body_entity(doc, &body);
            definition(doc, open, id);
        }
    }
}

/// Tokens of a body's name before its acronym, at most.
const NAME: usize = 16;

/// Mentions a body, and returns where what defines it ends.
fn body_mention(doc: &mut Annotated<'_>, body: &BodyHit) -> usize {
    let id = body_entity(doc, body);
    let state = doc.entities.get(id).kind == ActorKind::State;
    let kind = if state { MentionKind::State } else { MentionKind::Body };
    let mut mention = Mention::new(kind, body.tokens.clone());
    mention.entities.push(id);
    doc.mentions.push(mention);
    definition(doc, body.tokens.end, id)
}

/// "Ministers of the CSTO Member States": the organisation whose members a name of many states means.
fn members_of(doc: &Annotated<'_>, name: NameRef) -> NameRef {
    let NameRef::Region(r) = name else { return name };
    let facts = &doc.lexicon.facts;
    let whose = facts.regions.get(r).and_then(|r| r.name.split_whitespace().next());
    facts
        .organizations
        .iter()
        .position(|o| !o.is_body && o.acronym.is_some() && o.acronym.as_deref() == whose)
        .map_or(name, NameRef::Organization)
}

/// "representatives of the five Central Asian states": the members of a region, where as many are counted as it has.
fn all_of_region(doc: &Annotated<'_>, group: &crate::group::GroupHit) -> Vec<String> {
    let [NameRef::Region(r)] = group.named[..] else { return Vec::new() };
    let members = &doc.lexicon.facts.regions[r].members;
    let named = |&i: &usize| doc.hits.name(i).is_some_and(|h| h.to == NameRef::Region(r));
    let counted = group.tokens.clone().find(named).and_then(|i| i.checked_sub(1)).is_some_and(|i| {
        let number = doc.lexicon.numbers.get(&doc.tokens[i].word).copied().or_else(|| doc.word(i).parse().ok());
        number.is_some_and(|n| usize::try_from(n) == Ok(members.len()))
    });
    if counted { members.clone() } else { Vec::new() }
}

/// Who sends delegates.
enum Sender {
    Body(BodyHit),
    Named(NameRef),
}

impl Sender {
    fn is_body(&self) -> bool {
        matches!(self, Sender::Body(_))
    }

    fn entity(&self, doc: &mut Annotated<'_>) -> Option<EntityId> {
        match self {
            Sender::Body(body) => Some(body_entity(doc, body)),
            Sender::Named(name) => doc.entities.of_name(*name, doc.lexicon),
        }
    }
}

/// "representatives of the Customs Service", "officials from the Department of Defense, the IMF and Norway": the bodies,
/// organisations and states whose names are all that follows.
fn senders(doc: &Annotated<'_>, group: &std::ops::Range<usize>) -> Vec<Sender> {
    let link = |&i: &usize| {
        i > group.start && doc.is(i - 1, WordClass::DelegateWord) && (doc.is_text(i, "of") || doc.is_text(i, "from"))
    };
    let mut found = Vec::new();
    let Some(of) = group.clone().rfind(link) else { return found };
    let mut at = of + 1;
    while at < group.end {
        at += usize::from(doc.is(at, WordClass::Determiner));
        let body = body_at(doc, at);
        let name = doc.hits.name(at).filter(|hit| hit.strong);
        let end = match (body, name) {
            (Some(body), name) if name.is_none_or(|n| body.tokens.end > n.end) => {
                let end = body.tokens.end;
                found.push(Sender::Body(body));
                end
            }
            (_, Some(name)) => {
                found.push(Sender::Named(name.to));
                name.end
            }
            _ => return Vec::new(),
        };
        at = end;
        if at < group.end && !doc.is_text(at, ",") && !doc.is_text(at, "and") {
            return Vec::new();
        }
        while at < group.end && (doc.is_text(at, ",") || doc.is_text(at, "and")) {
            at += 1;
        }
    }
    found
}

/// Whether the weak name of an organisation at `i` may be taken for it.
pub(crate) fn usable(doc: &Annotated<'_>, i: usize) -> bool {
    let Some(NameRef::Organization(o)) = doc.hits.name(i).map(|h| h.to) else { return true };
    let organization = &doc.lexicon.facts.organizations[o];
    let spoken_of =
        |country: &str| doc.facts.country.as_deref() == Some(country) || doc.entities.find_state(country).is_some();
    let national = organization.is_body && rapporteur_text::is_acronym(doc.word(i));
    // "the Commission", where the "African Union Commission" is spoken of, is that one.
    let word = doc.word(i);
    let other = organization.weak_aliases.iter().any(|a| a == word)
        && !doc.hits.names_organization(&organization.id, doc.lexicon)
        && doc.hits.names_body_called(word, doc.lexicon);
    // "the Agency", in a release of a Drug Control Agency.
    let house = doc.facts.publisher_id.as_deref() != Some(organization.id.as_str())
        && organization.weak_aliases.iter().any(|a| a == word)
        && doc.facts.publisher.as_deref().is_some_and(|p| p.split_whitespace().any(|w| w.eq_ignore_ascii_case(word)));
    if other || house {
        return false;
    }
    doc.entities.find(&organization.id).is_some()
        || national && organization.country.as_deref().is_some_and(spoken_of)
        || doc.facts.publisher_id.as_deref() == Some(organization.id.as_str())
        || organization.part_of.as_deref().is_some_and(|p| {
            doc.hits.names_organization(p, doc.lexicon) || doc.facts.publisher_id.as_deref() == Some(p)
        })
}

fn gazetteer(doc: &mut Annotated<'_>, i: usize, hit: crate::scan::NameHit, limit: usize) -> usize {
    let end = hit.end.min(limit);
    let kind = match hit.to {
        NameRef::Country(_) => MentionKind::State,
        NameRef::Demonym(_) => MentionKind::Demonym,
        NameRef::Government(_) => MentionKind::Government,
        NameRef::Organization(o) if doc.lexicon.facts.organizations[o].is_body => MentionKind::Body,
        NameRef::Organization(_) => MentionKind::Organization,
        NameRef::Region(_) => MentionKind::Region,
        NameRef::Programme(_) => MentionKind::Programme,
    };
    if !hit.strong {
        match hit.to {
            // A capital stands for its government only as a subject or owner: a verb or possessive follows.
            NameRef::Government(_) => {
                let verb = [WordClass::Verb, WordClass::Reporting, WordClass::Modal, WordClass::Be, WordClass::Have]
                    .iter()
                    .any(|&c| doc.is(end, c));
                let before = i.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::PlacePreposition));
                if !(verb || doc.is_possessive(end)) || before {
                    return i + 1;
                }
            }
            NameRef::Organization(o) => {
                // A weak name needs the organisation, or its parent, to be spoken of.
                let _ = o;
                let known = usable(doc, i);
                if !known {
                    return i + 1;
                }
            }
            _ => {
                if doc.entities.of_name(hit.to, doc.lexicon).is_none() {
                    return i + 1;
                }
            }
        }
    }
    let mut mention = Mention::new(kind, i..end);
    let id = doc.entities.of_name(hit.to, doc.lexicon);
    mention.entities.extend(id);
    if let NameRef::Region(r) = hit.to {
        let members = doc.lexicon.facts.regions[r].members.clone();
        mention.within = members.iter().filter_map(|m| doc.entities.state(m, doc.lexicon)).collect();
    }
    doc.mentions.push(mention);
    match id {
        Some(id) if kind != MentionKind::Demonym => definition(doc, end, id),
        _ => end,
    }
}

/// Takes in an acronym that defines itself after a name: "… (CARICC)".
pub(crate) fn definition(doc: &mut Annotated<'_>, end: usize, id: EntityId) -> usize {
    if !(doc.is_text(end, "(") && doc.is_text(end + 2, ")")) {
        return end;
    }
    let acronym = doc.word(end + 1).trim_matches(['“', '”', '"']).to_owned();
    if is_acronym(&acronym) || (acronym.len() >= 3 && acronym.chars().all(char::is_uppercase)) {
        let entity = doc.entities.get_mut(id);
        entity.add_alias(&acronym);
        if entity.acronym.is_none() {
            entity.acronym = Some(acronym);
        }
    }
    end
}

/// An acronym the document defined earlier.
fn defined_acronym(doc: &Annotated<'_>, i: usize) -> Option<EntityId> {
    let word = doc.word(i);
    if word.len() < 2 || !word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    doc.entities
        .iter()
        .find(|(_, e)| {
            matches!(e.kind, ActorKind::Body | ActorKind::Organization)
                && e.acronym.as_deref() == Some(word)
                && !e.id.starts_with("state:")
        })
        .map(|(id, _)| id)
}

/// The state whose government a body is by its name, and nothing more.
fn government(doc: &mut Annotated<'_>, body: &BodyHit, owner: NameRef) -> Option<EntityId> {
    let country = match owner {
        NameRef::Country(c) | NameRef::Demonym(c) | NameRef::Government(c) => {
            doc.lexicon.facts.countries[c].alpha3.clone()
        }
        _ => return None,
    };
    let (first, last) = (body.tokens.start, body.tokens.end - 1);
    let owned = |from: usize| doc.hits.name(from).is_some_and(|h| h.to == owner && h.end == body.tokens.end);
    let of = doc.is_text(first, "government") && doc.is_text(first + 1, "of") && (owned(first + 2) || owned(first + 3));
    let behind = doc.is_text(last, "government")
        && doc.hits.name(first).is_some_and(|h| h.to == owner && h.end + usize::from(doc.is_possessive(h.end)) == last);
    (of || behind).then(|| doc.entities.state(&country, doc.lexicon)).flatten()
}

/// The entity of a body: one of the lexicon, one met before, or a new one.
pub(crate) fn body_entity(doc: &mut Annotated<'_>, body: &BodyHit) -> EntityId {
    let name = doc.phrase(&body.tokens);
    let name = name.trim_end_matches(['\'', '’']).to_owned();
    if let Some(hit) = doc.hits.name(body.tokens.start).filter(|h| h.end == body.tokens.end && h.strong)
        && let Some(id) = doc.entities.of_name(hit.to, doc.lexicon)
    {
        return id;
    }
    // "the Government of Norway", "the Norwegian Government": the state.
    if let Some(state) = body.owner.and_then(|owner| government(doc, body, owner)) {
        doc.entities.get_mut(state).add_alias(&name);
        return state;
    }
    // "the EU Delegation", in a release of one of them.
    let publisher = doc.facts.publisher_id.as_deref().and_then(|id| doc.lexicon.organization(id));
    if let Some(own) = publisher.filter(|o| o.weak_aliases.iter().chain(&o.aliases).any(|a| fold(a) == fold(&name))) {
        let id = own.id.clone();
        if let Some(id) = doc.entities.organization(&id, doc.lexicon) {
            return id;
        }
    }
    let owner = body.owner.and_then(|o| doc.entities.of_name(o, doc.lexicon));
    named_body(doc, name, owner)
}

/// The body of this name and owner: one met before, or a new one.
fn named_body(doc: &mut Annotated<'_>, name: String, owner: Option<EntityId>) -> EntityId {
    let words: Vec<String> = content_words(&name);
    let known = doc.entities.iter().filter(|(_, e)| e.kind == ActorKind::Body && !e.words.is_empty()).find(|(_, e)| {
        // "OSCE Permanent Council" is the Permanent Council, "State Service of X" the State Service; "White House Council" is
        // not the White House.
        let longer = || {
            words.last() == e.words.last()
                || fold(&name).strip_prefix(&fold(&e.name)).is_some_and(|rest| {
                    rest.trim_start()
                        .split(' ')
                        .next()
                        .is_some_and(|w| matches!(w, "of" | "for" | "in" | "on" | "under" | "to"))
                })
        };
        // "the Permanent Council" is the OSCE's; "the Security Council" is not the Collective Security Council.
        let owners = || {
            let mut at = e.part_of;
            let mut names: Vec<String> = Vec::new();
            while let Some(parent) = at.map(|p| doc.entities.get(p)) {
                names.extend(parent.acronym.iter().map(|a| fold(a)));
                names.extend(content_words(&parent.name));
                at = parent.part_of;
            }
            names
        };
        let qualified = words.len() == 2 && e.words.len() > 2 && e.words.ends_with(&words) && e.part_of.is_some() && {
            let owner = owners();
            let acronym = |w: &String| e.acronym.as_deref().map(fold).as_ref() == Some(w) || owner.first() == Some(w);
            !e.words[..e.words.len() - 2].iter().all(acronym)
        };
        let inside = !qualified && words.iter().all(|w| e.words.contains(w))
            || (words.len() > e.words.len() && e.words.iter().all(|w| words.contains(w)) && longer());
        inside
            && e.words.last().map(String::len) > Some(0)
            && words.len().min(e.words.len()) >= 2
            && compatible(doc, e, owner)
    });
    if let Some((id, _)) = known {
        let entity = doc.entities.get_mut(id);
        entity.add_alias(&name);
        return id;
    }
    let (country, part_of) = match owner {
        Some(o) => {
            let e = doc.entities.get(o);
            if e.kind == ActorKind::State { (e.country.clone(), None) } else { (e.country.clone(), Some(o)) }
        }
        None => (None, None),
    };
    doc.entities.add(Entity {
        id: actor_id(ActorKind::Body, &name),
        kind: ActorKind::Body,
        name,
        country,
        part_of,
        words,
        ..Entity::default()
    })
}

fn compatible(doc: &Annotated<'_>, known: &Entity, owner: Option<EntityId>) -> bool {
    let Some(owner) = owner else { return true };
    let owner = doc.entities.get(owner);
    match owner.kind {
        ActorKind::State => known.country.is_none() || known.country == owner.country,
        _ => known.part_of.is_none() || known.part_of.map(|p| doc.entities.get(p).id.clone()) == Some(owner.id.clone()),
    }
}

/// Folded words of a name that tell it apart.
pub(crate) fn content_words(name: &str) -> Vec<String> {
    fold(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 1 && !matches!(*w, "of" | "the" | "and" | "for" | "in" | "on" | "to"))
        .map(str::to_owned)
        .collect()
}

/// Whether a block is written in capitals throughout, so that capitals tell nothing.
pub(crate) fn all_caps(doc: &Annotated<'_>, i: usize) -> bool {
    let b = doc.block_tokens.partition_point(|r| r.end <= i);
    doc.blocks.get(b).is_some_and(|block| {
        block.kind == BlockKind::Headline && {
            let text = block.span.of(doc.text);
            text.chars().filter(|c| c.is_lowercase()).count() * 5 < text.chars().filter(|c| c.is_uppercase()).count()
        }
    })
}
