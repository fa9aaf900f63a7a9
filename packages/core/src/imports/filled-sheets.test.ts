import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sheetOfWeighing } from '../packing/pick-list-sheets.ts';
import type { SheetTable } from '../purchasing/purchase-order-sheet.ts';
import { sheetOfReceipt } from '../purchasing/receipt-sheet.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { readSheet } from './read-sheet.ts';
import { type SheetValue, writeSheet } from './write-sheet.ts';

const { campaign: campaignId } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Fill = Readonly<Record<string, SheetValue>>;

/** The table with cells filled in by header, row after row, saved and read again as a person's spreadsheet would. */
async function filledIn(table: SheetTable, fills: readonly Fill[], format: 'csv' | 'xlsx' = 'xlsx') {
  const rows = table.rows.map((row, position) =>
    row.map((value, column) => fills[position]?.[table.headers[column] ?? ''] ?? value),
  );
  return readSheet(await writeSheet({ headers: table.headers, rows, format }));
}

const preview = async (kind: 'receipt' | 'weighings', sheet: Awaited<ReturnType<typeof readSheet>>) =>
  shop.tuan.imports.preview({ kind, fileName: `${kind}.xlsx`, sheet: sheet as never });
const problemsOf = async (kind: 'receipt' | 'weighings', sheet: Awaited<ReturnType<typeof readSheet>>) =>
  (await preview(kind, sheet)).problems.map(({ row, column, code }) => [row, column, code]);

/** Apples and eggs are ordered and their purchase order is sent. */
async function sent() {
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await neighbourOrders(shop, { name: '李叔', pieces: 2, offerId: planted.eggOffer });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  return purchaseOrderId;
}

const form = async (purchaseOrderId: string, locale = 'zh-CN') =>
  sheetOfReceipt(await shop.tuan.purchaseOrders.get({ purchaseOrderId }), locale);

