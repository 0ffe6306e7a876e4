import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { go, open } from './browser.mjs';
import { VIEWS } from './views.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page) {
  await page.evaluate(axe);
  // Style sheets cannot be fetched from a disk, and need not be.
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, preload: false }), RULES);
  return found.violations.map((v) => `${v.id}: ${v.nodes.length}× ${v.help}, first ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`);
}

const check = (colorScheme, viewport) => async ({ browser, problems, base }) => {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await open(context, problems);
  const all = [];
  for (const [name, hash] of Object.entries(VIEWS)) {
    await go(page, base('whole'), hash);
    if (name === 'map') await page.locator('[data-map=ready]').waitFor();
    if (name === 'reader' || name === 'row') await page.locator('[data-text=whole]').waitFor();
    if (await page.locator('.filters > summary').isVisible()) {
      await page.locator('.filters').evaluate((e) => { e.open = true; });
    }
    all.push(...(await violations(page)).map((v) => `${name}: ${v}`));
  }
  await context.close();
  assert.deepEqual(all, []);
};

export const tests = [
  ['axe finds nothing, light', check('light', { width: 1440, height: 900 })],
  ['axe finds nothing, dark', check('dark', { width: 1440, height: 900 })],
  ['axe finds nothing on a phone, light', check('light', { width: 390, height: 844 })],
  ['axe finds nothing on a phone, dark', check('dark', { width: 390, height: 844 })],
  ['a keyboard reaches the content first', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#home');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  }],
];
