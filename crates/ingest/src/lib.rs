//! Bytes and folders in, decoded sources with blocks and metadata out.
