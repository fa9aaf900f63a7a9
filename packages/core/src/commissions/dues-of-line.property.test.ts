import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftOf, type OrderLine } from '../orders/order.ts';
import { adjustPrice, type LineBalance, refundAmount, refundPieces } from '../shared/cumulative.ts';
import { basisPointsOf, flooredShare, roundedShare } from '../shared/money.ts';
import { runsOf } from '../testing/runs.ts';
import { basisAtPayment, bearing, type CommissionEntry, rateOf } from './commission-of.ts';
import { capShares, type CapBase } from './cap-shares.ts';
import { duesOfLine } from './dues-of-line.ts';
import type { Share } from './earners-of-order.ts';
import { takenFrom } from './taken-share.ts';

/*
 * What all who earn on a line have of it, at every state of refunds that a random life of the line comes through.
 */

const runs = runsOf(2000, 'arithmetic');

const rate = fc.oneof(
  fc.record({ basisPoints: fc.nat(4000), perPiece: fc.constant(null) }),
  fc.record({ basisPoints: fc.constant(null), perPiece: fc.nat(400) }),
);
const change = fc.record({
  kind: fc.constantFrom('byPiece' as const, 'byAmount' as const, 'adjustment' as const),
  size: fc.nat(1000),
});
const life = fc.record({
  pieces: fc.integer({ min: 1, max: 7 }),
  unitPrice: fc.oneof(fc.nat(12), fc.nat(3000)),
  discount: fc.nat(1000),
  maximum: fc.oneof(fc.constant(3000), fc.integer({ min: 1, max: 10_000 })),
  base: fc.constantFrom('net' as const, 'gross' as const),
  seller: rate,
  boost: fc.nat(500),
  owner: fc.option(rate, { nil: null }),
  point: fc.option(fc.record({ rate, from: fc.constantFrom('leader' as const, 'shop' as const) }), {
    nil: null,
  }),
  changes: fc.array(change, { maxLength: 8 }),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

/** A line as far as commissions know one. */
function lineOf(wish: Life): OrderLine {
  const gross = wish.unitPrice * wish.pieces;
  const discount = roundedShare(gross, wish.discount, 1000);
  const net = gross - discount;
  const line = {
    id: 'lin',
    ...wish,
    discount,
    net,
    refunded: 0,
    refundBase: net,
    refundPieces: wish.pieces,
    refundDone: 0,
  };
  return line as unknown as OrderLine;
}

/** The entries as placement notes them, then as the payment leaves them. */
function entriesOf(wish: Life, line: OrderLine, without?: 'point'): CommissionEntry[] {
  const about: CapBase = {
    base: wish.base === 'net' ? line.net : line.net + line.discount,
    pieces: line.pieces,
  };
  const shares: Share[] = [];
  const plain = { ruleId: null, boostBasisPoints: 0 };
  if (wish.owner) shares.push({ ...plain, ...wish.owner, kind: 'sale', beneficiaryId: 'owner' });
  const { basisPoints, perPiece } = wish.seller;
  shares.push({
    ...plain,
    kind: 'help',
    beneficiaryId: 'seller',
    perPiece,
    basisPoints: basisPoints === null ? null : basisPoints + wish.boost,
    boostBasisPoints: wish.boost,
  });
  const { point } = wish;
  if (point?.from === 'shop')
    shares.push({ ...plain, ...point.rate, kind: 'point', beneficiaryId: 'keeper' });
  return capShares(shares, about, wish.maximum).flatMap((share) => {
    const entry = noted(wish, line, { ...share, id: share.beneficiaryId });
    if (share.kind !== 'help' || point?.from !== 'leader' || without === 'point') return [entry];
    const taken = takenFrom(share, { ...point.rate, beneficiaryId: 'keeper' }, about);
    return taken ? [entry, noted(wish, line, { ...taken, id: 'keeper', outOf: entry.id })] : [entry];
  });
}

function noted({ base, maximum }: Life, line: OrderLine, values: object): CommissionEntry {
  const blank = { outOf: null, part: null, whole: null, basis: 0, paidNet: 0, paidPieces: 0 };
  const entry = { ...blank, base, maximumBasisPoints: maximum, ...values } as unknown as CommissionEntry;
  return { ...entry, ...basisAtPayment(entry, line) };
}

function changed(line: OrderLine, { kind, size }: Life['changes'][number]): OrderLine {
  const balance: LineBalance = {
    left: leftOf(line),
    base: line.refundBase,
    pieces: line.refundPieces,
    done: line.refundDone,
  };
  const share = (of: number) => roundedShare(of, size, 1000);
  const step =
    kind === 'byPiece'
      ? refundPieces(balance, share(balance.pieces - balance.done))
      : kind === 'byAmount'
        ? refundAmount(balance, share(balance.left))
        : adjustPrice(balance, share(balance.left));
  const lower = kind === 'adjustment' ? step.refund : 0;
  return {
    ...line,
    net: line.net - lower,
    refunded: line.refunded + step.refund - lower,
    refundBase: step.balance.base,
    refundPieces: step.balance.pieces,
    refundDone: step.balance.done,
  };
}

/** Every state of the line, from the payment to the last refund. */
function states(wish: Life): readonly OrderLine[] {
  let line = lineOf(wish);
  return [line, ...wish.changes.map((step) => (line = changed(line, step)))];
}

const sumOf = (dues: ReadonlyMap<string, number>) => [...dues.values()].reduce((sum, due) => sum + due, 0);

test('cap: the dues of a line never pass the cap of what is left of it, rounded down, whatever is refunded', () => {
  fc.assert(
    fc.property(life, (wish) => {
      const all = states(wish);
      const [first] = all;
      const entries = first ? entriesOf(wish, first) : [];
      for (const line of all) {
        const [entry] = entries;
        const base = entry ? bearing(entry, line) : 0;
        if (wish.base === 'net') expect(base).toBe(leftOf(line));
        expect(sumOf(duesOfLine(entries, line))).toBeLessThanOrEqual(
          flooredShare(base, wish.maximum, 10_000),
        );
      }
    }),
    { numRuns: runs },
  );
});

test('R34: nobody’s due grows or falls below zero while what is left shrinks', () => {
  fc.assert(
    fc.property(life, (wish) => {
      const all = states(wish);
      const entries = all[0] ? entriesOf(wish, all[0]) : [];
      let before = new Map<string, number>();
      for (const line of all) {
        const dues = duesOfLine(entries, line);
        for (const [id, due] of dues) {
          expect(due).toBeGreaterThanOrEqual(0);
          expect(due).toBeLessThanOrEqual(before.get(id) ?? Number.POSITIVE_INFINITY);
        }
        before = new Map(dues);
      }
    }),
    { numRuns: runs },
  );
});

test('point: out of the leader’s commission the two have exactly what the leader alone would have', () => {
  fc.assert(
    fc.property(life, fc.nat(4000), (given, basisPoints) => {
      const point = given.point ?? { rate: { basisPoints, perPiece: null }, from: 'leader' as const };
      const wish: Life = { ...given, point: { ...point, from: 'leader' } };
      const all = states(wish);
      const entries = all[0] ? entriesOf(wish, all[0]) : [];
      const alone = all[0] ? entriesOf(wish, all[0], 'point') : [];
      for (const line of all) {
        const dues = duesOfLine(entries, line);
        const together = (dues.get('seller') ?? 0) + (dues.get('keeper') ?? 0);
        expect(together).toBe(duesOfLine(alone, line).get('seller') ?? 0);
      }
    }),
    { numRuns: runs },
  );
});

test('R34: who earns alone by a rate has round(rate × base), but for the cap; all money back is all commission back', () => {
  fc.assert(
    fc.property(life, (given) => {
      const wish: Life = { ...given, owner: null, point: null };
      const all = states(wish);
      const [entry] = all[0] ? entriesOf(wish, all[0]) : [];
      if (!entry) return;
      for (const line of all) {
        const due = duesOfLine([entry], line).get(entry.id) ?? 0;
        const base = bearing(entry, line);
        if (entry.perPiece === null)
          expect(due).toBe(
            Math.min(basisPointsOf(base, rateOf(entry)), flooredShare(base, wish.maximum, 10_000)),
          );
        if (leftOf(line) === 0 && (line.net > 0 || wish.base === 'net')) expect(due).toBe(0);
      }
    }),
    { numRuns: runs },
  );
});

test('R34: each of several has its rate of what is left, to less than two cents, and together they have the rate of all', () => {
  fc.assert(
    fc.property(life, fc.nat(1400), fc.nat(1400), (given, ownerRate, sellerRate) => {
      const wish: Life = {
        ...given,
        maximum: 3000,
        boost: 0,
        owner: { basisPoints: ownerRate, perPiece: null },
        seller: { basisPoints: sellerRate, perPiece: null },
        point: null,
      };
      const all = states(wish);
      const entries = all[0] ? entriesOf(wish, all[0]) : [];
      for (const line of all) {
        const dues = duesOfLine(entries, line);
        for (const entry of entries) {
          const exact = (bearing(entry, line) * rateOf(entry)) / 10_000;
          expect(Math.abs((dues.get(entry.id) ?? 0) - exact)).toBeLessThan(2);
        }
      }
    }),
    { numRuns: runs },
  );
});
