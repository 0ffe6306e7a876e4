//! What no pattern can say of a cue: whether its sentence undertakes anything.

mod prospect;

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

use prospect::future;

use super::urge::{gerund, urges};
use super::{Match, clause, committer};
use crate::model::Event;
use crate::syntax::{Subject, is_verb, negated};

/// Conditions that no pattern can state.
pub(super) fn fits(
    doc: &Annotated<'_>,
    s: usize,
    m: &Match<'_>,
    subj: &Subject,
    range: &Range<usize>,
    events: &[Event],
) -> bool {
    // What holds of a noun holds of one that is joined to another.
    let id = m.rule.id.trim_end_matches("-joined");
    let start = m.cue.start;
    if negated(doc, range.start, start) && !id.ends_with("will") && !id.ends_with("would") {
        return false;
    }
    // Cue verbs as nouns or in relative clauses about the past: "the plan to", "which he committed to".
    if start > range.start
        && (doc.is(start - 1, WordClass::Determiner) || doc.is_possessive(start - 1))
        && !id.contains("plan-provides")
        && !id.ends_with(".resolution")
        && !matches!(m.rule.committer.as_str(), "parties" | "owner")
        && !doc.is_text(start - 1, "both")
        && !doc.is_text(start - 1, "all")
    {
        return false;
    }
    if thanks(doc, range, start) {
        return false;
    }
    // "URGE: Unite for Equity": a name in capitals among words in small letters.
    let small = |i: usize| doc.word(i).starts_with(char::is_lowercase);
    if shouted(doc, start) && !doc.is(start, WordClass::Modal) && range.clone().any(small) {
        return false;
    }
    // "the countries that have endorsed the roadmap": others, at another time.
    let relative_perfect = id.starts_with("decision")
        && (start.saturating_sub(2)..start)
            .any(|i| i > range.start && doc.is(i, WordClass::Have) && doc.is(i - 1, WordClass::Relative));
    if relative_perfect {
        return false;
    }
    // "called on the President": a visit, which the event row tells.
    if events
        .iter()
        .any(|e| e.sentence == s && e.rule.ends_with("call-on") && e.trigger.start <= start && start < e.trigger.end)
    {
        return false;
    }
    // "expressed appreciation for the commitment": praise of somebody else's.
    // "… appreciation for the ties and commitment to": coordinated with the praise, it is their own again.
    if id.ends_with("commitment-noun")
        && let Some(praise) = m.cue.clone().find(|&i| doc.is(i, WordClass::PraiseNoun))
        && !(praise..m.cue.end).any(|i| doc.is(i, WordClass::Coordinator) && doc.is(i + 1, WordClass::CommitmentNoun))
    {
        return false;
    }
    // "look forward to the seminar" is no undertaking, "look forward to opening it" is one.
    if id.ends_with("look-forward") && m.cue.len() == 3 && !gerund(doc, m.cue.end) {
        return false;
    }
    if questioned(doc, subj, range, id.ends_with("will") || id.ends_with("would")) {
        return false;
    }
    let actor_subject = committer::acts(doc, subj);
    if id.ends_with("will") || id.ends_with("would") {
        return future(doc, s, m, subj, range, events, actor_subject);
    }
    if id.ends_with("must") {
        // "should Russia invade": a condition, not an appeal.
        let inverted =
            doc.mention_of.get(m.cue.end).copied().flatten().is_some_and(|x| doc.mentions[x].tokens.start == m.cue.end)
                && !matches!(subj, Subject::Mentions(_));
        // "ready should the state need help": no verb follows, but its subject.
        if doc.is_text(start, "should")
            && ["the", "any", "a", "an", "that", "such"].iter().any(|w| doc.is_text(m.cue.end, w))
        {
            return false;
        }
        // ", should diplomacy fail": the verb before its subject makes a condition.
        let opens = start == range.start || doc.is_text(start - 1, ",");
        let condition =
            opens && doc.is_text(start, "should") && !is_verb(doc, m.cue.end) && !doc.is_text(m.cue.end, "be");
        if condition {
            return false;
        }
        let relative = start > range.start
            && (doc.is(start - 1, WordClass::Relative)
                || doc.is_text(start - 1, "what")
                || doc.is_text(start - 1, "as"))
            && !doc.is_text(start - 1, "that");
        // "It should be recalled that": a turn of speech.
        let turn = doc.is_text(m.cue.end, "be") && doc.is(m.cue.end + 1, WordClass::Reporting)
            || doc.is_text(m.cue.end - 1, "be") && doc.is(m.cue.end, WordClass::Reporting);
        let turn = turn
            && matches!(subj, Subject::Mentions(all) if all.iter().all(|&x| doc.is_text(doc.mentions[x].tokens.start, "it")));
        // "is vital to international efforts": an assessment; something to be done has a verb.
        let efforts = doc.is_text(m.cue.end - 1, "to")
            && doc.is(start, WordClass::Be)
            && !doc.is(m.cue.end, WordClass::Verb)
            && !doc.is(m.cue.end, WordClass::Adverb);
        // "discussed how … the government should not interfere": a topic.
        let topic = (range.start..start).any(|i| {
            doc.is(i, WordClass::TopicVerb)
                && is_verb(doc, i)
                && ["how", "whether", "why"].iter().any(|w| doc.is_text(i + 1, w))
                && !(i..start).any(|k| matches!(doc.word(k), "," | ";"))
        });
        // "Media wishing to attend should register", "should not be construed as an endorsement": notes to readers.
        let press = ["media", "journalists", "reporters", "press"].iter().any(|w| {
            doc.is_text(range.start, w)
                || doc.is_text(range.start + 1, w) && doc.is(range.start, WordClass::Preposition)
        });
        let attends = ["register", "accredit", "accreditation", "rsvp", "contact", "arrive", "apply", "requested"];
        let asked = (m.cue.end..range.end.min(m.cue.end + 4)).any(|i| attends.iter().any(|w| doc.is_text(i, w)));
        let told = press
            && asked
            && range.clone().any(|i| {
                [
                    "wishing",
                    "interested",
                    "attending",
                    "attend",
                    "requested",
                    "invited",
                    "accreditation",
                    "email",
                    "e-mail",
                ]
                .iter()
                .any(|w| doc.is_text(i, w))
            });
        let construed = (m.cue.end..range.end.min(m.cue.end + 4)).any(|i| doc.is_text(i, "construed"));
        if told || construed {
            return false;
        }
        // "that you do not have to do this": nothing is asked.
        let free = doc.is(start, WordClass::Have) && start > range.start && doc.is(start - 1, WordClass::Negation);
        return !free && !inverted && !relative && !turn && !efforts && !topic && !doc.is(m.cue.end, WordClass::Have);
    }
    // "The Bank, based in Manila, is dedicated to": what the last lines of a release say of its house.
    let behind = subj.mentions().last().map_or(start, |&x| doc.mentions[x].tokens.end);
    let seated = doc.is_text(behind, ",")
        && ["based", "headquartered", "established", "founded", "created"].iter().any(|w| doc.is_text(behind + 1, w))
        && behind < start;
    if id.ends_with("pledge.committed") && seated {
        return false;
    }
    // "The mission was undertaken pursuant to": done, and no promise.
    if id.ends_with("pledge.pledge")
        && doc.is_text(start, "undertaken")
        && start > 0
        && doc.is(start - 1, WordClass::Be)
    {
        return false;
    }
    // "the session in Oslo, at which Member States pledged": promised on another day.
    let first = subj.mentions().first().map_or(start, |&x| doc.mentions[x].tokens.start);
    let then = first > range.start + 1
        && doc.is_text(first - 1, "which")
        && ["at", "during", "in"].iter().any(|w| doc.is_text(first - 2, w))
        && doc.word(start).ends_with("ed");
    if id.starts_with("pledge") && then {
        return false;
    }
    // "will undertake a visit to X": the event row tells it.
    if id.ends_with("pledge.pledge")
        && m.cue.clone().any(|i| rapporteur_text::fold(doc.word(i)).starts_with("undert"))
        && (start..range.end.min(start + 7))
            .take_while(|&i| !doc.is_text(i, "to"))
            .any(|i| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word))
    {
        return false;
    }
    // "if they want to stay ahead": a condition.
    let subject_start = subj.mentions().first().map_or(start, |&m| doc.mentions[m].tokens.start);
    if id.ends_with("intent.plan") && subject_start > range.start && doc.is_text(subject_start - 1, "if") {
        return false;
    }
    // "plan to discuss", "want to thank": an agenda, a turn of speech.
    if id.ends_with("intent.plan") {
        let verb = if doc.is(m.cue.end, WordClass::Adverb) { m.cue.end + 1 } else { m.cue.end };
        let turn = ["say", "thank", "acknowledge", "congratulate", "note", "emphasize", "stress", "begin"]
            .iter()
            .any(|w| doc.is_text(verb, w));
        let want = m.cue.clone().any(|i| ["want", "wants"].iter().any(|w| doc.is_text(i, w)));
        if want && turn || ["discuss", "meet", "attend"].iter().any(|w| doc.is_text(verb, w)) {
            return false;
        }
    }
    // "The sides discussed the platform and plans to build it": many do not "plans".
    if id.ends_with("intent.plan")
        && ["plans", "aims", "hopes"].iter().any(|w| doc.is_text(start, w))
        && plural(doc, subj)
    {
        return false;
    }
    // "which is planned to be held in June": a schedule.
    if id.ends_with("intent.plan") && doc.is_text(m.cue.end, "be") {
        return false;
    }
    if id.ends_with("importance") {
        // "stressed the importance of this support", "noted the value of integration": merits, and nothing to be done.
        let merits = ["this", "these", "those"].iter().any(|w| doc.is_text(m.cue.end, w))
            && !(m.cue.end..range.end.min(m.cue.end + 5)).any(|k| gerund(doc, k))
            || m.cue.len() > 1 && doc.is_text(m.cue.end - 2, "value") && !gerund(doc, m.cue.end);
        if merits {
            return false;
        }
        return urges(doc, m.cue.end, range);
    }
    if id.ends_with("call-on") {
        // "called the Prime Minister to brief him": by telephone.
        if events.iter().any(|e| e.sentence == s && e.rule.ends_with("ring") && e.trigger.start == start) {
            return false;
        }
        // "calls for" and "called on" as plain verbs need a subject who can call.
        let verb = doc.word(start).to_ascii_lowercase();
        let telephoned = verb == "called"
            && !["on", "upon", "for", "to"].iter().any(|w| (start + 1..m.cue.end).any(|i| doc.is_text(i, w)));
        return (actor_subject || doc.is_text(start, "it")) && !telephoned;
    }
    if id.starts_with("agreement.agree") {
        let bare = m.cue.len() == 1;
        // "agreed that the alliance has never been stronger": an assessment both share.
        let that = m.cue.clone().find(|&i| doc.is_text(i, "that"));
        if that.is_some_and(|that| assessment(doc, that + 1, range)) {
            return false;
        }
        // "agreed on the importance of the initiative": only of doing something.
        let weight = (m.cue.end..m.cue.end + 4)
            .find(|&i| doc.is_text(i, "importance") && doc.is_text(i + 1, "of"))
            .filter(|_| m.cue.clone().any(|i| doc.is_text(i, "on") || doc.is_text(i, "that")) || bare);
        let things = weight.is_some_and(|i| {
            (i + 2..i + 5).any(|k| doc.is(k, WordClass::EntityNoun)) && !(i + 2..i + 5).any(|k| gerund(doc, k))
        });
        if things || weight.is_some_and(|i| !urges(doc, i + 2, range)) {
            return false;
        }
        // "agreed the sides should go on": without its "that".
        let clause = bare
            && actor_subject
            && doc.is(m.cue.end, WordClass::Determiner)
            && (m.cue.end..range.end.min(m.cue.end + 9))
                .take_while(|&i| !doc.is_text(i, ",") && !doc.is(i, WordClass::Relative))
                .any(|i| doc.is(i, WordClass::Modal));
        if clause {
            return true;
        }
        let participle = start > range.start && !actor_subject && matches!(subj, Subject::None | Subject::Noun(_));
        return !(participle
            || bare
                && (doc.is_text(m.cue.end, "upon")
                    || doc.tokens.get(m.cue.end).is_some_and(|t| {
                        doc.is(m.cue.end, WordClass::English)
                            && !t.capital
                            && !doc.is(m.cue.end, WordClass::Preposition)
                            && !doc.is(m.cue.end, WordClass::Subordinator)
                    })));
    }
    if id.starts_with("decision.plan-provides") || id.ends_with(".resolution") {
        return true;
    }
    match m.rule.committer.as_str() {
        "parties" => true,
        "owner" => true,
        _ => {
            actor_subject
                || matches!(subj, Subject::Noun(_)) && (id.contains("need") || id.contains("ready"))
                || passive_it(doc, start)
        }
    }
}

