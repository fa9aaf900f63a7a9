import { accounts } from '../ledger/accounts.ts';
import { occasionWords } from '../ledger/occasion-words.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { statements } from './tables.ts';

type Statement = Row<typeof statements>;

interface CreditEntry {
  readonly transactionId: string;
  readonly type: string;
  readonly subject: string;
  readonly postedAt: number;
  readonly amount: number;
  /** Of the transfer, where the payout was sent. */
  readonly reference: string | null;
}

/** Entries of the leader's credit in the order of posting; ids sort in the order in which they were made. */
const entriesSql = `SELECT e."transactionId" AS "transactionId", x."type" AS "type", x."subject" AS "subject",
    e."postedAt" AS "postedAt", -sum(e."amount") AS "amount", CASE WHEN p."status" = 'sent' THEN p."reference" END AS "reference"
  FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId" LEFT JOIN "payouts" p ON p."id" = x."subject"
  WHERE e."leaderId" = ?1 AND e."account" = ${String(accounts.commissionSettled)}
  GROUP BY e."transactionId" ORDER BY min(e.rowid)`;

/**
 * What moved the settled credit of a leader beside the statements: since the one before, up to this one; and after it,
 * up to the next one or up to now.
 */
export async function readCreditMoves(reader: Reader, statement: Statement, currency: string) {
  const { leaderId, from, to } = statement;
  const [entries, [before], [next]] = await reader.ask(
    sqlRows<CreditEntry>(entriesSql, [leaderId]),
    tableRows(statements, 't."leaderId" = ? AND t."to" = CAST(? AS INTEGER)', [leaderId, from ?? -1]),
    tableRows(statements, 't."leaderId" = ? AND t."to" > CAST(? AS INTEGER) ORDER BY t."to" LIMIT 1', [
      leaderId,
      to,
    ]),
  );
  const start = before === undefined ? 0 : placeOf(before, entries).end;
  const own = placeOf(statement, entries);
  const end = next === undefined ? entries.length : placeOf(next, entries).start;
  const opening = before?.balance ?? 0;
  const moves = lastOfEach(entries);
  return {
    opening,
    before: movesView(moves.slice(start, own.start), opening, currency),
    after: movesView(moves.slice(own.end, end), statement.balance, currency),
  };
}

/** Where a statement stands among the entries; one of nothing posted nothing and stands at its instant. */
function placeOf({ id, createdAt }: Statement, entries: readonly CreditEntry[]) {
  const own = entries.findIndex(({ subject }) => subject === id);
  if (own >= 0) return { start: own, end: own + 1 };
  const isEarlier = ({ postedAt, transactionId }: CreditEntry): boolean =>
    postedAt < createdAt || (postedAt === createdAt && transactionId.slice(4) < id.slice(4));
  const start = entries.findLastIndex(isEarlier) + 1;
  return { start, end: start };
}

/** A payout that failed before it was sent has several entries; the transfer belongs to the last one. */
function lastOfEach(entries: readonly CreditEntry[]): CreditEntry[] {
  const last = new Map(entries.map((entry) => [entry.subject, entry]));
  return entries.map((entry) => (last.get(entry.subject) === entry ? entry : { ...entry, reference: null }));
}

function movesView(entries: readonly CreditEntry[], opening: number, currency: string) {
  let balance = opening;
  return entries.map(({ type, postedAt, amount, reference }) => {
    balance += amount;
    return {
      at: instantText(postedAt),
      description: { ...occasionWords(reference === null ? type : 'payout.sent') },
      reference,
      amount: money(amount, currency),
      balance: money(balance, currency),
    };
  });
}
