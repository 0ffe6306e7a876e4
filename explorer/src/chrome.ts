// What stands around every view: name, search, ways to the views, filter, theme.
import type { App } from './app';
import { count, counted, h, label, replace } from './dom';
import { filterForm } from './facets';
import { passing } from './filter';
import { actorName, countryName, type Model } from './model';
import type { FilterName } from './route';

const WAYS: [string, string, string?][] = [
  ['home', 'Overview'], ['commitments', 'Commitments'], ['timeline', 'Timeline'], ['map', 'Map'],
  ['network', 'Network'], ['table', 'Tables', 'documents'], ['release', 'Release'],
];
/** Views that the filter does not touch. */
const UNFILTERED = ['home', 'doc', 'row', 'release', 'actor'];
const NAMES: Partial<Record<FilterName, string>> = {
  q: 'text', from: 'from', to: 'to', conf: 'confidence from', ctype: 'commitment', due: 'due from', dueto: 'due until',
};

export function frame(app: App, top: HTMLElement, foot: HTMLElement): { update: (m?: Model) => void } {
  const field = h('input', { type: 'search', id: 'search', name: 'q', placeholder: 'Search quotes and names', autocomplete: 'off', spellcheck: 'false' });
  const searching = h('form', { role: 'search', class: 'search', onsubmit: (event: Event) => {
    event.preventDefault();
    location.hash = app.href('search', '', { q: field.value.trim() });
  } }, h('label', { for: 'search', class: 'hidden' }, 'Search quotes and names'), field, h('button', { type: 'submit' }, 'Search'));
  const ways = h('ul');
  const chips = h('div', { class: 'chips' });
  const form = h('details', { class: 'filters' });
  const bar = h('section', { class: 'narrow', 'aria-label': 'Filter' }, form, chips);
  replace(top,
    h('div', { class: 'head' },
      h('p', { class: 'name' }, h('a', { href: '#home' }, app.index.title)), searching, theme()),
    h('nav', { 'aria-label': 'Views' }, ways), bar);
  footer(app, foot);
  let filled: { update: () => void } | undefined;

  function update(m?: Model): void {
    const { view, filter } = app.route;
    if (document.activeElement !== field) field.value = filter.q ?? '';
    replace(ways, WAYS.map(([name, title, argument]) => h('li', {},
      h('a', { href: app.href(name, argument), 'aria-current': name === view ? 'page' : null }, title))));
    bar.hidden = UNFILTERED.includes(view);
    if (!m || bar.hidden) {
      if (!filled) return;
    } else if (!filled) filled = filterForm(app, m, form);
    filled?.update();
    if (m) known = m;
    if (known) active(known);
  }
  let known: Model | undefined;

  function active(m: Model): void {
    const filter = Object.entries(app.route.filter) as [FilterName, string][];
    const pass = passing(m, app.route.filter);
    const sum = (mask: Uint8Array): number => mask.reduce((a, b) => a + b, 0);
    const shown = `${counted(sum(pass.events), 'event')}, ${counted(sum(pass.commitments), 'commitment')}, ${counted(sum(pass.documents), 'document')}`;
    replace(chips,
      h('span', { class: 'pass' }, shown),
      filter.map(([name, value]) => h('button', { type: 'button', class: 'chip', onclick: () => app.narrow({ [name]: '' }) },
        `${NAMES[name] ?? label(name)}: ${valueName(m, name, value)}`, h('span', { 'aria-hidden': 'true' }, ' ×'), h('span', { class: 'hidden' }, ' remove'))),
      filter.length > 1 && h('button', { type: 'button', class: 'chip all', onclick: () =>
        app.narrow(Object.fromEntries(filter.map(([name]) => [name, '']))) }, 'Remove all'));
  }
  return { update };
}

/** A value of the filter as people read it. */
export function valueName(m: Model, name: FilterName, value: string): string {
  if (name === 'actor' || name === 'committer' || name === 'addressee') {
    const row = m.actors.find(value);
    return row < 0 ? value : actorName(m, row);
  }
  if (name === 'country') return value.split(',').map((code) => countryName(m, code)).join(', ');
  if (name === 'due' && value === 'said') return 'with a date';
  return name === 'q' || name === 'publisher' || name === 'place' ? value : label(value).replaceAll(',', ', ');
}

function theme(): HTMLElement {
  const root = document.documentElement;
  const stored = (): string | null => { try { return localStorage.getItem('rapporteur-theme'); } catch { return null; } };
  const dark = (): boolean => (root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const known = stored();
  if (known === 'dark' || known === 'light') root.dataset['theme'] = known;
  const button = h('button', { type: 'button', class: 'theme' });
  const name = (): void => { button.textContent = dark() ? 'Light' : 'Dark'; button.setAttribute('aria-label', dark() ? 'Light colours' : 'Dark colours'); };
  button.addEventListener('click', () => {
    root.dataset['theme'] = dark() ? 'light' : 'dark';
    try { localStorage.setItem('rapporteur-theme', root.dataset['theme']); } catch { /* a page from a disk may have no storage */ }
    name();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  name();
  return button;
}

function footer(app: App, foot: HTMLElement): void {
  const { index } = app;
  const rows = index.tables.reduce((sum, t) => sum + t.rows, 0);
  replace(foot, h('p', {},
    `${index.title}${index.edition ? ` ${index.edition.version}` : ''}: ${count(rows)} rows. Tables under ${index.licence || 'the licence of their makers'}; quotes keep their publishers’ rights. `,
    h('a', { href: '#release' }, 'Versions, downloads and how to cite'), ' · ',
    h('a', { href: 'assets/THIRD-PARTY.txt' }, 'Licences of the software')),
  h('p', {}, 'A press release is one side’s account, and a rule may have read it wrong. Read the quote before you rely on a row.'));
}
