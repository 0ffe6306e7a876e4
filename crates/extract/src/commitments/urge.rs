//! What "the importance of" must be followed by to urge something: doing, in a gerund or a noun; and when an agreement asks it of
//! others.

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

/// "agreed on the need for all Allies to pay", "agreed that the points must be implemented": what both ask of others.
pub(super) fn asks_others(doc: &Annotated<'_>, cue: &Range<usize>, range: &Range<usize>) -> bool {
    let need = (cue.start..range.end.min(cue.end + 3)).find(|&i| doc.is_text(i, "need"));
    if let Some(need) = need {
        let to = (need + 2..range.end.min(need + 14)).find(|&i| doc.is_text(i, "to"));
        let own = (need + 1..need + 4).any(|i| ["both", "them", "us", "the two"].iter().any(|w| doc.is_text(i, w)))
            // "the need for close cooperation to address X": what they need themselves.
            || to.is_some_and(|to| action_noun(doc, to - 1));
        return doc.is_text(need + 1, "for") && to.is_some() && !own;
    }
    let Some(that) = cue.clone().find(|&i| doc.is_text(i, "that")) else { return false };
    let must = (that + 1..range.end.min(that + 14)).find(|&i| doc.is_text(i, "must"));
    must.is_some_and(|v| {
        let own =
            (that + 1..v).any(|i| ["they", "we", "both", "sides", "parties", "two"].iter().any(|w| doc.is_text(i, w)));
        !own && !(that + 1..v).any(|i| is_verb(doc, i))
    })
}

/// A noun of what is done and nobody who does it: "cooperation", "coordination", "engagement".
fn action_noun(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    let classes = [
        WordClass::BodyHead,
        WordClass::GroupHead,
        WordClass::PartyNoun,
        WordClass::SideNoun,
        WordClass::CountryNoun,
        WordClass::EntityNoun,
    ];
    doc.mention_of[i].is_none()
        && !classes.iter().any(|&class| doc.is(i, class))
        && ["tion", "sion", "ment", "ance", "ence", "action", "efforts", "ties", "work", "approach", "dialogue"]
            .iter()
            .any(|end| word.ends_with(end))
        && word != "opposition"
}
