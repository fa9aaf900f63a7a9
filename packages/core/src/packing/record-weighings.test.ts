import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { offerTiers } from '../campaigns/tables.ts';
import { plantOffer, planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { promote } from '../testing/promote.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { buyToWeigh, weigh } from '../testing/weighed-apples.ts';

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

describe('R27: the packed weight settles', () => {
  test('3 斤 at 10.00, 1,432 g of 1,500: 28.64, refund 1.36', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    const answer = await weigh(shop, lineId, 1432);
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
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    await weigh(shop, lineId, 1432);
    expect((await read(orderId)).lines).toMatchObject([{ discount: yuan(500), net: yuan(2364) }]);
  });

  test('R8: with 10 % off the drop loses its 10 % too: 1.36 → 1.22', async () => {
    await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(3000), basisPoints: 1000 }] });
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    expect(await weigh(shop, lineId, 1432)).toMatchObject({ refundTotal: yuan(122) });
    expect((await read(orderId)).lines).toMatchObject([{ net: yuan(2700 - 122) }]);
  });

  test('over-weight is free', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    expect(await weigh(shop, lineId, 1700)).toMatchObject({
      refundTotal: yuan(0),
      lines: [{ refundId: null }],
    });
    expect(await read(orderId)).toMatchObject({
      refunded: yuan(0),
      lines: [{ net: yuan(3000), weight: { grams: 1700, nominalGrams: 1500, given: yuan(0) } }],
    });
  });

  test('R31: 30.00 over 3, one short (10.00), 1.00 by weight: 9.50, 9.50', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3, { accepted: 2 });
    await weigh(shop, lineId, 950);
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
    const { lineId } = await buyToWeigh(shop, 3);
    const line = first.lines[0]?.id ?? '';
    const answer = await weigh(shop, line, 1432);
    // 27.00 − round(9.00 × 1,432 ÷ 500) = 27.00 − 25.78; the tier's 3.00 went back before.
    expect(answer).toMatchObject({ refundTotal: yuan(122) });
    const { data } = await shop.tuan.refunds.list({ orderId: first.id });
    expect(
      data
        .map(({ reason, amount }) => [reason, amount.amount] as const)
        .toSorted(([one], [other]) => one.localeCompare(other)),
    ).toEqual([
      ['tier', 300],
      ['weight', 122],
    ]);
    await shop.tuan.tick();
    expect((await read(first.id)).refunded).toEqual(yuan(422));
    expect(await weigh(shop, lineId, 1500)).toMatchObject({ refundTotal: yuan(0) });
  });

  test('R12: a gift is weighed like the rest and costs nothing less', async () => {
    const gift = { gift: true, cap: 5, gramsPerUnit: 500, price: 600 };
    const label = { variantId: planted.apple, title: '苹果', unit: '斤', category: '水果' };
    await shop.plant((work, { now }) => plantOffer(work, now, { id: 'off_gift', ...label, ...gift }));
    const terms = { variantId: planted.apple, pieces: 1, from: yuan(2000), onUndone: 'keep' };
    await promote(shop, { kind: 'spendGift', gift: terms });
    const { orderId } = await buyToWeigh(shop, 3);
    const lines = (await read(orderId)).lines.map(({ id, pieces }) => ({
      orderLineId: id,
      grams: 300 * pieces,
    }));
    expect(await shop.tuan.weighings.record({ campaignId, lines })).toMatchObject({
      lines: [{ given: yuan(1200) }, { pieces: 1, grams: 300, given: yuan(0) }],
    });
    expect((await read(orderId)).lines).toMatchObject([
      { gift: false },
      { gift: true, weight: { grams: 300 } },
    ]);
  });

  test('R17: an order paid at pickup owes less, and pays that', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3, { payment: 'atPickup' });
    expect(await weigh(shop, lineId, 1432)).toMatchObject({
      refundTotal: yuan(136),
      lines: [{ given: yuan(136), refundId: null }],
    });
    expect(await read(orderId)).toMatchObject({ amountDue: yuan(2864), refunded: yuan(0) });
    await shop.tuan.orders.pay({ orderId, amount: yuan(2864), reference: 'cash 1' });
    expect((await read(orderId)).paid).toEqual(yuan(2864));
  });

  test('the commission and the books follow: 10 % of 28.64', async () => {
    const { lineId } = await buyToWeigh(shop, 3);
    const before = await balances(shop);
    await weigh(shop, lineId, 1432);
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
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    await expect(weigh(shop, lineId, grams)).rejects.toMatchObject({
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
    const { lineId } = await buyToWeigh(shop, 3);
    expect(await weigh(shop, lineId, 2250)).toMatchObject({ refundTotal: yuan(0) });
    expect(await weigh(shop, lineId, 750)).toMatchObject({ refundTotal: yuan(1500) });
  });

  test('the warning says in both languages what was probably meant', async () => {
    const { lineId } = await buyToWeigh(shop, 2);
    await expect(weigh(shop, lineId, 0.7)).rejects.toMatchObject({
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
