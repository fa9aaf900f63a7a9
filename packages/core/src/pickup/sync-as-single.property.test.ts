import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines } from '../orders/tables.ts';
import { loseGoods } from '../purchasing/lose-goods.ts';
import type { Context } from '../shared/context.ts';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantGift, promote, yuan } from '../testing/promote.ts';
import { arrive } from '../testing/ready-orders.ts';
import { patience, runsOf } from '../testing/runs.ts';
import type { Work } from '../work.ts';

/*
 * A sync writes whole orders by a few set-based statements, and all others on the road of a single handover. However
 * the call is mixed, what it answers and what it stores is what the same handovers leave one by one.
 */

const orderSpec = fc.record({
  apples: fc.nat(4),
  eggs: fc.integer({ min: 0, max: 3 }),
  elsewhere: fc.boolean(),
  unpaid: fc.nat(9).map((chance) => chance === 0),
  missing: fc.nat(5).map((chance) => chance === 0),
  waiting: fc.nat(9).map((chance) => chance === 0),
  refunded: fc.nat(5).map((chance) => chance === 0),
  broken: fc.nat(3).map((chance) => chance === 0),
  claimed: fc.nat(7).map((chance) => chance === 0),
});
type OrderSpec = typeof orderSpec extends fc.Arbitrary<infer Spec> ? Readonly<Spec> : never;

const handoverSpec = fc.record({
  order: fc.nat(7),
  kind: fc.constantFrom('whole', 'whole', 'whole', 'named', 'named', 'part', 'tooMany', 'unknown', 'sameId'),
  reversed: fc.boolean(),
  minutes: fc.option(fc.integer({ min: -600, max: 900 })),
});
type HandoverSpec = typeof handoverSpec extends fc.Arbitrary<infer Spec> ? Readonly<Spec> : never;

interface Ready {
  readonly id: string;
  readonly lines: readonly { readonly id: string; readonly pieces: number }[];
}

interface Told {
  readonly orderId: string;
  readonly handoverId: string;
  readonly occurredAt?: string;
  readonly lines?: { readonly lineId: string; readonly pieces: number }[];
}

/** Orders with discounts, gifts and shares of the point; some short, refunded in part, unpaid or not shared out yet. */
async function readyShop(specs: readonly OrderSpec[]): Promise<{ shop: TestShop; orders: readonly Ready[] }> {
  const shop = await testShop();
  await plantGift(shop, 50);
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(4000), amount: yuan(333) }] });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(6000) } });
  const west = { externalId: 'P02', name: '幸福里西区便利店', address: '文一西路1500号' };
  const share = { from: 'shop' as const, basisPoints: 150 };
  await shop.tuan.pickupPoints.upsert({ pickupPoints: [{ ...west, share }] });
  const orders: Ready[] = [];
  for (const [index, spec] of specs.entries()) orders.push(await buy(shop, spec, `till-${String(index)}`));
  const firstLines = (chosen: (spec: OrderSpec) => boolean) =>
    orders.flatMap(({ lines: [line] }, index) => {
      const spec = specs[index];
      return line && spec && chosen(spec) ? [line.id] : [];
    });
  await arrive(
    shop,
    orders.map(({ id }) => id),
    {
      unitCost: { [planted.apple]: 333, [planted.egg]: 1777 },
      short: Object.fromEntries(firstLines(({ missing }) => missing).map((id) => [id, 1])),
      waiting: firstLines(({ waiting, missing }) => waiting && !missing),
    },
  );
  for (const [index, spec] of specs.entries()) await trouble(shop, spec, orders[index], index);
  shop.at('2026-11-24T21:00:00+08:00');
  return { shop, orders };
}

async function buy(shop: TestShop, spec: OrderSpec, reference: string): Promise<Ready> {
  const cart = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    lines: [
      ...(spec.apples > 0 || spec.eggs === 0
        ? [{ offerId: planted.appleOffer, pieces: spec.apples + 1 }]
        : []),
      ...(spec.eggs > 0 ? [{ offerId: planted.eggOffer, pieces: spec.eggs }] : []),
    ],
  };
  const pickupPointId = spec.elsewhere ? planted.otherPoint : planted.point;
  const { total } = await shop.tuan.orders.quote(cart);
  const paid = spec.unpaid ? { payment: 'atPickup' as const } : { payment: { amount: total, reference } };
  return shop.tuan.orders.place({ ...cart, pickupPointId, ...paid });
}

/** Money given back out of kindness; a part handed over before, and somebody not content with it. */
async function trouble(
  shop: TestShop,
  spec: OrderSpec,
  order: Ready | undefined,
  index: number,
): Promise<void> {
  const line = order?.lines[0];
  if (!order || !line || spec.unpaid || spec.missing || spec.waiting) return;
  const because = { orderId: order.id, lineId: line.id, reason: '道歉', fault: 'shop' as const };
  if (spec.refunded) await shop.tuan.orders.refund({ ...because, amount: yuan(123) });
  if (spec.broken && line.pieces > 2) await shop.plant((work, context) => breakOne(work, line.id, context));
  if (!spec.claimed || line.pieces < 2) return;
  const handoverId = `before-${String(index)}`;
  await shop.tuan.pickups.handOver({
    orderId: order.id,
    handoverId,
    lines: [{ lineId: line.id, pieces: 1 }],
  });
  await shop.tuan.claims.open({ orderLineId: line.id, reason: '不新鲜', amount: yuan(100) });
}

