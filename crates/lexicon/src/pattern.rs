//! Cue patterns: a small regular language over words, in which the rules of `events.toml` and `commitments.toml` are written.
//!
//! | written | matches |
//! |---|---|
//! | `stand` | that word, folded |
//! | `agree~` | any form of the verb; `agree~d` past and participle, `agree~g` the -ing form, `agree~p` all but -ing |
//! | `(to|on the)` | one of several |
//! | `also?` `(a|the)?` | the same or nothing |
//! | `..3` | up to three words, not across `,` `;` `:` or a quotation mark |
//! | `to` inside a pattern | the word, also behind an aside: "undertook, on behalf of his Government, to", "resolved at a meeting to" |
//! | `<adv>` `<det>` `<aux>` `<be>` `<have>` `<num>` `<actor>` `<pronoun>` | one of a class of words or mentions |

use std::collections::BTreeSet;

use crate::words::{Vocabulary, WordId};

/// Classes a pattern can ask for; the text answers (see [`Tokens::class`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// An adverb that may stand inside a verb group.
    Adverb,
    /// An article, possessive or demonstrative.
    Determiner,
    /// A form of be, have, do, or a modal.
    Auxiliary,
    /// A form of be.
    Be,
    /// A form of have.
    Have,
    /// A figure or number word.
    Number,
    /// A mention of a state, organisation, body, person or group, or a pronoun for one.
    Actor,
    /// A personal pronoun.
    Pronoun,
    /// A mention of a place or state.
    Place,
    /// An event noun with its modifiers.
    Event,
    /// What may stand between a verb and its "to": a remark in commas, or where and when.
    Aside,
    /// A date or day that may stand between "will" or "is" and the rest of the verb.
    When,
}

/// One piece of a pattern.
#[derive(Clone, Debug)]
enum Node {
    /// Sorted.
    Words(Box<[WordId]>),
    Class(Class),
    Any(Vec<Vec<Node>>),
    Optional(Vec<Node>),
    Gap(usize),
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    nodes: Vec<Node>,
}

/// What a pattern is matched against.
pub trait Tokens {
    /// Number of tokens.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The word at `i`.
    fn word(&self, i: usize) -> WordId;
    /// Whether a gap must not cross `i`.
    fn is_barrier(&self, i: usize) -> bool;
    /// Whether something of the class begins at `i`, and where it ends.
    fn class(&self, i: usize, class: Class) -> Option<usize>;
}

/// Gives the forms of a verb for `verb~`.
pub trait Inflector {
    /// Words that `lemma` stands for; `form` is what follows the tilde.
    fn forms(&self, lemma: &str, form: &str) -> Result<Vec<String>, String>;
}

impl Pattern {
    /// Compiles `source`; the error says what is wrong with it.
    pub fn compile(source: &str, words: &mut Vocabulary, inflector: &dyn Inflector) -> Result<Pattern, String> {
        let pieces = lex(source)?;
        let mut at = 0;
        let nodes = parse(&pieces, &mut at, words, inflector)?;
        if at < pieces.len() {
            return Err(format!("unexpected {:?}", pieces[at]));
        }
        if first_words(&nodes).is_none() {
            return Err("a pattern must begin with a word, so that it can be found quickly".to_owned());
        }
        Ok(Pattern { nodes })
    }

    /// Words a match can begin with.
    pub fn first_words(&self) -> BTreeSet<WordId> {
        first_words(&self.nodes).unwrap_or_default()
    }

    /// End of the longest match that begins at token `start`.
    pub fn match_at(&self, tokens: &impl Tokens, start: usize) -> Option<usize> {
        let mut longest = None;
        run(&self.nodes, None, tokens, start, &mut longest);
        longest
    }
}

