// Pictures of every view for the documentation.
import { go, open } from './browser.mjs';
import { VIEWS } from './views.mjs';

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

export async function pictures(browser, base, folder) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce', colorScheme: 'light' });
    for (const [name, hash] of Object.entries(VIEWS)) {
      const page = await open(context, []);
      await go(page, base, hash);
      if (name === 'map') await page.locator('[data-map=ready]').waitFor();
      if (name === 'reader' || name === 'row') await page.locator('[data-text=whole]').waitFor();
      await page.waitForTimeout(200);
      await page.screenshot({ path: `${folder}/${name}-${size}.png` });
      await page.close();
    }
    await context.close();
  }
  const context = await browser.newContext({ viewport: SIZES.wide, colorScheme: 'dark' });
  const page = await open(context, []);
  await go(page, base, VIEWS.row);
  await page.locator('[data-text=whole]').waitFor();
  await page.screenshot({ path: `${folder}/row-dark.png` });
  await context.close();
}
