//! Tokens and sentences of a document, and the container all annotations live in.

use std::ops::Range;

use rapporteur_lexicon::{Class, ClassSet, Lexicon, Tokens, WordClass, WordId, is_joiner};
use rapporteur_schema::Date;
use rapporteur_text::{Block, BlockKind, Diagnostic, Span, Token, TokenKind, sentences, tokenize};

use crate::date::DateMention;
use crate::entity::{Entities, EntityId};
use crate::facts::DocumentFacts;
use crate::markup::clean;
use crate::mention::{Mention, MentionKind};
use crate::scan::Hits;

/// What the engine is told about a document.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// Id of the document.
    pub document_id: &'a str,
    /// Decoded text.
    pub text: &'a str,
    /// Its blocks, in order.
    pub blocks: &'a [Block],
    /// Title from metadata.
    pub title: Option<&'a str>,
    /// Publisher from metadata.
    pub publisher: Option<&'a str>,
    /// Address from metadata.
    pub url: Option<&'a str>,
    /// Publication date from metadata.
    pub published: Option<Date>,
}

/// A token with what the lexicon knows of its word.
#[derive(Clone, Copy, Debug)]
pub struct Tok {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Its word.
    pub word: WordId,
    /// The classes of its word.
    pub classes: ClassSet,
}

impl Tok {
    /// Looks a token of `text` up.
    pub(crate) fn new(token: &Token, text: &str, lexicon: &Lexicon) -> Self {
        let written = token.span.of(text);
        let word = match token.kind {
            TokenKind::Mark if is_joiner(written) => WordId::JOINER,
            _ => lexicon.words.look_up(written),
        };
        let Token { span, kind, capital, glued } = *token;
        Tok { span, kind, capital, glued, word, classes: lexicon.classes.of(word) }
    }
}

/// A sentence: a range of tokens in one block.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Index of its block.
    pub block: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
}

/// A document with all that was found in it.
#[derive(Debug)]
pub struct Annotated<'a> {
    /// Its id.
    pub document_id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The lexicon used.
    pub lexicon: &'a Lexicon,
    /// Its blocks.
    pub blocks: &'a [Block],
    /// Tokens of all blocks but boilerplate, in order.
    pub tokens: Vec<Tok>,
    /// Token range of each block.
    pub block_tokens: Vec<Range<usize>>,
    /// Sentences of the blocks that can yield rows.
    pub sentences: Vec<Sent>,
    /// For each token, one past the last token of its sentence, or of its block where that has no sentences.
    ends: Vec<usize>,
    /// Mentions in text order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// For each token, the mention that covers it.
    pub mention_of: Vec<Option<usize>>,
    /// Whether a token stands inside a quotation.
    pub quoted: Vec<bool>,
    /// For each sentence, who speaks in its quotation.
    pub speakers: Vec<Option<EntityId>>,
    /// Actors of the document.
    pub entities: Entities,
    /// Date expressions.
    pub dates: Vec<DateMention>,
    /// Title, publisher, dates.
    pub facts: DocumentFacts,
    /// Remarks.
    pub diagnostics: Vec<Diagnostic>,
    pub(crate) hits: Hits,
}

/// Tokens of a range of a document, for matching patterns: token 0 is the first of the range.
pub struct View<'d, 'a> {
    doc: &'d Annotated<'a>,
    range: Range<usize>,
}

