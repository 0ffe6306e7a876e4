//! One pass over the tokens that looks every name and title up in the gazetteers.

use std::collections::HashMap;
use std::ops::Range;

use rapporteur_lexicon::{Lexicon, NameEntry, NameRef, TitleKind, WordClass};
use rapporteur_text::TokenKind;

use crate::document::Tok;

/// A name of the gazetteer that begins at a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameHit {
    /// One past its last token.
    pub(crate) end: usize,
    /// What it means.
    pub(crate) to: NameRef,
    /// Whether it means that without context.
    pub(crate) strong: bool,
}

/// A title that begins at a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TitleHit {
    /// One past its last token.
    pub(crate) end: usize,
    /// Index into the lexicon's titles.
    pub(crate) title: usize,
}

/// What begins at each token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hits {
    names: Vec<Option<NameHit>>,
    /// The titles of all tokens, in order, and for each token where its own begin.
    titles: Vec<TitleHit>,
    titles_from: Vec<usize>,
    /// For each token, the first one from there on at which a title, the head noun of a body or one of a group stands.
    next: Vec<Next>,
}

/// Where something stands next; the number of tokens when nowhere.
#[derive(Clone, Copy, Debug)]
struct Next {
    title: usize,
    body_head: usize,
    group_head: usize,
}

/// How far a look-up may reach, in tokens: the longest names have fewer.
const REACH: usize = 24;

impl Hits {
    pub(crate) fn find(text: &str, tokens: &[Tok], lexicon: &Lexicon) -> Self {
        let mut hits = Hits { names: vec![None; tokens.len()], ..Hits::default() };
        hits.titles_from.reserve(tokens.len() + 1);
        for (i, token) in tokens.iter().enumerate() {
            hits.titles_from.push(hits.titles.len());
            if token.kind == TokenKind::Mark {
                continue;
            }
            let words = || tokens[i..(i + REACH).min(tokens.len())].iter().map(|t| t.word);
            // "the former Yugoslav Republic of Macedonia": a name that may begin with a small letter.
            let opens = token.capital || token.kind == TokenKind::Number || token.classes.has(WordClass::FormerWord);
            if opens && lexicon.names.begins(token.word) {
                for (used, entries) in lexicon.names.matches(words()) {
                    let end = i + used;
                    if let Some(entry) = best(entries, text, &tokens[i..end]) {
                        hits.names[i] = Some(NameHit { end, to: entry.to, strong: entry.strong });
                    }
                }
            }
            if !lexicon.titles.begins(token.word) {
                continue;
            }
            for (used, titles) in lexicon.titles.matches(words()) {
                for &title in titles {
                    // Abbreviated ranks and titles of one capital word count only as written with a capital.
                    let known = &lexicon.facts.titles[title];
                    let abbreviated = known.title.starts_with(char::is_uppercase);
                    // "the Head of the State Border Service" heads no state.
                    let end = i + used;
                    let service = known.level == Some(1)
                        && used > 1
                        && tokens[end - 1].capital
                        && tokens[end..tokens.len().min(end + 4)]
                            .iter()
                            .take_while(|t| t.capital)
                            .any(|t| t.classes.has(WordClass::BodyHead));
                    if (!abbreviated || token.capital) && !service {
                        hits.titles.push(TitleHit { end, title });
                    }
                }
            }
        }
        hits.titles_from.push(hits.titles.len());
        hits.look_ahead(tokens, lexicon);
        // "the National Security Council" is none of the United Nations', "DESA, Inc." none of its departments.
        for i in 0..tokens.len() {
            let Some(hit) = hits.names[i].filter(|h| matches!(h.to, NameRef::Organization(_))) else { continue };
            let word = |k: usize| tokens.get(k).map_or("", |t| t.span.of(text));
            let national = i > 0 && word(i - 1) == "National" && hit.end > i + 1;
            let firm = word(hit.end) == "," && matches!(word(hit.end + 1), "Inc" | "Inc." | "LLC" | "Ltd" | "Ltd.");
            if national || firm {
                hits.names[i] = None;
            }
        }
        // "New Mexico", "New Jersey": a country's name within that of a province is none.
        for i in 1..tokens.len() {
            let Some(hit) = hits.names[i].filter(|h| matches!(h.to, NameRef::Country(_))) else { continue };
            let whole = tokens[i - 1].span.to(tokens[hit.end - 1].span).of(text);
            if tokens[i - 1].capital && lexicon.subdivisions.contains_key(whole) {
                hits.names[i] = None;
            }
        }
        hits
    }

