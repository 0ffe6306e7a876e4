//! Pronouns and nouns that point back: "they", "both leaders", "the Kyrgyz side", "the Organization".

use rapporteur_lexicon::{NameRef, WordClass};
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::TokenKind;

use crate::body::body_at;
use crate::document::Annotated;
use crate::mention::{Mention, MentionKind};

/// Adds a pronoun or nominal mention that begins at `i`.
pub(super) fn at(doc: &mut Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    if ["he", "she", "they", "we", "it"].iter().any(|w| doc.is_text(i, w)) || doc.word(i) == "I" {
        doc.mentions.push(Mention::new(MentionKind::Pronoun, i..i + 1));
        return Some(i + 1);
    }
    // "the two leaders", "both sides", "the Presidents", "all parties", "the participants".
    let determined = doc.is(i, WordClass::Determiner) || doc.is_text(i, "both") || doc.is_text(i, "all");
    let after_bullet = doc.tokens[i].capital && doc.opens_sentence(i);
    // "Turkish side offered": without its article, as translations have it.
    if !determined
        && let Some(hit) = doc.hits.name(i).filter(|h| h.strong && matches!(h.to, NameRef::Demonym(_)))
        && doc.is_text(hit.end, "side")
    {
        let mut mention = Mention::new(MentionKind::Nominal, i..hit.end + 1);
        mention.entities.extend(doc.entities.of_name(hit.to, doc.lexicon));
        doc.mentions.push(mention);
        return Some(hit.end + 1);
    }
    // "Summit urged the authorities to", "Council decides to": the gathering acts, and has no article in its own communiqués.
    if after_bullet && GATHERED.iter().any(|w| doc.is_text(i, w)) && acts(doc, i + 1) {
        doc.mentions.push(Mention::new(MentionKind::Nominal, i..i + 1));
        return Some(i + 1);
    }
    if !(determined || after_bullet) {
        return None;
    }
    let mut at = if determined { i + 1 } else { i };
    while at < limit
        && (doc.is(at, WordClass::NumberWord)
            || doc.tokens[at].kind == TokenKind::Number
            || doc.is_text(at, "of")
            || doc.is_text(at, "the"))
        && at < i + 4
    {
        at += 1;
    }
    // "the two geopolitical entities": one adjective may stand before the noun when a number does too.
    if at > i + 1
        && doc.is(at + 1, WordClass::PartyNoun)
        && !doc.is(at, WordClass::PartyNoun)
        && doc.is(at, WordClass::English)
        && doc.tokens.get(at).is_some_and(|t| !t.capital)
    {
        at += 1;
    }
    let owner = doc.hits.name(at).filter(|h| {
        h.strong
            || matches!(h.to, NameRef::Organization(_)) && doc.is(h.end, WordClass::SideNoun) && super::usable(doc, at)
    });
    // "the European side": the organisation at the table that has the region in its name.
    if let Some(hit) = owner
        && determined
        && matches!(hit.to, NameRef::Region(_))
        && doc.is(hit.end, WordClass::SideNoun)
    {
        let region = rapporteur_text::fold(doc.word(at));
        let known = doc
            .entities
            .iter()
            .find(|(_, e)| e.kind == ActorKind::Organization && super::content_words(&e.name).contains(&region))
            .map(|(id, _)| id);
        if let Some(id) = known {
            let mut mention = Mention::new(MentionKind::Nominal, at..hit.end + 1);
            mention.entities.push(id);
            doc.mentions.push(mention);
            return Some(hit.end + 1);
        }
        return None;
    }
    // "the Kyrgyz side", "the Tajik delegation": a side noun after an adjective or state.
    if let Some(hit) = owner
        && determined
        && (matches!(hit.to, NameRef::Demonym(_) | NameRef::Country(_))
            || matches!(hit.to, NameRef::Organization(_)) && doc.is(hit.end, WordClass::SideNoun))
    {
        let mut head = hit.end;
        if doc.is_possessive(head) {
            head += 1;
        }
        if doc.is(head, WordClass::SideNoun) && !doc.is_text(head, "capital") && !doc.is_text(head + 1, "of") {
            let mut mention = Mention::new(MentionKind::Nominal, at..head + 1);
            mention.entities.extend(doc.entities.of_name(hit.to, doc.lexicon));
            doc.mentions.push(mention);
            return Some(head + 1);
        }
        return None;
    }
    let lower = doc.tokens.get(at).is_some_and(|t| !t.capital);
    // "The Ministers in charge of Security of the member states".
    let charged = |k: usize| doc.is_text(k, "in") && doc.is_text(k + 1, "charge");
    let follow = |k: usize| doc.is_text(k, "of") || doc.is_text(k, "from") || charged(k);
    if (doc.is(at, WordClass::PartyNoun) || doc.is(at, WordClass::Attendee))
        && !follow(at + 1)
        && doc.hits.name(at).is_none()
    {
        // Alone without an article only as the first word of a sentence ("Participants agreed").
        if determined || after_bullet && doc.is(at, WordClass::Attendee) {
            doc.mentions.push(Mention::new(MentionKind::Parties, at..at + 1));
            return Some(at + 1);
        }
    }
    // "the two signed": those of whom it was just told.
    if determined
        && doc.is_text(i + 1, "two")
        && [WordClass::Verb, WordClass::Reporting, WordClass::Modal, WordClass::PersonVerb]
            .iter()
            .any(|&c| doc.is(i + 2, c))
    {
        doc.mentions.push(Mention::new(MentionKind::Parties, i + 1..i + 2));
        return Some(i + 2);
    }
    // "both" alone: "Both agreed that".
    if doc.is_text(i, "both")
        && [WordClass::Verb, WordClass::Reporting, WordClass::Modal].iter().any(|&c| doc.is(i + 1, c))
    {
        doc.mentions.push(Mention::new(MentionKind::Parties, i..i + 1));
        return Some(i + 1);
    }
    // "the members of the Security Council" is a group; "the heads of the delegations" stands for the parties.
    if determined && doc.is_text(at, "heads") && follow(at + 1) {
        let k = if doc.is_text(at + 2, "the") { at + 3 } else { at + 2 };
        if doc.is(k, WordClass::SideNoun)
            || doc.is_text(k, "delegations")
            || doc.is_text(k, "state") && !doc.is_text(k + 1, "of")
            || doc.is_text(k, "government") && !doc.is_text(k + 1, "of")
        {
            doc.mentions.push(Mention::new(MentionKind::Parties, at..k + 1));
            return Some(k + 1);
        }
    }
    // "the Organization", "the Committee", "his country", "our country", "its secretariat".
    if determined
        && !(doc.hits.name(at).is_some_and(|h| !h.strong && matches!(h.to, NameRef::Organization(_)))
            && super::usable(doc, at))
        && doc.hits.name(at).is_none_or(|h| h.end <= at + 1)
        && body_at(doc, at).is_none_or(|b| b.tokens.end <= at + 1)
        && (doc.is(at, WordClass::OrganizationNoun) || doc.is(at, WordClass::CountryNoun))
    {
        let possessive = ["his", "her", "our", "my", "their", "its"].iter().any(|p| doc.is_text(i, p));
        let capital = !lower;
        // "The government will contribute", after "the Government of X".
        let government = doc.is_text(at, "government") && doc.is_text(i, "the") && doc.opens_sentence(i);
        if ((capital || government) && doc.is_text(i, "the")
            || possessive && (doc.is(at, WordClass::CountryNoun) || doc.is_text(at, "ministry")))
            && !follow(at + 1)
            && !doc.tokens.get(at + 1).is_some_and(|t| t.capital)
        {
            doc.mentions.push(Mention::new(MentionKind::Nominal, at..at + 1));
            return Some(at + 1);
        }
    }
    None
}

/// What an organisation calls its own highest organ, without an article.
const GATHERED: [&str; 4] = ["summit", "council", "conference", "assembly"];

/// Whether a finite verb of what institutions do stands at `i`, perhaps behind an adverb: "further calls on".
fn acts(doc: &Annotated<'_>, i: usize) -> bool {
    let verb = |k: usize| {
        doc.tokens.get(k).is_some_and(|t| !t.capital)
            && [WordClass::Verb, WordClass::Reporting].iter().any(|&class| doc.is(k, class))
            && (doc.word(k).ends_with("ed") || doc.word(k).ends_with('s') || doc.is(k, WordClass::Reporting))
    };
    verb(i) || doc.is(i, WordClass::Adverb) && verb(i + 1)
}
