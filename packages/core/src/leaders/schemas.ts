import * as z from 'zod';
import { communitySchema } from '../communities/schemas.ts';
import {
  basisPointsSchema,
  externalIdSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  phoneSchema,
  textSchema,
  namingSchema,
} from '../shared/schemas.ts';
import { leaderStatuses } from './tables.ts';

const roleSchema = textSchema(60).describe('What kind of person: a parent, a shopkeeper.');
const tierSchema = namingSchema(40).describe('A class of leaders that commission rules may name.');

export const applyLeaderSchema = z
  .strictObject({
    externalId: externalIdSchema.optional(),
    name: nameSchema,
    phone: phoneSchema.optional().describe('With it the own purchases are recognised (R39).'),
    role: roleSchema.optional(),
    tier: tierSchema.optional(),
    customerId: idSchema.optional().describe('The customer who is this leader (R39).'),
    recruitedById: idSchema.optional().describe('The leader who brought this one (R40).'),
    inviteCode: textSchema(40, 1)
      .optional()
      .describe('Of a community: its leader brought this one. Takes the place of `recruitedById`.'),
  })
  .meta({
    id: 'ApplyLeader',
    examples: [{ externalId: 'L01', name: '东门小陈妈妈', phone: '13800138000', role: '宝妈' }],
  });

export const leaderIdSchema = z.strictObject({ leaderId: idSchema });

export const approveLeaderSchema = z
  .strictObject({
    leaderId: idSchema,
    basisPoints: basisPointsSchema
      .optional()
      .describe('An own commission rate; left out, the rules of the shop decide.'),
    tier: tierSchema.optional(),
  })
  .meta({ id: 'ApproveLeader', examples: [{ leaderId: 'external:L01', basisPoints: 1200 }] });

export const leaderReasonSchema = z
  .strictObject({ leaderId: idSchema, reason: noteSchema.optional() })
  .meta({ id: 'LeaderReason' });

export const changeLeaderSchema = z
  .strictObject({
    leaderId: idSchema,
    externalId: externalIdSchema.nullable().optional(),
    name: nameSchema.optional(),
    phone: phoneSchema.nullable().optional(),
    role: roleSchema.optional(),
    tier: tierSchema.nullable().optional(),
    tierPinned: z.boolean().optional().describe('Whether reviews of levels leave the tier alone.'),
    customerId: idSchema.nullable().optional(),
  })
  .meta({ id: 'ChangeLeader', description: 'A field that is left out stays as it is.' });

export const leaderSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string().nullable(),
    name: z.string(),
    phone: z.string().nullable(),
    customerId: z.string().nullable(),
    role: z.string(),
    tier: z.string().nullable(),
    tierPinned: z.boolean().describe('Set by hand: reviews of levels leave the tier alone.'),
    status: z.enum(leaderStatuses),
    house: z.boolean().describe('The row of the shop itself (店铺自营).'),
    recruitedById: z.string().nullable(),
    appliedAt: instantSchema,
    approvedAt: instantSchema.nullable(),
    reason: z.string().nullable().describe('Why the leader was rejected or suspended.'),
  })
  .meta({ id: 'Leader' });

export type LeaderView = z.output<typeof leaderSchema>;

export const leaderPageSchema = pageSchema(leaderSchema).meta({ id: 'LeaderPage' });

export const listLeadersSchema = z.strictObject({
  ...pageFields,
  status: z.enum(leaderStatuses).optional(),
  tier: textSchema(40).optional(),
});

export const ownLeaderSchema = z
  .strictObject({
    leader: leaderSchema,
    communities: z.array(communitySchema),
    account: z.strictObject({
      pending: moneySchema.describe('Accrued, not yet earned.'),
      earned: moneySchema.describe('Earned, not yet in a statement; below zero after a reversal.'),
      settled: moneySchema.describe('Credit of the statements, not yet paid; below zero is carried forward.'),
      paying: moneySchema.describe('On its way.'),
      paid: moneySchema,
      cash: moneySchema.describe('Money of neighbours in the own hand (R18).'),
    }),
  })
  .meta({ id: 'OwnLeader', description: 'What a leader sees of the own affairs.' });
