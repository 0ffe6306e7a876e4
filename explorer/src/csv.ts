// Rows as CSV, spelled as `rapporteur build` spells them, and files for download.
import type { Table } from './store';

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Header and rows of a table. */
export function csv(table: Table, rows: Iterable<number>): string {
  const columns = [...table.columns.values()];
  const lines = [columns.map((column) => cell(column.info.name)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => cell(column.text(row))).join(','));
  return `${lines.join('\n')}\n`;
}

/** Saves a text as a file of the reader's. */
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
