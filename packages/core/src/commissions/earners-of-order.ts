import { campaigns, offers } from '../campaigns/tables.ts';
import type { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import type { Order, OrderLine } from '../orders/order.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Instant } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { type HelpSelling, helpSellingOf, type Rate } from './help-selling.ts';
import { launchBoost } from './launch-boost.ts';
import { matchRule, rulesWanted } from './match-rule.ts';
import { isOwnPurchase } from './own-purchase.ts';
import { recruiterWanted } from './recruiter-wanted.ts';
import { type commissionKinds, leaderAccounts } from './tables.ts';

/** An order as it is placed, and everything that decides who earns on it. */
export interface PlacedOrder {
  readonly order: Order;
  readonly leader: Row<typeof leaders>;
  readonly customer: Row<typeof customers>;
  readonly shop: Shop;
  /** When its lines are priced: later than `placedAt` where an order is replaced. */
  readonly now: Instant;
}

/** What one beneficiary earns on a line as it is declared, before the cap. */
export interface Share extends Rate {
  readonly beneficiaryId: string;
  readonly kind: (typeof commissionKinds)[number];
  readonly ruleId: string | null;
  /** A part of `basisPoints`, or on top of a sum per piece (R40). */
  readonly boostBasisPoints: number;
  /** The keeper of the pickup point, who takes a share out of this one. */
  readonly taken?: PointShare | undefined;
}

/** What the keeper of the pickup point earns on an order of another leader. */
interface PointShare extends Rate {
  readonly beneficiaryId: string;
}

/** Who earns on the lines of one order: settled once, then asked line by line. */
export interface Earners {
  /** Whether the leader of the order earns at all, with what boost. */
  readonly seller: { readonly boost: number } | null;
  /** Set where the campaign is another leader's. */
  readonly help: HelpSelling | null;
  readonly ownerEarns: boolean;
  readonly point: (PointShare & { readonly from: 'leader' | 'shop' }) | null;
}

/** The rows of those who earn beside the leader of the order: none where neither help nor a point's share is declared. */
export function earnersWanted(
  work: Work,
  { campaignId, pickupPointId, leaderId }: Pick<Order, 'campaignId' | 'pickupPointId' | 'leaderId'>,
): RowRequest[] {
  const { ownerLeaderId } = work.get(campaigns, campaignId);
  const point = work.get(pickupPoints, pickupPointId);
  const keeperId = point.shareFrom === null ? null : point.leaderId;
  const others = [ownerLeaderId, keeperId]
    .filter((id) => id !== null && id !== leaderId)
    .flatMap((id): RowRequest[] => [
      [leaders, { id }],
      [leaderAccounts, { leaderId: id }],
    ]);
  return [...others, ...recruiterWanted(work, leaderId)];
}

/** Settles who earns on an order that is placed now. */
export function earnersOf(work: Work, placed: PlacedOrder): Earners {
  const { order, leader, shop } = placed;
  work.need(...earnersWanted(work, order));
  const help = helpSellingOf(work.get(campaigns, order.campaignId));
  const helped = help === null || help.ownerId === leader.id ? null : help;
  return {
    seller: mayEarn(placed, leader) ? { boost: launchBoost(leader, shop, order.placedAt) } : null,
    help: helped,
    ownerEarns: helped !== null && mayEarn(placed, work.get(leaders, helped.ownerId)),
    point: pointOf(work, placed),
  };
}

/**
 * The house earns nothing, nor a leader on own purchases (R39), whatever the part in the order. R41: who is suspended
 * or has left gets no new shares; what the owner or the keeper would have had stays with the shop, or with the leader
 * out of whose commission it would have been taken. Entries of orders placed before run on.
 */
export function mayEarn({ customer, shop }: PlacedOrder, leader: Row<typeof leaders>): boolean {
  if (leader.house || leader.status !== 'active') return false;
  return shop.policies.ownPurchasesEarn || !isOwnPurchase(leader, customer);
}

/** A point earns where its keeper is not the leader of the order. */
function pointOf(work: Work, placed: PlacedOrder): Earners['point'] {
  const { leader, order } = placed;
  const point = work.get(pickupPoints, order.pickupPointId);
  const { shareFrom: from, shareBasisPoints: basisPoints, sharePerPiece: perPiece } = point;
  if (from === null || point.leaderId === null || point.leaderId === leader.id) return null;
  const keeper = work.get(leaders, point.leaderId);
  return mayEarn(placed, keeper) ? { beneficiaryId: keeper.id, basisPoints, perPiece, from } : null;
}

/** Who earns what on a line of the order, as declared. A gift earns nothing (R12). */
export function sharesOfLine(work: Work, placed: PlacedOrder, earners: Earners, line: OrderLine): Share[] {
  if (line.gift) return [];
  const { help, ownerEarns, point } = earners;
  const shares: Share[] = [];
  const plain = { ruleId: null, boostBasisPoints: 0 };
  if (help !== null && ownerEarns)
    shares.push({ ...plain, ...help.owner, kind: 'sale', beneficiaryId: help.ownerId });
  const seller = shareOfSeller(work, placed, earners, line);
  if (seller !== undefined) shares.push({ ...seller, ...(point?.from === 'leader' && { taken: point }) });
  if (point?.from === 'shop') {
    const { beneficiaryId, basisPoints, perPiece } = point;
    shares.push({ ...plain, basisPoints, perPiece, kind: 'point', beneficiaryId });
  }
  return shares;
}

/** The leader of the order: the helper's share in another leader's campaign, else the most specific rule. */
function shareOfSeller(
  work: Work,
  placed: PlacedOrder,
  { seller, help }: Earners,
  line: OrderLine,
): Share | undefined {
  if (seller === null) return undefined;
  const beneficiaryId = placed.leader.id;
  if (help !== null)
    return boosted({ beneficiaryId, kind: 'help', ruleId: null, ...help.helper }, seller.boost);
  const rule = ruleFor(work, placed, line);
  if (!rule) return undefined;
  const { id: ruleId, basisPoints, perPiece } = rule;
  return boosted({ beneficiaryId, kind: 'sale', ruleId, basisPoints, perPiece }, seller.boost);
}

function ruleFor(work: Work, { leader, order, now }: PlacedOrder, line: OrderLine) {
  const { category } = work.get(offers, line.offerId);
  const subject = {
    offerId: line.offerId,
    campaignId: order.campaignId,
    leaderId: leader.id,
    leaderTier: leader.tier,
    category,
  };
  const wanted = rulesWanted([leader.id, order.campaignId, line.offerId]);
  const rules = wanted.flatMap(([table, about]) => work.list(table, about));
  return matchRule(rules, subject, now);
}

/** Where nothing is earned there is nothing to boost: 0 % is a rule too. */
function boosted(share: Omit<Share, 'boostBasisPoints'>, boost: number): Share {
  const { basisPoints, perPiece } = share;
  const boostBasisPoints = (basisPoints ?? perPiece ?? 0) === 0 ? 0 : boost;
  return {
    ...share,
    boostBasisPoints,
    basisPoints: basisPoints === null ? null : basisPoints + boostBasisPoints,
  };
}
