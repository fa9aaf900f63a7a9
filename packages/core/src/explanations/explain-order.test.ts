import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../shared/context.ts';
import { offerTiers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { problemsOf, unbalancedIn, unexplained } from '../testing/explain-everything.ts';
import { changeApples, plantGift, promote, yuan } from '../testing/promote.ts';
import { buyApples, earn } from '../testing/ready-orders.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

let shop: TestShop;
let plantedAgainst: string[] = [];
beforeEach(async () => {
  shop = await testShop();
  plantedAgainst = [];
});
afterEach(async () => {
  await shop.audit(plantedAgainst);
  await shop.close();
});

const explain = (orderId: string, actor?: Actor) =>
  shop.tuan.orders.explain({ orderId }, actor === undefined ? {} : { actor });
const namesOf = (explained: Awaited<ReturnType<typeof explain>>) => [
  ...new Set(explained.amounts.map(({ name }) => name)),
];

describe('who sees what', () => {
  test('the shop sees commissions, profit and every entry of the books exactly once, balanced', async () => {
    const [bought] = await collectApples(shop, 3);
    const explained = await explain(bought?.orderId ?? '');
    expect(namesOf(explained)).toEqual([
      'line.unitPrice',
      'line.net',
      'line.left',
      'commission.due',
      'line.profit',
      'order.total',
      'order.paid',
      'order.refunded',
      'order.left',
    ]);
    expect(explained.amounts.find(({ name }) => name === 'line.profit')).toMatchObject({ amount: yuan(300) });
    expect([problemsOf(explained), unbalancedIn(explained)]).toEqual([[], []]);
    const types = explained.amounts.flatMap(({ entries }) => entries.map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['order.paid', 'line.completed']));
  });

  test('a customer and a leader see what the neighbour pays, of their own orders, and no books', async () => {
    const { id } = await buyApples(shop, 2, 'till');
    for (const actor of [
      { kind: 'customer', customerId: planted.customer },
      { kind: 'leader', leaderId: planted.leader },
    ] as const) {
      const explained = await explain(id, actor);
      expect(namesOf(explained).filter((name) => !/^(line|order)\./.test(name))).toEqual([]);
      expect(JSON.stringify(explained)).not.toMatch(/commission|佣金|profit|毛利|cost/);
      expect(explained.amounts.flatMap(({ entries }) => entries)).toEqual([]);
    }
    for (const actor of [
      { kind: 'customer', customerId: planted.otherCustomer },
      { kind: 'leader', leaderId: planted.otherLeader },
      { kind: 'storefront', keyId: 'key_1' },
    ] as const)
      await expect(explain(id, actor)).rejects.toMatchObject({ code: 'not_found' });
    await expect(explain('ord_none')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a key that may not read commissions or the books gets neither', async () => {
    const { id } = await buyApples(shop, 2, 'till');
    const actor = (scopes: readonly string[]) => ({ kind: 'shop', keyId: 'key_1', scopes }) as const;
    const orders = await explain(id, actor(['orders:read']));
    expect(namesOf(orders)).not.toContain('commission.due');
    expect(orders.amounts.flatMap(({ entries }) => entries)).toEqual([]);
    const money = await explain(id, actor(['orders:read', 'commissions:read', 'reports:read']));
    expect(namesOf(money)).toContain('commission.due');
    expect(unbalancedIn(money)).toEqual([]);
  });
});

test('one round trip for an order, found by the id of the host shop, in the language that is asked for', async () => {
  await buyApples(shop, 2, 'till', { externalId: 'host 7' });
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let trips = 0;
  shop.tuan.engine.run = (statements, mode) => ((trips += 1), run(statements, mode));
  const english = await shop.tuan.orders.explain({ orderId: 'external:host 7', language: 'en' });
  expect(trips).toBe(1);
  expect(english.amounts.at(-1)).toMatchObject({
    text: 'The customer kept paying 20.00 CNY',
    texts: { zh: '顾客最后付了 20.00 元' },
  });
  expect((await shop.tuan.orders.explain({ orderId: 'external:host 7' })).amounts.at(-1)?.text).toBe(
    '顾客最后付了 20.00 元',
  );
});

test('what is stored and does not follow from its facts is said to disagree', async () => {
  const { id } = await buyApples(shop, 3, 'till');
  const sql = [
    'UPDATE "commission_entries" SET "accrued" = 299, "due" = 299',
    'UPDATE "orders" SET "total" = 2999',
  ];
  await shop.tuan.engine.run(
    sql.map((text) => ({ sql: text, params: [] })),
    'write',
  );
  const explained = await explain(id);
  expect(explained.agrees).toBe(false);
  const wrong = explained.amounts.filter(({ agrees }) => !agrees);
  expect(
    wrong.map(({ name, amount, steps }) => [name, amount.amount, steps.at(-1)?.calculation?.rounded]),
  ).toEqual([
    ['commission.due', 299, 300],
    ['order.total', 2999, 3000],
  ]);
  await shop.tuan.engine.run(
    [
      { sql: 'UPDATE "commission_entries" SET "accrued" = 300, "due" = 300', params: [] },
      { sql: 'UPDATE "orders" SET "total" = 3000', params: [] },
    ],
    'write',
  );
});

test('R7, R8, R27: a tier, then the packed weight, with 10 % off: each drop loses its 10 %', async () => {
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(100), basisPoints: 1000 }] });
  await shop.plant((work) =>
    work.insert(offerTiers, {
      offerId: planted.appleOffer,
      fromPieces: 5,
      price: 900,
      countedOver: 'campaign',
    }),
  );
  const { id, lines } = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await neighbourOrders(shop, { name: '李哥', pieces: 3 });
  await shareOutGoods(shop);
  const orderLineId = lines[0]?.id ?? '';
  await shop.tuan.weighings.record({ campaignId: planted.campaign, lines: [{ orderLineId, grams: 1432 }] });
  const explained = await explain(id);
  const net = explained.amounts.find(({ name }) => name === 'line.net');
  expect(net).toMatchObject({ amount: yuan(2320), agrees: true });
  expect(net?.steps.map(({ rule, texts, calculation }) => [rule, texts.en, calculation?.exact])).toEqual([
    ['R6', 'Unit price × pieces', '1000 × 3 = 3000'],
    ['R7', 'At the freeze the tier of 9.00 CNY was reached, 1.00 CNY less each', '100 × 3 = 300'],
    ['R8', 'The discount of 10% applies to the drop too', '300 × 1000 ÷ 10000 = 30'],
    ['R8', '2.70 CNY less, at most what is left', 'min(270, 2700) = 270'],
    ['R27', 'It weighed 1432 g of 1500 g: what the weight comes to', '2700 × 1432 ÷ 1500 = 2577.6'],
    ['R27', 'What is missing of the nominal weight', '2700 − 2578 = 122'],
    ['R8', 'The discount of 10% applies to the drop too', '122 × 1000 ÷ 10000 = 12.2'],
    ['R8', '1.10 CNY less, at most what is left', 'min(110, 2430) = 110'],
    ['R9', 'Goods less discounts and price drops', '3000 − 300 − 270 − 110 = 2320'],
  ]);
  expect(await unexplained(shop)).toEqual([]);
});