/// "wondering how they will cope", "shared how they are working to": a question, direct or not; of what will be (`future`), a
/// condition too.
fn questioned(doc: &Annotated<'_>, subj: &Subject, range: &Range<usize>, future: bool) -> bool {
    let before = subj.mentions().first().and_then(|&first| doc.mentions[first].tokens.start.checked_sub(1));
    before.filter(|&b| b >= range.start).is_some_and(|mut b| {
        if doc.is(b, WordClass::Determiner) && b > range.start {
            b -= 1;
        }
        // "That is why we remain committed" answers.
        let answers = b > 0 && doc.is(b - 1, WordClass::Be);
        let asks = ["how", "whether", "what", "why"].iter().any(|w| doc.is_text(b, w));
        !answers && (asks || future && (doc.is_text(b, "if") || doc.is_text(b, "when")))
    })
}

fn passive_it(doc: &Annotated<'_>, i: usize) -> bool {
    doc.is_text(i, "it") || doc.lexicon.words.name(doc.tokens[i].word) == "demands" || doc.word(i).ends_with("ould")
}

/// "welcomed its commitment", "thanked X for his readiness", "discussed their plans": praise and topics are none.
fn thanks(doc: &Annotated<'_>, range: &Range<usize>, cue: usize) -> bool {
    let mut k = cue;
    while k > range.start {
        k -= 1;
        if doc.is(k, WordClass::Reporting) && is_verb(doc, k) {
            return doc.is(k, WordClass::TopicVerb)
                && !(k + 1..cue).any(|i| doc.is(i, WordClass::Coordinator) || doc.is_text(i, "that"));
        }
        if matches!(doc.word(k), ";" | ":" | "," | "“") {
            return false;
        }
    }
    false
}

