import { defineVerb } from '../define.ts';
import type { Instant } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type Shop, theShop } from '../shop/the-shop.ts';
import { calendarPeriod } from './target-period.ts';
import { nextPeriod, type Target, targetView } from './target.ts';
import { retireTargetSchema, targetSchema } from './target-schemas.ts';
import { commissionTargets } from './target-tables.ts';

/**
 * Ends a target: no further period begins. The running one is still paid at its end, unless it is dropped; one that
 * is over is paid in any case. Ending it again changes nothing.
 *
 * Refuses: not_found, not_allowed.
 */
export const retireTarget = defineVerb({
  name: 'commissionTargets.retire',
  summary: 'End a sales target',
  input: retireTargetSchema,
  answer: targetSchema,
  decide: (work, { targetId, running }, context) => {
    demandShop(context);
    const shop = theShop(work);
    const target = work.get(commissionTargets, targetId);
    const validTo = lastEnd(target, running, context.now, shop);
    if (target.validTo !== null && target.validTo <= validTo) return targetView(target, shop.currency);
    const over = { nextTo: null, noticeAt: null };
    const left = target.nextTo === null ? {} : target.nextFrom < validTo ? {} : over;
    const retired = work.set(commissionTargets, target, { validTo, ...left });
    work.emit({ type: 'target.retired', subject: target.id, data: { validTo } });
    return targetView(retired, shop.currency);
  },
});

function lastEnd(target: Target, running: 'keep' | 'drop', now: Instant, shop: Shop): Instant {
  if (now < target.validFrom) return target.validFrom;
  const { period, validFrom, validTo } = target;
  // A target of dates that runs ends where it began when it is dropped, else where it was to end.
  if (period === 'dates')
    return running === 'drop' && validTo !== null && now < validTo ? validFrom : (validTo ?? now);
  const current = calendarPeriod(period, now, shop.zone);
  return running === 'drop'
    ? current.from
    : (nextPeriod({ ...target, validTo: null }, current.from, shop).nextTo ?? now);
}
