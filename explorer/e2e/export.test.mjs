import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { go, open } from './browser.mjs';
import { root } from './sites.mjs';

const TABLES = ['documents', 'events', 'participants', 'commitments', 'commitment_parties', 'actors', 'diagnostics'];
/** A table as it is, but for the column of whole texts, which the page leaves to the reader. */
function table(name) {
  const text = readFileSync(join(root, `data/out/${name}.csv`), 'utf8');
  const at = name === 'documents' ? text.split('\n', 1)[0].split(',').indexOf('text') : -1;
  return at < 0 ? text : records(text).map((record) => `${cells(record).filter((_, i) => i !== at).join(',')}\n`).join('');
}
/** Cells of a record, as they are written. */
function cells(record) {
  const found = [''];
  let quoted = false;
  for (const c of record.slice(0, -1)) {
    if (c === '"') quoted = !quoted;
    if (c === ',' && !quoted) found.push('');
    else found[found.length - 1] += c;
  }
  return found;
}

async function saved(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}
/** Records of a CSV, as they are written. */
function records(text) {
  return text.match(/(?:[^"\n]|"(?:[^"]|"")*")+\n/g) ?? [];
}

export const tests = [
  ['every table saved is the table', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    for (const name of TABLES) {
      await go(page, base('whole'), `#table/${name}`);
      await page.getByRole('button', { name: 'Save as CSV' }).waitFor();
      const { name: file, text } = await saved(page, () => page.getByRole('button', { name: 'Save as CSV' }).click());
      assert.equal(file, `${name}.csv`);
      assert.equal(text, table(name), name);
    }
  }],
  ['commitments saved are those shown', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#commitments?ctype=pledge');
    const { text } = await saved(page, () => page.getByRole('button', { name: /^Save \d+ rows? as CSV/ }).click());
    const all = records(table('commitments'));
    const wanted = all.filter((record, at) => at === 0 || record.split(',')[3] === 'pledge');
    assert.ok(wanted.length > 2 && wanted.length < all.length);
    assert.equal(text, wanted.join(''));
  }],
  ['rows found and sorted are saved so', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#table/actors');
    await page.getByLabel('Find').fill('tajikistan');
    await page.locator('.tools [role=status]', { hasText: 'of' }).waitFor();
    await page.getByRole('button', { name: 'name', exact: true }).click();
    const { text } = await saved(page, () => page.getByRole('button', { name: 'Save as CSV' }).click());
    const found = records(text).slice(1);
    assert.ok(found.length > 1 && found.every((record) => /tajikistan/i.test(record)));
    const all = new Set(records(table('actors')));
    assert.ok(found.every((record) => all.has(record)));
  }],
  ['networks saved are well-formed and the same', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#network');
    const counts = await page.locator('#main').evaluate((e) => [Number(e.dataset.nodes), Number(e.dataset.ties)]);
    for (const [button, file] of [['Save as GraphML', 'network.graphml'], ['Save as GEXF', 'network.gexf']]) {
      const { name, text } = await saved(page, () => page.getByRole('button', { name: button }).click());
      assert.equal(name, file);
      const found = (pattern) => text.match(pattern)?.length ?? 0;
      assert.deepEqual([found(/<node /g), found(/<edge /g)], counts);
      assert.equal(found(/</g), found(/>/g));
      assert.ok(text.includes('org:osce'));
    }
  }],
  ['downloads are the files of the dataset', async ({ context, problems, base, sites }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#release');
    const links = await page.locator('a[download]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    assert.ok(links.length > 15);
    for (const link of links) {
      assert.deepEqual(readFileSync(join(sites.whole, link)), readFileSync(join(root, 'data/out', link.replace('download/', ''))), link);
    }
  }],
];
