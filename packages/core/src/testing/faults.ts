/*
 * Faults for tests of the audit: SQL that breaks one thing, and SQL that takes it back.
 */

/** The event that a row of the audit's own making needs. */
export function eventSql(subject: string, type: string): string {
  return `INSERT INTO "events" ("id", "type", "subject", "occurredAt", "recordedAt", "actor", "data")
    VALUES ('evt_${subject}_${type}', '${type}', '${subject}', 1, 1, 'system', '{}')`;
}

/** A fault and what takes it back. */
export type Fault = readonly [breaks: readonly string[], mends: readonly string[]];

/** Adds to a column of one row. */
export function added(table: string, column: string, where: string, amount = 1): Fault {
  const change = (sign: string) =>
    `UPDATE "${table}" SET "${column}" = "${column}" ${sign} ${String(amount)} WHERE ${where}`;
  return [[change('+')], [change('-')]];
}

/** Puts another text into a column of one row. */
export function replaced(table: string, column: string, from: string, to: string, where = 'TRUE'): Fault {
  const change = (before: string, after: string) =>
    `UPDATE "${table}" SET "${column}" = '${after}' WHERE "${column}" = '${before}' AND ${where}`;
  return [[change(from, to)], [change(to, from)]];
}

export function inserted(table: string, columns: string, values: string, where: string): Fault {
  return [
    [`INSERT INTO "${table}" (${columns}) VALUES (${values})`],
    [`DELETE FROM "${table}" WHERE ${where}`],
  ];
}

/** A balanced transaction that moves 5 of one account between two campaigns that do not exist. */
export function moved(account: number): Fault {
  const entry = (position: number, amount: number, campaign: string) =>
    `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt", "campaignId")
      VALUES ('txn_fault', ${String(position)}, ${String(account)}, ${String(amount)}, 1, '${campaign}')`;
  return [
    [
      `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt") VALUES ('txn_fault', 'fault', 'fault', 1)`,
      entry(0, 5, 'cam_x'),
      entry(1, -5, 'cam_y'),
    ],
    [
      `DELETE FROM "ledger_entries" WHERE "transactionId" = 'txn_fault'`,
      `DELETE FROM "ledger_transactions" WHERE "id" = 'txn_fault'`,
    ],
  ];
}

/** The event of a state is there under another name. */
export function untold(type: string, subject: string): Fault {
  return replaced('events', 'type', type, 'something.else', subject);
}
