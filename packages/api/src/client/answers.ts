import type { OpenTuan } from '@opentuan/core';

type Call = (input: never) => Promise<unknown>;

/** What an operation takes, by its name: `InputOf<'orders', 'place'>`. */
export type InputOf<
  Domain extends keyof OpenTuan,
  Name extends keyof OpenTuan[Domain],
> = OpenTuan[Domain][Name] extends (input: infer Input, ...rest: never[]) => unknown ? Input : never;

/** What an operation answers, by its name: `AnswerOf<'orders', 'place'>`. */
export type AnswerOf<
  Domain extends keyof OpenTuan,
  Name extends keyof OpenTuan[Domain],
> = OpenTuan[Domain][Name] extends Call ? Awaited<ReturnType<OpenTuan[Domain][Name]>> : never;

export type Order = AnswerOf<'orders', 'get'>;
export type OrderLine = Order['lines'][number];
export type Quote = AnswerOf<'orders', 'quote'>;
export type Money = Order['total'];
export type OpenCampaign = AnswerOf<'campaigns', 'showOpen'>;
export type OpenOffer = OpenCampaign['offers'][number];
export type CampaignSummary = AnswerOf<'campaigns', 'list'>['data'][number];
export type PickList = AnswerOf<'pickLists', 'get'>;
export type Handover = AnswerOf<'pickups', 'handOver'>;
export type Pickup = Extract<AnswerOf<'pickups', 'verify'>, { outcome: 'found' }>['pickup'];
export type PickupLine = Pickup['lines'][number];
export type CommissionSummary = AnswerOf<'commissions', 'summary'>;
export type Commission = AnswerOf<'commissions', 'list'>['data'][number];
export type Statement = AnswerOf<'statements', 'list'>['data'][number];
export type StatementLine = AnswerOf<'statements', 'lines'>['data'][number];
export type Refund = AnswerOf<'refunds', 'list'>['data'][number];

/** A sentence in both languages. */
export interface Texts {
  readonly zh: string;
  readonly en: string;
}

/** The chain of rules, rates and roundings behind amounts. */
export interface Explanation {
  readonly amounts: readonly {
    /** Stable: `line.net`, `commission.due`. */
    readonly name: string;
    readonly amount: Money;
    readonly texts: Texts;
    readonly steps: readonly { readonly texts: Texts }[];
  }[];
}

/** How far a leader is towards a target of the running period. */
export interface TargetProgress {
  readonly targetId: string;
  readonly name: string;
  readonly to: string;
  readonly sales: Money;
  /** The highest step reached so far, counted from 1. */
  readonly step: number | null;
  readonly bonus: Money;
  readonly next: {
    readonly threshold: Money;
    readonly missing: Money;
    readonly bonus: Money;
  } | null;
  /** What would be withheld if it ended now; zero as a rule. */
  readonly withheld: Money;
}
