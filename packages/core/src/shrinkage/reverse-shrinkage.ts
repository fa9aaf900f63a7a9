import { commissionMovements } from '../commissions/tables.ts';
import { giveBackCharge } from '../commissions/charge-leader.ts';
import { defineVerb } from '../define.ts';
import { goodsMoved } from '../ledger/postings.ts';
import { type Posting, postTransaction } from '../ledger/post-transaction.ts';
import { type AccountName, accounts } from '../ledger/accounts.ts';
import { addGoods, addStock } from '../purchasing/campaign-goods.ts';
import { isSharedOut } from '../purchasing/purchase-order.ts';
import { purchaseLines, purchaseOrders, shrinkages } from '../purchasing/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import { reverseShrinkageSchema, shrinkageRecordSchema } from './schemas.ts';
import { shrinkageAnswer } from './shrinkage-view.ts';
import { shrinkageRecords } from './tables.ts';

type Record = Row<typeof shrinkageRecords>;
type Lost = Row<typeof shrinkages>;

/**
 * Takes back a loss that was written down by mistake: every posting of it is turned round, dated by now, so that no
 * month that was reported changes; who was charged gets it back, a leader who is settled already by the next
 * statement. Refunds stand, for people were told and money is on its way: goods of lines that came short go to stock
 * (as what arrives late, R26), goods of a delivery that is not shared out yet to that delivery. Asked twice is harmless.
 *
 * Refuses: shrinkage_reversed, not_found, not_allowed.
 */
export const reverseShrinkage = defineVerb({
  name: 'shrinkages.reverse',
  summary: 'Take back a loss that was written down by mistake',
  input: reverseShrinkageSchema,
  answer: shrinkageRecordSchema,
  alone: true,
  decide: (work, { shrinkageId, reason }, context) => {
    demandShop(context);
    const record = work.get(shrinkageRecords, shrinkageId);
    if (record.reversedAt !== null)
      demand(record.reversal === reason, 'shrinkage_reversed', { reason: record.reversal });
    else takeBack(work, record, reason, context);
    return () => shrinkageAnswer(work, shrinkageId);
  },
});

function takeBack(work: Work, record: Record, reason: string, context: Context): void {
  const { id, campaignId, variantId, pieces, cost } = record;
  const losses = work.list(shrinkages, { recordId: id });
  work.need(...losses.map((lost) => [commissionMovements, { source: `${lost.id} fault` }] as const));
  const posted = postedFor(work, record, losses);
  let toStock = 0;
  for (const lost of losses) {
    turnRound(work, lost, posted, context);
    giveBackCharge(work, lost.id, reason, context);
    if (putBack(work, record, lost, context)) toStock += lost.pieces;
  }
  const said = { reversedAt: context.now, reversedBy: actorText(context.actor), reversal: reason };
  work.set(shrinkageRecords, record, said);
  work.emit({
    type: 'shrinkage.reversed',
    subject: id,
    data: { campaignId, variantId, pieces, toStock, cost, reason },
  });
}

interface Posted {
  readonly type: string;
  readonly subject: string;
  readonly account: number;
  readonly amount: number;
  readonly about: string;
}

/** What a loss put into the books. Its transactions are those of its moment, which an index finds. */
function postedFor(work: Work, { recordedAt }: Record, losses: readonly Lost[]): readonly Posted[] {
  const about = ['campaignId', 'variantId', 'supplierId', 'leaderId', 'communityId', 'orderId', 'orderLineId']
    .concat(['kind', 'reason', 'fault'])
    .map((name) => `'${name}', e."${name}"`);
  return work.rows<Posted>(
    `SELECT t."type" AS "type", t."subject" AS "subject", e."account" AS "account", e."amount" AS "amount", json_object(${about.join(', ')}) AS "about"
      FROM "ledger_transactions" t JOIN "ledger_entries" e ON e."transactionId" = t."id"
      WHERE t."postedAt" = CAST(? AS INTEGER) AND t."type" IN ('goods.lost', 'fault.charged')
        AND t."subject" IN (SELECT value FROM json_each(?)) ORDER BY t."id", e."position"`,
    [recordedAt, JSON.stringify(losses.map(({ id }) => id))],
  );
}

const reversals = { 'goods.lost': 'goods.found', 'fault.charged': 'fault.reversed' } as const;

function turnRound(work: Work, { id }: Lost, posted: readonly Posted[], context: Context): void {
  for (const [type, reversed] of Object.entries(reversals)) {
    const postings = posted
      .filter((entry) => entry.subject === id && entry.type === type)
      .map(({ account, amount, about }): Posting => ({
        account: nameOf(account),
        amount: -amount,
        about: JSON.parse(about) as NonNullable<Posting['about']>,
      }));
    postTransaction(work, context, { type: reversed, subject: id }, postings);
  }
}

const names = new Map(Object.entries(accounts).map(([name, account]) => [account, name as AccountName]));

function nameOf(account: number): AccountName {
  return names.get(account as never) as AccountName;
}

/** Puts the goods of one row back to where they can be used; answers whether that is stock. */
function putBack(work: Work, record: Record, lost: Lost, context: Context): boolean {
  const { campaignId, variantId, pieces, cost } = lost;
  if (record.stage === 'receipt' && campaignId !== null) {
    const line = work.get(purchaseLines, lost.source.slice(`shrinkage ${record.id} `.length));
    const order = work.get(purchaseOrders, line.purchaseOrderId);
    const there = { shrunk: line.shrunk - pieces };
    // A closing at the same moment is decided anew.
    work.set(purchaseOrders, order, { status: order.status });
    if (!isSharedOut(order)) {
      work.set(purchaseLines, line, there);
      addGoods(work, campaignId, variantId, pieces, cost);
      return false;
    }
    const { surplus, surplusCost } = line;
    work.set(purchaseLines, line, {
      ...there,
      surplus: surplus + pieces,
      surplusCost: surplusCost + cost,
    });
  }
  addStock(work, variantId, pieces, cost);
  if (campaignId !== null) {
    const moved = goodsMoved(cost, { campaignId, variantId }, { variantId });
    postTransaction(work, context, { type: 'purchaseOrder.surplus', subject: lost.id }, moved);
  }
  return true;
}
