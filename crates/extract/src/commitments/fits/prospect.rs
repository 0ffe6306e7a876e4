//! Whether "will" and "would" promise something.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

use super::{Match, first_person_noun, relative};
use crate::model::Event;
use crate::syntax::{Subject, is_verb};

/// Whether an actor is the subject of the verb before the relative clause at `start`.
fn main_actor(doc: &Annotated<'_>, range: &Range<usize>, start: usize) -> bool {
    let verb = (range.start..start)
        .rev()
        .find(|&i| is_verb(doc, i) && !doc.word(i).ends_with("ing") && !(i > range.start && doc.is_text(i - 1, "to")));
    verb.is_some_and(|verb| super::committer::acts(doc, &crate::syntax::subject(doc, range, verb)))
}

/// Whether "will" or "would" states an undertaking and no schedule, forecast or condition.
pub(super) fn future(
    doc: &Annotated<'_>,
    s: usize,
    m: &Match<'_>,
    subj: &Subject,
    range: &Range<usize>,
    events: &[Event],
    actor_subject: bool,
) -> bool {
    let start = m.cue.start;
    // "will on 12 September pay a call", "will next travel to".
    let mut from = m.cue.end;
    if doc.is(from, WordClass::Preposition)
        && let Some(date) = doc.dates.iter().find(|d| (from + 1..=from + 3).contains(&d.tokens.start))
    {
        from = date.tokens.end;
    }
    let verb = (from..range.end.min(from + 3))
        .find(|&i| {
            !doc.is(i, WordClass::Adverb)
                && !doc.is(i, WordClass::Negation)
                && !["only", "next", "then", "also", ","].iter().any(|w| doc.is_text(i, w))
        })
        .unwrap_or(from);
    // "will co-chair": the verb behind the prefix.
    let verb = if doc.is_text(verb, "co")
        && doc.tokens.get(verb + 1).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER)
    {
        verb + 2
    } else {
        verb
    };
    // "The visit will end on Friday", "The exercise, which started on Monday, will continue until 28 May": a schedule.
    let event = matches!(subj, Subject::Noun(n) if doc.lexicon.event_nouns.contains_key(&doc.tokens[*n].word));
    // "Iceland will be represented by X".
    let represented = doc.is_text(verb, "be") && doc.is_text(verb + 1, "represented");
    if event || represented {
        return false;
    }
    // "Nothing that we build will last".
    let nothing = ["nothing", "nobody", "none"]
        .iter()
        .any(|w| doc.is_text(range.start, w) || doc.is_text(range.start + 1, w) && !doc.tokens[range.start].capital);
    if nothing {
        return false;
    }
    // "The mission will be succeeded by X": what becomes of it.
    let succeeded = ["succeeded", "replaced", "followed", "hosted", "chaired", "attended", "led", "headed", "preceded"];
    if doc.is_text(verb, "be")
        && (verb + 1..verb + 4).any(|i| succeeded.iter().any(|w| doc.is_text(i, w)))
        && (verb + 2..range.end.min(verb + 9)).any(|i| doc.is_text(i, "by"))
    {
        return false;
    }
    // "It will be recalled that": a turn of speech.
    if doc.is_text(verb, "be")
        && doc.is(verb + 1, WordClass::Reporting)
        && subj.mentions().iter().all(|&x| doc.is_text(doc.mentions[x].tokens.start, "it"))
    {
        return false;
    }
    // "will give an opening address": a schedule.
    if doc.is_text(verb, "give")
        && (verb + 1..range.end.min(verb + 6)).any(|i| {
            ["address", "speech", "lecture", "keynote", "remarks", "presentation"].iter().any(|w| doc.is_text(i, w))
        })
    {
        return false;
    }
    // "will announce that X will provide": what X will do is the undertaking.
    if doc.is_text(verb, "announce") && doc.is_text(verb + 1, "that") {
        return false;
    }
    // "will set off on Monday for a visit", "will conclude tomorrow": a schedule.
    let sets_off = doc.is_text(verb, "set") && ["off", "out"].iter().any(|w| doc.is_text(verb + 1, w));
    let after = if doc.is(verb + 1, WordClass::Preposition) { verb + 2 } else { verb + 1 };
    // But "will start on 1 June the training of X", "will begin in May to deliver": more than a day follows.
    let dated =
        [verb + 1, after].iter().find_map(|&i| doc.dates.iter().find(|d| d.tokens.start == i)).is_some_and(|d| {
            let next = d.tokens.end;
            !doc.is(next, WordClass::Determiner) && !doc.is_text(next, "to")
        });
    let edge = dated && (doc.is(verb, WordClass::EndVerb) || doc.is(verb, WordClass::BeginVerb));
    if sets_off || edge {
        return false;
    }
    // "personnel will practise search and rescue": the programme of an exercise.
    if ["practise", "practice", "rehearse", "simulate"].iter().any(|w| doc.is_text(verb, w)) {
        return false;
    }
    // "He will express the solidarity of France", "It will spend three days in Osh": what a traveller does there.
    let behind = verb + 1..range.end.min(verb + 6);
    let days = behind.clone().any(|i| ["day", "days", "hours", "night", "nights"].iter().any(|w| doc.is_text(i, w)));
    let travels = ["express", "convey"].iter().any(|w| doc.is_text(verb, w))
        || doc.is_text(verb, "spend") && days
        || doc.is_text(verb, "stay") && (days || doc.is_text(verb + 1, "until"))
        || doc.is_text(verb, "make")
            && (verb + 1..verb + 4).any(|i| ["stop", "stopover"].iter().any(|w| doc.is_text(i, w)));
    let traveller = !doc.quoted[start]
        && subj.mentions().iter().any(|&x| {
            use rapporteur_normalize::MentionKind::{Office, Person, Pronoun};
            let mention = &doc.mentions[x];
            matches!(mention.kind, Person | Office)
                || mention.kind == Pronoun && ["he", "she", "it"].iter().any(|w| doc.is_text(mention.tokens.start, w))
        });
    if travels && traveller {
        return false;
    }
    // "The treaty, which 26 states signed, will enter into force on 1 March": a date.
    if doc.is_text(verb, "enter") && doc.is_text(verb + 1, "into") && doc.is_text(verb + 2, "force") {
        return false;
    }
    // "Experts from Latvia will present the experience of their country": the programme of a gathering.
    let experts = subj.mentions().iter().any(|&x| {
        let mention = &doc.mentions[x];
        mention.kind == rapporteur_normalize::MentionKind::Group
            && mention.tokens.clone().any(|i| EXPERTS.iter().any(|w| doc.is_text(i, w)))
    });
    // "will share data every month" is an undertaking.
    let lore = || {
        (verb + 1..range.end.min(verb + 8)).any(|i| {
            ["experience", "experiences", "practices", "knowledge", "views", "lessons", "insights", "expertise"]
                .iter()
                .any(|w| doc.is_text(i, w))
        })
    };
    let lectures = ["present", "speak"].iter().any(|w| doc.is_text(verb, w)) || doc.is_text(verb, "share") && lore();
    if experts && !doc.quoted[start] && lectures {
        return false;
    }
    // "a service that judges will trust": what kind of service; but "a package that the Administration will authorize".
    let actor = subj.mentions().iter().any(|&x| {
        use rapporteur_normalize::MentionKind::{Body, Government, Nominal, Organization, State};
        matches!(doc.mentions[x].kind, Body | Government | Nominal | Organization | State)
    });
    let subject_start = subj.mentions().first().map_or(start, |&x| doc.mentions[x].tokens.start);
    let article = subject_start > range.start && doc.is(subject_start - 1, WordClass::Determiner);
    let that = subject_start.saturating_sub(1 + usize::from(article));
    let noun = !actor && that > range.start && doc.is_text(that, "that") && {
        let before = that - 1;
        doc.tokens[before].kind == rapporteur_text::TokenKind::Word
            && ![
                WordClass::Reporting,
                WordClass::Verb,
                WordClass::Adverb,
                WordClass::PromiseVerb,
                WordClass::StatementNoun,
            ]
            .iter()
            .any(|&class| doc.is(before, class))
            && (before.saturating_sub(3).max(range.start)..before).any(|i| doc.is_text(i, "a") || doc.is_text(i, "an"))
            && ![
                "assurance",
                "announcement",
                "promise",
                "pledge",
                "commitment",
                "news",
                "message",
                "guarantee",
                "hope",
                "view",
                "reminder",
                "signal",
                "sign",
                "proof",
                "agreement",
                "understanding",
                "decision",
            ]
            .iter()
            .any(|w| doc.is_text(before, w))
    };
    if noun {
        return false;
    }
    // "will serve as special adviser": an appointment.
    if doc.is_text(verb, "serve") && doc.is_text(verb + 1, "as") {
        return false;
    }
    // "to ensure they will be protected", "confident that X will renew": what somebody makes sure of or expects.
    let expected = (range.start.max(subject_start.saturating_sub(2))..subject_start).any(|i| {
        [
            "ensure",
            "ensures",
            "ensuring",
            "know",
            "knows",
            "confident",
            "sure",
            "believe",
            "believes",
            "expects",
            "expect",
        ]
        .iter()
        .any(|w| doc.is_text(i, w))
    });
    if expected {
        return false;
    }
    // "give hope to their children that they will enjoy": what is hoped for.
    let hope = |i: usize| ["hope", "belief", "confidence", "hopes"].iter().any(|w| doc.is_text(i, w));
    let hoped = subject_start > range.start
        && doc.is_text(subject_start - 1, "that")
        && (range.start.max(subject_start.saturating_sub(8))..subject_start)
            .rev()
            .take_while(|&i| !doc.is_text(i, ",") && (hope(i) || !is_verb(doc, i)))
            .any(hope);
    // "will lead a delegation to the conference": a schedule.
    let leads = doc.is_text(verb, "lead") && (verb + 1..verb + 6).any(|i| doc.is(i, WordClass::DelegationNoun));
    // "The Act, if enacted, will help": a forecast.
    let enacted = (range.start..start).rev().take(6).any(|i| doc.is_text(i, "if") && doc.word(i + 1).ends_with("ed"));
    // "welcomed the Law and noted that it will help": what a law does.
    let law = start > range.start
        && doc.is_text(start - 1, "it")
        && (range.start..start - 1)
            .any(|i| doc.tokens[i].capital && ["law", "act", "bill"].iter().any(|w| doc.is_text(i, w)));
    if hoped || leads || enacted || law {
        return false;
    }
    let lemma = rapporteur_text::fold(doc.word(verb));
    // "will exchange views" is a schedule, "will exchange lists" an undertaking.
    let views = doc.is_text(verb, "exchange")
        && !(verb + 1..verb + 3).any(|i| doc.is_text(i, "views") || doc.is_text(i, "opinions"));
    // "will not leave before the job is done": nobody schedules what will not be.
    let refrains = (start..verb).any(|i| doc.is(i, WordClass::Negation));
    // "would host part of the headquarters": no gathering.
    let after = verb + 1..range.end.min(verb + 7);
    let keeps = lemma == "host"
        && after.clone().any(|i| {
            (doc.is(i, WordClass::InstitutionNoun) || doc.is(i, WordClass::SeatedBody)) && !doc.is_text(i, "house")
        })
        && !after.clone().any(|i| {
            // "a training center": an institution.
            doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word) && !doc.is(i + 1, WordClass::InstitutionNoun)
                || doc.mention_at(i).is_some_and(|m| m.kind == rapporteur_normalize::MentionKind::Person)
        });
    // "will deliver five patrol vessels": goods; "will deliver remarks" is a schedule.
    let spoken = ["remarks", "speech", "address", "statement", "lecture", "keynote"];
    let goods = lemma == "deliver"
        && !after.clone().any(|i| spoken.iter().any(|w| doc.is_text(i, w)) || doc.is_text(i, "training"));
    // "will remain in regular contact with", "will remain deeply engaged with"; "will remain a partner" forecasts.
    let engaged = lemma == "remain"
        && after
            .clone()
            .take(4)
            .any(|i| ["engaged", "contact", "touch", "vigilant", "seized"].iter().any(|w| doc.is_text(i, w)));
    // "will closely consult with X": what a state does; a minister who consults is on a schedule.
    // So does who reviews something.
    let consults = (lemma == "consult" && doc.is_text(verb + 1, "with") || lemma == "review")
        && !subj.mentions().is_empty()
        && subj.mentions().iter().all(|&m| {
            use rapporteur_normalize::MentionKind::{Organization, State};
            matches!(doc.mentions[m].kind, State | Organization)
        });
    // "will convene a working group": set up, and no gathering.
    let founds = lemma == "convene"
        && after.clone().take(5).any(|i| {
            doc.is_text(i, "group")
                || doc.is_text(i, "taskforce")
                || doc.is_text(i, "task") && doc.is_text(i + 1, "force")
        });
    // "will take effective measures": no "will take place", "will take part".
    let steps = lemma == "take"
        && after.clone().take(4).any(|i| ["measures", "steps", "action", "actions"].iter().any(|w| doc.is_text(i, w)));
    // "will pay the arrears": money, and no visit or tribute.
    let debts = lemma == "pay"
        && !subj.mentions().is_empty()
        && !after.clone().take(12).any(|i| {
            crate::events::event_noun(doc, i).is_some()
                || ["tribute", "respects", "call", "attention", "homage", "price", "dividends", "heed", "off"]
                    .iter()
                    .any(|w| doc.is_text(i, w))
        });
    let keeps = keeps || goods || engaged || consults || founds || steps || debts;
    if doc.is(verb, WordClass::ScheduleVerb) && !doc.is_text(verb, "be") && !views && !refrains && !keeps {
        return false;
    }
    if doc.is_text(verb, "have") && doc.tokens.get(verb + 1).is_some_and(|_| is_verb(doc, verb + 1)) {
        return false;
    }
    let would = doc.is_text(start, "would");
    let reported =
        (range.start..start).any(|i| doc.is(i, WordClass::Reporting) && is_verb(doc, i)) || doc.quoted[start];
    if would && (!reported || lemma == "like") {
        return false;
    }
    // "has identified supplies that will be made available for X": what somebody will give.
    let given = doc.is_text(verb, "be")
        && (verb + 1..range.end.min(verb + 4))
            .any(|i| doc.is(i, WordClass::GivingWord) || doc.is_text(i, "made") && doc.is_text(i + 1, "available"))
        && (verb + 2..range.end.min(verb + 8))
            .any(|i| ["to", "for"].iter().any(|w| doc.is_text(i - 1, w)) && doc.mention_of[i].is_some());
    if relative(doc, range, start) {
        return given && main_actor(doc, range, start);
    }
    // An event row tells the schedule already.
    let scheduled = events.iter().any(|e| {
        e.sentence == s
            && e.trigger.start >= start
            && e.trigger.start <= verb + 6
            // "will put forward at the next session": when, not what.
            && !(verb + 1..e.trigger.start).any(|i| doc.is_text(i, "at") && i > verb + 1)
            && !(matches!(
                e.kind,
                rapporteur_schema::vocabulary::EventType::Establishment
                    | rapporteur_schema::vocabulary::EventType::Training
                    | rapporteur_schema::vocabulary::EventType::Operation
            ) && !(e.date_text.is_some()
                && e.date.as_ref().is_some_and(|d| d.start.is_some() && d.start == d.end)))
    });
    if scheduled && !doc.quoted[start] {
        return false;
    }
    // "The President will be in touch with X".
    if doc.is_text(verb, "be") && doc.is_text(verb + 1, "in") {
        let touch = ["touch", "contact"].iter().any(|w| doc.is_text(verb + 2, w));
        if touch && actor_subject {
            return true;
        }
    }
    let passive = doc.is_text(verb, "be");
    // "He will be joined by": what is done to a person is no undertaking of theirs.
    let person = subj.mentions().iter().any(|&x| {
        let kind = doc.mentions[x].kind;
        let it_or_we = ["it", "we"].iter().any(|w| doc.is_text(doc.mentions[x].tokens.start, w));
        matches!(kind, rapporteur_normalize::MentionKind::Person | rapporteur_normalize::MentionKind::Office)
            || kind == rapporteur_normalize::MentionKind::Pronoun
                && !it_or_we
                && !doc.is_text(doc.mentions[x].tokens.start, "they")
    });
    let attended = ["joined", "attended", "accompanied"].iter().any(|w| doc.is_text(verb + 1, w));
    // "She will open a clinic": whoever cuts a ribbon undertakes nothing, a state that will open a centre does.
    if passive && (person || attended) || person && doc.is(verb, WordClass::RibbonVerb) && !doc.quoted[start] {
        return false;
    }
    let it = subj.mentions().iter().any(|&x| {
        doc.mentions[x].kind == rapporteur_normalize::MentionKind::Pronoun
            && doc.is_text(doc.mentions[x].tokens.start, "it")
    });
    if it && doc.quoted[start] {
        return false;
    }
    if actor_subject {
        // "the country will be a candidate" is a forecast; "will be ready" is the offer rule's.
        return !passive
            || (verb + 1..range.end.min(verb + 3))
                .any(|i| doc.word(i).ends_with("ed") || doc.is(i, WordClass::GivingWord));
    }
    // Things that will be done: under a verb of promise or announcement only.
    matches!(subj, Subject::Noun(_)) && reported && (range.start..start).any(|i| doc.is(i, WordClass::PromiseVerb))
        || first_person_noun(doc, subj, range)
}

/// Who lectures at gatherings.
const EXPERTS: [&str; 12] = [
    "experts",
    "specialists",
    "speakers",
    "panellists",
    "panelists",
    "scholars",
    "scientists",
    "researchers",
    "lecturers",
    "instructors",
    "trainers",
    "academics",
];
