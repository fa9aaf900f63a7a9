import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { balances, posted } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const record = (reference: string, amount = 1600) =>
  shop.tuan.carrierRemittances.record({
    carrier: '老周货运',
    campaignId: planted.campaign,
    amount: yuan(amount),
    reference,
  });
const reverse = (carrierRemittanceId: string, reason = '记错承运方', actor?: object) =>
  shop.tuan.carrierRemittances.reverse({ carrierRemittanceId, reason }, { ...actor });

test('carriers: money recorded by mistake is owed again by a new posting, on its own day; the record stays', async () => {
  shop.at('2026-11-30T09:00:00+08:00');
  const { id, ...recorded } = await record('zhou-1');
  expect(recorded).toMatchObject({ reversedAt: null, reversal: null });
  shop.at('2026-12-02T09:00:00+08:00');
  const reversed = await reverse(id);
  expect(reversed).toMatchObject({ reversedAt: '2026-12-02T01:00:00.000Z', reversal: '记错承运方' });
  expect(await reverse(id)).toEqual(reversed);
  expect(await posted(shop, 'carrierRemittance.reversed')).toEqual([
    [1100, -1600],
    [1500, 1600],
  ]);
  const held = await balances(shop);
  expect([held['1100'] ?? 0, held['1500'] ?? 0]).toEqual([0, 0]);
  expect((await shop.tuan.carrierRemittances.list({})).data).toEqual([reversed]);
  const ofCampaign = await shop.tuan.ledger.entries({ campaignId: planted.campaign });
  expect(ofCampaign.data.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
});

test('carriers: two at once take back once; the right sum is recorded anew by another reference', async () => {
  const { id } = await record('zhou-1');
  await Promise.all([reverse(id), reverse(id)]);
  await expect(record('zhou-1', 1500)).rejects.toMatchObject({ code: 'carrier_remittance_reference_used' });
  await record('zhou-1b', 1500);
  expect((await balances(shop))['1500']).toBe(-1500);
});

test('carriers: another reason for the same, unknown, without a reason, for the shop alone', async () => {
  const { id } = await record('zhou-1');
  await reverse(id);
  await expect(reverse(id, '别的')).rejects.toMatchObject({
    code: 'carrier_remittance_reversed',
    details: { reason: '记错承运方' },
  });
  await expect(reverse('crm_x')).rejects.toMatchObject({ code: 'not_found' });
  await expect(reverse(id, '')).rejects.toMatchObject({ code: 'invalid_input' });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(reverse(id, 'x', { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
