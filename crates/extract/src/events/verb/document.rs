//! Signings and adoptions by verb, with their instrument.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};
use rapporteur_text::TokenKind;

use super::several::{items, listed, one_each};
use super::{actor, actors, add};
use crate::events::{place, when};
use crate::model::{Edge, Event};
use crate::syntax::{Subject, objects};

/// The instrument after the verb or, in the passive, before it: `(tokens, name)`.
fn instrument(doc: &Annotated<'_>, from: usize, limit: usize) -> Option<(Range<usize>, Option<String>)> {
    let mut i = from;
    let mut steps = 0;
    while i < limit && steps < 12 {
        if doc.is(i, WordClass::InstrumentNoun)
            || doc.mention_of[i].is_some_and(|m| doc.mentions[m].kind == MentionKind::Programme)
        {
            let capital = doc.tokens[i].capital;
            let mut first = i;
            while first > from
                && (doc.tokens[first - 1].capital || doc.tokens[first - 1].kind == TokenKind::Number && capital)
            {
                first -= 1;
            }
            // "the Communications Compatibility and Security Agreement": over an "and" between capitals.
            if capital
                && first > from + 2
                && doc.is_text(first - 1, "and")
                && doc.tokens[first - 2].capital
                && doc.mention_of[first - 2].is_none()
            {
                first -= 2;
                while first > from && doc.tokens[first - 1].capital {
                    first -= 1;
                }
            }
            let mut end = doc.mention_of[i].map_or(i + 1, |m| doc.mentions[m].tokens.end);
            // "Memorandum of Understanding on …", "Protocol No. 47".
            let mut k = end;
            while k < limit {
                let token = &doc.tokens[k];
                let link = ["of", "on", "for", "and", "in", "the", "to", "against", "between", "No", "."]
                    .iter()
                    .any(|w| doc.is_text(k, w));
                // "the Agreement in Vienna": where it was signed.
                let town = doc.is_text(k, "in")
                    && rapporteur_normalize::place_at(doc, k + 1).is_some_and(|p| p.city.is_some() && p.strong);
                // "the Action Plan on 15 November": when it was adopted; "the Agreement of 15 May 1992" is called after its day.
                let day =
                    doc.dates.iter().any(|d| d.tokens.start == k && d.span.as_ref().is_some_and(|s| s.start == s.end));
                if day && !doc.is_text(k - 1, "of") {
                    break;
                }
                let years = token.word == rapporteur_lexicon::WordId::JOINER
                    && doc.tokens[k - 1].kind == TokenKind::Number
                    && doc.tokens.get(k + 1).is_some_and(|t| t.kind == TokenKind::Number);
                if token.capital || token.kind == TokenKind::Number || years {
                    k += 1;
                    end = k;
                } else if link && k < end + 3 && !town {
                    k += 1;
                } else {
                    break;
                }
            }
            let name = (capital || end > i + 1 && doc.tokens[end - 1].capital).then(|| doc.phrase(&(first..end)));
            return Some((first..end, name));
        }
        if crate::syntax::is_verb(doc, i) && !doc.is(i, WordClass::Be) || matches!(doc.word(i), ";" | ":" | ".") {
            return None;
        }
        i += 1;
        steps += 1;
    }
    None
}

/// What was adopted under a name that no noun of papers heads: "adopted the Main Directions of Cooperation", "approved the
/// Practical Areas (PA)".
pub(super) fn named_paper(doc: &Annotated<'_>, from: usize, limit: usize) -> Option<(Range<usize>, Option<String>)> {
    let word = |k: usize| doc.tokens.get(k).is_some_and(|t| k < limit && t.kind == TokenKind::Word && t.capital);
    // "the Norway-Ghana Practical Areas": over the sides.
    let mut first = from + 1;
    while let Some(side) =
        doc.mention_at(first).filter(|m| matches!(m.kind, MentionKind::State | MentionKind::Organization))
    {
        first = side.tokens.end;
        first += usize::from(doc.tokens.get(first).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER));
    }
    let plain = (first..first + 2).all(|k| {
        word(k)
            && doc.is(k, WordClass::English)
            && doc.mention_at(k).is_none_or(|m| m.kind == MentionKind::Programme)
            && doc.date_at(k).is_none()
    });
    if !doc.is_text(from, "the") || !plain {
        return None;
    }
    let mut end = first + 2;
    while word(end) || ["of", "for", "on", "and"].iter().any(|w| doc.is_text(end, w)) && word(end + 1) {
        end += 1;
    }
    Some((from + 1..end, Some(doc.phrase(&(from + 1..end)))))
}

