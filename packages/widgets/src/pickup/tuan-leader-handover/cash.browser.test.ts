import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader-handover.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const waits = (words: RegExp) => expect.element(page.getByText(words).first()).toBeVisible();
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function enter(code: string): Promise<void> {
  await page.getByRole('textbox', { name: /取货码|Pickup code/ }).fill(code);
  await button('查单').click();
}

describe('R18: an order that is paid at pickup', () => {
  let unpaid: { id: string; pickupCode: string };
  beforeEach(async () => {
    unpaid = await shop.call('/orders', {
      campaignId: planted.campaign,
      customer: planted.customer,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.apple, pieces: 2 }],
      payment: 'atPickup',
    });
    await shop.bringGoods([unpaid.id]);
  });
  const paid = () => shop.call<{ paid: { amount: number } }>(`/orders/${unpaid.id}`);

  test('the leader takes the cash, once even where an answer was lost, and hands over then', async () => {
    shop.show('tuan-leader-handover', {}, 'leader');
    await enter(unpaid.pickupCode);
    await waits(/还没付款：¥20\.00/);
    await button('全部交付').click();
    await waits(/这一单还没有付款/);
    shop.wire = 'deaf';
    await button('收到现金 ¥20.00').click();
    await waits(/收现金要连上网络/);
    shop.wire = 'good';
    dispatchEvent(new Event('online'));
    await expect.element(button('收到现金 ¥20.00')).toBeEnabled();
    await button('收到现金 ¥20.00').click();
    await expect.poll(() => page.getByText('还没付款').elements().length).toBe(0);
    expect(await paid()).toMatchObject({ paid: { amount: 2000 } });
    await button('全部交付').click();
    await waits(/✓ 已交付/);
  });

  test('without a network no cash is taken, and it says why; in English too', async () => {
    shop.show('tuan-leader-handover', { point: planted.point }, 'leader', 'en');
    await page.getByRole('textbox', { name: /Pickup code/ }).fill(unpaid.pickupCode);
    await button('Check').click();
    await expect.element(button('Took ¥20.00 in cash')).toBeEnabled();
    shop.wire = 'lost';
    await button('Took ¥20.00 in cash').click();
    await waits(/Cash needs a network/);
    await expect.element(button('Took ¥20.00 in cash')).toBeDisabled();
    shop.wire = 'good';
    expect(await paid()).toMatchObject({ paid: { amount: 0 } });
  });

  test('R16: what was paid meanwhile is said, and the cash goes back', async () => {
    shop.show('tuan-leader-handover', {}, 'leader');
    await enter(unpaid.pickupCode);
    await waits(/还没付款：¥20\.00/);
    const amount = { amount: 2000, currency: 'CNY' };
    await shop.call(`/orders/${unpaid.id}/payments`, { amount, reference: 'wechat 1' });
    await button('收到现金 ¥20.00').click();
    await waits(/这笔现金请当面退还/);
  });
});
