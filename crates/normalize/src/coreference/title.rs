//! What a title that stands in the metadata alone tells of those whom the text calls by their office.

use rapporteur_lexicon::WordClass;
use rapporteur_schema::vocabulary::ActorKind;

use super::MentionKind;
use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office, same_head};

/// Who holds the office that mention `m` names: `known`, whom the text names, or else whom the title alone names. "The President
/// spoke with Prime Minister X" under "Readout of President Y's call with Prime Minister X". The publisher's own President
/// comes before a guest whom the text names.
pub(super) fn holder(doc: &mut Annotated<'_>, m: usize, known: Option<EntityId>) -> Option<EntityId> {
    let tokens = doc.mentions[m].tokens.clone();
    let determined = tokens.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "the"));
    let office = doc.mentions[m].office.clone()?;
    if !determined || office.former || office.plural || doc.facts.title_holders.is_empty() {
        return known;
    }
    let home = doc.facts.country.clone().and_then(|c| doc.entities.state(&c, doc.lexicon));
    if known.is_some_and(|k| home.is_none() || office.represents.is_some() || doc.entities.get(k).represents() == home)
    {
        return known;
    }
    let held = |o: &Office| {
        let owner = o.represents.is_none() || office.represents.is_none() || o.represents == office.represents;
        same_head(&o.head, &office.head) && o.modified == office.modified && !o.former && owner
    };
    // Whoever a title names first without a state speaks for the publisher's.
    let own = |(at, e): (usize, &Entity)| office.represents.or_else(|| e.represents()).or(home.filter(|_| at == 0));
    let all = doc.facts.title_holders.iter().enumerate();
    let mut fitting: Vec<_> = all.filter(|(_, e)| e.offices.iter().any(held)).collect();
    if fitting.len() > 1 {
        fitting.retain(|&holder| home.is_some() && own(holder) == home);
    }
    let &[(at, found)] = fitting.as_slice() else { return known };
    let own = own((at, found));
    if own.is_none() || known.is_some() && own != home {
        return known;
    }
    let mut person = found.clone();
    // The text may call by name, further on, whom it calls by office here.
    let last = person.words.last();
    let named = |e: &Entity| e.kind == ActorKind::Person && last.is_some() && e.words.last() == last;
    if let Some((id, _)) = doc.entities.iter().find(|(_, e)| named(e)) {
        return Some(id);
    }
    person.offices.retain(held);
    for held in &mut person.offices {
        held.represents = held.represents.or(own);
    }
    doc.mentions[m].office = Some(Office { represents: own, ..office });
    Some(doc.entities.add(person))
}

/// The state or organisation of a title, told by its actor id, as an entity of the document.
fn same_owner(doc: &mut Annotated<'_>, id: &str) -> Option<EntityId> {
    match id.strip_prefix("state:") {
        Some(code) => doc.entities.state(code, doc.lexicon),
        None => doc.entities.organization(id, doc.lexicon),
    }
}

/// The states and organisations that a title names, by themselves or as those whom its people speak for. What comes behind "on"
/// is a topic as long as two sides come before it.
fn title_sides(title: &Annotated<'_>) -> Vec<String> {
    let on = (0..title.tokens.len()).find(|&i| title.is_text(i, "on")).unwrap_or(title.tokens.len());
    let mut before: Vec<String> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for mention in &title.mentions {
        let side = match mention.kind {
            MentionKind::State | MentionKind::Organization => mention.entity(),
            MentionKind::Body => mention.entity().and_then(|e| title.entities.get(e).part_of),
            MentionKind::Person | MentionKind::Office => {
                let office = mention.office.as_ref().and_then(|o| o.represents);
                office.or_else(|| mention.entity().and_then(|e| title.entities.get(e).represents()))
            }
            _ => None,
        };
        let Some(side) = side.map(|e| title.entities.get(e)) else { continue };
        if matches!(side.kind, ActorKind::State | ActorKind::Organization) {
            all.push(side.id.clone());
            if mention.tokens.start < on {
                before.push(side.id.clone());
            }
        }
    }
    before.dedup();
    if before.len() > 1 { before } else { all }
}

