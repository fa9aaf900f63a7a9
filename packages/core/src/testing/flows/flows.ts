import { expect, test } from 'vitest';
import { domains } from '../../domains.ts';
import type { Engine } from '../../storage/engine.ts';
import { mainFlow } from '../main-flow.ts';
import { claimFlow } from './claims.ts';
import { deliveryFlow } from './delivery.ts';
import { playFlow, type ShopFlow } from './flow.ts';
import { lossFlow, packingFlow } from './losses.ts';
import { moneyFlow } from './money.ts';
import { orderFlow, peopleFlow } from './people.ts';
import { pickupFlow, uncollectedFlows } from './pickup.ts';
import { purchasingFlow, shortageFlows } from './purchasing.ts';
import { reportFlow } from './reports.ts';
import { seriesFlow } from './series.ts';

/** Every theme but the main flow. */
export const flows: readonly ShopFlow[] = [
  seriesFlow,
  purchasingFlow,
  ...shortageFlows,
  packingFlow,
  lossFlow,
  deliveryFlow,
  pickupFlow,
  ...uncollectedFlows,
  claimFlow,
  moneyFlow,
  peopleFlow,
  orderFlow,
  reportFlow,
];

/**
 * What every engine must come to: the main flow, and theme by theme the rest of the round. Together they call every
 * verb and query. `open` answers an engine on an empty database.
 */
export function shopFlows(name: string, open: () => Promise<Engine>): void {
  const called = new Set<string>();
  mainFlow(name, open, called);
  for (const flow of flows)
    test(`${name}: ${flow.title}`, async () => {
      const engine = await open();
      await playFlow(flow, engine, called);
      await engine.close?.();
    }, 60_000);
  test(`${name}: the flows have called every verb and every query; a new one is called by one of them`, () => {
    const all = Object.entries(domains).flatMap(([domain, operations]) =>
      Object.keys(operations).map((operation) => `${domain}.${operation}`),
    );
    expect(all.filter((operation) => !called.has(operation))).toEqual([]);
  });
}
