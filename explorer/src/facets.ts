// The form that narrows the rows.
import { words, type App } from './app';
import { debounced, h, label, replace } from './dom';
import { actorName, countryName, type Model } from './model';
import type { Filter, FilterName } from './route';
import type { Words } from './store';

interface Choice { value: string; text: string }

/** Values of a column, most frequent first. */
function frequent(column: Words, split = false): string[] {
  const seen = new Map<string, number>();
  const perCode = new Map<number, number>();
  for (const code of column.codes) if (code >= 0) perCode.set(code, (perCode.get(code) ?? 0) + 1);
  for (const [code, n] of perCode) {
    for (const word of split ? column.words[code]!.split('|') : [column.words[code]!]) seen.set(word, (seen.get(word) ?? 0) + n);
  }
  return [...seen].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

const plain = (values: string[]): Choice[] => values.map((value) => ({ value, text: label(value) }));
const byText = (choices: Choice[]): Choice[] => choices.sort((a, b) => a.text.localeCompare(b.text, 'en'));

/** Fills the form; `update` shows the filter as the address has it. */
export function filterForm(app: App, m: Model, host: HTMLElement): { update: () => void } {
  const fields = new Map<FilterName, HTMLInputElement | HTMLSelectElement>();
  const set = (name: FilterName, value: string): void => app.narrow({ [name]: value } as Filter);

  function choice(name: FilterName, title: string, choices: Choice[]): HTMLElement {
    const select = h('select', { id: `f-${name}`, onchange: () => set(name, select.value) },
      h('option', { value: '' }, 'any'), choices.map((c) => h('option', { value: c.value }, c.text)));
    fields.set(name, select);
    return h('div', { class: 'field' }, h('label', { for: `f-${name}` }, title), select);
  }
  function date(name: FilterName, title: string): HTMLElement {
    const input = h('input', { type: 'date', id: `f-${name}`, onchange: () => set(name, input.value) });
    fields.set(name, input);
    return h('div', { class: 'field' }, h('label', { for: `f-${name}` }, title), input);
  }
  function actor(name: FilterName, title: string): HTMLElement {
    const input = h('input', { type: 'text', id: `f-${name}`, list: 'actors', autocomplete: 'off' });
    const choose = (): void => {
      if (!input.value.trim()) return set(name, '');
      const row = actorBy(m, input.value);
      input.setAttribute('aria-invalid', String(row < 0));
      if (row >= 0) set(name, m.actors.text('actor_id', row));
    };
    input.addEventListener('change', choose);
    input.addEventListener('input', debounced(300, () => { if (actorBy(m, input.value) >= 0) choose(); }));
    fields.set(name, input);
    return h('div', { class: 'field' }, h('label', { for: `f-${name}` }, title), input);
  }

  const countries = byText(frequent(m.events.words('country')).map((value) => ({ value, text: countryName(m, value) })));
  const everywhere = h('div', { class: 'fields' },
    choice('type', 'Type of event', plain(words(app.index, 'event_type'))),
    choice('status', 'Status', plain(words(app.index, 'status'))),
    choice('salience', 'Salience', plain(words(app.index, 'salience'))),
    date('from', 'From'), date('to', 'To'),
    choice('country', 'Country', countries),
    actor('actor', 'Actor'),
    choice('publisher', 'Publisher', frequent(m.documents.words('publisher')).slice(0, 500).map((value) => ({ value, text: value }))),
    choice('topic', 'Topic', byText(plain(frequent(m.events.words('topics'), true)))),
    choice('conf', 'Confidence', [0.5, 0.7, 0.8, 0.9].map((n) => ({ value: String(n), text: `at least ${n * 100} %` }))));
  const promises = h('div', { class: 'fields' },
    choice('ctype', 'Type of commitment', plain(words(app.index, 'commitment_type'))),
    actor('committer', 'Committer'), actor('addressee', 'Addressee'),
    choice('due', 'Due', [{ value: 'said', text: 'with a date' }, ...years(m).map((y) => ({ value: `${y}-01-01`, text: `from ${y}` }))]),
    date('dueto', 'Due until'));
  const names = h('datalist', { id: 'actors' }, mostNamed(m).map((row) => h('option', { value: actorName(m, row) })));
  replace(host, h('summary', {}, 'Filter'), h('form', { onsubmit: (event: Event) => event.preventDefault() }, everywhere, promises, names));

  function update(): void {
    promises.hidden = app.route.view !== 'commitments';
    for (const [name, field] of fields) {
      const value = app.route.filter[name] ?? '';
      if (document.activeElement === field && field instanceof HTMLInputElement && field.type === 'text') continue;
      if (field.getAttribute('list')) {
        const row = value ? m.actors.find(value) : -1;
        field.value = row >= 0 ? actorName(m, row) : value;
      } else {
        if (field instanceof HTMLSelectElement && value && ![...field.options].some((o) => o.value === value)) {
          field.append(h('option', { value }, label(value)));
        }
        field.value = field.type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value) ? '' : value;
      }
    }
  }
  return { update };
}

const named = new WeakMap<Model, Map<string, number>>();
/** The actor with this name or id, or -1. */
function actorBy(m: Model, text: string): number {
  let rows = named.get(m);
  if (!rows) {
    named.set(m, rows = new Map());
    for (const row of mostNamed(m, m.actors.rows)) {
      const name = actorName(m, row).toLowerCase();
      if (!rows.has(name)) rows.set(name, row);
    }
  }
  return rows.get(text.trim().toLowerCase()) ?? m.actors.find(text.trim());
}

function mostNamed(m: Model, most = 1500): number[] {
  const weight = (row: number): number => m.partsOfActor.of(row).length + m.partiesOfActor.of(row).length;
  return Array.from({ length: m.actors.rows }, (_, row) => row).sort((a, b) => weight(b) - weight(a)).slice(0, most);
}

function years(m: Model): string[] {
  return [...new Set(m.commitments.words('due_end').words.map((date) => date.slice(0, 4)))].sort();
}
