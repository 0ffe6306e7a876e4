// What data/index.js says, and the shapes of the other data files. crates/site writes them.

export interface ColumnInfo {
  name: string;
  kind: string;
  vocabulary: string | null;
  description: string | null;
}

export interface TableInfo {
  name: string;
  description: string;
  key: string[];
  rows: number;
  shards: number;
  columns: ColumnInfo[];
}

export interface Download {
  name: string;
  bytes: number;
  sha256: string;
  rows: number | null;
}

export interface Index {
  title: string;
  tool_version: string;
  schema_version: string;
  lexicon_sha256: string;
  licence: string;
  edition: { version: string; date: string } | null;
  borders: boolean;
  texts: number;
  text_starts: number[];
  quote_shards: number;
  tables: TableInfo[];
  vocabularies: Record<string, [string, string][]>;
  downloads: Download[];
  changes: string | null;
  citation: string | null;
  quality: unknown;
}

export type Encoded =
  | { c: string | null }
  | { d: string[]; v: number[] }
  | { t: (string | null)[] }
  | { n: (number | null)[] }
  | { f: string; v: number[] }
  | { q: number[] };

export interface Part {
  rows: number;
  columns: Record<string, Encoded>;
}

export interface QuotePart {
  rows: number;
  document: number[];
  start: number[];
  end: number[];
  text: string[];
}
