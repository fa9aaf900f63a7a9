import * as z from 'zod';
import { textSchema, timeOfDaySchema } from '../shared/schemas.ts';

const minutes = z
  .int()
  .min(0)
  .max(7 * 24 * 60);

/** What a shop may choose; the defaults are those of the rules page. */
export const shopPoliciesSchema = z
  .strictObject({
    holdMinutes: minutes.min(1).default(15).describe('How long an unpaid order keeps its stock.'),
    paymentGraceMinutes: minutes
      .default(10)
      .describe('How long after the cutoff a live hold may still be paid (R2).'),
    claimWindowHours: z
      .int()
      .min(0)
      .max(720)
      .default(48)
      .describe('How long after the last handover a claim may be opened (R32).'),
    uncollectedGraceHours: z
      .int()
      .min(0)
      .max(720)
      .default(24)
      .describe('How long after the last pickup window an order waits.'),
    uncollected: z
      .enum(['keep', 'donate', 'refundPart', 'refund'])
      .default('keep')
      .describe(
        'What happens to goods nobody fetched (R30): the money is kept, kept with the goods given to a charity, given back in part, or whole.',
      ),
    uncollectedRefundBasisPoints: z
      .int()
      .min(0)
      .max(10_000)
      .default(5000)
      .describe('How much of the money goes back with `refundPart`.'),
    uncollectedCharity: textSchema(120)
      .default('')
      .describe('Who gets the goods with `donate`; told to the customer.'),
    pickupReminderMinutes: minutes
      .default(60)
      .describe('How long before the last window ends whoever has not come is reminded; 0: only after it.'),
    noShowsMax: z
      .int()
      .min(1)
      .max(1000)
      .nullable()
      .default(null)
      .describe('After so many orders that were neither fetched nor paid, paying at pickup is refused.'),
    shortage: z
      .enum(['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders'])
      .default('orderTime')
      .describe('Who gets the goods when fewer arrived (R26).'),
    payAtPickup: z
      .enum(['allowed', 'leadersOnly', 'refused'])
      .default('leadersOnly')
      .describe(
        'Who may order now and pay at pickup (R17): everybody, only a leader on behalf and the till, or nobody.',
      ),
    commissionBase: z.enum(['net', 'gross']).default('net').describe('What a rate is applied to (R34).'),
    faultBasis: z
      .enum(['cost', 'refund'])
      .default('cost')
      .describe('What a fault share is a share of (R33).'),
    maximumShareBasisPoints: z
      .int()
      .min(1)
      .max(10_000)
      .default(3000)
      .describe(
        'The most that all leaders together earn on an order. Payment providers that split a payment allow 30 %.',
      ),
    launchBoostBasisPoints: z
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .describe('What a new leader earns on top of the rate (R40).'),
    launchBoostDays: z
      .int()
      .min(0)
      .max(3650)
      .default(0)
      .describe('For how many calendar days from the approval on; the day of the approval is the first.'),
    ownPurchasesEarn: z.boolean().default(false).describe('Whether a leader earns on own purchases (R39).'),
    referral: z
      .discriminatedUnion('kind', [
        z
          .strictObject({ kind: z.literal('once'), amount: z.int().min(1).describe('Minor units.') })
          .describe('A sum, when the first commission of the recruit is earned.'),
        z
          .strictObject({
            kind: z.literal('share'),
            basisPoints: z.int().min(1).max(10_000),
            days: z.int().min(1).max(3650),
          })
          .describe(
            "A part of the base of the recruit's orders, for so many calendar days from the approval.",
          ),
      ])
      .nullable()
      .default(null)
      .describe('What a leader earns who recruits a leader; paid by the shop on top, one level (R40).'),
    orderWithoutLeader: z
      .enum(['refused', 'house'])
      .default('refused')
      .describe('What an order without a leader does (R44).'),
    weightToleranceBasisPoints: z
      .int()
      .min(0)
      .max(5000)
      .default(500)
      .describe('How far a packed weight may fall short (R27).'),
    weightWaiver: z
      .int()
      .min(0)
      .default(0)
      .describe('A weight difference up to this sum is not refunded, in minor units.'),
    lossBufferBasisPoints: z
      .int()
      .min(0)
      .max(5000)
      .default(0)
      .describe('How much more is bought for loss (R24).'),
    leaderApprovalMax: z
      .int()
      .min(0)
      .default(0)
      .describe('Up to this refund a leader may approve a claim, in minor units.'),
    leaderApprovalDayMax: z
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe('And up to this sum of all claims on a calendar day, in minor units; null: no such limit.'),
    leaderObjectionHours: z
      .int()
      .min(0)
      .max(720)
      .default(72)
      .describe('How long a leader may speak against a share of the fault (R33).'),
    claimDecisionHours: z
      .int()
      .min(1)
      .max(720)
      .default(24)
      .describe('By when a claim is decided; after half of it leader and shop are reminded.'),
    claimUndecided: z
      .enum(['stays', 'approve'])
      .default('stays')
      .describe('What happens to a claim that nobody has decided by then.'),
    claimAutoApproveMax: z
      .int()
      .min(0)
      .default(0)
      .describe('Up to this refund `approve` approves it, in minor units; a larger one stays.'),
    replacementRounds: z
      .int()
      .min(1)
      .max(30)
      .default(2)
      .describe('After so many rounds without the goods a refund is offered instead of them.'),
    claimFlagCount: z
      .int()
      .min(1)
      .max(1000)
      .default(3)
      .describe('From so many claims in 90 days on, whoever decides is told that they are frequent …'),
    claimFlagBasisPoints: z
      .int()
      .min(0)
      .max(10_000)
      .default(3000)
      .describe('… where they are also this share of the orders or more.'),
    cutoffNoticeMinutes: minutes
      .default(120)
      .describe('How long before a cutoff leaders are reminded of it; 0: never.'),
    quietHours: z
      .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
      .refine(({ from, to }) => from !== to, { path: ['to'], message: 'Must not be the same as from.' })
      .nullable()
      .default(null)
      .describe(
        'When nobody is told anything that can wait, in the zone of the shop, as from 21:30 to 07:30.',
      ),
    splitCapBasisPoints: z
      .int()
      .min(0)
      .max(10_000)
      .default(3000)
      .describe('How much of what was paid for an order the split-payment provider lets go to leaders.'),
    pickupSlots: z
      .enum(['optional', 'required'])
      .default('optional')
      .describe('Whether an order at a point with bookable times needs to book one.'),
    depot: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .nullable()
      .default(null)
      .describe(
        'Where the vans leave with the goods, in degrees. Null: the only branch that has a position.',
      ),
    pickupGuessesMax: z
      .int()
      .min(1)
      .max(1000)
      .default(10)
      .describe('Wrong pickup codes a station may try in 15 minutes.'),
  })
  .meta({ id: 'ShopPolicies', description: 'What the shop has chosen where the rules leave a choice.' });

export type ShopPolicies = z.output<typeof shopPoliciesSchema>;

export const defaultPolicies: ShopPolicies = shopPoliciesSchema.parse({});
