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

describe('prices explained', () => {
  const at = (clock: string): number => Date.parse(`2026-11-23T${clock}:00+08:00`);

  async function flash(stock: number, sold: number, from = '08:30', to = '10:30'): Promise<void> {
    await shop.change(`UPDATE "offers" SET "hasFlash" = 1 WHERE "id" = '${planted.apple}'`);
    await shop.change(
      `INSERT INTO "flash_windows" ("id", "offerId", "startsAt", "endsAt", "price", "stock", "sold", "limitPerCustomer")
       VALUES ('flw_1', '${planted.apple}', ${at(from)}, ${at(to)}, 800, ${stock}, ${sold}, 2)`,
      'flash_sold',
    );
  }

  async function tiers(firm: number): Promise<void> {
    await shop.change(
      `UPDATE "offers" SET "hasTiers" = 1, "firm" = ${firm}, "sold" = ${firm} WHERE "id" = '${planted.apple}'`,
      'offer_sold',
      'offer_firm',
    );
    for (const [from, price] of [
      [10, 900],
      [30, 800],
    ] as const)
      await shop.change(
        `INSERT INTO "offer_tiers" ("offerId", "fromPieces", "price", "countedOver")
         VALUES ('${planted.apple}', ${from}, ${price}, 'campaign')`,
      );
  }

  test('R6: flash price beside the usual one, with its own stock, limit and time', async () => {
    await flash(40, 12);
    shop.show('tuan-campaign', here);
    await expect.element(page.getByRole('img', { name: '¥8.00' })).toBeVisible();
    await expect.element(page.getByRole('img', { name: '原价 ¥10.00' })).toBeVisible();
    await text(/剩 28 斤 · 每人限 2 · 还剩 1小时/).toBeVisible();
  });

  test('R6: three pieces of a limit of two are two lines in the cart, each with its reason', async () => {
    await flash(40, 12);
    shop.show('tuan-campaign', here);
    for (let count = 0; count < 3; count += 1) await button('加一份 苹果').click();
    await expect.element(page.getByRole('img', { name: '¥26.00' })).toBeVisible();
    await button('去下单').click();
    await text(/2 × ¥8\.00/).toBeVisible();
    await text(/秒杀价/).toBeVisible();
    await text(/1 × ¥10\.00/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥26.00' }).last()).toBeVisible();
  });

  test('R6: when it is used up the usual price is back, and it says so', async () => {
    await flash(40, 40);
    shop.show('tuan-campaign', here);
    await text(/秒杀已抢完，恢复团购价/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥10.00' })).toBeVisible();
  });

  test('a flash sale to come says when', async () => {
    await flash(40, 0, '20:00', '21:00');
    shop.show('tuan-campaign', here);
    await text(/今晚 20:00 秒杀 ¥8\.00/).toBeVisible();
  });

  test('R7: steps with their names, and how far the next one is; the cart counts', async () => {
    await tiers(7);
    shop.show('tuan-campaign', here);
    await text(/还差 3 斤，每斤降到 ¥9\.00/).toBeVisible();
    await text(/满 30/).toBeVisible();
    for (let count = 0; count < 3; count += 1) await button('加一份 苹果').click();
    await text(/还差 20 斤，每斤降到 ¥8\.00/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥27.00' })).toBeVisible();
    await button('去下单').click();
    await text(/大家一起满 10 斤的价格/).toBeVisible();
    await text(/苹果再有 20 斤/).toBeVisible();
  });

  test('R20: how many are missing for it to take place, and what happens if they stay away', async () => {
    await shop.change(
      `UPDATE "offers" SET "minimum" = 10, "firm" = 4, "sold" = 4 WHERE "id" = '${planted.apple}'`,
      'offer_sold',
      'offer_firm',
    );
    shop.show('tuan-campaign', here);
    await text(/还差 6 斤成团/).toBeVisible();
    await text(/没成团，付的钱全部退回/).toBeVisible();
  });

  test('weighed goods say what happens to the price', async () => {
    shop.show('tuan-campaign', here);
    await text(/按实际重量多退/).toBeVisible();
  });

  test('R9: spend-and-save with a name and a sum, and a hint while it is not reached', async () => {
    const { id } = await shop.call<{ id: string }>('/promotions', {
      kind: 'spendSave',
      name: '满25减3',
      steps: [{ from: { amount: 2500, currency: 'CNY' }, amount: { amount: 300, currency: 'CNY' } }],
    });
    await shop.call(`/promotions/${id}/activate`, {});
    shop.show('tuan-campaign', here);
    await fillCart();
    await text(/再买 5\.00 元，减 3\.00 元/).toBeVisible();
    await button('加一份 苹果').last().click();
    await expect.element(page.getByRole('definition').last()).toHaveTextContent('−¥3.00');
    await text(/满25减3/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥27.00' }).last()).toBeVisible();
  });

  test('a coupon: what is wrong stands at the field, a good one is used and can be taken off', async () => {
    const { id } = await shop.call<{ id: string }>('/promotions', {
      kind: 'coupon',
      name: '邻里券',
      steps: [{ amount: { amount: 200, currency: 'CNY' } }],
    });
    await shop.call(`/promotions/${id}/activate`, {});
    await shop.call(`/promotions/${id}/coupons`, { coupons: [{ code: 'EAST5', uses: 9 }] });
    const element = shop.show('tuan-campaign', here);
    element.addEventListener('tuan-checkout', (event) => event.preventDefault());
    await fillCart();
    await button('使用优惠券').click();
    const field = page.getByRole('textbox', { name: '优惠码' });
    await field.fill('NOPE');
    await button('使用').click();
    await text(/没有这个优惠码/).toBeVisible();
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill('east5');
    await userEvent.keyboard('{Enter}');
    await text(/已用优惠码/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥18.00' }).last()).toBeVisible();
    await button('取下').click();
    await expect.element(page.getByRole('img', { name: '¥20.00' }).last()).toBeVisible();
    await field.fill('east5');
    await userEvent.keyboard('{Enter}');
    await text(/已用优惠码/).toBeVisible();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥18.00' }).last()).toBeVisible();
  });

  test('a coupon that does not count keeps nobody from ordering', async () => {
    const element = shop.show('tuan-campaign', here);
    element.addEventListener('tuan-checkout', (event) => event.preventDefault());
    await fillCart();
    await button('使用优惠券').click();
    await page.getByRole('textbox', { name: '优惠码' }).fill('NOPE');
    await button('使用').click();
    await text(/没有这个优惠码/).toBeVisible();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
  });
});
