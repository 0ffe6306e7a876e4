//! `codebook.ttl`: the vocabularies as [SKOS](https://www.w3.org/TR/skos-reference/), in Turtle.

use std::fmt::Write as _;

use rapporteur_export::codebook::{vocabularies, vocabulary_users};
use rapporteur_schema::vocabulary::{EventType, Status};

use crate::facts::Facts;

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Vec<u8> {
    let page = &facts.about.codebook_url;
    let language = &facts.about.language;
    let mut ttl = format!(
        "@prefix dct: <http://purl.org/dc/terms/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix scheme: <{page}#scheme-> .\n\n\
         # Codes of PLOVER and CAMEO stand as notations with a datatype of their own.\n"
    );
    for (name, meanings) in vocabularies() {
        let scheme = format!("<{page}#vocabulary-{name}>");
        let _ = write!(
            ttl,
            "\n{scheme} a skos:ConceptScheme ;\n    dct:title {} ;\n    dct:description {} ;\n    dct:license <{}> ;\n    \
             dct:issued {}^^xsd:date ;\n    dct:hasVersion {} ;\n    skos:hasTopConcept\n",
            tagged(&label(name), language),
            tagged(&format!("Values of {}.", vocabulary_users(meanings).join(", ")), language),
            facts.about.licence.url,
            literal(facts.date),
            literal(facts.version),
        );
        let concepts: Vec<String> =
            meanings.iter().map(|(word, _)| format!("        <{page}#vocabulary-{name}.{word}>")).collect();
        let _ = writeln!(ttl, "{} .", concepts.join(" ,\n"));
        for (word, meaning) in meanings {
            let _ = write!(
                ttl,
                "\n<{page}#vocabulary-{name}.{word}> a skos:Concept ;\n    skos:inScheme {scheme} ;\n    skos:topConceptOf \
                 {scheme} ;\n    skos:prefLabel {} ;\n    skos:notation {} ;\n    skos:definition {}",
                tagged(&label(word), language),
                literal(word),
                tagged(meaning.trim(), language),
            );
            if name == "event_type" {
                let _ = write!(ttl, "{}", crosswalk(word));
            }
            ttl.push_str(" .\n");
        }
    }
    ttl.into_bytes()
}

/// Codes of other ontologies for a type of event that was held, and for one that is planned.
fn crosswalk(word: &str) -> String {
    let Some(kind) = EventType::parse(word) else { return String::new() };
    let mut notations = Vec::new();
    for (status, suffix) in [(Status::Held, ""), (Status::Scheduled, "-planned")] {
        let plover = kind.plover(status).map(|code| format!("{}^^scheme:plover{suffix}", literal(code)));
        let cameo = kind.cameo(status).map(|code| code.trim_start_matches("cameo:"));
        notations
            .extend(plover.into_iter().chain(cameo.map(|code| format!("{}^^scheme:cameo{suffix}", literal(code)))));
    }
    match notations.is_empty() {
        true => String::new(),
        false => format!(" ;\n    skos:notation {}", notations.join(" , ")),
    }
}

/// A word as people read it.
fn label(word: &str) -> String {
    word.replace('_', " ")
}

fn tagged(text: &str, language: &str) -> String {
    format!("{}@{language}", literal(text))
}

fn literal(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_escaped() {
        assert_eq!(literal("a \"b\"\n\\c"), "\"a \\\"b\\\"\\n\\\\c\"");
    }

    #[test]
    fn codes_of_other_ontologies_stand_beside_the_types_that_have_them() {
        let meeting = crosswalk("meeting");
        assert!(meeting.contains("\"CONSULT\"^^scheme:plover ,"), "{meeting}");
        assert!(meeting.contains("\"036\"^^scheme:cameo-planned"), "{meeting}");
        assert_eq!(crosswalk("appointment"), "");
    }
}
