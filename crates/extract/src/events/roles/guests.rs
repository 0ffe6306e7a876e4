//! Guests and observers by what a sentence calls them.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::Role;

/// "took part as an observer", "attended as guests".
pub(in crate::events) fn as_guest(doc: &Annotated<'_>, trigger: &Range<usize>, range: &Range<usize>) -> Option<Role> {
    let from = trigger.start;
    let guest = |k: usize| doc.is(k, WordClass::ObserverWord) || doc.is(k, WordClass::GuestWord);
    // "X took part as mediators, while Y attended as observers": each in his own clause.
    let clause = (trigger.end..range.end.min(trigger.end + 9))
        .find(|&i| doc.is_text(i, ";") || doc.is_text(i, ",") && doc.is(i + 1, WordClass::Subordinator))
        .unwrap_or(range.end);
    let near = (from..clause.min(trigger.end + 9)).any(|i| {
        (doc.is_text(i, "as") || doc.is_text(i, "status") || doc.is_text(i, "capacity")) && (i + 1..i + 4).any(guest)
    });
    // "As a guest the session was attended by X".
    let opens = doc.is_text(range.start, "as") && (range.start + 1..range.start + 3).any(guest);
    // "attended by Mr X, Head of the Office in Y, as an observer": the last words of the sentence, behind long offices.
    let last = (from..clause).rev().find(|&i| doc.tokens[i].kind == rapporteur_text::TokenKind::Word);
    let closes = last.is_some_and(|k| guest(k) && (k.saturating_sub(3).max(from)..k).any(|i| doc.is_text(i, "as")));
    (near || closes || opens).then_some(Role::Guest)
}

/// Tokens from a dash to the last of the states listed behind it, at most.
const LIST: usize = 40;

/// Observers and guests by their own words: "observers from Kazakhstan".
pub(super) fn observer(doc: &Annotated<'_>, m: usize) -> Option<Role> {
    let mention = &doc.mentions[m];
    // "as well as of the observer states – A, B and C".
    if mention.kind == MentionKind::State {
        let first = mention.tokens.start;
        let listed = |i: &usize| {
            doc.is_text(*i, ",")
                || doc.is(*i, WordClass::Coordinator)
                || doc.is(*i, WordClass::Determiner)
                || doc.mention_at(*i).is_some_and(|x| x.kind == MentionKind::State)
        };
        let dash = (first.saturating_sub(LIST)..first).rev().find(|i| !listed(i)).filter(|&i| {
            doc.tokens[i].word == rapporteur_lexicon::WordId::JOINER && !doc.tokens[i].glued || doc.is_text(i, "(")
        });
        let behind = |dash: usize| (dash.saturating_sub(3)..dash).any(|i| doc.is(i, WordClass::ObserverWord));
        return dash.filter(|&dash| behind(dash)).map(|_| Role::Guest);
    }
    let words = mention.tokens.clone();
    (mention.kind == MentionKind::Group && words.into_iter().any(|i| doc.is(i, WordClass::ObserverWord)))
        .then_some(Role::Guest)
}
