import assert from 'node:assert/strict';
import { go, open } from './browser.mjs';
import { VIEWS } from './views.mjs';

export const tests = [
  ['each view loads without a complaint', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    for (const [name, hash] of Object.entries(VIEWS)) {
      await go(page, base('whole'), hash);
      assert.equal(await page.locator('h1').count(), 1, name);
      assert.ok((await page.locator('#main').innerText()).length > 100, name);
    }
  }],
  ['a fresh page opens at each view', async ({ context, problems, base }) => {
    for (const hash of Object.values(VIEWS)) {
      const page = await open(context, problems);
      await go(page, base('whole'), hash);
      await page.close();
    }
  }],
  ['nothing is wider than a phone', async ({ browser, problems, base }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const page = await open(context, problems);
    for (const [name, hash] of Object.entries(VIEWS)) {
      await go(page, base('whole'), hash);
      await page.waitForTimeout(150);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390, name);
    }
    await context.close();
  }],
  ['the ways lead to their views and keep the filter', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#timeline?country=TJK');
    for (const [name, hash] of [['Map', '#map?country=TJK'], ['Network', '#network?country=TJK'], ['Commitments', '#commitments?country=TJK']]) {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click();
      await page.waitForFunction((wanted) => location.hash === wanted, hash);
      await page.getByRole('heading', { level: 1, name }).waitFor();
    }
  }],
  ['an unknown address says so', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    for (const hash of ['#nowhere', '#doc/none', '#ev-0000000000000000', '#actor/person:nobody', '#doc/%E0%A4%A']) {
      await go(page, base('whole'), hash);
      assert.match(await page.locator('h1').innerText(), /Nothing here|Not in this dataset/, hash);
    }
  }],
  ['a site without texts, borders and downloads', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('quotes'), '#doc/osce-2012-03-27-zannier-rahmon');
    await page.locator('[data-text=quotes]').waitFor();
    assert.ok(await page.locator('.piece').count() > 5);
    await page.locator('.card .quote').first().click();
    assert.ok(await page.locator('.piece.selected').count() > 0);
    await go(page, base('quotes'), '#map');
    await page.locator('[data-map=ready]').waitFor();
    assert.equal(await page.locator('path.land').count(), 1);
    await go(page, base('quotes'), '#release');
    assert.equal(await page.locator('a[download]').count(), 0);
    assert.equal(await page.title(), 'Release – Quotes alone');
  }],
  ['light and dark can be chosen', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#home');
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.getByRole('button', { name: 'Dark colours' }).click();
    assert.notEqual(await ground(), light);
    await page.getByRole('button', { name: 'Light colours' }).click();
    assert.equal(await ground(), light);
  }],
  ['print shows the paper and not the tools', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#doc/osce-2012-03-27-zannier-rahmon');
    await page.locator('[data-text=whole]').waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#top nav').isVisible(), false);
    assert.equal(await page.locator('.layers').isVisible(), false);
    assert.equal(await page.locator('.text').isVisible(), true);
  }],
];
