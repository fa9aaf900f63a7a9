import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { leaders } from '../leaders/tables.ts';
import { counter, flag, id, notNegative, required, version, whole } from '../storage/columns.ts';

export const communities = sqliteTable(
  'communities',
  {
    id: id(),
    externalId: text().unique('community_external_id_once'),
    leaderId: text()
      .notNull()
      .references(() => leaders.id),
    name: required(),
    inviteCode: text().notNull().unique('community_invite_code_once'),
    /** Who joined here. */
    memberCount: counter(),
    /** How many people the chat group has, as the leader says: the rest may still join. */
    statedMembers: integer(),
    retired: flag(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    notNegative('community_members', 'memberCount'),
    index('communities_by_leader').on(table.leaderId),
  ],
);

export const members = sqliteTable(
  'members',
  {
    communityId: text()
      .notNull()
      .references(() => communities.id),
    customerId: required(),
    /** The member whose link was used. */
    invitedById: text(),
    /** True when this person was never member of any community before (R13). */
    newcomer: flag(),
    joinedAt: whole(),
    leftAt: integer(),
  },
  (table) => [
    primaryKey({ name: 'member_once', columns: [table.communityId, table.customerId] }),
    index('members_by_customer').on(table.customerId),
    index('members_by_inviter').on(table.invitedById),
  ],
);
