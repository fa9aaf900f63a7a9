import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { planted, RealShop } from '../testing/real-shop.ts';

beforeAll(() => import('../orders/tuan-order/tuan-order.ts'));

let shop: RealShop;
let order: { id: string };
beforeEach(async () => {
  shop = await RealShop.open();
  order = await shop.buy([{ offerId: planted.apple, pieces: 3 }], 3000);
  await shop.bringGoods([order.id]);
  await shop.call(`/pickups/${order.id}/hand-over`, { handoverId: crypto.randomUUID() });
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });
const files = () => page.getByLabelText(/加照片/);

/** A picture as a camera makes it: larger than it is sent. */
async function photo(name: string, width = 2400): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height: 1200 });
  canvas.getContext('2d')?.fillRect(40, 40, 200, 200);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new File([blob ?? ''], name, { type: 'image/png' });
}

interface Claims {
  readonly data: readonly { readonly id: string; readonly pictures: readonly string[] }[];
}
const claims = () => shop.call<Claims>('/claims');

/** Opens the form and says the least. */
async function startClaim(): Promise<void> {
  shop.show('tuan-order', { order: order.id });
  await button('申请售后').click();
  await page.getByRole('radio', { name: '压坏' }).click();
}

test('R32: a claim with reason, pieces and pictures: how far they are, its state, its clock, and taken back', async () => {
  await startClaim();
  await text(/这部分是 ¥10\.00/).toBeVisible();
  await button('多一件').click();
  await text(/这部分是 ¥20\.00/).toBeVisible();
  await userEvent.upload(files(), [await photo('one.png'), await photo('two.png', 300)]);
  await text(/已传 2\/2 张/).toBeVisible();
  await page.getByLabelText(/说明/).fill('两个压烂了');
  await button('提交').click();
  await text(/等团长或店铺处理/).toBeVisible();
  await text(/最晚 .+ 答复您/).toBeVisible();
  await text(/这部分值 ¥20\.00/).toBeVisible();
  const [claim] = (await claims()).data;
  expect(claim).toMatchObject({
    pieces: 2,
    reasonCode: 'crushed',
    wish: 'refund',
    description: '两个压烂了',
  });
  const picture = await shop.call<{ width: number }>(`/picture-links`, { pictureIds: claim?.pictures });
  expect(picture).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ width: 1600, height: 800 })]),
  });
  const shown = page.getByRole('img', { name: '照片 1' });
  await expect.element(shown).toBeInTheDocument();
  const answer = await shop.fetch(shown.element().getAttribute('src') ?? '');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  await button('撤回').click();
  await text(/您已撤回/).toBeVisible();
});

test('a picture that did not arrive says so and is sent again; one of another kind is told and taken away', async () => {
  await startClaim();
  await expect.element(files()).toBeInTheDocument();
  shop.wire = 'lost';
  await userEvent.upload(files(), [await photo('one.png', 300)]);
  await text(/没有网络，没传上去/).toBeVisible();
  await expect.element(button('照片传好就能提交')).toBeDisabled();
  shop.wire = 'good';
  await button('再传一次').click();
  await text(/已传 1\/1 张/).toBeVisible();
  await userEvent.upload(files(), [new File(['GIF89a'], 'funny.png', { type: 'image/png' })]);
  await text(/这不是 JPEG、PNG 或 WebP/).toBeVisible();
  await button('去掉照片 2').click();
  await button('提交').click();
  await text(/等团长或店铺处理/).toBeVisible();
  expect((await claims()).data[0]?.pictures).toHaveLength(1);
});

test('a picture above the limit is told before it is sent', async () => {
  await startClaim();
  await userEvent.upload(files(), [
    new File([new Uint8Array(8_400_000)], 'huge.jpg', { type: 'image/jpeg' }),
  ]);
  await text(/照片超过 8 MB/).toBeVisible();
});

test('what the leader proposes, what goes back, and what is refused', async () => {
  const { id } = await openClaim();
  await shop.call(`/claims/${id}/propose`, { amount: { amount: 500, currency: 'CNY' }, note: '压坏一半' });
  shop.show('tuan-order', { order: order.id });
  await text(/团长建议退 ¥5\.00/).toBeVisible();
  await text(/“压坏一半”/).toBeVisible();
  await shop.call(`/claims/${id}/approve`, {});
  document.dispatchEvent(new Event('tuan-ordered'));
  await text(/退 ¥5\.00，正在退回/).toBeVisible();
});

test('补发: the goods that come again are promised', async () => {
  const { id } = await openClaim();
  await shop.call(`/claims/${id}/approve`, { outcome: 'replacement' });
  shop.show('tuan-order', { order: order.id });
  await text(/下次有货就补发 1 件/).toBeVisible();
});

test('R32: after the time for claims the form says so and sends nothing', async () => {
  await shop.at('2026-12-20T12:00:00+08:00');
  shop.show('tuan-order', { order: order.id });
  await button('申请售后').click();
  await text(/申请售后的时间过了/).toBeVisible();
  await expect.element(button('提交')).toBeDisabled();
});

test('in English, with the words of the shop', async () => {
  shop.show('tuan-order', { order: order.id }, 'customer', 'en');
  await button('Something is wrong with it').click();
  await page.getByRole('radio', { name: 'Something else' }).click();
  await page.getByLabelText('In a few words').fill('Bitter');
  await page.getByRole('radio', { name: 'The goods again' }).click();
  await button('Send').click();
  await text(/Waiting for the leader or the shop/).toBeVisible();
  expect((await claims()).data).toMatchObject([{ reason: 'Bitter', wish: 'replacement', pieces: 1 }]);
});

async function openClaim(): Promise<{ id: string }> {
  const { lines } = await shop.call<{ lines: { id: string }[] }>(`/orders/${order.id}`);
  return shop.call('/claims', { orderLineId: lines[0]?.id, reason: 'crushed', pieces: 1 });
}
