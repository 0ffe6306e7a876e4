//! A statement as the occasion itself: "The United States strongly condemns …", where nothing else is told.

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, EntityId, MentionKind};
use rapporteur_schema::vocabulary::{Attendance, DateBasis, EventType, Role, Salience};
use rapporteur_text::BlockKind;

use super::blank;
use crate::model::{Event, Part};
use crate::sides::{side_of, top};
use crate::syntax::{Subject, subject};

/// The statement a document is, if its first sentence takes a stance in the name of its publisher.
///
/// Under "Statement by Spokesperson X" any first sentence in the publisher's name will do, unless something `else_told`.
pub(in crate::events) fn issued(doc: &Annotated<'_>, else_told: bool) -> Option<Event> {
    let rule = stance_rule(doc)?;
    let s = lead(doc)?;
    let range = doc.sentences[s].tokens.clone();
    // "Norway condemns", "Oslo is following with serious concern".
    let concerned = |i: usize| {
        let auxiliary = i > 0 && (doc.is(i - 1, WordClass::Be) || doc.is(i - 1, WordClass::Have));
        (auxiliary || crate::syntax::is_verb(doc, i))
            && doc.is_text(i + 1, "with")
            && (i + 2..i + 5).any(|k| ["concern", "regret", "satisfaction", "alarm"].iter().any(|w| doc.is_text(k, w)))
    };
    // "We have seen the reports": the publisher speaks, whatever else is told further on.
    let headed = opens_as_statement(doc) && (!else_told || doc.is_text(range.start, "we"));
    // "The United States issued designations": a past tense right behind who acts.
    let told = |i: usize| {
        let after = |k: usize| doc.mention_of[k].is_some();
        doc.word(i).ends_with("ed")
            && (i > range.start && after(i - 1) || i > range.start + 1 && doc.is_text(i - 1, ",") && after(i - 2))
    };
    let verb = range.clone().take(40).find(|&i| {
        (doc.is(i, WordClass::StanceVerb)
            || concerned(i)
            || headed && (crate::syntax::is_verb(doc, i) || told(i)) && !doc.word(i).ends_with("ing"))
            && !doc.quoted[i]
            && !doc.tokens[i].capital
            && !(i > range.start && doc.is(i - 1, WordClass::Determiner))
    });
    // "Today, the United States and Mexico celebrate": a verb no list has, right behind who acts.
    let behind = || {
        let (_, first) = doc.mentions_in(&(range.start..range.end.min(range.start + 7))).next()?;
        let second = doc.is_text(first.tokens.end, "and").then(|| doc.mention_at(first.tokens.end + 1)).flatten();
        let end = second.map_or(first.tokens.end, |m| m.tokens.end);
        let word = doc.tokens.get(end).is_some_and(|t| t.kind == rapporteur_text::TokenKind::Word && !t.capital)
            && ![WordClass::Preposition, WordClass::Adverb, WordClass::Coordinator]
                .iter()
                .any(|&class| doc.is(end, class))
            && doc.date_at(end).is_none();
        (headed && word && first.kind == MentionKind::State).then_some(end)
    };
    let verb = verb.or_else(behind)?;
    let from = (range.start..verb).rev().take(3).find(|&i| doc.is(i, WordClass::Be)).unwrap_or(verb);
    let subj = subject(doc, &range, from);
    let own = home(doc)?;
    // "Today, the United States remembers the victims": a verb no list has, and its subject at the head.
    let first = doc.mentions_in(&(range.start..range.end.min(range.start + 7))).next().map(|(m, _)| m);
    let voice = subj.mentions().iter().copied().chain(first.filter(|_| headed)).find(|&m| {
        let mention = &doc.mentions[m];
        match mention.kind {
            MentionKind::State | MentionKind::Organization | MentionKind::Body | MentionKind::Government => {
                side_of(doc, mention).contains(&own)
            }
            MentionKind::Pronoun => ["we", "i"].iter().any(|w| doc.is_text(mention.tokens.start, w)),
            // "The Secretary-General welcomes": who heads the publisher.
            MentionKind::Office => side_of(doc, mention).contains(&own),
            _ => false,
        }
    })?;
    if matches!(subj, Subject::None) && !headed {
        return None;
    }
    let mut event = made_today(doc, s, rule, verb);
    match spokesperson(doc) {
        Some((at, person, mention)) => event.parts.push(speaker(rule, at, mention, person)),
        None => {
            // "Statement by Spokesperson X" in the metadata alone.
            let author = doc.facts.author.filter(|_| headed);
            // "We, the leaders of A, B and C, condemn": all of them.
            let we = doc.is_text(doc.mentions[voice].tokens.start, "we");
            let all = crate::papers::named_voice(doc, s).filter(|all| we && all.len() > 1 && all.contains(&own));
            match all {
                Some(all) => event.parts.extend(all.into_iter().map(|id| speaker(rule, s, voice, id))),
                None => event.parts.push(speaker(rule, s, voice, author.unwrap_or(own))),
            }
        }
    }
    Some(event)
}

