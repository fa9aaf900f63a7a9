import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { type RandomBytes, randomText } from '../shared/id.ts';
import { instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import type { CommunityView } from './schemas.ts';
import { communities } from './tables.ts';

export type Community = Row<typeof communities>;

/** 40 bits of chance. Two alike are refused by the database, and the road then decides again with other bytes. */
export function newInviteCode(random: RandomBytes): string {
  return randomText(random, 8);
}

/** The community, when the shop or its own leader asks. Refuses: not_found. */
export function ownCommunity(work: Work, reference: string, { actor }: Context): Community {
  const community = work.resolve(communities, reference);
  const may = isShop({ actor }) || (actor.kind === 'leader' && actor.leaderId === community.leaderId);
  demand(may, 'not_found', { what: 'communities', key: reference });
  return community;
}

export function communityView(community: Community): CommunityView {
  const { id, externalId, leaderId, name, inviteCode, memberCount, statedMembers, retired, createdAt } =
    community;
  return {
    id,
    externalId,
    leaderId,
    name,
    inviteCode,
    memberCount,
    statedMembers,
    retired,
    createdAt: instantText(createdAt),
  };
}
