import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, tableOf } from '../sheet.ts';

type Slots = Awaited<ReturnType<OpenTuan['pickupSlots']['list']>>;

const columns: readonly SheetColumn<Slots['data'][number]>[] = [
  { zh: '自提点', en: 'Pickup point', value: ({ pickupPointId }) => pickupPointId },
  { zh: '日期', en: 'Date', value: ({ date }) => date },
  { zh: '开始', en: 'From', value: ({ opens }) => opens },
  { zh: '结束', en: 'To', value: ({ closes }) => closes },
  { zh: '容量', en: 'Capacity', value: ({ capacity }) => capacity ?? null },
  { zh: '已约', en: 'Booked', value: ({ taken }) => taken ?? null },
  { zh: '可约', en: 'Free', value: ({ free }) => free },
];

/** The pickup times of a point, one a row. */
export function sheetOfSlots({ data }: Slots, locale: string): SheetTable {
  return tableOf({ zh: '自提时段', en: 'Pickup times' }, columns, data, locale);
}
