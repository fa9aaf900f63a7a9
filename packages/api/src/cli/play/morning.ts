import { instantAt, minute, tuesday } from './calendar.ts';
import { inOrder, type PurchaseLineView, type PurchaseOrderView } from './cutoff.ts';
import type { Day } from './day.ts';

/** Tuesday morning: goods are received and inspected, shortages shared out, and everything is driven to the points. */
export async function playMorning(day: Day): Promise<void> {
  await receiveGoods(day);
  await deliver(day);
}

async function receiveGoods(day: Day): Promise<void> {
  const { caller, campaignId } = day;
  caller.now = instantAt(tuesday, '05:30');
  const purchaseOrders = inOrder(
    await caller.all<PurchaseOrderView>(`/campaigns/${campaignId}/purchase-orders`),
  );
  // The supplier with the most lines brings too little of one; the next rejects a crate; the last comes twice.
  const byLines = purchaseOrders.toSorted((one, other) => other.lines.length - one.lines.length);
  for (const purchaseOrder of purchaseOrders) {
    const rank = byLines.indexOf(purchaseOrder);
    caller.now += 5 * minute;
    await receive(day, purchaseOrder, rank);
    caller.now += 5 * minute;
    const closed = await caller.ask<{ purchaseOrder: PurchaseOrderView }>(
      'POST',
      `/purchase-orders/${purchaseOrder.id}/close`,
      { body: {} },
    );
    day.tally.accepted += closed.purchaseOrder.acceptedTotal.amount;
    day.step('morning');
  }
}

interface ReceiptLine {
  readonly variantId: string;
  readonly accepted: number;
  readonly rejected?: number;
  readonly missing?: number;
  readonly reason?: string;
  readonly unitCost?: { readonly amount: number; readonly currency: string };
}

async function receive(day: Day, { id, lines }: PurchaseOrderView, rank: number): Promise<void> {
  const { caller } = day;
  const most = lines.toSorted((one, other) => other.needed - one.needed)[0];
  const receipt = lines.map((line): ReceiptLine => {
    if (line !== most)
      return { variantId: line.variantId, accepted: line.ordered, ...marketPrice(day, line) };
    if (rank === 0) return tooLittle(line);
    return rank === 1 ? oneCrateRejected(line) : { variantId: line.variantId, accepted: line.ordered };
  });
  const parts = rank === 2 && receipt.length > 1 ? [receipt.slice(0, 1), receipt.slice(1)] : [receipt];
  for (const part of parts) {
    await caller.ask('POST', `/purchase-orders/${id}/receipts`, { body: { lines: part } });
    caller.now += minute;
  }
}

/** A fifth of what is needed did not come. */
function tooLittle({ variantId, ordered, needed }: PurchaseLineView): ReceiptLine {
  const accepted = Math.max(0, needed - Math.max(1, Math.floor(needed / 5)));
  return { variantId, accepted, missing: ordered - accepted };
}

function oneCrateRejected({ variantId, ordered, packSize }: PurchaseLineView): ReceiptLine {
  const rejected = Math.min(packSize, ordered);
  return { variantId, accepted: ordered - rejected, rejected, reason: '整箱压坏' };
}

/** The morning's market price of some goods differs from the price list by a few per cent (R25). */
function marketPrice({ chance }: Day, { unitCost }: PurchaseLineView): Pick<ReceiptLine, 'unitCost'> {
  if (!chance.percent(30)) return {};
  const amount = Math.max(1, Math.round((unitCost.amount * (95 + chance.below(11))) / 100));
  return { unitCost: { amount, currency: unitCost.currency } };
}

interface RunView {
  readonly id: string;
  readonly stops: readonly {
    readonly id: string;
    readonly pickupPointId: string;
    readonly lines: readonly {
      readonly variantId: string;
      readonly title: string;
      readonly expected: number;
    }[];
  }[];
}

/** Two rounds over the pickup points; at one stop a piece is missing (R28). */
async function deliver(day: Day): Promise<void> {
  const { caller, campaignId, leaders } = day;
  caller.now = instantAt(tuesday, '07:30');
  await caller.ask('GET', `/campaigns/${campaignId}/pick-lists`);
  caller.now = instantAt(tuesday, '08:00');
  const planned = await caller.ask<{ data: RunView[] }>('POST', `/campaigns/${campaignId}/delivery-runs`, {
    body: {},
  });
  const rank = (pointId: string) => leaders.findIndex(({ pickupPointId }) => pickupPointId === pointId);
  let differs = true;
  for (const run of planned.data) {
    await caller.ask('POST', `/delivery-runs/${run.id}/load`, { body: {} });
    caller.now = instantAt(tuesday, '08:40');
    await caller.ask('POST', `/delivery-runs/${run.id}/start`, { body: {} });
    for (const stop of run.stops.toSorted(
      (one, other) => rank(one.pickupPointId) - rank(other.pickupPointId),
    )) {
      const leader = leaders[rank(stop.pickupPointId)];
      caller.now += 12 * minute;
      const largest = stop.lines.toSorted(
        (one, other) => other.expected - one.expected || (one.title < other.title ? -1 : 1),
      )[0];
      const lines = differs && largest ? [{ variantId: largest.variantId, missing: 1 }] : [];
      differs = false;
      await caller.ask('POST', `/leader/deliveries/${run.id}/stops/${stop.id}/hand-over`, {
        token: leader?.token,
        body: { lines, signedBy: `团长 ${leader?.externalId ?? ''}` },
      });
      day.step('morning');
    }
  }
}
