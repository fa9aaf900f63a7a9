import { defineVerb } from '../define.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import { communityView, newInviteCode, ownCommunity } from './community.ts';
import { changeCommunitySchema, communitySchema } from './schemas.ts';
import { communities } from './tables.ts';

/**
 * Changes a community: its name, its size, whether it goes on, or its invite code. Members stay.
 *
 * Refuses: not_found (also for another leader's).
 */
export const changeCommunity = defineVerb({
  name: 'communities.change',
  summary: 'Change a community',
  input: changeCommunitySchema,
  answer: communitySchema,
  decide: (work, { communityId, newInviteCode: renew, ...wanted }, context) => {
    const community = ownCommunity(work, communityId, context);
    const inviteCode = renew === true ? newInviteCode(context.random) : undefined;
    const changes = differing(community, { ...wanted, inviteCode });
    if (!isAnything(changes)) return communityView(community);
    work.emit({ type: 'community.changed', subject: community.id, data: { fields: Object.keys(changes) } });
    return communityView(work.set(communities, community, changes));
  },
});
