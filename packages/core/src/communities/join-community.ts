import type * as z from 'zod';
import { type Customer, original, resolveCustomer } from '../customers/customer.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { normaliseCode } from '../shared/id.ts';
import { resolveIfKnown } from '../shared/reference.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import type { Community } from './community.ts';
import { joinCommunitySchema, membershipSchema } from './schemas.ts';
import { communities, members } from './tables.ts';

type JoinCommunity = z.output<typeof joinCommunitySchema>;

/**
 * A customer joins a community by its invite link. Joining twice is harmless. Whoever invited counts when the person
 * was never member of any community here (R13); nobody invites themselves.
 *
 * Refuses: invite_code_unknown, leader_unavailable, customer_required, not_found, not_allowed.
 */
export const joinCommunity = defineVerb({
  name: 'communities.join',
  summary: 'Join a community',
  input: joinCommunitySchema,
  answer: membershipSchema,
  decide: (work, command, context) => {
    const community = invitedTo(work, command);
    const customer = whoJoins(work, command, context);
    const key = { communityId: community.id, customerId: customer.id };
    const known = work.find(members, key);
    const member = known?.leftAt === null ? known : enter(work, community, customer, known, command, context);
    const { id: communityId, name, leaderId } = community;
    const { newcomer, joinedAt } = member;
    return {
      communityId,
      name,
      leaderId,
      customerId: customer.id,
      newcomer,
      joinedAt: instantText(joinedAt),
    };
  },
});

function invitedTo(work: Work, { inviteCode }: JoinCommunity): Community {
  const community = work.first(communities, { inviteCode: normaliseCode(inviteCode) });
  if (community === undefined || community.retired) return refuse('invite_code_unknown');
  const leader = work.get(leaders, community.leaderId);
  demand(leader.status === 'active', 'leader_unavailable', { leaderId: leader.id, status: leader.status });
  return community;
}

function whoJoins(work: Work, { customer }: JoinCommunity, context: Context): Customer {
  const { actor } = context;
  if (actor.kind === 'customer') {
    demand(customer === undefined, 'not_allowed', { needs: 'a secret key to let somebody else join' });
    return resolveCustomer(work, actor.customerId);
  }
  demandShop(context);
  return customer === undefined ? refuse('customer_required') : resolveCustomer(work, customer);
}

function enter(
  work: Work,
  community: Community,
  customer: Customer,
  known: Row<typeof members> | undefined,
  command: JoinCommunity,
  context: Context,
): Row<typeof members> {
  const earlier = work.list(members, { customerId: customer.id });
  const invitedById = inviter(work, community, customer, command);
  work.add(communities, community, { memberCount: 1 });
  // Two joins at once in two processes: the customer's version lets only one of them be the first.
  work.set(customers, customer, { updatedAt: context.now });
  const newcomer = known?.newcomer ?? earlier.length === 0;
  const data = { customerId: customer.id, invitedById: known?.invitedById ?? invitedById, newcomer };
  work.emit({ type: 'community.joined', subject: community.id, data });
  // Who comes back keeps the inviter of the first time: a person counts once.
  if (known !== undefined) return work.set(members, known, { leftAt: null });
  return work.insert(members, { communityId: community.id, joinedAt: context.now, ...data });
}

/** The member whose link was used. A link of a stranger, or the own one, lets people in all the same. */
function inviter(
  work: Work,
  community: Community,
  customer: Customer,
  { invitedById }: JoinCommunity,
): string | null {
  const named = invitedById === undefined ? undefined : resolveIfKnown(work, customers, invitedById);
  if (named === undefined) return null;
  const person = original(work, named);
  const member = work.find(members, { communityId: community.id, customerId: person.id });
  return person.id !== customer.id && member?.leftAt === null ? person.id : null;
}
