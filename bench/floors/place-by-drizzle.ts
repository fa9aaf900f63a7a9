import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type * as z from 'zod';
import * as campaignTables from '../../packages/core/src/campaigns/tables.ts';
import * as commissionTables from '../../packages/core/src/commissions/tables.ts';
import { communities, members } from '../../packages/core/src/communities/tables.ts';
import { customers } from '../../packages/core/src/customers/tables.ts';
import { events } from '../../packages/core/src/events/tables.ts';
import { leaders } from '../../packages/core/src/leaders/tables.ts';
import { ledgerEntries, ledgerTransactions } from '../../packages/core/src/ledger/tables.ts';
import type { placeOrderSchema } from '../../packages/core/src/orders/schemas.ts';
import { orderLines, orders, payments } from '../../packages/core/src/orders/tables.ts';
import { pickupPoints } from '../../packages/core/src/pickup-points/tables.ts';
import { fingerprint } from '../../packages/core/src/shared/fingerprint.ts';
import { idempotencyKeys, shops } from '../../packages/core/src/shop/tables.ts';
import type { Transaction } from './drizzle-floor.ts';

const { campaignLeaders, campaignPoints, campaigns, offerCommunities, offerCustomers, offers } =
  campaignTables;
const { commissionEntries, commissionRules, leaderAccounts } = commissionTables;

type Command = z.output<typeof placeOrderSchema>;
type Row<Table extends { readonly $inferSelect: unknown }> = Table['$inferSelect'];

export class RefusedByDrizzle extends Error {}

const scope = 'key_bench';
const newId = (prefix: string) => `${prefix}_${randomUUID()}`;

/** Places an order as a careful shop does it with an ORM: reads, checks and writes in one transaction. */
export async function placeByDrizzle(
  transaction: Transaction,
  command: Command,
  key: string,
): Promise<unknown> {
  const now = 1_795_395_600_000;
  const print = fingerprint(JSON.stringify(command));
  const match = and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key));
  const known = await transaction.select().from(idempotencyKeys).where(match).get();
  if (known) return known.answer;
  const facts = await readFacts(transaction, command);
  const lines = priceLines(command, facts, now);
  const order = await writeOrder(transaction, command, facts, lines, now);
  await writeCounters(transaction, facts, lines);
  await writeMoney(transaction, order, lines, facts, command, now);
  await writeEvents(transaction, order, now);
  const answer = { ...order, lines };
  await transaction
    .insert(idempotencyKeys)
    .values({ scope, key, fingerprint: print, answer, createdAt: now });
  return answer;
}

type Facts = Awaited<ReturnType<typeof readFacts>>;

