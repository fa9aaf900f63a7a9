import type { Context } from '../shared/context.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Work } from '../work.ts';
import { accounts } from './accounts.ts';
import { type Dimensions, movingOf, type Posting } from './post-transaction.ts';

/** What one order line posts. `about` says only what differs from the line's own: whose commission, which kind. */
export interface LinePostings {
  readonly lineId: string;
  /** Whom the line's order earns for: an entry that names another leader says so. */
  readonly leaderId: string;
  readonly postings: readonly Posting[];
}

/** Lines whose entries differ in nothing but amounts and leaders. */
interface Alike {
  /** Account, kind and the place of another leader, for each entry in turn. */
  readonly pattern: readonly SqlValue[][];
  /** The line, the transaction, and its values: the amounts in turn, then the other leaders. */
  readonly rows: unknown[];
}

const transactionsSql = `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt")
  SELECT j.value ->> 0, ?2, j.value ->> 1, CAST(?3 AS INTEGER) FROM json_each(?1) AS j`;

/**
 * Of each entry only the amount travels: lines that post alike share their pattern, and what an entry is about is read
 * from the line where it stands. Taking a dozen texts an entry out of JSON costs more than storing it.
 */
const entriesSql = `WITH j("line", "transaction", "values") AS MATERIALIZED
    (SELECT value ->> 0, value ->> 1, value -> 2 FROM json_each(?1)),
  p("position", "account", "kind", "leader") AS MATERIALIZED
    (SELECT key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2))
  INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt",
    "campaignId", "variantId", "supplierId", "leaderId", "communityId", "orderId", "orderLineId", "kind")
  SELECT j."transaction", p."position", p."account", j."values" ->> p."position", CAST(?3 AS INTEGER),
    l."campaignId", l."variantId", l."supplierId", coalesce(j."values" ->> p."leader", l."leaderId"), l."communityId", l."orderId", l."id", p."kind"
  FROM j CROSS JOIN "order_lines" AS l ON l."id" = j."line" CROSS JOIN p`;

/**
 * `postTransaction` for many order lines at once, a transaction each: what it stores is the same, in few statements.
 * Only for verbs that run alone.
 */
export function postForLines(
  work: Work,
  context: Context,
  type: string,
  lines: readonly LinePostings[],
): void {
  const transactions: SqlValue[][] = [];
  const patterns = new Map<string, Alike>();
  for (const { lineId, leaderId, postings } of lines) {
    const moving = movingOf({ type, subject: lineId }, postings);
    if (moving.length === 0) continue;
    const id = context.newId('txn');
    transactions.push([id, lineId]);
    const others = moving.flatMap(({ about }) => otherLeader(about, leaderId) ?? []);
    const values = [...moving.map(({ amount }) => amount), ...others];
    alikeOf(patterns, moving, leaderId).rows.push([lineId, id, values]);
  }
  work.statementOver(transactionsSql, transactions, [type, context.now]);
  for (const { pattern, rows } of patterns.values())
    work.statementOver(entriesSql, rows, [JSON.stringify(pattern), context.now]);
}

function otherLeader(about: Dimensions | undefined, leaderId: string): string | undefined {
  return about?.leaderId === leaderId ? undefined : (about?.leaderId ?? undefined);
}

function alikeOf(patterns: Map<string, Alike>, postings: readonly Posting[], leaderId: string): Alike {
  let name = '';
  for (const { account, about } of postings)
    name += `${account} ${about?.kind ?? ''} ${otherLeader(about, leaderId) === undefined ? '' : 'other'},`;
  const known = patterns.get(name);
  if (known) return known;
  let place = postings.length;
  const pattern = postings.map(({ account, about }) => {
    const other = otherLeader(about, leaderId) === undefined ? null : place++;
    return [accounts[account], about?.kind ?? null, other];
  });
  const alike: Alike = { pattern, rows: [] };
  patterns.set(name, alike);
  return alike;
}
