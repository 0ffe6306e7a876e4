// Where the rows of a document stand in its text.
import type { Model } from './model';
import type { Table } from './store';

export type Layer = 'event' | 'participant' | 'commitment' | 'date' | 'place';
export const LAYERS: Layer[] = ['event', 'participant', 'commitment', 'date', 'place'];

/** A row as the reader names it: `e12` is event 12, `c3` commitment 3, `p7` participant 7. */
export type RowKey = string;

export interface Mark {
  layer: Layer;
  from: number;
  to: number;
  row: RowKey;
  /** The words that made the row, inside its quote. */
  core: boolean;
}

/** A stretch of text under the same marks. */
export interface Segment {
  from: number;
  to: number;
  marks: Mark[];
}

/** A text with its places: rows count code points, strings count UTF-16 units. */
export class Place {
  private constructor(readonly text: string, private readonly pieces: { start: number; end: number; at: number; units: Int32Array | null; length: number }[]) {}

  /** The whole text of a document. */
  static whole(text: string): Place {
    return new Place(text, [piece(text, 0, 0)]);
  }

  /** Quotes alone, in order, with gaps between them. */
  static quotes(quotes: { start: number; end: number; text: string }[]): Place {
    const pieces: ReturnType<typeof piece>[] = [];
    let text = '';
    let end = -1;
    for (const quote of [...quotes].sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (quote.end <= end) continue;
      const fresh = quote.start >= end ? quote.text : Array.from(quote.text).slice(end - quote.start).join('');
      if (quote.start > end) text += text ? '\n\n[…]\n\n' : '';
      pieces.push(piece(fresh, Math.max(quote.start, end), text.length));
      text += fresh;
      end = quote.end;
    }
    return new Place(text, pieces);
  }

  /** The unit at which a code point stands; -1 if it is not there. */
  unit(point: number, isEnd = false): number {
    for (const p of this.pieces) {
      if (point < p.start || point > p.end || (point === p.end && !isEnd && p.end > p.start)) continue;
      if (isEnd && point === p.start) continue;
      return p.at + (p.units ? p.units[point - p.start]! : point - p.start);
    }
    return -1;
  }
}

function piece(text: string, start: number, at: number): { start: number; end: number; at: number; units: Int32Array | null; length: number } {
  if (!/[\ud800-\udbff]/.test(text)) return { start, end: start + text.length, at, units: null, length: text.length };
  const units: number[] = [];
  let unit = 0;
  for (const point of text) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return { start, end: start + units.length - 1, at, units: Int32Array.from(units), length: text.length };
}

/** All marks of a document. */
export function marksOf(m: Model, document: number, place: Place): Mark[] {
  const marks: Mark[] = [];
  const quote = (table: Table, row: number): [number, number] | undefined => {
    const at = table.refs('evidence')[row]!;
    const from = place.unit(m.quotes.start[at]!);
    const to = place.unit(m.quotes.end[at]!, true);
    return from >= 0 && to > from ? [from, to] : undefined;
  };
  const add = (layer: Layer, row: RowKey, [from, to]: [number, number], core: boolean): void => {
    marks.push({ layer, row, from, to, core });
  };
  /** The words of a cell, inside the quote if they stand there, else at their first place in the text. */
  const words = (layer: Layer, row: RowKey, text: string, within: [number, number], anywhere: boolean): void => {
    if (!text) return;
    let from = place.text.indexOf(text, within[0]);
    if (from < 0 || from + text.length > within[1]) from = anywhere ? place.text.indexOf(text) : -1;
    if (from >= 0) add(layer, row, [from, from + text.length], true);
  };
  for (const event of m.eventsOf.of(document)) {
    const within = quote(m.events, event);
    if (!within) continue;
    const row = `e${event}`;
    add('event', row, within, false);
    words('event', row, m.events.text('trigger', event), within, false);
    words('date', row, m.events.text('date_text', event), within, true);
    words('place', row, m.events.text('place', event), within, true);
    for (const part of m.participantsOf.of(event)) {
      const inside = quote(m.participants, part);
      if (inside) words('participant', `p${part}`, m.participants.text('mention', part), inside, false);
    }
  }
  for (const commitment of m.commitmentsOf.of(document)) {
    const within = quote(m.commitments, commitment);
    if (!within) continue;
    add('commitment', `c${commitment}`, within, false);
    words('commitment', `c${commitment}`, m.commitments.text('cue', commitment), within, false);
  }
  return marks;
}

/** Cuts a text wherever a mark begins or ends. */
export function segments(length: number, marks: Mark[]): Segment[] {
  const cuts = [...new Set([0, length, ...marks.flatMap((m) => [m.from, m.to])])].filter((c) => c <= length).sort((a, b) => a - b);
  const opening = [...marks].sort((a, b) => a.from - b.from);
  const found: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i]!, cuts[i + 1]!];
    open = open.filter((m) => m.to > from);
    while (next < opening.length && opening[next]!.from <= from) open.push(opening[next++]!);
    found.push({ from, to, marks: [...open] });
  }
  return found;
}
