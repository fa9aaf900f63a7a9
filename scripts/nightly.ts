/**
 * The nightly figures: every property of money again, a million times where it is arithmetic. Prints how far it is, and at
 * the end the figures; ends with 1 when a property does not hold. `PROPERTY_RUNS` names another number of runs.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');
const runs = process.env.PROPERTY_RUNS ?? '1000000';
const started = Date.now();
const elapsed = () => `${String(Math.round((Date.now() - started) / 1000))} s`;

const vitest = spawn(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    'node',
    // A million cases take minutes: one property after the other, so that none waits for a core until it times out.
    '--no-file-parallelism',
    '--testTimeout=1800000',
    'property',
    'shared/',
  ],
  {
    cwd: root,
    env: { ...process.env, PROPERTY_RUNS: runs, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  },
);

const figures: string[] = [];
const rest: string[] = [];
for (const stream of [vitest.stdout, vitest.stderr]) {
  createInterface({ input: stream }).on('line', (line) => {
    if (line.startsWith('progress: ')) process.stderr.write(`${line} after ${elapsed()}\n`);
    else if (line.startsWith('figure: ')) figures.push(line.slice('figure: '.length));
    else rest.push(line);
  });
}

vitest.on('close', (code) => {
  const failed = code !== 0;
  // What holds needs no words; what does not is told in full.
  if (failed) process.stderr.write(`${rest.join('\n')}\n`);
  process.stdout.write(`Properties of money, ${runs} runs, ${elapsed()}:\n`);
  for (const figure of figures) process.stdout.write(`  ${figure}\n`);
  const [closing = ''] = rest.filter((line) => /^\d+ passed/.test(line));
  process.stdout.write(`  all properties: ${closing}\n`);
  process.exitCode = failed ? 1 : 0;
});
