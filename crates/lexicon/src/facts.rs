//! What is known of the world: countries, places, organisations, titles, programmes, publishers.

use std::collections::BTreeMap;

use crate::files::DataFiles;
use crate::table::read_csv;
use crate::{LexiconError, table};

/// A country (ISO 3166-1) with its names.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// Alpha-3 code.
    pub alpha3: String,
    /// Common English name.
    pub name: String,
    /// Formal name.
    pub formal_name: String,
    /// Other names that mean it without doubt.
    pub names: Vec<String>,
    /// Case-sensitive acronyms.
    pub acronyms: Vec<String>,
    /// Names that need context.
    pub weak_names: Vec<String>,
    /// Adjectives and names of its people.
    pub demonyms: Vec<String>,
    /// Combining forms ("Sino").
    pub prefixes: Vec<String>,
    /// Capital.
    pub capital: String,
    /// Other spellings of the capital.
    pub capital_names: Vec<String>,
    /// City or building names that stand for its government.
    pub government_names: Vec<String>,
    /// First-level divisions named as places.
    pub subdivisions: Vec<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Correlates of War number, `cow:702`.
    pub cow_code: Option<String>,
    /// Whether it acts as a state of its own.
    pub sovereign: bool,
}

/// A city, town or other site.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// `geonames:…`, if known.
    pub geonames_id: Option<String>,
    /// Usual English name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Country, alpha-3.
    pub country: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Inhabitants; decides between places of one name.
    pub population: u64,
}

/// An organisation or a body of one.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// `org:…` or `body:…`.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// Main acronym.
    pub acronym: Option<String>,
    /// Names that mean it without doubt.
    pub aliases: Vec<String>,
    /// Names that need context.
    pub weak_aliases: Vec<String>,
    /// Whether it is a body.
    pub is_body: bool,
    /// igo, un_agency, ngo, donor_agency, news_agency …
    pub category: String,
    /// Parent's id.
    pub part_of: Option<String>,
    /// Country it belongs to, for national bodies.
    pub country: Option<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Adjectives that point to it.
    pub adjectives: Vec<String>,
}

/// What a title is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// Head of an office phrase.
    Office,
    /// King, emir, sheikh.
    Royal,
    /// Military or police rank.
    Rank,
    /// Mr, H.E., Dr.
    Honorific,
    /// Deputy, acting, former.
    Modifier,
}

/// An office, rank, form of address or modifier.
#[derive(Clone, Debug)]
pub struct Title {
    /// Folded title.
    pub title: String,
    /// What an abbreviation stands for; the title itself otherwise.
    pub full: String,
    /// What it is.
    pub kind: TitleKind,
    /// Whether this entry is the plural.
    pub plural: bool,
    /// 1 head of state or government … 5 expert.
    pub level: Option<i64>,
    /// m or f.
    pub gender: Option<char>,
    /// The only country that has such an office, alpha-3.
    pub country: Option<String>,
    /// An office of international organisations, never of a state.
    pub of_organization: bool,
}

/// A named programme, plan or treaty.
#[derive(Clone, Debug, Default)]
pub struct Programme {
    /// `instrument:…`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
}

/// A named group of states.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// Slug.
    pub id: String,
    /// Name.
    pub name: String,
    /// Names and adjectives.
    pub aliases: Vec<String>,
    /// Members, alpha-3.
    pub members: Vec<String>,
}

/// All facts.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Countries by alpha-3.
    pub countries: Vec<Country>,
    /// Places, most populous first.
    pub places: Vec<Place>,
    /// Organisations and bodies by id.
    pub organizations: Vec<Organization>,
    /// Titles.
    pub titles: Vec<Title>,
    /// Programmes.
    pub programmes: Vec<Programme>,
    /// Regions.
    pub regions: Vec<Region>,
    /// Members of organisations: organisation id to alpha-3 codes of present or former full members.
    pub members: BTreeMap<String, Vec<String>>,
}

