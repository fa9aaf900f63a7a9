import { planted } from '@opentuan/core/testing';

type Send = (path: string, init: { method: string; headers: HeadersInit; body: string }) => Promise<Response>;

/** So many pay for one apple each at the same moment: how often each answer came, as `201 placed` and `409 offer_sold_out`. */
export async function rush(send: Send, buyers: number): Promise<Readonly<Record<string, number>>> {
  const answers = await Promise.all(
    Array.from({ length: buyers }, async (_, index) => {
      const answer = await send('/tuan/v1/orders', orderOf(index));
      const { code } = await answer.json<{ code?: string }>();
      return `${String(answer.status)} ${code ?? 'placed'}`;
    }),
  );
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

function orderOf(index: number) {
  return {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk_root_of_the_tests',
      'content-type': 'application/json',
      'opentuan-now': '2026-11-23T09:00:00+08:00',
    },
    body: JSON.stringify({
      campaignId: planted.campaign,
      customer: planted.customer,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      payment: { amount: { amount: 1000, currency: 'CNY' }, reference: `rush ${String(index)}` },
    }),
  };
}
