import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

function variant(externalId: string, extra: object = {}) {
  const supplierId = 'external:果然鲜果业';
  return { externalId, unit: '斤', price: yuan(398), cost: yuan(260), supplierId, ...extra };
}

function product(externalId: string, extra: object = {}) {
  return { externalId, name: '香蕉', category: '水果', variants: [variant(externalId)], ...extra };
}

async function upsertEvents() {
  return shop.tuan.reader.rows<{ data: string }>(
    `SELECT "data" FROM "events" WHERE "type" = 'products.upserted'`,
  );
}

test('upsert products: a new product with its variants, read back in money of the shop', async () => {
  const wish = product('F002', {
    description: '进口',
    imageUrl: '/images/banana.jpg',
    variants: [
      variant('F002', { specification: '进口', packSize: 26, gramsPerUnit: 500, leadDays: 1 }),
      variant('F002-箱'),
    ],
  });
  const answer = await shop.tuan.products.upsert({ products: [wish] });
  expect(answer).toMatchObject({
    created: 1,
    updated: 0,
    data: [{ externalId: 'F002', outcome: 'created' }],
  });
  expect(await shop.tuan.products.get({ productId: 'external:F002' })).toMatchObject({
    name: '香蕉',
    description: '进口',
    imageUrl: '/images/banana.jpg',
    retired: false,
    variants: [
      {
        externalId: 'F002',
        packSize: 26,
        gramsPerUnit: 500,
        leadDays: 1,
        price: yuan(398),
        cost: yuan(260),
        supplierId: planted.supplier,
      },
      { externalId: 'F002-箱', packSize: 1, gramsPerUnit: null, leadDays: 0, specification: '' },
    ],
  });
});

test('upsert products: the same call again changes nothing, writes no event and bumps no version', async () => {
  const wish = { products: [product('F002'), product('F003', { name: '砂糖橘' })] };
  await shop.tuan.products.upsert(wish);
  const before = await shop.tuan.reader.rows('SELECT * FROM "products" ORDER BY "id"');
  shop.now += 1000;
  const again = await shop.tuan.products.upsert(wish);
  expect(again).toMatchObject({
    created: 0,
    updated: 0,
    data: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }],
  });
  expect(await shop.tuan.reader.rows('SELECT * FROM "products" ORDER BY "id"')).toEqual(before);
  expect(await upsertEvents()).toHaveLength(1);
});

test('upsert products: only the row that differs is updated; what is left out stays', async () => {
  await shop.tuan.products.upsert({ products: [product('F002', { description: '甜' }), product('F003')] });
  shop.now += 1000;
  const dearer = product('F002', { variants: [variant('F002', { price: yuan(428) })] });
  const answer = await shop.tuan.products.upsert({ products: [dearer, product('F003')] });
  expect(answer.data.map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged']);
  const changed = await shop.tuan.products.get({ productId: 'external:F002' });
  expect(changed).toMatchObject({
    description: '甜',
    updatedAt: '2026-11-23T01:00:01.000Z',
    variants: [{ price: yuan(428), cost: yuan(260) }],
  });
  const [, last] = await upsertEvents();
  expect(JSON.parse(last?.data ?? '')).toEqual({ created: 0, updated: 1, productIds: [changed.id] });
});

test('upsert products: a variant that is no longer listed is retired, and lives again when it is', async () => {
  const two = product('F002', { variants: [variant('F002'), variant('F002-箱')] });
  await shop.tuan.products.upsert({ products: [two] });
  await shop.tuan.products.upsert({ products: [product('F002')] });
  const retired = await shop.tuan.products.get({ productId: 'external:F002' });
  expect(retired.variants.map((one) => one.retired)).toEqual([false, true]);
  await shop.tuan.products.upsert({ products: [two] });
  const alive = await shop.tuan.products.get({ productId: 'external:F002' });
  expect(alive.variants.map((one) => one.retired)).toEqual([false, false]);
});

test('upsert products: the host may move a variant to another product, whichever row comes first', async () => {
  await shop.tuan.products.upsert({
    products: [
      product('A', { variants: [variant('a'), variant('b')] }),
      product('B', { variants: [variant('c')] }),
    ],
  });
  await shop.tuan.products.upsert({
    products: [
      product('A', { variants: [variant('a')] }),
      product('B', { variants: [variant('b'), variant('c')] }),
    ],
  });
  const moved = await shop.tuan.products.get({ productId: 'external:B' });
  expect(moved.variants.map(({ externalId, retired }) => [externalId, retired])).toEqual([
    ['b', false],
    ['c', false],
  ]);
});

test('upsert products: an externalId in two rows is refused naming both, products and variants alike', async () => {
  const twice = {
    products: [product('F002'), product('F003'), product('F002', { variants: [variant('x')] })],
  };
  await expect(shop.tuan.products.upsert(twice)).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: [
        { path: 'products.2.externalId', code: 'duplicate', message: 'products.0 has the same externalId.' },
      ],
    },
  });
  const variants = { products: [product('P'), product('Q', { variants: [variant('P')] })] };
  await expect(shop.tuan.products.upsert(variants)).rejects.toMatchObject({
    details: {
      fields: [
        {
          path: 'products.1.variants.0.externalId',
          message: 'products.0.variants.0 has the same externalId.',
        },
      ],
    },
  });
});

