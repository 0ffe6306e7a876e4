//! Who issues a joint paper: the states, organisations and groups that it opens with.

use std::ops::Range;

use rapporteur_normalize::{Annotated, EntityId, Mention, MentionKind};
use rapporteur_schema::vocabulary::ActorKind;

use crate::sides::{bound_by, home, side_of};

/// The states a joint paper opens with: "The Heads of State of A, B and C, meeting in …", "President X of A and President Y of
/// B": those whom "the Parties" means where no talks name them.
pub(crate) fn assembled(doc: &Annotated<'_>) -> Vec<EntityId> {
    use rapporteur_text::BlockKind;
    let opening: Vec<usize> = (0..doc.sentences.len())
        .filter(|&s| matches!(doc.block_of(s).kind, BlockKind::Headline | BlockKind::Paragraph))
        .take(4)
        .collect();
    let states = [ActorKind::State];
    let people = |m: &Mention| match m.kind {
        MentionKind::Person | MentionKind::Office => side_of(doc, m),
        _ => Vec::new(),
    };
    let names = |m: &Mention| match m.kind {
        MentionKind::State => m.entities.clone(),
        // A continent has too many to be sides of anything.
        MentionKind::Region | MentionKind::Group if m.within.len() <= SIDES => m.within.clone(),
        _ => Vec::new(),
    };
    for &s in &opening {
        let ids = collect(doc, &doc.sentences[s].tokens, &states, people);
        if ids.len() > 1 {
            return ids;
        }
    }
    for &s in opening.iter().take(2) {
        let ids = collect(doc, &doc.sentences[s].tokens, &states, names);
        if ids.len() > 1 {
            return ids;
        }
    }
    Vec::new()
}

/// So many states at most are the sides of a paper that names a region.
const SIDES: usize = 10;

/// Those who issue a joint paper: the states and organisations of the subject of its first sentence that has several ("The
/// Foreign Ministers of A and B, the Deputy Minister of C and the High Representative of the Union held …"). Empty for other
/// papers.
pub(crate) fn joint_paper(doc: &Annotated<'_>) -> Vec<EntityId> {
    if !is_joint(doc) {
        return Vec::new();
    }
    let opening = (0..doc.sentences.len())
        .filter(|&s| {
            matches!(doc.block_of(s).kind, rapporteur_text::BlockKind::Paragraph | rapporteur_text::BlockKind::ListItem)
                && doc.sentences[s].tokens.clone().any(|i| crate::syntax::is_verb(doc, i) && !doc.tokens[i].capital)
        })
        .take(3);
    for s in opening {
        let range = doc.sentences[s].tokens.clone();
        let verb = plain_verb(doc, range.clone()).unwrap_or(range.start);
        let ids = collect(doc, &(range.start..verb), &ISSUERS, |m| match m.kind {
            MentionKind::Person | MentionKind::Office | MentionKind::State | MentionKind::Organization => {
                bound_by(doc, m)
            }
            MentionKind::Group | MentionKind::Region => m.within.clone(),
            _ => Vec::new(),
        });
        if ids.len() > 1 {
            return ids;
        }
    }
    titled(doc).unwrap_or_default()
}

/// "Joint Statement by President A and President B on U.S.-EU Cooperation": the sides that the title of a joint paper names.
fn titled(doc: &Annotated<'_>) -> Option<Vec<EntityId>> {
    let sides = &doc.facts.title_sides;
    (is_joint(doc) && sides.len() > 1).then(|| sides.clone())
}

/// "Quad Leaders' Joint Statement": the one organisation or group that the title of a joint paper names.
fn titled_group(doc: &Annotated<'_>) -> Option<Vec<EntityId>> {
    let &[side] = doc.facts.title_sides.as_slice() else { return None };
    (is_joint(doc) && doc.entities.get(side).kind == ActorKind::Organization).then(|| vec![side])
}

/// Whether the title calls the document a joint paper.
pub(crate) fn is_joint(doc: &Annotated<'_>) -> bool {
    let title = rapporteur_text::fold(doc.facts.title.as_deref().unwrap_or_default());
    title.split(|c: char| !c.is_alphanumeric()).any(|w| w == "joint")
        && ["statement", "communique", "declaration", "press", "readout"].iter().any(|w| title.contains(w))
}

