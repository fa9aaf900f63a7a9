import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { scopeOf } from '../shop/scopes.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { ExplainedAmount } from './explained.ts';
import { entriesByAmount, explainProfit, keyOf } from './explain-books.ts';
import { explainCommission } from './explain-commission.ts';
import { explainLeft, explainNet, explainRefunded } from './explain-line.ts';
import { explainOrderSums } from './explain-order-sums.ts';
import { explainDiscount, explainLineDiscount, explainUnitPrice, replayDiscounts } from './explain-price.ts';
import { explanationView, moreThanListed } from './explanation-view.ts';
import { type OrderFacts, readOrderFacts } from './order-facts.ts';
import { type LineHistory, replayLine } from './replay-line.ts';
import { explainOrderSchema, explanationSchema } from './schemas.ts';

/**
 * Every amount of an order with the chain behind it. Customers and leaders see what the neighbour pays, of their own
 * orders; the shop also commissions, profit and the books, as far as its key may read them.
 *
 * Refuses: not_found.
 */
export const explainOrder = defineQuery({
  name: 'orders.explain',
  summary: 'Explain every amount of an order',
  input: explainOrderSchema,
  answer: explanationSchema,
  async read(reader, { orderId, language }, context) {
    const by = orderId.startsWith('external:') ? 'externalOrder' : 'order';
    const facts = await readOrderFacts(reader, by, orderId.replace(/^external:/, ''));
    demand(maySee(facts, context), 'not_found', { what: 'orders', key: orderId });
    const amounts = explainOrderAmounts(facts, {
      commissions: mayRead(context, 'commissions.list'),
      profit: mayRead(context, 'ledger.entries'),
    });
    const entries = mayRead(context, 'ledger.entries') ? entriesByAmount(facts) : new Map();
    const keys = new Set(amounts.map(keyOf));
    const stray = [...entries].flatMap(([key, found]) => (keys.has(key) ? [] : found));
    return explanationView({
      shop: facts.shop,
      subject: facts.order.id,
      language,
      amounts,
      // What was posted for no amount of its own stands with the payment.
      entriesOf: (amount) => {
        const own = entries.get(keyOf(amount)) ?? [];
        return amount.name === 'order.paid' ? [...own, ...stray] : own;
      },
      moreEntries: entries.size === 0 ? 0 : moreThanListed(facts.entries),
    });
  },
});

interface Parts {
  readonly commissions: boolean;
  readonly profit: boolean;
}

/** The amounts of an order, line by line, then its sums. */
export function explainOrderAmounts(facts: OrderFacts, parts: Parts): ExplainedAmount[] {
  const discounts = replayDiscounts(facts);
  const histories = facts.lines.map((line) => replayLine(facts, line));
  const ofLines = facts.lines.flatMap((line, index) => {
    const history = histories[index] ?? replayLine(facts, line);
    return [
      ...(line.gift ? [] : [explainUnitPrice(facts, line), ...explainLineDiscount(facts, line, discounts)]),
      explainNet(facts, line, history),
      ...explainRefunded(facts, line, history),
      explainLeft(facts, line, history),
      ...(parts.commissions ? commissionsOf(facts, line.id, history) : []),
      ...(parts.profit ? explainProfit(facts, line) : []),
    ];
  });
  const ofPromotions = discounts.map((discount) => explainDiscount(facts, discount));
  return [...ofPromotions, ...ofLines, ...explainOrderSums(facts, histories)];
}

function commissionsOf(facts: OrderFacts, lineId: string, history: LineHistory): ExplainedAmount[] {
  const line = facts.lines.find(({ id }) => id === lineId);
  if (line === undefined) return [];
  return facts.commissions
    .filter(({ orderLineId }) => orderLineId === lineId)
    .map((entry) => explainCommission(facts, entry, line, history));
}

function maySee({ order }: OrderFacts, context: Context): boolean {
  const { actor } = context;
  if (actor.kind === 'customer') return order.customerId === actor.customerId;
  if (actor.kind === 'leader') return order.leaderId === actor.leaderId;
  return isShop(context);
}

/** Whether the shop itself asks, by a key that may also read this. */
export function mayRead(context: Context, name: string): boolean {
  const { actor } = context;
  if (actor.kind !== 'shop') return actor.kind === 'system';
  return actor.scopes.includes('*') || actor.scopes.includes(scopeOf({ name, kind: 'query' }));
}
