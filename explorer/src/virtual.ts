// A table of any length: only the rows in sight are in the page.
import { h, replace } from './dom';

export interface Column {
  name: string;
  title: string;
  width: number;
  right?: boolean;
  /** What stands in a cell. */
  cell: (row: number) => Node | string;
}

export interface Options {
  label: string;
  columns: Column[];
  rows: ArrayLike<number>;
  sorted?: { name: string; down: boolean } | undefined;
  onSort?: (name: string) => void;
}

const HEIGHT = 34;
const SPARE = 8;
/** Browsers draw no element taller than this. */
const TALLEST = 16_000_000;

/** Makes the table, and a function that shows other rows in it. */
export function virtual(options: Options): { element: HTMLElement; show: (next: Partial<Options>) => void } {
  let o = options;
  const head = h('thead');
  const body = h('tbody');
  const widths = h('colgroup');
  const table = h('table', { class: 'grid' }, widths, head, body);
  const element = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': o.label }, table);
  let first = -1;
  let last = -1;

  function header(): void {
    replace(widths, o.columns.map((c) => { const col = h('col'); col.style.width = `${c.width}px`; return col; }));
    table.style.width = `${o.columns.reduce((sum, c) => sum + c.width, 0)}px`;
    table.setAttribute('aria-rowcount', String(o.rows.length + 1));
    replace(head, h('tr', { 'aria-rowindex': 1 }, o.columns.map((c) => {
      const sorted = o.sorted?.name === c.name ? (o.sorted.down ? 'descending' : 'ascending') : undefined;
      const arrow = sorted ? h('span', { 'aria-hidden': 'true' }, sorted === 'ascending' ? ' ↑' : ' ↓') : null;
      const content = o.onSort
        ? h('button', { type: 'button', onclick: () => o.onSort?.(c.name) }, c.title, arrow)
        : c.title;
      return h('th', { scope: 'col', 'aria-sort': sorted, class: c.right ? 'right' : null }, content);
    })));
  }

  function space(rows: number): HTMLElement[] {
    if (rows <= 0) return [];
    const cell = h('td', { colspan: o.columns.length });
    cell.style.height = `${Math.min(TALLEST, rows * HEIGHT)}px`;
    return [h('tr', { class: 'space', 'aria-hidden': 'true' }, cell)];
  }

  function draw(force = false): void {
    const height = element.clientHeight || 600;
    const from = Math.max(0, Math.floor(element.scrollTop / HEIGHT) - SPARE);
    const to = Math.min(o.rows.length, Math.ceil((element.scrollTop + height) / HEIGHT) + SPARE);
    if (!force && from === first && to === last) return;
    // A link in focus must not vanish while its row is in sight.
    const focused = document.activeElement?.closest('tr[data-at]')?.getAttribute('data-at');
    [first, last] = [from, to];
    const rows: HTMLElement[] = [];
    for (let at = from; at < to; at++) {
      const row = o.rows[at]!;
      rows.push(h('tr', { 'aria-rowindex': at + 2, 'data-at': at }, o.columns.map((c) =>
        h('td', { class: c.right ? 'right' : null }, c.cell(row)))));
    }
    replace(body, space(from), rows, space(o.rows.length - to));
    if (focused && element.contains(body)) {
      body.querySelector<HTMLElement>(`tr[data-at="${focused}"] a, tr[data-at="${focused}"] button`)?.focus({ preventScroll: true });
    }
  }

  function show(next: Partial<Options>): void {
    o = { ...o, ...next };
    element.scrollTop = 0;
    header();
    draw(true);
  }

  element.addEventListener('scroll', () => draw(), { passive: true });
  header();
  const watcher = new ResizeObserver(() => draw(true));
  watcher.observe(element);
  return { element, show };
}
