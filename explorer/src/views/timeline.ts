// Events over time, a lane for each type. The stretch in sight is the filter for everything else.
import { axisBottom } from 'd3-axis';
import { scaleUtc, type ScaleTime } from 'd3-scale';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import { words, type View } from '../app';
import { counted, debounced, h, label, replace, s } from '../dom';
import { passing } from '../filter';
import { day, dayText, eventTitle, when, type Model } from '../model';
import { eventLine, growing } from '../pieces';
import { rowAddress } from '../route';

const DAY = 86_400_000;
const LANE = 46;
const BIN = 6;
/** Width of a bin where few events are in sight. */
const WIDE = 10;
const FEW = 150;
/** From so many events on, the first view leaves out the outermost. */
const MANY = 200;
/** Up to so many in a bin, each event is a mark of its own. */
const SINGLE = 7;

export const timeline: View = (app, m, host) => {
  const { from, to, ...rest } = app.route.filter;
  const pass = passing(m, rest).events;
  const rows = Array.from({ length: m.events.rows }, (_, row) => row).filter((row) => pass[row] === 1 && !Number.isNaN(m.start[row]!));
  const undated = pass.reduce((a, b) => a + b, 0) - rows.length;
  const types = words(app.index, 'event_type').filter((type) => rows.some((row) => m.events.text('event_type', row) === type));
  const list = h('div', { class: 'range' });
  const chart = h('div', { class: 'chart' });
  replace(host, h('h1', {}, 'Timeline'), legend());
  if (!rows.length) {
    host.append(h('p', {}, 'No dated event passes the filter.'));
    return;
  }
  rows.sort((a, b) => m.start[a]! - m.start[b]! || a - b);
  const first = m.start[rows[0]!]!;
  const last = rows.reduce((most, row) => Math.max(most, m.start[row]!), first);
  const pad = Math.max(10, (last - first) * 0.02);
  const domain: [number, number] = [first - pad, last + pad];

  host.append(chart);
  const width = Math.max(280, chart.clientWidth);
  const left = width < 600 ? 8 : 118;
  const height = types.length * LANE + 34;
  const x = scaleUtc().domain(domain.map((d) => new Date(d * DAY))).range([left, width - 12]);
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' });
  const marks = s('g', { 'clip-path': 'url(#sight)' });
  const axis = s('g', { class: 'axis', transform: `translate(0,${height - 26})` });
  svg.append(defs(left, width, height), ...types.map((type, lane) => s('g', { transform: `translate(0,${lane * LANE})` },
    s('line', { class: 'lane', x1: 0, x2: width, y1: LANE, y2: LANE }),
    s('text', { x: 8, y: width < 600 ? 13 : LANE / 2 + 4, class: 'soft' }, label(type)))), marks, axis);
  chart.append(svg);

  let view = x;
  const zooming = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, Math.max(2, (domain[1] - domain[0]) / 5)])
    .extent([[left, 0], [width - 12, height]]).translateExtent([[left, 0], [width - 12, height]])
    .filter((event: WheelEvent | MouseEvent) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button))
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      view = event.transform.rescaleX(x);
      draw();
      if (event.sourceEvent || moved) settle();
    });
  let moved = false;
  const target = select(svg).call(zooming);

  const settle = debounced(200, () => {
    const whole = view.domain()[0]!.getTime() <= domain[0] * DAY + 1 && view.domain()[1]!.getTime() >= domain[1] * DAY - 1;
    const [a, b] = inSight(view);
    app.narrowQuietly(whole ? { from: '', to: '' } : { from: dayText(a), to: dayText(b) });
    below();
  });

  function inSight(scale: ScaleTime<number, number>): [number, number] {
    return scale.domain().map((date) => Math.floor(date.getTime() / DAY)) as [number, number];
  }

  function draw(): void {
    select(axis).call(axisBottom(view).ticks(Math.max(3, width / 110)).tickSizeOuter(0) as never);
    const [a, b] = inSight(view);
    const nodes: Element[] = [];
    const seen = rows.filter((row) => m.start[row]! >= a && m.start[row]! <= b).length;
    const bin = seen > FEW ? BIN : WIDE;
    types.forEach((type, lane) => nodes.push(...laneMarks(m, rows, type, view, [a - 1, b + 1], lane * LANE, bin)));
    marks.replaceChildren(...nodes);
    svg.setAttribute('aria-label', `${counted(seen, 'event')} from ${dayText(a)} to ${dayText(b)} in ${counted(types.length, 'lane')}: ${types.map(label).join(', ')}. The same events are listed below.`);
  }

  function below(): void {
    const [a, b] = inSight(view);
    const seen = rows.filter((row) => m.start[row]! >= a && m.start[row]! <= b);
    replace(list, h('h2', {}, `${counted(seen.length, 'event')} in sight`), h('p', { class: 'note' }, `${dayText(a)} to ${dayText(b)}.`, undated ? ` ${counted(undated, 'event')} without a date.` : ''),
      growing(seen, 20, (row) => eventLine(app, m, row)));
  }

  function step(what: (k: typeof zooming) => void): () => void {
    return () => { moved = true; what(zooming); moved = false; };
  }
  const move = (share: number) => step((z) => { const k = view.range()[1]! - view.range()[0]!; z.translateBy(target, (share * k) / kOf(), 0); });
  const kOf = (): number => (domain[1] - domain[0]) / ((view.domain()[1]!.getTime() - view.domain()[0]!.getTime()) / DAY);
  const controls = h('div', { class: 'controls', role: 'group', 'aria-label': 'Move through time' },
    h('button', { type: 'button', onclick: step((z) => z.scaleBy(target, 1.7)) }, 'Closer'),
    h('button', { type: 'button', onclick: step((z) => z.scaleBy(target, 1 / 1.7)) }, 'Wider'),
    h('button', { type: 'button', onclick: move(0.3) }, 'Earlier'),
    h('button', { type: 'button', onclick: move(-0.3) }, 'Later'),
    h('button', { type: 'button', onclick: step((z) => z.transform(target, zoomIdentity)) }, 'All'));
  host.append(controls, chart, h('p', { class: 'note' }, 'Drag to move, hold Ctrl and turn the wheel to come closer, or use the buttons. What is in sight here filters the map, the network, the commitments and the tables too.'), list);

  if (from || to || rows.length > MANY) {
    // A lone event of long ago must not press all others against the edge.
    const near = (share: number): number => m.start[rows[Math.floor(share * (rows.length - 1))]!]!;
    const [low, high] = from || to || rows.length <= MANY ? domain : [Math.max(domain[0], near(0.01) - 30), Math.min(domain[1], near(0.99) + 30)];
    const [a, b] = [from ? day(from) : low, to ? day(to) : high];
    const k = (domain[1] - domain[0]) / Math.max(3, b - a);
    target.call(zooming.transform, zoomIdentity.scale(k).translate(left / k - x(new Date(a * DAY)), 0));
  } else draw();
  below();
};

