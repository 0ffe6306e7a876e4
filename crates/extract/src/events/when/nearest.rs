//! Which of the dates of a sentence an event has: the nearest one that belongs to its clause.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, DateBasisKind, DateMention};
use rapporteur_schema::vocabulary::EventType;
use rapporteur_schema::{DateSpan, add_days};

use super::set;
use crate::model::{Edge, Event};
use crate::syntax::{another_subject, is_verb};

/// Whether a date is a deadline or validity and not when something takes place.
pub(super) fn is_deadline(doc: &Annotated<'_>, date: &DateMention) -> bool {
    if date.is_period {
        return true;
    }
    let before = date.tokens.start.checked_sub(1);
    // "an agreement which runs to the end of 2027", "valid from 1 January": how long a paper holds.
    let holds = (date.tokens.start.saturating_sub(4)..date.tokens.start).any(|i| {
        ["expire", "expires", "expiring", "valid"].iter().any(|w| doc.is_text(i, w))
            || ["run", "runs"].iter().any(|w| doc.is_text(i, w))
                && i > 0
                && doc.is(i - 1, WordClass::Relative)
                // "an exercise which runs from 11 to 22 November": when it takes place.
                && !doc.is_text(date.tokens.start, "from")
    });
    if holds {
        return true;
    }
    // "for the period from 1 January": how long something holds.
    if (date.tokens.start.saturating_sub(3)..date.tokens.start + 1)
        .any(|i| doc.is_text(i, "period") || doc.is_text(i, "term"))
    {
        return true;
    }
    // "a programme of exchange for the years 2015-2018".
    let years = before
        .filter(|&b| ["years", "year"].iter().any(|w| doc.is_text(b, w)))
        .is_some_and(|b| (b.saturating_sub(2)..b).any(|i| doc.is_text(i, "for") && !doc.tokens[i].capital));
    if years {
        return true;
    }
    // "the Plan for the second half of 2013 – first half of 2014": the other end of what a paper holds for.
    let linked = before.filter(|&b| b > 0 && (doc.tokens[b].word == rapporteur_lexicon::WordId::JOINER));
    if linked.is_some_and(|b| doc.dates.iter().any(|d| d.tokens.end == b && is_deadline(doc, d))) {
        return true;
    }
    // "scheduled for 19 March" is when, "for two years" how long.
    if before.is_some_and(|b| doc.is_text(b, "for") && b > 0 && is_verb_word(doc, b - 1)) {
        return false;
    }
    before.is_some_and(|b| {
        ["by", "before", "until", "till", "since", "for", "after"].iter().any(|w| doc.is_text(b, w))
            && !doc.tokens[b].capital
    })
}

/// Whether a date stands between an article and the noun it belongs to: "the 25 March statement".
pub(super) fn attributive(doc: &Annotated<'_>, date: &DateMention) -> bool {
    let (before, after) = (date.tokens.start.checked_sub(1), date.tokens.end);
    let article = before.is_some_and(|b| {
        (doc.is_text(b, "the")
            || doc.is_possessive(b)
            || ["its", "their", "his", "her"].iter().any(|w| doc.is_text(b, w)))
            && !doc.tokens[b].capital
    });
    // "the preparation of the autumn session": the season is read with its article.
    let article = article || doc.is_text(date.tokens.start, "the") && doc.is(after.wrapping_sub(1), WordClass::Season);
    let noun = doc.tokens.get(after).is_some_and(|t| t.kind == rapporteur_text::TokenKind::Word)
        && !is_verb(doc, after)
        && ![
            WordClass::Preposition,
            WordClass::Coordinator,
            WordClass::Subordinator,
            WordClass::Relative,
            WordClass::Adverb,
            WordClass::Pronoun,
            WordClass::Determiner,
            WordClass::Be,
        ]
        .iter()
        .any(|&c| doc.is(after, c));
    article && noun
}

/// A participle such as "scheduled" or "planned".
fn is_verb_word(doc: &Annotated<'_>, i: usize) -> bool {
    doc.word(i).ends_with("ed") || doc.is_text(i, "set")
}