    fn look_ahead(&mut self, tokens: &[Tok], lexicon: &Lexicon) {
        let nowhere = tokens.len();
        let mut ahead = Next { title: nowhere, body_head: nowhere, group_head: nowhere };
        self.next = vec![ahead; tokens.len()];
        for (i, token) in tokens.iter().enumerate().rev() {
            let titles = self.titles_at(i);
            if !titles.is_empty() {
                ahead.title = i;
            }
            if token.classes.has(WordClass::BodyHead) {
                ahead.body_head = i;
            }
            // "foreign ministers" are a group as well.
            let plural = |h: &TitleHit| lexicon.facts.titles[h.title].plural;
            if token.classes.has(WordClass::GroupHead) || titles.iter().any(plural) {
                ahead.group_head = i;
            }
            self.next[i] = ahead;
        }
    }

    fn titles_at(&self, i: usize) -> &[TitleHit] {
        match (self.titles_from.get(i), self.titles_from.get(i + 1)) {
            (Some(&from), Some(&to)) => &self.titles[from..to],
            _ => &[],
        }
    }

    /// Whether a title begins at one of the tokens.
    pub(crate) fn title_in(&self, tokens: Range<usize>) -> bool {
        self.next.get(tokens.start).is_some_and(|next| next.title < tokens.end)
    }

    /// Whether the head noun of a body stands at one of the tokens.
    pub(crate) fn body_head_in(&self, tokens: Range<usize>) -> bool {
        self.next.get(tokens.start).is_some_and(|next| next.body_head < tokens.end)
    }

    /// Whether the head noun of a group, or a plural title, stands at one of the tokens.
    pub(crate) fn group_head_in(&self, tokens: Range<usize>) -> bool {
        self.next.get(tokens.start).is_some_and(|next| next.group_head < tokens.end)
    }

    /// "MFA" and "the Foreign Ministry" are those of the publisher's state before those of any other.
    pub(crate) fn localize(&mut self, text: &str, tokens: &[Tok], home: &str, lexicon: &Lexicon) {
        let all = &lexicon.facts.organizations;
        for i in 0..self.names.len() {
            let Some(hit) = self.names[i].filter(|h| !h.strong) else { continue };
            let NameRef::Organization(o) = hit.to else { continue };
            if !all[o].is_body || all[o].country.is_none() || all[o].country.as_deref() == Some(home) {
                continue;
            }
            let name = tokens[i].span.to(tokens[hit.end - 1].span).of(text);
            let own = all.iter().position(|x| {
                x.is_body
                    && x.country.as_deref() == Some(home)
                    && (x.acronym.as_deref() == Some(name) || x.weak_aliases.iter().any(|a| a == name))
            });
            if let Some(own) = own {
                self.names[i] = Some(NameHit { to: NameRef::Organization(own), ..hit });
            }
        }
    }

    /// "the Secretariat" is that of the publisher, else of an organisation the text names, and of no other.
    pub(crate) fn settle_shared(&mut self, text: &str, tokens: &[Tok], publisher: Option<&str>, lexicon: &Lexicon) {
        let all = &lexicon.facts.organizations;
        let mut settled: HashMap<(usize, &str), usize> = HashMap::new();
        for i in 0..self.names.len() {
            let Some(hit) = self.names[i].filter(|h| !h.strong) else { continue };
            let NameRef::Organization(o) = hit.to else { continue };
            if !all[o].is_body {
                let name = tokens[i].span.to(tokens[hit.end - 1].span).of(text);
                let x = *settled.entry((o, name)).or_insert_with(|| self.namesake(o, name, publisher, lexicon));
                self.names[i] = Some(NameHit { to: NameRef::Organization(x), ..hit });
                continue;
            }
            if all[o].part_of.is_none() {
                continue;
            }
            let parent = |x: usize| all[x].part_of.as_deref();
            let named = |x: usize| parent(x).is_some_and(|p| self.names_organization(p, lexicon));
            if publisher.is_some() && parent(o) == publisher || named(o) {
                continue;
            }
            let name = tokens[i].span.to(tokens[hit.end - 1].span).of(text);
            let shares = |x: &usize| all[*x].is_body && all[*x].weak_aliases.iter().any(|a| a == name);
            let sharing: Vec<usize> = (0..all.len()).filter(shares).collect();
            if sharing.len() < 2 {
                continue;
            }
            // "CSTO Secretariat", but not "UN Security Council" for any council in a text that names the United Nations.
            let plain = |x: usize| {
                let whose = all[x].name.strip_suffix(name).map(str::trim_end);
                let whole = all.iter().find(|p| parent(x) == Some(p.id.as_str()));
                whole.is_some_and(|p| whose == p.acronym.as_deref() || whose == Some(p.name.as_str()))
            };
            let own = sharing.iter().copied().find(|&x| publisher.is_some() && parent(x) == publisher);
            let settled = own.or_else(|| sharing.iter().copied().find(|&x| named(x) && plain(x)));
            // Nobody's in particular stays with the reader: a plain word.
            if settled.is_some() || plain(o) {
                self.names[i] = settled.map(|x| NameHit { to: NameRef::Organization(x), ..hit });
            }
        }
    }

