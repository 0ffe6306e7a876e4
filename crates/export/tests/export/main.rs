//! Whole releases on disk: what is written, what is refused, and what survives a crash.

mod round_trip;
mod small;
mod swapping;
