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
  const place = async (index: number) =>
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
  // Whose key is looked up first is chance: three of the eight are turned away, and are answered first.
  const answered: { index: number; response: Response }[] = [];
  const asked = Array.from({ length: 8 }, async (_, index) => {
    answered.push({ index, response: await place(index) });
  });
  await expect.poll(() => answered.length).toBe(3);
  const refused = answered.splice(0);
  for (const { response } of refused) {
    expect(response).toMatchObject({ status: 503 });
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
  }
  open();
  await Promise.all(asked);
  expect(answered.map(({ response }) => response.status)).toEqual([201, 201, 201, 201, 201]);
  const again = await Promise.all(refused.map(async ({ index }) => place(index)));
  expect(again.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "orders" FROM "orders"')).toEqual([{ orders: 8 }]);
  await shop.audit();
  await shop.close();
});
