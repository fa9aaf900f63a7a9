/**
 * `npm run bench`: speed as ratios, ours beside floors in one run. `-- --json` prints one array and nothing else,
 * `-- --large` adds what takes minutes and gigabytes, `-- --peers` what is installed from npm to be held against.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cells } from './cells.ts';
import { compete, type Measured, median } from './contest.ts';
import { figuresOf, plain, type ToldFigure } from './figures.ts';
import { commands, details, plot, table } from './report.ts';
import { readWish, type Wish } from './wish.ts';

const asked = wishOf(process.argv.slice(2));
if (asked instanceof Error) {
  process.stderr.write(`${asked.message}\n`);
  process.exitCode = 2;
} else if (asked.inside) await measureHere(asked);
else await measureAll(asked);

function wishOf(words: readonly string[]): Wish | Error {
  try {
    return readWish(words, cells);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function measureHere(wish: Wish): Promise<void> {
  const [cell] = wish.cells;
  if (!cell) return;
  const folder = mkdtempSync(join(tmpdir(), 'opentuan-bench-'));
  try {
    const measured = await compete(await cell.contenders(), {
      folder,
      rounds: wish.rounds,
      share: wish.share,
      onRound: (text) => process.stderr.write(`  ${text}\n`),
    });
    process.stdout.write(JSON.stringify(measured));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

async function measureAll(wish: Wish): Promise<void> {
  const figures: ToldFigure[] = [];
  const all: (Measured & { readonly cell: string })[] = [];
  for (const cell of wish.cells) {
    process.stderr.write(`${cell.name}\n`);
    const measured = JSON.parse(await inOwnProcess(cell.name, wish)) as Measured[];
    for (const { name, rates } of measured)
      process.stderr.write(
        `  = ${name}: ${median(rates).toFixed(0)}/s (${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)})\n`,
      );
    figures.push(...figuresOf(cell, measured));
    all.push(...measured.map((one) => ({ ...one, cell: cell.name })));
  }
  const names = wish.cells.map(({ name }) => name);
  process.stdout.write(
    wish.json
      ? `${JSON.stringify(figures.map(plain))}\n`
      : [table(figures), plot(figures), details(all), commands(names)].join(''),
  );
}

function inOwnProcess(name: string, { rounds, share }: Wish): Promise<string> {
  const words = ['--inside', '--cell', name, '--rounds', String(rounds), '--share', String(share)];
  const child = spawn(process.execPath, [import.meta.filename, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`"${name}" ended with ${String(code)}`)),
    );
  });
}
