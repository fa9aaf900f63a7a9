import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

let shop: ApiShop;
let tokens: Record<'customer' | 'stranger' | 'leader' | 'otherLeader', string>;
beforeEach(async () => {
  shop = await apiShop();
  tokens = await openSessions();
});
async function openSessions(): Promise<typeof tokens> {
  return {
    customer: await shop.session('customer', planted.customer),
    stranger: await shop.session('customer', planted.otherCustomer),
    leader: await shop.session('leader', planted.leader),
    otherLeader: await shop.session('leader', planted.otherLeader),
  };
}
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

const cart = {
  campaignId: planted.campaign,
  customer: planted.customer,
  lines: [{ offerId: planted.appleOffer, pieces: 3 }],
};
const buy = async (round = new HttpRound(shop)) => (await round.buy(cart, yuan(3000), 'till')).id;

const explain = (path: string, token = shop.secretKey, query = '') =>
  shop.call(`${path}/explain${query}`, { token });

interface Amount {
  readonly name: string;
  readonly amount: { readonly amount: number };
  readonly text: string;
  readonly entries: readonly { readonly account: number; readonly transactionId: string }[];
}
const amountsOf = ({ body }: Awaited<ReturnType<typeof explain>>) => body.amounts as readonly Amount[];

describe('GET …/explain', () => {
  test('an order: the shop sees the books; the customer the price alone; nobody else anything', async () => {
    const id = await buy();
    const whole = await explain(`/orders/${id}`, shop.secretKey, '?language=en');
    expect(whole).toMatchObject({ status: 200, body: { subject: id, agrees: true } });
    expect(amountsOf(whole).map(({ text }) => text)).toContain('The order came to 30.00 CNY');
    expect(amountsOf(whole).flatMap(({ entries }) => entries)).toHaveLength(4);

    const own = await explain(`/storefront/orders/${id}`, tokens.customer);
    expect(amountsOf(own).map(({ text }) => text)).toContain('订单合计 30.00 元');
    expect(JSON.stringify(own.body)).not.toMatch(/commission|佣金|profit|毛利|cost|成本/);
    expect(amountsOf(own).flatMap(({ entries }) => entries)).toEqual([]);
    expect(await explain(`/storefront/orders/${id}`, tokens.stranger)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });

    const onBehalf = await explain(`/leader/orders/${id}`, tokens.leader);
    expect(JSON.stringify(onBehalf.body)).not.toMatch(/commission|佣金|profit|毛利|cost|成本/);
    expect(await explain(`/leader/orders/${id}`, tokens.otherLeader)).toMatchObject({ status: 404 });
  });

  test('a commission: a leader sees the own, what the shop owes and none of its costs', async () => {
    const id = await buy();
    const { body } = await shop.call(`/commissions?orderId=${id}`, { token: shop.secretKey });
    const [{ id: commissionId = '' } = {}] = body.data as readonly { id?: string }[];
    const own = await explain(`/leader/commissions/${commissionId}`, tokens.leader);
    expect(amountsOf(own).find(({ name }) => name === 'commission.due')).toMatchObject({ amount: yuan(300) });
    const accounts = amountsOf(own).flatMap(({ entries }) => entries.map(({ account }) => account));
    expect(accounts).toEqual([2300]);
    expect(JSON.stringify(own.body)).not.toMatch(/profit|毛利|成本/);
    const whole = amountsOf(await explain(`/commissions/${commissionId}`));
    expect(whole.flatMap(({ entries }) => entries.map(({ account }) => account))).toEqual([1600, 2300]);
    for (const path of [`/leader/commissions/${commissionId}`, '/leader/commissions/com_none'])
      expect(await explain(path, tokens.otherLeader)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
  });

  test('a statement with its movements a page at a time, and its payout; of another leader nothing', async () => {
    const round = new HttpRound(shop);
    const id = await buy(round);
    await round.bring(planted.campaign, '2026-11-23');
    await round.handOver(id);
    shop.at('2026-11-28T09:00:00+08:00');
    const settled = { leaderId: planted.leader, to: '2026-11-28' };
    const { statementId } = await shop.tuan.statements.create(settled);
    const path = `/statements/${statementId ?? ''}`;
    const whole = await explain(path, shop.secretKey, '?limit=1');
    expect(whole).toMatchObject({ status: 200, body: { agrees: true, nextCursor: null } });
    const amounts = Object.fromEntries(amountsOf(whole).map(({ name, amount }) => [name, amount.amount]));
    expect(amounts).toMatchObject({
      'statement.carried': 0,
      'statement.total': 300,
      'statement.balance': 300,
      'movement.earned': 300,
    });
    const own = await explain(`/leader${path}`, await shop.session('leader', planted.leader));
    expect(own).toMatchObject({ status: 200, body: { agrees: true } });
    expect(JSON.stringify(own.body)).not.toMatch(/profit|毛利|成本/);
    const stranger = await shop.session('leader', planted.otherLeader);
    expect(await explain(`/leader${path}`, stranger)).toMatchObject({ status: 404 });

    const { body } = await shop.call(`${path}/payouts`, { token: shop.secretKey, body: {} });
    expect(await explain(`/payouts/${String(body.id)}`)).toMatchObject({
      status: 200,
      body: { agrees: true },
    });
  });

  test('a claim: the neighbour and the leader ask for their own; nobody else anything', async () => {
    const round = new HttpRound(shop);
    const { id, lines } = await round.buy(cart, yuan(3000), 'till');
    await round.bring(planted.campaign, '2026-11-23');
    await round.handOver(id);
    const opened = await round.call<{ id: string }>('/claims', {
      orderLineId: lines[0]?.id,
      reason: '不新鲜',
      pieces: 1,
    });
    const path = `/claims/${opened.id}`;
    // Sessions of the day before are over.
    const now = await openSessions();
    const worth = { name: 'claim.suggested', amount: yuan(1000), agrees: true };
    for (const [audience, token] of [
      ['', shop.secretKey],
      ['/storefront', now.customer],
      ['/leader', now.leader],
    ] as const)
      expect(await explain(`${audience}${path}`, token, '?language=en')).toMatchObject({
        status: 200,
        body: { agrees: true, amounts: [{ ...worth, text: '苹果: What is concerned is worth 10.00 CNY' }] },
      });
    await round.call(`${path}/approve`, { faultShares: { supplier: 10_000 } });
    const own = await explain(`/storefront${path}`, now.customer);
    expect(amountsOf(own).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['claim.suggested', 'claim.approved', 'refund.amount', 'line.left']),
    );
    expect(JSON.stringify(own.body)).not.toMatch(/fault|commission|佣金|profit|毛利|成本|供应商/);
    for (const [audience, token] of [
      ['/storefront', now.stranger],
      ['/leader', now.otherLeader],
    ] as const)
      expect(await explain(`${audience}${path}`, token)).toMatchObject({ status: 404 });
  });

  test('422: a language that we do not speak, a limit too high', async () => {
    const id = await buy();
    for (const query of ['?language=fr', '?limit=1000'])
      expect(await explain(`/orders/${id}`, shop.secretKey, query)).toMatchObject({
        status: 422,
        body: { code: 'invalid_input' },
      });
  });
});
