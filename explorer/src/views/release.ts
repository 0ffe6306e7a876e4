// What this edition is: version, changes, quality, downloads, how to cite and how to load it.
import type { App, View } from '../app';
import { count, h, label, replace, share, size } from '../dom';

export const release: View = (app, _m, host) => {
  const { index } = app;
  const rows = (pairs: [string, string][]): HTMLElement => h('table', { class: 'plain' }, h('tbody', {}, pairs.filter(([, v]) => v).map(([name, value]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'any' }, value)))));
  replace(host, h('h1', {}, index.edition ? `Release ${index.edition.version}` : 'This build'),
    rows([['Title', index.title], ['Version', index.edition?.version ?? 'none: a build that nobody has published'], ['Published', index.edition?.date ?? ''],
      ['Made with', `rapporteur ${index.tool_version}`], ['Shape of the tables', index.schema_version], ['Lexicon', index.lexicon_sha256], ['Licence of the tables', index.licence],
      ['Texts', index.texts ? `${count(index.texts)} documents with their text; texts and quotes keep their publishers’ rights` : 'not part of this site; quotes keep their publishers’ rights']]),
    downloads(app), cite(app), snippets(app), quality(app),
    section('What changed', index.changes ? h('pre', { tabindex: 0 }, index.changes) : h('p', {}, 'This edition says nothing about changes; a release made with an earlier one beside it does.')));
};

function section(title: string, ...content: (Node | null)[]): HTMLElement {
  return h('section', {}, h('h2', {}, title), content.filter(Boolean));
}

function downloads(app: App): HTMLElement {
  const files = app.index.downloads;
  if (!files.length) return section('Downloads', h('p', {}, 'The files of the dataset are not part of this site; the tables can be saved as CSV from their pages.'));
  return section('Downloads', h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Downloads' }, h('table', { class: 'plain' },
    h('thead', {}, h('tr', {}, ['File', 'Rows', 'Size', 'SHA-256'].map((t, i) => h('th', { scope: 'col', class: i === 1 || i === 2 ? 'right' : null }, t)))),
    h('tbody', {}, files.map((file) => h('tr', {},
      h('td', {}, h('a', { href: `download/${file.name.split('/').map(encodeURIComponent).join('/')}`, download: file.name.split('/').pop() ?? '' }, file.name)),
      h('td', { class: 'right' }, file.rows === null ? '' : count(file.rows)), h('td', { class: 'right' }, size(file.bytes)), h('td', {}, h('code', {}, file.sha256))))))));
}

function cite(app: App): HTMLElement {
  const { index } = app;
  const year = index.edition?.date.slice(0, 4);
  const line = `${index.title}${index.edition ? `, version ${index.edition.version}` : ''}${year ? ` (${year})` : ''}. Dataset, made with rapporteur ${index.tool_version}, lexicon ${index.lexicon_sha256.slice(0, 12)}${index.licence ? `, ${index.licence}` : ''}.`;
  return section('How to cite', h('p', {}, 'Name the publishers of the texts you quote as well. A single row is cited by its id, which leads back to it here.'), copied(line, 'citation'),
    index.citation ? h('details', {}, h('summary', {}, 'CITATION.cff'), copied(index.citation, 'CITATION.cff')) : null);
}

function snippets(app: App): HTMLElement {
  const parquet = app.index.downloads.some((f) => f.name === 'events.parquet');
  const events = parquet ? 'events.parquet' : 'events.csv';
  const made: [string, string][] = [
    ['pandas', parquet
      ? `import pandas as pd\n\nevents = pd.read_parquet("download/events.parquet", dtype_backend="pyarrow")\nparticipants = pd.read_parquet("download/participants.parquet", dtype_backend="pyarrow")\nevents.merge(participants, on="event_id")[["start_date", "event_type", "place", "actor_id", "role"]]`
      : `import pandas as pd\n\nevents = pd.read_csv("download/events.csv", parse_dates=["start_date", "end_date"])`],
    ['polars', `import polars as pl\n\nevents = pl.read_${parquet ? 'parquet' : 'csv'}("download/${events}")\nevents.group_by("event_type").len().sort("len", descending=True)`],
    ['DuckDB', `SELECT c.due_start, p.actor_id, c.commitment_type, c.text\nFROM 'download/commitments.${parquet ? 'parquet' : 'csv'}' c\nJOIN 'download/commitment_parties.${parquet ? 'parquet' : 'csv'}' p USING (commitment_id)\nWHERE p.party_role = 'committer' AND c.due_start IS NOT NULL\nORDER BY c.due_start;`],
    ['R', 'events <- read.csv("download/events.csv", encoding = "UTF-8", na.strings = "")\nevents$start_date <- as.Date(events$start_date)'],
  ];
  return section('Load it', ...made.map(([name, code]) => h('div', {}, h('h3', {}, name), copied(code, name))));
}

/** A text with a button that copies it, where the browser lets it. */
function copied(text: string, name: string): HTMLElement {
  const pre = h('pre', { tabindex: 0 }, text);
  const button = h('button', { type: 'button', 'aria-label': `Copy: ${name}`, onclick: () => {
    void navigator.clipboard?.writeText(text).then(() => { button.textContent = 'Copied'; }, () => getSelection()?.selectAllChildren(pre));
    if (!navigator.clipboard) getSelection()?.selectAllChildren(pre);
  } }, 'Copy');
  return h('div', { class: 'snippet' }, pre, button);
}

type Row = Record<string, unknown>;
const list = (value: unknown): Row[] => (Array.isArray(value) ? value.filter((v): v is Row => typeof v === 'object' && v !== null) : []);
const number = (value: unknown): string => (typeof value === 'number' ? share(value) : '');
const word = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** Figures of quality.json, as far as they are of the shape we know. */
function quality(app: App): HTMLElement {
  const q = app.index.quality as Row | null;
  const gold = list(q?.['gold']);
  const page = app.index.downloads.find((f) => f.name === 'quality.html');
  const more = page ? h('p', {}, h('a', { href: 'download/quality.html' }, 'The whole quality report')) : null;
  if (!gold.length) {
    return section('How good it is', h('p', {}, 'Each row shows the share of right rows that its rule made on gold texts. Figures for the whole come with a release.'), more);
  }
  return section('How good it is', ...gold.map((set) => h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Gold texts ${word(set['name'])}` },
    h('h3', {}, `Against the gold texts “${word(set['name'])}”, ${word(set['documents'])} documents`),
    h('table', { class: 'plain' }, h('thead', {}, h('tr', {}, ['Rows', 'Precision', 'Recall', 'F1'].map((t) => h('th', { scope: 'col' }, t)))),
      h('tbody', {}, list(set['tallies']).map((t) => h('tr', {}, h('th', { scope: 'row' }, word(t['label']) || label(word(t['name']))), h('td', {}, number(t['precision'])), h('td', {}, number(t['recall'])), h('td', {}, number(t['f1'])))))))), more);
}
