//! Events and their parts while they are put together.

use std::ops::Range;

use rapporteur_normalize::{EntityId, PlaceHit};
use rapporteur_schema::DateSpan;
use rapporteur_schema::vocabulary::{Attendance, DateBasis, EventType, Mode, Role, Salience, Status};

/// One actor's part in an event.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The mention that shows it.
    pub(crate) mention: usize,
    /// Whom it means; `None` for a group.
    pub(crate) entity: Option<EntityId>,
    /// What they did.
    pub(crate) role: Role,
    /// How they attended.
    pub(crate) attendance: Attendance,
    /// The sentence that shows it.
    pub(crate) sentence: usize,
    /// The rule that found it.
    pub(crate) rule: String,
}

/// How an event stands in time to the one the text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    None,
    Next,
    Previous,
}

/// An event.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) rule: String,
    pub(crate) kind: EventType,
    pub(crate) format: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) status: Status,
    pub(crate) salience: Salience,
    pub(crate) sentence: usize,
    pub(crate) trigger: Range<usize>,
    pub(crate) date: Option<DateSpan>,
    pub(crate) basis: Option<DateBasis>,
    pub(crate) date_text: Option<Range<usize>>,
    pub(crate) place: Option<PlaceHit>,
    pub(crate) place_basis: Option<&'static str>,
    pub(crate) mode: Mode,
    pub(crate) parts: Vec<Part>,
    pub(crate) parent: Option<usize>,
    pub(crate) marker: Marker,
    /// "the meeting", "this conference": points to an event spoken of before.
    pub(crate) definite: bool,
    /// A verb says that it takes, took or will take place; otherwise it is only named.
    pub(crate) asserted: bool,
    /// A verb of its own tells of it ("met with"), not a noun.
    pub(crate) by_verb: bool,
    /// Stands in a headline.
    pub(crate) headline: bool,
    /// A headline tells of it behind another event: "Minister meets A, holds talks with B".
    pub(crate) titled: bool,
    /// Stands in background, or in a clause about something else.
    pub(crate) aside: bool,
    /// On the margins of which, or during which, something else took place.
    pub(crate) enclosing: bool,
    /// "the two dignitaries", "the heads of delegation": those of the event before took part, in this role.
    pub(crate) parties: Option<(usize, Role)>,
    /// "two-day": length in days.
    pub(crate) days: Option<i64>,
    /// The verb says that it ended (or began) on its date.
    pub(crate) edge: Edge,
    /// How columns were reached, for `explain`.
    pub(crate) steps: Vec<(String, String, String)>,
}

/// Which end of an event its date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    None,
    Start,
    End,
}

impl Event {
    /// Adds a part; of several roles of one actor the strongest stays.
    pub(crate) fn add(&mut self, part: Part, same: impl Fn(&Part, &Part) -> bool) {
        match self.parts.iter_mut().find(|p| same(p, &part)) {
            Some(known) => {
                if part.role.rank() < known.role.rank() {
                    known.role = part.role;
                    known.rule = part.rule;
                }
            }
            None => self.parts.push(part),
        }
    }
}
