//! Forms of English verbs: regular spelling rules here, irregular forms from `verbs.toml`.

use std::collections::BTreeMap;

/// Forms of one verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// Infinitive: "agree".
    pub base: String,
    /// Third person: "agrees".
    pub third: String,
    /// Past: "agreed" (several where usage differs).
    pub past: Vec<String>,
    /// Past participle.
    pub participle: Vec<String>,
    /// "agreeing".
    pub gerund: String,
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last consonant doubles before -ed and -ing: one syllable of consonant, vowel, consonant.
fn doubles(base: &str) -> bool {
    let letters: Vec<char> = base.chars().collect();
    let n = letters.len();
    n >= 3
        && !vowel(letters[n - 1])
        && !matches!(letters[n - 1], 'w' | 'x' | 'y')
        && vowel(letters[n - 2])
        && !vowel(letters[n - 3])
        && letters.iter().filter(|&&c| vowel(c)).count() == 1
}

/// Inflects a verb; `irregular` maps the infinitive to past and participle, `doubling` lists longer verbs that double.
pub(crate) fn inflect(base: &str, irregular: &BTreeMap<String, Vec<String>>, doubling: &[String]) -> Forms {
    let stem = |suffix: &str| -> String {
        if base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("ye") && !base.ends_with("oe") {
            format!("{}{suffix}", &base[..base.len() - 1])
        } else if suffix == "ing" && base.ends_with("ee") {
            format!("{base}{suffix}")
        } else if doubles(base) || doubling.iter().any(|d| d == base) {
            let last = base.chars().last().unwrap_or('t');
            format!("{base}{last}{suffix}")
        } else {
            format!("{base}{suffix}")
        }
    };
    let consonant_y = base.ends_with('y') && !base.chars().rev().nth(1).is_some_and(vowel);
    let third = if consonant_y {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    let regular = if consonant_y {
        format!("{}ied", &base[..base.len() - 1])
    } else if base.ends_with("ee") {
        format!("{base}d")
    } else {
        stem("ed")
    };
    let gerund = base.strip_suffix("ie").map_or_else(|| stem("ing"), |root| format!("{root}ying"));
    let (past, participle) = match irregular.get(base) {
        Some(forms) => {
            let past = forms.first().map_or_else(Vec::new, |f| f.split('/').map(str::to_owned).collect());
            let participle = forms.get(1).map_or_else(|| past.clone(), |f| f.split('/').map(str::to_owned).collect());
            (past, participle)
        }
        None => (vec![regular.clone()], vec![regular]),
    };
    Forms { base: base.to_owned(), third, past, participle, gerund }
}

impl Forms {
    /// Every form once.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut all = vec![self.base.clone(), self.third.clone(), self.gerund.clone()];
        all.extend(self.past.iter().cloned());
        all.extend(self.participle.iter().cloned());
        all.sort();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_spelling() {
        let forms = |base: &str| {
            let f = inflect(base, &BTreeMap::new(), &["commit".to_owned()]);
            (f.third, f.past[0].clone(), f.gerund)
        };
        let want = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(forms("agree"), want("agrees", "agreed", "agreeing"));
        assert_eq!(forms("reiterate"), want("reiterates", "reiterated", "reiterating"));
        assert_eq!(forms("stress"), want("stresses", "stressed", "stressing"));
        assert_eq!(forms("commit"), want("commits", "committed", "committing"));
        assert_eq!(forms("plan"), want("plans", "planned", "planning"));
        assert_eq!(forms("vary"), want("varies", "varied", "varying"));
    }
}
