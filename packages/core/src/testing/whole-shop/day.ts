import { expect } from 'vitest';
import type { TestShop } from '../test-shop.ts';
import { yuan } from '../promote.ts';
import { tryTo } from './try-to.ts';

export const minute = 60_000;

/** A shop that is played at random: its orders in the order in which they were placed. */
export class Day {
  readonly shop: TestShop;
  readonly orders: string[] = [];
  references = 0;

  constructor(shop: TestShop) {
    this.shop = shop;
  }

  order(index: number): string {
    return this.orders[index % Math.max(1, this.orders.length)] ?? 'ord_none';
  }

  async line(order: number, line: number): Promise<string> {
    const found = await tryTo(this.shop.tuan.orders.get({ orderId: this.order(order) }));
    return typeof found === 'string' ? 'lin_none' : (found.lines[line % found.lines.length]?.id ?? '');
  }

  /** The host tells of the right sum, however late: it is accepted or goes back, and is never refused. */
  async pay(orderId: string): Promise<void> {
    const order = await tryTo(this.shop.tuan.orders.get({ orderId }));
    if (typeof order === 'string') return;
    const waits = order.paidAt === null && ['held', 'confirmed', 'ready', 'expired'].includes(order.status);
    const { amount } = waits ? order.amountDue : order.total;
    if (amount === 0) return;
    const reference = `host ${String((this.references += 1))}`;
    const { outcome } = await this.shop.tuan.orders.pay({ orderId, amount: yuan(amount), reference });
    expect(['accepted', 'refundDue']).toContain(outcome);
  }

  async tick(): Promise<void> {
    const { steps } = await this.shop.tuan.tick();
    expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  }
}