fn lex(source: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut Vec<String>| {
        if !word.is_empty() {
            out.push(std::mem::take(word));
        }
    };
    for c in source.chars() {
        match c {
            ' ' | '\t' | '\n' => flush(&mut word, &mut out),
            '(' | ')' | '|' => {
                flush(&mut word, &mut out);
                out.push(c.to_string());
            }
            '?' => {
                flush(&mut word, &mut out);
                out.push("?".to_owned());
            }
            _ => word.push(c),
        }
    }
    flush(&mut word, &mut out);
    if out.is_empty() { Err("the pattern is empty".to_owned()) } else { Ok(out) }
}

fn parse(
    pieces: &[String],
    at: &mut usize,
    words: &mut Vocabulary,
    inflector: &dyn Inflector,
) -> Result<Vec<Node>, String> {
    let mut nodes: Vec<Node> = Vec::new();
    while let Some(piece) = pieces.get(*at) {
        match piece.as_str() {
            ")" | "|" => break,
            "?" => {
                *at += 1;
                let last = nodes.pop().ok_or("`?` with nothing before it")?;
                nodes.push(Node::Optional(vec![last]));
            }
            "(" => {
                *at += 1;
                let mut ways = vec![parse(pieces, at, words, inflector)?];
                while pieces.get(*at).is_some_and(|p| p == "|") {
                    *at += 1;
                    ways.push(parse(pieces, at, words, inflector)?);
                }
                if pieces.get(*at).is_none_or(|p| p != ")") {
                    return Err("`(` without `)`".to_owned());
                }
                *at += 1;
                let infinitive = ways.iter().any(|way| is_word(way, "to", words));
                nodes.extend((infinitive && !nodes.is_empty()).then(aside));
                let future = BEFORE_WHEN.iter().any(|word| ways.iter().any(|way| is_word(way, word, words)));
                nodes.push(one_of(ways));
                nodes.extend((future && goes_on(pieces, *at)).then(when));
            }
            word => {
                *at += 1;
                nodes.extend((word == "to" && !nodes.is_empty()).then(aside));
                nodes.extend(leaf(word, words, inflector)?);
                nodes.extend((BEFORE_WHEN.contains(&word) && goes_on(pieces, *at)).then(when));
            }
        }
    }
    Ok(nodes)
}

/// An aside, or none.
fn aside() -> Node {
    Node::Optional(vec![Node::Class(Class::Aside)])
}

/// Words that a date may part from the rest of their verb: "will on Thursday meet", "is on Thursday due to meet". In a
/// choice, one of them is enough.
const BEFORE_WHEN: [&str; 3] = ["will", "is", "are"];

/// Whether a sequence goes on at `at`; a `?` there belongs to what stands before it.
fn goes_on(pieces: &[String], at: usize) -> bool {
    pieces.get(at).is_some_and(|p| !matches!(p.as_str(), ")" | "|" | "?"))
}

/// A date, or none.
fn when() -> Node {
    Node::Optional(vec![Node::Class(Class::When)])
}

/// Whether a way is one word alone.
fn is_word(way: &[Node], word: &str, words: &Vocabulary) -> bool {
    matches!(way, [Node::Words(set)] if set.contains(&words.get(word)))
}

/// One of several ways; those of a single word are one set, which is looked through once.
fn one_of(ways: Vec<Vec<Node>>) -> Node {
    let mut words: BTreeSet<WordId> = BTreeSet::new();
    let mut longer: Vec<Vec<Node>> = Vec::new();
    for way in ways {
        match way.as_slice() {
            [Node::Words(set)] => words.extend(set.iter().copied()),
            _ => longer.push(way),
        }
    }
    let set = Node::Words(words.iter().copied().collect());
    if longer.is_empty() {
        return set;
    }
    if !words.is_empty() {
        longer.push(vec![set]);
    }
    Node::Any(longer)
}

