//! Fields of competence: "Foreign Affairs and European Integration", "Science, Technology and Innovation".

use rapporteur_lexicon::{NameRef, WordClass, WordId};
use rapporteur_text::TokenKind;

use super::{lookup_domain_head, lookup_head};
use crate::document::Annotated;

/// Whether an ordinal in figures stands before a word with a capital: "the 1st Infantry Brigade".
pub(super) fn numbered(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    word.starts_with(|c: char| c.is_ascii_digit())
        && ["st", "nd", "rd", "th"].iter().any(|suffix| word.ends_with(suffix))
        && doc.tokens.get(i + 1).is_some_and(|t| t.capital)
}

/// End of a field of competence.
pub(super) fn field_end(doc: &Annotated<'_>, i: usize, limit: usize) -> usize {
    let Some(capital) = doc.tokens.get(i).map(|t| t.capital) else { return i };
    let ok = |k: usize| {
        doc.tokens.get(k).is_some_and(|t| {
            t.kind == TokenKind::Word
                && t.capital == capital
                && (doc.lexicon.is(t.word, WordClass::English)
                    // "Foreign Affairs and Co-operation".
                    || doc.is_text(k, "co") && doc.tokens.get(k + 1).is_some_and(|t| t.word == WordId::JOINER && t.glued)
                    || doc.lexicon.is(t.word, WordClass::NotName)
                    || rapporteur_text::is_acronym(doc.word(k)))
                && !doc.lexicon.is(t.word, WordClass::Preposition)
                && !doc.lexicon.is(t.word, WordClass::Pronoun)
                && !doc.lexicon.months.contains_key(&t.word)
                && (capital
                    || !(doc.lexicon.is(t.word, WordClass::Verb)
                        || doc.lexicon.is(t.word, WordClass::Reporting)
                        || doc.lexicon.is(t.word, WordClass::Be)
                        || doc.lexicon.is(t.word, WordClass::Have)
                        || doc.lexicon.is(t.word, WordClass::Modal)
                        || doc.lexicon.is(t.word, WordClass::Adverb)
                        || doc.lexicon.is(t.word, WordClass::Relative)
                        || doc.lexicon.is(t.word, WordClass::Coordinator)))
        })
    };
    let mut end = i;
    let mut k = i;
    // Behind one comma of a list the next are read as far as its "and".
    let mut listed = false;
    while k < limit && (capital || k < i + 4) {
        // "Planning Peter Mwangi": a given name begins the name, a strange word goes on with it.
        let name = capital
            && k > i
            && doc.is(k, WordClass::GivenWord)
            && doc.tokens.get(k + 1).is_some_and(|t| {
                t.kind == TokenKind::Word
                    && t.capital
                    && (!doc.lexicon.is(t.word, WordClass::English) || doc.is_text(k + 2, "."))
            });
        // "European Affairs Ma Sang-yoon": a family name before a given name of two syllables.
        let syllables = |k: usize| {
            doc.tokens.get(k + 1).is_some_and(|t| t.word == WordId::JOINER && t.glued)
                && doc.tokens.get(k + 2).is_some_and(|t| {
                    t.kind == TokenKind::Word && !t.capital && !doc.lexicon.is(t.word, WordClass::English)
                })
        };
        let korean = capital && k > i && doc.tokens.get(k + 1).is_some_and(|t| t.capital) && syllables(k + 1);
        if name || korean {
            break;
        }
        // "for the Caucasus and Central Asia": a region of several words is one.
        if capital
            && k > i
            && let Some(hit) =
                doc.hits.name(k).filter(|h| h.end > k + 1 && h.end <= limit && matches!(h.to, NameRef::Region(_)))
        {
            k = hit.end;
            end = k;
            continue;
        }
        // "Foreign and European Affairs".
        if capital
            && let Some(hit) = doc.hits.name(k).filter(|h| matches!(h.to, NameRef::Demonym(_) | NameRef::Region(_)))
            && hit.end < limit
            && ok(hit.end)
            && doc.is_text(hit.end, "affairs")
        {
            k = hit.end;
            continue;
        }
        // "Russia, Ukraine, and": the last comma of a list that others began.
        // "Petroleum, Natural Gas and Biofuels of": the last of a list may be unknown.
        let last_of_list = listed && doc.is_text(k, "and") && closes_list(doc, k + 1);
        let oxford = listed && doc.is_text(k, ",") && doc.is_text(k + 1, "and");
        // "Trade and Barbuda Affairs", "Foreign Affairs and European Integration".
        let region = capital
            && (k > i && doc.tokens[k].capital && doc.is_text(k + 1, "affairs") || k == i && region_field(doc, k));
        if ok(k) || region || listed_before(doc, k, i) && closes_list(doc, k) {
            k += 1;
            end = k;
        } else if k > i && doc.tokens[k].word == WordId::JOINER && doc.tokens[k].glued
            // "Defence and Veterans' Affairs".
            || capital && k > i && doc.is_possessive(k) && doc.is_text(k + 1, "affairs")
        {
            k += 1;
        } else if capital
            && k > i
            && (doc.is_text(k, "and")
                || doc.is_text(k, "&")
                || (doc.is_text(k, ",") && comma_list(doc, k, limit))
                || oxford)
            && (ok(k + 1) || doc.is_text(k + 2, "affairs") || oxford || region_field(doc, k + 1) || last_of_list)
            && lookup_head(doc, k + 1).is_none()
        {
            listed = doc.is_text(k, ",") && !oxford;
            k += 1 + usize::from(oxford);
        } else {
            break;
        }
    }
    end
}

