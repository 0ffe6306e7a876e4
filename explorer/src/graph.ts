// Who met whom: actors as nodes, and an edge for each pair that took part in the same events.
import { actorName, type Model } from './model';

export type Who = 'all' | 'persons' | 'sides';

export interface Tie {
  a: number;
  b: number;
  weight: number;
}
export interface Graph {
  /** Actors (rows) with the number of their events. */
  nodes: Map<number, number>;
  ties: Tie[];
}

/** Larger gatherings would tie everybody to everybody. */
export const LARGEST = 25;

/** The network of the events that a mask keeps. `sides` puts the state or organisation spoken for in the place of a person. */
export function graphOf(m: Model, events: Uint8Array, who: Who): Graph {
  const actors = m.participants.refs('actor_id');
  const spokenFor = m.participants.refs('represents');
  const kinds = m.actors.words('kind');
  const person = kinds.code('person');
  const nodes = new Map<number, number>();
  const ties = new Map<number, Tie>();
  events.forEach((hit, event) => {
    if (!hit) return;
    const present = new Set<number>();
    for (const part of m.participantsOf.of(event)) {
      const actor = actors[part]!;
      const isPerson = kinds.codes[actor] === person;
      if (who === 'persons' && !isPerson) continue;
      if (who === 'sides' && isPerson) {
        if (spokenFor[part]! >= 0) present.add(spokenFor[part]!);
      } else present.add(actor);
    }
    const list = [...present].sort((a, b) => a - b);
    for (const actor of list) nodes.set(actor, (nodes.get(actor) ?? 0) + 1);
    if (list.length < 2 || list.length > LARGEST) return;
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const key = list[i]! * m.actors.rows + list[j]!;
        const tie = ties.get(key);
        if (tie) tie.weight++;
        else ties.set(key, { a: list[i]!, b: list[j]!, weight: 1 });
      }
    }
  });
  return { nodes, ties: [...ties.values()].sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b) };
}

/** XML knows neither most control characters nor half a pair of surrogates. */
function xml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** The network for yEd, igraph, NetworkX. */
export function graphml(m: Model, graph: Graph): string {
  const id = (row: number): string => xml(m.actors.text('actor_id', row));
  const nodes = [...graph.nodes].map(([row, events]) =>
    `    <node id="${id(row)}"><data key="name">${xml(actorName(m, row))}</data><data key="kind">${xml(m.actors.text('kind', row))}</data><data key="country">${xml(m.actors.text('country', row))}</data><data key="events">${events}</data></node>`);
  const edges = graph.ties.map((t) => `    <edge source="${id(t.a)}" target="${id(t.b)}"><data key="weight">${t.weight}</data></edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="country" for="node" attr.name="country" attr.type="string"/>
  <key id="events" for="node" attr.name="events" attr.type="int"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="int"/>
  <graph edgedefault="undirected">
${[...nodes, ...edges].join('\n')}
  </graph>
</graphml>
`;
}

/** The network for Gephi. */
export function gexf(m: Model, graph: Graph): string {
  const id = (row: number): string => xml(m.actors.text('actor_id', row));
  const nodes = [...graph.nodes].map(([row, events]) =>
    `      <node id="${id(row)}" label="${xml(actorName(m, row))}"><attvalues><attvalue for="kind" value="${xml(m.actors.text('kind', row))}"/><attvalue for="country" value="${xml(m.actors.text('country', row))}"/><attvalue for="events" value="${events}"/></attvalues></node>`);
  const edges = graph.ties.map((t, at) => `      <edge id="${at}" source="${id(t.a)}" target="${id(t.b)}" weight="${t.weight}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph mode="static" defaultedgetype="undirected">
    <attributes class="node">
      <attribute id="kind" title="kind" type="string"/>
      <attribute id="country" title="country" type="string"/>
      <attribute id="events" title="events" type="integer"/>
    </attributes>
    <nodes>
${nodes.join('\n')}
    </nodes>
    <edges>
${edges.join('\n')}
    </edges>
  </graph>
</gexf>
`;
}
