import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { auditDatabase } from './audit-database.ts';

const auditReportSchema = z
  .strictObject({
    checked: z.int().describe('How many invariants were proved.'),
    broken: z.array(
      z.strictObject({
        invariant: z.string(),
        rule: z.string().describe('What should hold.'),
        rows: z
          .array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))
          .describe('The rows that break it, at most 50: ids and sums in minor units.'),
      }),
    ),
  })
  .meta({
    id: 'AuditReport',
    description: 'Whether everything holds that must always hold; `broken` is empty then.',
  });

/**
 * Proves on the database as it is now that nothing was oversold, forgotten, bought or paid twice, and that the books
 * are what happened. Reads only.
 *
 * Refuses: not_allowed.
 */
export const runAudit = defineQuery({
  name: 'audit.run',
  summary: 'Prove what must always hold',
  aside: true,
  input: z.strictObject({}),
  answer: auditReportSchema,
  async read(reader, _input, context) {
    demandShop(context);
    const { checked, broken } = await auditDatabase(reader);
    return {
      checked,
      broken: broken.map(({ rows, ...rest }) => ({ ...rest, rows: rows.map((row) => ({ ...row })) })),
    };
  },
});
