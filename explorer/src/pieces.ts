// Small parts that several views show.
import { meaning, type App } from './app';
import { h, label, share } from './dom';
import { actorName, cut, dateText, eventTitle, partiesWith, when, where, type Model } from './model';
import { rowAddress } from './route';

export function actorLink(app: App, m: Model, row: number): HTMLElement {
  return h('a', { href: app.href('actor', m.actors.text('actor_id', row)), class: `kind-${m.actors.text('kind', row)}` }, actorName(m, row));
}

export function actorLinks(app: App, m: Model, rows: number[], most = 6): (Node | string)[] {
  const shown = rows.slice(0, most).flatMap((row, at): (Node | string)[] => (at ? [', ', actorLink(app, m, row)] : [actorLink(app, m, row)]));
  return rows.length > most ? [...shown, ` and ${rows.length - most} more`] : shown;
}

/** How sure, and by which rule. */
export function basis(app: App, table: 'events' | 'commitments' | 'participants', m: Model, row: number): HTMLElement {
  const t = m[table];
  const sure = t.numbers('confidence').values[row] ?? NaN;
  const corrected = t.text('review_status', row) === 'corrected';
  const title = meaning(app.index, 'review_status', 'corrected');
  return h('span', { class: 'basis' },
    'rule ', h('code', {}, t.text('rule_id', row)), ' · ',
    Number.isNaN(sure) ? 'never measured' : `${share(sure)} right on gold texts`,
    corrected && h('strong', { title }, ' · corrected'));
}

export function quoteOf(m: Model, table: 'events' | 'commitments', row: number): string {
  return m.quotes.text[m[table].refs('evidence')[row] ?? -1] ?? '';
}

export function eventLine(app: App, m: Model, row: number, quote = true): HTMLElement {
  const type = m.events.text('event_type', row);
  const status = m.events.text('status', row);
  return h('li', { class: 'line' },
    h('p', { class: 'what' },
      h('a', { href: rowAddress(m.events.text('event_id', row)) }, eventTitle(m, row)), ' ',
      !eventTitle(m, row).startsWith(label(type)) && h('span', { class: 'tag', title: meaning(app.index, 'event_type', type) }, label(type)),
      status !== 'held' && h('span', { class: `tag ${status}` }, label(status))),
    h('p', { class: 'soft' }, [when(m, row), where(m, row)].filter(Boolean).join(' · ')),
    quote && h('blockquote', {}, cut(quoteOf(m, 'events', row), 260)));
}

export function commitmentLine(app: App, m: Model, row: number, quote = true): HTMLElement {
  const type = m.commitments.text('commitment_type', row);
  const due = m.commitments.text('due_edtf', row);
  const who = partiesWith(m, row, 'committer');
  const to = partiesWith(m, row, 'addressee');
  return h('li', { class: 'line' },
    h('p', { class: 'what' },
      h('a', { href: rowAddress(m.commitments.text('commitment_id', row)) }, cut(m.commitments.text('text', row), 160)), ' ',
      h('span', { class: 'tag', title: meaning(app.index, 'commitment_type', type) }, label(type))),
    h('p', { class: 'soft' }, who.length ? actorLinks(app, m, who, 3) : 'committer not named',
      to.length ? [' to ', ...actorLinks(app, m, to, 3)] : '', due ? ` · due ${dateText(due)}` : ''),
    quote && h('blockquote', {}, cut(quoteOf(m, 'commitments', row), 260)));
}

/** A list that grows by a button. */
export function growing(rows: ArrayLike<number>, step: number, item: (row: number) => HTMLElement, tag: 'ul' | 'ol' = 'ul', name = 'lines'): HTMLElement {
  const list = h(tag, { class: name });
  const more = h('button', { type: 'button', class: 'more' });
  let shown = 0;
  const grow = (focus: boolean): void => {
    const to = Math.min(rows.length, shown + step);
    const first = shown;
    for (; shown < to; shown++) list.append(item(rows[shown]!));
    more.hidden = shown >= rows.length;
    more.textContent = `Show ${Math.min(step, rows.length - shown)} more of ${rows.length - shown}`;
    if (focus) list.children[first]?.querySelector<HTMLElement>('a, button')?.focus();
  };
  more.addEventListener('click', () => grow(true));
  grow(false);
  return h('div', {}, list, more);
}
