//! Places: cities of the gazetteer, states, and sites named in the text.

use std::ops::Range;

use rapporteur_lexicon::{NameRef, WordClass};
use rapporteur_text::TokenKind;

use crate::document::Annotated;

/// A place as found at a token.
#[derive(Clone, Debug)]
pub struct PlaceHit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// City or site, as named by the gazetteer; `None` for a country alone.
    pub city: Option<usize>,
    /// Name as written, for sites the gazetteer does not have.
    pub name: Option<String>,
    /// Country, alpha-3.
    pub country: Option<String>,
    /// Whether its name means nothing else in English.
    pub strong: bool,
}

/// The place named at token `i`; a country that follows a city after a comma or in brackets belongs to it.
pub fn at(doc: &Annotated<'_>, i: usize) -> Option<PlaceHit> {
    let token = doc.tokens.get(i)?;
    let lexicon = doc.lexicon;
    // "SUMMIT OF THE HEADS OF STATE": no town of Turkey.
    if !token.capital || lexicon.is(token.word, WordClass::Preposition) {
        return None;
    }
    // "Central" in "Central Asia" is no town.
    if doc.hits.name(i).is_some_and(|h| {
        h.strong
            && h.end > i + 1
            && matches!(h.to, NameRef::Region(_) | NameRef::Organization(_) | NameRef::Programme(_))
    }) {
        return None;
    }
    let words = doc.tokens[i..(i + 8).min(doc.tokens.len())].iter().map(|t| t.word);
    let cities = if lexicon.places.begins(token.word) { lexicon.places.matches(words) } else { Vec::new() };
    let city = cities.into_iter().rfind(|(used, _)| {
        doc.tokens[i..i + used].iter().all(|t| {
            t.capital
                || t.kind == TokenKind::Mark
                || doc.lexicon.is(t.word, WordClass::Preposition)
                || doc.lexicon.is(t.word, WordClass::Determiner)
                // "Dar es Salaam", "Boulogne sur Mer".
                || t.span.len() <= 3
                || t.glued
        })
    });
    let name = doc.hits.name(i).filter(|h| matches!(h.to, NameRef::Country(_)) && h.strong);
    if let Some(hit) = name
        && city.is_none_or(|(used, _)| i + used <= hit.end)
        && let NameRef::Country(c) = hit.to
    {
        let country = &lexicon.facts.countries[c];
        // City states are both; a state with a capital of its name too.
        let city = city.filter(|(used, _)| i + used == hit.end).and_then(|(_, p)| {
            p.iter()
                .copied()
                .find(|&p| lexicon.facts.places[p].country == country.alpha3 && country.capital == country.name)
        });
        return Some(PlaceHit {
            tokens: i..hit.end,
            city,
            name: None,
            country: Some(country.alpha3.clone()),
            strong: true,
        });
    }
    // A province or state of the publisher's country comes before a small town of its name elsewhere.
    if let Some((words, country)) = subdivision(doc, i)
        && (doc.facts.country.as_deref() == Some(country) || city.is_none())
        && city.is_none_or(|(used, p)| {
            // "Turkistan": a town of that country that gave its province the name is meant as the town.
            let small = |p: usize| {
                let place = &lexicon.facts.places[p];
                place.population < 300_000 && (words > used || place.country != country)
            };
            p.first().is_none_or(|&p| small(p))
        })
    {
        let end = i + words;
        return Some(PlaceHit {
            tokens: i..end,
            city: None,
            name: Some(doc.phrase(&(i..end))),
            country: Some(country.to_owned()),
            strong: true,
        });
    }
    let (used, candidates) = city?;
    let end = i + used;
    // "Kyzyl-Art", "Panji-Poyon": part of another name.
    let joined = |k: usize| doc.tokens.get(k).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && t.glued);
    let right = joined(end) && doc.word(end) == "-" && doc.tokens.get(end + 1).is_some_and(|t| t.glued && t.capital);
    let left = i > 1 && joined(i - 1) && doc.word(i - 1) == "-" && doc.tokens[i].glued && doc.tokens[i - 2].capital;
    if (right || left) && used == 1 {
        return None;
    }
    // "Istanbul, Turkey", "Isfara (Tajikistan)", "Portland, Oregon".
    let after = country_after(doc, end);
    let chosen = after
        .as_ref()
        .and_then(|(country, _)| candidates.iter().copied().find(|&p| lexicon.facts.places[p].country == *country))
        // "at the Ministry's seat in San José", in a text that names Costa Rica.
        .or_else(|| {
            let capital = |p: usize| {
                let place = &lexicon.facts.places[p];
                let own = lexicon.country(&place.country).is_some_and(|c| c.capital == place.name);
                own && doc.entities.find_state(&place.country).is_some()
            };
            // A state's own house writes of its own town.
            candidates.iter().copied().find(|&p| doc.facts.country.is_none() && capital(p))
        })
        .or_else(|| {
            let home = doc.facts.country.as_deref();
            // A capital, and a city many times larger, are meant before the publisher's own small town.
            let first = &lexicon.facts.places[candidates[0]];
            let capital = lexicon.country(&first.country).is_some_and(|c| c.capital == first.name);
            candidates.iter().copied().filter(|_| !capital).find(|&p| {
                Some(lexicon.facts.places[p].country.as_str()) == home
                    && lexicon.facts.places[p].population * 8 > lexicon.facts.places[candidates[0]].population
            })
        })
        // Of towns of one name and like size the one whose country the sentence names: "in Kant … the Ministry of X of Kyrgyzstan".
        .or_else(|| {
            let first = &lexicon.facts.places[*candidates.first()?];
            let like = |p: usize| lexicon.facts.places[p].population * 8 > first.population;
            let others = candidates.iter().any(|&p| lexicon.facts.places[p].country != first.country && like(p));
            let capital = lexicon.country(&first.country).is_some_and(|c| c.capital == first.name);
            let sentence = doc.sentence_of(i).filter(|_| others && !capital)?;
            let named: Vec<&str> = doc.sentences[sentence]
                .tokens
                .clone()
                .filter_map(|k| match doc.hits.name(k).filter(|h| h.strong)?.to {
                    NameRef::Country(c) | NameRef::Demonym(c) => Some(lexicon.facts.countries[c].alpha3.as_str()),
                    _ => None,
                })
                .collect();
            candidates.iter().copied().find(|&p| like(p) && named.contains(&lexicon.facts.places[p].country.as_str()))
        })
        .or_else(|| candidates.first().copied())?;
    let place = &lexicon.facts.places[chosen];
    let (country, end) = match after {
        Some((country, end)) => (country, end),
        None => (place.country.clone(), end),
    };
    let first = doc.tokens[i].word;
    let strong = used > 1
        || !(lexicon.is(first, WordClass::English)
            || lexicon.is(first, WordClass::NotName)
            || lexicon.is(first, WordClass::AmbiguousName));
    Some(PlaceHit { tokens: i..end, city: Some(chosen), name: None, country: Some(country), strong })
}