pub(super) fn nearest(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>, start: usize, end: usize) {
    // "the course “Detection of narcotics”, which is held on 16-20 October": the name in quotation marks is part of it.
    let closing = |i: &usize| matches!(doc.word(*i), "”" | "\"" | "»");
    let named = if matches!(doc.word(end), "“" | "\"" | "«") {
        (end + 1..range.end.min(end + 14)).find(closing).map_or(end, |i| i + 1)
    } else {
        end
    };
    let since_ok = event.rule.starts_with("operation");
    let mut best: Option<(usize, &DateMention)> = None;
    for date in doc.dates_in(range) {
        if (is_deadline(doc, date) && !(since_ok && doc.is_text(date.tokens.start.wrapping_sub(1), "since")))
            || doc.quoted[date.tokens.start] && !doc.quoted[start]
        {
            continue;
        }
        // "for the first time since its founding in 2012": the date of what came before.
        let since = (range.start.max(date.tokens.start.saturating_sub(7))..date.tokens.start)
            .rev()
            .take_while(|&i| !is_verb(doc, i) && !doc.is_text(i, ","))
            // "since the ministerial of 23 April": the date is that of the ministerial all the same.
            .any(|i| doc.is_text(i, "since") && !(i < start && end <= date.tokens.start));
        if since && !since_ok {
            continue;
        }
        // "was appointed Deputy Director from 1 May": when he takes office.
        let term = event.kind == EventType::Appointment
            && date.tokens.start > end
            && (doc.is_text(date.tokens.start, "from") || doc.is_text(date.tokens.start - 1, "from"));
        if term {
            continue;
        }
        // "leaves tomorrow for Singapore to attend the Dialogue": the day he leaves.
        let leaves = event.kind != EventType::Visit
            && date.tokens.end < start
            && (range.start.max(date.tokens.start.saturating_sub(2))..date.tokens.start)
                .any(|i| doc.is(i, WordClass::LeaveVerb))
            && (date.tokens.end..start).any(|i| doc.is_text(i, "for"));
        if leaves {
            continue;
        }
        // "since their last meeting, held in Praia in December 2012, and adopted": the day of that meeting.
        let opened = (range.start..date.tokens.start).rev().take(12).find(|&i| doc.is_text(i, ","));
        let reduced = event.by_verb
            && date.tokens.end < start
            && doc.is_text(date.tokens.end, ",")
            && opened.is_some_and(|i| {
                ["held", "signed", "adopted", "launched", "established"].iter().any(|w| doc.is_text(i + 1, w))
                    && doc.is(i + 2, WordClass::Preposition)
            });
        if reduced {
            continue;
        }
        // "X, who is on a visit on 9–11 April, held talks today": the days of his visit.
        let aside = date.tokens.end < start
            && (doc.is_text(date.tokens.end, ",") || doc.is_text(start - 1, ","))
            && (range.start..date.tokens.start)
                .rev()
                .take(16)
                .find(|&i| doc.is_text(i, ",") || doc.is(i, WordClass::ClauseOpener))
                .is_some_and(|i| doc.is(i, WordClass::ClauseOpener) && i > range.start && doc.is_text(i - 1, ","));
        if aside {
            continue;
        }
        // "During his visit to X from 1 to 4 May, he called on Y on 3 May": the days of the visit.
        let around = event.by_verb
            && date.tokens.end < start
            && doc.is_text(range.start, "during")
            && (date.tokens.end..start).any(|i| doc.is_text(i, ","))
            && doc
                .dates_in(range)
                .any(|d| d.tokens.start >= end && !is_deadline(doc, d) && full_verbs(doc, end..d.tokens.start) == 0);
        if around {
            continue;
        }
        // "the 22–23 April Summit": the date of that noun, and of no other.
        if date.from_event.is_none() && attributive(doc, date) && !(start..end).contains(&date.tokens.start) {
            continue;
        }
        // "approved the programme, along with the report on work in 2018": a year of what the paper is about.
        let year_only = date.span.as_ref().is_some_and(|d| match (d.start, d.end) {
            (Some(a), Some(b)) => add_days(a, 360) <= b,
            _ => false,
        });
        // "started the third round of meetings to look back on the progress of the past year": the year of the progress.
        let of_noun = year_only && date.tokens.start > end + 1 && doc.is_text(date.tokens.start - 1, "of") && {
            let noun = date.tokens.start - 2;
            noun >= end && !doc.lexicon.event_nouns.contains_key(&doc.tokens[noun].word)
        };
        if of_noun {
            continue;
        }
        // "The fourth meeting this year was held on 23 June": the day tells more than the year around it.
        let narrower = || {
            let within = |d: &DateSpan, whole: &DateSpan| {
                d.start.zip(whole.start).is_some_and(|(a, b)| b <= a)
                    && d.end.zip(whole.end).is_some_and(|(a, b)| a <= b)
                    && d.start.zip(d.end).is_some_and(|(a, b)| add_days(a, 31) > b)
            };
            doc.dates_in(range)
                .filter(|d| !is_deadline(doc, d) && d.tokens.start >= end)
                .any(|d| d.span.as_ref().zip(date.span.as_ref()).is_some_and(|(day, year)| within(day, year)))
        };
        if year_only && date.basis != DateBasisKind::Explicit && date.tokens.start <= end && narrower() {
            continue;
        }
        // "endorsed the report on work in 2018 and appointed X": the year of the clause before.
        let before = year_only
            && date.tokens.end < start
            && event.by_verb
            && date.tokens.start > range.start + 1
            && (date.tokens.end..start)
                .all(|i| doc.is(i, WordClass::Coordinator) || doc.is(i, WordClass::Adverb) || doc.is_text(i, ","));
        // "signed a 2013-2014 plan of joint operations": the years of the plan.
        let planned = year_only
            && date.tokens.start >= end
            && (date.tokens.end..date.tokens.end + 2).any(|i| doc.is(i, WordClass::InstrumentNoun));
        if before || planned {
            continue;
        }
        if year_only
            && matches!(event.kind, EventType::Signing | EventType::Adoption)
            && date.tokens.start >= end
            && (end..date.tokens.start).any(|i| doc.is(i, WordClass::InstrumentNoun) || doc.is_text(i, "report"))
        {
            continue;
        }
        // Dates of names ("Plan for 2016–2019", "Decision 2011") are none of the event.
        // But "signed an agreement today" is when.
        let in_name = date.tokens.start > 0
            && date.tokens.len() == 1
            && date.basis == DateBasisKind::Explicit
            && (doc.is(date.tokens.start - 1, WordClass::InstrumentNoun)
                || doc.is_text(date.tokens.start - 1, "of")
                    && date.tokens.start >= 2
                    && doc.is(date.tokens.start - 2, WordClass::InstrumentNoun));
        // "adopted the Action Plan on the Control of Small Arms 2023-2027": the years of the plan.
        let of_plan = year_only
            && date.tokens.start > 0
            && doc.tokens[date.tokens.start - 1].capital
            && (range.start.max(date.tokens.start.saturating_sub(14))..date.tokens.start)
                .any(|i| doc.is(i, WordClass::InstrumentNoun) && doc.tokens[i].capital);
        // "Exercise SHIELD – 2019 commenced today": the year of the name.
        let of_code = date.tokens.len() == 1
            && date.tokens.start > range.start + 1
            && event.name.as_ref().is_some_and(|n| n.ends_with(doc.word(date.tokens.start - 2)))
            && doc.tokens[date.tokens.start - 1].word == rapporteur_lexicon::WordId::JOINER
            && doc.tokens[date.tokens.start - 2].capital
            && !doc.lexicon.months.contains_key(&doc.tokens[date.tokens.start - 2].word)
            && year_only;
        if in_name || of_plan || of_code {
            continue;
        }
        let (from, to) = if date.tokens.start >= end { (end, date.tokens.start) } else { (date.tokens.end, start) };
        if date.tokens.start < end && date.tokens.end > start {
            best = Some((0, date));
            break;
        }
        if from > to || (from..to).any(|i| doc.is_text(i, ";")) {
            continue;
        }
        // Another event's trigger or a clause boundary between them ties the date to that one.
        let mut distance = to - from;
        let crossing = full_verbs(doc, from..to);
        // The event's own relative clause ("the forum, which was to open on 19 March") is no barrier.
        // "On Wednesday X travelled to Osh, where she opened": what opens the sentence holds for all of it.
        let opens = date.tokens.end <= start && date.tokens.start <= range.start + 1;
        let relative = (from..to).any(|i| {
            doc.is(i, WordClass::Relative)
                && !doc.is_text(i, "that")
                && !(date.tokens.start >= end && i <= named + 1)
                && !(opens && doc.is_text(i, "where"))
        });
        // "travelled to X following consultations in Y earlier this week": the date of what came before.
        let earlier = date.tokens.start >= end
            && (from..to).any(|i| {
                ["following", "after", "before"].iter().any(|w| doc.is_text(i, w))
                    && (i + 1..to.min(i + 6)).any(|k| doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word))
            });
        if earlier {
            continue;
        }
        let other = (from..to).any(|i| {
            doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
                && !doc.is(i, WordClass::InstitutionNoun)
                && date.tokens.start >= end
                && doc.is_text(i.saturating_sub(1), "a")
        });
        // "approved the Plan and summed up the exercise “X”, conducted in Y from 2 to 6 September": the days of the exercise.
        let of_exercise = event.by_verb && date.tokens.start >= end && of_another(doc, from..to);
        if of_exercise {
            continue;
        }
        // "Prior to his visit to X, he made a visit to Y on 5 May": the day of what is told, not of what it was before.
        let set_off = start > range.start
            && date.tokens.start >= end
            && crossing >= 1
            && (start.saturating_sub(3).max(range.start)..start)
                .any(|i| ["prior", "before", "after", "following", "ahead"].iter().any(|w| doc.is_text(i, w)))
            && (end..date.tokens.start).any(|i| doc.is_text(i, ","));
        if set_off {
            continue;
        }
        // A date inside somebody else's relative clause: "her visit, which ended on Tuesday, …".
        // But "in Abu Dhabi, where on May 19 he met": the trigger is the clause's own verb.
        let relative_before = (range.start..date.tokens.start)
            .rev()
            .take(7)
            .take_while(|&i| !doc.is_text(i, ","))
            .find(|&i| doc.is(i, WordClass::Relative) && !doc.is_text(i, "that"));
        let foreign = date.tokens.end <= start
            && relative_before.is_some_and(|r| {
                // "where on 26 June he will speak at the conference": its verb governs the noun.
                let own = doc.is_text(r, "where") && crossing <= 1 && r + 1 < date.tokens.start;
                (r + 1..date.tokens.start).any(|i| is_verb(doc, i))
                    || (date.tokens.end..start).any(|i| doc.is_text(i, ",") || is_verb(doc, i) && !own)
            });
        if foreign {
            continue;
        }
        // "met to discuss the importance of acting this fall": what was talked about.
        let purpose = date.tokens.start >= end
            && (from..to).any(|k| {
                doc.is_text(k, "to")
                    && k + 1 < to
                    && doc.tokens.get(k + 1).is_some_and(|t| !t.capital)
                    && [WordClass::Verb, WordClass::Reporting].iter().any(|&c| doc.is(k + 1, c))
                    && doc.mention_of[k + 1].is_none()
            });
        // "Today, A, B, C and D met": what opens the sentence holds for all of it.
        if date.tokens.end <= start
            && date.tokens.start <= range.start + 1
            && doc.is_text(date.tokens.end, ",")
            && crossing == 0
        {
            distance = distance.min(14);
        }
        if opens && (from..to).any(|i| doc.is_text(i, "where")) {
            distance = distance.min(18);
        }
        // "the Summit, which will be held on 29 June": its own clause tells when.
        let own_clause = date.tokens.start >= end
            && crossing == 0
            && (end..(named + 2).min(to)).any(|i| doc.is(i, WordClass::Relative) && !doc.is_text(i, "that"));
        if own_clause && !(named + 2..to).any(|i| doc.is_text(i, ",")) {
            distance = 1;
        }
        distance += usize::from(purpose) * 25;
        distance += crossing * 12 + usize::from(relative) * 25 + usize::from(other) * 30;
        let clause = (from..to).any(|i| doc.is(i, WordClass::Relative) || doc.is(i, WordClass::ClauseOpener));
        let last = event.by_verb && !clause && ends_sentence(doc, date, range) && doc.dates_in(range).count() == 1;
        if last {
            distance = distance.min(40);
        }
        if date.tokens.start >= end && !last && (crossing > 1 || another_subject(doc, from..to)) {
            continue;
        }
        let bracket =
            (from..to).filter(|&i| doc.is_text(i, "(")).count() > (from..to).filter(|&i| doc.is_text(i, ")")).count();
        if bracket && date.tokens.start >= end {
            // "(December 2, 2020)" dates what stands right before the bracket.
            let open = (from..to).find(|&i| doc.is_text(i, "("));
            if open.is_some_and(|o| o > end + 1) {
                continue;
            }
            distance = 1;
        }
        // "is held in accordance with the memorandum signed by the Ministers in Osh in May 2017": the day of the paper.
        let of_paper = date.tokens.start >= end
            && !matches!(event.kind, EventType::Signing | EventType::Adoption)
            && (from..to).any(|i| {
                doc.is(i, WordClass::InstrumentNoun)
                    && ["signed", "adopted", "approved", "concluded", "reached"].iter().any(|w| doc.is_text(i + 1, w))
                    // "the Agreement signed by both was held": what follows tells of the event again.
                    && !(i + 2..to).any(|k| is_verb(doc, k))
            });
        if of_paper || date.tokens.start >= end && dates_a_paper(doc, event, from..date.tokens.start) {
            continue;
        }
        // "the previous meeting (Oslo, 5 May 2019), and approved": of what stands before the bracket.
        let gathering = |open: usize| {
            (open.saturating_sub(2)..open).any(|k| doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word))
        };
        let closed = date.tokens.end <= start
            && (from..to).find(|&i| matches!(doc.word(i), "(" | ")")).is_some_and(|i| doc.is_text(i, ")"))
            && (range.start..date.tokens.start).rfind(|&i| doc.is_text(i, "(")).is_some_and(gathering);
        if closed && event.by_verb {
            continue;
        }
        // "will visit A on 28 August and will continue to B on 30 August": what is before "and" belongs to the verb before it.
        let other_clause = date.tokens.end <= start
            && event.by_verb
            && (date.tokens.end..start).all(|i| doc.is(i, WordClass::Coordinator) || doc.is_text(i, ","))
            && (date.tokens.end..start).any(|i| doc.is(i, WordClass::Coordinator));
        if other_clause {
            distance += 20;
        }
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, date));
        }
    }
    let Some((distance, date)) = best else { return };
    if distance > 45 {
        return;
    }
    set(event, date);
    next_day(doc, event, date);
    // "The exercise was conducted from 27 September": its first day.
    let single = event.date.as_ref().is_some_and(|d| d.start.is_some() && d.start == d.end);
    let from = date.tokens.start > range.start && doc.is_text(date.tokens.start - 1, "from");
    if from && single && event.edge == Edge::None && event.kind != EventType::Visit {
        event.edge = Edge::Start;
    }
}