test('upsert products: every row with an unknown supplier is named, and nothing of the call is stored', async () => {
  const wish = {
    products: [
      product('F002'),
      product('F003', { variants: [variant('F003', { supplierId: 'external:谁' })] }),
    ],
  };
  await expect(shop.tuan.products.upsert(wish)).rejects.toMatchObject({
    code: 'supplier_unknown',
    details: { fields: [{ path: 'products.1.variants.0.supplierId' }] },
  });
  await expect(shop.tuan.products.get({ productId: 'external:F002' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('R47: a price in another currency is refused by its path', async () => {
  const dollars = product('F002', { variants: [variant('F002', { cost: { amount: 1, currency: 'USD' } })] });
  await expect(shop.tuan.products.upsert({ products: [dollars] })).rejects.toMatchObject({
    code: 'currency_mismatch',
    details: { fields: [{ path: 'products.0.variants.0.cost.currency' }] },
  });
});

test('upsert products: 1,000 rows in one call and in one batch, and unchanged when they come again', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => product(`N${String(index)}`));
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let writes = 0;
  let reads = 0;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write') writes += 1;
      else reads += 1;
      return run(...call);
    },
  });
  expect(await shop.tuan.products.upsert({ products: rows })).toMatchObject({ created: 1000, updated: 0 });
  expect([writes, reads]).toEqual([1, 2]);
  expect(await shop.tuan.products.upsert({ products: rows })).toMatchObject({ created: 0, updated: 0 });
  expect(writes).toBe(1);
  const count = await shop.tuan.reader.rows('SELECT count(*) AS "variants" FROM "variants"');
  expect(count).toEqual([{ variants: 1002 }]);
});

test('upsert products: 1,001 rows are refused', async () => {
  const products = Array.from({ length: 1001 }, (_, index) => product(`N${String(index)}`));
  await expect(shop.tuan.products.upsert({ products })).rejects.toMatchObject({
    details: { fields: [{ path: 'products' }] },
  });
});

test('upsert products: two callers with the same new row at once make one product', async () => {
  const wish = { products: [product('F002')] };
  const answers = await Promise.all([shop.tuan.products.upsert(wish), shop.tuan.products.upsert(wish)]);
  expect(answers.map(({ created }) => created)).toEqual([1, 0]);
});

test.each([
  'null',
  'undefined',
  'true',
  '0',
  '__proto__',
  'constructor',
  '👨‍👩‍👧',
  'عربي',
  '\u202Etxet',
  "'; DROP TABLE products; --",
  '"',
  '\\',
  '%',
  ' x ',
])('upsert products: the externalId %j is a text like any other', async (externalId) => {
  const first = await shop.tuan.products.upsert({ products: [product(externalId, { name: externalId })] });
  expect(first).toMatchObject({ created: 1 });
  expect(
    await shop.tuan.products.upsert({ products: [product(externalId, { name: externalId })] }),
  ).toMatchObject({ created: 0, updated: 0 });
  expect(await shop.tuan.products.get({ productId: `external:${externalId}` })).toMatchObject({
    externalId,
    name: externalId,
  });
});

test.each([
  ['products.0.name', { name: 'a\u0000b' }],
  ['products.0.name', { name: '\uD800' }],
  ['products.0.name', { name: 12 }],
  ['products.0.category', { category: '' }],
  ['products.0.colour', { colour: 'red' }],
  ['products.0.variants', { variants: [] }],
  ['products.0.imageUrl', { imageUrl: 'javascript:alert(1)' }],
  ['products.0.imageUrl', { imageUrl: '//evil.example/x.png' }],
  ['products.0.imageUrl', { imageUrl: '/\\evil.example/x.png' }],
  ['products.0.imageUrl', { imageUrl: 'http://shop.example/x.png' }],
  ['products.0.imageUrl', { imageUrl: 'https://shop.example/x.png" onerror="' }],
  ['products.0.variants.0.price.amount', { variants: [variant('v', { price: yuan(-1) })] }],
  ['products.0.variants.0.price.amount', { variants: [variant('v', { price: yuan(1.5) })] }],
  ['products.0.variants.0.price.amount', { variants: [variant('v', { price: yuan(1e300) })] }],
  ['products.0.variants.0.cost', { variants: [variant('v', { cost: 1250 })] }],
  ['products.0.variants.0.packSize', { variants: [variant('v', { packSize: 0 })] }],
  ['products.0.variants.0.gramsPerUnit', { variants: [variant('v', { gramsPerUnit: -500 })] }],
  ['products.0.variants.0.leadDays', { variants: [variant('v', { leadDays: 366 })] }],
  ['products.0.variants.0.stock', { variants: [variant('v', { stock: 1 })] }],
])('upsert products: bad input at %s is named (%#)', async (path, extra) => {
  await expect(shop.tuan.products.upsert({ products: [product('F002', extra)] })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});

test('products: the list goes page by page, filters, and never repeats or loses a row', async () => {
  for (const externalId of ['1', '2', '3']) {
    shop.now += 1000;
    await shop.tuan.products.upsert({ products: [product(externalId)] });
  }
  const first = await shop.tuan.products.list({ limit: 2, category: '水果' });
  expect(first.data.map(({ externalId }) => externalId)).toEqual(['3', '2']);
  await shop.tuan.products.upsert({ products: [product('later')] });
  const second = await shop.tuan.products.list({
    limit: 2,
    category: '水果',
    cursor: first.nextCursor ?? '',
  });
  expect(second.data.map(({ externalId }) => externalId)).toEqual(['1', 'F001']);
  expect(second.nextCursor).toBeNull();
  expect((await shop.tuan.products.list({ supplierId: 'external:果然鲜果业', retired: true })).data).toEqual(
    [],
  );
  await expect(shop.tuan.products.list({ cursor: "1' OR 1=1" })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test.each([
  { kind: 'leader', leaderId: planted.leader },
  { kind: 'customer', customerId: planted.customer },
  { kind: 'storefront', keyId: 'key_1' },
] as const)('products: costs are for the shop alone, not for a $kind', async (actor) => {
  await expect(shop.tuan.products.list({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.products.get({ productId: 'prd_apple' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.products.upsert({ products: [product('x')] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