impl Facts {
    /// Reads every layer.
    pub(crate) fn read(files: &DataFiles) -> Result<Self, LexiconError> {
        let mut facts = Facts {
            countries: read_countries(files)?,
            places: read_places(files)?,
            organizations: read_organizations(files)?,
            titles: read_titles(files)?,
            ..Facts::default()
        };
        let mut regions = BTreeMap::new();
        for file in files.of("regions.csv") {
            read_csv(file, &["id", "name"], &["aliases", "members"], |r| {
                let region = Region {
                    id: r.get("id").to_owned(),
                    name: r.get("name").to_owned(),
                    aliases: r.list("aliases"),
                    members: r.list("members"),
                };
                regions.insert(region.id.clone(), region);
                Ok(())
            })?;
        }
        facts.regions = regions.into_values().collect();
        let mut programmes = BTreeMap::new();
        for file in files.of("programmes.csv") {
            read_csv(file, &["id", "name"], &["acronym", "aliases", "part_of"], |r| {
                let mut aliases = r.list("aliases");
                aliases.extend(r.optional("acronym"));
                let id = r.get("id").to_owned();
                programmes.insert(id.clone(), Programme { id, name: r.get("name").to_owned(), aliases });
                Ok(())
            })?;
        }
        facts.programmes = programmes.into_values().collect();
        for file in files.of("memberships.csv") {
            read_csv(file, &["organization_id", "alpha3"], &["since", "until", "role"], |r| {
                if matches!(r.get("role"), "" | "member") {
                    facts
                        .members
                        .entry(r.get("organization_id").to_owned())
                        .or_default()
                        .push(r.get("alpha3").to_owned());
                }
                Ok(())
            })?;
        }
        Ok(facts)
    }
}

fn read_countries(files: &DataFiles) -> Result<Vec<Country>, LexiconError> {
    let mut countries = BTreeMap::new();
    let allowed = [
        "formal_name",
        "names",
        "acronyms",
        "weak_names",
        "demonyms",
        "prefixes",
        "capital",
        "capital_names",
        "government_names",
        "seat",
        "region",
        "subdivision_hints",
        "wikidata",
        "cow_code",
        "sovereign",
    ];
    for file in files.of("countries.csv") {
        read_csv(file, &["alpha3", "name"], &allowed, |r| {
            let alpha3 = r.get("alpha3").to_owned();
            if alpha3.len() != 3 || !alpha3.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(r.error(
                    "alpha3",
                    format!("{alpha3:?} is no ISO 3166-1 alpha-3 code"),
                    "write three capitals",
                ));
            }
            let country = Country {
                name: r.get("name").to_owned(),
                formal_name: r.get("formal_name").to_owned(),
                names: r.list("names"),
                acronyms: r.list("acronyms"),
                weak_names: r.list("weak_names"),
                demonyms: r.list("demonyms"),
                prefixes: r.list("prefixes"),
                capital: r.get("capital").to_owned(),
                capital_names: r.list("capital_names"),
                government_names: r.list("government_names"),
                subdivisions: r.list("subdivision_hints"),
                wikidata: r.optional("wikidata"),
                cow_code: r.optional("cow_code"),
                sovereign: r.get("sovereign") != "false",
                alpha3: alpha3.clone(),
            };
            countries.insert(alpha3, country);
            Ok(())
        })?;
    }
    Ok(countries.into_values().collect())
}

fn read_places(files: &DataFiles) -> Result<Vec<Place>, LexiconError> {
    let mut places = Vec::new();
    let allowed = ["geonames_id", "ascii_name", "aliases", "admin1", "population"];
    for file in files.of("places.csv").chain(files.of("places_extra.csv")) {
        read_csv(file, &["name", "country", "latitude", "longitude"], &allowed, |r| {
            let mut aliases = r.list("aliases");
            aliases.extend(r.optional("ascii_name"));
            places.push(Place {
                geonames_id: r.optional("geonames_id"),
                name: r.get("name").to_owned(),
                aliases,
                country: r.get("country").to_owned(),
                latitude: r.number("latitude")?,
                longitude: r.number("longitude")?,
                population: r.get("population").parse().unwrap_or(0),
            });
            Ok(())
        })?;
    }
    places.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.geonames_id.cmp(&b.geonames_id)));
    Ok(places)
}

