import type { ExplanationView } from '../explanations/explanation-view.ts';
import type { TestShop } from './test-shop.ts';

/** What an explanation says that does not hold; empty where all is well. */
export function problemsOf(explained: ExplanationView): string[] {
  return explained.amounts.flatMap(({ name, about, amount, agrees, steps }) => {
    const last = steps.at(-1)?.calculation?.rounded;
    const what = `${explained.subject} ${name} ${JSON.stringify(about)}`;
    const silent = steps.some(({ texts }) => texts.zh === '' || texts.en === '');
    return [
      ...(agrees && last === amount.amount
        ? []
        : [`${what}: ${String(last)} is not ${String(amount.amount)}`]),
      ...(silent ? [`${what} is silent`] : []),
    ];
  });
}

/** Transactions whose entries, as they stand under all amounts of an explanation, do not sum to zero. */
export function unbalancedIn({ amounts }: ExplanationView): string[] {
  const sums = new Map<string, number>();
  for (const { transactionId, amount } of amounts.flatMap(({ entries }) => entries))
    sums.set(transactionId, (sums.get(transactionId) ?? 0) + amount.amount);
  return [...sums].flatMap(([id, sum]) => (sum === 0 ? [] : [`${id} sums to ${String(sum)}`]));
}

/** Explains everything that can be explained in a shop, and answers what does not agree. */
export async function unexplained(shop: TestShop): Promise<string[]> {
  const { tuan } = shop;
  const problems: string[] = [];
  for (const orderId of await idsOf(shop, 'orders')) {
    const explained = await tuan.orders.explain({ orderId });
    const [stored] = await tuan.reader.rows<{ count: number }>(
      'SELECT count(*) AS "count" FROM "ledger_entries" WHERE "orderId" = ?',
      [orderId],
    );
    const listed = explained.amounts.flatMap(({ entries }) => entries).length;
    if (listed !== stored?.count) problems.push(`${orderId} lists ${String(listed)} of its entries`);
    problems.push(...problemsOf(explained), ...unbalancedIn(explained));
  }
  const { commissions, refunds, claims, payouts, settlements, supplierStatements } = tuan;
  for (const commissionId of await idsOf(shop, 'commission_entries'))
    problems.push(...problemsOf(await commissions.explain({ commissionId })));
  for (const refundId of await idsOf(shop, 'refunds'))
    problems.push(...problemsOf(await refunds.explain({ refundId })));
  for (const claimId of await idsOf(shop, 'claims'))
    problems.push(...problemsOf(await claims.explain({ claimId })));
  for (const payoutId of await idsOf(shop, 'payouts'))
    problems.push(...problemsOf(await payouts.explain({ payoutId })));
  for (const settlementId of await idsOf(shop, 'settlements'))
    problems.push(...problemsOf(await settlements.explain({ settlementId, limit: 100 })));
  for (const statementId of await idsOf(shop, 'supplier_statements'))
    problems.push(...problemsOf(await supplierStatements.explain({ statementId })));
  return [...problems, ...(await unexplainedStatements(shop))];
}

/** Every statement to its last page: the movements of the pages together are its total. */
async function unexplainedStatements(shop: TestShop): Promise<string[]> {
  const problems: string[] = [];
  for (const statementId of await idsOf(shop, 'statements')) {
    let cursor: string | null = null;
    let moved = 0;
    let total = 0;
    do {
      const explained: ExplanationView = await shop.tuan.statements.explain({
        statementId,
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      problems.push(...problemsOf(explained), ...unbalancedIn(explained));
      for (const { name, amount } of explained.amounts) {
        if (name.startsWith('movement.')) moved += amount.amount;
        if (name === 'statement.total') total = amount.amount;
      }
      cursor = explained.nextCursor;
    } while (cursor !== null);
    if (moved !== total) problems.push(`${statementId}: movements of ${String(moved)}, not ${String(total)}`);
  }
  return problems;
}

async function idsOf({ tuan }: TestShop, table: string): Promise<string[]> {
  const rows = await tuan.reader.rows<{ id: string }>(`SELECT "id" AS "id" FROM "${table}" ORDER BY rowid`);
  return rows.map(({ id }) => id);
}
