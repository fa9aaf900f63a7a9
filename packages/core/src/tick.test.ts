import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenTuan } from './open-tuan.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';
import { tickReportSchema } from './tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;

function order(extra: Readonly<Record<string, unknown>> = {}) {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...extra,
  };
}

/** Every row of every table, to see whether anything has changed. */
async function everything(): Promise<string> {
  const tables = await shop.tuan.reader.rows<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => shop.tuan.reader.rows(`SELECT * FROM "${name}" ORDER BY rowid`)),
  );
  return JSON.stringify(rows);
}

async function evening(): Promise<void> {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, minimum: 5 }] });
  await shop.tuan.orders.place(
    order({ payment: { amount: { amount: 2000, currency: 'CNY' }, reference: 'till-1' } }),
  );
  const eggs = { lines: [{ offerId: planted.eggOffer, pieces: 1 }], customer: planted.otherCustomer };
  await shop.tuan.orders.place(
    order({ ...eggs, payment: { amount: { amount: 3280, currency: 'CNY' }, reference: 'till-2' } }),
  );
  shop.at('2026-11-23T21:58:00+08:00');
  await shop.tuan.orders.place(order());
}

test('tick: at the cutoff it waits for the live hold, ten minutes later it freezes, buys and refunds', async () => {
  await evening();
  shop.at('2026-11-23T22:00:00+08:00');
  const early = await shop.tuan.tick();
  expect(tickReportSchema.parse(early)).toEqual(early);
  expect(early.steps.filter(({ done, problem }) => done > 0 || problem !== null)).toEqual([]);
  shop.at('2026-11-23T22:10:00+08:00');
  const report = await shop.tuan.tick();
  expect(report.now).toBe('2026-11-23T14:10:00.000Z');
  expect(report.steps.filter(({ done }) => done > 0)).toEqual([
    { name: 'orders.expireHolds', done: 1, problem: null },
    { name: 'campaigns.freeze', done: 1, problem: null },
    { name: 'purchaseOrders.generate', done: 1, problem: null },
    { name: 'campaigns.refundFrozenLines', done: 1, problem: null },
    { name: 'notices.collect', done: 4, problem: null },
  ]);
});

test('tick: twice has no second effect, whatever was due', async () => {
  await evening();
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.tick();
  const after = await everything();
  expect((await shop.tuan.tick()).steps.filter(({ done }) => done > 0)).toEqual([]);
  expect(await everything()).toBe(after);
});

test('tick: two at the same moment have the effect of one', async () => {
  await evening();
  shop.at('2026-11-24T09:00:00+08:00');
  const reports = await Promise.all([shop.tuan.tick(), shop.tuan.tick()]);
  expect(reports.flatMap(({ steps }) => steps).filter(({ problem }) => problem !== null)).toEqual([]);
  const [row] = await shop.tuan.reader.rows(`SELECT (SELECT count(*) FROM "freezes") AS "freezes",
    (SELECT count(*) FROM "refunds") AS "refunds", (SELECT count(*) FROM "purchase_orders") AS "purchases"`);
  expect(row).toEqual({ freezes: 1, refunds: 1, purchases: 1 });
});

test('tick: it can be told the time, as a scheduler that catches up does', async () => {
  await evening();
  const report = await shop.tuan.tick({ now: Date.parse('2026-11-23T22:10:00+08:00') });
  expect(report.steps).toContainEqual({ name: 'campaigns.freeze', done: 1, problem: null });
  const [row] = await shop.tuan.reader.rows('SELECT "frozenAt" FROM "freezes"');
  expect(row).toEqual({ frozenAt: Date.parse('2026-11-23T22:10:00+08:00') });
});

test('tick: a step that fails is named and holds up no other', async () => {
  await evening();
  shop.at('2026-11-24T09:00:00+08:00');
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  Object.assign(engine, {
    run: (...call: Parameters<typeof run>) => {
      const broken = call[0].some(({ sql }) => sql.includes('INTO "freezes"'));
      return broken ? Promise.reject(new Error('the disk is full')) : run(...call);
    },
  });
  const { steps } = await shop.tuan.tick();
  expect(steps).toContainEqual({ name: 'campaigns.freeze', done: 0, problem: 'the disk is full' });
  expect(steps).toContainEqual({ name: 'orders.expireHolds', done: 1, problem: null });
  Object.assign(engine, { run });
  expect((await shop.tuan.tick()).steps).toContainEqual({ name: 'campaigns.freeze', done: 1, problem: null });
});

test('tick: a campaign that cannot be frozen holds up no other', async () => {
  await evening();
  const wish = {
    opensAt: '2026-11-23T09:30:00+08:00',
    closesAt: '2026-11-23T21:00:00+08:00',
    pickupDate: '2026-11-24',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  };
  const { id } = await shop.tuan.campaigns.draft({
    title: '第二团',
    ...wish,
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple }],
  });
  await shop.tuan.campaigns.publish({ campaignId: id });
  shop.at('2026-11-24T09:00:00+08:00');
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  Object.assign(engine, {
    run: (...call: Parameters<typeof run>) => {
      const broken = call[0].some(
        ({ sql, params }) => sql.includes('INTO "freezes"') && String(params[0]).includes(id),
      );
      return broken ? Promise.reject(new Error('the disk is full')) : run(...call);
    },
  });
  expect((await shop.tuan.tick()).steps).toContainEqual({
    name: 'campaigns.freeze',
    done: 0,
    problem: 'the disk is full',
  });
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ status: 'purchasing' });
  expect(await shop.tuan.campaigns.get({ campaignId: id })).toMatchObject({ status: 'published' });
  Object.assign(engine, { run });
});

test('tick: a shop that sends callers away for want of room still does what is due', async () => {
  await shop.tuan.orders.place(order());
  shop.now += 16 * 60_000;
  const crowded = createOpenTuan({
    engine: shop.tuan.engine,
    clock: () => shop.now,
    random: shop.tuan.random,
    waitingMax: 0,
  });
  await expect(crowded.orders.place(order())).rejects.toMatchObject({ code: 'overloaded' });
  const { steps } = await crowded.tick();
  expect(steps).toContainEqual({ name: 'orders.expireHolds', done: 1, problem: null });
  expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
});
