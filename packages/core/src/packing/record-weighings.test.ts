import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { offerTiers } from '../campaigns/tables.ts';
import { promote } from '../testing/promote.ts';
import { interleave, planted, testShop, type TestShop, type TestShopOptions } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { weighings } from './tables.ts';

const { campaign: campaignId } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
async function open(options: TestShopOptions = {}): Promise<void> {
  await shop.close();
  shop = await testShop(options);
}
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const weigh = (orderLineId: string, grams: number) =>
  shop.tuan.weighings.record({ campaignId, lines: [{ orderLineId, grams }] });
const read = (orderId: string) => shop.tuan.orders.get({ orderId });

interface Bought {
  readonly orderId: string;
  readonly lineId: string;
}

/** Apples of a neighbour (10.00 a 斤 of 500 g, 10 % commission), bought and shared out. */
async function bought(pieces: number, payment?: 'atPickup', accepted?: number): Promise<Bought> {
  const { id, lines } = await neighbourOrders(shop, {
    name: '王姐',
    pieces,
    ...(payment === undefined ? {} : { payment }),
  });
  await shareOutGoods(shop, accepted);
  return { orderId: id, lineId: lines[0]?.id ?? '' };
}

describe('R27: the packed weight settles', () => {
  test('3 斤 at 10.00, 1,432 g of 1,500: 28.64, refund 1.36', async () => {
    const { orderId, lineId } = await bought(3);
    const answer = await weigh(lineId, 1432);
    expect(answer).toMatchObject({ campaignId, refundTotal: yuan(136) });
    expect(answer.lines).toMatchObject([
      { orderLineId: lineId, orderId, pieces: 3, nominalGrams: 1500, grams: 1432, given: yuan(136) },
    ]);
    const { data } = await shop.tuan.refunds.list({ orderId });
    expect(data).toMatchObject([
      { kind: 'adjustment', reason: 'weight', fault: null, amount: yuan(136), status: 'requested' },
    ]);
    expect((await read(orderId)).lines).toMatchObject([{ net: yuan(2864), refunded: yuan(0) }]);
  });

  test('with 5.00 off: 25.00 → 23.64, the amount discount stays', async () => {
    await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(3000), amount: yuan(500) }] });
    const { orderId, lineId } = await bought(3);
    await weigh(lineId, 1432);
    expect((await read(orderId)).lines).toMatchObject([{ discount: yuan(500), net: yuan(2364) }]);
  });

  test('R8: with 10 % off the drop loses its 10 % too: 1.36 → 1.22', async () => {
    await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(3000), basisPoints: 1000 }] });
    const { orderId, lineId } = await bought(3);
    expect(await weigh(lineId, 1432)).toMatchObject({ refundTotal: yuan(122) });
    expect((await read(orderId)).lines).toMatchObject([{ net: yuan(2700 - 122) }]);
  });

  test('over-weight is free', async () => {
    const { orderId, lineId } = await bought(3);
    expect(await weigh(lineId, 1700)).toMatchObject({ refundTotal: yuan(0), lines: [{ refundId: null }] });
    expect(await read(orderId)).toMatchObject({
      refunded: yuan(0),
      lines: [{ net: yuan(3000), weight: { grams: 1700, nominalGrams: 1500, given: yuan(0) } }],
    });
  });

  test('R31: 30.00 over 3, one short (10.00), 1.00 by weight: 9.50, 9.50', async () => {
    const { orderId, lineId } = await bought(3, undefined, 2);
    await weigh(lineId, 950);
    const back: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { refund } = await shop.tuan.orders.refund({
        orderId,
        lineId,
        pieces: 1,
        reason: '碰伤',
        fault: 'shop',
      });
      back.push(refund?.amount.amount ?? 0);
    }
    expect(back).toEqual([950, 950]);
    expect(await read(orderId)).toMatchObject({ paid: yuan(3000), refunded: yuan(3000) });
  });

  test('R7: the price of the tier that the freeze fixed counts, and its refund comes first', async () => {
    await shop.plant((work) =>
      work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 4, price: 900 }),
    );
    const first = await neighbourOrders(shop, { name: '李叔', pieces: 3 });
    const { lineId } = await bought(3);
    const line = first.lines[0]?.id ?? '';
    const answer = await weigh(line, 1432);
    // 27.00 − round(9.00 × 1,432 ÷ 500) = 27.00 − 25.78; the tier's 3.00 went back before.
    expect(answer).toMatchObject({ refundTotal: yuan(122) });
    const { data } = await shop.tuan.refunds.list({ orderId: first.id });
    expect(data.map(({ reason, amount }) => [reason, amount.amount]).toSorted()).toEqual([
      ['tier', 300],
      ['weight', 122],
    ]);
    await shop.tuan.tick();
    expect((await read(first.id)).refunded).toEqual(yuan(422));
    expect(await weigh(lineId, 1500)).toMatchObject({ refundTotal: yuan(0) });
  });

  test('R17: an order paid at pickup owes less, and pays that', async () => {
    const { orderId, lineId } = await bought(3, 'atPickup');
    expect(await weigh(lineId, 1432)).toMatchObject({
      refundTotal: yuan(136),
      lines: [{ given: yuan(136), refundId: null }],
    });
    expect(await read(orderId)).toMatchObject({ amountDue: yuan(2864), refunded: yuan(0) });
    await shop.tuan.orders.pay({ orderId, amount: yuan(2864), reference: 'cash 1' });
    expect((await read(orderId)).paid).toEqual(yuan(2864));
  });

  test('the commission and the books follow: 10 % of 28.64', async () => {
    const { lineId } = await bought(3);
    const before = await balances(shop);
    await weigh(lineId, 1432);
    expect(await posted(shop, 'refund.requested')).toEqual([
      [1600, -14],
      [2100, 136],
      [2200, -136],
      [2300, 14],
    ]);
    expect(await balances(shop)).toEqual({ ...before, 1600: 286, 2100: -2864, 2200: -136, 2300: -286 });
  });
});