describe('a receipt sheet that comes back filled in', () => {
  test.each(['xlsx', 'csv'] as const)(
    'as %s: previewed, then received in one batch by the verb that receives goods',
    async (format) => {
      const purchaseOrderId = await sent();
      const table = await form(purchaseOrderId);
      const names = table.rows.map((row) => row[1]);
      const fills = names.map((name) =>
        name === '苹果' ? { 收货: 15, 拒收: 2, 拒收原因: '压坏', 缺货: 3, 实际单价: 7.5 } : { 收货: 12 },
      );
      const shown = await preview('receipt', await filledIn(table, fills, format));
      expect(shown.problems).toEqual([]);
      expect(shown.rows).toHaveLength(2);
      expect(shown.rows.find((row) => 'accepted' in row && row.accepted === 15)).toMatchObject({
        rejected: 2,
        missing: 3,
        reason: '压坏',
        unitCost: yuan(750),
        grams: null,
      });
      expect((await shop.tuan.purchaseOrders.get({ purchaseOrderId })).status).toBe('sent');
      expect(await shop.tuan.imports.confirm({ importId: shown.id })).toMatchObject({
        status: 'confirmed',
        created: 2,
      });
      const order = await shop.tuan.purchaseOrders.get({ purchaseOrderId });
      expect(order).toMatchObject({ status: 'received' });
      expect(order.lines.find(({ title }) => title === '苹果')).toMatchObject({
        accepted: 15,
        rejected: 2,
        missing: 3,
        acceptedCost: yuan(11_250),
      });
      // Confirmed again it answers the same; the same content under another name is refused.
      expect(await shop.tuan.imports.confirm({ importId: shown.id })).toMatchObject({ status: 'confirmed' });
      const again = await preview('receipt', await filledIn(table, fills, format));
      expect(again.problems).toMatchObject([
        { row: 0, code: 'taken_already' },
        { code: 'receipt_over_ordered' },
        { code: 'receipt_over_ordered' },
      ]);
      expect((await shop.tuan.purchaseOrders.get({ purchaseOrderId })).lines).toEqual(order.lines);
    },
  );

  test('in parts: a row that is left empty has not come yet, and what is exported next is another sheet', async () => {
    const purchaseOrderId = await sent();
    const table = await form(purchaseOrderId, 'en');
    const fills = table.rows.map((row) => (row[1] === '苹果' ? { Accepted: 10 } : {}));
    const first = await preview('receipt', await filledIn(table, fills));
    expect(first).toMatchObject({ problems: [], rows: [{ accepted: 10 }] });
    await shop.tuan.imports.confirm({ importId: first.id });
    const next = await form(purchaseOrderId, 'en');
    expect(next.rows.find((row) => row[1] === '苹果')?.slice(4, 6)).toEqual([20, 10]);
    const second = await preview('receipt', await filledIn(next, fills));
    expect(second.problems).toEqual([]);
    await shop.tuan.imports.confirm({ importId: second.id });
    expect(
      (await shop.tuan.purchaseOrders.get({ purchaseOrderId })).lines.find(({ title }) => title === '苹果'),
    ).toMatchObject({ accepted: 20 });
  });

  test('grams fill units as ever (R27)', async () => {
    const purchaseOrderId = await sent();
    const table = await form(purchaseOrderId);
    const fills = table.rows.map((row) => (row[1] === '苹果' ? { '收货重量（克）': 9800 } : {}));
    const { id } = await preview('receipt', await filledIn(table, fills));
    await shop.tuan.imports.confirm({ importId: id });
    expect(
      (await shop.tuan.purchaseOrders.get({ purchaseOrderId })).lines.find(({ title }) => title === '苹果'),
    ).toMatchObject({ accepted: 20 });
  });

  test('two previews of the same sheet: only one is taken, the other is told so', async () => {
    const purchaseOrderId = await sent();
    const sheet = await filledIn(await form(purchaseOrderId), [{ 收货: 5 }]);
    const [first, second] = [await preview('receipt', sheet), await preview('receipt', sheet)];
    const taken = await Promise.allSettled(
      [first, second].map(({ id: importId }) => shop.tuan.imports.confirm({ importId })),
    );
    expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const one of taken)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'import_taken_already' });
    const rows = await shop.tuan.reader.rows(
      'SELECT sum("accepted") AS "accepted" FROM "goods_receipt_lines"',
    );
    expect(rows).toEqual([{ accepted: 5 }]);
  });

  test('a key that may not receive goods by the verb may not by a sheet', async () => {
    const sheet = await filledIn(await form(await sent()), [{ 收货: 5 }]);
    const actor = { kind: 'shop', keyId: 'key_1', scopes: ['catalog:write'] } as const;
    const wish = { kind: 'receipt', fileName: 'receipt.xlsx', sheet: sheet as never } as const;
    const refused = { code: 'not_allowed', details: { needs: 'purchasing:write' } };
    await expect(shop.tuan.imports.preview(wish, { actor })).rejects.toMatchObject(refused);
    const { id: importId } = await shop.tuan.imports.preview(wish);
    await expect(shop.tuan.imports.confirm({ importId }, { actor })).rejects.toMatchObject(refused);
    const both = { ...actor, scopes: ['catalog:write', 'purchasing:write'] };
    await shop.tuan.imports.confirm({ importId }, { actor: both });
  });

  test('bad sheets: each problem by row and column, and nothing is half taken', async () => {
    const purchaseOrderId = await sent();
    const table = await form(purchaseOrderId);
    const first = async (fill: Fill) => problemsOf('receipt', await filledIn(table, [fill, { 收货: 1 }]));
    expect(await first({ 收货: '二十' })).toEqual([[2, '收货', 'not_a_whole_number']]);
    expect(await first({ 收货: 1.5 })).toEqual([[2, '收货', 'not_a_whole_number']]);
    expect(await first({ 收货: -3 })).toEqual([[2, '收货', 'out_of_range']]);
    expect(await first({ 收货: 21 })).toEqual([[2, '收货', 'receipt_over_ordered']]);
    expect(await first({ 拒收: 2 })).toEqual([[2, '拒收原因', 'missing']]);
    for (const beside of [{ 实际单价: 7.5 }, { 拒收原因: '压坏' }])
      expect(await first(beside)).toEqual([[2, '收货', 'missing']]);
    expect(await first({ 收货: 2, '收货重量（克）': 900 })).toEqual([[2, '收货重量（克）', 'out_of_range']]);
    expect(await first({ 收货: 2, 实际单价: '七块' })).toEqual([[2, '实际单价', 'not_an_amount']]);
    expect(await first({ 收货: 2, 采购行号: 'pul_unknown' })).toEqual([[2, '采购行号', 'unknown_line']]);
    expect(await first({ 收货: 2, 采购行号: '' })).toEqual([[2, '采购行号', 'missing']]);
    const wrong = await first({ 收货: 21 });
    expect(wrong).toHaveLength(1);
    expect(await problemsOf('receipt', await filledIn(table, []))).toEqual([[0, '', 'nothing_filled_in']]);
    const { data } = await shop.tuan.imports.list({});
    for (const { id: importId } of data)
      await expect(shop.tuan.imports.confirm({ importId })).rejects.toMatchObject({
        code: 'import_has_problems',
      });
    expect((await shop.tuan.purchaseOrders.get({ purchaseOrderId })).status).toBe('sent');
  });

  test('a wrong header, a line twice, an order that was not sent', async () => {
    const purchaseOrderId = await sent();
    const table = await form(purchaseOrderId);
    const renamed = {
      ...table,
      headers: table.headers.map((header) => (header === '采购行号' ? '编号' : header)),
    };
    expect(await problemsOf('receipt', await filledIn(renamed, [{ 收货: 1 }]))).toEqual([
      [1, '采购行号', 'column_missing'],
    ]);
    // Figures under a header that nobody knows would be lost, and the rest taken as all that came.
    for (const figures of ['收货', '收货重量（克）', '拒收', '缺货', '实际单价', '拒收原因']) {
      const other = { ...table, headers: table.headers.map((name) => (name === figures ? '来货' : name)) };
      const fill = { 来货: 1, 收货: 1, 拒收: 1, 拒收原因: '压坏' };
      expect(await problemsOf('receipt', await filledIn(other, [fill]))).toEqual([
        [1, figures.replace('（克）', ''), 'column_missing'],
      ]);
    }
    const twice = { ...table, rows: [...table.rows.slice(0, 1), ...table.rows.slice(0, 1)] };
    expect(await problemsOf('receipt', await filledIn(twice, [{ 收货: 1 }, { 收货: 1 }]))).toEqual([
      [2, '采购行号', 'duplicate'],
      [3, '采购行号', 'duplicate'],
    ]);
    await shop.tuan.engine.run([{ sql: `UPDATE "purchase_orders" SET "status" = 'draft'`, params: [] }]);
    expect(await problemsOf('receipt', await filledIn(table, [{ 收货: 1 }]))).toEqual([
      [0, '', 'purchase_order_status'],
    ]);
    await shop.tuan.engine.run([{ sql: `UPDATE "purchase_orders" SET "status" = 'sent'`, params: [] }]);
    const { id } = await preview('receipt', await filledIn(table, [{ 收货: 1 }]));
    const actor = { kind: 'leader', leaderId: planted.leader } as const;
    await expect(shop.tuan.imports.confirm({ importId: id }, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});

describe('a weighing sheet that comes back filled in', () => {
  async function toWeigh() {
    const first = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
    shop.now += 1000;
    await neighbourOrders(shop, { name: '李叔', pieces: 2 });
    await neighbourOrders(shop, { name: '赵姨', pieces: 1, offerId: planted.eggOffer });
    await shareOutGoods(shop);
    const table = sheetOfWeighing(await shop.tuan.pickLists.get({ campaignId }), 'zh-CN');
    return { first, table };
  }

  test('R27: only weighed goods stand on it; the weights settle their lines, once', async () => {
    const { first, table } = await toWeigh();
    expect(table.rows.map((row) => [row[1], row[2], row[3], row[6]])).toEqual([
      [1, '王*', '苹果', 1500],
      [2, '李*', '苹果', 1000],
    ]);
    const shown = await preview('weighings', await filledIn(table, [{ '实重（克）': 1432 }]));
    expect(shown).toMatchObject({ problems: [], rows: [{ orderLineId: first.lines[0]?.id, grams: 1432 }] });
    expect(await shop.tuan.imports.confirm({ importId: shown.id })).toMatchObject({ created: 1 });
    expect(await shop.tuan.orders.get({ orderId: first.id })).toMatchObject({ lines: [{ net: yuan(2864) }] });
    expect(await problemsOf('weighings', await filledIn(table, [{ '实重（克）': 1432 }]))).toEqual([
      [0, '', 'taken_already'],
    ]);
  });

  test('implausible weights, text, unknown orders and foreign goods are named with their row', async () => {
    const { table } = await toWeigh();
    const first = async (fill: Fill) =>
      problemsOf('weighings', await filledIn(table, [fill, { '实重（克）': 1000 }]));
    expect(await first({ '实重（克）': 1 })).toEqual([[2, '实重', 'tooLight']]);
    expect(await first({ '实重（克）': '1.4' })).toEqual([[2, '实重（克）', 'not_a_whole_number']]);
    expect(await first({ '实重（克）': '一斤' })).toEqual([[2, '实重（克）', 'not_a_whole_number']]);
    expect(await first({ '实重（克）': 1400, 订单行号: 'lin_x' })).toEqual([[2, '订单行号', 'unknown_line']]);
    const [egg] = await shop.tuan.reader.rows<{ id: string }>(
      `SELECT "id" FROM "order_lines" WHERE "variantId" = '${planted.egg}'`,
    );
    expect(await first({ '实重（克）': 1400, 订单行号: egg?.id ?? '' })).toEqual([
      [2, '实重', 'not_weighed'],
    ]);
    expect(await problemsOf('weighings', await filledIn(table, []))).toEqual([[0, '', 'nothing_filled_in']]);
  });
});

test('thousands of equal rows are answered in a moment, with a few of them named', async () => {
  const rows = Array.from({ length: 4000 }, () => [1400, 'l'.repeat(30_000)]);
  const sheet = await readSheet(
    await writeSheet({ headers: ['实重（克）', '订单行号'], rows, format: 'xlsx' }),
  );
  const { problems } = await preview('weighings', sheet);
  expect(problems.length).toBeLessThanOrEqual(1002);
  expect(problems.every(({ message }) => message.length < 300)).toBe(true);
  expect(problems.find(({ code }) => code === 'duplicate')?.message).toContain('and 3990 more');
});
