import { planted, type TestShop } from './index.ts';
import { yuan } from './promote.ts';
import { balances } from './ready-orders.ts';
import { tryTo } from './try-to.ts';

/*
 * What is owed between the shop and the others at the end of a random round, and how it is settled.
 */

export interface MoneyWish {
  readonly percent: number;
  readonly setOff: boolean;
  readonly payoutFails: boolean;
}

const leaders = [planted.leader, planted.otherLeader];
const partOf = (sum: number, { percent }: MoneyWish) => Math.max(1, Math.floor((sum * percent) / 100));

/** A van is paid, and leaders hand over a part of the cash that they took. */
export async function moveMoneyBeside({ tuan }: TestShop, wish: MoneyWish): Promise<void> {
  const van = { kind: 'van', amount: yuan(wish.percent), campaignId: planted.campaign };
  await tuan.costs.record({ ...van, reference: 'van 1' });
  for (const leaderId of leaders) {
    const { cash } = await tuan.commissions.summary({ leaderId });
    if (cash.amount <= 0) continue;
    const amount = yuan(partOf(cash.amount, wish));
    await tuan.remittances.record({ leaderId, amount, reference: `cash ${leaderId}` });
  }
}

/** A transfer may fail once before it is sent, and come back once after it. */
export async function payOut({ tuan }: TestShop, { payoutFails }: MoneyWish): Promise<void> {
  for (const leaderId of leaders) {
    const payout = await tryTo(tuan.payouts.claim({ leaderId }));
    if (!payout) continue;
    if (payoutFails) {
      await tuan.payouts.fail({ payoutId: payout.id, failure: '账户已注销' });
      if (!(await tryTo(tuan.payouts.retry({ payoutId: payout.id })))) continue;
    }
    const reference = `transfer ${payout.id}`;
    await tuan.payouts.confirm({ payoutId: payout.id, reference });
    if (!payoutFails) continue;
    await tuan.payouts.return({ payoutId: payout.id, reference, reason: '户名不符' });
    if (await tryTo(tuan.payouts.retry({ payoutId: payout.id })))
      await tuan.payouts.confirm({ payoutId: payout.id, reference: `${reference} again` });
  }
}

/** All rebate comes in, what is owed for goods is paid in two parts, and the carrier pays what he answers for. */
export async function settleSuppliers(shop: TestShop, wish: MoneyWish): Promise<void> {
  const { tuan } = shop;
  const { supplier: supplierId } = planted;
  const held = await balances(shop);
  const rebate = held['1400'] ?? 0;
  const first = Math.floor(rebate / 3);
  for (const [reference, sum, setOff] of [
    ['rebate 1', first, !wish.setOff],
    ['rebate 2', rebate - first, wish.setOff],
  ] as const)
    if (sum > 0) await tuan.rebates.receive({ supplierId, amount: yuan(sum), reference, setOff });
  await adjustCosts(shop);
  await paySupplier(shop, wish);
  const carrier = held['1500'] ?? 0;
  if (carrier > 0)
    await tuan.carrierRemittances.record({
      carrier: '老周货运',
      amount: yuan(carrier),
      reference: 'carrier 1',
    });
}

/** The second part is 7 cents too much and comes back, as does what a supplier owes after claims. */
async function paySupplier(shop: TestShop, wish: MoneyWish): Promise<void> {
  const { supplierPayments, supplierRefunds } = shop.tuan;
  const { supplier: supplierId } = planted;
  const payable = -((await balances(shop))['2400'] ?? 0);
  const first = partOf(Math.max(0, payable), wish);
  for (const [reference, sum] of [
    ['supplier 1', first],
    ['supplier 2', payable > 0 ? payable - first + 7 : 0],
  ] as const)
    if (sum > 0) await supplierPayments.record({ supplierId, amount: yuan(sum), reference });
  const owes = (await balances(shop))['2400'] ?? 0;
  if (owes > 0) await supplierRefunds.receive({ supplierId, amount: yuan(owes), reference: 'supplier 3' });
}

/** Where anything was received: goods cost a little less, and what is not named costs a little more. */
async function adjustCosts({ tuan }: TestShop): Promise<void> {
  const { supplier: supplierId, campaign: campaignId, apple: variantId } = planted;
  const common = { supplierId, reason: '差价' };
  const less = { ...common, effect: 'owedLess', amount: yuan(3), campaignId, variantId } as const;
  await tryTo(tuan.supplierAdjustments.record({ ...less, reference: 'note 1' }));
  const more = { ...common, effect: 'owedMore', amount: yuan(5) } as const;
  await tryTo(tuan.supplierAdjustments.record({ ...more, reference: 'note 2' }));
}
