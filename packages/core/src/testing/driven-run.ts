import type { Actor } from '../shared/context.ts';
import { notices } from '../events/tables.ts';
import { planted } from './neighbourhood.ts';
import { neighbourOrders } from './neighbours.ts';
import { shareOutGoods } from './shared-out.ts';
import type { TestShop } from './test-shop.ts';

const { campaign: campaignId } = planted;

/** A run over a point where A has ordered 3, then B 4, not yet started. */
export async function plannedRun(shop: TestShop) {
  const first = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  shop.now += 1000;
  const second = await neighbourOrders(shop, { name: 'B', pieces: 4 });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({
    campaignId,
    departsAt: '2026-11-24T09:00:00+08:00',
  });
  const runId = data[0]?.id ?? '';
  return { runId, stopId: data[0]?.stops[0]?.id ?? '', orders: [first.id, second.id] as const };
}

/** The same run, under way since nine. */
export async function startedRun(shop: TestShop) {
  const all = await plannedRun(shop);
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.deliveryRuns.start({ runId: all.runId });
  return all;
}

/** Whoever has the link of a run. */
export function driverOf(deliveryRunId: string): Actor {
  return { kind: 'driver', deliveryRunId, linkId: 'dlk_1' };
}

/** The notices of a topic, in the order they were written. */
export function noticesOf(shop: TestShop, topic: string) {
  return shop.tuan.reader.table(notices, 't."topic" = ? ORDER BY t."id"', [topic]);
}
