//! Ids: readable for actors, hashed anchors for rows.

use sha2::{Digest, Sha256};

use crate::vocabulary::ActorKind;

/// The id of a row.
pub type RowId = String;

/// The id of a row anchored in a text: `prefix-` and 16 hexadecimal digits.
///
/// The anchor is where the row comes from (document, sentence, place of the trigger in it), never what was coded, so that
/// recoding a row does not re-key it, and a row's id does not move when another comes or goes.
///
/// ```
/// use rapporteur_schema::row_id;
/// assert_eq!(row_id("ev", &["doc", "They met.", "5"]), row_id("ev", &["doc", "They met.", "5"]));
/// assert_ne!(row_id("ev", &["doc", "They met.", "5"]), row_id("ev", &["doc", "They met", ".5"]));
/// ```
pub fn row_id(prefix: &str, anchor: &[&str]) -> RowId {
    let mut hasher = Sha256::new();
    for part in anchor {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    let hex: String = digest.iter().take(8).map(|b| format!("{b:02x}")).collect();
    format!("{prefix}-{hex}")
}

/// The id of an actor that has none in the lexicon: kind and slug of the name.
pub fn actor_id(kind: ActorKind, name: &str) -> String {
    let prefix = match kind {
        ActorKind::Person => "person",
        ActorKind::State => "state",
        ActorKind::Organization => "org",
        ActorKind::Body => "body",
        ActorKind::Group | ActorKind::Unset => "group",
    };
    let slug = rapporteur_text::slug(name);
    if slug.is_empty() { row_id(prefix, &[name]).replacen('-', ":", 1) } else { format!("{prefix}:{slug}") }
}
