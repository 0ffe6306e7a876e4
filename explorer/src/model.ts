// The tables together: which rows belong to which.
import type { Quotes, Store, Table } from './store';

/** Rows by what they refer to. */
export class Groups {
  private readonly starts: Int32Array;
  private readonly items: Int32Array;
  constructor(refs: Int32Array, size: number) {
    this.starts = new Int32Array(size + 1);
    for (const ref of refs) if (ref >= 0) this.starts[ref + 1]! += 1;
    for (let i = 0; i < size; i++) this.starts[i + 1]! += this.starts[i]!;
    const next = this.starts.slice();
    this.items = new Int32Array(this.starts[size] ?? 0);
    refs.forEach((ref, row) => { if (ref >= 0) this.items[next[ref]!++] = row; });
  }
  of(row: number): Int32Array {
    return this.items.subarray(this.starts[row] ?? 0, this.starts[row + 1] ?? 0);
  }
}

export interface Model {
  store: Store;
  documents: Table;
  events: Table;
  participants: Table;
  commitments: Table;
  parties: Table;
  actors: Table;
  quotes: Quotes;
  eventsOf: Groups;
  commitmentsOf: Groups;
  participantsOf: Groups;
  partiesOf: Groups;
  partsOfActor: Groups;
  partiesOfActor: Groups;
  madeAt: Groups;
  /** First and last day of each event, and a day for each commitment, as days since 1970; NaN is none. */
  start: Float64Array;
  end: Float64Array;
  said: Float64Array;
  countries: Map<string, string>;
}

export function day(text: string): number {
  const time = text ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Math.floor(time / 86_400_000);
}

export function dayText(value: number): string {
  return Number.isFinite(value) ? new Date(value * 86_400_000).toISOString().slice(0, 10) : '';
}

function days(table: Table, column: string): Float64Array {
  const words = table.words(column);
  const known = words.words.map(day);
  return Float64Array.from(words.codes, (code) => (code < 0 ? NaN : known[code] ?? NaN));
}

let made: Promise<Model> | undefined;

/** Loads all tables but the remarks, once. */
export function model(store: Store): Promise<Model> {
  return made ??= build(store);
}

async function build(store: Store): Promise<Model> {
  const names = ['documents', 'events', 'participants', 'commitments', 'commitment_parties', 'actors'];
  const [documents, events, participants, commitments, parties, actors] =
    (await Promise.all(names.map((name) => store.table(name)))) as [Table, Table, Table, Table, Table, Table];
  const quotes = await store.quotes();
  const start = days(events, 'start_date');
  const published = days(documents, 'published_date');
  const at = commitments.refs('event_id');
  const from = commitments.refs('document_id');
  const said = Float64Array.from(at, (event, row) => {
    const day = event >= 0 ? start[event]! : NaN;
    return Number.isNaN(day) ? published[from[row]!] ?? NaN : day;
  });
  const countries = new Map<string, string>();
  for (let row = 0; row < actors.rows; row++) {
    const id = actors.text('actor_id', row);
    if (id.startsWith('state:')) countries.set(id.slice(6), actors.text('name', row));
  }
  return {
    store, documents, events, participants, commitments, parties, actors, quotes, start, said, countries,
    end: days(events, 'end_date'),
    eventsOf: new Groups(events.refs('document_id'), documents.rows),
    commitmentsOf: new Groups(from, documents.rows),
    participantsOf: new Groups(participants.refs('event_id'), events.rows),
    partiesOf: new Groups(parties.refs('commitment_id'), commitments.rows),
    partsOfActor: new Groups(participants.refs('actor_id'), actors.rows),
    partiesOfActor: new Groups(parties.refs('actor_id'), actors.rows),
    madeAt: new Groups(at, events.rows),
  };
}

export const actorName = (m: Model, row: number): string => m.actors.text('name', row) || m.actors.text('actor_id', row);
/** English names of countries by code; the build puts them here. */
declare const COUNTRY_NAMES: Record<string, string>;
export const countryName = (m: Model, code: string): string => m.countries.get(code) ?? COUNTRY_NAMES[code] ?? code;

/** Actors of an event, each once, in order. */
export function actorsOf(m: Model, event: number): number[] {
  const who = m.participants.refs('actor_id');
  return [...new Set(Array.from(m.participantsOf.of(event), (row) => who[row]!))];
}

/** Actors with one part in a commitment. */
export function partiesWith(m: Model, commitment: number, role: string): number[] {
  const who = m.parties.refs('actor_id');
  const rows = Array.from(m.partiesOf.of(commitment)).filter((row) => m.parties.text('party_role', row) === role);
  return rows.map((row) => who[row]!);
}

/** What an event is called: its name, or its kind and who took part. */
export function eventTitle(m: Model, event: number): string {
  const name = m.events.text('event_name', event);
  const kind = (m.events.text('format', event) || m.events.text('event_type', event)).replaceAll('_', ' ');
  if (name) return `${kind}: ${name}`;
  const who = actorsOf(m, event).map((row) => actorName(m, row));
  const some = who.slice(0, 3).join(', ');
  return who.length ? `${kind}: ${some}${who.length > 3 ? ` and ${who.length - 3} more` : ''}` : kind;
}

const SEASONS: Record<string, string> = {
  21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter', 33: 'first quarter of', 34: 'second quarter of', 35: 'third quarter of', 36: 'fourth quarter of',
};

/** A date in EDTF as people read it: `2015-21` is spring 2015. */
export function dateText(edtf: string): string {
  const [from = '', to] = edtf.split('/');
  if (to === '..') return `from ${dateText(from)}`;
  if (from === '..') return `until ${dateText(to ?? '')}`;
  if (to !== undefined) return `${dateText(from)} to ${dateText(to)}`;
  const season = /^(-?\d{4})-(\d\d)$/.exec(edtf);
  const name = season && SEASONS[season[2]!];
  return name ? `${name} ${season[1]}` : edtf;
}

/** When an event took place, as people read it. */
export function when(m: Model, event: number): string {
  const edtf = m.events.text('date_edtf', event);
  return edtf ? dateText(edtf) : m.events.text('start_date', event) || 'no date';
}

export function where(m: Model, event: number): string {
  const country = m.events.text('country', event);
  return [m.events.text('place', event), country && countryName(m, country)].filter(Boolean).join(', ');
}

/** The first part of a long text, cut between words. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most);
  return `${text.slice(0, end > most / 2 ? end : most)} …`;
}
