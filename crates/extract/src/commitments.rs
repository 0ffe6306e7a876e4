//! Commitments: cues become rows, with whom they bind and by when.

mod clause;
mod committer;
mod fits;
mod kind;
mod urge;

use std::ops::Range;

use fits::fits;
use kind::{adjust, under_accord};
use rapporteur_lexicon::{CommitmentRule, WordClass};
use rapporteur_normalize::{Annotated, EntityId};
use rapporteur_schema::DateSpan;
use rapporteur_schema::vocabulary::CommitmentType;
use rapporteur_text::BlockKind;
use urge::asks_others;

use crate::model::Event;
use crate::review::Cue;
use crate::syntax::{Subject, is_verb, subject};

/// A commitment while it is put together.
#[derive(Clone, Debug)]
pub(crate) struct Commitment {
    pub(crate) rule: String,
    pub(crate) kind: CommitmentType,
    pub(crate) sentence: usize,
    pub(crate) cue: Range<usize>,
    /// Tokens of the undertaking's clause.
    pub(crate) clause: Range<usize>,
    pub(crate) committers: Vec<EntityId>,
    pub(crate) speaker: Option<EntityId>,
    pub(crate) addressees: Vec<EntityId>,
    pub(crate) due: Option<DateSpan>,
    pub(crate) conditional: bool,
    pub(crate) condition: Option<Range<usize>>,
    pub(crate) refrain: bool,
    pub(crate) event: Option<usize>,
    pub(crate) steps: Vec<(String, String, String)>,
}

/// Finds all commitments of a document; `idle` takes the cues of sentences in which none came to anything.
pub(crate) fn find<'a>(doc: &Annotated<'a>, events: &[Event], idle: &mut Vec<Cue<'a>>) -> Vec<Commitment> {
    let mut found: Vec<Commitment> = Vec::new();
    // The cue that introduces a list, and how deep its own block stands in one.
    let mut lead: Option<(Commitment, i16)> = None;
    // "agreed on the following:" before numbered paragraphs: what all of them will do there is what they agreed.
    let mut agreed = false;
    // "During the session the Commission:" before "Adopted …;": the subject of every item.
    let mut above: Option<Subject> = None;
    for s in 0..doc.sentences.len() {
        let block = doc.sentences[s].block;
        let kind = doc.blocks[block].kind;
        let range = doc.sentences[s].tokens.clone();
        let depth = if kind == BlockKind::ListItem { i16::from(doc.blocks[block].depth) } else { -1 };
        // The next number after a list with items of its own: "3. … agreed: – to meet; 4. The Parties noted".
        if lead.as_ref().is_some_and(|(_, above)| depth <= *above && doc.block_tokens[block].start == range.start) {
            lead = None;
        }
        if let Some((lead, _)) = lead.as_ref().filter(|_| kind == BlockKind::ListItem && !own_clause(doc, &range)) {
            // One row per item; further sentences of an item belong to it.
            if doc.block_tokens[block].start == range.start && range.len() > 2 {
                found.push(item(doc, events, s, lead));
            }
            continue;
        }
        if matches!(kind, BlockKind::Headline | BlockKind::Background) {
            continue;
        }
        // "the Council: / On cross-border security / 1. Commends …": a heading between does not end it.
        let heading = above.is_some()
            && range.len() <= HEADING
            && !range.clone().any(|i| is_verb(doc, i))
            && !matches!(doc.word(range.end - 1), "." | ":" | "!" | "?");
        if kind != BlockKind::ListItem && !heading {
            // "Following the meeting, the Heads of State", and below it "1. Noted …; 2. Approved …".
            let breaks_off = !matches!(doc.word(range.end - 1), "." | ";" | "!" | "?" | "”")
                && doc.sentences.get(s + 1).is_some_and(|next| {
                    doc.block_of(s + 1).kind == BlockKind::ListItem && clause::is_verb_form(doc, next.tokens.start)
                });
            above = (doc.is_text(range.end - 1, ":") || breaks_off).then(|| main_subject(doc, &range)).flatten();
        }
        let mut here = in_sentence(doc, events, s, above.as_ref().filter(|_| kind == BlockKind::ListItem), idle);
        // "The two sides agreed to" with its items in the lines below needs no colon.
        let open = here.last().is_some_and(|c| c.cue.end >= range.end)
            && !matches!(doc.word(range.end - 1), "." | ";" | "!" | "?" | "”");
        let introduces = (doc.is_text(range.end - 1, ":") || open)
            && s + 1 < doc.sentences.len()
            && doc.block_of(s + 1).kind == BlockKind::ListItem
            && !person_first(doc, &doc.sentences[s + 1].tokens);
        let following = doc.is_text(range.end - 1, ":")
            && here.last().is_some_and(|c| match c.kind {
                CommitmentType::Agreement => c.clause.clone().any(|i| doc.is_text(i, "following")),
                // "adopted the following decision on the situation in X:"
                CommitmentType::Decision => c.cue.clone().any(|i| doc.is_text(i, "following")),
                _ => false,
            });
        let accord = following && here.last().is_some_and(|c| c.kind == CommitmentType::Agreement);
        if agreed {
            for c in here.iter_mut().filter(|c| c.rule.ends_with("pledge.will") && c.committers.len() > 1) {
                c.kind = CommitmentType::Agreement;
            }
        }
        agreed |= accord;
        if introduces && let Some(cue) = here.pop() {
            lead = Some((cue, depth));
        } else if following {
            here.pop();
        }
        found.extend(here);
    }
    found
}

