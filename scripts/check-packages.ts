/** Packs each package as it would be published, and holds its exports and types to what they promise. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const pnpm = ['npx', '--loglevel=error', '-y', 'pnpm@12.21.0'];
const folder = mkdtempSync(join(tmpdir(), 'opentuan-packages-'));

run(root, ['tsc', '-b']);
run(root, ['node', 'scripts/build-widgets.ts']);
for (const name of ['core', 'api', 'widgets']) {
  const tarball = join(folder, `${name}.tgz`);
  run(join(root, 'packages', name), [...pnpm, 'pack', '--out', tarball]);
  run(root, ['publint', 'run', tarball, '--strict']);
  run(root, ['attw', tarball, '--profile', 'esm-only', '--no-emoji']);
}
rmSync(folder, { recursive: true });

function run(cwd: string, [program = '', ...words]: readonly string[]): void {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, encoding: 'utf8', shell });
  if (status === 0) return;
  process.stderr.write(`${[program, ...words].join(' ')}\n${stdout}${stderr}\n`);
  process.exitCode = 1;
}
