import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { BookedEntry } from './booked-entries.ts';
import type { ExplainedAmount } from './explained.ts';
import { explainOrderAmounts, mayRead } from './explain-order.ts';
import { explanationView } from './explanation-view.ts';
import { readOrderFacts } from './order-facts.ts';
import { explainCommissionSchema, explanationSchema } from './schemas.ts';

/** What a leader may read of the books: what the shop owes the leader. */
const owedToLeader: ReadonlySet<number> = new Set([
  accounts.commissionAccrued,
  accounts.commissionEarned,
  accounts.commissionSettled,
  accounts.payoutsDue,
  accounts.leaderCash,
]);

/** The entries of an explanation that its reader may see: all, or of the own ones of a leader what the shop owes. */
export function readableEntries(
  entries: readonly BookedEntry[],
  leaderId: string,
  context: Context,
): readonly BookedEntry[] {
  if (mayRead(context, 'ledger.entries')) return entries;
  return context.actor.kind === 'leader'
    ? entries.filter((entry) => entry.leaderId === leaderId && owedToLeader.has(entry.account))
    : [];
}

/**
 * One commission from the rule to the statement, and the line it is a part of. Leaders see their own, and nothing of
 * the shop's costs. Refuses: not_found.
 */
export const explainCommissionEntry = defineQuery({
  name: 'commissions.explain',
  summary: 'Explain a commission',
  input: explainCommissionSchema,
  answer: explanationSchema,
  async read(reader, { commissionId, language }, context) {
    const facts = await readOrderFacts(reader, 'commission', commissionId);
    const entry = facts.commissions.find(({ id }) => id === commissionId);
    const { actor } = context;
    const own = actor.kind === 'leader' && entry?.beneficiaryId === actor.leaderId;
    demand(entry !== undefined && (own || isShop(context)), 'not_found', {
      what: 'commissions',
      key: commissionId,
    });
    const isOwnLine = isShop(context) || facts.order.leaderId === entry.beneficiaryId;
    const all = explainOrderAmounts(facts, { commissions: true, profit: false });
    const amounts = all.filter(({ name, about }) =>
      name === 'commission.due'
        ? about.commissionId === commissionId
        : isOwnLine && about.orderLineId === entry.orderLineId,
    );
    const booked = facts.entries.filter(
      ({ orderLineId, leaderId, kind }) =>
        orderLineId === entry.orderLineId && leaderId === entry.beneficiaryId && kind === entry.kind,
    );
    const entries = readableEntries(booked, entry.beneficiaryId, context);
    const entriesOf = ({ name }: ExplainedAmount) => (name === 'commission.due' ? entries : []);
    return explanationView({ shop: facts.shop, subject: commissionId, language, amounts, entriesOf });
  },
});
