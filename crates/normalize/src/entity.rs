//! Entities: the actors one document speaks of.

use rapporteur_lexicon::{Lexicon, NameRef};
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::fold;
use rustc_hash::FxHashMap;

/// Index of an entity in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// An office as written in one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    /// As written, white space collapsed: "Deputy Foreign Minister".
    pub text: String,
    /// Folded head: "president", "foreign minister".
    pub head: String,
    /// 1 head of state … 5 expert.
    pub level: Option<i64>,
    /// For whom it speaks.
    pub represents: Option<EntityId>,
    /// Held in international organisations only.
    pub of_organization: bool,
    /// Formerly held.
    pub former: bool,
    /// Deputy, vice, acting.
    pub modified: bool,
    /// Several people hold it ("Presidents").
    pub plural: bool,
}

/// Whether two folded heads name one office: "foreign minister" and "minister of foreign affairs", "defence minister" and "minister of
/// national defense".
pub(crate) fn same_head(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // tidy-allow(words): the one office whose field is told in two ways
    if !(a.contains("minister") && b.contains("minister")) {
        return false;
    }
    let words = |head: &str| {
        let mut words: Vec<String> = head
            .split(' ')
            .filter(|w| !matches!(*w, "of" | "for" | "the" | "affairs" | "national"))
            .map(|w| match w {
                "defense" => "defence".to_owned(),
                "internal" => "interior".to_owned(),
                other => other.to_owned(),
            })
            .collect();
        words.sort_unstable();
        words
    };
    words(a) == words(b)
}

/// An actor of the document.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Id in the actors table.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Country, alpha-3.
    pub country: Option<String>,
    /// The entity it is part of.
    pub part_of: Option<EntityId>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Main acronym.
    pub acronym: Option<String>,
    /// Other names, also as met in the text.
    pub aliases: Vec<String>,
    /// Correlates of War code.
    pub cow_code: Option<String>,
    /// Offices, in the order met.
    pub offices: Vec<Office>,
    /// `m` or `f`.
    pub gender: Option<char>,
    /// Organisations: the category of the lexicon.
    pub category: String,
    /// Folded words of the longest name, for persons and bodies.
    pub words: Vec<String>,
}

impl Entity {
    /// A person, or the holder of an office whom the text never names ("the Secretary-General").
    pub fn is_human(&self) -> bool {
        self.kind == ActorKind::Person || self.kind == ActorKind::Group && !self.offices.is_empty()
    }

    /// For whom a person speaks: the first office that says so.
    pub fn represents(&self) -> Option<EntityId> {
        self.offices
            .iter()
            .filter(|o| !o.former)
            .find_map(|o| o.represents)
            .or_else(|| self.offices.iter().find_map(|o| o.represents))
    }

    /// Adds a name met in the text.
    pub fn add_alias(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && name != self.name && !name.contains('|') && !self.aliases.iter().any(|a| a == name) {
            self.aliases.push(name.to_owned());
        }
    }
}

/// All entities of a document.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    by_id: FxHashMap<String, EntityId>,
    /// States by alpha-3 code.
    states: FxHashMap<String, EntityId>,
}

impl Entities {
    /// The entity behind an index.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.0]
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.all[id.0]
    }

    /// All entities with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.all.iter().enumerate().map(|(i, e)| (EntityId(i), e))
    }

    /// The entity with an actor id.
    pub fn find(&self, id: &str) -> Option<EntityId> {
        self.by_id.get(id).copied()
    }

    /// The state with a code, if the document speaks of it.
    pub fn find_state(&self, alpha3: &str) -> Option<EntityId> {
        self.states.get(alpha3).copied()
    }

    /// Adds an entity, or returns the one with its id.
    pub fn add(&mut self, entity: Entity) -> EntityId {
        if let Some(&known) = self.by_id.get(&entity.id) {
            return known;
        }
        let id = EntityId(self.all.len());
        self.by_id.insert(entity.id.clone(), id);
        self.all.push(entity);
        id
    }

    /// A person gets a longer name: the id follows the name.
    pub fn rename_person(&mut self, id: EntityId, name: &str, words: Vec<String>) {
        let new_id = actor_id(ActorKind::Person, name);
        if self.by_id.contains_key(&new_id) {
            return;
        }
        let entity = &mut self.all[id.0];
        self.by_id.remove(&entity.id);
        let old = std::mem::replace(&mut entity.name, name.to_owned());
        entity.id = new_id.clone();
        entity.words = words;
        entity.aliases.retain(|a| a != name);
        entity.add_alias(&old);
        self.by_id.insert(new_id, id);
    }

    /// The state with a code.
    pub fn state(&mut self, alpha3: &str, lexicon: &Lexicon) -> Option<EntityId> {
        if let Some(&known) = self.states.get(alpha3) {
            return Some(known);
        }
        let country = lexicon.country(alpha3)?;
        let id = format!("state:{alpha3}");
        let mut aliases = Vec::new();
        if country.formal_name != country.name && !country.formal_name.is_empty() {
            aliases.push(country.formal_name.clone());
        }
        aliases.extend(country.acronyms.iter().take(2).cloned());
        aliases.extend(country.names.iter().take(4).cloned());
        let state = self.add(Entity {
            id,
            name: country.name.clone(),
            kind: ActorKind::State,
            country: Some(alpha3.to_owned()),
            wikidata: country.wikidata.clone(),
            acronym: country.acronyms.first().cloned(),
            aliases,
            cow_code: country.cow_code.clone(),
            ..Entity::default()
        });
        self.states.insert(alpha3.to_owned(), state);
        Some(state)
    }

    /// The organisation or body with an id of the lexicon, with its parents.
    pub fn organization(&mut self, id: &str, lexicon: &Lexicon) -> Option<EntityId> {
        if let Some(known) = self.find(id) {
            return Some(known);
        }
        let o = lexicon.organization(id)?;
        let part_of = o.part_of.as_deref().filter(|p| *p != id).and_then(|p| self.organization(p, lexicon));
        let mut aliases: Vec<String> = o.acronym.iter().cloned().collect();
        aliases.extend(o.aliases.iter().cloned());
        let words = fold(&o.name).split_whitespace().map(str::to_owned).collect();
        Some(self.add(Entity {
            id: o.id.clone(),
            name: o.name.clone(),
            kind: if o.is_body { ActorKind::Body } else { ActorKind::Organization },
            country: o.country.clone(),
            part_of,
            wikidata: o.wikidata.clone(),
            acronym: o.acronym.clone(),
            aliases,
            category: o.category.clone(),
            words,
            ..Entity::default()
        }))
    }

    /// What a gazetteer name means as an entity; regions and programmes mean none.
    pub fn of_name(&mut self, name: NameRef, lexicon: &Lexicon) -> Option<EntityId> {
        match name {
            NameRef::Country(i) | NameRef::Demonym(i) | NameRef::Government(i) => {
                self.state(&lexicon.facts.countries.get(i)?.alpha3, lexicon)
            }
            NameRef::Organization(i) => self.organization(&lexicon.facts.organizations.get(i)?.id, lexicon),
            NameRef::Region(_) | NameRef::Programme(_) => None,
        }
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}
