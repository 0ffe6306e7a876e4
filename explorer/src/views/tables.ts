// Every table as it is: sorted, filtered, searched, and saved as CSV.
import type { App, View } from '../app';
import { csv, save } from '../csv';
import { count, counted, debounced, h, label, outside, replace } from '../dom';
import { passing } from '../filter';
import { fold, terms } from '../fold';
import type { Model } from '../model';
import { address, rowAddress } from '../route';
import { Numbers, Refs, type Column as Cells, type Table } from '../store';
import { virtual, type Column } from '../virtual';

const WIDTHS: Record<string, number> = {
  evidence: 460, text: 420, title: 380, message: 420, aliases: 320, source_path: 240, sha256: 160, url: 260, mention: 260, position: 220,
};

export const tables: View = (app, m, host) => {
  const name = app.index.tables.some((t) => t.name === app.route.argument) ? app.route.argument : 'documents';
  const ways = h('ul', { class: 'tabs' }, app.index.tables.map((t) => h('li', {},
    h('a', { href: app.href('table', t.name), 'aria-current': t.name === name ? 'page' : null }, label(t.name), ' ', h('span', { class: 'soft' }, count(t.rows))))));
  const body = h('div', { class: 'table' }, h('p', { class: 'loading' }, 'Loading.'));
  replace(host, h('h1', {}, 'Tables'), h('nav', { 'aria-label': 'Tables' }, ways), body);
  let alive = true;
  void app.store.table(name).then((table) => { if (alive) show(app, m, table, body); });
  return () => { alive = false; };
};

/** Rows of a table that the filter lets through. */
function filtered(app: App, m: Model, table: Table): Int32Array {
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  if (!Object.keys(app.route.filter).length) return all;
  const pass = passing(m, app.route.filter);
  const through = (column: string, mask: Uint8Array): Int32Array => {
    const refs = table.refs(column);
    return all.filter((row) => refs[row]! >= 0 && mask[refs[row]!] === 1);
  };
  switch (table.info.name) {
    case 'documents': return all.filter((row) => pass.documents[row] === 1);
    case 'events': return all.filter((row) => pass.events[row] === 1);
    case 'commitments': return all.filter((row) => pass.commitments[row] === 1);
    case 'participants': return through('event_id', pass.events);
    case 'commitment_parties': return through('commitment_id', pass.commitments);
    case 'diagnostics': return through('document_id', pass.documents);
    default: {
      const named = new Uint8Array(table.rows);
      m.participants.refs('actor_id').forEach((who, row) => { if (pass.events[m.participants.refs('event_id')[row]!]) named[who] = 1; });
      m.parties.refs('actor_id').forEach((who, row) => { if (pass.commitments[m.parties.refs('commitment_id')[row]!]) named[who] = 1; });
      return all.filter((row) => named[row] === 1);
    }
  }
}

function show(app: App, m: Model, table: Table, host: HTMLElement): void {
  const base = filtered(app, m, table);
  let rows: Int32Array = base;
  let sorted: { name: string; down: boolean } | undefined;
  const columns = [...table.columns.values()];
  const state = h('p', { class: 'soft', role: 'status' });
  const find = h('input', { type: 'search', id: 'in-table', placeholder: 'in any column', autocomplete: 'off' });

  const view = virtual({
    label: `Table ${label(table.info.name)}`, rows,
    columns: columns.map((column): Column => ({
      name: column.info.name, title: column.info.name, right: column instanceof Numbers,
      width: WIDTHS[column.info.name] ?? Math.max(110, column.info.name.length * 9 + 34), cell: cellOf(column),
    })),
    onSort: (name) => {
      sorted = sorted?.name === name ? (sorted.down ? undefined : { name, down: true }) : { name, down: false };
      draw();
      host.querySelector<HTMLElement>(`th:nth-child(${columns.findIndex((c) => c.info.name === name) + 1}) button`)?.focus();
    },
  });

  function draw(): void {
    const wanted = terms(find.value);
    rows = wanted.length ? base.filter(finder(columns, wanted, table.rows)) : base.slice();
    if (sorted) sortBy(rows, table.column(sorted.name), sorted.down);
    view.show({ rows, sorted });
    state.textContent = rows.length === table.rows ? counted(rows.length, 'row') : `${count(rows.length)} of ${counted(table.rows, 'row')}`;
  }
  find.addEventListener('input', debounced(120, draw));
  replace(host,
    h('p', {}, table.info.description),
    h('div', { class: 'tools' },
      h('div', { class: 'field' }, h('label', { for: 'in-table' }, 'Find'), find), state,
      h('button', { type: 'button', class: 'save', onclick: () => save(`${table.info.name}.csv`, 'text/csv', csv(table, rows)) }, 'Save as CSV')),
    view.element,
    h('details', { class: 'columns' }, h('summary', {}, 'What the columns mean'), h('dl', {}, columns.map((c) =>
      h('div', {}, h('dt', {}, h('code', {}, c.info.name)), h('dd', {}, c.info.description ?? ''))))));
  draw();
}

