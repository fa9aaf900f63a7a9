import { parseArgs } from 'node:util';
import type { Cell } from './cell.ts';

/** What a run is asked for on the command line. */
export interface Wish {
  readonly json: boolean;
  readonly rounds: number;
  /** Of each contender's orders: 0.3 for a quick look. */
  readonly share: number;
  readonly cells: readonly Cell[];
  /** Measures one cell in this process; a run starts one such process a cell. */
  readonly inside: boolean;
}

const options = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  share: { type: 'string', default: '1' },
  cell: { type: 'string' },
  large: { type: 'boolean', default: false },
  peers: { type: 'boolean', default: false },
  inside: { type: 'boolean', default: false },
} as const;

/** Reads the words of the command line. Throws an Error whose message says what is wrong and what there is. */
export function readWish(words: readonly string[], all: readonly Cell[]): Wish {
  const { values } = parseArgs({ args: [...words], options });
  const { json, inside, cell, peers, large } = values;
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds ${values.rounds}: a whole number from 1 on is needed`);
  const share = Number(values.share);
  if (!(share > 0 && share <= 1))
    throw new Error(`--share ${values.share}: a number above 0 and up to 1 is needed`);
  const cells = all.filter(({ name, only }) => {
    if (cell !== undefined) return inside ? name === cell : name.includes(cell);
    if (peers) return only === 'peers';
    return only === undefined || (only === 'large' && large);
  });
  if (cells.length > 0) return { json, rounds, share, cells, inside };
  const names = all.map(({ name }) => `  ${name}`).join('\n');
  throw new Error(`--cell ${cell ?? ''}: no cell has that in its name. There are\n${names}`);
}
