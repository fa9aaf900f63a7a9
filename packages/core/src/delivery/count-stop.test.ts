import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a count that agrees is a confirmation, and one of goods that did not come is refused', async () => {
  const { runId, stopId } = await startedRun(shop);
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  const lines = [{ variantId: planted.egg, counted: 1 }];
  await expect(shop.tuan.deliveryRuns.countStop({ runId, stopId, lines })).rejects.toMatchObject({
    details: { fields: [{ path: 'lines.0.variantId', code: 'not_in_delivery' }] },
  });
  const run = await shop.tuan.deliveryRuns.countStop({ runId, stopId }, { actor: leader });
  expect(run.stops).toMatchObject([{ countedBy: `leader:${planted.leader}`, lines: [{ counted: 7 }] }]);
  expect(await noticesOf(shop, 'deliveryStop.counted')).toEqual([]);
});

test('R28: what is missing is shown: pictures of the count stand behind the driver’s, once, and the shop sees them', async () => {
  const { runId, stopId } = await startedRun(shop);
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  const picture = { mediaType: 'image/png', bytes: 12, width: 3, height: 2, digest: 'a'.repeat(64) } as const;
  const { id } = await shop.tuan.pictures.store(picture, { actor: leader });
  const count = { runId, stopId, lines: [{ variantId: planted.apple, counted: 6 }], pictures: [id] };
  const foreigner = { kind: 'leader', leaderId: planted.otherLeader } as const;
  await expect(shop.tuan.deliveryRuns.countStop(count, { actor: foreigner })).rejects.toMatchObject({
    code: 'not_found',
  });
  for (const again of [count, count]) {
    const run = await shop.tuan.deliveryRuns.countStop(again, { actor: leader });
    expect(run.stops).toMatchObject([{ pictures: [id], lines: [{ counted: 6 }] }]);
  }
  expect(await shop.tuan.pictures.get({ pictureId: id })).toMatchObject({ used: true });
  const unknown = { ...count, pictures: [`pic_${'0'.repeat(26)}`] };
  await expect(shop.tuan.deliveryRuns.countStop(unknown, { actor: leader })).rejects.toMatchObject({
    code: 'picture_unknown',
  });
});

test('R28, R44: a substitute sees what comes and counts it on the days stood in for, and on no other', async () => {
  const { runId, stopId } = await startedRun(shop);
  const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  const count = () => shop.tuan.deliveryRuns.countStop({ runId, stopId }, other);
  const seen = async () => (await shop.tuan.deliveryRuns.list({}, other)).data.map(({ id }) => id);
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  expect(await seen()).toEqual([]);
  const days = { pickupPointId: planted.point, leaderId: planted.otherLeader };
  const substitute = await shop.tuan.pickupPoints.appointSubstitute(
    { ...days, from: '2026-11-24', to: '2026-11-24' },
    { actor: leader },
  );
  expect(await seen()).toEqual([runId]);
  expect(await shop.tuan.deliveryRuns.get({ runId }, other)).toMatchObject({ stops: [{ id: stopId }] });
  expect(await count()).toMatchObject({
    stops: [{ countedBy: `leader:${planted.otherLeader}`, lines: [{ counted: 7 }] }],
  });
  await shop.tuan.pickupPoints.endSubstitute({ substituteId: substitute.id }, { actor: leader });
  expect(await seen()).toEqual([]);
  await expect(count()).rejects.toMatchObject({ code: 'not_found' });
});
