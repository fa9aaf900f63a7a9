import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { calendarDate } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Claim } from './claim.ts';
import { claims } from './tables.ts';

/**
 * What a leader may approve without the shop: so much over all claims of a line, since many small claims must not
 * become a large one, and so much on a calendar day. Refuses: claim_above_leader_limit, claim_above_leader_day.
 */
export function demandWithinLeaderLimits(work: Work, claim: Claim, value: number, context: Context): void {
  const { actor, now } = context;
  if (actor.kind !== 'leader') return;
  const { policies, currency, zone } = theShop(work);
  const max = policies.leaderApprovalMax;
  const ofLine = sumOf(work.list(claims, { orderLineId: claim.orderLineId }));
  demand(ofLine + value <= max, 'claim_above_leader_limit', {
    max: money(max, currency),
    before: money(ofLine, currency),
  });
  const dayMax = policies.leaderApprovalDayMax;
  if (dayMax === null) return;
  const mine = { decidedBy: actorText(actor), decidedOn: calendarDate(now, zone) };
  const today = sumOf(work.list(claims, mine));
  demand(today + value <= dayMax, 'claim_above_leader_day', {
    max: money(dayMax, currency),
    before: money(today, currency),
  });
  // Another process may approve at the same moment: rows that were not there cannot have been read.
  work.guard(tooMuch, [mine.decidedBy, mine.decidedOn, dayMax]);
}

const tooMuch = `SELECT count(*) FROM (SELECT sum("value") AS "sum" FROM "claims"
  WHERE "decidedBy" = ? AND "decidedOn" = ? AND "outcome" IS NOT NULL) WHERE "sum" > CAST(? AS INTEGER)`;

function sumOf(decided: readonly Claim[]): number {
  return decided.reduce((sum, { outcome, value }) => sum + (outcome === null ? 0 : value), 0);
}