/// A title that stands in the metadata alone may say for whom somebody speaks: "… with President X of France".
pub(super) fn learn(doc: &mut Annotated<'_>) {
    let Some(title) = doc.facts.title.clone().filter(|t| !doc.text.is_empty() && t.len() < 400) else { return };
    let blocks = [rapporteur_text::Block {
        kind: rapporteur_text::BlockKind::Paragraph,
        span: rapporteur_text::Span::new(0, title.len()),
        depth: 0,
    }];
    let input = crate::Input {
        document_id: doc.document_id,
        text: &title,
        blocks: &blocks,
        title: None,
        publisher: None,
        url: None,
        published: None,
    };
    let mut other = crate::document::segment(&input, doc.lexicon);
    // Short names are those of whoever publishes, in the title as in the text: "NSC Spokesperson".
    other.facts.country.clone_from(&doc.facts.country);
    other.facts.publisher_id.clone_from(&doc.facts.publisher_id);
    if let Some(home) = &doc.facts.country {
        other.hits.localize(&title, &other.tokens, home, doc.lexicon);
    }
    crate::actors::find(&mut other);
    for id in title_sides(&other) {
        if let Some(side) = same_owner(doc, &id).filter(|side| !doc.facts.title_sides.contains(side)) {
            doc.facts.title_sides.push(side);
        }
    }
    let author = author(&other);
    let persons = other.entities.iter().filter(|(_, e)| e.kind == ActorKind::Person && !e.offices.is_empty());
    for (_, person) in persons {
        let owned = person.offices.iter().position(|o| o.represents.is_some());
        let mut holder = person.clone();
        for office in &mut holder.offices {
            office.represents = office.represents.and_then(|r| same_owner(doc, &other.entities.get(r).id));
        }
        doc.facts.title_holders.push(holder.clone());
        if author.is_some_and(|id| other.entities.get(id).id == holder.id) {
            doc.facts.author = Some(known_author(doc, &holder));
        }
        let Some(office) = owned.map(|at| holder.offices.swap_remove(at)) else { continue };
        let owner = office.represents;
        // "NSC Spokesperson on …": a body the text itself never names may be anybody's.
        let foreign_body = owner.is_some_and(|o| {
            let owner = doc.entities.get(o);
            owner.kind == ActorKind::Body
                && owner.country.is_some()
                && owner.country != doc.facts.country
                && !doc.mentions.iter().any(|m| m.entities.contains(&o))
        });
        if foreign_body {
            continue;
        }
        let person = doc
            .entities
            .iter()
            .find(|(_, e)| {
                e.kind == ActorKind::Person
                    && e.represents().is_none()
                    && holder.words.last().is_some_and(|w| e.words.contains(w))
            })
            .map(|(id, _)| id);
        if let Some(person) = person {
            match doc.entities.get_mut(person).offices.iter_mut().find(|o| o.represents.is_none()) {
                Some(known) => known.represents = office.represents,
                None => doc.entities.get_mut(person).offices.push(office),
            }
        }
    }
}

/// Whom a title names as the author of the text: "Statement by X on Y", "Remarks by X".
fn author(title: &Annotated<'_>) -> Option<EntityId> {
    let voice = |i: usize| {
        title.is(i, WordClass::StatementNoun)
            || ["remarks", "message", "letter", "speech"].iter().any(|w| title.is_text(i, w))
    };
    let by = (1..title.tokens.len().min(AUTHOR))
        .find(|&i| ["by", "from"].iter().any(|w| title.is_text(i, w)) && voice(i - 1))?;
    let person = title.mentions.iter().find(|m| m.kind == MentionKind::Person && m.tokens.start > by)?;
    (person.tokens.start <= by + 2).then(|| person.entity()).flatten()
}

/// Tokens of a title within which its "by" stands.
const AUTHOR: usize = 8;

/// The author as a person of the text: who bears the name there, or somebody whom only the title names, at home with the publisher.
fn known_author(doc: &mut Annotated<'_>, holder: &Entity) -> EntityId {
    let last = holder.words.last();
    let named = |e: &Entity| e.kind == ActorKind::Person && last.is_some() && e.words.last() == last;
    if let Some((id, _)) = doc.entities.iter().find(|(_, e)| named(e)) {
        return id;
    }
    let home = doc.facts.country.clone().and_then(|c| doc.entities.state(&c, doc.lexicon));
    let mut author = holder.clone();
    if author.represents().is_none()
        && let Some(office) = author.offices.first_mut()
    {
        office.represents = home;
    }
    doc.entities.add(author)
}
