import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { buyToWeigh, weigh } from '../testing/weighed-apples.ts';
import { weighings } from './tables.ts';

const { campaign: campaignId } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const read = (orderId: string) => shop.tuan.orders.get({ orderId });

describe('what can be weighed', () => {
  const refusal = (reason: string) => ({ code: 'line_not_weighable', details: { lines: [{ reason }] } });

  test('not before the goods are shared out, not after they are handed over', async () => {
    const { id, lines } = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
    const lineId = lines[0]?.id ?? '';
    await expect(weigh(shop, lineId, 1432)).rejects.toMatchObject(refusal('notSharedOut'));
    await shareOutGoods(shop);
    await weigh(shop, lineId, 1432);
    shop.at('2026-11-24T14:00:00+08:00');
    for (const { id: runId, stops } of (await shop.tuan.deliveryRuns.plan({ campaignId })).data) {
      await shop.tuan.deliveryRuns.start({ runId });
      for (const { id: stopId } of stops)
        await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈' });
    }
    const part = { orderId: id, handoverId: 'phone-0001', lines: [{ lineId, pieces: 1 }] };
    await shop.tuan.pickups.handOver(part);
    await weigh(shop, lineId, 1431);
    await shop.tuan.pickups.handOver({ orderId: id, handoverId: 'phone-0002' });
    await expect(weigh(shop, lineId, 1400)).rejects.toMatchObject(refusal('completed'));
    const sold = await balances(shop);
    expect([sold['2100'], sold['4000']]).toEqual([undefined, -2862]);
  });

  test('not goods sold by the piece, lines of another campaign, nor what was called off: all are named, none is recorded', async () => {
    const eggs = await neighbourOrders(shop, { name: '李叔', pieces: 1, offerId: planted.eggOffer });
    const off = await neighbourOrders(shop, { name: '赵姐', pieces: 2 });
    const { lineId } = await buyToWeigh(shop, 3);
    await shop.tuan.orders.withdraw({ orderId: off.id, reason: '送错', fault: 'shop' });
    const wanted = [lineId, eggs.lines[0]?.id ?? '', 'lin_none', off.lines[0]?.id ?? ''];
    const lines = wanted.map((orderLineId) => ({ orderLineId, grams: 1432 }));
    await expect(shop.tuan.weighings.record({ campaignId, lines })).rejects.toMatchObject({
      code: 'line_not_weighable',
      details: {
        lines: [{ reason: 'notSoldByWeight' }, { reason: 'unknownLine' }, { reason: 'nothingToPack' }],
        fields: [
          { path: 'lines.1.orderLineId' },
          { path: 'lines.2.orderLineId' },
          { path: 'lines.3.orderLineId' },
        ],
      },
    });
    expect(await shop.tuan.reader.table(weighings, 'TRUE')).toEqual([]);
  });

  test('a line twice in one call, a negative weight, an unknown campaign, and anyone but the shop are refused', async () => {
    const { lineId } = await buyToWeigh(shop, 3);
    const line = { orderLineId: lineId, grams: 1432 };
    await expect(shop.tuan.weighings.record({ campaignId, lines: [line, line] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(weigh(shop, lineId, -1)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(shop.tuan.weighings.record({ campaignId: 'cam_none', lines: [line] })).rejects.toMatchObject(
      { code: 'not_found' },
    );
    for (const actor of [
      { kind: 'leader', leaderId: planted.leader },
      { kind: 'customer', customerId: planted.customer },
      { kind: 'storefront', keyId: 'key_1' },
    ] as const) {
      const call = shop.tuan.weighings.record({ campaignId, lines: [line] }, { actor });
      await expect(call).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });
});

describe('what people see of a weight', () => {
  test('the order says nominal, packed and what went back, in both languages', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    expect((await read(orderId)).lines).toMatchObject([
      { weight: { pieces: 3, nominalGrams: 1500, grams: null, text: { zh: '标准重 1500 克，装袋时称重' } } },
    ]);
    await weigh(shop, lineId, 1432);
    expect((await read(orderId)).lines).toMatchObject([
      {
        weight: {
          grams: 1432,
          given: yuan(136),
          text: {
            zh: '标准重 1500 克，实重 1432 克，少的已退 1.36 元',
            en: '1500 g nominal, 1432 g packed: 1.36 CNY taken off for what is missing',
          },
        },
      },
    ]);
  });

  test('the pick list says what is to be weighed and what was weighed; goods by the piece are left alone', async () => {
    await neighbourOrders(shop, { name: '李叔', pieces: 1, offerId: planted.eggOffer });
    const { lineId } = await buyToWeigh(shop, 3);
    const before = await shop.tuan.pickLists.get({ campaignId });
    expect(before.points).toMatchObject([
      {
        toWeigh: 1,
        baskets: [
          { lines: [{ nominalGrams: null, grams: null }] },
          { lines: [{ orderLineId: lineId, nominalGrams: 1500, grams: null }] },
        ],
      },
    ]);
    await weigh(shop, lineId, 1520);
    const after = await shop.tuan.pickLists.get({ campaignId });
    expect(after.points).toMatchObject([{ toWeigh: 0 }]);
    expect(after.points[0]?.baskets[1]?.lines).toMatchObject([{ nominalGrams: 1500, grams: 1520 }]);
  });
});
