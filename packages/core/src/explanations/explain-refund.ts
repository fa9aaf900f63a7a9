import { maySeeClaim } from '../aftersales/claim.ts';
import { defineQuery } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop, isShop } from '../shop/demand-shop.ts';
import type { BookedEntry } from './booked-entries.ts';
import { explainClaimAmounts } from './explain-claim-amounts.ts';
import type { ExplainedAmount } from './explained.ts';
import { explainOrderAmounts, mayRead } from './explain-order.ts';
import { explainRefundAmounts } from './explain-refund-amounts.ts';
import { explanationView } from './explanation-view.ts';
import { type OrderFacts, readOrderFacts } from './order-facts.ts';
import { explainClaimSchema, explainRefundSchema, explanationSchema } from './schemas.ts';

/** How much went back and why, who bears it, and what it took of commissions. For the shop alone. Refuses: not_found, not_allowed. */
export const explainRefund = defineQuery({
  name: 'refunds.explain',
  summary: 'Explain a refund',
  input: explainRefundSchema,
  answer: explanationSchema,
  async read(reader, { refundId, language }, context) {
    demandShop(context);
    const facts = await readOrderFacts(reader, 'refund', refundId);
    const books = mayRead(context, 'ledger.entries');
    return viewOf(
      facts,
      refundId,
      refundAmounts(facts, refundId, mayRead(context, 'commissions.list')),
      language,
      books,
    );
  },
});

/**
 * A claim: what the goods concerned are worth, what was asked for, proposed and approved, the refund it led to, and who
 * bears the cost in which part. Customers and leaders see their own, of the cost only what the leader bears.
 *
 * Refuses: not_found.
 */
export const explainClaim = defineQuery({
  name: 'claims.explain',
  summary: 'Explain the money of a claim',
  input: explainClaimSchema,
  answer: explanationSchema,
  async read(reader, { claimId, language }, context) {
    const facts = await readOrderFacts(reader, 'claim', claimId);
    const claim = facts.claims.find(({ id }) => id === claimId);
    demand(claim !== undefined && maySeeClaim(claim, context.actor), 'not_found', {
      what: 'claims',
      key: claimId,
    });
    const { refundId } = claim;
    const ofRefund =
      refundId === null ? [] : refundAmounts(facts, refundId, mayRead(context, 'commissions.list'));
    const amounts = [...explainClaimAmounts(facts, claim), ...ofRefund].filter(
      ({ name, about }) =>
        name !== 'fault.share' ||
        isShop(context) ||
        (context.actor.kind === 'leader' && about.party === 'leader'),
    );
    return viewOf(facts, claimId, amounts, language, mayRead(context, 'ledger.entries'), refundId);
  },
});

function refundAmounts(facts: OrderFacts, refundId: string, withCommissions: boolean): ExplainedAmount[] {
  const refund = facts.refunds.find(({ id }) => id === refundId) ?? refuse('not_found');
  const ofLine = explainOrderAmounts(facts, { commissions: withCommissions, profit: false }).filter(
    ({ about, name }) =>
      about.orderLineId === refund.orderLineId && refund.orderLineId !== null && name !== 'line.unitPrice',
  );
  return [...explainRefundAmounts(facts, refund), ...ofLine];
}

function viewOf(
  facts: OrderFacts,
  subject: string,
  amounts: readonly ExplainedAmount[],
  language: 'zh' | 'en' | undefined,
  books: boolean,
  refundId: string | null = subject,
) {
  const own = facts.entries.filter((entry) => entry.subject === refundId);
  const entriesOf = (amount: ExplainedAmount) => (books ? own.filter((entry) => isOf(entry, amount)) : []);
  return explanationView({ shop: facts.shop, subject, language, amounts, entriesOf });
}

/** What was posted for the refund itself: its commissions and fault shares stand with theirs. */
function isOf(entry: BookedEntry, { name, about }: ExplainedAmount): boolean {
  const isCommission = entry.type === 'refund.requested' && entry.kind !== null;
  if (name === 'fault.share') return entry.type === 'fault.charged' && entry.fault === about.party;
  if (name === 'commission.due')
    return isCommission && entry.leaderId === about.leaderId && entry.kind === about.kind;
  return name === 'refund.amount' && entry.type !== 'fault.charged' && !isCommission;
}
