import { planted } from '@opentuan/core/testing';
import { expect, test } from 'vitest';
import { apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('API, R15, R31: a refund says which payment it goes back against, also of one that came too late; as a file too', async () => {
  const shop = await apiShop();
  const round = new HttpRound(shop);
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    externalId: 'S-1001',
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
  };
  const { id, lines } = await round.buy(order, yuan(3000), '4200001234567890');
  const refund = { lineId: lines[0]?.id, reason: '道歉', fault: 'shop' };
  await round.call(`/orders/${id}/refunds`, { ...refund, amount: yuan(200) });
  await round.call(`/orders/${id}/payments`, { amount: yuan(3000), reference: 'twice' });
  const payments = [
    { reference: 'twice', amount: yuan(3000) },
    { reference: '4200001234567890', amount: yuan(3000) },
  ];
  const { data } = await round.call<{ data: readonly { id: string; payment: unknown }[] }>('/refunds');
  expect(new Set(data.map(({ payment }) => payment))).toEqual(new Set(payments));
  const own = data.find(({ payment }) => JSON.stringify(payment).includes('42000'));
  expect(await round.call(`/refunds/${own?.id ?? ''}`)).toMatchObject({
    orderExternalId: 'S-1001',
    title: '苹果',
    reasonTexts: { zh: '道歉', en: '道歉' },
  });
  const token = await shop.session('customer', planted.customer);
  const seen = await shop.call('/storefront/refunds', { token });
  expect(seen.body).toMatchObject({ data: [{ payment: null }, { payment: null }] });

  const headers = { 'accept-language': 'zh-CN' };
  const csv = await shop.call('/refunds?format=csv&status=requested', { token: shop.secretKey, headers });
  const text = String(csv.body.text);
  expect(text).toContain('退款单,订单号,店铺单号,商品,数量,金额,币种,原因,状态,退款方,支付单号,支付金额');
  expect(text).toContain(`${id},S-1001,苹果,0,2.00,CNY,道歉,待退款,商城,4200001234567890,30.00,`);
  expect(text).toContain('30.00,CNY,付款已不能使用,待退款,商城,twice,30.00,');

  const tooMany = await shop.call(`/orders/${id}/refunds`, {
    token: shop.secretKey,
    body: { ...refund, pieces: 4 },
  });
  expect(tooMany.body).toMatchObject({ code: 'refund_too_high', left: 3, unit: 'pieces' });
  expect(tooMany.body.detail).toContain('how many pieces');
  await shop.audit();
  await shop.close();
});
