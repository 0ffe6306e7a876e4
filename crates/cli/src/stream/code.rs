//! Every document by itself, on all threads.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rapporteur_ingest::{Item, Limits, read_item, sha256};
use rapporteur_link::{Known, LinkError, Sketch};
use rapporteur_readers::Failure;
use rapporteur_readers::containers::Input;
use rapporteur_schema::Extraction;
use rapporteur_spill::Part;
use sha2::{Digest, Sha256};
use twox_hash::XxHash3_128;

use super::segment::{Body, Coded, Earlier, Head, Key, Stamp, Writer, settle};
use super::{Documents, Job, Progress};
use crate::{Pipeline, PipelineError, STACK, document, remarks};

/// Documents handed to a thread at a time, and the bytes beyond which fewer are.
const BATCH: usize = 32;
const BATCH_BYTES: usize = 256 << 10;
/// Batches on the way for each thread: enough that none waits for another that takes long.
const ON_THE_WAY: usize = 8;
/// Bytes of a document that counts as large.
const LARGE: usize = 256 << 10;
/// Documents of a segment at most, and about how many a segment has.
const SEGMENT: usize = 8192;
const USUAL_SEGMENT: u64 = 2048;

type Found = Result<Item, Failure>;

/// Work for one thread.
struct Batch {
    number: u64,
    /// Name of the segment that begins with this batch.
    begins: Option<String>,
    earlier: Arc<Earlier>,
    found: Vec<Found>,
}

/// What became of it.
struct Done {
    number: u64,
    begins: Option<String>,
    coded: Result<Vec<Coded>, PipelineError>,
}

/// Codes all documents into the working folder.
pub(super) fn run(
    pipeline: &Pipeline,
    documents: Documents<'_>,
    job: &Job<'_>,
) -> Result<Vec<Part<Key>>, PipelineError> {
    let threads = pipeline.thread_count();
    let coder = Coder::new(pipeline, job);
    let work = job.work;
    let (parts, produced) = std::thread::scope(|scope| {
        let (to_workers, batches) = sync_channel::<Batch>(threads);
        let (to_collector, done) = channel::<Done>();
        let (give_back, tickets) = channel::<()>();
        (0..threads * ON_THE_WAY).for_each(|_| {
            let _ = give_back.send(());
        });
        let batches = Arc::new(Mutex::new(batches));
        for _ in 0..threads {
            let (batches, to_collector, coder) = (Arc::clone(&batches), to_collector.clone(), &coder);
            let worker = std::thread::Builder::new().stack_size(STACK);
            let spawned = worker.spawn_scoped(scope, move || coder.work(&batches, &to_collector));
            if let Err(cause) = spawned {
                return Err(PipelineError::Threads { cause: cause.to_string() });
            }
        }
        drop((batches, to_collector));
        let producer = scope.spawn(move || {
            let mut producer = Producer::new(work, to_workers, tickets);
            let produced = documents(&mut |found| producer.push(found));
            producer.finish();
            produced
        });
        let parts = collect(work, &done, &give_back);
        // Without tickets the producer ends, and with it the workers.
        drop((done, give_back));
        let produced = producer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok((parts, produced))
    })?;
    produced?;
    let mut parts = parts?;
    settle(work, &mut parts)?;
    Ok(parts)
}

/// Puts finished batches in order and writes them away.
fn collect(
    work: &Path,
    done: &Receiver<Done>,
    give_back: &std::sync::mpsc::Sender<()>,
) -> Result<Vec<Part<Key>>, PipelineError> {
    let mut waiting: BTreeMap<u64, Done> = BTreeMap::new();
    let mut next = 0;
    let mut parts = Vec::new();
    let mut segment: Option<Writer<'_>> = None;
    while let Ok(batch) = done.recv() {
        waiting.insert(batch.number, batch);
        while let Some(batch) = waiting.remove(&next) {
            next += 1;
            if let Some(name) = batch.begins
                && let Some(before) = segment.replace(Writer::new(work, &name))
            {
                parts.extend(before.finish()?);
            }
            if let Some(segment) = &mut segment {
                batch.coded?.into_iter().try_for_each(|coded| segment.push(coded).map_err(PipelineError::from))?;
            }
            // Nobody needs it when the producer has ended.
            let _ = give_back.send(());
        }
    }
    if let Some(last) = segment {
        parts.extend(last.finish()?);
    }
    Ok(parts)
}

