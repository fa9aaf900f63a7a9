import { isOpenAt } from '../campaigns/offer-cutoff.ts';
import { type campaigns, offers, pools } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { makeRoom, releaseOverduePool, releaseOverdueUses } from '../orders/expire-order.ts';
import type { CartLine, Offer } from '../orders/price-lines.ts';
import { orders } from '../orders/tables.ts';
import { normaliseCode } from '../shared/id.ts';
import { basisPointsOf } from '../shared/money.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { type Buyer, isWithLeader, mayHave } from './buyer.ts';
import { findCoupon, type GivenCoupon } from './find-coupon.ts';
import { releaseOwnOverdue } from './release-own-overdue.ts';
import { benefitUses, coupons, promotions } from './tables.ts';
import { limitOf, type Promotion, type PromotionKind, runsAt } from './terms.ts';

export interface GiftStock {
  readonly offer: Offer;
  readonly left: number;
}

/** What promotions need to know to be applied. */
export interface PromotionFacts {
  readonly active: readonly Promotion[];
  /** Those of a kind that run now, with this leader, and that this customer may still have; the oldest first. */
  readonly running: (kind: PromotionKind) => readonly Promotion[];
  /** Whether this would be the customer's first order (R10). */
  readonly customer: 'new' | 'known' | 'unknown';
  /** The first order's promotion that an own order has which waits for its payment. */
  readonly heldFirstOrder: Promotion | null;
  readonly coupon: GivenCoupon | null;
  readonly couponProblem: string | null;
  /** Own coupons that are good now, where none was typed and the price is asked for. */
  readonly ownCoupons: readonly GivenCoupon[];
  readonly vouchers: readonly GivenCoupon[];
  /** Gifts of the campaign by variant. */
  readonly gifts: ReadonlyMap<string, GiftStock>;
}

/** What to have at hand for promotions, where there are any. */
export function promotionRequests(
  active: readonly Promotion[],
  campaignId: string,
  buyer: Pick<Buyer, 'customer' | 'couponCode' | 'asking'>,
): RowRequest[] {
  const kinds = new Set(active.map(({ kind }) => kind));
  const wanted: RowRequest[] = [];
  if (kinds.has('spendGift') || kinds.has('inviteGift')) wanted.push([offers, { campaignId, gift: true }]);
  if (buyer.couponCode !== undefined) wanted.push([coupons, { code: normaliseCode(buyer.couponCode) }]);
  if (!buyer.customer) return wanted;
  const { id: customerId } = buyer.customer;
  if (active.some((promotion) => limitOf(promotion) !== null)) wanted.push([benefitUses, { customerId }]);
  if (kinds.has('inviteGift') || (kinds.has('coupon') && asksForCoupons(buyer)))
    wanted.push([coupons, { customerId }]);
  if (buyer.customer.liveOrders > 0 && active.some(isCounted))
    wanted.push([orders, { customerId, status: 'held' }]);
  return wanted;
}

/** Gathers what decides which promotions this order gets. The promotions themselves are few and read together. */
export function gatherPromotions(
  work: Work,
  campaign: Row<typeof campaigns>,
  cart: readonly CartLine[],
  buyer: Buyer,
  now: number,
): PromotionFacts {
  const stored = work.list(promotions, { status: 'active' });
  work.need(...promotionRequests(stored, campaign.id, buyer));
  if (buyer.customer && stored.some(isCounted)) releaseOwnOverdue(work, buyer.customer.id, now);
  const gifts = giftsOf(work, campaign, stored, cart, now);
  makeBudgetRoom(work, work.list(promotions, { status: 'active' }), cart, gifts, now);
  // Read anew: what has just been released is free.
  const active = work.list(promotions, { status: 'active' }).toSorted(byCreation);
  const customer = firstOrderState(work, active, buyer);
  const running = active.filter(
    (promotion) =>
      runsAt(promotion, now) && isWithLeader(promotion, buyer) && mayHave(work, promotion, buyer),
  );
  const { coupon, couponProblem } = findCoupon(work, buyer, now);
  const vouchers = vouchersOf(work, active, buyer);
  return {
    active,
    running: (kind) => running.filter((promotion) => promotion.kind === kind),
    customer,
    heldFirstOrder: heldFirstOrder(work, active, buyer),
    coupon,
    couponProblem,
    ownCoupons: ownCouponsOf(work, running, buyer),
    vouchers,
    gifts,
  };
}

function byCreation(first: Promotion, second: Promotion): number {
  return first.createdAt - second.createdAt || (first.id < second.id ? -1 : 1);
}

/** Kinds whose benefits a customer has only so often, so that an own hold may be in the way. */
function isCounted(promotion: Promotion): boolean {
  return promotion.kind === 'inviteGift' || limitOf(promotion) !== null;
}

/** R10: known to the host or by phone, nothing held, firm or completed, and the host knows of no order before. */
function firstOrderState(work: Work, active: readonly Promotion[], buyer: Buyer): PromotionFacts['customer'] {
  if (buyer.customer === undefined) return buyer.guest === true ? 'known' : 'unknown';
  if (!active.some(({ kind }) => kind === 'firstOrder')) return 'known';
  if (buyer.customer === null) return 'new';
  // Read anew: an overdue hold may just have been released.
  const customer = work.get(customers, buyer.customer.id);
  if (customer.firstOrderBefore || (customer.externalId === null && customer.phone === null)) return 'known';
  return customer.liveOrders === 0 ? 'new' : 'known';
}

