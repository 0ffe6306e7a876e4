//! The format of `tests/cases/*.toml`: a short text and the rows it must yield.
//!
//! ```
//! let file = rapporteur_tests::case::parse(r#"
//! [[case]]
//! name = "two ministers meet"
//! published_date = "2019-05-04"
//! text = "Minister Ana Duval met Minister Erik Lund of Norway in Oslo on 3 May 2019."
//! [[case.events]]
//! type = "meeting"
//! start = "2019-05-03"
//! participants = ["Ana Duval (participant)", { name = "Erik Lund", role = "participant", represents = "state:NOR" }]
//! "#).unwrap();
//! assert_eq!(file[0].events.as_ref().unwrap()[0].event_type, "meeting");
//! ```
//!
//! - `events`, `commitments` and `participants` are complete lists where they are given; rows of a list that is not given
//!   are not looked at. `no_events` and `no_commitments` are the empty lists.
//! - A field that is not given is not looked at; `"none"` asks for null.
//! - An entry with `optional = true` may be missing.
//! - `known_gap` marks what the engine does not get right yet. Such a case must fail: once it passes, the mark has to go.

use serde::Deserialize;

/// One text with its expected rows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows, unique in its file.
    pub name: String,
    /// The text, as a file would hold it.
    pub text: String,
    /// Metadata: day of publication.
    pub published_date: Option<String>,
    /// Metadata: who issued it.
    pub publisher: Option<String>,
    /// Metadata: address.
    pub url: Option<String>,
    /// Why the engine does not get it right yet.
    pub known_gap: Option<String>,
    /// All events.
    pub events: Option<Vec<ExpectedEvent>>,
    /// All commitments.
    pub commitments: Option<Vec<ExpectedCommitment>>,
    /// Fields of the document.
    pub document: Option<ExpectedDocument>,
    /// The same as an empty list of events.
    #[serde(default)]
    pub no_events: bool,
    /// The same as an empty list of commitments.
    #[serde(default)]
    pub no_commitments: bool,
}

/// An event that must be found.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedEvent {
    /// Type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Status.
    pub status: Option<String>,
    /// Salience.
    pub salience: Option<String>,
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// The date in EDTF.
    pub edtf: Option<String>,
    /// City.
    pub place: Option<String>,
    /// Country, alpha-3.
    pub country: Option<String>,
    /// Mode.
    pub mode: Option<String>,
    /// Part of the official name.
    pub name: Option<String>,
    /// Part of the evidence.
    pub quote: Option<String>,
    /// All participants.
    pub participants: Option<Vec<Participant>>,
    /// Whether it may be missing.
    pub optional: bool,
}

/// A participant: `"Name (role)"`, or a table for more.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Participant {
    /// `"Name (role)"`.
    Short(String),
    /// With office and represented state or organisation.
    Long(ExpectedParticipant),
}

/// A participant that must be found; `name` is a name, an alias, the words of the text or an actor id.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedParticipant {
    /// Who.
    pub name: String,
    /// Role.
    pub role: Option<String>,
    /// Office as written.
    pub position: Option<String>,
    /// Actor id of the state or organisation spoken for.
    pub represents: Option<String>,
    /// Whether it may be missing.
    pub optional: bool,
}

/// A commitment that must be found.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedCommitment {
    /// Type.
    #[serde(rename = "type")]
    pub commitment_type: String,
    /// All committers, as names or actor ids.
    pub committers: Option<Vec<String>>,
    /// All speakers.
    pub speakers: Option<Vec<String>>,
    /// All addressees.
    pub addressees: Option<Vec<String>>,
    /// Last day of the time by which it is due.
    pub due: Option<String>,
    /// Main verb.
    pub action: Option<String>,
    /// Whether it hangs on a condition.
    pub conditional: Option<bool>,
    /// `do` or `refrain`.
    pub polarity: Option<String>,
    /// Part of the evidence.
    pub quote: Option<String>,
    /// Whether it may be missing.
    pub optional: bool,
}

/// What must be known of the document.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedDocument {
    /// Headline.
    pub title: Option<String>,
    /// Institution.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published_date: Option<String>,
    /// City of the dateline.
    pub dateline_place: Option<String>,
    /// Its country.
    pub dateline_country: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// Reads a file of cases.
///
/// # Errors
/// What is wrong with the file, with line and column.
pub fn parse(toml: &str) -> Result<Vec<Case>, toml::de::Error> {
    toml::from_str::<File>(toml).map(|file| file.case)
}

impl Participant {
    /// The long form; text without a role in brackets asks for no role.
    pub fn expected(&self) -> ExpectedParticipant {
        match self {
            Participant::Long(long) => long.clone(),
            Participant::Short(text) => match text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
                Some((name, role)) => {
                    ExpectedParticipant { name: name.into(), role: Some(role.into()), ..ExpectedParticipant::default() }
                }
                None => ExpectedParticipant { name: text.clone(), ..ExpectedParticipant::default() },
            },
        }
    }
}
