import { commissionEntries } from '../../packages/core/src/commissions/tables.ts';
import { events } from '../../packages/core/src/events/tables.ts';
import { ledgerEntries, ledgerTransactions } from '../../packages/core/src/ledger/tables.ts';
import { type orders, payments } from '../../packages/core/src/orders/tables.ts';
import type { Transaction } from './drizzle-floor.ts';
import { type Command, type Facts, type Line, newId, type Row, scope } from './order-facts.ts';

/** The payment, the commission that accrues, and the balanced postings of both. */
export async function writeMoney(
  transaction: Transaction,
  order: Row<typeof orders>,
  lines: readonly Line[],
  { rules }: Facts,
  { payment }: Command,
  now: number,
): Promise<void> {
  const { id: orderId, campaignId, leaderId, total } = order;
  const reference = typeof payment === 'object' ? payment.reference : '';
  await transaction.insert(payments).values({
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
  await writeLedger(transaction, order, lines, now);
}

async function writeLedger(
  transaction: Transaction,
  { id: orderId, campaignId, leaderId, communityId, total }: Row<typeof orders>,
  lines: readonly Line[],
  now: number,
): Promise<void> {
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

export async function writeEvents(
  transaction: Transaction,
  order: Row<typeof orders>,
  now: number,
): Promise<void> {
  const { id: subject, campaignId, leaderId, total } = order;
  const about = { subject, occurredAt: now, recordedAt: now, actor: `shop:${scope}` };
  await transaction.insert(events).values([
    { id: newId('evt'), type: 'order.placed', ...about, data: { campaignId, leaderId, total } },
    { id: newId('evt'), type: 'order.confirmed', ...about, data: { campaignId } },
    {
      id: newId('evt'),
      type: 'order.paid',
      ...about,
      data: { amount: total, collectedBy: 'host', cashLeaderId: null },
    },
  ]);
}
