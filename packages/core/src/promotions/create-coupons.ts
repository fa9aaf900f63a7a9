import { resolveCustomer } from '../customers/customer.ts';
import { defineVerb } from '../define.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { normaliseCode, randomText } from '../shared/id.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { couponView } from './coupon.ts';
import { couponsSchema, createCouponsSchema } from './schemas.ts';
import { coupons, promotions } from './tables.ts';

const codeLength = 10;

/**
 * Makes codes for a coupon promotion: for anybody who has the code, or for one customer; each for so many orders.
 * Codes are read as people type them: lower case, O for 0, I and L for 1.
 *
 * Refuses: promotion_status, coupon_code_used, invalid_input, not_found, not_allowed.
 */
export const createCoupons = defineVerb({
  name: 'coupons.create',
  summary: 'Create coupons',
  input: createCouponsSchema,
  answer: couponsSchema,
  decide: (work, { promotionId, coupons: wanted }, context) => {
    demandShop(context);
    const promotion = work.get(promotions, promotionId);
    demand(promotion.kind === 'coupon' && promotion.status !== 'ended', 'promotion_status', {
      status: promotion.status,
      kind: promotion.kind,
    });
    const codes = wanted.map(({ code }) => normaliseCode(code ?? randomText(context.random, codeLength)));
    demandNew(work, codes);
    const rows = wanted.map(({ customerId, uses }, index) => {
      const owner = customerId === undefined ? null : resolveCustomer(work, customerId).id;
      const row = work.insert(coupons, {
        id: context.newId('cou'),
        promotionId,
        code: codes[index] ?? '',
        customerId: owner,
        uses,
        usesLeft: uses,
        createdAt: context.now,
      });
      work.emit({ type: 'coupon.created', subject: row.id, data: { promotionId, customerId: owner, uses } });
      return row;
    });
    return { data: rows.map(couponView) };
  },
});

function demandNew(work: Work, codes: readonly string[]): void {
  work.need(...codes.map((code): RowRequest => [coupons, { code }]));
  const fields = codes.flatMap((code, index): FieldProblem[] => {
    const path = `coupons.${String(index)}.code`;
    if (codes.indexOf(code) !== index)
      return [{ path, code: 'duplicate', message: 'This code stands in the list already.' }];
    return work.first(coupons, { code }) === undefined
      ? []
      : [{ path, code: 'taken', message: 'This code exists already.' }];
  });
  if (fields.length > 0) refuse('coupon_code_used', { fields });
}
