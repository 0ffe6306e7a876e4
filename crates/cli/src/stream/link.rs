//! What documents have to know of one another, and the finished rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

use rapporteur_link::{Families, Known, Merged, mark};
use rapporteur_schema::{ActorRow, Dataset, Extraction};
use rapporteur_spill::{Merge, Part, Sorted, Sorter, decode};

use super::diagnostics::Diagnostics;
use super::review::Review;
use super::segment::{Body, Key, head, key};
use super::twins::Twins;
use super::{Job, Rows};
use crate::{PipelineError, remarks};

/// Memory for actors before they go to disk.
const ACTORS: usize = 64 << 20;
/// Rows, and bytes of text, handed on at a time.
const ROWS: usize = 2048;
const TEXT: usize = 2 << 20;
/// Documents read back at a time, and how many times that wait to be collected.
const BATCH: usize = 16;
const WAITING: usize = 4;

/// Reads the segments twice and hands the rows on.
pub(super) fn run(
    segments: Vec<Part<Key>>,
    job: &mut Job<'_>,
    rows: Rows<'_>,
) -> Result<Vec<(String, Vec<u8>)>, PipelineError> {
    let found = first_round(segments.clone(), job.work)?;
    let mut review = Review::new(job.work);
    let mut diagnostics = Diagnostics::new(job.work);
    let mut chunk = Chunk::default();
    let (work, found) = (job.work, &found);
    // One thread reads documents back while this one collects their rows.
    std::thread::scope(|scope| {
        let (to_here, ready) = sync_channel(WAITING);
        let reader = scope.spawn(move || second_round(segments, work, found, &to_here));
        for Body { mut extraction, notes } in ready.iter().flatten() {
            let id = extraction.document.as_ref().map(|document| document.document_id.as_str());
            diagnostics.add(id, std::mem::take(&mut extraction.diagnostics))?;
            if let Some(id) = id {
                review.add(id, notes)?;
            }
            if let Some(full) = chunk.add(extraction) {
                rows(full)?;
            }
        }
        reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    rows(chunk.rows)?;
    actors(found, &mut review, rows)?;
    diagnostics.finish(job.error, rows)?;
    review.finish()
}

/// What the first round tells of all documents.
struct Found {
    actors: Sorted<String, Known>,
    merged: Merged,
    /// The number of the original by the number of the document that repeats it.
    originals: BTreeMap<u64, u64>,
    /// The ids of originals by their numbers.
    ids: BTreeMap<u64, String>,
}

fn first_round(segments: Vec<Part<Key>>, work: &Path) -> Result<Found, PipelineError> {
    let mut actors = Sorter::new(work, "actors", ACTORS, |known: &mut Known, later| known.absorb(later));
    let mut twins = Twins::new(work)?;
    let mut documents = Documents::open(segments.clone(), work)?;
    while let Some((next, _)) = documents.next(false)? {
        let Next::Document(document) = next else { continue };
        let head = head(&document.head)?;
        for known in head.actors {
            let bytes = weight(&known.row);
            actors.add(known.row.actor_id.clone(), known, bytes)?;
        }
        twins.add(head.published, head.sketch.as_ref())?;
    }
    // Neither needs the other.
    std::thread::scope(|scope| {
        let twins = scope.spawn(move || twins.find());
        let actors = actors.finish()?;
        let mut families = Families::default();
        for entry in actors.iter()? {
            families.first(&entry?.1);
        }
        families.between();
        for entry in actors.iter()? {
            families.second(&entry?.1);
        }
        let merged = families.merged();
        let originals = twins.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let ids = ids(&originals, segments, work)?;
        Ok(Found { actors, merged, originals, ids })
    })
}

/// Reads the documents back and hands them over, some at a time, with what is known of them now.
fn second_round(
    segments: Vec<Part<Key>>,
    work: &Path,
    found: &Found,
    to: &SyncSender<Vec<Body>>,
) -> Result<(), PipelineError> {
    let mut documents = Documents::open(segments, work)?;
    let mut held = Vec::with_capacity(BATCH);
    while let Some((next, body)) = documents.next(true)? {
        held.push(match next {
            Next::Document(document) => {
                let mut body: Body = decode(&body)?;
                found.merged.document(&mut body.extraction);
                let original = found.originals.get(&document.number).unwrap_or(&document.number);
                if let Some(original) = found.ids.get(original) {
                    mark(&mut body.extraction, original);
                }
                body
            }
            Next::Repeated(failure) => {
                let diagnostics = failure.into_iter().flat_map(|f| remarks::of_failure(&f).diagnostics).collect();
                Body { extraction: Extraction { diagnostics, ..Extraction::default() }, notes: Vec::new() }
            }
        });
        // Nobody takes them when the rows cannot be written, of which the other side tells.
        if held.len() >= BATCH && to.send(std::mem::take(&mut held)).is_err() {
            return Ok(());
        }
    }
    let _ = to.send(held);
    Ok(())
}

/// The ids of originals.
fn ids(
    originals: &BTreeMap<u64, u64>,
    segments: Vec<Part<Key>>,
    work: &Path,
) -> Result<BTreeMap<u64, String>, PipelineError> {
    let mut ids: BTreeMap<u64, String> = originals.values().map(|&number| (number, String::new())).collect();
    if ids.is_empty() {
        return Ok(ids);
    }
    let mut documents = Documents::open(segments, work)?;
    while let Some((next, _)) = documents.next(false)? {
        if let Next::Document(document) = next
            && let Some(id) = ids.get_mut(&document.number)
        {
            *id = document.key.document_id;
        }
    }
    Ok(ids)
}

/// About what an actor takes in memory: its texts, and what each allocation costs.
fn weight(row: &ActorRow) -> usize {
    600 + row.name.len() + row.actor_id.len() * 2 + row.aliases.iter().map(|a| a.len() + 40).sum::<usize>()
}

/// Documents in the order of their ids, each id once.
struct Documents {
    merge: Merge<Key>,
    number: u64,
    last: Option<(Key, Vec<u8>)>,
}

struct Document {
    /// Counts documents in the order of their ids, from 0.
    number: u64,
    key: Key,
    head: Vec<u8>,
}

enum Next {
    Document(Document),
    /// Another one has its id; nothing is to be said if it is the same file.
    Repeated(Option<rapporteur_readers::Failure>),
}

impl Documents {
    fn open(segments: Vec<Part<Key>>, work: &Path) -> Result<Self, PipelineError> {
        Ok(Documents { merge: Merge::new(segments, work, key)?, number: 0, last: None })
    }

    fn next(&mut self, body: bool) -> Result<Option<(Next, Vec<u8>)>, PipelineError> {
        let Some((key, bytes, body)) = self.merge.next(body)? else { return Ok(None) };
        if let Some((last, first)) = &self.last
            && !key.missing
            && last.document_id == key.document_id
        {
            let (first, second) = (head(first)?, head(&bytes)?);
            let failure = rapporteur_ingest::duplicate(
                (&first.source_path, Path::new(&first.origin)),
                (&second.source_path, Path::new(&second.origin)),
                &key.document_id,
            );
            return Ok(Some((Next::Repeated(failure), body)));
        }
        let number = self.number;
        self.number += 1;
        if !key.missing {
            self.last = Some((key.clone(), bytes.clone()));
        }
        Ok(Some((Next::Document(Document { number, key, head: bytes }), body)))
    }
}

/// Rows that wait to be handed on.
#[derive(Default)]
struct Chunk {
    rows: Dataset,
    count: usize,
    text: usize,
}

impl Chunk {
    fn add(&mut self, extraction: Extraction) -> Option<Dataset> {
        self.count += 1 + extraction.events.len() + extraction.participants.len();
        self.count += extraction.commitments.len() + extraction.commitment_parties.len();
        self.text += extraction.document.as_ref().and_then(|d| d.text.as_ref()).map_or(0, String::len);
        self.rows.push(extraction);
        (self.count >= ROWS || self.text >= TEXT).then(|| std::mem::take(self).rows)
    }
}

/// Hands on the actors, and tells the review which names have two owners.
fn actors(found: &Found, review: &mut Review, rows: Rows<'_>) -> Result<(), PipelineError> {
    let mut chunk = Dataset::default();
    for entry in found.actors.iter()? {
        let Some(actor) = found.merged.actor(entry?.1.row) else { continue };
        review.owner(&actor)?;
        chunk.actors.push(actor);
        if chunk.actors.len() >= ROWS {
            rows(std::mem::take(&mut chunk))?;
        }
    }
    rows(chunk)
}
