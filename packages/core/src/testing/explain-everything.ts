import type { ExplanationView } from '../explanations/explanation-view.ts';
import type { TestShop } from './test-shop.ts';

/** What an explanation says that does not hold; empty where all is well. */
export function problemsOf(explained: ExplanationView): string[] {
  const sums = new Map<string, number>();
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { name, about, amount, agrees, steps, entries } of explained.amounts) {
    const last = steps.at(-1)?.calculation?.rounded;
    if (!agrees || last !== amount.amount)
      problems.push(`${name} ${JSON.stringify(about)}: ${String(last)} is not ${String(amount.amount)}`);
    for (const { texts } of steps) if (texts.zh === '' || texts.en === '') problems.push(`${name} is silent`);
    for (const entry of entries) {
      const key = JSON.stringify(entry);
      if (seen.has(key) && entries.filter((one) => JSON.stringify(one) === key).length < 2)
        problems.push(`${name} lists an entry of another amount`);
      seen.add(key);
      sums.set(entry.transactionId, (sums.get(entry.transactionId) ?? 0) + entry.amount.amount);
    }
  }
  for (const [transaction, sum] of sums)
    if (sum !== 0) problems.push(`${transaction} sums to ${String(sum)}`);
  return problems;
}

/** Explains every order of the shop and answers what does not agree. */
export async function unexplainedOrders({ tuan }: TestShop): Promise<string[]> {
  const rows = await tuan.reader.rows<{ id: string }>('SELECT "id" AS "id" FROM "orders"');
  const problems: string[] = [];
  for (const { id: orderId } of rows) {
    const explained = await tuan.orders.explain({ orderId });
    problems.push(...problemsOf(explained).map((problem) => `${orderId} ${problem}`));
  }
  return problems;
}
