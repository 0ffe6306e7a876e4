//! `set`: one value of a row becomes another.

use rapporteur_schema::Row;

use super::stored::{Stored, find, key, known_column, mark, tidied};
use super::{Correction, Work};

impl Work<'_> {
    pub(super) fn set<R: Stored>(&mut self, line: &Correction) -> Result<(), String> {
        let column = line.column.as_str();
        settable::<R>(column)?;
        let (at, before) = find::<R>(self.dataset, &line.row)?;
        let stands = before.cell(column).map_or_else(String::new, |cell| cell.to_string());
        if stands.trim() != line.expected {
            return Err(unexpected(column, &stands, line));
        }
        let mut changed = before.clone();
        changed
            .set(column, &tidied::<R>(column, &line.value))
            .map_err(|what| format!("{column}: the value {:?} {what}", line.value))?;
        changed.follow(&before);
        mark(&mut changed);
        let rows = R::rows(self.dataset);
        let (old, new) = (key(&before, "|"), key(&changed, "|"));
        if old != new && rows.iter().any(|r| key(r, "|") == new) {
            return Err(format!("{column}: there is a row {new} already; drop one of the two"));
        }
        self.touch(&changed);
        if let Some(row) = R::rows(self.dataset).get_mut(at) {
            *row = changed;
        }
        Ok(())
    }
}

fn settable<R: Row>(column: &str) -> Result<(), String> {
    known_column::<R>(column)?;
    if R::TABLE.primary_key == [column] {
        return Err(format!("{column} is the id of the row, to which others refer; drop the row and add another"));
    }
    Ok(())
}

/// Says what stands where `expected` should.
fn unexpected(column: &str, stands: &str, line: &Correction) -> String {
    let (now, expected) = (shown(stands), shown(&line.expected));
    if stands.trim() == line.value {
        return format!("{column}: {now} stands there now, which is the value wanted; remove this line");
    }
    format!(
        "{column}: {now} stands there now, not {expected}; look at the row again, then mend \"expected\" or remove this line"
    )
}

/// A value in a message.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("{text:?}") }
}