/// "… a plan devoted to X on 21-22 February 2019, in Osh, Kyrgyzstan.": a day and a town close the sentence, and belong to its verb.
fn ends_sentence(doc: &Annotated<'_>, date: &DateMention, range: &Range<usize>) -> bool {
    let on = date.tokens.start > range.start && doc.is_text(date.tokens.start - 1, "on");
    let after = date.tokens.end + usize::from(doc.is_text(date.tokens.end, ","));
    let place = rapporteur_normalize::place_at(doc, after + 1).filter(|_| doc.is_text(after, "in"));
    on && place.is_some_and(|p| {
        p.strong
            && (p.tokens.end..range.end).all(|i| {
                doc.tokens[i].kind != rapporteur_text::TokenKind::Word
                    || doc.mention_at(i).is_some_and(|m| m.kind == rapporteur_normalize::MentionKind::State)
            })
    })
}

/// "on November 30 and December 1": two days one after the other are one stretch.
fn next_day(doc: &Annotated<'_>, event: &mut Event, date: &DateMention) {
    let and = date.tokens.end;
    let next = doc.dates.iter().find(|d| d.tokens.start == and + 1 && doc.is_text(and, "and"));
    let days = |d: &DateMention| d.span.as_ref().and_then(|s| s.start.zip(s.end));
    if let (Some((start, end)), Some((first, last))) = (days(date), next.and_then(days))
        && first == add_days(end, 1)
    {
        event.date = Some(DateSpan::range(start, last));
    }
}

