import { amountCell, textCell, wholeNumberCell, yesOrNoCell } from './cell-values.ts';
import { readList } from './columns.ts';
import type { Column, ParsedList, RowCells } from './columns.ts';
import { nominalWeight } from './nominal-weight.ts';
import type { Sheet } from './sheet.ts';

/** One variant as a price list gives it. */
export interface PriceListRow {
  /** Row of the spreadsheet. */
  readonly row: number;
  readonly supplier: string;
  /** The supplier's or shop's number of the goods, once in a list. */
  readonly sku: string;
  readonly name: string;
  /** Free text, may be empty. */
  readonly specification: string;
  /** Sale unit: 斤, 箱, 把. */
  readonly unit: string;
  /** Bought in multiples of so many sale units. */
  readonly packSize: number;
  /** Minor units for one sale unit. */
  readonly cost: number;
  /** Minor units for one sale unit. */
  readonly price: number;
  readonly category: string;
  /** Nominal weight of one sale unit of weighed goods; null when sold by the piece. */
  readonly gramsPerUnit: number | null;
  /** Calendar days from the cutoff to the pickup date (R23). */
  readonly leadDays: number;
}

const columns = {
  supplier: { headers: ['供应商', 'supplier'] },
  sku: { headers: ['货号', 'sku'] },
  name: { headers: ['品名', 'name'] },
  specification: { headers: ['规格', 'specification'], optional: true },
  unit: { headers: ['单位', 'unit'] },
  packSize: { headers: ['箱规', 'packSize'] },
  cost: { headers: ['进价', 'cost'] },
  price: { headers: ['售价', 'price'] },
  category: { headers: ['品类', 'category'] },
  weighed: { headers: ['称重', 'weighed'] },
  leadDays: { headers: ['备货天数', 'leadDays'] },
} satisfies Record<string, Column>;

type PriceListColumn = keyof typeof columns;

const PACK_SIZES = { min: 1, max: 1_000_000 };
const LEAD_DAYS = { min: 0, max: 365 };

/**
 * Understands a price list with Chinese or English headers: 供应商, 货号, 品名, 规格, 单位, 箱规, 进价, 售价, 品类,
 * 称重, 备货天数. Every row is in `rows` or named in `problems`, with the problems of the sheet itself first.
 *
 * @param currency ISO 4217, of the shop
 * @throws RangeError when the code is no currency
 */
export function parsePriceList(sheet: Sheet, currency: string): ParsedList<PriceListRow> {
  return readList<PriceListColumn, PriceListRow>(sheet, {
    columns,
    unique: 'sku',
    readRow: (cells) => priceListRow(cells, currency),
  });
}

function priceListRow(cells: RowCells<PriceListColumn>, currency: string): PriceListRow {
  const specification = textCell(cells, 'specification', true);
  const unit = textCell(cells, 'unit');
  const isWeighed = yesOrNoCell(cells, 'weighed');
  return {
    row: cells.row,
    supplier: textCell(cells, 'supplier'),
    sku: textCell(cells, 'sku'),
    name: textCell(cells, 'name'),
    specification,
    unit,
    packSize: wholeNumberCell(cells, 'packSize', PACK_SIZES),
    cost: amountCell(cells, 'cost', currency),
    price: amountCell(cells, 'price', currency),
    category: textCell(cells, 'category'),
    gramsPerUnit: isWeighed && unit !== '' ? gramsCell(cells, specification, unit) : null,
    leadDays: wholeNumberCell(cells, 'leadDays', LEAD_DAYS),
  };
}

function gramsCell(cells: RowCells<PriceListColumn>, specification: string, unit: string): number | null {
  const weight = nominalWeight(specification, unit);
  if (weight.ok) return weight.grams;
  cells.report('specification', weight.code, `${weight.message}.`);
  return null;
}
