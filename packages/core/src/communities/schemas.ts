import * as z from 'zod';
import {
  externalIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  textSchema,
} from '../shared/schemas.ts';

const inviteCodeSchema = textSchema(40, 1).meta({
  description: 'As it stands in the link or as people type it.',
  examples: ['7K3M9Q2X'],
});

export const createCommunitySchema = z
  .strictObject({
    leaderId: idSchema.optional().describe("Whose group it is; a leader's own when left out."),
    name: nameSchema,
    externalId: externalIdSchema.optional(),
    statedMembers: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('How many people the chat group has, as the leader says.'),
  })
  .meta({ id: 'CreateCommunity', examples: [{ leaderId: 'external:L01', name: '幸福里东区邻居群' }] });

export const changeCommunitySchema = z
  .strictObject({
    communityId: idSchema,
    name: nameSchema.optional(),
    statedMembers: z.int().min(0).max(1_000_000).nullable().optional(),
    retired: z.boolean().optional(),
    newInviteCode: z.literal(true).optional().describe('The old link opens nothing any more.'),
  })
  .meta({ id: 'ChangeCommunity', description: 'A field that is left out stays as it is.' });

export const joinCommunitySchema = z
  .strictObject({
    inviteCode: inviteCodeSchema,
    customer: idSchema
      .optional()
      .describe('Who joins, when the shop says so; a customer joins as nobody else.'),
    invitedById: idSchema.optional().describe('The member whose link was used.'),
  })
  .meta({ id: 'JoinCommunity', examples: [{ inviteCode: '7K3M9Q2X' }] });

export const communitySchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string().nullable(),
    leaderId: z.string(),
    name: z.string(),
    inviteCode: z.string(),
    memberCount: z.int().describe('Who joined here.'),
    statedMembers: z.int().nullable().describe('How many people the chat group has, as the leader says.'),
    retired: z.boolean(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Community' });

export type CommunityView = z.output<typeof communitySchema>;

export const communityPageSchema = pageSchema(communitySchema).meta({ id: 'CommunityPage' });
export const communityIdSchema = z.strictObject({ communityId: idSchema });
export const listCommunitiesSchema = z.strictObject({ ...pageFields, leaderId: idSchema.optional() });

export const membershipSchema = z
  .strictObject({
    communityId: z.string(),
    name: z.string(),
    leaderId: z.string(),
    customerId: z.string(),
    newcomer: z.boolean(),
    joinedAt: instantSchema,
  })
  .meta({ id: 'Membership' });

export const memberSchema = z
  .strictObject({
    customerId: z.string(),
    name: z.string().describe('Masked for everyone but the shop.'),
    invitedById: z.string().nullable(),
    newcomer: z.boolean(),
    joinedAt: instantSchema,
  })
  .meta({ id: 'Member' });

export type MemberView = z.output<typeof memberSchema>;

export const memberPageSchema = pageSchema(memberSchema).meta({ id: 'MemberPage' });
export const listMembersSchema = z.strictObject({ ...pageFields, communityId: idSchema });
