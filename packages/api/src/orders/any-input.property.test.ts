import { patience, planted, runsOf } from '@opentuan/core/testing';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeAll(async () => {
  shop = await apiShop();
});
afterAll(async () => {
  await shop.audit();
  await shop.close();
});

const good = {
  campaignId: planted.campaign,
  customer: planted.customer,
  leaderId: planted.leader,
  communityId: planted.community,
  pickupPointId: planted.point,
  lines: [{ offerId: planted.appleOffer, pieces: 1, note: '挑大的' }],
  note: '',
  payment: { amount: { amount: 1000, currency: 'CNY' }, reference: 'r' },
};

/** A good order with one or two fields replaced by anything that JSON can say. */
const almostGood = fc
  .dictionary(
    fc.constantFrom(...Object.keys(good), 'quoteToken', 'externalId', '__proto__'),
    fc.jsonValue(),
    { maxKeys: 2 },
  )
  .map((changes) => ({ ...good, ...changes }));

test(
  'whatever is sent as an order, the answer is an order or a problem with a code, never a defect',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(almostGood, fc.jsonValue()), fc.string(), async (body, key) => {
        const answer = await shop.call('/orders', {
          token: shop.secretKey,
          body: JSON.stringify(body),
          headers: /^[\x20-\x7e]+$/.test(key) ? { 'idempotency-key': key } : {},
        });
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
        if (answer.status === 201) return;
        expect(answer.body.code).toBeTypeOf('string');
        if (answer.body.code === 'invalid_input') expect(answer.body.fields).not.toHaveLength(0);
      }),
      { numRuns: runsOf(300, 'calls') },
    );
  },
  patience(60_000),
);

test(
  'whatever stands in a query string, the answer is a list or a problem',
  async () => {
    const names = fc.constantFrom(
      'limit',
      'cursor',
      'status',
      'campaignId',
      'format',
      'locale',
      '__proto__',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(names, fc.string({ unit: 'binary' })), { maxLength: 4 }),
        async (pairs) => {
          const query = new URLSearchParams(pairs);
          const answer = await shop.call(`/orders?${query.toString()}`, { token: shop.secretKey });
          expect(answer.status, query.toString()).toBeLessThan(500);
        },
      ),
      { numRuns: runsOf(200, 'calls') },
    );
  },
  patience(60_000),
);
