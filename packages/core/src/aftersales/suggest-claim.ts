import { claimWindowEnd } from '../commissions/follow-completion.ts';
import { defineQuery } from '../define.ts';
import { leftOf } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { keptPieces, shareConcerned } from './claim-share.ts';
import { isOpenClaim } from './claim.ts';
import { demandOfOrder, demandOwnOrder } from './open-claim.ts';
import { claimSuggestionSchema, suggestClaimSchema } from './schemas.ts';
import { claims } from './tables.ts';

/**
 * What a complaint about so many pieces or grams of a line is worth, to be seen before it is sent: their share of what
 * is left. Refuses: not_found (also somebody else's line).
 */
export const suggestClaim = defineQuery({
  name: 'claims.suggest',
  summary: 'Reckon what a claim on a line would be worth',
  input: suggestClaimSchema,
  answer: claimSuggestionSchema,
  read: (reader, { orderLineId, orderId, pieces: wanted, grams }, context) =>
    reader.decide((work) => {
      const line = work.get(orderLines, orderLineId);
      work.need([orders, { id: line.orderId }], [claims, { orderLineId }]);
      demandOwnOrder(work, line, context);
      demandOfOrder(work, line, orderId);
      const { currency } = theShop(work);
      const piecesMax = line.handedOver === 0 ? 0 : keptPieces(work, line);
      const pieces = Math.min(wanted ?? piecesMax, piecesMax);
      const closesAt = line.handedOver === 0 ? null : claimWindowEnd(work, line, context.now);
      const open = work.list(claims, { orderLineId }).find(isOpenClaim);
      const inTime = closesAt !== null && (isShop(context) || context.now < closesAt);
      return {
        orderLineId,
        amount: money(piecesMax === 0 ? 0 : shareConcerned(work, line, { pieces, grams }), currency),
        left: money(leftOf(line), currency),
        pieces,
        piecesMax,
        mayOpen: inTime && open === undefined,
        closesAt: instantOrNull(closesAt),
        openClaimId: open?.id ?? null,
      };
    }),
});
