import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';
import {
  deliverApples,
  type Explained,
  type Line,
  linesOf,
  supplierPath as supplier,
  yuan,
} from '../testing/supplier-month.ts';

let shop: ApiShop;
let round: HttpRound;
beforeEach(async () => {
  shop = await apiShop();
  round = new HttpRound(shop);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** The sums of a month by what its lines count as, as its statement has them. */
function sumsOf(lines: readonly Line[]) {
  const sum = (name: Line['countsAs'], sign: 1 | -1) =>
    yuan(
      lines.reduce(
        (total, { countsAs, amount }) => total + (countsAs === name ? sign * amount.amount : 0),
        0,
      ),
    );
  return {
    accepted: sum('accepted', 1),
    recoveries: { currency: 'CNY', amount: sum('recoveries', -1).amount || 0 },
    paid: { currency: 'CNY', amount: sum('paid', -1).amount || 0 },
    setOff: { currency: 'CNY', amount: sum('setOff', -1).amount || 0 },
  };
}

test('R42: a month of a supplier line by line: each sum of the statement is that of its lines, the last balance its closing', async () => {
  const { purchaseOrderId, lineId } = await deliverApples(shop, round);
  await round.call(`${supplier}/payments`, { amount: yuan(20_000), reference: 'transfer 7' });
  shop.at('2026-11-30T23:59:59.999+08:00');
  await round.claim(lineId, yuan(2000), { supplier: 10_000 });
  const november = await linesOf(round, '2026-11');
  expect(
    november.map((line) => [
      line.type,
      line.countsAs,
      line.pieces,
      line.unitCost?.amount ?? null,
      line.amount.amount,
      line.balance.amount,
    ]),
  ).toEqual([
    ['purchaseOrder.received', 'accepted', 20, 800, 16_000, 16_000],
    ['purchaseOrder.received', 'accepted', 20, 850, 17_000, 33_000],
    ['supplierPayment.recorded', 'paid', null, null, -20_000, 13_000],
    // 40 斤 cost 330.00, so 38 of them 313.50, and 20.00 of 380.00 concern 16.50 of it.
    ['fault.charged', 'recoveries', null, null, -1650, 11_350],
  ]);
  expect(november[2]).toMatchObject({ reference: 'transfer 7', reason: null });
  expect(november[3]).toMatchObject({ reason: '不新鲜', lowersVolumeOf: null });
  const forecast = { status: 'forecast', opening: yuan(0), closing: yuan(11_350) };
  expect(await round.call(`${supplier}/statement?month=2026-11`)).toMatchObject({
    ...forecast,
    ...sumsOf(november),
  });

  // The first instant of December: one 斤 back while November is open, one when it is stated.
  shop.at('2026-12-01T00:00:00+08:00');
  const back = { variantId: planted.apple, pieces: 1, reason: '发霉' };
  await round.call(`/purchase-orders/${purchaseOrderId}/returns`, back);
  await round.call('/supplier-statements', { month: '2026-11' });
  await round.call(`/purchase-orders/${purchaseOrderId}/returns`, back);
  shop.at('2027-01-01T00:00:00+08:00');
  await round.call('/supplier-statements', { month: '2026-12' });

  expect((await linesOf(round, '2026-11'))[3]?.lowersVolumeOf).toBe('2026-11');
  const december = await linesOf(round, '2026-12');
  expect(
    december.map(({ type, pieces, unitCost, amount, balance, reason, lowersVolumeOf }) => [
      type,
      pieces,
      unitCost?.amount,
      amount.amount,
      balance.amount,
      reason,
      lowersVolumeOf,
    ]),
  ).toEqual([
    ['goods.sentBack', -1, 850, -850, 10_500, '发霉', '2026-11'],
    ['goods.sentBack', -1, 850, -850, 9650, '发霉', '2026-12'],
  ]);
  const stated = await round.call(`${supplier}/statement?month=2026-12`);
  expect(stated).toMatchObject({ status: 'frozen', opening: yuan(11_350), ...sumsOf(december) });
  expect(stated).toMatchObject({ closing: yuan(9650), deducted: yuan(850), volume: yuan(-850) });
  expect(await linesOf(round, '2027-01')).toEqual([]);
});

test('R42: the lines go out as a file for the supplier, with names and the decimals of the currency', async () => {
  await deliverApples(shop, round);
  await round.call(`${supplier}/payments`, { amount: yuan(20_000), reference: 'transfer 7' });
  const rowsOf = async (language: string) => {
    const { body } = await shop.call(`${supplier}/statement/lines?month=2026-11&format=csv&limit=1`, {
      token: shop.secretKey,
      headers: { 'accept-language': language },
    });
    return String(body.text).replace('\uFEFF', '').trimEnd().split('\r\n');
  };
  expect(await rowsOf('en')).toEqual([
    'Posted,Description,Counts as,Campaign,Product,Pieces,Unit cost,Amount,Owed after it,Reference,Reason,Lowers volume of',
    '2026-11-24 06:00,Goods received,Accepted,今日团,苹果,20,8.00,160.00,160.00,,,',
    '2026-11-24 06:00,Goods received,Accepted,今日团,苹果,20,8.50,170.00,330.00,,,',
    '2026-11-24 16:30,Supplier paid,Paid,,,,,-200.00,130.00,transfer 7,,',
  ]);
  expect((await rowsOf('zh-CN'))[3]).toBe('2026-11-24 16:30,支付货款,已付,,,,,-200.00,130.00,transfer 7,,');
});

test('R33: goods that a supplier answers for before they were fetched: the line says why in words of both languages', async () => {
  const { lineId } = await deliverApples(shop, round);
  const { data } = await round.call<{ data: readonly { id: string; orderId: string }[] }>('/orders');
  const orderId = data[0]?.id ?? '';
  await round.call(`/orders/${orderId}/refunds`, {
    lineId,
    amount: yuan(1000),
    reason: 'missing',
    fault: 'supplier',
  });
  expect((await linesOf(round, '2026-11')).at(-1)).toMatchObject({
    type: 'fault.charged',
    reason: 'missing',
    reasonTexts: { zh: '送货途中缺少', en: 'missing on the way' },
  });
});

test('R42: each sum of a month is explained by what moved it and its entries, before it is stated and after', async () => {
  const { lineId } = await deliverApples(shop, round);
  await round.call(`${supplier}/payments`, { amount: yuan(20_000), reference: 'transfer 7' });
  shop.at('2026-11-27T09:00:00+08:00');
  await round.claim(lineId, yuan(2000), { supplier: 10_000 });
  const path = `${supplier}/statement/explain?month=2026-11`;
  const forecast = await round.call<Explained>(path);
  expect(forecast).toMatchObject({ subject: `${planted.supplier} 2026-11`, agrees: true });
  const of = (name: string) => forecast.amounts.find((one) => one.name === `supplierStatement.${name}`);
  for (const [name, sign] of [
    ['accepted', -1],
    ['recoveries', 1],
    ['paid', 1],
    ['deducted', 1],
  ] as const) {
    const { amount, entries = [] } = of(name) ?? {};
    expect(entries.every(({ account }) => account === 2400)).toBe(true);
    expect([name, entries.reduce((sum, entry) => sum + sign * entry.amount.amount, 0)]).toEqual([
      name,
      amount?.amount,
    ]);
  }
  expect(of('accepted')?.steps.map(({ text, calculation }) => [text, calculation?.exact])).toEqual([
    ['采购收货 今日团：2 笔，330.00 元', '33000'],
    ['账簿“应付货款”本月发生额合计', '33000'],
  ]);
  expect(of('deducted')?.entries.map(({ type }) => type)).toEqual(['fault.charged']);
  expect(of('opening')?.steps.map(({ text }) => text)[0]).toBe('此前没有对账单');

  shop.at('2026-12-01T00:00:00+08:00');
  await round.call('/supplier-statements', { month: '2026-11' });
  const stated = await round.call<Explained & { readonly subject: string }>(path);
  expect(stated.amounts.map(({ name, amount }) => [name, amount])).toEqual(
    forecast.amounts.map(({ name, amount }) => [name, amount]),
  );
  expect(await round.call(`/supplier-statements/${stated.subject}/explain`)).toEqual(stated);
  const next = await round.call<Explained>(`${supplier}/statement/explain?month=2026-12&language=en`);
  expect(next.amounts[0]?.steps[0]?.text).toBe(
    `The statement before it, ${stated.subject} (2026-11), closed with 113.50 CNY`,
  );
  const desk = await shop.makeKey('secret', ['purchasing:read']);
  const { body } = await shop.call(path, { token: desk });
  expect((body as unknown as Explained).amounts.flatMap(({ entries }) => entries)).toEqual([]);
});

test('the lines of a supplier: an unknown one, a wrong month, a strange cursor and other actors are refused', async () => {
  const ask = (path: string, token = shop.secretKey) => shop.call(path, { token });
  const path = `${supplier}/statement/lines`;
  expect(await ask('/suppliers/external:nobody/statement/lines?month=2026-11')).toMatchObject({
    status: 404,
  });
  expect(await ask(`${path}?month=2026-13`)).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'month' }] },
  });
  expect(await ask(`${path}?month=2026-11&cursor=x`)).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'cursor' }] },
  });
  expect(await ask(`${path}?month=2026-11`, shop.publishableKey)).toMatchObject({ status: 403 });
  const poor = await shop.makeKey('secret', ['catalog:read']);
  expect(await ask(`${path}?month=2026-11`, poor)).toMatchObject({ body: { needs: 'purchasing:read' } });
});
