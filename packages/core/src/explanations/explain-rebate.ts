import { rebateOf } from '../suppliers/rebate-of.ts';
import type { StatementFigures } from '../suppliers/supplier-statement.ts';
import { type Calculation, given, rateOf } from './calculation.ts';
import { type ExplainedStep, percentOf, type Say, step, told } from './explained.ts';

/** A tier is passed strictly above its threshold; by contract it counts for all of the volume, or for what lies above. */
export function rebateSteps({ volume, tiers, mode }: StatementFigures, say: Say): ExplainedStep[] {
  const passed = tiers.filter(({ threshold }) => threshold < volume);
  const rebate = rebateOf(volume, tiers, mode);
  const missed = tiers.find(({ threshold }) => threshold >= volume);
  const next =
    missed === undefined ? [] : [step('R43', notPassed(missed.threshold, missed.basisPoints, say))];
  const last = passed.at(-1);
  if (last === undefined) {
    const none =
      tiers.length === 0
        ? told('没有约定返点', 'No rebate was agreed')
        : told('没有超过任何一档，没有返点', 'No threshold was passed: no rebate');
    return [...next, step('R43', none, given(rebate))];
  }
  const percent = percentOf(last.basisPoints);
  if (mode === 'whole') {
    const whole = told(
      `超过 ${say.zh(last.threshold)}，全部采购额返 ${percent}`,
      `Above ${say.en(last.threshold)}: ${percent} of the whole volume`,
    );
    return [...next, step('R43', whole, rateOf(volume, last.basisPoints))];
  }
  const slices = passed.map(({ threshold, basisPoints }, index) => ({
    threshold,
    basisPoints,
    amount: (passed[index + 1]?.threshold ?? volume) - threshold,
  }));
  const above = slices.map(({ threshold, basisPoints, amount }): ExplainedStep => {
    const texts = told(
      `${say.zh(threshold)} 以上的部分 ${say.zh(amount)} 返 ${percentOf(basisPoints)}`,
      `${percentOf(basisPoints)} of the ${say.en(amount)} above ${say.en(threshold)}`,
    );
    return step('R43', texts, rateOf(amount, basisPoints));
  });
  const all = told('各档合计，只舍入一次', 'The slices together, rounded once');
  return [...next, ...above, step('R43', all, together(above, slices, rebate))];
}

interface Slice {
  readonly amount: number;
  readonly basisPoints: number;
}

/** The exact shares of the slices added up, before the one rounding: `150000.3 + 99999.99 = 250000.29`. */
function together(steps: readonly ExplainedStep[], slices: readonly Slice[], rounded: number): Calculation {
  const parts = steps.map(({ calculation }) => calculation?.exact.split(' = ').at(-1) ?? '');
  const sum = exactSum(slices);
  const exact = parts.length < 2 ? sum : `${parts.join(' + ')} = ${sum}`;
  return { operation: 'sum', inputs: {}, rate: null, exact, rounded };
}

const whole = 10_000n;

function exactSum(slices: readonly Slice[]): string {
  const sum = slices.reduce(
    (total, { amount, basisPoints }) => total + BigInt(amount) * BigInt(basisPoints),
    0n,
  );
  const decimals = String(sum % whole)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${String(sum / whole)}${decimals === '' ? '' : `.${decimals}`}`;
}

function notPassed(threshold: number, basisPoints: number, say: Say) {
  const percent = percentOf(basisPoints);
  return told(
    `没有超过 ${say.zh(threshold)}（${percent}）：恰好等于也不算`,
    `${say.en(threshold)} (${percent}) was not passed: exactly that much does not count`,
  );
}
