import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/*
 * A long pick list over HTTP: its JSON in pages of whole points, its CSV sent page by page, its print in parts.
 */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const round = `/campaigns/${planted.campaign}`;
const raw = (path: string) =>
  shop.app.request(`/v1${path}`, { headers: { authorization: `Bearer ${shop.secretKey}` } });
const ask = (path: string) => shop.call(path, { token: shop.secretKey });

async function order(nickname: string, pickupPointId: string) {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  const cart = { campaignId: planted.campaign, leaderId: planted.leader, pickupPointId, lines };
  return shop.tuan.orders.place({ ...cart, customer: { nickname }, payment: 'atPickup' });
}

beforeEach(async () => {
  await order('王姐', planted.point);
  await order('李叔', planted.otherPoint);
});

interface Part {
  readonly points: readonly { readonly pickupPointId: string }[];
  readonly products: readonly unknown[];
  readonly nextCursor: string | null;
}

test('the pick list in JSON comes in pages of whole points, and a wrong cursor is refused', async () => {
  const first = (await ask(`${round}/pick-lists?limit=1`)).body as unknown as Part;
  const second = (await ask(`${round}/pick-lists?limit=1&cursor=${String(first.nextCursor)}`))
    .body as unknown as Part;
  const ids = [first, second].flatMap(({ points }) => points.map(({ pickupPointId }) => pickupPointId));
  expect(ids.toSorted()).toEqual([planted.point, planted.otherPoint].toSorted());
  expect([first.products.length, second.products.length, second.nextCursor]).toEqual([1, 0, null]);
  expect(await ask(`${round}/pick-lists?cursor=none`)).toMatchObject({
    status: 422,
    body: { code: 'invalid_input', fields: [{ path: 'cursor' }] },
  });
});

test('as a file it is whole: CSV page by page, a workbook of all points, the goods of the round', async () => {
  for (const sheet of ['pick-lists', 'crates', 'weighing-sheet']) {
    const whole = await (await raw(`${round}/${sheet}?format=csv`)).text();
    expect(await (await raw(`${round}/${sheet}?format=csv&limit=1`)).text()).toBe(whole);
  }
  const baskets = await (await raw(`${round}/pick-lists?format=csv&limit=1`)).text();
  expect(baskets.trim().split('\r\n')).toHaveLength(3);
  const workbook = async (limit: string) =>
    new Uint8Array(await (await raw(`${round}/pick-lists?format=xlsx${limit}`)).arrayBuffer());
  expect(await workbook('&limit=1')).toEqual(await workbook(''));
  const goods = await (await raw(`${round}/picking?format=csv&limit=1`)).text();
  expect(goods.trim().split('\r\n')).toHaveLength(4);
});

test('a print in parts leads to the next one, and labels say where they go on', async () => {
  const first = await (await raw(`${round}/pick-lists/page?limit=1&sort=slot`)).text();
  const next = (/href="([^"]+)"/.exec(first)?.[1] ?? '').replaceAll('&amp;', '&');
  expect(next).toMatch(/^\?limit=1&sort=slot&cursor=pnt_\w+/);
  const second = await (await raw(`${round}/pick-lists/page${next}`)).text();
  expect([first.match(/class="point"/g)?.length, second.match(/class="point"/g)?.length]).toEqual([1, 1]);
  expect(second).not.toContain('href=');
  for (const kind of ['page', 'escpos', 'tspl']) {
    const part = await raw(`${round}/labels/${kind}?limit=1`);
    expect(part.headers.get('opentuan-next-cursor')).toBeTruthy();
    if (kind === 'page') expect(await part.text()).toContain('href="?limit=1&amp;cursor=');
    expect((await raw(`${round}/labels/${kind}`)).headers.get('opentuan-next-cursor')).toBeNull();
  }
});

test('baskets and labels are sorted by the booked time where the shop wants it', async () => {
  const { status } = await ask(`${round}/pick-lists?sort=slot`);
  expect([status, (await ask(`${round}/labels?sort=slot`)).status]).toEqual([200, 200]);
  expect((await ask(`${round}/pick-lists?sort=name`)).status).toBe(422);
});
