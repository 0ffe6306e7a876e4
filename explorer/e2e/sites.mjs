// Sites to test, made by the program, and a server for them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, createReadStream, mkdtempSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostile } from './hostile.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.RAPPORTEUR ?? join(root, 'target/release/rapporteur');
// While working on the page: take script and style from here instead of those in the program.
const fresh = process.env.EXPLORER_OUT;

export function make() {
  const folder = mkdtempSync(join(tmpdir(), 'explorer-'));
  const site = (name, data, ...options) => {
    const out = join(folder, name);
    const made = spawnSync(program, ['site', data, '--out', out, ...options], { encoding: 'utf8' });
    // 1 says that a text is missing, which one of the sites is meant to show.
    if (made.status !== 0 && made.status !== 1) throw new Error(`${program} site: ${made.error ?? made.stderr}`);
    if (fresh) ['explorer.js', 'explorer.css'].forEach((file) => copyFileSync(join(fresh, file), join(out, 'assets', file)));
    return out;
  };
  const data = join(root, 'data/out');
  const bare = join(folder, 'bare');
  const built = spawnSync(program, ['build', join(root, 'data/raw'), '--no-text', '--quiet', '--out', bare], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${program} build: ${built.error ?? built.stderr}`);
  const bad = hostile(join(folder, 'hostile-data'));
  return {
    folder,
    whole: site('whole', data, '--sources', join(root, 'data/raw')),
    quotes: site('quotes', bare, '--no-borders', '--no-downloads', '--title', 'Quotes alone'),
    hostile: site('hostile', bad.data, '--sources', bad.sources, '--title', bad.word),
  };
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** Serves a folder on a free port of this machine. */
export function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname)).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    if (!file.startsWith(folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((give) => server.listen(0, '127.0.0.1', () => give({ server, address: `http://127.0.0.1:${server.address().port}` })));
}
