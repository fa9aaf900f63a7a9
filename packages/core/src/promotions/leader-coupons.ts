import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import type { Coupon } from './find-coupon.ts';
import { textOfPromotion } from './promotion-text.ts';
import { type LeaderCouponView, leaderCouponPageSchema, listLeaderCouponsSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/** What nobody owns yet of running promotions that name the leader. The first parameter is the leader, the second now. */
const toHandOut = `SELECT c.* FROM "promotions" p JOIN "coupons" c ON c."promotionId" = p."id"
  WHERE p."status" = 'active' AND p."kind" = 'coupon' AND EXISTS (SELECT 1 FROM json_each(p."terms", '$.leaderIds') j WHERE j.value = ?)
    AND (p."endsAt" IS NULL OR p."endsAt" > CAST(? AS INTEGER)) AND (p."budget" IS NULL OR p."spent" < p."budget")
    AND c."customerId" IS NULL AND c."usesLeft" > 0`;

/**
 * Coupons that the leader who asks may hand out, newest first: codes for anybody, of promotions that name this leader.
 * Those of all leaders are the shop's to publish, and those that were given to a customer are the customer's.
 *
 * Refuses: not_allowed (without the session of a leader).
 */
export const listLeaderCoupons = defineQuery({
  name: 'coupons.listToHandOut',
  summary: 'List the coupons that a leader may hand out',
  input: listLeaderCouponsSchema,
  answer: leaderCouponPageSchema,
  async read(reader, input, { actor, now }) {
    if (actor.kind !== 'leader') return refuse('not_allowed', { needs: 'a leader session' });
    const page = pageAfter(input, 'createdAt');
    const rows = await reader.rows<Coupon>(
      `SELECT * FROM (${toHandOut}) AS t WHERE ${page.condition} ${page.tail}`,
      [actor.leaderId, now, ...page.params],
    );
    const ids = JSON.stringify([...new Set(rows.map(({ promotionId }) => promotionId))]);
    const found = await reader.table(promotions, 't."id" IN (SELECT value FROM json_each(?))', [ids]);
    const { currency } = await readShop(reader);
    const byId = new Map(found.map((promotion) => [promotion.id, promotion]));
    return pageOf(rows, input, 'createdAt', (coupon) => {
      const promotion = byId.get(coupon.promotionId) ?? refuse('not_found', { key: coupon.promotionId });
      return viewOf(coupon, promotion, currency, now);
    });
  },
});

function viewOf(
  { id, code, uses, usesLeft, createdAt }: Coupon,
  promotion: Row<typeof promotions>,
  currency: string,
  now: number,
): LeaderCouponView {
  const { name, startsAt, endsAt } = promotion;
  return {
    id,
    code,
    name,
    text: { ...textOfPromotion(promotion, currency, undefined) },
    state: startsAt > now ? 'later' : 'usable',
    uses,
    usesLeft,
    startsAt: instantText(startsAt),
    endsAt: instantOrNull(endsAt),
    createdAt: instantText(createdAt),
  };
}
