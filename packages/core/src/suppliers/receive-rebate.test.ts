import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { posted } from '../testing/ready-orders.ts';
import { acceptGoods } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
/** A rebate of 1,800.00 is due. */
beforeEach(async () => {
  shop = await testShop();
  const tiers = [{ threshold: yuan(5_000_000), basisPoints: 300 }];
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers });
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  shop.at('2026-12-01T09:00:00+08:00');
  await shop.tuan.supplierStatements.create({ month: '2026-11' });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const receive = (amount: number, reference: string, wish: object = {}) =>
  shop.tuan.rebates.receive({ supplierId, amount: yuan(amount), reference, ...wish });

test('rebate: money arrives, or it is set off against what is owed for goods', async () => {
  expect(await receive(100_000, 'transfer-1', { supplierId: 'external:果然鲜果业' })).toMatchObject({
    supplierId,
    amount: yuan(100_000),
    setOff: false,
    receivedAt: '2026-12-01T01:00:00.000Z',
  });
  expect(await posted(shop, 'rebate.received')).toEqual([
    [1100, 100_000],
    [1400, -100_000],
  ]);
  shop.now += 1;
  await receive(30_000, 'note-1', { setOff: true });
  expect(await posted(shop, 'rebate.received')).toEqual([
    [1100, 100_000],
    [1400, -130_000],
    [2400, 30_000],
  ]);
  const first = await shop.tuan.rebates.list({ supplierId, limit: 1 });
  expect(first).toMatchObject({ due: yuan(50_000), data: [{ reference: 'note-1', setOff: true }] });
  const second = await shop.tuan.rebates.list({ supplierId, limit: 1, cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ data: [{ reference: 'transfer-1' }], nextCursor: null });
});

test('rebate: never more than is due, all in all', async () => {
  await receive(180_000, 'transfer-1');
  await expect(receive(1, 'transfer-2')).rejects.toMatchObject({
    code: 'rebate_above_due',
    details: { due: yuan(0) },
  });
  expect((await shop.tuan.rebates.list({ supplierId })).data).toHaveLength(1);
});

test('rebate: of two at once that are together too much, one is refused', async () => {
  meanwhile(shop, (other) =>
    other.rebates.receive({ supplierId, amount: yuan(100_000), reference: 'transfer-1' }),
  );
  await expect(receive(100_000, 'transfer-2')).rejects.toMatchObject({
    code: 'rebate_above_due',
    details: { due: yuan(80_000) },
  });
});

test('rebate: a reference counts once, for ever', async () => {
  const first = await receive(100_000, 'transfer-1');
  shop.now += 1000;
  expect(await receive(100_000, 'transfer-1')).toEqual(first);
  for (const wish of [{ setOff: true }, { amount: yuan(99_999) }]) {
    await expect(receive(100_000, 'transfer-1', wish)).rejects.toMatchObject({
      code: 'rebate_reference_used',
      details: { rebateId: first.id },
    });
  }
  expect(await shop.tuan.rebates.list({ supplierId })).toMatchObject({ due: yuan(80_000) });
});

test('rebate: nothing, another currency, an unknown supplier and anyone but the shop are refused', async () => {
  const refused = async (wish: object, code: string, actor?: object) =>
    expect(
      shop.tuan.rebates.receive(
        { supplierId, amount: yuan(1), reference: 'r', ...wish },
        actor ? { actor: actor as never } : {},
      ),
    ).rejects.toMatchObject({ code });
  await refused({ amount: yuan(0) }, 'invalid_input');
  await refused({ amount: yuan(-1) }, 'invalid_input');
  await refused({ reference: '' }, 'invalid_input');
  await refused({ amount: { amount: 1, currency: 'USD' } }, 'currency_mismatch');
  await refused({ supplierId: 'external:none' }, 'not_found');
  const leader = { kind: 'leader', leaderId: planted.leader } as const;
  await refused({}, 'not_allowed', leader);
  await expect(shop.tuan.rebates.list({ supplierId }, { actor: leader })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