/// A line of so few tokens without a verb is a heading.
const HEADING: usize = 12;

/// Whether an item of a list is a sentence of its own, with a subject who acts: "1. The Parties will meet".
fn own_clause(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    let verb = range
        .clone()
        .find(|&i| is_verb(doc, i) && !doc.word(i).ends_with("ing") && !(i > range.start && doc.is_text(i - 1, "to")));
    let Some(verb) = verb.filter(|&v| v > range.start && doc.tokens[range.start].capital) else { return false };
    match subject(doc, range, verb) {
        Subject::Mentions(all) => all.iter().any(|&m| {
            let start = doc.mentions[m].tokens.start;
            start < verb && committer::acts(doc, &Subject::Mentions(vec![m]))
        }),
        _ => false,
    }
}

/// "Fatima Bibi, Secretary of …": a line of those who attend, not of what is undertaken.
fn person_first(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range
        .clone()
        .find(|&i| doc.tokens[i].capital)
        .and_then(|i| doc.mention_of[i])
        .is_some_and(|m| doc.mentions[m].kind == rapporteur_normalize::MentionKind::Person)
}

/// One more undertaking under the cue of `lead`, with its own clause in the sentence `range`, and why.
fn another(
    doc: &Annotated<'_>,
    events: &[Event],
    lead: &Commitment,
    range: &Range<usize>,
    clause: Range<usize>,
    why: &str,
) -> Commitment {
    let mut c = lead.clone();
    c.steps.push(("commitment_type".into(), c.kind.to_string(), why.into()));
    c.due = clause::due(doc, range, &clause, events, c.event);
    c.refrain = clause::refrain(doc, &clause);
    c.clause = clause;
    c
}

fn item(doc: &Annotated<'_>, events: &[Event], s: usize, lead: &Commitment) -> Commitment {
    let range = doc.sentences[s].tokens.clone();
    let mut c = another(doc, events, lead, &range, range.clone(), "item of a list under one cue");
    c.sentence = s;
    (c.conditional, c.condition) = clause::condition(doc, &range, range.start);
    c
}

/// A cue as matched.
struct Match<'a> {
    rule: &'a CommitmentRule,
    /// Of a joined noun, from what joins it.
    cue: Range<usize>,
    /// The verb: the beginning of the cue, or what governs a joined noun.
    verb: usize,
}