/// A town that no gazetteer has, before its country: "Adama, Ethiopia". Returns how it is written, and the country, whose tokens
/// end the hit.
pub fn unknown_town(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<PlaceHit> {
    if at(doc, i).is_some_and(|p| p.city.is_some()) || doc.date_at(i).is_some() {
        return None;
    }
    let part = |k: usize| {
        let token = &doc.tokens[k];
        token.kind == TokenKind::Word && token.capital && doc.mention_at(k).is_none()
            || token.word == rapporteur_lexicon::WordId::JOINER && token.glued && k > i
    };
    let limit = limit.min(doc.tokens.len());
    let end = (i..limit.min(i + 4)).find(|&k| !part(k))?;
    let unknown = (i..end).any(|k| doc.tokens[k].capital && !doc.is(k, WordClass::English));
    if end == i || !doc.is_text(end, ",") || end + 1 >= limit || !unknown {
        return None;
    }
    let hit = at(doc, end + 1).filter(|p| p.strong && p.city.is_none())?;
    let name = Some(crate::markup::clean(&doc.phrase(&(i..end))));
    Some(PlaceHit { tokens: i..hit.tokens.end, name, ..hit })
}

/// A country after a city: ", Country", "(Country)", ", a city in Country's …".
fn country_after(doc: &Annotated<'_>, end: usize) -> Option<(String, usize)> {
    let bracket = doc.is_text(end, "(");
    if !bracket && !doc.is_text(end, ",") {
        return None;
    }
    let mut k = end + 1;
    if doc.is_text(k, "the") {
        k += 1;
    }
    if let Some(hit) = doc.hits.name(k).filter(|h| h.strong)
        && let NameRef::Country(c) = hit.to
    {
        let close = if bracket { usize::from(doc.is_text(hit.end, ")")) } else { 0 };
        // ", Kazakhstan and Uzbekistan agreed": a list of states, not the city's country.
        let listed = !bracket
            && (doc.is_text(hit.end, "and")
                && doc.hits.name(hit.end + 1).is_some_and(|h| matches!(h.to, NameRef::Country(_))));
        return (!listed && (!bracket || close == 1))
            .then(|| (doc.lexicon.facts.countries[c].alpha3.clone(), hit.end + close));
    }
    subdivision(doc, k).map(|(words, country)| (country.to_owned(), k + words))
}

/// The first-level division named at `i`: how many words it has, and its country.
fn subdivision<'d>(doc: &'d Annotated<'_>, i: usize) -> Option<(usize, &'d str)> {
    let word = doc.word(i);
    if word.len() < 4 || !doc.tokens.get(i)?.capital {
        return None;
    }
    let known = |name: &str| doc.lexicon.subdivisions.get(name).map(String::as_str);
    let second =
        doc.tokens.get(i + 1).filter(|t| t.capital).and_then(|_| known(&format!("{word} {}", doc.word(i + 1))));
    second.map(|country| (2, country)).or_else(|| known(word).map(|country| (1, country)))
}

/// How the text names the city of a hit: another name of it than the gazetteer's ("Khiva" for "Xiva", "Nur-Sultan" for
/// "Astana"), else the gazetteer's own, which is also that of a hit without tokens.
#[must_use]
pub fn city_as_written(doc: &Annotated<'_>, hit: &PlaceHit) -> Option<String> {
    let city = hit.city?;
    let place = &doc.lexicon.facts.places[city];
    let canonical = || Some(place.name.clone());
    let from = hit.tokens.start;
    if hit.tokens.is_empty() {
        return canonical();
    }
    let words = doc.tokens[from..(from + 8).min(doc.tokens.len())].iter().map(|t| t.word);
    let Some((used, _)) = doc.lexicon.places.matches(words).into_iter().rfind(|(_, p)| p.contains(&city)) else {
        return canonical();
    };
    let written = doc.phrase(&(from..from + used));
    let (key, name) = (rapporteur_text::fold(&written), rapporteur_text::fold(&place.name));
    // "Washington, D.C." and "Washington" are one spelling; so short a form is an acronym.
    if key == name || key.starts_with(&name) || name.starts_with(&key) || key.chars().count() < 4 {
        return canonical();
    }
    // Capitals throughout are typography: the gazetteer knows how the name is written.
    if written.chars().any(char::is_lowercase) {
        return Some(written);
    }
    place.aliases.iter().find(|a| rapporteur_text::fold(a) == key).cloned().or_else(canonical)
}
