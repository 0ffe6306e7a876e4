//! Many documents become one dataset: merged actors, stable ids, sorted tables, checked keys.