pub(crate) fn segment<'a>(input: &Input<'a>, lexicon: &'a Lexicon) -> Annotated<'a> {
    let mut tokens: Vec<Tok> = Vec::with_capacity(input.text.len() / 5);
    let mut block_tokens = Vec::with_capacity(input.blocks.len());
    let mut sents = Vec::new();
    let mut ends = Vec::with_capacity(input.text.len() / 5);
    for (index, block) in input.blocks.iter().enumerate() {
        let first = tokens.len();
        if block.kind != BlockKind::Boilerplate {
            let raw = tokenize(input.text, block.span);
            let raw = crate::markup::without(input.text, block.span, raw);
            tokens.extend(raw.iter().map(|t| Tok::new(t, input.text, lexicon)));
            if block.kind.is_content() {
                for range in sentences(input.text, &raw, &lexicon.abbreviations) {
                    let span = raw[range.start].span.to(raw[range.end - 1].span);
                    ends.resize(first + range.end, first + range.end);
                    sents.push(Sent { block: index, tokens: first + range.start..first + range.end, span });
                }
            }
            ends.resize(tokens.len(), tokens.len());
        }
        block_tokens.push(first..tokens.len());
    }
    let quoted = crate::quote::regions(input.text, &tokens, &block_tokens, input.blocks, lexicon);
    let speakers = vec![None; sents.len()];
    let mention_of = vec![None; tokens.len()];
    let hits = Hits::find(input.text, &tokens, lexicon);
    Annotated {
        document_id: input.document_id,
        text: input.text,
        lexicon,
        blocks: input.blocks,
        tokens,
        block_tokens,
        sentences: sents,
        ends,
        mentions: Vec::new(),
        mention_of,
        quoted,
        speakers,
        entities: Entities::default(),
        dates: Vec::new(),
        facts: DocumentFacts::default(),
        diagnostics: Vec::new(),
        hits,
    }
}

impl<'a> Annotated<'a> {
    /// The text of a token.
    #[inline]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the word of a token belongs to a class.
    #[inline]
    pub fn is(&self, i: usize, class: WordClass) -> bool {
        self.tokens.get(i).is_some_and(|t| t.classes.has(class))
    }

    /// The sentence a token stands in.
    #[inline]
    pub(crate) fn sentence_of(&self, i: usize) -> Option<usize> {
        let s = self.sentences.partition_point(|s| s.tokens.end <= i);
        self.sentences.get(s).is_some_and(|sentence| sentence.tokens.start <= i).then_some(s)
    }

    /// One past the last token of the sentence of a token, or of its block where that has no sentences.
    #[inline]
    pub(crate) fn sentence_end(&self, i: usize) -> usize {
        self.ends.get(i).copied().unwrap_or(self.tokens.len())
    }

    /// Where the sentence of a token begins; the token itself outside of sentences.
    #[inline]
    pub(crate) fn sentence_start(&self, i: usize) -> usize {
        self.sentence_of(i).map_or(i, |s| self.sentences[s].tokens.start)
    }

    /// Whether a sentence begins with a token.
    #[inline]
    pub(crate) fn opens_sentence(&self, i: usize) -> bool {
        self.sentence_of(i).is_some_and(|s| self.sentences[s].tokens.start == i)
    }

    /// Whether a block begins with a token.
    #[inline]
    pub(crate) fn opens_block(&self, i: usize) -> bool {
        let b = self.block_tokens.partition_point(|r| r.start < i);
        self.block_tokens.get(b).is_some_and(|r| r.start == i)
    }

    /// One past the last token of the demonym ("Portuguese", "South Korean") that stands at token `i`, if one does.
    #[must_use]
    pub fn demonym_at(&self, i: usize) -> Option<usize> {
        self.hits.name(i).filter(|h| h.strong && matches!(h.to, rapporteur_lexicon::NameRef::Demonym(_))).map(|h| h.end)
    }

    /// One past the last token of the country's name that begins at token `i`: "Côte d'Ivoire".
    pub fn country_at(&self, i: usize) -> Option<usize> {
        self.hits.name(i).filter(|h| h.strong && matches!(h.to, rapporteur_lexicon::NameRef::Country(_))).map(|h| h.end)
    }

    /// Whether a country's name ends with token `i`.
    pub fn names_country(&self, i: usize) -> bool {
        (i.saturating_sub(3)..=i).any(|k| {
            self.hits.name(k).is_some_and(|h| h.end == i + 1 && matches!(h.to, rapporteur_lexicon::NameRef::Country(_)))
        })
    }

