//! Whether several people were met at one table or one by one.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};

/// Whether the objects were met one by one: named holders of different offices of one state or organisation, on a visit or
/// in "meetings". A state's own officials are no counterparts of each other: they sit at one table.
pub(super) fn separate(
    doc: &Annotated<'_>,
    subjects: &[usize],
    objs: &[usize],
    s: usize,
    trigger: &Range<usize>,
) -> bool {
    if objs.len() < 2 {
        return false;
    }
    let plural = trigger.clone().any(|i| doc.is_text(i, "meetings") || doc.is_text(i, "talks"));
    let range = &doc.sentences[s].tokens;
    let on_visit = (range.start..trigger.start)
        .any(|i| doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "visit"));
    let also = (range.start..trigger.end).any(|i| doc.is_text(i, "also") || doc.is_text(i, "separately"));
    let side = |m: usize| {
        let mention = &doc.mentions[m];
        let entity = mention.entity()?;
        mention
            .office
            .as_ref()
            .and_then(|o| o.represents)
            .or_else(|| doc.entities.get(entity).represents())
            .and_then(|r| crate::sides::top(doc, r))
    };
    // "held separate meetings with A and B", "met separately with A and with B": one each.
    // "met with A, and, separately, with B".
    let last = objs.last().map_or(trigger.end, |&m| doc.mentions[m].tokens.end + 1);
    let apart = (range.start + 1..(trigger.end + 2).max(last).min(range.end)).any(|i| {
        ["separately", "separate", "individually"].iter().any(|w| doc.is_text(i, w))
            || i > trigger.end && doc.is_text(i, "then")
    });
    let several = trigger.clone().any(|i| doc.is_text(i, "meetings") || doc.is_text(i, "calls"));
    let persons = objs.iter().filter(|&&m| doc.mentions[m].kind == MentionKind::Person).count();
    let single = persons == objs.len()
        || persons >= 2
            && objs.iter().all(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Group));
    // "met with A and with B", "was received by A and by B": each of them.
    let again = objs.windows(2).any(|pair| {
        let between = doc.mentions[pair[0]].tokens.end..doc.mentions[pair[1]].tokens.start;
        between.clone().any(|i| {
            (doc.is(i, WordClass::Coordinator) || doc.is_text(i, ","))
                && ["with", "by"].iter().any(|w| doc.is_text(i + 1, w) && i + 1 < between.end)
                && !between.clone().any(|k| doc.is(k, WordClass::CompanionWord))
        })
    });
    // "were briefed by A and by B" at one session.
    let heard = trigger.clone().any(|i| doc.is_text(i, "briefed"));
    if apart || several && single || again && !heard && (persons == objs.len() || single_kinds(doc, objs)) {
        return true;
    }
    let sides: Vec<_> = objs.iter().map(|&m| side(m)).collect();
    let persons = objs.iter().filter(|&&m| doc.mentions[m].kind == MentionKind::Person).count();
    let known: Vec<_> = sides.iter().flatten().collect();
    // "held bilateral talks with A of X and B of Y": with one side at a time.
    let bilateral = (trigger.start..(trigger.end + 2).min(range.end)).any(|i| doc.is_text(i, "bilateral"));
    if bilateral && persons == objs.len() && known.len() == objs.len() && known.windows(2).all(|w| w[0] != w[1]) {
        return true;
    }
    let one_side = known.windows(2).all(|w| w[0] == w[1]);
    let colleagues = subjects.iter().any(|&m| side(m).is_some_and(|own| known.contains(&&own)));
    // "met with the Foreign Minister A and the Interior Minister B": each of them, unless the text says "together".
    let heads: Vec<&str> =
        objs.iter().filter_map(|&m| doc.mentions[m].office.as_ref()).map(|o| o.head.as_str()).collect();
    // "met with German counterparts A and B": at one table.
    let counterparts = heads.iter().any(|head| {
        let word = doc.lexicon.words.get(head);
        doc.lexicon.is(word, WordClass::CounterpartWord)
    });
    let offices = persons == objs.len()
        && !counterparts
        && heads.len() == objs.len()
        && heads.windows(2).all(|w| w[0] != w[1])
        && (on_visit || known.len() == objs.len())
        && trigger.clone().any(|i| {
            doc.is(i, WordClass::MeetWord)
                || doc.is_text(i, "called")
                || doc.is_text(i, "received") && doc.is_text(i + 1, "by")
        })
        && !(range.start..range.end).any(|i| {
            doc.is_text(i, "together") || doc.is_text(i, "joint") || doc.is_text(i, "jointly") || doc.is_text(i, "both")
        });
    // "President A and Foreign Minister B of X", "X's Vice Minister A and Deputy Secretary B": one delegation.
    let tail = |m: usize| doc.names_country(doc.mentions[m].tokens.end - 1);
    let front = |m: usize| {
        let tokens = &doc.mentions[m].tokens;
        let ends = (tokens.start..tokens.end - 1).take(LONGEST_COUNTRY);
        doc.demonym_at(tokens.start).is_some() || ends.into_iter().any(|k| doc.names_country(k))
    };
    let delegation = objs.split_last().is_some_and(|(&last, rest)| tail(last) && !rest.iter().any(|&m| tail(m)))
        || !on_visit
            && objs.split_first().is_some_and(|(&first, rest)| front(first) && !rest.iter().any(|&m| front(m)));
    // "called on A, President, and B, Prime Minister of X": nobody calls on both at once.
    let highest = |m: &usize| doc.mentions[*m].office.as_ref().is_some_and(|o| o.level == Some(1));
    let delegation = delegation
        && !(trigger.clone().any(|i| doc.is_text(i, "called"))
            && objs.iter().all(highest)
            && heads.len() == objs.len());
    (plural || on_visit && also) && persons >= 1 && one_side || offices && one_side && !colleagues && !delegation
}

/// "Republic of Korea" has as many words.
const LONGEST_COUNTRY: usize = 3;

/// "met with members of the Parliament and with Ambassador X": people in general, and a person.
fn single_kinds(doc: &Annotated<'_>, objs: &[usize]) -> bool {
    objs.len() == 2 && objs.iter().all(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Group))
}
