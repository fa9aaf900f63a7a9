import { assert } from '../shared/error.ts';
import type { ParsedList } from './columns.ts';
import { parseFilledReceipt } from './filled-receipt.ts';
import { parseFilledSettlement } from './filled-settlement.ts';
import { parseFilledWeighings } from './filled-weighings.ts';
import type { Import } from './import.ts';
import { parseLeaderList } from './leader-list.ts';
import { parsePickupPointList } from './pickup-point-list.ts';
import { parsePriceList, type PriceListRow } from './price-list.ts';
import type { ImportProblem } from './schemas.ts';
import type { Sheet } from './sheet.ts';

/** What one sum may be, in minor units: more would not fit into the books. */
const amountMax = 9_000_000_000_000;

export interface UnderstoodSheet {
  readonly rows: ParsedList<object>['rows'];
  readonly problems: readonly ImportProblem[];
  readonly ignoredColumns: readonly string[];
}

/** Reads the rows of a sheet as the kind says, in minor units of the shop's currency. */
export function understandSheet(kind: Import['kind'], sheet: Sheet, currency: string): UnderstoodSheet {
  switch (kind) {
    case 'priceList':
      return withinTheBooks(parsePriceList(sheet, currency));
    case 'leaders':
      return parseLeaderList(sheet);
    case 'pickupPoints':
      return parsePickupPointList(sheet);
    case 'receipt':
      return parseFilledReceipt(sheet, currency);
    case 'weighings':
      return parseFilledWeighings(sheet);
    case 'settlementResults':
      return parseFilledSettlement(sheet, currency);
    default:
      return kind satisfies never;
  }
}

function withinTheBooks(list: ParsedList<PriceListRow>): UnderstoodSheet {
  const tooHigh = list.rows.filter(({ cost, price }) => cost > amountMax || price > amountMax);
  if (tooHigh.length === 0) return list;
  const problems = tooHigh.map(({ row, cost }) => {
    const column = cost > amountMax ? '进价' : '售价';
    return { row, column, code: 'out_of_range', message: 'The amount is larger than the books can hold.' };
  });
  const rows = list.rows.filter((row) => !tooHigh.includes(row));
  assert(rows.length + tooHigh.length === list.rows.length, 'no row is lost');
  return {
    ...list,
    rows,
    problems: [...list.problems, ...problems].toSorted((one, other) => one.row - other.row),
  };
}
