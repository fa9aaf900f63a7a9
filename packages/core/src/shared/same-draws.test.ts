import { expect, test } from 'vitest';
import { sameDraws } from './same-draws.ts';

test('same draws: a decision that is taken again draws the same bytes, and new ones beyond', () => {
  let count = 0;
  const { random, again } = sameDraws((length) => new Uint8Array(length).fill((count += 1)));
  const first = [random(2), random(3)];
  again();
  expect([random(2), random(3)]).toEqual(first);
  expect(random(1)).toEqual(Uint8Array.of(3));
});
