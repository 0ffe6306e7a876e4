//! Quotations: where they are and who speaks in them.

use std::ops::Range;

use rapporteur_lexicon::{Lexicon, WordClass, WordId};
use rapporteur_text::{Block, BlockKind, Diagnostic, Severity};

use crate::document::{Annotated, Tok};
use crate::entity::EntityId;
use crate::mention::MentionKind;

/// Whether each token stands inside a quotation. A quotation left open at the end of a block goes on in the next block
/// only if that begins with an opening mark.
pub(crate) fn regions(
    text: &str,
    tokens: &[Tok],
    blocks: &[Range<usize>],
    kinds: &[Block],
    lexicon: &Lexicon,
) -> Vec<bool> {
    let mut quoted = vec![false; tokens.len()];
    for block in blocks {
        let mut open = false;
        for i in block.clone() {
            let mark = tokens[i].span.of(text);
            match mark {
                "“" | "«" | "„" => open = true,
                "”" | "»" => {
                    quoted[i] = open;
                    open = false;
                    continue;
                }
                "\"" => {
                    if open {
                        quoted[i] = true;
                        open = false;
                        continue;
                    }
                    open = true;
                }
                "''" => open = !open,
                _ => {}
            }
            quoted[i] = open;
        }
    }
    // Pages that set quotations apart without marks: "The Minister said:" and, below it, what he said.
    let mut speech = false;
    for (b, block) in blocks.iter().enumerate() {
        let paragraph = kinds.get(b).is_some_and(|k| k.kind == BlockKind::Paragraph) && !block.is_empty();
        let is = |i: usize, class: WordClass| lexicon.is(tokens[i].word, class);
        let leads = paragraph && block.len() <= LEAD_IN && says(text, tokens, block, lexicon);
        let marked = paragraph && block.clone().any(|i| matches!(tokens[i].span.of(text), "“" | "\"" | "«" | "„"));
        // The first paragraph below it is speech, a later one where somebody speaks of himself or takes it up.
        let first = b > 0 && speech && says(text, tokens, &blocks[b - 1], lexicon);
        let goes_on = block.clone().any(|i| is(i, WordClass::FirstPerson))
            || !block.is_empty() && is(block.start, WordClass::Coordinator);
        if speech && paragraph && !leads && !marked && (first || goes_on) {
            quoted[block.clone()].fill(true);
        } else {
            speech = false;
        }
        speech |= leads && !marked;
    }
    quoted
}

/// A line that leads in what somebody said takes no more tokens than this.
const LEAD_IN: usize = 40;

/// Whether a block ends with "said:".
fn says(text: &str, tokens: &[Tok], block: &Range<usize>, lexicon: &Lexicon) -> bool {
    let Some(last) = block.end.checked_sub(1).filter(|&last| last > block.start) else { return false };
    // "A Downing Street spokesperson said:": below it the institution tells what happened, as in any other release.
    let spokesperson = last >= block.start + 2 && lexicon.is(tokens[last - 2].word, WordClass::Spokesperson);
    tokens[last].span.of(text) == ":"
        && !spokesperson
        && lexicon.is(tokens[last - 1].word, WordClass::Saying)
        && !tokens[last - 1].capital
        && !block.clone().any(|i| matches!(tokens[i].span.of(text), "“" | "\"" | "«"))
}

/// Whether the quoted part of a sentence is speech and not just a name in quotation marks.
fn is_speech(doc: &Annotated<'_>, tokens: &Range<usize>) -> bool {
    let words = tokens.clone().filter(|&i| doc.quoted[i]).count();
    (words >= 6 || words >= 3 && words + 2 >= tokens.len())
        && tokens.clone().any(|i| {
            doc.quoted[i]
                && [
                    WordClass::Be,
                    WordClass::Have,
                    WordClass::Modal,
                    WordClass::Verb,
                    WordClass::Reporting,
                    WordClass::Pronoun,
                ]
                .iter()
                .any(|&c| doc.is(i, c))
        })
}