/// Cuts documents into batches and segments.
struct Producer<'a> {
    work: &'a Path,
    to_workers: SyncSender<Batch>,
    tickets: Receiver<()>,
    number: u64,
    batch: Vec<Found>,
    bytes: usize,
    begins: Option<String>,
    earlier: Arc<Earlier>,
    /// Documents of the segment so far.
    count: usize,
    /// How often each name of a segment was given.
    names: BTreeMap<String, u32>,
}

impl<'a> Producer<'a> {
    fn new(work: &'a Path, to_workers: SyncSender<Batch>, tickets: Receiver<()>) -> Self {
        Producer {
            work,
            to_workers,
            tickets,
            number: 0,
            batch: Vec::new(),
            bytes: 0,
            begins: None,
            earlier: Arc::default(),
            count: 0,
            names: BTreeMap::new(),
        }
    }

    /// Takes a document; whether to go on.
    fn push(&mut self, found: Found) -> bool {
        let path = match &found {
            Ok(item) => item.source_path.as_str(),
            Err(failure) => failure.source_path.as_str(),
        };
        let digest = Sha256::digest(path.as_bytes());
        let number = digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        // Where a segment begins depends on the path alone, so that documents that come or go move no other segment.
        if self.number == 0 && self.batch.is_empty() || self.count >= SEGMENT || number % USUAL_SEGMENT == 0 {
            if !self.send() {
                return false;
            }
            // The first begins with whatever document comes first.
            let name = match self.number {
                0 => "first".to_owned(),
                _ => digest.iter().take(10).map(|b| format!("{b:02x}")).collect(),
            };
            // Two inputs may hold files of the same path.
            let times = self.names.entry(name.clone()).or_default();
            *times += 1;
            let name = format!("{name}-{times}");
            self.earlier = Arc::new(Earlier::open(self.work, &name));
            self.begins = Some(name);
            self.count = 0;
        }
        self.count += 1;
        self.bytes += found.as_ref().ok().and_then(|item| item.bytes.as_ref()).map_or(0, Vec::len);
        self.batch.push(found);
        if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES { self.send() } else { true }
    }

    fn send(&mut self) -> bool {
        if self.batch.is_empty() {
            return true;
        }
        self.bytes = 0;
        let batch = Batch {
            number: self.number,
            begins: self.begins.take(),
            earlier: Arc::clone(&self.earlier),
            found: std::mem::take(&mut self.batch),
        };
        self.number += 1;
        self.tickets.recv().is_ok() && self.to_workers.send(batch).is_ok()
    }

    fn finish(mut self) {
        self.send();
    }
}

/// Codes single documents.
struct Coder<'a> {
    pipeline: &'a Pipeline,
    progress: &'a Progress,
    limits: Limits,
    large: Mutex<()>,
    text: bool,
    /// A hash of what all documents depend on: program, lexicon, options.
    seed: Sha256,
}

impl<'a> Coder<'a> {
    fn new(pipeline: &'a Pipeline, job: &'a Job<'_>) -> Self {
        let mut seed = Sha256::new();
        seed.update(program());
        seed.update(pipeline.lexicon().hash.as_bytes());
        seed.update(format!("{:?}", job.options).as_bytes());
        let limits = job.options.walk.limits;
        let large = Mutex::new(());
        Coder {
            pipeline,
            progress: job.progress,
            limits,
            large,
            text: job.options.text || pipeline.has_corrections(),
            seed,
        }
    }

