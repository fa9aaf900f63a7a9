import type { Work } from '../work.ts';
import type { ImportRows } from './import.ts';
import type { ImportProblem } from './schemas.ts';
import { leaderListProblems } from './store-leader-list.ts';
import { pickupPointListProblems } from './store-pickup-point-list.ts';
import { priceListProblems } from './store-price-list.ts';
import { receiptProblems } from './take-receipt.ts';
import { settlementProblems } from './take-settlement-results.ts';
import { weighingProblems } from './take-weighings.ts';

/** What is wrong with the rows beside what the shop has; asked at the preview and again at the confirmation. */
export function checkRows(work: Work, { kind, rows }: ImportRows): ImportProblem[] {
  switch (kind) {
    case 'priceList':
      return priceListProblems(work, rows);
    case 'leaders':
      return leaderListProblems(work, rows);
    case 'pickupPoints':
      return pickupPointListProblems(work, rows);
    case 'receipt':
      return receiptProblems(work, rows);
    case 'weighings':
      return weighingProblems(work, rows);
    case 'settlementResults':
      return settlementProblems(work, rows);
    default:
      return kind satisfies never;
  }
}
