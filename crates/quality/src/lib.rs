//! What is true of a finished dataset: integrity checks and scores against gold.