/// "Statement by Spokesperson X on Y": whom the headline names as its author, with the sentence and the mention.
fn spokesperson(doc: &Annotated<'_>) -> Option<(usize, EntityId, usize)> {
    (0..doc.sentences.len()).filter(|&s| doc.block_of(s).kind == BlockKind::Headline).find_map(|s| {
        let range = &doc.sentences[s].tokens;
        let by =
            (range.start + 1..range.end).find(|&i| doc.is_text(i, "by") && doc.is(i - 1, WordClass::StatementNoun))?;
        let (m, mention) = doc.mentions_in(&(by + 1..range.end)).next()?;
        let author = mention.kind == MentionKind::Person && mention.tokens.start <= by + 2;
        mention.entity().filter(|_| author).map(|person| (s, person, m))
    })
}

/// "Statement by X on Y" whose first sentence takes a stance and tells of nothing that was done: the statement is what it is, and
/// calls and visits told of further on are beside it.
pub(in crate::events) fn is_statement_first(doc: &Annotated<'_>, primary: &Event) -> bool {
    opens_as_statement(doc)
        && lead(doc).is_some_and(|s| primary.sentence > s)
        && !primary.headline
        && issued(doc, true).is_some()
}

/// Whether the title of a document opens by calling it a statement.
fn opens_as_statement(doc: &Annotated<'_>) -> bool {
    let title = doc.facts.title.as_deref().unwrap_or_default();
    // "Moldova: Statement by the Spokesperson": where it is about stands before it.
    let about = title.split_once(": ").filter(|(about, _)| about.split(' ').count() <= LONGEST_SUBJECT);
    let heading = about.map_or(title, |(_, heading)| heading);
    let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let noun = |w: &str| doc.lexicon.is(doc.lexicon.words.get(&rapporteur_text::fold(w)), WordClass::StatementNoun);
    let first = words.next().is_some_and(noun);
    // "Statement by Press Secretary X on the President's Meeting with Y" is about the meeting.
    // But "on U.S.-Mexico Bilateral Relations" is not.
    let adjective = |w: &str| ["bilateral", "trilateral"].contains(&rapporteur_text::fold(w).as_str());
    let of_talks = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !adjective(w)).any(|w| {
        let word = doc.lexicon.words.get(&rapporteur_text::fold(w));
        doc.lexicon.event_nouns.get(&word).is_some_and(|k| matches!(k.as_str(), "meeting" | "call" | "visit"))
    });
    if of_talks {
        return false;
    }
    first
        && words.next().is_some_and(|w| ["by", "from", "of", "on", "attributable"].contains(&w.to_lowercase().as_str()))
}

/// Words before the colon of a headline that only say where its statement is about.
const LONGEST_SUBJECT: usize = 4;

/// "In a statement issued in Jeddah today, the Secretary General condemned …": the lead says itself that it tells of a statement.
pub(in crate::events) fn told_in_lead(doc: &Annotated<'_>) -> Option<Event> {
    let rule = stance_rule(doc)?;
    let s = lead(doc)?;
    let range = doc.sentences[s].tokens.clone();
    home(doc)?;
    let noun = range.clone().find(|&i| {
        let issued = ["issued", "released", "published"].iter().any(|w| doc.is_text(i + 1, w));
        doc.is_text(i, "statement") && issued && !doc.quoted[i] && i > range.start + 1 && {
            let article = if doc.is(i - 1, WordClass::Determiner) { i - 1 } else { i.saturating_sub(2) };
            article > 0 && doc.is_text(article - 1, "in") && doc.is(article, WordClass::Determiner)
        }
    })?;
    let verb = range.clone().find(|&i| doc.is(i, WordClass::StanceVerb) && crate::syntax::is_verb(doc, i))?;
    let voices = super::actors(doc, &subject(doc, &range, verb));
    let &voice = voices.first()?;
    let mut event = blank(doc, s, rule, noun..noun + 1);
    event.kind = EventType::Statement;
    event.asserted = true;
    crate::events::when::attach(doc, &mut event, &range);
    crate::events::place::locate(doc, &mut event, &range);
    crate::events::seat(doc, &mut event, s, voice, Role::Speaker, &rule.id);
    Some(event)
}

