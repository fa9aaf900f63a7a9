import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleSheet, sheetOf } from '../testing/sample-sheet.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Preview = Parameters<TestShop['tuan']['imports']['preview']>[0];
const preview = (kind: Preview['kind'], sheet: object) =>
  shop.tuan.imports.preview({ kind, fileName: `${kind}.csv`, sheet } as Preview);
const confirm = (importId: string) => shop.tuan.imports.confirm({ importId });

async function take(kind: Preview['kind'], sheet: object) {
  const { id } = await preview(kind, sheet);
  return confirm(id);
}

const count = async (table: string) => {
  const [row] = await shop.tuan.reader.rows<{ rows: number }>(`SELECT count(*) AS "rows" FROM "${table}"`);
  return row?.rows;
};
const priceHeaders = [
  '供应商',
  '货号',
  '品名',
  '规格',
  '单位',
  '箱规',
  '进价',
  '售价',
  '品类',
  '称重',
  '备货天数',
];

test('confirm import: the real price list: 53 variants of 7 suppliers, to the cent', async () => {
  expect(await take('priceList', await sampleSheet('price-list.csv'))).toMatchObject({
    status: 'confirmed',
    rows: 53,
    created: 51,
    updated: 2,
    unchanged: 0,
  });
  expect([await count('variants'), await count('products'), await count('suppliers')]).toEqual([53, 53, 7]);
  const get = (sku: string) => shop.tuan.products.get({ productId: `external:${sku}` });
  const potatoes = await get('V001');
  expect(potatoes).toMatchObject({ name: '土豆', category: '蔬菜' });
  expect(potatoes.variants).toMatchObject([
    {
      externalId: 'V001',
      unit: '斤',
      packSize: 50,
      gramsPerUnit: 500,
      cost: { amount: 120 },
      price: { amount: 198 },
      leadDays: 1,
    },
  ]);
  expect(await get('G005')).toMatchObject({
    variants: [
      {
        specification: '5L',
        packSize: 4,
        gramsPerUnit: null,
        cost: { amount: 9900 },
        price: { amount: 11_200 },
        leadDays: 2,
      },
    ],
  });
  const { id } = await shop.tuan.suppliers.get({ supplierId: 'external:余杭豆制品厂' });
  expect(await get('T001')).toMatchObject({ variants: [{ supplierId: id }] });
  const sums = await shop.tuan.reader.rows(
    'SELECT sum("cost") AS "cost", sum("price") AS "price", sum("gramsPerUnit" IS NOT NULL) AS "weighed" FROM "variants"',
  );
  expect(sums).toEqual([{ cost: 74_070, price: 95_096, weighed: 13 }]);
});

test('confirm import: the apple of the article keeps its spread of 2.00 [S]', async () => {
  await take('priceList', await sampleSheet('price-list.csv'));
  const [apple] = (await shop.tuan.products.get({ productId: 'external:F001' })).variants;
  expect((apple?.price.amount ?? 0) - (apple?.cost.amount ?? 0)).toBe(200);
});

test('confirm import: a variant that the host keeps under a product of its own stays there, its other variants too', async () => {
  const variant = (externalId: string) => ({
    externalId,
    unit: '斤',
    price: { amount: 1, currency: 'CNY' },
    cost: { amount: 1, currency: 'CNY' },
    supplierId: planted.supplier,
  });
  await shop.tuan.products.upsert({
    products: [
      {
        externalId: 'host-7',
        name: '水果篮',
        category: '礼盒',
        variants: [variant('X1'), variant('X2'), variant('X3')],
      },
    ],
  });
  const row = (sku: string) => [
    '果然鲜果业',
    sku,
    '别的名字',
    '',
    '斤',
    '20',
    '8.00',
    '10.00',
    '水果',
    '否',
    '1',
  ];
  const answer = await take('priceList', sheetOf(priceHeaders, row('X1'), row('X2')));
  expect(answer).toMatchObject({ created: 0, updated: 2 });
  const product = await shop.tuan.products.get({ productId: 'external:host-7' });
  expect(product).toMatchObject({ name: '水果篮', category: '礼盒' });
  expect(
    product.variants.map(({ externalId, price, retired }) => [externalId, price.amount, retired]),
  ).toEqual([
    ['X1', 1000, false],
    ['X2', 1000, false],
    ['X3', 1, false],
  ]);
  expect(await count('products')).toBe(3);
});

test('confirm import: a supplier whom the host knows by another id is found by the name', async () => {
  await shop.tuan.suppliers.upsert({ suppliers: [{ externalId: 'S-7', name: '千岛湖水产' }] });
  await take(
    'priceList',
    sheetOf(priceHeaders, ['千岛湖水产', 'W9', '鱼', '', '条', '1', '8.00', '10.00', '水产', '否', '1']),
  );
  const { id } = await shop.tuan.suppliers.get({ supplierId: 'external:S-7' });
  expect(await shop.tuan.products.get({ productId: 'external:W9' })).toMatchObject({
    variants: [{ supplierId: id }],
  });
  expect(await count('suppliers')).toBe(2);
});
