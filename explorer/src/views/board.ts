// The commitments board: who promised what to whom, by when.
import { meaning, type App, type View } from '../app';
import { csv, save } from '../csv';
import { count, counted, h, label, replace } from '../dom';
import { kept, passing } from '../filter';
import { actorName, dateText, partiesWith, type Model } from '../model';
import { actorLinks, basis, growing, quoteOf } from '../pieces';
import { rowAddress } from '../route';

type Grouping = 'committer' | 'addressee' | 'type' | 'due';
const GROUPINGS: [Grouping, string][] = [['committer', 'committer'], ['addressee', 'addressee'], ['type', 'type'], ['due', 'year it is due']];
let grouping: Grouping = 'committer';
/** Groups that stand open at first. */
const OPEN = 2;

export const board: View = (app, m, host) => {
  const rows = kept(passing(m, app.route.filter).commitments).sort((a, b) => due(m, a).localeCompare(due(m, b)) || (m.said[b]! || 0) - (m.said[a]! || 0) || a - b);
  const body = h('div', { class: 'board' });
  const choice = h('select', { id: 'grouping', onchange: () => { grouping = choice.value as Grouping; draw(); } }, GROUPINGS.map(([value, text]) => h('option', { value }, text)));
  choice.value = grouping;
  replace(host, h('h1', {}, 'Commitments'),
    h('p', { class: 'note' }, 'A commitment here is something said, not something done. The filter above has fields of its own for this board: type, committer, addressee, due date.'),
    h('div', { class: 'controls' },
      h('div', { class: 'field' }, h('label', { for: 'grouping' }, 'Grouped by'), choice),
      h('button', { type: 'button', class: 'save', onclick: () => save('commitments.csv', 'text/csv', csv(m.commitments, [...rows].sort((a, b) => a - b))) }, `Save ${counted(rows.length, 'row')} as CSV`)),
    body);
  function draw(): void {
    replace(body, rows.length ? groups(app, m, rows) : h('p', {}, 'No commitment passes the filter.'));
  }
  draw();
};

/** The day it is due; what has none comes last. */
const due = (m: Model, row: number): string => m.commitments.text('due_end', row) || '9999';

function namesOf(m: Model, row: number): string[] {
  if (grouping === 'type') return [label(m.commitments.text('commitment_type', row))];
  if (grouping === 'due') return [m.commitments.text('due_end', row).slice(0, 4) || 'no date'];
  const who = partiesWith(m, row, grouping).map((actor) => actorName(m, actor));
  return who.length ? who : [`no ${grouping} named`];
}

function groups(app: App, m: Model, rows: number[]): HTMLElement {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    for (const name of new Set(namesOf(m, row))) {
      const group = found.get(name) ?? [];
      group.push(row);
      found.set(name, group);
    }
  }
  const byTime = grouping === 'due';
  const sorted = [...found].sort(([a, x], [b, y]) => (byTime ? a.localeCompare(b) : y.length - x.length || a.localeCompare(b)));
  return growing(sorted.map((_, at) => at), 30, (at) => {
    const [name, list] = sorted[at]!;
    const inside = h('div', {});
    const box = h('details', { class: 'group', open: at < OPEN, ontoggle: () => { if (box.open && !inside.firstChild) fill(); } },
      h('summary', {}, name, ' ', h('span', { class: 'soft' }, count(list.length))), inside);
    const fill = (): void => { inside.append(growing(list, 12, (row) => card(app, m, row), 'ul', 'deck')); };
    if (at < OPEN) fill();
    return h('li', {}, box);
  });
}

function card(app: App, m: Model, row: number): HTMLElement {
  const c = m.commitments;
  const type = c.text('commitment_type', row);
  const document = c.refs('document_id')[row]!;
  const [who, to, gains] = (['committer', 'addressee', 'beneficiary'] as const).map((role) => partiesWith(m, row, role)) as [number[], number[], number[]];
  const when = c.text('due_edtf', row);
  return h('li', { class: 'line', 'data-commitment': c.text('commitment_id', row) },
    h('p', {}, h('span', { class: 'tag', title: meaning(app.index, 'commitment_type', type) }, label(type)),
      h('strong', {}, when ? `due ${dateText(when)}` : ''), c.text('conditional', row) === 'true' && h('span', { class: 'tag' }, 'conditional')),
    h('p', { class: 'what' }, h('a', { href: rowAddress(c.text('commitment_id', row)) }, c.text('text', row))),
    h('p', { class: 'soft' }, who.length ? actorLinks(app, m, who) : 'committer not named', to.length ? [' to ', actorLinks(app, m, to)] : null, gains.length ? [' for ', actorLinks(app, m, gains)] : null),
    h('blockquote', {}, quoteOf(m, 'commitments', row)),
    h('p', { class: 'soft small' }, [m.documents.text('publisher', document), m.documents.text('published_date', document)].filter(Boolean).join(', ')),
    h('p', { class: 'soft small' }, basis(app, 'commitments', m, row)));
}
