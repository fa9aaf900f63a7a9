import { changeCommunity } from './change-community.ts';
import { createCommunity } from './create-community.ts';
import { joinCommunity } from './join-community.ts';
import { getCommunity, listCommunities, listMembers } from './queries.ts';

export const communityOperations = {
  create: createCommunity,
  change: changeCommunity,
  join: joinCommunity,
  get: getCommunity,
  list: listCommunities,
  members: listMembers,
} as const;
