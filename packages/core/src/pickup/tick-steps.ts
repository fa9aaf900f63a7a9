import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import { uncollectedOrderIds } from './close-uncollected.ts';
import { ordersToRemind } from './remind-uncollected.ts';

/** Orders closed in one batch: each writes some twenty rows. */
const closedAtOnce = 50;
const remindedAtOnce = 200;

export const closeUncollectedStep: TickStep = {
  name: 'pickups.closeUncollected',
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const orderIds = await uncollectedOrderIds(tuan.reader, now, closedAtOnce);
      if (orderIds.length === 0) return 0;
      return (await tuan.pickups.closeUncollected({ orderIds: [...orderIds] }, { now })).closed;
    }),
};

export const remindUncollectedStep: TickStep = {
  name: 'pickups.remindUncollected',
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const orderIds = await ordersToRemind(tuan.reader, now, remindedAtOnce);
      if (orderIds.length === 0) return 0;
      return (await tuan.pickups.remindUncollected({ orderIds: [...orderIds] }, { now })).reminded;
    }),
};
