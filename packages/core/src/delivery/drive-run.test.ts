import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const { campaign: campaignId } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test("a driver's link opens one run: of another nothing is read or written, and what is the shop's stays so", async () => {
  const { runId, stopId } = await startedRun(shop);
  const actor = driverOf('run_other');
  const { deliveryRuns } = shop.tuan;
  for (const call of [
    () => deliveryRuns.drive({ runId }, { actor }),
    () => deliveryRuns.start({ runId }, { actor }),
    () => deliveryRuns.handOverStop({ runId, stopId, signedBy: 'x' }, { actor }),
    () => deliveryRuns.failStop({ runId, stopId, note: 'x' }, { actor }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'not_found' });
  const own = { actor: driverOf(runId) };
  for (const call of [
    () => deliveryRuns.reorder({ runId, stopIds: [stopId] }, own),
    () => deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' }, own),
    () => deliveryRuns.countStop({ runId, stopId }, own),
    () => shop.tuan.deliveryLinks.list({ runId }, own),
    () => deliveryRuns.list({}, own),
    () => shop.tuan.pickLists.get({ campaignId }, own),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'not_allowed' });
});
