import type { OpenCampaign, Order, PickupToken, Refund } from '@opentuan/api/client';

/** What was seen last, with the campaign it belongs to. */
export interface KeptOrder {
  readonly order: Order;
  readonly round: OpenCampaign | undefined;
  readonly refunds?: readonly Refund[];
  readonly proof?: PickupToken | undefined;
}

const keyOf = (name: string): string => `tuan-order ${name}`;

/** The order as it was last seen on this phone. */
export function keptOrder(name: string): KeptOrder | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as KeptOrder | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an order to be shown without a network; without one, what was kept is forgotten. */
export function keepOrder(name: string, kept?: KeptOrder): void {
  try {
    // Of the campaign only when and where: a list of goods does not belong to an order.
    if (kept) {
      const round = kept.round && { ...kept.round, offers: [] };
      localStorage.setItem(keyOf(name), JSON.stringify({ ...kept, round }));
    } else localStorage.removeItem(keyOf(name));
  } catch {
    // A private window may refuse: then the order is shown with a network only.
  }
}