async function readFacts(transaction: Transaction, command: Command) {
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

interface Line {
  readonly id: string;
  readonly position: number;
  readonly offer: Row<typeof offers>;
  readonly pieces: number;
  readonly net: number;
  readonly commission: number;
  readonly note: string;
}

function priceLines(
  command: Command,
  { campaign, offers: found, leader, limits, rules }: Facts,
  now: number,
): Line[] {
  if (campaign.status !== 'published' || now < campaign.opensAt) throw new RefusedByDrizzle('offer_closed');
  if (leader.status !== 'active') throw new RefusedByDrizzle('leader_unavailable');
  const basisPoints = rules[0]?.basisPoints ?? 0;
  return command.lines.map(({ offerId, pieces, note = '' }, position) => {
    const offer = found.find(({ id }) => id === offerId);
    if (!offer || now >= offer.closesAt) throw new RefusedByDrizzle('offer_closed');
    if (offer.cap !== null && offer.sold + pieces > offer.cap) throw new RefusedByDrizzle('offer_sold_out');
    const ordered = limits.find((limit) => limit.offerId === offer.id)?.pieces ?? 0;
    if (offer.limitPerCustomer !== null && ordered + pieces > offer.limitPerCustomer)
      throw new RefusedByDrizzle('over_limit');
    const net = offer.price * pieces;
    return {
      id: newId('lin'),
      position,
      offer,
      pieces,
      net,
      note,
      commission: Math.round((net * basisPoints) / 10_000),
    };
  });
}

async function writeOrder(
  transaction: Transaction,
  { payment }: Command,
  { campaign, customer, leader, point, communities: owned, shop }: Facts,
  lines: readonly Line[],
  now: number,
): Promise<Row<typeof orders>> {
  const total = lines.reduce((sum, { net }) => sum + net, 0);
  if (
    typeof payment !== 'object' ||
    payment.amount.amount !== total ||
    payment.amount.currency !== shop.currency
  )
    throw new RefusedByDrizzle('payment_amount');
  const parties = {
    campaignId: campaign.id,
    customerId: customer.id,
    leaderId: leader.id,
    communityId: owned[0]?.id ?? null,
    pickupPointId: point.id,
  };
  const [order] = await transaction
    .insert(orders)
    .values({
      id: newId('ord'),
      ...parties,
      status: 'confirmed',
      payment: 'host',
      total,
      amountDue: 0,
      paid: total,
      paidAt: now,
      placedAt: now,
      confirmedAt: now,
      holdEndsAt: now + shop.policies.holdMinutes * 60_000,
      earliestCutoff: campaign.closesAt,
      placedBy: `shop:${scope}`,
      quoteToken: fingerprint(JSON.stringify(lines.map(({ offer, pieces, net }) => [offer.id, pieces, net]))),
      priceSteps: lines.map(({ offer }) => ({ kind: 'offer', amount: offer.price, reason: 'offerPrice' })),
      pickupCode: randomBytes(6).toString('base64url'),
    })
    .returning();
  if (!order) throw new RefusedByDrizzle('not_found');
  await transaction.insert(orderLines).values(
    lines.map(({ id, position, offer, pieces, net, note }) => ({
      id,
      orderId: order.id,
      position,
      offerId: offer.id,
      variantId: offer.variantId,
      supplierId: offer.supplierId,
      ...parties,
      note,
      pieces,
      unitPrice: offer.price,
      net,
      refundBase: net,
      refundPieces: pieces,
      firmPieces: pieces,
      confirmedAt: now,
    })),
  );
  return order;
}

async function writeCounters(transaction: Transaction, facts: Facts, lines: readonly Line[]): Promise<void> {
  const { customer, communities: owned, leader } = facts;
  const communityId = owned[0]?.id ?? '';
  for (const { offer, pieces } of lines) {
    const sold = { sold: sql`${offers.sold} + ${pieces}`, firm: sql`${offers.firm} + ${pieces}` };
    await transaction.update(offers).set(sold).where(eq(offers.id, offer.id));
    await transaction
      .insert(offerCustomers)
      .values({ offerId: offer.id, customerId: customer.id, pieces, firm: pieces })
      .onConflictDoUpdate({
        target: [offerCustomers.offerId, offerCustomers.customerId],
        set: {
          pieces: sql`${offerCustomers.pieces} + ${pieces}`,
          firm: sql`${offerCustomers.firm} + ${pieces}`,
        },
      });
    await transaction
      .insert(offerCommunities)
      .values({ offerId: offer.id, communityId, firm: pieces })
      .onConflictDoUpdate({
        target: [offerCommunities.offerId, offerCommunities.communityId],
        set: { firm: sql`${offerCommunities.firm} + ${pieces}` },
      });
  }
  const live = { liveOrders: sql`${customers.liveOrders} + 1` };
  await transaction.update(customers).set(live).where(eq(customers.id, customer.id));
  const commission = lines.reduce((sum, line) => sum + line.commission, 0);
  const pending = { pending: sql`${leaderAccounts.pending} + ${commission}` };
  await transaction.update(leaderAccounts).set(pending).where(eq(leaderAccounts.leaderId, leader.id));
}

async function writeMoney(
  transaction: Transaction,
  order: Row<typeof orders>,
  lines: readonly Line[],
  { rules }: Facts,
  { payment }: Command,
  now: number,
): Promise<void> {
  const { id: orderId, campaignId, leaderId, communityId, total } = order;
  const reference = typeof payment === 'object' ? payment.reference : '';
  await transaction
    .insert(payments)
    .values({
      id: newId('pay'),
      orderId,
      amount: total,
      reference,
      outcome: 'accepted',
      collectedBy: 'host',
      receivedAt: now,
    });
  await transaction.insert(commissionEntries).values(
    lines.map(({ id, commission }) => ({
      id: newId('com'),
      orderLineId: id,
      orderId,
      campaignId,
      beneficiaryId: leaderId,
      kind: 'sale' as const,
      ruleId: rules[0]?.id ?? null,
      basisPoints: rules[0]?.basisPoints ?? null,
      base: 'net' as const,
      status: 'accrued' as const,
      accrued: commission,
      due: commission,
      source: `${id} ${leaderId} sale`,
    })),
  );
  const transactionId = newId('txn');
  await transaction
    .insert(ledgerTransactions)
    .values({ id: transactionId, type: 'order.paid', subject: orderId, postedAt: now });
  const entries = [
    { account: 1100, amount: total, campaignId, leaderId, orderId },
    ...lines.flatMap(({ id, offer, net, commission }) => {
      const { variantId, supplierId } = offer;
      const about = { campaignId, variantId, supplierId, leaderId, communityId, orderId, orderLineId: id };
      return [
        { account: 2100, amount: -net, ...about },
        { account: 1600, amount: commission, ...about, kind: 'sale' },
        { account: 2300, amount: -commission, ...about, kind: 'sale' },
      ];
    }),
  ];
  await transaction
    .insert(ledgerEntries)
    .values(entries.map((entry, position) => ({ transactionId, position, postedAt: now, ...entry })));
}

async function writeEvents(transaction: Transaction, order: Row<typeof orders>, now: number): Promise<void> {
  const { id: subject, campaignId, leaderId, total } = order;
  const about = { subject, occurredAt: now, recordedAt: now, actor: `shop:${scope}` };
  await transaction.insert(events).values([
    { id: newId('evt'), type: 'order.placed', ...about, data: { campaignId, leaderId, total } },
    { id: newId('evt'), type: 'order.confirmed', ...about, data: { campaignId } },
    { id: newId('evt'), type: 'order.paid', ...about, data: { amount: total, collectedBy: 'host' } },
  ]);
}