/// ", Communications and High Technologies", ", Science, Technology and Innovation": a comma inside a field is followed by words,
/// perhaps with more commas, and an "and"; an office or a given name among them begins somebody else.
pub(super) fn comma_list(doc: &Annotated<'_>, at: usize, limit: usize) -> bool {
    let field = |k: usize| {
        doc.tokens.get(k).is_some_and(|t| t.capital)
            && (doc.is(k, WordClass::English) || doc.is_text(k + 1, "affairs"))
            && !doc.is(k, WordClass::GivenWord)
    };
    let mut k = at;
    for _ in 0..6 {
        let from = k + 1;
        let lead = lookup_head(doc, from).is_some() || lookup_domain_head(doc, from, limit).is_some();
        if lead && k > at {
            return false;
        }
        k = from;
        while k < limit.min(from + 4) && field(k) {
            k += 1;
        }
        // "Displaced Persons from the Occupied Territories, Labour and Health": a phrase inside the field.
        if k == from {
            return false;
        }
        if doc.is_text(k, "and") || doc.is_text(k, "&") {
            return field(k + 1) || closes_list(doc, k + 1);
        }
        if doc.is_text(k, ",") && doc.is_text(k + 1, "and") {
            return field(k + 2) && lookup_head(doc, k + 2).is_none();
        }
        if !doc.is_text(k, ",") {
            return false;
        }
    }
    false
}

/// "Foreign Affairs and European Integration": an adjective of a region before a field.
pub(crate) fn region_field(doc: &Annotated<'_>, i: usize) -> bool {
    let region =
        doc.hits.name(i).filter(|h| h.end == i + 1 && matches!(h.to, NameRef::Demonym(_) | NameRef::Region(_)));
    region.is_some() && ["integration", "affairs", "cooperation"].iter().any(|w| doc.is_text(i + 1, w))
}

/// An unknown word with a capital that "of" follows: "Biofuels of the Ministry".
fn closes_list(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens
        .get(i)
        .is_some_and(|t| t.capital && t.kind == TokenKind::Word && !doc.lexicon.is(t.word, WordClass::GivenWord))
        && doc.is_text(i + 1, "of")
}

/// Whether "and" stands right before `k`, and a comma before that since `from`.
fn listed_before(doc: &Annotated<'_>, k: usize, from: usize) -> bool {
    k > from && doc.is_text(k - 1, "and") && (from..k).any(|i| doc.is_text(i, ","))
}
