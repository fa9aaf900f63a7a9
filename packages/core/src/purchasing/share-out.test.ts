import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOut, type ShortagePolicy, type Want } from './share-out.ts';

const policies: readonly ShortagePolicy[] = ['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders'];

function want(lineId: string, pieces: number, extra: Partial<Want> = {}): Want {
  return { lineId, orderId: lineId, pickupPointId: 'east', confirmedAt: 0, pieces, gift: false, ...extra };
}

const got = (policy: ShortagePolicy, available: number, wants: readonly Want[]) =>
  Object.fromEntries(shareOut(policy, available, wants).map((share) => [share.want.lineId, share.got]));

test('R26: order time is when the order became firm, then its id; a line may be short in part', () => {
  const wants = [
    want('D', 2, { confirmedAt: 3 }),
    want('B', 20, { confirmedAt: 2 }),
    want('A', 3, { confirmedAt: 1 }),
    want('C', 15, { confirmedAt: 2 }),
  ];
  expect(got('orderTime', 20, wants)).toEqual({ A: 3, B: 17, C: 0, D: 0 });
});

test('R26: pro rata by point gives each point its part, and order time decides inside it', () => {
  const wants = [want('A', 6), want('B', 4), want('C', 20, { pickupPointId: 'west' })];
  expect(got('proRataByPoint', 15, wants)).toEqual({ A: 5, B: 0, C: 10 });
});

test('R26: one each first, then order time', () => {
  expect(got('oneEach', 5, [want('A', 3), want('B', 3), want('C', 3)])).toEqual({ A: 3, B: 1, C: 1 });
  expect(got('oneEach', 2, [want('A', 3), want('B', 3), want('C', 3)])).toEqual({ A: 1, B: 1, C: 0 });
});

test('R26: whole orders first, with all lines of the order together; the rest is still given out', () => {
  const wants = [
    want('A1', 3, { orderId: 'A' }),
    want('A2', 4, { orderId: 'A' }),
    want('B', 5, { orderId: 'B' }),
    want('C', 1, { orderId: 'C' }),
  ];
  expect(got('wholeOrders', 6, wants)).toEqual({ A1: 0, A2: 0, B: 5, C: 1 });
  expect(got('wholeOrders', 4, wants)).toEqual({ A1: 3, A2: 0, B: 0, C: 1 });
});

test.each(policies)('R12: by %s paid lines are served before gifts', (policy) => {
  expect(got(policy, 4, [want('gift', 2, { gift: true }), want('paid', 3, { confirmedAt: 9 })])).toEqual({
    gift: 1,
    paid: 3,
  });
});

const wantsArbitrary = fc
  .array(
    fc.record({
      orderId: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
      pickupPointId: fc.constantFrom('p1', 'p2', 'p3'),
      confirmedAt: fc.nat(3),
      pieces: fc.integer({ min: 1, max: 50 }),
      gift: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, lineId: `l${String(index)}` })));

test.each(policies)(
  'R26: by %s the shares sum to what arrived and nobody gets more than ordered, in any order of input',
  (policy) => {
    fc.assert(
      fc.property(wantsArbitrary, fc.nat(800), fc.infiniteStream(fc.nat()), (wants, available, numbers) => {
        const shares = shareOut(policy, available, wants);
        const wanted = wants.reduce((sum, { pieces }) => sum + pieces, 0);
        expect(shares.reduce((sum, share) => sum + share.got, 0)).toBe(Math.min(available, wanted));
        for (const share of shares) {
          expect(share.got).toBeGreaterThanOrEqual(0);
          expect(share.got).toBeLessThanOrEqual(share.want.pieces);
        }
        const keys = new Map(wants.map(({ lineId }) => [lineId, numbers.next().value]));
        const shuffled = wants.toSorted((a, b) => (keys.get(a.lineId) ?? 0) - (keys.get(b.lineId) ?? 0));
        expect(shareOut(policy, available, shuffled)).toEqual(shares);
      }),
    );
  },
);