/// "held consultations, guided by the Treaty on Partnership of 14 June 2013": the date after `between` is the treaty's.
fn dates_a_paper(doc: &Annotated<'_>, event: &Event, between: Range<usize>) -> bool {
    let of = between.end.checked_sub(1).filter(|&i| between.contains(&i) && doc.is_text(i, "of"));
    let paper = |of: usize| {
        (between.start..of)
            .rev()
            .take_while(|&i| !is_verb(doc, i) && !doc.is_text(i, ","))
            .any(|i| doc.is(i, WordClass::InstrumentNoun) && doc.tokens[i].capital)
    };
    !matches!(event.kind, EventType::Signing | EventType::Adoption) && of.is_some_and(paper)
}

/// Whether `between` ends in the participle clause of another occasion: "the exercise “X”, conducted in".
pub(in crate::events) fn of_another(doc: &Annotated<'_>, between: Range<usize>) -> bool {
    let Some(comma) = between.clone().rfind(|&i| doc.is_text(i, ",")) else { return false };
    let held = ["conducted", "held", "organised", "organized"].iter().any(|w| doc.is_text(comma + 1, w));
    held && (between.start..comma)
        .any(|i| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word) && !doc.is(i, WordClass::InstitutionNoun))
}

/// How many verbs with a meaning of their own stand in `between`: neither auxiliary, modal nor light.
pub(in crate::events) fn full_verbs(doc: &Annotated<'_>, between: Range<usize>) -> usize {
    // "(hereinafter referred to as the Parties)" tells nothing.
    let bracketed = |i: usize| {
        let open = (between.start..i).rfind(|&k| matches!(doc.word(k), "(" | ")"));
        open.is_some_and(|k| doc.is_text(k, "("))
    };
    between
        .clone()
        .filter(|&i| {
            is_verb(doc, i)
                && !bracketed(i)
                && ![WordClass::Light, WordClass::Be, WordClass::Have, WordClass::Modal].iter().any(|&c| doc.is(i, c))
        })
        .count()
}