    /// Whether a token is this mark or lower-case function word.
    #[inline]
    pub fn is_text(&self, i: usize, text: &str) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.span.len() == text.len()
                && self
                    .text
                    .as_bytes()
                    .get(t.span.start..t.span.end)
                    .is_some_and(|w| w.eq_ignore_ascii_case(text.as_bytes()))
        })
    }

    /// Whether a token is a possessive ending.
    #[inline]
    pub fn is_possessive(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.kind == TokenKind::Mark
                && t.glued
                && matches!(t.span.of(self.text), "'s" | "’s" | "'S" | "’S" | "'" | "’" | "ʼs" | "`s" | "´s")
        }) && i.checked_sub(1).is_some_and(|p| self.tokens[p].kind == TokenKind::Word)
    }

    /// The span of a range of tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) if tokens.start < tokens.end => a.span.to(b.span),
            _ => Span::default(),
        }
    }

    /// The text of a range of tokens with white space collapsed.
    pub fn phrase(&self, tokens: &Range<usize>) -> String {
        clean(self.span(tokens).of(self.text))
    }

    /// Whether a wide gap parts token `i` from the one before, as columns of a table: "Mozambique     H.E. X".
    pub fn in_columns(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).and_then(|b| self.tokens.get(b)) else { return false };
        let Some(token) = self.tokens.get(i) else { return false };
        let gap = self.text.get(before.span.end..token.span.start).unwrap_or("");
        !gap.contains('\n') && (gap.contains('\t') || gap.chars().filter(|c| c.is_whitespace()).count() >= 3)
    }

    /// The mention that covers a token.
    #[inline]
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        self.mention_of.get(token).copied().flatten().map(|m| &self.mentions[m])
    }

    /// Mentions that begin in a range of tokens, with their indices.
    pub fn mentions_in(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, &Mention)> + '_ {
        let first = self.mentions.partition_point(|m| m.tokens.start < range.start);
        let end = range.end;
        self.mentions[first..]
            .iter()
            .enumerate()
            .map(move |(k, m)| (first + k, m))
            .take_while(move |(_, m)| m.tokens.start < end)
    }

    /// The date that token `i` belongs to.
    pub fn date_at(&self, i: usize) -> Option<&DateMention> {
        self.dates.iter().find(|d| d.tokens.contains(&i))
    }

    /// Date expressions that begin in a range of tokens.
    pub fn dates_in(&self, range: &Range<usize>) -> impl Iterator<Item = &DateMention> + '_ {
        let first = self.dates.partition_point(|d| d.tokens.start < range.start);
        let end = range.end;
        self.dates[first..].iter().take_while(move |d| d.tokens.start < end)
    }

    /// A view of a range of tokens for patterns.
    pub fn view(&self, range: Range<usize>) -> View<'_, 'a> {
        View { doc: self, range }
    }

    /// The block of a sentence.
    pub fn block_of(&self, sentence: usize) -> &Block {
        &self.blocks[self.sentences[sentence].block]
    }
}

impl Tokens for View<'_, '_> {
    #[inline]
    fn len(&self) -> usize {
        self.range.len()
    }

    #[inline]
    fn word(&self, i: usize) -> WordId {
        self.doc.tokens[self.range.start + i].word
    }

    #[inline]
    fn is_barrier(&self, i: usize) -> bool {
        matches!(self.doc.word(self.range.start + i), "," | ";" | ":" | "“" | "”" | "\"" | ".")
    }

    fn class(&self, i: usize, class: Class) -> Option<usize> {
        let doc = self.doc;
        let at = self.range.start + i;
        let single = |yes: bool| yes.then_some(i + 1);
        match class {
            Class::Adverb => single(
                doc.is(at, WordClass::Adverb)
                    || (!doc.tokens[at].capital && doc.word(at).ends_with("ly") && doc.is(at, WordClass::English)),
            ),
            Class::Determiner => {
                if doc.is(at, WordClass::Determiner) {
                    return Some(i + 1);
                }
                let mention = doc.mention_at(at)?;
                let end = mention.tokens.end;
                (mention.tokens.start == at && doc.is_possessive(end)).then(|| end + 1 - self.range.start)
            }
            Class::Auxiliary => {
                single([WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Modal].iter().any(|&c| doc.is(at, c)))
            }
            Class::Be => single(doc.is(at, WordClass::Be)),
            Class::Have => single(doc.is(at, WordClass::Have)),
            Class::Number => single(doc.tokens[at].kind == TokenKind::Number || doc.is(at, WordClass::NumberWord)),
            Class::Pronoun => single(doc.is(at, WordClass::Pronoun)),
            Class::Actor => {
                let mention = doc.mention_at(at)?;
                (mention.tokens.start == at && mention.kind != MentionKind::Programme)
                    .then(|| mention.tokens.end - self.range.start)
            }
            Class::Place => crate::place::at(doc, at).map(|p| p.tokens.end - self.range.start),
            Class::Event => single(doc.is(at, WordClass::EventNoun)),
            Class::Aside => aside(doc, at, self.range.end).map(|end| end - self.range.start),
            Class::When => when(doc, at, self.range.end).map(|end| end - self.range.start),
            _ => None,
        }
    }
}

