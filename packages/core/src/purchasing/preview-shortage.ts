import type * as z from 'zod';
import { duesOfLine } from '../commissions/dues-of-line.ts';
import { commissionEntries } from '../commissions/tables.ts';
import { defineQuery } from '../define.ts';
import { orderLines } from '../orders/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { money } from '../shared/schemas.ts';
import { monthOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import { rebateContractOf } from '../suppliers/rebate-contract.ts';
import { rebateOf } from '../suppliers/rebate-of.ts';
import { monthParams, type SupplierMonth, supplierMonthsSql } from '../suppliers/supplier-month.ts';
import type { Work } from '../work.ts';
import { wantedOf } from './frozen-lines.ts';
import {
  arrivedOf,
  isSharedOut,
  type PurchaseLine,
  purchaseLinesOf,
  type PurchaseOrder,
} from './purchase-order.ts';
import { previewShortageSchema, shortagePreviewSchema } from './schemas.ts';
import type { ShortagePolicy } from './share-out.ts';
import { type Scarcity, scarcityOf, shortByVariantSql, type ShortOfVariant } from './shares-of-shortage.ts';
import { lossSql, shortLinesSql, totalsSql } from './shortage-money-sql.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';
import { variantLabels } from './variant-label.ts';

type Input = z.output<typeof previewShortageSchema>;

interface ShortRow {
  readonly orderLineId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly pickupPointId: string;
  readonly pickupPointName: string;
  readonly variantId: string;
  readonly title: string;
  readonly unit: string;
  readonly needed: number;
  readonly allocated: number;
  readonly refund: number;
  readonly paid: number;
}

/**
 * Who would come short, what would be refunded and what leaders and the shop lose by it, were the purchase order
 * closed now; also by another policy, to compare. Writes nothing. Sums are made in SQL, lines come in pages.
 *
 * Refuses: purchase_order_status once it is shared out, invalid_input, not_found, not_allowed.
 */
export const previewShortage = defineQuery({
  name: 'purchaseOrders.previewShortage',
  summary: 'Preview who would come short',
  input: previewShortageSchema,
  answer: shortagePreviewSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const policy = input.policy ?? shop.policies.shortage;
    const facts = await reader.decide((work) => factsOf(work, input.purchaseOrderId, policy));
    const { currency } = shop;
    const { scarcity } = facts;
    const short = scarcity ? await shortOf(reader, scarcity, input) : nothingShort;
    const commission = scarcity ? await commissionLost(reader, scarcity) : 0;
    const missing = facts.lines.reduce((sum, line) => sum + missingValue(line), 0);
    return {
      purchaseOrderId: input.purchaseOrderId,
      policy,
      linesTotal: short.variants.reduce((sum, { lines }) => sum + lines, 0),
      ordersTotal: short.totals.orders,
      refundTotal: money(short.totals.refund, currency),
      refunds: money(short.totals.paid, currency),
      commissionTotal: money(commission, currency),
      supplierOwesLess: money(missing, currency),
      rebateLost: money(await rebateLost(reader, facts.order, missing, shop, context.now), currency),
      surplus: surplusOf(facts),
      variants: variantsOf(facts, short.variants),
      ...pageOfLines(short.rows, input, currency),
    };
  },
});

interface Facts {
  readonly order: PurchaseOrder;
  readonly lines: readonly PurchaseLine[];
  readonly wanted: ReadonlyMap<string, number>;
  readonly labels: ReturnType<typeof variantLabels>;
  readonly scarcity: Scarcity | null;
}

function factsOf(work: Work, purchaseOrderId: string, policy: ShortagePolicy): Facts {
  work.need([purchaseOrders, { id: purchaseOrderId }], [purchaseLines, { purchaseOrderId }]);
  const order = work.get(purchaseOrders, purchaseOrderId);
  demand(!isSharedOut(order), 'purchase_order_status', { status: order.status });
  const lines = purchaseLinesOf(work, order.id);
  const wanted = wantedOf(work, order);
  const labels = variantLabels(
    work,
    lines.map(({ variantId }) => variantId),
  );
  return { order, lines, wanted, labels, scarcity: scarcityOf(work, order, lines, policy, wanted) };
}

interface Totals {
  readonly orders: number;
  readonly refund: number;
  readonly paid: number;
}

interface Short {
  readonly variants: readonly ShortOfVariant[];
  readonly totals: Totals;
  /** One more than the page, where there are more. */
  readonly rows: readonly ShortRow[];
}

const nothingShort: Short = { variants: [], totals: { orders: 0, refund: 0, paid: 0 }, rows: [] };

