//! Texts that are nearly the same, by a sketch of each.
//!
//! A sketch holds, for each of 128 bins, one byte of the smallest hash of those word triples that fall into the bin (one
//! permutation MinHash: Li, Owen and Zhang 2012; empty bins are filled from the next full one, Shrivastava and Li 2014). The
//! share of equal bytes estimates the share of triples that two texts have in common (Jaccard).

use serde::{Deserialize, Serialize};

/// Bins of a sketch.
const BINS: usize = 128;
/// Bins of a band: texts that agree in all of one are compared.
const BAND: usize = 8;
/// Triples below which a text says too little to be told from another.
const TRIPLES: usize = 40;
/// Bins that must be equal: 0.8 of the triples in common, and the one in 256 that agree by chance.
const EQUAL: usize = 103;

/// The sketch of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u8>);

impl Sketch {
    /// Length of its bytes.
    pub const BYTES: usize = BINS;

    /// The sketch of the words of some parts of a text, letter case and punctuation aside; `None` when there are too few.
    ///
    /// ```
    /// use rapporteur_link::Sketch;
    /// let text: String = (0..100).map(|n| format!("word{n} ")).collect();
    /// let twin = text.to_uppercase().replace("WORD7 ", "word seven, ");
    /// let (one, two) = (Sketch::of([&*text]).unwrap(), Sketch::of([&*twin]).unwrap());
    /// assert!(one.is_twin(&two));
    /// assert_eq!(Sketch::of(["They met."]), None);
    /// ```
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Option<Sketch> {
        let mut smallest = [u64::MAX; BINS];
        let (mut before, mut last, mut words) = (0u64, 0u64, 0usize);
        for part in parts {
            for word in part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                let word = hash(word);
                words += 1;
                if words > 2 {
                    let triple = mix(before.rotate_left(24) ^ last.rotate_left(12) ^ word);
                    let bin = (triple >> 57) as usize;
                    smallest[bin] = smallest[bin].min(triple & (u64::MAX >> 7));
                }
                (before, last) = (last, word);
            }
        }
        if words < TRIPLES + 2 {
            return None;
        }
        let full = |bin: usize| smallest[bin % BINS] != u64::MAX;
        let bytes = (0..BINS).map(|bin| {
            let away = (0..BINS).find(|away| full(bin + away)).unwrap_or_default();
            // Mixed with the distance, so that a run of empty bins is not one value over and over.
            mix(smallest[(bin + away) % BINS].wrapping_add(away as u64)) as u8
        });
        Some(Sketch(bytes.collect()))
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The sketch of such bytes.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Sketch(bytes)
    }

    /// Keys of which texts that are nearly the same share at least one (of two that have 0.8 of their triples in common, 95 %
    /// do; of two with 0.9, all but one in ten thousand).
    pub fn bands(&self) -> impl Iterator<Item = (u8, u64)> + '_ {
        self.0.chunks_exact(BAND).enumerate().map(|(at, band)| {
            let mut key = [0; 8];
            key.copy_from_slice(band);
            (at as u8, u64::from_le_bytes(key))
        })
    }

    /// Whether two texts are nearly the same.
    pub fn is_twin(&self, other: &Sketch) -> bool {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= EQUAL
    }
}

/// FNV-1a over the lower-case letters, which is the same on every machine.
fn hash(word: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    if word.is_ascii() {
        word.bytes().for_each(|b| add(b.to_ascii_lowercase()));
    } else {
        word.chars().flat_map(char::to_lowercase).for_each(|c| (c as u32).to_le_bytes().into_iter().for_each(&mut add));
    }
    hash
}

/// The last step of SplitMix64, which spreads every bit over all others.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: usize, from: usize) -> String {
        (from..from + words).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn the_same_words_are_twins_and_other_words_are_not() {
        let original = Sketch::of([&*text(300, 0)]).unwrap();
        // An agency cuts the last twentieth off and puts a line of its own in front.
        let cut = Sketch::of(["Osh, 3 May (Agency)", &*text(285, 0)]).unwrap();
        let half = Sketch::of([&*text(300, 150)]).unwrap();
        assert!(original.is_twin(&cut));
        assert!(!original.is_twin(&half));
        assert!(original.bands().zip(cut.bands()).any(|(a, b)| a == b));
    }

    #[test]
    fn a_template_with_other_names_is_no_twin() {
        let readout = |who: &str, what: &str| {
            format!(
                "The Secretary spoke today with the Foreign Minister of {who}. They discussed {what} and the need to deepen the \
                 partnership of the two countries. The Secretary thanked the Foreign Minister for the cooperation of his \
                 government on {what} and underlined the support of his own for {who}."
            )
        };
        let one = Sketch::of([&*readout("Kazakhstan", "the harvest and transit of grain")]).unwrap();
        let two = Sketch::of([&*readout("Mongolia", "border security and water")]).unwrap();
        assert!(!one.is_twin(&two));
    }
}
