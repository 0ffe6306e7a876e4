// Tables as columns of typed arrays, put together from their parts.
import { load } from './load';
import type { ColumnInfo, Encoded, Index, Part, QuotePart, TableInfo } from './types';

/** A column: `text` spells a cell as the CSV does, `''` where it is missing. */
export interface Column {
  info: ColumnInfo;
  text(row: number): string;
}

/** Words by code; -1 is missing. */
export class Words implements Column {
  readonly codes: Int32Array;
  readonly words: string[] = [];
  private readonly known = new Map<string, number>();
  constructor(readonly info: ColumnInfo, rows: number) {
    this.codes = new Int32Array(rows).fill(-1);
  }
  text(row: number): string {
    return this.words[this.codes[row] ?? -1] ?? '';
  }
  code(word: string): number {
    return this.words.indexOf(word);
  }
  private codeOf(word: string): number {
    let code = this.known.get(word);
    if (code === undefined) {
      code = this.words.push(word) - 1;
      this.known.set(word, code);
    }
    return code;
  }
  add(part: Encoded, from: number, rows: number): void {
    if ('c' in part) {
      if (part.c !== null) this.codes.fill(this.codeOf(part.c), from, from + rows);
    } else if ('d' in part) {
      const codes = part.d.map((word) => this.codeOf(word));
      part.v.forEach((v, at) => { if (v >= 0) this.codes[from + at] = codes[v] ?? -1; });
    } else if ('t' in part) {
      part.t.forEach((word, at) => { if (word !== null) this.codes[from + at] = this.words.push(word) - 1; });
    }
  }
}

/** Numbers; NaN is missing. */
export class Numbers implements Column {
  readonly values: Float64Array;
  constructor(readonly info: ColumnInfo, rows: number) {
    this.values = new Float64Array(rows).fill(NaN);
  }
  text(row: number): string {
    const value = this.values[row] ?? NaN;
    if (Number.isNaN(value)) return '';
    return this.info.kind === 'number' && Number.isInteger(value) ? value.toFixed(1) : String(value);
  }
  add(part: Encoded, from: number, rows: number): void {
    if ('c' in part && part.c !== null) this.values.fill(Number(part.c), from, from + rows);
    if ('n' in part) part.n.forEach((n, at) => { if (n !== null) this.values[from + at] = n; });
  }
}

/** Rows of another table; -1 is none. */
export class Refs implements Column {
  readonly rows: Int32Array;
  constructor(readonly info: ColumnInfo, rows: number, private readonly keyOf: (row: number) => string) {
    this.rows = new Int32Array(rows).fill(-1);
  }
  text(row: number): string {
    const at = this.rows[row] ?? -1;
    return at < 0 ? '' : this.keyOf(at);
  }
  add(part: Encoded, from: number): void {
    const steps = 'f' in part ? part.v : 'q' in part ? part.q : [];
    let place = 0;
    steps.forEach((step, at) => { this.rows[from + at] = place += step; });
  }
}

class Made implements Column {
  constructor(readonly info: ColumnInfo, readonly text: (row: number) => string) {}
}

export class Table {
  readonly columns = new Map<string, Column>();
  private keys: Map<string, number> | undefined;
  constructor(readonly info: TableInfo) {}
  get rows(): number {
    return this.info.rows;
  }
  column(name: string): Column {
    const column = this.columns.get(name);
    if (!column) throw new Error(`${this.info.name} has no column ${name}`);
    return column;
  }
  text(name: string, row: number): string {
    return this.columns.get(name)?.text(row) ?? '';
  }
  words(name: string): Words {
    const column = this.columns.get(name);
    return column instanceof Words ? column : new Words({ name, kind: 'text', vocabulary: null, description: null }, this.rows);
  }
  numbers(name: string): Numbers {
    const column = this.columns.get(name);
    return column instanceof Numbers ? column : new Numbers({ name, kind: 'number', vocabulary: null, description: null }, this.rows);
  }
  refs(name: string): Int32Array {
    const column = this.columns.get(name);
    return column instanceof Refs ? column.rows : new Int32Array(this.rows).fill(-1);
  }
  /** The row with this key, or -1. */
  find(key: string): number {
    if (!this.keys) {
      const column = this.column(this.info.key[0] ?? '');
      this.keys = new Map();
      for (let row = 0; row < this.rows; row++) this.keys.set(column.text(row), row);
    }
    return this.keys.get(key) ?? -1;
  }
  items(name: string, row: number): string[] {
    const text = this.text(name, row);
    return text ? text.split('|') : [];
  }
}

