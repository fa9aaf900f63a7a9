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

const pointHeaders = ['编号', '自提点', '地址', '纬度', '经度', '营业时间', '团长'];

test('confirm import: the real pickup points with position and leader', async () => {
  await take('leaders', await sampleSheet('leaders.csv'));
  expect(await take('pickupPoints', await sampleSheet('pickup-points.csv'))).toMatchObject({
    created: 6,
    updated: 2,
  });
  const { id } = await shop.tuan.leaders.get({ leaderId: 'external:L07' });
  expect(await shop.tuan.pickupPoints.get({ pickupPointId: 'external:P07' })).toMatchObject({
    name: '西溪里邻里中心',
    position: { latitude: 30.286, longitude: 120.0522 },
    windows: [{ opens: '16:00', closes: '21:00' }],
    leaderId: id,
  });
});

test('confirm import: an empty cell for position or leader leaves a point as it is', async () => {
  const row = (latitude: string, longitude: string, leader: string) => [
    'P01',
    '幸福里东门驿站',
    '文一西路1500号',
    latitude,
    longitude,
    '16:00-20:30',
    leader,
  ];
  await take('pickupPoints', sheetOf(pointHeaders, row('30.2817', '120.0183', '')));
  expect(await take('pickupPoints', sheetOf(pointHeaders, row('', '', '')))).toMatchObject({ unchanged: 1 });
  expect(await shop.tuan.pickupPoints.get({ pickupPointId: 'external:P01' })).toMatchObject({
    position: { latitude: 30.2817 },
    leaderId: planted.leader,
  });
});
