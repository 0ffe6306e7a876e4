//! The encoding that a page says it is in.

/// The label in `<meta charset>`, `<meta http-equiv="Content-Type">` or the XML declaration, looked for where browsers do: in
/// the first bytes, before anything is decoded.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes[..bytes.len().min(4096)].iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let declaration = &declaration[..declaration.find("?>").unwrap_or(0)];
        if let Some(label) = label_after(declaration, "encoding") {
            return Some(label);
        }
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        label_after(&tag[..tag.find('>').unwrap_or(tag.len())], "charset")
    })
}

/// `key`, `=`, and a label with or without quotes.
fn label_after(tag: &str, key: &str) -> Option<String> {
    tag.match_indices(key).find_map(|(at, _)| {
        let value = tag[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        (!label.is_empty()).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_in_every_form() {
        for page in [
            "<html><head><META CHARSET=windows-1251>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
            "<?xml version=\"1.0\" encoding='Windows-1251'?><html>",
            "<meta name=charset><meta charset = \"windows-1251\"/>",
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), Some("windows-1251"), "{page}");
        }
        assert_eq!(declared(b"<html><p>charset=utf-8"), None);
        assert_eq!(declared(b"<meta charset"), None);
    }
}
