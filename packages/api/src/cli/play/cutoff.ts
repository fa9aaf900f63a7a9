import { Trouble } from '../command.ts';
import { instantAt, monday } from './calendar.ts';
import type { Money } from './caller.ts';
import type { Day } from './day.ts';
import { tick } from './ordering.ts';

export interface PurchaseOrderView {
  readonly id: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly status: string;
  readonly acceptedTotal: Money;
  readonly lines: readonly PurchaseLineView[];
}

export interface PurchaseLineView {
  readonly variantId: string;
  readonly title: string;
  readonly needed: number;
  readonly packSize: number;
  readonly ordered: number;
  readonly unitCost: Money;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  readonly short: number;
  readonly surplus: number;
  readonly acceptedCost: Money;
}

/** After ten past ten no hold lives: the tick freezes, and the purchase orders go out. */
export async function playCutoff(day: Day): Promise<void> {
  const { caller, campaignId } = day;
  caller.now = instantAt(monday, '22:10:30');
  await tick(day);
  const { status } = await caller.ask<{ status: string }>('GET', `/campaigns/${campaignId}`);
  if (status !== 'purchasing')
    throw new Trouble({
      en: `After the cutoff the campaign is ${status}, not purchasing.`,
      zh: `截单后团的状态是 ${status}，而不是 purchasing。`,
    });
  caller.now = instantAt(monday, '22:20');
  // Generating again yields the same documents.
  const generate = () =>
    caller.ask<{ data: PurchaseOrderView[] }>('POST', `/campaigns/${campaignId}/purchase-orders`, {
      body: {},
    });
  const [first, second] = [await generate(), await generate()];
  if (idsOf(first.data) !== idsOf(second.data))
    throw new Trouble({
      en: 'Generating the purchase orders twice made two sets of them.',
      zh: '采购单生成两次，结果不同。',
    });
  for (const { id } of inOrder(first.data)) {
    caller.now += 60_000;
    await caller.ask('POST', `/purchase-orders/${id}/send`, { body: {} });
    day.step('cutoff');
  }
}

function idsOf(list: readonly PurchaseOrderView[]): string {
  return list
    .map(({ id }) => id)
    .toSorted()
    .join();
}

/** By the name of the supplier: the same on every engine, whatever the ids. */
export function inOrder(list: readonly PurchaseOrderView[]): PurchaseOrderView[] {
  return list.toSorted((one, other) => (one.supplierName < other.supplierName ? -1 : 1));
}
