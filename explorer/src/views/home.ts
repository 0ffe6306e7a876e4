// The overview: what is here, and ways in.
import type { View } from '../app';
import { count, counted, h, label, replace } from '../dom';
import { actorName, dayText, type Model } from '../model';
import { commitmentLine, eventLine } from '../pieces';

export const home: View = (app, m, host) => {
  const n = (name: string): number => app.index.tables.find((t) => t.name === name)?.rows ?? 0;
  const period = span(m);
  const facts: [string, number, string][] = [
    ['documents', n('documents'), app.href('table', 'documents')], ['events', n('events'), app.href('timeline')],
    ['commitments', n('commitments'), app.href('commitments')], ['actors', n('actors'), app.href('network')],
  ];
  replace(host,
    h('h1', {}, app.index.title),
    h('p', { class: 'lead' }, 'Who met whom, when and where, and who promised what by when, read from press releases. ',
      period && `Events from ${period[0]} to ${period[1]}. `, 'Every row carries the quote that proves it.'),
    h('ul', { class: 'facts' }, facts.map(([name, rows, href]) => h('li', {}, h('a', { href }, h('strong', {}, count(rows)), ' ', rows === 1 ? name.slice(0, -1) : name)))),
    h('div', { class: 'columns2' },
      h('section', {}, h('h2', {}, 'Start with a text'), h('p', {}, 'See what was read from it, word by word.'),
        h('ul', { class: 'lines' }, richest(m).map((row) => h('li', { class: 'line' },
          h('p', { class: 'what' }, h('a', { href: app.href('doc', m.documents.text('document_id', row)) }, m.documents.text('title', row) || m.documents.text('document_id', row))),
          h('p', { class: 'soft' }, [m.documents.text('publisher', row), m.documents.text('published_date', row),
            counted(m.eventsOf.of(row).length, 'event'), counted(m.commitmentsOf.of(row).length, 'commitment')].filter(Boolean).join(' · '))))),
        h('p', {}, h('a', { href: '#table/documents' }, 'All documents'))),
      h('section', {}, h('h2', {}, 'Who is named most'), h('ol', { class: 'bars' }, bars(m).map(({ row, parts, most }) => {
        const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
        bar.style.width = `${(100 * parts) / most}%`;
        return h('li', {}, h('a', { href: app.href('actor', m.actors.text('actor_id', row)) }, actorName(m, row)),
          h('span', { class: 'soft' }, ` ${label(m.actors.text('kind', row))}, ${counted(parts, 'row')}`), bar);
      }))),
      h('section', {}, h('h2', {}, 'Latest events'), h('ul', { class: 'lines' }, latest(m.start, 4).map((row) => eventLine(app, m, row)))),
      h('section', {}, h('h2', {}, 'Latest commitments'), h('ul', { class: 'lines' }, latest(m.said, 4).map((row) => commitmentLine(app, m, row))))));
};

function span(m: Model): [string, string] | undefined {
  let [first, last] = [Infinity, -Infinity];
  m.start.forEach((d) => { if (d < first) first = d; if (d > last) last = d; });
  return Number.isFinite(first) ? [dayText(first), dayText(last)] : undefined;
}

function latest(days: Float64Array, most: number): number[] {
  return Array.from(days, (_, row) => row).filter((row) => !Number.isNaN(days[row]!)).sort((a, b) => days[b]! - days[a]! || a - b).slice(0, most);
}

/** Documents with most rows, each title once. */
function richest(m: Model): number[] {
  const rows = (d: number): number => m.eventsOf.of(d).length + m.commitmentsOf.of(d).length;
  const titles = new Set<string>();
  return Array.from({ length: m.documents.rows }, (_, d) => d).sort((a, b) => rows(b) - rows(a) || a - b).filter((d) => {
    const title = m.documents.text('title', d);
    if (titles.size >= 6 || titles.has(title)) return false;
    titles.add(title);
    return true;
  });
}

function bars(m: Model): { row: number; parts: number; most: number }[] {
  const all = Array.from({ length: m.actors.rows }, (_, row) => ({ row, parts: m.partsOfActor.of(row).length + m.partiesOfActor.of(row).length }));
  const top = all.sort((a, b) => b.parts - a.parts || a.row - b.row).slice(0, 12).filter((a) => a.parts > 0);
  return top.map((a) => ({ ...a, most: top[0]!.parts }));
}