fn leaf(word: &str, words: &mut Vocabulary, inflector: &dyn Inflector) -> Result<Vec<Node>, String> {
    if let Some(n) = word.strip_prefix("..") {
        return n.parse().map(|n| vec![Node::Gap(n)]).map_err(|_| format!("{word:?}: write a number after `..`"));
    }
    if let Some(name) = word.strip_prefix('<') {
        let class = match name.trim_end_matches('>') {
            "adv" => Class::Adverb,
            "det" => Class::Determiner,
            "aux" => Class::Auxiliary,
            "be" => Class::Be,
            "have" => Class::Have,
            "num" => Class::Number,
            "actor" => Class::Actor,
            "pronoun" => Class::Pronoun,
            "place" => Class::Place,
            "event" => Class::Event,
            other => return Err(format!("unknown class <{other}>")),
        };
        return Ok(vec![Node::Class(class)]);
    }
    if let Some((lemma, form)) = word.split_once('~') {
        let forms = inflector.forms(lemma, form)?;
        let forms: BTreeSet<WordId> = forms.iter().map(|f| words.intern(f)).collect();
        return Ok(vec![Node::Words(forms.into_iter().collect())]);
    }
    // "will" is met as "'ll" too, and a pattern may name the short form alone.
    if CONTRACTIONS.iter().any(|(_, short)| *short == word) {
        return Ok(vec![Node::Words(Box::new([words.intern(word)]))]);
    }
    if let Some((_, short)) = CONTRACTIONS.iter().find(|(long, _)| *long == word) {
        return Ok(vec![Node::Words(Box::new([words.intern(word), words.intern(short)]))]);
    }
    Ok(words.intern_name(word).into_iter().map(|id| Node::Words(Box::new([id]))).collect())
}

/// Verbs with what they become behind a pronoun.
const CONTRACTIONS: [(&str, &str); 4] = [("will", "'ll"), ("are", "'re"), ("have", "'ve"), ("am", "'m")];

fn first_words(nodes: &[Node]) -> Option<BTreeSet<WordId>> {
    match nodes.first()? {
        Node::Words(set) => Some(set.iter().copied().collect()),
        Node::Any(ways) => {
            let mut all = BTreeSet::new();
            for way in ways {
                all.extend(first_words(way)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// What a pattern goes on with after a part of it has matched.
#[derive(Clone, Copy)]
struct Then<'p> {
    nodes: &'p [Node],
    then: Option<&'p Then<'p>>,
}

/// Follows all ways through `nodes` and what comes `then`; `longest` becomes the furthest end. A joiner between words is
/// skipped.
fn run<T: Tokens>(nodes: &[Node], then: Option<&Then<'_>>, tokens: &T, start: usize, longest: &mut Option<usize>) {
    let Some((node, rest)) = nodes.split_first() else {
        match then {
            Some(next) => run(next.nodes, next.then, tokens, start, longest),
            None => *longest = (*longest).max(Some(start)),
        }
        return;
    };
    let mut start = start;
    if start < tokens.len() && tokens.word(start) == WordId::JOINER {
        start += 1;
    }
    match node {
        Node::Words(set) => {
            if start < tokens.len() && set.binary_search(&tokens.word(start)).is_ok() {
                run(rest, then, tokens, start + 1, longest);
            }
        }
        Node::Class(class) => {
            if start < tokens.len()
                && let Some(end) = tokens.class(start, *class)
            {
                run(rest, then, tokens, end.max(start + 1), longest);
            }
        }
        Node::Any(ways) => {
            let next = Then { nodes: rest, then };
            for way in ways {
                run(way, Some(&next), tokens, start, longest);
            }
        }
        Node::Optional(inner) => {
            run(inner, Some(&Then { nodes: rest, then }), tokens, start, longest);
            run(rest, then, tokens, start, longest);
        }
        Node::Gap(max) => {
            for used in 0..=*max {
                if used > 0 && (start + used > tokens.len() || tokens.is_barrier(start + used - 1)) {
                    break;
                }
                run(rest, then, tokens, start + used, longest);
            }
        }
    }
}
