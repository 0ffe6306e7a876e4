//! Classes of words the grammar needs, and the set of classes of a word.

use crate::words::WordId;

/// Classes of words the grammar needs. `grammar.toml` lists the words of each under the name given here.
macro_rules! word_classes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// A class of words; see `grammar.toml`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum WordClass { $($(#[doc = $doc])+ $variant,)+ }

        impl WordClass {
            /// Every class with its name in `grammar.toml`.
            pub const ALL: &'static [(&'static str, WordClass)] = &[$(($name, WordClass::$variant)),+];
        }
    };
}

word_classes! {
    /// also, further, jointly: may stand inside a verb group.
    Adverb = "adverb",
    /// the, a, its, their, this.
    Determiner = "determiner",
    /// Forms of be.
    Be = "be",
    /// Forms of have.
    Have = "have",
    /// Forms of do.
    Do = "do",
    /// will, would, shall, should, may …
    Modal = "modal",
    /// will, shall, would.
    FutureModal = "future_modal",
    /// Negations.
    Negation = "negation",
    /// Prepositions.
    Preposition = "preposition",
    /// he, she, they, we, it, I.
    Pronoun = "pronoun",
    /// we, I, our, us.
    FirstPerson = "first_person",
    /// that, because, while: open a clause.
    Subordinator = "subordinator",
    /// which, who, where.
    Relative = "relative",
    /// and, or, as well as.
    Coordinator = "coordinator",
    /// Verbs of saying, in all forms.
    Reporting = "reporting",
    /// Verbs in general, finite forms.
    Verb = "verb",
    /// Nouns that head names of bodies: council, ministry.
    BodyHead = "body_head",
    /// Nouns for unnamed people: representatives, officials.
    GroupHead = "group_head",
    /// sides, parties, leaders: stand for all parties.
    PartyNoun = "party_noun",
    /// participants, delegates, attendees: stand for all who took part.
    Attendee = "attendee",
    /// side, delegation: stand for one party with a demonym.
    SideNoun = "side_noun",
    /// country, government, nation: stand for the speaker's state.
    CountryNoun = "country_noun",
    /// organization, alliance, agency: stand for the organisation last named.
    OrganizationNoun = "organization_noun",
    /// agreement, memorandum, declaration.
    InstrumentNoun = "instrument_noun",
    /// centre, office, embassy: what is opened.
    InstitutionNoun = "institution_noun",
    /// Month names.
    Month = "month",
    /// Weekday names.
    Weekday = "weekday",
    /// conditions, clothing: what the name of a season before it tells the kind of.
    ClimateNoun = "climate_noun",
    /// kingdom, sultanate: a state by its kind.
    RealmNoun = "realm_noun",
    /// Season names.
    Season = "season",
    /// one, two, both.
    NumberWord = "number_word",
    /// first, second, next.
    OrdinalWord = "ordinal_word",
    /// next, upcoming, forthcoming.
    NextWord = "next_word",
    /// previous, last, earlier.
    PreviousWord = "previous_word",
    /// if, provided, once.
    Condition = "condition",
    /// Words that may stand between a place and its name: city, town.
    PlaceNoun = "place_noun",
    /// in, at, to: before a place.
    PlacePreposition = "place_preposition",
    /// Names' particles: bin, von.
    Particle = "particle",
    /// Names' suffixes: Jr., II.
    NameSuffix = "name_suffix",
    /// Capitalised words that are never names of persons.
    NotName = "not_name",
    /// Words that end a name only when nothing else speaks against it.
    AmbiguousName = "ambiguous_name",
    /// English words.
    English = "english",
    /// Nouns of gatherings and other events.
    EventNoun = "event_noun",
    /// video, virtual, online.
    VideoWord = "video_word",
    /// phone, telephone.
    PhoneWord = "phone_word",
    /// press, tour: what makes an event noun mean no event.
    NoEventWord = "no_event_word",
    /// millions, billions.
    Magnitude = "magnitude",
    /// he, his, him.
    Masculine = "masculine",
    /// she, her.
    Feminine = "feminine",
    /// Verbs a person is the subject of, in past or present form: said, met.
    PersonVerb = "person_verb",
    /// hold, attend, chair: verbs that have an event noun as object.
    Light = "light",
    /// response, compliance: nouns for something to be done.
    ActionNoun = "action_noun",
    /// welcome, discuss, thank: verbs whose objects are praised or talked over, not undertaken.
    TopicVerb = "topic_verb",
    /// take place, meet, visit: what "will" only schedules.
    ScheduleVerb = "schedule_verb",
    /// announce, promise, confirm: what makes "will be done" an undertaking.
    PromiseVerb = "promise_verb",
    /// refrain, avoid, stop.
    RefrainVerb = "refrain_verb",
    /// review, report, evaluate: what foresees a look back.
    ReviewWord = "review_word",
    /// commitment, dedication, readiness.
    CommitmentNoun = "commitment_noun",
    /// say, note, stress: what a speaker at a gathering does.
    Saying = "saying",
    /// appoint, elect, name: give an office.
    AppointVerb = "appoint_verb",
    /// entities, bodies: stand for organisations.
    EntityNoun = "entity_noun",
    /// meet, host, convene: verbs whose object is whom somebody came together with.
    MeetVerb = "meet_verb",
    /// group, leadership, team: nouns for several people in the singular.
    Collective = "collective",
    /// met, meet: talks face to face.
    MeetWord = "meet_word",
    /// guest, guests.
    GuestWord = "guest_word",
    /// every, regularly, annually: what recurs.
    RecurrentWord = "recurrent_word",
    /// together, along, accompanied: words that bring in who was there besides.
    CompanionWord = "companion_word",
    /// Verbs of giving and doing in "-ing" that make "will be …" an undertaking: "will be donating".
    GivingWord = "giving_word",
    /// margins, sidelines, fringes: what lies beside a gathering.
    MarginWord = "margin_word",
    /// ceremony, occasion, handover: where speeches are made when something is handed over or opened.
    CeremonyWord = "ceremony_word",
    /// context, light, wake: before "of", what something is seen before.
    CircumstanceNoun = "circumstance_noun",
    /// What a gathering came to: "commitments", "made", "reached".
    OutcomeWord = "outcome_word",
    /// Nouns in the names of residences and seats of government ("the Chancellery", "the Palace").
    ResidenceWord = "residence_word",
    /// condemn, deplore, welcome: verbs by which an institution takes a stance.
    StanceVerb = "stance_verb",
    /// counterpart: who holds the same office elsewhere.
    CounterpartWord = "counterpart_word",
    /// travel, fly, proceed: verbs whose "to" is where somebody goes.
    TravelVerb = "travel_verb",
    /// Given names: those of `given_names.txt`, and the ordinary words that are given names too (peter, grace, dale).
    GivenWord = "given_word",
    /// decision, invitation, preparations: nouns of what is still to come, before "to" or "for".
    ProspectNoun = "prospect_noun",
    /// situation, conflict, crisis: what is talked about as being in a place.
    SituationNoun = "situation_noun",
    /// conversation: talk that need not be by telephone.
    SpokenNoun = "spoken_noun",
    /// former, ex, then: before an office no longer held.
    FormerWord = "former_word",
    /// held, opened, was: predicates of an event noun.
    OccurVerb = "occur_verb",
    /// held, place, scheduled: words in a predicate that say that the event is, was or will be.
    OccurWord = "occur_word",
    /// cancelled, postponed.
    CancelWord = "cancel_word",
    /// conclude, end, wrap up: whose subject brings its object to an end.
    EndVerb = "end_verb",
    /// concluded, closed: predicates of what is over.
    EndedWord = "ended_word",
    /// concluded, wrapped: verbs anywhere in a sentence that end its course.
    EndingWord = "ending_word",
    /// begin, start: whose subject begins its object.
    BeginVerb = "begin_verb",
    /// began, opened: predicates of what has just begun.
    BegunWord = "begun_word",
    /// began, opened: verbs anywhere in a sentence that begin its course.
    BeginningWord = "beginning_word",
    /// host.
    HostVerb = "host_verb",
    /// chair, lead.
    ChairVerb = "chair_verb",
    /// convene, organize.
    ConveneVerb = "convene_verb",
    /// importance, need: what is asked for has not been.
    NeedNoun = "need_noun",
    /// start, resumption: of what is to come.
    BeginningNoun = "beginning_noun",
    /// conduct, hold, carry out: an organisation that does so with a course or an exercise runs it.
    RunVerb = "run_verb",
    /// address, open: what a speaker does at a gathering.
    AddressVerb = "address_verb",
    /// visit, attend, take part.
    JoinVerb = "join_verb",
    /// left, departs: set out for a place.
    LeaveVerb = "leave_verb",
    /// arrived, arrives.
    ArriveVerb = "arrive_verb",
    /// observer: whoever looks on.
    ObserverWord = "observer_word",
    /// representatives, delegation: who is sent by somebody and stands for him.
    DelegateWord = "delegate_word",
    /// opened, inaugurate: what is done with a building by whoever cuts its ribbon.
    RibbonVerb = "ribbon_verb",
    /// involving, including, sent: what follows a group and still speaks of it ("three States sent observers").
    InvolvingWord = "involving_word",
    /// bodies, authorities, forces: what of a state takes part in its name.
    ForceNoun = "force_noun",
    /// statement, comment: what a text is called that only says what its publisher thinks.
    StatementNoun = "statement_noun",
    /// rehearsed, practised: what units do at an exercise.
    DrillVerb = "drill_verb",
    /// equipment, vehicles, supplies: what aid is made of.
    GoodsNoun = "goods_noun",
    /// checkpoint, ground, base: a site behind its own name.
    SiteNoun = "site_noun",
    /// observer, member: before the states of an organisation.
    MembershipWord = "membership_word",
    /// chair, presidency: an office that passes from one to the next.
    ChairWord = "chair_word",
    /// deputy, vice: lower an office.
    DeputyWord = "deputy_word",
    /// who: right after an apposition.
    ClauseOpener = "clause_opener",
    /// Bodies that bear their seat in the name: office, centre, mission.
    SeatedBody = "seated_body",
    /// due, scheduled: before the date of something to come.
    DueWord = "due_word",
    /// funded, financed: after who pays ("EU-funded").
    FundedWord = "funded_word",
    /// participants, attended, present: words of a heading over those who were there.
    AttendanceWord = "attendance_word",
    /// them, him: never part of a noun phrase.
    ObjectPronoun = "object_pronoun",
    /// secretaries, ministers: offices in the plural that a text may use for several holders it named before.
    OfficePlural = "office_plural",
    /// lord, baroness: the seat stands behind the name.
    PeerWord = "peer_word",
    /// head, leader: offices that every state has under some name.
    GenericHead = "generic_head",
    /// journalist, activist: what a person is who holds no office, right before the name.
    PersonNoun = "person_noun",
    /// sheikh, prince: what persons of a family are called, whatever office they hold.
    CourtesyTitle = "courtesy_title",
    /// minister: whoever heads one of a state's ministries, alone.
    MinisterWord = "minister_word",
    /// minister, governor, mayor: heads of public offices, as opposed to those of firms and associations.
    PublicOfficeWord = "public_office_word",
    /// expert: before "meeting", who meets there without being a side.
    ExpertWord = "expert_word",
    /// spokesman, spokesperson: who speaks for an institution.
    Spokesperson = "spokesperson",
    /// Nouns of praise and thanks.
    PraiseNoun = "praise_noun",
    /// delegation, delegations, composition, diplomacy: those who come or speak for a state.
    DelegationNoun = "delegation_noun",
    /// this, next, within: words a date expression can begin with, besides figures and names of times.
    DateOpener = "date_opener",
}

