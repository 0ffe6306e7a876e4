//! Which paragraphs are items of a list, and with which number.

use std::collections::{BTreeMap, BTreeSet};

use crate::Limits;
use crate::documents::xml::{Xml, walk};

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    Number(u64),
}

#[derive(Clone, Copy, Debug)]
enum Look {
    Bullet,
    Number {
        start: u64,
    },
    /// An indented paragraph without a label.
    None,
}

/// A style of paragraphs, as far as lists go.
#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    heading: bool,
    /// The depth in the name of Word's own styles, which have a list of their own for each: "List Bullet 2".
    depth: usize,
}

/// Definitions of lists and the numbers reached.
#[derive(Default)]
pub(super) struct Numbering {
    /// Looks by abstract list and level.
    looks: BTreeMap<(String, usize), Look>,
    /// Abstract list of each list.
    lists: BTreeMap<String, String>,
    /// Where a list starts anew, by list and level.
    starts: BTreeMap<(String, usize), u64>,
    styles: BTreeMap<String, Style>,
    /// The last number, by abstract list and level.
    reached: BTreeMap<(String, usize), u64>,
    /// Lists whose own start has been used.
    begun: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads the parts `numbering.xml` and `styles.xml`, either of which may be empty.
    pub(super) fn read(numbering: &str, styles: &str, limits: &Limits) -> Result<Self, String> {
        let mut this = Numbering::default();
        this.read_lists(numbering, limits)?;
        this.read_styles(styles, limits)?;
        Ok(this)
    }

    fn read_lists(&mut self, xml: &str, limits: &Limits) -> Result<(), String> {
        let (mut whole, mut list, mut level, mut start) = (String::new(), String::new(), 0usize, 1u64);
        walk(xml, limits, &mut |event| {
            let Xml::Open(element) = event else { return };
            let value = element.attribute("w:val");
            match element.name {
                "w:abstractNum" => {
                    whole = element.attribute("w:abstractNumId").unwrap_or_default();
                    list.clear();
                }
                "w:num" => list = element.attribute("w:numId").unwrap_or_default(),
                "w:lvl" | "w:lvlOverride" => {
                    level = element.attribute("w:ilvl").and_then(|l| l.parse().ok()).unwrap_or(0);
                    start = 1;
                }
                "w:abstractNumId" => {
                    self.lists.insert(list.clone(), value.unwrap_or_default());
                }
                "w:start" => start = value.and_then(|v| v.parse().ok()).unwrap_or(1),
                "w:startOverride" => {
                    self.starts.insert((list.clone(), level), value.and_then(|v| v.parse().ok()).unwrap_or(1));
                }
                "w:numFmt" if list.is_empty() => {
                    let look = match value.as_deref() {
                        Some("bullet") => Look::Bullet,
                        Some("none") => Look::None,
                        _ => Look::Number { start },
                    };
                    self.looks.insert((whole.clone(), level), look);
                }
                _ => {}
            }
        })
    }

    fn read_styles(&mut self, xml: &str, limits: &Limits) -> Result<(), String> {
        let (mut id, mut style) = (String::new(), Style::default());
        walk(xml, limits, &mut |event| match event {
            Xml::Open(element) => {
                let value = || element.attribute("w:val");
                match element.name {
                    "w:style" => {
                        id = element.attribute("w:styleId").unwrap_or_default();
                        style = Style::default();
                    }
                    "w:name" => style.depth = value().map_or(0, |name| depth(&name)),
                    "w:basedOn" => style.based_on = value(),
                    "w:numId" => style.list = value(),
                    "w:ilvl" => style.level = value().and_then(|v| v.parse().ok()),
                    "w:outlineLvl" => style.heading = value().is_some_and(|v| v != "9"),
                    _ => {}
                }
            }
            Xml::Close("w:style") => {
                self.styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
            }
            _ => {}
        })
    }

    /// Level and label of the next paragraph of a style, with the list it names itself; nothing when it is no item.
    /// A numbered heading is a heading.
    pub(super) fn label(&mut self, style: &str, list: Option<&str>, level: Option<usize>) -> Option<(usize, Label)> {
        let (mut list, mut level) = (list.map(str::to_owned), level);
        let mut next = Some(style);
        let depth = self.styles.get(style).map_or(0, |s| s.depth);
        // Styles that are based on each other end after the number of styles Word allows to chain.
        for _ in 0..16 {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            if style.heading {
                return None;
            }
            if list.is_none() && style.list.is_some() {
                list.clone_from(&style.list);
                level = level.or(style.level);
            }
            next = style.based_on.as_deref();
        }
        // List 0 takes a paragraph out of the list of its style.
        let list = list.filter(|l| l != "0")?;
        let level = level.unwrap_or(0).min(8);
        let shown = if level == 0 { depth } else { level };
        let whole = self.lists.get(&list)?.clone();
        let deeper: Vec<_> = self.reached.keys().filter(|(w, l)| *w == whole && *l > level).cloned().collect();
        for key in deeper {
            self.reached.remove(&key);
        }
        match *self.looks.get(&(whole.clone(), level))? {
            Look::Bullet => Some((shown, Label::Bullet)),
            Look::None => None,
            Look::Number { start } => {
                let own = (list, level);
                let anew = self.starts.get(&own).copied().filter(|_| self.begun.insert(own));
                let reached = self.reached.get(&(whole.clone(), level));
                let number = anew.unwrap_or_else(|| reached.map_or(start, |n| n.saturating_add(1)));
                self.reached.insert((whole, level), number);
                Some((shown, Label::Number(number)))
            }
        }
    }
}

fn depth(name: &str) -> usize {
    let lower = name.to_ascii_lowercase();
    let number = lower.strip_prefix("list bullet ").or_else(|| lower.strip_prefix("list number "));
    number.and_then(|n| n.parse::<usize>().ok()).map_or(0, |n| n.saturating_sub(1).min(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="7">
            <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>"#;

    const STYLES: &str = r#"<w:styles>
        <w:style w:styleId="a"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>
        <w:style w:styleId="h"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="x"><w:basedOn w:val="x"/></w:style></w:styles>"#;

    #[test]
    fn numbers_count_by_level_and_lists_start_anew() {
        let mut lists = Numbering::read(LISTS, STYLES, &Limits::default()).expect("lists");
        let mut label = |list, level| lists.label("", Some(list), level);
        assert_eq!(label("1", Some(0)), Some((0, Label::Number(3))));
        assert_eq!(label("1", Some(1)), Some((1, Label::Number(1))));
        assert_eq!(label("1", Some(1)), Some((1, Label::Number(2))));
        assert_eq!(label("1", None), Some((0, Label::Number(4))));
        assert_eq!(label("1", Some(1)), Some((1, Label::Number(1))));
        assert_eq!(label("2", None), Some((0, Label::Number(1))));
        assert_eq!(label("2", None), Some((0, Label::Number(2))));
        assert_eq!(label("0", None), None);
        assert_eq!(label("9", None), None);
    }

    #[test]
    fn styles_bring_lists_and_headings_none() {
        let mut lists = Numbering::read(LISTS, STYLES, &Limits::default()).expect("lists");
        assert_eq!(lists.label("a", None, None), Some((1, Label::Bullet)));
        assert_eq!(lists.label("b", None, None), Some((0, Label::Bullet)));
        assert_eq!(lists.label("b", Some("0"), None), None);
        assert_eq!(lists.label("h", None, None), None);
        assert_eq!(lists.label("x", None, None), None);
    }
}