/// "Partnership" and the like, written as a name.
pub(in crate::events) fn is_partnership(doc: &Annotated<'_>, i: usize) -> bool {
    let names = ["partnership", "initiative", "dialogue", "alliance", "union", "arrangements"];
    doc.tokens.get(i).is_some_and(|t| t.capital) && names.iter().any(|w| doc.is_text(i, w))
}

/// "a Policing and Maritime Security Partnership": what is signed under a name that is no paper's elsewhere.
fn partnership(doc: &Annotated<'_>, from: usize, limit: usize) -> Option<(Range<usize>, Option<String>)> {
    let head = (from..limit.min(from + 9))
        .take_while(|&i| !crate::syntax::is_verb(doc, i) && !matches!(doc.word(i), "," | ";" | "."))
        .find(|&i| is_partnership(doc, i))?;
    let first = (from..head).find(|&i| doc.tokens[i].capital)?;
    Some((first..head + 1, Some(doc.phrase(&(first..head + 1)))))
}

/// Whether "on behalf of" stands at `i`.
pub(in crate::events) fn on_behalf(doc: &Annotated<'_>, i: usize) -> bool {
    ["on", "behalf", "of"].iter().enumerate().all(|(k, w)| doc.is_text(i + k, w))
}

/// Whether the signers in brackets belong to an item of a list of papers: "the following documents were signed: – Agreement on X
/// (signed by A and B)".
fn in_signed_list(doc: &Annotated<'_>, s: usize, trigger: &Range<usize>) -> bool {
    let bracket = trigger.start > 0 && doc.is_text(trigger.start - 1, "(");
    let item = |k: usize| doc.block_of(k).kind == rapporteur_text::BlockKind::ListItem;
    let lead = (0..s).rev().find(|&k| !item(k));
    bracket && item(s) && lead.is_some_and(|lead| listed(doc, lead).iter().any(|(k, _)| *k == s))
}

