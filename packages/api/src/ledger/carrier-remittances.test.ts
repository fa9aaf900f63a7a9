import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const zhou = { carrier: '老周货运', amount: { amount: 1600, currency: 'CNY' }, reference: 'zhou-1' };
const call = (path: string, body: object, language = 'zh-CN') =>
  shop.call(path, { token: shop.secretKey, body, headers: { 'accept-language': language } });

test('API: money of a carrier recorded by mistake is taken back, with its reason in the list and the file', async () => {
  const { body } = await call('/carrier-remittances', zhou);
  const path = `/carrier-remittances/${String(body.id)}/reverse`;
  const reversed = await call(path, { reason: '记错承运方' });
  expect(reversed).toMatchObject({ status: 200, body: { id: body.id, reversal: '记错承运方' } });
  expect(await call(path, { reason: '记错承运方' })).toEqual(reversed);
  expect(await call(path, { reason: '别的' })).toMatchObject({
    status: 409,
    body: { code: 'carrier_remittance_reversed', reason: '记错承运方' },
  });
  const file = await shop.call('/carrier-remittances?format=csv', { token: shop.secretKey });
  expect(String(file.body.text)).toContain(',记错承运方');
});

test.each([
  ['zh-CN', '只有空格或看不见的字符，请填写名称。'],
  ['en', 'Nothing of this can be seen: it is made of spaces only. Give a name.'],
])('API: a name of blanks is refused, and the field says so in words (%s)', async (language, message) => {
  for (const carrier of ['  ', '\t', '\u200b', '\u3000'])
    expect(await call('/carrier-remittances', { ...zhou, carrier }, language)).toMatchObject({
      body: { code: 'invalid_input', fields: [{ path: 'carrier', message }] },
    });
  expect(await call('/carrier-remittances', { ...zhou, carrier: '老 周 🚚' })).toMatchObject({ status: 201 });
});
