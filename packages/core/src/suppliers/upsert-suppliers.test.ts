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

test('upsert suppliers: created, changed and unchanged rows, each answered on its own', async () => {
  const answer = await shop.tuan.suppliers.upsert({
    suppliers: [
      { externalId: 'S-1', name: '临平禽蛋合作社', phone: '138 0013 8000', lossBufferBasisPoints: 500 },
      { externalId: '果然鲜果业', name: '果然鲜果业' },
    ],
  });
  expect(answer).toMatchObject({
    created: 1,
    updated: 0,
    data: [{ outcome: 'created' }, { outcome: 'unchanged', id: planted.supplier }],
  });
  expect(await shop.tuan.suppliers.get({ supplierId: 'external:S-1' })).toMatchObject({
    phone: '+8613800138000',
    lossBufferBasisPoints: 500,
    rebateMode: 'whole',
  });
  shop.now += 1000;
  const changed = await shop.tuan.suppliers.upsert({
    suppliers: [{ externalId: 'S-1', name: '禽蛋', lossBufferBasisPoints: null }],
  });
  expect(changed).toMatchObject({ updated: 1, data: [{ outcome: 'updated' }] });
  expect(await shop.tuan.suppliers.get({ supplierId: 'external:S-1' })).toMatchObject({
    name: '禽蛋',
    phone: '+8613800138000',
    lossBufferBasisPoints: null,
    updatedAt: '2026-11-23T01:00:01.000Z',
  });
});

test('upsert suppliers: the event holds ids and counts, no names or numbers', async () => {
  await shop.tuan.suppliers.upsert({
    suppliers: [{ externalId: 'S-1', name: '张三', phone: '13800138000' }],
  });
  const [event] = await shop.tuan.reader.rows<{ data: string }>(`SELECT "data" FROM "events"`);
  const { id } = await shop.tuan.suppliers.get({ supplierId: 'external:S-1' });
  expect(JSON.parse(event?.data ?? '')).toEqual({ created: 1, updated: 0, supplierIds: [id] });
});

test('suppliers: listed page by page, retired ones by filter', async () => {
  await shop.tuan.suppliers.upsert({
    suppliers: [
      { externalId: 'S-1', name: 'a', retired: true },
      { externalId: 'S-2', name: 'b' },
    ],
  });
  expect((await shop.tuan.suppliers.list({ retired: true })).data.map(({ name }) => name)).toEqual(['a']);
  const first = await shop.tuan.suppliers.list({ limit: 2 });
  const rest = await shop.tuan.suppliers.list({ limit: 2, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.data, ...rest.data].map(({ name }) => name))).toEqual(
    new Set(['a', 'b', '果然鲜果业']),
  );
});

test.each([
  ['suppliers.0.phone', { phone: 'call me' }],
  ['suppliers.0.lossBufferBasisPoints', { lossBufferBasisPoints: 5001 }],
  ['suppliers.0.rebateMode', { rebateMode: 'some' }],
  ['suppliers.0.email', { email: 'a@b' }],
  ['suppliers.1.externalId', { externalId: 'S-2' }],
])('upsert suppliers: bad input at %s is named', async (path, extra) => {
  const suppliers = [
    { externalId: 'S-1', name: 'a', ...extra },
    { externalId: 'S-2', name: 'b' },
  ];
  await expect(shop.tuan.suppliers.upsert({ suppliers } as never)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});

test('suppliers: nobody but the shop sees or changes them', async () => {
  const options = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.suppliers.list({}, options)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.suppliers.get({ supplierId: planted.supplier }, options)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(
    shop.tuan.suppliers.upsert({ suppliers: [{ externalId: 'x', name: 'x' }] }, options),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
