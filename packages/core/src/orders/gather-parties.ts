import { campaignLeaders, campaignPoints } from '../campaigns/tables.ts';
import { leaderReferrals } from '../commissions/referral-tables.ts';
import { communities, members } from '../communities/tables.ts';
import { original, resolveCustomer } from '../customers/customer.ts';
import { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Buyer } from '../promotions/buyer.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { phoneNumber } from '../shared/phone.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { Campaign } from './gather-cart.ts';

type Leader = Row<typeof leaders>;
type Customer = Row<typeof customers>;
type CustomerReference = string | { phone: string; name?: string | undefined } | { nickname: string };

export interface PartiesWanted {
  readonly customer?: CustomerReference | undefined;
  readonly leaderId?: string | undefined;
  readonly communityId?: string | undefined;
  readonly pickupPointId?: string | undefined;
}

export interface Parties {
  readonly leader: Leader;
  readonly customer: Customer;
  readonly communityId: string | null;
  readonly pickupPointId: string;
}

/** Who orders, through whom, and where it is fetched: settled at placement for ever (R44–R46). */
export function gatherParties(
  work: Work,
  campaign: Campaign,
  wanted: PartiesWanted,
  context: Context,
): Parties {
  const known = knownCustomer(work, wanted, context);
  const community =
    wanted.communityId === undefined ? undefined : work.resolve(communities, wanted.communityId);
  const leader = findLeader(work, campaign, wanted, community?.leaderId, known, context);
  demandAvailable(work, campaign, leader);
  const customer = known ?? makeCustomer(work, wanted.customer, leader, context);
  const pickupPointId = findPoint(work, campaign, wanted.pickupPointId, leader);
  const communityId = community?.leaderId === leader.id ? community.id : communityOf(work, leader, customer);
  return { leader, customer, communityId, pickupPointId };
}

function knownCustomer(work: Work, { customer }: PartiesWanted, { actor }: Context): Customer | undefined {
  if (actor.kind === 'customer') {
    if (customer !== undefined)
      refuse('not_allowed', { needs: 'a shop or leader credential to order for someone else' });
    return resolveCustomer(work, actor.customerId);
  }
  if (customer === undefined) return refuse('customer_required');
  if (typeof customer === 'string') return resolveCustomer(work, customer);
  if ('nickname' in customer) return undefined;
  const found = work.first(customers, { phone: phoneNumber(customer.phone) ?? '' });
  return found && original(work, found);
}

/** A neighbour by phone gets a provisional row; a nickname is a guest of this leader (R46). */
function makeCustomer(
  work: Work,
  reference: CustomerReference | undefined,
  leader: Leader,
  context: Context,
): Customer {
  const stamps = { id: context.newId('cus'), createdAt: context.now, updatedAt: context.now };
  if (typeof reference === 'object' && 'phone' in reference) {
    return work.insert(customers, {
      ...stamps,
      phone: phoneNumber(reference.phone),
      name: reference.name ?? '',
    });
  }
  const nickname = typeof reference === 'object' ? nameOfGuest(reference.nickname) : '';
  demand(nickname !== '', 'customer_required');
  return (
    knownGuest(work, leader, nickname) ??
    work.insert(customers, {
      ...stamps,
      name: nickname,
      guestKey: guestKeyOf(leader, nickname),
      guestOfLeaderId: leader.id,
    })
  );
}

function nameOfGuest(nickname: string): string {
  return nickname.trim().normalize('NFKC');
}

function guestKeyOf({ id }: Leader, name: string): string {
  return `${id} ${name.toLowerCase()}`;
}

/** A guest of this leader who has ordered before, or whoever that turned out to be (R46). */
function knownGuest(work: Work, leader: Leader, name: string): Customer | undefined {
  const known = work.first(customers, { guestKey: guestKeyOf(leader, name) });
  return known && original(work, known);
}

/** The named one; else the community's; else the point's owner; else the house where the shop allows it (R44). */
function findLeader(
  work: Work,
  campaign: Campaign,
  wanted: PartiesWanted,
  communityLeaderId: string | undefined,
  customer: Customer | undefined,
  { actor }: Context,
): Leader {
  if (actor.kind === 'leader') {
    const own = work.get(leaders, actor.leaderId);
    if (wanted.leaderId !== undefined && work.resolve(leaders, wanted.leaderId).id !== own.id)
      refuse('not_allowed', { needs: 'the own leader session' });
    return own;
  }
  const found = nearestLeader(work, campaign, wanted, communityLeaderId, customer);
  if (found !== undefined) return found;
  const shop = theShop(work);
  demand(campaign.houseLeaderAllowed || shop.policies.orderWithoutLeader === 'house', 'leader_required');
  return work.get(leaders, shop.houseLeaderId);
}

function nearestLeader(
  work: Work,
  campaign: Campaign,
  wanted: PartiesWanted,
  communityLeaderId: string | undefined,
  customer: Customer | undefined,
): Leader | undefined {
  if (wanted.leaderId !== undefined) return work.resolve(leaders, wanted.leaderId);
  if (communityLeaderId !== undefined) return work.get(leaders, communityLeaderId);
  const own = customer ? leadersOfCustomer(work, campaign, customer) : [];
  if (own.length === 1 && own[0] !== undefined) return work.get(leaders, own[0]);
  const point =
    wanted.pickupPointId === undefined ? undefined : work.resolve(pickupPoints, wanted.pickupPointId);
  return point && point.leaderId !== null ? work.get(leaders, point.leaderId) : undefined;
}

