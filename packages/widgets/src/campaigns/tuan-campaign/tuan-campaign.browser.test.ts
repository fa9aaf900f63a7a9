import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-campaign.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const here = { campaign: planted.campaign };
const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: RegExp) => expect.element(page.getByText(words).first());

/** Two apples in the cart, the east point chosen. */
async function fillCart(): Promise<void> {
  await button('加一份 苹果').click();
  await button('加一份 苹果').click();
  await button('去下单').click();
  await page.getByRole('radio', { name: /幸福里东门驿站/ }).click();
}

describe('what is on offer', () => {
  test('goods with a drawn placeholder, price, cutoff and pickup in words, on the clock of the server', async () => {
    const element = shop.show('tuan-campaign', here);
    await text(/今晚 22:00 截单/).toBeVisible();
    await text(/还剩 12小时/).toBeVisible();
    await text(/明天 16:00–20:30 自提/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥10.00' })).toBeVisible();
    await expect.poll(() => element.renderRoot.querySelectorAll('svg.picture').length).toBe(2);
  });

  test('in the last ten minutes the seconds are counted', async () => {
    await shop.at('2026-11-23T21:55:30+08:00');
    shop.show('tuan-campaign', here);
    await text(/还剩 4:[0-3]\d/).toBeVisible();
  });

  test('in English, with times and sums as they are written there', async () => {
    shop.show('tuan-campaign', here, 'customer', 'en');
    await text(/Order until tonight 22:00/).toBeVisible();
    await text(/12 hours left/).toBeVisible();
  });

  test('few are left, one person may have two, and what is gone comes last', async () => {
    await shop.change(`UPDATE "offers" SET "cap" = 5, "limitPerCustomer" = 2 WHERE "id" = '${planted.egg}'`);
    await shop.change(`UPDATE "offers" SET "cap" = 0 WHERE "id" = '${planted.apple}'`);
    shop.show('tuan-campaign', here);
    await text(/仅剩 5 盒/).toBeVisible();
    await text(/每人限 2/).toBeVisible();
    const titles = page.getByRole('heading', { level: 3 });
    await expect.poll(() => titles.elements().map((one) => one.textContent)).toEqual(['散养土鸡蛋', '苹果']);
    await text(/已售完/).toBeVisible();
    await button('加一份 散养土鸡蛋').click();
    await button('加一份 散养土鸡蛋').click();
    expect(page.getByRole('button', { name: '加一份 散养土鸡蛋' }).elements()).toHaveLength(0);
  });

  test('one category at a time', async () => {
    shop.show('tuan-campaign', here);
    await button('水果').click();
    await expect.element(button('水果')).toHaveAttribute('aria-pressed', 'true');
    expect(page.getByRole('heading', { level: 3 }).elements()).toHaveLength(1);
  });
});

describe('states', () => {
  test('loading shows the layout to come', async () => {
    shop.wire = 'held';
    shop.show('tuan-campaign', here);
    await expect.element(page.getByRole('status', { name: '正在取数据' })).toBeInTheDocument();
    shop.release();
    await expect.element(page.getByRole('heading', { name: '今日团' })).toBeVisible();
  });

  test('not open yet: the goods can be looked at, not ordered', async () => {
    await shop.at('2026-11-23T07:00:00+08:00');
    shop.show('tuan-campaign', here);
    await text(/今天 08:00 开团/).toBeVisible();
    expect(page.getByRole('button', { name: /加一份/ }).elements()).toHaveLength(0);
  });

  test('closed at the instant of the cutoff', async () => {
    await shop.at('2026-11-23T22:00:00+08:00');
    shop.show('tuan-campaign', here);
    await text(/已截单/).toBeVisible();
    expect(page.getByRole('button', { name: '去下单' }).elements()).toHaveLength(0);
  });

  test('nothing on offer', async () => {
    await shop.change(`UPDATE "offers" SET "status" = 'withdrawn'`);
    shop.show('tuan-campaign', here);
    await text(/还没有上架商品/).toBeVisible();
  });

  test('no network: says what is kept, and goes on when asked again', async () => {
    shop.wire = 'lost';
    shop.show('tuan-campaign', here);
    await text(/现在没有网络/).toBeVisible();
    shop.wire = 'good';
    await button('再试一次').click();
    await expect.element(page.getByRole('heading', { name: '今日团' })).toBeVisible();
  });

  test('a campaign that is not there', async () => {
    shop.show('tuan-campaign', { campaign: 'cam_none' });
    await expect.element(page.getByRole('alert')).toBeVisible();
  });
});

describe('ordering', () => {
  test('cart, point, order, payment by the host, code; the cart is empty then', async () => {
    const element = shop.show('tuan-campaign', here);
    const checkout = new Promise<CustomEvent>((resolve) => {
      element.addEventListener('tuan-checkout', (event) => {
        event.preventDefault();
        resolve(event as CustomEvent);
      });
    });
    await fillCart();
    await button('提交订单').click();
    const { order } = (await checkout).detail as { order: { id: string; amountDue: object } };
    await text(/已留货到 09:15/).toBeVisible();
    await shop.call(`/orders/${order.id}/payments`, { amount: order.amountDue, reference: 'till 1' });
    await text(/订好了/).toBeVisible();
    await text(/^[0-9A-Z]{4} [0-9A-Z]{4}$/).toBeVisible();
    await button('关闭').click();
    await text(/先挑几样/).toBeVisible();
  });

  test('the cart survives a reload of the page', async () => {
    shop.show('tuan-campaign', here);
    await button('加一份 苹果').click();
    document.body.replaceChildren();
    shop.show('tuan-campaign', here);
    await text(/共 1 件/).toBeVisible();
  });

  test('nobody signed in: the order waits, the cart stays', async () => {
    shop.show('tuan-campaign', here, 'nobody');
    await fillCart();
    await button('提交订单').click();
    await text(/请先登录/).toBeVisible();
    await expect.element(button('减一份 苹果').first()).toBeInTheDocument();
  });

  test('a price that has changed is shown, and ordered only when it is pressed again', async () => {
    const element = shop.show('tuan-campaign', here);
    await fillCart();
    await expect.element(page.getByRole('img', { name: '¥20.00' }).last()).toBeVisible();
    await shop.change(
      `UPDATE "offers" SET "price" = 900, "version" = "version" + 1 WHERE "id" = '${planted.apple}'`,
    );
    await button('提交订单').click();
    await text(/价格刚刚有变化/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥18.00' }).last()).toBeVisible();
    await expect.element(page.getByRole('row', { name: '苹果 ¥20.00 ¥18.00' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: '合计 ¥20.00 ¥18.00' })).toBeVisible();
    element.addEventListener('tuan-checkout', (event) => event.preventDefault());
    await button('按新价格提交').click();
    await text(/已留货到/).toBeVisible();
  });

  test('sold out meanwhile: the rest of the cart is kept', async () => {
    shop.show('tuan-campaign', here);
    await button('加一份 散养土鸡蛋').click();
    await fillCart();
    await shop.change(
      `UPDATE "offers" SET "cap" = 0, "version" = "version" + 1 WHERE "id" = '${planted.apple}'`,
    );
    await button('提交订单').click();
    await text(/刚刚卖完或不够了/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥32.80' }).last()).toBeVisible();
    await expect.poll(() => page.getByRole('button', { name: '减一份 苹果' }).elements()).toHaveLength(0);
  });

  test('an answer that was lost: pressing again orders once', async () => {
    const element = shop.show('tuan-campaign', here);
    element.addEventListener('tuan-checkout', (event) => event.preventDefault());
    await fillCart();
    await expect.element(button('提交订单')).toBeEnabled();
    shop.wire = 'lost';
    await button('提交订单').click();
    await text(/现在没有网络/).toBeVisible();
    shop.wire = 'good';
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    expect((await shop.call<{ data: object[] }>('/orders')).data).toHaveLength(1);
  });

  test('a hold that ended says so and keeps the cart', async () => {
    const element = shop.show('tuan-campaign', here);
    element.addEventListener('tuan-checkout', (event) => event.preventDefault());
    await fillCart();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    await shop.at('2026-11-23T09:16:00+08:00');
    await shop.call('/tick', {});
    await text(/留货时间已过/).toBeVisible();
    await button('关闭').click();
    await text(/共 2 件/).toBeVisible();
  });

  test('by keyboard alone', async () => {
    const element = shop.show('tuan-campaign', here);
    await expect.element(button('加一份 苹果')).toBeVisible();
    (button('加一份 苹果').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await text(/共 1 件/).toBeVisible();
    (button('减一份 苹果').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await text(/先挑几样/).toBeVisible();
    expect(element.shadowRoot?.activeElement?.getAttribute('aria-label')).toBe('加一份 苹果');
  });
});
