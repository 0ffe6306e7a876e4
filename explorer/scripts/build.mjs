// Builds the page's script, style, outlines and notices into crates/site/assets. The same sources give the same bytes.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { notices } from './notices.mjs';
import { options } from './options.mjs';
import { outlines } from './outlines.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = process.env.EXPLORER_OUT ?? join(root, '../crates/site/assets');
await mkdir(out, { recursive: true });

const made = await build({
  ...options,
  absWorkingDir: root,
  entryPoints: { explorer: 'src/main.ts' },
  outdir: out,
  bundle: true,
  format: 'iife',
  target: ['es2021', 'chrome100', 'firefox100', 'safari15'],
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: '/* rapporteur explorer; licences: THIRD-PARTY.txt */' },
  metafile: true,
  logLevel: 'warning',
});
await build({
  absWorkingDir: root,
  entryPoints: { explorer: 'src/style.css' },
  outdir: out,
  bundle: true,
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
});
for (const [name, text] of Object.entries(outlines())) await writeFile(join(out, name), text);
await writeFile(join(out, 'THIRD-PARTY.txt'), notices(root, made.metafile));
