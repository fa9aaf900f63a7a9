import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { demandSetUp, shopId } from '../shop/the-shop.ts';
import { shops } from '../shop/tables.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { textOfPromotion } from './promotion-text.ts';
import { listOwnCouponsSchema, type OwnCouponView, ownCouponPageSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/** A coupon that was given to a customer, and whether it is good at an instant, which is the first parameter twice. */
const ownSql = `SELECT c."id" AS "id", c."promotionId" AS "promotionId", c."code" AS "code",
  c."usesLeft" AS "usesLeft", c."createdAt" AS "createdAt",
  CASE WHEN c."usesLeft" = 0 THEN 'used'
    WHEN p."status" = 'ended' OR (p."kind" <> 'inviteGift' AND p."endsAt" <= CAST(? AS INTEGER)) THEN 'over'
    WHEN p."status" = 'draft' OR p."startsAt" > CAST(? AS INTEGER) THEN 'later' ELSE 'usable' END AS "state"
  FROM "coupons" c JOIN "promotions" p ON p."id" = c."promotionId" WHERE c."customerId" = ?`;

interface OwnCoupon {
  readonly id: string;
  readonly promotionId: string;
  readonly code: string;
  readonly usesLeft: number;
  readonly createdAt: Instant;
  readonly state: OwnCouponView['state'];
}

/**
 * Coupons and vouchers that were given to the customer who asks, newest first, with what each gives and whether it is
 * good now. Vouchers have no code: they become a gift of the next order by themselves (R13).
 *
 * Refuses: not_allowed (without the session of a customer).
 */
export const listOwnCoupons = defineQuery({
  name: 'coupons.listOwn',
  summary: 'List the own coupons',
  input: listOwnCouponsSchema,
  answer: ownCouponPageSchema,
  async read(reader, input, { actor, now }) {
    if (actor.kind !== 'customer') return refuse('not_allowed', { needs: 'a customer session' });
    const page = pageAfter(input, 'createdAt');
    const { state } = input;
    const wanted = state === undefined ? '' : 'AND t."state" = ?';
    const rows = await reader.rows<OwnCoupon>(
      `SELECT * FROM (${ownSql}) AS t WHERE ${page.condition} ${wanted} ${page.tail}`,
      [now, now, actor.customerId, ...page.params, ...(state === undefined ? [] : [state])],
    );
    const about = await aboutOf(reader, rows);
    return pageOf(rows, input, 'createdAt', (row) => about(row));
  },
});

/** What the promotions of coupons say, in one round trip. */
async function aboutOf(
  reader: Reader,
  rows: readonly OwnCoupon[],
): Promise<(row: OwnCoupon) => OwnCouponView> {
  const ids = JSON.stringify([...new Set(rows.map(({ promotionId }) => promotionId))]);
  const [[shop], found, gifts] = await reader.ask(
    tableRows(shops, 't."id" = ?', [shopId]),
    tableRows(promotions, 't."id" IN (SELECT value FROM json_each(?))', [ids]),
    sqlRows<{ id: string; title: string }>(
      `SELECT p."id" AS "id", g."name" AS "title" FROM json_each(?) j JOIN "promotions" p ON p."id" = j.value
        JOIN "variants" v ON v."id" = json_extract(p."terms", '$.gift.variantId')
        JOIN "products" g ON g."id" = v."productId"`,
      [ids],
    ),
  );
  const { currency } = demandSetUp(shop);
  const byId = new Map(found.map((promotion) => [promotion.id, promotion]));
  const titles = new Map(gifts.map(({ id, title }) => [id, title]));
  return (row) => {
    const promotion = byId.get(row.promotionId);
    if (promotion === undefined) return refuse('not_found', { key: row.promotionId });
    return viewOf(row, promotion, currency, titles.get(promotion.id));
  };
}

function viewOf(
  { id, code, usesLeft, createdAt, state }: OwnCoupon,
  promotion: Row<typeof promotions>,
  currency: string,
  giftTitle: string | undefined,
): OwnCouponView {
  const { name, kind, startsAt, endsAt, terms } = promotion;
  const voucher = kind === 'inviteGift';
  return {
    id,
    kind: voucher ? 'inviteGift' : 'coupon',
    code: voucher ? null : code,
    name,
    text: { ...textOfPromotion(promotion, currency, giftTitle) },
    state,
    usesLeft,
    leaderIds: [...terms.leaderIds],
    startsAt: instantText(startsAt),
    endsAt: voucher ? null : instantOrNull(endsAt),
    createdAt: instantText(createdAt),
  };
}
