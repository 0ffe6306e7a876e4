import assert from 'node:assert/strict';
import { go, open } from './browser.mjs';
import { NAME, WORD } from './hostile.mjs';

const id = encodeURIComponent;
const VIEWS = [
  '#home', `#doc/${id(NAME)}`, `#doc/${id(WORD)}`, '#ev-0123456789abcdef', `#row/${id(`ev-${WORD}`)}`, `#row/${id(`co-${WORD}`)}`,
  '#commitments', '#timeline', '#map', '#network', `#actor/${id(`person:${WORD}`)}`, '#actor/state:TJK', '#release',
  `#search?q=${id('script')}`, `#search?q=${id(WORD)}`, `#timeline?q=${id('alert')}&publisher=${id(WORD)}&place=${id(WORD)}&actor=${id(WORD)}`,
  ...['documents', 'events', 'participants', 'commitments', 'commitment_parties', 'actors', 'diagnostics'].map((t) => `#table/${t}`),
  `#${WORD}`, `#table/${id(WORD)}?type=${id(WORD)}&from=${id(WORD)}&conf=${id(WORD)}&due=${id(WORD)}`,
];

export const tests = [
  ['text stays text in every view', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    for (const hash of VIEWS) {
      await go(page, base('hostile'), hash);
      await page.waitForTimeout(100);
      const strange = await page.evaluate(() => [
        document.querySelectorAll('body script, body img, body iframe, body object, body style, [onerror], [onload]').length,
        [...document.querySelectorAll('a[href]')].filter((a) => !/^(https?:|file:|http:)/.test(a.href)).length,
      ]);
      assert.deepEqual(strange, [0, 0], hash);
    }
  }],
  ['the reader shows what was written', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('hostile'), '#ev-0123456789abcdef');
    await page.locator('[data-text=whole]').waitFor();
    const quote = await page.locator('.piece.selected').allTextContents();
    assert.equal(quote.join(''), WORD);
  }],
  ['no script may be added and no address asked', async ({ context, problems, base }) => {
    const page = await open(context, problems);
    await go(page, base('hostile'), '#home');
    const refused = await page.evaluate(async () => {
      const seen = [];
      document.addEventListener('securitypolicyviolation', (e) => seen.push(e.effectiveDirective));
      const script = document.createElement('script');
      try { script.textContent = 'window.broken = 1'; document.body.append(script); } catch { seen.push('refused'); }
      try { document.body.innerHTML += '<img src=x>'; } catch { seen.push('refused'); }
      try { await fetch('https://example.org/'); } catch { seen.push('fetch'); }
      await new Promise((done) => setTimeout(done, 200));
      return { seen, broken: window.broken };
    });
    assert.equal(refused.broken, undefined);
    assert.ok(refused.seen.filter((s) => s === 'refused').length >= 1 && refused.seen.includes('fetch'), JSON.stringify(refused));
    problems.length = 0;
  }],
];
