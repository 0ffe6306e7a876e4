// End-to-end tests: the sites that the program makes, in Debian's Chromium, from a disk and from a server.
//
//   node e2e/run.mjs [--screenshots DIR] [--only PART OF A NAME]
import { mkdirSync, rmSync } from 'node:fs';
import { launch } from './browser.mjs';
import { make, serve } from './sites.mjs';
import { pictures } from './pictures.mjs';
import { tests as basics } from './basics.test.mjs';
import { tests as reading } from './reader.test.mjs';
import { tests as narrowing } from './filter.test.mjs';
import { tests as saving } from './export.test.mjs';
import { tests as access } from './access.test.mjs';
import { tests as hostility } from './hostile.test.mjs';

const option = (name) => { const at = process.argv.indexOf(name); return at < 0 ? undefined : process.argv[at + 1]; };
const only = option('--only') ?? '';
const sites = make();
const { server, address } = await serve(sites.folder);
const browser = await launch();
const groups = { basics, reading, narrowing, saving, access, hostility };
let failed = 0;
let passed = 0;

for (const from of ['file', 'server']) {
  const base = (site) => (from === 'file' ? `file://${sites[site]}/index.html` : `${address}/${site}/index.html`);
  for (const [group, tests] of Object.entries(groups)) {
    // What the page looks like does not depend on where it comes from.
    if (from === 'server' && group === 'access') continue;
    for (const [name, run] of tests) {
      const title = `${from}: ${group}: ${name}`;
      if (!title.includes(only)) continue;
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
      const problems = [];
      const started = Date.now();
      try {
        await run({ browser, context, problems, base, sites });
        if (problems.length) throw new Error(`the page complained:\n  ${problems.join('\n  ')}`);
        passed++;
        console.log(`ok   ${title} (${Date.now() - started} ms)`);
      } catch (error) {
        failed++;
        console.log(`FAIL ${title}\n     ${String(error.stack ?? error).split('\n').slice(0, 8).join('\n     ')}`);
      }
      await context.close();
    }
  }
}
const folder = option('--screenshots');
if (folder) {
  mkdirSync(folder, { recursive: true });
  await pictures(browser, `file://${sites.whole}/index.html`, folder);
}
await browser.close();
server.close();
rmSync(sites.folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
