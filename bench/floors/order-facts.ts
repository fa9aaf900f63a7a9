import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type * as z from 'zod';
import * as campaignTables from '../../packages/core/src/campaigns/tables.ts';
import { commissionRules } from '../../packages/core/src/commissions/tables.ts';
import { communities, members } from '../../packages/core/src/communities/tables.ts';
import { customers } from '../../packages/core/src/customers/tables.ts';
import { leaders } from '../../packages/core/src/leaders/tables.ts';
import type { placeOrderSchema } from '../../packages/core/src/orders/schemas.ts';
import { pickupPoints } from '../../packages/core/src/pickup-points/tables.ts';
import { shops } from '../../packages/core/src/shop/tables.ts';
import type { Transaction } from './drizzle-floor.ts';

const { campaignLeaders, campaignPoints, campaigns, offerCustomers, offers } = campaignTables;

export type Command = z.output<typeof placeOrderSchema>;
export type Row<Table extends { readonly $inferSelect: unknown }> = Table['$inferSelect'];

export class RefusedByDrizzle extends Error {}

export const scope = 'key_bench';
export const newId = (prefix: string) => `${prefix}_${randomUUID()}`;

export type Facts = Awaited<ReturnType<typeof readFacts>>;

/** Everything that an order is decided on, by one query each. */
export async function readFacts(transaction: Transaction, command: Command) {
  const found = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new RefusedByDrizzle('not_found');
    return value;
  };
  const { campaignId, pickupPointId = '', leaderId = '' } = command;
  const customerId = typeof command.customer === 'string' ? command.customer : '';
  const offerIds = command.lines.map(({ offerId }) => offerId ?? '');
  const atLeader = and(eq(campaignLeaders.campaignId, campaignId), eq(campaignLeaders.leaderId, leaderId));
  const atPoint = and(
    eq(campaignPoints.campaignId, campaignId),
    eq(campaignPoints.pickupPointId, pickupPointId),
  );
  const ofCustomer = and(
    inArray(offerCustomers.offerId, offerIds),
    eq(offerCustomers.customerId, customerId),
  );
  return {
    shop: found(await transaction.select().from(shops).get()),
    campaign: found(await transaction.select().from(campaigns).where(eq(campaigns.id, campaignId)).get()),
    offers: await transaction.select().from(offers).where(inArray(offers.id, offerIds)),
    customer: found(await transaction.select().from(customers).where(eq(customers.id, customerId)).get()),
    leader: found(await transaction.select().from(leaders).where(eq(leaders.id, leaderId)).get()),
    takesPart: found(await transaction.select().from(campaignLeaders).where(atLeader).get()),
    point: found(
      await transaction.select().from(pickupPoints).where(eq(pickupPoints.id, pickupPointId)).get(),
    ),
    pointTakesPart: found(await transaction.select().from(campaignPoints).where(atPoint).get()),
    members: await transaction.select().from(members).where(eq(members.customerId, customerId)),
    communities: await transaction.select().from(communities).where(eq(communities.leaderId, leaderId)),
    rules: await transaction.select().from(commissionRules).where(eq(commissionRules.active, 1)),
    limits: await transaction.select().from(offerCustomers).where(ofCustomer),
  };
}

export interface Line {
  readonly id: string;
  readonly position: number;
  readonly offer: Row<typeof campaignTables.offers>;
  readonly pieces: number;
  readonly net: number;
  readonly commission: number;
  readonly note: string;
}
