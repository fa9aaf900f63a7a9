import { type StepText, inChinese, inEnglish } from '../orders/step-text.ts';
import type { Calculation } from './calculation.ts';

/** One link of the chain behind an amount. */
export interface ExplainedStep {
  readonly texts: StepText;
  /** A rule of the reckoning (`R34`), or a rule or promotion of the shop with its version. */
  readonly rule: string | null;
  /** Null where the step only says why. */
  readonly calculation: Calculation | null;
}

/** What an amount is about: ids by what they name. */
type About = Readonly<Record<string, string>>;

/** An amount that is stored, and the chain that leads to it. */
export interface ExplainedAmount {
  /** Stable: `line.net`, `commission.due`. */
  readonly name: string;
  readonly about: About;
  /** As it is stored; minor units. */
  readonly amount: number;
  readonly texts: StepText;
  /** The last one comes to the amount, when it was reckoned right. */
  readonly steps: readonly ExplainedStep[];
}

/** What the steps come to. */
export function reckoned({ steps }: ExplainedAmount): number | undefined {
  return steps.at(-1)?.calculation?.rounded;
}

export function step(
  rule: string | null,
  texts: StepText,
  calculation: Calculation | null = null,
): ExplainedStep {
  return { rule, texts, calculation };
}

export function told(zh: string, en: string): StepText {
  return { zh, en };
}

/** Sums as people write them, in both languages. */
export interface Say {
  zh(amount: number): string;
  en(amount: number): string;
}

export function sayIn(currency: string): Say {
  return { zh: (amount) => inChinese(amount, currency), en: (amount) => inEnglish(amount, currency) };
}

/** `1000` is `10%`. */
export function percentOf(basisPoints: number): string {
  return `${String(basisPoints / 100)}%`;
}

/** A sentence in which the same sum stands in both languages. */
export function tell(
  say: Say,
  amount: number,
  zh: (sum: string) => string,
  en: (sum: string) => string,
): StepText {
  return { zh: zh(say.zh(amount)), en: en(say.en(amount)) };
}
