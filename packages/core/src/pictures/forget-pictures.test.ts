import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('forget pictures: not before their day is over, and nobody but the shop', async () => {
  const picture = { mediaType: 'image/png', bytes: 12, width: 3, height: 2, digest: 'a'.repeat(64) } as const;
  const { id } = await shop.tuan.pictures.store(picture, asCustomer);
  expect(await shop.tuan.pictures.forget({ pictureIds: [id, 'pic_none'] })).toEqual({ done: 0 });
  await expect(shop.tuan.pictures.forget({ pictureIds: [id] }, asCustomer)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  shop.now += 24 * 3_600_000;
  expect(await shop.tuan.pictures.forget({ pictureIds: [id] })).toEqual({ done: 1 });
  expect(await shop.tuan.pictures.forget({ pictureIds: [id] })).toEqual({ done: 0 });
});
