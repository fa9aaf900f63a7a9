import type { Order } from '@opentuan/api/client';

const keyOf = (name: string): string => `tuan-order ${name}`;

/** The order as it was last seen on this phone. */
export function keptOrder(name: string): Order | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as Order | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an order to be shown without a network. */
export function keepOrder(name: string, order: Order | undefined): void {
  try {
    if (order) localStorage.setItem(keyOf(name), JSON.stringify(order));
    else localStorage.removeItem(keyOf(name));
  } catch {
    // A private window may refuse: then the order is shown with a network only.
  }
}
