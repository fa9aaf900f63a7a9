/** Everything that can be said about the sources without running the product; goes on after a failure. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const rules = ['run', '--project', 'node', '--reporter', 'dot'];

const steps: readonly { name: string; command: readonly string[] }[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'tidy', command: ['vitest', ...rules, 'test/tidy'] },
  { name: 'boundaries', command: ['vitest', ...rules, 'test/boundaries'] },
  { name: 'contract', command: ['node', 'scripts/check-packages.ts'] },
];

const failed = steps.filter((step) => !passes(step)).map((step) => step.name);
if (failed.length > 0) {
  process.stderr.write(`check: ${failed.join(', ')} failed\n`);
  process.exitCode = 1;
}

function passes(step: { name: string; command: readonly string[] }): boolean {
  const [program = '', ...words] = step.command;
  const begun = performance.now();
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: root, encoding: 'utf8', shell });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(10)} ${seconds} s\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return status === 0;
}
