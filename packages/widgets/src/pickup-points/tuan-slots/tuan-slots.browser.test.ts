import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('../../campaigns/tuan-campaign/tuan-campaign.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: RegExp) => expect.element(page.getByText(words).first());
const points = (name: RegExp) => page.getByRole('radio', { name });

/** A page that takes the money itself. */
function show(): void {
  const element = shop.show('tuan-campaign', { campaign: planted.campaign });
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
    shop.change(
      `UPDATE "pickup_slots" SET "taken" = "capacity" - ${left}, "version" = "version" + 1 WHERE "opens" = '${from}:00'`,
      'slot_taken',
    );

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
