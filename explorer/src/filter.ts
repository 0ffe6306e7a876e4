// Which rows pass the filter.
import { day, type Model } from './model';
import type { Filter } from './route';
import { searchOf } from './search';
import type { Table, Words } from './store';

export interface Passing {
  documents: Uint8Array;
  events: Uint8Array;
  commitments: Uint8Array;
}

type Test = (row: number) => boolean;

/** A test for one of the values, separated by commas, of a column. */
function oneOf(words: Words, wanted: string): Test {
  const set = wanted.split(',');
  const hit = words.words.map((word) => set.includes(word));
  return (row) => hit[words.codes[row]!] ?? false;
}

/** A test for an item of a column of lists. */
function hasItem(words: Words, wanted: string): Test {
  const hit = words.words.map((word) => word.split('|').includes(wanted));
  return (row) => hit[words.codes[row]!] ?? false;
}

function atLeast(table: Table, least: string): Test {
  const values = table.numbers('confidence').values;
  const number = Number(least);
  return (row) => values[row]! >= number;
}

let last: { m: Model; key: string; passing: Passing } | undefined;

/** Rows that pass. A commitment is judged by the event it was made at, where it is said, else by those of its document. */
export function passing(m: Model, filter: Filter): Passing {
  const key = JSON.stringify(filter);
  if (last?.m === m && last.key === key) return last.passing;
  const result = compute(m, filter);
  last = { m, key, passing: result };
  return result;
}

function compute(m: Model, f: Filter): Passing {
  const document = m.events.refs('document_id');
  const hits = f.q ? searchOf(m).find(f.q) : undefined;
  const [from, to] = [f.from ? day(f.from) : -Infinity, f.to ? day(f.to) : Infinity];
  const dated = Boolean(f.from || f.to);
  const publisher = f.publisher ? equals(m.documents.words('publisher'), f.publisher) : undefined;
  const actor = f.actor ? m.actors.find(f.actor) : -1;

  const shape: Test[] = [];
  if (f.type) shape.push(oneOf(m.events.words('event_type'), f.type));
  if (f.salience) shape.push(oneOf(m.events.words('salience'), f.salience));
  if (f.status) shape.push(oneOf(m.events.words('status'), f.status));
  if (f.country) shape.push(oneOf(m.events.words('country'), f.country));
  if (f.place) shape.push(equals(m.events.words('place'), f.place));

  const own: Test[] = [];
  if (dated) own.push((row) => (Number.isNaN(m.end[row]!) ? m.start[row]! : m.end[row]!) >= from && m.start[row]! <= to);
  if (publisher) own.push((row) => publisher(document[row]!));
  if (f.topic) own.push(hasItem(m.events.words('topics'), f.topic));
  if (f.conf) own.push(atLeast(m.events, f.conf));
  if (f.actor) own.push(withActor(m, actor));
  if (hits) own.push((row) => hits.events[row] === 1);

  const shaped = mask(m.events.rows, shape);
  const events = mask(m.events.rows, [(row) => shaped[row] === 1, ...own]);

  const promised: Test[] = [];
  const source = m.commitments.refs('document_id');
  if (shape.length) promised.push(throughEvents(m, shaped));
  if (dated) promised.push((row) => m.said[row]! >= from && m.said[row]! <= to);
  if (publisher) promised.push((row) => publisher(source[row]!));
  if (f.topic) promised.push(hasItem(m.commitments.words('topics'), f.topic));
  if (f.conf) promised.push(atLeast(m.commitments, f.conf));
  if (f.actor) promised.push(withParty(m, actor));
  if (hits) promised.push((row) => hits.commitments[row] === 1);
  const commitments = mask(m.commitments.rows, [...promised, ...board(m, f)]);

  const documents = new Uint8Array(m.documents.rows);
  const narrowed = shape.length + own.length > 0;
  if (!narrowed) documents.fill(1);
  else {
    events.forEach((hit, row) => { if (hit) documents[document[row]!] = 1; });
    if (!shape.length) mask(m.commitments.rows, promised).forEach((hit, row) => { if (hit) documents[source[row]!] = 1; });
    if (hits && own.length === 1 && !shape.length) hits.documents.forEach((hit, row) => { if (hit) documents[row] = 1; });
  }
  return { documents, events, commitments };
}

/** What only the commitments board asks. */
function board(m: Model, f: Filter): Test[] {
  const tests: Test[] = [];
  if (f.ctype) tests.push(oneOf(m.commitments.words('commitment_type'), f.ctype));
  for (const [role, id] of [['committer', f.committer], ['addressee', f.addressee]] as const) {
    if (id) tests.push(withParty(m, m.actors.find(id), role));
  }
  const due = m.commitments.words('due_end');
  const wanted = f.due;
  if (wanted === 'said') tests.push((row) => due.codes[row]! >= 0);
  else if (wanted) tests.push((row) => due.text(row) >= wanted);
  const until = f.dueto;
  if (until) tests.push((row) => due.codes[row]! >= 0 && due.text(row) <= until);
  return tests;
}

function equals(words: Words, word: string): Test {
  const hit = words.words.map((w) => w === word);
  return (row) => hit[words.codes[row]!] ?? false;
}

function mask(rows: number, tests: Test[]): Uint8Array {
  const result = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) if (tests.every((test) => test(row))) result[row] = 1;
  return result;
}

/** Took part in it, or was spoken for. */
function withActor(m: Model, actor: number): Test {
  const hit = new Uint8Array(m.events.rows);
  const event = m.participants.refs('event_id');
  const spokenFor = m.participants.refs('represents');
  if (actor >= 0) {
    m.participants.refs('actor_id').forEach((who, row) => {
      if (who === actor || spokenFor[row] === actor) hit[event[row]!] = 1;
    });
  }
  return (row) => hit[row] === 1;
}

function withParty(m: Model, actor: number, role?: string): Test {
  const hit = new Uint8Array(m.commitments.rows);
  const commitment = m.parties.refs('commitment_id');
  for (const row of actor >= 0 ? m.partiesOfActor.of(actor) : []) {
    if (!role || m.parties.text('party_role', row) === role) hit[commitment[row]!] = 1;
  }
  return (row) => hit[row] === 1;
}

function throughEvents(m: Model, shaped: Uint8Array): Test {
  const at = m.commitments.refs('event_id');
  const document = m.commitments.refs('document_id');
  return (row) => (at[row]! >= 0 ? shaped[at[row]!] === 1 : m.eventsOf.of(document[row]!).some((event) => shaped[event] === 1));
}

/** The rows that a mask keeps. */
export function kept(mask: Uint8Array): number[] {
  const rows: number[] = [];
  mask.forEach((hit, row) => { if (hit) rows.push(row); });
  return rows;
}
