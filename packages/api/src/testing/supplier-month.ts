import { planted } from '@opentuan/core/testing';
import type { ApiShop } from './api-shop.ts';
import type { HttpRound } from './http-round.ts';

/** The planted supplier, as the host shop names it. */
export const supplierPath = '/suppliers/external:果然鲜果业';

export const yuan = (amount: number) => ({ amount, currency: 'CNY' });

interface Money {
  readonly amount: number;
}

/** A line of a supplier's month, as tests read it. */
export interface Line {
  readonly type: string;
  readonly countsAs: 'accepted' | 'recoveries' | 'paid' | 'setOff';
  readonly amount: Money;
  readonly balance: Money;
  readonly pieces: number | null;
  readonly unitCost: Money | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly lowersVolumeOf: string | null;
}

/** All lines of a month, two a page. */
export async function linesOf(round: HttpRound, month: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let cursor = '';
  for (;;) {
    const page = await round.call<{ data: readonly Line[]; nextCursor: string | null }>(
      `${supplierPath}/statement/lines?month=${month}&limit=2${cursor}`,
    );
    lines.push(...page.data);
    if (page.nextCursor === null) return lines;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

/** A round of 38 斤 at 8.00, of which two are surplus of the pack: received in two parts, the second one dearer. */
export async function deliverApples(
  shop: ApiShop,
  round: HttpRound,
): Promise<{ readonly purchaseOrderId: string; readonly lineId: string }> {
  const { id, lines } = await round.buy(
    {
      campaignId: planted.campaign,
      customer: planted.customer,
      lines: [{ offerId: planted.appleOffer, pieces: 38 }],
    },
    yuan(38_000),
    'till-1',
  );
  shop.at('2026-11-23T22:10:00+08:00');
  await round.call(`/campaigns/${planted.campaign}/freeze`, {});
  const { data } = await round.call<{ data: readonly { id: string }[] }>(
    `/campaigns/${planted.campaign}/purchase-orders`,
    {},
  );
  const purchaseOrderId = data[0]?.id ?? '';
  await round.call(`/purchase-orders/${purchaseOrderId}/send`, {});
  shop.at('2026-11-24T06:00:00+08:00');
  const receive = (accepted: number, unitCost: number) =>
    round.call(`/purchase-orders/${purchaseOrderId}/receipts`, {
      lines: [{ variantId: planted.apple, accepted, unitCost: yuan(unitCost) }],
    });
  await receive(20, 800);
  await receive(20, 850);
  await round.call(`/purchase-orders/${purchaseOrderId}/close`, {});
  const runs = await round.call<{ data: readonly { id: string; stops: readonly { id: string }[] }[] }>(
    `/campaigns/${planted.campaign}/delivery-runs`,
    {},
  );
  for (const run of runs.data) {
    await round.call(`/delivery-runs/${run.id}/start`, {});
    for (const stop of run.stops)
      await round.call(`/delivery-runs/${run.id}/stops/${stop.id}/hand-over`, { signedBy: '小陈' });
  }
  shop.at('2026-11-24T16:30:00+08:00');
  await round.handOver(id);
  return { purchaseOrderId, lineId: lines[0]?.id ?? '' };
}

/** An explanation, as tests read it. */
export interface Explained {
  readonly agrees: boolean;
  readonly amounts: readonly {
    readonly name: string;
    readonly amount: Money;
    readonly steps: readonly {
      readonly text: string;
      readonly calculation: { readonly exact: string } | null;
    }[];
    readonly entries: readonly { readonly type: string; readonly account: number; readonly amount: Money }[];
  }[];
}
