//! How much of a file is read before it counts as broken or hostile.

/// Bounds that hold for every format. What is beyond them is left out with a remark, and the rest goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Largest document, in bytes, after decompression; also the longest line of JSONL and the largest cell (32 MiB).
    pub document_bytes: u64,
    /// Longest text of a document, in bytes: hundreds of pages (4 MiB).
    pub text_bytes: u64,
    /// Largest entry of an archive that is a container itself and has to be held in memory, in bytes (256 MiB).
    pub container_bytes: u64,
    /// Decompressed bytes for each compressed one, once a stream has given 16 MiB (1,000).
    pub ratio: u64,
    /// Containers within containers (8).
    pub depth: usize,
    /// Elements within elements of HTML and XML (512).
    pub elements: usize,
    /// Entries of one container (100 million).
    pub entries: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            document_bytes: 32 << 20,
            text_bytes: 4 << 20,
            container_bytes: 256 << 20,
            ratio: 1_000,
            depth: 8,
            elements: 512,
            entries: 100_000_000,
        }
    }
}
