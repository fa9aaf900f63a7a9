import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asOtherLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('补发: the shop refunds while it is waited for, once; the customer only what is offered, strangers nothing', async () => {
  const { orderLineId } = await fetchedApples(shop);
  const { id: claimId } = await shop.tuan.claims.open(
    { orderLineId, reason: 'notFresh', pieces: 1 },
    asCustomer,
  );
  await shop.tuan.claims.approve({ claimId, outcome: 'replacement' });
  const replacementId = (await shop.tuan.replacements.list({ limit: 50 })).data[0]?.id ?? '';
  const refund = (options?: Parameters<typeof shop.tuan.replacements.refund>[1]) =>
    shop.tuan.replacements.refund({ replacementId }, options);
  await expect(refund(asCustomer)).rejects.toMatchObject({ code: 'replacement_status' });
  await expect(refund(asOtherLeader)).rejects.toMatchObject({ code: 'not_found' });
  expect(await refund()).toMatchObject({ status: 'refunded' });
  await expect(refund()).rejects.toMatchObject({
    code: 'replacement_status',
    details: { status: 'refunded' },
  });
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({
    status: 'approved',
    outcome: 'refund',
    approvedAmount: { amount: 1000 },
  });
});