/**
 * Who would order, as far as a quote knows it: a leader or customer that is not named may be found later. Nothing is
 * made and nothing but an unknown id is refused.
 */
export function likelyBuyer(
  work: Work,
  campaign: Campaign,
  wanted: PartiesWanted,
  { actor }: Context,
  needsLeader: boolean,
): Omit<Buyer, 'couponCode'> {
  const guest = guestNamed(wanted, actor);
  const named = quotedCustomer(work, wanted, actor);
  if (!needsLeader && guest === undefined) return { customer: named, leaderId: null, communityId: null };
  const community =
    wanted.communityId === undefined ? undefined : work.resolve(communities, wanted.communityId);
  const leader =
    actor.kind === 'leader'
      ? work.get(leaders, actor.leaderId)
      : nearestLeader(work, campaign, wanted, community?.leaderId, named ?? undefined);
  const who = { customer: named, guest: guest !== undefined };
  if (leader === undefined) return { ...who, leaderId: null, communityId: community?.id ?? null };
  const customer = guest === undefined ? named : knownGuest(work, leader, guest);
  const own = customer ? communityOf(work, leader, customer) : firstCommunity(work, leader)?.id;
  return {
    ...who,
    customer,
    leaderId: leader.id,
    communityId: community?.leaderId === leader.id ? community.id : (own ?? null),
  };
}

/** The nickname of a guest, who is known to a leader only (R46). */
function guestNamed({ customer }: PartiesWanted, actor: Context['actor']): string | undefined {
  if (actor.kind === 'customer' || typeof customer !== 'object' || !('nickname' in customer))
    return undefined;
  return nameOfGuest(customer.nickname);
}

function quotedCustomer(work: Work, { customer }: PartiesWanted, actor: Context['actor']): Buyer['customer'] {
  if (actor.kind === 'customer') return resolveCustomer(work, actor.customerId);
  if (customer === undefined) return undefined;
  if (typeof customer === 'string') return resolveCustomer(work, customer);
  if ('nickname' in customer) return undefined;
  const found = work.first(customers, { phone: phoneNumber(customer.phone) ?? '' });
  return found === undefined ? null : original(work, found);
}

/** The leaders of the customer's communities that take part in the campaign. */
function leadersOfCustomer(work: Work, campaign: Campaign, customer: Customer): string[] {
  const joined = work.list(members, { customerId: customer.id }).filter(({ leftAt }) => leftAt === null);
  work.need(...joined.map(({ communityId }) => [communities, { id: communityId }] as const));
  const owners = joined
    .map(({ communityId }) => work.get(communities, communityId))
    .filter(({ retired }) => !retired)
    .map(({ leaderId }) => leaderId);
  const campaignId = campaign.id;
  work.need(...owners.map((leaderId) => [campaignLeaders, { campaignId, leaderId }] as const));
  return [...new Set(owners)].filter(
    (leaderId) => work.find(campaignLeaders, { campaignId, leaderId }) !== undefined,
  );
}

/** Refuses a leader who takes no new orders, or none in this campaign (R41): leader_unavailable. */
export function demandAvailable(work: Work, campaign: Campaign, leader: Leader): void {
  demand(leader.status === 'active', 'leader_unavailable', { leaderId: leader.id, status: leader.status });
  if (leader.house) return;
  work.expect(leaderReferrals, { recruitId: leader.id });
  const part = work.find(campaignLeaders, { campaignId: campaign.id, leaderId: leader.id });
  demand(part !== undefined, 'leader_unavailable', {
    leaderId: leader.id,
    reason: 'The leader takes no part in this campaign.',
  });
}

/** The point that was named, else the leader's only one in the campaign. Refuses: pickup_point_unavailable, invalid_input. */
export function findPoint(
  work: Work,
  campaign: Campaign,
  reference: string | undefined,
  leader: Leader,
): string {
  const campaignId = campaign.id;
  if (reference !== undefined) {
    const point = work.resolve(pickupPoints, reference);
    const part = work.find(campaignPoints, { campaignId, pickupPointId: point.id });
    demand(part !== undefined && !point.retired, 'pickup_point_unavailable', { pickupPointId: point.id });
    return point.id;
  }
  const own = work.list(pickupPoints, { leaderId: leader.id }).filter(({ retired }) => !retired);
  const open = own.filter(
    ({ id }) => work.find(campaignPoints, { campaignId, pickupPointId: id }) !== undefined,
  );
  const [only] = open;
  if (open.length === 1 && only) return only.id;
  const message = 'Name the pickup point: the leader has none, or several, in this campaign.';
  return refuse('invalid_input', { fields: [{ path: 'pickupPointId', code: 'required', message }] });
}

/** The customer's community with this leader, else the leader's first (R45). */
function communityOf(work: Work, leader: Leader, customer: Customer): string | null {
  work.need([communities, { leaderId: leader.id }], [members, { customerId: customer.id }]);
  const owned = communitiesOf(work, leader);
  const own = work.list(members, { customerId: customer.id }).filter(({ leftAt }) => leftAt === null);
  const joined = new Set(own.map(({ communityId }) => communityId));
  return (owned.find(({ id }) => joined.has(id)) ?? owned[0])?.id ?? null;
}

function firstCommunity(work: Work, leader: Leader) {
  return communitiesOf(work, leader)[0];
}

/** The oldest first; a retired one has no new orders. */
function communitiesOf(work: Work, leader: Leader) {
  return work
    .list(communities, { leaderId: leader.id })
    .filter(({ retired }) => !retired)
    .toSorted((first, second) => first.createdAt - second.createdAt || (first.id < second.id ? -1 : 1));
}