/// Finds the speaker of every sentence with quoted speech: the subject of a verb of saying in the same sentence, else the
/// speaker of the sentence before in the same or the paragraph before, else the one the next sentence names.
pub(crate) fn attribute(doc: &mut Annotated<'_>) {
    let count = doc.sentences.len();
    let mut speakers: Vec<Option<EntityId>> = vec![None; count];
    let speech: Vec<bool> = (0..count).map(|s| is_speech(doc, &doc.sentences[s].tokens)).collect();
    for s in 0..count {
        if speech[s] {
            speakers[s] = named_speaker(doc, s).or_else(|| signed(doc, s));
        }
    }
    for s in 0..count {
        if !speech[s] || speakers[s].is_some() {
            continue;
        }
        let starts_open = doc.quoted.get(doc.sentences[s].tokens.start).copied().unwrap_or(false);
        let earlier =
            s.checked_sub(1).filter(|&p| doc.sentences[s].block - doc.sentences[p].block <= 1).and_then(|p| {
                // A sentence that only introduces ("Zannier said:") speaks too.
                speakers[p].or_else(|| if starts_open { named_speaker(doc, p) } else { None })
            });
        let later = || {
            (s + 1..count.min(s + 3))
                .take_while(|&n| doc.sentences[n].block == doc.sentences[s].block)
                .find_map(|n| speakers[n].or_else(|| named_speaker(doc, n)))
        };
        // The speaker named after the quotation's first sentence holds for all of the paragraph.
        let same_block_later = later();
        let begins = opens_here(doc, s);
        speakers[s] =
            if begins && same_block_later.is_some() { same_block_later } else { earlier.or(same_block_later) };
    }
    for s in 0..count {
        if speech[s] && speakers[s].is_none() && doc.block_of(s).kind != BlockKind::Headline {
            let message =
                "nobody is named as the speaker of this quotation; commitments in it are given to the publisher";
            doc.diagnostics.push(Diagnostic::new(Severity::Info, "speaker-unknown", message).at(doc.sentences[s].span));
        }
    }
    doc.speakers = speakers;
}

/// Who is named in the line below a paragraph that is all quotation: "– Marta Lund, Vice-President of Norway".
fn signed(doc: &Annotated<'_>, s: usize) -> Option<EntityId> {
    let block = doc.sentences[s].block;
    let tokens = doc.block_tokens.get(block)?;
    let marks = |i: usize, all: [&str; 4]| all.contains(&doc.word(i));
    if !marks(tokens.start, ["“", "\"", "«", "„"]) || !marks(tokens.end.checked_sub(1)?, ["”", "\"", "»", "“"])
    {
        return None;
    }
    let line = doc.block_tokens.get(block + 1).filter(|line| !line.is_empty() && line.len() <= SIGNATURE)?;
    let dashed = doc.tokens[line.start].word == WordId::JOINER;
    let mention = doc.mention_at(line.start + usize::from(dashed)).filter(|m| m.kind == MentionKind::Person)?;
    let says = line.clone().any(|i| {
        doc.quoted[i]
            || !doc.tokens[i].capital
                && [WordClass::Be, WordClass::Have, WordClass::Reporting, WordClass::Modal]
                    .iter()
                    .any(|&c| doc.is(i, c))
    });
    (!says).then(|| mention.entity()).flatten()
}

/// A name with its office takes no more tokens than this.
const SIGNATURE: usize = 30;

/// Whether the sentence begins with an opening quotation mark.
fn opens_here(doc: &Annotated<'_>, s: usize) -> bool {
    let first = doc.sentences[s].tokens.start;
    matches!(doc.word(first), "“" | "\"" | "«") && !first.checked_sub(1).is_some_and(|p| doc.quoted[p])
}

/// The person (or organisation) that is subject of a verb of saying outside of the quotation.
pub(crate) fn named_speaker(doc: &Annotated<'_>, s: usize) -> Option<EntityId> {
    let range = doc.sentences[s].tokens.clone();
    let mut best = None;
    for i in range.clone() {
        // "X today issued the following statement:".
        let issues = (doc.is_text(i, "issued") || doc.is_text(i, "released"))
            && (i + 1..range.end.min(i + 5)).any(|k| doc.is_text(k, "statement"));
        if doc.quoted[i] || !(doc.is(i, WordClass::Reporting) || issues) {
            continue;
        }
        // "…, Zannier said" and "…, said Zannier".
        let before = (range.start..i).rev().take(14).filter(|&k| !doc.quoted[k]).find_map(|k| speaker_at(doc, k));
        let after = (i + 1..range.end.min(i + 4)).filter(|&k| !doc.quoted[k]).find_map(|k| speaker_at(doc, k));
        let inverted = i > range.start && (doc.quoted[i - 1] || matches!(doc.word(i - 1), "," | "”" | "\""));
        best = if inverted { after.or(before) } else { before.or(after) };
        if best.is_some() {
            break;
        }
    }
    best
}

fn speaker_at(doc: &Annotated<'_>, i: usize) -> Option<EntityId> {
    let mention = doc.mention_at(i)?;
    let speaks = matches!(
        mention.kind,
        MentionKind::Person
            | MentionKind::Office
            | MentionKind::Pronoun
            | MentionKind::Organization
            | MentionKind::Body
    );
    speaks.then(|| mention.entity()).flatten()
}
