// The address behind `#`: a view, what it shows, and the filter. Everything a reader sees can be linked to.

/** What narrows the rows; each value is a text, and an empty one does not narrow. */
export const FILTERS = [
  'q', 'from', 'to', 'type', 'salience', 'status', 'country', 'place', 'publisher', 'topic', 'conf', 'actor',
  'ctype', 'committer', 'addressee', 'due', 'dueto',
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filter = Partial<Record<FilterName, string>>;

export interface Route {
  view: string;
  argument: string;
  filter: Filter;
}

const ROW = /^#(?:evt-)?((?:ev|co)-[0-9a-f]{16}|(?:ev|co)-[\w.-]+)$/;

/** Reads an address. `#ev-…`, `#co-…` and `#evt-ev-…` lead to a row. */
export function parse(hash: string): Route {
  const row = ROW.exec(hash.replace(/^#evt-(?!ev-|co-)/, '#ev-'));
  if (row?.[1]) return { view: 'row', argument: row[1], filter: {} };
  const [path = '', query = ''] = split(hash.replace(/^#\/?/, ''), '?');
  const [view, argument] = split(path, '/');
  const filter: Filter = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if ((FILTERS as readonly string[]).includes(name) && value) filter[name as FilterName] = value;
  }
  return { view: view || 'home', argument: decoded(argument), filter };
}

function split(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Writes an address. */
export function address(view: string, argument = '', filter: Filter = {}): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (filter[name]) query.set(name, filter[name]!);
  const text = query.toString();
  const path = argument ? `${view}/${encodeURIComponent(argument).replaceAll('%3A', ':').replaceAll('%2F', '/')}` : view;
  return `#${path}${text ? `?${text}` : ''}`;
}

/** The address of an event or commitment. */
export const rowAddress = (id: string): string => (/^(ev|co)-[\w.-]+$/.test(id) ? `#${id}` : address('row', id));
