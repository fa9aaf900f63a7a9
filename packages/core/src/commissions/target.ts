import { formatAmount } from '../shared/currency.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { addDays, calendarDate, type Instant, instantText, type Period, startOfDay } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { calendarPeriod } from './target-period.ts';
import type { commissionTargets, targetResults } from './target-tables.ts';

export type Target = Row<typeof commissionTargets>;
export type TargetResult = Row<typeof targetResults>;

/** What the article says of withholding, in the words of whoever sets it [S]. */
export const withholdingWarning = {
  'zh-CN':
    '不建议扣减佣金：团长是兼职的邻居，扣款容易伤感情、造成流失。建议只设奖励；仍要启用时，请提前告知团长。',
  en: 'Withholding is advised against: leaders are neighbours who do this on the side, and money taken away drives them off. Set a bonus instead; where it is wanted all the same, leaders are told before.',
} as const;

export function withholds({ withheldAmount, withheldBasisPoints }: Target): boolean {
  return withheldAmount !== null || withheldBasisPoints !== null;
}

/** The columns that say which period is closed next: the first from `from` on, none behind `validTo`. */
export function nextPeriod(
  target: Pick<Target, 'period' | 'validTo' | 'noticeDays' | 'withheldAmount' | 'withheldBasisPoints'>,
  from: Instant,
  { zone }: Shop,
): Pick<Target, 'nextFrom' | 'nextTo' | 'noticeAt'> {
  const { period, validTo, noticeDays } = target;
  if (validTo !== null && validTo <= from) return { nextFrom: from, nextTo: null, noticeAt: null };
  // A target of dates has one period, which its bounds are.
  const nextTo = period === 'dates' ? (validTo ?? from) : calendarPeriod(period, from, zone).to;
  const toldOn = startOfDay(addDays(calendarDate(nextTo - 1, zone), 1 - noticeDays), zone);
  const tells = target.withheldAmount !== null || target.withheldBasisPoints !== null;
  return { nextFrom: from, nextTo, noticeAt: tells ? Math.max(from, toldOn) : null };
}

export function periodOf(target: Target): Period | null {
  return target.nextTo === null ? null : { from: target.nextFrom, to: target.nextTo };
}

/** The period that runs by the clock, whether or not the one before was closed (C15). */
export function runningPeriod(target: Target, now: Instant, { zone }: Shop): Period | null {
  const next = periodOf(target);
  if (!next || now < next.to || target.period === 'dates') return next;
  const running = calendarPeriod(target.period, now, zone);
  return target.validTo !== null && running.from >= target.validTo ? null : running;
}

/** The period in the calendar of the shop, both days within it: `2026-12-01–2026-12-31`. */
export function periodText({ from, to }: Period, zone: string): string {
  return `${calendarDate(from, zone)}–${calendarDate(to - 1, zone)}`;
}

/** Why a bonus was posted or withheld: period, sales, step; short enough for both languages on a line. */
export function resultReason(
  { name, steps }: Target,
  { from, to, sales, step }: Pick<TargetResult, 'from' | 'to' | 'sales' | 'step'>,
  { zone, currency }: Shop,
): string {
  const sum = (amount: number) => `${formatAmount(amount, currency)} ${currency}`;
  const threshold = steps[(step ?? 1) - 1]?.threshold ?? 0;
  const outcome =
    step === null
      ? `未达 below ${sum(threshold)}，扣减 withheld`
      : `第${String(step)}档 step ${String(step)}: ≥ ${sum(threshold)}`;
  return `目标奖励 target ${name} · ${periodText({ from, to }, zone)} · 销售额 sales ${sum(sales)} · ${outcome}`;
}

export function targetView(target: Target, currency: string) {
  const { id, name, leaderId, leaderTier, period, steps, noticeDays, nextFrom, nextTo } = target;
  const orNull = (amount: number | null) => (amount === null ? null : money(amount, currency));
  return {
    id,
    name,
    leaderId,
    leaderTier,
    period,
    steps: steps.map(({ threshold, bonus, basisPoints }) => ({
      threshold: money(threshold, currency),
      bonus: orNull(bonus),
      basisPoints,
    })),
    withholding: withholds(target)
      ? {
          amount: orNull(target.withheldAmount),
          basisPoints: target.withheldBasisPoints,
          noticeDays,
          warning: withholdingWarning,
        }
      : null,
    validFrom: instantText(target.validFrom),
    validTo: instantOrNull(target.validTo),
    next: nextTo === null ? null : { from: instantText(nextFrom), to: instantText(nextTo) },
    createdAt: instantText(target.createdAt),
  };
}
