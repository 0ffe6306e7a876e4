//! The page: a frame that the script fills.

const PAGE: &str = include_str!("../assets/index.html");

/// The page under its title.
pub(crate) fn html(title: &str) -> String {
    PAGE.replace("{{title}}", &escaped(title))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_text() {
        let page = html("</title><script>alert(1)</script>\"");
        assert!(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;"));
        assert!(!page.contains("<script>"));
    }

    #[test]
    fn the_page_may_load_its_own_files_and_nothing_else() {
        assert!(PAGE.contains("default-src 'none'"));
        assert!(!PAGE.contains("unsafe-"));
        assert!(!PAGE.contains("http://") && !PAGE.contains("https://"));
    }
}