/** A cell: keys and references lead to what they name. */
function cellOf(column: Cells): (row: number) => Node | string {
  const { name } = column.info;
  const link = (href: (id: string) => string) => (row: number): Node | string => {
    const text = column.text(row);
    return text ? h('a', { href: href(text) }, text) : '';
  };
  if (name === 'event_id' || name === 'commitment_id' || name === 'parent_event_id') return link(rowAddress);
  if (name === 'document_id') return link((id) => address('doc', id));
  if (['actor_id', 'publisher_id', 'represents', 'attributed_to', 'part_of'].includes(name)) return link((id) => address('actor', id));
  if (name === 'url') return (row) => outside(column.text(row));
  if (column instanceof Numbers && name === 'confidence') return (row) => column.text(row);
  return (row) => {
    const text = column.text(row);
    return text.length > 90 ? h('span', { title: text }, text.slice(0, 300)) : text;
  };
}

/** Whether every term stands in some column of a row. Texts that repeat are folded once. */
function finder(columns: Cells[], wanted: string[], rows: number): (row: number) => boolean {
  const hits = wanted.map(() => new Uint8Array(rows));
  for (const column of columns) {
    const seen = new Map<number | string, number>();
    const coded = 'codes' in column ? (column as { codes: Int32Array }).codes : column instanceof Refs ? column.rows : undefined;
    for (let row = 0; row < rows; row++) {
      const key = coded ? coded[row]! : column.text(row);
      if (key === -1 || key === '') continue;
      let bits = seen.get(key);
      if (bits === undefined) {
        const text = folded(column, coded ? String(key) : undefined, row);
        bits = 0;
        wanted.forEach((term, at) => { if (at < 30 && text.includes(term)) bits! |= 1 << at; });
        seen.set(key, bits);
      }
      if (bits) hits.forEach((hit, at) => { if (bits! & (1 << at)) hit[row] = 1; });
    }
  }
  return (row) => hits.every((hit) => hit[row] === 1);
}

const cache = new WeakMap<Cells, Map<string, string>>();
function folded(column: Cells, key: string | undefined, row: number): string {
  if (key === undefined) return fold(column.text(row));
  let known = cache.get(column);
  if (!known) cache.set(column, known = new Map());
  let text = known.get(key);
  if (text === undefined) known.set(key, text = fold(column.text(row)));
  return text;
}

/** Sorts rows by a column; missing values come last, equal ones keep their order. */
function sortBy(rows: Int32Array, column: Cells, down: boolean): void {
  const sign = down ? -1 : 1;
  if (column instanceof Numbers) {
    const v = column.values;
    rows.sort((a, b) => {
      const [x, y] = [v[a]!, v[b]!];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      return sign * (x - y) || a - b;
    });
    return;
  }
  const rank = ranks(column, rows);
  rows.sort((a, b) => {
    const [x, y] = [rank[a]!, rank[b]!];
    if (x < 0 || y < 0) return Number(x < 0) - Number(y < 0) || a - b;
    return sign * (x - y) || a - b;
  });
}

/** The place of each row's text among all texts in order; -1 is none. */
function ranks(column: Cells, rows: Int32Array): Int32Array {
  const top = rows.reduce((most, row) => Math.max(most, row), -1) + 1;
  const texts = new Map<string, number>();
  for (const row of rows) texts.set(column.text(row), 0);
  const order = new Intl.Collator('en', { numeric: true }).compare;
  [...texts.keys()].sort(order).forEach((text, at) => texts.set(text, text ? at : -1));
  const rank = new Int32Array(top).fill(-1);
  for (const row of rows) rank[row] = texts.get(column.text(row))!;
  return rank;
}
