import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { offerCommunities, offerCustomers, offers } from '../../packages/core/src/campaigns/tables.ts';
import { leaderAccounts } from '../../packages/core/src/commissions/tables.ts';
import { customers } from '../../packages/core/src/customers/tables.ts';
import { orderLines, orders } from '../../packages/core/src/orders/tables.ts';
import { fingerprint } from '../../packages/core/src/shared/fingerprint.ts';
import { packAnswer, unpackAnswer } from '../../packages/core/src/shop/pack-answer.ts';
import { idempotencyKeys } from '../../packages/core/src/shop/tables.ts';
import type { Transaction } from './drizzle-floor.ts';
import {
  type Command,
  type Facts,
  type Line,
  newId,
  readFacts,
  RefusedByDrizzle,
  type Row,
  scope,
} from './order-facts.ts';
import { writeEvents, writeMoney } from './pay-by-drizzle.ts';

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
  if (known) return unpackAnswer(known.answer);
  const facts = await readFacts(transaction, command);
  const lines = priceLines(command, facts, now);
  const order = await writeOrder(transaction, command, facts, lines, now);
  await writeCounters(transaction, facts, lines);
  await writeMoney(transaction, order, lines, facts, command, now);
  await writeEvents(transaction, order, now);
  const answer = { ...order, lines };
  await transaction
    .insert(idempotencyKeys)
    .values({ scope, key, fingerprint: print, answer: packAnswer(answer), createdAt: now });
  return answer;
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
  await writeLines(transaction, order, lines, now);
  return order;
}

async function writeLines(
  transaction: Transaction,
  { id: orderId, campaignId, customerId, leaderId, communityId, pickupPointId }: Row<typeof orders>,
  lines: readonly Line[],
  now: number,
): Promise<void> {
  const parties = { campaignId, customerId, leaderId, communityId, pickupPointId };
  await transaction.insert(orderLines).values(
    lines.map(({ id, position, offer, pieces, net, note }) => ({
      id,
      orderId,
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
