// Licences of everything that went into the page, for those who pass it on.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const OUTLINES = ['world-atlas'];
const HEAD = `The explorer contains the following packages. Country outlines are made with Natural Earth
(naturalearthdata.com), which is in the public domain, through the package world-atlas.
`;

export function notices(root, metafile) {
  const bundled = Object.keys(metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean);
  const names = [...new Set([...bundled, ...OUTLINES])].sort();
  const parts = names.map((name) => {
    const folder = join(root, 'node_modules', name);
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).sort().find((f) => /^licen[cs]e/i.test(f));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${about.license}`;
    return `${name} ${about.version} (${about.license})\n\n${text}\n`;
  });
  return `${HEAD}\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`.replace(/[ \t]+$/gm, '');
}
