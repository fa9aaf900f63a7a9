import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';

const {
  leaderCash,
  commissionAccrued,
  commissionDeferred,
  commissionEarned,
  commissionSettled,
  payoutsDue,
  commission,
} = accounts;

/** What stands on one side of an account, as a column of a sum over ledger entries. */
const credit = (account: number) => `-sum(CASE WHEN "account" = ${String(account)} THEN "amount" ELSE 0 END)`;
const debit = (account: number) => `sum(CASE WHEN "account" = ${String(account)} THEN "amount" ELSE 0 END)`;

/** What changed a leader's settled credit, in the order in which it was committed, and the credit after each. */
const creditInTime = `WITH steps AS (
    SELECT e."sequence" AS "sequence", e."type" AS "type", s."id" AS "id", s."leaderId" AS "leaderId", s."total" - s."cashSetOff" AS "change", s."balance" AS "shown"
    FROM "statements" s JOIN "events" e ON e."subject" = s."id" AND e."type" = 'statement.created'
    UNION ALL SELECT e."sequence", e."type", p."id", p."leaderId", CASE WHEN e."type" IN ('payout.failed', 'payout.returned') THEN p."amount" ELSE -p."amount" END, NULL
    FROM "payouts" p JOIN "events" e ON e."subject" = p."id" AND e."type" IN ('payout.claimed', 'payout.retried', 'payout.failed', 'payout.returned')
    UNION ALL SELECT e."sequence", e."type", p."id", p."leaderId", e."data" ->> 'credit', NULL
    FROM "settlements" p JOIN "events" e ON e."subject" = p."id" AND e."type" IN ('settlement.created', 'settlement.confirmed', 'settlement.failed', 'settlement.retried')
  ), credits AS (SELECT *, sum("change") OVER (PARTITION BY "leaderId" ORDER BY "sequence") AS "credit" FROM steps)`;

