//! What stands as object of a verb, with everything coordinated to it.

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_text::TokenKind;

use super::items::{item_end, own_title, person_after, side_label};
use super::{filler, is_verb};

/// Where a person stands right behind the phrase that opens at token `k` and closes with a comma.
fn set_off(doc: &Annotated<'_>, k: usize, limit: usize) -> Option<usize> {
    let comma = (k + 1..limit.min(k + 18)).find(|&i| doc.is_text(i, ","))?;
    let plain = !(k..comma).any(|i| is_verb(doc, i) || doc.is_text(i, "with"));
    let person = doc.mention_at(comma + 1).is_some_and(|m| m.kind == MentionKind::Person);
    (plain && person).then_some(comma + 1)
}

/// Mentions that stand as object after `from`: the first one not too far, with those coordinated to it.
///
/// Adverbs, dates, places and "by phone" may stand between; a verb, a clause mark or another preposition than "with" ends
/// the search.
pub(crate) fn objects(doc: &Annotated<'_>, from: usize, limit: usize) -> Vec<usize> {
    let mut k = from;
    let mut found = Vec::new();
    let mut steps = 0;
    while k < limit && steps < 26 {
        steps += 1;
        if let Some(date) = doc.dates.iter().find(|d| d.tokens.start == k) {
            k = date.tokens.end.max(k + 1);
            continue;
        }
        if let Some(m) = doc.mention_of[k] {
            let mention = &doc.mentions[m];
            if matches!(mention.kind, MentionKind::Programme | MentionKind::Demonym | MentionKind::Region) {
                k = mention.tokens.end;
                continue;
            }
            // "with Office of Management Acting Director X": a body right before a name is part of his title.
            let titled = matches!(mention.kind, MentionKind::Body | MentionKind::Organization)
                .then(|| {
                    (mention.tokens.end..limit.min(mention.tokens.end + 5))
                        .take_while(|&i| doc.tokens[i].capital)
                        .find_map(|i| doc.mention_of[i])
                        .filter(|&p| doc.mentions[p].kind == MentionKind::Person)
                })
                .flatten();
            // "with President X's Head of Cabinet Y": not X.
            let end = mention.tokens.end;
            let served = (mention.kind == MentionKind::Person && doc.is_possessive(end))
                .then(|| doc.mention_of.get(end + 1).copied().flatten())
                .flatten()
                .filter(|&p| doc.mentions[p].kind == MentionKind::Person && doc.mentions[p].tokens.start == end + 1);
            let m = titled.or(served).unwrap_or(m);
            found.push(m);
            k = doc.mentions[m].tokens.end;
            break;
        }
        // "more than 20 lawmakers", "over 30 ministers".
        let about = doc.is_text(k, "than") && k > from
            || doc.tokens.get(k + 1).is_some_and(|t| t.kind == TokenKind::Number)
                && ["over", "around", "about", "nearly"].iter().any(|w| doc.is_text(k, w));
        if about {
            k += 1;
            continue;
        }
        // "by the governments of A and B", "the law-enforcement bodies of A, B and C": those states.
        let of_state = || {
            let at = k + 2 + usize::from(doc.is(k + 2, WordClass::Determiner));
            doc.mention_at(at).is_some_and(|m| m.kind == MentionKind::State)
        };
        if doc.is(k, WordClass::ForceNoun) && doc.is_text(k + 1, "of") && of_state() {
            k += 2;
            continue;
        }
        // "headed by: from the Republic of A – Minister X; from B – Ambassador Y": the label before the name.
        if let Some(after) = side_label(doc, k, limit) {
            k = after;
            continue;
        }
        let preposition = doc.is(k, WordClass::Preposition);
        // "spoke to X", "spoke this morning to X".
        let days = (from..k).all(|i| doc.date_at(i).is_some());
        if doc.is_text(k, "with") || doc.is_text(k, "to") && days {
            k += 1;
            continue;
        }
        // "received today, at the headquarters in Riyadh, His Excellency X": over the phrase in commas.
        if preposition
            && k > from
            && doc.is_text(k - 1, ",")
            && let Some(person) = set_off(doc, k, limit)
        {
            k = person;
            continue;
        }
        if preposition {
            // "in Urumqi with", "by phone today with", "at the Palace with": over the phrase, if "with" follows soon.
            // "on the sidelines of the 12th Session of the Council in Oslo, Norway, with A": a longer phrase.
            let aside = doc.is(k + 2, WordClass::MarginWord);
            match (k + 1..limit.min(k + if aside { 28 } else { 14 }))
                .find(|&i| doc.is_text(i, "with"))
                .filter(|&w| !(k..w).any(|i| is_verb(doc, i) || matches!(doc.word(i), ";" | ":")))
            {
                Some(with) => {
                    k = with + 1;
                    continue;
                }
                None => return found,
            }
        }
        // "with their Excellencies: Mr A, Minister of X, Mr B, …".
        if doc.is_text(k, ":")
            && k > from
            && doc.mention_of.get(k + 1).copied().flatten().is_some_and(|m| doc.mentions[m].kind == MentionKind::Person)
        {
            k += 1;
            continue;
        }
        if is_verb(doc, k) && !doc.is(k, WordClass::Be)
            || matches!(doc.word(k), ";" | ":" | "." | "“")
            || doc.is(k, WordClass::Subordinator) && !doc.is_text(k, "that")
        {
            return found;
        }
        k += 1;
    }
    // Coordination to the right: ", B", "and C", "as well as D".
    loop {
        // "the countries of Central Asia (A, B and C)": the members named stand for the group.
        if doc.is_text(k, "(")
            && let Some(close) = (k + 1..limit).find(|&i| doc.is_text(i, ")"))
        {
            let inside: Vec<usize> = doc
                .mentions_in(&(k + 1..close))
                .filter(|(_, m)| matches!(m.kind, MentionKind::State | MentionKind::Body | MentionKind::Organization))
                .map(|(i, _)| i)
                .collect();
            if inside.len() > 1 {
                if found
                    .last()
                    .is_some_and(|&m| matches!(doc.mentions[m].kind, MentionKind::Group | MentionKind::Region))
                {
                    found.pop();
                }
                found.extend(inside);
                k = close + 1;
            }
        }
        // "his counterparts – A, B and C –", "her counterparts, A and B,": the persons stand for the group.
        let dash = doc.tokens.get(k).is_some_and(|t| t.word == WordId::JOINER && !t.glued);
        let person = doc
            .mention_of
            .get(k + 1)
            .copied()
            .flatten()
            .filter(|&m| doc.mentions[m].kind == MentionKind::Person && doc.mentions[m].tokens.start == k + 1);
        // "her colleagues A and B": so do the names right behind it.
        let behind = doc.mention_of.get(k).copied().flatten().filter(|&m| {
            let named = doc.mentions[m].kind == MentionKind::Person && doc.mentions[m].tokens.start == k;
            named
                && k < limit
                && found
                    .last()
                    .is_some_and(|&g| doc.mentions[g].kind == MentionKind::Group && doc.mentions[g].tokens.end == k)
        });
        if let Some(person) = behind {
            found.pop();
            found.push(person);
            k = doc.mentions[person].tokens.end;
            continue;
        }
        let group = found.last().is_some_and(|&m| {
            doc.mentions[m].kind == MentionKind::Group
                && (doc.mentions[m].tokens.clone().any(|i| dash || doc.is_text(i, "counterparts"))
                    // "the foreign ministers of both countries, A and B": none of them has an office of his own.
                    || named_holders(doc, m, k)
                    // "by their chief negotiators, A and B".
                    || doc.mentions[m].tokens.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "their")))
        });
        if let Some(person) = person.filter(|_| group && (dash || doc.is_text(k, ",")) && k < limit) {
            found.pop();
            found.push(person);
            k = doc.mentions[person].tokens.end;
            continue;
        }
        // "were the heads of delegations: A, Deputy Minister of X; B, …".
        if doc.is_text(k, ":")
            && found.last().is_some_and(|&m| matches!(doc.mentions[m].kind, MentionKind::Group | MentionKind::Parties))
            // "the Ministers of Defence: of the Republic of A – Colonel X, of B – Y".
            && let from = side_label(doc, k + 1, limit).unwrap_or(k + 1)
            && let Some(first) = (from..limit.min(from + 3))
                .find_map(|i| doc.mention_of[i])
                .filter(|&m| doc.mentions[m].kind == MentionKind::Person)
        {
            found.pop();
            found.push(first);
            k = doc.mentions[first].tokens.end;
            continue;
        }
        if let Some(separator) = item_end(doc, &found, k, limit) {
            // "the Acting Head of the Presence, X": the office was his.
            let named = found.last().is_some_and(|&m| doc.mentions[m].kind == MentionKind::Office)
                && doc.mention_of.get(separator + 1).copied().flatten().is_some_and(|m| untitled(&doc.mentions[m]));
            if named {
                found.pop();
            }
            k = separator;
        }
        // "the Development Programme (UNDP) and C", "the Caribbean Community (CARICOM) Secretariat and C": over the acronym.
        let named = found.last().is_some_and(|&m| {
            matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body | MentionKind::Group)
        });
        if named && doc.is_text(k, "(") && doc.is_text(k + 2, ")") && k + 3 < limit {
            let head = doc.is(k + 3, WordClass::BodyHead) && doc.tokens[k + 3].capital;
            k += 3 + usize::from(head);
        }
        // "A, Deputy Minister of X (connected by video link), B": a remark in brackets behind a person of a list.
        if doc.is_text(k, "(")
            && found.last().is_some_and(|&m| doc.mentions[m].kind == MentionKind::Person)
            && let Some(close) = (k + 1..limit.min(k + 9)).find(|&i| doc.is_text(i, ")"))
            && doc.mentions_in(&(k..close)).next().is_none()
            && (doc.is_text(close + 1, ",") || doc.is_text(close + 1, ";") || doc.is(close + 1, WordClass::Coordinator))
        {
            k = close + 1;
        }
        // "members of the Committee or their representatives, officials of …".
        if doc.is_text(k, "or") && doc.is_text(k + 1, "their") && k + 3 < limit {
            k += 3;
        }
        let mut next = k;
        let mut and = false;
        // "A, Secretary of X; B, Secretary of Y; and C": a semicolon parts the items of a list of persons.
        let parts_items = doc.is_text(next, ";")
            && found.iter().any(|&m| doc.mentions[m].kind == MentionKind::Person)
            && (side_label(doc, next + 1, limit).is_some()
                || (next + 1..limit.min(next + 4))
                    .find_map(|i| doc.mention_of[i])
                    .is_some_and(|m| doc.mentions[m].kind == MentionKind::Person));
        while next < limit
            && (doc.is_text(next, ",")
                || parts_items && doc.is_text(next, ";")
                || doc.is(next, WordClass::Coordinator)
                || doc.is_text(next, "well")
                || doc.is_text(next, "as")
                // "attended by A and B, and also by C".
                || and && doc.is_text(next, "also")
                // "by A, by B and by C".
                || (and || next > k) && doc.is_text(next, "by") && from > 0 && doc.is_text(from - 1, "by"))
        {
            and |= !matches!(doc.word(next), "," | ";");
            next += 1;
        }
        // "with senior officials – including Minister A and B – about": between dashes.
        let dash = doc.tokens.get(k).is_some_and(|t| t.word == WordId::JOINER && !t.glued);
        if next == k && dash && k + 1 < limit && doc.is_text(k + 1, "including") {
            next = k + 1;
        }
        // "attended by senior officials, including Minister A and B": some of them by name.
        let group = found.last().is_some_and(|&m| doc.mentions[m].kind == MentionKind::Group);
        let some = group
            && ["including", "among"].iter().any(|w| doc.is_text(next, w))
            && (next + 1..limit.min(next + 4))
                .find_map(|i| doc.mention_of[i])
                .is_some_and(|m| doc.mentions[m].kind == MentionKind::Person);
        if some {
            next += if doc.is_text(next + 1, "them") { 2 } else { 1 };
        }
        if next == k {
            break;
        }
        // "A and, as observers, B and C", "and, as invited guests, B": in what capacity.
        let kind = usize::from(["invited", "special", "honoured"].iter().any(|w| doc.is_text(next, w)));
        if and && next > k + 1 && doc.is(next + kind, WordClass::GuestWord) && doc.is_text(next + kind + 1, ",") {
            next += kind + 2;
        }
        // "under the chairmanship of A, with the participation of B": another phrase.
        let company = doc.is_text(next, "with")
            && (next + 1..next + 4).any(|i| {
                ["participation", "attendance", "support", "assistance", "presence"].iter().any(|w| doc.is_text(i, w))
            });
        // "signed by A and B, in the presence of C".
        let presence = ["in", "the", "presence"].iter().enumerate().all(|(at, w)| doc.is_text(next + at, w));
        if company || presence {
            break;
        }
        // "A. Berg" begins with an initial, and no article.
        let article = |i: usize| doc.is(i, WordClass::Determiner) && doc.mention_of[i].is_none();
        while next < limit && (article(next) || doc.is_text(next, "with")) {
            next += 1;
        }
        // "by A of the Laboratory and by B".
        if and && doc.is_text(next, "by") && from > 0 && doc.is_text(from - 1, "by") {
            next += 1;
        }
        // "delegations of A and B, as well as of the observer states – C and D": the states behind the dash.
        if next > k
            && doc.is_text(next, "of")
            && found.last().is_some_and(|&m| doc.mentions[m].kind == MentionKind::Group)
            && let Some(dash) = (next + 1..limit.min(next + 6))
                .find(|&i| doc.tokens[i].word == WordId::JOINER && !doc.tokens[i].glued || doc.is_text(i, "("))
            && doc.mention_at(dash + 1).is_some_and(|m| m.kind == MentionKind::State)
        {
            next = dash + 1;
        }
        // "and the visiting State Secretary X", "and the newly appointed Ambassador Y".
        while next > k
            && next + 1 < limit
            && doc.mention_of.get(next).copied().flatten().is_none()
            && [
                "separately",
                "later",
                "afterwards",
                "visiting",
                "newly",
                "appointed",
                "incoming",
                "outgoing",
                "accompanying",
                "other",
                "then",
            ]
            .iter()
            .any(|w| doc.is_text(next, w))
        {
            next += 1;
        }
        // "and then with representatives of B".
        if doc.is_text(next, "with") && next > k + 1 && next + 1 < limit {
            next += 1;
        }
        if let Some(after) = side_label(doc, next, limit) {
            next = after;
        }
        // "as well as the operational group of the Joint Staff": the body stands for its group.
        if doc.mention_of.get(next).copied().flatten().is_none()
            && let Some(of) = (next..limit.min(next + 4)).find(|&i| doc.is_text(i, "of"))
            && (next..of).all(|i| !doc.tokens[i].capital && !is_verb(doc, i))
        {
            let start = if doc.is(of + 1, WordClass::Determiner) { of + 2 } else { of + 1 };
            if doc.mention_of.get(start).copied().flatten().is_some_and(|m| doc.mentions[m].kind == MentionKind::Body) {
                next = start;
            }
        }
        // "Mr X, BOMCA Regional Manager, and Colonel Y": what X is, in words that no list knows.
        if let Some(comma) = own_title(doc, &found, next, limit) {
            k = comma;
            continue;
        }
        let at = doc.mention_of.get(next).copied().flatten().filter(|&m| doc.mentions[m].tokens.start == next);
        // "and State Chancellery adviser X": the body is part of his title.
        let titled = at
            .filter(|&m| matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization))
            .and_then(|m| {
                let end = doc.mentions[m].tokens.end;
                let behind = doc.mention_of.get(end).copied().flatten()?;
                let person = &doc.mentions[behind];
                (person.kind == MentionKind::Person && person.tokens.start == end && person.office.is_some())
                    .then_some(behind)
            });
        let Some(m) = titled.or(at).or_else(|| person_after(doc, &found, next, limit)) else { break };
        let mention = &doc.mentions[m];
        if found.contains(&m) || mention.tokens.start >= limit {
            break;
        }
        let end = mention.tokens.end;
        // "…, and Minister X said": a new clause's subject, unless the list still goes on.
        let verb_follows = end < limit
            && (is_verb(doc, end)
                || filler(doc, end) && is_verb(doc, end + 1)
                // "At the invitation of A, B, President of X, paid a visit": a title in commas between name and verb.
                || doc.is_text(end, ",")
                    && is_verb(doc, end + 1)
                    // "The forum, organised by A and B, was held".
                    && !doc.is(end + 1, WordClass::Be)
                    && !doc.is_text(end + 2, "by")
                    // "X, joined by A and B, met with C": the parenthesis ends.
                    && !company_of(doc, from)
                    && !support_of(doc, from)
                    && !agents_of(doc, from)
                    && !doc.word(end + 1).ends_with("ing"));
        // "The meeting between A, B, and C will deal with": the verb is that of the meeting.
        let between = from > 1 && super::aside::table_between(doc, from - 1);
        if verb_follows && !between && (and || found.len() < 2) {
            break;
        }
        if matches!(mention.kind, MentionKind::Programme | MentionKind::Pronoun) {
            break;
        }
        // "Mr X, Secretary General, Ministry of Foreign Affairs": where he is that, without an article.
        let his = !and
            && mention.kind == MentionKind::Body
            && next == k + 1
            && found
                .last()
                .is_some_and(|&l| doc.mentions[l].kind == MentionKind::Person && doc.mentions[l].office.is_some());
        // "Vice Admiral X, Italian Navy, Commander of": the service whose officer he is.
        let service = !and
            && mention.kind == MentionKind::Body
            && next == k + 1
            && ["navy", "army", "force", "corps", "guard"].iter().any(|w| doc.is_text(end - 1, w))
            && found.last().is_some_and(|&l| {
                let last = &doc.mentions[l];
                last.kind == MentionKind::Person && last.name.as_ref().is_some_and(|n| n.start > last.tokens.start)
            });
        if his || service {
            k = end;
            continue;
        }
        found.push(m);
        k = end;
    }
    found
}

