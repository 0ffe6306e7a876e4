//! Which words may stand before the head of a group.

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_text::TokenKind;

use crate::document::Annotated;

/// Whether a lower-case word may stand before the head of a group: an adjective or noun, no verb and no function word.
pub(super) fn modifier(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| {
        t.kind == TokenKind::Word
            && doc.lexicon.is(t.word, WordClass::English)
            && !doc.lexicon.classes.any(
                t.word,
                &[
                    WordClass::Preposition,
                    WordClass::Determiner,
                    WordClass::Pronoun,
                    WordClass::Coordinator,
                    WordClass::Be,
                    WordClass::Have,
                    WordClass::Do,
                    WordClass::Modal,
                    WordClass::Relative,
                    WordClass::Reporting,
                    WordClass::Negation,
                    WordClass::ObjectPronoun,
                    WordClass::InvolvingWord,
                ],
            )
            && !(doc.lexicon.is(t.word, WordClass::Verb) && !t.capital)
    }) || base_noun(doc, i)
        || unknown_word(doc, i)
}

/// "interagency delegation": a word no list knows, in lower case, before another noun of a group.
fn unknown_word(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.word == WordId::UNKNOWN)
        && word.len() > 3
        && word.chars().all(|c| c.is_ascii_lowercase())
        && (doc.is(i + 1, WordClass::GroupHead) || doc.is(i + 2, WordClass::GroupHead))
}

/// "state legislators": a noun that is a verb elsewhere, right before the head.
pub(super) fn base_noun(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
        && doc.is(i, WordClass::English)
        && !word.ends_with('s')
        && !word.ends_with("ed")
        && doc.is(i + 1, WordClass::GroupHead)
        && !doc.is(i, WordClass::ObjectPronoun)
        && ![
            WordClass::Preposition,
            WordClass::Determiner,
            WordClass::Coordinator,
            WordClass::Pronoun,
            WordClass::Modal,
        ]
        .iter()
        .any(|&c| doc.is(i, c))
        && ![WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Relative, WordClass::Adverb, WordClass::Negation]
            .iter()
            .any(|&c| doc.is(i, c))
}

pub(super) fn finite(doc: &Annotated<'_>, i: usize) -> bool {
    [
        WordClass::Verb,
        WordClass::Reporting,
        WordClass::PersonVerb,
        WordClass::Be,
        WordClass::Have,
        WordClass::Do,
        WordClass::Modal,
        WordClass::Relative,
        WordClass::Adverb,
    ]
    .iter()
    .any(|&c| doc.is(i, c))
        && !doc.is(i, WordClass::GroupHead)
}