function heldFirstOrder(work: Work, active: readonly Promotion[], { customer }: Buyer): Promotion | null {
  const first = active.filter(({ kind }) => kind === 'firstOrder');
  if (first.length === 0 || !customer || customer.liveOrders === 0) return null;
  const held = work
    .list(benefitUses, { customerId: customer.id })
    .filter(({ status }) => status === 'reserved');
  return first.find(({ id }) => held.some(({ promotionId }) => promotionId === id)) ?? null;
}

/** What overdue holds have of a budget is free, where it is in the way (R1). */
function makeBudgetRoom(
  work: Work,
  active: readonly Promotion[],
  cart: readonly CartLine[],
  gifts: ReadonlyMap<string, GiftStock>,
  now: number,
): void {
  const goods = cart.reduce((sum, { offer, pieces }) => sum + offer.price * pieces, 0);
  for (const promotion of active) {
    const { budget, spent } = promotion;
    if (budget === null || spent === 0) continue;
    if (spent + mostOf(promotion, goods, gifts) > budget)
      releaseOverdueUses(work, 'promotionId', promotion.id, now);
  }
}

/** The most that a promotion could give for these goods. */
function mostOf({ terms }: Promotion, goods: number, gifts: ReadonlyMap<string, GiftStock>): number {
  if (terms.gift !== null) return (gifts.get(terms.gift.variantId)?.offer.price ?? 0) * terms.gift.pieces;
  return Math.max(
    0,
    ...terms.steps.map(({ amount, basisPoints }) => amount ?? basisPointsOf(goods, basisPoints ?? 0)),
  );
}

function asksForCoupons({ asking = false, couponCode }: Pick<Buyer, 'asking' | 'couponCode'>): boolean {
  return asking && couponCode === undefined;
}

function ownCouponsOf(work: Work, running: readonly Promotion[], buyer: Buyer): GivenCoupon[] {
  const { customer } = buyer;
  const good = running.filter(({ kind }) => kind === 'coupon');
  if (good.length === 0 || !customer || !asksForCoupons(buyer)) return [];
  return work.list(coupons, { customerId: customer.id }).flatMap((row) => {
    const promotion = good.find(({ id }) => id === row.promotionId);
    return promotion === undefined || row.usesLeft === 0 ? [] : [{ promotion, row }];
  });
}

/** Earned vouchers stay good until the promotion is ended, also when its window is over. */
function vouchersOf(work: Work, active: readonly Promotion[], buyer: Buyer): GivenCoupon[] {
  const { customer } = buyer;
  const inviting = new Map(
    active
      .filter((promotion) => promotion.kind === 'inviteGift' && isWithLeader(promotion, buyer))
      .map((one) => [one.id, one]),
  );
  if (!customer || inviting.size === 0) return [];
  return work
    .list(coupons, { customerId: customer.id })
    .filter(({ usesLeft }) => usesLeft > 0)
    .toSorted((first, second) => (first.id < second.id ? -1 : 1))
    .flatMap((row) => {
      const promotion = inviting.get(row.promotionId);
      return promotion === undefined ? [] : [{ promotion, row }];
    });
}

function giftsOf(
  work: Work,
  campaign: Row<typeof campaigns>,
  active: readonly Promotion[],
  cart: readonly CartLine[],
  now: number,
): Map<string, GiftStock> {
  const wanted = new Map(
    active.flatMap(({ terms: { gift } }) => (gift === null ? [] : [[gift.variantId, gift.pieces] as const])),
  );
  if (wanted.size === 0) return new Map();
  const offered = work.list(offers, { campaignId: campaign.id, gift: true });
  return new Map(
    offered
      .filter((offer) => wanted.has(offer.variantId) && isOpenAt(work, offer, now))
      .map((offer) => {
        const roomy =
          (offer.cap ?? Infinity) - offer.sold < (wanted.get(offer.variantId) ?? 1)
            ? makeRoom(work, offer, now)
            : offer;
        return [offer.variantId, stockOf(work, roomy, wanted.get(offer.variantId) ?? 1, cart, now)];
      }),
  );
}

/** The gift stock; holds that have ended and have too much of its pool give that back (R1, R3). */
function stockOf(
  work: Work,
  offer: Offer,
  pieces: number,
  cart: readonly CartLine[],
  now: number,
): GiftStock {
  const left = leftOf(work, offer, cart);
  const { variantId, poolDate, cap, sold } = offer;
  if (left >= pieces || poolDate === null || (cap ?? Infinity) - sold < pieces) return { offer, left };
  releaseOverduePool(work, { variantId, pickupDate: poolDate }, now);
  const roomy = work.get(offers, offer.id);
  return { offer: roomy, left: leftOf(work, roomy, cart) };
}

/** Pieces of the gift stock that are left, and of the pool after the cart has taken its own (R3). */
function leftOf(work: Work, offer: Offer, cart: readonly CartLine[]): number {
  const own = (offer.cap ?? Infinity) - offer.sold;
  if (offer.poolDate === null) return own;
  const { variantId, poolDate } = offer;
  const pool = work.get(pools, { variantId, pickupDate: poolDate });
  const inCart = cart.filter(
    (line) => line.offer.poolDate === poolDate && line.offer.variantId === variantId,
  );
  return Math.min(own, pool.cap - pool.sold - inCart.reduce((sum, { pieces }) => sum + pieces, 0));
}
