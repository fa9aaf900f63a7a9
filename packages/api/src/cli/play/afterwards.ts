import {
  friday,
  instantAt,
  minute,
  nextTuesday,
  saturday,
  thursday,
  tuesday,
  wednesday,
} from './calendar.ts';
import type { Money } from './caller.ts';
import { inOrder, type PurchaseOrderView } from './cutoff.ts';
import type { Day, LineView, OrderView } from './day.ts';
import { tick } from './ordering.ts';

export interface RefundView {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly kind: string;
  readonly amount: Money;
  readonly createdAt: string;
  readonly orderId: string;
}

/** The days after: a claim, refunds confirmed, no-shows closed, commission earned, settled, paid, and a late claim. */
export async function playAfterwards(day: Day): Promise<void> {
  const { caller } = day;
  const [early, late] = await claimable(day);
  caller.now = instantAt(tuesday, '21:10');
  if (early) await claimOfCustomer(day, early);
  caller.now = instantAt(wednesday, '09:00');
  await confirmRefunds(day, true);
  // Last window + 24 hours: whoever has not come by now does not come (R30).
  caller.now = instantAt(wednesday, '20:31');
  await tick(day);
  caller.now = instantAt(thursday, '21:30');
  await tick(day);
  caller.now = instantAt(friday, '21:00');
  await tick(day);
  await settle(day, saturday);
  await recordCosts(day);
  caller.now = instantAt(saturday, '10:00');
  if (late) await claimOfShop(day, late);
  caller.now = instantAt(saturday, '11:00');
  await confirmRefunds(day, false);
  await settle(day, nextTuesday);
  await tick(day);
}

interface Claimable {
  readonly order: OrderView;
  readonly line: LineView;
  readonly token: string;
  readonly leader: string;
}

/** The first two orders that were fetched on the page: one complains at once, one when all is settled. */
async function claimable(day: Day): Promise<readonly Claimable[]> {
  const found: Claimable[] = [];
  for (const neighbour of day.neighbours) {
    const [plan] = neighbour.orders;
    const orderId = plan && day.orderIds.get(plan);
    const token = day.sessions.get(neighbour);
    if (orderId === undefined || token === undefined || neighbour.manner !== 'page') continue;
    const order = await day.caller.ask<OrderView>('GET', `/orders/${orderId}`);
    const line = order.lines.find(({ handedOver }) => handedOver > 0);
    const leader = day.leaders[neighbour.leader]?.token ?? '';
    if (order.status === 'collected' && line) found.push({ order, line, token, leader });
    if (found.length === 2) break;
  }
  return found;
}

/** One piece was bad: the customer says so, the leader proposes, the shop approves, the supplier bears it. */
async function claimOfCustomer(day: Day, { order, line, token, leader }: Claimable): Promise<void> {
  const { caller } = day;
  const { id } = await caller.ask<{ id: string }>('POST', `/storefront/orders/${order.id}/claims`, {
    token,
    body: { orderLineId: line.id, reason: '不新鲜', pieces: 1 },
  });
  caller.now += 10 * minute;
  const body = { amount: line.unitPrice };
  await caller.ask('POST', `/leader/claims/${id}/propose`, { token: leader, body });
  caller.now += 30 * minute;
  await caller.ask('POST', `/claims/${id}/approve`, { body: { faultShares: { supplier: 10_000 } } });
  day.step('afterwards');
}

/** After the window only the shop may open one; its commission comes back in the next statement (R36). */
async function claimOfShop(day: Day, { line }: Claimable): Promise<void> {
  const { caller } = day;
  const { id } = await caller.ask<{ id: string }>('POST', '/claims', {
    body: { orderLineId: line.id, reason: '隔天发现坏果', pieces: 1, amount: line.unitPrice },
  });
  caller.now += 10 * minute;
  await caller.ask('POST', `/claims/${id}/approve`, {
    body: { faultShares: { supplier: 5000, shop: 5000 } },
  });
  day.step('afterwards');
}

/** The host shop sends the money back and says so; the first attempt of one fails and is made again. */
async function confirmRefunds(day: Day, oneFails: boolean): Promise<void> {
  const { caller } = day;
  const open = await caller.all<RefundView>('/refunds?status=requested');
  const inTime = open.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
  for (const [index, { id }] of inTime.entries()) {
    caller.now += 1000;
    if (oneFails && index === 0) {
      await caller.ask('POST', `/refunds/${id}/fail`, { body: { failure: '银行卡已注销' } });
      await caller.ask('POST', `/refunds/${id}/retry`, { body: {} });
    }
    await caller.ask('POST', `/refunds/${id}/confirm`, { body: { reference: `refund-${id}` } });
    day.step('afterwards');
  }
}

/** The statements of everyone up to this day, and what they bring is paid out. */
async function settle(day: Day, to: typeof saturday | typeof nextTuesday): Promise<void> {
  const { caller } = day;
  caller.now = instantAt(to, '00:30');
  for (const { id: leaderId } of day.leaders) {
    const { statementId } = await caller.ask<{ statementId: string | null }>('POST', '/statements', {
      body: { leaderId, to },
    });
    day.step('afterwards');
    if (statementId === null) continue;
    const statement = await caller.ask<{ balance: Money }>('GET', `/statements/${statementId}`);
    // A debt is carried, never paid.
    if (statement.balance.amount <= 0) continue;
    const payout = await caller.ask<{ id: string }>('POST', `/statements/${statementId}/payouts`, {
      body: {},
    });
    await caller.ask('POST', `/payouts/${payout.id}/confirm`, {
      body: { reference: `transfer-${payout.id}` },
    });
  }
}

/** The van and the bags, what leaders still hold in cash, and what the suppliers get. */
async function recordCosts(day: Day): Promise<void> {
  const { caller, campaignId, currency, options, tally } = day;
  caller.now = instantAt(saturday, '09:00');
  const costs = [
    ['van', 18_000],
    ['bags', 20 * options.customers],
  ] as const;
  for (const [kind, amount] of costs) {
    const reference = `${kind}-${campaignId}`;
    await caller.ask('POST', '/costs', {
      body: { kind, campaignId, amount: { amount, currency }, reference },
    });
    tally.costs += amount;
  }
  await paySuppliers(day);
  for (const { id } of day.leaders) {
    const { cash } = await caller.ask<{ cash: Money }>('GET', `/leaders/${id}/commissions`);
    if (cash.amount <= 0) continue;
    const body = { amount: cash, reference: `cash-${campaignId}-${id}` };
    await caller.ask('POST', `/leaders/${id}/remittances`, { body });
    tally.remitted += cash.amount;
    day.step('afterwards');
  }
}

async function paySuppliers({ caller, campaignId, step, tally }: Day): Promise<void> {
  const bought = await caller.all<PurchaseOrderView>(`/campaigns/${campaignId}/purchase-orders`);
  for (const { id, supplierId, acceptedTotal } of inOrder(bought)) {
    if (acceptedTotal.amount === 0) continue;
    const body = { amount: acceptedTotal, reference: `invoice-${id}` };
    await caller.ask('POST', `/suppliers/${supplierId}/payments`, { body });
    tally.supplierPayments += acceptedTotal.amount;
    step('afterwards');
  }
}
