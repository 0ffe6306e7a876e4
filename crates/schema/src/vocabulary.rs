//! Controlled vocabularies: closed sets of values, each with its meaning.

use crate::{Cell, ColumnType, Kind};

/// Declares an enum whose variants are words of a controlled vocabulary.
macro_rules! vocabulary {
    (
        $(#[doc = $doc:literal])+
        $name:ident { $( $(#[doc = $vdoc:literal])+ $variant:ident = $word:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $vdoc])+ $variant, )+
            /// Not set; never written.
            #[default]
            #[doc(hidden)]
            Unset,
        }

        impl $name {
            /// Every word, in the order of the codebook.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// Every word with its meaning.
            pub const MEANINGS: &'static [(&'static str, &'static str)] = &[$(($word, concat!($($vdoc),+))),+];
            /// Every value, in the order of the codebook.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word written in the tables.
            pub fn as_str(self) -> &'static str {
                match self {
                    $( $name::$variant => $word, )+
                    $name::Unset => "",
                }
            }

            /// The value a word stands for.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ColumnType for $name {
            const KIND: Kind = Kind::Text;
            const VOCABULARY: Option<&'static [&'static str]> = Some(Self::WORDS);
            fn cell(&self) -> Cell<'_> {
                Cell::Text(self.as_str())
            }
            fn read(text: &str) -> Result<Self, String> {
                Self::parse(text)
                    .ok_or_else(|| format!("is not in the vocabulary; take one of {}", Self::WORDS.join(", ")))
            }
        }
    };
}

vocabulary! {
    /// What kind of occurrence an event is.
    EventType {
        /// Talks between particular persons or delegations, or a convening by a host.
        Meeting = "meeting",
        /// The same by telephone or video between particular persons.
        Call = "call",
        /// Official travel to another country or seat.
        Visit = "visit",
        /// A multilateral gathering: conference, forum, summit, session of a standing body, ministerial, dialogue, seminar.
        Conference = "conference",
        /// An agreement, treaty or memorandum signed, initialled or ratified.
        Signing = "signing",
        /// A decision, declaration, plan or strategy adopted, approved or endorsed.
        Adoption = "adoption",
        /// A statement, letter or message issued as the occasion itself, without a gathering.
        Statement = "statement",
        /// A military, police or emergency exercise.
        Exercise = "exercise",
        /// A joint operation, deployment, mission or withdrawal.
        Operation = "operation",
        /// A course, workshop or study visit for officials.
        Training = "training",
        /// Money, equipment or assistance handed over.
        Aid = "aid",
        /// The opening or launch of a centre, office, programme or mechanism.
        Establishment = "establishment",
        /// An appointment, an election to an office, the hand-over of a chair.
        Appointment = "appointment",
    }
}

impl EventType {
    /// The PLOVER root code of an event of this type and status, if the ontology has one.
    pub fn plover(self, status: Status) -> Option<&'static str> {
        use EventType::*;
        let planned = matches!(status, Status::Scheduled | Status::Proposed);
        Some(match self {
            Meeting | Call | Visit | Conference if planned => "AGREE",
            Meeting | Call | Visit | Conference => "CONSULT",
            Signing | Adoption => "AGREE",
            Exercise | Operation | Training | Establishment => "COOPERATE",
            Aid => "AID",
            Statement | Appointment | Unset => return None,
        })
    }

    /// The CAMEO code, written `cameo:040` so that no tool takes it for a number.
    pub fn cameo(self, status: Status) -> Option<&'static str> {
        use EventType::*;
        let planned = matches!(status, Status::Scheduled | Status::Proposed);
        Some(match self {
            Meeting | Call | Visit | Conference if planned => "cameo:036",
            Meeting | Conference => "cameo:040",
            Call => "cameo:041",
            Visit => "cameo:042",
            Signing => "cameo:057",
            Adoption => "cameo:050",
            Statement => "cameo:010",
            Exercise | Operation => "cameo:062",
            Training | Establishment => "cameo:060",
            Aid => "cameo:070",
            Appointment | Unset => return None,
        })
    }
}

