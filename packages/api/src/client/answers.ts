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
export type Collector = NonNullable<AnswerOf<'pickups', 'collector'>['collector']>;

export type Claim = AnswerOf<'claims', 'list'>['data'][number];
export type ClaimReason = AnswerOf<'claimReasons', 'get'>['data'][number];
export type ClaimSuggestion = AnswerOf<'claims', 'suggest'>;
export type Replacement = AnswerOf<'replacements', 'list'>['data'][number];
export type OwnCoupon = AnswerOf<'coupons', 'listOwn'>['data'][number];
export type OrderMove = AnswerOf<'pickups', 'listMoves'>['data'][number];
export type PickupSlot = AnswerOf<'pickupSlots', 'list'>['data'][number];
export type PickupPoint = AnswerOf<'pickupPoints', 'list'>['data'][number];
export type DeliveryRun = AnswerOf<'deliveryRuns', 'list'>['data'][number];
export type DeliveryStop = DeliveryRun['stops'][number];
export type ExtraOffer = AnswerOf<'extras', 'list'>['data'][number];
export type CutShortLine = AnswerOf<'extras', 'cutShort'>['data'][number];
export type CashToReturn = AnswerOf<'refunds', 'inHand'>['data'][number];
export type Substitute = AnswerOf<'pickupPoints', 'listSubstitutes'>['data'][number];

/** The signed proof that a customer shows, and its picture: `qr.path` in a viewBox of `qr.size`. */
export interface PickupToken {
  readonly orderId: string;
  readonly token: string;
  readonly validUntil: string;
  readonly qr: { readonly size: number; readonly path: string };
}

type RawBundle = AnswerOf<'pickups', 'findBundle'>;

/** An order as a phone takes it along: its code as a hash, names masked. */
export type BundledOrder = Omit<RawBundle['orders'][number], 'code' | 'collector'> & {
  readonly codeHash: string;
  readonly collector: {
    readonly name: string;
    readonly asks: 'phoneTail' | 'name';
    readonly codeHash: string | null;
    readonly tailHash: string | null;
  } | null;
};

/** What a station hands over today. */
export type PickupBundle = Omit<RawBundle, 'orders'> & {
  readonly publicKey: string;
  readonly salt: string;
  readonly orders: readonly BundledOrder[];
};

export type SyncedHandovers = AnswerOf<'pickups', 'syncHandovers'>;
export type HandoverInput = InputOf<'pickups', 'handOver'>;
export type CommissionSummary = AnswerOf<'commissions', 'summary'>;
export type Commission = AnswerOf<'commissions', 'list'>['data'][number];
export type Statement = AnswerOf<'statements', 'list'>['data'][number];
/** What the next statement would say. */
export type StatementPreview = AnswerOf<'statements', 'preview'>['data'][number];
export type Payout = AnswerOf<'payouts', 'list'>['data'][number];
/** What of a statement goes through a provider that splits payments. */
export type Settlement = AnswerOf<'settlements', 'list'>['data'][number];
/** A leader's level, and what is missing to the next one. */
export type LeaderStanding = AnswerOf<'leaderLevels', 'standing'>;
export type Referral = AnswerOf<'referrals', 'list'>['data'][number];
export type StatementLine = AnswerOf<'statements', 'lines'>['data'][number];
export type Refund = AnswerOf<'refunds', 'list'>['data'][number];

/** The chain of rules, rates and roundings behind amounts. */
export type Explanation = AnswerOf<'commissions', 'explain'>;
/** How far a leader is towards a target of the running period. */
export type TargetProgress = AnswerOf<'commissionTargets', 'running'>['data'][number];
