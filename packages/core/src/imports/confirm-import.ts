import { defineVerb } from '../define.ts';
import { countOf, type RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { checkRows } from './check-rows.ts';
import { demandForKind } from './filled-kinds.ts';
import { importRows, type ImportRows, importSummary } from './import.ts';
import { importIdSchema, importSummarySchema } from './schemas.ts';
import { storeLeaderList } from './store-leader-list.ts';
import { storePickupPointList } from './store-pickup-point-list.ts';
import { storePriceList } from './store-price-list.ts';
import { imports } from './tables.ts';
import { takeReceipt } from './take-receipt.ts';
import { takeSettlementResults } from './take-settlement-results.ts';
import { takeWeighings } from './take-weighings.ts';

/**
 * Stores the rows of a previewed sheet, all or none. What is the same already is not touched, so the same file again
 * changes nothing. Confirming twice is harmless. A sheet that was filled in is taken by the verbs that receive goods
 * and weigh lines, in the same batch; the same content is taken once, for ever.
 *
 * Refuses: import_has_problems, import_taken_already, not_found, not_allowed, and what those verbs refuse.
 */
export const confirmImport = defineVerb({
  name: 'imports.confirm',
  summary: 'Store the rows of a previewed sheet',
  input: importIdSchema,
  answer: importSummarySchema,
  decide: (work, { importId }, context) => {
    demandShop(context);
    const stored = work.get(imports, importId);
    demandForKind(context, stored.kind);
    if (stored.status === 'confirmed') return importSummary(stored);
    const rows = importRows(stored);
    // The shop may have changed since the preview.
    const problems = stored.problems.length > 0 ? stored.problems : checkRows(work, rows);
    demand(problems.length === 0, 'import_has_problems', { problems });
    const outcomes = storeRows(work, rows, context);
    const created = countOf(outcomes, 'created');
    const updated = countOf(outcomes, 'updated');
    const unchanged = countOf(outcomes, 'unchanged');
    const data = { kind: stored.kind, rows: outcomes.length, created, updated };
    work.emit({ type: 'import.confirmed', subject: stored.id, data });
    const confirmed = { status: 'confirmed', created, updated, unchanged, confirmedAt: context.now } as const;
    return importSummary(work.set(imports, stored, confirmed));
  },
});

function storeRows(work: Work, { kind, rows }: ImportRows, context: Context): RowOutcome[] {
  switch (kind) {
    case 'priceList':
      return storePriceList(work, rows, context);
    case 'leaders':
      return storeLeaderList(work, rows, context);
    case 'pickupPoints':
      return storePickupPointList(work, rows, context);
    case 'receipt':
      return takeReceipt(work, rows, context);
    case 'weighings':
      return takeWeighings(work, rows, context);
    case 'settlementResults':
      return takeSettlementResults(work, rows, context);
    default:
      return kind satisfies never;
  }
}
