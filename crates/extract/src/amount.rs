//! Sums of money and the main verb of an undertaking.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_text::{TokenKind, fold};

/// The first sum of money in a range: "EUR 21.5 million", "3 million U.S. dollars", "$28 million".
pub(crate) fn find(doc: &Annotated<'_>, range: &Range<usize>) -> (Option<f64>, Option<String>) {
    for i in range.clone() {
        if doc.tokens[i].kind != TokenKind::Number {
            continue;
        }
        let mut after = i + 1;
        let mut factor = 1.0;
        if doc.is(after, WordClass::Magnitude) {
            factor = match fold(doc.word(after)).as_str() {
                "million" | "mln" | "m" => 1e6,
                "billion" | "bln" | "bn" => 1e9,
                "trillion" => 1e12,
                _ => 1e3,
            };
            after += 1;
            if doc.is_text(after, ".") {
                after += 1;
            }
        }
        let before = i.checked_sub(1).filter(|b| *b >= range.start);
        let code = before
            .and_then(|b| currency(doc, b..i))
            .or_else(|| currency(doc, after..after + 2))
            .or_else(|| currency(doc, after..after + 1))
            .or_else(|| currency(doc, after + 1..after + 2));
        let Some(code) = code else { continue };
        let Ok(value) = doc.word(i).replace(',', "").parse::<f64>() else { continue };
        return (Some(value * factor), Some(code));
    }
    (None, None)
}

fn currency(doc: &Annotated<'_>, range: Range<usize>) -> Option<String> {
    let words: Vec<String> = range.map(|i| fold(doc.word(i))).collect();
    doc.lexicon.currencies.get(&words.join(" ")).cloned()
}

/// The lemma of the first verb of a clause.
pub(crate) fn action(doc: &Annotated<'_>, clause: &Range<usize>) -> Option<String> {
    let limit = clause.end.min(clause.start + 14);
    let plain = |i: usize| {
        doc.tokens[i].kind == TokenKind::Word
            && !doc.tokens[i].capital
            && doc.lexicon.is(doc.tokens[i].word, WordClass::English)
            && ![
                WordClass::Adverb,
                WordClass::Preposition,
                WordClass::Determiner,
                WordClass::Pronoun,
                WordClass::Be,
                WordClass::Have,
                WordClass::Modal,
                WordClass::Coordinator,
                WordClass::Negation,
                WordClass::Subordinator,
            ]
            .iter()
            .any(|&c| doc.is(i, c))
    };
    let verbal = |i: usize| {
        // "continued support": how, not what.
        // "close coordination": how, too.
        let how = doc.is_text(i, "close") && doc.is(i + 1, WordClass::ActionNoun);
        plain(i)
            && !how
            && !doc.word(i).ends_with("ed")
            && (doc.is(i, WordClass::Verb) || doc.is(i, WordClass::ActionNoun) || doc.word(i).ends_with("ing"))
    };
    // Behind "to" or "will" the clause begins with its verb; else the infinitive, gerund, verb or noun of action that comes
    // first ("regional cooperation", "the importance of upholding the rules"), and any word only where there is none.
    // "will not recognise", "commitment to continued support", "to reproductive rights": over what is no verb.
    let over = |i: usize| {
        doc.is(i, WordClass::Negation)
            || doc.is(i, WordClass::Adverb)
            || i + 1 < limit && plain(i + 1) && attributive(doc, i)
    };
    let start = (clause.start..limit).find(|&i| !over(i)).unwrap_or(clause.start);
    // "will closely consult": the cue may end with the adverb.
    let before = (0..clause.start).rev().find(|&i| !doc.is(i, WordClass::Adverb));
    let bare =
        before.is_some_and(|b| doc.is_text(b, "to") || doc.is(b, WordClass::Modal)) && start < limit && plain(start);
    if bare {
        return Some(lemma(doc, &fold(doc.word(start))));
    }
    // "to effectively guard"; "related to regional security" has no verb.
    let adverb = |i: usize| doc.word(i).ends_with("ly") && !doc.is(i, WordClass::Verb);
    let to = (clause.start..limit)
        .find(|&i| doc.is_text(i, "to") && (i == clause.start || !doc.word(i - 1).ends_with("ed")))
        .map(|to| to + 1 + usize::from(to + 2 < limit && adverb(to + 1)))
        .filter(|&i| i < limit && plain(i) && !attributive(doc, i));
    let first = (clause.start..limit).find(|&i| plain(i) && !over(i));
    let verb = (clause.start..limit).find(|&i| verbal(i));
    let i = match (first, to) {
        // "called on both sides to return to the table".
        (Some(f), Some(t)) if t <= f + 1 || verb.is_none_or(|v| t <= v) => t,
        (Some(f), _) => verb.unwrap_or(f),
        (None, t) => t?,
    };
    Some(lemma(doc, &fold(doc.word(i))))
}

/// "continued", "multilateral", "collective": how, before what.
fn attributive(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    let ending = ["ed", "ral", "nal", "fully", "tive", "sive", "ous", "ary", "rian"].iter().any(|e| word.ends_with(e))
        && word.len() > 5;
    ending && (!doc.is(i, WordClass::Verb) || word.ends_with("ed"))
}

/// Undoes -ing where the stem is a known word.
fn lemma(doc: &Annotated<'_>, word: &str) -> String {
    let known = |w: &str| doc.lexicon.is(doc.lexicon.words.get(w), WordClass::English);
    if let Some(stem) = word.strip_suffix("ing").filter(|s| s.len() > 2) {
        let with_e = format!("{stem}e");
        let single: String = stem.chars().take(stem.chars().count() - 1).collect();
        let doubled = stem.chars().next_back() == stem.chars().rev().nth(1);
        if doubled && known(&single) && !known(stem) {
            return single;
        }
        if known(stem) && !known(&with_e) {
            return stem.to_owned();
        }
        if known(&with_e) {
            return with_e;
        }
        if known(stem) {
            return stem.to_owned();
        }
    }
    word.to_owned()
}
