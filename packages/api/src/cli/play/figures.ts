import type { Money } from './caller.ts';
import { inOrder, type PurchaseOrderView } from './cutoff.ts';
import { countBy, sumOf } from './sums.ts';
import type { Day, OrderView } from './day.ts';
import type { RefundView } from './afterwards.ts';
import { check, type Check } from './checks.ts';

interface AuditReport {
  readonly checked: number;
  readonly broken: readonly {
    readonly invariant: string;
    readonly rule: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** What is read from the server when the day is over. */
export interface Facts {
  readonly orders: readonly OrderView[];
  readonly refunds: readonly RefundView[];
  readonly purchaseOrders: readonly PurchaseOrderView[];
  readonly campaign: { readonly status: string };
  readonly statements: readonly StatementView[];
  readonly bonuses: readonly { readonly amount: Money }[];
  readonly levels: readonly { readonly toTier: string | null }[];
  readonly payouts: readonly { readonly amount: Money; readonly status: string }[];
  /** By account, what the day has added: debit above zero, minor units. */
  readonly balances: ReadonlyMap<string, number>;
  readonly profit: Readonly<Record<Waterfall, Money>> & { readonly marginBasisPoints: number | null };
  readonly audit: AuditReport;
}

type Waterfall =
  | 'sales'
  | 'cost'
  | 'commission'
  | 'discounts'
  | 'gifts'
  | 'rebates'
  | 'shrinkage'
  | 'returns'
  | 'recoveries'
  | 'otherCosts'
  | 'profit'
  | 'netSales';

interface StatementView {
  readonly leaderId: string;
  readonly earned: Money;
  readonly reversed: Money;
  readonly bonus: Money;
  readonly charged: Money;
  readonly total: Money;
  readonly cashSetOff: Money;
  readonly balance: Money;
}

/** The day in figures: no ids and no times, so that the same seed gives the same object on every engine. */
export interface Figures {
  readonly day: { readonly customers: number; readonly leaders: number; readonly seed: number };
  readonly currency: string;
  readonly orders: Readonly<Record<string, unknown>>;
  readonly goods: Readonly<Record<string, number>>;
  readonly money: Readonly<Record<string, number>>;
  readonly refunds: Readonly<Record<string, number>>;
  readonly purchase: Readonly<Record<string, unknown>>;
  readonly pickup: Readonly<Record<string, number>>;
  readonly commission: Readonly<Record<string, unknown>>;
  readonly profit: Readonly<Record<string, number | null>>;
  readonly checks: readonly Check[];
  readonly audit: AuditReport;
  readonly ok: boolean;
}

export async function readFacts(day: Day, before: ReadonlyMap<string, number>): Promise<Facts> {
  const { caller, campaignId, leaders, targetId } = day;
  const perLeader = async <Row>(path: string): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const { id } of leaders)
      rows.push(...(await caller.all<Row>(`${path}?leaderId=${id}`)).toReversed());
    return rows;
  };
  const after = await readBalances(day);
  const orderIds = new Set<string>();
  const orders = await caller.all<OrderView>(`/orders?campaignId=${campaignId}`);
  for (const { id } of orders) orderIds.add(id);
  const report = await caller.ask<{ total: Facts['profit'] }>(
    'GET',
    `/reports/profit?campaignId=${campaignId}`,
  );
  return {
    orders,
    refunds: (await caller.all<RefundView>('/refunds')).filter(({ orderId }) => orderIds.has(orderId)),
    purchaseOrders: inOrder(await caller.all<PurchaseOrderView>(`/campaigns/${campaignId}/purchase-orders`)),
    campaign: await caller.ask<{ status: string }>('GET', `/campaigns/${campaignId}`),
    statements: await perLeader<StatementView>('/statements'),
    bonuses: await caller.all<Facts['bonuses'][number]>(`/commission-targets/${targetId}/results`),
    levels: await caller.all<Facts['levels'][number]>('/leader-levels/changes'),
    payouts: await perLeader<Facts['payouts'][number]>('/payouts'),
    balances: new Map(
      [...after].map(([account, balance]) => [account, balance - (before.get(account) ?? 0)]),
    ),
    profit: report.total,
    audit: await caller.ask<AuditReport>('GET', '/audit'),
  };
}

