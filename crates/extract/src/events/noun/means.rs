//! How people met.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

use super::phrase::Phrase;
use crate::events::when;
use crate::syntax::is_verb;

/// Whether the sentence says that the occasion itself was by video, and not that one of them took part so.
pub(super) fn by_video(
    doc: &Annotated<'_>,
    range: &Range<usize>,
    p: &Phrase,
    pred: Option<usize>,
    gov: Option<usize>,
    acts: bool,
) -> bool {
    // "held by videoconference", "took place online".
    let by_video = pred.is_some_and(|v| {
        v < p.end + 22
            && !(p.end..v).any(|i| doc.is_text(i, ","))
            && (v..range.end.min(v + 7)).any(|i| doc.is(i, WordClass::VideoWord) && !doc.is_text(i + 1, "statement"))
    });
    // "was held today in the format of videoconference", "chaired the consultation via video link".
    let means = (p.end..range.end).filter(|&i| doc.is(i, WordClass::VideoWord)).any(|i| {
        let linked = (i.saturating_sub(4).max(p.end)..i).any(|k| {
            ["via", "by", "through", "in", "form", "format", "mode", "over"].iter().any(|w| doc.is_text(k, w))
        });
        let verb = (range.start..i)
            .rev()
            .find(|&k| is_verb(doc, k) && !doc.is(k, WordClass::Be) && !doc.is(k, WordClass::Have));
        let own = verb.is_none_or(|k| {
            Some(k) == gov
                || doc.is(k, WordClass::ChairVerb)
                || doc.is(k, WordClass::OccurWord)
                || doc.is(k, WordClass::Light)
                || ["held", "took", "conducted", "convened", "organized", "hosted"].iter().any(|w| doc.is_text(k, w))
        });
        // "took part via video link": one of them.
        let part = verb.is_some_and(|k| doc.is_text(k + 1, "part") || doc.is(k, WordClass::JoinVerb));
        linked && own && !part && !doc.is_text(i + 1, "statement") && when::full_verbs(doc, p.end..i) <= 1
    });
    // "in the mode of videoconference took place the meeting".
    let opens = (range.start..p.start).any(|i| {
        doc.is(i, WordClass::VideoWord)
            && (i.saturating_sub(4).max(range.start)..i)
                .any(|k| ["via", "by", "format", "mode", "through"].iter().any(|w| doc.is_text(k, w)))
            && !(range.start..i).any(|k| doc.is_text(k, "part"))
            && !(i + 1..p.start).any(|k| {
                is_verb(doc, k)
                    && !doc.is(k, WordClass::OccurWord)
                    && !doc.is_text(k, "took")
                    && !doc.is(k, WordClass::Be)
            })
    }) && acts;
    let means = means || opens;
    by_video || means
}

/// Whether "by phone", "over the telephone" follow at once what was held.
pub(super) fn by_phone(doc: &Annotated<'_>, end: usize) -> bool {
    let over = ["by", "over", "via"].iter().any(|w| doc.is_text(end, w));
    let word = if doc.is(end + 1, WordClass::Determiner) { end + 2 } else { end + 1 };
    over && doc.is(word, WordClass::PhoneWord)
}
