import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, runsOf, testShop, type TestShop } from '../testing/index.ts';
import { piecesAt, twoRuns } from '../testing/two-runs.ts';

const { campaign: campaignId } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const step = fc.record({
  kind: fc.constantFrom('move', 'reorder', 'start', 'handOver', 'fail', 'plan'),
  run: fc.nat(3),
  other: fc.nat(3),
  stop: fc.nat(2),
});

test('whatever is moved, driven, failed and planned again: nothing is on two runs, everything is brought once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await shop.close();
      shop = await testShop();
      await twoRuns(shop);
      const { tuan } = shop;
      const runs = async () => (await tuan.deliveryRuns.list({ campaignId })).data;
      for (const { kind, run, other, stop } of steps) {
        const all = await runs();
        const [from, to] = [all[run % all.length], all[other % all.length]];
        if (from === undefined || to === undefined) continue;
        const [runId, stopId] = [
          from.id,
          from.stops[stop % Math.max(1, from.stops.length)]?.id ?? 'stp_none',
        ];
        const pending = from.stops.filter(({ status }) => status === 'pending').map(({ id }) => id);
        const call = {
          move: () => tuan.deliveryRuns.moveStops({ runId, stopIds: [stopId], toRunId: to.id }),
          reorder: () => tuan.deliveryRuns.reorder({ runId, stopIds: pending.toReversed() }),
          start: () => tuan.deliveryRuns.start({ runId }),
          handOver: () => tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' }),
          fail: () => tuan.deliveryRuns.failStop({ runId, stopId, note: '没人' }),
          plan: () => tuan.deliveryRuns.plan({ campaignId }),
        }[kind];
        await call().catch((error: unknown) => expect(error).toMatchObject({ name: 'Refusal' }));
        await shop.audit();
      }
      await tuan.deliveryRuns.plan({ campaignId });
      for (const { id: runId, status, stops } of await runs()) {
        if (status !== 'finished' && status !== 'underWay') await tuan.deliveryRuns.start({ runId });
        for (const { id: stopId, status: now } of stops)
          if (now === 'pending') await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
      }
      const brought = (await runs())
        .flatMap(({ stops }) => stops)
        .filter(({ status }) => status === 'handedOver');
      expect(brought.map(({ pickupPointId }) => pickupPointId).toSorted()).toEqual(
        [...piecesAt.keys()].toSorted(),
      );
      for (const { pickupPointId, lines } of brought)
        expect(lines.map(({ delivered }) => delivered)).toEqual([piecesAt.get(pickupPointId)]);
    }),
    { numRuns: runsOf(15) },
  );
});
