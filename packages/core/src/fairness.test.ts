import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createOpenTuan, type OpenTuan } from './open-tuan.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';

/** A shop as a server opens it: one turn of the event loop gathers a group. */
function served({ tuan: { engine, clock, random } }: TestShop): OpenTuan {
  return createOpenTuan({ engine, clock, random, gather: () => turn() });
}

function order(tuan: OpenTuan): Promise<unknown> {
  return tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    payment: 'atPickup',
  });
}

test('several shops in one process: one with 1,000 orders waiting does not keep the order of another back', async () => {
  const [rush, quiet] = [await testShop(), await testShop()];
  const busy = served(rush);
  let done = 0;
  const waiting = Array.from({ length: 1000 }, () => order(busy).then(() => (done += 1)));
  await turn();
  await order(served(quiet));
  // A group is a hundred: the quiet shop waits for the one under way, and for the one that had its turn first.
  expect(done).toBeLessThanOrEqual(300);
  await Promise.all(waiting);
  expect(done).toBe(1000);
  for (const shop of [rush, quiet]) {
    await shop.audit();
    await shop.close();
  }
});
