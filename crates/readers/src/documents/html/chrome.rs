//! What stands around the text of a page and is no part of it: menus, ways to share, notes about cookies, teasers.
//!
//! Names of classes are a hint only. Sites call the frame of their whole page `has-sidebar`, and some put everything into
//! one `form`; so nothing is left out that holds a good part of the text.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::node;

/// Measures elements of one page.
#[derive(Debug)]
pub(super) struct Chrome {
    /// Characters of text in each element, not counting what is never shown.
    lengths: HashMap<NodeId, usize>,
    total: usize,
}

impl Chrome {
    /// Measures everything below `roots`.
    pub(super) fn measure(roots: &[NodeRef<'_>]) -> Self {
        let mut chrome = Chrome { lengths: HashMap::new(), total: 0 };
        for root in roots {
            let mut stack = vec![(*root, false)];
            while let Some((node, done)) = stack.pop() {
                if node.is_text() {
                    let length = node.text().chars().filter(|c| !c.is_whitespace()).count();
                    chrome.lengths.insert(node.id, length);
                } else if done {
                    let length = node.children_it(false).filter_map(|c| chrome.lengths.get(&c.id)).sum();
                    chrome.lengths.insert(node.id, length);
                } else if !is_never_text(&node) {
                    stack.push((node, true));
                    stack.extend(node.children_it(false).map(|c| (c, false)));
                }
            }
            chrome.total += chrome.length(root);
        }
        chrome
    }

    /// The same measures, by which only that is left out which is never shown.
    pub(super) fn without_guesses(self) -> Self {
        Chrome { total: 0, ..self }
    }

    /// Characters of text below `node`, without white space.
    pub(super) fn length(&self, node: &NodeRef<'_>) -> usize {
        self.lengths.get(&node.id).copied().unwrap_or(0)
    }

    /// Whether an element is left out with all that it holds.
    pub(super) fn leaves_out(&self, element: &NodeRef<'_>) -> bool {
        if is_never_text(element) {
            return true;
        }
        let length = self.length(element);
        // An empty page frame decides nothing, and the frame of the text is not chrome, whatever its name.
        length > 0 && length * 10 < self.total * 3 && looks_like_chrome(element, length)
    }
}

/// Elements whose content is no text of the page, or is not shown.
fn is_never_text(element: &NodeRef<'_>) -> bool {
    let Some(name) = node::name(element) else { return false };
    if matches!(
        name.as_str(),
        "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "select"
            | "textarea"
            | "input"
            | "button"
            | "dialog"
            | "datalist"
            | "progress"
            | "meter"
            | "noframes"
            | "noembed"
            | "head"
            | "link"
            | "meta"
            | "title"
            | "figcaption"
            | "frameset"
            | "nav"
            | "rp"
            | "rt"
    ) {
        return true;
    }
    if element.has_attr("hidden") || node::attribute(element, "aria-hidden").is_some_and(|v| v == "true") {
        return true;
    }
    let style = element.attr("style").map(|s| s.to_ascii_lowercase().replace(char::is_whitespace, ""));
    if style.is_some_and(|s| s.contains("display:none") || s.contains("visibility:hidden")) {
        return true;
    }
    element.class().is_some_and(|class| {
        class.split_whitespace().any(|c| {
            matches!(
                c,
                "hidden"
                    | "visually-hidden"
                    | "visuallyhidden"
                    | "sr-only"
                    | "screen-reader-text"
                    | "element-invisible"
                    | "element-hidden"
                    | "u-hidden"
                    | "usa-sr-only"
                    | "wp-caption-text"
            )
        })
    })
}

fn looks_like_chrome(element: &NodeRef<'_>, length: usize) -> bool {
    let Some(name) = node::name(element) else { return false };
    if matches!(name.as_str(), "footer" | "aside" | "form" | "menu") {
        return true;
    }
    // The header of an article holds its headline and its date; the one of the page, the name of the site.
    if name == "header" && !is_within(element, &["article", "main"]) && !holds_heading(element) {
        return true;
    }
    const ROLES: &[&str] = &[
        "alert",
        "alertdialog",
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "menubar",
        "navigation",
        "search",
        "tablist",
        "toolbar",
    ];
    if node::attribute(element, "role").is_some_and(|role| ROLES.contains(&role.as_str())) {
        return true;
    }
    if matches!(name.as_str(), "p" | "h1" | "h2" | "b" | "strong" | "em" | "i" | "td" | "tr" | "tbody" | "a")
        && length > 80
    {
        return false;
    }
    let names = [element.class(), element.id_attr()];
    let named = names.iter().flatten().flat_map(|n| n.split_whitespace()).any(|n| is_name_of_chrome(n, length));
    // Whatever it is called, it is no chrome when it holds the headline.
    named && !element.descendants_it().any(|d| d.has_name("h1"))
}

fn is_within(element: &NodeRef<'_>, names: &[&str]) -> bool {
    element.ancestors_it(None).any(|a| names.iter().any(|n| a.has_name(n)))
}

fn holds_heading(element: &NodeRef<'_>) -> bool {
    element.descendants_it().any(|d| d.has_name("h1") || d.has_name("h2"))
}

/// A class or id, word by word.
fn is_name_of_chrome(name: &str, length: usize) -> bool {
    let words = words(name);
    let has = |w: &str| words.iter().any(|x| x == w);
    // `layout-with-sidebar`, `no-share`, `md:hidden` tell of the frame and not of this element.
    if name.contains(':') || ["no", "has", "with", "without", "is", "js"].iter().any(|w| has(w)) {
        return false;
    }
    const CHROME: &[&str] = &[
        "a2a",
        "addthis",
        "addtoany",
        "advert",
        "advertisement",
        "breadcrumb",
        "breadcrumbs",
        "caption",
        "captions",
        "consent",
        "cookie",
        "cookies",
        "disqus",
        "footer",
        "gallery",
        "gdpr",
        "imagecaption",
        "lightbox",
        "login",
        "masthead",
        "menu",
        "modal",
        "nav",
        "navbar",
        "navigation",
        "newsletter",
        "pager",
        "pagination",
        "popup",
        "recommended",
        "related",
        "share",
        "shares",
        "sharethis",
        "sharing",
        "sidebar",
        "signin",
        "slideshow",
        "slider",
        "social",
        "socials",
        "submenu",
        "subscribe",
        "subscription",
        "taglist",
        "tags",
        "toolbar",
        "topbar",
    ];
    // These are names of harmless things as well, where more than a few words are in them.
    const SHORT: &[&str] =
        &["btn", "button", "copyright", "credit", "credits", "hide", "print", "printer", "search", "skip", "toggle"];
    // Banners of headlines are called heroes as well.
    (has("banner") && !has("hero") && !has("title"))
        || CHROME.iter().any(|w| has(w))
        || (length < 60 && SHORT.iter().any(|w| has(w)))
        || (["language", "lang", "locale"].iter().any(|w| has(w))
            && ["switcher", "switch", "selector", "select", "links", "list", "block"].iter().any(|w| has(w)))
}

/// The words of a name in `kebab-case`, `snake_case` or `camelCase`, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            words.push(String::new());
        } else if c.is_uppercase() && lower {
            words.push(c.to_lowercase().collect());
        } else if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    words.retain(|w| !w.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        assert_eq!(words("field--name-field-Tags"), ["field", "name", "field", "tags"]);
        assert_eq!(words("shareButtons"), ["share", "buttons"]);
        for name in ["social-share", "mainNav", "breadcrumb", "wp-block-related", "language-switcher", "field_tags"] {
            assert!(is_name_of_chrome(name, 200), "{name}");
        }
        for name in
            ["shareholder", "navigator", "layout-with-sidebar", "lang-en", "print-content", "statement", "stage"]
        {
            assert!(!is_name_of_chrome(name, 200), "{name}");
        }
    }
}
