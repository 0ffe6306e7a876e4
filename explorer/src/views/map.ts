// Where events took place, on outlines that come along.
import { geoArea, geoCentroid, geoEqualEarth, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';
import { feature } from 'topojson-client';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { App, View } from '../app';
import { count, counted, h, replace, s } from '../dom';
import { passing } from '../filter';
import { labels } from '../labels';
import { load } from '../load';
import { countryName, type Model } from '../model';
import { eventLine, growing } from '../pieces';

interface Spot {
  name: string;
  place: string;
  country: string;
  point: [number, number] | undefined;
  rows: number[];
}
type Land = Feature<Geometry, { code?: string | null; name?: string }>;

export const map: View = (app, m, host) => {
  const { place, country, ...rest } = app.route.filter;
  const pass = passing(m, rest).events;
  const { spots, nowhere } = spotsOf(m, pass);
  const chart = h('div', { class: 'chart' }, h('p', { class: 'loading' }, 'Loading outlines.'));
  const chosen = (spot: Spot): boolean => (place ? spot.place === place && (!country || spot.country === country) : Boolean(country) && spot.country === country);
  const choose = (spot: Spot): void => app.narrow(chosen(spot) && place === (spot.place || undefined) ? { place: '', country: '' } : { place: spot.place, country: spot.country });
  const list = h('ul', { class: 'pick', 'aria-label': 'Places' }, spots.slice(0, 300).map((spot) => h('li', {},
    h('button', { type: 'button', 'aria-pressed': String(chosen(spot)), onclick: () => choose(spot) }, h('span', {}, spot.name), h('span', {}, count(spot.rows.length))))));
  const through = passing(m, app.route.filter).events;
  const rows = [...new Set(spots.flatMap((spot) => spot.rows))].filter((row) => through[row] === 1).sort((a, b) => (m.start[b]! || 0) - (m.start[a]! || 0));
  const note = app.index.borders
    ? 'Outlines: Natural Earth, which draws the lines that are in force on the ground. They are no statement about any border or territory; several are disputed.'
    : 'Outlines: Natural Earth. Borders are left out.';
  replace(host, h('h1', {}, 'Map'),
    h('p', { class: 'note' }, `${counted(spots.length, 'place')}. `, nowhere ? `${counted(nowhere, 'event')} without a place. ` : '', 'A dashed ring stands for a country where the text names no town. Choose a place to see its events; it filters the other views too.'),
    h('div', { class: 'split' }, h('div', {}, chart, h('p', { class: 'note' }, note)), h('div', {}, h('h2', {}, 'Places'), list)),
    h('section', {}, h('h2', {}, counted(rows.length, 'event')), growing(rows, 10, (row) => eventLine(app, m, row))));
  let alive = true;
  host.dataset['map'] = 'loading';
  load<Topology>('outlines', 'assets').then((world) => {
    if (alive) draw(app, chart, world, spots, chosen, choose);
    host.dataset['map'] = 'ready';
  }, (error: unknown) => { replace(chart, h('p', { role: 'alert' }, String(error))); });
  return () => { alive = false; };
};

/** Events by place, else by country. */
function spotsOf(m: Model, pass: Uint8Array): { spots: Spot[]; nowhere: number } {
  const found = new Map<string, Spot>();
  const [lat, lon] = [m.events.numbers('latitude').values, m.events.numbers('longitude').values];
  let nowhere = 0;
  pass.forEach((hit, row) => {
    if (!hit) return;
    const [place, country] = [m.events.text('place', row), m.events.text('country', row)];
    if (!place && !country) {
      nowhere++;
      return;
    }
    const key = `${place}|${country}`;
    let spot = found.get(key);
    if (!spot) {
      const name = [place, country && countryName(m, country)].filter(Boolean).join(', ');
      found.set(key, spot = { name, place, country, point: undefined, rows: [] });
    }
    if (!spot.point && !Number.isNaN(lat[row]!)) spot.point = [lon[row]!, lat[row]!];
    spot.rows.push(row);
  });
  return { spots: [...found.values()].sort((a, b) => b.rows.length - a.rows.length || (a.name < b.name ? -1 : 1)), nowhere };
}

/** The middle of a country's largest part: France is not in the Atlantic. */
function middle(land: Land): [number, number] {
  const { geometry } = land;
  if (geometry.type !== 'MultiPolygon') return geoCentroid(land);
  const parts = geometry.coordinates.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  return geoCentroid(parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a)));
}

