import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const cart = (pieces: number) => ({
  campaignId: planted.campaign,
  lines: [{ offerId: planted.appleOffer, pieces }],
});

test('quote: each line with its price, the reason of it, and what is left', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 30 }));
  const quote = await shop.tuan.orders.quote(cart(3));
  expect(quote).toMatchObject({
    total: { amount: 3000, currency: 'CNY' },
    closesAt: '2026-11-23T14:00:00.000Z',
  });
  expect(quote.lines).toMatchObject([
    {
      title: '苹果',
      pieces: 3,
      unitPrice: { amount: 1000 },
      net: { amount: 3000 },
      left: 30,
      steps: [{ kind: 'offer', reason: 'offerPrice' }],
    },
  ]);
});

test('C20: the token is the same for the same prices and another for other prices or pieces', async () => {
  const { token } = await shop.tuan.orders.quote(cart(3));
  expect((await shop.tuan.orders.quote(cart(3))).token).toBe(token);
  expect((await shop.tuan.orders.quote(cart(4))).token).not.toBe(token);
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { price: 999 }));
  expect((await shop.tuan.orders.quote(cart(3))).token).not.toBe(token);
});

test('quote: reserves nothing and writes nothing', async () => {
  await shop.tuan.orders.quote(cart(3));
  expect(
    await shop.tuan.reader.rows(`SELECT "sold" AS "sold" FROM "offers" WHERE "id" = ?`, [planted.appleOffer]),
  ).toEqual([{ sold: 0 }]);
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "events" FROM "events"')).toEqual([{ events: 0 }]);
});

test('quote: a till names the variant, a stranger’s offer is told by its field, a closed one by its times', async () => {
  const byVariant = await shop.tuan.orders.quote({
    campaignId: 'external:today',
    lines: [{ variantId: 'external:F001', pieces: 1 }],
  });
  expect(byVariant.total.amount).toBe(1000);
  const unknown = { campaignId: planted.campaign, lines: [{ offerId: 'off_nothing', pieces: 1 }] };
  await expect(shop.tuan.orders.quote(unknown)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'lines.0.offerId' }] },
  });
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(shop.tuan.orders.quote(cart(1))).rejects.toMatchObject({ code: 'offer_closed' });
});

test('quote: fifty lines cost one round trip to the database', async () => {
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let trips = 0;
  shop.tuan.engine.run = (statements, mode) => {
    trips += 1;
    return run(statements, mode);
  };
  const lines = Array.from({ length: 50 }, (_, index) => ({
    offerId: index % 2 === 0 ? planted.appleOffer : planted.eggOffer,
    pieces: 1,
  }));
  await shop.tuan.orders.quote({ campaignId: planted.campaign, lines });
  expect(trips).toBe(1);
});