/// In a joint statement "we" are those who open it: "The African Union and the United States reaffirm …", "We, the Leaders of
/// the Group of Seven, …".
pub(crate) fn joint_voice(doc: &Annotated<'_>) -> Option<Vec<EntityId>> {
    let paragraphs =
        || (0..doc.sentences.len()).filter(|&s| doc.block_of(s).kind == rapporteur_text::BlockKind::Paragraph);
    let named = paragraphs().take(3).find_map(|s| named_voice(doc, s));
    if named.is_some() {
        return named;
    }
    let among = among_us(doc);
    if !among.is_empty() {
        return Some(among.iter().flat_map(|&m| side_of(doc, &doc.mentions[m])).collect());
    }
    let s = paragraphs().next()?;
    let range = doc.sentences[s].tokens.clone();
    let verb = range.clone().find(|&i| crate::syntax::is_verb(doc, i))?;
    let subj = crate::syntax::subject(doc, &range, verb);
    let mut ids: Vec<EntityId> = subj.mentions().iter().flat_map(|&m| bound_by(doc, &doc.mentions[m])).collect();
    ids.dedup();
    // The title may name more of them than the subject nearest to the verb.
    if ids.len() > 1 && titled(doc).is_none_or(|all| all.len() <= ids.len()) {
        return Some(ids);
    }
    // Who publishes a joint paper is one of those who issue it; an opening without it tells of others.
    let opening = || Some(joint_paper(doc)).filter(|ids| home(doc).is_some_and(|h| ids.contains(&h)));
    titled(doc).or_else(opening).or_else(|| titled_group(doc))
}

/// "We have convened to reaffirm our commitment to cooperation between A, B, C and D": the states, three or more, that a joint
/// paper opens with as those among whom it is. Their mentions.
pub(crate) fn among_us(doc: &Annotated<'_>) -> Vec<usize> {
    let text = |s: &usize| {
        matches!(doc.block_of(*s).kind, rapporteur_text::BlockKind::Paragraph | rapporteur_text::BlockKind::ListItem)
    };
    let opening = (0..doc.sentences.len()).filter(text).take(2);
    for s in opening.filter(|_| is_joint(doc)) {
        let range = doc.sentences[s].tokens.clone();
        let ours = |i: usize| ["we", "our"].iter().any(|w| doc.is_text(i, w)) && !doc.quoted[i];
        let Some(from) = range.clone().find(|&i| ["between", "among"].iter().any(|w| doc.is_text(i, w))) else {
            continue;
        };
        let states = states_from(doc, from..range.end);
        let bond = (from.saturating_sub(2)..from).any(|i| {
            ["cooperation", "partnership", "ties", "relations", "friendship"].iter().any(|w| doc.is_text(i, w))
        });
        let own = home(doc).is_none_or(|h| states.iter().any(|&m| doc.mentions[m].entity() == Some(h)));
        if bond && own && states.len() > 2 && range.clone().take_while(|&i| i < from).any(ours) {
            return states;
        }
    }
    Vec::new()
}

/// The mentions of states that open a range, up to the first of anything else.
pub(crate) fn states_from(doc: &Annotated<'_>, range: Range<usize>) -> Vec<usize> {
    doc.mentions_in(&range).take_while(|(_, m)| m.kind == MentionKind::State).map(|(m, _)| m).collect()
}

/// "We, the Leaders of the G7, …", "…, we the Ministers of A, B and C recognize …": those whom "we" names itself, up to its verb.
pub(crate) fn named_voice(doc: &Annotated<'_>, s: usize) -> Option<Vec<EntityId>> {
    let range = doc.sentences[s].tokens.clone();
    let we = range.clone().find(|&i| {
        doc.is_text(i, "we")
            && !doc.quoted[i]
            && i + 1 < range.end
            && (doc.is_text(i + 1, ",") || doc.is_text(i + 1, "the"))
    })?;
    let verb = plain_verb(doc, we + 1..range.end)?;
    let ids = collect(doc, &(we + 1..verb), &ISSUERS, |m| side_of(doc, m));
    (!ids.is_empty()).then_some(ids)
}

/// States and organisations issue papers.
const ISSUERS: [ActorKind; 2] = [ActorKind::State, ActorKind::Organization];

/// Whom the mentions of a range stand for, each once, in the order of the text.
fn collect(
    doc: &Annotated<'_>,
    range: &Range<usize>,
    kinds: &[ActorKind],
    sides: impl Fn(&Mention) -> Vec<EntityId>,
) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = Vec::new();
    for id in doc.mentions_in(range).flat_map(|(_, m)| sides(m)) {
        if kinds.contains(&doc.entities.get(id).kind) && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The first verb of a range in small letters, outside of names.
fn plain_verb(doc: &Annotated<'_>, mut range: Range<usize>) -> Option<usize> {
    range.find(|&i| crate::syntax::is_verb(doc, i) && doc.mention_of[i].is_none() && !doc.tokens[i].capital)
}
