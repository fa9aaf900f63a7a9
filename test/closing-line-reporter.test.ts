import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const script = `
  import { startVitest } from 'vitest/node';
  import { ClosingLineReporter } from './test/closing-line-reporter.ts';
  const reporters = [new ClosingLineReporter()];
  const options = { root: process.argv[1], config: false, globals: true, watch: false, reporters };
  await (await startVitest('test', [], options)).close();
`;

/** Runs test files in a vitest of their own: what it prints last, and its exit code. */
function runTests(files: Record<string, string>): { line: string | undefined; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'opentuan-closing-line-'));
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  const words = ['--input-type=module', '-e', script, folder];
  const env = { ...process.env, VITEST: undefined, TEST: undefined };
  const { stdout, status } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  rmSync(folder, { recursive: true });
  return { line: stdout.trim().split('\n').at(-1), status };
}

test('the closing line counts what passed', () => {
  const good = `test('a', () => {}); test('b', () => {});`;
  expect(runTests({ 'good.test.js': good })).toEqual({ line: '2 passed, 0 failed', status: 0 });
});

test('the closing line counts failed tests, files that do not load, and what was left out', () => {
  const run = runTests({
    'bad.test.js': `test('a', () => {}); test('b', () => { throw new Error('planted'); }); test.todo('c');`,
    'broken.test.js': `throw new Error('planted');`,
  });
  expect(run).toEqual({ line: '1 passed, 2 failed, 1 skipped', status: 1 });
});
