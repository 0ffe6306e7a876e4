//! `croissant.json`: [Croissant](https://docs.mlcommons.org/croissant/) 1.1, which is schema.org/Dataset with record sets.

use rapporteur_schema::{Column, Kind, Table};
use serde_json::{Map, Value, json};

use crate::facts::{Facts, Format, iri, tables};

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    super::json(&dataset(facts))
}

/// The description as JSON-LD.
pub(crate) fn dataset(facts: &Facts<'_>) -> Value {
    let about = facts.about;
    let mut dataset = json!({
        "@context": context(&about.language),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": about.name,
        "alternateName": about.title,
        "description": about.description,
        "url": about.homepage,
        "sameAs": about.repository,
        "version": facts.version,
        "datePublished": facts.date,
        "license": about.licence.url,
        "inLanguage": about.language,
        "keywords": about.keywords,
        "isAccessibleForFree": true,
        "isLiveDataset": false,
        "creator": about.creators.iter().map(creator).collect::<Vec<_>>(),
        "publisher": { "@type": "sc:Organization", "name": about.publisher.name, "url": about.publisher.url },
        "citeAs": format!("{} ({}): {}, version {}.", names(facts), &facts.date[..4], about.title, facts.version),
        "distribution": distribution(facts),
        "recordSet": tables().map(record_set).collect::<Vec<_>>(),
        "rai:dataCollection": about.selection,
        "rai:dataPreprocessingProtocol": about.method,
        "rai:dataLimitations": about.limits,
        "rai:dataUseCases": about.uses,
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "prov:label": format!("rapporteur {}", facts.manifest.tool_version),
            "prov:used": format!("lexicon sha256:{}", facts.manifest.lexicon_sha256),
        },
    });
    let derived: Vec<Value> =
        facts.sources().into_iter().filter_map(|s| Some(json!({ "@id": iri(&s.url?) }))).collect();
    if !derived.is_empty() {
        dataset["prov:wasDerivedFrom"] = derived.into();
    }
    if let Some((first, last)) = facts.period() {
        dataset["temporalCoverage"] = format!("{first}/{last}").into();
    }
    let countries: Vec<Value> = facts
        .countries()
        .into_iter()
        .map(|code| json!({ "@type": "sc:Country", "identifier": code, "name": code }))
        .collect();
    if !countries.is_empty() {
        dataset["spatialCoverage"] = countries.into();
    }
    dataset
}

fn names(facts: &Facts<'_>) -> String {
    facts.about.creators.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn creator(creator: &crate::about::Creator) -> Value {
    let mut made = match creator.family_names {
        Some(_) => json!({ "@type": "sc:Person", "name": creator.name }),
        None => json!({ "@type": "sc:Organization", "name": creator.name }),
    };
    if let Some(orcid) = &creator.orcid {
        made["identifier"] = orcid.clone().into();
    }
    if let Some(affiliation) = &creator.affiliation {
        made["affiliation"] = json!({ "@type": "sc:Organization", "name": affiliation });
    }
    made
}

fn distribution(facts: &Facts<'_>) -> Vec<Value> {
    let object = |format, kind: &'static str| {
        facts.of_format(format).map(move |file| {
            json!({
                "@type": "cr:FileObject",
                "@id": file.name,
                "name": file.name,
                "description": file.table.description.trim(),
                "contentUrl": file.name,
                "contentSize": format!("{} B", file.bytes),
                "encodingFormat": kind,
                "sha256": file.sha256,
            })
        })
    };
    // The one name of Parquet that Croissant's own loader knows.
    object(Format::Csv, "text/csv").chain(object(Format::Parquet, "application/x-parquet")).collect()
}

fn record_set(table: &'static Table) -> Value {
    let keys: Vec<Value> = table.primary_key.iter().map(|key| json!({ "@id": field_id(table.name, key) })).collect();
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description.trim(),
        "key": keys,
        "field": table.columns.iter().map(|column| field(table, column)).collect::<Vec<_>>(),
    })
}

fn field(table: &Table, column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Integer => "sc:Integer",
        Kind::Float => "sc:Float",
        Kind::Boolean => "sc:Boolean",
        Kind::Date => "sc:Date",
        _ if column.name == "url" => "sc:URL",
        _ => "sc:Text",
    };
    let mut source = json!({
        "fileObject": { "@id": format!("{}.csv", table.name) },
        "extract": { "column": column.name },
    });
    let id = field_id(table.name, column.name);
    let mut field = json!({
        "@type": "cr:Field",
        "@id": id,
        "name": id,
        "description": column.description.trim(),
        "dataType": kind,
    });
    if column.kind == Kind::List {
        source["transform"] = json!({ "separator": "|" });
        field["repeated"] = true.into();
    }
    field["source"] = source;
    // Only where a value must be there: the loader joins on it, and cannot join a column that is empty throughout. It also
    // follows the column of a file where it loses its way between record sets that refer on.
    let key = table.foreign_keys.iter().find(|key| key.column == column.name && key.table != table.name);
    if let Some(key) = key.filter(|_| !column.nullable) {
        field["references"] = json!({
            "fileObject": { "@id": format!("{}.csv", key.table) },
            "extract": { "column": key.target },
        });
    }
    if let Some(property) = equivalent(column.name) {
        field["equivalentProperty"] = property.into();
    }
    field
}

/// Properties that mean the same elsewhere.
fn equivalent(column: &str) -> Option<&'static str> {
    Some(match column {
        "title" => "sc:headline",
        "published_date" => "sc:datePublished",
        "language" => "sc:inLanguage",
        "url" => "sc:url",
        "latitude" => "sc:latitude",
        "longitude" => "sc:longitude",
        "geonames_id" => "http://www.wikidata.org/prop/direct/P1566",
        "name" => "sc:name",
        "aliases" => "sc:alternateName",
        _ => return None,
    })
}

fn field_id(table: &str, column: &str) -> String {
    format!("{table}/{column}")
}

/// The context of the specification, with the vocabulary of provenance.
fn context(language: &str) -> Value {
    const TERMS: [&str; 23] = [
        "arrayShape",
        "citeAs",
        "column",
        "containedIn",
        "equivalentProperty",
        "extract",
        "field",
        "fileObject",
        "fileProperty",
        "fileSet",
        "format",
        "includes",
        "isArray",
        "isLiveDataset",
        "jsonPath",
        "key",
        "md5",
        "parentField",
        "path",
        "recordSet",
        "references",
        "regex",
        "repeated",
    ];
    const MORE: [&str; 6] = ["replace", "samplingRate", "separator", "source", "subField", "transform"];
    let mut context = Map::new();
    for term in TERMS.iter().chain(&MORE) {
        context.insert((*term).to_owned(), format!("cr:{term}").into());
    }
    for (name, iri) in [
        ("cr", "http://mlcommons.org/croissant/"),
        ("dct", "http://purl.org/dc/terms/"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("rai", "http://mlcommons.org/croissant/RAI/"),
        ("sc", "https://schema.org/"),
        ("@vocab", "https://schema.org/"),
        ("@language", language),
        ("conformsTo", "dct:conformsTo"),
    ] {
        context.insert(name.to_owned(), iri.into());
    }
    for name in ["data", "examples"] {
        context.insert(name.to_owned(), json!({ "@id": format!("cr:{name}"), "@type": "@json" }));
    }
    context.insert("dataType".to_owned(), json!({ "@id": "cr:dataType", "@type": "@vocab" }));
    for name in ["description", "name"] {
        context.insert(name.to_owned(), json!({ "@container": "@language" }));
    }
    context.into()
}
