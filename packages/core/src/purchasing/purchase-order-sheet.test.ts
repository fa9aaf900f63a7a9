import { expect, test } from 'vitest';
import { readSheet } from '../imports/read-sheet.ts';
import { writeSheet } from '../imports/write-sheet.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, plantOffer, testShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { pageOfPurchaseOrder } from './purchase-order-page.ts';
import { sheetOfPurchaseOrder, textOfPurchaseOrder } from './purchase-order-sheet.ts';

async function purchaseOrder() {
  const shop = await testShop();
  await shop.plant((work, { now }) =>
    plantOffer(work, now, {
      id: 'off_x',
      variantId: planted.egg,
      title: '蛋',
      unit: '盒',
      category: '蛋',
      price: 3000,
    }),
  );
  await neighbourOrders(shop, { name: 'A', pieces: 47 });
  await neighbourOrders(shop, { name: 'B', pieces: 2, offerId: 'off_x' });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  await shop.audit();
  await shop.close();
  const [order] = data;
  if (order === undefined) throw new Error('a purchase order was generated');
  return order;
}

test('the sheet has Chinese or English headers, every line and the total, and survives CSV and XLSX', async () => {
  const order = await purchaseOrder();
  const sheet = sheetOfPurchaseOrder(order, 'zh-CN');
  expect(sheet.name).toBe('果然鲜果业');
  expect(sheet.headers.slice(0, 5)).toEqual(['货号', '商品', '规格', '单位', '需求']);
  expect(sheet.rows).toContainEqual([
    'F001',
    '苹果',
    '',
    '斤',
    47,
    0,
    0,
    20,
    60,
    3,
    0,
    13,
    { decimal: '8.00' },
    { decimal: '480.00' },
    null,
    0,
    0,
    0,
    0,
  ]);
  expect(sheet.rows.at(-1)).toEqual([
    '合计',
    ...Array.from({ length: 12 }, () => null),
    { decimal: '798.00' },
    ...Array.from({ length: 5 }, () => null),
  ]);
  for (const { headers, rows } of [sheet, sheetOfPurchaseOrder(order, 'en')]) {
    for (const row of rows) expect(row).toHaveLength(headers.length);
  }
  for (const format of ['csv', 'xlsx'] as const) {
    const read = await readSheet(await writeSheet({ ...sheet, format }));
    expect(read.headers).toEqual(sheet.headers);
    expect(read.rows).toHaveLength(3);
  }
});

test('the printed page has names, cases and the total, in black on A4, and nothing of it is code', async () => {
  const order = await purchaseOrder();
  const evil = { ...order, campaignTitle: '<script>alert(1)</script>' };
  const page = pageOfPurchaseOrder(evil, 'zh-CN');
  for (const text of ['采购单', '果然鲜果业', '苹果', '3 件，每件 20', '798.00', '@page', 'A4', 'noindex'])
    expect(page).toContain(text);
  expect(page).not.toContain('<script>');
  expect(page).toContain('&lt;script&gt;');
  expect(pageOfPurchaseOrder(order, 'en')).toContain('Purchase order');
});

test('the text for a chat says what to bring by pack, in Chinese and English', async () => {
  const order = await purchaseOrder();
  const zh = textOfPurchaseOrder(order, 'zh-CN').split('\n');
  expect(zh[0]).toBe('【采购单】果然鲜果业');
  expect(zh).toContain('1. 苹果 60 斤（3 件，每件 20）');
  expect(zh.at(-1)).toBe('合计 798.00 CNY');
  expect(zh).toContain('幸福里鲜果店《今日团》2026-11-24 提货');
  const en = textOfPurchaseOrder(order, 'en').split('\n');
  expect(en).toContain('1. 苹果 60 斤 (3 packs of 20)');
  expect(en).toContain('2. 散养土鸡蛋 12 盒 (1 pack of 12)');
  expect(en.at(-1)).toBe('Total 798.00 CNY');
});
