// Measures a site, such as one of a large dataset: first view, search, views, scrolling.
//
//   node e2e/measure.mjs SITE
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { go, launch, open, ready } from './browser.mjs';

const site = resolve(process.argv[2] ?? 'site');
const base = `file://${site}/index.html`;
const QUERIES = ['rahmon', 'ukraine', '"climate change"', 'president biden', 'sullivan nato', 'zelensky', 'e'];
const VIEWS = ['#timeline', '#map', '#network', '#commitments', '#table/participants', '#table/commitment_parties', '#release'];

const bytes = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) =>
  sum + (entry.isDirectory() ? bytes(join(folder, entry.name)) : statSync(join(folder, entry.name)).size), 0);
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const row = (name, value) => console.log(`| ${name} | ${value} |`);

const browser = await launch();
const first = [];
for (let i = 0; i < 5; i++) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await open(context, []);
  await go(page, base, '#home');
  first.push(await page.evaluate(() => performance.now()));
  await context.close();
}
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await open(context, []);
await go(page, base, '#home');
await page.waitForTimeout(2000);
const searches = [];
for (const query of QUERIES) {
  await page.evaluate((hash) => { document.documentElement.dataset.ready = 'no'; location.hash = hash; }, `#search?q=${encodeURIComponent(query)}`);
  await ready(page);
  searches.push(Number(await page.locator('#main').evaluate((e) => e.dataset.ms)));
}
const views = [];
for (const hash of VIEWS) {
  views.push([hash, await page.evaluate(async (wanted) => {
    const from = performance.now();
    document.documentElement.dataset.ready = 'no';
    location.hash = wanted;
    while (document.documentElement.dataset.ready !== 'yes') await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - from;
  }, hash)]);
}
await go(page, base, '#table/commitment_parties');
await page.locator('tbody tr[data-at]').first().waitFor();
const frames = await page.evaluate(async () => {
  const box = document.querySelector('.scroll');
  const times = [];
  let before = performance.now();
  for (let i = 0; i < 120; i++) {
    box.scrollTop += 2000;
    await new Promise((done) => requestAnimationFrame(done));
    times.push(performance.now() - before);
    before = performance.now();
  }
  return times;
});
const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
await browser.close();

const mb = (n) => `${(n / 1e6).toFixed(1)} MB`;
const ms = (n) => `${Math.round(n)} ms`;
row('first view, from a disk, until all tables can be used', `${ms(middle(first))} (slowest of five ${ms(Math.max(...first))})`);
row('search', `${ms(middle(searches))} (slowest of ${searches.length} ${ms(Math.max(...searches))})`);
row('another view', `${ms(middle(views.map(([, t]) => t)))} (slowest ${views.reduce((a, b) => (b[1] > a[1] ? b : a)).map((v) => (typeof v === 'number' ? ms(v) : v)).join(' ')})`);
row('scrolling the longest table', `${Math.round(1000 / middle(frames))} frames a second (slowest ${ms(Math.max(...frames))})`);
row('memory of the page', mb(memory));
const texts = readdirSync(join(site, 'data')).filter((name) => name.startsWith('texts-')).reduce((sum, name) => sum + statSync(join(site, 'data', name)).size, 0);
row('size of the site', `${mb(bytes(site))}: rows and quotes ${mb(bytes(join(site, 'data')) - texts)}, texts ${mb(texts)}, page ${mb(bytes(join(site, 'assets')))}, the dataset itself the rest`);
process.exitCode = middle(first) < 2000 && Math.max(...searches) < 100 ? 0 : 1;
