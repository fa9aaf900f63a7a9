import { scopeOf } from '@opentuan/core';
import { planted } from '@opentuan/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteDefinition } from './route.ts';
import { routes } from './routes.ts';
import { type ApiShop, apiShop } from './testing/api-shop.ts';

let shop: ApiShop;
/** Values of path parameters: things that belong to one customer and one leader. */
let ids: Readonly<Record<string, string>>;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  shop = await apiShop();
  const order = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 2 }],
  });
  // What belongs to a leader: one community, and one message.
  await shop.tuan.engine.run([
    {
      sql: `INSERT INTO "notices" ("id", "receiverKind", "receiverId", "topic", "facts", "createdAt", "source") VALUES
        ('not_leader', 'leader', ?, 'test', '{}', 0, 'test 1'), ('not_customer', 'customer', ?, 'test', '{}', 0, 'test 2')`,
      params: [planted.leader, planted.customer],
    },
  ]);
  ids = {
    communityId: planted.community,
    orderId: order.id,
    campaignId: planted.campaign,
    customerId: planted.customer,
    leaderId: planted.leader,
  };
  Object.assign(tokens, {
    secret: shop.secretKey,
    scopeless: await shop.makeKey('secret', ['events:read']),
    publishable: shop.publishableKey,
    customer: await shop.session('customer', planted.customer),
    foreignCustomer: await shop.session('customer', planted.otherCustomer),
    leader: await shop.session('leader', planted.leader),
    foreignLeader: await shop.session('leader', planted.otherLeader),
  });
});
afterAll(async () => {
  await shop.audit();
  await shop.close();
});

const pathOf = ({ path }: RouteDefinition): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'unknown');

async function callWith(route: RouteDefinition, credential: string, body: unknown = {}) {
  const path = pathOf(route);
  const token = tokens[credential];
  const reads = route.method === 'get' || route.method === 'delete';
  return shop.call(path, {
    method: route.method.toUpperCase(),
    ...(token === undefined ? {} : { token }),
    ...(reads ? {} : { body }),
  });
}

/** What only a server can do needs the scope of a write. */
function scoped({ operation: { name, kind } }: RouteDefinition) {
  return { name, kind: kind === 'query' ? ('query' as const) : ('verb' as const) };
}

const wrongOnes: Readonly<Record<RouteDefinition['audience'], readonly string[]>> = {
  shop: ['none', 'publishable', 'customer', 'leader', 'scopeless'],
  storefront: ['none', 'secret', 'leader'],
  customer: ['none', 'secret', 'publishable', 'leader'],
  leader: ['none', 'secret', 'publishable', 'customer'],
  driver: ['none', 'secret', 'publishable', 'customer', 'leader'],
  supplier: ['none', 'secret', 'publishable', 'customer', 'leader'],
  public: [],
};

test('nobody marks the message of somebody else as read', async () => {
  const read = (path: string, token = '') => shop.call(path, { method: 'POST', token });
  expect(await read('/leader/notices/not_leader/read', tokens.foreignLeader)).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
  expect(await read('/leader/notices/not_customer/read', tokens.leader)).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
  expect(await read('/storefront/notices/not_customer/read', tokens.foreignCustomer)).toMatchObject({
    status: 404,
  });
  expect(await read('/storefront/notices/not_leader/read', tokens.customer)).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
  expect(await read('/leader/notices/not_leader/read', tokens.leader)).toMatchObject({ status: 200 });
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_line, route) => {
    const needsScope = (credential: string): boolean =>
      credential !== 'scopeless' || scopeOf(scoped(route)) !== 'events:read';

    test('is closed to every credential but its own', async () => {
      for (const credential of wrongOnes[route.audience].filter(needsScope)) {
        const { status, body } = await callWith(route, credential);
        expect([401, 403], `${credential}: ${JSON.stringify(body)}`).toContain(status);
        expect(body.code).toBeTypeOf('string');
      }
    });

    test('shows and does nothing of somebody else', async () => {
      const foreign = { customer: 'foreignCustomer', leader: 'foreignLeader' }[route.audience as string];
      if (foreign === undefined) return;
      const { status, body } = await callWith(route, foreign);
      expect(status).toBeLessThan(500);
      const text = JSON.stringify(body);
      if (route.pathFields.includes('orderId')) {
        if (status < 300) expect(body.data).toEqual([]);
        else expect([404, 422]).toContain(status);
      }
      if (route.pathFields.includes('communityId')) expect([404, 422]).toContain(status);
      if (route.path.endsWith('/notices')) expect(body.data).toEqual([]);
      if (route.path.includes('/orders')) expect(text).not.toContain(planted.customer);
    });

    test('never fails on an empty body, nor on one of nonsense', async () => {
      const own = {
        shop: 'secret',
        storefront: 'publishable',
        customer: 'customer',
        leader: 'leader',
        driver: 'none',
        supplier: 'none',
        public: 'none',
      }[route.audience];
      // What ends or changes the shop for the other tests is tried with nonsense only.
      const bodies: readonly unknown[] =
        route.method === 'delete'
          ? []
          : [[], null, 'text', 7, { [`__proto__`]: 1, constructor: 2 }, { limit: -1, cursor: 'x' }];
      if (route.method === 'get') {
        const path = pathOf(route);
        for (const query of ['', '?limit=-1&cursor=%00', '?limit=2&limit=3', '?%F0%9F%8D%8E=1']) {
          const token = tokens[own] ?? '';
          expect((await shop.call(`${path}${query}`, { token })).status, query).toBeLessThan(500);
        }
      }
      for (const body of route.method === 'get' ? [] : bodies) {
        const { status } = await callWith(route, own, body === null ? 'null' : body);
        expect(status, JSON.stringify(body)).toBeLessThan(500);
      }
    });
  },
);