/** A piece that does not arrive: its money goes back, and the discount on it is nobody's. */
function breakOne(work: Work, lineId: string, context: Context): void {
  const cause = { reason: 'transport', fault: 'shop', source: `broken ${lineId}` };
  refundLine(work, lineId, { kind: 'byPiece', pieces: 1 }, cause, context);
  loseGoods(work, work.get(orderLines, lineId), { ...cause, stage: 'transport', pieces: 1 }, context);
  work.set(orderLines, work.get(orderLines, lineId), { lost: 1 });
}

function tell(orders: readonly Ready[], spec: HandoverSpec, index: number, now: number): Told {
  const { id, lines } = orders[spec.order % orders.length] ?? { id: '', lines: [] };
  const all = lines.map((line) => ({ lineId: line.id, pieces: line.pieces }));
  const [first] = all;
  const some = {
    whole: undefined,
    sameId: undefined,
    unknown: undefined,
    named: spec.reversed ? all.toReversed() : all,
    part: first && [{ ...first, pieces: 1 }],
    tooMany: first && [{ ...first, pieces: first.pieces + 1 }],
  }[spec.kind];
  return {
    orderId: spec.kind === 'unknown' ? 'ord_of_nobody' : id,
    handoverId: `offline-${String(spec.kind === 'sameId' ? 0 : index)}`,
    ...(spec.minutes !== null && { occurredAt: new Date(now + spec.minutes * 60_000).toISOString() }),
    ...(some && { lines: some }),
  };
}

/** What a phone is answered for one handover that it tells at once. */
async function single({ tuan }: TestShop, told: Told, actor: object): Promise<unknown> {
  try {
    return { outcome: 'recorded', handover: await tuan.pickups.handOver(told, { actor: actor as never }) };
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    const { handoverId, orderId } = told;
    return { outcome: 'refused', handoverId, orderId, code: problem.code, details: { ...problem.details } };
  }
}

/**
 * Every row of every table as text, but for ids made since, versions, and in which turn different orders were told of:
 * one by one they go up by one each time, together once.
 */
async function everything({ tuan }: TestShop, since: number): Promise<Record<string, readonly string[]>> {
  const tables = await tuan.reader.rows<{ name: string }>(
    `SELECT "name" AS "name" FROM "sqlite_schema" WHERE "type" = 'table' AND "name" NOT GLOB 'sqlite_*'`,
  );
  const stored: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await tuan.reader.rows<Readonly<Record<string, unknown>>>(
      rowsSql[name] ?? `SELECT * FROM "${name}"`,
    );
    const texts = rows.map(({ version: _version, sequence: _turn, ...row }) =>
      JSON.stringify(row).replaceAll(
        /\b([a-z]{3})_(\d{6})\b/g,
        (id: string, prefix: string, number: string) => (Number(number) > since ? `${prefix}_new` : id),
      ),
    );
    stored[name] = name in rowsSql ? texts : texts.toSorted();
  }
  return stored;
}

/** Events in their turn within an order; entries with what they belong to. */
const rowsSql: Readonly<Record<string, string>> = {
  events: `SELECT * FROM "events" ORDER BY coalesce("data" ->> 'orderId', "subject"), "sequence"`,
  ledger_entries: `SELECT t."type", t."subject", e.* FROM "ledger_entries" AS e
    JOIN "ledger_transactions" AS t ON t."id" = e."transactionId"
    ORDER BY t."type", t."subject", e."orderLineId", e."position", e."account", e."amount"`,
};

const actors = [
  { kind: 'shop', keyId: 'key_till', scopes: ['*'] },
  { kind: 'leader', leaderId: planted.leader },
  { kind: 'leader', leaderId: planted.otherLeader },
] as const;

test(
  'R29: a sync answers and stores what the same handovers leave one by one, whole orders and odd ones mixed',
  async () => {
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(orderSpec, { minLength: 1, maxLength: 8 }),
        fc.array(handoverSpec, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...actors),
        async (specs, handoverSpecs, actor) => {
          const { shop: byOne, orders } = await readyShop(specs);
          const { shop: together } = await readyShop(specs);
          try {
            const since = Number((await byOne.plant((_, { newId }) => newId('tst'))).slice(4));
            await together.plant((_, { newId }) => newId('tst'));
            const handovers = handoverSpecs.map((spec, index) => tell(orders, spec, index, byOne.now));
            const answers = [];
            for (const told of handovers) answers.push(await single(byOne, told, actor));
            const { data } = await together.tuan.pickups.syncHandovers({ handovers }, { actor });
            expect(data.map(withoutStanding)).toEqual(answers.map(withoutStanding));
            expect(await everything(together, since)).toEqual(await everything(byOne, since));
            await together.audit();
            whole += (await together.tuan.reader.rows(`SELECT 1 FROM "orders" WHERE "status" = 'collected'`))
              .length;
          } finally {
            await byOne.close();
            await together.close();
          }
        },
      ),
      { numRuns: runsOf(25) },
    );
    expect(whole).toBeGreaterThan(20);
  },
  patience(120_000),
);

/** How the order stands is told as of the end of the call, so after more handovers than when each is told alone. */
function withoutStanding(answer: unknown): unknown {
  const { handover, ...rest } = answer as { readonly handover?: object };
  return handover ? { ...rest, handover: { ...handover, status: null, left: null } } : rest;
}
