import { planted } from '@opentuan/core/testing';
import { expect, test } from 'vitest';
import { apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

/*
 * 一个500人社群，月复购率80%: every order is placed, paid and fetched over HTTP. Half of the people are guests of the
 * leader, known by nickname alone, half have a phone.
 */

const people = 500;
const coming = 400;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('API: a community of 500, 400 of them in two campaigns of a month: a repurchase rate of 80 % [S]', async () => {
  const shop = await apiShop();
  const round = new HttpRound(shop);
  const customerOf = (place: number) =>
    place % 2 === 0
      ? { nickname: `${String(place)}号邻居` }
      : { phone: `1390000${String(1000 + place)}`, name: `邻居${String(place)}` };
  const play = async (date: string, count: number): Promise<void> => {
    const campaignId = await round.open(date, [{ variantId: planted.apple }]);
    const fetched: string[] = [];
    for (let place = 0; place < count; place += 1) {
      const order = {
        campaignId,
        customer: customerOf(place),
        lines: [{ variantId: planted.apple, pieces: 1 }],
      };
      fetched.push((await round.buy(order, yuan(1000), `${date} ${String(place)}`)).id);
    }
    await round.bring(campaignId, date);
    for (const id of fetched) await round.handOver(id);
  };
  await play('2026-11-25', people);
  await play('2026-11-27', coming);
  await round.call(`/communities/${planted.community}`, { statedMembers: people }, 'PATCH');
  const november = await round.call('/reports/communities?month=2026-11');
  expect(november).toMatchObject({
    total: { customers: people, repurchasing: coming, repurchaseBasisPoints: 8000, orders: people + coming },
    data: [
      {
        id: planted.community,
        customers: people,
        repurchasing: coming,
        repurchaseBasisPoints: 8000,
        activityBasisPoints: 10_000,
        netSales: yuan(1000 * (people + coming)),
        profit: yuan(100 * (people + coming)),
      },
    ],
  });
  expect(await round.call('/reports/communities?month=2026-12')).toMatchObject({ total: { customers: 0 } });
  const sheet = await shop.call('/reports/communities?month=2026-11&format=csv&locale=zh-CN', {
    token: shop.secretKey,
  });
  const [head = '', row = ''] = String(sheet.body.text).split('\r\n');
  expect(head).toContain('复购率%');
  expect(row).toContain('幸福里东区邻居群,500,400,80,900');
  await shop.audit();
  await shop.close();
}, 120_000);
