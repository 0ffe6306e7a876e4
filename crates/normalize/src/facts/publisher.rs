//! Who published a text: by its address, its metadata, its byline, masthead or sign-off.

use rapporteur_lexicon::{Lexicon, NameRef, Publisher, WordClass};
use rapporteur_text::{BlockKind, fold};

use super::{DocumentFacts, names_in};
use crate::document::{Annotated, Input};
use crate::markup::clean;

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

pub(super) fn find_publisher(input: &Input<'_>, doc: &Annotated<'_>, facts: &mut DocumentFacts) {
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
