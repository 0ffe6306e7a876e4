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
    Number { start: u64 },
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
    pub(super) fn label(
        &mut self,
        style: &str,
        list: Option<&str>,
        level: Option<usize>,
    ) -> Option<(usize, Label)> {
        let (mut list, mut level) = (list.map(str::to_owned), level);
        let mut next = Some(style);
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
        let whole = self.lists.get(&list)?.clone();
        let deeper: Vec<_> = self.reached.keys().filter(|(w, l)| *w == whole && *l > level).cloned().collect();
        for key in deeper {
            self.reached.remove(&key);
        }
        match *self.looks.get(&(whole.clone(), level))? {
            Look::Bullet => Some((level, Label::Bullet)),
            Look::None => None,
            Look::Number { start } => {
                let own = (list, level);
                let anew = self.starts.get(&own).copied().filter(|_| self.begun.insert(own));
                let reached = self.reached.get(&(whole.clone(), level));
                let number = anew.unwrap_or_else(|| reached.map_or(start, |n| n.saturating_add(1)));
                self.reached.insert((whole, level), number);
                Some((level, Label::Number(number)))
            }
        }
    }
}
