import { quoted } from '../shared/quoted.ts';
import { amountMax } from '../shared/schemas.ts';
import { amountCell, textCell, wholeNumberCell } from './cell-values.ts';
import { readList } from './columns.ts';
import type { Column, ParsedList, RowCells } from './columns.ts';
import type { Sheet } from './sheet.ts';

/** One line of a settlement file that came back from the provider. */
export interface FilledSettlementRow {
  /** Row of the spreadsheet. */
  readonly row: number;
  /** The idempotency number of the line. */
  readonly number: string;
  readonly paymentReference: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly attempt: number;
  /** `claimed` where nothing is said yet: such a row is passed over. */
  readonly result: 'claimed' | 'sent' | 'failed';
  /** The provider's own number. */
  readonly reference: string | null;
  readonly failure: string | null;
}

/**
 * Headers as the settlement file has them. None may be left out: who renames one would have money booked without what
 * stands in it being looked at.
 */
export const settlementColumns = {
  number: { headers: ['分账单号', 'number'] },
  paymentReference: { headers: ['支付单号', 'payment reference'] },
  minor: { headers: ['最小单位金额', 'amount in minor units'] },
  amount: { headers: ['金额', 'amount'] },
  currency: { headers: ['币种', 'currency'] },
  attempt: { headers: ['发起次数', 'attempt'] },
  status: { headers: ['状态', 'status'] },
  reference: { headers: ['渠道流水号', 'provider reference'] },
  failure: { headers: ['失败原因', 'failure'] },
} satisfies Record<string, Column>;

type SettlementColumn = keyof typeof settlementColumns;

/** What a provider, or whoever fills the sheet in, may call what became of a line. */
const statusWords = {
  claimed: ['', '待处理', '处理中', 'pending', 'processing', 'claimed'],
  sent: ['成功', '已完成', 'done', 'success', 'sent', 'finished'],
  failed: ['失败', 'failed', 'fail'],
} as const;
const resultOf = new Map(
  (['claimed', 'sent', 'failed'] as const).flatMap((result) =>
    statusWords[result].map((word) => [word as string, result] as const),
  ),
);

const MINOR = { min: 1, max: amountMax };
const ATTEMPTS = { min: 1, max: 1_000_000 };
/** As long as the verbs take them. */
const referenceMax = 120;
const failureMax = 500;

/**
 * Understands a settlement file that came back: each row is found by its number. A row that is still waiting is passed
 * over, as the provider has not done it yet.
 *
 * @param currency ISO 4217, of the shop
 */
export function parseFilledSettlement(sheet: Sheet, currency: string): ParsedList<FilledSettlementRow> {
  const list = readList<SettlementColumn, FilledSettlementRow>(sheet, {
    columns: settlementColumns,
    unique: 'number',
    readRow: (cells) => settlementRow(cells, currency),
  });
  return { ...list, rows: list.rows.filter(({ result }) => result !== 'claimed') };
}

function settlementRow(cells: RowCells<SettlementColumn>, currency: string): FilledSettlementRow {
  const amount = wholeNumberCell(cells, 'minor', MINOR);
  const decimal = amountCell(cells, 'amount', currency);
  if (isReadable(cells, 'minor') && decimal !== amount)
    cells.report('amount', 'out_of_range', 'The amount and the amount in minor units are not the same.');
  return {
    row: cells.row,
    number: textCell(cells, 'number'),
    paymentReference: textCell(cells, 'paymentReference'),
    amount,
    currency: textCell(cells, 'currency'),
    attempt: wholeNumberCell(cells, 'attempt', ATTEMPTS),
    ...resultCells(cells),
  };
}

function isReadable(cells: RowCells<SettlementColumn>, key: SettlementColumn): boolean {
  return /^\d{1,15}$/.test(cells.text(key).normalize('NFKC').trim());
}

function resultCells(
  cells: RowCells<SettlementColumn>,
): Pick<FilledSettlementRow, 'result' | 'reference' | 'failure'> {
  const text = cells.text('status').normalize('NFKC').trim();
  const result = resultOf.get(text.toLowerCase());
  const reference = textCell(cells, 'reference', true, referenceMax);
  const failure = textCell(cells, 'failure', true, failureMax);
  if (result === undefined)
    cells.report('status', 'out_of_range', `${quoted(text)} is neither 成功 (done) nor 失败 (failed).`);
  if (result === 'claimed' && (reference !== '' || failure !== ''))
    cells.report('status', 'missing', 'Say what became of it, or empty what stands beside it.');
  if (result === 'failed' && failure === '')
    cells.report('failure', 'missing', 'Say why the provider refused it.');
  if (result === 'sent' && failure !== '')
    cells.report(
      'failure',
      'out_of_range',
      'What was done has no reason of failure: which of both is right?',
    );
  return { result: result ?? 'claimed', reference: reference || null, failure: failure || null };
}
