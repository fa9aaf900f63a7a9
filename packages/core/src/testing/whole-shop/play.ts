import { planted } from '../neighbourhood.ts';
import type { Step } from '../random-shop.ts';
import { tryTo } from './try-to.ts';
import { type Day, minute } from './day.ts';
import { changePrices, place, placeStale, replace } from './order.ts';

const { campaign: campaignId } = planted;

/** One step before the cutoff, whatever comes of it. */
export async function play(day: Day, step: Step): Promise<unknown> {
  const { tuan } = day.shop;
  switch (step.kind) {
    case 'place':
      return place(day, step);
    case 'pay':
      return day.pay(day.order(step.order));
    case 'replace':
      return replace(day, step);
    case 'stale':
      return placeStale(day, step);
    case 'change':
      return changePrices(day, step.change, step.value);
    case 'cancel':
      return tryTo(tuan.orders.cancel({ orderId: day.order(step.order) }));
    case 'reduce': {
      const lines = [{ lineId: await day.line(step.order, step.line), pieces: step.pieces }];
      return tryTo(tuan.orders.reduce({ orderId: day.order(step.order), lines }));
    }
    case 'refund': {
      const given = { lineId: await day.line(step.order, step.line), pieces: step.pieces, fault: step.fault };
      return tryTo(tuan.orders.refund({ orderId: day.order(step.order), reason: '碰伤', ...given }));
    }
    case 'withdraw':
      return tryTo(
        tuan.orders.withdraw({ orderId: day.order(step.order), reason: '送错', fault: step.fault }),
      );
    case 'wait':
      return (day.shop.now += step.minutes * minute);
    case 'tick':
      return day.tick();
    case 'close':
      return tryTo(tuan.campaigns.close({ campaignId }));
    case 'link':
      return link(day, step.guest);
    case 'moveCutoff': {
      const closesAt = new Date(day.shop.now + step.minutes * minute).toISOString();
      return tryTo(tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, closesAt }] }));
    }
    case 'changeLimit': {
      const offers = [{ variantId: planted.apple, limitPerCustomer: step.pieces }];
      return tryTo(tuan.campaigns.putOffers({ campaignId, offers }));
    }
    default:
      return step satisfies never;
  }
}

/** The guest, or the neighbour known by phone, turns out to be the second customer. */
async function link({ shop }: Day, guest: boolean): Promise<unknown> {
  const [row] = await shop.tuan.reader.rows<{ id: string }>(
    `SELECT "id" AS "id" FROM "customers" WHERE "mergedIntoId" IS NULL AND "externalId" IS NULL
      AND ("guestKey" IS NOT NULL) = ${guest ? '1' : '0'}`,
  );
  return row && tryTo(shop.tuan.customers.link({ customerId: row.id, intoId: planted.otherCustomer }));
}
