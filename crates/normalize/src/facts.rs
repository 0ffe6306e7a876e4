//! What a document says about itself: title, publisher, publication date, dateline.

use rapporteur_lexicon::{Lexicon, NameRef, Publisher, WordClass};
use rapporteur_schema::Date;
use rapporteur_schema::vocabulary::PublishedBasis;
use rapporteur_text::{BlockKind, Span, fold, tokenize};

use crate::date::{Anchor, DateMention};
use crate::document::{Annotated, Input, Tok, clean};
use crate::entity::{Entity, EntityId};
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

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    rest.split(['/', '?', '#', ':']).next().unwrap_or("")
}

fn by_host<'l>(url: &str, lexicon: &'l Lexicon) -> Option<&'l Publisher> {
    let host = fold(host_of(url));
    // The longest known suffix: the host itself, then what follows each of its dots.
    let suffixes = std::iter::successors(Some(host.as_str()), |h| h.split_once('.').map(|(_, rest)| rest));
    suffixes.into_iter().find_map(|suffix| lexicon.publisher_of_host(suffix))
}

fn find_publisher(input: &Input<'_>, doc: &Annotated<'_>, facts: &mut DocumentFacts) {
    let lexicon = doc.lexicon;
    let set = |facts: &mut DocumentFacts, name: String| {
        let names = names_in(&name, lexicon);
        for found in names {
            match found {
                NameRef::Organization(i) if facts.publisher_id.is_none() => {
                    let o = &lexicon.facts.organizations[i];
                    facts.publisher_id = Some(o.id.clone());
                    facts.country = facts.country.clone().or_else(|| o.country.clone());
                }
                NameRef::Country(i) | NameRef::Demonym(i) | NameRef::Government(i)
                    if facts.country.is_none() && facts.publisher_id.is_none() =>
                {
                    facts.country = Some(lexicon.facts.countries[i].alpha3.clone());
                }
                _ => {}
            }
        }
        facts.publisher = Some(name);
    };
    if let Some(name) = input.publisher.map(clean).filter(|n| !n.is_empty()) {
        set(facts, name);
        return;
    }
    if let Some(publisher) = input.url.and_then(|u| by_host(u, lexicon)) {
        facts.publisher = Some(publisher.name.clone());
        facts.publisher_id = Some(publisher.id.clone());
        facts.country = publisher.country.clone();
        return;
    }
    if let Some(name) = byline_from(input.text, lexicon).or_else(|| masthead(doc)) {
        set(facts, name);
        // "Ministry of Foreign Affairs", and on a line of its own "The People's Republic of China".
        if facts.country.is_none() && facts.publisher_id.is_none() {
            let state = doc.blocks.iter().filter(|b| b.kind == BlockKind::Masthead).find_map(|b| {
                let line = clean(b.span.of(doc.text));
                names_in(&line, lexicon).into_iter().find_map(|n| match n {
                    NameRef::Country(i) => Some(lexicon.facts.countries[i].alpha3.clone()),
                    _ => None,
                })
            });
            facts.country = state;
        }
        return;
    }
    let agency = news_agency(doc);
    if agency.is_none()
        && let Some(name) = sign_off(doc)
    {
        set(facts, name);
        return;
    }
    if let Some(agency) = agency.or_else(|| reporting_agency(doc)) {
        let o = &lexicon.facts.organizations[agency];
        facts.publisher = Some(o.name.clone());
        facts.publisher_id = Some(o.id.clone());
        facts.country = o.country.clone();
    }
}

/// "From: Ministry of Health and Minister X", a line among the first of a page.
fn byline_from(text: &str, lexicon: &Lexicon) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES);
    let behind = lines.find_map(|line| LABELS.iter().find_map(|label| line.strip_prefix(label)))?;
    // The label alone on its line, and the name below it.
    let line = if behind.is_empty() { lines.next()? } else { behind };
    // "From: Osh to the Academy" begins with a place.
    match names_in(line, lexicon).first() {
        Some(&NameRef::Organization(o)) => Some(lexicon.facts.organizations[o].name.clone()),
        // "From: Ministry of Defence and The Rt Hon X": the house, and its minister.
        _ => {
            let house = line.split(" and The ").next().unwrap_or(line).trim();
            let opens = ["Ministry of ", "Department of ", "Department for "].iter().any(|w| house.starts_with(w));
            (opens && house.split_whitespace().count() < HOUSE).then(|| house.to_owned())
        }
    }
}

