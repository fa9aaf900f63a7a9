import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { interleave } from '../testing/interleave.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId } = planted;
let shop: TestShop;
let purchaseOrderId: string;
let purchaseLineId: string;
beforeEach(async () => {
  shop = await testShop();
  await neighbourOrders(shop, { name: 'A', pieces: 12 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  purchaseOrderId = data[0]?.id ?? '';
  purchaseLineId = data[0]?.lines[0]?.id ?? '';
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Whoever has the link of the order, as the door lets them in. */
async function bySupplier() {
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const tokenHash = 'a'.repeat(64);
  const expiresAt = '2026-11-25T00:00:00+08:00';
  await shop.tuan.purchaseLinks.store({ purchaseOrderId, tokenHash, expiresAt });
  const { link } = await shop.tuan.purchaseLinks.find({ tokenHash });
  if (!link) throw new Error('the link opens its order');
  const { expiresAt: _expiresAt, ...opened } = link;
  return { actor: { kind: 'supplier', ...opened } as const };
}

const fewer = () => ({ purchaseLineId, ordered: 15, reason: '只剩15斤' });

test('supplier link: sent, confirmed as it stands', async () => {
  const by = await bySupplier();
  expect(await shop.tuan.purchaseOrders.forSupplier({}, by)).toMatchObject({
    shopName: '幸福里鲜果店',
    status: 'sent',
    answer: 'none',
    bringOn: '2026-11-24',
    lines: [{ title: '苹果', unit: '斤', ordered: 20, cases: 1, loose: 0, unitCost: { amount: 800 } }],
  });
  const { purchaseOrder } = await shop.tuan.purchaseOrders.answer({ corrections: [] }, by);
  expect(purchaseOrder).toMatchObject({ supplierAnswer: 'confirmed' });
  const { data } = await shop.tuan.purchaseLinks.list({ purchaseOrderId });
  expect(data).toMatchObject([{ lastUsedAt: '2026-11-23T14:10:00.000Z' }]);
});

test('supplier link: corrections change nothing until the shop accepts them; then they are a change document', async () => {
  const by = await bySupplier();
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
  expect(data.map(({ kind, before, after }) => [kind, before, after]).toSorted()).toEqual([
    ['ordered', 20, 15],
    ['promisedOn', null, '2026-11-25'],
    ['unitCost', 800, 850],
  ]);
  await expect(shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId })).rejects.toMatchObject({
    code: 'correction_decided',
  });
});

test('supplier link: what the shop refuses changes nothing, and the supplier has to answer anew', async () => {
  const by = await bySupplier();
  const { corrections } = await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  const correctionIds = corrections.map(({ id }) => id);
  const refused = await shop.tuan.purchaseOrders.refuseCorrections({
    purchaseOrderId,
    correctionIds,
    note: '说好的20斤',
  });
  expect(refused).toMatchObject({
    purchaseOrder: { supplierAnswer: 'none', lines: [{ ordered: 20 }] },
    corrections: [{ status: 'refused', note: '说好的20斤' }],
  });
  shop.now += 60_000;
  await shop.tuan.purchaseOrders.answer({ corrections: [] }, by);
  expect(await shop.tuan.purchaseOrders.get({ purchaseOrderId })).toMatchObject({
    supplierAnswer: 'confirmed',
  });
});

test('supplier link: a new answer replaces what is undecided; what only repeats the order is no correction', async () => {
  const by = await bySupplier();
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  const again = await shop.tuan.purchaseOrders.answer(
    { corrections: [{ purchaseLineId, ordered: 20, reason: '又有了' }] },
    by,
  );
  expect(again).toMatchObject({
    purchaseOrder: { supplierAnswer: 'confirmed' },
    corrections: [{ status: 'replaced' }],
  });
});

test('supplier link: a new answer while the shop accepts the old one is decided anew', async () => {
  const by = await bySupplier();
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  interleave(
    shop,
    (other) => other.purchaseOrders.answer({ corrections: [{ ...fewer(), ordered: 10 }] }, by),
    'beforeWrite',
  );
  const { purchaseOrder } = await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
  expect(purchaseOrder.lines).toMatchObject([{ ordered: 10 }]);
});

test('supplier link: bad input is named by its field', async () => {
  const by = await bySupplier();
  const answer = (...corrections: readonly object[]) =>
    shop.tuan.purchaseOrders.answer({ corrections } as never, by);
  const wrong = { code: 'invalid_input' };
  await expect(answer({ purchaseLineId, reason: '没说' })).rejects.toMatchObject(wrong);
  await expect(answer({ ...fewer(), reason: '' })).rejects.toMatchObject(wrong);
  await expect(answer({ ...fewer(), ordered: -1 })).rejects.toMatchObject(wrong);
  await expect(answer({ ...fewer(), promisedOn: '2026-02-30' })).rejects.toMatchObject(wrong);
  await expect(answer(fewer(), fewer())).rejects.toMatchObject({
    ...wrong,
    details: { fields: [{ path: 'corrections.1.purchaseLineId', code: 'repeated' }] },
  });
  await expect(answer({ ...fewer(), unitCost: { amount: 1, currency: 'EUR' } })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
});

test('supplier link: it opens one order, until it ends or is taken back; a draft has none', async () => {
  const tokenHash = 'b'.repeat(64);
  const expiresAt = '2026-11-24T00:00:00+08:00';
  const store = (until = expiresAt, hash = tokenHash) =>
    shop.tuan.purchaseLinks.store({ purchaseOrderId, tokenHash: hash, expiresAt: until });
  await expect(store()).rejects.toMatchObject({ code: 'purchase_order_not_sent' });
  const by = await bySupplier();
  await expect(store('2026-11-23T22:00:00+08:00')).rejects.toMatchObject({ code: 'link_expiry' });
  await expect(store('2027-11-23T22:00:00+08:00')).rejects.toMatchObject({ code: 'link_expiry' });
  await expect(store(expiresAt, 'a'.repeat(64))).rejects.toMatchObject({ code: 'conflict' });
  const { id: linkId } = await store();
  await expect(
    shop.tuan.purchaseOrders.forSupplier({ purchaseOrderId: 'pur_other' }, by),
  ).rejects.toMatchObject({ code: 'not_found' });
  for (const call of ['get', 'close', 'acceptCorrections'] as const)
    await expect(shop.tuan.purchaseOrders[call]({ purchaseOrderId }, by)).rejects.toMatchObject({
      code: 'not_allowed',
    });
  await shop.tuan.purchaseLinks.revoke({ linkId });
  expect(await shop.tuan.purchaseLinks.revoke({ linkId })).toMatchObject({ id: linkId });
  expect(await shop.tuan.purchaseLinks.find({ tokenHash })).toEqual({ link: null });
  shop.at('2026-11-25T00:00:00+08:00');
  expect(await shop.tuan.purchaseLinks.find({ tokenHash: 'a'.repeat(64) })).toEqual({ link: null });
});

test('supplier link: nothing of customers, of stock or of what was needed is in the answer', async () => {
  const text = JSON.stringify(await shop.tuan.purchaseOrders.forSupplier({}, await bySupplier()));
  for (const word of ['customer', 'needed', 'fromStock', 'buffer', 'surplus', planted.leader])
    expect(text).not.toContain(word);
});
