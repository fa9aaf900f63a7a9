import { expect, test } from 'vitest';
import { cells } from './cells.ts';
import { readWish } from './wish.ts';

const read = (...words: string[]) => readWish(words, cells);
const names = (...words: string[]) => read(...words).cells.map(({ name }) => name);

test('bench: by default every cell but the large one and the peers, in five rounds', () => {
  expect(read()).toMatchObject({ rounds: 5, share: 1, json: false });
  expect(names()).toEqual(cells.filter(({ only }) => only === undefined).map(({ name }) => name));
  expect(names('--large').length).toBe(names().length + 1);
  expect(names('--peers')).toEqual(cells.filter(({ only }) => only === 'peers').map(({ name }) => name));
});

test('bench: a part of the name picks cells, also those that are left out else', () => {
  expect(names('--cell', 'beside Vendure')).toHaveLength(2);
  expect(names('--cell', '1,000,000')).toHaveLength(1);
  expect(read('--cell', 'offline', '--rounds', '2', '--share', '0.3')).toMatchObject({
    rounds: 2,
    share: 0.3,
  });
});

test.each([
  [['--rounds', 'x'], '--rounds x: a whole number'],
  [['--rounds', '0'], '--rounds 0: a whole number'],
  [['--rounds', '1.5'], '--rounds 1.5: a whole number'],
  [['--share', '0'], '--share 0: a number above 0'],
  [['--share=-1'], '--share -1: a number above 0'],
  [['--share', '2'], '--share 2: a number above 0'],
  [['--cell', 'nothing'], 'There are\n  place an order in process, 64 callers'],
  [['--nonsense'], "Unknown option '--nonsense'"],
  [['extra'], "Unexpected argument 'extra'"],
])('bench: %j is refused with what is wrong', (words, message) => {
  expect(() => read(...words)).toThrow(message);
});