pub(super) fn document(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let trigger = event.trigger.clone();
    if in_signed_list(doc, s, &trigger) {
        return Vec::new();
    }
    // "The following documents were signed: – MoU on X, signed by A and B": each item tells of its own.
    let told_below = || {
        crate::syntax::items_below(doc, s).into_iter().any(|k| {
            doc.sentences[k]
                .tokens
                .clone()
                .any(|i| doc.is_text(i, "signed") && doc.is_text(i + 1, "by") && i > 0 && !doc.is_text(i - 1, "("))
        })
    };
    if event.kind == EventType::Signing && passive && doc.is_text(range.end - 1, ":") && told_below() {
        return Vec::new();
    }
    // "was received by X, with whom he signed an agreement": X signed too.
    let whom =
        (range.start..trigger.start).rev().take(6).find(|&i| doc.is_text(i, "whom") && doc.is_text(i - 1, "with"));
    if let Some(whom) = whom.filter(|_| event.kind == EventType::Signing && !passive) {
        let other = (range.start..whom).rev().find_map(|i| doc.mention_of[i].filter(|&m| actor(doc, m)));
        if let Some(other) = other.filter(|&m| doc.mentions[m].kind == MentionKind::Person) {
            add(doc, &mut event, s, &[other], Role::Signatory);
        }
    }
    // "Minister A signed on behalf of X and B on behalf of Y": who put their names under what was told before.
    if on_behalf(doc, trigger.end) && event.kind == EventType::Signing && !passive {
        let mut signers = actors(doc, subj);
        signers.extend(doc.mentions_in(&(trigger.end..range.end)).filter_map(|(m, mention)| {
            let at = mention.tokens.end;
            (mention.kind == MentionKind::Person && (on_behalf(doc, at) || doc.is_text(at, "for"))).then_some(m)
        }));
        add(doc, &mut event, s, &signers, Role::Signatory);
        when::attach(doc, &mut event, range);
        return if signers.len() > 1 { vec![event] } else { Vec::new() };
    }
    let by = doc.is_text(trigger.end, "by")
        || (trigger.end..range.end.min(trigger.end + 12))
            .any(|i| doc.is_text(i, "by") && !doc.tokens[i].capital && i <= trigger.end + 10);
    let participle =
        trigger.start > range.start && doc.is_text(trigger.start - 1, ",") && doc.is_text(trigger.end, "by");
    let reduced = participle || !passive && !subj_acts(doc, subj) && by;
    let concluded = trigger.len() > 2 && doc.is_text(trigger.start, "concluded");
    if concluded {
        // What a gathering ended with was adopted on its last day.
        event.kind = EventType::Adoption;
        event.edge = Edge::End;
    }
    // "The Meeting adopted the Oslo Declaration": those who met.
    let gathering = event.kind == EventType::Adoption
        && !passive
        && matches!(subj, Subject::Noun(n) if doc.lexicon.event_nouns.contains_key(&doc.tokens[*n].word)
            && *n > 0 && doc.is_text(*n - 1, "the"));
    let inert = matches!(subj, Subject::Noun(_)) && !subj_acts(doc, subj) && !gathering;
    if !concluded && (passive || reduced && !gathering || inert) {
        // "Three documents were signed by …", "an agreement signed by …", "which had been initialled in …".
        let before = (range.start..trigger.start).rev().take(30).find(|&i| doc.is(i, WordClass::InstrumentNoun));
        // "During the meeting, the Plan of work of A for 2020 and the Joint measures of B against C were approved."
        let before = before.or_else(|| {
            let named = |&i: &usize| doc.is(i, WordClass::InstrumentNoun) && doc.tokens[i].capital;
            let verb =
                |i: usize| crate::syntax::is_verb(doc, i) && doc.mention_of[i].is_none() && !doc.is(i, WordClass::Be);
            let noun = (range.start..trigger.start).rev().take(50).find(named)?;
            (passive && !(noun + 1..trigger.start).any(verb)).then_some(noun)
        });
        // "The Partnership was signed by A and B".
        let before = before.or_else(|| {
            (range.start..trigger.start.min(range.start + 6))
                .find(|&i| is_partnership(doc, i))
                .filter(|_| passive && event.kind == EventType::Signing)
        });
        // "At the session were adopted the model law “X” and the Recommendations on Y": the papers stand behind.
        if passive && before.is_none() && !by {
            let inverted = doc.is(range.start, WordClass::Preposition);
            let Some((_, name)) = inverted.then(|| instrument(doc, trigger.end, range.end)).flatten() else {
                // "in the presence of the Heads of State there were signed: – Agreement on X; – Protocol on Y".
                if event.kind != EventType::Signing || listed(doc, s).is_empty() {
                    return Vec::new();
                }
                when::attach(doc, &mut event, range);
                place::locate(doc, &mut event, range);
                return vec![event];
            };
            event.name = name;
            when::attach(doc, &mut event, range);
            place::locate(doc, &mut event, range);
            let several = items(doc, trigger.end, range.end);
            return one_each(doc, event, several);
        }
        let Some(noun) = before else { return Vec::new() };
        // "under the Action Plan, one company has approved an apprenticeship": active, of something else.
        if let Subject::Noun(n) = subj
            && !passive
            && !reduced
            && !(n.saturating_sub(3)..=*n).any(|i| doc.is(i, WordClass::InstrumentNoun))
        {
            return Vec::new();
        }
        // "No agreement was signed."
        if (range.start.max(noun.saturating_sub(3))..noun).any(|i| doc.is(i, WordClass::Negation)) {
            return Vec::new();
        }
        // "under the Treaty signed between A and B": a paper described, not signed now.
        if !passive
            && !by
            && matches!(subj, Subject::Noun(_))
            && doc.dates_in(range).all(|d| d.tokens.start < trigger.start || d.tokens.start > trigger.end + 8)
        {
            return Vec::new();
        }
        let first = (range.start..=noun)
            .rev()
            .take_while(|&i| {
                doc.tokens[i].capital
                    || i == noun
                    || doc.is(i, WordClass::Preposition)
                    || doc.tokens[i].kind == TokenKind::Number
            })
            .last()
            .unwrap_or(noun);
        let mut end = trigger.start.min(noun + 12);
        while end > noun + 1
            && [WordClass::Be, WordClass::Have, WordClass::Adverb, WordClass::Modal].iter().any(|&c| doc.is(end - 1, c))
        {
            end -= 1;
        }
        // "a memorandum on trade is expected to be signed", "the agreement will on 3 May be signed".
        let verb = |i: usize| doc.is(i, WordClass::Be) || doc.is(i, WordClass::FutureModal);
        if let Some(verb) = (noun + 1..end).find(|&i| verb(i) && !doc.tokens[i].capital) {
            end = verb;
        }
        // "the Agreement, which was initialled in Osh", "The Agreement that will create a fund was signed", "under which Norway
        // will finance": its name ends before that.
        if let Some(which) = (noun + 1..end).find(|&i| doc.is(i, WordClass::Relative) && !doc.tokens[i].capital) {
            end = if which > noun + 1 && doc.is(which - 1, WordClass::Preposition) { which - 1 } else { which };
        }
        while end > noun + 1 && doc.is_text(end - 1, ",") {
            end -= 1;
        }
        // "The document was signed by X": a paper told of before, and no name of one.
        let plain = doc.is_text(first, "the") && first + 1 == noun && noun + 1 == end && !doc.tokens[noun].capital;
        // "From the Norwegian side the document was signed by X".
        let again = doc.is_text(noun, "document") && doc.is_text(noun.saturating_sub(1), "the") && noun + 1 == end;
        event.definite |= plain || again;
        event.name = (!plain && (doc.tokens[noun].capital || doc.tokens[first].capital))
            .then(|| doc.phrase(&(first..end)))
            .filter(|n| n.len() < 160);
        // "The Plan was approved, and the Agreement on X was signed": what stands behind the verb before.
        let from = (range.start..noun).rev().find(|&i| doc.is(i, WordClass::Be)).map_or(range.start, |i| i + 1);
        let mut several = items(doc, from, end);
        // "Two agreements were signed: an agreement on X and a memorandum on Y": each of them is named behind the colon.
        if let Some(colon) = (trigger.end..range.end).find(|&i| doc.is_text(i, ":")).filter(|_| several.len() < 2) {
            several = items(doc, colon + 1, range.end);
        }
        // "They also witnessed the signing of an agreement, which was signed by A and B": whoever witnessed it was there.
        let signing = (range.start..trigger.start).find(|&i| doc.is_text(i, "signing") && doc.is_text(i + 1, "of"));
        if let Some(verb) = signing.and_then(|n| (range.start..n).rev().take(4).find(|&i| doc.is(i, WordClass::Light)))
        {
            add(doc, &mut event, s, &actors(doc, &crate::syntax::subject(doc, range, verb)), Role::Participant);
        }
        if by {
            let at = (trigger.end..range.end).find(|&i| doc.is_text(i, "by")).map_or(trigger.end, |i| i + 1);
            let mut signers = objects(doc, at, range.end);
            // "by A, from the side of X – by B": X is whose side B is.
            let dash = |i: usize| {
                doc.tokens.get(i).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && !t.glued)
                    && doc.is_text(i + 1, "by")
                    && (i.saturating_sub(12)..i).any(|k| doc.is(k, WordClass::SideNoun))
            };
            signers.retain(|&m| !dash(doc.mentions[m].tokens.end));
            add(doc, &mut event, s, &signers, Role::Signatory);
            // "On behalf of X it was signed by A, on behalf of Y – by B".
            let last = signers.last().map_or(at, |&m| doc.mentions[m].tokens.end);
            let behalf = (last..range.end).find(|&i| on_behalf(doc, i)).and_then(|b| {
                (b..range.end.min(b + 16)).find(|&i| doc.is_text(i, "by")).map(|i| objects(doc, i + 1, range.end))
            });
            let other = behalf.or_else(|| (last..range.end).find(|&i| dash(i)).map(|i| objects(doc, i + 2, range.end)));
            add(doc, &mut event, s, &other.unwrap_or_default(), Role::Signatory);
        }
        // "an agreement between A and B, signed by …": both are bound by it.
        if event.kind == EventType::Signing
            && let Some(between) = (noun..trigger.start).find(|&i| doc.is_text(i, "between"))
        {
            let sides: Vec<usize> = objects(doc, between + 1, trigger.start)
                .into_iter()
                .filter(|&m| {
                    matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body | MentionKind::Nominal)
                })
                .collect();
            add(doc, &mut event, s, &sides, Role::Signatory);
        }
        // "a Memorandum was signed between A and B".
        if !by
            && let Some(between) = (trigger.end..range.end.min(trigger.end + 12)).find(|&i| doc.is_text(i, "between"))
        {
            let sides: Vec<usize> =
                objects(doc, between + 1, range.end).into_iter().filter(|&m| actor(doc, m)).collect();
            add(doc, &mut event, s, &sides, Role::Signatory);
        }
        when::attach(doc, &mut event, range);
        place::locate(doc, &mut event, range);
        event.aside |= relative_before(doc, range, trigger.start);
        return one_each(doc, event, several);
    }
    let mut found = if concluded { Some((trigger.clone(), None)) } else { instrument(doc, trigger.end, range.end) };
    if found.is_none() && event.kind == EventType::Adoption {
        found = named_paper(doc, trigger.end, range.end);
    }
    // "signed a Policing and Security Partnership".
    if found.is_none() && event.kind == EventType::Signing {
        found = partnership(doc, trigger.end, range.end);
    }
    // "The Council approved: – the Plan of …": the instruments stand in the list.
    if found.is_none() && !listed(doc, s).is_empty() {
        found = Some((trigger.clone(), None));
    }
    let Some((tokens, name)) = found else { return Vec::new() };
    // "adopted a common approach to", "approved of": no instrument.
    event.name = name;
    let signers: Vec<usize> = actors(doc, subj);
    if signers.is_empty() && !concluded && !gathering {
        return Vec::new();
    }
    event.steps.push((
        "event_type".into(),
        event.kind.to_string(),
        format!("verb and instrument {:?}", doc.phrase(&tokens)),
    ));
    add(doc, &mut event, s, &signers, Role::Signatory);
    // "also signed a joint statement with Minister X": the other side.
    if event.kind == EventType::Signing
        && let Some(with) = (tokens.end..range.end.min(tokens.end + 14))
            .take_while(|&i| !crate::syntax::is_verb(doc, i))
            .find(|&i| doc.is_text(i, "with"))
    {
        let others: Vec<usize> = objects(doc, with + 1, range.end)
            .into_iter()
            .filter(|&m| actor(doc, m) && doc.mentions[m].tokens.start <= with + 3)
            .collect();
        add(doc, &mut event, s, &others, Role::Signatory);
    }
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    // "held talks with X, with whom he signed an agreement" goes on with the story.
    event.aside |= whom.is_none() && relative_before(doc, range, trigger.start);
    // A second instrument under its own verb is found by that verb; "adopted A and approved B" are two.
    let end = (tokens.end..range.end)
        .find(|&i| crate::syntax::is_verb(doc, i) || matches!(doc.word(i), ";" | "." | ":"))
        .unwrap_or(range.end);
    let several = if concluded { Vec::new() } else { items(doc, trigger.end, end) };
    one_each(doc, event, several)
}

