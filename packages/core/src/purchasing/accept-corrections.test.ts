import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { interleave } from '../testing/interleave.ts';
import { notTheShop, openedLink, sentToday } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
let purchaseOrderId: string;
let purchaseLineId: string;
let by: Awaited<ReturnType<typeof openedLink>>;
beforeEach(async () => {
  shop = await testShop();
  ({ purchaseOrderId, purchaseLineId } = await sentToday(shop));
  by = await openedLink(shop, purchaseOrderId);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const fewer = () => ({ purchaseLineId, ordered: 15, reason: '只剩15斤' });

test('supplier link: corrections change nothing until the shop accepts them; then they are a change document', async () => {
  const unitCost = { amount: 850, currency: 'CNY' };
  const corrections = [{ ...fewer(), unitCost, promisedOn: '2026-11-25' }];
  const answered = await shop.tuan.purchaseOrders.answer({ corrections }, by);
  expect(answered).toMatchObject({
    purchaseOrder: { supplierAnswer: 'corrected', lines: [{ ordered: 20, unitCost: { amount: 800 } }] },
    corrections: [
      {
        status: 'proposed',
        reason: '只剩15斤',
        ordered: { before: 20, after: 15 },
        unitCost: { before: { amount: 800 }, after: { amount: 850 } },
        promisedOn: { before: null, after: '2026-11-25' },
      },
    ],
  });
  expect((await shop.tuan.changes.list({})).data).toEqual([]);
  shop.now += 60_000;
  const accepted = await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
  expect(accepted).toMatchObject({
    purchaseOrder: {
      supplierAnswer: 'confirmed',
      lines: [{ ordered: 15, loose: 15, unitCost: { amount: 850 }, promisedOn: '2026-11-25' }],
    },
    corrections: [{ status: 'accepted' }],
  });
  const { data } = await shop.tuan.changes.differences({}, by);
  expect(data).toHaveLength(3);
  expect(data.map(({ kind, before, after }) => [kind, before, after])).toEqual(
    expect.arrayContaining([
      ['ordered', 20, 15],
      ['promisedOn', null, '2026-11-25'],
      ['unitCost', 800, 850],
    ]),
  );
  await expect(shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId })).rejects.toMatchObject({
    code: 'correction_decided',
  });
});

test('supplier link: a new answer while the shop accepts the old one is decided anew', async () => {
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  interleave(
    shop,
    (other) => other.purchaseOrders.answer({ corrections: [{ ...fewer(), ordered: 10 }] }, by),
    'beforeWrite',
  );
  const { purchaseOrder } = await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
  expect(purchaseOrder.lines).toMatchObject([{ ordered: 10 }]);
});

test('supplier link: a correction is accepted by its id, once; with one that is not there nothing is decided', async () => {
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  const [proposed] = (await shop.tuan.purchaseOrders.corrections({ purchaseOrderId })).corrections;
  const correctionIds = [proposed?.id ?? ''];
  const accept = (ids: readonly string[]) =>
    shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId, correctionIds: [...ids] });
  await expect(accept([...correctionIds, 'cor_none'])).rejects.toMatchObject({ code: 'not_found' });
  expect((await accept(correctionIds)).purchaseOrder).toMatchObject({ supplierAnswer: 'confirmed' });
  await expect(accept(correctionIds)).rejects.toMatchObject({ code: 'correction_decided' });
  const told = await shop.tuan.reader.rows(
    `SELECT json_extract("data", '$.accepted') AS "accepted", json_extract("data", '$.refused') AS "refused"
      FROM "events" WHERE "type" = 'purchaseOrder.correctionsDecided'`,
  );
  expect(told).toEqual([{ accepted: 1, refused: 0 }]);
});

test('supplier link: nothing is accepted once goods have come, and by nobody but the shop', async () => {
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  for (const actor of [by.actor, ...notTheShop])
    await expect(
      shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId }, { actor }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: planted.apple, accepted: 15 }],
  });
  await expect(shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId })).rejects.toMatchObject({
    code: 'purchase_order_status',
    details: { status: 'received' },
  });
});