export async function readBalances({ caller }: Day): Promise<ReadonlyMap<string, number>> {
  const { accounts } = await caller.ask<{
    accounts: readonly { readonly account: string; readonly balance: Money }[];
  }>('GET', '/ledger/trial-balance');
  return new Map(accounts.map(({ account, balance }) => [account, balance.amount]));
}

export function figuresOf(day: Day, facts: Facts): Figures {
  const { tally, options, currency } = day;
  const checks = check(day, facts);
  return {
    day: options,
    currency,
    orders: {
      placed: tally.placed,
      refused: countBy(tally.refusals, (code) => code),
      byStatus: countBy(facts.orders, ({ status }) => status),
      cancelled: countBy(facts.orders, ({ cancelReason }) => cancelReason),
      latePayments: tally.late,
      atPickup: facts.orders.filter(({ payment }) => payment === 'atPickup').length,
    },
    goods: goodsOf(facts),
    money: {
      ...tally.paidIn,
      supplierPayments: tally.supplierPayments,
      costs: tally.costs,
      remitted: tally.remitted,
    },
    refunds: refundsOf(facts),
    purchase: purchaseOf(facts),
    pickup: {
      wrongCodes: tally.wrongCodes,
      repeatedHandovers: tally.repeatedHandovers,
      conflicts: tally.conflicts,
    },
    commission: commissionOf(facts),
    profit: {
      ...Object.fromEntries(
        Object.entries(facts.profit).flatMap(([name, value]) =>
          typeof value === 'object' && value !== null ? [[name, value.amount] as const] : [],
        ),
      ),
      marginBasisPoints: facts.profit.marginBasisPoints,
    },
    checks,
    audit: facts.audit,
    ok: facts.audit.broken.length === 0 && checks.every(({ holds }) => holds),
  };
}

function goodsOf({ orders }: Facts): Record<string, number> {
  const lines = orders.flatMap((order) => order.lines);
  return {
    lines: lines.length,
    pieces: sumOf(lines, ({ pieces }) => pieces),
    cancelled: sumOf(lines, ({ cancelled }) => cancelled),
    short: sumOf(lines, ({ short }) => short),
    lost: sumOf(lines, ({ lost }) => lost),
    withdrawn: sumOf(lines, ({ withdrawn }) => withdrawn),
    handedOver: sumOf(lines, ({ handedOver }) => handedOver),
    uncollected: sumOf(lines, ({ uncollected }) => uncollected),
  };
}

function refundsOf({ refunds }: Facts): Record<string, number> {
  const reasons = [...new Set(refunds.map(({ reason }) => reason))].toSorted();
  const sums = reasons.map((reason) => {
    const own = refunds.filter((refund) => refund.reason === reason);
    return [reason, sumOf(own, ({ amount }) => amount.amount)] as const;
  });
  return {
    count: refunds.length,
    total: sumOf(refunds, ({ amount }) => amount.amount),
    ...Object.fromEntries(sums),
  };
}

function purchaseOf({ purchaseOrders }: Facts): Record<string, unknown> {
  const lines = purchaseOrders.flatMap((purchaseOrder) => purchaseOrder.lines);
  return {
    purchaseOrders: purchaseOrders.length,
    needed: sumOf(lines, ({ needed }) => needed),
    ordered: sumOf(lines, ({ ordered }) => ordered),
    accepted: sumOf(lines, ({ accepted }) => accepted),
    rejected: sumOf(lines, ({ rejected }) => rejected),
    missing: sumOf(lines, ({ missing }) => missing),
    short: sumOf(lines, ({ short }) => short),
    surplus: sumOf(lines, ({ surplus }) => surplus),
    acceptedCost: sumOf(purchaseOrders, ({ acceptedTotal }) => acceptedTotal.amount),
  };
}

function commissionOf({ statements, payouts, levels }: Facts): Record<string, unknown> {
  return {
    statements: statements.length,
    earned: sumOf(statements, ({ earned }) => earned.amount),
    reversed: sumOf(statements, ({ reversed }) => reversed.amount),
    bonus: sumOf(statements, ({ bonus }) => bonus.amount),
    settled: sumOf(statements, ({ total }) => total.amount),
    cashSetOff: sumOf(statements, ({ cashSetOff }) => cashSetOff.amount),
    paidOut: sumOf(payouts, ({ amount }) => amount.amount),
    levels: countBy(levels, ({ toTier }) => toTier),
    negativeStatements: statements.filter(({ total }) => total.amount < 0).map(({ total }) => total.amount),
  };
}
