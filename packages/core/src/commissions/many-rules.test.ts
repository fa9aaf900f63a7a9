import { expect, test } from 'vitest';
import { libsqlEngine } from '../storage/libsql.ts';
import type { Engine } from '../storage/engine.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { shelfOf } from './match-rule.ts';
import { commissionRules } from './tables.ts';

/** How many rules an engine was asked for and gave. */
function countingRules(engine: Engine): { engine: Engine; rules: () => number } {
  let count = 0;
  const counting: Engine = {
    ...engine,
    run: async (statements, mode) => {
      const results = await engine.run(statements, mode);
      for (const [position, { sql }] of statements.entries())
        if (/^SELECT[^]*"commission_rules"/.test(sql)) count += results[position]?.length ?? 0;
      return results;
    },
    close: async () => engine.close?.(),
  };
  return { engine: counting, rules: () => count };
}

/** Own rates of 300 leaders, and rules of 300 campaigns, the first 250 of which are over. */
const plantRules = (shop: TestShop) =>
  shop.plant((work) => {
    for (let number = 0; number < 300; number += 1) {
      const none = { offerId: null, campaignId: null, leaderId: null };
      const own = { ...none, leaderId: `led_${String(number)}` };
      const past = {
        ...none,
        campaignId: `cam_${String(number)}`,
        validTo: number < 250 ? 1 + number : null,
      };
      for (const links of [own, past]) {
        const shelf = shelfOf(links);
        const rate = { validFrom: 0, createdAt: 0, basisPoints: 900 };
        work.insert(commissionRules, { id: `rul_${shelf}`, ...links, shelf, ...rate });
      }
    }
  });

test('C18: an order reads the rules that may concern it, not the own rates of 300 leaders and rules of 300 campaigns', async () => {
  const { engine, rules } = countingRules(await libsqlEngine({ url: ':memory:' }));
  const shop = await testShop({ engine });
  await plantRules(shop);
  await shop.tuan.commissionRules.create({ leaderId: planted.leader, basisPoints: 1200 });
  await shop.tuan.commissionRules.create({ offerId: planted.eggOffer, basisPoints: 1300 });
  const before = rules();
  const order = await buyApples(shop, 1, 'till-1');
  // That of the shop and that of the leader.
  expect(rules() - before).toBe(2);
  expect((await shop.tuan.commissions.list({ orderId: order.id })).data).toMatchObject([
    { basisPoints: 1200, decidedBy: 'leader' },
  ]);
  await shop.audit();
  await shop.close();
});

test('C18: a new rate is set without reading the rates of everybody else; what is over leaves the shelves bit by bit', async () => {
  const { engine, rules } = countingRules(await libsqlEngine({ url: ':memory:' }));
  const shop = await testShop({ engine });
  await plantRules(shop);
  const { leader: leaderId, campaign: campaignId } = planted;
  const active = async () => {
    const sql = 'SELECT count(*) AS "count" FROM "commission_rules" WHERE "active" = 1';
    return (await engine.run([{ sql, params: [] }], 'read'))[0]?.[0]?.count;
  };
  const before = rules();
  const applied = await shop.tuan.leaders.apply({ name: '新团长', phone: '13712345678' });
  await shop.tuan.leaders.approve({ leaderId: applied.id, basisPoints: 1100 });
  expect(rules() - before).toBe(0);
  await shop.tuan.commissionRules.create({ leaderId, basisPoints: 1200 });
  // Two hundred that are over, by their ids and by themselves.
  expect(rules() - before).toBeLessThanOrEqual(2 * 200);
  const left = rules();
  await shop.tuan.commissionRules.create({ leaderId, basisPoints: 1300 });
  await shop.tuan.commissionRules.create({ campaignId, basisPoints: 1300 });
  expect(rules() - left).toBeLessThanOrEqual(2 * 50 + 2);
  // That of the shop, of 300 leaders, of 50 campaigns, and three new ones: the replaced one is put away with its end.
  expect(await active()).toBe(1 + 300 + 50 + 3);
  await shop.audit();
  await shop.close();
});

test('C18: a rule stands where an order looks for it, or the database refuses it', async () => {
  const shop = await testShop();
  const misplaced = {
    id: 'rul_lost',
    leaderId: planted.leader,
    basisPoints: 900,
    validFrom: 0,
    createdAt: 0,
  };
  await expect(shop.plant((work) => work.insert(commissionRules, misplaced))).rejects.toThrow(
    'commission_rule_shelf',
  );
  await shop.close();
});
