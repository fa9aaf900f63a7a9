import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenTuan, type OpenTuan } from './open-tuan.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';
import { buyApples } from './testing/ready-orders.ts';

let shop: TestShop;
let tuan: OpenTuan;
/** How often the lines were summed up, how many milliseconds of the clock that takes, and whether it fails. */
const disk = { sums: 0, takes: 0, fails: false };
beforeEach(async () => {
  shop = await testShop();
  Object.assign(disk, { sums: 0, takes: 0, fails: false });
  const { engine, clock, random } = shop.tuan;
  tuan = createOpenTuan({
    engine: {
      name: 'slow to sum up',
      run: async (statements, mode) => {
        if (statements.some(({ sql }) => sql.includes('count(DISTINCT l."orderId")'))) {
          disk.sums += 1;
          // It lasts: others ask meanwhile.
          const rows = await engine.run(statements, mode);
          for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
          shop.now += disk.takes;
          if (disk.fails) throw new Error('the disk is gone');
          return rows;
        }
        return engine.run(statements, mode);
      },
    },
    clock,
    random,
  });
});
afterEach(() => shop.close());

const { campaign: campaignId, leader: leaderId } = planted;
const progress = () => tuan.campaigns.progress({ campaignId });
const asLeader = () => tuan.campaigns.progress({ campaignId }, { actor: { kind: 'leader', leaderId } });

test('progress: whoever asks at once shares two readings: the one under way, and the one that all who came later wait for', async () => {
  await buyApples(shop, 2, 'paid');
  const all = await Promise.all([
    ...Array.from({ length: 30 }, progress),
    ...Array.from({ length: 30 }, asLeader),
  ]);
  expect(disk.sums).toBe(2);
  expect(new Set(all.map(({ pieces }) => pieces))).toEqual(new Set([2]));
  expect(all.at(-1)?.leaders.map((own) => own.leaderId)).toEqual([leaderId]);
  await progress();
  expect(disk.sums).toBe(3);
});

test('progress: what was ordered before one asked is in the answer, also while a reading is under way', async () => {
  const before = progress();
  while (disk.sums === 0) await Promise.resolve();
  await buyApples(shop, 2, 'paid');
  const after = progress();
  expect((await before).pieces).toBe(0);
  expect((await after).pieces).toBe(2);
});

test('progress: sums that take long are kept four times as long, two seconds at most, and no longer by a clock set back', async () => {
  disk.takes = 200;
  await progress();
  await buyApples(shop, 2, 'paid');
  expect((await progress()).net.amount).toBe(0);
  shop.now += 799;
  expect((await Promise.all([progress(), asLeader()])).map(({ net }) => net.amount)).toEqual([0, 0]);
  expect(disk.sums).toBe(1);
  shop.now += 1;
  expect((await progress()).net.amount).toBe(2000);
  expect(disk.sums).toBe(2);
  shop.now -= 3_600_000;
  await progress();
  expect(disk.sums).toBe(3);
  disk.takes = 5000;
  shop.now += 7_200_000;
  await progress();
  shop.now += 2000;
  await progress();
  expect(disk.sums).toBe(5);
});

test('progress: a reading that fails is told to whoever asked for it, and the next one reads anew', async () => {
  disk.fails = true;
  await expect(progress()).rejects.toThrow('the disk is gone');
  disk.fails = false;
  expect((await progress()).pieces).toBe(0);
});
