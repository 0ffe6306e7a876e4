// Rows of one document as cards beside its text.
import { meaning, type App } from '../app';
import { h, label } from '../dom';
import type { RowKey } from '../marks';
import { actorName, dateText, eventTitle, when, where, type Model } from '../model';
import { actorLink, basis } from '../pieces';
import { rowAddress } from '../route';

/** A row in a few words. */
export function summary(m: Model, key: RowKey): string {
  const row = Number(key.slice(1));
  if (key[0] === 'e') return `event, ${eventTitle(m, row)}`;
  if (key[0] === 'c') return `commitment, ${label(m.commitments.text('commitment_type', row))}: ${m.commitments.text('text', row).slice(0, 90)}`;
  return `${label(m.participants.text('role', row))}, ${actorName(m, m.participants.refs('actor_id')[row]!)}`;
}

/** Cards of all events and commitments, in the order of the text. */
export function cards(app: App, m: Model, document: number, choose: (key: RowKey) => void): HTMLElement {
  const start = (table: 'events' | 'commitments', row: number): number => m.quotes.start[m[table].refs('evidence')[row]!] ?? 0;
  const events = Array.from(m.eventsOf.of(document));
  const commitments = Array.from(m.commitmentsOf.of(document));
  if (!events.length && !commitments.length) return h('p', { class: 'soft' }, 'No rows were made from this document.');
  const all = [
    ...events.map((row) => ({ at: start('events', row), card: eventCard(app, m, row, choose) })),
    ...commitments.map((row) => ({ at: start('commitments', row), card: commitmentCard(app, m, row, choose) })),
  ].sort((a, b) => a.at - b.at);
  return h('div', {}, h('h2', { class: 'hidden' }, 'Rows'), all.map(({ card }) => card));
}

function shell(key: RowKey, layer: string, choose: (key: RowKey) => void, title: string, id: string, ...rest: (Node | null)[]): HTMLElement {
  const open = (event: Event): void => {
    if (!(event.target as Element).closest('a, button, summary')) choose(key);
  };
  return h('section', { class: `card ${layer}`, 'data-row': key, tabindex: -1, id: `row-${id}`, 'aria-label': title, onclick: open },
    h('p', { class: 'do' },
      h('button', { type: 'button', class: 'quote', onclick: () => choose(key) }, 'Show quote', h('span', { class: 'hidden' }, ` of ${title}`)),
      h('a', { href: rowAddress(id), 'aria-label': `Link to ${title}` }, 'link')), ...rest);
}

function facts(pairs: [string, string][]): HTMLElement {
  return h('dl', {}, pairs.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function eventCard(app: App, m: Model, row: number, choose: (key: RowKey) => void): HTMLElement {
  const e = m.events;
  const text = (column: string): string => e.text(column, row);
  const title = eventTitle(m, row);
  const parts = Array.from(m.participantsOf.of(row));
  const parent = e.refs('parent_event_id')[row]!;
  return shell(`e${row}`, 'event', choose, title, text('event_id'),
    h('p', { class: 'kind' }, h('span', { class: 'tag', title: meaning(app.index, 'event_type', text('event_type')) }, label(text('event_type'))),
      h('span', { class: `tag ${text('status')}`, title: meaning(app.index, 'status', text('status')) }, label(text('status'))),
      h('span', { class: 'tag', title: meaning(app.index, 'salience', text('salience')) }, label(text('salience')))),
    h('h3', {}, title),
    facts([['when', when(m, row)], ['dated by', [label(text('date_basis')), text('date_text') && `“${text('date_text')}”`].filter(Boolean).join(': ')],
      ['where', where(m, row)], ['mode', text('mode') === 'unknown' ? '' : label(text('mode'))], ['topics', e.items('topics', row).map(label).join(', ')],
      ['part of', parent >= 0 ? eventTitle(m, parent) : '']]),
    parts.length ? h('ul', { class: 'who', 'aria-label': 'Participants' }, parts.map((part) => participant(app, m, part, choose))) : null,
    h('p', { class: 'soft small' }, basis(app, 'events', m, row)));
}

function participant(app: App, m: Model, part: number, choose: (key: RowKey) => void): HTMLElement {
  const p = m.participants;
  const spokenFor = p.refs('represents')[part]!;
  const position = p.text('position', part);
  const role = p.text('role', part);
  return h('li', { 'data-row': `p${part}` },
    h('button', { type: 'button', class: 'tag who', title: `Show where. ${meaning(app.index, 'role', role)}`, onclick: (event: Event) => { event.stopPropagation(); choose(`p${part}`); } }, label(role)),
    ' ', actorLink(app, m, p.refs('actor_id')[part]!),
    position && h('span', { class: 'soft' }, `, ${position}`),
    spokenFor >= 0 && h('span', { class: 'soft' }, ' for ', actorLink(app, m, spokenFor)));
}

function commitmentCard(app: App, m: Model, row: number, choose: (key: RowKey) => void): HTMLElement {
  const c = m.commitments;
  const text = (column: string): string => c.text(column, row);
  const who = m.parties.refs('actor_id');
  const parties = Array.from(m.partiesOf.of(row));
  const title = `${label(text('commitment_type'))}: ${text('text')}`;
  const amount = text('amount') && `${text('amount')} ${text('currency')}`;
  return shell(`c${row}`, 'commitment', choose, title.slice(0, 120), text('commitment_id'),
    h('p', { class: 'kind' }, h('span', { class: 'tag', title: meaning(app.index, 'commitment_type', text('commitment_type')) }, label(text('commitment_type'))),
      text('conditional') === 'true' && h('span', { class: 'tag' }, 'conditional'),
      text('polarity') === 'refrain' && h('span', { class: 'tag' }, 'to refrain')),
    h('h3', {}, text('text')),
    facts([['due', dateText(text('due_edtf'))], ['condition', text('condition')], ['amount', amount], ['instruments', c.items('instruments', row).join(', ')],
      ['topics', c.items('topics', row).map(label).join(', ')], ['force', label(text('modality'))]]),
    parties.length ? h('ul', { class: 'who', 'aria-label': 'Parties' }, parties.map((party) => h('li', {},
      h('span', { class: 'tag who' }, label(m.parties.text('party_role', party))), ' ', actorLink(app, m, who[party]!)))) : null,
    h('p', { class: 'soft small' }, basis(app, 'commitments', m, row)));
}
