import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLeader } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { cutoffNoticeMinutes: 0 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('put notice text: words and being switched off are kept apart, and null takes own words back', async () => {
  const key = { topic: 'order.short', receiverKind: 'customer' } as const;
  await shop.tuan.notices.putText({ ...key, zh: '少了：{lines}' });
  await shop.tuan.notices.putText({ ...key, off: true });
  const mine = async () =>
    (await shop.tuan.notices.texts({})).data.find(
      ({ topic, receiverKind }) => topic === key.topic && receiverKind === key.receiverKind,
    );
  expect(await mine()).toMatchObject({ zh: '少了：{lines}', off: true, changed: true });
  await shop.tuan.notices.putText({ ...key, zh: null, off: false });
  expect(await mine()).toMatchObject({ off: false, changed: false });
  await expect(shop.tuan.notices.putText({ ...key, off: true }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