/// Whether a word stands in capitals.
fn shouted(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether a subject takes a verb in the plural.
fn plural(doc: &Annotated<'_>, subj: &Subject) -> bool {
    match subj {
        Subject::Mentions(all) => {
            all.len() > 1
                || all.iter().any(|&x| {
                    let mention = &doc.mentions[x];
                    mention.kind == rapporteur_normalize::MentionKind::Parties
                        || ["we", "they"].iter().any(|w| doc.is_text(mention.tokens.start, w))
                })
        }
        _ => false,
    }
}

/// Whether the verb at `i` has a relative pronoun for its subject: "rules that will require", "rules that, once in force, will".
fn relative(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> bool {
    let mut before = match i.checked_sub(1) {
        Some(b) if b >= range.start => b,
        _ => return false,
    };
    if doc.is_text(before, ",") {
        let Some(open) = (range.start + 1..before).rev().take(8).find(|&k| doc.is_text(k, ",")) else { return false };
        before = open - 1;
    }
    doc.is(before, WordClass::Relative)
}

/// "Our trainers will repeat the course".
fn first_person_noun(doc: &Annotated<'_>, subj: &Subject, range: &Range<usize>) -> bool {
    matches!(subj, Subject::Noun(n) if (range.start.max(n.saturating_sub(3))..*n).any(|i| doc.is(i, WordClass::FirstPerson)))
}

/// Whether the clause from `from` on says how things are: its verb is in the present or past, with nothing to be done.
fn assessment(doc: &Annotated<'_>, from: usize, range: &Range<usize>) -> bool {
    let mut end = clause::end(doc, from, range);
    // "that ties between people and shared values are the foundation": the subject is a list.
    if !(from..end).any(|i| is_verb(doc, i)) && end + 1 < range.end {
        end = clause::end(doc, end + 1, range);
    }
    // "would be in the interest of both": what both think of it.
    let supposed = |i: usize| {
        doc.is_text(i, "would")
            && doc.is_text(i + 1, "be")
            && ["in", "of", "a", "an"].iter().any(|w| doc.is_text(i + 2, w))
    };
    if (from..end).any(supposed) {
        return true;
    }
    let to_do = (from..end).any(|i| {
        doc.is(i, WordClass::Modal)
            || doc.is_text(i, "need")
            || doc.is_text(i, "needs")
            || doc.is_text(i, "to") && doc.is(i + 1, WordClass::Verb) && (i > from && doc.is(i - 1, WordClass::Be))
    });
    let states = (from..end).any(|i| {
        doc.is(i, WordClass::Have)
            || ["is", "are", "was", "were", "remains", "remain", "forms", "form"].iter().any(|w| doc.is_text(i, w))
    });
    states && !to_do
}
