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
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const eggs = (pieces: number) => [{ offerId: planted.egg, pieces }];
const points = (name: RegExp) => page.getByRole('radio', { name });

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
    await button('加一份 散养土鸡蛋').click();
    await button('加一份 散养土鸡蛋').click();
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
    for (let count = 0; count < 3; count += 1) await button('加一份 散养土鸡蛋').click();
    await text(/还差 2 盒成箱，加上邻居愿意多要的，够一箱了/).toBeVisible();
    for (let count = 0; count < 3; count += 1) await button('减一份 散养土鸡蛋').click();
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
    await button('加一份 散养土鸡蛋').click();
    await button('加一份 散养土鸡蛋').click();
    await text(/已凑成整箱/).toBeVisible();
    expect(button('加一份 散养土鸡蛋').elements()).toHaveLength(0);
    expect(more.elements()).toHaveLength(0);
  });

  test('R21: the time began while the page was open: the cart is what fills the case, and can be ordered', async () => {
    await shop.buy(eggs(10), 10 * 3280);
    await fillFrom(2);
    show();
    for (let count = 0; count < 3; count += 1) await button('加一份 散养土鸡蛋').click();
    await more.selectOptions('1 盒');
    await shop.at('2026-11-23T21:00:00+08:00');
    await button('去下单').click();
    await text(/购物车已按还差的改好/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥65.60' }).last()).toBeVisible();
    await points(/幸福里东门驿站/).click();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
  });

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

describe('booking a pickup time', () => {
  const define = (capacity = 2, pickupPointId: string = planted.point) =>
    shop.call(
      `/pickup-points/${pickupPointId}/slots`,
      { dates: ['2026-11-24'], minutes: 60, capacity },
      'PUT',
    );
  const hour = (from: number) => points(new RegExp(`^${from}:00–${from + 1}:00`));

  /** Fills an hour but for so many places. */
  const fill = (from: number, left = 0) =>
    shop.change(`UPDATE "pickup_slots" SET "taken" = "capacity" - ${left}, "version" = "version" + 1
      WHERE "opens" = '${from}:00'`);

  test('分时预约: the hours of the chosen point with what is free, full ones cannot be chosen; it is booked', async () => {
    await define(5);
    await fill(16);
    await fill(17, 1);
    show();
    await openCart();
    await expect.element(page.getByRole('group', { name: /取货时间 明天/ })).toBeVisible();
    await expect.element(hour(16)).toBeDisabled();
    await text(/约满/).toBeVisible();
    await text(/仅余 1/).toBeVisible();
    await text(/余 5/).toBeVisible();
    await hour(18).click();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    await text(/明天 18:00–19:00 · 幸福里东门驿站/).toBeVisible();
    const { data } = await shop.call<{ data: { slot: object }[] }>('/orders');
    expect(data[0]?.slot).toMatchObject({ opens: '18:00', closes: '19:00' });
  });

  test('without need an order goes without a booking, and a point without times asks for none', async () => {
    await define();
    show();
    await openCart();
    await expect.element(points(/不预约/)).toBeChecked();
    await expect.element(button('提交订单')).toBeEnabled();
    await points(/幸福里西区便利店/).click();
    await expect.poll(() => points(/不预约/).elements()).toHaveLength(0);
    await expect.element(button('提交订单')).toBeEnabled();
  });

  test('where the shop hands over by booked time only, nothing is ordered before one is chosen', async () => {
    await define();
    await choose({ pickupSlots: 'required' });
    show();
    await openCart();
    await expect.element(button('请先选取货时间')).toBeDisabled();
    expect(points(/不预约/).elements()).toHaveLength(0);
    await hour(17).click();
    await expect.element(button('提交订单')).toBeEnabled();
  });

  test('taken meanwhile: says so, keeps the cart, and another time can be chosen', async () => {
    await define();
    show();
    await openCart();
    await hour(17).click();
    await fill(17);
    await button('提交订单').click();
    await text(/这个时间刚刚约满/).toBeVisible();
    await expect.element(hour(17)).toBeDisabled();
    await expect.element(button('请先选取货时间')).toBeDisabled();
    await hour(18).click();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    expect((await shop.call<{ data: object[] }>('/orders')).data).toHaveLength(1);
  });

  test('every time is booked where one is needed: says to take another point', async () => {
    await define(2);
    await choose({ pickupSlots: 'required' });
    for (const from of [16, 17, 18, 19]) await fill(from);
    show();
    await openCart();
    await text(/请换一个自提点/).toBeVisible();
    await expect.element(button('请先选取货时间')).toBeDisabled();
  });

  test('times that were defined while the page was open are asked for when the order needs one', async () => {
    show();
    await openCart();
    await define();
    await choose({ pickupSlots: 'required' });
    await button('提交订单').click();
    await expect.element(hour(17)).toBeVisible();
    await hour(17).click();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
  });

  test('by keyboard: arrows go from hour to hour', async () => {
    await define();
    show();
    await openCart();
    await expect.element(points(/不预约/)).toBeChecked();
    (points(/不预约/).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(hour(16)).toBeChecked();
  });

  test('no network: says so at the times, and goes on when asked again', async () => {
    await define();
    show();
    await button('加一份 苹果').click();
    await button('去下单').click();
    await expect.element(button('请先选一个自提点')).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥10.00' }).last()).toBeVisible();
    shop.wire = 'lost';
    await points(/幸福里东门驿站/).click();
    await text(/现在没有网络/).toBeVisible();
    shop.wire = 'good';
    await button('再试一次').click();
    await expect.element(hour(17)).toBeVisible();
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
