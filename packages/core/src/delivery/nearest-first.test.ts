import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestFirst } from './nearest-first.ts';

const at = (id: string, latitude: number | null, longitude: number | null) => ({ id, latitude, longitude });
const ids = (places: readonly { readonly id: string }[]) => places.map(({ id }) => id);

test('the round goes to the nearest next and begins where the way is shortest', () => {
  const places = [
    at('middle', 30_000_000, 120_010_000),
    at('east', 30_000_000, 120_030_000),
    at('west', 30_000_000, 120_000_000),
  ];
  expect(ids(nearestFirst(places))).toEqual(['east', 'middle', 'west']);
});

test('a degree of longitude is shorter in the north than one of latitude', () => {
  const places = [
    at('a', 60_000_000, 24_000_000),
    at('b', 60_000_000, 24_015_000),
    at('c', 60_010_000, 24_000_000),
  ];
  expect(ids(nearestFirst(places))).toEqual(['b', 'a', 'c']);
});

test('points without a position come last, in the order of their ids', () => {
  expect(ids(nearestFirst([at('z', null, null), at('b', null, null), at('a', 30, 120)]))).toEqual([
    'a',
    'b',
    'z',
  ]);
  expect(nearestFirst([])).toEqual([]);
});

test('every place is visited once, and the order of the input does not matter', () => {
  const place = fc.record({
    latitude: fc.option(fc.integer({ min: -90, max: 90 })),
    longitude: fc.option(fc.integer({ min: -180, max: 180 })),
  });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), (rows) => {
      const places = rows.map(({ latitude, longitude }, index) =>
        at(`p${String(index).padStart(2, '0')}`, latitude, longitude),
      );
      const round = nearestFirst(places);
      expect(ids(round).toSorted()).toEqual(ids(places).toSorted());
      expect(nearestFirst(places.toReversed())).toEqual(round);
    }),
  );
});
