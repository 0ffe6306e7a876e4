//! The pipeline as one call.
