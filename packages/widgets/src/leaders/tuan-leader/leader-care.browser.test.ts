import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });

/** A small picture of nothing much. */
async function photo(): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new File([blob ?? ''], 'crate.png', { type: 'image/png' });
}

describe('what arrives', () => {
  let run: { readonly runId: string; readonly stopId: string };
  beforeEach(async () => {
    run = await shop.startRun();
  });
  const stopPath = () => `/delivery-runs/${run.runId}/stops/${run.stopId}`;
  const stop = async () => {
    const { stops } = await shop.call<{ stops: { lines: { counted: number }[]; pictures: string[] }[] }>(
      `/delivery-runs/${run.runId}`,
    );
    return stops[0];
  };

  test('R28: on its way, then counted against what was signed for: what differs with a picture', async () => {
    shop.show('tuan-leader', {}, 'leader');
    await text(/在路上/).toBeVisible();
    await shop.call(`${stopPath()}/hand-over`, { signedBy: '小陈' });
    document.dispatchEvent(new Event('tuan-handed-over'));
    await button(/司机交了 7 件，请点货/).click();
    await expect.element(button('数量都对')).toBeVisible();
    await button('苹果 少一件').click();
    await text(/^少 1$/).toBeVisible();
    await userEvent.upload(page.getByLabelText(/加照片/), [await photo()]);
    await text(/已传 1\/1 张/).toBeVisible();
    await page.getByLabelText(/说明/).fill('箱子破了');
    await button('告诉店铺：1 种不一样').click();
    await text(/1 种和签收的不一样，店铺正在处理/).toBeVisible();
    expect(await stop()).toMatchObject({
      countNote: '箱子破了',
      pictures: [expect.stringMatching(/^pic_/)],
      lines: [{ counted: 6 }],
    });
    await shop.call(`${stopPath()}/accept-count`, {});
    document.dispatchEvent(new Event('tuan-handed-over'));
    await expect.poll(() => page.getByText(/不一样/).elements()).toHaveLength(0);
  });

  test('a count that agrees is one tap, and is over then', async () => {
    await shop.call(`${stopPath()}/hand-over`, { signedBy: '小陈' });
    shop.show('tuan-leader', {}, 'leader', 'en');
    await button(/The driver left 7 pieces; please count/).click();
    await button('All is there').click();
    await expect.poll(() => page.getByText(/please count/).elements()).toHaveLength(0);
    expect(await stop()).toMatchObject({
      countedBy: expect.stringMatching(/^leader:/),
      lines: [{ counted: 7 }],
    });
  });
});

test('R44: who stands in at a point counts what comes there, also of a campaign without a part in it', async () => {
  const { runId, stopId } = await shop.startRun();
  await shop.call(`/delivery-runs/${runId}/stops/${stopId}/hand-over`, { signedBy: '小陈' });
  await shop.change(`UPDATE "pickup_points" SET "leaderId" = 'led_zhou' WHERE "id" = '${planted.point}'`);
  await shop.change(`DELETE FROM "campaign_leaders" WHERE "leaderId" = 'led_chen'`);
  shop.show('tuan-leader', {}, 'leader');
  await text(/没有进行中的团/).toBeVisible();
  const days = { leaderId: 'led_chen', from: '2026-11-24', to: '2026-11-24' };
  await shop.call(`/pickup-points/${planted.point}/substitutes`, days, 'PUT');
  document.dispatchEvent(new Event('tuan-handed-over'));
  await button(/司机交了 7 件，请点货/).click();
  await button('数量都对').click();
  await expect.poll(() => page.getByText(/请点货/).elements()).toHaveLength(0);
  const { stops } = await shop.call<{ stops: { countedBy: string }[] }>(`/delivery-runs/${runId}`);
  expect(stops[0]?.countedBy).toBe('leader:led_chen');
});

test('R30: after the pickup time what was not fetched is marked, in the day and at its bag', async () => {
  const order = await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  await shop.bringGoods([order.id]);
  await shop.at('2026-11-24T20:29:00+08:00');
  shop.show('tuan-leader', {}, 'leader');
  await text(/待交付 1 单/).toBeVisible();
  await shop.at('2026-11-24T20:30:00+08:00');
  document.dispatchEvent(new Event('tuan-handed-over'));
  await text(/过了取货时间，1 单还没取/).toBeVisible();
  await text(/^过时未取$/).toBeVisible();
});

