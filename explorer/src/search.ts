// Full-text search: quotes lie in one long folded text, so that a term is found by one scan.
import { fold, sound, terms } from './fold';
import type { Model } from './model';
import type { Words } from './store';

/** Texts that are searched together. */
export class Corpus {
  private readonly text: string;
  private readonly starts: Int32Array;
  constructor(texts: string[], how: (text: string) => string = fold) {
    this.starts = new Int32Array(texts.length + 1);
    let length = 0;
    const folded = texts.map((text, at) => {
      // A phrase is found across the ends of lines, and never across two texts.
      const low = how(text).replace(/[\n\r\t]+ *| {2,}/g, ' ');
      length += low.length + 1;
      this.starts[at + 1] = length;
      return low;
    });
    this.text = folded.join('\n');
  }

  /** Marks the texts in which a term stands. */
  find(term: string): Uint8Array {
    const found = new Uint8Array(this.starts.length - 1);
    let row = 0;
    for (let at = this.text.indexOf(term); at >= 0; at = this.text.indexOf(term, this.starts[row + 1]!)) {
      row = this.rowAt(at, row);
      found[row] = 1;
      if (row + 1 >= found.length) break;
    }
    return found;
  }

  private rowAt(at: number, from: number): number {
    let [low, high] = [from, this.starts.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export interface Hits {
  documents: Uint8Array;
  events: Uint8Array;
  commitments: Uint8Array;
  actors: Uint8Array;
}

/** Marks the rows of a column whose word has one of the terms. */
function inWords(words: Words, terms: string[], into: Uint8Array): void {
  const folded = foldedWords(words);
  const hit = folded.map((word) => terms.some((term) => word.includes(term)));
  words.codes.forEach((code, row) => { if (code >= 0 && hit[code]) into[row] = 1; });
}
const cache = new WeakMap<Words, string[]>();
function foldedWords(words: Words): string[] {
  let folded = cache.get(words);
  if (!folded) cache.set(words, folded = words.words.map(fold));
  return folded;
}

const MOST_SPELLINGS = 8;

export class Search {
  private readonly quotes: Corpus;
  private readonly names: Corpus;
  private readonly sounds: Corpus;
  private readonly titles: Corpus;
  private last: { query: string; hits: Hits } | undefined;
  /** How long the last search took, in milliseconds. */
  took = 0;

  constructor(private readonly m: Model) {
    const names = Array.from({ length: m.actors.rows }, (_, row) =>
      ['name', 'acronym', 'aliases', 'actor_id'].map((column) => m.actors.text(column, row)).join('|'));
    this.quotes = new Corpus(m.quotes.text);
    this.names = new Corpus(names);
    this.sounds = new Corpus(names, sound);
    this.titles = new Corpus(Array.from({ length: m.documents.rows }, (_, row) =>
      `${m.documents.text('title', row)}|${m.documents.text('publisher', row)}|${m.documents.text('document_id', row)}`));
  }

  /** Rows that have every term of the query: in their quote, in a name of an actor of theirs, in the title around them. */
  find(query: string): Hits {
    if (this.last?.query === query) return this.last.hits;
    const started = performance.now();
    let hits: Hits | undefined;
    for (const term of terms(query)) hits = hits ? both(hits, this.term(term)) : this.term(term);
    const empty = (rows: number): Uint8Array => new Uint8Array(rows).fill(1);
    const { documents, events, commitments, actors } = this.m;
    hits ??= { documents: empty(documents.rows), events: empty(events.rows), commitments: empty(commitments.rows), actors: empty(actors.rows) };
    this.last = { query, hits };
    this.took = performance.now() - started;
    return hits;
  }

  /** Other spellings of a name, from actors that sound like it, which are marked. */
  private spellings(term: string, actors: Uint8Array): string[] {
    const alike = sound(term);
    // A name under four letters sounds like too many others.
    if (alike.length < 4) return [];
    const found = new Set<string>();
    this.sounds.find(alike).forEach((hit, row) => {
      if (!hit) return;
      actors[row] = 1;
      const names = `${this.m.actors.text('name', row)} ${this.m.actors.text('aliases', row)}`;
      for (const word of fold(names).split(/[^\p{L}'-]+/u)) {
        if (found.size < MOST_SPELLINGS && !word.includes(term) && sound(word) === alike) found.add(word);
      }
    });
    return [...found];
  }

  private term(term: string): Hits {
    const m = this.m;
    const actors = this.names.find(term);
    const spellings = [term, ...this.spellings(term, actors)];
    const quotes = any(spellings.map((spelling) => this.quotes.find(spelling)));
    const documents = any(spellings.map((spelling) => this.titles.find(spelling)));
    const quoteDocument = m.quotes.document;
    const events = rows(m.events.refs('evidence'), quotes);
    const commitments = rows(m.commitments.refs('evidence'), quotes);
    for (const column of ['event_name', 'place', 'event_type', 'format']) inWords(m.events.words(column), spellings, events);
    for (const column of ['instruments', 'commitment_type']) inWords(m.commitments.words(column), spellings, commitments);
    spread(actors, m.participants.refs('actor_id'), m.participants.refs('event_id'), events);
    spread(actors, m.parties.refs('actor_id'), m.parties.refs('commitment_id'), commitments);
    const partQuotes = m.participants.refs('evidence');
    m.participants.refs('event_id').forEach((event, row) => { if (quotes[partQuotes[row]!]) events[event] = 1; });
    fromTitle(m.events.refs('document_id'), documents, events);
    fromTitle(m.commitments.refs('document_id'), documents, commitments);
    const all = documents.slice();
    quotes.forEach((hit, row) => { if (hit) all[quoteDocument[row]!] = 1; });
    m.events.refs('document_id').forEach((document, row) => { if (events[row]) all[document] = 1; });
    m.commitments.refs('document_id').forEach((document, row) => { if (commitments[row]) all[document] = 1; });
    return { documents: all, events, commitments, actors };
  }
}

function any(masks: Uint8Array[]): Uint8Array {
  const [first, ...rest] = masks as [Uint8Array, ...Uint8Array[]];
  for (const mask of rest) mask.forEach((hit, row) => { if (hit) first[row] = 1; });
  return first;
}
function rows(refs: Int32Array, hit: Uint8Array): Uint8Array {
  return Uint8Array.from(refs, (ref) => (ref >= 0 ? hit[ref]! : 0));
}
function spread(actors: Uint8Array, who: Int32Array, whose: Int32Array, into: Uint8Array): void {
  who.forEach((actor, row) => { if (actors[actor]) into[whose[row]!] = 1; });
}
function fromTitle(refs: Int32Array, documents: Uint8Array, into: Uint8Array): void {
  refs.forEach((document, row) => { if (documents[document]) into[row] = 1; });
}
function both(a: Hits, b: Hits): Hits {
  const and = (x: Uint8Array, y: Uint8Array): Uint8Array => x.map((value, at) => value & y[at]!);
  return {
    documents: and(a.documents, b.documents), events: and(a.events, b.events),
    commitments: and(a.commitments, b.commitments), actors: and(a.actors, b.actors),
  };
}

let made: { m: Model; search: Search } | undefined;
/** The search over a model, made once. */
export function searchOf(m: Model): Search {
  if (made?.m !== m) made = { m, search: new Search(m) };
  return made.search;
}
