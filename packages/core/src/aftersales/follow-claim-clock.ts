import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { leftOf } from '../orders/order.ts';
import { orderLines } from '../orders/tables.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { giveBack } from './approve-claim.ts';
import { type Claim, isOpenClaim } from './claim.ts';
import { listedShares } from './listed-shares.ts';
import { claims } from './tables.ts';

const perChunk = 100;

/**
 * What the clock does to claims that nobody decides: after half of the time leader and shop are reminded; at its end
 * the claim is overdue, and by the shop's policy it stays or is approved up to a sum. Each is dated by its instant
 * (C15) and done once.
 *
 * Refuses: not_allowed, not_found.
 */
export const followClaimClock = defineVerb({
  name: 'claims.followClock',
  summary: 'Remind of claims, and do what follows when nobody decides',
  input: z.strictObject({ claimIds: z.array(z.string()).max(perChunk) }),
  answer: z.strictObject({ done: z.int() }),
  decide: (work, { claimIds }, context) => {
    demandShop(context);
    work.need(...claimIds.map((id) => [claims, { id }] as const));
    const waiting = claimIds.map((id) => work.get(claims, id)).filter(isOpenClaim);
    return { done: waiting.filter((claim) => followClock(work, claim, context)).length };
  },
});

function followClock(work: Work, claim: Claim, context: Context): boolean {
  const { decideBy, openedAt, orderLineId } = claim;
  if (decideBy === null) return false;
  const half = openedAt + Math.floor((decideBy - openedAt) / 2);
  const { id: subject } = claim;
  if (context.now >= decideBy && claim.escalatedAt === null) {
    const escalated = work.set(claims, claim, {
      escalatedAt: decideBy,
      remindedAt: claim.remindedAt ?? decideBy,
    });
    work.emit({ type: 'claim.overdue', subject, data: { orderLineId }, occurredAt: decideBy });
    approveByClock(work, escalated, context);
    return true;
  }
  if (context.now < half || claim.remindedAt !== null) return false;
  work.set(claims, claim, { remindedAt: half });
  const data = { orderLineId, decideBy: instantText(decideBy) };
  work.emit({ type: 'claim.reminded', subject, data, occurredAt: half });
  return true;
}

/** Approved without anybody: up to the shop's sum, where someone has named an amount or pieces. */
function approveByClock(work: Work, claim: Claim, context: Context): void {
  const { policies } = theShop(work);
  if (policies.claimUndecided !== 'approve') return;
  const line = work.get(orderLines, claim.orderLineId);
  const amount = claim.proposedAmount ?? claim.requestedAmount ?? claim.suggestedAmount ?? 0;
  if (amount < 1 || amount > policies.claimAutoApproveMax || amount > leftOf(line)) return;
  // Where a gift whose condition is undone is worth as much, people decide: only the customer's own fault does that.
  const shares = listedShares(work, claim) ?? { shop: 10_000 };
  const faultShares = (shares.customer ?? 0) > 0 ? { shop: 10_000 } : shares;
  giveBack(work, claim, amount, { faultShares, note: claim.decision }, context);
}

/** Due: half of the time is over and nobody was reminded, or all of it is and it was not said. */
const due = `SELECT "id" FROM "claims" WHERE "status" IN ('open', 'proposed') AND "decideBy" IS NOT NULL
  AND (("decideBy" <= CAST(? AS INTEGER) AND "escalatedAt" IS NULL)
    OR ("remindedAt" IS NULL AND "openedAt" + ("decideBy" - "openedAt") / 2 <= CAST(? AS INTEGER)))
  ORDER BY "decideBy", "id" LIMIT ${String(perChunk)}`;

export const claimClockStep: TickStep = {
  name: followClaimClock.name,
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const rows = await tuan.reader.rows<{ id: string }>(due, [now, now]);
      if (rows.length === 0) return 0;
      return (await tuan.claims.followClock({ claimIds: rows.map(({ id }) => id) }, { now })).done;
    }),
};