/// Cue matches of a sentence, the longest of overlapping ones.
fn matches<'a>(doc: &Annotated<'a>, range: &Range<usize>) -> Vec<Match<'a>> {
    let lexicon = doc.lexicon;
    let view = doc.view(range.clone());
    let mut all: Vec<(usize, Range<usize>, usize)> = Vec::new();
    for i in range.clone() {
        for (r, c) in lexicon.commitment_index.candidates(doc.tokens[i].word) {
            let rule = &lexicon.commitments[r];
            let Some(end) = rule.cues[c].match_at(&view, i - range.start) else { continue };
            let blocked = rule.unless_after.iter().any(|p| p.match_at(&view, end).is_some())
                || rule.unless_before.iter().any(|p| {
                    (range.start..i).rev().take(6).any(|b| p.match_at(&view, b - range.start) == Some(i - range.start))
                });
            let end = range.start + end;
            if blocked {
                continue;
            }
            if rule.under.is_empty() {
                all.push((r, i..end, i));
            } else if let Some((join, verb)) = joined(doc, range, i)
                && rule.under.iter().any(|p| p.match_at(&view, verb - range.start).is_some())
            {
                all.push((r, join..end, verb));
            }
        }
    }
    all.sort_by_key(|(r, t, _)| (t.start, std::cmp::Reverse(t.end), *r));
    let mut kept: Vec<Match<'a>> = Vec::new();
    for (r, cue, verb) in all {
        if kept.iter().any(|k| cue.start < k.cue.end && k.cue.start <= cue.start) {
            continue;
        }
        kept.push(Match { rule: &lexicon.commitments[r], cue, verb });
    }
    kept
}

/// What joins the noun at `noun` to the object of a verb of saying, and that verb: "reaffirmed A, B and their intent".
fn joined(doc: &Annotated<'_>, range: &Range<usize>, noun: usize) -> Option<(usize, usize)> {
    let joins = |k: usize| doc.is(k, WordClass::Coordinator) || doc.is_text(k, ",") || well_as(doc, k);
    // "Norway, whose commitment to peace", "and that Norway's commitment endures": clauses of their own.
    let modifier = |k: usize| {
        ![WordClass::Preposition, WordClass::Relative, WordClass::Subordinator].iter().any(|&class| doc.is(k, class))
            && !doc.is_text(k, "whose")
            && !joins(k)
            && !is_verb(doc, k)
    };
    let first = (range.start..noun).rev().take(NOUN_PHRASE).take_while(|&k| modifier(k)).last().unwrap_or(noun);
    let join = first.checked_sub(1).filter(|&k| k > range.start && joins(k))?;
    let verb = (range.start..join)
        .rev()
        .take_while(|&k| !matches!(doc.word(k), ";" | ":" | "“"))
        .find(|&k| doc.is(k, WordClass::Reporting) && is_verb(doc, k))?;
    Some((join, verb))
}

/// A noun has at most so many words before it.
const NOUN_PHRASE: usize = 8;

/// "as well as", at its last word.
fn well_as(doc: &Annotated<'_>, k: usize) -> bool {
    k > 1 && doc.is_text(k, "as") && doc.is_text(k - 1, "well")
}

/// The subject of a lead-in: of its first verb that has one ("The Council, at its meeting held on 3 May, adopted:"), else the
/// last actor before the colon.
fn main_subject(doc: &Annotated<'_>, range: &Range<usize>) -> Option<Subject> {
    let mut verbs = range.clone().filter(|&i| is_verb(doc, i));
    let of_verb = verbs.find_map(|v| Some(subject(doc, range, v)).filter(|x| committer::acts(doc, x)));
    of_verb.or_else(|| {
        let last = doc.mentions_in(range).last().map(|(m, _)| Subject::Mentions(vec![m]))?;
        committer::acts(doc, &last).then_some(last)
    })
}

