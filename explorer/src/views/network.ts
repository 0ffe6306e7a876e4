// Who met whom, drawn.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import type { App, View } from '../app';
import { save } from '../csv';
import { count, counted, h, label, replace, s } from '../dom';
import { passing } from '../filter';
import { gexf, graphml, graphOf, LARGEST, type Graph, type Who } from '../graph';
import { labels } from '../labels';
import { actorName, type Model } from '../model';
import { actorLink } from '../pieces';

interface Node extends SimulationNodeDatum {
  row: number;
  events: number;
  r: number;
}
interface Link { source: Node; target: Node; weight: number }

const NAMES: [Who, string][] = [['sides', 'States and organisations, with those who spoke for them'], ['persons', 'Persons'], ['all', 'Everybody as named']];
let who: Who = 'sides';
let most = 60;

export const network: View = (app, m, host) => {
  const events = passing(m, app.route.filter).events;
  const body = h('div', {});
  const choice = h('select', { id: 'who', onchange: () => { who = choice.value as Who; draw(); } }, NAMES.map(([value, text]) => h('option', { value }, text)));
  const size = h('select', { id: 'most', onchange: () => { most = Number(size.value); draw(); } }, [30, 60, 120, 200].map((n) => h('option', { value: n }, `${n} with most events`)));
  choice.value = who;
  size.value = String(most);
  let graph: Graph = { nodes: new Map(), ties: [] };
  replace(host, h('h1', {}, 'Network'),
    h('p', { class: 'note' }, `A line joins actors that took part in the same events, thicker for more of them. Events of more than ${LARGEST} actors draw no lines. An event that several documents tell of counts in each.`),
    h('div', { class: 'controls' },
      h('div', { class: 'field' }, h('label', { for: 'who' }, 'Who'), choice), h('div', { class: 'field' }, h('label', { for: 'most' }, 'How many'), size),
      h('button', { type: 'button', onclick: () => save('network.graphml', 'application/xml', graphml(m, graph)) }, 'Save as GraphML'),
      h('button', { type: 'button', onclick: () => save('network.gexf', 'application/xml', gexf(m, graph)) }, 'Save as GEXF')),
    body);

  function draw(): void {
    graph = graphOf(m, events, who);
    host.dataset['nodes'] = String(graph.nodes.size);
    host.dataset['ties'] = String(graph.ties.length);
    if (!graph.ties.length) replace(body, h('p', {}, 'No two actors took part in the same event here.'));
    else picture(app, m, graph, body);
  }
  draw();
};

