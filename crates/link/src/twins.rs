//! Which documents repeat which.

use std::collections::BTreeMap;

use rapporteur_schema::{Date, EventRow, Extraction, row_id};

use crate::Sketch;

/// Documents of one band that each further one is compared with.
const COMPARED: usize = 8;

/// Groups of documents that are nearly the same. Documents are told by numbers, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    /// Of documents only that have a twin.
    parent: BTreeMap<u64, u64>,
}

impl Twins {
    /// Compares the documents of one band (see [`Sketch::bands`]), given in their order.
    ///
    /// # Errors
    /// Those of `sketch`, which looks up the sketch of a document.
    pub fn band<E>(&mut self, members: &[u64], mut sketch: impl FnMut(u64) -> Result<Sketch, E>) -> Result<(), E> {
        if members.len() < 2 {
            return Ok(());
        }
        // One of each group that was found so far stands for it.
        let mut seen: Vec<(u64, Sketch)> = Vec::new();
        for &at in members {
            if seen.iter().any(|(other, _)| self.root(*other) == self.root(at)) {
                continue;
            }
            let found = sketch(at)?;
            match seen.iter().find(|(_, other)| other.is_twin(&found)).map(|(other, _)| *other) {
                Some(other) => self.unite(other, at),
                None if seen.len() < COMPARED => seen.push((at, found)),
                None => {}
            }
        }
        Ok(())
    }

    /// The number of the original by the number of each document that repeats it: of every group the one published first, and
    /// of these the first by id.
    pub fn originals(mut self, published: impl Fn(u64) -> Option<Date>) -> BTreeMap<u64, u64> {
        let mut groups: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for at in self.parent.keys().copied().collect::<Vec<_>>() {
            groups.entry(self.root(at)).or_default().push(at);
        }
        let mut originals = BTreeMap::new();
        for group in groups.into_values() {
            let order = |at: &u64| (published(*at).is_none(), published(*at), *at);
            let Some(original) = group.iter().copied().min_by_key(order) else { continue };
            originals.extend(group.into_iter().filter(|&at| at != original).map(|at| (at, original)));
        }
        originals
    }

    fn root(&mut self, at: u64) -> u64 {
        let mut root = at;
        while let Some(&up) = self.parent.get(&root).filter(|&&up| up != root) {
            root = up;
        }
        // A shorter way for the next who asks.
        if self.parent.contains_key(&at) {
            self.parent.insert(at, root);
        }
        root
    }

    fn unite(&mut self, a: u64, b: u64) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent.insert(a.max(b), a.min(b));
        self.parent.insert(a.min(b), a.min(b));
    }
}

/// Marks a document that has a twin: what it repeats, if it is not the original itself, and which of its events are the same
/// as those of its twins. `original` is the id of the original.
pub fn mark(extraction: &mut Extraction, original: &str) {
    let Some(document) = &mut extraction.document else { return };
    if document.document_id != original {
        document.duplicate_of = Some(original.to_owned());
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for event in &mut extraction.events {
        let words = same_words(event);
        let count = seen.entry(words.clone()).or_default();
        *count += 1;
        event.event_group_id = Some(row_id("eg", &[original, &words, &count.to_string()]));
    }
}

/// What makes an event the same in two documents that are nearly the same: type and quote, its layout aside.
fn same_words(event: &EventRow) -> String {
    let words = event.evidence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    format!("{} {}", event.event_type, words.collect::<Vec<_>>().join(" "))
}

/// Marks the documents of a dataset that is all in memory, in the order of their ids.
pub(crate) fn mark_all(extractions: &mut [Extraction]) {
    let documents = |e: &Extraction| e.document.as_ref().and_then(|d| Sketch::of([d.text.as_deref()?]));
    let sketches: Vec<Option<Sketch>> = extractions.iter().map(documents).collect();
    let mut bands: BTreeMap<(u8, u64), Vec<u64>> = BTreeMap::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for band in sketch.iter().flat_map(Sketch::bands) {
            bands.entry(band).or_default().push(at as u64);
        }
    }
    let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let mut twins = Twins::default();
    for members in bands.values() {
        // A band holds documents that have a sketch.
        let Ok(()) = twins.band(members, |number| {
            let none = || Sketch::from_bytes(Vec::new());
            Ok::<_, std::convert::Infallible>(sketches.get(at(number)).cloned().flatten().unwrap_or_else(none))
        });
    }
    let published = |number| extractions.get(at(number)).and_then(|e| e.document.as_ref()?.published_date);
    let originals = twins.originals(published);
    let id = |number: u64| extractions.get(at(number)).and_then(|e| Some(e.document.as_ref()?.document_id.clone()));
    let mut marks: BTreeMap<u64, String> = BTreeMap::new();
    for (&twin, &original) in &originals {
        if let Some(id) = id(original) {
            marks.insert(twin, id.clone());
            marks.insert(original, id);
        }
    }
    for (number, original) in marks {
        if let Some(extraction) = extractions.get_mut(at(number)) {
            mark(extraction, &original);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_published_first_is_the_original() {
        let day = |d| Some(Date::constant(2020, 5, d));
        let text = |from: usize| (from..from + 200).map(|n| format!("word{n} ")).collect::<String>();
        let days = [None, day(4), day(3), day(1), day(3), None];
        let sketches = [0, 0, 0, 900, 0, 900].map(|from| Sketch::of([&*text(from)]).unwrap());
        let mut twins = Twins::default();
        twins.band(&[0, 1, 2, 3, 4, 5], |at| Ok::<_, ()>(sketches[at as usize].clone())).unwrap();
        let originals: Vec<_> = twins.originals(|at| days[at as usize]).into_iter().collect();
        assert_eq!(originals, [(0, 2), (1, 2), (4, 2), (5, 3)]);
    }
}
