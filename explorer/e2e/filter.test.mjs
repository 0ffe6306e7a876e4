import assert from 'node:assert/strict';
import { go, open, ready } from './browser.mjs';

const rows = async (page) => Number((await page.locator('.tools [role=status]').innerText()).replace(/\u202f/g, '').match(/^\d+/)[0]);
const hits = (page, kind) => page.locator(`[data-found=${kind}]`).evaluate((e) => Number(e.dataset.count));

export const tests = [
  ['a name is found under every spelling', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#home');
    let events;
    for (const query of ['Rahmon', 'RAHMÓN', 'Раҳмон', 'Rakhmon', 'rahmon']) {
      await page.getByRole('searchbox', { name: 'Search quotes and names' }).fill(query);
      await page.keyboard.press('Enter');
      await page.waitForFunction((q) => document.querySelector('h1')?.textContent === `Search: ${q}`, query);
      await ready(page);
      assert.ok(await page.locator('[data-found=actors] a', { hasText: 'Emomali Rahmon' }).count() === 1, query);
      events ??= await hits(page, 'events');
      assert.equal(await hits(page, 'events'), events, query);
    }
    assert.ok(events >= 5);
  }],
  ['a phrase is found whole, and words together', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#search?q=%22stands%20ready%22');
    assert.ok(await hits(page, 'commitments') >= 1);
    await go(page, base('whole'), '#search?q=%22ready%20stands%22');
    assert.match(await page.locator('#main').innerText(), /Nothing was found/);
    await go(page, base('whole'), '#search?q=rahmon%20zas');
    assert.ok(await hits(page, 'events') >= 1);
  }],
  ['the form narrows and chips widen again', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#table/events');
    const all = await rows(page);
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Type of event').selectOption('conference');
    await page.waitForFunction(() => location.hash.includes('type=conference'));
    await ready(page);
    const some = await rows(page);
    assert.ok(some > 0 && some < all);
    for (const cell of await page.locator('tbody tr[data-at] td:nth-child(4)').allInnerTexts()) assert.equal(cell, 'conference');
    assert.equal(await page.getByLabel('Type of event').inputValue(), 'conference');
    await page.locator('.chip').first().click();
    await ready(page);
    assert.equal(await rows(page), all);
  }],
  ['an actor is chosen by name', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#commitments');
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Committer').fill('Tajikistan');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => location.hash.includes('committer=state'));
    await ready(page);
    assert.equal(await page.locator('.group summary').first().innerText().then((t) => t.startsWith('Tajikistan')), true);
  }],
  ['the timeline filters the rest', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#timeline');
    for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Closer' }).click();
    await page.waitForFunction(() => location.hash.includes('from='));
    await page.getByRole('link', { name: 'Tables' }).click();
    await page.getByRole('heading', { name: 'Tables' }).waitFor();
    await page.locator('.tabs a', { hasText: 'events' }).click();
    await page.locator('.tools [role=status]', { hasText: 'of 26' }).waitFor();
    assert.ok(await rows(page) < 26);
    await page.goBack();
    await page.goBack();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.waitForFunction(() => !location.hash.includes('from='));
  }],
  ['a mark on the timeline leads to its row', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#timeline');
    assert.ok(await page.locator('.mark.plan').count() > 1);
    await page.locator('.mark.single').first().click();
    await page.locator('.card.selected').waitFor();
  }],
  ['the map filters the rest', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#map');
    await page.locator('[data-map=ready]').waitFor();
    assert.ok(await page.locator('path.land').count() > 150);
    await page.locator('.pick button', { hasText: 'Dushanbe' }).click();
    await page.waitForFunction(() => location.hash.includes('place=Dushanbe'));
    await page.locator('.spot.chosen').waitFor();
    await page.goto(`${base('whole')}#table/events?place=Dushanbe&country=TJK`);
    await ready(page);
    await page.locator('.tools [role=status]', { hasText: 'of 26' }).waitFor();
    assert.ok(await rows(page) > 1);
  }],
  ['tables sort and find', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#table/events');
    const dates = () => page.locator('tbody tr[data-at] td:nth-child(9)').allInnerTexts();
    await page.getByRole('button', { name: 'start_date' }).click();
    assert.equal(await page.locator('th[aria-sort=ascending]').innerText(), 'start_date ↑');
    const up = (await dates()).filter(Boolean);
    assert.deepEqual(up, [...up].sort());
    await page.getByRole('button', { name: 'start_date' }).click();
    const down = (await dates()).filter(Boolean);
    assert.deepEqual(down, [...down].sort().reverse());
    await page.getByLabel('Find').fill('dushanbé');
    await page.locator('.tools [role=status]', { hasText: 'of 26' }).waitFor();
    assert.ok(await rows(page) > 3);
    await page.getByLabel('Find').fill('no such words');
    await page.locator('.tools [role=status]', { hasText: /^0 of/ }).waitFor();
  }],
  ['the network picks an actor and those it met', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('whole'), '#network');
    await page.locator('.pick button').first().click();
    await page.getByRole('button', { name: 'Back to all' }).waitFor();
    assert.ok(await page.locator('.pick a').count() > 0);
    await page.getByRole('button', { name: 'Back to all' }).click();
    await page.getByLabel('Who').selectOption('persons');
    assert.ok(await page.locator('.node.person').count() > 1);
  }],
];
