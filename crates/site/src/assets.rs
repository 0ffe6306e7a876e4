//! What `explorer/` was built into; `npm run build` there writes these files.

use crate::NamedFile;

const SCRIPT: &[u8] = include_bytes!("../assets/explorer.js");
const STYLE: &[u8] = include_bytes!("../assets/explorer.css");
const COUNTRIES: &[u8] = include_bytes!("../assets/countries.js");
const LAND: &[u8] = include_bytes!("../assets/land.js");
const NOTICES: &[u8] = include_bytes!("../assets/THIRD-PARTY.txt");

/// Script, style, outlines and licences; the outlines know of countries or of land alone.
pub(crate) fn files(borders: bool) -> Vec<NamedFile> {
    let outlines = if borders { COUNTRIES } else { LAND };
    let files = [
        ("assets/explorer.js", SCRIPT),
        ("assets/explorer.css", STYLE),
        ("assets/outlines.js", outlines),
        ("assets/THIRD-PARTY.txt", NOTICES),
    ];
    files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into()
}
