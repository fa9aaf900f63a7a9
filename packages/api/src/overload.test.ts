import { createOpenTuan } from '@opentuan/core';
import { planted } from '@opentuan/core/testing';
import { expect, test } from 'vitest';
import { createApi } from './create-api.ts';
import { apiShop } from './testing/api-shop.ts';

test('too many who wait are answered 503 with Retry-After at once, nothing of theirs is done, and they may come again', async () => {
  const shop = await apiShop();
  const { engine, clock, random } = shop.tuan;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const small = createOpenTuan({ engine, clock, random, waitingMax: 5, gather: () => gate });
  const app = createApi({ shop: small, limits: false });
  const place = (index: number) =>
    app.request('/v1/orders', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${shop.secretKey}`,
        'content-type': 'application/json',
        'idempotency-key': `rush-${String(index)}`,
      },
      body: JSON.stringify({
        campaignId: planted.campaign,
        customer: planted.customer,
        leaderId: planted.leader,
        pickupPointId: planted.point,
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
        payment: 'atPickup',
      }),
    });
  const asked = Array.from({ length: 8 }, (_, index) => place(index));
  const refused = await Promise.all([asked[5], asked[6], asked[7]]);
  for (const response of refused) {
    expect(response).toMatchObject({ status: 503 });
    expect(response?.headers.get('retry-after')).toBe('1');
    expect(await response?.json()).toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
  }
  open();
  for (const response of await Promise.all(asked.slice(0, 5))) expect(response.status).toBe(201);
  for (const response of await Promise.all([5, 6, 7].map(place))) expect(response.status).toBe(201);
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "orders" FROM "orders"')).toEqual([{ orders: 8 }]);
  await shop.audit();
  await shop.close();
});
