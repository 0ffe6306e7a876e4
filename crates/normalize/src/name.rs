//! Personal names by their form.

use rapporteur_lexicon::{NameRef, TitleKind, WordClass, WordId};
use rapporteur_text::{BlockKind, TokenKind};

use crate::document::Annotated;

/// How sure the context is that a person is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// A title or form of address stands right before.
    Titled,
    /// Nothing but the form speaks for a name.
    Bare,
}

/// Longest name, in tokens with hyphens.
const MAX: usize = 10;

/// Whether token `i` can be a main word of a name.
fn name_word(doc: &Annotated<'_>, i: usize, context: Context, first: bool) -> bool {
    let Some(token) = doc.tokens.get(i) else { return false };
    if token.kind != TokenKind::Word || !token.capital {
        return false;
    }
    let word = token.word;
    let lexicon = doc.lexicon;
    // "Jan" before another name is a given name, and so is "Jun" behind one: "Mr. Sato Jun, Ambassador".
    let closes = context == Context::Titled
        && !first
        && doc.word(i).len() == 3
        && doc.tokens.get(i + 1).is_none_or(|t| t.kind != TokenKind::Number)
        && doc.tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    let month = lexicon.months.contains_key(&word) && !short_month_before_name(doc, i) && !closes;
    // "Sun Guoliang": the short form of a day before another name.
    let day = lexicon.weekdays.contains_key(&word) && !(doc.word(i).len() == 3 && short_before_name(doc, i));
    if lexicon.is(word, WordClass::NotName) || month || day {
        return false;
    }
    if let Some(hit) = doc.hits.name(i)
        && hit.strong
    {
        let long = hit.end > i + 1;
        match hit.to {
            // States and their adjectives end a name, unless a name has already begun and only one word fits both.
            // "Jordan Gomes, …": a given name like a country's, before a family name and a comma.
            NameRef::Country(_)
                if first
                    && !long
                    && lexicon.is(word, WordClass::GivenWord)
                    && doc.tokens.get(i + 1).is_some_and(|t| {
                        t.kind == TokenKind::Word && t.capital && !lexicon.is(t.word, WordClass::English)
                    })
                    && (doc.is_text(i + 2, ",") || context == Context::Titled) => {}
            NameRef::Country(_) | NameRef::Demonym(_) => {
                if long || first || context == Context::Bare {
                    return false;
                }
            }
            // "R.T. Lund": initials that an organisation has as well.
            NameRef::Organization(_) if first && !long && doc.word(i).contains('.') && short_before_name(doc, i) => {}
            NameRef::Organization(_) | NameRef::Region(_) | NameRef::Programme(_) => return false,
            NameRef::Government(_) => {}
        }
    }
    if context == Context::Titled && first {
        return !lexicon.is(word, WordClass::Determiner) && !lexicon.is(word, WordClass::Preposition);
    }
    if lexicon.is(word, WordClass::Determiner)
        || lexicon.is(word, WordClass::Preposition)
        || lexicon.is(word, WordClass::Pronoun)
    {
        return doc.word(i).len() <= 3 && lexicon.is(word, WordClass::AmbiguousName) && !first;
    }
    // "Minister Duval Attends Forum": in a headline the verb is written like a name.
    if !first
        && lexicon.is(word, WordClass::English)
        && doc.word(i).ends_with('s')
        && lexicon.classes.any(word, &[WordClass::Verb, WordClass::PersonVerb, WordClass::Reporting, WordClass::Light])
        && in_headline(doc, i)
    {
        return false;
    }
    // A title ends a name: "Emomali Rahmon President".
    // "Eric Dean, President of": a family name that is a title elsewhere stands before the comma.
    let family = (lexicon.is(word, WordClass::AmbiguousName) || lexicon.is(word, WordClass::GivenWord))
        && doc.is_text(i + 1, ",");
    if !first
        && !family
        && (lexicon.is(word, WordClass::English) || ["member", "members"].iter().any(|end| doc.word(i).ends_with(end)))
        && doc.hits.title(i, lexicon, &[TitleKind::Office, TitleKind::Rank]).is_some()
    {
        return false;
    }
    true
}

/// Whether a token stands in a headline.
fn in_headline(doc: &Annotated<'_>, i: usize) -> bool {
    let b = doc.block_tokens.partition_point(|r| r.end <= i);
    doc.blocks.get(b).is_some_and(|block| block.kind == BlockKind::Headline)
}

/// Whether a capitalised word that is no English one follows.
fn short_before_name(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens
        .get(i + 1)
        .is_some_and(|t| t.kind == TokenKind::Word && t.capital && !doc.lexicon.is(t.word, WordClass::English))
        && doc.hits.name(i + 1).is_none()
}

/// Whether the short form of a month at `i` has neither dot nor figure after it but a capitalised word: "Jan Novak".
pub(crate) fn short_month_before_name(doc: &Annotated<'_>, i: usize) -> bool {
    doc.word(i).len() == 3
        && !doc.is_text(i, "may")
        && doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.capital)
        && !doc.lexicon.months.contains_key(&doc.tokens[i + 1].word)
}