    fn work(&self, batches: &Mutex<Receiver<Batch>>, to_collector: &std::sync::mpsc::Sender<Done>) {
        loop {
            let batch = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Batch { number, begins, earlier, found }) = batch else { return };
            let coded = found.into_iter().map(|found| self.code(found, &earlier)).collect();
            if to_collector.send(Done { number, begins, coded }).is_err() {
                return;
            }
        }
    }

    fn code(&self, found: Found, earlier: &Earlier) -> Result<Coded, PipelineError> {
        self.progress.documents.fetch_add(1, Ordering::Relaxed);
        let item = match found {
            Ok(item) => item,
            Err(failure) => return failed(&failure),
        };
        let held;
        let bytes: &[u8] = match &item.bytes {
            Some(bytes) => bytes,
            None => match Input::File(&item.path).bytes(&item.source_path, self.limits.document_bytes) {
                Ok(bytes) => {
                    held = bytes;
                    &held
                }
                Err(failure) => return failed(&failure),
            },
        };
        self.progress.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let sha256 = sha256(bytes);
        let stamp = self.stamp(&item, &sha256);
        if let Some(coded) = earlier.find(&stamp) {
            self.progress.reused.fetch_add(1, Ordering::Relaxed);
            return Ok(coded);
        }
        // One large document at a time, whatever the number of threads: it takes some fifty times its size.
        let _large = (bytes.len() > LARGE).then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let read = || read_item(&item, bytes, &sha256, &self.pipeline.lexicon().layout, &self.limits);
        let source = match document::guarded(&item.source_path, read).and_then(|read| read) {
            Ok(source) => source,
            Err(failure) => return failed(&failure),
        };
        let work = || document::extract_reviewed(&source, self.pipeline.lexicon());
        let (mut extraction, notes) = match document::guarded(&item.source_path, work) {
            Ok(found) => found,
            Err(failure) => return failed(&failure),
        };
        let problems = extraction.problems();
        if !problems.is_empty() {
            return Err(LinkError { problems }.into());
        }
        // An actor that stands twice counts once from here on.
        let actors = Known::of(&extraction);
        extraction.actors = Vec::new();
        let published = extraction.document.as_ref().and_then(|d| d.published_date);
        let sketch = extraction.document.as_ref().and_then(|_| Sketch::of([source.text.as_str()]));
        if let Some(document) = extraction.document.as_mut().filter(|_| self.text) {
            document.text = Some(source.text);
        }
        let head = Head {
            source_path: item.source_path.clone(),
            origin: item.path.to_string_lossy().into_owned(),
            published,
            actors,
            sketch,
        };
        Ok(Coded::new(&stamp, key_of(&extraction), &head, &Body { extraction, notes })?)
    }

    /// A hash of all that the rows of a document depend on.
    fn stamp(&self, item: &Item, sha256: &str) -> Stamp {
        let mut hash = self.seed.clone();
        let known = format!(
            "{:?}",
            (
                &item.document_id,
                &item.source_path,
                &item.path,
                &item.media_type,
                &item.manifest,
                &item.sha256,
                &item.remarks
            )
        );
        hash.update((known.len() as u64).to_le_bytes());
        hash.update(known.as_bytes());
        hash.update(sha256.as_bytes());
        hash.finalize().into()
    }
}

/// A hash of the program itself, since its version does not change with every change of its rules.
fn program() -> &'static [u8] {
    static PROGRAM: OnceLock<Vec<u8>> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let program = std::env::current_exe().ok().and_then(|path| std::fs::read(path).ok());
        program.map(|bytes| XxHash3_128::oneshot(&bytes).to_le_bytes().to_vec()).unwrap_or_default()
    })
}

/// What remains of a document that could not be used; never taken over, since the next build may find it mended.
fn failed(failure: &Failure) -> Result<Coded, PipelineError> {
    let extraction = remarks::of_failure(failure);
    let head =
        Head { source_path: String::new(), origin: String::new(), published: None, actors: Vec::new(), sketch: None };
    Ok(Coded::new(&[0; 32], key_of(&extraction), &head, &Body { extraction, notes: Vec::new() })?)
}

fn key_of(extraction: &Extraction) -> Key {
    let (missing, document_id, path) = match &extraction.document {
        Some(document) => (false, document.document_id.clone(), String::new()),
        None => {
            let path = extraction.diagnostics.first().map(|d| d.source_path.clone());
            (true, String::new(), path.unwrap_or_default())
        }
    };
    Key { missing, document_id, path }
}