fn in_sentence<'a>(
    doc: &Annotated<'a>,
    events: &[Event],
    s: usize,
    above: Option<&Subject>,
    idle: &mut Vec<Cue<'a>>,
) -> Vec<Commitment> {
    let range = doc.sentences[s].tokens.clone();
    let idle_before = idle.len();
    let mut rows: Vec<(Commitment, Subject)> = Vec::new();
    let mut verbs = Vec::new();
    for m in matches(doc, &range) {
        let Some(mut kind) = CommitmentType::parse(&m.rule.commitment_type) else { continue };
        if kind == CommitmentType::Agreement && asks_others(doc, &m.cue, &range) {
            kind = CommitmentType::Appeal;
        }
        let id = m.rule.id.as_str();
        let mut subj = subject(doc, &range, m.verb);
        // "– Stressed the importance of …, and called on": items that begin with their verb.
        if let Some(above) = above
            && (subj == Subject::None || m.verb > range.start && doc.is(m.verb - 1, WordClass::Coordinator))
            && clause::is_verb_form(doc, range.start)
            && !doc.is(m.cue.start, WordClass::Modal)
        {
            subj = above.clone();
        }
        if !fits(doc, s, &m, &subj, &range, events) {
            idle.push(Cue { rule: &m.rule.id, sentence: s, tokens: m.cue });
            continue;
        }
        // "stressed the importance of A and the need for B": one verb, one appeal.
        if m.verb < m.cue.start && verbs.contains(&(kind, m.verb)) {
            continue;
        }
        // Verbs coordinated under one cue stay one row: "will begin … and will be finished".
        let repeats = rows.iter().any(|(c, earlier)| {
            // "urged A to stop and called on B to help": two appeals.
            let other_verb = kind == CommitmentType::Appeal
                && id.ends_with("call-on")
                && doc.tokens[c.cue.start].word != doc.tokens[m.cue.start].word
                && doc.tokens[c.cue.end.min(range.end - 1)].word != doc.tokens[m.cue.end.min(range.end - 1)].word;
            // "reaffirmed his commitment to A and underscored his commitment to B": two pledges.
            let verb = |i: usize| doc.is(i, WordClass::Reporting) && is_verb(doc, i);
            let other_verb = other_verb
                || id.ends_with("commitment-noun")
                    && verb(c.cue.start)
                    && verb(m.cue.start)
                    && doc.tokens[c.cue.start].word != doc.tokens[m.cue.start].word;
            c.rule == id
                && !other_verb
                && (subj == *earlier || coordinated(doc, &c.cue, &m.cue, &subj))
                && !matches!(subj, Subject::None)
                || c.kind == kind
                    && kind == CommitmentType::Appeal
                    && c.rule.ends_with("must")
                    && id.ends_with("must")
                    && subj == *earlier
        });
        if repeats {
            continue;
        }
        // A cue inside the clause of another one is part of that undertaking ("agreed that they would …").
        let inside = m.verb == m.cue.start && rows.iter().any(|(c, _)| governs(doc, c, &m, kind));
        if inside {
            continue;
        }
        let event = committer::event_at(doc, events, s);
        let mut steps = vec![(
            "commitment_type".to_owned(),
            kind.to_string(),
            format!("cue {:?} of rule {id}", doc.phrase(&m.cue)),
        )];
        let found = committer::find(doc, events, event, s, m.rule, &m.cue, &subj);
        steps.extend(found.steps);
        let clause_range = clause::start(doc, &m.cue).min(range.end)..clause::end(doc, m.cue.end, &range);
        let (conditional, condition) = clause::condition(doc, &range, m.cue.start);
        let kind = adjust(doc, kind, m.rule, &found.committers, &subj, event.map(|e| &events[e]), &m.cue);
        let bound = kind == CommitmentType::Pledge && id.ends_with("will") && found.committers.len() > 1;
        let kind = if bound && under_accord(doc, &range, &m.cue) { CommitmentType::Agreement } else { kind };
        let commitment = Commitment {
            rule: m.rule.id.clone(),
            kind,
            sentence: s,
            due: clause::due(doc, &range, &clause_range, events, event),
            refrain: clause::refrain(doc, &(m.cue.start..clause_range.end)),
            clause: clause_range,
            cue: m.cue.clone(),
            committers: found.committers,
            speaker: found.speaker,
            addressees: if kind == CommitmentType::Appeal {
                clause::addressees(doc, &m.cue, &range)
            } else {
                Vec::new()
            },
            conditional,
            condition,
            event,
            steps,
        };
        verbs.push((kind, m.verb));
        rows.push((commitment, subj));
    }
    if !rows.is_empty() {
        idle.truncate(idle_before);
    }
    apart(doc, &range, events, &mut rows);
    let mut found: Vec<Commitment> = rows.into_iter().map(|(c, _)| c).collect();
    series(doc, &range, events, &mut found);
    found
}

