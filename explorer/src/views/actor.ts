// One actor: names, offices, events, commitments, over time.
import type { App, View } from '../app';
import { counted, h, label, outside, replace } from '../dom';
import { actorName, countryName, dayText, type Model } from '../model';
import { actorLink, commitmentLine, eventLine, growing } from '../pieces';

export const actor: View = (app, m, host) => {
  const row = m.actors.find(app.route.argument);
  if (row < 0) {
    replace(host, h('h1', {}, 'Not in this dataset'), h('p', {}, `There is no actor ${app.route.argument}.`), h('p', {}, h('a', { href: '#table/actors' }, 'All actors')));
    return;
  }
  const name = actorName(m, row);
  document.title = `${name} – ${app.index.title}`;
  const own = eventsOf(m, row);
  const roles = commitmentsOf(m, row);
  const as = (...names: string[]): number[] => [...new Set(names.flatMap((role) => roles.get(role) ?? []))];
  const made = as('committer', 'speaker');
  const received = as('addressee', 'beneficiary', 'partner');
  replace(host, head(app, m, row, name),
    years(m, own, [...new Set([...made, ...received])], name),
    h('div', { class: 'columns2' }, offices(app, m, row), met(app, m, row, own)),
    section(`Events ${own.length}`, own, (event) => eventLine(app, m, event)),
    section(`Commitments made ${made.length}`, made, (c) => commitmentLine(app, m, c), 'As committer or as the one who spoke.'),
    section(`Commitments received ${received.length}`, received, (c) => commitmentLine(app, m, c), 'As addressee, beneficiary or partner.'));
};

function section(title: string, rows: number[], item: (row: number) => HTMLElement, note = ''): HTMLElement | null {
  if (!rows.length) return null;
  return h('section', {}, h('h2', {}, title), note && h('p', { class: 'note' }, note), growing(rows, 8, item));
}

/** Events at which it took part, or was spoken for; latest first. */
function eventsOf(m: Model, row: number): number[] {
  const event = m.participants.refs('event_id');
  const found = new Set(Array.from(m.partsOfActor.of(row), (part) => event[part]!));
  m.participants.refs('represents').forEach((who, part) => { if (who === row) found.add(event[part]!); });
  return [...found].sort((a, b) => (m.start[b]! || 0) - (m.start[a]! || 0) || a - b);
}

function commitmentsOf(m: Model, row: number): Map<string, number[]> {
  const of = m.parties.refs('commitment_id');
  const found = new Map<string, number[]>();
  for (const party of m.partiesOfActor.of(row)) {
    const role = m.parties.text('party_role', party);
    const list = found.get(role) ?? [];
    list.push(of[party]!);
    found.set(role, list);
  }
  for (const list of found.values()) list.sort((a, b) => (m.said[b]! || 0) - (m.said[a]! || 0) || a - b);
  return found;
}

function head(app: App, m: Model, row: number, name: string): HTMLElement {
  const a = m.actors;
  const text = (column: string): string => a.text(column, row);
  const part = a.refs('part_of')[row]!;
  const aliases = a.items('aliases', row);
  const wikidata = text('wikidata');
  const id = text('actor_id');
  return h('header', {}, h('p', { class: 'soft' }, label(text('kind')), text('country') && ` · ${countryName(m, text('country'))}`, part >= 0 && [' · part of ', actorLink(app, m, part)]),
    h('h1', {}, name, text('acronym') && text('acronym') !== name ? h('span', { class: 'soft' }, ` ${text('acronym')}`) : null),
    aliases.length ? h('p', {}, h('span', { class: 'soft' }, 'Also '), aliases.join(' · ')) : null,
    h('p', { class: 'soft small' }, h('code', {}, id), text('first_seen') && ` · first named ${text('first_seen')}`, /^Q\d+$/.test(wikidata) && [' · ', outside(`https://www.wikidata.org/wiki/${wikidata}`)]),
    h('p', {}, h('a', { href: app.href('timeline', '', { actor: id }) }, 'On the timeline'), ' · ', h('a', { href: app.href('map', '', { actor: id }) }, 'On the map'), ' · ', h('a', { href: app.href('commitments', '', { actor: id }) }, 'On the commitments board')));
}