/** What leaders earn and are paid (audit 5): by entry, by leader and in the books. */
export const leaderInvariants: readonly Invariant[] = [
  {
    name: 'commission_pending',
    rule: 'Commission accrued for a leader in the books is what the entries owe that are not earned.',
    sql: `SELECT "leaderId" AS "leaderId", sum("ledger") AS "ledger", sum("due") AS "due"
      FROM (SELECT "leaderId", -"amount" AS "ledger", 0 AS "due" FROM "ledger_entries" WHERE "account" = ${String(commissionAccrued)}
        UNION ALL SELECT "beneficiaryId", 0, "due" FROM "commission_entries" WHERE "status" = 'accrued')
      GROUP BY "leaderId" HAVING sum("ledger") <> sum("due")`,
  },
  {
    name: 'commission_accrued',
    rule: 'Commission accrued in a campaign is what its entries owe that are not earned: none when no claim window is open.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("due") AS "due"
      FROM (SELECT "campaignId", -"amount" AS "ledger", 0 AS "due" FROM "ledger_entries" WHERE "account" = ${String(commissionAccrued)}
        UNION ALL SELECT "campaignId", 0, "due" FROM "commission_entries" WHERE "status" = 'accrued')
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("due")`,
  },
  {
    name: 'commission_expense',
    rule: 'Commission is deferred until its line is completed, and an expense of the campaign from then on.',
    sql: `SELECT "campaignId" AS "campaignId", sum("deferred") AS "deferred", sum("dueLater") AS "dueLater", sum("expense") AS "expense", sum("due") AS "due"
      FROM (SELECT "campaignId", CASE "account" WHEN ${String(commissionDeferred)} THEN "amount" ELSE 0 END AS "deferred",
          CASE "account" WHEN ${String(commission)} THEN "amount" ELSE 0 END AS "expense", 0 AS "dueLater", 0 AS "due"
        FROM "ledger_entries" WHERE "account" = ${String(commissionDeferred)}
          OR ("account" = ${String(commission)} AND NOT ("orderLineId" IS NULL AND coalesce("kind", '') IN ('bonus', 'referral')))
        UNION ALL SELECT e."campaignId", 0, 0, CASE WHEN l."completedAt" IS NULL THEN e."due" ELSE 0 END,
          CASE WHEN l."completedAt" IS NULL THEN 0 ELSE e."due" END
        FROM "commission_entries" e JOIN "order_lines" l ON l."id" = e."orderLineId" WHERE e."status" <> 'unpaid')
      GROUP BY "campaignId" HAVING sum("deferred") <> sum("dueLater") OR sum("expense") <> sum("due")`,
  },
  {
    name: 'commission_movements',
    rule: 'An earned entry has moved what it is due, one that is not earned nothing.',
    sql: `SELECT e."id" AS "commissionEntryId", e."status" AS "status", e."due" AS "due", coalesce(sum(m."amount"), 0) AS "moved"
      FROM "commission_entries" e LEFT JOIN "commission_movements" m ON m."commissionEntryId" = e."id"
      GROUP BY e."id" HAVING coalesce(sum(m."amount"), 0) <> CASE e."status" WHEN 'earned' THEN e."due" ELSE 0 END`,
  },
  {
    name: 'earning_deferred',
    rule: 'While a claim that was opened in time is open, the commission of its line is not earned.',
    sql: `SELECT e."id" AS "commissionEntryId", c."id" AS "claimId", e."earnableAt" AS "earnableAt"
      FROM "claims" c JOIN "commission_entries" e ON e."orderId" = c."orderId" AND e."orderLineId" = c."orderLineId"
      WHERE c."status" IN ('open', 'proposed') AND e."status" = 'accrued' AND e."earnableAt" > c."openedAt"`,
  },
  {
    name: 'commission_unsettled',
    rule: 'Earned commission of a leader in the books is the sum of the movements that no statement has taken.',
    sql: `SELECT "leaderId" AS "leaderId", sum("ledger") AS "ledger", sum("moved") AS "moved"
      FROM (SELECT "leaderId", -"amount" AS "ledger", 0 AS "moved" FROM "ledger_entries" WHERE "account" = ${String(commissionEarned)}
        UNION ALL SELECT "leaderId", 0, "amount" FROM "commission_movements" WHERE "statementId" IS NULL)
      GROUP BY "leaderId" HAVING sum("ledger") <> sum("moved")`,
  },
  {
    name: 'statement_movements',
    rule: 'A statement is the sum of its movements, all of its leader and dated before its end.',
    sql: `SELECT s."id" AS "statementId", s."total" AS "total", coalesce(sum(m."amount"), 0) AS "moved"
      FROM "statements" s LEFT JOIN "commission_movements" m ON m."statementId" = s."id"
      GROUP BY s."id" HAVING s."earned" <> coalesce(sum(CASE m."kind" WHEN 'earned' THEN m."amount" END), 0)
        OR s."reversed" <> coalesce(sum(CASE m."kind" WHEN 'reversed' THEN m."amount" END), 0)
        OR s."bonus" <> coalesce(sum(CASE m."kind" WHEN 'bonus' THEN m."amount" END), 0)
        OR s."charged" <> coalesce(sum(CASE m."kind" WHEN 'fault' THEN m."amount" END), 0)
        OR max(m."datedAt") >= s."to" OR sum(m."leaderId" <> s."leaderId") > 0`,
  },
  {
    name: 'statement_periods',
    rule: "A leader's statements follow one another: each begins where the one before ended.",
    sql: `SELECT "statementId" AS "statementId", "from" AS "from", "before" AS "before" FROM (SELECT "id" AS "statementId", "from" AS "from", lag("to") OVER (PARTITION BY "leaderId" ORDER BY "to") AS "before" FROM "statements")
      WHERE "from" IS NOT "before"`,
  },
  {
    name: 'statement_balance',
    rule: "The balance of a statement is the leader's settled credit after it: carried debt and all.",
    sql: `${creditInTime} SELECT "id" AS "statementId", "shown" AS "balance", "credit" AS "counted" FROM credits
      WHERE "type" = 'statement.created' AND "shown" <> "credit"`,
  },
  {
    name: 'payout_within_credit',
    rule: "A payout or a split is not above the leader's settled credit at its instant.",
    sql: `${creditInTime} SELECT "id" AS "payoutId", -"change" AS "amount", "credit" - "change" AS "creditBefore" FROM credits
      WHERE "type" IN ('payout.claimed', 'payout.retried', 'settlement.created', 'settlement.retried') AND "change" < 0 AND "credit" < 0`,
  },
  {
    name: 'leader_credit',
    rule: 'Settled credit is statements less set-offs, payouts and splits; what is on its way and what was paid are those.',
    sql: `SELECT "leaderId" AS "leaderId", ${credit(commissionSettled)} AS "settled", sum("credit") AS "credit",
        ${credit(payoutsDue)} AS "paying", sum("claimed") AS "claimed", sum("paid") AS "paid", sum("sent") AS "sent"
      FROM (SELECT "leaderId", "account", "amount", 0 AS "credit", 0 AS "claimed", 0 AS "paid", 0 AS "sent" FROM "ledger_entries"
          WHERE "account" IN (${String(commissionSettled)}, ${String(payoutsDue)})
        UNION ALL SELECT "leaderId", 0, 0, "total" - "cashSetOff", 0, 0, 0 FROM "statements"
        UNION ALL SELECT "leaderId", 0, 0, CASE WHEN "status" IN ('failed', 'returned') THEN 0 ELSE -"amount" END,
          CASE "status" WHEN 'claimed' THEN "amount" ELSE 0 END, 0, CASE "status" WHEN 'sent' THEN "amount" ELSE 0 END FROM "payouts"
        UNION ALL SELECT "leaderId", 0, 0, CASE "kind" WHEN 'split' THEN CASE "status" WHEN 'failed' THEN 0 ELSE -"amount" END ELSE CASE "status" WHEN 'sent' THEN "amount" ELSE 0 END END,
          CASE WHEN "kind" = 'split' AND "status" = 'claimed' THEN "amount" ELSE 0 END, 0,
          CASE "status" WHEN 'sent' THEN CASE "kind" WHEN 'split' THEN "amount" ELSE -"amount" END ELSE 0 END FROM "settlement_lines"
        UNION ALL SELECT "leaderId", 0, 0, 0, 0, "paid", 0 FROM "leader_accounts")
      GROUP BY "leaderId" HAVING ${credit(commissionSettled)} <> sum("credit") OR ${credit(payoutsDue)} <> sum("claimed") OR sum("paid") <> sum("sent")`,
  },
  {
    name: 'payout_returns',
    rule: 'A transfer that came back is booked once in full, and no payout stands as sent by it.',
    sql: `SELECT "payoutId" AS "payoutId", sum("returned") AS "returned", sum("booked") AS "booked", sum("standing") AS "standing"
      FROM (SELECT r."payoutId" AS "payoutId", p."amount" AS "returned", 0 AS "booked",
          p."status" = 'sent' AND p."reference" = r."reference" AS "standing"
        FROM "payout_returns" r JOIN "payouts" p ON p."id" = r."payoutId"
        UNION ALL SELECT x."subject", 0, e."amount", 0 FROM "ledger_transactions" x JOIN "ledger_entries" e ON e."transactionId" = x."id"
          WHERE x."type" = 'payout.returned' AND e."account" = ${String(accounts.hostMoney)})
      GROUP BY "payoutId" HAVING sum("returned") <> sum("booked") OR sum("standing") > 0`,
  },
  {
    name: 'leader_cash',
    rule: 'Cash in the hand of a leader is what customers paid there, less what went back, was handed over or set off.',
    sql: `SELECT "leaderId" AS "leaderId", sum("ledger") AS "ledger", sum("cash") AS "cash"
      FROM (SELECT "leaderId", "amount" AS "ledger", 0 AS "cash" FROM "ledger_entries" WHERE "account" = ${String(leaderCash)}
        UNION ALL SELECT "cashLeaderId", 0, "amount" FROM "payments" WHERE "collectedBy" = 'leader'
        UNION ALL SELECT "cashLeaderId", 0, -"amount" FROM "refunds" WHERE "status" = 'confirmed' AND "paidBackBy" = 'leader'
        UNION ALL SELECT "leaderId", 0, -"amount" FROM "remittances"
        UNION ALL SELECT "leaderId", 0, -"cashSetOff" FROM "statements")
      GROUP BY "leaderId" HAVING sum("ledger") <> sum("cash")`,
  },
  {
    name: 'leader_account',
    rule: "A leader's running sums are the balances of the ledger.",
    sql: `SELECT "leaderId" AS "leaderId", sum("pending") AS "pending", ${credit(commissionAccrued)} AS "accruedInBooks",
        sum("earned") AS "earned", ${credit(commissionEarned)} AS "earnedInBooks", sum("settled") AS "settled", ${credit(commissionSettled)} AS "settledInBooks",
        sum("paying") AS "paying", ${credit(payoutsDue)} AS "payingInBooks", sum("cash") AS "cash", ${debit(leaderCash)} AS "cashInBooks"
      FROM (SELECT "leaderId", "pending", "earned", "settled", "paying", "cash", 0 AS "account", 0 AS "amount" FROM "leader_accounts"
        UNION ALL SELECT "leaderId", 0, 0, 0, 0, 0, "account", "amount" FROM "ledger_entries"
          WHERE "account" IN (${[leaderCash, commissionAccrued, commissionEarned, commissionSettled, payoutsDue].join(', ')}))
      GROUP BY "leaderId" HAVING sum("pending") <> ${credit(commissionAccrued)} OR sum("earned") <> ${credit(commissionEarned)}
        OR sum("settled") <> ${credit(commissionSettled)} OR sum("paying") <> ${credit(payoutsDue)} OR sum("cash") <> ${debit(leaderCash)}`,
  },
];
