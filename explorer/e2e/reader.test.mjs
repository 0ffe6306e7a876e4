import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { go, open } from './browser.mjs';
import { root } from './sites.mjs';

const DOCUMENT = '#doc/osce-2012-03-27-zannier-rahmon';
const words = (text) => text.replace(/\s+/g, ' ').trim();

async function reader(context, problems, base, hash = DOCUMENT) {
  const page = await open(context, problems);
  await go(page, base('whole'), hash);
  await page.locator('[data-text=whole]').waitFor();
  return page;
}
/** The words highlighted for the selected row, without the numbers behind quotes. */
const selected = (page) => page.locator('.piece.selected').allInnerTexts().then((texts) => words(texts.join('')));
const inSight = (locator) => locator.evaluate((e) => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight + 1; });

export const tests = [
  ['the text is the source, word for word', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    const text = await page.locator('.text').evaluate((e) => {
      const copy = e.cloneNode(true);
      copy.querySelectorAll('.ref').forEach((r) => r.remove());
      return copy.textContent;
    });
    const source = readFileSync(join(root, 'data/raw/osce/2012-03-27-zannier-rahmon.txt'), 'utf8').replace(/^\ufeff/, '');
    assert.equal(words(text), words(source));
  }],
  ['a row leads to its quote', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    const card = page.locator('.card.commitment').last();
    await card.getByRole('button', { name: 'Show quote' }).click();
    await page.waitForTimeout(700);
    assert.ok(await card.evaluate((e) => e.classList.contains('selected')));
    assert.ok(await inSight(page.locator('.piece.selected').first()));
    const clause = words(await card.locator('h3').innerText());
    assert.ok((await selected(page)).includes(clause.slice(0, 30)), clause);
    assert.match(await page.evaluate(() => location.hash), /^#co-[0-9a-f]{16}$/);
  }],
  ['a quote leads to its row', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    await page.locator('.core-event').first().click();
    assert.ok(await page.locator('.card.selected').count() >= 1);
    await page.waitForTimeout(700);
    assert.ok(await page.locator('.card[aria-current=true]').first().isVisible());
    assert.match(await page.evaluate(() => location.hash), /^#(ev|co)-[0-9a-f]{16}$/);
  }],
  ['a participant leads to the words that name them', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    await page.locator('.card button.who').first().click();
    assert.ok(/Rahmon|Zannier/.test(await selected(page)));
  }],
  ['a keyboard goes from quote to row', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    await page.locator('.ref').first().focus();
    assert.ok(await page.locator('.tip').isVisible());
    await page.keyboard.press('Escape');
    assert.ok(!(await page.locator('.tip').isVisible()));
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains('card')));
  }],
  ['a pointer sees rule and confidence', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    await page.locator('.core-event').first().hover();
    assert.match(await page.locator('.tip').innerText(), /rule [a-z.-]+ · (\d+ % right|never measured)/);
  }],
  ['a tap on a phone shows the row and leads to it', async ({ browser, problems, base }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const page = await reader(context, problems, base);
    await page.locator('.core-event').first().tap();
    await page.locator('.tip.pinned').waitFor();
    assert.match(await page.locator('.tip').innerText(), /rule [a-z.-]+ · (\d+ % right|never measured)/);
    assert.ok(await page.locator('.piece.selected').count() > 0);
    await page.getByRole('button', { name: 'Go to the row' }).tap();
    await page.waitForTimeout(800);
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains('card')));
    await context.close();
  }],
  ['layers can be put away', async ({ context, problems, base }) => {
    const page = await reader(context, problems, base);
    const ground = () => page.locator('.core-participant').first().evaluate((e) => getComputedStyle(e).boxShadow);
    assert.notEqual(await ground(), 'none');
    await page.getByLabel('Participants').first().uncheck();
    assert.equal(await ground(), 'none');
  }],
  ['every row of the dataset has an address', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    for (const table of ['events', 'commitments']) {
      const ids = [...readFileSync(join(root, `data/out/${table}.csv`), 'utf8').matchAll(/^((?:ev|co)-[0-9a-f]{16}),/gm)].map((hit) => hit[1]);
      assert.ok(ids.length > 20);
      for (const id of ids) {
        await go(page, base('whole'), `#${id}`);
        await page.locator('[data-text=whole]').waitFor();
        await page.locator(`#row-${id}.selected`).waitFor();
        assert.ok(await page.locator('.piece.selected').count() > 0, id);
        assert.ok(await inSight(page.locator('.piece.selected').first()), id);
      }
    }
    for (const hash of ['#evt-7961d11f96bea2bc', '#evt-ev-7961d11f96bea2bc']) {
      await go(page, base('whole'), hash);
      await page.locator('#row-ev-7961d11f96bea2bc.selected').waitFor();
    }
  }],
];