/** Bars of events and commitments by year. */
function years(m: Model, events: number[], commitments: number[], name: string): HTMLElement | null {
  const per = new Map<number, number>();
  const add = (days: number): void => {
    if (Number.isNaN(days)) return;
    const year = Number(dayText(days).slice(0, 4));
    per.set(year, (per.get(year) ?? 0) + 1);
  };
  events.forEach((e) => add(m.start[e]!));
  commitments.forEach((c) => add(m.said[c]!));
  const known = [...per.keys()].sort((a, b) => a - b);
  if (known.length < 2) return null;
  const [first, last] = [known[0]!, known.at(-1)!];
  const most = Math.max(...per.values());
  const all = Array.from({ length: Math.min(80, last - first + 1) }, (_, i) => last - Math.min(79, last - first) + i);
  const each = Math.ceil(all.length / 16);
  return h('section', { 'aria-label': 'Over time' }, h('h2', {}, 'Rows by year'), h('ol', { class: 'years', 'aria-label': `Rows of ${name} by year` }, all.map((year, at) => {
    const n = per.get(year) ?? 0;
    const bar = h('i', { class: 'bar' });
    bar.style.height = `${(72 * n) / most}%`;
    return h('li', { title: `${year}: ${n}` }, h('span', { class: 'hidden' }, `${year}: ${n}`), bar, h('span', { 'aria-hidden': 'true' }, at % each === 0 ? year : '\u00a0'));
  })));
}

/** Offices as the texts name them, with first and last mention; of a state or organisation, those who spoke for it. */
function offices(app: App, m: Model, row: number): HTMLElement | null {
  const p = m.participants;
  const [who, spokenFor, event] = [p.refs('actor_id'), p.refs('represents'), p.refs('event_id')];
  const held = m.actors.text('kind', row) === 'person';
  const found = new Map<string, { other: number; position: string; from: number; to: number; n: number }>();
  const parts = held ? m.partsOfActor.of(row) : Array.from(spokenFor, (_, part) => part).filter((part) => spokenFor[part] === row);
  for (const part of parts) {
    const position = p.text('position', part);
    const other = held ? spokenFor[part]! : who[part]!;
    if (held && !position) continue;
    const key = `${position}|${other}`;
    const day = m.start[event[part]!]!;
    const known = found.get(key) ?? { other, position, from: Infinity, to: -Infinity, n: 0 };
    known.n++;
    if (!Number.isNaN(day)) [known.from, known.to] = [Math.min(known.from, day), Math.max(known.to, day)];
    found.set(key, known);
  }
  if (!found.size) return null;
  const list = [...found.values()].sort((a, b) => b.n - a.n || a.position.localeCompare(b.position));
  return h('section', {}, h('h2', {}, held ? 'Offices held' : 'Who spoke for it'), growing(list.map((_, i) => i), 8, (i) => {
    const o = list[i]!;
    const years = Number.isFinite(o.from) ? [...new Set([dayText(o.from).slice(0, 4), dayText(o.to).slice(0, 4)])].join('–') : '';
    return h('li', { class: 'line' }, h('p', {}, held ? o.position : actorLink(app, m, o.other), held && o.other >= 0 ? [' for ', actorLink(app, m, o.other)] : null, !held && o.position ? `, ${o.position}` : ''),
      h('p', { class: 'soft' }, [years, counted(o.n, 'mention')].filter(Boolean).join(' · ')));
  }));
}

function met(app: App, m: Model, row: number, events: number[]): HTMLElement | null {
  const who = m.participants.refs('actor_id');
  const spokenFor = m.participants.refs('represents');
  const times = new Map<number, number>();
  for (const event of events) {
    const parts = m.participantsOf.of(event);
    if (parts.length > 25) continue;
    // Who spoke for it did not meet it.
    const others = Array.from(parts).filter((part) => spokenFor[part] !== row).map((part) => who[part]!);
    for (const other of new Set(others)) if (other !== row) times.set(other, (times.get(other) ?? 0) + 1);
  }
  const list = [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!list.length) return null;
  return h('section', {}, h('h2', {}, 'Met'), growing(list.map((_, i) => i), 8, (i) => h('li', { class: 'line' },
    h('p', {}, actorLink(app, m, list[i]![0]), h('span', { class: 'soft' }, ` ${counted(list[i]![1], 'event')}`)))));
}
