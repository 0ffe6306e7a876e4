//! `dcat.jsonld`: [DCAT](https://www.w3.org/TR/vocab-dcat-3/) with the terms that DCAT-AP asks for.

use serde_json::{Value, json};

use crate::facts::{DataFile, Facts, Format};

const MEDIA: &str = "http://www.iana.org/assignments/media-types/";

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    let about = facts.about;
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
        "dcat:distribution": facts.files.iter().map(|f| distribution(facts, f)).collect::<Vec<_>>(),
    });
    if let Some((first, last)) = facts.period() {
        let day = |day: String| json!({ "@value": day, "@type": "xsd:date" });
        dataset["dct:temporal"] =
            json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": day(first), "dcat:endDate": day(last) });
    }
    super::json(&dataset)
}

fn distribution(facts: &Facts<'_>, file: &DataFile) -> Value {
    let kind = match file.format {
        Format::Csv => "text/csv",
        Format::Parquet => "application/vnd.apache.parquet",
    };
    json!({
        "@id": format!("{}#{}/{}", facts.about.homepage, facts.version, file.name),
        "@type": "dcat:Distribution",
        "dct:title": text(&file.name, &facts.about.language),
        "dct:description": text(file.table.description.trim(), &facts.about.language),
        "dcat:accessURL": { "@id": facts.about.homepage },
        "dcat:downloadURL": { "@id": release_file(facts, &file.name) },
        "dcat:mediaType": { "@id": format!("{MEDIA}{kind}") },
        "dcat:byteSize": { "@value": file.bytes.to_string(), "@type": "xsd:nonNegativeInteger" },
        "dct:license": { "@id": facts.about.licence.url },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" },
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
