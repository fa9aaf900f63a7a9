import type * as z from 'zod';
import { campaigns, offers } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { linesOf, type Order, openPieces } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import { maskName } from '../shared/phone.ts';
import { money } from '../shared/schemas.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { codeInside } from './pickup-token.ts';
import { isUncollected } from './close-order.ts';
import { type pickupSchema, verifiedPickupSchema, verifyPickupSchema } from './schemas.ts';
import { demandStation, handsOver, stationOf } from './station.ts';
import { pickupConsents, pickupGuesses } from './tables.ts';

type Shown = z.input<typeof pickupSchema>;

export const guessWindow = 15 * 60_000;

/**
 * Reads what to hand over against a code. A right code changes nothing, so verifying twice is harmless (C9).
 * A wrong one is counted for the station: a refused command would write nothing, so it is an accepted command
 * whose answer says `unknown`.
 *
 * Refuses: pickup_guesses_exceeded, not_allowed, not_found.
 */
export const verifyPickup = defineVerb({
  name: 'pickups.verify',
  summary: 'Read what to hand over against a pickup code',
  input: verifyPickupSchema,
  answer: verifiedPickupSchema,
  decide: (work, { code, pickupPointId }, context) => {
    demandStation(context.actor);
    const station = stationOf(work, pickupPointId, context.actor);
    const windowStartsAt = context.now - (context.now % guessWindow);
    const pickupCode = codeInside(code);
    work.need(
      [shops, { id: shopId }],
      [pickupGuesses, { station, windowStartsAt }],
      [orders, { pickupCode }],
      [pickupConsents, { code: pickupCode }],
    );
    const max = theShop(work).policies.pickupGuessesMax;
    const wrong = work.find(pickupGuesses, { station, windowStartsAt })?.wrong ?? 0;
    if (wrong >= max) {
      const retryAfterSeconds = Math.ceil((windowStartsAt + guessWindow - context.now) / 1000);
      refuse('pickup_guesses_exceeded', { retryAfterSeconds });
    }
    const consent = work.first(pickupConsents, { code: pickupCode });
    const order = consent ? work.find(orders, consent.orderId) : work.first(orders, { pickupCode });
    if (order && order.pickupCode !== null && opensHere(work, order, pickupPointId, context)) {
      return { outcome: 'found' as const, pickup: pickupView(work, order, consent !== undefined) };
    }
    countGuess(work, station, windowStartsAt);
    return { outcome: 'unknown' as const, triesLeft: max - wrong - 1 };
  },
});

/** Whether the code opens something at this station. One of an order that the clock has closed is dead already. */
function opensHere(work: Work, order: Order, pickupPointId: string | undefined, context: Context): boolean {
  if (!handsOver(work, order, context)) return false;
  work.need(
    [campaigns, { id: order.campaignId }],
    [orderLines, { orderId: order.id }],
    [customers, { id: order.customerId }],
  );
  const point = pickupPointId === undefined ? undefined : work.resolve(pickupPoints, pickupPointId);
  if (point && order.pickupPointId !== point.id) return false;
  return !isUncollected(work, order, context.now);
}

function countGuess(work: Work, station: string, windowStartsAt: number): void {
  const known = work.find(pickupGuesses, { station, windowStartsAt });
  // Set and not added, so that of two guesses at once in two processes one is decided anew: none goes uncounted.
  if (known) work.set(pickupGuesses, known, { wrong: known.wrong + 1 });
  else work.insert(pickupGuesses, { station, windowStartsAt, wrong: 1 });
}

function pickupView(work: Work, order: Order, byCode: boolean): Shown {
  const lines = linesOf(work, order.id);
  work.need(...lines.map(({ offerId }) => [offers, { id: offerId }] as const));
  const { id, status, campaignId, pickupPointId, note } = order;
  return {
    orderId: id,
    status,
    campaignId,
    pickupPointId,
    note,
    customer: maskName(work.get(customers, order.customerId).name),
    slot: order.slotOpens === null ? null : `${order.slotOpens}–${order.slotCloses ?? ''}`,
    collector: collectorShown(work, order, byCode),
    amountDue: money(order.amountDue, theShop(work).currency),
    lines: lines
      .filter((line) => line.allocated !== null && openPieces(line) > 0)
      .map((line) => {
        const { title, unit } = work.get(offers, line.offerId);
        const { id: lineId, pieces: ordered, grams, note: wish, gift } = line;
        return { lineId, title, unit, ordered, pieces: openPieces(line), grams, note: wish, gift };
      }),
  };
}

/** Whom else the customer lets collect, and what proves it. */
function collectorShown(work: Work, { id: orderId }: Order, byCode: boolean): Shown['collector'] {
  const consent = work.find(pickupConsents, { orderId });
  if (!consent || consent.name === '') return null;
  const asks = byCode ? 'code' : consent.phoneTail === null ? 'name' : 'phoneTail';
  return { name: maskName(consent.name), asks };
}
