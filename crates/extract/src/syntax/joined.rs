//! Verbs that share the subject of another: ", reaffirming", "and called on".

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

use super::{Subject, find, is_verb};

/// The subject of the verb that stands before `p`; `outer` asks for the first one of the sentence, which governs the rest.
pub(super) fn verb_before(doc: &Annotated<'_>, lo: usize, p: usize, depth: usize, outer: bool) -> Subject {
    // "said it “will stay until the last vote is counted,” and called on": what is quoted governs nothing behind it.
    let closes = (p.saturating_sub(2)..=p).any(|i| matches!(doc.word(i), "”" | "\"" | "»"));
    let skip = closes && !doc.quoted[p];
    // "will attend the meeting, which will be held in X, and will open": a clause in commas has its own verb.
    let aside = |v: usize| {
        let comma = (v + 1..=p).any(|i| doc.is_text(i, ","));
        let opens = (lo + 1..v).rev().take(5).take_while(|&i| !doc.is_text(i, ",")).find(|&i| doc.is_text(i, "which"));
        comma && opens.is_some_and(|w| doc.is_text(w - 1, ","))
    };
    let candidates = (lo..p).filter(|&i| {
        !(skip && doc.quoted[i])
            && !aside(i)
            && is_verb(doc, i)
            && !doc.is(i, WordClass::Be)
            && !doc.is(i, WordClass::Have)
            && !doc.is(i, WordClass::Modal)
    });
    let mut found = Subject::None;
    let mut verbs: Vec<usize> = if outer { candidates.collect() } else { candidates.rev().collect::<Vec<_>>() };
    // "highlighted the progress made since X signed the law, and reiterated": the verb of a clause of time is not the one that
    // another verb of saying is joined to.
    let verb = (p + 1..p + 4).find(|&i| is_verb(doc, i));
    if !outer && verb.is_some_and(|v| doc.is(v, WordClass::Reporting)) {
        let in_clause = |v: usize| {
            !doc.is(v, WordClass::Reporting)
                && (lo.max(v.saturating_sub(8))..v)
                    .rev()
                    .take_while(|&i| !matches!(doc.word(i), "," | ";"))
                    .any(|i| ["since", "when", "after", "before", "until", "while"].iter().any(|w| doc.is_text(i, w)))
        };
        let inner: Vec<usize> = verbs.iter().copied().filter(|&v| in_clause(v)).collect();
        verbs.retain(|v| !inner.contains(v));
        verbs.extend(inner);
    }
    for v in verbs.into_iter().take(6) {
        if v == p {
            continue;
        }
        found = find(doc, lo, v, depth + 1);
        if matches!(found, Subject::Mentions(_)) {
            return found;
        }
    }
    if found == Subject::None {
        // Verbs of being: "X is ready … and will".
        let be = (lo..p).rev().find(|&i| doc.is(i, WordClass::Be) || doc.is(i, WordClass::Modal));
        if let Some(v) = be {
            return find(doc, lo, v, depth + 1);
        }
    }
    found
}
