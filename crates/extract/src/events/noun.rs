//! Candidates from nouns: "a meeting of the Permanent Council", "his two-day visit", "the next round of negotiations".

mod arguments;
mod company;
mod enclosing;
mod fits;
mod guards;
mod means;
mod phrase;
mod predicate;

use std::ops::Range;

use arguments::{companion, complements, opens_with, relative_clause, who_acts_there};
pub(super) use enclosing::theirs;
use fits::{document_fits, reclassify, visit_fits};
use phrase::phrase;
use predicate::{
    comes_of, edge, governor, governor_role, infinitive_plan, journey_planned, predicate, predicate_status, verb_group,
};
use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode, Role, Status};
use rapporteur_text::TokenKind;

use super::verb::{blank, planned, video};
use super::{place, seat, when};
use crate::model::{Edge, Event, Marker};
use crate::syntax::{is_verb, negated, subject};

pub(super) fn candidate(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Option<Event> {
    let range = doc.sentences[s].tokens.clone();
    let head = trigger.end - 1;
    if rule.id.ends_with(".margins") {
        return enclosing::known_by_acronym(doc, s, rule, &trigger);
    }
    if guards::no_occasion(doc, rule, head, &range) {
        return None;
    }
    let inner_body = doc.mention_of[head];
    let p = phrase(doc, &range, &trigger);
    // "The visit was originally planned to begin on 29 May": how it was not.
    if (head..range.end.min(head + 10)).any(|i| doc.is_text(i, "originally")) {
        return None;
    }
    // "the first session of the Access Roundtable": one gathering, named after its series.
    if p.start > range.start + 2
        && doc.is_text(p.start - 1, "of")
        && ["session", "meeting"].iter().any(|w| doc.is_text(p.start - 2, w))
        && doc.tokens[head].capital
    {
        return None;
    }
    // "to continue our ongoing consultations", "as part of close consultations": no bounded occurrence.
    let goes_on = (range.start.max(p.start.saturating_sub(2))..head)
        .any(|i| ["continuing", "continue", "continued"].iter().any(|w| doc.is_text(i, w)))
        && p.plural
        && (p.start..head).any(|i| doc.is_text(i, "close") || doc.is_text(i, "regular"));
    // "in close consultation with", "part of regular and extensive consultations".
    let close = doc.is_text(head, "consultation")
        && p.determiner.is_empty()
        && p.start > range.start
        && doc.is_text(p.start - 1, "in");
    let part = p.plural
        && (range.start.max(p.start.saturating_sub(4))..p.start)
            .any(|i| doc.is_text(i, "part") && doc.is_text(i + 1, "of") && doc.is_text(i + 2, "regular"));
    let unbounded = goes_on
        || close
        || part
        || (p.start..head).any(|i| doc.is_text(i, "ongoing"))
        || p.start > range.start + 2 && doc.is_text(p.start - 1, "of") && doc.is_text(p.start - 2, "part") && p.plural;
    // "visited X for talks on Y": what the journey was for, where nobody is named as the other side.
    let purpose = doc.is_text(head, "talks")
        && p.start > range.start
        && doc.is_text(p.start - 1, "for")
        && ["on", "about"].iter().any(|w| doc.is_text(head + 1, w))
        && (range.start..p.start).any(|i| ["visit", "visited", "visits"].iter().any(|w| doc.is_text(i, w)));
    // "built on multiple meetings between A and B": nobody says which.
    let many = ["multiple", "numerous", "various", "countless"];
    let uncounted = p.plural && (p.start..head).any(|i| many.iter().any(|w| doc.is_text(i, w)));
    if p.none || purpose || uncounted || unbounded || negated(doc, range.start, p.start) {
        return None;
    }
    let mut event = blank(doc, s, rule, trigger.clone());
    event.name = p.name.clone();
    event.marker = p.marker;
    event.days = p.days.or_else(|| phrase::round_days(doc, &range, p.start.min(head)));
    // "the opening of a centre": the noun, not what ties it to the rest.
    let noun = (p.start.min(head)..=head).rev().find(|&i| !doc.is(i, WordClass::Preposition)).unwrap_or(head);
    event.format = Some(rapporteur_text::fold(doc.word(noun)));
    fits::code_named(doc, head, &mut event);
    let kind = event.kind;
    let definite = (matches!(p.determiner.as_str(), "the" | "this" | "these" | "that" | "those")
        || (p.start.saturating_sub(1)..head).any(|i| doc.is_text(i, "both") && i >= range.start))
        && p.marker == Marker::None;
    // "the sixteenth Joint Commission was held": only a count tells a sitting from the body itself.
    let body = rule.id.ends_with(".body");
    let counted = (p.start.min(head).saturating_sub(2)..head).any(|i| {
        doc.is(i, WordClass::OrdinalWord)
            || doc.tokens[i].kind == TokenKind::Number
                && ["st", "nd", "rd", "th"].iter().any(|x| doc.word(i).to_ascii_lowercase().ends_with(x))
    });
    let sits = predicate(doc, &range, p.end.max(head + 1)).is_some_and(|v| {
        (v..range.end.min(v + 3)).any(|i| ["held", "took", "convened", "met"].iter().any(|w| doc.is_text(i, w)))
    });
    // "will co-chair the Second Joint Commission", "the Second Commission, to be held in Oslo".
    let attended = governor(doc, &range, p.start).is_some_and(|g| {
        doc.is(g, WordClass::ChairVerb) || doc.is(g, WordClass::JoinVerb) || doc.is(g, WordClass::HostVerb)
    }) || (p.end..range.end.min(p.end + 12)).any(|i| {
        doc.is_text(i, "to")
            && (doc.is_text(i + 1, "be") && doc.is_text(i + 2, "held")
                || doc.is_text(i + 1, "take") && doc.is_text(i + 2, "place"))
    });
    // "the session of the Committee was held": the session tells of it; "Secretary of the Council X" is a person.
    let named = inner_body.is_some_and(|m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office));
    let session = named
        || p.start > range.start + 1
            && doc.is_text(p.start - 1, "of")
            && doc.lexicon.event_nouns.contains_key(&doc.tokens[p.start - 2].word);
    if body && (session || !(counted && (sits || attended) || guards::session_held(doc, &p, &range))) {
        return None;
    }
    let gov = governor(doc, &range, p.start).filter(|&g| {
        // "the commitments made at the summit": it was not the summit that was made.
        let beside = p.start > range.start && ["at", "in"].iter().any(|w| doc.is_text(p.start - 1, w));
        !doc.quoted[g] && !(beside && doc.is(g, WordClass::OutcomeWord))
    });
    let pred = predicate(doc, &range, p.end.max(head + 1));
    let before = p.start.checked_sub(1).filter(|&b| b >= range.start);
    let margin = before.is_some_and(|b| {
        ["during", "at", "before", "after", "following", "of", "within", "in"].iter().any(|w| doc.is_text(b, w))
    }) && (range.start.max(p.start.saturating_sub(5))..p.start).any(|i| {
        ["margins", "sidelines", "during", "at", "eve", "fringes", "in", "following", "after", "before"]
            .iter()
            .any(|w| doc.is_text(i, w))
            // "in-person" is no place.
            && doc.tokens.get(i + 1).is_none_or(|t| t.word != rapporteur_lexicon::WordId::JOINER || !t.glued)
    });
    when::attach_phrase(doc, &mut event, &range, p.start, p.end);
    place::locate_phrase(doc, &mut event, &range, p.start, p.end);
    // "the 2021 Security Dialogue": the year is its date, unless it is this year's.
    if let Some(year) = event.name.as_deref().and_then(|n| n.split(' ').next()).and_then(|w| w.parse::<i16>().ok())
        && event.date.is_none()
        && (1945..2100).contains(&year)
        && doc.facts.published.is_some_and(|p| p.year() != year)
    {
        event.date = rapporteur_schema::DateSpan::year(year);
        event.basis = event.date.as_ref().map(|_| rapporteur_schema::vocabulary::DateBasis::Explicit);
    }
    // "informed the Meeting on the works in X": what it heard about.
    if definite && gov.is_some_and(|g| doc.is(g, WordClass::Reporting)) {
        event.place = None;
        event.place_basis = None;
        event.date = None;
        event.date_text = None;
    }
    let mut acts = false;
    // What the verb before it says.
    if let Some(g) = gov {
        acts = true;
        let role = governor_role(doc, g, &mut event, &p);
        let subj = subject(doc, &range, verb_group(doc, range.start, g));
        if let Some(status) = planned(doc, &range, g) {
            event.status = status;
        }
        if infinitive_plan(doc, &range, g) || journey_planned(doc, &range, g) {
            event.status = Status::Scheduled;
        }
        let passive = g > range.start && doc.is(g - 1, WordClass::Be);
        if !passive {
            // "thanked President X for hosting the summit": whom they thanked hosts.
            let thanked = (doc.word(g).ends_with("ing") && g > range.start + 1 && doc.is_text(g - 1, "for"))
                .then(|| doc.mention_of[g - 2])
                .flatten();
            // "The Centre and the Office held a seminar": both of them.
            let bodies = subj
                .mentions()
                .iter()
                .all(|&m| matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body));
            for &m in thanked.as_ref().map_or(subj.mentions(), std::slice::from_ref) {
                // "It was agreed to hold the next meeting": nobody.
                let it = &doc.mentions[m];
                let nobody = it.kind == MentionKind::Pronoun
                    && doc.is_text(it.tokens.start, "it")
                    && doc.is(it.tokens.end, WordClass::Be)
                    && (it.tokens.end..g).any(|i| doc.is_text(i, "to") || doc.is_text(i, "that"));
                if nobody {
                    continue;
                }
                // "Dushanbe hosted the dialogue" says where, not who.
                if role == Role::Host && doc.mentions[m].kind == MentionKind::Government {
                    if let Some(hit) = rapporteur_normalize::place_at(doc, doc.mentions[m].tokens.start) {
                        event.place = Some(hit);
                        event.place_basis = Some("stated");
                    }
                    continue;
                }
                if doc.mentions[m].kind == MentionKind::Parties
                    || doc.mentions[m].kind == MentionKind::Pronoun && doc.mentions[m].entities.is_empty()
                {
                    event.parties = Some((m, role));
                }
                // "The working group held its first meeting": the body whose session it is.
                let own = p.determiner == "its" && doc.mentions[m].kind == MentionKind::Body;
                // "The Office conducted a training": an organisation that holds a course or seminar runs it.
                let runs = matches!(kind, EventType::Training | EventType::Conference | EventType::Exercise)
                    && matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body)
                    && (subj.mentions().len() == 1 || matches!(p.determiner.as_str(), "a" | "an") && bodies)
                    && doc.is(g, WordClass::RunVerb);
                let role = if (own || runs) && role == Role::Participant { Role::Organizer } else { role };
                seat(doc, &mut event, s, m, role, &rule.id);
            }
        }
    }
    // "A and his counterpart B discussed the summit in a telephone conversation".
    if kind == EventType::Call
        && gov.is_none()
        && event.parts.is_empty()
        && before.is_some_and(|b| ["in", "during", "by"].iter().any(|w| doc.is_text(b, w)))
        && matches!(p.determiner.as_str(), "a" | "an")
        && let Some(verb) = (range.start..p.start).find(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be))
    {
        let people: Vec<usize> = subject(doc, &range, verb)
            .mentions()
            .iter()
            .copied()
            .filter(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office))
            .collect();
        if people.len() >= 2 {
            acts = true;
            for m in people {
                seat(doc, &mut event, s, m, Role::Participant, &rule.id);
            }
        }
    }
    let aside_of = before.is_some_and(|b| doc.is_text(b, "of"))
        && (range.start.max(p.start.saturating_sub(4))..p.start).any(|i| doc.is(i, WordClass::MarginWord));
    // "On the sidelines of the exercise X held talks": the verb tells of the talks.
    // But "on the margins of the meeting, held on 3 May in Oslo" tells of the meeting itself.
    let reduced = |v: usize| {
        doc.is_text(v - 1, ",")
            && doc.is_text(v, "held")
            && ["on", "in", "at", "from"].iter().any(|w| doc.is_text(v + 1, w))
    };
    if let Some(v) = pred.filter(|&v| !aside_of || reduced(v)) {
        let close = v < p.end + 22;
        // "is held regularly": no single occurrence.
        if (v..range.end.min(v + 6)).any(|i| doc.is(i, WordClass::RecurrentWord)) && event.date.is_none() {
            return None;
        }
        if close
            && (doc.is(v, WordClass::OccurVerb)
                || doc.is(v, WordClass::Be)
                || doc.is(v, WordClass::Modal)
                || doc.is(v, WordClass::Have)
                || doc.is(v, WordClass::Do)
                || doc.is(v, WordClass::Light))
        {
            acts |= predicate_status(doc, &range, v, &mut event);
        }
    }
    // What was held already is not the next one any more: "held the next round of negotiations".
    // "On 14 May the next round took place".
    let over = pred.is_some_and(|v| {
        doc.is(v, WordClass::OccurVerb) && doc.word(v).ends_with("took") || {
            ["was", "were"].iter().any(|w| doc.is_text(v, w)) && doc.is_text(v + 1, "held")
        }
    });
    let past =
        event.date.as_ref().and_then(|d| d.end).zip(doc.facts.published).is_some_and(|(end, today)| end <= today);
    if event.marker == Marker::Next && (gov.is_some() || over && past) && event.status == Status::Held {
        event.marker = Marker::None;
    }
    // "a gathering which X convened", "the conversation which X had with Y".
    let own_clause = relative_clause(doc, s, rule, &mut event, &p, &range);
    acts |= own_clause;
    // Whose session it is stands before the noun: "CSTO Permanent Council meeting".
    // "the India-Norway Joint Commission Meeting" is of the two, whom the name gives.
    if matches!(kind, EventType::Meeting | EventType::Conference) && !company::two_sided(doc, &p) {
        for &m in &p.inside {
            if doc.mentions[m].kind == MentionKind::Body && Some(m) != inner_body {
                seat(doc, &mut event, s, m, Role::Organizer, &rule.id);
            }
        }
    }
    // "took part in an IAEA training course": whose course it is.
    if kind == EventType::Training {
        for &m in p.inside.iter().filter(|&&m| doc.mentions[m].kind == MentionKind::Organization) {
            seat(doc, &mut event, s, m, Role::Organizer, &rule.id);
        }
    }
    company::sides(doc, s, &mut event, &p);
    // Whom it brings together: "between A and B", "of the Council", "with X".
    let mut limit = pred.unwrap_or(range.end).min(range.end);
    if limit <= head {
        limit = range.end;
    }
    // "held meetings on the sidelines of the Session in Dhaka with A and B": whom the meetings were with.
    // "in today's meeting, on the margins of the Assembly, the Ministers discussed": the Assembly is another event.
    if let Some(other) = (p.end.max(head + 1)..limit).find(|&i| doc.is(i, WordClass::MarginWord)) {
        limit = other.saturating_sub(2).max(head + 1);
    }
    if aside_of && let Some(with) = (p.end.max(head + 1)..limit).find(|&i| doc.is_text(i, "with")) {
        limit = with;
    }
    let tail = complements(doc, s, rule, &mut event, &p, limit);
    // "the call between A and B" in a sentence about something else.
    event.aside |= tail.between && definite && !acts;
    // "a meeting which follows the visits of X to Y": what went before.
    if let Some(b) = before.filter(|&b| doc.is_text(b, "follows") || doc.is_text(b, "followed")) {
        // "This followed X's meeting with Y" goes on with what was told.
        let goes_on = b == range.start + 1 && doc.is_text(range.start, "this") && p.owner.is_some();
        event.aside = !goes_on;
        acts |= goes_on;
        event.status = Status::Held;
    }
    // "the talks to be held between the two Ministers".
    if doc.is_text(p.end, "to") && doc.is_text(p.end + 1, "be") && doc.is_text(p.end + 2, "held") {
        acts = true;
        event.status = Status::Scheduled;
    }
    company::after_predicate(doc, s, rule, &mut event, &p, pred, &range);
    company::own_session(doc, s, rule, &mut event, &p, &range);
    if gov.is_none() && p.owner.is_none() && matches!(kind, EventType::Meeting | EventType::Call) {
        companion(doc, s, rule, &mut event, &p, &range);
    }
    acts |= company::brought(doc, s, rule, &mut event, before, &range);
    // "visited X, followed by a visit to Y": the same people went on.
    let followed = p.start > range.start + 1 && doc.is_text(p.start - 1, "by") && doc.is_text(p.start - 2, "followed");
    if followed && kind == EventType::Visit {
        acts = true;
        let verb = (range.start..p.start).find(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be));
        for &m in
            verb.map(|v| subject(doc, &range, v)).iter().flat_map(|x| x.mentions().to_vec()).collect::<Vec<_>>().iter()
        {
            seat(doc, &mut event, s, m, Role::Participant, &rule.id);
        }
    }
    if let Some(owner) = p.owner
        && matches!(kind, EventType::Visit | EventType::Meeting | EventType::Call | EventType::Signing)
        && !doc.mentions[owner].entities.is_empty()
    {
        seat(doc, &mut event, s, owner, Role::Participant, &rule.id);
    }
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
        || doc.is_text(head, "conference") && head > range.start && doc.is_text(head - 1, "video");
    let persons = event.parts.iter().filter(|x| doc.mentions[x.mention].kind == MentionKind::Person).count();
    if video_talk && event.kind == EventType::Conference && (2..=4).contains(&persons) && persons == event.parts.len() {
        event.kind = EventType::Call;
    }
    let by_video = means::by_video(doc, &range, &p, pred, gov, acts) && kind != EventType::Visit;
    if by_video || video(doc, &(p.start..p.end)) || kind == EventType::Call && video(doc, &range) {
        event.mode = Mode::Video;
    } else if (p.start..p.end).any(|i| doc.is(i, WordClass::PhoneWord)) || means::by_phone(doc, p.end) {
        event.mode = Mode::Phone;
        if kind == EventType::Meeting {
            event.kind = EventType::Call;
        }
    }
    if event.marker == Marker::Next && !acts && event.status == Status::Held {
        event.status = Status::Scheduled;
    }
    let comes_of = kind == EventType::Signing && comes_of(doc, before);
    acts |= comes_of;
    event.asserted = acts;
    // "the 8th session" is a sitting of its own, "the session" the one spoken of.
    let numbered = counted
        && ((p.start..head).any(|i| doc.tokens[i].kind == TokenKind::Number)
            || !event.parts.is_empty() && event.parts.iter().all(|x| doc.mentions[x.mention].tokens.start > head));
    event.definite =
        definite && !numbered && (event.name.is_none() || p.quoted) || matches!(p.determiner.as_str(), "this");
    // "The two leaders had a detailed discussion": the talks told of before.
    let resumed = event.parties.is_some()
        && event.date.is_none()
        && event.place.is_none()
        && event.name.is_none()
        && gov.is_some_and(|g| doc.is(g, WordClass::Have) || doc.is_text(g, "held"))
        && (p.start..=head).any(|i| {
            ["discussion", "discussions", "exchange", "conversation", "conversations"].iter().any(|w| doc.is_text(i, w))
        });
    event.definite |= resumed;
    event.definite &= !comes_of;
    // "after signing over 200 bills into law": no signing of that day.
    if kind == EventType::Signing
        && before.is_some_and(|b| ["after", "before", "since", "by"].iter().any(|w| doc.is_text(b, w)))
        && event.parts.is_empty()
        // "spoke today before signing the instrument" tells when, "today called for maps before the signing" does not.
        && event.date_text.as_ref().is_none_or(|t| t.end <= p.start && doc.is_text(p.start - 1, "before") && doc.is_text(p.start, "the"))
    {
        event.aside = true;
    }
    // "Building on President X signing the Act last month": what came before.
    if kind == EventType::Signing
        && doc.mention_at(head.saturating_sub(1)).is_some_and(|m| m.kind == MentionKind::Person)
    {
        event.aside = true;
    }
    // Only spoken of ("opening the talks", "after the meeting"): dates of the sentence belong to something else.
    // "the session, due on 23 November in Oslo": its own date, and still to come.
    let due = event.date_text.as_ref().is_some_and(|t| {
        (t.start.saturating_sub(2)..t.start).any(|i| i >= p.end && doc.is(i, WordClass::DueWord))
            && t.start <= p.end + 14
    });
    if due && event.status == Status::Held {
        event.status = Status::Scheduled;
    }
    // "the results of the exercise “X”, conducted in Samarkand on 10–12 June, were considered".
    let reduced_clause = doc.is_text(p.end, ",")
        && ["conducted", "held", "organized", "organised", "convened", "staged"]
            .iter()
            .any(|w| doc.is_text(p.end + 1, w))
        && ["in", "on", "at", "from"].iter().any(|w| doc.is_text(p.end + 2, w));
    let told = due
        || reduced_clause
        || own_clause
        || pred.is_some_and(|v| v < p.end + 22) && acts && gov.is_none()
        || gov.is_some_and(|g| !doc.word(g).ends_with("ing"));
    let gathering = matches!(
        event.kind,
        EventType::Meeting | EventType::Conference | EventType::Call | EventType::Exercise | EventType::Training
    );
    // "The visit was preceded by a call last Friday": the day of the call.
    let around = pred.is_some_and(|v| {
        (v..v + 4).any(|i| ["preceded", "followed"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "by"))
    });
    if around && event.date_text.as_ref().is_some_and(|t| pred.is_some_and(|v| t.start > v)) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    if gathering
        && event.definite
        && !told
        && event.date_text.as_ref().is_some_and(|t| {
            // "the meeting in Oslo on 3 June": nothing but place and date between.
            let plain = t.start >= tail.end
                && !(tail.end..t.start).any(|i| {
                    // "of the Special Working Group (SWG) on 12 May": an acronym in brackets stands between all the same.
                    let bracket = doc.is_text(i, "(") && !doc.is_text(i + 2, ")");
                    is_verb(doc, i) || bracket || matches!(doc.word(i), "," | ";") || doc.is(i, WordClass::Coordinator)
                });
            t.start > tail.end + 2 && !plain || t.end + 3 < p.start
        })
    {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    // "discussed today the upcoming visit": today is when they talked.
    let now = doc.facts.published;
    if event.marker == Marker::Next && event.date.as_ref().is_some_and(|d| d.end.is_some() && d.end <= now) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    if event.kind == EventType::Visit {
        when::began_and_ends(doc, &mut event, &range);
    }
    let lasts = event.days.is_some() || matches!(event.kind, EventType::Training | EventType::Exercise);
    if lasts && event.edge == Edge::None {
        edge(doc, &mut event, &p, &range);
    }
    if event.definite && guards::part_of_it(doc, p.start, &range) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    let met =
        event.parts.iter().any(|x| matches!(doc.mentions[x.mention].kind, MentionKind::Person | MentionKind::Group));
    // "In today's meeting": of that day, and so this one.
    let of_day = before.is_some_and(|b| {
        b <= range.start + 1 && doc.dates.iter().any(|d| d.tokens.start == b + 1 && d.tokens.end <= head)
    }) || p.start < head
        && before.is_some_and(|b| b <= range.start + 1)
        && doc.dates.iter().any(|d| d.tokens.start == p.start && doc.is_possessive(d.tokens.end));
    let prepared = enclosing::prepared(doc, &range, before);
    if prepared {
        enclosing::ahead(doc, &mut event, p.start);
    }
    event.enclosing = margin && !acts && !met && !prepared && (event.name.is_some() || definite || of_day);
    // "At the meeting in Oslo on 3 June X and Y agreed": nothing else tells of it, and whoever acts there was there.
    let told_here = event.enclosing
        && event.name.is_none()
        && event.date.is_some()
        && event.place.is_some()
        && before.is_some_and(|b| {
            b <= range.start + 1 && (doc.is_text(b, "at") || doc.is_text(b, "during") || of_day && doc.is_text(b, "in"))
        })
        && matches!(event.kind, EventType::Meeting | EventType::Conference);
    if !acts {
        opens_with(doc, s, rule, &mut event, &p, before, &range);
    }
    if told_here {
        who_acts_there(doc, s, rule, &mut event, &p, &range);
    }
    event.aside |= gov.is_none() && enclosing::came_before(doc, &event, &range, before);
    if event.enclosing {
        event.parts.clear();
        enclosing::outcome(doc, s, &mut event, before);
    }
    reclassify(doc, &mut event, &p);
    // "training" is mostly something people need; held or begun it is an event.
    if doc.is_text(head, "training") && !acts {
        return None;
    }
    let dated = event.date.is_some() || event.place.is_some();
    let keep = match event.kind {
        EventType::Visit => visit_fits(doc, &mut event, &p, s, &range, acts),
        EventType::Signing | EventType::Adoption => {
            document_fits(doc, &mut event, &p, &range) && (dated || acts || margin)
        }
        EventType::Establishment => {
            dated && (p.end..range.end.min(p.end + 9)).any(|i| doc.is(i, WordClass::InstitutionNoun))
        }
        // "the delegations conducted a tabletop exercise": held, though no day is told.
        EventType::Exercise => {
            event.name.is_some() && (acts || dated) || acts && (dated || gov.is_some() && !p.plural) || event.definite
        }
        // "the operation of the road", "co-operation", "the operation": only one with a name, or told of with its days.
        EventType::Operation => {
            let part = doc.is_text(head + 1, "of")
                || head > range.start && doc.tokens[head - 1].word == rapporteur_lexicon::WordId::JOINER;
            p.quoted && event.name.is_some() || !part && acts && event.date.is_some() && !definite
        }
        EventType::Training => acts || dated && event.date.is_some() || event.definite,
        EventType::Call => acts || !event.parts.is_empty() || event.definite,
        _ => {
            acts || event.definite
                || margin && event.name.is_some()
                || event.date.is_some()
                || event.name.is_some() && dated
                || margin && !event.parts.is_empty() && !p.plural
                || event.marker != Marker::None && acts
        }
    };
    // "agreed to hold consultations": an undertaking; without a date it is no event yet.
    if gov.is_some_and(|g| g > range.start && doc.is_text(g - 1, "to"))
        && event.status == Status::Scheduled
        && event.date.as_ref().is_none_or(|d| {
            // "agreed to begin negotiations this year".
            let coarse = d.start.zip(d.end).is_none_or(|(start, end)| rapporteur_schema::add_days(start, 300) < end);
            coarse && p.determiner.is_empty() && p.name.is_none() && event.place.is_none()
        })
        || doc.block_of(s).kind == rapporteur_text::BlockKind::ListItem && event.date.is_none()
    {
        return None;
    }
    // Things that recur or are only spoken of in general.
    let general = p.determiner.is_empty() && event.name.is_none() && !acts && event.date.is_none()
        || (p.start..p.head).any(|i| doc.is_text(i, "annual") || doc.is_text(i, "regular"))
            && p.plural
            && !(acts && event.date.is_some());
    (keep && !(general && event.kind != EventType::Visit)).then_some(event)
}