/// Whether "joined by" or the like stands right before `from`.
fn company_of(doc: &Annotated<'_>, from: usize) -> bool {
    from > 1
        && doc.is_text(from - 1, "by")
        && ["joined", "accompanied", "flanked"].iter().any(|w| doc.is_text(from - 2, w))
}

/// Whether a phrase between commas says with whose support something was done: "X, with the support of A and B, held".
fn support_of(doc: &Annotated<'_>, from: usize) -> bool {
    let opens = |i: usize| doc.is_text(i, "with") && (doc.is_text(i - 1, ",") || doc.is(i - 1, WordClass::Coordinator));
    from > 3 && doc.is_text(from - 1, "of") && (from.saturating_sub(7).max(1)..from).any(opens)
}

/// Whether a participle with its "by" opens a parenthesis right before `from`: "A course, organised by A and B, ended", "The
/// event, held jointly with A and B, brings".
fn agents_of(doc: &Annotated<'_>, from: usize) -> bool {
    let by = from.checked_sub(1).filter(|&b| doc.is_text(b, "by") || doc.is_text(b, "with"));
    let participle = |i: usize| is_verb(doc, i) && !doc.tokens[i].capital && !doc.is(i, WordClass::Be);
    by.is_some_and(|by| {
        let comma = (by.saturating_sub(4)..by).rev().find(|&i| doc.is_text(i, ","));
        comma.is_some_and(|comma| {
            // "The facility, which is funded by A and B, will comprise".
            let relative = doc.is(comma + 1, WordClass::Relative);
            (comma + 1..by).any(participle) && (relative || !(comma + 1..by).any(|i| doc.is(i, WordClass::Be)))
        })
    })
}

/// Whether a mention is a person by name alone.
pub(super) fn untitled(m: &rapporteur_normalize::Mention) -> bool {
    m.kind == MentionKind::Person && m.office.as_ref().is_none_or(|o| o.text.is_empty())
}

/// Whether two and more persons without a title stand behind a group: those are they.
fn named_holders(doc: &Annotated<'_>, group: usize, comma: usize) -> bool {
    let mut next = doc.mentions[group + 1..].iter().take(2);
    doc.is_text(comma, ",")
        && next.next().is_some_and(|m| untitled(m) && m.tokens.start == comma + 1)
        && next.next().is_some_and(untitled)
}