/// Words of the name of a house, at most.
const HOUSE: usize = 10;

/// What stands before the name of whoever publishes.
const LABELS: [&str; 3] = ["From:", "Where we are:", "Issued by:"];
/// So many lines may hold who publishes.
const HEAD_LINES: usize = 15;

/// The institution the masthead names: the most specific line that names one.
fn masthead(doc: &Annotated<'_>) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    let mut above: Option<String> = None;
    let mut before: Option<String> = None;
    for (b, block) in doc.blocks.iter().enumerate() {
        if block.kind != BlockKind::Masthead {
            continue;
        }
        // "AFRICAN UNION            UNION AFRICAINE": the second column says the same in another language.
        let written = block.span.of(doc.text);
        let column = |row: &str| row.trim().split("    ").next().unwrap_or(row).to_owned();
        let line = clean(&written.lines().map(column).collect::<Vec<_>>().join(" "));
        let line = line.trim_matches(|c: char| matches!(c, '*' | '#' | ' ' | ':' | '_')).to_owned();
        let line = line.split(['[', '<']).next().unwrap_or("").trim().to_owned();
        // "Media Center » Press Releases": the way to the page.
        if line.contains(['»', '›']) {
            continue;
        }
        let tokens = doc.block_tokens[b].clone();
        // "(Spokesman's Office)", below the ministry: a part of it.
        if line.starts_with('(') {
            continue;
        }
        let names = tokens.clone().any(|i| {
            doc.hits.name(i).is_some_and(|h| h.strong && !matches!(h.to, NameRef::Region(_) | NameRef::Programme(_)))
        });
        // "Unofficial translation from Russian": a language.
        let language = tokens
            .end
            .checked_sub(1)
            .is_some_and(|last| doc.hits.name(last).is_some_and(|h| matches!(h.to, NameRef::Demonym(_))));
        let names = names && !language;
        let body = tokens.clone().any(|i| doc.is(i, WordClass::BodyHead) || doc.is(i, WordClass::OrganizationNoun));
        // "Secretariat – News" or "Security Council" alone belongs to the line above.
        let whole = doc
            .hits
            .name(tokens.start)
            .is_some_and(|h| h.strong && h.end == tokens.end && matches!(h.to, NameRef::Organization(_)));
        // "TASS", and below it "Russian News Agency": nothing but a name that is known.
        let score = usize::from(names) * 2 + usize::from(body) + usize::from(whole) * 2;
        if score == 0 || line.is_empty() {
            continue;
        }
        if names {
            above = Some(line.clone());
        }
        // "Anti-Terrorism Center", and no trail of links: "Media Center » Press Releases".
        let plain =
            tokens.clone().all(|i| doc.tokens[i].capital || doc.tokens[i].word == rapporteur_lexicon::WordId::JOINER);
        let broken = before.as_ref().filter(|_| doc.is_text(tokens.start, "of") || doc.is_text(tokens.start, "for"));
        let line = match (&above, broken) {
            // A name broken over two lines.
            (_, Some(first)) => format!("{first} {line}"),
            // "Ministry of External Affairs", and below it "Government of India".
            _ if doc.is_text(tokens.start, "government")
                && doc.is_text(tokens.start + 1, "of")
                && tokens.len() <= 4 =>
            {
                before.as_ref().map_or_else(|| line.clone(), |body| format!("{body}, {line}"))
            }
            (Some(parent), _) if !names && body && tokens.len() <= 5 && plain => format!("{parent} {line}"),
            // "REPUBLIC OF X", and below it "MINISTRY OF FOREIGN AFFAIRS".
            _ if !names && body => match state_above(doc, b) {
                Some(state) => format!("{state} {line}"),
                None => line,
            },
            _ => line,
        };
        before = Some(line.clone());
        if best.as_ref().is_none_or(|(s, _)| {
            score >= *s || (!names && score > 0 && line.contains(above.as_deref().unwrap_or("\u{0}")))
        }) {
            best = Some((score, line));
        }
    }
    let (_, line) = best?;
    // "… (CICA)": the acronym stands beside the name.
    Some(line.trim_end_matches(['.', ',', '–', '-', ' ']).to_owned())
}

