import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from '../src/csv';
import { Groups, dateText, day, dayText } from '../src/model';
import { Corpus } from '../src/search';
import { Numbers, Refs, Table, Words } from '../src/store';

const info = (name: string, kind = 'text') => ({ name, kind, vocabulary: null, description: null });

test('parts of different shapes make one column', () => {
  const words = new Words(info('w'), 7);
  words.add({ c: 'a' }, 0, 2);
  words.add({ d: ['b', 'a'], v: [1, 0, -1] }, 2, 3);
  words.add({ t: ['c', null] }, 5, 2);
  assert.deepEqual(Array.from({ length: 7 }, (_, row) => words.text(row)), ['a', 'a', 'a', 'b', '', 'c', '']);
});

test('numbers are spelled as in the table', () => {
  const numbers = new Numbers(info('n', 'number'), 4);
  numbers.add({ n: [2, 0.125, null, -7] }, 0, 4);
  assert.deepEqual([0, 1, 2, 3].map((row) => numbers.text(row)), ['2.0', '0.125', '', '-7.0']);
  const whole = new Numbers(info('i', 'integer'), 2);
  whole.add({ c: '3' }, 0, 2);
  assert.equal(whole.text(1), '3');
});

test('references are told by their steps', () => {
  const refs = new Refs(info('r'), 4, (row) => `key-${row}`);
  refs.add({ f: 'events', v: [3, 0, -4, 6] }, 0);
  assert.deepEqual([0, 1, 2, 3].map((row) => refs.text(row)), ['key-3', 'key-3', '', 'key-5']);
});

test('cells are quoted where they must be', () => {
  const table = new Table({ name: 't', description: '', key: ['k'], rows: 2, shards: 1, columns: [] });
  const [k, v] = [new Words(info('k'), 2), new Words(info('v'), 2)];
  k.add({ t: ['=1+1', '"a"'] }, 0, 2);
  v.add({ t: ['x\ny', null] }, 0, 2);
  table.columns.set('k', k).set('v', v);
  assert.equal(csv(table, [0, 1]), 'k,v\n=1+1,"x\ny"\n"""a""",\n');
  assert.equal(table.find('"a"'), 1);
  assert.equal(table.find('none'), -1);
});

test('rows are found by what they refer to', () => {
  const groups = new Groups(Int32Array.from([1, 0, 1, -1]), 3);
  assert.deepEqual([0, 1, 2].map((row) => Array.from(groups.of(row))), [[1], [0, 2], []]);
});

test('a corpus marks every text with the term and no other', () => {
  const corpus = new Corpus(['Rahmon met', '', 'no', 'RAHMÓN\n rahmon', 'met Rahmon']);
  assert.deepEqual(Array.from(corpus.find('rahmon')), [1, 0, 0, 1, 1]);
  assert.deepEqual(Array.from(corpus.find('rahmon rahmon')), [0, 0, 0, 1, 0]);
  assert.deepEqual(Array.from(corpus.find('rahmon met rahmon')), [0, 0, 0, 0, 0]);
  assert.deepEqual(Array.from(corpus.find('absent')), [0, 0, 0, 0, 0]);
});

test('days are days', () => {
  assert.equal(dayText(day('2020-02-29')), '2020-02-29');
  assert.equal(dayText(day('1899-12-31')), '1899-12-31');
  assert.ok(Number.isNaN(day('')) && Number.isNaN(day('soon')));
  assert.equal(dayText(NaN), '');
});

test('dates are told in words', () => {
  const said = { '2015-21': 'spring 2015', '2015-03': '2015-03', '2001-12/..': 'from 2001-12', '../2020': 'until 2020', '2012-03-26/2012-03-28': '2012-03-26 to 2012-03-28', '2020-34': 'second quarter of 2020' };
  for (const [edtf, text] of Object.entries(said)) assert.equal(dateText(edtf), text);
});