describe('R27: a weight outside of 50–150 % is asked again, never a price', () => {
  test.each([
    [0.8, 'tooLight', { grams: 800, slip: 'kilograms' }],
    [1.4, 'tooLight', { grams: 1400, slip: 'kilograms' }],
    [2.9, 'tooLight', { grams: 1450, slip: 'jin' }],
    [800_000, 'tooHeavy', { grams: 800, slip: 'digits' }],
    [14_320, 'tooHeavy', { grams: 1432, slip: 'digits' }],
    [143, 'tooLight', { grams: 1430, slip: 'digits' }],
    [1432.4, 'notWholeGrams', { grams: 1432, slip: 'fraction' }],
    [0, 'tooLight', null],
    [749, 'tooLight', null],
    [2251, 'tooHeavy', null],
  ])('%d g for 3 斤 is %s, probably %o', async (grams, problem, meant) => {
    const { orderId, lineId } = await bought(3);
    await expect(weigh(lineId, grams)).rejects.toMatchObject({
      code: 'weight_implausible',
      details: {
        lines: [
          {
            orderLineId: lineId,
            grams,
            problem,
            nominalGrams: 1500,
            leastGrams: 750,
            mostGrams: 2250,
            meant,
          },
        ],
        fields: [{ path: 'lines.0.grams', code: problem }],
      },
    });
    expect((await read(orderId)).lines).toMatchObject([{ net: yuan(3000), weight: { grams: null } }]);
  });

  test('the bounds belong to it: 750 and 2,250 g', async () => {
    const { lineId } = await bought(3);
    expect(await weigh(lineId, 2250)).toMatchObject({ refundTotal: yuan(0) });
    expect(await weigh(lineId, 750)).toMatchObject({ refundTotal: yuan(1500) });
  });

  test('the warning says in both languages what was probably meant', async () => {
    const { lineId } = await bought(2);
    await expect(weigh(lineId, 0.7)).rejects.toMatchObject({
      details: {
        lines: [
          {
            warning: {
              zh: '0.7 克不对：标准 1000 克，可填 500–1500 克的整数。是不是按公斤填了？应为 700 克。',
              en: expect.stringContaining('Were these kilograms? Then it is 700 g.') as string,
            },
          },
        ],
      },
    });
  });
});

