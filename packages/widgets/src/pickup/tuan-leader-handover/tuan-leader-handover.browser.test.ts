import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader-handover.ts'));

let shop: RealShop;
let order: { id: string; pickupCode: string };
beforeEach(async () => {
  shop = await RealShop.open();
  order = await shop.buy(
    [
      { offerId: planted.apple, pieces: 3 },
      { offerId: planted.egg, pieces: 1 },
    ],
    6280,
  );
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function enter(code: string): Promise<void> {
  await page.getByRole('textbox', { name: /取货码|Pickup code/ }).fill(code);
  await button('查单').click();
}

test('a code, typed as it comes, shows a masked name and what to hand over; all of it goes', async () => {
  await shop.bringGoods([order.id]);
  const element = shop.show('tuan-leader-handover', {}, 'leader');
  const handed = new Promise((resolve) => element.addEventListener('tuan-handed-over', resolve));
  await enter(` ${order.pickupCode.slice(0, 4).toLowerCase()}-${order.pickupCode.slice(4)} `);
  await text(/^小\*$/).toBeVisible();
  await button('全部交付').click();
  await text(/✓ 已交付/).toBeVisible();
  await handed;
  await button('下一位').click();
  await expect.poll(() => element.shadowRoot?.activeElement?.tagName).toBe('INPUT');
  await enter(order.pickupCode);
  await text(/没有这个取货码/).toBeVisible();
});

test('R29: a part now, the rest later with the same code', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await button('苹果 少一件').click();
  await button('散养土鸡蛋 少一件').click();
  await button('交付 2 件').click();
  await text(/还有 2 件没有交付/).toBeVisible();
  await button('下一位').click();
  await enter(order.pickupCode);
  await button('全部交付').click();
  await text(/✓ 已交付/).toBeVisible();
  const { lines } = await shop.call<{ lines: { handedOver: number }[] }>(`/orders/${order.id}`);
  expect(lines.map(({ handedOver }) => handedOver)).toEqual([3, 1]);
});

const waits = (words: RegExp) => text(words).toBeVisible();

/** The element with the day's orders on the phone, then without a network. */
async function goOffline(): Promise<HTMLElement> {
  const element = shop.show('tuan-leader-handover', { point: planted.point }, 'leader');
  await expect.poll(() => (element as unknown as { asOf?: string }).asOf, { timeout: 9000 }).toBeTruthy();
  shop.wire = 'lost';
  return element;
}

const handedOver = async () =>
  (await shop.call<{ lines: { handedOver: number }[] }>(`/orders/${order.id}`)).lines.map(
    ({ handedOver: pieces }) => pieces,
  );

test('R29: an answer that was lost is kept on the phone, told again with the same id, and counts once', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', { point: planted.point }, 'leader');
  await enter(order.pickupCode);
  await expect.element(button('全部交付')).toBeEnabled();
  shop.wire = 'deaf';
  await button('全部交付').click();
  await waits(/已交付，记在这台手机上/);
  await waits(/1 单等待同步/);
  shop.wire = 'good';
  expect(await handedOver()).toEqual([3, 1]);
  await button('现在同步').click();
  await expect.poll(() => page.getByText('等待同步').elements().length).toBe(0);
  expect(await handedOver()).toEqual([3, 1]);
});

test('without a network: the code is found on the phone, part is handed over, the rest knows of it, all is synced', async () => {
  await shop.bringGoods([order.id]);
  await goOffline();
  await enter(order.pickupCode);
  await waits(/照样可以核销/);
  await waits(/^小\*$/);
  await button('苹果 少一件').click();
  await button('交付 3 件').click();
  await waits(/记在这台手机上/);
  await button('下一位').click();
  await enter(order.pickupCode);
  await button('全部交付').click();
  await waits(/2 单等待同步/);
  await button('下一位').click();
  await enter(order.pickupCode);
  await waits(/现在没有可以交付的商品/);
  shop.wire = 'good';
  expect(await handedOver()).toEqual([0, 0]);
  dispatchEvent(new Event('online'));
  await expect.poll(() => page.getByText('等待同步').elements().length).toBe(0);
  expect(await handedOver()).toEqual([3, 1]);
});

test('without a network: what waits survives the page, and is synced by the next one', async () => {
  await shop.bringGoods([order.id]);
  await goOffline();
  await enter(order.pickupCode);
  await button('全部交付').click();
  await waits(/1 单等待同步/);
  document.body.replaceChildren();
  shop.show('tuan-leader-handover', { point: planted.point }, 'leader');
  await waits(/1 单等待同步/);
  // What waits is shown before the first try is over; with the wire back too early that try would sync it.
  await waits(/照样可以核销/);
  shop.wire = 'good';
  await button('现在同步').click();
  await expect.poll(handedOver).toEqual([3, 1]);
});

