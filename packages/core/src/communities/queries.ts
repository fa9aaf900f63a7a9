import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { maskName } from '../shared/phone.ts';
import { instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { communityView, ownCommunity } from './community.ts';
import {
  communityIdSchema,
  communityPageSchema,
  communitySchema,
  listCommunitiesSchema,
  listMembersSchema,
  memberPageSchema,
} from './schemas.ts';
import { communities } from './tables.ts';

/** One community, for the shop and its leader. */
export const getCommunity = defineQuery({
  name: 'communities.get',
  summary: 'Read a community',
  input: communityIdSchema,
  answer: communitySchema,
  read: (reader, { communityId }, context) =>
    reader.decide((work) => communityView(ownCommunity(work, communityId, context))),
});

/** Communities, newest first; a leader sees the own ones. */
export const listCommunities = defineQuery({
  name: 'communities.list',
  summary: 'List communities',
  input: listCommunitiesSchema,
  answer: communityPageSchema,
  async read(reader, input, { actor }) {
    demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', { needs: 'a leader session' });
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ leaderId: actor.kind === 'leader' ? actor.leaderId : input.leaderId });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(communities, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'createdAt', communityView);
  },
});

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly invitedById: string | null;
  readonly newcomer: number;
  readonly joinedAt: number;
}

/** Who is in a community, the latest first, for the shop and its leader; a leader sees masked names. */
export const listMembers = defineQuery({
  name: 'communities.members',
  summary: 'List the members of a community',
  input: listMembersSchema,
  answer: memberPageSchema,
  async read(reader, input, context) {
    const { id } = await reader.decide((work) => ownCommunity(work, input.communityId, context));
    const { condition, params, tail } = pageAfter(input, 'joinedAt');
    const rows = await reader.rows<MemberRow>(
      `SELECT t.* FROM (SELECT m."customerId" AS "id", c."name" AS "name", m."invitedById" AS "invitedById",
          m."newcomer" AS "newcomer", m."joinedAt" AS "joinedAt"
        FROM "members" AS m JOIN "customers" AS c ON c."id" = m."customerId"
        WHERE m."communityId" = ? AND m."leftAt" IS NULL) AS t WHERE ${condition} ${tail}`,
      [id, ...params],
    );
    const masked = isShop(context) ? (name: string) => name : maskName;
    return pageOf(rows, input, 'joinedAt', (row) => ({
      customerId: row.id,
      name: masked(row.name),
      invitedById: row.invitedById,
      newcomer: row.newcomer !== 0,
      joinedAt: instantText(row.joinedAt),
    }));
  },
});