function draw(app: App, chart: HTMLElement, world: Topology, spots: Spot[], chosen: (spot: Spot) => boolean, choose: (spot: Spot) => void): void {
  const object = (world.objects['countries'] ?? world.objects['land']) as GeometryCollection;
  const found = feature(world, object) as unknown as FeatureCollection | Land;
  const lands = (found.type === 'FeatureCollection' ? found.features : [found]) as Land[];
  const middles = new Map(lands.filter((l) => l.properties?.code).map((l) => [l.properties.code!, l]));
  const placed = spots.flatMap((spot) => {
    const land = spot.place ? undefined : middles.get(spot.country);
    const point = spot.point ?? (land ? middle(land) : undefined);
    return point ? [{ spot, point, whole: !spot.point }] : [];
  });

  const width = Math.max(280, chart.clientWidth);
  const height = Math.round(width * (width < 600 ? 0.7 : 0.52));
  const projection = geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: 'Sphere' } as GeoPermissibleObjects);
  const path = geoPath(projection);
  const country = app.route.filter.country;
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': `Map of ${counted(placed.length, 'place')}; the list of places holds the same.` });
  const ground = s('g', {}, s('path', { d: path({ type: 'Sphere' }) ?? '', class: 'sea' }),
    lands.map((land) => s('path', { d: path(land) ?? '', class: `land${country && land.properties?.code === country ? ' chosen' : ''}` }, land.properties?.name && s('title', {}, land.properties.name))));
  const points = s('g');
  svg.append(ground, points);
  const most = Math.max(1, ...placed.map((p) => p.spot.rows.length));
  const radius = (n: number): number => 3 + 15 * Math.sqrt(n / most) * Math.min(1, width / 800);

  function place(t: ZoomTransform): void {
    ground.setAttribute('transform', t.toString());
    const circles = placed.map(({ spot, point, whole }) => {
      const [x, y] = t.apply(projection(point) ?? [-99, -99]);
      return { spot, whole, x, y, r: radius(spot.rows.length) };
    }).filter((c) => c.x > -20 && c.y > -20 && c.x < width + 20 && c.y < height + 20);
    points.replaceChildren(
      ...circles.map((c) => {
        const circle = s('circle', { class: `spot${c.whole ? ' whole' : ''}${chosen(c.spot) ? ' chosen' : ''}`, cx: c.x, cy: c.y, r: c.r }, s('title', {}, `${c.spot.name}: ${counted(c.spot.rows.length, 'event')}`));
        circle.addEventListener('click', () => choose(c.spot));
        return circle;
      }),
      ...labels(circles.map((c) => ({ x: c.x, y: c.y, r: c.r, text: c.spot.place || c.spot.name })), width, height, 28));
  }

  const zooming = zoom<SVGSVGElement, unknown>().scaleExtent([1, 60]).translateExtent([[0, 0], [width, height]])
    .filter((event: WheelEvent | MouseEvent) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button))
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => place(event.transform));
  const target = select(svg).call(zooming);
  const home = fitted(placed.map((p) => projection(p.point) ?? [0, 0]), width, height);
  target.call(zooming.transform, home);
  const button = (name: string, act: () => void): HTMLElement => h('button', { type: 'button', onclick: act }, name);
  replace(chart, svg);
  const old = chart.parentElement?.querySelector('.controls');
  old?.remove();
  chart.before(h('div', { class: 'controls', role: 'group', 'aria-label': 'Move the map' },
    button('Closer', () => zooming.scaleBy(target, 1.7)), button('Wider', () => zooming.scaleBy(target, 1 / 1.7)),
    button('All places', () => zooming.transform(target, home)), button('World', () => zooming.transform(target, zoomIdentity))));
}

/** A view of all points with some air around them. */
function fitted(points: [number, number][], width: number, height: number): ZoomTransform {
  if (!points.length) return zoomIdentity;
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.max(1, Math.min(14, 0.8 * Math.min(width / Math.max(1, x1 - x0), height / Math.max(1, y1 - y0))));
  return zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(x0 + x1) / 2, -(y0 + y1) / 2);
}