export interface Quotes {
  document: Int32Array;
  start: Int32Array;
  end: Int32Array;
  text: string[];
}

export class Store {
  private readonly tables = new Map<string, Promise<Table>>();
  private quoted: Promise<Quotes> | undefined;
  constructor(readonly index: Index) {}

  info(name: string): TableInfo {
    const info = this.index.tables.find((t) => t.name === name);
    if (!info) throw new Error(`there is no table ${name}`);
    return info;
  }

  table(name: string): Promise<Table> {
    let table = this.tables.get(name);
    if (!table) this.tables.set(name, table = this.read(this.info(name)));
    return table;
  }

  quotes(): Promise<Quotes> {
    return this.quoted ??= this.readQuotes();
  }

  private async readQuotes(): Promise<Quotes> {
    const names = Array.from({ length: this.index.quote_shards }, (_, i) => `quotes-${i}`);
    const parts = await Promise.all(names.map((name) => load<QuotePart>(name)));
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const quotes: Quotes = { document: new Int32Array(rows), start: new Int32Array(rows), end: new Int32Array(rows), text: [] };
    let from = 0;
    for (const part of parts) {
      let place = 0;
      part.document.forEach((step, at) => { quotes.document[from + at] = place += step; });
      quotes.start.set(part.start, from);
      quotes.end.set(part.end, from);
      for (const text of part.text) quotes.text.push(text);
      from += part.rows;
    }
    return quotes;
  }

  private async read(info: TableInfo): Promise<Table> {
    const quoted = info.columns.some((c) => c.name === 'evidence');
    const parts = await Promise.all(Array.from({ length: info.shards }, (_, i) => load<Part>(`${info.name}-${i}`)));
    const quotes = quoted ? await this.quotes() : undefined;
    const table = new Table(info);
    for (const column of info.columns) table.columns.set(column.name, await this.build(table, column, parts, quotes));
    return table;
  }

  private async build(table: Table, info: ColumnInfo, parts: Part[], quotes: Quotes | undefined): Promise<Column> {
    const rows = table.rows;
    const first = parts.map((part) => part.columns[info.name]).find((part) => part !== undefined && !('c' in part));
    let column: Words | Numbers | Refs;
    if (quotes && (info.name === 'evidence_start' || info.name === 'evidence_end')) {
      const places = info.name === 'evidence_start' ? quotes.start : quotes.end;
      return new Made(info, (row) => String(places[table.refs('evidence')[row] ?? -1] ?? ''));
    }
    if (first && 'q' in first) column = new Refs(info, rows, (row) => quotes?.text[row] ?? '');
    else if (first && 'f' in first) {
      const other = first.f === table.info.name ? table : await this.table(first.f);
      const key = other.info.key[0] ?? '';
      column = new Refs(info, rows, (row) => other.text(key, row));
    } else column = info.kind === 'integer' || info.kind === 'number' ? new Numbers(info, rows) : new Words(info, rows);
    let from = 0;
    for (const part of parts) {
      const encoded = part.columns[info.name];
      if (encoded) column.add(encoded, from, part.rows);
      from += part.rows;
    }
    return column;
  }

  /** The text of a document, or undefined. */
  async text(document: number): Promise<string | undefined> {
    const starts = this.index.text_starts;
    let shard = starts.length - 1;
    while (shard >= 0 && (starts[shard] ?? 0) > document) shard--;
    if (shard < 0) return undefined;
    const texts = await load<(string | null)[]>(`texts-${shard}`);
    return texts[document - (starts[shard] ?? 0)] ?? undefined;
  }
}
