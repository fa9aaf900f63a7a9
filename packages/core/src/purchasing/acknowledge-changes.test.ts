import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../events/tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } as const });
const own = leader(planted.leader);

/** Two neighbours at two points of one campaign; after the freeze both are withdrawn. */
async function bothWithdrawn() {
  const east = await neighbourOrders(shop, { name: 'A', pieces: 12 });
  const west = await neighbourOrders(shop, { name: 'B', pieces: 8, pickupPointId: planted.otherPoint });
  await freezeToday(shop);
  for (const orderId of [east.id, west.id])
    await shop.tuan.orders.withdraw({ orderId, reason: '退', fault: 'shop' });
  return shop.tuan.changes.differences({}, own);
}

test('changes: the leader gets the difference of own lines, not a whole sheet, until it is taken note of', async () => {
  const { data, totals } = await bothWithdrawn();
  expect(data).toHaveLength(2);
  expect(totals.map(({ pieces }) => pieces)).toEqual(expect.arrayContaining([-12, -8]));
  const changeLineIds = data.slice(0, 1).map(({ id }) => id);
  const note = () => shop.tuan.changes.acknowledge({ changeLineIds }, own);
  expect(await note()).toEqual({ acknowledged: 1 });
  expect(await note()).toEqual({ acknowledged: 0 });
  const rest = await shop.tuan.changes.differences({}, own);
  expect(rest.data.map(({ id }) => id)).toEqual(data.slice(1).map(({ id }) => id));
  const noted = await shop.tuan.changes.differences({ acknowledged: true }, own);
  expect(noted.data.map(({ id }) => id)).toEqual(changeLineIds);
  expect(await shop.tuan.reader.table(notices, `t."topic" = 'change.recorded'`)).toMatchObject([
    { receiverKind: 'leader', receiverId: planted.leader },
    { receiverKind: 'leader' },
  ]);
});

test('changes: the event tells once that lines were noted, and how many', async () => {
  const { data } = await bothWithdrawn();
  const changeLineIds = data.map(({ id }) => id);
  // Named twice in one call it is noted once.
  const twice = [...changeLineIds, ...changeLineIds];
  expect(await shop.tuan.changes.acknowledge({ changeLineIds: twice }, own)).toEqual({ acknowledged: 2 });
  await shop.tuan.changes.acknowledge({ changeLineIds }, own);
  const told = await shop.tuan.reader.rows(
    `SELECT "subject", json_extract("data", '$.lines') AS "lines" FROM "events" WHERE "type" = 'change.acknowledged'`,
  );
  expect(told).toEqual([{ subject: planted.leader, lines: 2 }]);
});

test('changes: nobody takes note of the lines of others, and of one that is not there nothing is noted', async () => {
  const { data } = await bothWithdrawn();
  const changeLineIds = data.map(({ id }) => id);
  const acknowledge = (ids: readonly string[], options: object) =>
    shop.tuan.changes.acknowledge({ changeLineIds: [...ids] }, options);
  const missing = { code: 'not_found', details: { what: 'change_lines' } };
  await expect(acknowledge(changeLineIds, leader('led_nobody'))).rejects.toMatchObject(missing);
  await expect(acknowledge([...changeLineIds, 'chl_none'], own)).rejects.toMatchObject(missing);
  const customer = { actor: { kind: 'customer', customerId: planted.customer } as const };
  await expect(acknowledge(changeLineIds, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(acknowledge(changeLineIds, {})).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'reader', code: 'required' }] },
  });
  expect((await shop.tuan.changes.differences({}, own)).data).toHaveLength(2);
});
