import { planted } from '@opentuan/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  pickupPointId: planted.point,
  lines: [{ offerId: planted.appleOffer, pieces: 1 }],
};
const line = (change: object) => ({
  ...good,
  lines: [{ offerId: planted.appleOffer, pieces: 1, ...change }],
});
const payment = (change: object) => ({
  ...good,
  payment: { amount: { amount: 1000, currency: 'CNY' }, reference: 'r', ...change },
});
const place = (body: unknown) => shop.call('/orders', { token: shop.secretKey, body });

/** What is sent, and the field that the problem must name. */
const wrong: readonly (readonly [string, unknown, string])[] = [
  ['no lines', { ...good, lines: [] }, 'lines'],
  ['lines missing', { ...good, lines: undefined }, 'lines'],
  ['lines of another kind', { ...good, lines: 'apples' }, 'lines'],
  ['101 lines', { ...good, lines: Array.from({ length: 101 }, () => good.lines[0]) }, 'lines'],
  ['a line that is null', { ...good, lines: [null] }, 'lines.0'],
  ['no pieces', line({ pieces: 0 }), 'lines.0.pieces'],
  ['negative pieces', line({ pieces: -3 }), 'lines.0.pieces'],
  ['an unknown offer', line({ offerId: '../../etc/passwd' }), 'lines.0.offerId'],
  ['half a piece', line({ pieces: 1.5 }), 'lines.0.pieces'],
  ['pieces as text', line({ pieces: '1' }), 'lines.0.pieces'],
  ['huge pieces', line({ pieces: 1e300 }), 'lines.0.pieces'],
  ['pieces beyond 2^53', line({ pieces: 2 ** 53 + 2 }), 'lines.0.pieces'],
  ['boolean pieces', line({ pieces: true }), 'lines.0.pieces'],
  ['both offer and variant', line({ variantId: planted.apple }), 'lines.0.offerId'],
  ['an unknown field', { ...good, colour: 'red' }, 'colour'],
  ['an unknown field in a line', line({ price: 1 }), 'lines.0.price'],
  ['a number as id', { ...good, campaignId: 7 }, 'campaignId'],
  ['an empty id', { ...good, campaignId: '' }, 'campaignId'],
  ['an id as an object', { ...good, leaderId: { $ne: null } }, 'leaderId'],
  ['an id as a list', { ...good, pickupPointId: [planted.point] }, 'pickupPointId'],
  ['an endless id', { ...good, campaignId: 'x'.repeat(10_000) }, 'campaignId'],
  ['NUL in an id', { ...good, campaignId: 'cam\u0000' }, 'campaignId'],
  ['NUL in a note', { ...good, note: 'a\u0000b' }, 'note'],
  ['an escape in a note', { ...good, note: '\u001b[31m' }, 'note'],
  ['half an emoji', { ...good, note: '\ud83c' }, 'note'],
  ['a note of 501 characters', { ...good, note: 'x'.repeat(501) }, 'note'],
  ['a customer without a phone', { ...good, customer: { phone: 'none' } }, 'customer.phone'],
  ['a payment of text', { ...good, payment: 'paid' }, 'payment'],
  ['a fraction of a cent', payment({ amount: { amount: 10.5, currency: 'CNY' } }), 'payment.amount.amount'],
  [
    'a payment in another currency',
    payment({ amount: { amount: 1000, currency: 'USD' } }),
    'payment.amount.currency',
  ],
  ['a payment without a reference', payment({ reference: '' }), 'payment.reference'],
  ['a day that is none', payment({ paidAt: '2026-02-30T10:00:00Z' }), 'payment.paidAt'],
  ['a time without an offset', payment({ paidAt: '2026-11-23T10:00:00' }), 'payment.paidAt'],
];

describe('POST /v1/orders refuses and names the field:', () => {
  test.each(wrong)('%s', async (_, body, path) => {
    const answer = await place(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const paths = (answer.body.fields as { path: string }[]).map((field) => field.path);
    expect(
      paths.some((one) => one === path || one.startsWith(`${path}.`)),
      paths.join(),
    ).toBe(true);
  });

  test.each([
    ['an unknown campaign', { ...good, campaignId: 'cam_none' }],
    ['an unknown campaign of the host', { ...good, campaignId: "external:'; DROP TABLE orders; --" }],
    ['an unknown leader', { ...good, leaderId: '%00' }],
    ['an unknown customer', { ...good, customer: '__proto__' }],
    ['an unknown point', { ...good, pickupPointId: 'constructor' }],
  ])('%s is not found', async (_, body) => {
    expect(await place(body)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test.each([
    'null',
    '[]',
    '"order"',
    '7',
    'true',
    '{"__proto__": {"lines": []}}',
    '{"a":'.repeat(9000) + '1' + '}'.repeat(9000),
  ])('a body of %.20s', async (body) => {
    const { status, body: problem } = await place(body);
    expect([400, 422]).toContain(status);
    expect(problem.code).toBeTypeOf('string');
  });

  test('10 MB are refused before they are read', async () => {
    expect(await place(JSON.stringify({ ...good, note: 'x'.repeat(10_000_000) }))).toMatchObject({
      status: 413,
    });
  });

  test('nothing of it was stored', async () => {
    expect(await shop.tuan.reader.rows('SELECT "id" FROM "orders"')).toEqual([]);
  });
});

describe('POST /v1/orders takes what people are called:', () => {
  test.each([
    '😀 三号楼 👨‍👩‍👧',
    'مريم',
    '‮reversed',
    "O'Brien; --",
    '<script>alert(1)</script>',
    '=HYPERLINK("x")',
    'ﷺ',
    '𠮷野家',
    'Ω≈ç√',
  ])('%s', async (nickname) => {
    const note = `${nickname}\n第二行`;
    const placed = await place({ ...good, customer: { nickname }, note });
    expect(placed).toMatchObject({ status: 201, body: { note } });
    const again = await shop.call(`/orders/${String(placed.body.id)}`, { token: shop.secretKey });
    expect(again.body.note).toBe(note);
  });
});
