"""What the checks of a dataset release are made of; `tests/release/README.md` says which check guards what."""