/// End of a date between "will" or "is" and the rest of the verb: "will on Thursday, 10 October 2013, meet", "is, on 3 May,
/// to open", "will also on 9 to 10 May visit".
fn when(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let comma = doc.is_text(i, ",");
    let one_of = |k: usize, words: &[&str]| words.iter().any(|w| doc.is_text(k, w));
    let start = i + usize::from(comma || doc.is(i, WordClass::Adverb));
    let day = one_of(start, &["tomorrow", "today", "tonight"]);
    if !day && !one_of(start, &["on", "in", "from", "this", "next", "later"]) {
        return None;
    }
    let last = limit.min(start + ASIDE);
    let counts = |k: usize| {
        [WordClass::Month, WordClass::Weekday, WordClass::OrdinalWord].iter().any(|&class| doc.is(k, class))
            || doc.tokens[k].kind == TokenKind::Number
    };
    let unit = |k: usize| one_of(k, &["week", "month", "year", "morning", "afternoon", "evening"]);
    // "on 9 to 10 May", "on 3 May, 4 May and 5 May".
    let link = |k: usize| one_of(k, &["to", "and"]) && k + 1 < last && counts(k + 1);
    let of_date = |k: usize| counts(k) || unit(k) || link(k) || one_of(k, &["the", "of", "this", ","]);
    let end = (start + 1..last).find(|&k| !of_date(k))?;
    let named = day || (start + 1..end).any(|k| counts(k) || unit(k));
    // A date that a comma opens, a comma closes.
    let closed = doc.is_text(end - 1, ",");
    let verb = doc.is_text(end, "to")
        || !doc.tokens[end].capital
            && ([WordClass::Verb, WordClass::Adverb, WordClass::DueWord].iter().any(|&class| doc.is(end, class))
                || doc.word(end).ends_with("ing"));
    (named && verb && (closed || !comma)).then_some(end)
}

/// The "to" behind a remark in commas or behind where and when: "undertook, on behalf of his Government, to", "resolved at a
/// meeting in Oslo to".
fn aside(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let last = limit.min(i + ASIDE);
    if doc.is_text(i, ",") {
        let barrier = |k: usize| matches!(doc.word(k), ";" | ":" | "." | "“" | "”" | "\"");
        let close = (i + 2..last).take_while(|&k| !barrier(k)).find(|&k| doc.is_text(k, ","))?;
        return doc.is_text(close + 1, "to").then_some(close + 1);
    }
    let at = ["at", "during"].iter().any(|w| doc.is_text(i, w));
    let place = doc.is_text(i, "in") && doc.tokens.get(i + 1).is_some_and(|t| t.capital);
    if !(at || place) {
        return None;
    }
    let plain = |k: usize| {
        !doc.tokens[k].glued && !matches!(doc.word(k), "," | ";" | ":" | ".") || doc.tokens[k].kind == TokenKind::Word
    };
    let told = |k: usize| {
        [WordClass::Reporting, WordClass::Modal, WordClass::Be].iter().any(|&class| doc.is(k, class))
            && !doc.tokens[k].capital
    };
    let to = (i + 2..last).take_while(|&k| plain(k) && !told(k)).find(|&k| doc.is_text(k, "to"))?;
    // "pledged at the conference in Oslo additional support to Chad": that "to" belongs to a noun.
    let next = if doc.is(to + 1, WordClass::Adverb) { to + 2 } else { to + 1 };
    let infinitive = doc.is(next, WordClass::Verb) && !doc.tokens[next].capital;
    infinitive.then_some(to)
}

/// Tokens of an aside, at most.
const ASIDE: usize = 16;