/// End of the name that begins at `i`.
///
/// A name is capitalised words with particles ("bin", "von"), initials, hyphenated parts and suffixes ("II", "Jr.").
pub(crate) fn name_at(doc: &Annotated<'_>, i: usize, context: Context) -> Option<usize> {
    let limit = sentence_end(doc, i).min(i + MAX);
    let mut end = i;
    let mut words = 0;
    let mut strange = 0;
    let mut at = i;
    while at < limit {
        let token = &doc.tokens[at];
        let initial = token.kind == TokenKind::Word
            && token.capital
            && doc.word(at).chars().count() <= 2
            && doc.is_text(at + 1, ".")
            && doc.tokens.get(at + 1).is_some_and(|t| t.glued)
            // "Ambassador Li Wu.": two letters at the end of a sentence are a name.
            && (doc.word(at).chars().count() == 1
                || at + 2 < limit
                    && doc.tokens.get(at + 2).is_some_and(|t| t.capital || t.word == WordId::JOINER && t.glued));
        if initial {
            // "G." alone is not a name; "G. Vereskov" and "J.-L. Vereskov" are.
            at += 2;
            if doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER && t.glued) {
                at += 1;
            }
            continue;
        }
        // After a title a particle may open the name: "President von der Leyen".
        // "at-Tuwaijri" has a particle, "X at Kyzyl-Bel" a preposition.
        let hyphen = doc.tokens.get(at + 1).is_some_and(|t| t.word == WordId::JOINER && t.glued);
        let function = !token.capital && lexicon_function(doc, at) && !hyphen;
        let particle = doc.is(at, WordClass::Particle) && (at > i || context == Context::Titled) && !function;
        let capital_particle = doc.is(at, WordClass::Particle) && token.capital;
        if name_word(doc, at, context, words == 0) || (capital_particle && at + 1 < limit && doc.tokens[at + 1].capital)
        {
            words += 1;
            if !doc.is(at, WordClass::English) {
                strange += 1;
            }
            at += 1;
            // Hyphenated parts belong, also in lower case: "Chan-o-cha".
            while at + 1 < limit
                && doc.tokens[at].word == WordId::JOINER
                && doc.tokens[at].glued
                && doc.tokens[at + 1].glued
                && doc.tokens[at + 1].kind == TokenKind::Word
            {
                at += 2;
            }
            end = at;
        } else if words > 0 && at + 3 < limit && nickname(doc, at) {
            at += 3;
        } else if particle && !token.capital && at + 1 < limit {
            at += 1;
            if doc.tokens.get(at).is_some_and(|t| t.word == WordId::JOINER && t.glued) {
                at += 1;
            }
        } else {
            break;
        }
    }
    if words == 0 {
        return None;
    }
    if context == Context::Bare && strange == 0 {
        return None;
    }
    // "NEW ENVOY ACCREDITED TO": words of a headline in capitals.
    if strange == 0
        && words > 1
        && (i..end).all(|k| doc.tokens[k].kind != TokenKind::Word || doc.word(k).chars().all(|c| !c.is_lowercase()))
    {
        return None;
    }
    // "Ministers of A and B Sign a Memorandum": in a headline a lone verb before lower case is no name.
    let lone_verb = words == 1
        && strange == 0
        && end == i + 1
        && doc.lexicon.classes.any(
            doc.tokens[i].word,
            &[WordClass::Verb, WordClass::PersonVerb, WordClass::Reporting, WordClass::Light, WordClass::MeetWord],
        )
        && doc.tokens.get(end).is_some_and(|t| {
            // "Minister of Foreign Affairs Holds Phone Calls": so it is before its object in a headline full of capitals.
            let object = doc.word(i).ends_with('s')
                && doc.lexicon.is(t.word, WordClass::English)
                && ![WordClass::Verb, WordClass::Reporting, WordClass::Light]
                    .iter()
                    .any(|&c| doc.lexicon.is(t.word, c));
            t.kind == TokenKind::Word && (!t.capital || object)
        })
        && in_headline(doc, i);
    if lone_verb {
        return None;
    }
    Some(suffix(doc, end))
}

/// Whether a name in quotation marks and another word of the name stand at `i`: "Benjamin “Ben” Lund".
fn nickname(doc: &Annotated<'_>, i: usize) -> bool {
    let word = |k: usize| doc.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    matches!(doc.word(i), "“" | "\"") && word(i + 1) && matches!(doc.word(i + 2), "”" | "\"") && word(i + 3)
}

/// Whether a particle is an English function word as well: "at", "as", "an".
fn lexicon_function(doc: &Annotated<'_>, i: usize) -> bool {
    ["at", "as", "an", "in", "on", "to"].iter().any(|w| doc.is_text(i, w))
}

/// Takes in a suffix: "II", ", Jr.".
fn suffix(doc: &Annotated<'_>, end: usize) -> usize {
    // "X uulu", "X kyzy": son or daughter of, behind the name and in lower case; "v" and "ii" are none.
    let after = doc.tokens.get(end).filter(|t| !t.capital && t.kind == TokenKind::Word && !t.glued);
    let kin = doc.is(end, WordClass::NameSuffix) && doc.word(end).len() > 2 && !doc.is(end, WordClass::English);
    if after.is_some() && kin {
        return end + 1;
    }
    let at = if doc.is_text(end, ",") { end + 1 } else { end };
    if doc.is(at, WordClass::NameSuffix)
        && doc.tokens.get(at).is_some_and(|t| t.capital)
        && (at == end || doc.word(at).len() <= 4)
    {
        let after = at + 1;
        let dotted = doc.is_text(after, ".") && doc.tokens.get(after).is_some_and(|t| t.glued);
        // The dot of "Jr." belongs to it unless the sentence ends there.
        return if dotted && sentence_end(doc, end) > after + 1 { after + 1 } else { after };
    }
    // The suffix was read as one more word of the name: its dot is left.
    let read = end.checked_sub(1).is_some_and(|last| doc.is(last, WordClass::NameSuffix));
    let dotted = read && doc.is_text(end, ".") && doc.tokens[end].glued;
    if dotted && sentence_end(doc, end - 1) > end + 1 {
        return end + 1;
    }
    end
}

/// End of the sentence or block that token `i` stands in.
#[inline]
pub(crate) fn sentence_end(doc: &Annotated<'_>, i: usize) -> usize {
    doc.sentence_end(i)
}
