import { quoted } from '../shared/quoted.ts';
import { textCell } from './cell-values.ts';
import { readList } from './columns.ts';
import type { Column, ParsedList, RowCells } from './columns.ts';
import type { Sheet } from './sheet.ts';

/** When a point is open on a day, `HH:MM` by the shop's clock. */
export interface OpeningHours {
  readonly opens: string;
  readonly closes: string;
}

/** One pickup point, as a list gives it. */
export interface PickupPointListRow {
  /** Row of the spreadsheet. */
  readonly row: number;
  /** The shop's own number of the point, once in a list. */
  readonly externalId: string;
  readonly name: string;
  readonly address: string;
  /** Millionths of a degree; null when the list gives no position. */
  readonly latitude: number | null;
  /** Millionths of a degree; null when the list gives no position. */
  readonly longitude: number | null;
  /** In the order of the list, none overlapping; at least one. */
  readonly windows: readonly OpeningHours[];
  /** The shop's own number of the leader; null for a branch of the chain. */
  readonly leaderExternalId: string | null;
}

const columns = {
  externalId: { headers: ['编号', 'externalId', 'id', 'code'] },
  name: { headers: ['自提点', 'name', 'pickupPoint'] },
  address: { headers: ['地址', 'address'] },
  latitude: { headers: ['纬度', 'latitude'], optional: true },
  longitude: { headers: ['经度', 'longitude'], optional: true },
  hours: { headers: ['营业时间', 'hours', 'openingHours'] },
  leader: { headers: ['团长', 'leader'], optional: true },
} satisfies Record<string, Column>;

type PickupPointColumn = keyof typeof columns;
type Cells = RowCells<PickupPointColumn>;

const MICRO_DEGREES = 1_000_000;
const WINDOW = /^(\d{1,2}:\d{2})\s*[-\u2010-\u2015~至到]\s*(\d{1,2}:\d{2})$/;

/**
 * Understands a list of pickup points with Chinese or English headers: 编号, 自提点, 地址, 纬度, 经度, 营业时间, 团长.
 * Every row is in `rows` or named in `problems`, with the problems of the sheet itself among them.
 */
export function parsePickupPointList(sheet: Sheet): ParsedList<PickupPointListRow> {
  return readList<PickupPointColumn, PickupPointListRow>(sheet, {
    columns,
    unique: 'externalId',
    readRow: (cells) => ({
      row: cells.row,
      externalId: textCell(cells, 'externalId'),
      name: textCell(cells, 'name'),
      address: textCell(cells, 'address'),
      ...positionCells(cells),
      windows: openingHoursCell(cells),
      leaderExternalId: textCell(cells, 'leader', true) || null,
    }),
  });
}

function positionCells(cells: Cells): Pick<PickupPointListRow, 'latitude' | 'longitude'> {
  const latitude = degreesCell(cells, 'latitude', 90);
  const longitude = degreesCell(cells, 'longitude', 180);
  if (latitude === null && longitude !== null)
    cells.report('latitude', 'missing', 'A longitude needs a latitude.');
  if (longitude === null && latitude !== null)
    cells.report('longitude', 'missing', 'A latitude needs a longitude.');
  return { latitude, longitude };
}

/** Decimal degrees in millionths, which are some 11 cm: finer digits are rounded away. */
function degreesCell(cells: Cells, key: 'latitude' | 'longitude', limit: number): number | null {
  const text = cells.text(key).normalize('NFKC').replaceAll('\u2212', '-').trim();
  if (text === '') return null;
  if (!/^-?\d{1,3}(\.\d{1,20})?$/.test(text)) {
    cells.report(key, 'not_a_position', `${quoted(text)} is not in decimal degrees, write 30.281700.`);
    return 0;
  }
  const degrees = Number(text);
  if (Math.abs(degrees) > limit) {
    cells.report(
      key,
      'out_of_range',
      `${text} is beyond ${limit} degrees: are latitude and longitude exchanged?`,
    );
  }
  return Math.round(degrees * MICRO_DEGREES) || 0;
}

function openingHoursCell(cells: Cells): OpeningHours[] {
  const text = cells.text('hours').normalize('NFKC').trim();
  if (text === '') cells.report('hours', 'missing', 'The cell is empty.');
  const parts = text === '' ? [] : text.split(/\s*[,;、/]\s*/);
  const windows = parts.map((part) => openingHours(part) ?? part);
  const wrong = windows.filter((window) => typeof window === 'string');
  for (const part of wrong) {
    cells.report(
      'hours',
      'not_opening_hours',
      `${quoted(part)} is not a time from … to of one day, write 16:00-20:30.`,
    );
  }
  const right = windows.filter((window) => typeof window !== 'string');
  if (wrong.length === 0 && overlap(right)) {
    cells.report(
      'hours',
      'not_opening_hours',
      `${quoted(text)} overlaps or is out of order, write 07:00-11:00, 16:00-20:30.`,
    );
  }
  return right;
}

function openingHours(text: string): OpeningHours | null {
  const [, first = '', second = ''] = WINDOW.exec(text) ?? [];
  const [opens, closes] = [first.padStart(5, '0'), second.padStart(5, '0')];
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  return isTime(opens) && isTime(closes) && opens < closes ? { opens, closes } : null;
}

function overlap(windows: readonly OpeningHours[]): boolean {
  return windows.some(({ opens }, index) => index > 0 && opens < (windows[index - 1]?.closes ?? ''));
}
