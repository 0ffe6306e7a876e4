//! Signings and gifts told of again: with who held the pen, with who gave.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::EventType;

use crate::model::Event;

/// Sentences at the top of a text that sum it up.
const LEAD: usize = 3;

/// Whether a candidate tells who signed the paper that the sentences before called by the same noun.
pub(super) fn signed_again(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let kinds = e.kind == EventType::Signing && c.kind == EventType::Signing && e.status == c.status;
    // Where the headline or the line below it tells of the signing, other lines may stand between.
    let far = c.sentence > e.sentence + if e.asserted && e.sentence < LEAD { 8 } else { 3 };
    // "The signing ceremony of the Agreement took place. The Agreement was signed by": the one of the ceremony.
    let ceremony = e.rule.ends_with("signing.noun") && c.by_verb && c.sentence <= e.sentence + 2 && c.date.is_none();
    let named = c.name.as_ref().is_some_and(|name| !ceremony || name.split(' ').count() > 2);
    if !kinds || named || e.sentence >= c.sentence || far {
        return false;
    }
    // "… signed an Agreement. Minister A signed on behalf of X and B on behalf of Y".
    if crate::events::verb::on_behalf(doc, c.trigger.end) {
        return c.sentence == e.sentence + 1;
    }
    let range = doc.sentences[c.sentence].tokens.clone();
    let noun = |i: usize| {
        doc.is(i, WordClass::InstrumentNoun) && doc.tokens.get(i).is_some_and(|t| ceremony || !t.capital)
            || crate::events::verb::is_partnership(doc, i)
    };
    let object = (c.trigger.end..c.trigger.end + 2).find(|&i| doc.is_text(i, "the")).map(|i| i + 1);
    // "On behalf of X the document was signed by A".
    let subject = (range.start..c.trigger.start)
        .find(|&i| {
            doc.is_text(i, "the")
                && noun(i + 1)
                && (i == range.start || crate::events::verb::on_behalf(doc, range.start))
        })
        .map(|i| i + 1);
    let Some(paper) = [object, subject].into_iter().flatten().find(|&i| noun(i)) else { return false };
    // "the agreement on trade" is one of its own, "the agreement on behalf of the Government" is not.
    let after = paper + 1;
    let own =
        ["on", "between", "of", "for", "to"].iter().any(|w| doc.is_text(after, w)) && !doc.is_text(after + 1, "behalf");
    let told = doc.sentences[e.sentence].tokens.clone().any(|i| doc.word(i).eq_ignore_ascii_case(doc.word(paper)));
    !own && (told || doc.is_text(paper, "document"))
}

/// "The aid", "The vehicles and equipment", "The donated boats": no counted batch, and nobody else's.
pub(super) fn told_goods(doc: &Annotated<'_>, i: usize) -> bool {
    let goods = |i: usize| doc.is(i, WordClass::GoodsNoun) || doc.is_text(i, "property");
    let donated = ["donated", "humanitarian"].iter().any(|w| doc.is_text(i, w));
    goods(i) || donated && goods(i + 1)
}
