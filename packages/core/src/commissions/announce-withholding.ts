import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { Context } from '../shared/context.ts';
import { money } from '../shared/schemas.ts';
import { instantText, type Period } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { stepReached, withheldOf } from './bonus-of.ts';
import { type SalesRow, salesOfPeriod } from './sales-of-period.ts';
import { periodOf, type Target, withholdingWarning } from './target.ts';
import { commissionTargets, targetNotices } from './target-tables.ts';

/**
 * Tells leaders, some days before the end of a period, what would be withheld if it ended like this: only what was
 * shown is posted (R40). One target at a time; each leader is told once a period.
 *
 * Refuses: not_allowed.
 */
export const announceWithholding = defineVerb({
  name: 'commissionTargets.announce',
  summary: 'Tell leaders what a missed target would withhold',
  input: z.strictObject({}).meta({ id: 'AnnounceWithholding' }),
  answer: z.strictObject({ targets: z.int(), leaders: z.int() }).meta({ id: 'AnnouncedWithholding' }),
  alone: true,
  decide: (work, _command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const [due] = work.rows<{ id: string }>(
      `SELECT "id" AS "id" FROM "commission_targets" WHERE "nextTo" > CAST(?1 AS INTEGER) AND "noticeAt" <= CAST(?1 AS INTEGER)
        ORDER BY "noticeAt", "id" LIMIT 1`,
      [context.now],
    );
    if (due === undefined) return { targets: 0, leaders: 0 };
    const target = work.get(commissionTargets, due.id);
    const period = periodOf(target);
    // A batch that is decided anew reads the row again, and another process may have told everybody.
    if (!period || target.noticeAt === null) return { targets: 0, leaders: 0 };
    const missing = leadersBelow(work, target, period, context);
    for (const row of missing) tell(work, target, period, row, shop, context);
    work.set(commissionTargets, target, { noticeAt: null });
    return { targets: 1, leaders: missing.length };
  },
});

function leadersBelow(work: Work, target: Target, period: Period, { now }: Context): SalesRow[] {
  const { sql, params } = salesOfPeriod({ from: period.from, to: now + 1 }, target);
  return work
    .rows<SalesRow>(sql, params)
    .filter(({ sales, wholePeriod }) => wholePeriod === 1 && stepReached(target.steps, sales) === 0);
}

function tell(
  work: Work,
  target: Target,
  { from, to }: Period,
  { leaderId, sales }: SalesRow,
  { currency }: Shop,
  context: Context,
): void {
  const { id: targetId, name, steps } = target;
  const amount = withheldOf(target, sales);
  const threshold = steps[0]?.threshold ?? 0;
  work.insert(targetNotices, { targetId, leaderId, from, sales, amount, announcedAt: context.now });
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'leader',
    receiverId: leaderId,
    topic: 'withholdingAnnounced',
    facts: {
      targetId,
      name,
      from: instantText(from),
      to: instantText(to),
      sales: money(sales, currency),
      threshold: money(threshold, currency),
      missing: money(threshold - sales, currency),
      withheld: money(amount, currency),
      warning: withholdingWarning,
    },
    createdAt: context.now,
    source: `withholdingAnnounced ${targetId} ${leaderId} ${String(from)}`,
  });
  const data = { leaderId, from, to, sales, amount };
  work.emit({ type: 'target.withholdingAnnounced', subject: targetId, data });
}
