//! How people met.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode};

use super::Site;
use super::phrase::Phrase;
use crate::events::verb::video;
use crate::events::when;
use crate::model::Event;
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

/// Whether they talked by telephone or video, as the phrase and its clause say.
pub(super) fn tell(site: &Site<'_>, event: &mut Event, acts: bool) {
    let Site { doc, range, p, gov, pred, .. } = *site;
    let (head, kind) = (p.head, event.kind);
    // A conversation is by telephone only where the text says so.
    let spoken = doc.lexicon.event_nouns.get(&doc.tokens[head].word).is_some_and(|k| k == "call")
        && doc.is(head, WordClass::SpokenNoun)
        && !(p.start..head).any(|i| doc.is(i, WordClass::PhoneWord));
    if spoken {
        event.kind = EventType::Meeting;
        event.mode = Mode::Unknown;
    }
    // "A, B and C held a video conference": particular persons who talk are on a call.
    let video_talk = doc.is_text(head, "videoconference")
        // "held a telephone conference".
        || doc.is_text(head, "conference")
            && head > range.start
            && (doc.is_text(head - 1, "video") || doc.is(head - 1, WordClass::PhoneWord));
    let persons = event.parts.iter().filter(|x| doc.mentions[x.mention].kind == MentionKind::Person).count();
    if video_talk && event.kind == EventType::Conference && (2..=4).contains(&persons) && persons == event.parts.len() {
        event.kind = EventType::Call;
    }
    let by_video = by_video(doc, range, p, pred, gov, acts) && kind != EventType::Visit;
    if by_video || video(doc, &(p.start..p.end)) || kind == EventType::Call && video(doc, range) {
        event.mode = Mode::Video;
    } else if (p.start..p.end).any(|i| doc.is(i, WordClass::PhoneWord)) || by_phone(doc, p.end) {
        event.mode = Mode::Phone;
        if kind == EventType::Meeting {
            event.kind = EventType::Call;
        }
    }
}
