import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted } from '@opentuan/core/testing';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { ClientProblem } from './client-problem.ts';
import type { ClientOptions } from './connection.ts';
import { createClient } from './create-client.ts';

let shop: ApiShop;
/** What went over the wire, in order. */
let sent: Request[];

beforeEach(async () => {
  shop = await apiShop();
  sent = [];
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

function requestOf(...[url, init]: Parameters<typeof fetch>): Request {
  return new Request(new URL(url instanceof Request ? url.url : url, 'http://shop.test'), init);
}

/** The wire to the real API: `lose` decides which requests or answers get lost on the way. */
function wire(lose: (count: number) => 'request' | 'answer' | undefined = () => undefined): typeof fetch {
  return async (url, init) => {
    const request = requestOf(url, init);
    sent.push(request.clone());
    const lost = lose(sent.length);
    if (lost === 'request') throw new TypeError('fetch failed');
    const response = await shop.app.request(request);
    if (lost === 'answer') throw new TypeError('fetch failed');
    return response;
  };
}

function clientOf(options: Partial<ClientOptions> = {}) {
  return createClient({ baseUrl: '', key: shop.publishableKey, fetch: wire(), locale: 'en', ...options });
}

const cart = { campaignId: planted.campaign, lines: [{ offerId: planted.appleOffer, pieces: 2 }] };
const session = (): Promise<string> => shop.session('customer', planted.customer);

describe('what a shopper does', () => {
  test('a cart is quoted with the publishable key, ordered with a session, read, listed and cancelled', async () => {
    const client = clientOf({ getSession: session });
    const quote = await clientOf().orders.quote(cart);
    expect(quote.total).toEqual({ amount: 2000, currency: 'CNY' });
    const order = await client.orders.place({
      ...cart,
      quoteToken: quote.token,
      pickupPointId: planted.point,
    });
    expect(order.status).toBe('held');
    expect(await client.orders.get({ orderId: order.id })).toEqual(order);
    expect((await client.orders.list({ limit: 5 })).data).toEqual([order]);
    expect((await client.orders.cancel({ orderId: order.id })).status).toBe('cancelled');
  });

  test('what is personal is not even asked for without a session', async () => {
    const problem = await problemOf(clientOf().orders.list({}));
    expect([problem.code, problem.status, sent.length]).toEqual(['session_required', 401, 0]);
  });
});

describe('what goes wrong', () => {
  test('a refusal is a problem with its code, status, facts and a sentence', async () => {
    const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
    const problem = await problemOf(
      clientOf({ getSession: session }).orders.place({
        ...cart,
        lines,
        quoteToken: 'stale',
        pickupPointId: planted.point,
      }),
    );
    expect([problem.code, problem.status]).toEqual(['quote_changed', 409]);
    expect(problem.facts['quote']).toMatchObject({ total: { amount: 2000 } });
    expect(problem.detail).toMatch(/price/);
  });

  test('a wrong field is named', async () => {
    const problem = await problemOf(
      clientOf().orders.quote({ ...cart, lines: [{ offerId: 'off_none', pieces: 1 }] }),
    );
    expect(problem.fields.map(({ path }) => path)).toEqual(['lines.0.offerId']);
  });

  test('a lost answer is asked for again with the same key: one order', async () => {
    const client = clientOf({
      getSession: session,
      fetch: wire((count) => (count === 2 ? 'answer' : undefined)),
    });
    const quote = await client.orders.quote(cart);
    const order = await client.orders.place({
      ...cart,
      quoteToken: quote.token,
      pickupPointId: planted.point,
    });
    expect((await client.orders.list({})).data.map(({ id }) => id)).toEqual([order.id]);
    const [, first, again] = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(first);
  });

  test('two intents have two keys; the same intent can be repeated by hand', async () => {
    const client = clientOf({ getSession: session });
    const quote = await client.orders.quote(cart);
    const wish = { ...cart, quoteToken: quote.token, pickupPointId: planted.point };
    const first = await client.orders.place(wish, { idempotencyKey: 'one-intent' });
    expect((await client.orders.place(wish, { idempotencyKey: 'one-intent' })).id).toBe(first.id);
    expect((await client.orders.place(wish)).id).not.toBe(first.id);
  });

  test('no network at all is told as offline, after one repetition', async () => {
    const problem = await problemOf(clientOf({ fetch: wire(() => 'request') }).orders.quote(cart));
    expect([problem.code, problem.status, sent.length]).toEqual(['offline', 0, 2]);
  });

  test('an expired session is asked for once more, and only once', async () => {
    const old = await session();
    shop.at('2026-11-23T11:00:00+08:00');
    const given = [old, await session()];
    let asked = 0;
    const client = clientOf({ getSession: () => given[(asked += 1) - 1] ?? null });
    expect((await client.orders.list({})).data).toEqual([]);
    expect((await client.orders.list({})).data).toEqual([]);
    expect(asked).toBe(2);
    const hopeless = await problemOf(clientOf({ getSession: () => old }).orders.list({}));
    expect([hopeless.code, hopeless.status]).toEqual(['credential_unknown', 401]);
  });

  test('an answer that is no JSON is a problem, not a crash', async () => {
    const client = clientOf({
      fetch: () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })),
    });
    const problem = await problemOf(client.orders.quote(cart));
    expect([problem.code, problem.status]).toEqual(['unreadable_answer', 502]);
  });
});

test('the clock of the server is the latest that it ever told: a cached answer does not turn it back', async () => {
  const dates = ['Mon, 23 Nov 2026 01:00:00 GMT', 'Mon, 23 Nov 2026 00:00:00 GMT'];
  const fetch = (): Promise<Response> =>
    Promise.resolve(Response.json({ data: [] }, { headers: { date: dates[sent.length - 1] ?? '' } }));
  const client = clientOf({
    getSession: session,
    fetch: async (url, init) => {
      sent.push(requestOf(url, init));
      return fetch();
    },
  });
  await client.orders.list({});
  await client.orders.list({});
  const ahead = client.now() - Date.parse('2026-11-23T01:00:00Z');
  expect(ahead).toBeGreaterThanOrEqual(0);
  expect(ahead).toBeLessThan(5000);
});

async function problemOf(call: Promise<unknown>): Promise<ClientProblem> {
  const problem = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (problem instanceof ClientProblem) return problem;
  throw new Error('expected a ClientProblem', { cause: problem });
}