describe('weighing again', () => {
  test('R27: a second weighing corrects: a larger drop refunds the rest, a smaller one never charges', async () => {
    const { orderId, lineId } = await bought(3);
    const given: number[] = [];
    for (const grams of [1432, 1400, 1490, 1400, 1399]) {
      const { refundTotal } = await weigh(lineId, grams);
      given.push(refundTotal.amount);
    }
    expect(given).toEqual([136, 64, 0, 0, 2]);
    expect(await read(orderId)).toMatchObject({
      refunded: yuan(202),
      lines: [{ net: yuan(2798), weight: { grams: 1399, given: yuan(202) } }],
    });
  });

  test('the same weight twice changes nothing and answers the same', async () => {
    const { lineId } = await bought(3);
    const first = await weigh(lineId, 1432);
    const events = await shop.tuan.reader.rows('SELECT "id" FROM "events"');
    shop.now += 60_000;
    const again = await weigh(lineId, 1432);
    expect(again).toEqual({
      ...first,
      refundTotal: yuan(0),
      lines: [{ ...first.lines[0], given: yuan(0), refundId: null }],
    });
    expect(await shop.tuan.reader.rows('SELECT "id" FROM "events"')).toEqual(events);
    expect(await shop.tuan.reader.table(weighings, 'TRUE')).toHaveLength(1);
  });

  test('weighed by two scales at once: the difference goes back once', async () => {
    const { orderId, lineId } = await bought(3);
    const lines = [{ orderLineId: lineId, grams: 1432 }];
    interleave(shop, (other) => other.weighings.record({ campaignId, lines }));
    expect(await weigh(lineId, 1432)).toMatchObject({ refundTotal: yuan(0), lines: [{ drop: yuan(136) }] });
    expect((await read(orderId)).refunded).toEqual(yuan(136));
  });

  test('fewer pieces since: their part of the drop went with them', async () => {
    const { orderId, lineId } = await bought(3);
    await weigh(lineId, 1432);
    shop.at('2026-11-24T14:00:00+08:00');
    const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
    const [run] = data;
    const [stop] = run?.stops ?? [];
    await shop.tuan.deliveryRuns.start({ runId: run?.id ?? '' });
    await shop.tuan.deliveryRuns.handOverStop({
      runId: run?.id ?? '',
      stopId: stop?.id ?? '',
      signedBy: '小陈',
      lines: [{ variantId: planted.apple, missing: 1 }],
    });
    // 2 斤 are left of 28.64, at 19.09. They weigh 700 g: 14.00 is what they are worth.
    expect((await read(orderId)).refunded).toEqual(yuan(136 + 955));
    expect(await weigh(lineId, 700)).toMatchObject({ refundTotal: yuan(600 - 91), lines: [{ pieces: 2 }] });
    expect((await read(orderId)).refunded).toEqual(yuan(3000 - 1400));
  });

  test('a piece given back before or after the weighing: the customer keeps paying the same', async () => {
    const left: number[] = [];
    for (const first of ['weight', 'piece']) {
      await open();
      const { orderId, lineId } = await bought(3);
      const piece = { orderId, lineId, pieces: 1, reason: '碰伤', fault: 'shop' as const };
      if (first === 'piece') await shop.tuan.orders.refund(piece);
      await weigh(lineId, 1432);
      if (first === 'weight') await shop.tuan.orders.refund(piece);
      const { paid, refunded } = await read(orderId);
      left.push(paid.amount - refunded.amount);
    }
    expect(left).toEqual([1909, 1909]);
  });
});

describe('R27: the weight waiver', () => {
  test('a difference within it is not given back, one above it whole', async () => {
    await open({ policies: { weightWaiver: 100 } });
    const { orderId, lineId } = await bought(3);
    expect(await weigh(lineId, 1450)).toMatchObject({ refundTotal: yuan(0), lines: [{ waived: true }] });
    expect(await weigh(lineId, 1449)).toMatchObject({ refundTotal: yuan(102), lines: [{ waived: false }] });
    expect((await read(orderId)).refunded).toEqual(yuan(102));
  });
});

