import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
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
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const eggs = (pieces: number) => [{ offerId: planted.egg, pieces }];
const points = (name: RegExp) => page.getByRole('radio', { name });

/** Taps a button of the eggs so many times. */
async function tap(name: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await button(name).click();
}

/** A page that takes the money itself. */
function show(locale = 'zh-CN', who: 'customer' | 'nobody' = 'customer'): void {
  const element = shop.show('tuan-campaign', here, who, locale);
  element.addEventListener('tuan-checkout', (event) => event.preventDefault());
}

async function choose(policies: object): Promise<void> {
  await shop.call('/shop', { policies }, 'PATCH');
}

/** One apple in the cart, which is open, the east point chosen. */
async function openCart(): Promise<void> {
  await button('加一份 苹果').click();
  await button('去下单').click();
  await points(/幸福里东门驿站/).click();
}

describe('filling cases', () => {
  const fillFrom = (hours: number) =>
    shop.change(`UPDATE "offers" SET "boxFillHours" = ${hours} WHERE "id" = '${planted.egg}'`);
  const more = page.getByRole('combobox', { name: /凑箱时最多再要/ });

  test('R21: how much is missing to fill the case, with what is in the cart', async () => {
    await shop.buy(eggs(9), 9 * 3280);
    show();
    await text(/还差 3 盒成箱/).toBeVisible();
    await button('加一份 散养土鸡蛋').click();
    await text(/还差 2 盒成箱/).toBeVisible();
    await tap('加一份 散养土鸡蛋', 2);
    await text(/正好成箱/).toBeVisible();
  });

  test('R21: some more only to fill the case: said at the goods, kept in the cart, ordered and paid with the rest', async () => {
    await shop.buy(eggs(8), 8 * 3280);
    show();
    await button('加一份 散养土鸡蛋').click();
    await more.selectOptions('2 盒');
    await button('去下单').click();
    await expect.element(more.last()).toHaveValue('2 盒');
    await text(/没凑成箱的退回/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥98.40' }).last()).toBeVisible();
    await points(/幸福里东门驿站/).click();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    const { data } = await shop.call<{ data: { status: string; lines: object[] }[] }>('/orders');
    expect(data.find(({ status }) => status === 'held')?.lines).toMatchObject([{ pieces: 3, tolerance: 2 }]);
  });

  test('what others would take more is told; goods by the piece say nothing of cases', async () => {
    await shop.call('/orders', {
      campaignId: planted.campaign,
      customer: planted.customer,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.egg, pieces: 7, tolerance: 2 }],
      payment: { amount: yuan(9 * 3280), reference: 'till' },
    });
    await shop.change(`UPDATE "offers" SET "packSize" = 1 WHERE "id" = '${planted.apple}'`);
    show();
    await text(/还差 5 盒成箱，邻居愿意多要 2 盒/).toBeVisible();
    await tap('加一份 散养土鸡蛋', 3);
    await text(/还差 2 盒成箱，加上邻居愿意多要的，够一箱了/).toBeVisible();
    await tap('减一份 散养土鸡蛋', 3);
    await button('加一份 苹果').click();
    expect(more.elements()).toHaveLength(0);
  });

  test('R21: while cases are filled only what fills one can be taken, and it says so', async () => {
    await shop.buy(eggs(10), 10 * 3280);
    await fillFrom(2);
    show();
    await text(/今晚 20:00 起只收凑成整箱的/).toBeVisible();
    document.body.replaceChildren();
    await shop.at('2026-11-23T21:00:00+08:00');
    show();
    await text(/凑箱中，再要 2 盒就成箱/).toBeVisible();
    await text(/凑箱时下的单不能再改/).toBeVisible();
    await tap('加一份 散养土鸡蛋', 2);
    await text(/已凑成整箱/).toBeVisible();
    expect(button('加一份 散养土鸡蛋').elements()).toHaveLength(0);
    expect(more.elements()).toHaveLength(0);
  });

  test('R21: the time began while the page was open: the cart is what fills the case, and can be ordered', async () => {
    await shop.buy(eggs(10), 10 * 3280);
    await fillFrom(2);
    show();
    await tap('加一份 散养土鸡蛋', 3);
    await more.selectOptions('1 盒');
    await shop.at('2026-11-23T21:00:00+08:00');
    await button('去下单').click();
    await text(/购物车已按还差的改好/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥65.60' }).last()).toBeVisible();
    await points(/幸福里东门驿站/).click();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
  });

  test(
    'R21: while cases are filled what is missing follows the orders of others',
    { timeout: 40_000 },
    async () => {
      await shop.buy(eggs(9), 9 * 3280);
      await fillFrom(2);
      await shop.at('2026-11-23T21:00:00+08:00');
      show();
      await text(/凑箱中，再要 3 盒就成箱/).toBeVisible();
      await shop.buy(eggs(2), 2 * 3280);
      const follows = expect.element(page.getByText(/凑箱中，再要 1 盒就成箱/), { timeout: 20_000 });
      await follows.toBeVisible();
    },
  );

  test('R20: how far the minimum order of the supplier is, and what becomes of the money', async () => {
    await shop.change(
      `INSERT INTO "campaign_suppliers" ("campaignId", "supplierId", "minimumCases", "onMiss", "extendHours")
       SELECT "campaignId", "supplierId", 4, 'fail', NULL FROM "offers" WHERE "id" = '${planted.egg}'`,
    );
    await shop.buy(eggs(12), 12 * 3280);
    show();
    await text(/起订量已到 25%/).toBeVisible();
    await text(/没到起订量就不进货，付的钱全部退回/).toBeVisible();
  });

  test('in English', async () => {
    await shop.buy(eggs(9), 9 * 3280);
    show('en');
    await text(/3 盒 more fill the case/).toBeVisible();
    await button('Add one 散养土鸡蛋').click();
    await expect.element(page.getByRole('combobox', { name: /To fill the case, up to/ })).toBeVisible();
  });
});

describe('paying at pickup', () => {
  test('R17: not offered where the shop does not let a neighbour', async () => {
    show();
    await openCart();
    await expect.element(button('提交订单')).toBeEnabled();
    expect(points(/取货时付款/).elements()).toHaveLength(0);
  });

  test('R17: chosen at the checkout the order is firm at once, with its code and what is due', async () => {
    await choose({ payAtPickup: 'allowed' });
    show();
    await openCart();
    await expect.element(points(/现在付款/)).toBeChecked();
    await points(/取货时付款/).click();
    await button('提交订单').click();
    await text(/订好了/).toBeVisible();
    await text(/取货时付 ¥10\.00/).toBeVisible();
    await text(/^[0-9A-Z]{4} [0-9A-Z]{4}$/).toBeVisible();
  });

  test('R17: whoever did not come too often is told why it is paid first', async () => {
    await choose({ payAtPickup: 'allowed', noShowsMax: 2 });
    await shop.change(`UPDATE "customers" SET "noShows" = 2 WHERE "id" = '${planted.customer}'`);
    show();
    await openCart();
    await text(/有 2 单没来取，所以这次要先付款/).toBeVisible();
    expect(points(/取货时付款/).elements()).toHaveLength(0);
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
  });

  test('R17: no longer allowed when it is ordered: says so, and the same cart is paid first', async () => {
    await choose({ payAtPickup: 'allowed' });
    show();
    await openCart();
    await points(/取货时付款/).click();
    await choose({ payAtPickup: 'leadersOnly' });
    await button('提交订单').click();
    await text(/这次不能取货时付款，请先付款/).toBeVisible();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
  });
});
