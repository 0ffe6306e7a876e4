import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Place, segments, type Mark } from '../src/marks';

const mark = (from: number, to: number, row: string): Mark => ({ layer: 'event', from, to, row, core: false });

test('code points become units of the string', () => {
  const place = Place.whole('Ä😀 met Ö.');
  const [from, to] = [place.unit(3), place.unit(8, true)];
  assert.equal(place.text.slice(from, to), 'met Ö');
  assert.equal(place.unit(99), -1);
});

test('quotes alone stand in order, each word once', () => {
  const quotes = [
    { start: 20, end: 24, text: 'last' },
    { start: 0, end: 9, text: 'one 😀 two' },
    { start: 4, end: 5, text: '😀' },
    { start: 6, end: 12, text: 'two, x' },
  ];
  const place = Place.quotes(quotes);
  assert.equal(place.text, 'one 😀 two, x\n\n[…]\n\nlast');
  for (const { start, end, text } of quotes) {
    assert.equal(place.text.slice(place.unit(start), place.unit(end, true)), text);
  }
});

test('a text is cut where marks begin and end', () => {
  const found = segments(10, [mark(2, 6, 'a'), mark(4, 8, 'b')]);
  assert.deepEqual(found.map((s) => [s.from, s.to, s.marks.map((m) => m.row).join('')]), [[0, 2, ''], [2, 4, 'a'], [4, 6, 'ab'], [6, 8, 'b'], [8, 10, '']]);
});
