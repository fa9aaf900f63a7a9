import type { OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, type SheetColumn, tableOf } from '../sheet.ts';

type Moves = Awaited<ReturnType<OpenTuan['pickups']['listMoves']>>;
type Donations = Awaited<ReturnType<OpenTuan['pickups']['listDonations']>>;

const moveColumns: readonly SheetColumn<Moves['data'][number]>[] = [
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '原自提点', en: 'From', value: ({ fromPointId }) => fromPointId },
  { zh: '新自提点', en: 'To', value: ({ toPointId }) => toPointId },
  { zh: '时间', en: 'Moved at', value: ({ movedAt }) => movedAt },
  { zh: '操作人', en: 'Moved by', value: ({ movedBy }) => movedBy },
  { zh: '原因', en: 'Reason', value: ({ reason }) => reason },
];

/** Orders that are fetched elsewhere, one a row. */
export function sheetOfMoves({ data }: Moves, locale: string): SheetTable {
  return tableOf({ zh: '改自提点', en: 'Moved orders' }, moveColumns, data, locale);
}

const donationColumns: readonly SheetColumn<Donations['data'][number]>[] = [
  { zh: '时间', en: 'Donated at', value: ({ createdAt }) => createdAt },
  { zh: '受赠方', en: 'Charity', value: ({ charity }) => charity },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '规格', en: 'Variant', value: ({ variantId }) => variantId },
  { zh: '数量', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '成本', en: 'Cost', value: ({ cost }) => decimalOf(cost) },
];

/** Goods that went to a charity, one line of an order a row. */
export function sheetOfDonations({ data }: Donations, locale: string): SheetTable {
  return tableOf({ zh: '捐赠', en: 'Donations' }, donationColumns, data, locale);
}
