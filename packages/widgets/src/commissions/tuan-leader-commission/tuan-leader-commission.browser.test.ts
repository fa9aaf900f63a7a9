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

describe('a statement on paper', () => {
  const chinese = { statements: '对账单', upTo: /到.* 为止/, paper: '打印的对账单', print: '打印' };
  const english = { statements: 'Statements', upTo: /Up to/, paper: 'Statement to print', print: 'Print' };
  test.each([
    { locale: 'zh-CN', ...chinese, balance: '结算后余额' },
    { locale: 'en', ...english, balance: 'Balance after it' },
  ])('$locale: it is fetched with the session, shown in a frame and printed', async (words) => {
    const { locale, statements, upTo, paper, print, balance } = words;
    await earned();
    await shop.call('/statements', { to: '2026-12-05' });
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader', locale);
    await button(statements).click();
    await button(upTo).click();
    await button(paper).click();
    await expect.element(button(print)).toBeVisible();
    const frame = page.getByTitle(paper).element() as HTMLIFrameElement;
    await expect.poll(() => frame.contentDocument?.body.textContent).toContain(balance);
    expect(frame.contentDocument?.body.textContent).toContain('6.28');
    expect(frame.getBoundingClientRect().right).toBeLessThanOrEqual(innerWidth);
    const calls: number[] = [];
    Object.assign(frame.contentWindow ?? {}, { print: () => calls.push(1) });
    await button(print).click();
    expect(calls).toEqual([1]);
    // Another statement, or none: the paper belongs to the one that is open.
    await button(upTo).click();
    expect(page.getByTitle(paper).elements()).toEqual([]);
  });

  test('a long one comes in parts, one after the other', async () => {
    await earned();
    await shop.call('/statements', { to: '2026-12-05' });
    const { fetch } = shop;
    const oneLine = (url: string) => url.replace('/page?', '/page?limit=1&');
    Object.assign(shop, { fetch: ((url: string, init) => fetch(oneLine(url), init)) as typeof fetch });
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await button('对账单').click();
    await button(/到.* 为止/).click();
    await button('打印的对账单').click();
    const frame = () => page.getByTitle('打印的对账单').element() as HTMLIFrameElement;
    for (const part of [1, 2, 3]) {
      await expect
        .poll(() => frame().contentDocument?.body.textContent)
        .toContain(`第 ${part}–${part} 条，共 3 条`);
      expect(frame().contentDocument?.querySelector('a')).toBeNull();
      if (part < 3) await button('下一部分').click();
    }
    expect(button('下一部分').elements()).toEqual([]);
  });

  test('the next one has none before it is made', async () => {
    await earned();
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await button('对账单').click();
    await button(/下一张/).click();
    await text(/这次之后/).toBeVisible();
    expect(button('打印的对账单').elements()).toEqual([]);
  });
});

