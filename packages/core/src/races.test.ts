import { expect, test } from 'vitest';
import { offers } from './campaigns/tables.ts';
import type { OpenTuan } from './open-tuan.ts';
import { Refusal } from './shared/error.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';
import { meanwhile } from './testing/meanwhile.ts';
import { arrive, balances, buyApples } from './testing/ready-orders.ts';

/*
 * Each command against each other: a second process does one just before the first writes what it had decided on the
 * state before. The outcome must be that of one after the other, to the last counter and cent, whatever the two are.
 */

type Ids = Readonly<Record<string, string>>;
type Command = (tuan: OpenTuan, ids: Ids) => Promise<unknown>;

interface Stage {
  begin(shop: TestShop): Promise<Ids>;
  readonly commands: Readonly<Record<string, Command>>;
}

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { campaign: campaignId, leader: leaderId, appleOffer: offerId } = planted;
const put = (offer: Readonly<Record<string, unknown>>) => (tuan: OpenTuan) =>
  tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, ...offer }] });

const ordering: Stage = {
  async begin(shop) {
    const paid = await buyApples(shop, 3, 'paid');
    const held = await buyApples(shop, 2, '', { payment: undefined });
    const neighbour = await buyApples(shop, 2, 'neighbour', { customer: { phone: '13911112222' } });
    await shop.plant((work) => work.set(offers, work.get(offers, offerId), { cap: 9, limitPerCustomer: 7 }));
    const line = paid.lines[0]?.id ?? '';
    return { paid: paid.id, line, held: held.id, neighbour: neighbour.id };
  },
  commands: {
    place: (tuan) => {
      const lines = [{ offerId, pieces: 2 }];
      const order = { campaignId, customer: planted.otherCustomer, leaderId, lines };
      return tuan.orders.place({ ...order, payment: 'atPickup' });
    },
    pay: (tuan, { held = '' }) => tuan.orders.pay({ orderId: held, amount: yuan(2000), reference: 'held' }),
    cancel: (tuan, { paid = '' }) => tuan.orders.cancel({ orderId: paid }),
    cancelHeld: (tuan, { held = '' }) => tuan.orders.cancel({ orderId: held }),
    replace: async (tuan, { held = '' }) => {
      const lines = [{ offerId, pieces: 4 }];
      const { token } = await tuan.orders.quote({ campaignId, lines, replaces: held });
      return tuan.orders.replace({ orderId: held, lines, quoteToken: token });
    },
    replaceByLess: async (tuan, { held = '' }) => {
      const lines = [{ offerId, pieces: 1 }];
      const { token } = await tuan.orders.quote({ campaignId, lines, replaces: held });
      return tuan.orders.replace({ orderId: held, lines, quoteToken: token });
    },
    reduce: (tuan, { paid = '', line = '' }) =>
      tuan.orders.reduce({ orderId: paid, lines: [{ lineId: line, pieces: 1 }] }),
    refund: (tuan, { paid = '', line = '' }) =>
      tuan.orders.refund({ orderId: paid, lineId: line, amount: yuan(2500), reason: '人情', fault: 'shop' }),
    merge: (tuan) =>
      tuan.customers.upsert({
        customers: [{ externalId: 'C-2', phone: '13911112222', phoneVerified: true }],
      }),
    lowerCap: put({ cap: 8 }),
    suspend: (tuan) => tuan.leaders.suspend({ leaderId }),
    cancelCampaign: (tuan) => tuan.campaigns.cancel({ campaignId }),
  },
};

