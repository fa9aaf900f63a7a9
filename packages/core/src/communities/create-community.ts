import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import { communityView, newInviteCode } from './community.ts';
import { communitySchema, createCommunitySchema } from './schemas.ts';
import { communities } from './tables.ts';

/**
 * Opens a group of neighbours for an active leader, with an invite code.
 *
 * Refuses: leader_unavailable, leader_required, conflict, not_found, not_allowed.
 */
export const createCommunity = defineVerb({
  name: 'communities.create',
  summary: 'Create a community',
  input: createCommunitySchema,
  answer: communitySchema,
  decide: (work, { leaderId, name, externalId, statedMembers }, context) => {
    const leader = ownerOf(work, leaderId, context);
    demand(leader.status === 'active', 'leader_unavailable', { leaderId: leader.id, status: leader.status });
    if (externalId !== undefined && work.first(communities, { externalId }) !== undefined) {
      const message = 'Another community has this externalId.';
      refuse('conflict', { fields: [{ path: 'externalId', code: 'taken', message }] });
    }
    const community = work.insert(communities, {
      id: context.newId('cmt'),
      externalId: externalId ?? null,
      leaderId: leader.id,
      name,
      inviteCode: newInviteCode(context.random),
      statedMembers: statedMembers ?? null,
      createdAt: context.now,
    });
    work.emit({ type: 'community.created', subject: community.id, data: { leaderId: leader.id } });
    return communityView(community);
  },
});

function ownerOf(work: Work, reference: string | undefined, context: Context): Row<typeof leaders> {
  const { actor } = context;
  if (actor.kind !== 'leader') {
    demandShop(context);
    return reference === undefined ? refuse('leader_required') : work.resolve(leaders, reference);
  }
  const own = work.get(leaders, actor.leaderId);
  const other = reference !== undefined && work.resolve(leaders, reference).id !== own.id;
  demand(!other, 'not_allowed', { needs: 'a secret key to open a community for somebody else' });
  return own;
}
