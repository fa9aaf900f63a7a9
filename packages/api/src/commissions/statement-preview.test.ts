import { planted } from '@opentuan/core/testing';
import { expect, test } from 'vitest';
import { apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('API, R36, R37: a leader sees what the next statement will take, charges too, and the shop what it would make', async () => {
  const shop = await apiShop();
  const round = new HttpRound(shop);
  const lines = [{ offerId: planted.appleOffer, pieces: 10 }];
  const order = { campaignId: planted.campaign, customer: planted.customer, lines };
  const bought = await round.buy(order, yuan(10_000), 'till-1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(bought.id);
  shop.at('2026-11-27T09:00:00+08:00');
  await round.claim(bought.lines[0]?.id ?? '', yuan(5000), { leader: 5000, supplier: 5000 });

  // 10.00 were earned, 5.00 of them went back, and half of the cost of the goods, 40.00, is the leader's.
  const sums = { earned: yuan(1000), reversed: yuan(-500), charged: yuan(-2000), total: yuan(-1500) };
  const token = await shop.session('leader', planted.leader);
  const own = await shop.call('/leader/statements/preview', { token });
  expect(own).toMatchObject({ status: 200, body: { data: [{ ...sums, balance: yuan(-1500), to: null }] } });
  const { body } = await shop.call('/leader/unsettled', { token });
  expect(body).toMatchObject({
    data: [
      { reason: 'claim', reasonTexts: { zh: '售后：不新鲜', en: 'a claim: 不新鲜' } },
      { kind: expect.stringMatching(/fault|reversed/), reasonTexts: { zh: '售后：不新鲜' } },
      { kind: 'earned', amount: yuan(1000) },
    ],
  });
  const other = await shop.session('leader', planted.otherLeader);
  expect((await shop.call('/leader/unsettled', { token: other })).body.data).toEqual([]);
  expect((await shop.call('/statements/preview', { token })).status).toBe(403);

  const path = '/statements/preview?to=2026-11-27';
  expect(await round.call(path)).toMatchObject({ data: [{ earned: yuan(1000), total: yuan(1000) }] });
  const headers = { accept: 'text/csv', 'accept-language': 'zh-CN' };
  const csv = await shop.call(path, { token: shop.secretKey, headers });
  expect(String(csv.body.text)).toContain(
    '东门小陈妈妈,L01,,2026-11-27 00:00,1,0.00,10.00,0.00,0.00,0.00,10.00,0.00,10.00',
  );
  const waiting = await shop.call(`/leaders/${planted.leader}/unsettled`, { token: shop.secretKey, headers });
  expect(String(waiting.body.text).trimEnd().split('\r\n')).toEqual([
    expect.any(String),
    expect.stringMatching(/,售后：不新鲜$/),
    expect.stringMatching(/,售后：不新鲜$/),
    expect.stringMatching(/,10.00,$/),
  ]);
  expect(await round.call('/statements', { to: '2026-11-27' })).toMatchObject({ total: yuan(1000) });
  expect((await round.call<{ data: [] }>(path)).data).toEqual([]);
  await shop.audit();
  await shop.close();
});