fn subj_acts(doc: &Annotated<'_>, subj: &Subject) -> bool {
    subj.mentions().iter().any(|&m| actor(doc, m))
}

/// Whether the verb stands in a relative clause, so that it tells of something else than the sentence does.
pub(super) fn relative_before(doc: &Annotated<'_>, range: &Range<usize>, verb: usize) -> bool {
    // "witnessed the signing of an agreement, which was signed by A and B": of the same.
    let same = doc.is(verb, WordClass::Be) || verb > range.start && doc.is(verb - 1, WordClass::Be);
    if same && (range.start..verb).any(|i| doc.is_text(i, "signing") && doc.is_text(i + 1, "of")) {
        return false;
    }
    (range.start.max(verb.saturating_sub(8))..verb)
        .rev()
        .take_while(|&i| !doc.is_text(i, ",") || i + 2 >= verb)
        // "travelled to Osh, where she opened": news of its own.
        .any(|i| {
            // "held talks with X, at which the two signed": news as well.
            let during = ["at", "during"].iter().any(|w| doc.is_text(i.wrapping_sub(1), w))
                && doc.dates_in(&(range.start..i)).next().is_none();
            doc.is(i, WordClass::Relative) && !doc.is_text(i, "that") && !doc.is_text(i, "where") && !during
        })
}