describe('what was paid, what comes next, and where the leader stands', () => {
  const yuan = (amount: number) => ({ amount, currency: 'CNY' });

  /** ¥10.00 of the eggs go back after the payout, half of their cost is the leader's. */
  async function paidAndBack(): Promise<void> {
    const orders = await twoOrders();
    await shop.bringGoods(orders);
    for (const id of orders) await shop.call(`/pickups/${id}/hand-over`, { handoverId: crypto.randomUUID() });
    await shop.at('2026-12-05T09:00:00+08:00');
    await shop.call('/statements', { to: '2026-12-05' });
    const { data } = await shop.call<{ data: { id: string }[] }>('/statements');
    const payout = await shop.call<{ id: string }>(`/statements/${data[0]?.id ?? ''}/payouts`, {});
    await shop.call(`/payouts/${payout.id}/confirm`, { reference: '工行 77' });
    const order = await shop.call<{ lines: { id: string }[] }>(`/orders/${orders[0] ?? ''}`);
    const orderLineId = order.lines[0]?.id ?? '';
    const claim = await shop.call<{ id: string }>('/claims', {
      orderLineId,
      reason: '磕坏了',
      amount: yuan(1000),
    });
    await shop.call(`/claims/${claim.id}/approve`, { faultShares: { leader: 10_000 } });
  }

  test('R33, R36: a charge after the payout is seen before the next statement takes it, with its reason', async () => {
    await paidAndBack();
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await text(/下次对账时扣/).toBeVisible();
    await button('对账单').click();
    await text(/^已付款$/).toBeVisible();
    await button(/下一张（到现在）/).click();
    await text(/由您承担 · 售后：磕坏了/).toBeVisible();
    await text(/退货冲回 · 售后：磕坏了/).toBeVisible();
    await sum('-¥1.00').toBeVisible();
    await button(/到.* 为止/).click();
    await text(/入账 · 2 件 · 10%/).toBeVisible();
  });

  test('R38: a payment that failed says why, and that the shop pays again', async () => {
    await earned();
    await shop.call('/statements', { to: '2026-12-05' });
    const payout = await shop.call<{ id: string }>('/leaders/external:L01/payouts', {});
    await shop.call(`/payouts/${payout.id}/fail`, { failure: '卡号有误' });
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await button('等级·付款').click();
    await text(/没付成，店铺会再付/).toBeVisible();
    await text(/卡号有误/).toBeVisible();
  });

  test('R38: a payment that the bank gave back says why, by which transfer it went, and that it is credit again', async () => {
    await earned();
    await shop.call('/statements', { to: '2026-12-05' });
    const { data } = await shop.call<{ data: { id: string }[] }>('/statements');
    const payout = await shop.call<{ id: string }>(`/statements/${data[0]?.id ?? ''}/payouts`, {});
    await shop.call(`/payouts/${payout.id}/confirm`, { reference: '工行 77' });
    await shop.call(`/payouts/${payout.id}/return`, { reference: '工行 77', reason: '户名不符' });
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await button('对账单').click();
    await text(/^被银行退回，店铺会再付$/).toBeVisible();
    await button('等级·付款').click();
    await text(/被银行退回，已回到余额/).toBeVisible();
    await text(/流水号 工行 77/).toBeVisible();
    await text(/户名不符/).toBeVisible();
  });

  test('what a provider splits to the own account is no payout, and stands with the account', async () => {
    await shop.call(
      '/leaders/external:L01/receiver',
      { type: 'personal', account: '2088123412341234' },
      'PUT',
    );
    await earned();
    await shop.call('/statements', { to: '2026-12-05' });
    await shop.call('/settlements', { to: '2026-12-05' });
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await button('等级·付款').click();
    await text(/分账到您的账户/).toBeVisible();
    await text(/收款账户 \*{4}1234/).toBeVisible();
    await sum('¥6.28').toBeVisible();
    expect(page.getByText(/还没有付过款/).elements()).toHaveLength(0);
  });

  test('R38: every payment stands with its day and reference', async () => {
    await paidAndBack();
    shop.show('tuan-leader-commission', { zone: 'Asia/Shanghai' }, 'leader');
    await button('等级·付款').click();
    await text(/流水号 工行 77/).toBeVisible();
    await sum('¥6.28').toBeVisible();
    await button('按订单').click();
    await text(/的订单/).toBeVisible();
  });

  test('R40: the level with what is missing to the next, and the leaders that were brought, in English', async () => {
    await shop.call('/shop', { policies: { referral: { kind: 'once', amount: 5000 } } }, 'PATCH');
    const levels = [
      { name: '铜牌', reach: {} },
      { name: '银牌', reach: { sales: yuan(20_000), orders: 3, buyers: 1 } },
    ];
    await shop.call('/leader-levels', { graceMonths: 1, levels }, 'PUT');
    const { id } = await shop.call<{ id: string }>('/leaders', {
      name: '王姐',
      recruitedById: 'external:L01',
    });
    await shop.call(`/leaders/${id}/approve`, {});
    await shop.call('/leaders/external:L01', { tier: '铜牌', tierPinned: false }, 'PATCH');
    shop.show('tuan-leader-commission', {}, 'leader', 'en');
    await button('Level, pay').click();
    await text(/To reach 银牌: ¥200\.00 of sales, 3 orders, 1 buyer more/).toBeVisible();
    await text(/王姐/).toBeVisible();
    await text(/¥50\.00 when their first commission is earned/).toBeVisible();
    await text(/Nothing was paid yet/).toBeVisible();
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
