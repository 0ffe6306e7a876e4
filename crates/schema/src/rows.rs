//! The rows of the seven tables.

use crate::Date;
use crate::column::table;
use crate::vocabulary::*;

table! {
    /// One press release, readout, communiqué, joint statement or news item.
    DocumentRow = "documents" {
        key: ["document_id"],
        references: ["publisher_id" => "actors"."actor_id", "duplicate_of" => "documents"."document_id"],
        /// Path under the input folder without extension, `/` written as `-`.
        document_id: String,
        /// Path of the file as found, relative to the input folder.
        source_path: String,
        /// SHA-256 of the raw bytes, in hexadecimal.
        sha256: String,
        /// The headline, as written; from metadata where given.
        title: Option<String>,
        /// Name of the institution that issued the text.
        publisher: Option<String>,
        /// The same as an actor.
        publisher_id: Option<String>,
        /// Where it was published, from metadata or the text itself.
        url: Option<String>,
        /// Language as BCP 47 tag.
        language: Option<String>,
        /// Day of publication.
        published_date: Option<Date>,
        /// Where the publication date comes from.
        published_basis: Option<PublishedBasis>,
        /// Place named in the dateline.
        dateline_place: Option<String>,
        /// Its country, ISO 3166-1 alpha-3.
        dateline_country: Option<String>,
        /// Licence of the source text, from metadata; null where unknown.
        licence: Option<String>,
        /// Length of the decoded text in Unicode code points, the unit of all offsets.
        characters: i64,
        /// Number of sentences in the parts that can yield rows.
        sentences: i64,
        /// The document that this one repeats almost word for word: the one published first, and of these the first by id.
        /// Events of both carry the same `event_group_id`. Null for the others.
        duplicate_of: Option<String>,
        /// The text as it was read, to which all offsets point; null where it was left out (`--no-text`).
        text: Option<String>,
        /// Whether a human changed the row.
        review_status: ReviewStatus,
    }
}

table! {
    /// One bounded occurrence of cooperation or diplomacy that one document tells of.
    EventRow = "events" {
        key: ["event_id"],
        references: [
            "document_id" => "documents"."document_id",
            "parent_event_id" => "events"."event_id",
            "attributed_to" => "actors"."actor_id",
        ],
        /// Stable id: `ev-` and a hash of document, trigger sentence and place of the trigger in it.
        event_id: String,
        /// The document that tells of it.
        document_id: String,
        /// The event it is part of: the visit of a meeting, the meeting of an adoption.
        parent_event_id: Option<String>,
        /// What kind of occurrence it is.
        event_type: EventType,
        /// The finer noun of the text: summit, session, seminar, phone call …
        format: Option<String>,
        /// Official name, as written.
        event_name: Option<String>,
        /// Whether it took place.
        status: Status,
        /// How it stands to the document.
        salience: Salience,
        /// First possible day.
        start_date: Option<Date>,
        /// Last possible day; null while it goes on.
        end_date: Option<Date>,
        /// The date in EDTF (ISO 8601-2) level 1: `2015-21` is spring 2015.
        date_edtf: Option<String>,
        /// How precise the date is.
        date_precision: DatePrecision,
        /// Where the date comes from; null without a date.
        date_basis: Option<DateBasis>,
        /// City, town or site, as the text names it in English; `geonames_id` says which one it is, whatever its name was.
        place: Option<String>,
        /// Country, ISO 3166-1 alpha-3.
        country: Option<String>,
        /// Latitude of the place in degrees north (WGS 84), from GeoNames.
        latitude: Option<f64>,
        /// Longitude of the place in degrees east (WGS 84), from GeoNames.
        longitude: Option<f64>,
        /// How the participants came together.
        mode: Mode,
        /// Topics of the sentences that tell of it.
        topics: Vec<String>,
        /// PLOVER root code.
        plover: Option<String>,
        /// CAMEO code with its scheme before it: `cameo:040`.
        cameo: Option<String>,
        /// Share of right rows among those the same rule made on gold texts; null where never measured.
        confidence: Option<f64>,
        /// The quote that proves the row.
        evidence: String,
        /// First code point of the quote in the document's text.
        evidence_start: i64,
        /// One past its last code point.
        evidence_end: i64,
        /// The word or words that triggered the row.
        trigger: String,
        /// The date expression, as written.
        date_text: Option<String>,
        /// GeoNames id of the place, written `geonames:1221874`.
        geonames_id: Option<String>,
        /// Where the place comes from: stated, dateline, inherited.
        place_basis: Option<String>,
        /// Equal for the events that a document and its near-duplicates (`documents.duplicate_of`) tell of in the same words, so
        /// that each can be counted once. Null where a document has no near-duplicate.
        event_group_id: Option<String>,
        /// Who says that it took place or will, where the text attributes it.
        attributed_to: Option<String>,
        /// The rule that made the row.
        rule_id: String,
        /// Whether a human changed the row.
        review_status: ReviewStatus,
    }
}

