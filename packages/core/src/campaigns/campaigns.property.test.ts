import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { offerTiers } from './tables.ts';
import { patience, runsOf } from '../testing/runs.ts';

/*
 * Random rounds: campaigns are drafted, changed, published, ordered from, closed, cancelled and frozen in any order
 * and at any time. Whatever is refused leaves nothing behind, nothing but a refusal is ever thrown, and after every
 * step the audit holds. In the end all money is accounted for.
 */

type Step =
  | {
      readonly kind: 'draft';
      readonly minimum: number | null;
      readonly onMiss: 'cancel' | 'extendOnce' | 'nextLower';
    }
  | {
      readonly kind: 'put';
      readonly campaign: number;
      readonly cap: number | null;
      readonly price: number;
      readonly minutes: number;
    }
  | { readonly kind: 'change'; readonly campaign: number; readonly minutes: number }
  | {
      readonly kind: 'publish' | 'close' | 'freeze' | 'cancelCampaign' | 'complete';
      readonly campaign: number;
    }
  | {
      readonly kind: 'place';
      readonly campaign: number;
      readonly pieces: number;
      readonly offers: number;
      readonly payment: 'none' | 'inside' | 'atPickup';
    }
  | { readonly kind: 'pay' | 'cancelOrder'; readonly order: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'tick' };

const which = fc.nat(5);
const minutes = fc.constantFrom(-5, 1, 14, 60, 600);
const weighted: readonly [number, fc.Arbitrary<Step>][] = [
  [
    2,
    fc.record({
      kind: fc.constant('draft' as const),
      minimum: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      onMiss: fc.constantFrom('cancel' as const, 'extendOnce' as const, 'nextLower' as const),
    }),
  ],
  [
    2,
    fc.record({
      kind: fc.constant('put' as const),
      campaign: which,
      cap: fc.option(fc.nat(8), { nil: null }),
      price: fc.nat(1200),
      minutes,
    }),
  ],
  [1, fc.record({ kind: fc.constant('change' as const), campaign: which, minutes })],
  [2, fc.record({ kind: fc.constant('publish' as const), campaign: which })],
  [
    1,
    fc.record({
      kind: fc.constantFrom(
        'close' as const,
        'freeze' as const,
        'cancelCampaign' as const,
        'complete' as const,
      ),
      campaign: which,
    }),
  ],
  [
    8,
    fc.record({
      kind: fc.constant('place' as const),
      campaign: which,
      pieces: fc.integer({ min: 1, max: 4 }),
      offers: fc.integer({ min: 1, max: 3 }),
      payment: fc.constantFrom('none' as const, 'inside' as const, 'atPickup' as const),
    }),
  ],
  [4, fc.record({ kind: fc.constantFrom('pay' as const, 'cancelOrder' as const), order: which })],
  [3, fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 16, 70, 400) })],
  [2, fc.constant({ kind: 'tick' as const })],
];
const step: fc.Arbitrary<Step> = fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const instant = (now: number, later: number): string => new Date(now + later * 60_000).toISOString();

class Round {
  readonly #shop: TestShop;
  readonly #campaigns: string[] = [planted.campaign];
  readonly #orders: string[] = [];
  #payments = 0;

  constructor(shop: TestShop) {
    this.#shop = shop;
  }

  async play(wanted: Step): Promise<void> {
    try {
      await this.#do(wanted);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // One process alone never loses a race: a guard that trips here is a defect, except where it is the answer.
      if (error.code === 'conflict') expect(wanted.kind).toBe('complete');
    }
  }