/// "The Spokesperson of the Service, X, issued the following statement": the lead introduces what it quotes.
pub(in crate::events) fn introduced(doc: &Annotated<'_>) -> Option<Event> {
    let rule = stance_rule(doc)?;
    let s = lead(doc)?;
    let range = doc.sentences[s].tokens.clone();
    let verb = range.clone().find(|&i| {
        ["issued", "released", "made"].iter().any(|w| doc.is_text(i, w))
            && doc.is_text(i + 1, "the")
            && doc.is_text(i + 2, "following")
            && doc.is(i + 3, WordClass::StatementNoun)
            && !doc.quoted[i]
    })?;
    // "issued the following statement before his departure for X": the journey is what it is about.
    let journey =
        range.clone().any(|i| ["departure", "departing", "leaving", "visit", "trip"].iter().any(|w| doc.is_text(i, w)));
    let voices = super::actors(doc, &subject(doc, &range, verb));
    if voices.is_empty() || journey {
        return None;
    }
    let mut event = made_today(doc, s, rule, verb);
    event.asserted = true;
    crate::events::when::attach(doc, &mut event, &range);
    for voice in voices {
        crate::events::seat(doc, &mut event, s, voice, Role::Speaker, &rule.id);
    }
    Some(event)
}

/// "Joint Statement by President A and President B on C", where nothing else is told: it is the occasion, and all who issue it
/// speak.
pub(in crate::events) fn joint(doc: &Annotated<'_>) -> Option<Event> {
    let rule = stance_rule(doc)?;
    let s = lead(doc)?;
    // "Joint Readout of the Leaders' Call" tells of a call.
    let readout = rapporteur_text::fold(doc.facts.title.as_deref().unwrap_or_default()).contains("readout");
    let voices = if crate::papers::is_joint(doc) && !readout { crate::papers::joint_voice(doc)? } else { return None };
    let range = doc.sentences[s].tokens.clone();
    let verb = range.clone().find(|&i| crate::syntax::is_verb(doc, i)).unwrap_or(range.start);
    let mut event = made_today(doc, s, rule, verb);
    for id in voices {
        let mention = doc.mentions.iter().position(|m| m.entity() == Some(id) || side_of(doc, m).contains(&id))?;
        event.parts.push(speaker(rule, s, mention, id));
    }
    // "Joint Statement by the G7": one organisation stands for its members.
    let one = |p: &Part| {
        p.entity.is_some_and(|e| doc.entities.get(e).kind == rapporteur_schema::vocabulary::ActorKind::Organization)
    };
    (event.parts.len() > 1 || event.parts.iter().any(one)).then_some(event)
}

/// The rule by which a statement is an event.
fn stance_rule<'a>(doc: &Annotated<'a>) -> Option<&'a EventRule> {
    doc.lexicon.events.iter().find(|r| r.event_type == "statement" && r.shape == "stance")
}

/// The first sentence of the text itself.
fn lead(doc: &Annotated<'_>) -> Option<usize> {
    (0..doc.sentences.len()).find(|&s| doc.block_of(s).kind == BlockKind::Paragraph)
}

/// A statement of the day of publication, whatever day it speaks of.
fn made_today(doc: &Annotated<'_>, s: usize, rule: &EventRule, verb: usize) -> Event {
    let mut event = blank(doc, s, rule, verb..verb + 1);
    event.kind = EventType::Statement;
    event.salience = Salience::Primary;
    if let Some(day) = doc.facts.published {
        event.date = Some(rapporteur_schema::DateSpan::day(day));
        event.basis = Some(DateBasis::Inferred);
    }
    event
}

fn speaker(rule: &EventRule, sentence: usize, mention: usize, entity: EntityId) -> Part {
    let (role, attendance) = (Role::Speaker, Attendance::Stated);
    Part { mention, entity: Some(entity), role, attendance, sentence, rule: rule.id.clone() }
}

/// Whether a headline calls its text a statement, and what would be its occasion is somebody else's and not named there: "Foreign
/// Ministry statement on the situation on the border" recalls the talks of others.
pub(in crate::events) fn is_headed_so(doc: &Annotated<'_>, primary: &Event) -> bool {
    let heads =
        (0..doc.blocks.len()).filter(|&b| matches!(doc.blocks[b].kind, BlockKind::Headline | BlockKind::Masthead));
    let title = doc.facts.title.as_deref().unwrap_or_default();
    let called = heads.flat_map(|b| doc.block_tokens[b].clone()).any(|i| doc.is(i, WordClass::StatementNoun))
        || title
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| doc.lexicon.is(doc.lexicon.words.get(&rapporteur_text::fold(w)), WordClass::StatementNoun));
    let Some(own) = home(doc) else { return false };
    let part = primary.parts.iter().any(|p| {
        let by_name = p.entity.is_some_and(|e| top(doc, e) == Some(own));
        by_name || side_of(doc, &doc.mentions[p.mention]).contains(&own)
    });
    called && !primary.headline && !part
}

/// The state or organisation in whose name the publisher speaks; a news agency speaks for nobody.
fn home(doc: &Annotated<'_>) -> Option<EntityId> {
    let publisher = doc.facts.publisher_id.as_deref();
    let agency = publisher.and_then(|p| doc.lexicon.organization(p)).is_some_and(|o| o.category == "news_agency");
    if agency { None } else { crate::sides::home(doc) }
}