fn read_organizations(files: &DataFiles) -> Result<Vec<Organization>, LexiconError> {
    let mut all: BTreeMap<String, Organization> = BTreeMap::new();
    let allowed =
        ["acronym", "aliases", "weak_aliases", "kind", "category", "part_of", "country", "wikidata", "adjective"];
    for (name, prefix) in [("organizations.csv", "org:"), ("bodies.csv", "body:")] {
        for file in files.of(name) {
            read_csv(file, &["id", "name"], &allowed, |r| {
                let id = r.get("id").to_owned();
                if !id.starts_with(prefix) {
                    return Err(r.error(
                        "id",
                        format!("{id:?} does not begin with {prefix:?}"),
                        "ids are prefix and slug",
                    ));
                }
                let organization = Organization {
                    name: r.get("name").to_owned(),
                    acronym: r.optional("acronym"),
                    aliases: r.list("aliases"),
                    weak_aliases: r.list("weak_aliases"),
                    is_body: prefix == "body:",
                    category: r.get("category").to_owned(),
                    part_of: r.optional("part_of"),
                    country: r.optional("country"),
                    wikidata: r.optional("wikidata"),
                    adjectives: r.list("adjective"),
                    id: id.clone(),
                };
                all.insert(id, organization);
                Ok(())
            })?;
        }
    }
    for organization in all.values() {
        if let Some(parent) = &organization.part_of
            && !all.contains_key(parent)
        {
            let file = files
                .of("bodies.csv")
                .chain(files.of("organizations.csv"))
                .find(|f| f.content.contains(&organization.id));
            let (label, line) = file.map_or(("organizations.csv".to_owned(), 1), |f| {
                (f.label.clone(), table::line_of(f, &organization.id))
            });
            return Err(LexiconError::new(
                &label,
                line,
                1,
                format!("{}: part_of {parent:?} is no known id", organization.id),
                "add the parent or correct the id",
            ));
        }
    }
    Ok(all.into_values().collect())
}

fn read_titles(files: &DataFiles) -> Result<Vec<Title>, LexiconError> {
    let mut titles: BTreeMap<(String, String), Vec<Title>> = BTreeMap::new();
    for file in files.of("titles.csv") {
        read_csv(
            file,
            &["title", "kind"],
            &["plural", "level", "abbreviations", "gender", "country", "holder"],
            |r| {
                let kind = match r.get("kind") {
                    "office" => TitleKind::Office,
                    "royal" => TitleKind::Royal,
                    "rank" => TitleKind::Rank,
                    "honorific" => TitleKind::Honorific,
                    "modifier" => TitleKind::Modifier,
                    other => {
                        return Err(r.error(
                            "kind",
                            format!("{other:?}"),
                            "use office, royal, rank, honorific or modifier",
                        ));
                    }
                };
                let entry = |title: &str, full: &str, plural: bool| Title {
                    title: title.to_owned(),
                    full: full.to_owned(),
                    kind,
                    plural,
                    level: r.get("level").parse().ok(),
                    gender: r.get("gender").chars().next(),
                    country: r.optional("country"),
                    of_organization: r.get("holder") == "organization",
                };
                let title = r.get("title");
                let mut entries = vec![entry(title, title, false)];
                entries.extend(r.list("abbreviations").iter().map(|a| entry(a, title, false)));
                if let Some(plural) = r.optional("plural") {
                    entries.push(entry(&plural, &plural, true));
                }
                titles.insert((r.get("title").to_owned(), r.get("kind").to_owned()), entries);
                Ok(())
            },
        )?;
    }
    Ok(titles.into_values().flatten().collect())
}
