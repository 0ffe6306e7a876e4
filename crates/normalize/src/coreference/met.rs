//! How a person is first named: as somebody who is met, in which sentence and near which town.

use std::ops::Range;

use rapporteur_lexicon::{NameRef, WordClass};

use crate::document::Annotated;
use crate::entity::{EntityId, Office};
use crate::mention::MentionKind;

/// Whether a person is first named after a verb or noun of meeting, as the one whom somebody met.
pub(super) fn counterpart(doc: &Annotated<'_>, person: EntityId) -> bool {
    let Some((start, sentence)) = first_mention(doc, person) else { return false };
    let before = sentence.start..start;
    let met = |i: usize| {
        doc.is(i, WordClass::MeetWord)
            || doc.is(i, WordClass::MeetVerb)
            || doc.is_text(i, "received")
            || doc.is_text(i, "called") && (doc.is_text(i + 1, "on") || doc.is_text(i + 1, "upon"))
            || doc.is_text(i, "chaired")
            || doc.is(i, WordClass::TopicVerb) && doc.is_text(i + 1, "with")
            || doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "meeting" || k == "call")
    };
    // "The meetings follow President X's call": a noun needs its "with"; a verb has whom it meets behind it.
    let verb = |i: usize| {
        doc.is(i, WordClass::MeetVerb)
            || doc.is(i, WordClass::MeetWord) && doc.is(i, WordClass::PersonVerb)
            || ["received", "called", "chaired"].iter().any(|w| doc.is_text(i, w))
    };
    let link = |i: usize| ["with", "by"].iter().any(|w| doc.is_text(i, w));
    // "Following his conversation with A, B met": B is the one who met.
    let subject = doc
        .mentions
        .iter()
        .position(|m| m.tokens.start == start && m.entity() == Some(person))
        .is_some_and(|m| doc.is_text(start.saturating_sub(1), ",") && super::acts(doc, m));
    !subject && before.clone().rev().take(40).any(|i| met(i) && (verb(i) || (i + 1..start).any(link)))
}

/// Whether a person is first named as somebody who was met: after the verb, not as its subject.
pub(super) fn is_met(doc: &Annotated<'_>, person: EntityId) -> bool {
    // "the meeting with the Prime Minister" tells of no place where it was.
    let verb = |i: usize| doc.is(i, WordClass::MeetWord) && doc.is(i, WordClass::PersonVerb) && !doc.tokens[i].capital;
    first_mention(doc, person).is_some_and(|(start, sentence)| (sentence.start..start).any(verb))
}

/// Whether a person is first named behind a verb or a preposition: "met with X", "handed over to X".
fn is_object(doc: &Annotated<'_>, person: EntityId) -> bool {
    let Some((start, sentence)) = first_mention(doc, person) else { return false };
    let mut before = (sentence.start..start).rev();
    before.any(|i| doc.is(i, WordClass::PersonVerb) && !doc.tokens[i].capital || doc.is_text(i, "with"))
}

/// Whether a person without a state is an official of the country an embassy is posted to: ministers who act there are, others
/// where they are met; heads of state and foreign ministers may as well be visitors.
pub(super) fn of_host(doc: &Annotated<'_>, person: EntityId) -> bool {
    let offices = &doc.entities.get(person).offices;
    let headed = |o: &Office, class| o.head.split(' ').any(|w| doc.lexicon.is(doc.lexicon.words.get(w), class));
    let minister = |o: &Office| headed(o, WordClass::MinisterWord) && !o.head.starts_with("prime");
    offices.iter().any(|o| headed(o, WordClass::PublicOfficeWord))
        && !offices.iter().any(|o| o.level == Some(1) || o.head.contains("foreign"))
        && (offices.iter().any(minister) || is_object(doc, person))
}

/// Where a person is first named: the mention's first token, and its sentence.
pub(super) fn first_mention(doc: &Annotated<'_>, person: EntityId) -> Option<(usize, Range<usize>)> {
    let start = doc.mentions.iter().find(|m| m.entities.contains(&person))?.tokens.start;
    let s = doc.sentences.partition_point(|s| s.tokens.end <= start);
    Some((start, doc.sentences.get(s)?.tokens.clone()))
}

/// The country of the first town that the text names as a place.
pub(super) fn first_country(doc: &mut Annotated<'_>) -> Option<EntityId> {
    let range = doc.sentences.first()?.tokens.start..doc.tokens.len();
    let country = range
        .filter(|&i| i > 0 && doc.tokens[i].capital && doc.is_text(i - 1, "in"))
        .find_map(|i| crate::place::at(doc, i).filter(|p| p.strong && p.city.is_some()).and_then(|p| p.country))?;
    doc.entities.state(&country, doc.lexicon)
}

/// "the head of the Academy, Major-General X": of a house that nothing tells more of, and no official of the publisher.
pub(super) fn of_unknown_house(doc: &Annotated<'_>, person: EntityId) -> bool {
    let offices = &doc.entities.get(person).offices;
    doc.mentions.iter().filter(|m| m.entity() == Some(person) && m.kind == MentionKind::Person).any(|m| {
        let phrase = doc.phrase(&m.tokens);
        offices.iter().any(|o| {
            o.level.is_some_and(|l| l > 3)
                && o.represents.is_none()
                && phrase.starts_with(&format!("{} of the ", o.text))
        })
    })
}

/// The country of the town or state that the sentence of a person's first mention names after one of the prepositions.
pub(super) fn country_of_sentence(doc: &mut Annotated<'_>, person: EntityId, after: &[&str]) -> Option<EntityId> {
    let (start, sentence) = first_mention(doc, person)?;
    // What the next clause tells happened elsewhere.
    let end = (start..sentence.end)
        .find(|&i| doc.is_text(i, ",") && doc.is(i + 1, WordClass::PersonVerb) && !doc.tokens[i + 1].capital)
        .unwrap_or(sentence.end);
    let country = (sentence.start..end)
        .filter(|&i| i > 0 && doc.tokens[i].capital && after.iter().any(|w| doc.is_text(i - 1, w)))
        // "at OAS headquarters": an organisation, though a town is called so too.
        .filter(|&i| doc.hits.name(i).is_none_or(|h| !matches!(h.to, NameRef::Organization(_))))
        .find_map(|i| crate::place::at(doc, i).filter(|p| p.strong).and_then(|p| p.country))?;
    doc.entities.state(&country, doc.lexicon)
}