/** The actors with most events, and the ties among them. */
function chosen(graph: Graph, width: number): { nodes: Node[]; links: Link[] } {
  const tied = new Set(graph.ties.flatMap((t) => [t.a, t.b]));
  const top = [...graph.nodes].filter(([row]) => tied.has(row)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  const largest = Math.sqrt(top[0]?.[1] ?? 1);
  const scale = width < 600 ? 9 : 15;
  const nodes = new Map(top.map(([row, events]): [number, Node] => [row, { row, events, r: 3.5 + (scale * Math.sqrt(events)) / largest }]));
  const links = graph.ties.flatMap((t): Link[] => {
    const [source, target] = [nodes.get(t.a), nodes.get(t.b)];
    return source && target ? [{ source, target, weight: t.weight }] : [];
  });
  const inside = new Set(links.flatMap((l) => [l.source, l.target]));
  return { nodes: [...nodes.values()].filter((n) => inside.has(n)), links };
}

function picture(app: App, m: Model, graph: Graph, host: HTMLElement): void {
  const chart = h('div', { class: 'chart' });
  const side = h('div', {});
  replace(host, h('p', { class: 'legend' }, ([['person', 'person'], ['state', 'state'], ['organization', 'organisation or body'], ['group', 'group']] as const).map(([kind, name]) =>
    h('span', {}, s('svg', { viewBox: '-7 -6 14 12', 'aria-hidden': 'true' }, shape(kind, 5)), name))), h('div', { class: 'split' }, chart, side));
  const width = Math.max(280, chart.clientWidth);
  const height = Math.round(Math.max(360, Math.min(width * 0.75, 680)));
  const { nodes, links } = chosen(graph, width);
  const strongest = Math.max(...links.map((l) => l.weight));
  const spread = Math.min(width, height) / Math.sqrt(nodes.length + 4);
  const simulation = forceSimulation(nodes).stop()
    .force('link', forceLink<Node, Link>(links).distance(spread * 1.1).strength((l) => 0.1 + 0.5 * Math.sqrt(l.weight / strongest)))
    .force('charge', forceManyBody().strength(-spread * 4.5).distanceMax(width))
    // Without a pull to the middle, parts that nothing ties to the rest fly away.
    .force('x', forceX(width / 2).strength(0.06)).force('y', forceY(height / 2).strength(0.06 * (width / height)))
    .force('collide', forceCollide<Node>().radius((n) => n.r + 6));
  simulation.tick(260);
  fit(nodes, width, height);

  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': `Network of ${counted(nodes.length, 'actor')} and ${counted(links.length, 'tie')}; the list holds the same.` });
  const lines = s('g');
  const dots = s('g');
  const names = s('g');
  svg.append(lines, dots, names);
  let picked: Node | undefined;

  function place(t = zoomIdentity): void {
    const at = (n: Node): [number, number] => t.apply([n.x!, n.y!]);
    const near = new Set(picked ? links.flatMap((l) => (l.source === picked ? [l.target] : l.target === picked ? [l.source] : [])).concat(picked) : nodes);
    lines.replaceChildren(...links.map((l) => {
      const [[x1, y1], [x2, y2]] = [at(l.source), at(l.target)];
      const faded = picked && l.source !== picked && l.target !== picked ? ' faded' : '';
      return s('line', { class: `tie${faded}`, x1, y1, x2, y2, 'stroke-width': 0.8 + 5 * Math.sqrt(l.weight / strongest) });
    }));
    dots.replaceChildren(...nodes.map((n) => {
      const [x, y] = at(n);
      const dot = shape(m.actors.text('kind', n.row), n.r);
      dot.setAttribute('transform', `translate(${x},${y})`);
      if (!near.has(n)) dot.classList.add('faded');
      dot.append(s('title', {}, `${actorName(m, n.row)}: ${counted(n.events, 'event')}`));
      dot.addEventListener('click', () => pick(n));
      return dot;
    }));
    const named = nodes.filter((n) => near.has(n)).sort((a, b) => b.r - a.r);
    names.replaceChildren(...labels(named.map((n) => {
      const [x, y] = at(n);
      return { x, y, r: n.r, text: shortName(m, n.row), size: width < 600 ? 11 : 10.5 + n.r / 5 };
    }), width, height, 90));
  }

  let transform = zoomIdentity;
  const zooming = zoom<SVGSVGElement, unknown>().scaleExtent([0.6, 12])
    .filter((event: WheelEvent | MouseEvent) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button))
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => place(transform = event.transform));
  const target = select(svg).call(zooming);

  function pick(n: Node): void {
    picked = picked === n ? undefined : n;
    place(transform);
    aside();
  }
  function aside(): void {
    if (!picked) {
      replace(side, h('h2', {}, 'Actors'), h('ul', { class: 'pick' }, nodes.map((n) => h('li', {},
        h('button', { type: 'button', onclick: () => { pick(n); side.querySelector<HTMLElement>('button')?.focus(); } }, h('span', {}, actorName(m, n.row)), h('span', {}, count(n.events)))))));
      return;
    }
    const own = picked.row;
    const met = graph.ties.filter((t) => t.a === own || t.b === own).slice(0, 40);
    replace(side, h('h2', {}, actorName(m, own)),
      h('p', {}, h('button', { type: 'button', onclick: () => pick(picked!) }, 'Back to all'), ' ', h('a', { href: app.href('actor', m.actors.text('actor_id', own)) }, 'Page of this actor')),
      h('p', { class: 'soft' }, `${label(m.actors.text('kind', own))}, ${counted(graph.nodes.get(own) ?? 0, 'event')}. Met most often:`),
      h('ul', { class: 'pick' }, met.map((t) => h('li', { class: 'between' }, h('span', {}, actorLink(app, m, t.a === own ? t.b : t.a)), h('span', { class: 'soft' }, counted(t.weight, 'event'))))));
    app.say(`${actorName(m, own)}, ties to ${counted(met.length, 'actor')}`);
  }
  place();
  aside();
  chart.append(svg);
  host.append(h('div', { class: 'controls', role: 'group', 'aria-label': 'Move the network' },
    h('button', { type: 'button', onclick: () => zooming.scaleBy(target, 1.5) }, 'Closer'), h('button', { type: 'button', onclick: () => zooming.scaleBy(target, 1 / 1.5) }, 'Wider'),
    h('button', { type: 'button', onclick: () => zooming.transform(target, zoomIdentity) }, 'All')));
}

/** Kinds differ in shape as well as in colour. */
function shape(kind: string, r: number): SVGElement {
  if (kind === 'state') return s('path', { class: `node ${kind}`, d: `M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0Z` });
  if (kind === 'organization' || kind === 'body') return s('rect', { class: `node ${kind}`, x: -r * 0.9, y: -r * 0.9, width: r * 1.8, height: r * 1.8 });
  return s('circle', { class: `node ${kind}`, r });
}

function shortName(m: Model, row: number): string {
  const name = actorName(m, row);
  return name.length > 26 ? m.actors.text('acronym', row) || name : name;
}

/** Brings all nodes into the picture, with room for names. */
function fit(nodes: Node[], width: number, height: number): void {
  const [xs, ys] = [nodes.map((n) => n.x!), nodes.map((n) => n.y!)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [air, top] = [width < 600 ? 40 : 90, 26];
  for (const n of nodes) {
    n.x = air + ((n.x! - x0) / Math.max(1, x1 - x0)) * (width - 2 * air);
    n.y = top + ((n.y! - y0) / Math.max(1, y1 - y0)) * (height - 2 * top);
  }
}
