//! `crates/lexicon/data/places.csv`: the populated places the engine knows, out of GeoNames.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::geonames::{City, GeoNames};
use super::spelling;

/// Columns of `places.csv` and of its hand-written companion `places_extra.csv`.
pub(crate) const COLUMNS: [&str; 9] =
    ["geonames_id", "name", "ascii_name", "aliases", "country", "admin1", "latitude", "longitude", "population"];

/// Everywhere, places from this size on.
const POPULATION: u64 = 15_000;
/// In [`CLOSELY_COVERED`], places from this size on.
const POPULATION_CLOSE: u64 = 5_000;
/// Countries whose small towns are meeting places of the texts we read (alpha-2).
const CLOSELY_COVERED: [&str; 10] = ["KZ", "KG", "TJ", "TM", "UZ", "AF", "MN", "AZ", "AM", "GE"];

/// Aliases written by hand, by GeoNames id: they come first and are kept as they stand.
pub(crate) type HandAliases = BTreeMap<u64, Vec<String>>;

/// Reads `xtask/data/place_aliases.csv` (geonames_id, name, aliases).
pub(crate) fn read_hand_aliases(path: &Path) -> Result<HandAliases> {
    let mut reader = csv::Reader::from_path(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = HandAliases::new();
    for (index, record) in reader.records().enumerate() {
        let place = format!("{}:{}", path.display(), index + 2);
        let record = record.with_context(|| place.clone())?;
        let id = parse_id(&record[0]).with_context(|| place.clone())?;
        if out.insert(id, record[2].split('|').map(str::to_owned).collect()).is_some() {
            bail!("{place}: {id} stands here twice");
        }
    }
    Ok(out)
}

/// The whole of `places.csv`, sorted by GeoNames id.
pub(crate) fn generate(data: &GeoNames, by_hand: &HandAliases) -> Result<String> {
    let capitals = capitals(data);
    let chosen = choose(data, &capitals);
    if let Some(id) = by_hand.keys().find(|id| !chosen.contains_key(id)) {
        bail!("xtask/data/place_aliases.csv: {id} is not among the chosen places; remove the row");
    }
    let taken = taken_keys(data, &chosen, by_hand);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (id, city) in &chosen {
        let country = data
            .countries
            .get(&city.countrycode)
            .with_context(|| format!("geonames:{id}: unknown country {}", city.countrycode))?;
        let mut aliases: Vec<String> = by_hand.get(id).cloned().unwrap_or_default();
        let thorough = CLOSELY_COVERED.contains(&city.countrycode.as_str());
        let found = spelling::aliases(&city.name, &city.alternatenames, &taken, thorough);
        let mut known: BTreeSet<String> = aliases.iter().map(|alias| spelling::key(alias)).collect();
        known.insert(spelling::key(&city.name));
        let capital = capitals.get(id).map(|(_, spelling)| spelling);
        for alias in capital.into_iter().chain(&found) {
            if aliases.len() < 8 && known.insert(spelling::key(alias)) {
                aliases.push(alias.clone());
            }
        }
        writer.write_record([
            &format!("geonames:{id}"),
            &city.name,
            &spelling::ascii_name(&city.name).unwrap_or_default(),
            &aliases.join("|"),
            &country.iso3,
            &city.admin1code,
            &format!("{:.4}", city.latitude),
            &format!("{:.4}", city.longitude),
            &city.population.to_string(),
        ])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn choose<'a>(data: &'a GeoNames, capitals: &Capitals<'a>) -> BTreeMap<u64, &'a City> {
    let mut chosen: BTreeMap<u64, &City> = data
        .cities
        .iter()
        .filter(|(_, city)| {
            let close = CLOSELY_COVERED.contains(&city.countrycode.as_str());
            city.population >= if close { POPULATION_CLOSE } else { POPULATION }
        })
        .map(|(id, city)| (*id, city))
        .collect();
    for (id, (city, _)) in capitals {
        chosen.entry(*id).or_insert(city);
    }
    chosen
}

/// Capitals by GeoNames id, with the spelling of the country list.
type Capitals<'a> = BTreeMap<u64, (&'a City, String)>;

fn capitals(data: &GeoNames) -> Capitals<'_> {
    data.countries
        .iter()
        .filter_map(|(code, country)| Some((capital(data, code, &country.capital)?, country.capital.trim())))
        .map(|(city, spelling)| (city.geonameid, (city, spelling.to_owned())))
        .collect()
}

/// The capital of a country: by name first, then by another of its names; the largest where several match.
fn capital<'a>(data: &'a GeoNames, country: &str, name: &str) -> Option<&'a City> {
    let wanted = spelling::key(name);
    let at_home: Vec<&City> = match wanted.is_empty() {
        true => Vec::new(),
        false => data.small.values().filter(|city| city.countrycode == country).collect(),
    };
    let largest = |city: &&&City| (city.population, std::cmp::Reverse(city.geonameid));
    let named = at_home.iter().filter(|city| spelling::key(&city.name) == wanted).max_by_key(largest);
    let also = |city: &&&City| city.alternatenames.iter().any(|other| spelling::key(other) == wanted);
    named.or_else(|| at_home.iter().filter(also).max_by_key(largest)).copied()
}

