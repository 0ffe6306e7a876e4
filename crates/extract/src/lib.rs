//! Events, participants and commitments of one annotated document, with evidence.
