import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Scope } from '../shop/scopes.ts';
import { testShop, type TestShop } from '../testing/index.ts';
import { sampleSheet } from '../testing/sample-sheet.ts';

/* A sheet does what verbs do, so that it needs what they need. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const key = (...scopes: readonly Scope[]) => ({ actor: { kind: 'shop', keyId: 'key_1', scopes } }) as const;

async function preview(kind: string, file: string, options = {}) {
  const wish = { kind, fileName: file, sheet: await sampleSheet(file) } as never;
  return shop.tuan.imports.preview(wish, options);
}

test.each([
  ['leaders', 'leaders.csv', ['leaders:write', 'commissions:write']],
  ['pickupPoints', 'pickup-points.csv', ['pickupPoints:write']],
  ['priceList', 'price-list.csv', []],
] as const)('a list of %s needs each scope of what it makes', async (kind, file, needed) => {
  const { imports } = shop.tuan;
  // Pickup points name their keepers.
  if (kind !== 'leaders') await imports.confirm({ importId: (await preview('leaders', 'leaders.csv')).id });
  const { id: importId } = await preview(kind, file);
  for (const missing of needed) {
    const rest = key('catalog:write', ...needed.filter((scope) => scope !== missing));
    const refused = { code: 'not_allowed', details: { needs: missing } };
    await expect(preview(kind, file, rest)).rejects.toMatchObject(refused);
    await expect(imports.confirm({ importId }, rest)).rejects.toMatchObject(refused);
  }
  const all = key('catalog:write', ...needed);
  const { id } = await preview(kind, file, all);
  expect(await imports.confirm({ importId: id }, all)).toMatchObject({ status: 'confirmed' });
});

test('what stands in a sheet is read with the scope of reading it', async () => {
  const { imports } = shop.tuan;
  const { id: importId } = await preview('leaders', 'leaders.csv');
  const refused = { code: 'not_allowed', details: { needs: 'leaders:read' } };
  await expect(imports.get({ importId }, key('catalog:read'))).rejects.toMatchObject(refused);
  const all = key('catalog:read', 'leaders:read', 'commissions:read');
  expect((await imports.get({ importId }, all)).rows).toHaveLength(8);
  // By their numbers alone they say nothing of anybody.
  expect((await imports.list({}, key('catalog:read'))).data).toHaveLength(1);
});
