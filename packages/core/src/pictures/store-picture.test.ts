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

const picture = { mediaType: 'image/png', bytes: 12, width: 3, height: 2, digest: 'a'.repeat(64) } as const;

test('store picture: only what is a picture is noted', async () => {
  expect(await shop.tuan.pictures.store(picture, asCustomer)).toMatchObject({ used: false });
  for (const wrong of [{ mediaType: 'image/gif' }, { width: 0 }, { bytes: 0 }, { digest: 'none' }])
    await expect(
      shop.tuan.pictures.store({ ...picture, ...wrong } as typeof picture, asCustomer),
    ).rejects.toMatchObject({ code: 'invalid_input' });
});
