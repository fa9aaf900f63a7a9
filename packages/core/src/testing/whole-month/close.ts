import { balances } from '../ready-orders.ts';
import type { Month } from './month.ts';
import { confirmRefunds, paySupplier, payOut, receiveRebate, remit, split } from './money-moves.ts';

/** Time runs out for everything, and all that is owed is paid: it is 3 January then. */
export async function closeMonth(month: Month): Promise<void> {
  await decideAll(month);
  for (const day of ['04', '06', '09']) {
    month.shop.now = Math.max(month.shop.now, Date.parse(`2026-12-${day}T21:00:00+08:00`));
    await month.tick();
    await confirmRefunds(month, 100);
  }
  await settleLeaders(month, '2026-12-10');
  month.shop.at('2027-01-02T09:00:00+08:00');
  await month.tick();
  await settleLeaders(month, '2027-01-03');
  await settleSuppliers(month);
  await month.shop.audit();
}

/** What nobody decided is rejected; who waits for goods again gets the money instead. */
async function decideAll(month: Month): Promise<void> {
  const { claims, leaders, replacements } = month.tuan;
  for (const { id: claimId, status } of (await claims.list({ limit: 100 })).data)
    if (status === 'open') await claims.reject({ claimId, reason: '照片看不清' });
  for (const { id: replacementId, status } of (await replacements.list({ limit: 100 })).data) {
    if (status !== 'waiting' && status !== 'refundOffered') continue;
    await replacements.offerRefunds({ replacementIds: [replacementId] });
    await month.try('replacement refunded', replacements.refund({ replacementId }));
  }
  for (const leaderId of month.terms.suspended) await leaders.reinstate({ leaderId });
  month.terms.suspended.clear();
}

async function settleLeaders(month: Month, to: string): Promise<void> {
  month.shop.at(`${to}T09:00:00+08:00`);
  for (const leaderId of month.leaders) await remit(month, leaderId, 100);
  await month.tuan.statements.create({ to });
  await split(month, 'confirm');
  for (const { id: payoutId, status, amount, leaderId } of (await month.tuan.payouts.list({ limit: 100 }))
    .data) {
    if (status !== 'claimed') continue;
    await month.tuan.payouts.confirm({ payoutId, reference: month.name('transfer') });
    month.notebook.leaderGot(leaderId, amount.amount);
  }
  for (const leader of month.leaders.keys()) await payOut(month, { leader, percent: 100 }, 'sent');
  await month.shop.audit();
}

async function settleSuppliers(month: Month): Promise<void> {
  for (const [position, supplierId] of month.suppliers.entries()) {
    await receiveRebate(month, supplierId, 40, position === 0);
    await receiveRebate(month, supplierId, 100, position === 1);
    await paySupplier(month, supplierId, 30);
    await paySupplier(month, supplierId, 100);
  }
  const carrier = (await balances(month.shop))['1500'] ?? 0;
  if (carrier <= 0) return;
  const paid = { carrier: '老周货运', amount: month.money(carrier), reference: month.name('carrier') };
  await month.tuan.carrierRemittances.record(paid);
  month.notebook.carrierPaid(carrier);
  month.done.add('carrier');
}