    /// "the Commonwealth" is the organisation of that short name whose text it is, or which the text names in full; else `o`.
    fn namesake(&self, o: usize, name: &str, publisher: Option<&str>, lexicon: &Lexicon) -> usize {
        let all = &lexicon.facts.organizations;
        let house = publisher.and_then(|p| all.iter().find(|o| o.id == p)).and_then(|o| o.part_of.as_deref());
        let meant = |x: usize| {
            let id = Some(all[x].id.as_str());
            id == publisher || id == house || self.names_organization(&all[x].id, lexicon)
        };
        let shares = |x: usize| !all[x].is_body && all[x].weak_aliases.iter().any(|a| a == name);
        if meant(o) { o } else { (0..all.len()).find(|&x| shares(x) && meant(x)).unwrap_or(o) }
    }

    /// Whether an organisation is named without doubt anywhere in the document.
    pub(crate) fn names_organization(&self, id: &str, lexicon: &Lexicon) -> bool {
        self.names
            .iter()
            .flatten()
            .any(|h| h.strong && matches!(h.to, NameRef::Organization(o) if lexicon.facts.organizations[o].id == id))
    }

    /// Whether a body whose name ends in `word` is named without doubt: "African Union Commission" for "Commission".
    pub(crate) fn names_body_called(&self, word: &str, lexicon: &Lexicon) -> bool {
        let called = |o: usize| {
            let body = &lexicon.facts.organizations[o];
            body.is_body && body.name.len() > word.len() && body.name.split_whitespace().next_back() == Some(word)
        };
        self.names.iter().flatten().any(|h| h.strong && matches!(h.to, NameRef::Organization(o) if called(o)))
    }

    /// The longest name that begins at `i`.
    pub(crate) fn name(&self, i: usize) -> Option<NameHit> {
        self.names.get(i).copied().flatten()
    }

    /// The longest title of one of the kinds that begins at `i`.
    pub(crate) fn title(&self, i: usize, lexicon: &Lexicon, kinds: &[TitleKind]) -> Option<TitleHit> {
        self.titles_at(i)
            .iter()
            .filter(|h| kinds.contains(&lexicon.facts.titles[h.title].kind))
            .max_by_key(|h| (h.end, !lexicon.facts.titles[h.title].plural))
            .copied()
    }
}

/// "d'Ivoire": a capital behind an article or preposition that lost its vowel.
fn elided(word: &str) -> bool {
    word.char_indices()
        .skip(1)
        .take(2)
        .any(|(at, c)| matches!(c, '\'' | '’' | 'ʼ') && word[at + c.len_utf8()..].starts_with(char::is_uppercase))
}

/// The entry a written name means: acronyms must be written as such, other names with capitals at both ends.
fn best<'e>(entries: &'e [NameEntry], text: &str, tokens: &[Tok]) -> Option<&'e NameEntry> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let fits = |e: &NameEntry| match &e.exact {
        Some(letters) => {
            let written: String = first
                .span
                .to(last.span)
                .of(text)
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '.' && *c != '-')
                .collect();
            let letters: String = letters.chars().filter(|c| !matches!(c, '-' | ' ' | '.')).collect();
            written == letters
        }
        // "24.kg": a number, and what is glued to it.
        None if first.kind == TokenKind::Number => last.capital || last.glued || last.kind != TokenKind::Word,
        None if !first.capital => first.classes.has(WordClass::FormerWord) && tokens.get(1).is_some_and(|t| t.capital),
        None => first.capital && (last.capital || last.kind != TokenKind::Word || elided(last.span.of(text))),
    };
    // "President Germán Restrepo": a letter with an accent, before another capital, makes it a given name and no German.
    let accented = first.span.of(text).chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let given = accented && tokens.len() == 1 && text[last.span.end..].trim_start().starts_with(char::is_uppercase);
    let fits = |e: &NameEntry| fits(e) && !(given && matches!(e.to, NameRef::Demonym(_)));
    // A strong reading comes before a weak one; among equals the order of the data decides.
    // What is written as an acronym is one: "GUAM" is the organisation, "Guam" the island.
    entries.iter().filter(|e| fits(e)).min_by_key(|e| (!e.strong, e.exact.is_none(), e.to))
}
