import { planted } from '@opentuan/core/testing';
import { expect } from 'vitest';
import type { ApiShop } from './api-shop.ts';

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** An answer of the API, as a test reads it. */
export type Body = Readonly<Record<string, never>>;

/** Calls as the shop; anything but success fails the test, with what was said. */
function callerOf(shop: ApiShop) {
  return async <Answer = Body>(path: string, body?: unknown, method?: string): Promise<Answer> => {
    const wish = { token: shop.secretKey, body, ...(method === undefined ? {} : { method }) };
    const answer = await shop.call(path, wish);
    expect([answer.status < 300, path, answer.status < 300 ? '' : answer.body]).toEqual([true, path, '']);
    return answer.body as Answer;
  };
}

export type Caller = ReturnType<typeof callerOf>;

interface Purchase {
  readonly id: string;
  readonly lines: readonly { readonly variantId: string; readonly ordered: number }[];
}

interface Run {
  readonly id: string;
  readonly stops: readonly { readonly id: string }[];
}

/** What arrives of a variant: all that was ordered, unless told otherwise. */
interface Arrival {
  readonly accepted?: number;
  readonly rejected?: number;
  readonly unitCost?: Money;
}

/** One round over HTTP alone, from its first order to the last handover; the clock is the shop's. */
export class HttpRound {
  readonly #shop: ApiShop;
  readonly call: Caller;

  constructor(shop: ApiShop) {
    this.#shop = shop;
    this.call = callerOf(shop);
  }

  /** Opens a campaign of a day: ordered until 22:00, collected the next afternoon. */
  async open(date: string, offers: readonly object[]): Promise<string> {
    this.#shop.at(`${date}T08:00:00+08:00`);
    const { id } = await this.call<{ id: string }>('/campaigns', {
      title: `团 ${date}`,
      closesAt: `${date}T22:00:00+08:00`,
      pickupDate: dayAfter(date),
      pickupWindows: [{ opens: '16:00', closes: '20:00' }],
      leaderIds: [planted.leader],
      pickupPointIds: [planted.point],
      offers,
    });
    await this.call(`/campaigns/${id}/publish`, {});
    return id;
  }

  /** Places an order and pays it in the same call. */
  async buy(
    order: object,
    amount: Money,
    reference: string,
  ): Promise<{ id: string; lines: { id: string }[] }> {
    return this.call('/orders', {
      leaderId: planted.leader,
      pickupPointId: planted.point,
      payment: { amount, reference },
      ...order,
    });
  }

  /** Freezes, buys, receives, shares out and brings to the pickup points. */
  async bring(
    campaignId: string,
    date: string,
    arrivals: Readonly<Record<string, Arrival>> = {},
  ): Promise<void> {
    this.#shop.at(`${date}T22:10:00+08:00`);
    await this.call(`/campaigns/${campaignId}/freeze`, {});
    this.#shop.at(`${dayAfter(date)}T06:00:00+08:00`);
    const { data } = await this.call<{ data: readonly Purchase[] }>(
      `/campaigns/${campaignId}/purchase-orders`,
      {},
    );
    for (const { id, lines } of data) {
      await this.call(`/purchase-orders/${id}/send`, {});
      const received = lines
        .map(({ variantId, ordered }) => receiptOf(variantId, ordered, arrivals[variantId]))
        .filter(({ accepted, rejected = 0 }) => accepted + rejected > 0);
      if (received.length > 0) await this.call(`/purchase-orders/${id}/receipts`, { lines: received });
      await this.call(`/purchase-orders/${id}/close`, {});
    }
    const runs = await this.call<{ data: readonly Run[] }>(`/campaigns/${campaignId}/delivery-runs`, {});
    for (const { id, stops } of runs.data) {
      await this.call(`/delivery-runs/${id}/start`, {});
      for (const stop of stops)
        await this.call(`/delivery-runs/${id}/stops/${stop.id}/hand-over`, { signedBy: '小陈' });
    }
    this.#shop.at(`${dayAfter(date)}T16:30:00+08:00`);
  }

  async handOver(orderId: string): Promise<void> {
    await this.call(`/pickups/${orderId}/hand-over`, { handoverId: `phone-${orderId}` });
  }

  /** A claim of the shop for a line, approved at once. */
  async claim(orderLineId: string, amount: Money, faultShares: object): Promise<void> {
    const claim = await this.call<{ id: string }>('/claims', { orderLineId, reason: '不新鲜', amount });
    await this.call(`/claims/${claim.id}/approve`, { faultShares });
  }

  /** Confirms every refund that waits. */
  async giveBack(): Promise<void> {
    const { data } = await this.call<{ data: readonly { id: string }[] }>(
      '/refunds?status=requested&limit=200',
    );
    for (const { id } of data) await this.call(`/refunds/${id}/confirm`, { reference: `bank ${id}` });
  }
}

function receiptOf(variantId: string, ordered: number, arrival: Arrival = {}) {
  const { accepted = ordered, rejected, unitCost } = arrival;
  return {
    variantId,
    accepted,
    ...(rejected === undefined ? {} : { rejected, reason: '压坏' }),
    ...(unitCost === undefined ? {} : { unitCost }),
  };
}

/** The next day, within a month. */
function dayAfter(date: string): string {
  return `${date.slice(0, 8)}${String(Number(date.slice(8)) + 1).padStart(2, '0')}`;
}
