import { expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import type { Engine } from '../storage/engine.ts';
import { migrate, missingMigrations } from '../storage/migrate.ts';
import { planted } from './neighbourhood.ts';
import { testShop } from './test-shop.ts';

/** What every engine must do, whatever database stands behind it. `open` answers an engine on an empty database. */
export function engineContract(name: string, open: () => Promise<Engine>): void {
  batches(name, open);
  constraints(name, open);
  migrations(name, open);
  orders(name, open);
}

const scratch = {
  sql: `CREATE TABLE "scratch" ("id" TEXT PRIMARY KEY NOT NULL, "pieces" INTEGER NOT NULL, "note" TEXT UNIQUE, CONSTRAINT "pieces_not_negative" CHECK ("pieces" >= 0)) STRICT`,
  params: [],
};

const insert = (id: string, pieces: number | string | null, note: string | null = null) => ({
  sql: `INSERT INTO "scratch" SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
  params: [JSON.stringify([[id, pieces, note]])],
});

const all = {
  sql: `SELECT "id" AS "id", "pieces" AS "pieces", "note" AS "note" FROM "scratch" ORDER BY "id"`,
  params: [],
};

async function withScratch(open: () => Promise<Engine>): Promise<Engine> {
  const engine = await open();
  await engine.run([scratch]);
  return engine;
}

function batches(name: string, open: () => Promise<Engine>): void {
  test(`${name}: an empty batch answers nothing`, async () => {
    const engine = await open();
    expect(await engine.run([])).toEqual([]);
    await engine.close?.();
  });

  test(`${name}: a batch answers the rows of each statement in order, with what the earlier ones wrote`, async () => {
    const engine = await withScratch(open);
    const [, first, , second] = await engine.run([insert('a', 1, '苹果🍎'), all, insert('b', 2), all]);
    expect(first).toEqual([{ id: 'a', pieces: 1, note: '苹果🍎' }]);
    expect(second).toHaveLength(2);
    expect(await engine.run([all], 'read')).toEqual([second]);
    await engine.close?.();
  });

  test(`${name}: 1,000 rows go in with one statement over one parameter`, async () => {
    const engine = await withScratch(open);
    const rows = Array.from({ length: 1000 }, (_, index) => [
      `r${String(index).padStart(4, '0')}`,
      index,
      null,
    ]);
    const [, count] = await engine.run([
      { sql: insert('', 0).sql, params: [JSON.stringify(rows)] },
      { sql: `SELECT count(*) AS "rows", sum("pieces") AS "pieces" FROM "scratch"`, params: [] },
    ]);
    expect(count).toEqual([{ rows: 1000, pieces: 499_500 }]);
    await engine.close?.();
  });

  test(`${name}: a broken rule takes the whole batch back`, async () => {
    const engine = await withScratch(open);
    await expect(engine.run([insert('a', 1), insert('b', -1)])).rejects.toThrow();
    expect(await engine.run([all], 'read')).toEqual([[]]);
    await engine.close?.();
  });
}

function constraints(name: string, open: () => Promise<Engine>): void {
  test(`${name}: a named CHECK arrives by its name`, async () => {
    const engine = await withScratch(open);
    await expect(engine.run([insert('b', -1)])).rejects.toMatchObject({
      kind: 'check',
      constraint: 'pieces_not_negative',
    });
    await engine.close?.();
  });

  test(`${name}: unique, not null and type rules arrive by kind and column`, async () => {
    const engine = await withScratch(open);
    await engine.run([insert('a', 1, 'once')]);
    await expect(engine.run([insert('b', 1, 'once')])).rejects.toMatchObject({
      kind: 'unique',
      constraint: 'scratch.note',
    });
    await expect(engine.run([insert('c', null)])).rejects.toMatchObject({
      kind: 'notNull',
      constraint: 'scratch.pieces',
    });
    await expect(engine.run([insert('d', 'many')])).rejects.toMatchObject({ kind: 'type' });
    await engine.close?.();
  });

  test(`${name}: a reference to nothing is refused`, async () => {
    const engine = await withScratch(open);
    const child = {
      sql: `CREATE TABLE "child" ("id" TEXT PRIMARY KEY, "parent" TEXT NOT NULL REFERENCES "scratch"("id")) STRICT`,
      params: [],
    };
    await engine.run([child]);
    const orphan = { sql: `INSERT INTO "child" VALUES ('x', 'nobody')`, params: [] };
    await expect(engine.run([orphan])).rejects.toMatchObject({ kind: 'foreignKey' });
    await engine.close?.();
  });
}

function migrations(name: string, open: () => Promise<Engine>): void {
  test(`${name}: migrating twice applies everything once`, async () => {
    const engine = await open();
    expect((await missingMigrations(engine)).length).toBeGreaterThan(0);
    expect((await migrate(engine, 1)).length).toBeGreaterThan(0);
    expect(await migrate(engine, 2)).toEqual([]);
    const [tables] = await engine.run(
      [
        {
          sql: `SELECT count(*) AS "tables" FROM pragma_table_list WHERE "strict" = 1 AND "schema" = 'main'`,
          params: [],
        },
      ],
      'read',
    );
    expect(Number(tables?.[0]?.tables)).toBeGreaterThan(60);
    await engine.close?.();
  });
}

function orders(name: string, open: () => Promise<Engine>): void {
  test(`${name}: 100 buyers at once for a cap of 10 get exactly 10 pieces, and the audit holds`, async () => {
    const shop = await testShop({ engine: await open() });
    await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 10 }));
    const place = (index: number) =>
      shop.tuan.orders.place({
        campaignId: planted.campaign,
        customer: planted.customer,
        leaderId: planted.leader,
        pickupPointId: planted.point,
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
        payment: { amount: { amount: 1000, currency: 'CNY' }, reference: `race ${String(index)}` },
      });
    const tries = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => place(index)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const refused = tries.filter(({ status }) => status === 'rejected');
    for (const each of refused) expect(each).toMatchObject({ reason: { code: 'offer_sold_out' } });
    await shop.audit();
    await shop.close();
  });

  test(`${name}: an order is placed, paid once, cancelled, and its refund confirmed in the ledger`, async () => {
    const shop = await testShop({ engine: await open() });
    const placed = await shop.tuan.orders.place({
      campaignId: planted.campaign,
      customer: planted.customer,
      lines: [
        { offerId: planted.appleOffer, pieces: 3 },
        { offerId: planted.eggOffer, pieces: 1, note: '帮忙挑大的' },
      ],
    });
    const payment = { orderId: placed.id, amount: { amount: 6280, currency: 'CNY' }, reference: 'pay-1' };
    const paid = await shop.tuan.orders.pay(payment);
    expect(paid.outcome).toBe('accepted');
    expect(await shop.tuan.orders.pay(payment)).toEqual(paid);
    const cancelled = await shop.tuan.orders.cancel({ orderId: placed.id });
    expect(cancelled).toMatchObject({ status: 'cancelled', refunded: { amount: 6280 }, pickupCode: null });
    const owed = await shop.tuan.reader.rows(
      `SELECT sum("amount") AS "owed" FROM "ledger_entries" WHERE "account" = 2200`,
    );
    expect(owed).toEqual([{ owed: -6280 }]);
    await shop.audit();
    await shop.close();
  });
}
