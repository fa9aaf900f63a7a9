import { expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { addToLeaderAccount } from '../commissions/leader-account.ts';
import { payouts } from '../commissions/tables.ts';
import { payoutClaimed } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { handoverLines, handovers } from '../pickup/tables.ts';
import { planted, testShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

/*
 * Faults that take many rows: everything fits together but for the one thing.
 */

test('audit payout_within_credit: a payout without credit, in order everywhere else, is named alone', async () => {
  const other = await testShop();
  await other.plant((work, context) => {
    const [leaderId, amount] = [planted.leader, 5];
    work.insert(payouts, { id: 'pyt_x', leaderId, amount, status: 'claimed', claimedAt: context.now });
    addToLeaderAccount(work, leaderId, { settled: -amount, paying: amount });
    postTransaction(
      work,
      context,
      { type: 'payout.claimed', subject: 'pyt_x' },
      payoutClaimed(amount, { leaderId }),
    );
    work.emit({ type: 'payout.claimed', subject: 'pyt_x', data: { leaderId, amount, statementId: null } });
    return null;
  });
  await expect(other.audit()).rejects.toThrow('payout_within_credit');
  await other.audit(['payout_within_credit']);
  await other.close();
});

test('audit campaign_closed: goods that left without a sale in the books are named alone', async () => {
  const other = await testShop();
  const order = await buyApples(other, 2, 'till-1');
  await arrive(other, [order.id]);
  await other.plant((work, { now }) => {
    const line = work.get(orderLines, order.lines[0]?.id ?? '');
    const at = { occurredAt: now, receivedAt: now, pickupPointId: planted.point, handedOverBy: 'system' };
    work.insert(handovers, { id: 'handover-x', orderId: order.id, outcome: 'accepted', ...at });
    work.insert(handoverLines, { handoverId: 'handover-x', orderLineId: line.id, pieces: 2 });
    work.set(orderLines, line, { handedOver: 2 });
    work.set(orders, work.get(orders, order.id), { status: 'collected', pickupCode: null });
    work.set(campaigns, work.get(campaigns, planted.campaign), { status: 'completed' });
    return null;
  });
  await expect(other.audit()).rejects.toThrow('campaign_closed');
  await other.audit(['campaign_closed']);
  await other.close();
});
