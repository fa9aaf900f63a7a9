import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { durableObjectEngine } from '@opentuan/core/storage/durable-object';
import { planted, testShop } from '@opentuan/core/testing';
import { engineContract } from '@opentuan/core/testing/engine-contract';
import { shopFlows } from '@opentuan/core/testing/flows';
import { expect, test } from 'vitest';
import { rush } from './rush.ts';

type Engine = ReturnType<typeof durableObjectEngine>;

/** An engine on an object of its own; each batch runs inside the object, where alone its storage may be used. */
function inObject(id = env.SHOPS.newUniqueId()): Engine {
  const stub = env.SHOPS.get(id);
  return {
    name: 'durable-object',
    run: (statements, mode) =>
      runInDurableObject(stub, (_, { storage }) => durableObjectEngine(storage).run(statements, mode)),
  };
}

/** An engine on an object without a table. */
async function empty(): Promise<Engine> {
  const id = env.SHOPS.newUniqueId();
  await runInDurableObject(env.SHOPS.get(id), (_, { storage }) => storage.deleteAll());
  return inObject(id);
}

engineContract('Durable Object', empty);
shopFlows('Durable Object', empty);

test('R1: in a Durable Object 1,000 orders at once for a cap of 100 are 100 orders and 900 times sold out', async () => {
  const id = env.SHOPS.newUniqueId();
  const engine = inObject(id);
  const shop = await testShop({ engine });
  await engine.run([{ sql: `UPDATE "offers" SET "cap" = 100 WHERE "id" = ?`, params: [planted.appleOffer] }]);
  const send = (path: string, init: RequestInit) =>
    env.SHOPS.get(id).fetch(`https://shop.example${path}`, init);
  expect(await rush(send, 1000)).toEqual({ '201 placed': 100, '409 offer_sold_out': 900 });
  await shop.audit();
}, 120_000);

test('orders of several requests share the batches of a Durable Object', async () => {
  const engine = inObject();
  let batches = 0;
  const counted: Engine = {
    ...engine,
    run: (statements, mode) => {
      if (mode === 'write') batches += 1;
      return engine.run(statements, mode);
    },
  };
  const shop = await testShop({ engine: counted });
  batches = 0;
  await Promise.all(
    Array.from({ length: 50 }, () =>
      shop.tuan.orders.place({
        campaignId: planted.campaign,
        customer: planted.customer,
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      }),
    ),
  );
  expect(batches).toBeLessThan(5);
  await shop.audit();
});

test('the cron trigger reaches the shop inside its object', async () => {
  const id = env.SHOPS.newUniqueId();
  const engine = inObject(id);
  const shop = await testShop({ engine });
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
  });
  await env.SHOPS.get(id).tick();
  const [rows] = await engine.run([{ sql: 'SELECT "status" AS "status" FROM "orders"', params: [] }], 'read');
  expect(rows).toEqual([{ status: 'expired' }]);
  await shop.audit();
});