  async #do(wanted: Step): Promise<unknown> {
    const { tuan } = this.#shop;
    switch (wanted.kind) {
      case 'draft':
        return this.#draft(wanted);
      case 'put':
        return this.#put(wanted);
      case 'change':
        return tuan.campaigns.change({
          campaignId: this.#campaign(wanted),
          closesAt: instant(this.#shop.now, wanted.minutes),
        });
      case 'publish':
      case 'close':
      case 'freeze':
      case 'complete':
        return tuan.campaigns[wanted.kind]({ campaignId: this.#campaign(wanted) });
      case 'cancelCampaign':
        return tuan.campaigns.cancel({ campaignId: this.#campaign(wanted), reason: 'random' });
      case 'place':
        return this.#place(wanted);
      case 'pay':
        return this.#pay(this.#order(wanted));
      case 'cancelOrder':
        return tuan.orders.cancel({ orderId: this.#order(wanted) });
      case 'wait':
        return (this.#shop.now += wanted.minutes * 60_000);
      case 'tick':
        return this.#tick();
      default:
        return wanted satisfies never;
    }
  }

  #campaign({ campaign }: { readonly campaign: number }): string {
    return this.#campaigns[campaign % this.#campaigns.length] ?? '';
  }

  #order({ order }: { readonly order: number }): string {
    return this.#orders[order % Math.max(1, this.#orders.length)] ?? 'ord_none';
  }

  async #draft({ minimum, onMiss }: Extract<Step, { kind: 'draft' }>): Promise<void> {
    const missed =
      minimum === null || minimum === 1
        ? {}
        : { onMiss, extendHours: 1, lowerMinimums: onMiss === 'nextLower' ? [1] : [] };
    const { id, offers } = await this.#shop.tuan.campaigns.draft({
      title: '随机团',
      closesAt: instant(this.#shop.now, 90),
      pickupDate: '2026-12-31',
      pickupWindows: [{ opens: '16:00', closes: '20:00' }],
      leaderIds: [planted.leader],
      pickupPointIds: [planted.point],
      offers: [
        { variantId: planted.apple, minimum, ...missed },
        { variantId: planted.egg, cap: 5 },
      ],
    });
    this.#campaigns.push(id);
    const offerId = offers[0]?.id ?? '';
    await this.#shop.plant((work) => {
      work.insert(offerTiers, { offerId, fromPieces: 3, price: 700 });
      work.insert(offerTiers, { offerId, fromPieces: 2, price: 850, countedOver: 'community' });
      return null;
    });
    await this.#shop.tuan.campaigns.publish({ campaignId: id });
  }

  async #put({ campaign, cap, price, minutes: later }: Extract<Step, { kind: 'put' }>): Promise<void> {
    const offer = {
      variantId: planted.egg,
      cap,
      price: cny(price),
      closesAt: instant(this.#shop.now, later),
    };
    await this.#shop.tuan.campaigns.putOffers({ campaignId: this.#campaign({ campaign }), offers: [offer] });
  }

  async #place({ campaign, pieces, offers, payment }: Extract<Step, { kind: 'place' }>): Promise<void> {
    const variants = [planted.apple, planted.egg].filter((_, index) => ((offers >> index) & 1) === 1);
    const cart = {
      campaignId: this.#campaign({ campaign }),
      lines: variants.map((variantId) => ({ variantId, pieces })),
    };
    const { total } = await this.#shop.tuan.orders.quote(cart);
    const settled = {
      none: {},
      atPickup: { payment },
      inside: { payment: { amount: total, reference: this.#reference() } },
    }[payment];
    const { id } = await this.#shop.tuan.orders.place({
      ...cart,
      customer: planted.customer,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      ...(settled as { payment: 'atPickup' }),
    });
    this.#orders.push(id);
  }

  async #pay(orderId: string): Promise<void> {
    const { amountDue } = await this.#shop.tuan.orders.get({ orderId });
    await this.#shop.tuan.orders.pay({ orderId, amount: amountDue, reference: this.#reference() });
  }

  #reference(): string {
    this.#payments += 1;
    return `pay-${String(this.#payments)}`;
  }

  async #tick(): Promise<void> {
    const { steps } = await this.#shop.tuan.tick();
    expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  }

  /** Everything that can fall due has: nothing is open, held or owed any more. */
  async end(): Promise<void> {
    this.#shop.now += 3 * 24 * 3_600_000;
    await this.#tick();
    await this.#shop.audit();
    const { reader } = this.#shop.tuan;
    const stuck = await reader.rows(`SELECT c."id", c."status" FROM "campaigns" c
      WHERE c."status" = 'published' OR EXISTS (SELECT 1 FROM "orders" o WHERE o."campaignId" = c."id"
        AND (o."status" = 'held' OR (c."status" IN ('cancelled', 'completed') AND o."status" = 'confirmed')))`);
    expect(stuck).toEqual([]);
    const money =
      await reader.rows(`SELECT coalesce(sum(CASE WHEN e."account" IN (1100, 2100, 2200) THEN e."amount" END), 0) AS "sum",
      coalesce(sum(CASE WHEN e."account" = 2100 THEN -e."amount" END), 0) - (SELECT coalesce(sum(l."net" - l."refunded"), 0)
        FROM "order_lines" l JOIN "orders" o ON o."id" = l."orderId" WHERE o."paidAt" IS NOT NULL) AS "unexplained" FROM "ledger_entries" e`);
    expect(money).toEqual([{ sum: 0, unexplained: 0 }]);
  }
}

test(
  'model: whatever is done to campaigns, in any order, the audit holds after every step and no money is lost',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const shop = await testShop({ policies: { orderWithoutLeader: 'house' } });
        try {
          const round = new Round(shop);
          for (const wanted of steps) {
            await round.play(wanted);
            await shop.audit();
          }
          await round.end();
        } finally {
          await shop.close();
        }
      }),
      { numRuns: runsOf(60) },
    );
  },
  patience(60_000),
);