/// "decided to approve the plan; to transfer the service; and to allocate funds": one row for each infinitive of the series.
fn series(doc: &Annotated<'_>, range: &Range<usize>, events: &[Event], found: &mut Vec<Commitment>) {
    let mut more = Vec::new();
    for c in found.iter().filter(|c| c.kind != CommitmentType::Appeal && doc.is_text(c.cue.end - 1, "to")) {
        let mut at = c.clause.end;
        while at < range.end && doc.is_text(at, ";") {
            let to = (at + 1..range.end).find(|&i| !doc.is(i, WordClass::Coordinator)).unwrap_or(range.end);
            let own = found.iter().any(|x| (at..range.end.min(to + 2)).contains(&x.cue.start));
            if !doc.is_text(to, "to") || own {
                break;
            }
            let clause = to..clause::end(doc, to + 1, range);
            let next = another(doc, events, c, range, clause, "infinitive of a series under one cue");
            at = next.clause.end;
            more.push(next);
        }
    }
    found.extend(more);
}

/// "agreed to exchange delegations, and instructed experts to finish the text by June": each undertaking ends where the next
/// begins, and has its own time.
fn apart(doc: &Annotated<'_>, range: &Range<usize>, events: &[Event], rows: &mut [(Commitment, Subject)]) {
    rows.sort_by_key(|(c, _)| c.cue.start);
    for i in 0..rows.len() {
        let next = rows.get(i + 1).map(|(c, _)| c.cue.start);
        let before = i.checked_sub(1).map_or(range.start, |p| rows[p].0.clause.end);
        let c = &mut rows[i].0;
        if let Some(next) = next.filter(|&next| c.clause.start < next && next < c.clause.end) {
            let joint = (c.clause.start..next)
                .rev()
                .find(|&k| doc.is(k, WordClass::Coordinator) || matches!(doc.word(k), "," | ";"));
            let joint = joint.map(|k| if k > c.clause.start && doc.is_text(k - 1, ",") { k - 1 } else { k });
            c.clause.end = joint.filter(|&k| k > c.clause.start).unwrap_or(next);
        }
        if before > range.start || next.is_some() {
            c.due = clause::due(doc, &(before.min(c.cue.start)..range.end), &c.clause, events, c.event);
        }
    }
}

/// Whether a second cue of the same rule only repeats the first: joined by "and" with no subject of its own between.
fn coordinated(doc: &Annotated<'_>, first: &Range<usize>, second: &Range<usize>, subj: &Subject) -> bool {
    let near_and = second.start > first.end && doc.is(second.start - 1, WordClass::Coordinator);
    near_and && !matches!(subj, Subject::Noun(_)) && !doc.is_text(second.start, "it")
}

/// Whether the clause of an earlier commitment takes this cue in.
fn governs(doc: &Annotated<'_>, c: &Commitment, m: &Match<'_>, kind: CommitmentType) -> bool {
    let id = m.rule.id.as_str();
    if m.cue.start < c.cue.end {
        return true;
    }
    let between = c.cue.end..m.cue.start;
    let modal = id.ends_with("will") || id.ends_with("would") || id.ends_with("must");
    let agreed = matches!(c.kind, CommitmentType::Agreement | CommitmentType::Decision)
        || c.rule.ends_with("pledge.pledge") && c.cue.clone().any(|i| doc.is_text(i, "that") || doc.is_text(i, "to"))
        || c.rule.contains("call-on");
    // "agreed that X would do Y and that Z should …": all of it is what was agreed.
    if modal && agreed && !between.clone().any(|i| matches!(doc.word(i), ";")) {
        return true;
    }
    // "the need to … must", "stressed the importance of … cooperation": an appeal inside an appeal's clause.
    let verb_between =
        between.clone().any(|i| is_verb(doc, i) && doc.is(i, WordClass::Reporting) && !doc.word(i).ends_with("ing"));
    if !verb_between
        && kind == CommitmentType::Appeal
        && c.kind == CommitmentType::Appeal
        && !between.clone().any(|i| doc.is(i, WordClass::Coordinator) && doc.is_text(i.saturating_sub(1), ","))
        && modal
    {
        return true;
    }
    // Readiness to "plan to", pledges "to seek to": infinitives under one cue.
    !between.clone().any(|i| matches!(doc.word(i), "," | ";" | "and" | "that")) && between.len() < 7 && !verb_between
}
