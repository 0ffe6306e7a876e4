//! Groups that are nothing but the actors they name: "delegations of A, B and C".

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;

/// Whether a group is made of nothing but the actors it names: "delegations of A, B and C".
pub(super) fn names_all(doc: &Annotated<'_>, mention: usize) -> bool {
    let m = &doc.mentions[mention];
    // "9,000 troops from A, B and C": armies are of states, however many men they send.
    let head = m.tokens.clone().take_while(|&i| !doc.is_text(i, "of") && !doc.is_text(i, "from"));
    let troops = m.within.len() >= 3 && head.clone().any(|i| doc.is(i, WordClass::ForceNoun));
    // "the Ambassadors of A, B and C" accredited somewhere are people, and not their states at the table.
    let missions =
        |i: usize| doc.is_text(i, "heads") && (doc.is_text(i + 2, "mission") || doc.is_text(i + 2, "missions"));
    let envoys = head.clone().any(|i| doc.is_text(i, "ambassadors") || missions(i));
    if m.within.is_empty() || envoys || m.count.is_some() && !troops {
        return false;
    }
    // "delegations of the competent authorities of A, B and C": the last preposition before the names counts.
    m.tokens
        .clone()
        .filter(|&i| doc.is_text(i, "of") || doc.is_text(i, "from"))
        .any(|of| names_only(doc, of, m.tokens.end))
}

/// Whether every content word after the preposition at `of` belongs to a name.
fn names_only(doc: &Annotated<'_>, of: usize, end: usize) -> bool {
    let mut named = 0;
    let mut i = of + 1;
    while i < end {
        let token = &doc.tokens[i];
        // "from the Portuguese National Guard": a body of a state, not the state.
        if doc.demonym_at(i).is_some_and(|after| after < end && doc.tokens[after].capital) {
            return false;
        }
        if let Some(after) = doc.country_at(i) {
            named += 1;
            i = after;
            continue;
        }
        if token.capital {
            named += 1;
        } else if token.kind == rapporteur_text::TokenKind::Word
            && !doc.is(i, WordClass::MembershipWord)
            && !["and", "the", "of", "as", "well", "for", "in", "on"].iter().any(|w| doc.is_text(i, w))
        {
            return false;
        }
        i += 1;
    }
    named > 0
}
