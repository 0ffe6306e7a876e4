// Bundles the unit tests, which are TypeScript, and runs them with Node's own runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { options } from './options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = mkdtempSync(join(tmpdir(), 'explorer-test-'));
const entryPoints = readdirSync(join(root, 'test')).filter((name) => name.endsWith('.test.ts')).map((name) => join(root, 'test', name));
await build({ ...options, absWorkingDir: root, entryPoints, outdir: out, bundle: true, format: 'esm', platform: 'node', target: 'node20', outExtension: { '.js': '.mjs' }, logLevel: 'warning' });
const files = readdirSync(out).filter((name) => name.endsWith('.mjs')).map((name) => join(out, name));
const { status } = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' });
rmSync(out, { recursive: true, force: true });
process.exitCode = status ?? 1;
