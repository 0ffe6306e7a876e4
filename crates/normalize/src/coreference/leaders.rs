//! Whoever leads a delegation or a side speaks for it.

use rapporteur_lexicon::{NameRef, WordClass};
use rapporteur_schema::vocabulary::ActorKind;

use crate::document::Annotated;
use crate::entity::{EntityId, Office};
use crate::mention::MentionKind;

/// "the Ethiopian delegation was headed by X", "X led the Pakistan side": whoever heads a side speaks for it.
pub(super) fn lead_sides(doc: &mut Annotated<'_>) {
    for m in 0..doc.mentions.len() {
        let side = &doc.mentions[m];
        // "…, and the Kazakh one by X".
        let other = side.kind == MentionKind::Demonym
            && doc.is_text(side.tokens.end, "one")
            // "the Tajik one – by X".
            && (side.tokens.end + 1..side.tokens.end + 3).any(|i| doc.is_text(i, "by"));
        // "the delegation of the Cooperation Agency headed by X".
        let of = matches!(
            side.kind,
            MentionKind::Nominal | MentionKind::Group | MentionKind::Body | MentionKind::Organization
        ) && doc.is(side.tokens.start, WordClass::DelegationNoun);
        let side_noun = of || side.kind == MentionKind::Nominal && doc.is(side.tokens.end - 1, WordClass::SideNoun);
        let whose = side.entity().or(side.within.first().copied().filter(|_| of && side.within.len() == 1));
        let Some(state) = whose.filter(|_| side_noun || other) else { continue };
        let headed = |i: usize| ["headed", "led", "represented", "chaired"].iter().any(|w| doc.is_text(i, w));
        let end = side.tokens.end;
        let after = (end..end + 3).find(|&i| headed(i)).filter(|&i| doc.is_text(i + 1, "by")).map(|_| m + 1);
        // "The Mongolian side was headed by A and the Polish side by B": the verb stands once for both.
        let elided =
            doc.is_text(end, "by") && (end.saturating_sub(24)..end).any(|i| headed(i) && doc.is_text(i + 1, "by"));
        // "attended on the Norwegian side by X".
        let start = side.tokens.start;
        let beside = doc.is_text(end, "by") && (start.saturating_sub(2)..start).any(|i| doc.is_text(i, "on"));
        let after = after.or((elided || beside || other).then_some(m + 1));
        let before = (start.saturating_sub(3)..start)
            .find(|&i| headed(i) || doc.is_text(i, "heading"))
            .and_then(|_| m.checked_sub(1));
        // "the US side by the Secretary of State X and the Secretary of Defense Y": both of them.
        let joined = after.filter(|&a| {
            let next = doc.mentions.get(a + 1).filter(|x| x.kind == MentionKind::Person);
            next.is_some_and(|x| {
                let gap = doc.mentions[a].tokens.end..x.tokens.start;
                doc.is_text(gap.start, "and") && gap.len() <= 2
            })
        });
        let joined = joined.map(|a| a + 1);
        for person in [after, joined, before].into_iter().flatten() {
            let Some(mention) = doc.mentions.get(person).filter(|x| x.kind == MentionKind::Person) else { continue };
            let near = Some(person) == joined
                || mention.tokens.start.abs_diff(end).min(start.abs_diff(mention.tokens.end)) <= 5;
            let Some(id) = mention.entity().filter(|_| near) else { continue };
            match doc.entities.get(id).represents() {
                None => speaks_for(doc, id, state),
                Some(body) => belongs_to(doc, body, state),
            }
        }
    }
}

/// "the Slovak delegation by State Secretary X of the Ministry of European Affairs": a body that nothing tells more of is that
/// state's.
fn belongs_to(doc: &mut Annotated<'_>, body: EntityId, state: EntityId) {
    let owner = doc.entities.get(state);
    let country = owner.country.clone().filter(|_| owner.kind == ActorKind::State);
    let entity = doc.entities.get_mut(body);
    if entity.kind == ActorKind::Body && entity.country.is_none() && entity.part_of.is_none() {
        entity.country = country;
    }
}

/// "A meeting of the Norwegian-Swedish Commission took place. The delegations were led by X and Y": each leads that of one of the
/// two states named right before, the publisher's own first.
pub(super) fn lead_both(doc: &mut Annotated<'_>, home: Option<EntityId>) {
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let both = |i: usize| ["delegations", "sides", "parties"].iter().any(|w| doc.is_text(i, w));
        let led = |i: usize| ["headed", "led", "chaired"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "by");
        let Some(verb) = range.clone().take(8).find(|&i| led(i)).filter(|&v| (range.start..v).any(both)) else {
            continue;
        };
        let leaders: Vec<EntityId> = doc
            .mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Person && m.tokens.start > verb && m.tokens.start < range.end)
            .filter_map(|m| m.entity())
            .collect();
        let [first, second] = leaders[..] else { continue };
        if [first, second].iter().any(|&p| doc.entities.get(p).represents().is_some()) {
            continue;
        }
        let mut states: Vec<String> = Vec::new();
        for i in doc.sentences[s.saturating_sub(1)].tokens.start..verb {
            let country = match doc.hits.name(i).filter(|h| h.strong).map(|h| h.to) {
                Some(NameRef::Country(c) | NameRef::Demonym(c)) => &doc.lexicon.facts.countries[c].alpha3,
                _ => continue,
            };
            if !states.contains(country) {
                states.push(country.clone());
            }
        }
        let [a, b] = &states[..] else { continue };
        let (Some(a), Some(b)) = (doc.entities.state(a, doc.lexicon), doc.entities.state(b, doc.lexicon)) else {
            continue;
        };
        let (own, other) = if home == Some(b) { (b, a) } else { (a, b) };
        for (person, state) in [(first, own), (second, other)] {
            speaks_for(doc, person, state);
        }
    }
}

/// Gives a person's first office its owner, or an office without a title where he has none.
fn speaks_for(doc: &mut Annotated<'_>, person: EntityId, owner: EntityId) {
    let entity = doc.entities.get_mut(person);
    match entity.offices.first_mut() {
        Some(office) => office.represents = Some(owner),
        None => entity.offices.push(Office { represents: Some(owner), ..Office::default() }),
    }
}
