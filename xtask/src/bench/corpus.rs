//! Texts repeated to a size.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A folder of texts.
#[derive(Clone, Debug)]
pub(super) struct Corpus {
    pub(super) folder: PathBuf,
    pub(super) documents: u64,
    pub(super) bytes: u64,
}

impl Corpus {
    /// Repeats the texts of `sources` until there are `size` bytes. A folder that is there already is taken as it is.
    pub(super) fn make(sources: &[PathBuf], folder: &Path, size: u64) -> Result<Self> {
        let mut texts = Vec::new();
        for source in sources {
            gather(source, &mut texts)?;
        }
        texts.sort();
        if texts.is_empty() {
            bail!("no .txt or .md file in {sources:?}");
        }
        let made = folder.join("made");
        let fresh = !made.exists();
        let mut corpus = Corpus { folder: folder.join("raw"), documents: 0, bytes: 0 };
        if fresh && folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        for copy in 0u64.. {
            let place = corpus.folder.join(format!("{copy:06}"));
            if fresh {
                fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
            }
            for (name, text) in &texts {
                // A number in words of its own makes it another document, to the cache as to whoever looks for twins.
                let text = format!("{text}\n\nRegistered under number {copy} of the archive.\n");
                corpus.documents += 1;
                corpus.bytes += text.len() as u64;
                if fresh {
                    fs::write(place.join(name), text).with_context(|| format!("cannot write {name}"))?;
                }
                if corpus.bytes >= size {
                    fs::write(&made, "").with_context(|| format!("cannot write {}", made.display()))?;
                    return Ok(corpus);
                }
            }
        }
        Ok(corpus)
    }
}

fn gather(folder: &Path, texts: &mut Vec<(String, String)>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, texts)?;
        } else if path.extension().is_some_and(|e| e == "txt" || e == "md") {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            texts.push((format!("{}-{name}", texts.len()), text));
        }
    }
    Ok(())
}
