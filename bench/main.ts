/**
 * `npm run bench`: speed as ratios, ours beside floors in one run. `-- --json` prints one array and nothing else,
 * `-- --large` adds what takes minutes and gigabytes, `-- --peers` what is installed from npm to be held against.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cells } from './cells.ts';
import { compete, type Measured, median } from './contest.ts';
import { figuresOf, plain, type ToldFigure } from './figures.ts';
import { commands, details, plot, table } from './report.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    share: { type: 'string', default: '1' },
    cell: { type: 'string' },
    large: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    /** Measures one cell here; a run starts one such process a cell. */
    inside: { type: 'boolean', default: false },
  },
});

const wanted = cells.filter(({ name, only }) => {
  if (values.cell !== undefined) return values.inside ? name === values.cell : name.includes(values.cell);
  if (values.peers) return only === 'peers';
  return only === undefined || (only === 'large' && values.large);
});
if (wanted.length === 0)
  throw new Error(`there is no cell ${values.cell ?? ''}: ${cells.map(({ name }) => name).join('; ')}`);
if (values.inside) await measureHere();
else await measureAll();

async function measureHere(): Promise<void> {
  const [cell] = wanted;
  if (!cell) return;
  const folder = mkdtempSync(join(tmpdir(), 'opentuan-bench-'));
  try {
    const measured = await compete(await cell.contenders(), {
      folder,
      rounds: Number(values.rounds),
      share: Number(values.share),
      onRound: (text) => process.stderr.write(`  ${text}\n`),
    });
    process.stdout.write(JSON.stringify(measured));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

async function measureAll(): Promise<void> {
  const figures: ToldFigure[] = [];
  const all: (Measured & { readonly cell: string })[] = [];
  for (const cell of wanted) {
    process.stderr.write(`${cell.name}\n`);
    const measured = JSON.parse(await inOwnProcess(cell.name)) as Measured[];
    for (const { name, rates } of measured)
      process.stderr.write(
        `  = ${name}: ${median(rates).toFixed(0)}/s (${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)})\n`,
      );
    figures.push(...figuresOf(cell, measured));
    all.push(...measured.map((one) => ({ ...one, cell: cell.name })));
  }
  const names = wanted.map(({ name }) => name);
  process.stdout.write(
    values.json
      ? `${JSON.stringify(figures.map(plain))}\n`
      : [table(figures), plot(figures), details(all), commands(names)].join(''),
  );
}

function inOwnProcess(name: string): Promise<string> {
  const words = ['--inside', '--cell', name, '--rounds', values.rounds, '--share', values.share];
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
