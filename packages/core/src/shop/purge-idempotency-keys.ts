import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import { demandShop } from './demand-shop.ts';

/** How long a key is kept: twice the 24 hours that are promised. */
const keptFor = 48 * 3_600_000;
const keysPerChunk = 1000;

/*
 * Keys are stored in the order of time, so the oldest come first without an index, which would cost every order.
 */
const oldest = `SELECT rowid FROM "idempotency_keys" ORDER BY rowid LIMIT ${String(keysPerChunk)}`;
const overdue = `"idempotency_keys" WHERE "createdAt" < CAST(? AS INTEGER) AND rowid IN (${oldest})`;

/**
 * Forgets answers that are kept for retries once nobody retries any more. What must count once for ever has
 * references of its own (C21).
 *
 * Refuses: not_allowed.
 */
export const purgeIdempotencyKeys = defineVerb({
  name: 'shop.purgeIdempotencyKeys',
  summary: 'Forget idempotency keys of more than two days ago',
  input: z.strictObject({}),
  answer: z.strictObject({ done: z.int() }),
  alone: true,
  decide: (work, _input, context) => {
    demandShop(context);
    const before = context.now - keptFor;
    const [due] = work.rows<{ keys: number }>(`SELECT count(*) AS "keys" FROM ${overdue}`, [before]);
    const done = due?.keys ?? 0;
    if (done > 0) work.statement(`DELETE FROM ${overdue}`, [before]);
    return { done };
  },
});

export const purgeIdempotencyKeysStep: TickStep = {
  name: purgeIdempotencyKeys.name,
  run: (tuan, now) => untilNothingIsDue(async () => (await tuan.shop.purgeIdempotencyKeys({}, { now })).done),
};
