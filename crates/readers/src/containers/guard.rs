//! Streams that grow out of nothing are stopped.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

/// What is allowed before the ratio counts: small files may well be all spaces.
const FREE: u64 = 16 << 20;

/// A stream gave more bytes than its compressed form can honestly hold.
#[derive(Debug)]
pub(crate) struct Bomb {
    ratio: u64,
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "grows to more than {} times its size when it is unpacked, as a decompression bomb does; what follows was left \
             out; unpack it by hand if it is honest",
            self.ratio
        )
    }
}

impl std::error::Error for Bomb {}

/// Counts the bytes read through it.
pub(crate) struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    /// The reader, and its count.
    pub(crate) fn new(inner: R) -> (Self, Rc<Cell<u64>>) {
        let count = Rc::new(Cell::new(0));
        (Counted { inner, count: Rc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Holds what comes out of a decompressor against what went in.
pub(crate) struct Guarded<R> {
    inner: R,
    went_in: Rc<Cell<u64>>,
    came_out: u64,
    ratio: u64,
}

impl<R> Guarded<R> {
    /// `went_in` is the count of the reader below.
    pub(crate) fn new(inner: R, went_in: Rc<Cell<u64>>, ratio: u64) -> Self {
        Guarded { inner, went_in, came_out: 0, ratio }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.came_out += read as u64;
        if self.came_out > FREE && self.came_out / self.ratio.max(1) > self.went_in.get() {
            return Err(io::Error::other(Bomb { ratio: self.ratio }));
        }
        Ok(read)
    }
}
