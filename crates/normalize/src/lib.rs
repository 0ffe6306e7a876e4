//! Mentions, dates, places, quotes and coreference of one document.
