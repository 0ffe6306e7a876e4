//! `dcat.jsonld`: [DCAT](https://www.w3.org/TR/vocab-dcat-3/) with the terms that DCAT-AP asks for.

use serde_json::{Value, json};

use crate::facts::{DataFile, Facts, Format};

const MEDIA: &str = "http://www.iana.org/assignments/media-types/";

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    let about = facts.about;
    let whole = facts.whole.iter().map(|f| distribution(facts, &f.name, f.description, f.media, (f.bytes, &f.sha256)));
    let distributions: Vec<Value> = facts.files.iter().map(|f| table_file(facts, f)).chain(whole).collect();
    let mut dataset = json!({
        "@context": context(),
        "@id": format!("{}#{}", about.homepage, facts.version),
        "@type": "dcat:Dataset",
        "dct:title": text(&about.title, &about.language),
        "dct:description": text(&about.description, &about.language),
        "dct:identifier": format!("{}-{}", about.name, facts.version),
        "dct:issued": { "@value": facts.date, "@type": "xsd:date" },
        "dcat:version": facts.version,
        "dct:license": { "@id": about.licence.url },
        "dcat:landingPage": { "@id": about.homepage },
        "dcat:keyword": about.keywords.iter().map(|word| text(word, &about.language)).collect::<Vec<_>>(),
        "dct:publisher": {
            "@id": about.publisher.url,
            "@type": "foaf:Agent",
            "foaf:name": text(&about.publisher.name, &about.language),
        },
        "dct:creator": about.creators.iter().map(|c| json!({ "@type": "foaf:Agent", "foaf:name": c.name })).collect::<Vec<_>>(),
        "dct:provenance": { "@type": "dct:ProvenanceStatement", "rdfs:label": text(&about.method, &about.language) },
        "dcat:distribution": distributions,
    });
    if let Some((first, last)) = facts.period() {
        let day = |day: String| json!({ "@value": day, "@type": "xsd:date" });
        dataset["dct:temporal"] =
            json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": day(first), "dcat:endDate": day(last) });
    }
    super::json(&dataset)
}

fn table_file(facts: &Facts<'_>, file: &DataFile) -> Value {
    let media = match file.format {
        Format::Csv => "text/csv",
        Format::Parquet => "application/vnd.apache.parquet",
    };
    distribution(facts, &file.name, file.table.description.trim(), media, (file.bytes, &file.sha256))
}

fn distribution(facts: &Facts<'_>, name: &str, description: &str, media: &str, size_and_hash: (u64, &str)) -> Value {
    let (bytes, sha256) = size_and_hash;
    json!({
        "@id": format!("{}#{}/{name}", facts.about.homepage, facts.version),
        "@type": "dcat:Distribution",
        "dct:title": text(name, &facts.about.language),
        "dct:description": text(description, &facts.about.language),
        "dcat:accessURL": { "@id": facts.about.homepage },
        "dcat:downloadURL": { "@id": release_file(facts, name) },
        "dcat:mediaType": { "@id": format!("{MEDIA}{media}") },
        "dcat:byteSize": { "@value": bytes.to_string(), "@type": "xsd:nonNegativeInteger" },
        "dct:license": { "@id": facts.about.licence.url },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@value": sha256, "@type": "xsd:hexBinary" },
        },
    })
}

/// Where a file of the release can be fetched: the assets of the release that the workflow makes.
pub(crate) fn release_file(facts: &Facts<'_>, name: &str) -> String {
    format!("{}/releases/download/data-v{}/{name}", facts.about.repository, facts.version)
}

fn text(text: &str, language: &str) -> Value {
    json!({ "@value": text, "@language": language })
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}
