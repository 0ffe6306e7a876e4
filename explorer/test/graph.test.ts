import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gexf, graphml, graphOf } from '../src/graph';
import { Groups, type Model } from '../src/model';
import { Refs, Table, Words } from '../src/store';

const info = (name: string) => ({ name, kind: 'text', vocabulary: null, description: null });
function table(name: string, rows: number, words: Record<string, (string | null)[]>, refs: Record<string, number[]> = {}): Table {
  const made = new Table({ name, description: '', key: [Object.keys(words)[0] ?? ''], rows, shards: 1, columns: [] });
  for (const [column, cells] of Object.entries(words)) {
    const w = new Words(info(column), rows);
    const d = [...new Set(cells.filter((c): c is string => c !== null))];
    w.add({ d, v: cells.map((c) => (c === null ? -1 : d.indexOf(c))) }, 0, rows);
    made.columns.set(column, w);
  }
  for (const [column, cells] of Object.entries(refs)) {
    const r = new Refs(info(column), rows, String);
    r.rows.set(cells);
    made.columns.set(column, r);
  }
  return made;
}

function small(): Model {
  const actors = table('actors', 4, { actor_id: ['person:a', 'person:b', 'state:X', 'org:<&"\u0001'], name: ['A & B', 'B', 'X', null], kind: ['person', 'person', 'state', 'organization'] });
  const participants = table('participants', 5, {}, { event_id: [0, 0, 1, 1, 1], actor_id: [0, 1, 0, 1, 3], represents: [2, 3, 2, -1, -1] });
  return { actors, participants, participantsOf: new Groups(participants.refs('event_id'), 2) } as unknown as Model;
}

test('pairs are weighted by their events', () => {
  const graph = graphOf(small(), Uint8Array.from([1, 1]), 'persons');
  assert.deepEqual(graph.ties, [{ a: 0, b: 1, weight: 2 }]);
  assert.equal(graph.nodes.get(0), 2);
});

test('those who are spoken for stand for their speakers', () => {
  const graph = graphOf(small(), Uint8Array.from([1, 1]), 'sides');
  assert.deepEqual(graph.ties, [{ a: 2, b: 3, weight: 2 }]);
});

test('what does not pass ties nobody', () => {
  assert.deepEqual(graphOf(small(), Uint8Array.from([0, 1]), 'all').ties.map((t) => [t.a, t.b]), [[0, 1], [0, 3], [1, 3]]);
});

test('files hold names as text', () => {
  const m = small();
  const graph = graphOf(m, Uint8Array.from([1, 1]), 'all');
  for (const text of [graphml(m, graph), gexf(m, graph)]) {
    assert.ok(text.includes('A &amp; B') && text.includes('org:&lt;&amp;&quot;\ufffd') && !text.includes('\u0001'));
  }
});
