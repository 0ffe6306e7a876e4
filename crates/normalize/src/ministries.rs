//! Bodies of several states under one plural: "the foreign ministries of A and B".

use std::ops::Range;

use rapporteur_lexicon::NameRef;
use rapporteur_text::TokenKind;

use crate::document::Annotated;

/// Ministries of one field and the states whose they are, in the order of the text.
pub(crate) struct Ministries {
    /// Its tokens, without article.
    pub(crate) tokens: Range<usize>,
    /// The name of each: "Ministry of Foreign Affairs of Norway".
    pub(crate) names: Vec<String>,
    /// Whose each is.
    pub(crate) owners: Vec<NameRef>,
}

/// Tokens of a field at most: "Transport, Communications and High Technologies".
const FIELD: usize = 8;

/// "foreign ministries of A and B", "Ministries of Foreign Affairs of A, B and C", beginning at token `i`.
pub(crate) fn at(doc: &Annotated<'_>, i: usize) -> Option<Ministries> {
    let (field, of) = if doc.is_text(i, "ministries") && doc.is_text(i + 1, "of") {
        let limit = crate::name::sentence_end(doc, i).min(i + 2 + FIELD);
        let word = |k: usize| {
            doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital
                || doc.is_text(k, "and")
                || doc.is_text(k, ",")
        };
        let of = (i + 2..limit).find(|&k| !word(k)).filter(|&k| k > i + 2 && doc.is_text(k, "of"))?;
        (format!("Ministry of {}", doc.phrase(&(i + 2..of))), of)
    } else if doc.is_text(i + 1, "ministries") && doc.is_text(i + 2, "of") {
        let field = match rapporteur_text::fold(doc.word(i)).as_str() {
            "foreign" => "Foreign Affairs",
            "defence" | "defense" => "Defence",
            "interior" => "Internal Affairs",
            // tidy-allow(words): a field of government, no organisation
            "justice" => "Justice",
            "health" => "Health",
            "finance" => "Finance",
            "energy" => "Energy",
            "transport" => "Transport",
            "education" => "Education",
            "agriculture" => "Agriculture",
            _ => return None,
        };
        (format!("Ministry of {field}"), i + 2)
    } else {
        return None;
    };
    let mut owners = Vec::new();
    let mut names = Vec::new();
    let mut end = of;
    loop {
        let mut k = end + 1;
        while ["of", "the", "and"].iter().any(|w| doc.is_text(k, w)) {
            k += 1;
        }
        let Some(hit) = doc.hits.name(k).filter(|h| h.strong) else { break };
        let NameRef::Country(c) = hit.to else { break };
        owners.push(hit.to);
        names.push(format!("{field} of {}", doc.lexicon.facts.countries[c].name));
        end = hit.end;
        if !(doc.is_text(end, ",") || doc.is_text(end, "and")) {
            break;
        }
    }
    (owners.len() > 1).then_some(Ministries { tokens: i..end, names, owners })
}
