import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-order.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string) => page.getByRole('button', { name, exact: true });
const apples = [{ offerId: planted.apple, pieces: 3 }];

/** What has the focus, through the roots of the elements. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

test('R29: somebody else is named, gets a code of their own, and is taken back', async () => {
  const order = await shop.buy(apples, 3000);
  shop.show('tuan-order', { order: order.id });
  await button('请人代取').click();
  await page.getByLabelText('代取人姓名').fill('王建国');
  await page.getByLabelText(/手机后四位/).fill('00');
  await button('同意代取').click();
  await text(/请填手机的最后四位/).toBeVisible();
  await page.getByLabelText(/手机后四位/).fill('0001');
  await button('同意代取').click();
  await text(/请 王建国 代取/).toBeVisible();
  await text(/报手机尾号 0001/).toBeVisible();
  const path = `/orders/${order.id}/collector`;
  const { collector } = await shop.call<{ collector: { code: string } }>(path);
  await text(new RegExp(`${collector.code.slice(0, 4)} ${collector.code.slice(4)}`)).toBeVisible();
  await button('不用代取了').click();
  await expect.element(button('请人代取')).toBeVisible();
  expect(await shop.call(path)).toEqual({ collector: null });
});

test('the form of a collector takes the focus, and goes back without a change', async () => {
  const order = await shop.buy(apples, 3000);
  shop.show('tuan-order', { order: order.id }, 'customer', 'en');
  await button('Let someone else collect').click();
  await expect.poll(() => focused()?.getAttribute('name')).toBe('name');
  await button('Back').click();
  await expect.element(button('Let someone else collect')).toBeVisible();
});

test('the booked time is shown and changed until the day of pickup', async () => {
  const slots = {
    dates: ['2026-11-24'],
    windows: [{ opens: '16:00', closes: '17:00' }],
    minutes: 30,
    capacity: 2,
  };
  await shop.call(`/pickup-points/${planted.point}/slots`, slots, 'PUT');
  const order = await shop.buy(apples, 3000);
  shop.show('tuan-order', { order: order.id });
  await text(/取货时间内随时/).toBeVisible();
  await button('约时段').click();
  await page.getByRole('radio', { name: /^16:30/ }).click();
  await button('约这个时段').click();
  await expect.element(button('改时段')).toBeVisible();
  await text(/^16:30–17:00$/).toBeVisible();
  await shop.at('2026-11-24T09:00:00+08:00');
  document.dispatchEvent(new Event('tuan-ordered'));
  await expect.poll(() => button('改时段').elements()).toHaveLength(0);
});

test('the own time is never full for its order; one that somebody takes meanwhile is said, and another is chosen', async () => {
  const slots = {
    dates: ['2026-11-24'],
    windows: [{ opens: '16:00', closes: '17:30' }],
    minutes: 30,
    capacity: 1,
  };
  const list = `/pickup-points/${planted.point}/slots`;
  const { data } = await shop.call<{ data: { id: string }[] }>(list, slots, 'PUT');
  const [first, second] = data.map(({ id }) => id);
  const order = await shop.buy(apples, 3000);
  const other = await shop.buy(apples, 3000);
  await shop.call(`/orders/${order.id}/slot`, { slotId: first });
  shop.show('tuan-order', { order: order.id });
  await button('改时段').click();
  await expect.element(page.getByRole('radio', { name: /^16:00.*您约的/ })).toBeChecked();
  await page.getByRole('radio', { name: /^16:30/ }).click();
  await shop.call(`/orders/${other.id}/slot`, { slotId: second });
  await button('约这个时段').click();
  await text(/这个时段刚刚约满/).toBeVisible();
  await expect.element(page.getByRole('radio', { name: /^16:30.*约满/ })).toBeDisabled();
  await expect.element(button('约这个时段')).toBeDisabled();
  await page.getByRole('radio', { name: /^17:00/ }).click();
  await button('约这个时段').click();
  await text(/^17:00–17:30$/).toBeVisible();
});

test('R44: an order that was moved says where it is fetched now, and why', async () => {
  const order = await shop.buy(apples, 3000);
  await shop.call('/pickups/moves', {
    orderIds: [order.id],
    toPointId: planted.otherPoint,
    reason: '团长今天不在',
  });
  shop.show('tuan-order', { order: order.id });
  await text(/改到「.+」取货/).toBeVisible();
  await text(/团长今天不在/).toBeVisible();
});

test('R26: what came short is told with its money, which comes back by itself', async () => {
  const order = await shop.buy(apples, 3000);
  const { lines } = await shop.call<{ lines: { id: string }[] }>(`/orders/${order.id}`);
  await shop.bringGoods([order.id], { [lines[0]?.id ?? '']: 1 });
  shop.show('tuan-order', { order: order.id });
  await text(/到的货不够分：苹果 您少 1 斤/).toBeVisible();
  await text(/退 ¥10\.00，不用您申请/).toBeVisible();
});

test('every amount tells how it came about, when it is asked for', async () => {
  const order = await shop.buy(apples, 3000);
  shop.show('tuan-order', { order: order.id });
  await expect.element(button('怎么算的')).toHaveAttribute('aria-expanded', 'false');
  await button('怎么算的').click();
  await expect.element(button('怎么算的')).toHaveAttribute('aria-expanded', 'true');
});