test('R11: pieces taken back undo a gift: what is kept of the refund becomes its price, and says so', async () => {
  await plantGift(shop, 5);
  const gift = { variantId: planted.egg, pieces: 1, from: yuan(3000), onUndone: 'charge' };
  await promote(shop, { kind: 'spendGift', name: '满30送鸡蛋', gift });
  const { id, lines } = await buyApples(shop, 3, 'till');
  await shop.tuan.orders.reduce({ orderId: id, lines: [{ lineId: lines[0]?.id ?? '', pieces: 1 }] });
  const explained = await explain(id);
  const texts = explained.amounts.flatMap(({ steps }) => steps.map(({ texts: { zh } }) => zh));
  expect(texts).toContain('满赠条件不再满足，赠品收费 6.00 元');
  expect(texts).toContain('顾客退了几件：退 4.00 元，因赠品留下 6.00 元');
  expect(await unexplained(shop)).toEqual([]);
});

test('R31: a piece whose share rounds to nothing goes back without a refund, and the next one counts it', async () => {
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(1), basisPoints: 1667 }] });
  await changeApples(shop, { price: 1 });
  const payment = { amount: yuan(2), reference: 'till' };
  const { id, lines } = await buyApples(shop, 3, 'till', { payment });
  for (let piece = 0; piece < 3; piece += 1) {
    const refund = {
      orderId: id,
      lineId: lines[0]?.id ?? '',
      pieces: 1,
      reason: '碰伤',
      fault: 'shop',
    } as const;
    await shop.tuan.orders.refund(refund);
    expect(await unexplained(shop)).toEqual([]);
  }
  const refunded = (await explain(id)).amounts.find(({ name }) => name === 'line.refunded');
  expect(refunded?.steps.map(({ calculation }) => calculation?.exact)).toEqual([
    'round(2 × 1 ÷ 3 = 0 + 2/3) − round(2 × 0 ÷ 3 = 0) = 1 − 0 = 1',
    'round(2 × 3 ÷ 3 = 2) − round(2 × 2 ÷ 3 = 1 + 1/3) = 2 − 1 = 1',
    '1 + 1 = 2',
  ]);
});

test('R17: an order to be paid at pickup owes less by what came short; nothing has accrued', async () => {
  const { id, lines } = await neighbourOrders(shop, { name: '王姐', pieces: 3, payment: 'atPickup' });
  await shop.tuan.orders.reduce({ orderId: id, lines: [{ lineId: lines[0]?.id ?? '', pieces: 1 }] });
  const explained = await explain(id);
  expect(explained.amounts.find(({ name }) => name === 'order.amountDue')).toMatchObject({
    amount: yuan(2000),
  });
  expect(explained.amounts.find(({ name }) => name === 'commission.due')).toMatchObject({ amount: yuan(0) });
  await shop.tuan.orders.pay({ orderId: id, amount: yuan(2000), reference: 'at the door' });
  expect(await unexplained(shop)).toEqual([]);
});

test('a line that has everything behind it: flash, refunds, claim, earned, settled, paid out', async () => {
  const [bought] = await collectApples(shop, 3);
  const { lineId = '', orderId = '' } = bought ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, pieces: 1, reason: '碰伤', fault: 'supplier' });
  await earn(shop);
  await shop.tuan.statements.create({ to: '2026-11-26' });
  shop.at('2026-11-27T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-27' });
  await shop.tuan.payouts.claim({ leaderId: planted.leader });
  expect(await unexplained(shop)).toEqual([]);
  const explained = await explain(orderId);
  const due = explained.amounts.find(({ name }) => name === 'commission.due');
  expect(due?.steps.map(({ texts: { zh } }) => zh).slice(-3)).toEqual([
    '2026-11-26 16:00 起算已赚：商品已交付，售后期 48 小时已过',
    expect.stringMatching(/^已计入结算单 sta_/),
    '应得减收回',
  ]);
});