async function shortOf(reader: Reader, { policy, params }: Scarcity, input: Input): Promise<Short> {
  const after = cursorOf(input.cursor);
  const [variants, [totals], rows] = await reader.ask(
    sqlRows<ShortOfVariant>(shortByVariantSql(policy), params),
    sqlRows<Totals>(totalsSql(policy), params),
    sqlRows<ShortRow>(shortLinesSql(policy), [...params, after, input.limit + 1]),
  );
  return { variants, totals: totals ?? nothingShort.totals, rows };
}

/** Lines are paged by their ids. */
function cursorOf(cursor: string | undefined): string {
  if (cursor === undefined || /^[\w-]{1,80}$/.test(cursor)) return cursor ?? '';
  const message = 'This is no cursor of this list.';
  return refuse('invalid_input', { fields: [{ path: 'cursor', code: 'cursor', message }] });
}

function pageOfLines(rows: readonly ShortRow[], { limit }: Input, currency: string) {
  const kept = rows.slice(0, limit);
  const data = kept.map(({ refund, paid, ...row }) => ({
    ...row,
    short: row.needed - row.allocated,
    refund: money(refund, currency),
    paid: paid === 1,
  }));
  return { data, nextCursor: rows.length > limit ? (kept.at(-1)?.orderLineId ?? null) : null };
}

function surplusOf({ lines, wanted }: Facts) {
  return lines
    .map((line) => ({
      variantId: line.variantId,
      pieces: arrivedOf(line) - (wanted.get(line.variantId) ?? 0),
    }))
    .filter(({ pieces }) => pieces > 0);
}

function variantsOf({ lines, wanted, labels }: Facts, short: readonly ShortOfVariant[]) {
  return short.map(({ variantId, ...counts }) => {
    const line = lines.find((one) => one.variantId === variantId);
    const { title = '', unit = '' } = labels.get(variantId) ?? {};
    const arrived = line ? arrivedOf(line) : 0;
    return { variantId, title, unit, needed: wanted.get(variantId) ?? 0, arrived, ...counts };
  });
}

function missingValue(line: PurchaseLine): number {
  return Math.max(0, line.ordered - line.accepted + line.sentBack) * line.unitCost;
}

/** The rebate of the running month with these goods, less that without them (R43); minor units. */
async function rebateLost(
  reader: Reader,
  { supplierId }: PurchaseOrder,
  missing: number,
  { zone }: Shop,
  now: number,
): Promise<number> {
  if (missing === 0) return 0;
  const { tiers, mode } = await reader.decide((work) => rebateContractOf(work, supplierId));
  if (tiers.length === 0) return 0;
  const params = monthParams(monthOf(now, zone), supplierId);
  const [month] = await reader.rows<SupplierMonth>(supplierMonthsSql, params);
  const volume = (month?.accepted ?? 0) - (month?.deducted ?? 0);
  return rebateOf(volume + missing, tiers, mode) - rebateOf(volume, tiers, mode);
}

interface Loss {
  readonly orderLineId: string;
  readonly refund: number;
  readonly pieces: number;
}

const linesPerChunk = 1000;

/** What the commissions of the short lines are worth less, by the very rule that the refund will follow; minor units. */
async function commissionLost(reader: Reader, { policy, params }: Scarcity): Promise<number> {
  const losses = await reader.rows<Loss>(lossSql(policy), params);
  let lost = 0;
  for (let from = 0; from < losses.length; from += linesPerChunk)
    lost += await lossOfChunk(reader, losses.slice(from, from + linesPerChunk));
  return lost;
}

async function lossOfChunk(reader: Reader, losses: readonly Loss[]): Promise<number> {
  const ids = JSON.stringify(losses.map(({ orderLineId }) => orderLineId));
  const these = `(SELECT value FROM json_each(?))`;
  const [lines, entries] = await reader.ask(
    tableRows(orderLines, `t."id" IN ${these}`, [ids]),
    tableRows(
      commissionEntries,
      `t."orderId" IN (SELECT l."orderId" FROM "order_lines" AS l WHERE l."id" IN ${these}) AND t."status" <> 'unpaid'`,
      [ids],
    ),
  );
  const byId = new Map(lines.map((line) => [line.id, line]));
  const byLine = grouped(entries, ({ orderLineId }) => orderLineId);
  return losses.reduce((sum, { orderLineId, refund, pieces }) => {
    const line = byId.get(orderLineId);
    const own = byLine.get(orderLineId) ?? [];
    if (!line || own.length === 0) return sum;
    const after = { ...line, refunded: line.refunded + refund, refundDone: line.refundDone + pieces };
    const dues = duesOfLine(own, after);
    return own.reduce((rest, entry) => rest + entry.due - (dues.get(entry.id) ?? 0), sum);
  }, 0);
}
