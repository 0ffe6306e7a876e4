//! Where and when a traveller was, or a ceremony took place, for what the text tells around it.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, DateMention, PlaceHit, place_at};
use rapporteur_schema::vocabulary::Salience;

use crate::events::{ceremonial, when};
use crate::model::{Event, Marker};

/// The town a paragraph opens with: "While in Oslo, …", "In Juba, the President …", for what its later sentences tell.
pub(super) fn place(doc: &Annotated<'_>, sentence: usize) -> Option<PlaceHit> {
    let block = doc.sentences[sentence].block;
    (0..=sentence).rev().take_while(|&s| doc.sentences[s].block == block).find_map(|s| {
        let start = doc.sentences[s].tokens.start;
        let at = if doc.is_text(start, "while") { start + 1 } else { start };
        if !(doc.is_text(at, "in") || doc.is_text(at, "at")) {
            return stayed(doc, s).filter(|_| s < sentence);
        }
        let hit = place_at(doc, at + 1).filter(|p| p.strong && p.city.is_some())?;
        let comma = doc.is_text(hit.tokens.end, ",") || doc.dates.iter().any(|d| d.tokens.start == hit.tokens.end);
        comma.then_some(hit)
    })
}

/// "The Minister was in Abidjan. There she met X": the town a sentence says somebody was in.
fn stayed(doc: &Annotated<'_>, s: usize) -> Option<PlaceHit> {
    let range = doc.sentences[s].tokens.clone();
    let be = range.clone().find(|&i| doc.is_text(i, "was") || doc.is_text(i, "were"))?;
    let hit = place_at(doc, be + 2).filter(|p| doc.is_text(be + 1, "in") && p.strong && p.city.is_some())?;
    let who = doc.mention_of[be.checked_sub(1).filter(|&k| k >= range.start)?]?;
    doc.entities.get(doc.mentions[who].entity()?).is_human().then_some(hit)
}

/// The days a paragraph opens with: "In Accra, from 2 to 4 May, X met Y. She also met Z", "From 5 to 8 May, X was in Abidjan.
/// There she met Z".
pub(in crate::events) fn days(doc: &Annotated<'_>, event: &Event) -> Option<DateMention> {
    let block = doc.sentences[event.sentence].block;
    let first = (0..event.sentence).rev().take_while(|&s| doc.sentences[s].block == block).last()?;
    let range = doc.sentences[first].tokens.clone();
    doc.dates_in(&range)
        .find(|d| {
            let several = d.span.as_ref().is_some_and(|x| x.start.is_some() && x.end.is_some() && x.start < x.end);
            let opens = d.tokens.start <= range.start + 7
                && (range.start..d.tokens.start)
                    .all(|i| doc.tokens[i].capital || doc.is(i, WordClass::Preposition) || doc.is_text(i, ","));
            several && opens && doc.is_text(d.tokens.end, ",")
        })
        .cloned()
}

/// Whether a visit is told of as one to a town ("was in Oslo on a working visit") and nothing on it took place in another.
pub(super) fn one_town(events: &[Event], visit: usize) -> bool {
    let city = |e: &Event| e.place.as_ref().and_then(|p| p.city);
    let stated = |e: &Event| e.place_basis == Some("stated") && e.salience != Salience::Referenced;
    let Some(town) = city(&events[visit]).filter(|_| stated(&events[visit]) && events[visit].by_verb) else {
        return false;
    };
    events.iter().filter(|e| stated(e)).filter_map(city).all(|other| other == town)
}

/// "The handover ceremony in Dushanbe was attended by X": where what was handed over, signed or opened before was so.
pub(in crate::events) fn ceremonies(doc: &Annotated<'_>, events: &mut [Event]) {
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        // As what the sentence is about, not "attended the opening ceremony of the consulate".
        let Some(word) = range.clone().take(5).find(|&i| doc.is_text(i, "ceremony") && !doc.quoted[i]) else {
            continue;
        };
        let solemn = |e: &Event| {
            ceremonial(e.kind)
                && !e.aside
                && e.marker == Marker::None
                && (e.place.is_none() || e.date.is_none())
                && e.sentence <= s
                && s <= e.sentence + 3
        };
        let Some(at) = events.iter().rposition(solemn) else { continue };
        if events[at].place.is_none() {
            super::locate_phrase(doc, &mut events[at], &range, word, word + 1);
        }
        // "The solemn ceremony was held yesterday".
        let held = (word..range.end.min(word + 4)).any(|i| doc.is_text(i, "held") || doc.is_text(i, "took"));
        if events[at].date.is_none() && held {
            when::attach_phrase(doc, &mut events[at], &range, word, word + 1);
        }
    }
}
