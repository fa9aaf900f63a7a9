import { planted } from '@opentuan/core/testing';
import { readSheet } from '@opentuan/core/sheets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

const { campaign: campaignId } = planted;
let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const token = () => shop.secretKey;
async function csv(path: string, locale: string): Promise<string> {
  const { status, body } = await shop.call(`${path}?format=csv&locale=${locale}`, { token: token() });
  expect(status).toBe(200);
  return String(body.text);
}

const order = (pieces: number) =>
  shop.tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: 'atPickup',
    lines: [{ offerId: planted.appleOffer, pieces }],
  });

test('progress as a file: a sheet for each part in a workbook, words in both languages', async () => {
  await order(3);
  const path = `/campaigns/${campaignId}/progress`;
  const chinese = await csv(path, 'zh-CN');
  expect(chinese).toContain('商品,苹果,进行中,3,3,');
  expect(chinese).toContain('截单,2026-11-23 22:00,进行中,');
  expect(chinese).not.toMatch(/,open,|,frozen,/);
  expect(await csv(path, 'en')).toContain('Offers,苹果,Open,3,3,');
  const answer = await shop.app.request(`/v1${path}?format=xlsx&locale=en`, {
    headers: { authorization: `Bearer ${token()}` },
  });
  expect(answer.headers.get('content-type')).toContain('spreadsheetml');
  const book = await readSheet(new Uint8Array(await answer.arrayBuffer()));
  expect(book.rows.length).toBeGreaterThan(0);
  const leader = { token: await shop.session('leader', planted.leader) };
  const own = await shop.call(`/leader${path}?format=csv&locale=zh-CN`, leader);
  expect(own.body.text).toContain('团长,');
});

test('progress as a file: "nothing was ordered" is another state than "could not be generated"', async () => {
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  const path = `/campaigns/${campaignId}/progress`;
  expect(await csv(path, 'zh-CN')).toContain(',没有人订,');
  expect(await csv(path, 'en')).toContain(',Nothing was ordered,');
});

test('progress as a file: why purchase orders could not be made stands in words', async () => {
  await order(3);
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  await shop.tuan.campaigns.noteBuyingProblem({ campaignId, problem: 'invalid_input' });
  const text = await csv(`/campaigns/${campaignId}/progress`, 'zh-CN');
  expect(text).toContain(',采购单无法生成,');
  expect(text).not.toContain('invalid_input');
});

test('pickup dates as a file: offers by rows, dates by columns', async () => {
  const path = `/campaigns/${campaignId}/pickup-dates`;
  const chinese = await csv(path, 'zh-CN');
  expect(chinese.split('\r\n')[0]).toContain(
    '商品,备货天数,截单,截单来源,最早自提日,最晚截单,赶得上,2026-11-24,',
  );
  expect(chinese).toMatch(/苹果,\d+,[^,]+,随团,/);
  expect(await csv(path, 'en')).toMatch(/,Of the round,.*,yes,/);
});

test('dates of a series as a file: breaks say why, in the words of the reader', async () => {
  const body = {
    templateId: campaignId,
    title: '每日水果',
    rule: { freq: 'daily' },
    startsOn: '2026-11-26',
    horizonDays: 2,
    breaks: [{ from: '2026-11-27', to: '2026-11-27', reason: '盘点' }],
  };
  const made = await shop.call('/campaign-series', { token: token(), body });
  expect(made).toMatchObject({ status: 201 });
  const path = `/campaign-series/${String(made.body.id)}/dates`;
  expect(await csv(path, 'zh-CN')).toContain('2026-11-27,休团,盘点,');
  expect(await csv(path, 'en')).toContain('2026-11-26,Planned,,');
});
