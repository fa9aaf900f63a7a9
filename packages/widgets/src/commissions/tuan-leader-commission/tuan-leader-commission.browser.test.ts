import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader-commission.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });
const sum = (name: string) => expect.element(page.getByRole('img', { name }).first());

/** Two orders of the planted neighbour: ¥20.00 of apples, ¥42.80 of apples and eggs. */
async function twoOrders(): Promise<string[]> {
  const first = await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  const second = await shop.buy(
    [
      { offerId: planted.apple, pieces: 1 },
      { offerId: planted.egg, pieces: 1 },
    ],
    4280,
  );
  return [first.id, second.id];
}

/** Everything handed over, and the time for claims over. */
async function earned(): Promise<void> {
  const orders = await twoOrders();
  await shop.bringGoods(orders);
  for (const id of orders) await shop.call(`/pickups/${id}/hand-over`, { handoverId: crypto.randomUUID() });
  await shop.at('2026-12-05T09:00:00+08:00');
  await shop.call('/tick', {});
}

describe('where the money stands', () => {
  test('nothing yet: what to do', async () => {
    shop.show('tuan-leader-commission', {}, 'leader');
    await text(/还没有佣金/).toBeVisible();
    await button('对账单').click();
    await text(/还没有对账单/).toBeVisible();
  });

  test('R34: 10 % of what neighbours paid is pending, each line with its own', async () => {
    await twoOrders();
    shop.show('tuan-leader-commission', {}, 'leader');
    await text(/售后期过了就入账/).toBeVisible();
    // 2.00 + 1.00 + 3.28, the two lines of one order together.
    await sum('¥6.28').toBeVisible();
    await sum('¥4.28').toBeVisible();
  });

  test('after the time for claims it is earned', async () => {
    await earned();
    shop.show('tuan-leader-commission', {}, 'leader');
    await expect.element(page.getByRole('definition').nth(1)).toHaveTextContent('¥6.28');
    await text(/已入账/).toBeVisible();
  });

  test('in a statement it can be paid; the statement says how it comes to its sum', async () => {
    await earned();
    await shop.call('/statements', { to: '2026-12-05' });
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await text(/可以付给您/).toBeVisible();
    await sum('¥6.28').toBeVisible();
    await button('对账单').click();
    await button(/到.* 为止/).click();
    await text(/这次之后/).toBeVisible();
    await text(/散养土鸡蛋/).toBeVisible();
    await sum('¥3.28').toBeVisible();
  });
});

test('each amount can be asked why, and closed again', async () => {
  await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  shop.show('tuan-leader-commission', {}, 'leader');
  await button('苹果：为什么').click();
  await expect.element(button('苹果：为什么')).toHaveAttribute('aria-expanded', 'true');
  await text(/10\s?%/).toBeVisible();
  await button('苹果：为什么').click();
  expect(page.getByText(/10\s?%/).elements()).toHaveLength(0);
});

describe('states', () => {
  test('in English', async () => {
    await twoOrders();
    shop.show('tuan-leader-commission', {}, 'leader', 'en');
    await text(/My commissions/).toBeVisible();
    await text(/Paid by neighbours/).toBeVisible();
  });

  test('loading, no network, again', async () => {
    shop.wire = 'held';
    shop.show('tuan-leader-commission', {}, 'leader');
    await expect.element(page.getByRole('status', { name: '正在取数据' })).toBeInTheDocument();
    shop.release();
    await text(/还没有佣金/).toBeVisible();
    document.body.replaceChildren();
    shop.wire = 'lost';
    shop.show('tuan-leader-commission', {}, 'leader');
    await text(/现在没有网络/).toBeVisible();
    shop.wire = 'good';
    await button('再试一次').click();
    await text(/还没有佣金/).toBeVisible();
  });

  test('nobody signed in', async () => {
    shop.show('tuan-leader-commission', {}, 'nobody');
    await text(/请先登录/).toBeVisible();
  });
});