/// The name of a state takes no more tokens than this: "THE REPUBLIC OF NORTH MACEDONIA".
const STATE: usize = 5;

/// The name of a state that is all of the line above.
fn state_above(doc: &Annotated<'_>, block: usize) -> Option<String> {
    let above = block.checked_sub(1)?;
    let tokens = doc.block_tokens[above].clone();
    let state = tokens.len() <= STATE && doc.names_country(tokens.end.checked_sub(1)?);
    state.then(|| clean(doc.blocks[above].span.of(doc.text)))
}

fn is_agency(doc: &Annotated<'_>, organization: usize) -> bool {
    doc.lexicon.facts.organizations[organization].category == "news_agency"
}

/// The agency named at token `i`, and where its name ends.
fn agency_at(doc: &Annotated<'_>, i: usize) -> Option<(usize, usize)> {
    let hit = doc.hits.name(i)?;
    match hit.to {
        NameRef::Organization(o) if is_agency(doc, o) => Some((o, hit.end)),
        _ => None,
    }
}

/// A news agency named in a dateline, byline or line of its own above the text.
fn news_agency(doc: &Annotated<'_>) -> Option<usize> {
    let agency = |i: usize| agency_at(doc, i).map(|(o, _)| o);
    let first = doc.blocks.iter().position(|b| b.kind == BlockKind::Paragraph).unwrap_or(doc.blocks.len());
    for (b, block) in doc.blocks.iter().enumerate() {
        let tokens = doc.block_tokens[b].clone();
        let found = match block.kind {
            BlockKind::Dateline | BlockKind::Masthead => tokens.clone().find_map(agency),
            // Furniture is not read further: its words alone.
            BlockKind::Boilerplate if b < first => {
                let line = block.span.of(doc.text);
                names_in(line, doc.lexicon).into_iter().find_map(|name| match name {
                    NameRef::Organization(o) if is_agency(doc, o) => Some(o),
                    _ => None,
                })
            }
            // "Trend:", behind the name of the author.
            BlockKind::Paragraph if b <= first && tokens.len() <= AGENCY => tokens.clone().find_map(agency),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The agency that the first sentences tell of as the source: "Kazinform cites the Ministry", "the Service informed 24.kg news
/// agency".
fn reporting_agency(doc: &Annotated<'_>) -> Option<usize> {
    let sentences = doc.sentences.iter().filter(|s| doc.blocks[s.block].kind == BlockKind::Paragraph).take(REPORTED);
    for i in sentences.flat_map(|s| s.tokens.clone()) {
        let Some((o, end)) = agency_at(doc, i) else { continue };
        let news = (end..end + 3).find(|&k| !["news", "agency"].iter().any(|w| doc.is_text(k, w))).unwrap_or(end);
        let cites =
            ["cites", "reports", "reported", "learned", "learnt", "quotes"].iter().any(|w| doc.is_text(news, w));
        let told = i > 0 && ["told", "informed"].iter().any(|w| doc.is_text(i - 1, w));
        if cites || told {
            return Some(o);
        }
    }
    None
}

/// Tokens of a line that holds nothing but the name of an agency, and sentences that may say whom it had the news from.
const AGENCY: usize = 3;
const REPORTED: usize = 3;

/// The institution that signs at the end: "Press service of the CSTO Joint Staff".
fn sign_off(doc: &Annotated<'_>) -> Option<String> {
    let (b, _) = doc.blocks.iter().enumerate().rev().find(|(b, block)| {
        block.kind == BlockKind::Contact
            && doc.block_tokens[*b].clone().any(|i| {
                doc.hits
                    .name(i)
                    .is_some_and(|h| h.strong && matches!(h.to, NameRef::Organization(_) | NameRef::Country(_)))
            })
    })?;
    let tokens = doc.block_tokens[b].clone();
    for i in tokens.clone() {
        let body = crate::body::body_at(doc, i);
        if let Some(body) = body.filter(|b| b.owner.is_some()) {
            return Some(doc.phrase(&body.tokens));
        }
        if let Some(hit) = doc.hits.name(i).filter(|h| h.strong)
            && let NameRef::Organization(o) = hit.to
        {
            return Some(doc.lexicon.facts.organizations[o].name.clone());
        }
    }
    None
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