table! {
    /// One actor's part in one event.
    ParticipantRow = "participants" {
        key: ["event_id", "actor_id", "role"],
        references: [
            "event_id" => "events"."event_id",
            "actor_id" => "actors"."actor_id",
            "represents" => "actors"."actor_id",
        ],
        /// The event.
        event_id: String,
        /// Who took part or stood behind it.
        actor_id: String,
        /// What they did there.
        role: Role,
        /// The words that name them, as written.
        mention: String,
        /// Office held, as written.
        position: Option<String>,
        /// The state, organisation or body spoken for.
        represents: Option<String>,
        /// Share of right rows among those the same rule made on gold texts; null where never measured.
        confidence: Option<f64>,
        /// The quote that proves the row.
        evidence: String,
        /// First code point of the quote in the document's text.
        evidence_start: i64,
        /// One past its last code point.
        evidence_end: i64,
        /// 1 head of state or government, 2 minister or head of an organisation, 3 deputy, 4 ambassador or director, 5 expert.
        level: Option<i64>,
        /// How they attended.
        attendance: Attendance,
        /// Number of people in a group, where said.
        group_count: Option<i64>,
        /// How the mention was resolved.
        resolution: Resolution,
        /// The rule that made the row.
        rule_id: String,
        /// Whether a human changed the row.
        review_status: ReviewStatus,
    }
}

table! {
    /// One expression by which an actor undertakes, agrees, decides, offers, intends or urges future action.
    CommitmentRow = "commitments" {
        key: ["commitment_id"],
        references: [
            "document_id" => "documents"."document_id",
            "event_id" => "events"."event_id",
            "restates_id" => "commitments"."commitment_id",
        ],
        /// Stable id: `co-` and a hash of document, sentence and place of the cue in it.
        commitment_id: String,
        /// The document it stands in.
        document_id: String,
        /// The event at which it was made.
        event_id: Option<String>,
        /// How it binds.
        commitment_type: CommitmentType,
        /// Lemma of the main verb of what is to be done.
        action: Option<String>,
        /// The clause that says what is to be done.
        text: String,
        /// Topics of the clause.
        topics: Vec<String>,
        /// Named programmes, plans and decisions in it.
        instruments: Vec<String>,
        /// When it is to be done, in EDTF.
        due_edtf: Option<String>,
        /// First day of that time.
        due_start: Option<Date>,
        /// Last day of that time: the deadline.
        due_end: Option<Date>,
        /// Whether it hangs on a condition.
        conditional: bool,
        /// Share of right rows among those the same rule made on gold texts; null where never measured.
        confidence: Option<f64>,
        /// The quote that proves the row: the sentence or list item.
        evidence: String,
        /// First code point of the quote in the document's text.
        evidence_start: i64,
        /// One past its last code point.
        evidence_end: i64,
        /// The words that make it a commitment.
        cue: String,
        /// The force of the undertaking.
        modality: Modality,
        /// Whether something is to be done or left undone.
        polarity: Polarity,
        /// The condition, as written.
        condition: Option<String>,
        /// Amount of money named.
        amount: Option<f64>,
        /// Currency of the amount, ISO 4217.
        currency: Option<String>,
        /// Whether a time is set.
        has_timeline: bool,
        /// Whether a figure is set.
        has_target: bool,
        /// Whether an instrument is named.
        has_instrument: bool,
        /// Whether it says who is to do it.
        names_implementer: bool,
        /// Whether a review or report is foreseen.
        has_review: bool,
        /// An earlier commitment it repeats; null until linked.
        restates_id: Option<String>,
        /// The rule that made the row.
        rule_id: String,
        /// Whether a human changed the row.
        review_status: ReviewStatus,
    }
}

table! {
    /// One actor's place in one commitment.
    CommitmentPartyRow = "commitment_parties" {
        key: ["commitment_id", "actor_id", "party_role"],
        references: ["commitment_id" => "commitments"."commitment_id", "actor_id" => "actors"."actor_id"],
        /// The commitment.
        commitment_id: String,
        /// The actor.
        actor_id: String,
        /// How the actor stands to it.
        party_role: PartyRole,
        /// The rule that made the row.
        rule_id: String,
        /// Whether a human changed the row.
        review_status: ReviewStatus,
    }
}

table! {
    /// One person, state, organisation, body or group that a row names.
    ActorRow = "actors" {
        key: ["actor_id"],
        references: ["part_of" => "actors"."actor_id"],
        /// Stable id: `state:TJK`, `org:osce`, `body:…`, `person:…`, `group:…`.
        actor_id: String,
        /// Usual English name.
        name: String,
        /// What it is.
        kind: ActorKind,
        /// Country it belongs to, ISO 3166-1 alpha-3.
        country: Option<String>,
        /// The actor it is part of.
        part_of: Option<String>,
        /// Wikidata item.
        wikidata: Option<String>,
        /// Other names, and spellings met in the texts.
        aliases: Vec<String>,
        /// Main acronym.
        acronym: Option<String>,
        /// PLOVER/CAMEO actor code: alpha-3 of a state.
        plover_code: Option<String>,
        /// Correlates of War state number, written `cow:702`.
        cow_code: Option<String>,
        /// Earliest publication date of a document that names it.
        first_seen: Option<Date>,
        /// Whether a human changed the row.
        review_status: ReviewStatus,
    }
}

table! {
    /// One remark of the engine about one document.
    DiagnosticRow = "diagnostics" {
        key: ["diagnostic_id"],
        references: ["document_id" => "documents"."document_id"],
        /// Stable id: `di-` and a hash of file, code and place.
        diagnostic_id: String,
        /// The document; null where the file could not be read.
        document_id: Option<String>,
        /// The file, relative to the input folder.
        source_path: String,
        /// How serious it is.
        severity: SeverityWord,
        /// Stable short code.
        code: String,
        /// What happened and what helps.
        message: String,
        /// First code point of the place meant.
        span_start: Option<i64>,
        /// One past its last code point.
        span_end: Option<i64>,
    }
}
