import { expect, test } from 'vitest';
import { pooledBytes, timeSortedIds } from './id.ts';

/** Counts on, so that each byte tells its place in the source. */
function counting(): (length: number) => Uint8Array {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => (next += 1) & 255);
}

test('pooled bytes: every byte of the source is given out at most once, and in order', () => {
  const random = pooledBytes(counting());
  const source = counting()(3 * 4096);
  const given = Array.from({ length: 1000 }, () => [...random(8)]).flat();
  expect(given).toEqual(Array.from(source.slice(0, 8000)));
});

test('pooled bytes: more than the pool comes straight from the source', () => {
  expect(pooledBytes(counting())(5000)).toHaveLength(5000);
});

test('ids of one millisecond sort in the order in which they were made', () => {
  const newId = timeSortedIds(() => 1_000_000, counting());
  const ids = Array.from({ length: 100 }, () => newId('ord'));
  expect(ids.toSorted()).toEqual(ids);
  expect(ids[0]).toMatch(/^ord_[0-9A-HJKMNP-TV-Z]{26}$/);
});
