//! A dataset becomes files: CSV, Parquet, codebook and manifest, swapped in as a whole.
