import { leaderReferrals } from '../commissions/referral-tables.ts';
import { commissionEntries } from '../commissions/tables.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** A sum for a recruit: 50.00, once. */
export const onceForRecruit = { kind: 'once', amount: 5000 } as const;
/** A part of what the recruit sells: 2 % for 30 days. */
export const shareOfRecruit = { kind: 'share', basisPoints: 200, days: 30 } as const;

/** What the shop offers for a recruit from now on. */
export function offerReferral(
  { tuan }: TestShop,
  referral: typeof onceForRecruit | (Omit<typeof shareOfRecruit, 'days'> & { readonly days: number }) | null,
) {
  return tuan.shop.change({ policies: { referral } });
}

/** A new leader whom the leader of the neighbourhood recruited, approved. */
export async function recruit({ tuan }: TestShop, wish: object = {}): Promise<string> {
  const { id } = await tuan.leaders.apply({
    name: '小李',
    phone: '13700000001',
    recruitedById: planted.leader,
    ...wish,
  });
  await tuan.leaders.approve({ leaderId: id });
  return id;
}

/** The other leader recruited the leader of the neighbourhood: 2 % until the end of the year, or as `values` say. */
export function plantReferral(shop: TestShop, values: object = {}) {
  return shop.plant((work, { now }) => {
    const endsAt = Date.parse('2027-01-01T00:00:00+08:00');
    const terms = { basisPoints: 200, endsAt, approvedAt: now, ...values };
    const { leader: recruitId, otherLeader: recruiterId } = planted;
    work.insert(leaderReferrals, { recruitId, recruiterId, ...terms });
    return null;
  });
}

/** Kind, beneficiary and amount of each commission on an order. */
export async function entriesOf({ tuan }: TestShop, orderId: string) {
  const rows = await tuan.reader.table(commissionEntries, 't."orderId" = ? ORDER BY t."kind"', [orderId]);
  return rows.map(({ kind, beneficiaryId, due }) => [kind, beneficiaryId, due]);
}
