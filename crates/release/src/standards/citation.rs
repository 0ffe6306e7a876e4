//! `CITATION.cff` ([Citation File Format](https://citation-file-format.github.io) 1.2) and `.zenodo.json`.

use serde::Serialize;
use serde_json::{Value, json};

use crate::ReleaseError;
use crate::facts::Facts;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Citation<'a> {
    cff_version: &'a str,
    message: &'a str,
    r#type: &'a str,
    title: &'a str,
    r#abstract: &'a str,
    authors: Vec<Author<'a>>,
    version: &'a str,
    date_released: &'a str,
    license: &'a str,
    url: &'a str,
    repository_code: &'a str,
    keywords: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Author<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_names: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_names: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    orcid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<&'a str>,
}

/// `CITATION.cff`.
pub(crate) fn cff(facts: &Facts<'_>) -> Result<Vec<u8>, ReleaseError> {
    let about = facts.about;
    let authors = about.creators.iter().map(|creator| Author {
        name: creator.family_names.is_none().then_some(creator.name.as_str()),
        family_names: creator.family_names.as_deref(),
        given_names: creator.given_names.as_deref(),
        orcid: creator.orcid.as_deref(),
        affiliation: creator.affiliation.as_deref().filter(|_| creator.family_names.is_some()),
    });
    let citation = Citation {
        cff_version: "1.2.0",
        message: "If you use this dataset, please cite it as below, and name the publishers of the texts you quote.",
        r#type: "dataset",
        title: &about.title,
        r#abstract: &about.description,
        authors: authors.collect(),
        version: facts.version,
        date_released: facts.date,
        license: &about.licence.spdx,
        url: &about.homepage,
        repository_code: &about.repository,
        keywords: &about.keywords,
    };
    serde_yaml_ng::to_string(&citation).map(String::into_bytes).map_err(ReleaseError::encoding("CITATION.cff"))
}

/// `.zenodo.json`. Zenodo reads no `CITATION.cff` where this file is.
pub(crate) fn zenodo(facts: &Facts<'_>) -> Vec<u8> {
    let about = facts.about;
    let creators = about.creators.iter().map(|creator| {
        let mut made = match (&creator.family_names, &creator.given_names) {
            (Some(family), Some(given)) => json!({ "name": format!("{family}, {given}") }),
            _ => json!({ "name": creator.name }),
        };
        if let Some(orcid) = &creator.orcid {
            made["orcid"] = orcid.rsplit('/').next().unwrap_or_default().into();
        }
        if let Some(affiliation) = &creator.affiliation {
            made["affiliation"] = affiliation.clone().into();
        }
        made
    });
    let mut related = vec![json!({
        "identifier": format!("{}/tree/data-v{}", about.repository, facts.version),
        "relation": "isSupplementTo",
        "resource_type": "software",
    })];
    // A form with a thousand of them helps nobody; `documents` has them all.
    const MOST: usize = 100;
    let texts: Vec<String> = facts.sources().into_iter().filter_map(|s| s.url).collect();
    let texts = if texts.len() <= MOST { texts } else { Vec::new() };
    related.extend(texts.into_iter().map(|url| json!({ "identifier": url, "relation": "isDerivedFrom" })));
    super::json(&json!({
        "upload_type": "dataset",
        "title": about.title,
        "description": about.description,
        "creators": creators.collect::<Vec<Value>>(),
        "version": facts.version,
        "publication_date": facts.date,
        "access_right": "open",
        "license": about.licence.spdx.to_lowercase(),
        "language": zenodo_language(&about.language),
        "keywords": about.keywords,
        "related_identifiers": related,
        "notes": about.limits.join(" "),
    }))
}

/// Zenodo wants ISO 639-2 codes; other languages than English are passed on as they are.
fn zenodo_language(tag: &str) -> &str {
    if tag == "en" { "eng" } else { tag }
}