vocabulary! {
    /// Whether an event took place.
    Status {
        /// It took place.
        Held = "held",
        /// It was under way when the text was written.
        Ongoing = "ongoing",
        /// It is to take place.
        Scheduled = "scheduled",
        /// Somebody suggested or offered it.
        Proposed = "proposed",
        /// It was called off, or postponed without a new date.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// How an event stands to its document.
    Salience {
        /// What the document was issued for.
        Primary = "primary",
        /// Another occurrence of the same occasion.
        Secondary = "secondary",
        /// Any other event the document tells of.
        Referenced = "referenced",
    }
}

vocabulary! {
    /// How precisely an event is dated.
    DatePrecision {
        /// One day.
        Day = "day",
        /// Several days, with first and last.
        Range = "range",
        /// A month.
        Month = "month",
        /// A season or quarter.
        Season = "season",
        /// A year or several.
        Year = "year",
        /// No date.
        None = "none",
    }
}

vocabulary! {
    /// Where a date comes from.
    DateBasis {
        /// The text gives the calendar date.
        Explicit = "explicit",
        /// The dateline's date.
        Dateline = "dateline",
        /// An expression that counts from another date ("today", "last month").
        Relative = "relative",
        /// A bare weekday.
        Weekday = "weekday",
        /// The date of the event it belongs to.
        Inherited = "inherited",
        /// The publication date, for want of any other.
        Inferred = "inferred",
    }
}

vocabulary! {
    /// Where a publication date comes from.
    PublishedBasis {
        /// Front matter or manifest.
        Metadata = "metadata",
        /// The dateline.
        Dateline = "dateline",
        /// A byline ("Xinhua, October 25, 2012") or a date that stands alone.
        Byline = "byline",
        /// Derived from the text.
        Inferred = "inferred",
    }
}

vocabulary! {
    /// How the participants came together.
    Mode {
        /// In one place.
        InPerson = "in_person",
        /// By telephone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// Partly in one place, partly by video.
        Hybrid = "hybrid",
        /// Not said.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What an actor did at an event; one role each, the first that holds.
    Role {
        /// On whose premises or territory and by whose invitation it took place.
        Host = "host",
        /// Convened or organised it.
        Organizer = "organizer",
        /// Presided or moderated.
        Chair = "chair",
        /// Addressed it.
        Speaker = "speaker",
        /// Signed or adopted.
        Signatory = "signatory",
        /// Observer or invited guest.
        Guest = "guest",
        /// Supported, funded or gave.
        Supporter = "supporter",
        /// Took part otherwise.
        Participant = "participant",
    }
}

impl Role {
    /// Precedence where several roles hold: signatory and chair before speaker; lower is stronger.
    pub fn rank(self) -> u8 {
        match self {
            Role::Host => 0,
            Role::Organizer => 1,
            Role::Chair => 2,
            Role::Signatory => 3,
            Role::Speaker => 4,
            Role::Guest => 5,
            Role::Supporter => 6,
            Role::Participant | Role::Unset => 7,
        }
    }
}

vocabulary! {
    /// What an actor is.
    ActorKind {
        /// A named person.
        Person = "person",
        /// A state.
        State = "state",
        /// An international organisation.
        Organization = "organization",
        /// An organ, ministry or office of a state or organisation.
        Body = "body",
        /// Unnamed people or actors, as the text calls them.
        Group = "group",
    }
}

vocabulary! {
    /// How an undertaking binds.
    CommitmentType {
        /// Agreed or concluded together.
        Agreement = "agreement",
        /// Decided by an organisation or authority, or provided for by its plan.
        Decision = "decision",
        /// Promised: will, pledges, undertakes, remains committed.
        Pledge = "pledge",
        /// Readiness to do something.
        Offer = "offer",
        /// A plan, aim or wish of one's own.
        Intent = "intent",
        /// A call on others, or on all together.
        Appeal = "appeal",
    }
}

vocabulary! {
    /// How an actor stands to a commitment.
    PartyRole {
        /// Bound by it; for an appeal, the one appealing.
        Committer = "committer",
        /// The person quoted.
        Speaker = "speaker",
        /// Who is asked or promised to.
        Addressee = "addressee",
        /// Who gains.
        Beneficiary = "beneficiary",
        /// With whom.
        Partner = "partner",
    }
}

vocabulary! {
    /// Whether a row is as the engine made it.
    ReviewStatus {
        /// Made by the engine.
        Auto = "auto",
        /// Changed or added by a human correction.
        Corrected = "corrected",
    }
}

vocabulary! {
    /// How an actor was at an event.
    Attendance {
        /// The text shows them there.
        Stated = "stated",
        /// By video or telephone.
        Remote = "remote",
        /// Invited; whether they came is not said.
        Invited = "invited",
        /// Expressly absent.
        Absent = "absent",
    }
}

vocabulary! {
    /// How a mention was resolved to an actor.
    Resolution {
        /// The full name stands there.
        Exact = "exact",
        /// Another name of the actor.
        Alias = "alias",
        /// An office that only one known actor holds.
        Title = "title",
        /// A pronoun, a family name or a noun that points back.
        Coreference = "coreference",
        /// Not resolved.
        Unresolved = "unresolved",
    }
}

vocabulary! {
    /// The force of an undertaking.
    Modality {
        /// Must, is to.
        Obligation = "obligation",
        /// Will, agreed, pledged.
        Commitment = "commitment",
        /// Plans, intends.
        Intention = "intention",
        /// Is ready, offers.
        Readiness = "readiness",
        /// Should, calls on.
        Recommendation = "recommendation",
    }
}

vocabulary! {
    /// Whether something is to be done or left undone.
    Polarity {
        /// To be done.
        Do = "do",
        /// To be refrained from.
        Refrain = "refrain",
    }
}

vocabulary! {
    /// How serious a diagnostic is.
    SeverityWord {
        /// Worth knowing.
        Info = "info",
        /// A value may be wrong or missing.
        Warning = "warning",
        /// The document could not be used.
        Error = "error",
    }
}
