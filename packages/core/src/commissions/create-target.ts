import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandLevel } from '../leaders/demand-level.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { calendarDate, instantText, type Period, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { type TargetStep, worthOf } from './bonus-of.ts';
import { demandOnTop } from './demand-shares.ts';
import { nextPeriod, targetView, withholdingWarning } from './target.ts';
import { calendarPeriod } from './target-period.ts';
import { createTargetSchema, targetSchema } from './target-schemas.ts';
import { commissionTargets } from './target-tables.ts';

type CreateTarget = z.output<typeof createTargetSchema>;

/**
 * Sets a target (目标奖励): sales of a period from a threshold on pay a bonus, in steps (R40). It is never changed,
 * only retired. Withholding on a missed target is off; who wants it says that the warning was read.
 *
 * Refuses: target_invalid (a period in the past), withholding_unacknowledged, leader_level_unknown, invalid_input
 * (steps that do not rise), commission_share_too_high, currency_mismatch, not_found, not_allowed.
 */
export const createTarget = defineVerb({
  name: 'commissionTargets.create',
  summary: 'Set a sales target for leaders',
  input: createTargetSchema,
  answer: targetSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const steps = risingSteps(shop, command.steps);
    demandAffordable(shop, steps);
    const { from, to } = validity(command, shop, context);
    const terms = {
      ...withholdingOf(command, shop),
      period: command.period.kind,
      validFrom: from,
      validTo: to,
    };
    const target = work.insert(commissionTargets, {
      id: context.newId('tgt'),
      name: command.name,
      ...whom(work, command),
      ...terms,
      steps,
      ...nextPeriod(terms, from, shop),
      createdAt: context.now,
    });
    work.emit({ type: 'target.created', subject: target.id, data: { validFrom: from, validTo: to } });
    return targetView(target, shop.currency);
  },
});

function whom(work: Work, { leaderId, leaderTier }: CreateTarget) {
  if (leaderTier !== undefined) demandLevel(work, leaderTier, 'leaderTier');
  return {
    leaderId: leaderId === undefined ? null : work.resolve(leaders, leaderId).id,
    leaderTier: leaderTier ?? null,
  };
}

/** A step that pays a rate of the sales comes on top of the commission for them. */
function demandAffordable({ policies }: Shop, steps: readonly TargetStep[]): void {
  for (const [position, { basisPoints }] of steps.entries()) {
    const target = { part: 'target', basisPoints: basisPoints ?? 0 } as const;
    demandOnTop(policies, `steps.${String(position)}.basisPoints`, target);
  }
}

/** Thresholds rise, and so does what they pay: nobody is to lose by selling more. */
function risingSteps(shop: Shop, wished: CreateTarget['steps']): TargetStep[] {
  const steps = wished.map(({ threshold, bonus, basisPoints }, position): TargetStep => {
    const path = `steps.${String(position)}`;
    return {
      threshold: amountOf(shop, threshold, `${path}.threshold`),
      bonus: bonus === undefined ? null : amountOf(shop, bonus, `${path}.bonus`),
      basisPoints: basisPoints ?? null,
    };
  });
  const fields = steps.flatMap((step, position): FieldProblem[] => {
    const before = steps[position - 1];
    if (before === undefined) return [];
    const path = `steps.${String(position)}`;
    const { threshold } = step;
    if (threshold <= before.threshold)
      return [
        {
          path: `${path}.threshold`,
          code: 'not_rising',
          message: 'Must be above the threshold of the step before.',
        },
      ];
    if (worthOf(step, threshold) >= worthOf(before, threshold)) return [];
    return [{ path, code: 'pays_less', message: 'Pays less here than the step before would.' }];
  });
  return fields.length === 0 ? steps : refuse('invalid_input', { fields });
}

/** The first period counts whole, so that a target set in the middle of a month is one of that month. */
function validity(
  { period, validFrom, validTo }: CreateTarget,
  { zone }: Shop,
  { now }: Context,
): { from: Period['from']; to: Period['to'] | null } {
  if (period.kind === 'dates') {
    const dates = { from: startOfDay(period.from, zone), to: startOfDay(period.to, zone) };
    demandPeriod(dates.from < dates.to, 'period.to', 'Must be later than from.');
    demandPeriod(now < dates.to, 'period.to', `Must not be over: now is ${instantText(now)}.`);
    return dates;
  }
  const today = calendarDate(now, zone);
  const { from } = calendarPeriod(period.kind, startOfDay(validFrom ?? today, zone), zone);
  const running = calendarPeriod(period.kind, now, zone);
  demandPeriod(
    from >= running.from,
    'validFrom',
    'That period is over: begin with the running one or later.',
  );
  if (validTo === undefined) return { from, to: null };
  const end = startOfDay(validTo, zone);
  demandPeriod(from < end, 'validTo', 'Must be later than the start of the first period.');
  return { from, to: calendarPeriod(period.kind, end - 1, zone).to };
}

function demandPeriod(holds: boolean, path: string, message: string): void {
  demand(holds, 'target_invalid', { fields: [{ path, code: 'period', message }] });
}

function withholdingOf({ withholding }: CreateTarget, shop: Shop) {
  if (withholding === undefined) return { withheldAmount: null, withheldBasisPoints: null, noticeDays: 0 };
  const { amount, basisPoints, noticeDays, acknowledged } = withholding;
  demand(acknowledged, 'withholding_unacknowledged', {
    warning: withholdingWarning,
    fields: [
      { path: 'withholding.acknowledged', code: 'required', message: 'Read the warning, then give true.' },
    ],
  });
  return {
    withheldAmount: amount === undefined ? null : amountOf(shop, amount, 'withholding.amount'),
    withheldBasisPoints: basisPoints ?? null,
    noticeDays,
  };
}