test('without a network: another phone was first; it is kept until somebody has seen it', async () => {
  await shop.bringGoods([order.id]);
  await goOffline();
  await enter(order.pickupCode);
  await button('全部交付').click();
  await waits(/1 单等待同步/);
  shop.wire = 'good';
  await shop.call(`/pickups/${order.id}/hand-over`, { handoverId: crypto.randomUUID() });
  await button('现在同步').click();
  await waits(/另一台手机先交付了，请核对/);
  await button('知道了').click();
  await expect.poll(() => page.getByText('请核对').elements().length).toBe(0);
  expect(await handedOver()).toEqual([3, 1]);
});

test('without a network: a scanned code must be signed by the shop, and one that is signed elsewhere is told so', async () => {
  await shop.bringGoods([order.id]);
  const { token } = await shop.call<{ token: string }>(`/orders/${order.id}/pickup-token`, {});
  const later = await shop.buy([{ offerId: planted.apple, pieces: 1 }], 1000).catch(() => undefined);
  expect(later).toBeUndefined();
  await goOffline();
  await enter(`${token.slice(0, 60)}${token[60] === '0' ? '1' : '0'}${token.slice(61)}`);
  await waits(/不是店铺签发的/);
  await enter('ABCD EFGH');
  await waits(/没有这个取货码/);
  await enter(token);
  await waits(/^小\*$/);
});

test('without a network before the orders were fetched it says what to do', async () => {
  await shop.bringGoods([order.id]);
  shop.wire = 'lost';
  shop.show('tuan-leader-handover', { point: planted.point }, 'leader');
  await waits(/还没有下载今天的订单/);
});

test('somebody else collects: by the end of the phone, also without a network; by a one-time code', async () => {
  await shop.bringGoods([order.id]);
  const put = (body: object) => shop.call(`/orders/${order.id}/collector`, body, 'PUT');
  await put({ name: '王建国', phoneTail: '4321' });
  await goOffline();
  await enter(order.pickupCode);
  await page.getByRole('checkbox', { name: '由 王* 代取' }).click();
  await expect.element(button('全部交付')).toBeDisabled();
  await page.getByRole('textbox', { name: '代取人手机后四位' }).fill('1111');
  await button('全部交付').click();
  await waits(/没有同意由这位代取/);
  await page.getByRole('textbox', { name: '代取人手机后四位' }).fill('4321');
  await button('苹果 少一件').click();
  await button('交付 3 件').click();
  await waits(/1 单等待同步/);
  shop.wire = 'good';
  await button('现在同步').click();
  await expect.poll(handedOver).toEqual([2, 1]);
  const { collector } = (await put({ name: '李四' })) as { collector: { code: string } };
  await button('下一位').click();
  await enter(collector.code);
  await waits(/由 李\* 代取，凭一次性代取码/);
  await button('全部交付').click();
  await waits(/✓ 已交付/);
  expect(await handedOver()).toEqual([3, 1]);
});

test('scanning: without a camera the code is typed; the decoder reads what the shop has drawn', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', { point: planted.point }, 'leader');
  await button('扫码').click();
  await waits(/不能使用摄像头/);
  const { token, qr } = await shop.call<{ token: string; qr: { size: number; path: string } }>(
    `/orders/${order.id}/pickup-token`,
    {},
  );
  const { BarcodeDetector } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 600, height: 600 });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('a canvas draws');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 600, 600);
  context.scale(600 / qr.size, 600 / qr.size);
  context.fillStyle = '#000';
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array
  context.fill(new Path2D(qr.path));
  const [seen] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(canvas);
  expect(seen?.rawValue).toBe(token);
});

test('R29: another phone was first', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await expect.element(button('全部交付')).toBeEnabled();
  const lines = (await shop.call<{ lines: { id: string }[] }>(`/orders/${order.id}`)).lines;
  const first = [{ lineId: lines[0]?.id, pieces: 1 }];
  await shop.call(`/pickups/${order.id}/hand-over`, { handoverId: crypto.randomUUID(), lines: first });
  await button('全部交付').click();
  await text(/另一台手机已经交付过/).toBeVisible();
});

test('goods that have not come yet', async () => {
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await text(/现在没有可以交付的商品/).toBeVisible();
});

test('too many wrong codes', async () => {
  await shop.change(`UPDATE "shops" SET "policies" = json_set("policies", '$.pickupGuessesMax', 1)`);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter('0000 0000');
  await text(/还可以试 0 次/).toBeVisible();
  await enter('0000 0001');
  await text(/输错次数太多/).toBeVisible();
});

test('in English', async () => {
  shop.show('tuan-leader-handover', {}, 'leader', 'en');
  await expect.element(page.getByRole('heading', { name: 'Check a pickup code' })).toBeVisible();
});