describe('claims that wait for the leader', () => {
  let lineId: string;
  beforeEach(async () => {
    const order = await shop.buy([{ offerId: planted.apple, pieces: 3 }], 3000);
    await shop.bringGoods([order.id]);
    await shop.call(`/pickups/${order.id}/hand-over`, { handoverId: crypto.randomUUID() });
    const { lines } = await shop.call<{ lines: { id: string }[] }>(`/orders/${order.id}`);
    lineId = lines[0]?.id ?? '';
  });
  const open = (claim: object): Promise<{ id: string }> =>
    shop.call('/claims', { orderLineId: lineId, pieces: 1, reason: 'crushed', ...claim });
  const claim = (id: string) => shop.call(`/claims/${id}`);
  const show = async () => {
    shop.show('tuan-leader', {}, 'leader');
    await button(/1 个等您处理/).click();
  };

  test('R32: shown with pictures, clock and history, and approved at once', async () => {
    await shop.call('/shop', { policies: { leaderApprovalMax: 1000 } }, 'PATCH');
    const picture = await shop.send('/pictures', await photo());
    const { id } = await open({ pictures: [picture.id], description: '压烂了' });
    await show();
    await text(/苹果 1 斤 · 压坏/).toBeVisible();
    await text(/“压烂了”/).toBeVisible();
    await text(/最晚 .+ 答复/).toBeVisible();
    await text(/近 90 天 1 单，售后 1 次/).toBeVisible();
    const shown = page.getByRole('img', { name: '照片 1' });
    await expect.element(shown).toBeInTheDocument();
    expect((await shop.fetch(shown.element().getAttribute('src') ?? '')).status).toBe(200);
    await expect.element(page.getByLabelText('退多少')).toHaveValue('10.00');
    await page.getByLabelText('退多少').fill('6');
    await button('同意退款').click();
    await text(/处理好了，已告诉邻居/).toBeVisible();
    expect(await claim(id)).toMatchObject({ status: 'approved', approvedAmount: { amount: 600 } });
  });

  test('R32: above the leader’s limit it is said, and proposed to the shop instead', async () => {
    await shop.call('/shop', { policies: { leaderApprovalMax: 500 } }, 'PATCH');
    const { id } = await open({});
    await show();
    await button('同意退款').click();
    await text(/超过您能直接同意的金额/).toBeVisible();
    await button('建议金额，店铺决定').click();
    await text(/已建议退 ¥10\.00，等店铺决定/).toBeVisible();
    expect(await claim(id)).toMatchObject({ status: 'proposed', proposedAmount: { amount: 1000 } });
  });

  test('R33: words of one’s own ask whose fault it is', async () => {
    await shop.call('/shop', { policies: { leaderApprovalMax: 1000 } }, 'PATCH');
    const { id } = await open({ reason: '太酸' });
    await show();
    await page.getByLabelText(/谁的责任/).selectOptions('店铺');
    await button('同意补发 1 件').click();
    await text(/处理好了/).toBeVisible();
    expect(await claim(id)).toMatchObject({ outcome: 'replacement', faultShares: { shop: 10_000 } });
  });
});

test('R44: who stands in while the leader is away is asked for by phone, told with the days, and ended', async () => {
  await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  await shop.call('/leaders/led_zhou', { phone: '13900139000' }, 'PATCH');
  shop.show('tuan-leader', {}, 'leader');
  await button('不在时请人代班').click();
  await page.getByLabelText('代班团长的手机号').fill('13900139999');
  await button('请对方代班').click();
  await text(/没有找到能代班的团长/).toBeVisible();
  await page.getByLabelText('代班团长的手机号').fill('139 0013 9000');
  await page.getByLabelText('到', { exact: true }).fill('2026-11-22');
  await button('请对方代班').click();
  await text(/请检查手机号和日期/).toBeVisible();
  await page.getByLabelText('到', { exact: true }).fill('2026-11-24');
  await button('请对方代班').click();
  await text(/在「.+」代班/).toBeVisible();
  await text(/^今天 至 明天$/).toBeVisible();
  await button('不用代班了').click();
  await expect.poll(() => page.getByText(/在「.+」代班/).elements()).toHaveLength(0);
});