/// Keys that already name a place or a country, or were given to a place by hand, and so cannot serve as an alias.
fn taken_keys(data: &GeoNames, chosen: &BTreeMap<u64, &City>, by_hand: &HandAliases) -> BTreeSet<String> {
    let places = chosen.values().map(|city| spelling::key(&city.name));
    let countries = data.countries.values().map(|country| spelling::key(&country.name));
    let by_hand = by_hand.values().flatten().map(|alias| spelling::key(alias));
    places.chain(countries).chain(by_hand).collect()
}

/// What is wrong with a committed `places.csv`, judged without its source: shape, order, ids.
pub(crate) fn problems(text: &str) -> Result<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut found = Vec::new();
    if reader.headers()?.iter().ne(COLUMNS) {
        found.push(format!("1: columns must be {}", COLUMNS.join(",")));
    }
    let mut last = 0;
    for (index, record) in reader.records().enumerate() {
        let line = index + 2;
        let record = record?;
        match parse_id(&record[0]) {
            Ok(id) if id > last => last = id,
            Ok(id) => found.push(format!("{line}: geonames:{id} is out of order or stands here twice")),
            Err(error) => found.push(format!("{line}: {error}")),
        }
        if record[1].is_empty() || record[4].len() != 3 {
            found.push(format!("{line}: name or country is missing"));
        }
    }
    Ok(found)
}

fn parse_id(text: &str) -> Result<u64> {
    let digits = text.strip_prefix("geonames:").with_context(|| format!("{text:?} should be written geonames:123"))?;
    digits.parse().with_context(|| format!("{text:?} should be written geonames:123"))
}

#[cfg(test)]
mod tests {
    use super::super::geonames::Country;
    use super::*;

    fn city(id: u64, name: &str, country: &str, population: u64, alternates: &[&str]) -> (u64, City) {
        let city = City {
            geonameid: id,
            name: name.to_owned(),
            latitude: 40.28256,
            longitude: 69.62216,
            countrycode: country.to_owned(),
            population,
            admin1code: "03".to_owned(),
            alternatenames: alternates.iter().map(|&name| name.to_owned()).collect(),
        };
        (id, city)
    }

    fn sample() -> GeoNames {
        let country = |name: &str, iso3: &str, capital: &str| Country {
            name: name.to_owned(),
            iso3: iso3.to_owned(),
            capital: capital.to_owned(),
        };
        GeoNames {
            cities: BTreeMap::from([
                city(20, "Isfara", "TJ", 6_000, &["Isfará"]),
                city(3, "Smalltown", "US", 6_000, &[]),
                city(100, "Nukuʻalofa", "TO", 22_400, &["Nuku'alofa"]),
            ]),
            small: BTreeMap::from([city(7, "Ngerulmud", "PW", 271, &["Melekeok"])]),
            countries: BTreeMap::from([
                ("PW".to_owned(), country("Palau", "PLW", "Melekeok")),
                ("TJ".to_owned(), country("Tajikistan", "TJK", "")),
                ("TO".to_owned(), country("Tonga", "TON", "Nuku'alofa")),
            ]),
        }
    }

    #[test]
    fn size_depends_on_the_country_and_capitals_are_always_in() {
        let text = generate(&sample(), &HandAliases::new()).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            rows,
            [
                "geonames:7,Ngerulmud,,Melekeok,PLW,03,40.2826,69.6222,271",
                "geonames:20,Isfara,,,TJK,03,40.2826,69.6222,6000",
                "geonames:100,Nukuʻalofa,Nuku'alofa,,TON,03,40.2826,69.6222,22400",
            ]
        );
        assert!(problems(&text).unwrap().is_empty());
    }

    #[test]
    fn hand_written_aliases_come_first_and_must_belong_to_a_place() {
        let by_hand = HandAliases::from([(20, vec!["Isfara City".to_owned()])]);
        assert!(generate(&sample(), &by_hand).unwrap().contains("geonames:20,Isfara,,Isfara City,TJK"));
        assert!(generate(&sample(), &HandAliases::from([(5, Vec::new())])).is_err());
    }

    #[test]
    fn disorder_is_reported_with_its_line() {
        let text = format!("{}\ngeonames:2,A,,,TJK,,1,1,1\ngeonames:1,B,,,TJK,,1,1,1\n", COLUMNS.join(","));
        assert_eq!(problems(&text).unwrap(), ["3: geonames:1 is out of order or stands here twice"]);
    }
}