describe('what can be weighed', () => {
  const refusal = (reason: string) => ({ code: 'line_not_weighable', details: { lines: [{ reason }] } });

  test('not before the goods are shared out, not after they are handed over', async () => {
    const { id, lines } = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
    const lineId = lines[0]?.id ?? '';
    await expect(weigh(lineId, 1432)).rejects.toMatchObject(refusal('notSharedOut'));
    await shareOutGoods(shop);
    await weigh(lineId, 1432);
    shop.at('2026-11-24T14:00:00+08:00');
    for (const { id: runId, stops } of (await shop.tuan.deliveryRuns.plan({ campaignId })).data) {
      await shop.tuan.deliveryRuns.start({ runId });
      for (const { id: stopId } of stops)
        await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈' });
    }
    const part = { orderId: id, handoverId: 'phone-0001', lines: [{ lineId, pieces: 1 }] };
    await shop.tuan.pickups.handOver(part);
    await weigh(lineId, 1431);
    await shop.tuan.pickups.handOver({ orderId: id, handoverId: 'phone-0002' });
    await expect(weigh(lineId, 1400)).rejects.toMatchObject(refusal('completed'));
    const sold = await balances(shop);
    expect([sold['2100'], sold['4000']]).toEqual([undefined, -2862]);
  });

  test('not goods sold by the piece, lines of another campaign, nor what was called off: all are named, none is recorded', async () => {
    const eggs = await neighbourOrders(shop, { name: '李叔', pieces: 1, offerId: planted.eggOffer });
    const off = await neighbourOrders(shop, { name: '赵姐', pieces: 2 });
    const { lineId } = await bought(3);
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
    const { lineId } = await bought(3);
    const line = { orderLineId: lineId, grams: 1432 };
    await expect(shop.tuan.weighings.record({ campaignId, lines: [line, line] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(weigh(lineId, -1)).rejects.toMatchObject({ code: 'invalid_input' });
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
    const { orderId, lineId } = await bought(3);
    expect((await read(orderId)).lines).toMatchObject([
      { weight: { pieces: 3, nominalGrams: 1500, grams: null, text: { zh: '标准重 1500 克，装袋时称重' } } },
    ]);
    await weigh(lineId, 1432);
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
    const { lineId } = await bought(3);
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
    await weigh(lineId, 1520);
    const after = await shop.tuan.pickLists.get({ campaignId });
    expect(after.points).toMatchObject([{ toWeigh: 0 }]);
    expect(after.points[0]?.baskets[1]?.lines).toMatchObject([{ nominalGrams: 1500, grams: 1520 }]);
  });
});

test('1,000 lines are weighed in one call', async () => {
  for (let pieces = 0; pieces < 10; pieces += 1) {
    await shop.tuan.orders.place({
      campaignId,
      customer: { nickname: `邻居${String(pieces)}` },
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: Array.from({ length: 100 }, () => ({ offerId: planted.appleOffer, pieces: 2 })),
      payment: { amount: yuan(200_000), reference: `till ${String(pieces)}` },
    });
  }
  await shareOutGoods(shop);
  const rows = await shop.tuan.reader.rows<{ id: string }>(
    'SELECT "id" AS "id" FROM "order_lines" ORDER BY "id"',
  );
  const lines = rows.map(({ id }, index) => ({ orderLineId: id, grams: 900 + (index % 200) }));
  const { refundTotal } = await shop.tuan.weighings.record({ campaignId, lines });
  // Of 200 weights, 100 are below 1,000 g: Σ 2 × (100 + … + 1) = 101.00, five times.
  expect(refundTotal).toEqual(yuan(50_500));
  const { data } = await shop.tuan.orders.list({ limit: 20 });
  expect(data.reduce((sum, { refunded }) => sum + refunded.amount, 0)).toBe(50_500);
}, 60_000);
