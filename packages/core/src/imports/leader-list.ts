import { percentageCell, textCell, wholeNumberCell } from './cell-values.ts';
import { readList } from './columns.ts';
import type { Column, ParsedList } from './columns.ts';
import type { Sheet } from './sheet.ts';

/** One leader with a community, as a list gives them. */
export interface LeaderListRow {
  /** Row of the spreadsheet. */
  readonly row: number;
  /** The shop's own number of the leader, once in a list. */
  readonly externalId: string;
  readonly name: string;
  /** What kind of person: a parent, a shopkeeper. May be empty. */
  readonly role: string;
  readonly community: string;
  /** Members of the community. */
  readonly members: number;
  /** 1000 = 10 %. */
  readonly commissionBasisPoints: number;
}

const columns = {
  externalId: { headers: ['编号', 'externalId', 'id', 'code'] },
  name: { headers: ['昵称', 'name', 'nickname'] },
  role: { headers: ['身份', 'role'], optional: true },
  community: { headers: ['社群', 'community'] },
  members: { headers: ['人数', 'members'] },
  commission: { headers: ['佣金比例', 'commission', 'commissionRate'] },
} satisfies Record<string, Column>;

const MEMBERS = { min: 0, max: 100_000 };

/**
 * Understands a list of leaders with Chinese or English headers: 编号, 昵称, 身份, 社群, 人数, 佣金比例. Every row is
 * in `rows` or named in `problems`, with the problems of the sheet itself among them.
 */
export function parseLeaderList(sheet: Sheet): ParsedList<LeaderListRow> {
  return readList<keyof typeof columns, LeaderListRow>(sheet, {
    columns,
    unique: 'externalId',
    readRow: (cells) => ({
      row: cells.row,
      externalId: textCell(cells, 'externalId'),
      name: textCell(cells, 'name'),
      role: textCell(cells, 'role', true),
      community: textCell(cells, 'community'),
      members: wholeNumberCell(cells, 'members', MEMBERS),
      commissionBasisPoints: percentageCell(cells, 'commission'),
    }),
  });
}
