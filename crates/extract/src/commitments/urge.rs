//! What "the importance of" must be followed by to urge something: doing, in a gerund or a noun.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

use crate::syntax::is_verb;

/// Whether a verb in "-ing" stands at `i`, perhaps after an adverb.
pub(super) fn gerund(doc: &Annotated<'_>, i: usize) -> bool {
    let at = if doc.is(i, WordClass::Adverb) && !doc.word(i).ends_with("ing") { i + 1 } else { i };
    let word = doc.word(at);
    word.ends_with("ing")
        && word.len() > 5
        && !doc.is(at, WordClass::NextWord)
        // "following up" is a gerund all the same.
        && (!doc.is(at, WordClass::Preposition) || doc.is_text(at + 1, "up"))
        && !doc.tokens[at].capital
        && !(doc.lexicon.event_nouns.contains_key(&doc.tokens[at].word) && !doc.is(at, WordClass::MeetVerb))
}

/// "importance of" urges something only when doing follows: a gerund or a noun of action.
pub(super) fn urges(doc: &Annotated<'_>, from: usize, range: &Range<usize>) -> bool {
    let mut k = from;
    let mut steps = 0;
    while k < range.end && steps < 8 {
        if let Some(owner) = doc.mention_of[k].map(|m| &doc.mentions[m])
            && doc.is_possessive(owner.tokens.end)
        {
            // "the importance of Norway's engagement with the Fund" asks for it; a person's merits are praise.
            return matches!(
                owner.kind,
                rapporteur_normalize::MentionKind::State | rapporteur_normalize::MentionKind::Organization
            ) && doc.is(owner.tokens.end + 1, WordClass::ActionNoun);
        }
        if doc.is(k, WordClass::ActionNoun) || deverbal(doc, k) {
            return true;
        }
        let word = doc.word(k);
        let gerund = word.ends_with("ing")
            && (word.len() > 5 || word == "doing")
            && !doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word)
            && (!doc.is(k, WordClass::Preposition) || k == from)
            && !doc.is(k, WordClass::Determiner)
            // "the importance of the Alliance in addressing challenges": what it is good for.
            && !(k > from && doc.is_text(k - 1, "in"));
        if gerund && (k == from || !doc.is(k - 1, WordClass::Determiner)) {
            return true;
        }
        // "continued close coordination": an adjective, though a verb elsewhere.
        let adjective = word == "close" && k > from;
        if matches!(word, "," | ";" | "." | "that") || is_verb(doc, k) && !adjective {
            return false;
        }
        k += 1;
        steps += 1;
    }
    false
}

/// "suppression of channels", "harmonisation of rules": a noun made of a verb, with what is done to it behind "of".
fn deverbal(doc: &Annotated<'_>, i: usize) -> bool {
    const ENDINGS: [&str; 8] = ["ization", "isation", "ssion", "usion", "ption", "uction", "itation", "ishment"];
    let word = doc.word(i);
    let body = [WordClass::BodyHead, WordClass::InstrumentNoun, WordClass::InstitutionNoun, WordClass::SituationNoun];
    word.len() > 8
        && doc.is_text(i + 1, "of")
        && !doc.tokens[i].capital
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
        && !body.iter().any(|&class| doc.is(i, class))
}