/// The classes of one word: a bit for each, in words of 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet([u64; 3]);

// A class without a bit of its own would silently share that of another.
const _: () = assert!(WordClass::ALL.len() <= 3 * 64, "ClassSet needs one more word of bits");

impl ClassSet {
    const fn bit(class: WordClass) -> (usize, u64) {
        (class as usize / 64, 1 << (class as usize % 64))
    }

    /// Whether it holds a class.
    #[inline]
    pub fn has(self, class: WordClass) -> bool {
        let (word, bit) = Self::bit(class);
        self.0[word] & bit != 0
    }
}

/// The classes of every word.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    sets: Vec<ClassSet>,
}

impl Classes {
    pub(crate) fn add(&mut self, word: WordId, class: WordClass) {
        let index = word.0 as usize;
        if self.sets.len() <= index {
            self.sets.resize(index + 1, ClassSet::default());
        }
        let (place, bit) = ClassSet::bit(class);
        self.sets[index].0[place] |= bit;
    }

    /// All classes of a word.
    #[inline]
    pub fn of(&self, word: WordId) -> ClassSet {
        self.sets.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a word belongs to a class.
    #[inline]
    pub fn has(&self, word: WordId, class: WordClass) -> bool {
        self.of(word).has(class)
    }

    /// Whether a word belongs to one of several classes.
    #[inline]
    pub fn any(&self, word: WordId, classes: &[WordClass]) -> bool {
        let own = self.of(word);
        classes.iter().any(|&c| own.has(c))
    }
}
