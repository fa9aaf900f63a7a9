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

const point = (externalId: string, extra: object = {}) => ({
  externalId,
  name: '翡翠城3号楼架空层',
  address: '杭州市余杭区高教路2号',
  windows: [{ opens: '17:00', closes: '20:00' }],
  ...extra,
});
const upsert = (...pickupPoints: ReturnType<typeof point>[]) =>
  shop.tuan.pickupPoints.upsert({ pickupPoints });
const get = (externalId: string) => shop.tuan.pickupPoints.get({ pickupPointId: `external:${externalId}` });

test('upsert pickup points: degrees on the wire, millionths inside', async () => {
  const position = { latitude: 30.28170049, longitude: -120.0183 };
  await upsert(point('P09', { position, leaderId: 'external:L01' }), point('P10'));
  expect(await get('P09')).toMatchObject({
    position: { latitude: 30.2817, longitude: -120.0183 },
    leaderId: planted.leader,
    windows: [{ opens: '17:00', closes: '20:00' }],
    distance: null,
  });
  expect(await get('P10')).toMatchObject({ position: null, leaderId: null });
  const rows = await shop.tuan.reader.rows(
    'SELECT "latitude", "longitude" FROM "pickup_points" WHERE "externalId" = \'P09\'',
  );
  expect(rows).toEqual([{ latitude: 30_281_700, longitude: -120_018_300 }]);
});

test('upsert pickup points: the same again changes nothing; null takes away, left out stays', async () => {
  const wish = point('P09', {
    position: { latitude: 0.1 + 0.2, longitude: 120.0183 },
    leaderId: 'external:L01',
  });
  await upsert(wish);
  shop.now += 1000;
  expect(await upsert(wish)).toMatchObject({ updated: 0, data: [{ outcome: 'unchanged' }] });
  const events = await shop.tuan.reader.rows(`SELECT "data" FROM "events"`);
  expect(events).toHaveLength(1);
  await upsert(point('P09', { name: '新名字' }));
  expect(await get('P09')).toMatchObject({
    name: '新名字',
    position: { latitude: 0.3 },
    leaderId: planted.leader,
  });
  await upsert(point('P09', { position: null, leaderId: null }));
  expect(await get('P09')).toMatchObject({ position: null, leaderId: null });
});

test('upsert pickup points: a leader who has left keeps an old point and gets no new one', async () => {
  await upsert(point('P09', { leaderId: planted.leader }));
  await shop.tuan.leaders.leave({ leaderId: planted.leader });
  expect(await upsert(point('P09', { leaderId: planted.leader }))).toMatchObject({ updated: 0 });
  await expect(upsert(point('P10', { leaderId: planted.leader }))).rejects.toMatchObject({
    details: { fields: [{ path: 'pickupPoints.0.leaderId', message: 'This leader is left.' }] },
  });
});

test('upsert pickup points: every wrong row is named and nothing of the call is stored', async () => {
  const { windows: _, ...without } = point('P10');
  const wrong = shop.tuan.pickupPoints.upsert({
    pickupPoints: [point('P09'), without, point('P11', { leaderId: 'external:谁' })],
  });
  await expect(wrong).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'pickupPoints.1.windows' }, { path: 'pickupPoints.2.leaderId' }] },
  });
  await expect(get('P09')).rejects.toMatchObject({ code: 'not_found' });
  await expect(upsert(point('P09'), point('P09'))).rejects.toMatchObject({
    details: { fields: [{ path: 'pickupPoints.1.externalId' }] },
  });
});

test('pickup points: the nearest first, with the metres; anyone may look', async () => {
  await upsert(
    point('far', { position: { latitude: 30.2559, longitude: 119.9988 } }),
    point('near', { position: { latitude: 30.28085, longitude: 120.0141 } }),
    point('here', { position: { latitude: 30.2817, longitude: 120.0183 } }),
  );
  const visitor = { actor: { kind: 'storefront', keyId: 'key_1' } } as const;
  const { data, nextCursor } = await shop.tuan.pickupPoints.list(
    { near: '30.2817,120.0183', limit: 2 },
    visitor,
  );
  expect(data.map(({ externalId, distance }) => [externalId, distance])).toEqual([
    ['here', 0],
    ['near', 414],
  ]);
  expect(nextCursor).toBeNull();
});

test('pickup points: a retired one is shown to the shop alone', async () => {
  await upsert(point('old', { retired: true, position: { latitude: 30, longitude: 120 } }));
  const visitor = { actor: { kind: 'storefront', keyId: 'key_1' } } as const;
  const ids = async (filter: object, options = {}) =>
    (await shop.tuan.pickupPoints.list(filter, options)).data.map(({ externalId }) => externalId);
  expect(await ids({ retired: true })).toEqual(['old']);
  expect(await ids({ near: '30,120' }, visitor)).toEqual([]);
  expect(await ids({ retired: true }, visitor)).not.toContain('old');
});

test('pickup points: over the date line is near', async () => {
  await upsert(point('west', { position: { latitude: 0, longitude: -179.999 } }));
  const { data } = await shop.tuan.pickupPoints.list({ near: '0,179.999' });
  expect(data[0]?.distance).toBe(222);
});

test('pickup points: listed page by page and by leader', async () => {
  const first = await shop.tuan.pickupPoints.list({ limit: 1 });
  const second = await shop.tuan.pickupPoints.list({ limit: 1, cursor: first.nextCursor ?? '' });
  expect([...first.data, ...second.data].map(({ externalId }) => externalId).toSorted()).toEqual([
    'P01',
    'P02',
  ]);
  expect(
    (await shop.tuan.pickupPoints.list({ leaderId: 'external:L02' })).data.map(
      ({ externalId }) => externalId,
    ),
  ).toEqual(['P02']);
});

test.each([
  ['position.latitude', { position: { latitude: 90.1, longitude: 0 } }],
  ['position.longitude', { position: { latitude: 0, longitude: Number.POSITIVE_INFINITY } }],
  ['position.longitude', { position: { latitude: 0 } }],
  ['windows', { windows: [] }],
  [
    'windows',
    {
      windows: [
        { opens: '17:00', closes: '20:00' },
        { opens: '19:00', closes: '21:00' },
      ],
    },
  ],
  ['windows.0.closes', { windows: [{ opens: '20:00', closes: '17:00' }] }],
  ['windows.0.opens', { windows: [{ opens: '25:00', closes: '26:00' }] }],
  ['address', { address: '' }],
  ['name', { name: '\u0000' }],
  ['capacity', { capacity: 3 }],
])('upsert pickup points: a wrong %s is named (%#)', async (path, extra) => {
  await expect(upsert(point('P09', extra))).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: expect.arrayContaining([
        expect.objectContaining({ path: `pickupPoints.0.${path}` }),
      ]) as unknown,
    },
  });
});

test.each(['x', '1', '91,0', '0,181', '1,2,3', '1,2;--'])(
  'pickup points: near %s is refused',
  async (near) => {
    await expect(shop.tuan.pickupPoints.list({ near })).rejects.toMatchObject({ code: 'invalid_input' });
  },
);

test('upsert pickup points: by the shop alone', async () => {
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.pickupPoints.upsert({ pickupPoints: [point('x')] }, chen)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
