import * as z from 'zod';
import { leaderAccounts } from '../commissions/tables.ts';
import { communityView } from '../communities/community.ts';
import { communities } from '../communities/tables.ts';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { whereReference } from '../shared/reference.ts';
import { money } from '../shared/schemas.ts';
import { demandShop, isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { leaderView } from './leader.ts';
import {
  leaderIdSchema,
  leaderPageSchema,
  leaderSchema,
  listLeadersSchema,
  ownLeaderSchema,
} from './schemas.ts';
import { leaders } from './tables.ts';

/** One leader. Leaders see themselves only. */
export const getLeader = defineQuery({
  name: 'leaders.get',
  summary: 'Read a leader',
  input: leaderIdSchema,
  answer: leaderSchema,
  async read(reader, { leaderId }, { actor }) {
    const [leader] = await reader.table(leaders, ...whereReference(leaderId));
    const may = isShop({ actor }) || (actor.kind === 'leader' && actor.leaderId === leader?.id);
    demand(leader !== undefined && may, 'not_found', { what: 'leaders', key: leaderId });
    return leaderView(leader);
  },
});

/** Leaders, newest application first, also the shop's own row. For the shop alone. */
export const listLeaders = defineQuery({
  name: 'leaders.list',
  summary: 'List leaders',
  input: listLeadersSchema,
  answer: leaderPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'appliedAt');
    const filter = filterSql({ status: input.status, tier: input.tier });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(leaders, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'appliedAt', leaderView);
  },
});

/** The leader who asks, with communities and the account. */
export const getOwnLeader = defineQuery({
  name: 'leaders.me',
  summary: 'Read the own leader',
  input: z.strictObject({}),
  answer: ownLeaderSchema,
  async read(reader, _input, { actor }) {
    demand(actor.kind === 'leader', 'not_allowed', { needs: 'a leader session' });
    const [leader] = await reader.table(leaders, 't."id" = ?', [actor.leaderId]);
    demand(leader !== undefined, 'not_found', { what: 'leaders', key: actor.leaderId });
    const own = await reader.table(communities, 't."leaderId" = ? ORDER BY t."createdAt", t."id"', [
      leader.id,
    ]);
    return {
      leader: leaderView(leader),
      communities: own.map(communityView),
      account: await accountOf(reader, leader.id),
    };
  },
});

async function accountOf(reader: Reader, leaderId: string) {
  const { currency } = await readShop(reader);
  const [account] = await reader.table(leaderAccounts, 't."leaderId" = ?', [leaderId]);
  return {
    pending: money(account?.pending ?? 0, currency),
    earned: money(account?.earned ?? 0, currency),
    settled: money(account?.settled ?? 0, currency),
    paying: money(account?.paying ?? 0, currency),
    paid: money(account?.paid ?? 0, currency),
    cash: money(account?.cash ?? 0, currency),
  };
}
