import { defineVerb } from '../define.ts';
import { rebateAccrued } from '../ledger/postings.ts';
import { type Posting, postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { allocate } from '../shared/money.ts';
import { money } from '../shared/schemas.ts';
import { instantText, type Period } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { rebateContractOf } from './rebate-contract.ts';
import { createdSupplierStatementsSchema, createSupplierStatementsSchema } from './statement-schemas.ts';
import {
  changedStatementsSql,
  monthParams,
  receiptSharesSql,
  type SupplierMonth,
  supplierMonthsSql,
  takeDeductionsSql,
} from './supplier-month.ts';
import { periodOf, reckon, sourceOf, type StatementFigures } from './supplier-statement.ts';
import { rebateTiers, supplierMonths, suppliers, supplierStatements } from './tables.ts';

/** A receipt line of the month: what it is about, and its value in minor units. */
interface ReceiptShare {
  readonly supplierId: string;
  readonly campaignId: string | null;
  readonly variantId: string | null;
  readonly value: number;
}

interface NewStatement extends StatementFigures {
  readonly id: string;
}

/**
 * States a month that is over, for one supplier or for all: what is owed, the volume, and the rebate, which is due from
 * then on. It is frozen with the tiers of that moment; a later claim lowers the volume of the month in which it is
 * posted (R43). The same month again makes nothing new.
 *
 * Refuses: supplier_statement_too_early, not_found, not_allowed.
 */
export const createSupplierStatements = defineVerb({
  name: 'supplierStatements.create',
  summary: 'State a month of suppliers and accrue the rebates',
  input: createSupplierStatementsSchema,
  answer: createdSupplierStatementsSchema,
  alone: true,
  decide: (work, { month, ...command }, context) => {
    demandShop(context);
    const { zone, currency } = theShop(work);
    const period = periodOf(month, zone);
    demand(period.to <= context.now, 'supplier_statement_too_early', { now: instantText(context.now) });
    const supplierId = command.supplierId && work.resolve(suppliers, command.supplierId).id;
    const made = unstated(work, month, period, supplierId).map((figures) => ({
      id: context.newId('sst'),
      ...figures,
    }));
    for (const statement of made) storeStatement(work, statement, context);
    postRebates(work, made, period, context);
    if (made.length > 0) freeze(work, made, period, supplierId);
    if (supplierId === undefined) noteMonth(work, month, context);
    const sum = (name: 'volume' | 'rebate') => made.reduce((total, statement) => total + statement[name], 0);
    return {
      month,
      created: made.length,
      volume: money(sum('volume'), currency),
      rebate: money(sum('rebate'), currency),
      statementId: supplierId === undefined ? null : statementIdOf(work, supplierId, month),
    };
  },
});

/** Stated for everyone: the tick need not look at this month again. */
function noteMonth(work: Work, month: string, { now }: Context): void {
  if (!work.find(supplierMonths, month)) work.insert(supplierMonths, { month, statedAt: now });
}

function statementIdOf(work: Work, supplierId: string, month: string): string | null {
  return work.first(supplierStatements, { source: sourceOf(supplierId, month) })?.id ?? null;
}

/** The figures of every supplier about whom there is something to say and nothing said yet. */
function unstated(
  work: Work,
  month: string,
  period: Period,
  supplierId: string | undefined,
): StatementFigures[] {
  const found = work
    .rows<SupplierMonth>(supplierMonthsSql, monthParams(period, supplierId))
    .filter(hasSomethingToSay);
  work.need(
    ...found.flatMap(({ supplierId: id }): RowRequest[] => [
      [suppliers, { id }],
      [rebateTiers, { supplierId: id }],
      [supplierStatements, { source: sourceOf(id, month) }],
    ]),
  );
  return found
    .filter((one) => statementIdOf(work, one.supplierId, month) === null)
    .map((one) => reckon(one, rebateContractOf(work, one.supplierId), month, period));
}

function hasSomethingToSay(found: SupplierMonth): boolean {
  return Object.values(found).some((amount) => typeof amount === 'number' && amount !== 0);
}

function storeStatement(work: Work, statement: NewStatement, { now }: Context): void {
  const { id, supplierId, month, volume, rebate, closing } = statement;
  work.insert(supplierStatements, { ...statement, createdAt: now, source: sourceOf(supplierId, month) });
  const data = { supplierId, month, volume, rebate, closing };
  // R43: the month ended when it did, whichever command or tick states it first; the ledger is dated by now.
  work.emit({ type: 'supplierStatement.created', subject: id, data, occurredAt: statement.to });
}

/** Each rebate is spread over the receipt lines of the month by value, so that goods and campaigns show what they cost. */
function postRebates(work: Work, made: readonly NewStatement[], period: Period, context: Context): void {
  const earning = made.filter(({ rebate }) => rebate > 0);
  if (earning.length === 0) return;
  const ids = JSON.stringify(earning.map(({ supplierId }) => supplierId));
  const lines = work.rows<ReceiptShare>(receiptSharesSql, [...monthParams(period, undefined), ids]);
  const linesOf = grouped(lines, ({ supplierId }) => supplierId);
  for (const { id, supplierId, rebate } of earning) {
    // A charge that was taken back can make the volume of a month in which nothing was received.
    const ofNoGoods = { supplierId, campaignId: null, variantId: null, value: 1 };
    const postings = spread(rebate, linesOf.get(supplierId) ?? [ofNoGoods]);
    postTransaction(work, context, { type: 'supplierStatement.created', subject: id }, postings);
  }
}

function spread(rebate: number, lines: readonly ReceiptShare[]): Posting[] {
  const amounts = allocate(
    rebate,
    lines.map(({ value }) => value),
  );
  const shares = lines.map((line, position) => ({ ...line, amount: amounts[position] ?? 0 }));
  const goods = grouped(shares, ({ campaignId, variantId }) => JSON.stringify([campaignId, variantId]));
  return [...goods.values()].flatMap((group) => {
    const amount = group.reduce((sum, share) => sum + share.amount, 0);
    const [first] = group;
    const { supplierId = null, campaignId = null, variantId = null } = first ?? {};
    return rebateAccrued(amount, { supplierId, campaignId, variantId });
  });
}

/** What lowered the volume is taken for ever; what another process moved meanwhile has the month reckoned anew. */
function freeze(
  work: Work,
  made: readonly NewStatement[],
  period: Period,
  supplierId: string | undefined,
): void {
  const ids = JSON.stringify(made.map(({ id }) => id));
  work.statement(takeDeductionsSql, [...monthParams(period, supplierId), ids]);
  work.guard(changedStatementsSql, [ids]);
}
