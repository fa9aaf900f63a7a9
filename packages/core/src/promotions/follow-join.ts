import { communities, members } from '../communities/tables.ts';
import { customers } from '../customers/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Context } from '../shared/context.ts';
import type { Row, Work } from '../work.ts';
import { coupons, promotions } from './tables.ts';
import { type Promotion, runsAt } from './terms.ts';

/**
 * R13: every third person who was never member of any community here and came by this member's link makes a voucher.
 * Nobody counts twice: members are counted, not joins.
 */
export const rewardInviter: Reaction<'community.joined'> = (work, { data }, context) => {
  if (data.invitedById === null || !data.newcomer) return;
  const inviting = work
    .list(promotions, { status: 'active' })
    .filter((promotion) => promotion.kind === 'inviteGift' && runsAt(promotion, context.now));
  if (inviting.length === 0) return;
  const inviter = work.get(customers, data.invitedById);
  // A guest gets nothing that belongs to a person (R46).
  if (inviter.guestKey !== null) return;
  // Two who join at once in two processes: the inviter's version lets one of them count after the other.
  work.set(customers, inviter, { updatedAt: context.now });
  for (const promotion of inviting) reward(work, promotion, inviter, context);
};

/** How many newcomers this member brought since it began, into communities of leaders who take part. */
function personsBrought(work: Work, { startsAt, terms }: Promotion, inviter: Row<typeof customers>): number {
  const brought = work
    .list(members, { invitedById: inviter.id })
    .filter(({ newcomer, joinedAt }) => newcomer && joinedAt >= startsAt);
  if (terms.leaderIds.length > 0)
    work.need(...brought.map(({ communityId }) => [communities, { id: communityId }] as const));
  const counted = brought.filter(
    ({ communityId }) =>
      terms.leaderIds.length === 0 || terms.leaderIds.includes(work.get(communities, communityId).leaderId),
  );
  return new Set(counted.map(({ customerId }) => customerId)).size;
}

function reward(work: Work, promotion: Promotion, inviter: Row<typeof customers>, context: Context): void {
  work.need([members, { invitedById: inviter.id }], [coupons, { customerId: inviter.id }]);
  const persons = personsBrought(work, promotion, inviter);
  const made = Math.floor(persons / (promotion.terms.every ?? persons + 1));
  const earned = Math.min(made, promotion.usesPerCustomer ?? made);
  const given = work
    .list(coupons, { customerId: inviter.id })
    .filter(({ promotionId }) => promotionId === promotion.id).length;
  for (let number = given + 1; number <= earned; number += 1) {
    const { id } = work.insert(coupons, {
      id: context.newId('cou'),
      promotionId: promotion.id,
      // Nobody types it: it belongs to its customer, once for each number.
      code: `${promotion.id} ${inviter.id} ${String(number)}`,
      customerId: inviter.id,
      uses: 1,
      usesLeft: 1,
      createdAt: context.now,
    });
    const data = { promotionId: promotion.id, customerId: inviter.id, uses: 1 };
    work.emit({ type: 'coupon.created', subject: id, data });
  }
}