function defs(left: number, width: number, height: number): Element {
  return s('defs', {},
    s('clipPath', { id: 'sight' }, s('rect', { x: left, y: 0, width: width - 12 - left, height })),
    hatch());
}
function hatch(): Element {
  return s('pattern', { id: 'hatch', width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    s('rect', { class: 'hatch-ground', width: 4, height: 4 }), s('line', { class: 'hatch', x1: 0, y1: 0, x2: 0, y2: 4 }));
}

const look = (status: string): string => (status === 'scheduled' || status === 'proposed' ? 'plan' : status === 'cancelled' ? 'cancelled' : 'held');
const ORDER = ['held primary', 'held secondary', 'held referenced', 'plan primary', 'plan secondary', 'plan referenced', 'cancelled primary', 'cancelled secondary', 'cancelled referenced'];

/** Marks of one lane: single ones where there is room, else bars. */
function laneMarks(m: Model, rows: number[], type: string, x: ScaleTime<number, number>, [a, b]: [number, number], top: number, wide: number): Element[] {
  const types = m.events.words('event_type');
  const code = types.code(type);
  const bins = new Map<number, number[]>();
  let most = 0;
  for (const row of rows) {
    const start = m.start[row]!;
    if (types.codes[row] !== code || start < a || start > b) continue;
    const bin = Math.floor(x(new Date(start * DAY)) / wide);
    const group = bins.get(bin) ?? [];
    group.push(row);
    bins.set(bin, group);
    most = Math.max(most, group.length);
  }
  const nodes: Element[] = [];
  const room = LANE - 8;
  const kind = (row: number): string => `${look(m.events.text('status', row))} ${m.events.text('salience', row)}`;
  for (const [bin, group] of bins) {
    let y = top + LANE;
    if (most <= SINGLE) {
      const size = Math.min(wide, (LANE - 4) / most);
      for (const row of group) {
        y -= size;
        const mark = s('rect', { class: `mark ${kind(row)}`, x: bin * wide, y, width: wide - 1, height: size - 1, rx: 1 }, s('title', {}, `${when(m, row)} · ${eventTitle(m, row)}`));
        mark.addEventListener('click', () => { location.hash = rowAddress(m.events.text('event_id', row)); });
        mark.classList.add('single');
        nodes.push(mark);
      }
      continue;
    }
    const counts = new Map<string, number>();
    for (const row of group) counts.set(kind(row), (counts.get(kind(row)) ?? 0) + 1);
    for (const name of ORDER) {
      const n = counts.get(name);
      if (!n) continue;
      const height = Math.max(1, (n / most) * room);
      y -= height;
      nodes.push(s('rect', { class: `mark ${name}`, x: bin * wide, y, width: wide - 1, height }, s('title', {}, `${counted(group.length, label(type))}, ${n} ${name}`)));
    }
  }
  return nodes;
}

function legend(): HTMLElement {
  const box = (name: string): Element => s('svg', { viewBox: '0 0 14 12', 'aria-hidden': 'true' }, name === 'plan' && hatch(), s('rect', { class: `mark ${name}`, x: 1, y: 1, width: 12, height: 10 }));
  return h('p', { class: 'legend' },
    h('span', {}, box('held primary'), 'took place; what the document was issued for'),
    h('span', {}, box('held secondary'), 'another one of the same occasion'),
    h('span', {}, box('held referenced'), 'only referred to'),
    h('span', {}, box('plan'), 'scheduled or proposed'),
    h('span', {}, box('cancelled'), 'cancelled'));
}