const collecting: Stage = {
  async begin(shop) {
    const paid = await buyApples(shop, 3, 'paid');
    const later = await buyApples(shop, 2, '', { payment: 'atPickup', customer: planted.otherCustomer });
    await arrive(shop, [paid.id, later.id], { unitCost: { [planted.apple]: 333 } });
    const line = paid.lines[0]?.id ?? '';
    const part = { orderId: paid.id, handoverId: 'phone-0-0001', lines: [{ lineId: line, pieces: 1 }] };
    await shop.tuan.pickups.handOver(part);
    const claim = await shop.tuan.claims.open({ orderLineId: line, reason: '碰伤', amount: yuan(500) });
    const laterLine = later.lines[0]?.id ?? '';
    return { paid: paid.id, line, later: later.id, laterLine, claim: claim.id };
  },
  commands: {
    handOver: (tuan, { paid = '' }) => tuan.pickups.handOver({ orderId: paid, handoverId: 'phone-1-0001' }),
    otherPhone: (tuan, { paid = '' }) => tuan.pickups.handOver({ orderId: paid, handoverId: 'phone-2-0001' }),
    pay: (tuan, { later = '' }) =>
      tuan.orders.pay({ orderId: later, amount: yuan(2000), reference: 'later' }),
    withdraw: (tuan, { paid = '' }) => tuan.orders.withdraw({ orderId: paid, reason: '送错', fault: 'shop' }),
    refund: (tuan, { paid = '', line = '' }) =>
      tuan.orders.refund({ orderId: paid, lineId: line, pieces: 2, reason: '碰伤', fault: 'leader' }),
    approve: (tuan, { claim = '' }) =>
      tuan.claims.approve({ claimId: claim, faultShares: { supplier: 5000, leader: 5000 } }),
    approveMore: (tuan, { claim = '' }) =>
      tuan.claims.approve({ claimId: claim, amount: yuan(2900), faultShares: { carrier: 10_000 } }),
    remit: (tuan) => tuan.remittances.record({ leaderId, amount: yuan(700), reference: 'cash' }),
    weigh: (tuan, { line = '', laterLine = '' }) => {
      const lines = [line, laterLine].map((orderLineId) => ({ orderLineId, grams: 850 }));
      return tuan.weighings.record({ campaignId, lines });
    },
  },
};

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const sums = [
  `SELECT "status" AS "s", "cancelReason" AS "c", count(*) AS "n", sum("amountDue") AS "d", sum("refunded") AS "r" FROM "orders" GROUP BY 1, 2`,
  `SELECT sum("net") AS "n", sum("refunded") AS "r", sum("handedOver") AS "h", sum("cost") AS "c" FROM "order_lines"`,
  `SELECT "sold" AS "s", "firm" AS "f", "cap" AS "c", "closesAt" AS "e" FROM "offers" ORDER BY "id"`,
  `SELECT "reason" AS "r", count(*) AS "n", sum("amount") AS "a" FROM "refunds" GROUP BY 1 ORDER BY 1`,
  `SELECT "type" AS "t", count(*) AS "n" FROM "events" GROUP BY 1 ORDER BY 1`,
  `SELECT * FROM "leader_accounts" ORDER BY "leaderId"`,
];

/** Both commands, the second in another process or one after the other; what came of it, without ids. */
async function play({ begin, commands }: Stage, first: string, second: string, atOnce: boolean) {
  const shop = await testShop();
  const ids = await begin(shop);
  const run = (name: string, tuan: OpenTuan) => outcomeOf(commands[name]?.(tuan, ids) ?? Promise.resolve());
  let other = 'not reached';
  if (atOnce) meanwhile(shop, async (tuan) => (other = await run(second, tuan)));
  else other = await run(second, shop.tuan);
  const own = await run(first, shop.tuan);
  await shop.audit();
  const rows = await Promise.all(sums.map((sql) => shop.tuan.reader.rows(sql)));
  const state = { own, other, rows, books: await balances(shop) };
  await shop.close();
  return state;
}

test.each(Object.entries({ ordering, collecting }))(
  'races while %s: each command against each other comes out as one after the other',
  async (_, stage) => {
    const names = Object.keys(stage.commands);
    for (const first of names) {
      for (const second of names) {
        const raced = await play(stage, first, second, true);
        // A command that had nothing to write was never in the way.
        if (raced.other === 'not reached') continue;
        expect(raced, `${first} while ${second}`).toEqual(await play(stage, first, second, false));
      }
    }
  },
  120_000,
);
