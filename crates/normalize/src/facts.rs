//! What a document says about itself: title, publisher, publication date, dateline.

mod publisher;

use publisher::find_publisher;
use rapporteur_lexicon::{Lexicon, NameRef, WordClass};
use rapporteur_schema::Date;
use rapporteur_schema::vocabulary::PublishedBasis;
use rapporteur_text::{BlockKind, Span, fold, tokenize};

use crate::date::{Anchor, DateMention};
use crate::document::{Annotated, Input, Tok};
use crate::entity::{Entity, EntityId};
use crate::markup::clean;
use crate::scan::Hits;
use crate::{date, place};

/// Facts about the document itself.
#[derive(Clone, Debug, Default)]
pub struct DocumentFacts {
    /// Headline.
    pub title: Option<String>,
    /// States and organisations that the headline names, in its order.
    pub title_sides: Vec<EntityId>,
    /// Persons with an office whom the headline names, in its order: who "the President" of the text may be.
    pub title_holders: Vec<Entity>,
    /// Whom the headline names as the author: who says "I" in "Statement by X on Y".
    pub author: Option<EntityId>,
    /// Institution that issued it, by name.
    pub publisher: Option<String>,
    /// The same as an id of the lexicon, where known.
    pub publisher_id: Option<String>,
    /// The state the publisher speaks for, alpha-3.
    pub country: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Where that comes from.
    pub published_basis: Option<PublishedBasis>,
    /// Day of the dateline: what "today" counts from.
    pub dateline_date: Option<Date>,
    /// Place of the dateline.
    pub dateline_place: Option<String>,
    /// Its country.
    pub dateline_country: Option<String>,
    /// Its index in the gazetteer.
    pub dateline_city: Option<usize>,
}

impl DocumentFacts {
    /// The day the text was written: that of its dateline, where it was put online within five days of it, else of publication.
    pub fn written(&self) -> Option<Date> {
        match (self.dateline_date, self.published) {
            (Some(written), Some(published))
                if rapporteur_schema::add_days(written, 5) >= published && written <= published =>
            {
                Some(written)
            }
            (_, published) => published,
        }
    }
}

pub(crate) fn find(input: &Input<'_>, doc: &mut Annotated<'_>) {
    let mut facts = DocumentFacts {
        title: input.title.map(clean).filter(|t| !t.is_empty()),
        published: input.published,
        published_basis: input.published.map(|_| PublishedBasis::Metadata),
        ..DocumentFacts::default()
    };
    if facts.title.is_none() {
        facts.title = headline(doc);
    }
    find_publisher(input, doc, &mut facts);
    // The country must be known before places are read: it decides between places of one name.
    doc.facts = facts;
    let addressed = input.url.and_then(day_of_url);
    read_datelines(doc, addressed);
    if doc.facts.published.is_none()
        && let Some(day) = day_called_today(doc)
    {
        doc.facts.published = Some(day);
        doc.facts.published_basis = Some(PublishedBasis::Inferred);
    }
    if doc.facts.published.is_none()
        && let Some(day) = doc.facts.dateline_date.or_else(|| day_of_headline(doc)).or(addressed)
    {
        doc.facts.published = Some(day);
        let metadata = Some(day) == addressed && doc.facts.dateline_date.is_none();
        doc.facts.published_basis = Some(if metadata { PublishedBasis::Metadata } else { PublishedBasis::Dateline });
    }
}

/// The day that stands in an address: "…/2021/12/10/…", "…-2021-12-10".
fn day_of_url(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(|c: char| !c.is_ascii_digit()).collect();
    parts.windows(3).find_map(|w| match w {
        [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => {
            let year: i16 = y.parse().ok().filter(|y| (1945..2100).contains(y))?;
            Date::new(year, m.parse().ok()?, d.parse().ok()?).ok()
        }
        _ => None,
    })
}

/// "received today, Sunday 21 April 2024, at the headquarters": the text says which day it was written.
fn day_called_today(doc: &Annotated<'_>) -> Option<Date> {
    let anchor = Anchor { published: None, year: None };
    (0..doc.tokens.len()).filter(|&i| doc.is_text(i, "today") && !doc.quoted.get(i).copied().unwrap_or(false)).find_map(
        |i| {
            let apart = |k: &usize| matches!(doc.word(*k), "," | "(") || doc.is(*k, WordClass::Weekday);
            let from = (i + 1..doc.tokens.len()).take(4).find(|k| !apart(k)).filter(|&k| k > i + 1)?;
            // "today, Sunday 22 Jumada Al-Akhirah 1444 AH corresponding to 15 January 2023 AD".
            let other = (from..doc.tokens.len().min(from + 12)).find(|&k| doc.is_text(k, "corresponding"));
            let from = other.filter(|&k| doc.is_text(k + 1, "to")).map_or(from, |k| k + 2);
            let day = date::in_dateline(doc, from, doc.tokens.len().min(from + 6), &anchor)?;
            day.span.filter(|s| s.start == s.end).and_then(|s| s.start)
        },
    )
}

/// The day in the brackets that close a headline, or behind its number: "Talks with the Minister (Oslo, March 6, 2014)",
/// "No: 246, 5 October 2023, Press Release Regarding …". A place in such brackets is that of the text.
fn day_of_headline(doc: &mut Annotated<'_>) -> Option<Date> {
    let block = doc.blocks.iter().position(|b| b.kind == BlockKind::Headline)?;
    let range = doc.block_tokens[block].clone();
    let last = range.end.checked_sub(1).filter(|&i| range.contains(&i) && doc.is_text(i, ")"));
    let open = last.and_then(|last| (range.start..last).rev().find(|&i| doc.is_text(i, "(")));
    let within = match (open, last) {
        (Some(open), Some(last)) => open + 1..last,
        _ if doc.is_text(range.start, "no") => {
            let comma = range.clone().take(6).find(|&i| doc.is_text(i, ","))?;
            comma + 1..range.end.min(comma + 6)
        }
        _ => return None,
    };
    let anchor = Anchor { published: None, year: None };
    let day = within.clone().take(6).find_map(|i| date::in_dateline(doc, i, within.end, &anchor))?;
    let day = day.span.filter(|s| s.start == s.end).and_then(|s| s.start)?;
    let place = open.and_then(|_| place::at(doc, within.start)).filter(|p| p.city.is_some());
    if let Some(hit) = place.filter(|_| doc.facts.dateline_place.is_none()) {
        doc.facts.dateline_place = hit.city.map(|c| doc.lexicon.facts.places[c].name.clone());
        doc.facts.dateline_country = hit.country;
        doc.facts.dateline_city = hit.city;
    }
    Some(day)
}

/// The first headline, its lines joined.
fn headline(doc: &Annotated<'_>) -> Option<String> {
    let block = doc.blocks.iter().find(|b| b.kind == BlockKind::Headline)?;
    let text = clean(block.span.of(doc.text));
    let text = text.trim_matches(|c| c == '*' || c == '#' || c == ' ');
    (!text.is_empty()).then(|| text.to_owned())
}

/// Names of the gazetteer in a short text outside of the document's blocks.
pub(crate) fn names_in(text: &str, lexicon: &Lexicon) -> Vec<NameRef> {
    let tokens: Vec<Tok> =
        tokenize(text, Span::new(0, text.len())).iter().map(|t| Tok::new(t, text, lexicon)).collect();
    let hits = Hits::find(text, &tokens, lexicon);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match hits.name(i) {
            Some(hit) if hit.strong => {
                found.push(hit.to);
                i = hit.end;
            }
            _ => i += 1,
        }
    }
    found
}

