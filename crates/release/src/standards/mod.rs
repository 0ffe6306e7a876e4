//! The same description in the terms of each standard; one module each.

pub(crate) mod citation;
pub(crate) mod croissant;
pub(crate) mod csvw;
pub(crate) mod datapackage;
pub(crate) mod dcat;
pub(crate) mod ftm;
pub(crate) mod skos;

use serde_json::Value;

/// JSON with a line end.
pub(crate) fn json(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
