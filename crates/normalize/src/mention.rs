//! Mentions: stretches of text that name or point to an actor.

use std::ops::Range;

use crate::entity::{EntityId, Office};

/// What kind of expression a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MentionKind {
    /// A person by name, with or without office.
    Person,
    /// An office without a name: "the Vice President".
    Office,
    /// A state by name.
    State,
    /// The adjective or people of a state.
    Demonym,
    /// A capital or building that may stand for its government.
    Government,
    /// An organisation.
    Organization,
    /// A body, known or recognised by its form.
    Body,
    /// A named group of states.
    Region,
    /// Unnamed people: "representatives of 23 States".
    Group,
    /// A named programme or treaty; no actor.
    Programme,
    /// he, she, they, we, it.
    Pronoun,
    /// "the sides", "both leaders", "the participants".
    Parties,
    /// "the Organization", "the Kyrgyz side", "his country".
    Nominal,
}

/// A mention.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens, without a leading article and without a possessive ending.
    pub tokens: Range<usize>,
    /// What kind of expression it is.
    pub kind: MentionKind,
    /// Whom it means, once resolved; several for "the two leaders".
    pub entities: Vec<EntityId>,
    /// Persons: tokens of the name proper.
    pub name: Option<Range<usize>>,
    /// Persons and offices: the office held.
    pub office: Option<Office>,
    /// Persons: forms of address stand before it (Mr, Ms): `m` or `f`.
    pub gender: Option<char>,
    /// Groups: how many people, where said.
    pub count: Option<i64>,
    /// Groups: actors named inside ("of Central Asian States", "of the World Bank and UNDP").
    pub within: Vec<EntityId>,
    /// How it was resolved.
    pub by_coreference: bool,
}

impl Mention {
    pub(crate) fn new(kind: MentionKind, tokens: Range<usize>) -> Self {
        Mention {
            tokens,
            kind,
            entities: Vec::new(),
            name: None,
            office: None,
            gender: None,
            count: None,
            within: Vec::new(),
            by_coreference: false,
        }
    }

    /// The single entity it means.
    pub fn entity(&self) -> Option<EntityId> {
        match self.entities.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}
