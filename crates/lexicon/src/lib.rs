//! What the engine knows about the world and the language, as data files with strict readers.
