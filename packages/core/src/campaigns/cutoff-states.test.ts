import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { tick } from '../tick.ts';
import { offers } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const cutoffs = async () => (await shop.tuan.campaigns.get({ campaignId })).cutoffs;

test('open, closed, to be bought, generated: one cutoff after the other', async () => {
  const early = Date.parse('2026-11-23T18:00:00+08:00');
  await shop.plant((work) => work.set(offers, work.get(offers, planted.eggOffer), { closesAt: early }));
  await neighbourOrders(shop, { name: '王姐', pieces: 2, offerId: planted.eggOffer });
  expect(await cutoffs()).toMatchObject([
    { cutoff: '2026-11-23T10:00:00.000Z', state: 'open', pieces: 2, offers: 1 },
    { cutoff: '2026-11-23T14:00:00.000Z', state: 'open', pieces: 0 },
  ]);
  shop.at('2026-11-23T18:10:00+08:00');
  expect((await cutoffs()).map(({ state }) => state)).toEqual(['closed', 'open']);
  await shop.tuan.campaigns.freeze({ campaignId });
  expect((await cutoffs()).map(({ state }) => state)).toEqual(['toBuy', 'open']);
  await shop.tuan.purchaseOrders.generate({ campaignId });
  await freezeToday(shop);
  expect(await cutoffs()).toMatchObject([
    { state: 'generated', purchaseOrders: 1, problem: null },
    { state: 'nothingOrdered', purchaseOrders: 0, problem: null },
  ]);
  expect(await shop.tuan.campaigns.progress({ campaignId })).toMatchObject({ cutoffs: await cutoffs() });
});

test('R19: nothing ordered is an answer of its own: campaign completed, no documents, no problem', async () => {
  await freezeToday(shop);
  expect((await tick(shop.tuan)).steps.filter(({ problem }) => problem !== null)).toEqual([]);
  expect(await shop.tuan.purchaseOrders.generate({ campaignId })).toEqual({
    outcome: 'nothingOrdered',
    data: [],
  });
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    status: 'completed',
    reason: 'nothingOrdered',
    cutoffs: [{ state: 'nothingOrdered', problem: null }],
  });
});

test('a cancelled campaign has cutoffs that nobody waits for; drafts have theirs too', async () => {
  await shop.tuan.campaigns.cancel({ campaignId });
  expect((await cutoffs()).map(({ state }) => state)).toEqual(['cancelled']);
});