/// Reads place and date of the dateline blocks; the first of each kind counts.
fn read_datelines(doc: &mut Annotated<'_>, addressed: Option<Date>) {
    let blocks: Vec<usize> = (0..doc.blocks.len()).filter(|&b| doc.blocks[b].kind == BlockKind::Dateline).collect();
    // A dateline without a year takes it from the rest of the text.
    let year = doc.facts.published.or(addressed).map(|d| d.year()).or_else(|| date::latest_year(doc));
    let anchor = Anchor { published: doc.facts.published, year };
    for b in blocks {
        let range = doc.block_tokens[b].clone();
        let agency = range.clone().any(|i| {
            doc.hits.name(i).is_some_and(|h| matches!(h.to, NameRef::Organization(o) if doc.lexicon.facts.organizations[o].category == "news_agency"))
        });
        let place = range
            .clone()
            .take(16)
            .filter(|&i| !doc.lexicon.months.contains_key(&doc.tokens[i].word))
            .filter(|&i| !doc.hits.name(i).is_some_and(|h| h.strong && matches!(h.to, NameRef::Organization(_))))
            // "Release Date: 3 May" is a label.
            .find_map(|i| {
                // "13:20 LOCAL TIME", "SUMMIT OF THE HEADS": a town that is an English word too stands first.
                place::at(doc, i)
                    .filter(|p| p.city.is_some() && (p.strong || i == range.start) && !doc.is_text(p.tokens.end, ":"))
            });
        let day: Option<DateMention> = range.clone().find_map(|i| date::in_dateline(doc, i, range.end, &anchor));
        let date = day.and_then(|d| d.span).filter(|s| s.start == s.end).and_then(|s| s.start);
        if let Some(hit) = place
            && doc.facts.dateline_place.is_none()
        {
            let written = doc.phrase(&(hit.tokens.start..hit.tokens.end));
            doc.facts.dateline_place = hit.city.map(|c| {
                let name =
                    &place::city_as_written(doc, &hit).unwrap_or_else(|| doc.lexicon.facts.places[c].name.clone());
                // "New York" stays what the text calls it.
                let shorter = name.len() > written.len() && fold(name).starts_with(&format!("{} ", fold(&written)));
                if shorter { name.chars().take(written.chars().count()).collect() } else { name.clone() }
            });
            doc.facts.dateline_country = hit.country;
            doc.facts.dateline_city = hit.city;
        } else if doc.facts.dateline_place.is_none()
            && let Some(town) = place::unknown_town(doc, range.start, range.end)
        {
            // "Rushan, Tajikistan, 29 October 2007".
            doc.facts.dateline_place = town.name.map(|name| {
                // "EZULWINI, KINGDOM OF SWAZILAND": capitals throughout are typography.
                let mut letters = name.chars();
                let capitals = name.chars().all(|c| !c.is_lowercase());
                match letters.next().filter(|_| capitals && !name.contains([' ', '-'])) {
                    Some(first) => first.to_string() + &letters.as_str().to_lowercase(),
                    None => name,
                }
            });
            doc.facts.dateline_country = town.country;
        }
        if doc.facts.dateline_date.is_none() {
            doc.facts.dateline_date = date;
        }
        if let Some(date) = date
            && doc.facts.published.is_none()
        {
            doc.facts.published = Some(date);
            let byline = agency || doc.facts.dateline_place.is_none();
            doc.facts.published_basis = Some(if byline { PublishedBasis::Byline } else { PublishedBasis::Dateline });
        }
    }
}
