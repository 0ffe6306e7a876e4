// Outlines of all countries from Natural Earth 1:50m (world-atlas), simplified, once with countries and once as land alone.
import { createRequire } from 'node:module';
import iso from 'i18n-iso-countries';
import { feature, merge, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';

const require = createRequire(import.meta.url);
// Square degrees under which a bend is not drawn: about a pixel when the map shows a region of a thousand kilometres.
const SMALLEST_BEND = 0.0012;
const SMALLEST_ISLAND = 0.004;

// Natural Earth has no ISO number for these; the code is the one that is in use.
const WITHOUT_NUMBER = { Kosovo: 'XKX' };

function simplified() {
  const world = require('world-atlas/countries-50m.json');
  const features = feature(world, world.objects.countries).features
    .filter((f) => f.properties.name !== 'Antarctica' && f.geometry)
    .map((f) => ({
      type: 'Feature',
      properties: { code: iso.numericToAlpha3(f.id) ?? WITHOUT_NUMBER[f.properties.name] ?? null, name: f.properties.name },
      geometry: f.geometry,
    }));
  const exact = topology({ countries: { type: 'FeatureCollection', features } });
  const bends = simplify(presimplify(exact), SMALLEST_BEND);
  return filter(bends, filterWeight(bends, SMALLEST_ISLAND));
}

function script(topo) {
  const json = JSON.stringify(quantize(topo, 1e5)).replaceAll('\\', '\\\\')
    .replace(/['<>&\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `rapporteurData("outlines",'${json}');\n`;
}

/** Names by code, for views that draw no map. */
export function countryNames() {
  const world = require('world-atlas/countries-50m.json');
  const names = world.objects.countries.geometries
    .map((g) => [iso.numericToAlpha3(g.id) ?? WITHOUT_NUMBER[g.properties.name], g.properties.name])
    .filter(([code]) => code).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(names);
}

export function outlines() {
  const countries = simplified();
  const land = merge(countries, countries.objects.countries.geometries);
  const alone = topology({ land: { type: 'Feature', properties: {}, geometry: land } });
  return { 'countries.js': script(countries), 'land.js': script(alone) };
}
